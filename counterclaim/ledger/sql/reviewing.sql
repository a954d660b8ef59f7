-- name: review
SELECT v.*, EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = v.n) AS undone FROM reviews v WHERE v.n = :n;

-- name: last_coding
SELECT n FROM codings WHERE report = :report AND blind = 0 ORDER BY n DESC LIMIT 1;

-- name: relations_of_pair
SELECT r.* FROM relations r WHERE r.claim = :claim AND r.other = :other AND r.gone = 0
    AND NOT EXISTS (SELECT 1 FROM relations w WHERE w.question = r.question AND w.claim = r.claim
        AND w.other = r.other AND w.kind = r.kind AND w.n > r.n);

-- name: copy_rows
SELECT * FROM copies WHERE report = :report AND other = :other ORDER BY n;

-- name: copy_before
SELECT * FROM copies WHERE report = :report AND other = :other AND n < :n ORDER BY n DESC LIMIT 1;

-- name: claims_of_commit
SELECT n, id FROM claims WHERE seq = :seq ORDER BY n;

-- name: copies_of_commit
SELECT n, report, other FROM copies WHERE seq = :seq ORDER BY n;

-- name: blocks_of_subject
SELECT DISTINCT block FROM questions WHERE id = :id
UNION
SELECT DISTINCT q.block FROM members m JOIN questions q ON q.id = m.question WHERE m.claim = :id;

-- name: reviewed_reports
-- Reports that a person accepted as a whole and of which every claim that holds was reviewed, in their newest version.
SELECT r.n, r.id FROM reports r
WHERE NOT EXISTS (SELECT 1 FROM reports w WHERE w.id = r.id AND w.version > r.version)
    AND EXISTS (SELECT 1 FROM reviews v WHERE v.kind = 'accept' AND v.subject = r.id
        AND NOT EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = v.n))
    AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.report = r.n AND c.gone = 0 AND c.standing = 'coded'
        AND NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind'))
ORDER BY r.n;

-- name: codings_by
-- The newest coding of each report by one coder or person.
SELECT c.n, c.report, c.blind, c.coder FROM codings c
WHERE c.coder = :coder AND NOT EXISTS (
    SELECT 1 FROM codings w WHERE w.report = c.report AND w.coder = c.coder AND w.n > c.n)
ORDER BY c.report;

-- name: claims_as_coded
SELECT c.* FROM claims c WHERE c.coding = :coding AND c.made_by = :coder AND c.standing IN ('coded', 'blind') AND c.gone = 0
ORDER BY c.position, c.n;

-- name: coders
SELECT coder, count(*) AS reports FROM codings GROUP BY coder ORDER BY coder;
