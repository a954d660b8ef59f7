-- name: newest_version
SELECT n FROM reports WHERE id = :id ORDER BY version DESC LIMIT 1;

-- name: languages_of
SELECT languages FROM codings WHERE report = :report AND blind = 0 ORDER BY n DESC LIMIT 1;

-- name: tellings_of_report
-- Newest tellings that stand for claims of this version of a report.
SELECT t.* FROM tellings t JOIN claims o ON o.n = t.row
WHERE o.report = :report AND t.claim IN (SELECT c.id FROM claims c WHERE c.report = :report)
    AND NOT EXISTS (SELECT 1 FROM tellings w WHERE w.claim = t.claim AND w.about = t.about AND w.n > t.n);

-- name: claim_row
SELECT * FROM claims WHERE n = :n;

-- name: add_telling_block
INSERT INTO telling_blocks VALUES (?, ?);

-- name: add_untold
INSERT OR IGNORE INTO untold VALUES (?);

-- name: add_untold_group
-- All versions of a report that have claims.
INSERT OR IGNORE INTO untold
SELECT r.n FROM reports r WHERE r.id = ? AND EXISTS (SELECT 1 FROM claims c WHERE c.report = r.n);

-- name: some_untold
SELECT report FROM untold ORDER BY report LIMIT :most;

-- name: drop_untold
DELETE FROM untold WHERE report = ?;

-- name: add_pending
INSERT OR IGNORE INTO pending VALUES (?);

-- name: some_pending
SELECT block FROM pending WHERE block NOT GLOB '+*' ORDER BY block LIMIT :most;

-- name: untold_left
SELECT count(*) AS count FROM untold;

-- name: pending_left
SELECT count(*) AS count FROM pending WHERE block NOT GLOB '+*';

-- name: some_alone
SELECT block AS name, CAST(substr(block, 2) AS INTEGER) AS n FROM pending WHERE block GLOB '+*' ORDER BY 2 LIMIT :most;

-- name: leave_blocks_of_alone
INSERT OR IGNORE INTO pending SELECT DISTINCT j.value FROM pending p
CROSS JOIN tellings t ON t.n = CAST(substr(p.block, 2) AS INTEGER) CROSS JOIN json_each(t.blocks) j
WHERE p.block GLOB '+*';

-- name: drop_alone
DELETE FROM pending WHERE block GLOB '+*';

-- name: tellings_told
-- The newest tellings of what some tellings are of.
SELECT c.*, t.about, t.lang AS told_lang, t.printing, t.place AS told_place, t.place_code, t.place_within, t.place_near,
    t.place_known, t.place_said, r.id AS report_id, r.outlet, r.published
FROM json_each(:tellings) j CROSS JOIN tellings o ON o.n = j.value
CROSS JOIN tellings t ON t.claim = o.claim AND t.about = o.about AND t.gone = 0 CROSS JOIN claims c ON c.n = t.row
CROSS JOIN reports r ON r.n = c.report
WHERE NOT EXISTS (SELECT 1 FROM tellings w WHERE w.claim = t.claim AND w.about = t.about AND w.n > t.n);

-- name: questions_with
-- Questions that some claims are in.
SELECT DISTINCT m.question FROM json_each(:claims) j CROSS JOIN members m ON m.claim = j.value CROSS JOIN questions q ON q.id = m.question
WHERE m.gone = 0 AND q.gone = 0
    AND NOT EXISTS (SELECT 1 FROM members w WHERE w.question = m.question AND w.claim = m.claim AND w.n > m.n)
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n);
-- name: drop_pending
DELETE FROM pending WHERE block = ?;

-- name: is_pending
SELECT 1 FROM pending WHERE block = ?;

-- name: all_blocks
SELECT DISTINCT block FROM telling_blocks ORDER BY block;

-- name: claims_of_block
SELECT c.*, t.about, t.lang AS told_lang, t.printing, t.place AS told_place, t.place_code, t.place_within, t.place_near,
    t.place_known, t.place_said, r.id AS report_id, r.outlet, r.published
FROM telling_blocks b JOIN tellings t ON t.n = b.telling JOIN claims c ON c.n = t.row JOIN reports r ON r.n = c.report
WHERE b.block = :block AND t.gone = 0
    AND (:as_of = '9999' OR substr(r.published, 1, 10) <= :as_of)
    AND (:recorded = '9999' OR (SELECT k.at FROM commits k WHERE k.seq = t.seq) <= :recorded)
    AND (t.about <> '' OR substr(r.published, 1, 10) BETWEEN :first AND :last OR c.start BETWEEN :first AND :last) -- if first
    AND NOT EXISTS (
        SELECT 1 FROM tellings w WHERE w.claim = t.claim AND w.about = t.about AND w.n > t.n
            AND (:recorded = '9999' OR (SELECT k.at FROM commits k WHERE k.seq = w.seq) <= :recorded)
    );

