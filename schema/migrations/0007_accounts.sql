-- Two-step log-in: the secret that a telephone shares with the registry, one a user.
CREATE TABLE totp (
    user_id      INTEGER PRIMARY KEY REFERENCES user_account (id) ON DELETE CASCADE,
    secret       BLOB NOT NULL,
    started_at   INTEGER NOT NULL,           -- Unix milliseconds
    confirmed_at INTEGER,                    -- null: no code has shown yet that the telephone has it
    last_step    INTEGER NOT NULL DEFAULT 0  -- of the code accepted last: it and older ones are spent
) STRICT;
