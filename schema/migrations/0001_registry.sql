-- The registry's first schema. Rules that hold for all of it:
--  * dates are text YYYY-MM-DD, partial dates of the past YYYY or YYYY-MM; both compare in order
--  * validity is half-open [valid_from, valid_to); 0001-01-01 is "from the beginning",
--    9999-12-31 is "still"
--  * dated rows are never overwritten: recorded_tx is the save that wrote the row, superseded_tx
--    the save that replaced it; what holds now is superseded_tx IS NULL
--  * enumerations are stored as the codes of the API, so that any SQLite tool can read the file;
--    their CHECKs say OR, because SQLite fills an ephemeral table for each IN of more than two
--    constants each time a row is written (it was a quarter of an import)

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- journal: saves, changes, reads

-- One save: everything that one request, command or import changed together.
CREATE TABLE tx (
    id         INTEGER PRIMARY KEY,
    at         TEXT NOT NULL,
    user_id    INTEGER,
    token_id   INTEGER,
    actor      TEXT NOT NULL,             -- user name, token name or "cli"; kept when the account goes
    role       TEXT,
    org_id     INTEGER,                   -- the organisation of the grant acted under
    channel    TEXT NOT NULL CHECK (channel = 'api' OR channel = 'cli' OR channel = 'import'
                      OR channel = 'system'),
    reason     TEXT,
    request_id TEXT
) STRICT;

-- The chain of changes: hash = H(previous hash, id, tx, resource, row, uid, op, payload_hash).
-- payload_hash stays when personal values are purged, so that the chain stays whole.
CREATE TABLE change (
    id           INTEGER PRIMARY KEY,
    tx_id        INTEGER NOT NULL REFERENCES tx (id),
    resource     TEXT NOT NULL,
    row_id       INTEGER NOT NULL,
    uid          TEXT,
    op           TEXT NOT NULL CHECK (op = 'create' OR op = 'update' OR op = 'correct' OR op = 'delete'),
    version      INTEGER NOT NULL,
    org_id       INTEGER,                 -- the organisation it concerns; null: the installation
    fields       TEXT NOT NULL,           -- JSON array of the fields that changed
    before       TEXT,                    -- JSON object of old values
    after        TEXT,                    -- JSON object of new values
    payload_hash BLOB NOT NULL,
    hash         BLOB NOT NULL
) STRICT;
CREATE INDEX change_row ON change (resource, row_id, id);
CREATE INDEX change_org ON change (org_id, id);
CREATE INDEX change_tx ON change (tx_id);

-- Last change in each organisation's subtree: the scope's own sequence, a point lookup.
CREATE TABLE org_seq (
    org_id    INTEGER PRIMARY KEY,
    change_id INTEGER NOT NULL
) STRICT;

