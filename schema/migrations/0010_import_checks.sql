-- Imports are checked beside the writer: a job exists while it is being checked, says how far it is,
-- and remembers up to which change it knew the registry.
CREATE TABLE import_job_new (
    id           INTEGER PRIMARY KEY,
    uid          TEXT NOT NULL UNIQUE,
    version      INTEGER NOT NULL DEFAULT 1,
    kind         TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state = 'checking' OR state = 'failed' OR state = 'checked'
                      OR state = 'committed' OR state = 'cancelled' OR state = 'undone'),
    user_id      INTEGER,
    org_id       INTEGER,                 -- the scope it was checked in
    created_at   TEXT NOT NULL,
    committed_at TEXT,
    undone_at    TEXT,
    tx_id        INTEGER REFERENCES tx (id),
    file_name    TEXT,
    source       TEXT NOT NULL DEFAULT '{}', -- JSON: format, sheet, sheets, encoding, heading line
    rows         INTEGER NOT NULL,
    added        INTEGER NOT NULL,
    updated      INTEGER NOT NULL,
    unchanged    INTEGER NOT NULL,
    refused      INTEGER NOT NULL,
    missing      INTEGER NOT NULL DEFAULT 0, -- reconciliation: in the registry, not in the file
    flagged      INTEGER NOT NULL DEFAULT 0,
    warnings     TEXT NOT NULL,           -- JSON object code → count
    header       TEXT NOT NULL,           -- JSON array of the file's columns
    progress     INTEGER NOT NULL DEFAULT 100, -- percent of the file that is checked
    problem      TEXT,                    -- why the check failed
    base_change  INTEGER NOT NULL DEFAULT 0 -- the newest change of the snapshot it was checked in
) STRICT;
INSERT INTO import_job_new (id, uid, version, kind, state, user_id, org_id, created_at, committed_at,
       undone_at, tx_id, file_name, source, rows, added, updated, unchanged, refused, missing, flagged,
       warnings, header)
SELECT id, uid, version, kind, state, user_id, org_id, created_at, committed_at,
       undone_at, tx_id, file_name, source, rows, added, updated, unchanged, refused, missing, flagged,
       warnings, header FROM import_job;
DROP TABLE import_job;
ALTER TABLE import_job_new RENAME TO import_job;
