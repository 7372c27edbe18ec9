-- What the mirror has to write again, and which days went into files.
CREATE TABLE rewritten ( -- spans whose derived blocks were written since the mirror last had them
    id     INTEGER PRIMARY KEY AUTOINCREMENT, -- a span that is written once more gets a new one
    node   TEXT    NOT NULL,
    start  INTEGER NOT NULL, -- seconds UTC
    length INTEGER NOT NULL, -- 3600 or 86400 seconds
    UNIQUE (node, start, length)
) STRICT;

CREATE TABLE retired ( -- UTC days of a node whose blocks went into a file; their rollups stay
    node   TEXT    NOT NULL,
    day    INTEGER NOT NULL, -- seconds UTC, a whole day
    file   TEXT    NOT NULL, -- beside the database
    rows   INTEGER NOT NULL, -- of it that are of this day
    sha256 TEXT    NOT NULL, -- of the file
    upto   INTEGER NOT NULL, -- every arrival of the node and day with an id up to this is in it
    at     INTEGER NOT NULL, -- when, seconds UTC
    PRIMARY KEY (node, day)
) STRICT, WITHOUT ROWID;
