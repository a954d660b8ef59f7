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
