-- Offices held: versions of one office share post_id.

-- name: post_insert
INSERT INTO post (post_id, uid, version, org_id, person_id, holder_name, post, title, term, how,
       decision, state_post, valid_from, valid_to, suspended_from, suspended_to, suspended_by, recorded_tx)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18);

-- name: post_number
UPDATE post SET post_id = id WHERE id = ?1;

-- name: post_row
SELECT id, uid, version, org_id, person_id, holder_name, post, title, term, how, decision,
       state_post, valid_from, valid_to, suspended_from, suspended_to, suspended_by
  FROM post WHERE post_id = ?1 AND superseded_tx IS NULL AND deleted = 0;

-- name: post_supersede
UPDATE post SET superseded_tx = ?2 WHERE id = ?1;

-- name: post_delete
UPDATE post SET deleted = 1, version = version + 1 WHERE id = ?1;

-- name: post_same
-- The same single office held by somebody else in the period.
SELECT count(*) FROM post
 WHERE org_id = ?1 AND post = ?2 AND post_id <> ?3 AND superseded_tx IS NULL AND deleted = 0
   AND valid_from < ?5 AND ?4 < valid_to;

-- name: post_running
-- Offices a person holds on the day, everywhere (?3 = 0) or in one organisation.
SELECT post_id FROM post
 WHERE person_id = ?1 AND superseded_tx IS NULL AND deleted = 0 AND valid_to > ?2 AND valid_from < ?2
   AND (?3 = 0 OR org_id = ?3);

-- name: post_offices
-- How many offices a person holds on the day, and how many of them outside the cell (?3).
SELECT count(*), coalesce(sum(org_id <> ?3), 0) FROM post
 WHERE person_id = ?1 AND superseded_tx IS NULL AND deleted = 0 AND valid_from <= ?2 AND valid_to > ?2;

-- name: post_ended
-- Offices of a person that ended on the day.
SELECT post_id FROM post
 WHERE person_id = ?1 AND superseded_tx IS NULL AND deleted = 0 AND valid_to = ?2;
