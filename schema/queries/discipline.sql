-- Discipline: cases with their steps, who may read them, and the decisions that come of them.

-- name: discipline_case_row
-- A case in scope (?2 ≤ path < ?3) that the caller may read: all of them (?4 = 3), those of the cell
-- (?4 = 2), or those the user (?5) is named on today (?6).
SELECT k.uid, k.version, k.joint_id, coalesce(p.merged_into, k.person_id, 0), k.org_id, o.kind, k.by_cell,
       k.adopted, coalesce(k.grave, 0), coalesce(k.assigned, 0), coalesce(k.decider_id, 0), k.received_on,
       k.without_vote, coalesce(k.authority, k.expected_authority), k.content, k.violation_on, k.decision_number, k.reason, k.paper_on,
       k.form, k.concluded_on, k.decided_on, k.announced_on, k.ends_on, k.annulled_on, k.state, k.title,
       o.path, k.paper_number, k.paper_given_on, k.expected_authority
  FROM discipline_case k JOIN organization o ON o.id = k.org_id LEFT JOIN person p ON p.id = k.person_id
 WHERE k.id = ?1 AND k.deleted_tx IS NULL AND o.path >= ?2 AND o.path < ?3
   AND CASE WHEN ?4 = 3 THEN 1
            WHEN ?4 = 2 AND k.cell_reads = 1 THEN 1
            ELSE EXISTS (SELECT 1 FROM discipline_reader r WHERE r.user_id = ?5 AND r.case_id = k.id
                            AND r.deleted_tx IS NULL AND (r.until IS NULL OR r.until >= ?6)) END;

-- name: discipline_steps
SELECT s.row_id, s.id, s.step, s.day, s.agreed, s.form, s.outcome, s.until, coalesce(s.effect_tx, 0),
       s.decision_number, x.actor, s.version, s.received_on, s.authority, s.decided_by, s.violation
  FROM discipline_step s JOIN confidential_tx x ON x.id = s.recorded_tx
 WHERE s.case_id = ?1 AND s.undone_tx IS NULL ORDER BY s.id;

-- name: discipline_step_next
SELECT coalesce(max(id), 0) + 1 FROM discipline_step WHERE case_id = ?1;

-- name: discipline_step_effect
UPDATE discipline_step SET effect_tx = nullif(?2, 0) WHERE row_id = ?1;

-- name: discipline_step_undo
UPDATE discipline_step SET undone_tx = ?2, version = version + 1 WHERE row_id = ?1;

-- name: discipline_derive
UPDATE discipline_case SET state = ?2, form = ?3, concluded_on = ?4, decided_on = ?5, announced_on = ?6,
       ends_on = ?7, annulled_on = ?8, due_on = ?9, due_rule = ?10,
       authority = coalesce(?11, expected_authority), decision_number = coalesce(?12, paper_number),
       decided_by = ?13, reason = ?14, paper_on = coalesce(?15, paper_given_on)
 WHERE id = ?1;

-- name: discipline_case_bump
UPDATE discipline_case SET version = version + 1 WHERE id = ?1;

-- name: discipline_case_uid
UPDATE discipline_case SET uid = ?2 WHERE id = ?1;

-- name: discipline_case_facts
-- What a conclusion establishes. Null leaves what is there.
UPDATE discipline_case SET violation_on = coalesce(?2, violation_on), content = coalesce(?3, content),
       grave = coalesce(?4, grave)
 WHERE id = ?1;

-- name: discipline_others
-- The subject's other cases that came into force, the newest first: a new violation prolongs what runs.
SELECT k.id, k.violation_on, k.ends_on FROM discipline_case k
 WHERE k.id <> ?1 AND k.deleted_tx IS NULL AND k.announced_on IS NOT NULL
   AND k.id IN (SELECT y.id FROM discipline_case y
                 WHERE y.person_id IN (SELECT ?2 UNION ALL SELECT x.id FROM person x WHERE x.merged_into = ?2)
                   AND y.deleted_tx IS NULL
                UNION ALL
                SELECT y.id FROM discipline_case y
                 WHERE y.org_id = ?3 AND y.subject = 'organization' AND ?2 = 0 AND y.deleted_tx IS NULL)
 ORDER BY k.announced_on DESC;

-- name: discipline_loose
-- Decisions on the subject that came without a case and run on the day of a violation (?3).
SELECT d.id FROM (SELECT y.* FROM discipline_decision y WHERE y.person_id = ?1 AND y.deleted_tx IS NULL
                  UNION ALL SELECT y.* FROM discipline_decision y
                   WHERE y.org_id = ?2 AND y.subject = 'organization' AND ?1 = 0 AND y.deleted_tx IS NULL) d
 WHERE d.ends_on > ?3 AND d.decided_on <= ?3
   AND NOT EXISTS (SELECT 1 FROM discipline_case k WHERE k.id = d.id AND k.deleted_tx IS NULL);

