-- Running the registry: the label all its papers carry, and the drills that say whether a backup can be restored.
CREATE TABLE setting (
    id             INTEGER PRIMARY KEY CHECK (id = 1),   -- one row
    uid            TEXT NOT NULL,
    version        INTEGER NOT NULL DEFAULT 1,
    classification TEXT CHECK (classification = 'internal' OR classification = 'confidential'
                          OR classification = 'secret' OR classification = 'top_secret')
) STRICT;
INSERT INTO setting (id, uid)
SELECT 1, substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-7' || substr(r, 1, 3) || '-a' || substr(r, 4, 3)
          || '-' || substr(r, 7, 12)
  FROM (SELECT printf('%012x', CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)) AS h,
               lower(hex(randomblob(9))) AS r);

CREATE TABLE backup_drill (
    id            INTEGER PRIMARY KEY,
    uid           TEXT NOT NULL UNIQUE,
    version       INTEGER NOT NULL DEFAULT 1,
    backup        TEXT NOT NULL,               -- name of the file
    backup_at     TEXT NOT NULL,
    bytes         INTEGER NOT NULL,
    result        TEXT NOT NULL CHECK (result = 'good' OR result = 'failed'),
    findings      INTEGER NOT NULL,            -- of the check of what was restored
    detail        TEXT,                        -- the first of them, or why it could not be restored
    newest_change TEXT,                        -- when the newest save in it was made
    changes       INTEGER,                     -- links in its chain of changes
    milliseconds  INTEGER NOT NULL,
    recorded_tx   INTEGER NOT NULL REFERENCES tx (id)
) STRICT;
