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
