-- Documents: scanned papers of members, of admission dossiers and of discipline cases. Their files are
-- kept encrypted; the key is never in the store, only what it is known again by.
CREATE TABLE document_key (
    fingerprint TEXT PRIMARY KEY,         -- 32 hex digits of the key's hash
    since       TEXT NOT NULL
) STRICT;

-- A paper, with or without a scan. Its id is drawn at random, as those of cases are: no gap tells of
-- one. What belongs to a case is saved among the confidential saves; recorded_tx and deleted_tx are
-- numbers of theirs then.
CREATE TABLE document (
    id             INTEGER PRIMARY KEY,
    uid            TEXT NOT NULL UNIQUE,
    version        INTEGER NOT NULL DEFAULT 1,
    person_id      INTEGER REFERENCES person (id),
    candidate_id   INTEGER REFERENCES candidate (id),
    case_id        INTEGER REFERENCES discipline_case (id),
    kind           TEXT NOT NULL,
    title          TEXT NOT NULL,
    number         TEXT,
    issuer         TEXT,
    issued_on      TEXT,
    classification TEXT NOT NULL,
    shelf          TEXT,                  -- where the paper itself lies
    note           TEXT,
    created_at     TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    recorded_tx    INTEGER NOT NULL,
    deleted_tx     INTEGER,
    CHECK ((person_id IS NOT NULL) + (candidate_id IS NOT NULL) + (case_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX document_person ON document (person_id) WHERE person_id IS NOT NULL AND deleted_tx IS NULL;
CREATE INDEX document_candidate ON document (candidate_id) WHERE candidate_id IS NOT NULL AND deleted_tx IS NULL;
CREATE INDEX document_case ON document (case_id) WHERE case_id IS NOT NULL AND deleted_tx IS NULL;
CREATE INDEX document_created ON document (created_at, id) WHERE deleted_tx IS NULL;

-- The files a paper ever had, numbered within it; the last one holds.
CREATE TABLE document_file (
    document_id INTEGER NOT NULL REFERENCES document (id),
    number      INTEGER NOT NULL,
    media_type  TEXT NOT NULL CHECK (media_type = 'application/pdf' OR media_type = 'image/jpeg'
                    OR media_type = 'image/png'),
    bytes       INTEGER NOT NULL,         -- of the scan, before it was encrypted
    name        TEXT,                     -- what it was called where it came from
    header      BLOB NOT NULL,            -- of the secretstream
    hash        BLOB NOT NULL,            -- BLAKE2b-256 of header and encrypted parts
    fingerprint TEXT NOT NULL REFERENCES document_key (fingerprint),
    recorded_tx INTEGER NOT NULL,
    PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_file_key ON document_file (fingerprint);

CREATE TABLE document_part (
    document_id INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    part        INTEGER NOT NULL,
    bytes       BLOB NOT NULL,
    FOREIGN KEY (document_id, number) REFERENCES document_file (document_id, number)
) STRICT;
CREATE UNIQUE INDEX document_part_of ON document_part (document_id, number, part);

-- Which cases the secretary of the subject's cell reads stands once: those it opened, and those its
-- cell decides, once they are concluded; of decisions that came without a case the cell's own.
ALTER TABLE discipline_case ADD COLUMN cell_reads INTEGER
    GENERATED ALWAYS AS (by_cell = 1 OR coalesce(authority = 'cell' AND concluded_on IS NOT NULL, 0)) VIRTUAL;
DROP VIEW discipline_all;
CREATE VIEW discipline_all AS
SELECT k.id, k.uid, k.version, k.subject, coalesce(p.merged_into, k.person_id) AS person_id, k.org_id,
       k.form, k.decided_on, k.decision_number, k.authority, k.reason, k.content, k.announced_on,
       k.ends_on, k.annulled_on, k.joint_id, k.title, k.source, k.source_on, k.source_note, k.matter, k.received_on,
       k.by_cell, k.without_vote, k.decider_id, k.violation_on, k.grave, k.assigned, k.decided_by,
       k.paper_on, k.concluded_on, k.due_on, k.due_rule, k.state AS case_state, k.cell_reads
  FROM discipline_case k LEFT JOIN person p ON p.id = k.person_id
 WHERE k.deleted_tx IS NULL
UNION ALL
SELECT d.id, d.uid, d.version, d.subject, d.person_id, d.org_id, d.form, d.decided_on, d.decision_number,
       d.authority, d.reason, d.content, d.announced_on, d.ends_on, d.annulled_on, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, d.authority = 'cell'
  FROM discipline_decision d
 WHERE d.deleted_tx IS NULL
   AND NOT EXISTS (SELECT 1 FROM discipline_case k WHERE k.id = d.id AND k.deleted_tx IS NULL);
DROP VIEW discipline_open;
CREATE VIEW discipline_open AS
SELECT d.id, d.uid, d.version, d.subject, d.person_id, d.org_id, d.form, d.decided_on, d.decision_number,
       d.authority, d.reason, d.content, d.announced_on, d.ends_on, d.annulled_on, NULL AS joint_id,
       NULL AS title, NULL AS source, NULL AS source_on, NULL AS source_note, NULL AS matter, NULL AS received_on, 0 AS by_cell,
       NULL AS without_vote, NULL AS decider_id, NULL AS violation_on, NULL AS grave, NULL AS assigned,
       NULL AS decided_by, NULL AS paper_on, NULL AS concluded_on, NULL AS due_on, NULL AS due_rule,
       NULL AS case_state, d.authority = 'cell' AS cell_reads
  FROM discipline_decision d
 WHERE d.deleted_tx IS NULL;
