-- What people sign in with, and the telephones and computers of the commune that were enrolled once.
-- Beside the journals like the persons: removable. The journals tell that they changed, never what they are.

CREATE TABLE credential (
    person TEXT    PRIMARY KEY REFERENCES person (uid),
    kind   TEXT    NOT NULL CHECK (kind IN ('pin', 'password')),
    hash   TEXT    NOT NULL,
    set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    uid         TEXT    PRIMARY KEY,
    token_hash  TEXT    NOT NULL UNIQUE CHECK (length(token_hash) = 64),
    name        TEXT    NOT NULL,
    enrolled_by TEXT    NOT NULL REFERENCES person (uid),
    enrolled_at INTEGER NOT NULL,
    dropped_at  INTEGER
) STRICT, WITHOUT ROWID;
