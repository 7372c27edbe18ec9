-- What is said to people: of alerts, of the night to come, and whether it reached them.
ALTER TABLE alerts ADD COLUMN subject TEXT NOT NULL DEFAULT '';
ALTER TABLE alerts ADD COLUMN eased INTEGER NOT NULL DEFAULT 0; -- by how many levels it is better than its worst
ALTER TABLE alerts ADD COLUMN again INTEGER; -- when it last became bad again within itself

CREATE TABLE letters (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    alert     TEXT    NOT NULL, -- the uid of its alert; for others what they are of, as "plan-2026-04-23"
    what      TEXT    NOT NULL, -- opened, raised, again, repeated, cleared, plan, test
    level     INTEGER NOT NULL, -- of the alert when it was made; 0 where there is none
    round     INTEGER NOT NULL, -- 0 the first call, then one more each time it is repeated or passed on
    channel   TEXT    NOT NULL, -- sms, call, push, internet
    recipient TEXT    NOT NULL, -- the uid of a person; empty where the channel reaches everybody
    place     TEXT    NOT NULL,
    text      TEXT    NOT NULL,
    is_urgent INTEGER NOT NULL, -- whether it is to wake somebody
    made      INTEGER NOT NULL,
    due       INTEGER NOT NULL, -- not to be sent before
    state     TEXT    NOT NULL, -- waiting, sent, failed, dropped
    attempts  INTEGER NOT NULL,
    tried     INTEGER,          -- when it was last tried
    sent      INTEGER,
    error     TEXT    NOT NULL,
    UNIQUE (alert, what, level, round, channel, recipient)
) STRICT;

CREATE INDEX letters_waiting ON letters (due) WHERE state = 'waiting';

CREATE TABLE channel_health ( -- what each way to reach people answered last
    channel TEXT PRIMARY KEY,
    at      INTEGER NOT NULL,
    is_well INTEGER NOT NULL,
    said    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE forecasts ( -- what was said of a pond's night, hour by hour, and what came
    place   TEXT    NOT NULL,
    evening TEXT    NOT NULL, -- the local date on which that night's sun sets
    issued  INTEGER NOT NULL,
    body    BLOB    NOT NULL, -- gateway.domain.outlook.ForecastSaid
    PRIMARY KEY (place, evening, issued)
) STRICT, WITHOUT ROWID;

CREATE TABLE nights ( -- what came of a pond's night once it was over
    place   TEXT    NOT NULL,
    evening TEXT    NOT NULL,
    body    BLOB    NOT NULL, -- gateway.domain.outlook.NightCame
    PRIMARY KEY (place, evening)
) STRICT, WITHOUT ROWID;

CREATE TABLE plans ( -- the plan of each night, as it was said
    evening TEXT    NOT NULL,
    issued  INTEGER NOT NULL,
    body    BLOB    NOT NULL, -- gateway.domain.outlook.PlanSaid
    PRIMARY KEY (evening, issued)
) STRICT, WITHOUT ROWID;
