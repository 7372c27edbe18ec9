-- Flags of soil and air hang on the hours around a reading from now on: what such nodes have sent is derived again.
INSERT OR IGNORE INTO rederiving (node, start, until)
SELECT DISTINCT node, 0, 1099511627776 FROM arrivals
WHERE "values" LIKE '%"soil_%' OR "values" LIKE '%"air_%';
