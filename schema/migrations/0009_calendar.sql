-- Days that differ from the week: holidays and bridge days off, weekend days worked instead.
CREATE TABLE calendar_day (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE,
    version     INTEGER NOT NULL DEFAULT 1,
    day         TEXT NOT NULL CHECK (length(day) = 10),
    kind        TEXT NOT NULL CHECK (kind = 'off' OR kind = 'worked'),
    name        TEXT NOT NULL,
    citation    TEXT NOT NULL,
    confirmed   INTEGER NOT NULL DEFAULT 0 CHECK (confirmed = 0 OR confirmed = 1),
    recorded_tx INTEGER REFERENCES tx (id),   -- null: shipped with the program
    deleted_tx  INTEGER REFERENCES tx (id)
) STRICT;
CREATE UNIQUE INDEX calendar_day_day ON calendar_day (day) WHERE deleted_tx IS NULL;
