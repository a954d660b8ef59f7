-- name: clear_hits
DELETE FROM temp.hits;

-- name: make_hits
CREATE TEMP TABLE IF NOT EXISTS hits (n INTEGER PRIMARY KEY, exact INTEGER NOT NULL, rank REAL NOT NULL);

-- name: hit_reports
-- Newest versions of the reports whose text has the words, exact ones marked, by the filters that are given.
INSERT OR IGNORE INTO temp.hits
SELECT h.n, h.exact, h.rank FROM (
    SELECT rowid AS n, 1 AS exact, rank FROM search_reports WHERE search_reports MATCH :written
    UNION ALL
    SELECT rowid, 0, rank FROM search_reports WHERE search_reports MATCH :folded
) h CROSS JOIN reports r INDEXED BY reports_brief ON r.n = h.n
WHERE (:outlet IS NULL OR r.outlet = :outlet) AND (:lang IS NULL OR r.lang = :lang)
    AND (:since IS NULL OR r.published >= :since)
    AND (:until IS NULL OR substr(r.published, 1, 10) <= :until)
    AND (:recorded = '9999' OR (SELECT k.at FROM commits k WHERE k.seq = r.seq) <= :recorded)
    AND NOT EXISTS (
        SELECT 1 FROM reports w WHERE w.id = r.id AND w.version > r.version
            AND (:recorded = '9999' OR (SELECT k.at FROM commits k WHERE k.seq = w.seq) <= :recorded)
    )
    AND ((:party IS NULL AND :event IS NULL AND :status IS NULL) OR EXISTS (
        SELECT 1 FROM claims c WHERE c.report = r.n AND c.gone = 0 AND c.standing NOT IN ('rejected', 'blind')
            AND NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind')
            AND (:party IS NULL OR :party IN (c.speaker_party, c.actor, c.target))
            AND (:event IS NULL OR c.event = :event)
            AND (:status IS NULL OR EXISTS (SELECT 1 FROM v_members m JOIN v_questions q ON q.id = m.question
                WHERE m.claim = c.id AND q.status = :status))
    ));

-- name: hits_shown
SELECT r.n, r.id, r.outlet, r.published, r.lang, r.title, r.body, h.exact
FROM (SELECT * FROM temp.hits ORDER BY exact DESC, rank, n LIMIT :limit OFFSET :offset) h
CROSS JOIN reports r ON r.n = h.n
ORDER BY h.exact DESC, h.rank, h.n;

-- name: hits_counted
SELECT count(*), coalesce(sum(exact), 0) FROM temp.hits;

-- name: facet_outlet
SELECT r.outlet AS value, count(*) AS count FROM temp.hits h CROSS JOIN reports r INDEXED BY reports_brief ON r.n = h.n
WHERE r.outlet IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :most;

-- name: facet_lang
SELECT r.lang AS value, count(*) AS count FROM temp.hits h CROSS JOIN reports r INDEXED BY reports_brief ON r.n = h.n
WHERE r.lang IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :most;

-- name: facet_month
SELECT substr(r.published, 1, 7) AS value, count(*) AS count FROM temp.hits h CROSS JOIN reports r INDEXED BY reports_brief ON r.n = h.n
WHERE r.published IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT :most;

-- name: facet_event
SELECT c.event AS value, count(DISTINCT c.report) AS count FROM temp.hits h CROSS JOIN claims c ON c.report = h.n
WHERE c.gone = 0 AND c.standing NOT IN ('rejected', 'blind')
    AND NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind')
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :most;

-- name: facet_party
SELECT p.value AS value, count(DISTINCT c.report) AS count FROM temp.hits h CROSS JOIN claims c ON c.report = h.n,
    json_each(json_array(c.speaker_party, c.actor, c.target)) p
WHERE c.gone = 0 AND c.standing NOT IN ('rejected', 'blind') AND p.value IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind')
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :most;

-- name: facet_status
SELECT q.status AS value, count(DISTINCT c.report) AS count
FROM temp.hits h CROSS JOIN claims c ON c.report = h.n CROSS JOIN members m ON m.claim = c.id
CROSS JOIN questions q ON q.id = m.question
WHERE m.gone = 0 AND q.gone = 0
    AND NOT EXISTS (SELECT 1 FROM members w WHERE w.question = m.question AND w.claim = m.claim AND w.n > m.n)
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n)
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :most;
