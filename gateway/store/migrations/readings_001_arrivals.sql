-- What came in, as it came, and how far each node's queue has been taken.
CREATE TABLE arrivals (
    id       INTEGER PRIMARY KEY AUTOINCREMENT, -- the order of arrival; never used twice
    node     TEXT    NOT NULL,
    queue    INTEGER NOT NULL, -- eight hexadecimal digits as a number
    number   INTEGER NOT NULL,
    boot     INTEGER NOT NULL,
    uptime   INTEGER NOT NULL, -- seconds since power-on
    stated   INTEGER,          -- the time the node stated; null when it stated none
    time     INTEGER,          -- the time it stands at; null while nobody knows
    known    INTEGER NOT NULL, -- gateway.domain.readings.TimeKnown
    received INTEGER NOT NULL,
    "values" TEXT    NOT NULL  -- {channel: {quantity: value}}
) STRICT;

CREATE TABLE cursors (
    node     TEXT    NOT NULL,
    queue    INTEGER NOT NULL,
    last     INTEGER NOT NULL, -- the last number taken or accounted for; -1 before the first
    arrival  INTEGER NOT NULL, -- the id of its last arrival; 0 when it has none
    dropped  INTEGER NOT NULL, -- records the node reported dropped
    heard    INTEGER NOT NULL, -- when anything of it was last committed
    boot     INTEGER NOT NULL, -- the newest power-on heard of
    uptime   INTEGER NOT NULL, -- the newest uptime heard in that power-on
    PRIMARY KEY (node, queue)
) STRICT, WITHOUT ROWID;

CREATE TABLE dead_letters (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    received INTEGER NOT NULL,
    topic    TEXT    NOT NULL,
    node     TEXT,             -- null when the topic names none
    queue    INTEGER,
    cursor   INTEGER,          -- where the queue's cursor stood; a replay takes only numbers above it
    reason   TEXT    NOT NULL,
    size     INTEGER NOT NULL, -- of the body, which is cut when it was too large to take
    body     BLOB    NOT NULL,
    replayed INTEGER           -- when; null while it waits
) STRICT;

CREATE TABLE clock_pairs (
    node   TEXT    NOT NULL,
    queue  INTEGER NOT NULL,
    boot   INTEGER NOT NULL,
    uptime INTEGER NOT NULL,
    utc    INTEGER NOT NULL,
    PRIMARY KEY (node, queue, boot, uptime)
) STRICT, WITHOUT ROWID;

CREATE TABLE statuses (
    node TEXT PRIMARY KEY,
    at   INTEGER NOT NULL,
    body BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE alerts (
    uid          TEXT PRIMARY KEY,
    place        TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    level        INTEGER NOT NULL,
    opened       INTEGER NOT NULL,
    value        REAL    NOT NULL,
    acknowledged INTEGER,
    cleared      INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE alert_changes (
    id    INTEGER PRIMARY KEY,
    uid   TEXT    NOT NULL REFERENCES alerts (uid),
    what  TEXT    NOT NULL,
    level INTEGER NOT NULL,
    value REAL    NOT NULL,
    at    INTEGER NOT NULL
) STRICT;

CREATE TABLE followed ( -- how far the gateway has read each journal
    journal TEXT PRIMARY KEY,
    number  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE orders ( -- what the gateway answers to an order in the station's journal
    uid     TEXT PRIMARY KEY,
    state   TEXT    NOT NULL, -- running, done, failed
    done    INTEGER NOT NULL,
    total   INTEGER NOT NULL,
    answer  TEXT    NOT NULL,
    updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rederiving ( -- spans whose derived blocks are older than what they derive from
    node  TEXT    NOT NULL,
    start INTEGER NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (node, start, until)
) STRICT, WITHOUT ROWID;

CREATE TABLE station (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
