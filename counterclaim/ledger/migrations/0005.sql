-- Version 5: what the page of a party looks at stands in indexes.
DROP INDEX questions_by_id;
CREATE INDEX questions_by_id ON questions (id, n, gone, status, last);
