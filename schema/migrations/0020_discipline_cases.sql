-- Discipline as cases. What is confidential has saves and a chain of changes of its own: neither its
-- rows nor its numbers stand among those that others see, and no sequence of theirs moves.
CREATE TABLE confidential_tx (
    id         INTEGER PRIMARY KEY,
    at         TEXT NOT NULL,
    user_id    INTEGER,
    token_id   INTEGER,
    actor      TEXT NOT NULL,
    role       TEXT,
    org_id     INTEGER,
    channel    TEXT NOT NULL CHECK (channel = 'api' OR channel = 'cli' OR channel = 'import'
                      OR channel = 'system'),
    reason     TEXT,
    request_id TEXT
) STRICT;

CREATE TABLE confidential_change (
    id           INTEGER PRIMARY KEY,
    tx_id        INTEGER NOT NULL REFERENCES confidential_tx (id),
    resource     TEXT NOT NULL,
    row_id       INTEGER NOT NULL,
    uid          TEXT,
    op           TEXT NOT NULL CHECK (op = 'create' OR op = 'update' OR op = 'correct' OR op = 'delete'),
    version      INTEGER NOT NULL,
    org_id       INTEGER,
    fields       TEXT NOT NULL,
    before       TEXT,
    after        TEXT,
    payload_hash BLOB NOT NULL,
    hash         BLOB NOT NULL
) STRICT;
CREATE INDEX confidential_change_row ON confidential_change (resource, row_id, id);

-- The same as org_seq for those who read discipline.
CREATE TABLE confidential_seq (
    org_id    INTEGER PRIMARY KEY,
    change_id INTEGER NOT NULL
) STRICT;

-- Decisions as offices see them while they are in force. recorded_tx is null for one that was already
-- over when it was recorded: its save is a confidential one.
CREATE TABLE decision_new (
    id              INTEGER PRIMARY KEY,
    uid             TEXT NOT NULL UNIQUE,
    version         INTEGER NOT NULL DEFAULT 1,
    subject         TEXT NOT NULL CHECK (subject = 'member' OR subject = 'organization'),
    person_id       INTEGER REFERENCES person (id),
    org_id          INTEGER NOT NULL REFERENCES organization (id), -- the subject, or the member's cell that day
    form            TEXT NOT NULL CHECK (form = 'reprimand' OR form = 'warning'
                      OR form = 'removal_from_office' OR form = 'expulsion' OR form = 'disbandment'),
    decided_on      TEXT NOT NULL,
    decision_number TEXT,
    authority       TEXT NOT NULL CHECK (authority = 'cell' OR authority = 'base_committee'
                      OR authority = 'upper_committee' OR authority = 'standing_committee'
                      OR authority = 'inspection_committee' OR authority = 'central'),
    reason          TEXT,
    content         TEXT,
    announced_on    TEXT,
    ends_on         TEXT,
    annulled_on     TEXT,
    recorded_tx     INTEGER REFERENCES tx (id),
    deleted_tx      INTEGER,
    CHECK ((subject = 'member') = (person_id IS NOT NULL))
) STRICT;
INSERT INTO decision_new (id, uid, version, subject, person_id, org_id, form, decided_on, decision_number,
       authority, reason, ends_on, recorded_tx, deleted_tx)
SELECT id, uid, version, subject, person_id, org_id, form, decided_on, decision_number, authority, reason,
       ends_on, recorded_tx, deleted_tx FROM discipline_decision;
DROP TABLE discipline_decision;
ALTER TABLE decision_new RENAME TO discipline_decision;
CREATE INDEX discipline_decision_person ON discipline_decision (person_id) WHERE deleted_tx IS NULL;
CREATE INDEX discipline_decision_org ON discipline_decision (org_id, decided_on) WHERE deleted_tx IS NULL;

-- One subject's case; several subjects of one affair share joint_id, the id of the first. Its id is
-- drawn at random, so that no gap tells of one, and its decision goes by the same id. State, form and
-- days are derived from the steps; the rest is recorded.
CREATE TABLE discipline_case (
    id              INTEGER PRIMARY KEY,
    uid             TEXT NOT NULL UNIQUE,
    version         INTEGER NOT NULL DEFAULT 1,
    joint_id        INTEGER NOT NULL,
    subject         TEXT NOT NULL CHECK (subject = 'member' OR subject = 'organization'),
    person_id       INTEGER REFERENCES person (id),
    org_id          INTEGER NOT NULL REFERENCES organization (id), -- the subject, or the member's cell
    title           TEXT NOT NULL,
    source          TEXT NOT NULL,
    source_on       TEXT,                 -- of the decision, sentence or conclusion it came from
    source_note     TEXT,
    matter          TEXT,
    received_on     TEXT NOT NULL,
    by_cell         INTEGER NOT NULL DEFAULT 0 CHECK (by_cell = 0 OR by_cell = 1), -- opened by the cell's secretary
    without_vote    TEXT,                 -- why no cell votes
    expected_authority TEXT NOT NULL,     -- who is to decide
    decider_id      INTEGER REFERENCES organization (id),
    content         TEXT,
    violation_on    TEXT,                 -- or the end of a lasting one, or the newest
    grave           INTEGER CHECK (grave = 0 OR grave = 1),
    assigned        INTEGER CHECK (assigned = 0 OR assigned = 1),
    paper_number    TEXT,                 -- of a decision whose paper came after it
    paper_given_on  TEXT,                 -- when the subject received it, unless a step says
    adopted         INTEGER NOT NULL DEFAULT 0 CHECK (adopted = 0 OR adopted = 1), -- begun from an imported decision
    state           TEXT NOT NULL DEFAULT 'received',
    authority       TEXT,                 -- expected, proposed to, then who decided
    form            TEXT,                 -- proposed, then decided
    decision_number TEXT,
    decided_by      TEXT,
    reason          TEXT,
    paper_on        TEXT,
    concluded_on    TEXT,
    decided_on      TEXT,
    announced_on    TEXT,
    ends_on         TEXT,
    annulled_on     TEXT,
    due_on          TEXT,
    due_rule        TEXT,
    recorded_tx     INTEGER NOT NULL REFERENCES confidential_tx (id),
    deleted_tx      INTEGER REFERENCES confidential_tx (id),
    CHECK ((subject = 'member') = (person_id IS NOT NULL))
) STRICT;
CREATE INDEX discipline_case_person ON discipline_case (person_id) WHERE deleted_tx IS NULL;
CREATE INDEX discipline_case_org ON discipline_case (org_id) WHERE deleted_tx IS NULL;
CREATE INDEX discipline_case_joint ON discipline_case (joint_id) WHERE deleted_tx IS NULL;
CREATE INDEX discipline_case_due ON discipline_case (due_on) WHERE due_on IS NOT NULL AND deleted_tx IS NULL;

