-- Running the registry: settings, drills.

-- name: setting_classification
SELECT coalesce(classification, '') FROM setting WHERE id = 1;

-- name: setting_version
SELECT version FROM setting WHERE id = 1;

-- name: drill_insert
INSERT INTO backup_drill (uid, backup, backup_at, bytes, result, findings, detail, newest_change,
       changes, milliseconds, recorded_tx)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);

-- name: drill_newest
-- scan: one row from the end
SELECT id, result, (SELECT at FROM tx WHERE tx.id = d.recorded_tx) FROM backup_drill d
 ORDER BY id DESC LIMIT 1;

-- name: save_newest
-- scan: one row from the end
SELECT at FROM tx ORDER BY id DESC LIMIT 1;
