-- name: last_commit
SELECT seq, at, link FROM commits ORDER BY seq DESC LIMIT 1;

-- name: known_contents
SELECT sha256, version FROM reports WHERE id = :id ORDER BY version;

-- name: source_of
SELECT n FROM sources WHERE sha256 = :sha256 AND address IS :address AND fetched IS :fetched LIMIT 1;

-- name: add_search_report
INSERT INTO search_reports (rowid, written, folded) VALUES (?, ?, ?);

-- name: add_search_evidence
INSERT INTO search_evidence (rowid, written, folded) VALUES (?, ?, ?);

-- name: same_text
SELECT report FROM marks WHERE fingerprint = ? ORDER BY report LIMIT 1;

-- name: same_address
SELECT report FROM marks WHERE address = ? ORDER BY report LIMIT 1;

-- name: same_article
SELECT report FROM marks WHERE article = ? ORDER BY report DESC LIMIT ?;

-- name: same_bands
SELECT rowid FROM bands WHERE bands MATCH ? ORDER BY rowid LIMIT 500;

-- name: add_marks
INSERT INTO marks VALUES (?, ?, ?, ?);

-- name: add_bands
INSERT INTO bands (rowid, band) VALUES (?, ?);
