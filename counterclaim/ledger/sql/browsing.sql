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
