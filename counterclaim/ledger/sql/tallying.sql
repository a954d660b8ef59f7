-- name: questions_touched
-- New rows are found by their numbers alone: they are the last ones, whatever else an index would offer.
SELECT id FROM (SELECT id FROM questions NOT INDEXED WHERE n >= :questions
    UNION ALL SELECT question FROM answers NOT INDEXED WHERE n >= :answers) GROUP BY id;

-- name: every_question
SELECT DISTINCT id FROM questions ORDER BY 1;

-- name: question_before
-- How a question stood before rows of given numbers.
SELECT gone, status, coalesce(last, '') AS last, actor, target FROM questions
WHERE id = :id AND n < :questions ORDER BY n DESC LIMIT 1;

-- name: answers_before
SELECT a.party, substr(a.published, 1, 10) AS day, a.denied_by, a.revisions <> '[]' AS revised FROM answers a
WHERE a.question = :id AND a.n < :answers AND a.gone = 0
    AND NOT EXISTS (SELECT 1 FROM answers w WHERE w.question = a.question AND w.position = a.position
        AND w.n > a.n AND w.n < :answers);

-- name: reports_touched
SELECT n FROM (
    SELECT n FROM reports NOT INDEXED WHERE n >= :reports
    UNION ALL SELECT w.n FROM reports r NOT INDEXED CROSS JOIN reports w ON w.id = r.id WHERE r.n >= :reports
    UNION ALL SELECT w.report FROM claims c NOT INDEXED CROSS JOIN claims w ON w.id = c.id WHERE c.n >= :claims
    UNION ALL SELECT c.report FROM members m NOT INDEXED CROSS JOIN claims c ON c.id = m.claim WHERE m.n >= :members
) GROUP BY n;

-- name: every_report
SELECT n FROM reports ORDER BY n;

-- name: reports_of_question
SELECT DISTINCT c.report FROM members m CROSS JOIN claims c ON c.id = m.claim WHERE m.question = :id;

-- name: report_printed
SELECT r.outlet, r.lang, r.published,
    NOT EXISTS (SELECT 1 FROM reports w WHERE w.id = r.id AND w.version > r.version) AS newest
FROM reports r WHERE r.n = :report;

-- name: claims_before
-- Claims of a report that held before rows of given numbers.
SELECT c.id, c.speaker_party, c.actor, c.target, c.event, c.stance FROM claims c
WHERE c.report = :report AND c.gone = 0 AND c.standing NOT IN ('rejected', 'blind') AND c.n < :claims
    AND NOT EXISTS (SELECT 1 FROM claims w WHERE w.id = c.id AND w.n > c.n AND w.n < :claims AND w.standing <> 'blind');

-- name: statuses_of_claim
SELECT q.status FROM members m JOIN questions q ON q.id = m.question
WHERE m.claim = :claim AND m.gone = 0 AND q.gone = 0
    AND NOT EXISTS (SELECT 1 FROM members w WHERE w.question = m.question AND w.claim = m.claim AND w.n > m.n)
    AND NOT EXISTS (SELECT 1 FROM questions w WHERE w.id = q.id AND w.n > q.n);

-- name: facets_of
SELECT newest, printed, claimed FROM report_facets WHERE report = ?;

-- name: put_facets
INSERT OR REPLACE INTO report_facets VALUES (?, ?, ?, ?);

-- name: count_facets_printed
INSERT INTO facets_printed VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET reports = reports + excluded.reports;

-- name: clear_facets_printed
DELETE FROM facets_printed WHERE id = ? AND reports = 0;

-- name: count_facets_claimed
INSERT INTO facets_claimed VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET reports = reports + excluded.reports;

-- name: clear_facets_claimed
DELETE FROM facets_claimed WHERE id = ? AND reports = 0;

-- name: count_party_claims
INSERT INTO party_claims VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET claims = claims + excluded.claims, reports = reports + excluded.reports;

-- name: clear_party_claims
DELETE FROM party_claims WHERE party = ? AND event = ? AND stance = ? AND claims = 0;

-- name: count_party_statuses
INSERT INTO party_statuses VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET questions = questions + excluded.questions;

-- name: clear_party_statuses
DELETE FROM party_statuses WHERE party = ? AND status = ? AND questions = 0;

-- name: count_party_denials
INSERT INTO party_denials VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET answers = answers + excluded.answers;

-- name: clear_party_denials
DELETE FROM party_denials WHERE party = ? AND denier = ? AND answers = 0;

-- name: count_dyad_weeks
INSERT INTO dyad_weeks VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET claims = claims + excluded.claims;

-- name: clear_dyad_weeks
DELETE FROM dyad_weeks WHERE speaker = ? AND target = ? AND week = ? AND claims = 0;

-- name: put_party_question
INSERT INTO party_questions VALUES (?, ?, ?, ?);

-- name: drop_party_question
DELETE FROM party_questions WHERE party = ? AND last = ? AND question = ?;

-- name: put_revised
INSERT INTO revised_days VALUES (?, ?, ?);

-- name: drop_revised
DELETE FROM revised_days WHERE day = ? AND question = ? AND party = ?;

-- name: put_structure
INSERT OR REPLACE INTO index_structures VALUES (?, ?);
