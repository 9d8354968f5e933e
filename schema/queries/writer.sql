-- The writer's group transaction and the savepoint of each job; a job alone in its transaction has none.

-- name: group_begin
BEGIN IMMEDIATE;

-- name: group_commit
COMMIT;

-- name: group_rollback
ROLLBACK;

-- name: job_savepoint
SAVEPOINT job;

-- name: job_undo
ROLLBACK TO job;

-- name: job_release
RELEASE job;
