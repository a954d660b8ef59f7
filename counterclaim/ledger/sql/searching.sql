-- name: hits
-- Reports whose text has the words, each with its facets; the newest versions, now or at a time.
SELECT f.report, f.printed, f.claimed
    , (SELECT r.published FROM reports r INDEXED BY reports_brief WHERE r.n = f.report) -- if days
FROM search_reports h CROSS JOIN report_facets f ON f.report = h.rowid
WHERE search_reports MATCH :words AND f.newest >= :newest
    AND (SELECT k.at FROM reports r CROSS JOIN commits k ON k.seq = r.seq WHERE r.n = f.report) <= :recorded -- if recorded
    AND NOT EXISTS ( -- if recorded
        SELECT 1 FROM reports r CROSS JOIN reports w ON w.id = r.id AND w.version > r.version -- if recorded
        WHERE r.n = f.report AND (SELECT k.at FROM commits k WHERE k.seq = w.seq) <= :recorded -- if recorded
    ) -- if recorded

-- name: facets_like_printed
SELECT id FROM facets_printed
WHERE (:outlet IS NULL OR outlet = :outlet) AND (:lang IS NULL OR lang = :lang);

-- name: facets_like_claimed
SELECT id FROM facets_claimed
WHERE (:party IS NULL OR instr(' ' || parties || ' ', ' ' || :party || ' '))
    AND (:event IS NULL OR instr(' ' || events || ' ', ' ' || :event || ' '))
    AND (:status IS NULL OR instr(' ' || statuses || ' ', ' ' || :status || ' '));

-- name: reports_claiming
-- Of some reports those of which one claim is all that is asked for.
SELECT DISTINCT c.report FROM json_each(:reports) j CROSS JOIN claims c ON c.report = j.value
WHERE c.gone = 0 AND c.standing NOT IN ('rejected', 'blind')
    AND NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind')
    AND (:party IS NULL OR :party IN (c.speaker_party, c.actor, c.target))
    AND (:event IS NULL OR c.event = :event)
    AND (:status IS NULL OR EXISTS (SELECT 1 FROM v_members m JOIN v_questions q ON q.id = m.question
        WHERE m.claim = c.id AND q.status = :status));

-- name: ranked
SELECT rowid FROM search_reports WHERE search_reports MATCH :words ORDER BY rank, rowid;

-- name: newest_of
SELECT r.n FROM json_each(:reports) j CROSS JOIN reports r INDEXED BY reports_brief ON r.n = j.value
ORDER BY r.published DESC, r.n DESC LIMIT :most;

-- name: hits_shown
SELECT r.n, r.id, r.outlet, r.published, r.lang, r.title, r.body
FROM json_each(:reports) j CROSS JOIN reports r ON r.n = j.value ORDER BY j.key;

-- name: printed_facets
SELECT f.id, f.outlet, f.lang, f.month FROM json_each(:ids) j CROSS JOIN facets_printed f ON f.id = j.value;

-- name: claimed_facets
SELECT f.id, f.events AS event, f.parties AS party, f.statuses AS status
FROM json_each(:ids) j CROSS JOIN facets_claimed f ON f.id = j.value;