-- The chain of readings of sensitive data.
CREATE TABLE access_read (
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
CREATE INDEX access_read_org ON access_read (org_id, id);
CREATE TABLE access_person (
    person_id INTEGER NOT NULL,
    access_id INTEGER NOT NULL REFERENCES access_read (id),
    PRIMARY KEY (person_id, access_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_person_access ON access_person (access_id);

-- ---------------------------------------------------------------- reference

CREATE TABLE ref_ethnicity (
    code        TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    name_en     TEXT NOT NULL,
    aliases     TEXT NOT NULL DEFAULT '', -- separated by |
    code_system TEXT NOT NULL,
    tag         TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE ref_religion (
    code        TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    name_en     TEXT NOT NULL,
    aliases     TEXT NOT NULL DEFAULT '',
    code_system TEXT NOT NULL,
    tag         TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE ref_admin_unit (
    code        TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    parent_code TEXT,
    valid_from  TEXT NOT NULL,
    valid_to    TEXT
) STRICT, WITHOUT ROWID;

-- Dated parameters of the domain's rules.
CREATE TABLE rule (
    id             INTEGER PRIMARY KEY,
    uid            TEXT NOT NULL UNIQUE,
    version        INTEGER NOT NULL DEFAULT 1,
    name           TEXT NOT NULL,
    value          TEXT NOT NULL,
    unit           TEXT NOT NULL,
    label          TEXT NOT NULL,
    label_en       TEXT NOT NULL,
    effective_from TEXT NOT NULL,
    effective_to   TEXT NOT NULL DEFAULT '9999-12-31',
    citation       TEXT NOT NULL,
    tag            TEXT NOT NULL CHECK (tag = 'S' OR tag = 'A' OR tag = 'B' OR tag = 'G' OR tag = 'local'),
    confirmed      INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    recorded_tx    INTEGER,
    superseded_tx  INTEGER,
    CHECK (effective_from < effective_to)
) STRICT;
CREATE INDEX rule_name ON rule (name, effective_from) WHERE superseded_tx IS NULL;
CREATE TRIGGER rule_no_overlap BEFORE INSERT ON rule
WHEN NEW.superseded_tx IS NULL AND EXISTS (
    SELECT 1 FROM rule r WHERE r.name = NEW.name AND r.superseded_tx IS NULL
       AND r.effective_from < NEW.effective_to AND NEW.effective_from < r.effective_to)
BEGIN SELECT RAISE(ABORT, 'rule: overlapping periods'); END;

-- ---------------------------------------------------------------- organisations

-- Identity, and today's facts beside it (brought forward at midnight); history is in org_fact,
-- placement and org_path.
CREATE TABLE organization (
    id             INTEGER PRIMARY KEY,
    uid            TEXT NOT NULL UNIQUE,
    version        INTEGER NOT NULL DEFAULT 1,
    code           TEXT NOT NULL UNIQUE CHECK (code <> ''),
    parent_id      INTEGER REFERENCES organization (id),
    path           TEXT NOT NULL,         -- /1/5/33/ : ids from the root to this one, today
    depth          INTEGER NOT NULL,
    name           TEXT NOT NULL,
    kind           TEXT NOT NULL,
    category       TEXT,
    status         TEXT NOT NULL,
    established_on TEXT,
    dissolved_on   TEXT,
    search_key     TEXT NOT NULL,
    sort_key       TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX organization_path ON organization (path);
CREATE INDEX organization_parent ON organization (parent_id, sort_key);
CREATE INDEX organization_sort ON organization (sort_key, id);
CREATE INDEX organization_kind ON organization (kind, path);

-- What an organisation was called and was, by interval. established_on and dissolved_on are facts
-- of the whole life and repeat on each row.
CREATE TABLE org_fact (
    id             INTEGER PRIMARY KEY,
    org_id         INTEGER NOT NULL REFERENCES organization (id),
    valid_from     TEXT NOT NULL DEFAULT '0001-01-01',
    valid_to       TEXT NOT NULL DEFAULT '9999-12-31',
    recorded_tx    INTEGER NOT NULL REFERENCES tx (id),
    superseded_tx  INTEGER REFERENCES tx (id),
    code           TEXT NOT NULL,
    name           TEXT NOT NULL,
    kind           TEXT NOT NULL CHECK (kind = 'province_party' OR kind = 'district_party'
                      OR kind = 'commune_party' OR kind = 'upper_party' OR kind = 'base_party'
                      OR kind = 'base_cell' OR kind = 'section_party' OR kind = 'cell' OR kind = 'group'),
    category       TEXT CHECK (category = 'locality' OR category = 'commune' OR category = 'village'
                      OR category = 'residential_group' OR category = 'agency'
                      OR category = 'public_service' OR category = 'school' OR category = 'hospital'
                      OR category = 'enterprise_state' OR category = 'enterprise_private'
                      OR category = 'cooperative' OR category = 'armed_forces' OR category = 'police'
                      OR category = 'overseas' OR category = 'other'),
    status         TEXT NOT NULL CHECK (status = 'planned' OR status = 'active' OR status = 'suspended'
                      OR status = 'merged' OR status = 'split' OR status = 'dissolved'
                      OR status = 'disbanded'),
    established_on TEXT,
    established_by TEXT,                  -- number of the decision
    dissolved_on   TEXT,
    dissolved_by   TEXT,
    approval       TEXT,                  -- superior's approval where the regulations allow an exception
    address        TEXT,
    phone          TEXT,
    email          TEXT,
    note           TEXT,
    CHECK (valid_from < valid_to)
) STRICT;
CREATE INDEX org_fact_org ON org_fact (org_id, valid_from) WHERE superseded_tx IS NULL;
CREATE INDEX org_fact_versions ON org_fact (org_id, recorded_tx);
CREATE INDEX org_fact_kind ON org_fact (kind, valid_from) WHERE superseded_tx IS NULL;
CREATE TRIGGER org_fact_no_overlap BEFORE INSERT ON org_fact
WHEN NEW.superseded_tx IS NULL AND EXISTS (
    SELECT 1 FROM org_fact f WHERE f.org_id = NEW.org_id AND f.superseded_tx IS NULL
       AND f.valid_from < NEW.valid_to AND NEW.valid_from < f.valid_to)
BEGIN SELECT RAISE(ABORT, 'org_fact: overlapping periods'); END;

CREATE TABLE placement (
    id            INTEGER PRIMARY KEY,
    org_id        INTEGER NOT NULL REFERENCES organization (id),
    parent_id     INTEGER NOT NULL REFERENCES organization (id),
    valid_from    TEXT NOT NULL DEFAULT '0001-01-01',
    valid_to      TEXT NOT NULL DEFAULT '9999-12-31',
    recorded_tx   INTEGER NOT NULL REFERENCES tx (id),
    superseded_tx INTEGER REFERENCES tx (id),
    decision      TEXT,                   -- number of the decision
    CHECK (valid_from < valid_to), CHECK (org_id <> parent_id)
) STRICT;
CREATE INDEX placement_org ON placement (org_id, valid_from) WHERE superseded_tx IS NULL;
CREATE INDEX placement_versions ON placement (org_id, recorded_tx);
CREATE INDEX placement_parent ON placement (parent_id, valid_from) WHERE superseded_tx IS NULL;
CREATE TRIGGER placement_no_overlap BEFORE INSERT ON placement
WHEN NEW.superseded_tx IS NULL AND EXISTS (
    SELECT 1 FROM placement p WHERE p.org_id = NEW.org_id AND p.superseded_tx IS NULL
       AND p.valid_from < NEW.valid_to AND NEW.valid_from < p.valid_to)
BEGIN SELECT RAISE(ABORT, 'placement: overlapping periods'); END;

-- Derived from placement, for every organisation and interval; the first known placement counts
-- from the beginning, and so on upwards. Rebuilt by the program, compared by `chibo check`.
CREATE TABLE org_path (
    org_id     INTEGER NOT NULL REFERENCES organization (id),
    valid_from TEXT NOT NULL,
    valid_to   TEXT NOT NULL,
    path       TEXT NOT NULL,
    PRIMARY KEY (org_id, valid_from)
) STRICT, WITHOUT ROWID;
CREATE INDEX org_path_path ON org_path (path, valid_from, valid_to);

CREATE TABLE locality (
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL UNIQUE,
    version    INTEGER NOT NULL DEFAULT 1,
    code       TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    search_key TEXT NOT NULL,
    sort_key   TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind = 'village' OR kind = 'hamlet' OR kind = 'residential_group'
                      OR kind = 'school' OR kind = 'clinic' OR kind = 'enterprise'),
    upper_id   INTEGER NOT NULL REFERENCES organization (id),
    cell_id    INTEGER REFERENCES organization (id),
    households INTEGER
) STRICT;

-- ---------------------------------------------------------------- persons and memberships

CREATE TABLE person (
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL UNIQUE,
    version    INTEGER NOT NULL DEFAULT 1,
    created_tx INTEGER NOT NULL REFERENCES tx (id)
) STRICT;

-- Everything the registry knows of a person apart from the membership, by interval.
CREATE TABLE profile (
    id                    INTEGER PRIMARY KEY,
    person_id             INTEGER NOT NULL REFERENCES person (id),
    valid_from            TEXT NOT NULL DEFAULT '0001-01-01',
    valid_to              TEXT NOT NULL DEFAULT '9999-12-31',
    recorded_tx           INTEGER NOT NULL REFERENCES tx (id),
    superseded_tx         INTEGER REFERENCES tx (id),
    full_name             TEXT NOT NULL CHECK (full_name <> ''),
    family_name           TEXT NOT NULL,
    middle_name           TEXT NOT NULL,
    given_name            TEXT NOT NULL,
    name_manual           INTEGER NOT NULL DEFAULT 0 CHECK (name_manual IN (0, 1)),
    search_key            TEXT NOT NULL,
    sort_key              TEXT NOT NULL,
    birth_name            TEXT,
    other_name            TEXT,
    gender                TEXT CHECK (gender IN ('male', 'female')),
    born_on               TEXT,
    birth_country         TEXT,
    birth_province        TEXT,
    birth_place           TEXT,
    hometown              TEXT,
    hometown_province     TEXT,
    hometown_commune      TEXT,
    hometown_old          TEXT,
    residence             TEXT,
    residence_province    TEXT,
    residence_commune     TEXT,
    temporary_residence   TEXT,
    phone                 TEXT,
    email                 TEXT,
    ethnicity             TEXT REFERENCES ref_ethnicity (code),
    nationality           TEXT,
    religion              TEXT REFERENCES ref_religion (code),
    religious_rank        TEXT,
    personal_id           TEXT CHECK (personal_id GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    old_id_number         TEXT,
    family_background     TEXT,
    occupation            TEXT CHECK (occupation = 'civil_servant' OR occupation = 'public_employee'
                      OR occupation = 'worker' OR occupation = 'farmer' OR occupation = 'armed_forces'
                      OR occupation = 'student' OR occupation = 'pensioner'
                      OR occupation = 'enterprise_owner' OR occupation = 'part_time_official'
                      OR occupation = 'other'),
    occupation_before     TEXT,
    job_title             TEXT,
    workplace             TEXT,
    recruited_on          TEXT,
    general_education     TEXT CHECK (general_education = 'none' OR general_education = 'primary'
                      OR general_education = 'lower_secondary' OR general_education = 'upper_secondary'),
    general_education_text TEXT,
    professional_level    TEXT CHECK (professional_level = 'none' OR professional_level = 'technical_worker'
                      OR professional_level = 'intermediate' OR professional_level = 'college'
                      OR professional_level = 'bachelor' OR professional_level = 'master'
                      OR professional_level = 'doctor'),
    professional_field    TEXT,
    academic_title        TEXT,
    theory_level          TEXT CHECK (theory_level = 'none' OR theory_level = 'elementary'
                      OR theory_level = 'intermediate' OR theory_level = 'advanced'
                      OR theory_level = 'bachelor'),
    state_management      TEXT,
    foreign_languages     TEXT,
    computer_skills       TEXT,
    ethnic_languages      TEXT,
    youth_union_on        TEXT,
    government_post       TEXT,
    union_post            TEXT,
    health                TEXT,
    war_invalid           TEXT,
    family_merit          TEXT,
    household_economy     TEXT,
    income                TEXT,
    housing               TEXT,
    self_assessment       TEXT,
    abroad                TEXT,
    locality_id           INTEGER REFERENCES locality (id),
    note                  TEXT,
    CHECK (valid_from < valid_to)
) STRICT;
CREATE INDEX profile_person ON profile (person_id, valid_from) WHERE superseded_tx IS NULL;
CREATE INDEX profile_versions ON profile (person_id, recorded_tx);
CREATE TRIGGER profile_no_overlap BEFORE INSERT ON profile
WHEN NEW.superseded_tx IS NULL AND EXISTS (
    SELECT 1 FROM profile p WHERE p.person_id = NEW.person_id AND p.superseded_tx IS NULL
       AND p.valid_from < NEW.valid_to AND NEW.valid_from < p.valid_to)
BEGIN SELECT RAISE(ABORT, 'profile: overlapping periods'); END;

-- One membership a time in the Party; a re-admission is a new one that names the earlier.
-- id is the row (a version); membership_id is the membership (its first row's id).
CREATE TABLE membership (
    id                   INTEGER PRIMARY KEY,
    membership_id        INTEGER NOT NULL,
    person_id            INTEGER NOT NULL REFERENCES person (id),
    recorded_tx          INTEGER NOT NULL REFERENCES tx (id),
    superseded_tx        INTEGER REFERENCES tx (id),
    previous_id          INTEGER,         -- membership_id of the earlier one
    entry                TEXT NOT NULL CHECK (entry = 'admitted' OR entry = 'readmitted'
                      OR entry = 'transferred_in' OR entry = 'restored' OR entry = 'other'),
    record_number        TEXT,
    card_number          TEXT,
    old_card_number      TEXT,
    card_issued_on       TEXT,
    card_issued_by       TEXT,
    admission_decided_on TEXT,
    admission_decision   TEXT,
    admitted_on          TEXT,
    admission_place      TEXT,
    introducers          TEXT,
    joined_on            TEXT,
    joined_from          TEXT,
    official_on          TEXT,
    official_decision    TEXT,
    official_place       TEXT,
    time_out_months      INTEGER NOT NULL DEFAULT 0 CHECK (time_out_months >= 0),
    left_on              TEXT,
    left_reason          TEXT CHECK (left_reason = 'death' OR left_reason = 'expelled'
                      OR left_reason = 'removed' OR left_reason = 'resigned'
                      OR left_reason = 'transferred_out' OR left_reason = 'annulled'),
    left_decision        TEXT,
    CHECK ((left_on IS NULL) = (left_reason IS NULL)),
    CHECK (admitted_on IS NOT NULL OR joined_on IS NOT NULL)
) STRICT;
CREATE INDEX membership_person ON membership (person_id) WHERE superseded_tx IS NULL;
CREATE INDEX membership_versions ON membership (membership_id, recorded_tx);
CREATE UNIQUE INDEX membership_current ON membership (membership_id) WHERE superseded_tx IS NULL;
CREATE INDEX membership_admitted ON membership (admitted_on) WHERE superseded_tx IS NULL;

-- The official cell, by interval. Imported: from the beginning.
CREATE TABLE membership_cell (
    id            INTEGER PRIMARY KEY,
    membership_id INTEGER NOT NULL,
    cell_id       INTEGER NOT NULL REFERENCES organization (id),
    valid_from    TEXT NOT NULL DEFAULT '0001-01-01',
    valid_to      TEXT NOT NULL DEFAULT '9999-12-31',
    recorded_tx   INTEGER NOT NULL REFERENCES tx (id),
    superseded_tx INTEGER REFERENCES tx (id),
    CHECK (valid_from < valid_to)
) STRICT;
CREATE INDEX membership_cell_membership ON membership_cell (membership_id, valid_from) WHERE superseded_tx IS NULL;
CREATE INDEX membership_cell_cell ON membership_cell (cell_id) WHERE superseded_tx IS NULL;
CREATE TRIGGER membership_cell_no_overlap BEFORE INSERT ON membership_cell
WHEN NEW.superseded_tx IS NULL AND EXISTS (
    SELECT 1 FROM membership_cell p WHERE p.membership_id = NEW.membership_id AND p.superseded_tx IS NULL
       AND p.valid_from < NEW.valid_to AND NEW.valid_from < p.valid_to)
BEGIN SELECT RAISE(ABORT, 'membership_cell: overlapping periods'); END;

-- Activity other than "active", by interval.
CREATE TABLE membership_activity (
    id            INTEGER PRIMARY KEY,
    membership_id INTEGER NOT NULL,
    activity      TEXT NOT NULL CHECK (activity = 'exempt' OR activity = 'suspended'
                      OR activity = 'in_transfer' OR activity = 'lost_contact'),
    valid_from    TEXT NOT NULL DEFAULT '0001-01-01',
    valid_to      TEXT NOT NULL DEFAULT '9999-12-31',
    decision      TEXT,
    recorded_tx   INTEGER NOT NULL REFERENCES tx (id),
    superseded_tx INTEGER REFERENCES tx (id),
    CHECK (valid_from < valid_to)
) STRICT;
CREATE INDEX membership_activity_membership ON membership_activity (membership_id, valid_from) WHERE superseded_tx IS NULL;
CREATE TRIGGER membership_activity_no_overlap BEFORE INSERT ON membership_activity
WHEN NEW.superseded_tx IS NULL AND EXISTS (
    SELECT 1 FROM membership_activity p WHERE p.membership_id = NEW.membership_id AND p.superseded_tx IS NULL
       AND p.valid_from < NEW.valid_to AND NEW.valid_from < p.valid_to)
BEGIN SELECT RAISE(ABORT, 'membership_activity: overlapping periods'); END;

-- Identifiers in use: personal_id and card_number of people who are members, record_number of all.
CREATE TABLE identifier (
    kind      TEXT NOT NULL CHECK (kind = 'personal_id' OR kind = 'card_number' OR kind = 'record_number'),
    value     TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifier_person ON identifier (person_id);

-- Derived: who counted where on which days and with which attributes; one row an interval in
-- which nothing of it changed. counted = 0 are the rows after leaving (status says how).
-- Rebuilt by the program for each person it writes, compared by `chibo check`.
CREATE TABLE member_span (
    id                 INTEGER PRIMARY KEY,
    person_id          INTEGER NOT NULL REFERENCES person (id),
    version            INTEGER NOT NULL,  -- of the person
    profile_id         INTEGER NOT NULL REFERENCES profile (id),
    membership_row     INTEGER NOT NULL REFERENCES membership (id),
    cell_id            INTEGER NOT NULL REFERENCES organization (id),
    valid_from         TEXT NOT NULL,
    valid_to           TEXT NOT NULL,
    counted            INTEGER NOT NULL CHECK (counted IN (0, 1)),
    status             TEXT NOT NULL CHECK (status = 'probationary' OR status = 'official'
                      OR status = 'expelled' OR status = 'removed' OR status = 'resigned'
                      OR status = 'deceased' OR status = 'transferred_out' OR status = 'annulled'),
    activity           TEXT NOT NULL CHECK (activity = 'active' OR activity = 'exempt'
                      OR activity = 'suspended' OR activity = 'in_transfer' OR activity = 'lost_contact'),
    entry              TEXT,              -- on the first span of a membership: why it began
    exit               TEXT,              -- on its last counted span: left_reason
    gender             TEXT,
    born_on            TEXT,
    ethnicity          TEXT,
    religion           TEXT,
    general_education  TEXT,
    professional_level TEXT,
    theory_level       TEXT,
    occupation         TEXT,
    locality_id        INTEGER,
    party_from         TEXT,              -- party age runs from here (time out of the Party deducted)
    sort_key           TEXT NOT NULL,
    search_key         TEXT NOT NULL
) STRICT;
CREATE INDEX member_span_person ON member_span (person_id, valid_from);
CREATE INDEX member_span_sort ON member_span (sort_key, person_id);
CREATE INDEX member_span_cell ON member_span (cell_id, counted, valid_from, valid_to);
CREATE INDEX member_span_entry ON member_span (valid_from, entry) WHERE entry IS NOT NULL;
CREATE INDEX member_span_exit ON member_span (valid_to, exit) WHERE exit IS NOT NULL;
CREATE INDEX member_span_stock ON member_span (valid_to, valid_from, counted, cell_id, status, activity, gender);

CREATE TABLE family_member (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE,
    version     INTEGER NOT NULL DEFAULT 1,
    person_id   INTEGER NOT NULL REFERENCES person (id),
    relation    TEXT NOT NULL CHECK (relation = 'father' OR relation = 'mother' OR relation = 'spouse'
                      OR relation = 'child' OR relation = 'sibling' OR relation = 'foster_parent'
                      OR relation = 'father_in_law' OR relation = 'mother_in_law'
                      OR relation = 'paternal_grandparent' OR relation = 'maternal_grandparent'
                      OR relation = 'other'),
    full_name   TEXT NOT NULL,
    born_on     TEXT,
    died_on     TEXT,
    hometown    TEXT,
    residence   TEXT,
    occupation  TEXT,
    workplace   TEXT,
    party_member INTEGER CHECK (party_member IN (0, 1)),
    politics    TEXT,
    note        TEXT,
    recorded_tx INTEGER NOT NULL REFERENCES tx (id),
    deleted_tx  INTEGER REFERENCES tx (id)
) STRICT;
CREATE INDEX family_member_person ON family_member (person_id, id) WHERE deleted_tx IS NULL;

CREATE TABLE training (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE,
    version     INTEGER NOT NULL DEFAULT 1,
    person_id   INTEGER NOT NULL REFERENCES person (id),
    kind        TEXT NOT NULL CHECK (kind = 'general' OR kind = 'vocational' OR kind = 'professional'
                      OR kind = 'theory' OR kind = 'state_management' OR kind = 'foreign_language'
                      OR kind = 'computer' OR kind = 'party_course' OR kind = 'other'),
    school      TEXT NOT NULL,
    field       TEXT,
    form        TEXT,
    degree      TEXT,
    from_on     TEXT,
    to_on       TEXT,
    certificate TEXT,
    note        TEXT,
    recorded_tx INTEGER NOT NULL REFERENCES tx (id),
    deleted_tx  INTEGER REFERENCES tx (id)
) STRICT;
CREATE INDEX training_person ON training (person_id, id) WHERE deleted_tx IS NULL;

CREATE TABLE work_history (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE,
    version     INTEGER NOT NULL DEFAULT 1,
    person_id   INTEGER NOT NULL REFERENCES person (id),
    from_on     TEXT,
    to_on       TEXT,
    what        TEXT NOT NULL,
    workplace   TEXT,
    post        TEXT,
    country     TEXT,
    note        TEXT,
    recorded_tx INTEGER NOT NULL REFERENCES tx (id),
    deleted_tx  INTEGER REFERENCES tx (id)
) STRICT;
CREATE INDEX work_history_person ON work_history (person_id, id) WHERE deleted_tx IS NULL;

-- Offices held. id is the row (a version); post_id the office held (its first row's id).
CREATE TABLE post (
    id            INTEGER PRIMARY KEY,
    post_id       INTEGER NOT NULL,
    uid           TEXT NOT NULL,
    version       INTEGER NOT NULL DEFAULT 1,
    org_id        INTEGER NOT NULL REFERENCES organization (id),
    person_id     INTEGER REFERENCES person (id),
    holder_name   TEXT,                   -- a named person from outside the registry
    post          TEXT NOT NULL CHECK (post = 'secretary' OR post = 'standing_deputy_secretary'
                      OR post = 'deputy_secretary' OR post = 'standing_member' OR post = 'committee_member'
                      OR post = 'inspection_chair' OR post = 'inspection_deputy'
                      OR post = 'inspection_member' OR post = 'group_leader' OR post = 'group_deputy'
                      OR post = 'other'),
    title         TEXT,
    term          TEXT,
    how           TEXT CHECK (how IN ('elected', 'appointed')),
    decision      TEXT,
    state_post    TEXT,                   -- concurrent state post (secretary who is village head …)
    valid_from    TEXT NOT NULL DEFAULT '0001-01-01',
    valid_to      TEXT NOT NULL DEFAULT '9999-12-31',
    recorded_tx   INTEGER NOT NULL REFERENCES tx (id),
    superseded_tx INTEGER REFERENCES tx (id),
    deleted       INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    CHECK ((person_id IS NULL) <> (holder_name IS NULL)),
    CHECK (valid_from < valid_to)
) STRICT;
CREATE INDEX post_org ON post (org_id, valid_from) WHERE superseded_tx IS NULL;
CREATE INDEX post_person ON post (person_id) WHERE superseded_tx IS NULL;
CREATE UNIQUE INDEX post_current ON post (post_id) WHERE superseded_tx IS NULL;

-- Data-quality flags set by imports and by acts; cleared when the cause is mended.
CREATE TABLE quality_flag (
    id          INTEGER PRIMARY KEY,
    resource    TEXT NOT NULL CHECK (resource = 'members' OR resource = 'organizations'
                      OR resource = 'discipline'),
    row_id      INTEGER NOT NULL,
    code        TEXT NOT NULL,
    recorded_tx INTEGER NOT NULL REFERENCES tx (id),
    cleared_tx  INTEGER REFERENCES tx (id)
) STRICT;
CREATE UNIQUE INDEX quality_flag_row ON quality_flag (resource, row_id, code) WHERE cleared_tx IS NULL;

-- ---------------------------------------------------------------- targets, discipline records

CREATE TABLE target (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE,
    version     INTEGER NOT NULL DEFAULT 1,
    org_id      INTEGER NOT NULL REFERENCES organization (id),
    indicator   TEXT NOT NULL,
    from_on     TEXT NOT NULL,
    to_on       TEXT NOT NULL,            -- the last day of the period, included
    value       INTEGER NOT NULL CHECK (value >= 0),
    scope       TEXT,                     -- an organisation kind, as under_kind
    note        TEXT,
    recorded_tx INTEGER NOT NULL REFERENCES tx (id),
    deleted_tx  INTEGER REFERENCES tx (id),
    CHECK (from_on <= to_on)
) STRICT;
CREATE UNIQUE INDEX target_key ON target (org_id, indicator, from_on, to_on, coalesce(scope, '')) WHERE deleted_tx IS NULL;

-- Decisions as plain records; their cases come with the discipline store.
CREATE TABLE discipline_decision (
    id              INTEGER PRIMARY KEY,
    uid             TEXT NOT NULL UNIQUE,
    version         INTEGER NOT NULL DEFAULT 1,
    subject         TEXT NOT NULL CHECK (subject IN ('member', 'organization')),
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
    recorded_tx     INTEGER NOT NULL REFERENCES tx (id),
    deleted_tx      INTEGER REFERENCES tx (id),
    CHECK ((subject = 'member') = (person_id IS NOT NULL))
) STRICT;
CREATE INDEX discipline_decision_person ON discipline_decision (person_id) WHERE deleted_tx IS NULL;
CREATE INDEX discipline_decision_org ON discipline_decision (org_id, decided_on) WHERE deleted_tx IS NULL;

-- ---------------------------------------------------------------- imports (staging)

CREATE TABLE import_job (
    id           INTEGER PRIMARY KEY,
    uid          TEXT NOT NULL UNIQUE,
    version      INTEGER NOT NULL DEFAULT 1,
    kind         TEXT NOT NULL CHECK (kind = 'organizations' OR kind = 'members' OR kind = 'targets'
                      OR kind = 'discipline' OR kind = 'localities'),
    state        TEXT NOT NULL CHECK (state = 'checked' OR state = 'committed' OR state = 'cancelled'),
    user_id      INTEGER,
    org_id       INTEGER,                 -- the scope it was checked in
    created_at   TEXT NOT NULL,
    committed_at TEXT,
    tx_id        INTEGER REFERENCES tx (id),
    rows         INTEGER NOT NULL,
    added        INTEGER NOT NULL,
    updated      INTEGER NOT NULL,
    unchanged    INTEGER NOT NULL,
    refused      INTEGER NOT NULL,
    warnings     TEXT NOT NULL,           -- JSON object code → count
    header       TEXT NOT NULL            -- JSON array of the file's columns
) STRICT;
CREATE TABLE import_row (
    import_id INTEGER NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
    line      INTEGER NOT NULL,
    state     TEXT NOT NULL CHECK (state = 'new' OR state = 'changed' OR state = 'unchanged'
                      OR state = 'refused'),
    label     TEXT,
    cells     TEXT NOT NULL,              -- JSON array as read
    faults    TEXT NOT NULL,              -- JSON array {pointer, code, detail}
    changes   TEXT,                       -- JSON object field → [old, new]
    PRIMARY KEY (import_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_row_state ON import_row (import_id, state, line);

-- ---------------------------------------------------------------- accounts

CREATE TABLE user_account (
    id              INTEGER PRIMARY KEY,
    uid             TEXT NOT NULL UNIQUE,
    version         INTEGER NOT NULL DEFAULT 1,
    username        TEXT NOT NULL UNIQUE COLLATE NOCASE,
    full_name       TEXT NOT NULL,
    password_hash   TEXT,                 -- Argon2id; null: only the one-time code logs in
    code_hash       BLOB,                 -- one-time code
    code_expires_at INTEGER,              -- Unix milliseconds, as all *_at integers
    disabled        INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    created_at      TEXT NOT NULL,
    last_login_at   TEXT
) STRICT;
CREATE TABLE role_grant (
    id         INTEGER PRIMARY KEY,
    user_id    INTEGER NOT NULL REFERENCES user_account (id),
    role       TEXT NOT NULL CHECK (role = 'system_admin' OR role = 'office' OR role = 'secretary'
                      OR role = 'inspector' OR role = 'viewer' OR role = 'dashboard'
                      OR role = 'inspection_dashboard' OR role = 'auditor'),
    org_id     INTEGER REFERENCES organization (id), -- null only for system_admin before there is a root
    granted_tx INTEGER,
    revoked_tx INTEGER
) STRICT;
CREATE UNIQUE INDEX role_grant_key ON role_grant (user_id, role, coalesce(org_id, 0)) WHERE revoked_tx IS NULL;
CREATE TABLE session (
    id           INTEGER PRIMARY KEY,
    hash         BLOB NOT NULL UNIQUE,    -- of the cookie's value
    user_id      INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    grant_id     INTEGER NOT NULL REFERENCES role_grant (id),
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL         -- absolute
) STRICT;
CREATE INDEX session_user ON session (user_id);
CREATE TABLE token (
    id             INTEGER PRIMARY KEY,
    uid            TEXT NOT NULL UNIQUE,
    version        INTEGER NOT NULL DEFAULT 1,
    name           TEXT NOT NULL,
    hash           BLOB NOT NULL UNIQUE,
    role           TEXT NOT NULL CHECK (role = 'system_admin' OR role = 'office' OR role = 'secretary'
                      OR role = 'inspector' OR role = 'viewer' OR role = 'dashboard'
                      OR role = 'inspection_dashboard' OR role = 'auditor'),
    org_id         INTEGER REFERENCES organization (id),
    expires_on     TEXT,
    suppress_below INTEGER,
    created_at     TEXT NOT NULL,
    created_by     INTEGER,
    revoked_at     TEXT
) STRICT;
CREATE TABLE login_throttle (
    key         TEXT PRIMARY KEY,         -- hash of user name, or of address
    failures    INTEGER NOT NULL,
    first_at    INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE setup_code (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    hash       BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE idempotency (
    caller     TEXT NOT NULL,             -- u12 or t3
    key        TEXT NOT NULL,
    route      TEXT NOT NULL,
    body_hash  BLOB NOT NULL,
    status     INTEGER NOT NULL,
    headers    TEXT NOT NULL,             -- JSON object
    body       BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (caller, key)
) STRICT;
CREATE INDEX idempotency_age ON idempotency (created_at);
