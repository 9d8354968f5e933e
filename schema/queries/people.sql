-- Duplicates, merging two records of one person, photographs, data quality.

-- name: duplicate_pairs
-- Pairs with the same name (folded) whose other facts do not speak against it. Points: the name to
-- the letter 10, day of birth 50 (year alone 20), hometown 15, phone 25, old number 40.
-- scan: the whole register is compared with itself, through the index of names
SELECT * FROM (
SELECT a.person_id AS one, b.person_id AS two, a.full_name AS one_name, b.full_name AS two_name,
       a.born_on AS one_born, b.born_on AS two_born, sa.cell_id AS one_cell, sb.cell_id AS two_cell,
       ca.name AS one_cell_name, cb.name AS two_cell_name,
       (SELECT record_number FROM membership m WHERE m.id = sa.membership_row) AS one_number,
       (SELECT record_number FROM membership m WHERE m.id = sb.membership_row) AS two_number,
       30 + 10 * (a.full_name = b.full_name)
          + CASE WHEN a.born_on IS NULL OR b.born_on IS NULL THEN 5
                 WHEN a.born_on = b.born_on AND length(a.born_on) = 10 THEN 50
                 WHEN substr(a.born_on, 1, 4) = substr(b.born_on, 1, 4)
                      AND (length(a.born_on) < 10 OR length(b.born_on) < 10) THEN 20
                 ELSE -60 END
          + 15 * coalesce(a.hometown = b.hometown, 0) + 25 * coalesce(a.phone = b.phone, 0)
          + 40 * coalesce(a.old_id_number = b.old_id_number, 0)
          - 50 * coalesce(a.gender <> b.gender, 0)
          - 50 * coalesce(a.personal_id <> b.personal_id, 0) AS points
  FROM member_span sa JOIN organization ca ON ca.id = sa.cell_id
  JOIN profile a ON a.id = sa.profile_id
  JOIN profile b ON b.search_key = a.search_key AND b.superseded_tx IS NULL AND b.person_id > a.person_id
  JOIN member_span sb ON sb.person_id = b.person_id AND sb.profile_id = b.id
       AND sb.valid_from <= ?1 AND sb.valid_to > ?1
  JOIN organization cb ON cb.id = sb.cell_id
 WHERE sa.valid_from <= ?1 AND sa.valid_to > ?1
   AND ca.path >= ?2 AND ca.path < ?3 AND cb.path >= ?2 AND cb.path < ?3
   AND NOT EXISTS (SELECT 1 FROM distinct_pair d WHERE d.low_id = a.person_id AND d.high_id = b.person_id))
 WHERE points >= ?4 ORDER BY points DESC, one, two LIMIT ?5;

-- name: distinct_insert
INSERT OR IGNORE INTO distinct_pair (low_id, high_id, recorded_tx) VALUES (min(?1, ?2), max(?1, ?2), ?3);

-- name: merge_mark
UPDATE person SET merged_into = ?2, merged_tx = ?3, version = version + 1 WHERE id = ?1;

-- name: merge_unmark
UPDATE person SET merged_into = NULL, merged_tx = NULL WHERE merged_tx = ?1;

-- name: merged_into
SELECT coalesce(merged_into, 0) FROM person WHERE id = ?1;

-- name: merge_cells_end
UPDATE membership_cell SET superseded_tx = ?2 WHERE membership_id = ?1 AND superseded_tx IS NULL;

-- name: merge_activities_end
UPDATE membership_activity SET superseded_tx = ?2 WHERE membership_id = ?1 AND superseded_tx IS NULL;

-- name: merge_posts
SELECT id, post_id, uid, version, org_id FROM post
 WHERE person_id = ?1 AND superseded_tx IS NULL AND deleted = 0;

-- name: merge_post
INSERT INTO post (post_id, uid, version, org_id, person_id, holder_name, post, title, term, how,
       decision, state_post, valid_from, valid_to, suspended_from, suspended_to, suspended_by, recorded_tx)
SELECT post_id, uid, version + 1, org_id, ?2, holder_name, post, title, term, how,
       decision, state_post, valid_from, valid_to, suspended_from, suspended_to, suspended_by, ?3
  FROM post WHERE id = ?1;

-- name: photo_get
SELECT type, bytes, id FROM photo WHERE person_id = ?1 AND superseded_tx IS NULL;

-- name: photo_insert
INSERT INTO photo (person_id, type, bytes, recorded_tx) VALUES (?1, ?2, ?3, ?4);

-- name: photo_supersede
UPDATE photo SET superseded_tx = ?2 WHERE person_id = ?1 AND superseded_tx IS NULL;

-- name: quality_members
-- Flags of people by the unit right below the asked one that they count in.
SELECT f.code, substr(o.path, length(?3) + 1, instr(substr(o.path, length(?3) + 1), '/') - 1) AS unit, count(*)
  FROM quality_flag f JOIN member_span s ON s.person_id = f.row_id AND s.valid_from <= ?1 AND s.valid_to > ?1
  JOIN organization o ON o.id = s.cell_id
 WHERE f.resource = 'members' AND f.cleared_tx IS NULL AND s.counted = 1
   AND o.path >= ?3 AND o.path < ?2
 GROUP BY 1, 2;

-- name: quality_organizations
SELECT f.code, substr(o.path, length(?3) + 1, instr(substr(o.path, length(?3) + 1), '/') - 1) AS unit, count(*)
  FROM quality_flag f JOIN organization o ON o.id = f.row_id
 WHERE f.resource = 'organizations' AND f.cleared_tx IS NULL AND o.dissolved_on IS NULL AND ?1 <> ''
   AND o.path >= ?3 AND o.path < ?2
 GROUP BY 1, 2;

-- name: quality_posts
-- Cells and grassroots parties in which nobody is secretary on the day.
SELECT substr(o.path, length(?3) + 1, instr(substr(o.path, length(?3) + 1), '/') - 1) AS unit, count(*)
  FROM organization o
 WHERE o.kind IN ('cell', 'base_cell', 'base_party') AND o.status = 'active'
   AND o.path >= ?3 AND o.path < ?2
   AND NOT EXISTS (SELECT 1 FROM post p WHERE p.org_id = o.id AND p.post = 'secretary' AND p.superseded_tx IS NULL
                      AND p.deleted = 0 AND p.valid_from <= ?1 AND p.valid_to > ?1)
 GROUP BY 1;
