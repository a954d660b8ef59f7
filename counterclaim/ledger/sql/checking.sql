-- name: all_commits
SELECT seq, at, who, what, why, program, rows, link FROM commits ORDER BY seq;

-- name: claims_denying_nothing
SELECT 'claims', c.n, d.value FROM claims c, json_each(c.denies) d
WHERE NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = d.value);

-- name: copies_of_nothing
SELECT 'copies', n, report FROM copies c WHERE NOT EXISTS (SELECT 1 FROM reports r WHERE r.id = c.report)
UNION ALL
SELECT 'copies', n, other FROM copies c WHERE NOT EXISTS (SELECT 1 FROM reports r WHERE r.id = c.other);

-- name: claims_of_another_coding
SELECT 'claims', c.n, c.coding FROM claims c LEFT JOIN codings k ON k.n = c.coding
WHERE k.report IS NOT c.report;

-- name: claims_with_texts
SELECT c.n, c.spans, c.evidence, c.speaker, c.place, r.title, r.body
FROM claims c JOIN reports r ON r.n = c.report WHERE c.n > :n ORDER BY c.n LIMIT 1000;

-- name: evidence_beside_search
SELECT c.n, c.evidence, s.written, s.folded FROM claims c LEFT JOIN search_evidence s ON s.rowid = c.n
UNION ALL
SELECT s.rowid, NULL, NULL, NULL FROM search_evidence s WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.n = s.rowid);

-- name: search_of_report
SELECT written, folded FROM search_reports WHERE rowid = ?;

-- name: marks_of_report
SELECT fingerprint, address, article FROM marks WHERE report = ?;

-- name: tellings_of_nothing
SELECT 'tellings', n, claim FROM tellings t WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.id = t.claim)
UNION ALL
SELECT 'tellings', n, about FROM tellings t
WHERE about <> '' AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.id = t.about);

-- name: parts_of_nothing
SELECT 'answers', n, question FROM answers a WHERE NOT EXISTS (SELECT 1 FROM questions q WHERE q.id = a.question)
UNION ALL
SELECT 'members', n, question FROM members m WHERE NOT EXISTS (SELECT 1 FROM questions q WHERE q.id = m.question)
UNION ALL
SELECT 'relations', n, question FROM relations r WHERE NOT EXISTS (SELECT 1 FROM questions q WHERE q.id = r.question);

-- name: links_of_nothing
SELECT 'members', n, claim FROM members m WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.id = m.claim)
UNION ALL
SELECT 'relations', n, claim FROM relations r WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.id = r.claim)
UNION ALL
SELECT 'relations', n, other FROM relations r WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.id = r.other);

-- name: reviews_of_nothing
SELECT 'reviews', n, subject FROM reviews v
WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.id = v.subject)
    AND NOT EXISTS (SELECT 1 FROM questions q WHERE q.id = v.subject)
    AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.id = v.subject);

-- name: blocks_beside_tellings
SELECT telling FROM (
    SELECT t.n AS telling, j.value AS block FROM tellings t, json_each(t.blocks) j
    EXCEPT SELECT telling, block FROM telling_blocks
) UNION SELECT telling FROM (
    SELECT telling, block FROM telling_blocks
    EXCEPT SELECT t.n, j.value FROM tellings t, json_each(t.blocks) j
);

-- name: numbered_tables
-- Tables whose first column is the number of the row.
SELECT m.name, m.rootpage FROM sqlite_master m
WHERE m.type = 'table' AND m.rootpage > 0 AND m.sql NOT LIKE '%WITHOUT ROWID%'
    AND (SELECT p.pk = 1 AND p.type = 'INTEGER' FROM pragma_table_info(m.name) p WHERE p.cid = 0)
ORDER BY m.name;

-- name: last_indexed
SELECT max(coalesce((SELECT max(n) FROM reports), 0), coalesce((SELECT max(n) FROM claims), 0));
