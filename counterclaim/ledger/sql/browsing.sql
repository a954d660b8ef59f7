-- name: extent
SELECT (SELECT coalesce(sum(reports), 0) FROM facets_printed) AS reports,
    (SELECT coalesce(sum(claims), 0) FROM party_claims) AS claims,
    (SELECT count(*) FROM questions q WHERE q.gone = 0
        AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n)) AS questions,
    (SELECT substr(min(published), 1, 10) FROM reports WHERE published IS NOT NULL) AS first,
    (SELECT substr(max(published), 1, 10) FROM reports) AS last;

-- name: commit_by
SELECT seq, at, link FROM commits
WHERE at <= :recorded -- if recorded
ORDER BY seq DESC LIMIT 1;

-- name: printings
-- What a reader calls reports by, in their newest versions.
SELECT r.id, r.version, r.outlet, r.published, r.lang, r.title, r.url FROM json_each(:reports) j JOIN reports r ON r.id = j.value
WHERE NOT EXISTS (SELECT 1 FROM reports w WHERE w.id = r.id AND w.version > r.version);

-- name: questions_of_claims
-- The questions that claims are about, by claim.
SELECT m.claim, m.question FROM json_each(:claims) j CROSS JOIN members m ON m.claim = j.value
WHERE m.gone = 0
    AND NOT EXISTS (SELECT 1 FROM members w WHERE w.question = m.question AND w.claim = m.claim AND w.n > m.n)
ORDER BY m.claim, m.question;

-- name: losses_of_party
-- Questions about losses in which a party acts, suffers or answers.
SELECT q.* FROM party_questions p CROSS JOIN questions q ON q.id = p.question
WHERE p.party = :party AND q.gone = 0 AND q.target IS NOT NULL AND q.event IN (SELECT value FROM json_each(:events))
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n);

-- name: answers_of_questions
SELECT a.* FROM json_each(:questions) j CROSS JOIN answers a ON a.question = j.value
WHERE a.gone = 0
    AND NOT EXISTS (SELECT 1 FROM answers w WHERE w.question = a.question AND w.position = a.position AND w.n > a.n)
ORDER BY a.question, a.position;

-- name: speakers_of_party
-- How reports call those who speak for a party, the most frequent first.
SELECT c.speaker, count(*) AS claims FROM claims c
WHERE c.speaker_party = :party AND c.gone = 0 AND c.standing NOT IN ('rejected', 'blind') AND c.speaker IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind')
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :limit;

-- name: outlets
SELECT outlet, sum(reports) AS reports, group_concat(DISTINCT lang) AS langs, min(month) AS first, max(month) AS last
FROM facets_printed WHERE outlet IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1;

-- name: months_of_outlet
SELECT month, sum(reports) AS reports FROM facets_printed WHERE outlet = :outlet AND month IS NOT NULL GROUP BY 1 ORDER BY 1;

-- name: relayed
-- In how many reports an outlet relays an agency, or another outlet: by what the report credits, or a claim in it.
SELECT outlet, slug, count(*) AS reports FROM (
    SELECT r.outlet, v.value AS slug, r.id FROM reports r, json_each(r.via) v WHERE r.via <> '[]'
    UNION
    SELECT r.outlet, v.value, r.id FROM claims c CROSS JOIN reports r ON r.n = c.report, json_each(c.via) v
    WHERE c.via <> '[]' AND c.gone = 0 AND c.standing NOT IN ('rejected', 'blind')
) WHERE outlet IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2;

-- name: copied
-- How many reports of an outlet are one with an earlier one of another.
SELECT a.outlet AS outlet, b.outlet AS earlier, count(DISTINCT c.report) AS reports
FROM copies c CROSS JOIN reports a ON a.id = c.report CROSS JOIN reports b ON b.id = c.other
WHERE c.gone = 0 AND a.outlet <> b.outlet
    AND NOT EXISTS (SELECT 1 FROM copies w WHERE w.report = c.report AND w.other = c.other AND w.n > c.n)
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2;

-- name: newest_of_outlet
SELECT r.id, r.version, r.outlet, r.published, r.lang, r.title, r.url FROM reports r
WHERE r.outlet = :outlet
    AND r.published < :after -- if after
    AND NOT EXISTS (SELECT 1 FROM reports w WHERE w.id = r.id AND w.version > r.version)
ORDER BY r.published DESC LIMIT :limit OFFSET :offset;
