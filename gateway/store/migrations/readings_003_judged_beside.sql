-- Flags hang on the hours around a reading from now on: what nodes have sent before is derived again.
INSERT OR IGNORE INTO rederiving (node, start, until) SELECT DISTINCT node, 0, 1099511627776 FROM cursors;
