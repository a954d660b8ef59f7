-- name: queue_disputed
-- Questions to which two parties or more have an answer with a number, and that are disputed or denied: how far the
-- numbers reach, and of how many answers a person checked a claim that gives the number.
SELECT q.id AS question, q.status, json_array_length(q.reports) AS reports, q.last,
    min(coalesce(a.low, a.high)) AS low, max(coalesce(a.high, a.low)) AS high,
    count(DISTINCT a.party) AS parties, count(*) AS answers,
    sum(EXISTS (
        SELECT 1 FROM json_each(a.claims) j JOIN claims c ON c.id = j.value
        WHERE c.standing IN ('accepted', 'corrected') AND c.low IS a.low AND c.high IS a.high
            AND NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind')
    )) AS checked
FROM questions q JOIN answers a ON a.question = q.id
WHERE q.status IN ('disputed', 'denied') AND q.gone = 0
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n)
    AND a.gone = 0 AND (a.low IS NOT NULL OR a.high IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM answers w WHERE w.question = a.question AND w.position = a.position AND w.n > a.n)
GROUP BY q.id HAVING parties > 1 AND checked < answers
ORDER BY reports DESC, q.id LIMIT :most;

-- name: queue_unsure
-- Of the newest claims those of which a coder is least sure, and that nobody reviewed.
SELECT c.id AS claim, c.confidence, c.speaker_party AS party FROM claims c
WHERE c.n > (SELECT max(n) FROM claims) - :newest
    AND c.confidence < :unsure AND c.standing = 'coded' AND c.gone = 0
    AND NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind')
ORDER BY c.confidence, c.n DESC LIMIT :most;

-- name: queue_unlike
-- Of the reports that a person coded without seeing other codings those of which the ledger holds claims that nobody
-- reviewed and that the person does not make: which, and how many.
SELECT r.id AS report, b.coder, count(*) AS unlike, min(c.id) AS claim FROM codings b
JOIN reports r ON r.n = b.report JOIN claims c ON c.report = b.report
WHERE b.n > (SELECT max(n) FROM codings) - :newest AND b.blind = 1
    AND c.standing = 'coded' AND c.gone = 0
    AND NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind')
    AND NOT EXISTS (SELECT 1 FROM reports w WHERE w.id = r.id AND w.version > r.version)
    AND NOT EXISTS (
        SELECT 1 FROM claims p WHERE p.report = b.report AND p.coding = b.n AND p.standing = 'blind'
            AND p.event = c.event AND p.speaker_party = c.speaker_party AND p.stance = c.stance
            AND p.target IS c.target AND p.low IS c.low AND p.high IS c.high
    )
GROUP BY b.report ORDER BY unlike DESC, r.id LIMIT :most;

-- name: queue_new
-- The claims of parties that speak in few claims, none of which a person reviewed.
SELECT c.id AS claim, c.speaker_party AS party FROM claims c
WHERE c.speaker_party IN (
        SELECT p.party FROM party_claims p WHERE p.party NOT IN ('narrator', 'unnamed')
        GROUP BY p.party HAVING sum(p.claims) BETWEEN 1 AND :few)
    AND c.gone = 0 AND c.standing = 'coded'
    AND NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind')
    AND NOT EXISTS (SELECT 1 FROM claims v WHERE v.speaker_party = c.speaker_party
        AND v.standing IN ('accepted', 'corrected', 'rejected'))
ORDER BY c.n DESC LIMIT :most;

-- name: reviews_listed
-- What people decided, the last first.
SELECT v.n AS number, v.kind,
    CASE coalesce((SELECT o.kind FROM reviews o WHERE o.n = v.undoes), v.kind)
        WHEN 'merge' THEN 'question' WHEN 'split' THEN 'question' WHEN 'copy' THEN 'report' WHEN 'no_copy' THEN 'report'
        ELSE CASE WHEN EXISTS (SELECT 1 FROM claims c WHERE c.id = v.subject) THEN 'claim' ELSE 'report' END
    END AS about,
    v.subject, v.other, v.field, v.value, v.undoes, k.who, k.why, k.at,
    (SELECT u.n FROM reviews u WHERE u.undoes = v.n) AS undone_by
FROM reviews v JOIN commits k ON k.seq = v.seq
WHERE v.n < :before
    AND v.subject = :subject -- if subject
    AND k.who = :who -- if who
ORDER BY v.n DESC LIMIT :most;

-- name: is_unsettled
SELECT EXISTS (SELECT 1 FROM pending) OR EXISTS (SELECT 1 FROM untold) AS unsettled;

-- name: claims_giving
-- Of some claims those that hold and say a number.
SELECT c.id FROM json_each(:claims) j JOIN claims c ON c.id = j.value
WHERE c.low IS :low AND c.high IS :high AND c.gone = 0 AND c.standing NOT IN ('rejected', 'blind')
    AND NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind')
ORDER BY j.key DESC;

-- name: near_questions
-- Questions that could be one with another: the same event, about the same target or place, reported in the same days.
SELECT q.id FROM questions q
WHERE q.event = :event AND q.id <> :id AND q.gone = 0 AND q.last >= :since AND q.first <= :until
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n)
    AND ((:target IS NOT NULL AND q.target = :target) OR (:place IS NOT NULL AND q.place_code = :place))
ORDER BY (q.target IS :target) + (q.place_code IS :place) + (q.unit IS :unit) DESC, q.size DESC, q.id LIMIT :most;
