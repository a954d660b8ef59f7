-- name: questions_listed
-- Questions by filters, the last published first, as recorded by a time.
SELECT q.*, k.at, k.who FROM questions q JOIN commits k ON k.seq = q.seq
WHERE q.gone = 0 AND (:recorded = '9999' OR k.at <= :recorded)
    AND (:status IS NULL OR q.status = :status)
    AND (:event IS NULL OR q.event = :event)
    AND (:target IS NULL OR q.target = :target)
    AND (:place IS NULL OR q.place_code = :place OR EXISTS (
        SELECT 1 FROM json_each(q.place_within) p WHERE p.value = :place))
    AND (:party IS NULL OR :party IN (q.actor, q.target) OR EXISTS (
        SELECT 1 FROM answers a WHERE a.question = q.id AND a.party = :party AND a.gone = 0
            AND NOT EXISTS (SELECT 1 FROM answers w WHERE w.question = a.question AND w.position = a.position AND w.n > a.n)))
    AND (:since IS NULL OR q.last >= :since)
    AND (:until IS NULL OR q.first <= :until)
    AND q.size >= :size
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n
        AND (:recorded = '9999' OR (SELECT l.at FROM commits l WHERE l.seq = w.seq) <= :recorded))
ORDER BY q.last DESC, q.id LIMIT :limit OFFSET :offset;

-- name: questions_of_claim
SELECT m.question FROM v_members m WHERE m.claim = :claim;

-- name: party_events
-- What a party says: how many of its claims that hold, by event and stance.
SELECT c.event, c.stance, count(*) AS claims, count(DISTINCT c.report) AS reports FROM claims c
WHERE c.speaker_party = :party AND c.gone = 0 AND c.standing NOT IN ('rejected', 'blind')
    AND NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind')
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2;

-- name: party_answers
-- The newest questions to which a party has an answer.
SELECT a.*, q.event, q.target, q.unit, q.place AS asked_place, q.status, q.last FROM answers a JOIN questions q ON q.id = a.question
WHERE a.party = :party AND a.gone = 0 AND q.gone = 0
    AND NOT EXISTS (SELECT 1 FROM answers w WHERE w.question = a.question AND w.position = a.position AND w.n > a.n)
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n)
ORDER BY q.last DESC, q.id LIMIT :limit;

-- name: party_statuses
-- How the questions stand to which a party has an answer.
SELECT q.status, count(DISTINCT q.id) AS questions FROM answers a JOIN questions q ON q.id = a.question
WHERE a.party = :party AND a.gone = 0 AND q.gone = 0
    AND NOT EXISTS (SELECT 1 FROM answers w WHERE w.question = a.question AND w.position = a.position AND w.n > a.n)
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n)
GROUP BY 1 ORDER BY 2 DESC, 1;

-- name: party_denied
-- Parties that deny what this one says, with how many of its answers.
SELECT d.value AS party, count(*) AS answers FROM answers a, json_each(a.denied_by) d
WHERE a.party = :party AND a.gone = 0
    AND NOT EXISTS (SELECT 1 FROM answers w WHERE w.question = a.question AND w.position = a.position AND w.n > a.n)
GROUP BY 1 ORDER BY 2 DESC, 1;
