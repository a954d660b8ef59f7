-- name: questions_listed
-- Questions by filters, the last published first, as recorded by a time.
SELECT q.*, k.at, k.who FROM questions q CROSS JOIN commits k ON k.seq = q.seq
WHERE q.gone = 0
    AND k.at <= :recorded -- if recorded
    AND q.status = :status -- if status
    AND q.event = :event -- if event
    AND q.target = :target -- if target
    AND (q.place_code = :place OR EXISTS (SELECT 1 FROM json_each(q.place_within) p WHERE p.value = :place)) -- if place
    AND q.id IN ( -- if party
        SELECT o.id FROM questions o WHERE o.actor = :party -- if party
        UNION SELECT o.id FROM questions o WHERE o.target = :party -- if party
        UNION SELECT a.question FROM answers a WHERE a.party = :party AND a.gone = 0 -- if party
    ) -- if party
    AND (:party IN (q.actor, q.target) OR EXISTS ( -- if party
        SELECT 1 FROM answers a WHERE a.question = q.id AND a.party = :party AND a.gone = 0 -- if party
            AND NOT EXISTS (SELECT 1 FROM answers w -- if party
                WHERE w.question = a.question AND w.position = a.position AND w.n > a.n) -- if party
    )) -- if party
    AND q.last >= :since -- if since
    AND q.first <= :until -- if until
    AND q.size >= :size
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n
        AND (SELECT l.at FROM commits l WHERE l.seq = w.seq) <= :recorded -- if recorded
    )
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
SELECT DISTINCT a.question, q.last FROM answers a CROSS JOIN questions q ON q.id = a.question
WHERE a.party = :party AND a.gone = 0 AND q.gone = 0
    AND NOT EXISTS (SELECT 1 FROM answers w WHERE w.question = a.question AND w.position = a.position AND w.n > a.n)
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n)
ORDER BY q.last DESC, q.id LIMIT :limit;

-- name: party_statuses
-- How the questions stand to which a party has an answer.
SELECT q.status, count(DISTINCT q.id) AS questions FROM answers a CROSS JOIN questions q ON q.id = a.question
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
