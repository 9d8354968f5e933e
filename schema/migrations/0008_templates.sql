-- Word templates: which there are, and every file each of them ever had. The kinds of subjects are
-- a table of the program (registry/template_field.c): a new one needs no migration.
CREATE TABLE template (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE,
    version     INTEGER NOT NULL DEFAULT 1,
    org_id      INTEGER REFERENCES organization (id), -- who keeps it; null: it came with the program
    code        TEXT NOT NULL,
    name        TEXT NOT NULL,
    name_en     TEXT,
    subject     TEXT NOT NULL,
    recorded_tx INTEGER NOT NULL REFERENCES tx (id),
    deleted_tx  INTEGER REFERENCES tx (id)
) STRICT;
CREATE UNIQUE INDEX template_code ON template (coalesce(org_id, 0), code) WHERE deleted_tx IS NULL;

-- A file is never changed: another one takes its place, and the older ones stay.
CREATE TABLE template_file (
    id            INTEGER PRIMARY KEY,
    template_id   INTEGER NOT NULL REFERENCES template (id),
    number        INTEGER NOT NULL,        -- 1, 2, … of the template
    origin        TEXT NOT NULL CHECK (origin = 'shipped' OR origin = 'own'),
    file_name     TEXT,                    -- as it was uploaded
    fields        TEXT NOT NULL,           -- JSON array of the fields in it
    hash          TEXT NOT NULL,           -- shipped: of its parts, own: of the file
    bytes         INTEGER NOT NULL,
    file          BLOB NOT NULL,
    recorded_tx   INTEGER NOT NULL REFERENCES tx (id),
    superseded_tx INTEGER REFERENCES tx (id),
    UNIQUE (template_id, number)
) STRICT;
CREATE UNIQUE INDEX template_file_current ON template_file (template_id) WHERE superseded_tx IS NULL;
