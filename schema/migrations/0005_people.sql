-- One person recorded twice: who became whom, and pairs that somebody looked at and kept apart.
ALTER TABLE person ADD COLUMN merged_into INTEGER REFERENCES person (id);
ALTER TABLE person ADD COLUMN merged_tx INTEGER REFERENCES tx (id);
CREATE INDEX person_merged ON person (merged_tx) WHERE merged_tx IS NOT NULL;
CREATE TABLE distinct_pair (
    low_id      INTEGER NOT NULL REFERENCES person (id),
    high_id     INTEGER NOT NULL REFERENCES person (id),
    recorded_tx INTEGER NOT NULL REFERENCES tx (id),
    PRIMARY KEY (low_id, high_id),
    CHECK (low_id < high_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX profile_search ON profile (search_key) WHERE superseded_tx IS NULL;

-- Photographs; a replaced one stays.
CREATE TABLE photo (
    id            INTEGER PRIMARY KEY,
    person_id     INTEGER NOT NULL REFERENCES person (id),
    type          TEXT NOT NULL CHECK (type = 'image/jpeg' OR type = 'image/png'),
    bytes         BLOB NOT NULL,
    recorded_tx   INTEGER NOT NULL REFERENCES tx (id),
    superseded_tx INTEGER REFERENCES tx (id)
) STRICT;
CREATE UNIQUE INDEX photo_person ON photo (person_id) WHERE superseded_tx IS NULL;
