-- Inspection and supervision: the programme of a year, one row a session, with its subjects and what
-- was recommended. Saved among the confidential saves, as the cases are that may come of them.
CREATE TABLE inspection (
    id                INTEGER PRIMARY KEY,
    uid               TEXT NOT NULL UNIQUE,
    version           INTEGER NOT NULL DEFAULT 1,
    org_id            INTEGER NOT NULL REFERENCES organization (id),  -- whose programme
    year              INTEGER NOT NULL,
    kind              TEXT NOT NULL,
    actor             TEXT NOT NULL,
    title             TEXT NOT NULL,
    about_from        TEXT,               -- the time that is looked into
    about_to          TEXT,
    planned_from      TEXT NOT NULL,
    planned_to        TEXT NOT NULL,
    decision_number   TEXT,
    decision_on       TEXT,
    team              TEXT,
    started_on        TEXT,
    concluded_on      TEXT,
    conclusion_number TEXT,
    conclusion        TEXT,
    cancelled_on      TEXT,
    cancelled_why     TEXT,
    note              TEXT,
    recorded_tx       INTEGER NOT NULL REFERENCES confidential_tx (id),
    deleted_tx        INTEGER REFERENCES confidential_tx (id),
    CHECK (planned_from <= planned_to)
) STRICT;
CREATE INDEX inspection_org ON inspection (org_id, planned_from) WHERE deleted_tx IS NULL;

CREATE TABLE inspection_subject (
    id            INTEGER PRIMARY KEY,
    uid           TEXT NOT NULL UNIQUE,
    version       INTEGER NOT NULL DEFAULT 1,
    inspection_id INTEGER NOT NULL REFERENCES inspection (id),
    person_id     INTEGER REFERENCES person (id),
    subject_id    INTEGER REFERENCES organization (id),
    violation     INTEGER CHECK (violation = 0 OR violation = 1),  -- null: not concluded
    discipline    INTEGER CHECK (discipline = 0 OR discipline = 1), -- discipline is due
    case_id       INTEGER REFERENCES discipline_case (id),
    finding       TEXT,
    recorded_tx   INTEGER NOT NULL REFERENCES confidential_tx (id),
    deleted_tx    INTEGER REFERENCES confidential_tx (id),
    CHECK ((person_id IS NULL) <> (subject_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX inspection_subject_person ON inspection_subject (inspection_id, person_id)
 WHERE person_id IS NOT NULL AND deleted_tx IS NULL;
CREATE UNIQUE INDEX inspection_subject_org ON inspection_subject (inspection_id, subject_id)
 WHERE subject_id IS NOT NULL AND deleted_tx IS NULL;
CREATE INDEX inspection_subject_in ON inspection_subject (inspection_id) WHERE deleted_tx IS NULL;
CREATE INDEX inspection_subject_of ON inspection_subject (person_id) WHERE person_id IS NOT NULL AND deleted_tx IS NULL;

CREATE TABLE inspection_recommendation (
    id            INTEGER PRIMARY KEY,
    uid           TEXT NOT NULL UNIQUE,
    version       INTEGER NOT NULL DEFAULT 1,
    inspection_id INTEGER NOT NULL REFERENCES inspection (id),
    what          TEXT NOT NULL,
    addressee     TEXT,
    due_on        TEXT,
    done_on       TEXT,
    result        TEXT,
    recorded_tx   INTEGER NOT NULL REFERENCES confidential_tx (id),
    deleted_tx    INTEGER REFERENCES confidential_tx (id)
) STRICT;
CREATE INDEX inspection_recommendation_of ON inspection_recommendation (inspection_id) WHERE deleted_tx IS NULL;
CREATE INDEX inspection_recommendation_due ON inspection_recommendation (due_on)
 WHERE due_on IS NOT NULL AND done_on IS NULL AND deleted_tx IS NULL;
