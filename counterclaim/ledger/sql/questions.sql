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

-- name: questions_of_party
-- The same as now known, of a party that acts, suffers or answers. Each is looked up by its id: + keeps other indexes away.
SELECT q.*, k.at, k.who FROM party_questions p CROSS JOIN questions q ON q.id = p.question
CROSS JOIN commits k ON k.seq = q.seq
WHERE p.party = :party AND q.gone = 0
    AND +q.status = :status -- if status
    AND +q.event = :event -- if event
    AND +q.target = :target -- if target
    AND (q.place_code = :place OR EXISTS (SELECT 1 FROM json_each(q.place_within) w WHERE w.value = :place)) -- if place
    AND p.last >= :since -- if since
    AND q.first <= :until -- if until
    AND q.size >= :size
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n)
ORDER BY p.last DESC, p.question LIMIT :limit OFFSET :offset;

-- name: questions_of_claim
SELECT m.question FROM v_members m WHERE m.claim = :claim;

-- name: party_events
-- What a party says: how many of its claims that hold, by event and stance.
SELECT event, stance, claims, reports FROM party_claims WHERE party = :party ORDER BY claims DESC, event, stance;

-- name: party_answers
-- The newest questions to which a party has an answer.
SELECT question FROM party_questions WHERE party = :party AND answers = 1 ORDER BY last DESC, question LIMIT :limit;

-- name: party_statuses
-- How the questions stand to which a party has an answer.
SELECT status, questions FROM party_statuses WHERE party = :party ORDER BY questions DESC, status;

-- name: party_denied
-- Parties that deny what this one says, with how many of its answers.
SELECT denier AS party, answers FROM party_denials WHERE party = :party ORDER BY answers DESC, denier;
