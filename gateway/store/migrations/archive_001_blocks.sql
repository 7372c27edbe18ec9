-- Finished hours and days, compressed; and what charts of months need.
CREATE TABLE series (
    id       INTEGER PRIMARY KEY,
    node     TEXT NOT NULL,
    channel  TEXT NOT NULL,
    quantity TEXT NOT NULL,
    UNIQUE (node, channel, quantity)
) STRICT;

CREATE TABLE blocks (
    id     INTEGER PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES series (id),
    sort   INTEGER NOT NULL, -- 0 signals as received, 1 derived
    span   INTEGER NOT NULL, -- 3600 or 86400 seconds
    start  INTEGER NOT NULL, -- seconds UTC, a whole span
    upto   INTEGER NOT NULL, -- every arrival of its series and span with an id up to this is in it
    body   BLOB    NOT NULL,
    UNIQUE (series, sort, start, span)
) STRICT;

CREATE TABLE hour_rollups ( -- the hours of one UTC day
    series INTEGER NOT NULL REFERENCES series (id),
    day    INTEGER NOT NULL,
    body   BLOB    NOT NULL,
    PRIMARY KEY (series, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_rollups ( -- the commune's local days
    series INTEGER NOT NULL REFERENCES series (id),
    day    INTEGER NOT NULL, -- local midnight, seconds UTC
    flag   INTEGER NOT NULL,
    count  INTEGER NOT NULL,
    low    REAL    NOT NULL,
    high   REAL    NOT NULL,
    total  REAL    NOT NULL,
    PRIMARY KEY (series, day, flag)
) STRICT, WITHOUT ROWID;
