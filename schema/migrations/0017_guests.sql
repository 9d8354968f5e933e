-- Who comes from a place outside for a time stays that place's member: here only the letter is kept,
-- with what it says of the person.
CREATE TABLE transfer_new (
    id             INTEGER PRIMARY KEY,
    uid            TEXT NOT NULL UNIQUE,
    version        INTEGER NOT NULL DEFAULT 1,
    person_id      INTEGER REFERENCES person (id),
    guest_name     TEXT,
    guest_born_on  TEXT,
    guest_card_number TEXT,
    kind           TEXT NOT NULL CHECK (kind = 'official' OR kind = 'temporary'),
    state          TEXT NOT NULL DEFAULT 'proposed' CHECK (state = 'proposed' OR state = 'sent'
                   OR state = 'arrived' OR state = 'returned' OR state = 'refused' OR state = 'ended'),
    from_cell_id   INTEGER REFERENCES organization (id),
    from_outside   TEXT,
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
    CHECK ((from_cell_id IS NULL) <> (from_outside IS NULL)),
    CHECK ((to_cell_id IS NULL) <> (to_outside IS NULL)),
    CHECK ((person_id IS NULL) = (guest_name IS NOT NULL)),
    CHECK (from_outside IS NULL OR to_cell_id IS NOT NULL),
    CHECK (CASE WHEN from_outside IS NULL THEN person_id IS NOT NULL
                WHEN person_id IS NULL THEN kind = 'temporary' AND (state = 'arrived' OR state = 'ended')
                ELSE state = 'arrived' END),
    CHECK (state = 'proposed' OR state = 'refused' OR sent_on IS NOT NULL),
    CHECK (from_cell_id IS NULL OR from_cell_id <> coalesce(to_cell_id, 0))
) STRICT;
INSERT INTO transfer_new (id, uid, version, person_id, kind, state, from_cell_id, from_outside, to_cell_id, to_outside,
       reason, basis, basis_on, letter_number, sent_on, dues_until, ends_on, send_by, present_by, arrived_on, closed_on,
       closed_why, note, recorded_tx, deleted_tx)
SELECT id, uid, version, person_id, kind, state, from_cell_id, from_outside, to_cell_id, to_outside,
       reason, basis, basis_on, letter_number, sent_on, dues_until, ends_on, send_by, present_by, arrived_on, closed_on,
       closed_why, note, recorded_tx, deleted_tx FROM transfer;
DROP TABLE transfer;
ALTER TABLE transfer_new RENAME TO transfer;
CREATE UNIQUE INDEX transfer_open ON transfer (person_id)
 WHERE (state = 'proposed' OR state = 'sent') AND deleted_tx IS NULL;
CREATE INDEX transfer_person ON transfer (person_id) WHERE person_id IS NOT NULL AND deleted_tx IS NULL;
CREATE INDEX transfer_from ON transfer (from_cell_id) WHERE from_cell_id IS NOT NULL AND deleted_tx IS NULL;
CREATE INDEX transfer_to ON transfer (to_cell_id) WHERE to_cell_id IS NOT NULL AND deleted_tx IS NULL;
CREATE INDEX transfer_due ON transfer (state, present_by) WHERE (state = 'proposed' OR state = 'sent') AND deleted_tx IS NULL;
CREATE INDEX transfer_stay ON transfer (ends_on) WHERE kind = 'temporary' AND state = 'arrived' AND deleted_tx IS NULL;
