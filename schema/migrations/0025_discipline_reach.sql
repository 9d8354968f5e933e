-- What is not read is not looked at, so that the time of an answer tells nothing of it: decisions that
-- were ever told of, and the cases that the secretary of the cell reads.
CREATE INDEX discipline_decision_told ON discipline_decision (person_id) WHERE deleted_tx IS NULL AND recorded_tx IS NOT NULL;
CREATE INDEX discipline_decision_told_org ON discipline_decision (org_id) WHERE deleted_tx IS NULL AND recorded_tx IS NOT NULL;
CREATE INDEX discipline_decision_cell ON discipline_decision (authority = 'cell') WHERE deleted_tx IS NULL;
CREATE INDEX discipline_case_cell ON discipline_case (org_id) WHERE deleted_tx IS NULL AND cell_reads = 1;
-- As discipline_open, without what was over when it was recorded.
CREATE VIEW discipline_told AS
SELECT d.id, d.uid, d.version, d.subject, d.person_id, d.org_id, d.form, d.decided_on, d.decision_number,
       d.authority, d.reason, d.content, d.announced_on, d.ends_on, d.annulled_on, NULL AS joint_id,
       NULL AS title, NULL AS source, NULL AS source_on, NULL AS source_note, NULL AS matter, NULL AS received_on, 0 AS by_cell,
       NULL AS without_vote, NULL AS decider_id, NULL AS violation_on, NULL AS grave, NULL AS assigned,
       NULL AS decided_by, NULL AS paper_on, NULL AS concluded_on, NULL AS due_on, NULL AS due_rule,
       NULL AS case_state, d.authority = 'cell' AS cell_reads
  FROM discipline_decision d
 WHERE d.deleted_tx IS NULL AND d.recorded_tx IS NOT NULL;
CREATE INDEX document_open ON document (created_at, id) WHERE deleted_tx IS NULL AND case_id IS NULL;
