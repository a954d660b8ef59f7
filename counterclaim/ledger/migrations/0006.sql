-- Version 6: counts and facets that the pages of parties, the overview and search need, kept beside the rows that give
-- them. All of it is drawn from the chain (tallies.py) and can be drawn anew; `counterclaim check` compares it.

-- How each version of a report counts in a search.
CREATE TABLE report_facets (
    report INTEGER PRIMARY KEY REFERENCES reports (n),
    newest INTEGER NOT NULL,      -- 1: no later version is here
    printed INTEGER NOT NULL,     -- facets_printed.id
    claimed INTEGER NOT NULL      -- facets_claimed.id; 0 where it claims nothing
) STRICT;

-- Where and when reports were printed; ids are drawn from what stands beside them.
CREATE TABLE facets_printed (
    id INTEGER PRIMARY KEY,
    outlet TEXT,
    lang TEXT,
    month TEXT,                   -- 2025-11
    reports INTEGER NOT NULL
) STRICT;

-- What reports claim, each list in order, with spaces between.
CREATE TABLE facets_claimed (
    id INTEGER PRIMARY KEY,
    events TEXT NOT NULL,
    parties TEXT NOT NULL,        -- that speak, act or suffer
    statuses TEXT NOT NULL,       -- of the questions that the claims are about
    reports INTEGER NOT NULL
) STRICT;

-- How many claims that hold a party makes, and in how many reports.
CREATE TABLE party_claims (
    party TEXT NOT NULL,
    event TEXT NOT NULL,
    stance TEXT NOT NULL,
    claims INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    PRIMARY KEY (party, event, stance)
) STRICT, WITHOUT ROWID;

-- Which questions a party acts, suffers or answers in.
CREATE TABLE party_questions (
    party TEXT NOT NULL,
    last TEXT NOT NULL,           -- last day of publication; empty where none is known
    question TEXT NOT NULL,
    answers INTEGER NOT NULL,     -- 1: it has an answer
    PRIMARY KEY (party, last, question)
) STRICT, WITHOUT ROWID;

-- How the questions stand that a party answers.
CREATE TABLE party_statuses (
    party TEXT NOT NULL,
    status TEXT NOT NULL,
    questions INTEGER NOT NULL,
    PRIMARY KEY (party, status)
) STRICT, WITHOUT ROWID;

-- Who denies answers of a party, and how many.
CREATE TABLE party_denials (
    party TEXT NOT NULL,
    denier TEXT NOT NULL,
    answers INTEGER NOT NULL,
    PRIMARY KEY (party, denier)
) STRICT, WITHOUT ROWID;

-- How many claims that hold one party makes about what befell another, by the week of publication.
CREATE TABLE dyad_weeks (
    speaker TEXT NOT NULL,
    target TEXT NOT NULL,
    week TEXT NOT NULL,           -- its Monday; empty where no day is known
    claims INTEGER NOT NULL,
    PRIMARY KEY (speaker, target, week)
) STRICT, WITHOUT ROWID;

-- Answers that say other than before, by the day of publication of what they say now.
CREATE TABLE revised_days (
    day TEXT NOT NULL,
    question TEXT NOT NULL,
    party TEXT NOT NULL,
    PRIMARY KEY (day, question, party)
) STRICT, WITHOUT ROWID;

-- How each full-text index is cut into segments, a second time: nothing else can tell whether FTS5's own note is right.
CREATE TABLE index_structures (
    name TEXT PRIMARY KEY,
    structure BLOB NOT NULL
) STRICT, WITHOUT ROWID;
