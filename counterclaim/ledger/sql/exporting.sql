-- name: last_seq
-- The last commit recorded by a time; commits follow each other in time.
SELECT coalesce(max(seq), 0) AS seq FROM commits
WHERE at <= :recorded -- if recorded
;

-- name: questions_exported
-- Questions by filters in the order in which their rows were appended, as of a commit.
SELECT q.* FROM questions q
WHERE q.n > :after AND q.gone = 0 AND q.seq <= :seq
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n AND w.seq <= :seq)
    AND q.id = :question -- if question
    AND q.status = :status -- if status
    AND q.event = :event -- if event
    AND q.target = :target -- if target
    AND (q.place_code = :place OR EXISTS (SELECT 1 FROM json_each(q.place_within) p WHERE p.value = :place)) -- if place
    AND (:party IN (q.actor, q.target) OR EXISTS ( -- if party
        SELECT 1 FROM answers a WHERE a.question = q.id AND a.party = :party AND a.gone = 0 AND a.seq <= :seq -- if party
            AND NOT EXISTS (SELECT 1 FROM answers w WHERE w.question = a.question AND w.position = a.position -- if party
                AND w.n > a.n AND w.seq <= :seq) -- if party
    )) -- if party
    AND q.last >= :since -- if since
    AND q.first <= :until -- if until
    AND EXISTS (SELECT 1 FROM json_each(q.reports) j JOIN reports r ON r.id = j.value -- if outlet
        WHERE r.outlet = :outlet) -- if outlet
    AND EXISTS (SELECT 1 FROM json_each(q.claims) j JOIN tellings t ON t.claim = j.value -- if lang
        WHERE t.lang = :lang AND t.gone = 0) -- if lang
ORDER BY q.n LIMIT :most;

-- name: claims_told_by
-- The claims of a question with what reconciliation took of their reports, as of a commit.
SELECT c.*, t.about, t.lang AS told_lang, t.printing, t.place AS told_place, t.place_code, t.place_within, t.place_near,
    t.place_known, t.place_said, r.id AS report_id, r.outlet, r.published
FROM json_each(:claims) j JOIN tellings t ON t.claim = j.value JOIN claims c ON c.n = t.row JOIN reports r ON r.n = c.report
WHERE t.seq <= :seq
    AND NOT EXISTS (
        SELECT 1 FROM tellings w WHERE w.claim = t.claim AND w.about = t.about AND w.n > t.n AND w.seq <= :seq
    );

-- name: reports_printed
-- The newest version of each report as of a commit, with where it came from.
SELECT r.*, lower(hex(r.sha256)) AS content, k.at, s.sha256 AS source_sha256, s.address, s.fetched, s.encoding
FROM json_each(:reports) j JOIN reports r ON r.id = j.value JOIN commits k ON k.seq = r.seq
LEFT JOIN sources s ON s.n = r.source
WHERE r.seq <= :seq
    AND NOT EXISTS (SELECT 1 FROM reports w WHERE w.id = r.id AND w.version > r.version AND w.seq <= :seq);

-- name: claims_chosen
-- Filters of claims c in reports r, as of a commit.
    AND :party IN (c.speaker_party, c.actor, c.target) -- if party
    AND c.event = :event -- if event
    AND c.target = :target -- if target
    AND substr(r.published, 1, 10) >= :since -- if since
    AND substr(r.published, 1, 10) <= :until -- if until
    AND r.outlet = :outlet -- if outlet
    AND (r.lang = :lang OR EXISTS (SELECT 1 FROM tellings t WHERE t.claim = c.id AND t.lang = :lang)) -- if lang
    AND EXISTS (SELECT 1 FROM tellings t WHERE t.claim = c.id AND t.gone = 0 AND ( -- if place
        t.place_code = :place OR EXISTS (SELECT 1 FROM json_each(t.place_within) p WHERE p.value = :place))) -- if place
    AND EXISTS (SELECT 1 FROM members m JOIN questions q ON q.id = m.question -- if status
        WHERE m.claim = c.id AND m.gone = 0 AND q.gone = 0 AND m.seq <= :seq AND q.seq <= :seq -- if status
            AND NOT EXISTS (SELECT 1 FROM members w WHERE w.question = m.question AND w.claim = m.claim -- if status
                AND w.n > m.n AND w.seq <= :seq) -- if status
            AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n AND w.seq <= :seq) -- if status
            AND q.status = :status) -- if status
    AND EXISTS (SELECT 1 FROM members m WHERE m.claim = c.id AND m.question = :question -- if question
        AND m.gone = 0 AND m.seq <= :seq AND NOT EXISTS (SELECT 1 FROM members w -- if question
            WHERE w.question = m.question AND w.claim = m.claim AND w.n > m.n AND w.seq <= :seq)) -- if question;

