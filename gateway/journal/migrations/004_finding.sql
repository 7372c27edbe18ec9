-- What is asked before each append must not cost more with every entry that stands already.

CREATE INDEX entry_of_cycle ON entry (json_extract(body, '$.cycle'), kind) WHERE journal = 'book';

-- What speaks of another entry: a confirmation and money of a delivery, a photograph, an observation.
CREATE INDEX entry_about ON entry
    (coalesce(json_extract(body, '$.delivery'), json_extract(body, '$.entry')), kind) WHERE journal = 'book';
