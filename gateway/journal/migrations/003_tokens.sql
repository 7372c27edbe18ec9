-- Keys for programs. Only what a key is known by afterwards stands here: its SHA-256, never itself.

CREATE TABLE token (
    uid     TEXT    PRIMARY KEY,
    purpose TEXT    NOT NULL,
    sha256  TEXT    NOT NULL UNIQUE CHECK (length(sha256) = 64),
    scopes  TEXT    NOT NULL,
    made    INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    dropped INTEGER
) STRICT, WITHOUT ROWID;
