-- Dead letters that come again and again, the mirror, and files that were set aside.
ALTER TABLE dead_letters ADD COLUMN digest BLOB; -- SHA-256 of topic and body; null for letters of before
ALTER TABLE dead_letters ADD COLUMN times INTEGER NOT NULL DEFAULT 1; -- how often the same came, this once included
ALTER TABLE dead_letters ADD COLUMN last INTEGER; -- when the same came last; null when only once
ALTER TABLE dead_letters ADD COLUMN dropped INTEGER; -- when a person said that it is not needed; null while it is kept

CREATE INDEX dead_letters_same ON dead_letters (digest) WHERE digest IS NOT NULL;
CREATE INDEX dead_letters_bound ON dead_letters (node, size) -- what a quota counts: nothing of it moved a cursor
    WHERE cursor IS NULL AND replayed IS NULL AND dropped IS NULL;

CREATE TABLE mirror ( -- how the mirror stands; one row
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    at      INTEGER NOT NULL, -- when it was last tried, seconds UTC
    is_well INTEGER NOT NULL,
    said    TEXT    NOT NULL, -- what it answered, in words for a person
    arrival INTEGER NOT NULL, -- every arrival up to this id is there
    span    INTEGER NOT NULL, -- the highest id of archive.rewritten that was ever sent there
    kept    INTEGER NOT NULL, -- readings that the station has
    there   INTEGER NOT NULL, -- readings of those that the mirror has
    server  TEXT    NOT NULL, -- address, organisation and bucket; for another one it all begins anew
    stage   TEXT    NOT NULL  -- look, mark, wipe, held, follow: gateway.store.sqlite.mirror.Stage
) STRICT;

CREATE TABLE set_aside ( -- database files that could not be read any more and stand beside under another name
    at     INTEGER PRIMARY KEY, -- seconds UTC
    file   TEXT    NOT NULL,
    reason TEXT    NOT NULL,
    saved  INTEGER NOT NULL, -- rows that could still be read and were taken over
    seen   INTEGER -- when a person said that it is known; null before
) STRICT;

CREATE TABLE resent ( -- records that stood in blocks or arrivals when cursors were lost: not to be stored again
    node   TEXT    NOT NULL,
    queue  INTEGER NOT NULL,
    number INTEGER NOT NULL, -- -1: that queue was looked for
    PRIMARY KEY (node, queue, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE wear ( -- what was written to the disk in a day, for the years a card may last
    day      INTEGER PRIMARY KEY, -- where the day begins, seconds UTC; days of UTC
    watched  INTEGER NOT NULL, -- seconds of it that were watched
    device   INTEGER, -- bytes that all programs wrote to the whole disk meanwhile; null where the kernel does not say
    own      INTEGER NOT NULL, -- bytes that the gateway itself wrote
    readings INTEGER NOT NULL  -- values that came meanwhile
) STRICT;

CREATE INDEX arrivals_of_devices ON arrivals (node, time) WHERE queue = 4294967297; -- gateway.domain.foreign.QUEUE

CREATE TABLE devices_heard ( -- the last messages of foreign devices, by which one that comes again is known
    slot   INTEGER PRIMARY KEY, -- the packet id modulo 1,000
    mid    INTEGER NOT NULL,    -- the packet id that the broker gave it
    digest BLOB    NOT NULL     -- of topic and body
) STRICT;
