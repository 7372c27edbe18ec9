-- What nodes were told beside the alarm, and what they answered.
CREATE TABLE node_orders ( -- the broker keeps these for each node: what is not wished any more is taken back
    node TEXT    NOT NULL,
    sort TEXT    NOT NULL,
    id   TEXT, -- null: it was taken back
    at   INTEGER NOT NULL, -- when it was first told so, seconds UTC
    PRIMARY KEY (node, sort)
) STRICT, WITHOUT ROWID;

CREATE TABLE node_answers ( -- the last answer of a node to an order of a sort
    node   TEXT    NOT NULL,
    sort   TEXT    NOT NULL,
    id     TEXT    NOT NULL,
    state  TEXT    NOT NULL, -- done, refused, expired
    reason TEXT, -- why it was refused, in the node's own words
    at     INTEGER NOT NULL, -- seconds UTC
    PRIMARY KEY (node, sort)
) STRICT, WITHOUT ROWID;
