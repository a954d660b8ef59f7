-- name: all_dyads
SELECT speaker, target, week, claims FROM dyad_weeks WHERE week <> '';

-- name: newest_revisions
SELECT day, count(*) AS answers FROM revised_days WHERE day <> '' GROUP BY day ORDER BY day DESC LIMIT :limit;

-- name: revised_on
SELECT a.* FROM revised_days d JOIN answers a ON a.question = d.question AND a.party = d.party
WHERE d.day = :day AND a.gone = 0 AND a.revisions <> '[]' AND substr(a.published, 1, 10) = :day
    AND NOT EXISTS (SELECT 1 FROM answers w WHERE w.question = a.question AND w.position = a.position AND w.n > a.n)
ORDER BY json_array_length(a.reports) DESC, a.question, a.position LIMIT :limit;
