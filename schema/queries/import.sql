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
INSERT INTO discipline_decision (id, uid, subject, person_id, org_id, form, decided_on, decision_number,
       authority, reason, ends_on, recorded_tx)
VALUES (?12, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);

-- name: discipline_update
UPDATE discipline_decision SET decision_number = coalesce(?2, decision_number), authority = ?3,
       reason = coalesce(?4, reason), version = version + 1
 WHERE id = ?1 AND (decision_number IS NOT coalesce(?2, decision_number) OR authority <> ?3
       OR reason IS NOT coalesce(?4, reason))
   AND NOT EXISTS (SELECT 1 FROM discipline_case k WHERE k.id = ?1 AND k.deleted_tx IS NULL);

-- name: discipline_uid
SELECT uid, version FROM discipline_decision WHERE id = ?1;

-- name: span_cell_on
SELECT cell_id, counted, valid_from = ?2, status = 'probationary' FROM member_span
 WHERE person_id = ?1 AND valid_from <= ?2 AND valid_to > ?2;

-- name: span_cell_any
SELECT cell_id FROM member_span WHERE person_id = ?1 ORDER BY valid_from LIMIT 1;

-- name: import_insert
INSERT INTO import_job (uid, kind, state, user_id, org_id, created_at, rows, added, updated,
       unchanged, refused, warnings, header, file_name, source, progress)
VALUES (?1, ?2, 'checking', ?3, ?4, ?5, 0, 0, 0, 0, 0, '{}', ?6, ?7, ?8, 0);

-- name: import_progress
-- Touches no row once somebody cancelled it: how the check is told to stop.
UPDATE import_job SET rows = ?2, added = ?3, updated = ?4, unchanged = ?5, refused = ?6,
       flagged = ?7, missing = ?8, progress = ?9
 WHERE id = ?1 AND state = 'checking';

-- name: import_checked
UPDATE import_job SET state = 'checked', warnings = ?2, base_change = ?3, progress = 100,
       version = version + 1
 WHERE id = ?1 AND state = 'checking';

-- name: import_failed
UPDATE import_job SET state = 'failed', problem = ?2, version = version + 1
 WHERE id = ?1 AND state = 'checking';

-- name: import_interrupted
-- scan: a row an import; what a server that ended left half checked
UPDATE import_job SET state = 'failed', version = version + 1 WHERE state = 'checking';

-- name: import_leftovers
-- scan: a row an import; what was staged of checks that did not end
DELETE FROM import_row
 WHERE import_id IN (SELECT id FROM import_job WHERE state = 'failed');

-- name: import_row_insert
INSERT INTO import_row (import_id, line, state, label, cells, faults, changes, flags, row_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: import_job_row
SELECT kind, state, refused, header, coalesce(org_id, 0), version, coalesce(tx_id, 0), base_change, rows FROM import_job WHERE id = ?1;

-- name: import_row_cells
-- From a line on; ?3 = 0: without the rows that would change nothing, unless their person was
-- changed since the check.
SELECT line, cells FROM import_row
 WHERE import_id = ?1 AND line > ?2
   AND (?3 = 1 OR state <> 'unchanged'
        OR row_id IN (SELECT row_id FROM change WHERE id > ?4 AND resource = 'members'))
 ORDER BY line LIMIT 200;

-- name: import_tree_changed
-- Whether codes of organisations or localities may mean something else since a change.
SELECT EXISTS (SELECT 1 FROM change
                WHERE id > ?1 AND (resource = 'organizations' OR resource = 'localities'));

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
