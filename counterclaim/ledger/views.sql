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
