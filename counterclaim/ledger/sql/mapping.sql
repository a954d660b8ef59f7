-- name: questions_charted
-- Filters of questions q of which no newer row was recorded by a time.
    AND q.status = :status -- if status
    AND q.event = :event -- if event
    AND q.id IN (SELECT p.question FROM party_questions p WHERE p.party = :party) -- if party
    AND (q.place_code = :place OR EXISTS (SELECT 1 FROM json_each(q.place_within) p WHERE p.value = :place)) -- if place
    AND q.first >= :since -- if since
    AND q.last >= :since -- if since
    AND q.first <= :until -- if until
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n
        AND (SELECT l.at FROM commits l WHERE l.seq = w.seq) <= :recorded -- if recorded
    );

-- name: activity_by_day
-- Questions by the day of first publication and how they stand, by filters, as recorded by a time.
SELECT q.first AS day, q.status, count(*) AS questions FROM questions q
WHERE q.gone = 0 AND q.first IS NOT NULL
    AND (SELECT k.at FROM commits k WHERE k.seq = q.seq) <= :recorded -- if recorded
    -- as in questions_charted
GROUP BY 1, 2 ORDER BY 1, 2;

-- name: activity_by_place
-- Questions by place, as it is written, and how they stand; without a place where none is said.
SELECT q.place, q.place_code, q.place_within, q.place_near, q.place_known, q.status, count(*) AS questions
FROM questions q
WHERE q.gone = 0
    AND (SELECT k.at FROM commits k WHERE k.seq = q.seq) <= :recorded -- if recorded
    -- as in questions_charted
GROUP BY 1, 2, 3, 4, 5, 6;

-- name: questions_by_first
-- Questions by filters, the last opened first, on each day those first that sides say otherwise about, then large ones.
SELECT q.*, k.at, k.who FROM questions q CROSS JOIN commits k ON k.seq = q.seq
WHERE q.gone = 0 AND q.first IS NOT NULL
    AND k.at <= :recorded -- if recorded
    -- as in questions_charted
ORDER BY q.first DESC, CASE WHEN q.status IN ('disputed', 'denied') THEN 0 WHEN q.status = 'one-sided' THEN 2 ELSE 1 END,
    q.size DESC, q.id LIMIT :limit OFFSET :offset;

-- name: parties_asked_about
-- Parties by how many questions they act, suffer or answer in.
SELECT party, count(*) AS questions FROM party_questions GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :limit;
