-- Admission dossiers: the dossier whole, its steps and papers, and what is counted for votes.

-- name: candidate_row
SELECT version, uid, cell_id, coalesce(person_id, 0), state, stage, next_step, full_name, gender, born_on,
       ethnicity, religion, personal_id, hometown, residence, phone, occupation, job_title, workplace,
       general_education, professional_level, theory_level, youth_union_on, listed_on,
       coalesce(helper_id, 0), coalesce(helper2_id, 0), coalesce(introducer_id, 0), introducer_since,
       coalesce(introducer2_id, 0), introducer2_since, introducing_body, coalesce(previous_id, 0),
       coalesce(hardship, 0), record_cleared_on
  FROM candidate WHERE id = ?1 AND deleted_tx IS NULL;

-- name: candidate_steps
SELECT id, step, day, agreed, received_on, eligible, in_favour, against, absent, decision_number, place,
       recorded_tx, decided_by
  FROM candidate_step WHERE candidate_id = ?1 AND undone_tx IS NULL ORDER BY id;

-- name: candidate_papers
SELECT kind, issued_on, for_rule FROM candidate_document
 WHERE candidate_id = ?1 AND deleted_tx IS NULL ORDER BY issued_on, id;

-- name: candidate_person
SELECT person_id FROM candidate WHERE id = ?1;

-- name: candidate_keys
UPDATE candidate SET search_key = ?2, sort_key = ?3 WHERE id = ?1;

-- name: candidate_set_place
UPDATE candidate SET cell_id = ?2, version = version + 1 WHERE id = ?1;

-- name: candidate_set_state
UPDATE candidate SET state = ?2, person_id = nullif(?3, 0) WHERE id = ?1;

-- name: candidate_bump
UPDATE candidate SET version = version + 1 WHERE id = ?1;

-- name: candidate_derive
UPDATE candidate SET stage = ?2, next_step = ?3, due_on = ?4, due_rule = ?5, last_due_on = ?6,
       probation_ends_on = ?7
 WHERE id = ?1;

-- name: candidate_open_ids
-- scan: the calendar or a rule changed, which moves deadlines
SELECT id FROM candidate WHERE state = 'open' AND deleted_tx IS NULL;

-- name: candidate_of_member
SELECT id FROM candidate WHERE person_id = ?1 AND state = 'open' AND deleted_tx IS NULL;

-- name: candidate_step_insert
INSERT INTO candidate_step (uid, candidate_id, cell_id, step, day, agreed, received_on, eligible, in_favour,
       against, absent, away, exempt_absent, decision_number, decided_by, place, note, judged, recorded_tx)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19);

-- name: candidate_step_row
SELECT version, step, day, agreed, recorded_tx FROM candidate_step
 WHERE id = ?1 AND candidate_id = ?2 AND undone_tx IS NULL;

-- name: candidate_step_undo
UPDATE candidate_step SET undone_tx = ?2, version = version + 1 WHERE id = ?1;

-- name: candidate_step_papers_undo
UPDATE candidate_document SET deleted_tx = ?2, version = version + 1
 WHERE step_id = ?1 AND deleted_tx IS NULL;

-- name: candidate_document_step
SELECT step_id FROM candidate_document WHERE id = ?1 AND candidate_id = ?2;

-- name: candidate_document_row
SELECT version FROM candidate_document WHERE id = ?1 AND candidate_id = ?2 AND deleted_tx IS NULL;

-- name: candidate_exit_insert
INSERT INTO candidate_exit (uid, candidate_id, cell_id, exit, day, why, to_cell_id, to_outside, eligible,
       in_favour, against, absent, decision_number, decided_by, recorded_tx)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, 0), ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15);

-- name: candidate_exit_last
SELECT id, exit, cell_id, coalesce(to_cell_id, 0), recorded_tx, version, day FROM candidate_exit
 WHERE candidate_id = ?1 AND undone_tx IS NULL ORDER BY id DESC LIMIT 1;

-- name: candidate_exit_undo
UPDATE candidate_exit SET undone_tx = ?2, version = version + 1 WHERE id = ?1;

-- name: voters_official
-- Official members of the cell on the day.
SELECT count(*) FROM member_span
 WHERE cell_id = ?1 AND counted = 1 AND status = 'official' AND valid_from <= ?2 AND valid_to > ?2;

-- name: voters_away
-- Those of them who are at temporary activity on the day, outside the base party ?3 (0: there is none).
SELECT count(*) FROM transfer t
  JOIN member_span s ON s.person_id = t.person_id AND s.cell_id = t.from_cell_id AND s.counted = 1
       AND s.status = 'official' AND s.valid_from <= ?2 AND s.valid_to > ?2
  LEFT JOIN organization o ON o.id = t.to_cell_id
 WHERE t.from_cell_id = ?1 AND t.deleted_tx IS NULL AND t.kind = 'temporary'
   AND t.sent_on <= ?2 AND coalesce(t.closed_on, '9999-12-31') > ?2
   AND (o.id IS NULL OR ?3 = 0 OR instr(o.path, '/' || ?3 || '/') = 0);

-- name: candidate_committee
-- Who sits on the committee of the organisation on the day.
SELECT count(DISTINCT coalesce(CAST(person_id AS TEXT), holder_name)) FROM post
 WHERE org_id = ?1 AND superseded_tx IS NULL AND deleted = 0 AND valid_from <= ?2 AND valid_to > ?2
   AND (post = 'secretary' OR post = 'standing_deputy_secretary' OR post = 'deputy_secretary'
        OR post = 'standing_member' OR post = 'committee_member');

-- name: member_official_on
SELECT count(*) FROM member_span
 WHERE person_id = ?1 AND counted = 1 AND status = 'official' AND valid_from <= ?2 AND valid_to > ?2;

-- name: org_kind_on
SELECT kind FROM org_fact
 WHERE org_id = ?1 AND superseded_tx IS NULL AND valid_from <= ?2 AND valid_to > ?2;


-- name: candidate_same_number
SELECT id FROM candidate WHERE personal_id = ?1 AND state = 'open' AND deleted_tx IS NULL;

-- name: candidate_same_name
-- The open dossier of the same name and birth in the cell.
SELECT id FROM candidate
 WHERE cell_id = ?1 AND full_name = ?2 AND born_on IS ?3 AND state = 'open' AND deleted_tx IS NULL
 ORDER BY id LIMIT 1;
