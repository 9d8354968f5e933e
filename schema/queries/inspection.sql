-- Inspections, their subjects and recommendations.

-- name: inspection_row
SELECT t.org_id, t.version, t.kind, t.actor, t.planned_from, t.planned_to, t.started_on, t.concluded_on,
       t.cancelled_on, t.conclusion, t.about_from, t.about_to, t.cancelled_why
  FROM inspection t JOIN organization o ON o.id = t.org_id
 WHERE t.id = ?1 AND t.deleted_tx IS NULL AND o.path >= ?2 AND o.path < ?3;

-- name: inspection_subjects
SELECT count(*) FROM inspection_subject WHERE inspection_id = ?1 AND deleted_tx IS NULL;

-- name: inspection_subject_row
SELECT version FROM inspection_subject WHERE inspection_id = ?1 AND id = ?2 AND deleted_tx IS NULL;

-- name: inspection_recommendation_row
SELECT version FROM inspection_recommendation
 WHERE inspection_id = ?1 AND id = ?2 AND deleted_tx IS NULL;

-- name: inspection_people
-- Members among the subjects of a session.
SELECT coalesce(p.merged_into, p.id) FROM inspection_subject s JOIN person p ON p.id = s.person_id
 WHERE s.inspection_id = ?1 AND s.deleted_tx IS NULL;

-- name: inspection_cell
-- How many members a cell has on the day, and whether it has a committee: more offices than a
-- secretary and a deputy.
SELECT (SELECT count(*) FROM member_span s WHERE s.cell_id = ?1 AND s.counted = 1 AND s.valid_from <= ?2
           AND s.valid_to > ?2),
       (SELECT count(*) FROM post x WHERE x.org_id = ?1 AND x.post = 'committee_member'
           AND x.superseded_tx IS NULL AND x.deleted = 0 AND x.valid_from <= ?2 AND x.valid_to > ?2);

-- name: task_inspections
-- Sessions that ought to have begun or ended (?4), in a range of the tree.
SELECT t.id, t.title, o.id, o.name, o.path, CASE WHEN t.started_on IS NULL THEN t.planned_from ELSE t.planned_to END,
       t.started_on IS NOT NULL
  FROM inspection t JOIN organization o ON o.id = t.org_id
 WHERE t.deleted_tx IS NULL AND t.concluded_on IS NULL AND t.cancelled_on IS NULL AND o.path >= ?1 AND o.path < ?2
   AND CASE WHEN t.started_on IS NULL THEN t.planned_from ELSE t.planned_to END <= ?4 AND ?3 > '';

-- name: task_recommendations
SELECT t.id, r.what, o.id, o.name, o.path, r.due_on
  FROM inspection_recommendation r JOIN inspection t ON t.id = r.inspection_id AND t.deleted_tx IS NULL
  JOIN organization o ON o.id = t.org_id
 WHERE r.due_on IS NOT NULL AND r.done_on IS NULL AND r.deleted_tx IS NULL AND r.due_on <= ?4
   AND o.path >= ?1 AND o.path < ?2 AND ?3 > '';