CREATE TABLE discipline_step (
    row_id          INTEGER PRIMARY KEY,
    id              INTEGER NOT NULL,     -- its number within the case
    uid             TEXT NOT NULL UNIQUE,
    version         INTEGER NOT NULL DEFAULT 1,
    case_id         INTEGER NOT NULL REFERENCES discipline_case (id),
    step            TEXT NOT NULL,
    day             TEXT NOT NULL,
    agreed          INTEGER NOT NULL DEFAULT 1 CHECK (agreed = 0 OR agreed = 1),
    form            TEXT,
    outcome         TEXT,
    ground          TEXT,
    until           TEXT,
    cell_id         INTEGER REFERENCES organization (id),  -- where a member comes back to
    received_on     TEXT,
    eligible        INTEGER CHECK (eligible >= 0),
    in_favour       INTEGER CHECK (in_favour >= 0),
    against         INTEGER CHECK (against >= 0),
    decision_number TEXT,
    decided_by      TEXT,
    authority       TEXT,
    violation       TEXT,
    note            TEXT,
    judged          TEXT,
    effect_tx       INTEGER REFERENCES tx (id),  -- what it did to the register
    recorded_tx     INTEGER NOT NULL REFERENCES confidential_tx (id),
    undone_tx       INTEGER REFERENCES confidential_tx (id),
    UNIQUE (case_id, id)
) STRICT;

CREATE INDEX discipline_step_effect ON discipline_step (effect_tx) WHERE effect_tx IS NOT NULL;

-- Who may read a case beside those whose office it is.
CREATE TABLE discipline_reader (
    row_id      INTEGER PRIMARY KEY,
    id          INTEGER NOT NULL,         -- its number within the case
    uid         TEXT NOT NULL UNIQUE,
    version     INTEGER NOT NULL DEFAULT 1,
    case_id     INTEGER NOT NULL REFERENCES discipline_case (id),
    user_id     INTEGER NOT NULL,
    until       TEXT,
    note        TEXT,
    recorded_tx INTEGER NOT NULL REFERENCES confidential_tx (id),
    deleted_tx  INTEGER REFERENCES confidential_tx (id),
    UNIQUE (case_id, id)
) STRICT;
CREATE INDEX discipline_reader_user ON discipline_reader (user_id, case_id) WHERE deleted_tx IS NULL;

-- Everything there is of discipline: cases, and decisions that came without one.
CREATE VIEW discipline_all AS
SELECT k.id, k.uid, k.version, k.subject, coalesce(p.merged_into, k.person_id) AS person_id, k.org_id,
       k.form, k.decided_on, k.decision_number, k.authority, k.reason, k.content, k.announced_on,
       k.ends_on, k.annulled_on, k.joint_id, k.title, k.source, k.source_on, k.source_note, k.matter, k.received_on,
       k.by_cell, k.without_vote, k.decider_id, k.violation_on, k.grave, k.assigned, k.decided_by,
       k.paper_on, k.concluded_on, k.due_on, k.due_rule, k.state AS case_state
  FROM discipline_case k LEFT JOIN person p ON p.id = k.person_id
 WHERE k.deleted_tx IS NULL
UNION ALL
SELECT d.id, d.uid, d.version, d.subject, d.person_id, d.org_id, d.form, d.decided_on, d.decision_number,
       d.authority, d.reason, d.content, d.announced_on, d.ends_on, d.annulled_on, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM discipline_decision d
 WHERE d.deleted_tx IS NULL
   AND NOT EXISTS (SELECT 1 FROM discipline_case k WHERE k.id = d.id AND k.deleted_tx IS NULL);

-- The decisions alone, with the columns of the view above: what an office is told.
CREATE VIEW discipline_open AS
SELECT d.id, d.uid, d.version, d.subject, d.person_id, d.org_id, d.form, d.decided_on, d.decision_number,
       d.authority, d.reason, d.content, d.announced_on, d.ends_on, d.annulled_on, NULL AS joint_id,
       NULL AS title, NULL AS source, NULL AS source_on, NULL AS source_note, NULL AS matter, NULL AS received_on, 0 AS by_cell,
       NULL AS without_vote, NULL AS decider_id, NULL AS violation_on, NULL AS grave, NULL AS assigned,
       NULL AS decided_by, NULL AS paper_on, NULL AS concluded_on, NULL AS due_on, NULL AS due_rule,
       NULL AS case_state
  FROM discipline_decision d
 WHERE d.deleted_tx IS NULL;

CREATE INDEX person_merged_into ON person (merged_into) WHERE merged_into IS NOT NULL;
