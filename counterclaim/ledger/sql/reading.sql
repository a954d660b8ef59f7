-- name: report_by_number
SELECT r.*, s.sha256 AS source_sha256, s.address, s.fetched, s.encoding
FROM reports r LEFT JOIN sources s ON s.n = r.source WHERE r.n = :n;

-- name: versions_of
SELECT r.n, r.version, k.at, k.who FROM reports r JOIN commits k ON k.seq = r.seq
WHERE r.id = :id AND k.at <= :recorded ORDER BY r.version;

-- name: claims_of_report
-- Newest rows of the claims of one version of a report, as recorded by a time; those that a newer coding dropped too.
SELECT c.*, k.at, k.who, k.why FROM claims c JOIN commits k ON k.seq = c.seq
WHERE c.report = :report AND c.standing <> 'blind' AND k.at <= :recorded
    AND NOT EXISTS (
        SELECT 1 FROM claims w JOIN commits l ON l.seq = w.seq
        WHERE w.id = c.id AND w.n > c.n AND w.standing <> 'blind' AND l.at <= :recorded
    )
ORDER BY c.coding, c.position, c.n;

-- name: newest_claim
SELECT c.*, k.at, k.who, k.why FROM claims c JOIN commits k ON k.seq = c.seq
WHERE c.id = :id AND c.standing <> 'blind' AND k.at <= :recorded ORDER BY c.n DESC LIMIT 1;

-- name: history_of_claim
SELECT c.*, k.at, k.who, k.why FROM claims c JOIN commits k ON k.seq = c.seq
WHERE c.id = :id AND c.standing <> 'blind' ORDER BY c.n;

-- name: neighbours_of_copy
SELECT other AS id FROM copies c WHERE c.report = :id AND c.gone = 0
    AND NOT EXISTS (SELECT 1 FROM copies w WHERE w.report = c.report AND w.other = c.other AND w.n > c.n)
UNION
SELECT report FROM copies c WHERE c.other = :id AND c.gone = 0
    AND NOT EXISTS (SELECT 1 FROM copies w WHERE w.report = c.report AND w.other = c.other AND w.n > c.n);

-- name: printing
SELECT r.id, r.outlet, r.published FROM reports r WHERE r.id = :id ORDER BY r.version DESC LIMIT 1;

-- name: counts
SELECT (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM claims) AS claims,
    (SELECT count(*) FROM commits) AS commits;

-- name: reports_after
SELECT r.*, s.sha256 AS source_sha256, s.address, s.fetched, s.encoding
FROM reports r LEFT JOIN sources s ON s.n = r.source WHERE r.n > :n ORDER BY r.n LIMIT 1000;

-- name: machine_coding
-- The newest coding of a report, if the report is the newest version and no person made the coding.
SELECT c.n, c.coder FROM codings c JOIN reports r ON r.n = c.report
WHERE c.report = :report AND c.blind = 0
    AND NOT EXISTS (SELECT 1 FROM reports w WHERE w.id = r.id AND w.version > r.version)
ORDER BY c.n DESC LIMIT 1;

-- name: claims_of_coding
SELECT c.* FROM claims c
WHERE c.coding = :coding AND c.report = (SELECT report FROM codings WHERE n = :coding)
    AND c.made_by = :coder AND c.standing = 'coded' AND c.gone = 0;
