-- Mergers and splits: what became of what.
CREATE TABLE org_lineage (
    id            INTEGER PRIMARY KEY,
    from_id       INTEGER NOT NULL REFERENCES organization (id),
    to_id         INTEGER NOT NULL REFERENCES organization (id),
    kind          TEXT NOT NULL CHECK (kind = 'merge' OR kind = 'split'),
    day           TEXT NOT NULL,
    decision      TEXT,
    recorded_tx   INTEGER NOT NULL REFERENCES tx (id),
    superseded_tx INTEGER REFERENCES tx (id),
    CHECK (from_id <> to_id)
) STRICT;
CREATE INDEX org_lineage_from ON org_lineage (from_id) WHERE superseded_tx IS NULL;
CREATE INDEX org_lineage_to ON org_lineage (to_id) WHERE superseded_tx IS NULL;
CREATE INDEX org_lineage_recorded ON org_lineage (recorded_tx);
CREATE INDEX org_lineage_superseded ON org_lineage (superseded_tx) WHERE superseded_tx IS NOT NULL;

-- Congresses: one row a term of an organisation.
CREATE TABLE congress (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE,
    version     INTEGER NOT NULL DEFAULT 1,
    org_id      INTEGER NOT NULL REFERENCES organization (id),
    term        TEXT NOT NULL,            -- 2025-2030
    number      TEXT,                     -- XVIII
    planned_on  TEXT,
    held_on     TEXT,
    next_due_on TEXT,
    delegates   INTEGER,
    committee_size INTEGER,
    approved_by TEXT,                     -- decision by which the superior approved the committee
    note        TEXT,
    recorded_tx INTEGER NOT NULL REFERENCES tx (id),
    deleted_tx  INTEGER REFERENCES tx (id)
) STRICT;
CREATE UNIQUE INDEX congress_term ON congress (org_id, term) WHERE deleted_tx IS NULL;
