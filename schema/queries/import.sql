-- Imports: rows of targets and discipline decisions, staging of uploads.

-- name: target_find
SELECT id, value FROM target
 WHERE org_id = ?1 AND indicator = ?2 AND from_on = ?3 AND to_on = ?4 AND coalesce(scope, '') = ?5
   AND deleted_tx IS NULL;

-- name: discipline_find_person
SELECT id FROM discipline_decision
 WHERE person_id = ?1 AND form = ?2 AND decided_on = ?3 AND deleted_tx IS NULL;

-- name: discipline_find_org
SELECT id FROM discipline_decision
 WHERE subject = 'organization' AND org_id = ?1 AND form = ?2 AND decided_on = ?3 AND deleted_tx IS NULL;

-- name: discipline_insert
INSERT INTO discipline_decision (uid, subject, person_id, org_id, form, decided_on, decision_number,
       authority, reason, recorded_tx)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: discipline_update
UPDATE discipline_decision SET decision_number = coalesce(?2, decision_number), authority = ?3,
       reason = coalesce(?4, reason), version = version + 1
 WHERE id = ?1 AND (decision_number IS NOT coalesce(?2, decision_number) OR authority <> ?3
       OR reason IS NOT coalesce(?4, reason));

-- name: discipline_person
-- Whom a decision is about; nobody when it is about an organisation.
SELECT person_id FROM discipline_decision WHERE id = ?1;

-- name: discipline_uid
SELECT uid, version FROM discipline_decision WHERE id = ?1;

-- name: span_cell_on
SELECT cell_id, counted, valid_from = ?2 FROM member_span
 WHERE person_id = ?1 AND valid_from <= ?2 AND valid_to > ?2;

-- name: span_cell_any
SELECT cell_id FROM member_span WHERE person_id = ?1 ORDER BY valid_from LIMIT 1;

-- name: import_insert
INSERT INTO import_job (uid, kind, state, user_id, org_id, created_at, rows, added, updated,
       unchanged, refused, warnings, header, file_name, source, flagged, missing)
VALUES (?1, ?2, 'checked', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16);

-- name: import_row_insert
INSERT INTO import_row (import_id, line, state, label, cells, faults, changes, flags, row_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: import_job_row
SELECT kind, state, refused, header, coalesce(org_id, 0), version, coalesce(tx_id, 0) FROM import_job WHERE id = ?1;

-- name: import_row_cells
SELECT line, cells FROM import_row WHERE import_id = ?1 AND line > ?2 ORDER BY line LIMIT 200;

-- name: import_rows_refused
SELECT line, cells, faults FROM import_row WHERE import_id = ?1 AND state = 'refused' ORDER BY line;

-- name: import_committed
UPDATE import_job SET state = 'committed', committed_at = ?2, tx_id = ?3, version = version + 1,
       added = ?4, updated = ?5, unchanged = ?6
 WHERE id = ?1;

-- name: import_cancelled
UPDATE import_job SET state = 'cancelled', version = version + 1 WHERE id = ?1;

-- name: import_undone
UPDATE import_job SET state = 'undone', undone_at = ?2, version = version + 1 WHERE id = ?1;

-- name: import_rows_clear
DELETE FROM import_row WHERE import_id = ?1;
