-- Version 3: indexes that hold all that lists, facets and parties look at.
DROP INDEX claims_by_speaker;
CREATE INDEX claims_by_speaker ON claims (speaker_party, event, stance, gone, standing, id, report);
DROP INDEX claims_by_id;
CREATE INDEX claims_by_id ON claims (id, n, standing);
DROP INDEX claims_by_report;
CREATE INDEX claims_by_report ON claims (report, gone, standing, id, event, speaker_party, actor, target);
CREATE INDEX reports_brief ON reports (n, id, version, outlet, lang, published);
DROP INDEX answers_by_party;
CREATE INDEX answers_by_party ON answers (party, gone, question, position);
CREATE INDEX questions_by_actor ON questions (actor, last);