-- name: days_of_block
-- The tellings of a block with the days that may place their claims in time; a denial with those of what it denies.
SELECT t.n, substr(r.published, 1, 10) AS published, c.start, c."end",
    (SELECT o.start FROM claims o WHERE o.id = t.about AND o.standing <> 'blind' ORDER BY o.n DESC LIMIT 1) AS other,
    (SELECT o."end" FROM claims o WHERE o.id = t.about AND o.standing <> 'blind' ORDER BY o.n DESC LIMIT 1) AS last
FROM telling_blocks b CROSS JOIN tellings t ON t.n = b.telling CROSS JOIN claims c ON c.n = t.row
CROSS JOIN reports r INDEXED BY reports_brief ON r.n = c.report
WHERE b.block = :block AND t.gone = 0
    AND NOT EXISTS (SELECT 1 FROM tellings w WHERE w.claim = t.claim AND w.about = t.about AND w.n > t.n);

-- name: light_claim
SELECT c.*, r.id AS report_id FROM claims c JOIN reports r ON r.n = c.report
WHERE c.id = :id AND c.standing <> 'blind' ORDER BY c.n DESC LIMIT 1;

-- name: claims_told
SELECT c.*, t.about, t.lang AS told_lang, t.printing, t.place AS told_place, t.place_code, t.place_within, t.place_near,
    t.place_known, t.place_said, r.id AS report_id, r.outlet, r.published
FROM json_each(:claims) j JOIN tellings t ON t.claim = j.value JOIN claims c ON c.n = t.row JOIN reports r ON r.n = c.report
WHERE NOT EXISTS (SELECT 1 FROM tellings w WHERE w.claim = t.claim AND w.about = t.about AND w.n > t.n
        AND (SELECT k.at FROM commits k WHERE k.seq = w.seq) <= :recorded -- if recorded
    )
    AND (SELECT k.at FROM commits k WHERE k.seq = t.seq) <= :recorded -- if recorded
;

-- name: questions_of_block
SELECT q.* FROM questions q WHERE q.block = :block AND q.gone = 0
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n);

-- name: answers_of_question
SELECT a.* FROM answers a WHERE a.question = :question AND (:recorded = '9999' OR
        (SELECT k.at FROM commits k WHERE k.seq = a.seq) <= :recorded)
    AND NOT EXISTS (SELECT 1 FROM answers w WHERE w.question = a.question AND w.position = a.position AND w.n > a.n
        AND (:recorded = '9999' OR (SELECT k.at FROM commits k WHERE k.seq = w.seq) <= :recorded))
ORDER BY a.position;

-- name: members_of_question
SELECT m.* FROM members m WHERE m.question = :question
    AND NOT EXISTS (SELECT 1 FROM members w WHERE w.question = m.question AND w.claim = m.claim AND w.n > m.n);

-- name: relations_of_question
SELECT r.* FROM relations r WHERE r.question = :question AND (:recorded = '9999' OR
        (SELECT k.at FROM commits k WHERE k.seq = r.seq) <= :recorded)
    AND NOT EXISTS (SELECT 1 FROM relations w WHERE w.question = r.question AND w.claim = r.claim AND w.other = r.other
        AND w.kind = r.kind AND w.n > r.n AND (:recorded = '9999' OR (SELECT k.at FROM commits k WHERE k.seq = w.seq) <= :recorded))
ORDER BY r.n;

-- name: question_row
SELECT q.*, k.at, k.who FROM questions q JOIN commits k ON k.seq = q.seq
WHERE q.id = :id AND k.at <= :recorded ORDER BY q.n DESC LIMIT 1;

-- name: holding_reviews
-- Decisions about questions and relations that were not undone, the first first.
SELECT v.* FROM reviews v
WHERE v.kind IN ('split', 'merge', 'withdraw') AND NOT EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = v.n)
ORDER BY v.n;

-- name: days_of_reports
SELECT r.id, substr(r.published, 1, 10) AS day FROM json_each(:reports) j JOIN reports r ON r.id = j.value
WHERE NOT EXISTS (SELECT 1 FROM reports w WHERE w.id = r.id AND w.version > r.version);

-- name: leave_all_reports
INSERT OR IGNORE INTO untold SELECT DISTINCT report FROM claims;

-- name: leave_all_blocks
INSERT OR IGNORE INTO pending SELECT DISTINCT block FROM telling_blocks;

-- name: last_question
SELECT coalesce((SELECT max(n) FROM questions), 0);

-- name: questions_since
SELECT count(DISTINCT id) FROM questions WHERE n > :n;

-- name: scheme
SELECT name FROM scheme;

-- name: any_block
SELECT 1 FROM telling_blocks LIMIT 1;

-- name: drop_scheme
DELETE FROM scheme;

-- name: add_scheme
INSERT INTO scheme VALUES (?);