-- name: discipline_decision_row
SELECT uid, version, form, decided_on, decision_number, authority, reason, content, announced_on, ends_on,
       annulled_on, subject, coalesce(person_id, 0), org_id
  FROM discipline_decision WHERE id = ?1 AND deleted_tx IS NULL;

-- name: discipline_publish
INSERT INTO discipline_decision (id, uid, subject, person_id, org_id, form, decided_on, decision_number,
       authority, reason, content, announced_on, ends_on, annulled_on, recorded_tx)
SELECT k.id, k.uid, k.subject, p.id, k.org_id, k.form, k.decided_on, k.decision_number, k.authority, k.reason,
       k.content, k.announced_on, k.ends_on, k.annulled_on, nullif(?2, 0)
  FROM discipline_case k LEFT JOIN person q ON q.id = k.person_id
  LEFT JOIN person p ON p.id = coalesce(q.merged_into, q.id) WHERE k.id = ?1
    ON CONFLICT (id) DO UPDATE SET version = version + 1, form = excluded.form, decided_on = excluded.decided_on,
       decision_number = excluded.decision_number, authority = excluded.authority, reason = excluded.reason,
       content = excluded.content, announced_on = excluded.announced_on, ends_on = excluded.ends_on,
       annulled_on = excluded.annulled_on, deleted_tx = NULL;

-- name: discipline_withdraw
UPDATE discipline_decision SET deleted_tx = ?2, version = version + 1 WHERE id = ?1;

-- name: discipline_named
-- The cases a user is named on today.
SELECT case_id FROM discipline_reader WHERE user_id = ?1 AND deleted_tx IS NULL AND (until IS NULL OR until >= ?2);

-- name: discipline_suspension
-- The suspension of the member that runs on the day: since when, until when, whether it was extended.
SELECT (SELECT x.day FROM status_change x WHERE x.person_id = t.person_id AND x.deleted_tx IS NULL
           AND x.kind = 'suspension' AND x.day <= t.day ORDER BY x.day DESC, x.id DESC LIMIT 1),
       t.until, t.kind = 'suspension_extension'
  FROM status_change t JOIN member_span s ON s.person_id = t.person_id
   AND s.valid_from <= ?2 AND s.valid_to > ?2 AND s.counted = 1 AND s.activity = 'suspended'
 WHERE t.person_id = ?1 AND t.deleted_tx IS NULL AND t.until IS NOT NULL AND t.kind IN ('suspension', 'suspension_extension')
 ORDER BY t.id DESC LIMIT 1;

-- name: discipline_pending
-- A case of the member that is under way, 0: none.
SELECT k.id FROM discipline_case k
 WHERE k.person_id IN (SELECT ?1 UNION ALL SELECT x.id FROM person x WHERE x.merged_into = ?1)
   AND k.deleted_tx IS NULL AND k.state IN ('received', 'verifying', 'concluded', 'reviewed', 'voted',
       'proposed', 'deferred', 'decided') LIMIT 1;

-- name: discipline_holds
-- A decision on the member that is in force, 0: none.
SELECT id FROM discipline_decision
 WHERE person_id = ?1 AND deleted_tx IS NULL AND annulled_on IS NULL AND (ends_on IS NULL OR ends_on > ?2)
 LIMIT 1;

-- name: discipline_removed
-- The day of the member's newest removal from office up to a day.
SELECT max(decided_on) FROM discipline_decision
 WHERE person_id = ?1 AND form = 'removal_from_office' AND decided_on <= ?2 AND deleted_tx IS NULL
   AND annulled_on IS NULL;

-- name: discipline_disbanded
SELECT count(*) FROM discipline_decision
 WHERE org_id = ?1 AND subject = 'organization' AND form = 'disbandment' AND deleted_tx IS NULL
   AND annulled_on IS NULL;

-- name: discipline_subject
-- Whom a row of the list is about; 0: an organisation.
SELECT coalesce((SELECT coalesce(p.merged_into, k.person_id) FROM discipline_case k
                   JOIN person p ON p.id = k.person_id WHERE k.id = ?1),
                (SELECT person_id FROM discipline_decision WHERE id = ?1), 0);

-- name: discipline_reader_next
SELECT coalesce(max(id), 0) + 1 FROM discipline_reader WHERE case_id = ?1;

-- name: discipline_reader_row
SELECT row_id, version FROM discipline_reader WHERE case_id = ?1 AND id = ?2 AND deleted_tx IS NULL;

-- name: discipline_reader_of
SELECT id FROM discipline_reader WHERE case_id = ?1 AND user_id = ?2 AND deleted_tx IS NULL;

-- name: discipline_reader_end
UPDATE discipline_reader SET deleted_tx = ?2, version = version + 1 WHERE row_id = ?1;
