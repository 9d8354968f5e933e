-- Files made for the national database of members: what each held, so that the next one can hold
-- only what changed since.
CREATE TABLE national_export (
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL UNIQUE,
    version    INTEGER NOT NULL DEFAULT 1,
    org_id     INTEGER NOT NULL REFERENCES organization (id),
    created_at TEXT NOT NULL,
    actor      TEXT NOT NULL,
    changed_only INTEGER NOT NULL CHECK (changed_only IN (0, 1)),
    after_change INTEGER NOT NULL,        -- changes up to this one were in an earlier file
    upto_change  INTEGER NOT NULL,        -- and up to this one are in this file
    rows       INTEGER NOT NULL
) STRICT;
CREATE INDEX national_export_org ON national_export (org_id, id);
CREATE INDEX change_members ON change (id, row_id) WHERE resource = 'members';
