"""The columns of the tables of claims, questions, answers and relations: name, kind, and what a cell says.

This list is what the three file formats write, what is read back, and what docs/exports.md shows. It reads no ledger.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TEXT: Final = "text"
COUNT: Final = "count"
"""A whole number, 0 or more."""
SHARE: Final = "share"
"""A number with a fraction."""
DAY: Final = "day"
"""A day, as 2020-09-28."""
FLAG: Final = "flag"
WORDS: Final = "words"
"""A list of texts."""
NESTED: Final = "nested"
"""A list of objects or lists; in CSV and Parquet it is a text of JSON."""
SPANS: Final = "spans"
"""A list of places of a text, each with start, end and text."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: "low, a count: the smallest count the words allow"."""

    name: str
    kind: str
    says: str
    """What a cell says, and what an empty one means."""


def _columns(rows: str) -> tuple[Column, ...]:
    found = (line.split(None, 2) for line in rows.strip().splitlines())
    return tuple(Column(name, kind, says) for name, kind, says in found)


CLAIMS: Final = _columns("""
id                text    id of the claim, the same for good
report            text    id of the report it stands in
questions         words   ids of the questions that it is about
speaker           text    the speaker as written
speaker_party     text    party code of the speaker, narrator or unnamed
via               words   outlets or agencies that relay it
stance            text    how the speaker stands to the content
event             text    what kind of thing the content is about
actor             text    party code of who did, does or would do it
target            text    party code of whom it befell
unit              text    what is counted or was hit
low               count   smallest count the words allow
high              count   largest count the words allow
qualifier         text    how the number was said
scope             text    incident, period or cumulative
start             day     first day of the content
end               day     last day, inclusive
place             text    where, as written
place_code        text    what the gazetteer calls the place of the claim, or the one that its report tells
place_within      words   codes of the larger places that hold it, the smallest first
denies            words   ids of the claims of the same report that it rejects, doubts or declines to confirm
evidence          text    the shortest clause that holds speaker, cue and content
cue               text    the words of speech or stance
trigger           text    the words that name the event
number            text    the words of the number
time              text    the words of the time
time_open         flag    words of a time of which no day is known
further           spans   other places of the report that say the same
evidence_start    count   first character of the evidence in the report's text, from 0
evidence_end      count   one past its last character
speaker_start     count   the same of the speaker
speaker_end       count   the same
place_start       count   the same of the place
place_end         count   the same
cue_start         count   the same of the cue
cue_end           count   the same
trigger_start     count   the same of the trigger
trigger_end       count   the same
number_start      count   the same of the number
number_end        count   the same
time_start        count   the same of the time
time_end          count   the same
confidence        share   calibrated probability that event, speaker's party and stance are right; empty where not given
standing          text    coded, accepted or corrected
made_by           text    name of the coder or of the reviewer
outlet            text    who printed the report
published         text    ISO 8601 date or time of publication, as given
lang              text    language of the report, as given
title             text    title of the report
url               text    address of the report
report_version    count   which version of the report, from 1
report_sha256     text    SHA-256 of that version's content
source_sha256     text    SHA-256 of the page it was made of
source_fetched    text    when that page was fetched, ISO 8601
recorded_at       text    when the claim was recorded so, ISO 8601, UTC
recorded_by       text    who recorded it
reason            text    why, where a reason was given
commit            count   number of the ledger's commit
row_sha256        text    digest of the claim's row, which the ledger's chain covers
""")
QUESTIONS: Final = _columns("""
id                text    id of the question
event             text    what kind of thing it is about
actor             text    party code of who did it, as most claims say
target            text    party code of whom it befell
unit              text    what is counted
place             text    the place that most claims name, as written
place_code        text    what the gazetteer calls it
place_within      words   codes of the larger places that hold it, the smallest first
place_near        flag    whether the words only say nearness
place_known       flag    whether the gazetteer has it
start             day     first day of it, or of publication where no claim says when
end               day     last day, inclusive
dated             flag    whether a claim says when
scope             text    incident, period or cumulative
status            text    agreed, disputed, denied, admitted or one-sided
claims            words   ids of its claims, the earliest first
reports           words   ids of their reports, the earliest first
copies            nested  groups of reports among them that are one report in several printings
outlets           words   who printed them
first_published   day     first day on which it was reported
last_published    day     last day
rule              text    name of the rule of the figure
low               count   low of the figure
best              count   best of it
high              count   high of it
figure_claims     words   ids of the claims that the figure was made of
figure            text    how the figure came about, in one sentence
figure_notes      words   what a reader must know beside it
""")
ANSWERS: Final = _columns("""
question          text    id of the question
position          count   of the answer in its question, from 0
party             text    party code, narrator or unnamed
stance            text    how it stands to the question now
low               count   smallest count it stands by now
high              count   largest count it stands by now
qualifier         text    how that number was said
published         text    when the figure that it stands by now was first published, as given
denied_by         words   codes of the parties that deny it
origins           words   whom its claims go back to, one each however many outlets relay it
claims            words   ids of all its claims, the earliest first
reports           words   ids of the reports they stand in
revisions         nested  what it said before, the earliest first: published, stance, low, high, qualifier, claims
""")
RELATIONS: Final = _columns("""
question          text    id of the question
position          count   of the relation in its question, from 0
claim             text    id of the later claim
kind              text    repeats, revises, corroborates, contradicts, denies or unrelated
other             text    id of the earlier claim
reasons           nested  each field that was compared, with agreed, differed or not_said
score             share   how much of what two claims can have in common these have, 0 to 1
made_by           text    rule, or the name of the reviewer
""")
TABLES: Final[Mapping[str, tuple[Column, ...]]] = {
    "claims": CLAIMS,
    "questions": QUESTIONS,
    "answers": ANSWERS,
    "relations": RELATIONS,
}
"""Name of a table -> its columns, in order."""
