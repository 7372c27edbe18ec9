-- Two journals in one file, and beside them what may be withdrawn: texts and persons.
-- The triggers stop accidents and honest mistakes; only the chain of hashes, printed on the
-- minutes, stops the one who holds the machine.

CREATE TABLE commune (
    slug TEXT NOT NULL
) STRICT;

CREATE TABLE entry (
    id           INTEGER PRIMARY KEY,
    journal      TEXT    NOT NULL CHECK (journal IN ('station', 'book')),
    number       INTEGER NOT NULL CHECK (number >= 1),
    uid          TEXT    NOT NULL UNIQUE,
    kind         TEXT    NOT NULL,
    body         TEXT    NOT NULL,
    happened     INTEGER NOT NULL,
    registered   INTEGER NOT NULL,
    author       TEXT    NOT NULL,
    on_behalf_of TEXT,
    reverses     TEXT UNIQUE REFERENCES entry (uid),
    previous     TEXT    NOT NULL CHECK (length(previous) = 64),
    own_hash     TEXT    NOT NULL CHECK (length(own_hash) = 64),
    UNIQUE (journal, number),
    UNIQUE (journal, previous)
) STRICT;

CREATE INDEX entry_by_kind ON entry (journal, kind, number);

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN
    SELECT RAISE(ABORT, 'an entry is never changed; write a reversal');
END;

CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN
    SELECT RAISE(ABORT, 'an entry is never removed; write a reversal');
END;

-- REPLACE would delete without asking the trigger above, so a row may only be added to the end.
CREATE TRIGGER entry_stands_at_the_end BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE uid = NEW.uid OR id = NEW.id)
    OR NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM entry WHERE journal = NEW.journal)
    OR NEW.previous <> coalesce(
        (SELECT own_hash FROM entry WHERE journal = NEW.journal ORDER BY number DESC LIMIT 1),
        '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN
    SELECT RAISE(ABORT, 'an entry can only be added to the end of its journal');
END;

CREATE TABLE text (
    salted_hash TEXT PRIMARY KEY CHECK (length(salted_hash) = 64),
    salt        BLOB,
    words       TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    uid       TEXT PRIMARY KEY,
    name      TEXT,
    telephone TEXT,
    roles     TEXT NOT NULL,
    units     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
