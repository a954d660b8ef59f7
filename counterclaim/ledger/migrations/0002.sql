-- Version 2: questions with their answers, and what people decided.

-- What reconciliation needs of a claim beside the claim: where its place lies, what it denies, which printing it is in.
-- A denial stands here once for each claim that it denies. Of the rows of one pair (claim, about) the newest holds.
CREATE TABLE tellings (
    n INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES commits (seq),
    claim TEXT NOT NULL,          -- id
    about TEXT NOT NULL,          -- id of the claim that it denies; empty where it stands for itself
    gone INTEGER NOT NULL,
    row INTEGER NOT NULL REFERENCES claims (n),
    lang TEXT,                    -- language in which the report was read
    printing TEXT,                -- id of the earliest printing of its report
    place TEXT,                   -- as written
    place_code TEXT,
    place_within TEXT,            -- JSON list of codes, the smallest first
    place_near INTEGER,
    place_known INTEGER,
    place_said INTEGER NOT NULL,  -- 1: the claim itself says it
    blocks TEXT NOT NULL,         -- JSON list: the blocks that it is in
    digest BLOB NOT NULL
) STRICT;
CREATE INDEX tellings_by_claim ON tellings (claim, about, n);

-- Questions; of the rows of one id the newest holds.
CREATE TABLE questions (
    n INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES commits (seq),
    id TEXT NOT NULL,
    gone INTEGER NOT NULL,        -- 1: its claims are about other questions now
    block TEXT NOT NULL,          -- where it was found
    event TEXT NOT NULL,
    actor TEXT,
    target TEXT,
    unit TEXT,
    place TEXT,                   -- as written
    place_code TEXT,
    place_within TEXT,            -- JSON list
    place_near INTEGER,
    place_known INTEGER,
    start TEXT,                   -- first day
    "end" TEXT,                   -- last day, inclusive
    dated INTEGER NOT NULL,       -- 1: a claim says when; 0: the days are those of publication
    scope TEXT,
    status TEXT NOT NULL,
    first TEXT,                   -- first day of publication
    last TEXT,                    -- last day of publication
    size INTEGER NOT NULL,        -- how many claims
    claims TEXT NOT NULL,         -- JSON list of ids, the earliest first
    reports TEXT NOT NULL,        -- JSON list of ids, the earliest first
    copies TEXT NOT NULL,         -- JSON list of lists of ids of reports
    digest BLOB NOT NULL
) STRICT;
CREATE INDEX questions_by_id ON questions (id, n);
CREATE INDEX questions_by_block ON questions (block);
CREATE INDEX questions_by_last ON questions (last);
CREATE INDEX questions_by_status ON questions (status, last);
CREATE INDEX questions_by_event ON questions (event, last);
CREATE INDEX questions_by_target ON questions (target, last);

-- Answers of questions; of the rows of one question and position the newest holds.
CREATE TABLE answers (
    n INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES commits (seq),
    question TEXT NOT NULL,       -- id
    position INTEGER NOT NULL,    -- from 0
    gone INTEGER NOT NULL,
    party TEXT NOT NULL,
    stance TEXT NOT NULL,
    low INTEGER,
    high INTEGER,
    qualifier TEXT,
    published TEXT,               -- when its figure was first published
    revisions TEXT NOT NULL,      -- JSON list of what it said before
    denied_by TEXT NOT NULL,      -- JSON list of party codes
    claims TEXT NOT NULL,         -- JSON list of ids
    reports TEXT NOT NULL,        -- JSON list of ids
    origins TEXT NOT NULL,        -- JSON list: to whom its claims go back
    digest BLOB NOT NULL
) STRICT;
CREATE INDEX answers_by_question ON answers (question, position, n);
CREATE INDEX answers_by_party ON answers (party);

-- Which claims are about which question; of the rows of one pair the newest holds.
CREATE TABLE members (
    n INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES commits (seq),
    question TEXT NOT NULL,
    claim TEXT NOT NULL,
    gone INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;
CREATE INDEX members_by_question ON members (question, claim, n);
CREATE INDEX members_by_claim ON members (claim, question, n);

-- What claims are to each other; of the rows of one question, claim, other and kind the newest holds.
CREATE TABLE relations (
    n INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES commits (seq),
    question TEXT NOT NULL,
    claim TEXT NOT NULL,
    other TEXT NOT NULL,
    kind TEXT NOT NULL,           -- repeats, revises, corroborates, contradicts, denies, unrelated
    gone INTEGER NOT NULL,        -- 1: withdrawn, or no longer found
    reasons TEXT NOT NULL,        -- JSON list of [field, outcome]
    score REAL NOT NULL,
    made_by TEXT NOT NULL,        -- rule, or the name of a reviewer
    digest BLOB NOT NULL
) STRICT;
CREATE INDEX relations_by_question ON relations (question, claim, other, n);
CREATE INDEX relations_by_claim ON relations (claim);

-- What people decided; who and why stand in the commit.
CREATE TABLE reviews (
    n INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES commits (seq),
    kind TEXT NOT NULL,           -- accept, reject, correct, merge, split, copy, no_copy, withdraw, undo
    subject TEXT NOT NULL,        -- id of the claim, question or report
    other TEXT,                   -- id of the other question, report or claim
    field TEXT,                   -- of a correction
    value TEXT,                   -- of a correction: JSON; of a split: JSON list of ids of claims
    undoes INTEGER REFERENCES reviews (n),
    digest BLOB NOT NULL
) STRICT;
CREATE INDEX reviews_by_subject ON reviews (subject);
CREATE INDEX reviews_undone ON reviews (undoes) WHERE undoes IS NOT NULL;

-- Drawn from tellings.blocks.
CREATE TABLE telling_blocks (
    block TEXT NOT NULL,
    telling INTEGER NOT NULL REFERENCES tellings (n),
    PRIMARY KEY (block, telling)
) STRICT, WITHOUT ROWID;

-- What is yet to be done: reports to be told, blocks to be reconciled. Empty when all is done.
CREATE TABLE untold (report INTEGER PRIMARY KEY) STRICT;
CREATE TABLE pending (block TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO untold SELECT DISTINCT report FROM claims;
