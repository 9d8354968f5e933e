-- Imports from any spreadsheet: what the file was, which rows need a look, and undoing.
CREATE TABLE import_job_new (
    id           INTEGER PRIMARY KEY,
    uid          TEXT NOT NULL UNIQUE,
    version      INTEGER NOT NULL DEFAULT 1,
    kind         TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state = 'checked' OR state = 'committed' OR state = 'cancelled'
                      OR state = 'undone'),
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
    header       TEXT NOT NULL            -- JSON array of the file's columns
) STRICT;
INSERT INTO import_job_new (id, uid, version, kind, state, user_id, org_id, created_at, committed_at,
       tx_id, rows, added, updated, unchanged, refused, warnings, header)
SELECT id, uid, version, kind, state, user_id, org_id, created_at, committed_at,
       tx_id, rows, added, updated, unchanged, refused, warnings, header FROM import_job;
DROP TABLE import_job;
ALTER TABLE import_job_new RENAME TO import_job;
CREATE TABLE import_row_new (
    import_id INTEGER NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
    line      INTEGER NOT NULL,           -- missing: behind the last line of the file
    state     TEXT NOT NULL CHECK (state = 'new' OR state = 'changed' OR state = 'unchanged'
                      OR state = 'refused' OR state = 'missing'),
    label     TEXT,
    cells     TEXT NOT NULL,              -- JSON array as read
    faults    TEXT NOT NULL,              -- JSON array {pointer, code, detail}
    changes   TEXT,                       -- JSON object field → [old, new]
    flags     TEXT,                       -- JSON array of quality flags, null: none
    row_id    INTEGER,                    -- the person or organisation it was matched with
    PRIMARY KEY (import_id, line)
) STRICT, WITHOUT ROWID;
INSERT INTO import_row_new (import_id, line, state, label, cells, faults, changes)
SELECT import_id, line, state, label, cells, faults, changes FROM import_row;
DROP TABLE import_row;
ALTER TABLE import_row_new RENAME TO import_row;
CREATE INDEX import_row_state ON import_row (import_id, state, line);
CREATE INDEX import_row_flagged ON import_row (import_id, line) WHERE flags IS NOT NULL;

-- A save that took back another one.
ALTER TABLE tx ADD COLUMN undoes INTEGER REFERENCES tx (id);
CREATE UNIQUE INDEX tx_undoes ON tx (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX profile_recorded ON profile (recorded_tx);
CREATE INDEX profile_superseded ON profile (superseded_tx) WHERE superseded_tx IS NOT NULL;
CREATE INDEX membership_recorded ON membership (recorded_tx);
CREATE INDEX membership_superseded ON membership (superseded_tx) WHERE superseded_tx IS NOT NULL;
CREATE INDEX membership_cell_recorded ON membership_cell (recorded_tx);
CREATE INDEX membership_cell_superseded ON membership_cell (superseded_tx) WHERE superseded_tx IS NOT NULL;
CREATE INDEX membership_activity_recorded ON membership_activity (recorded_tx);
CREATE INDEX membership_activity_superseded ON membership_activity (superseded_tx) WHERE superseded_tx IS NOT NULL;
CREATE INDEX org_fact_recorded ON org_fact (recorded_tx);
CREATE INDEX org_fact_superseded ON org_fact (superseded_tx) WHERE superseded_tx IS NOT NULL;
CREATE INDEX placement_recorded ON placement (recorded_tx);
CREATE INDEX placement_superseded ON placement (superseded_tx) WHERE superseded_tx IS NOT NULL;
CREATE INDEX post_recorded ON post (recorded_tx);
CREATE INDEX post_superseded ON post (superseded_tx) WHERE superseded_tx IS NOT NULL;
CREATE INDEX person_created ON person (created_tx);
