-- Files for the national database, and reconciliation with what comes back from it.

-- name: national_insert
INSERT INTO national_export (uid, org_id, created_at, actor, changed_only, after_change, upto_change, rows)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: national_last
-- Where the newest file of the same unit ended.
SELECT coalesce(max(upto_change), 0) FROM national_export WHERE org_id = ?1;

-- name: national_row
SELECT org_id, changed_only, after_change, upto_change FROM national_export WHERE id = ?1;

-- name: national_changed
-- Members of the unit whose record changed after one change and up to another.
SELECT count(DISTINCT c.row_id) FROM change c JOIN organization o ON o.id = c.org_id
 WHERE c.resource = 'members' AND c.id > ?1 AND c.id <= ?2 AND o.path >= ?3 AND o.path < ?4;

-- name: national_all
SELECT count(*) FROM member_span s JOIN organization o ON o.id = s.cell_id
 WHERE s.counted = 1 AND s.valid_from <= ?1 AND s.valid_to > ?1 AND o.path >= ?2 AND o.path < ?3;

-- name: reconcile_members
-- Who counts in the scope today, for telling whom a file leaves out.
SELECT s.person_id, p.full_name, coalesce(m.record_number, '') FROM member_span s
  JOIN organization o ON o.id = s.cell_id
  JOIN profile p ON p.id = s.profile_id JOIN membership m ON m.id = s.membership_row
 WHERE s.counted = 1 AND s.valid_from <= ?1 AND s.valid_to > ?1 AND o.path >= ?2 AND o.path < ?3
 ORDER BY s.sort_key, s.person_id;