-- name: claims_exported
-- Claims that hold, by filters, in the order in which their rows were appended, as of a commit.
SELECT c.*, k.at, k.who, k.why FROM claims c JOIN reports r ON r.n = c.report JOIN commits k ON k.seq = c.seq
WHERE c.n > :after AND c.gone = 0 AND c.standing NOT IN ('rejected', 'blind') AND c.seq <= :seq
    AND NOT EXISTS (
        SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind' AND w.seq <= :seq
    )
    -- as in claims_chosen
ORDER BY c.n LIMIT :most;

-- name: reports_numbered
SELECT r.*, lower(hex(r.sha256)) AS content, k.at, s.sha256 AS source_sha256, s.address, s.fetched, s.encoding
FROM json_each(:numbers) j JOIN reports r ON r.n = j.value JOIN commits k ON k.seq = r.seq
LEFT JOIN sources s ON s.n = r.source;

-- name: claims_tabled
-- Rows of claims by filters in the order in which they were appended, as of a commit; whether a row of a claim that has
-- several is the newest is for whoever reads them.
SELECT c.n AS row, c.id, c.speaker, c.speaker_party, c.via, c.stance, c.event, c.actor, c.target, c.unit, c.low, c.high,
    c.qualifier, c.scope, c.start, c."end", c.place, c.denies, c.evidence, c.spans, c.confidence, c.standing, c.made_by,
    c.digest, c.report AS printed, c.seq AS "commit"
FROM claims c CROSS JOIN reports r ON r.n = c.report -- if published
FROM claims c -- if unpublished
WHERE c.gone = 0 AND c.standing NOT IN ('rejected', 'blind') AND c.seq <= :seq
    -- as in claims_chosen
ORDER BY c.n;

-- name: questions_tabled
-- The questions that claims are about, as of a commit.
SELECT m.claim, m.question FROM json_each(:claims) j CROSS JOIN members m ON m.claim = j.value
WHERE m.gone = 0 AND m.seq <= :seq
    AND NOT EXISTS (SELECT 1 FROM members w WHERE w.question = m.question AND w.claim = m.claim AND w.n > m.n
        AND w.seq <= :seq -- if recorded
    );

-- name: places_tabled
-- Where the content of claims happened, as of a commit.
SELECT j.value, t.place_code, t.place_within FROM json_each(:claims) j CROSS JOIN tellings t
WHERE t.n = (SELECT max(o.n) FROM tellings o WHERE o.claim = j.value
        AND o.seq <= :seq -- if recorded
    );

-- name: claims_told_anew
-- Claims of which there is more than one row.
SELECT id FROM claims WHERE standing <> 'blind' GROUP BY id HAVING count(*) > 1;

-- name: newest_rows
-- Of claims, the row that holds as of a commit.
SELECT max(c.n) FROM json_each(:claims) j JOIN claims c ON c.id = j.value
WHERE c.standing <> 'blind' AND c.seq <= :seq GROUP BY c.id;

-- name: reports_tabled
-- What a table of claims says of their reports.
SELECT r.n, r.id AS report, r.outlet, r.published, r.lang, r.title, r.url, r.version AS report_version,
    lower(hex(r.sha256)) AS report_sha256, s.sha256 AS source_sha256, s.fetched AS source_fetched
FROM json_each(:numbers) j JOIN reports r ON r.n = j.value LEFT JOIN sources s ON s.n = r.source;

-- name: commits_tabled
-- What a table of claims says of the commits that recorded them.
SELECT k.seq, k.at AS recorded_at, k.who AS recorded_by, k.why AS reason
FROM json_each(:numbers) j JOIN commits k ON k.seq = j.value;

-- name: texts_numbered
SELECT r.n, CASE WHEN r.title = '' THEN r.body ELSE r.title || char(10, 10) || r.body END
FROM json_each(:numbers) j JOIN reports r ON r.n = j.value;

-- name: places_of_claims
-- Where the content of claims happened, as of a commit.
SELECT t.* FROM json_each(:claims) j JOIN tellings t ON t.claim = j.value
WHERE t.n = (SELECT max(o.n) FROM tellings o WHERE o.claim = j.value AND o.seq <= :seq);

-- name: claims_beside
-- Claims of reports that hold, as of a commit.
SELECT c.id, c.event, c.stance, c.actor, c.target, c.low IS NOT NULL OR c.high IS NOT NULL AS counted, c.scope
FROM json_each(:reports) j JOIN reports r ON r.id = j.value JOIN claims c ON c.report = r.n
WHERE c.gone = 0 AND c.standing NOT IN ('rejected', 'blind') AND c.seq <= :seq
    AND NOT EXISTS (
        SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind' AND w.seq <= :seq
    );
