-- Views with plain names, one row for each thing, as it stands now. docs/ledger.md describes them.

CREATE VIEW v_reports AS
SELECT r.id, r.version, r.lang, r.outlet, r.published, r.url, r.title, r.body, r.byline, r.modified, r.via,
    s.sha256 AS source_sha256, s.address AS source_address, s.fetched AS source_fetched,
    (SELECT count(*) FROM v_claims c WHERE c.report = r.id) AS claims,
    k.at AS added_at, k.who AS added_by, r.n AS row
FROM reports r
JOIN commits k ON k.seq = r.seq
LEFT JOIN sources s ON s.n = r.source
WHERE NOT EXISTS (SELECT 1 FROM reports w WHERE w.id = r.id AND w.version > r.version);

CREATE VIEW v_versions AS
SELECT r.id, r.version, r.outlet, r.published, r.modified, r.title, r.body, k.at AS added_at, r.n AS row
FROM reports r
JOIN commits k ON k.seq = r.seq;

CREATE VIEW v_claims AS
SELECT c.id, r.id AS report, r.outlet, substr(r.published, 1, 10) AS published, r.lang, c.speaker_party, c.speaker,
    c.stance, c.event, c.actor, c.target, c.unit, c.low, c.high, c.qualifier, c.scope, c.start, c."end", c.place,
    c.via, c.denies, c.confidence, c.standing, c.made_by, c.evidence,
    json_extract(c.spans, '$.evidence[0]') AS evidence_start, json_extract(c.spans, '$.evidence[1]') AS evidence_end,
    r.url, k.at AS recorded_at, k.who AS recorded_by, k.why AS reason, c.n AS row
FROM claims c
JOIN reports r ON r.n = c.report
JOIN commits k ON k.seq = c.seq
WHERE c.gone = 0 AND c.standing NOT IN ('rejected', 'blind')
    AND NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind');

CREATE VIEW v_copies AS
SELECT c.report, c.other, c.made_by, k.at AS recorded_at
FROM copies c
JOIN commits k ON k.seq = c.seq
WHERE c.gone = 0
    AND NOT EXISTS (SELECT 1 FROM copies w WHERE w.report = c.report AND w.other = c.other AND w.n > c.n);

CREATE VIEW v_commits AS
SELECT seq, at, who, what, why, program, rows, lower(hex(link)) AS link FROM commits;

CREATE VIEW v_questions AS
SELECT q.id, q.event, q.actor, q.target, q.unit, q.place, q.place_code, q.start, q."end", q.dated, q.scope, q.status,
    q.size AS claims, json_array_length(q.reports) AS reports, q.first AS first_published, q.last AS last_published,
    k.at AS recorded_at, k.who AS recorded_by, q.n AS row
FROM questions q
JOIN commits k ON k.seq = q.seq
WHERE q.gone = 0 AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n);

CREATE VIEW v_answers AS
SELECT a.question, a.party, a.stance, a.low, a.high, a.qualifier, a.published, a.denied_by, a.origins, a.revisions,
    json_array_length(a.claims) AS claims, json_array_length(a.reports) AS reports, a.position, a.n AS row
FROM answers a
WHERE a.gone = 0
    AND NOT EXISTS (SELECT 1 FROM answers w WHERE w.question = a.question AND w.position = a.position AND w.n > a.n);

CREATE VIEW v_members AS
SELECT m.question, m.claim
FROM members m
WHERE m.gone = 0
    AND NOT EXISTS (SELECT 1 FROM members w WHERE w.question = m.question AND w.claim = m.claim AND w.n > m.n);

CREATE VIEW v_relations AS
SELECT r.question, r.claim, r.other, r.kind, r.reasons, r.score, r.made_by, r.n AS row
FROM relations r
WHERE r.gone = 0 AND NOT EXISTS (
    SELECT 1 FROM relations w WHERE w.question = r.question AND w.claim = r.claim AND w.other = r.other
        AND w.kind = r.kind AND w.n > r.n
);

CREATE VIEW v_reviews AS
SELECT v.n AS review, v.kind, v.subject, v.other, v.field, v.value, v.undoes, k.who AS reviewer, k.why AS reason, k.at,
    EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = v.n) AS undone
FROM reviews v
JOIN commits k ON k.seq = v.seq;
