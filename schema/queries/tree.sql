-- The tree: one organisation, all placements, derived paths.

-- name: org_row
SELECT id, coalesce(parent_id, 0), version, uid, code, name, kind, status, path
  FROM organization WHERE id = ?1;

-- name: org_row_by_code
SELECT id, coalesce(parent_id, 0), version, uid, code, name, kind, status, path
  FROM organization WHERE code = ?1;

-- name: tree_placements
-- scan: the whole tree is rebuilt on purpose
SELECT org_id, parent_id, valid_from, valid_to FROM placement
 WHERE superseded_tx IS NULL ORDER BY org_id, valid_from;

-- name: tree_subtree
SELECT id FROM organization WHERE path >= ?1 AND path < ?2;

-- name: tree_org_ids
-- scan: the whole tree is rebuilt on purpose
SELECT id FROM organization WHERE path < '~' ORDER BY id;

-- name: org_path_clear
DELETE FROM org_path WHERE org_id = ?1;

-- name: org_path_insert
INSERT INTO org_path (org_id, valid_from, valid_to, path) VALUES (?1, ?2, ?3, ?4);

-- name: org_path_rows
SELECT valid_from, valid_to, path FROM org_path WHERE org_id = ?1 ORDER BY valid_from;

-- name: org_today_place
UPDATE organization SET parent_id = ?2, path = ?3, depth = ?4
 WHERE id = ?1 AND (parent_id IS NOT ?2 OR path IS NOT ?3 OR depth IS NOT ?4);

-- name: org_path_on
SELECT path FROM org_path WHERE org_id = ?1 AND valid_from <= ?2 AND valid_to > ?2;

-- name: org_parent
SELECT parent_id FROM organization WHERE id = ?1;
