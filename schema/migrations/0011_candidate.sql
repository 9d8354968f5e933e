-- Dossiers of those who want to join: what the registry knows of them, every step with its votes,
-- the papers, and how a dossier ended. Stage, next step and deadlines stand beside the dossier so
-- that lists can ask for them; they are derived from steps, rules and calendar.
CREATE TABLE candidate (
    id                 INTEGER PRIMARY KEY,
    uid                TEXT NOT NULL UNIQUE,
    version            INTEGER NOT NULL DEFAULT 1,
    cell_id            INTEGER NOT NULL REFERENCES organization (id),
    full_name          TEXT NOT NULL CHECK (full_name <> ''),
    search_key         TEXT NOT NULL DEFAULT '',
    sort_key           TEXT NOT NULL DEFAULT '',
    gender             TEXT CHECK (gender = 'male' OR gender = 'female'),
    born_on            TEXT,
    ethnicity          TEXT REFERENCES ref_ethnicity (code),
    religion           TEXT REFERENCES ref_religion (code),
    personal_id        TEXT,
    hometown           TEXT,
    residence          TEXT,
    phone              TEXT,
    occupation         TEXT,
    job_title          TEXT,
    workplace          TEXT,
    general_education  TEXT,
    professional_level TEXT,
    theory_level       TEXT,
    youth_union_on     TEXT,
    source             TEXT,
    listed_on          TEXT NOT NULL,
    helper_id          INTEGER REFERENCES person (id),
    helper2_id         INTEGER REFERENCES person (id),
    introducer_id      INTEGER REFERENCES person (id),
    introducer_since   TEXT,              -- together with the candidate since
    introducer2_id     INTEGER REFERENCES person (id),
    introducer2_since  TEXT,
    introducing_body   TEXT CHECK (introducing_body = 'youth_union' OR introducing_body = 'trade_union'),
    previous_id        INTEGER REFERENCES person (id),  -- re-admission: the earlier member
    hardship           INTEGER CHECK (hardship = 0 OR hardship = 1),
    record_cleared_on  TEXT,              -- a criminal record was cleared
    note               TEXT,
    person_id          INTEGER REFERENCES person (id),  -- since the ceremony
    state              TEXT NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'done' OR state = 'exited'),
    stage              TEXT NOT NULL DEFAULT 'listed',
    next_step          TEXT,
    due_on             TEXT,
    due_rule           TEXT,
    last_due_on        TEXT,              -- with the longest extension
    probation_ends_on  TEXT,
    recorded_tx        INTEGER NOT NULL REFERENCES tx (id),
    deleted_tx         INTEGER REFERENCES tx (id),
    CHECK (introducer_id IS NULL OR introducer2_id IS NULL OR introducer_id <> introducer2_id),
    CHECK (helper_id IS NULL OR helper2_id IS NULL OR helper_id <> helper2_id),
    CHECK (state <> 'done' OR person_id IS NOT NULL)
) STRICT;
CREATE INDEX candidate_cell ON candidate (cell_id) WHERE deleted_tx IS NULL;
CREATE INDEX candidate_sort ON candidate (sort_key, id) WHERE deleted_tx IS NULL;
CREATE INDEX candidate_due ON candidate (due_on) WHERE state = 'open' AND deleted_tx IS NULL;
CREATE UNIQUE INDEX candidate_personal_id ON candidate (personal_id) WHERE state = 'open' AND deleted_tx IS NULL;
CREATE UNIQUE INDEX candidate_previous ON candidate (previous_id) WHERE state = 'open' AND deleted_tx IS NULL;
CREATE INDEX candidate_person ON candidate (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE candidate_step (
    id              INTEGER PRIMARY KEY,
    uid             TEXT NOT NULL UNIQUE,
    version         INTEGER NOT NULL DEFAULT 1,
    candidate_id    INTEGER NOT NULL REFERENCES candidate (id),
    cell_id         INTEGER NOT NULL REFERENCES organization (id),
    step            TEXT NOT NULL,
    day             TEXT NOT NULL,
    agreed          INTEGER NOT NULL DEFAULT 1 CHECK (agreed = 0 OR agreed = 1),
    received_on     TEXT,                 -- when the cell received the decision
    eligible        INTEGER CHECK (eligible >= 0),
    in_favour       INTEGER CHECK (in_favour >= 0),
    against         INTEGER CHECK (against >= 0),
    absent          INTEGER CHECK (absent >= 0),
    away            INTEGER CHECK (away >= 0),          -- at temporary activity elsewhere
    exempt_absent   INTEGER CHECK (exempt_absent >= 0),
    decision_number TEXT,
    decided_by      TEXT,
    place           TEXT,
    note            TEXT,
    judged          TEXT,                 -- JSON: the rules with the values it was judged by
    recorded_tx     INTEGER NOT NULL REFERENCES tx (id),
    undone_tx       INTEGER REFERENCES tx (id),
    CHECK (in_favour IS NULL OR in_favour + coalesce(against, 0) + coalesce(absent, 0) <= eligible)
) STRICT;
CREATE INDEX candidate_step_candidate ON candidate_step (candidate_id, id);
CREATE UNIQUE INDEX candidate_step_once ON candidate_step (candidate_id, step) WHERE undone_tx IS NULL AND agreed = 1;

CREATE TABLE candidate_document (
    id           INTEGER PRIMARY KEY,
    uid          TEXT NOT NULL UNIQUE,
    version      INTEGER NOT NULL DEFAULT 1,
    candidate_id INTEGER NOT NULL REFERENCES candidate (id),
    step_id      INTEGER REFERENCES candidate_step (id),  -- recorded with this step
    kind         TEXT NOT NULL,
    form_code    TEXT,                    -- 5-KNĐ; codes differ between issues, so the set stands beside
    form_set     TEXT,
    title        TEXT,
    number       TEXT,
    issued_on    TEXT NOT NULL,
    issued_by    TEXT,
    for_rule     TEXT,                    -- an approval: the rule it allows an exception from
    recorded_tx  INTEGER NOT NULL REFERENCES tx (id),
    deleted_tx   INTEGER REFERENCES tx (id)
) STRICT;
CREATE INDEX candidate_document_candidate ON candidate_document (candidate_id) WHERE deleted_tx IS NULL;
CREATE INDEX candidate_document_step ON candidate_document (step_id) WHERE step_id IS NOT NULL;

CREATE TABLE candidate_exit (
    id              INTEGER PRIMARY KEY,
    uid             TEXT NOT NULL UNIQUE,
    version         INTEGER NOT NULL DEFAULT 1,
    candidate_id    INTEGER NOT NULL REFERENCES candidate (id),
    cell_id         INTEGER NOT NULL REFERENCES organization (id),   -- where the dossier was
    exit            TEXT NOT NULL,
    day             TEXT NOT NULL,
    why             TEXT NOT NULL,
    to_cell_id      INTEGER REFERENCES organization (id),
    to_outside      TEXT,
    eligible        INTEGER CHECK (eligible >= 0),
    in_favour       INTEGER CHECK (in_favour >= 0),
    against         INTEGER CHECK (against >= 0),
    absent          INTEGER CHECK (absent >= 0),
    decision_number TEXT,
    decided_by      TEXT,
    recorded_tx     INTEGER NOT NULL REFERENCES tx (id),
    undone_tx       INTEGER REFERENCES tx (id)
) STRICT;
CREATE INDEX candidate_exit_candidate ON candidate_exit (candidate_id, id);
