-- Who read discipline beyond what is in force is itself confidential: a chain of its own, told only to
-- those who may read as much. What an office sees of the readings of a member does not change by it.
CREATE TABLE confidential_read (
    id           INTEGER PRIMARY KEY,
    at           TEXT NOT NULL,
    user_id      INTEGER,
    token_id     INTEGER,
    actor        TEXT NOT NULL,
    role         TEXT,
    org_id       INTEGER,
    what         TEXT NOT NULL,           -- route pattern or command
    fields       TEXT NOT NULL,           -- JSON array of sensitive fields read or filtered by
    purpose      TEXT,
    people       INTEGER NOT NULL,        -- how many persons were in the answer
    request_id   TEXT,
    payload_hash BLOB NOT NULL,
    hash         BLOB NOT NULL
) STRICT;
CREATE TABLE confidential_person (
    person_id INTEGER NOT NULL,
    access_id INTEGER NOT NULL REFERENCES confidential_read (id),
    PRIMARY KEY (person_id, access_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX confidential_person_access ON confidential_person (access_id);
