-- A Counterclaim ledger, version 1. Rows of the tables below are only ever appended: what is newer wins, and what was
-- before stays. Every row carries the commit that it came with (`seq`) and the SHA-256 of its own values (`digest`);
-- every commit carries a link that covers its rows and the link before it. docs/ledger.md describes the views to read.

-- Who did what, when and why; one row for each transaction.
CREATE TABLE commits (
    seq INTEGER PRIMARY KEY,      -- 1, 2, 3 ... without gaps
    at TEXT NOT NULL,             -- ISO 8601, UTC, never before the commit before it
    who TEXT NOT NULL,            -- a person or the program's user
    what TEXT NOT NULL,           -- create, add, code, reconcile, review, migrate
    why TEXT,                     -- the reason, where one was given
    program TEXT NOT NULL,        -- version of Counterclaim that wrote it
    rows INTEGER NOT NULL,        -- how many rows of other tables came with it
    link BLOB NOT NULL            -- SHA-256 over the link before, this row, and the digests of its rows
) STRICT;

-- The bytes that a report was made of, where it was made of a page.
CREATE TABLE sources (
    n INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES commits (seq),
    sha256 TEXT NOT NULL,         -- of the bytes as they came
    address TEXT,
    fetched TEXT,                 -- ISO 8601, with zone
    encoding TEXT,
    digest BLOB NOT NULL
) STRICT;

-- Reports as they were read. The same id with other content is a further version.
CREATE TABLE reports (
    n INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES commits (seq),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,     -- from 1
    lang TEXT,
    outlet TEXT,
    published TEXT,               -- ISO 8601, as given
    modified TEXT,
    url TEXT,
    byline TEXT,
    via TEXT NOT NULL,            -- JSON list of slugs
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    source INTEGER REFERENCES sources (n),
    sha256 BLOB NOT NULL,         -- of everything above but seq, version and source
    digest BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX reports_by_id ON reports (id, version);
CREATE INDEX reports_by_day ON reports (published);
CREATE INDEX reports_by_outlet ON reports (outlet, published);

-- Which reports are one report in another printing.
CREATE TABLE copies (
    n INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES commits (seq),
    report TEXT NOT NULL,         -- id
    other TEXT NOT NULL,          -- id of a report that came before it
    gone INTEGER NOT NULL,        -- 1: this pair is no copy after all
    made_by TEXT NOT NULL,        -- rule, or the name of a reviewer
    digest BLOB NOT NULL
) STRICT;
CREATE INDEX copies_by_report ON copies (report, other, n);
CREATE INDEX copies_by_other ON copies (other, report, n);

-- One reading of one report by one coder. The newest that is no blind one gives the claims.
CREATE TABLE codings (
    n INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES commits (seq),
    report INTEGER NOT NULL REFERENCES reports (n),
    coder TEXT NOT NULL,          -- name of the coder, or of the person
    blind INTEGER NOT NULL,       -- 1: by a person who did not see other codings; kept apart for agreement
    languages TEXT NOT NULL,      -- JSON list of codes, the main one first; empty where no pack reads it
    digest BLOB NOT NULL
) STRICT;
CREATE INDEX codings_by_report ON codings (report, n);

-- Claims as coded or corrected. Of the rows of one id the newest holds; the id stays what it was when first coded.
CREATE TABLE claims (
    n INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES commits (seq),
    id TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (n),
    coding INTEGER NOT NULL REFERENCES codings (n),
    position INTEGER NOT NULL,    -- in the coding, from 0
    gone INTEGER NOT NULL,        -- 1: a newer coding no longer finds it
    standing TEXT NOT NULL,       -- coded, accepted, corrected, rejected, blind
    made_by TEXT NOT NULL,        -- name of the coder or of the reviewer
    event TEXT NOT NULL,
    speaker_party TEXT NOT NULL,
    stance TEXT NOT NULL,
    actor TEXT,
    target TEXT,
    unit TEXT,
    low INTEGER,
    high INTEGER,
    qualifier TEXT,
    scope TEXT,
    start TEXT,                   -- first day
    "end" TEXT,                   -- last day, inclusive
    speaker TEXT,                 -- as written
    place TEXT,                   -- as written
    evidence TEXT NOT NULL,       -- as written
    confidence REAL,
    via TEXT NOT NULL,            -- JSON list of slugs
    denies TEXT NOT NULL,         -- JSON list of ids of claims
    spans TEXT NOT NULL,          -- JSON: field -> [start, end] in characters of the report's text, end exclusive
    digest BLOB NOT NULL
) STRICT;
CREATE INDEX claims_by_id ON claims (id, n);
CREATE INDEX claims_by_report ON claims (report, coding, position);
CREATE INDEX claims_by_event ON claims (event, target);
CREATE INDEX claims_by_speaker ON claims (speaker_party, event);
CREATE INDEX claims_by_target ON claims (target);

-- What stands below is drawn from the tables above and can be drawn anew; `counterclaim check` compares it with them.

-- Full text: lower case as written, and folded (marks removed). rowid is reports.n.
CREATE VIRTUAL TABLE search_reports USING fts5 (written, folded, tokenize = "unicode61 remove_diacritics 0");
-- rowid is claims.n.
CREATE VIRTUAL TABLE search_evidence USING fts5 (written, folded, tokenize = "unicode61 remove_diacritics 0");

-- What tells copies: fingerprint of the text, address and article number (docs/decisions/0011).
CREATE TABLE marks (
    report INTEGER PRIMARY KEY REFERENCES reports (n),
    fingerprint INTEGER NOT NULL,
    address TEXT,
    article TEXT
) STRICT;
CREATE INDEX marks_by_fingerprint ON marks (fingerprint);
CREATE INDEX marks_by_address ON marks (address) WHERE address IS NOT NULL;
CREATE INDEX marks_by_article ON marks (article) WHERE article IS NOT NULL;
-- Bands of the MinHash of each text, as words, because this index is made for many small appends. rowid is reports.n.
CREATE VIRTUAL TABLE bands USING fts5 (band, content = '', detail = none, columnsize = 0, tokenize = "ascii");
