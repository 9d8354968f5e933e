-- Mergers, splits, many placements in one act; congresses.

-- name: lineage_insert
INSERT INTO org_lineage (from_id, to_id, kind, day, decision, recorded_tx) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: lineage_rows
SELECT l.kind, l.day, l.decision, f.id, f.code, f.name, f.path, t.id, t.code, t.name, t.path
  FROM org_lineage l JOIN organization f ON f.id = l.from_id JOIN organization t ON t.id = l.to_id
 WHERE l.superseded_tx IS NULL AND l.from_id = ?1
UNION ALL
SELECT l.kind, l.day, l.decision, f.id, f.code, f.name, f.path, t.id, t.code, t.name, t.path
  FROM org_lineage l JOIN organization f ON f.id = l.from_id JOIN organization t ON t.id = l.to_id
 WHERE l.superseded_tx IS NULL AND l.to_id = ?1
 ORDER BY 2;

-- name: cell_members_from
-- Who counts in the cell on the day or later.
SELECT DISTINCT person_id FROM member_span WHERE cell_id = ?1 AND counted = 1 AND valid_to > ?2;

-- name: org_children_from
-- What stands right below on the day or later, and has not ended by then.
SELECT DISTINCT p.org_id FROM placement p JOIN organization o ON o.id = p.org_id
 WHERE p.parent_id = ?1 AND p.superseded_tx IS NULL AND p.valid_to > ?2
   AND (o.dissolved_on IS NULL OR o.dissolved_on > ?2);

-- name: org_posts_open
SELECT post_id FROM post
 WHERE org_id = ?1 AND superseded_tx IS NULL AND deleted = 0 AND valid_to > ?2;

-- name: post_end
-- One office ends on the day: a new version beside the superseded one. A suspension that would
-- have begun later does not come.
INSERT INTO post (post_id, uid, version, org_id, person_id, holder_name, post, title, term, how,
       decision, state_post, valid_from, valid_to, suspended_from, suspended_to, suspended_by, recorded_tx)
SELECT post_id, uid, version + 1, org_id, person_id, holder_name, post, title, term, how,
       decision, state_post, valid_from, ?2, iif(suspended_from < ?2, suspended_from, NULL),
       iif(suspended_from < ?2, suspended_to, NULL), iif(suspended_from < ?2, suspended_by, NULL), ?3
  FROM post WHERE id = ?1;

-- name: post_open_row
SELECT id, uid, version + 1, valid_from FROM post
 WHERE post_id = ?1 AND superseded_tx IS NULL AND deleted = 0;

-- name: congress_org
SELECT org_id, version FROM congress WHERE id = ?1 AND deleted_tx IS NULL;
