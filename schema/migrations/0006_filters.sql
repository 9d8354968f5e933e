-- Conditions of a list under a name: one's own, or shared with the colleagues of one organisation.
CREATE TABLE saved_filter (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE,
    version     INTEGER NOT NULL DEFAULT 1,
    user_id     INTEGER NOT NULL,          -- 0: made by a program
    org_id      INTEGER NOT NULL REFERENCES organization (id),
    resource    TEXT NOT NULL,
    name        TEXT NOT NULL,
    query       TEXT NOT NULL,             -- as it stands in the address
    shared      INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
    recorded_tx INTEGER NOT NULL REFERENCES tx (id),
    deleted_tx  INTEGER REFERENCES tx (id)
) STRICT;
CREATE INDEX saved_filter_user ON saved_filter (user_id, resource) WHERE deleted_tx IS NULL;
