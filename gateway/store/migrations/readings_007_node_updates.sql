-- How nodes stand to the versions of their program that are offered.
CREATE TABLE node_updates (
    offer TEXT    NOT NULL, -- the uid of the entry
    node  TEXT    NOT NULL,
    state TEXT    NOT NULL, -- waiting, offered, fetching, trial, confirmed, failed
    at    INTEGER NOT NULL, -- since when it stands so, seconds UTC
    why   TEXT, -- why it failed, in the node's own words
    PRIMARY KEY (offer, node)
) STRICT, WITHOUT ROWID;
