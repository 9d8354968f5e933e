-- Acts on a membership after admission, transfers between cells and to or from elsewhere, and
-- badges. The membership itself says what holds; these rows say by which act, vote and paper.
CREATE TABLE status_change (
    id                     INTEGER PRIMARY KEY,
    uid                    TEXT NOT NULL UNIQUE,
    version                INTEGER NOT NULL DEFAULT 1,
    person_id              INTEGER NOT NULL REFERENCES person (id),
    cell_id                INTEGER NOT NULL REFERENCES organization (id),  -- where the person was
    kind                   TEXT NOT NULL,
    day                    TEXT NOT NULL,
    ground                 TEXT,
    until                  TEXT,          -- a suspension ends, an exemption is looked at again
    why                    TEXT,
    eligible               INTEGER CHECK (eligible >= 0),
    in_favour              INTEGER CHECK (in_favour >= 0),
    committee_eligible     INTEGER CHECK (committee_eligible >= 0),
    committee_in_favour    INTEGER CHECK (committee_in_favour >= 0),
    decision_number        TEXT,
    decided_by             TEXT,
    judged                 TEXT,          -- JSON: the rules with the values it was judged by
    recorded_tx            INTEGER NOT NULL REFERENCES tx (id),
    deleted_tx             INTEGER REFERENCES tx (id)
) STRICT;
CREATE INDEX status_change_person ON status_change (person_id, day) WHERE deleted_tx IS NULL;
CREATE INDEX status_change_until ON status_change (until) WHERE until IS NOT NULL AND deleted_tx IS NULL;

CREATE TABLE transfer (
    id             INTEGER PRIMARY KEY,
    uid            TEXT NOT NULL UNIQUE,
    version        INTEGER NOT NULL DEFAULT 1,
    person_id      INTEGER NOT NULL REFERENCES person (id),
    kind           TEXT NOT NULL CHECK (kind = 'official' OR kind = 'temporary'),
    state          TEXT NOT NULL DEFAULT 'proposed' CHECK (state = 'proposed' OR state = 'sent'
                   OR state = 'arrived' OR state = 'returned' OR state = 'refused' OR state = 'ended'),
    from_cell_id   INTEGER NOT NULL REFERENCES organization (id),
    to_cell_id     INTEGER REFERENCES organization (id),
    to_outside     TEXT,
    reason         TEXT,
    basis          TEXT,                  -- the decision on work, retirement, residence it follows
    basis_on       TEXT,                  -- its effect: the transfer begins within a period of it
    letter_number  TEXT,
    sent_on        TEXT,
    dues_until     TEXT,                  -- dues are paid until this month
    ends_on        TEXT,                  -- a temporary stay
    send_by        TEXT,                  -- derived: the transfer begins by this day
    present_by     TEXT,                  -- derived: the letter is presented by this day
    arrived_on     TEXT,
    closed_on      TEXT,                  -- came back, was refused, the stay ended
    closed_why     TEXT,
    note           TEXT,
    recorded_tx    INTEGER NOT NULL REFERENCES tx (id),
    deleted_tx     INTEGER REFERENCES tx (id),
    CHECK ((to_cell_id IS NULL) <> (to_outside IS NULL)),
    CHECK (state = 'proposed' OR state = 'refused' OR sent_on IS NOT NULL),
    CHECK (from_cell_id <> coalesce(to_cell_id, 0))
) STRICT;
-- One way at a time: nobody is sent twice. A temporary stay that has begun may be followed by an
-- official transfer.
CREATE UNIQUE INDEX transfer_open ON transfer (person_id)
 WHERE (state = 'proposed' OR state = 'sent') AND deleted_tx IS NULL;
CREATE INDEX transfer_person ON transfer (person_id) WHERE deleted_tx IS NULL;
CREATE INDEX transfer_from ON transfer (from_cell_id) WHERE deleted_tx IS NULL;
CREATE INDEX transfer_to ON transfer (to_cell_id) WHERE to_cell_id IS NOT NULL AND deleted_tx IS NULL;
CREATE INDEX transfer_due ON transfer (state, present_by) WHERE (state = 'proposed' OR state = 'sent') AND deleted_tx IS NULL;

CREATE TABLE badge (
    id              INTEGER PRIMARY KEY,
    uid             TEXT NOT NULL UNIQUE,
    version         INTEGER NOT NULL DEFAULT 1,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    cell_id         INTEGER NOT NULL REFERENCES organization (id),
    years           INTEGER NOT NULL CHECK (years >= 30 AND years <= 90),
    awarded_on      TEXT NOT NULL,
    decision_number TEXT,
    badge_number    TEXT,
    early           TEXT CHECK (early = 'illness' OR early = 'posthumous'),
    note            TEXT,
    recorded_tx     INTEGER NOT NULL REFERENCES tx (id),
    deleted_tx      INTEGER REFERENCES tx (id)
) STRICT;
CREATE UNIQUE INDEX badge_once ON badge (person_id, years) WHERE deleted_tx IS NULL;

-- What is due is asked for on every page: probationers and party ages without reading everybody.
CREATE INDEX member_span_probation ON member_span (cell_id, valid_from)
 WHERE counted = 1 AND status = 'probationary';
CREATE INDEX member_span_party_from ON member_span (party_from)
 WHERE counted = 1 AND party_from IS NOT NULL AND valid_to = '9999-12-31';
