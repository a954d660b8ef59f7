"""Reads much of a ledger as a stream: filters enter; claims, and questions with all that is behind them, leave.

All that one `snapshot` gives is of one moment, however long it takes and whoever writes meanwhile. Memory does not grow
with the ledger: rows come in pages. Nothing here writes.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any, Final

from counterclaim.errors import LedgerError
from counterclaim.ledger import overrides, scheme
from counterclaim.ledger.connection import said
from counterclaim.ledger.lookup import ALWAYS, StoredClaim, rows, stored
from counterclaim.ledger.questionrows import in_order, question_of
from counterclaim.ledger.rows import as_json, from_json, report_of
from counterclaim.ledger.store import Ledger
from counterclaim.ledger.tellings import rows_of_block, told_of
from counterclaim.model import Answer, Place, Question, Report, Told

QUESTIONS_AT_ONCE: Final = 200
"""Questions in one page."""
CLAIMS_AT_ONCE: Final = 2_000
"""Claims in one page."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a ledger: "disputed questions about deaths in Kyiv, as known on 3 May". What is None leaves all."""

    party: str | None = None
    """Party code: speaks, acts or suffers in a claim; acts, suffers or answers in a question."""
    event: str | None = None
    target: str | None = None
    place: str | None = None
    """Code of a place, or of one around it."""
    status: str | None = None
    """How the question stands; of claims, that of a question that they are about."""
    since: str | None = None
    """Day; the claim was published, or the question last reported, on it or later."""
    until: str | None = None
    """Day; the claim was published, or the question first reported, on it or before."""
    outlet: str | None = None
    """Printed a claim; a question is given with all its claims."""
    lang: str | None = None
    """Language of a report with the claim."""
    question: str | None = None
    """Id of the only question."""
    as_of: str = ALWAYS
    """Day: only reports published by then count, and questions are made anew from them."""
    recorded: str = ALWAYS
    """Time of the ledger: what was appended later is not seen."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A report as the ledger keeps it: "the second version, added on 3 May, with this SHA-256"."""

    report: Report
    row: int
    version: int
    """From 1."""
    sha256: str
    """Of the stored content, 64 hexadecimal digits: what tells versions apart."""
    added: str
    """When it was added, ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all that is behind it."""

    question: Question
    told: Mapping[str, Told]
    """Its claims by id, as reconciliation took them; words of cue, trigger, number and time stay out."""
    printed: Mapping[str, Printed]
    """The reports they stand in, by id."""

    def source(self, claim: str) -> Printed:
        """The report that a claim stands in."""
        return self.printed[self.told[claim].claim.report]


@contextlib.contextmanager
def snapshot(ledger: Ledger) -> Iterator[None]:
    """One moment of a ledger for all that is read inside; inside of another one it changes nothing."""
    with said(ledger.path):
        if ledger.connection.in_transaction:
            yield
            return
        ledger.connection.execute("BEGIN")
        try:
            yield
        finally:
            with contextlib.suppress(sqlite3.ProgrammingError):  # whoever stopped reading may have closed the ledger
                ledger.connection.execute("ROLLBACK")


def questions_of(ledger: Ledger, selection: Selection) -> Iterator[Asked]:
    """The questions of a selection with their claims and reports, always in the same order. Raises LedgerError."""
    with snapshot(ledger):
        seq = last_seq(ledger, selection)
        found = _stored(ledger, selection, seq) if selection.as_of == ALWAYS else _anew(ledger, selection)
        for question in found:
            asked = _with_claims(ledger, question, seq)
            if selection.as_of == ALWAYS or _fits(asked, selection):
                yield asked


def question_of_id(ledger: Ledger, question_id: str, selection: Selection) -> Asked:
    """One question with its claims and reports; raises LedgerError where it is not here, or was not known then."""
    from counterclaim.ledger.questions import question

    with snapshot(ledger):
        found = question(ledger, question_id, selection.as_of, selection.recorded)
        return _with_claims(ledger, found, last_seq(ledger, selection))


def claims_of(ledger: Ledger, selection: Selection) -> Iterator[tuple[StoredClaim, Printed]]:
    """The claims of a selection that hold, each with its report, in the order in which they were recorded."""
    with snapshot(ledger):
        seq, last = last_seq(ledger, selection), 0
        asked, only = narrowed(ledger, selection)
        while page := rows(
            ledger.connection, "claims_exported", asked | {"seq": seq, "after": last, "most": CLAIMS_AT_ONCE}
        ):
            reports = {each.row: each for each in _printed_rows(ledger, {row["report"] for row in page})}
            last = page[-1]["n"]
            for row in page:
                if only is None or row["id"] in only:
                    yield stored(row, reports[row["report"]].report), reports[row["report"]]


def narrowed(ledger: Ledger, selection: Selection) -> tuple[dict[str, Any], frozenset[str] | None]:
    """The filters of claims as statements take them; ids of the only claims, where questions have to be made anew."""
    told = asdict(selection)
    if selection.as_of == ALWAYS or (selection.status is None and selection.question is None):
        days = [day for day in (selection.until, selection.as_of) if day is not None and day != ALWAYS]
        return told | {"until": min(days, default=None)}, None
    claims = {claim for asked in questions_of(ledger, selection) for claim in asked.question.claims}
    return told | {"status": None, "question": None, "until": selection.as_of}, frozenset(claims)


def last_seq(ledger: Ledger, selection: Selection) -> int:
    """The last commit that a selection sees."""
    return int(rows(ledger.connection, "last_seq", {"recorded": selection.recorded})[0]["seq"])


def _stored(ledger: Ledger, selection: Selection, seq: int) -> Iterator[Question]:
    told, last = asdict(selection) | {"seq": seq, "most": QUESTIONS_AT_ONCE}, 0
    while page := rows(ledger.connection, "questions_exported", told | {"after": last}):
        last = page[-1]["n"]
        for row in page:
            of_it = {"question": row["id"], "recorded": selection.recorded}
            answers = rows(ledger.connection, "answers_of_question", of_it)
            yield question_of(row, answers, rows(ledger.connection, "relations_of_question", of_it))


def _anew(ledger: Ledger, selection: Selection) -> Iterator[Question]:
    """The questions of all blocks by the reports that were published by a day."""
    if not scheme.holds(ledger.connection):
        what = "its questions were made by another version of reconciliation"
        raise LedgerError(str(ledger.path), what, "bring them up to date: counterclaim check --add-superseding")
    decided = overrides.decided(ledger.connection)
    blocks = [row["block"] for row in rows(ledger.connection, "all_blocks", {})]
    for group in overrides.joined(ledger.connection, blocks, decided):
        found = {
            block: overrides.found(
                rows_of_block(ledger.connection, block, selection.as_of, selection.recorded), block, decided
            )
            for block in group
        }
        for own in overrides.merged(found, decided).values():
            for each in own:
                kept = (link for link in each.relations if (link.claim, link.other) not in decided.withdrawn)
                yield replace(each, relations=in_order(kept, each.claims))


def _with_claims(ledger: Ledger, question: Question, seq: int) -> Asked:
    found = rows(ledger.connection, "claims_told_by", {"claims": as_json(question.claims), "seq": seq})
    told = {each.claim.id: each for each in told_of(ledger.connection, found)}
    reports = as_json(sorted({each.claim.report for each in told.values()}))
    found = rows(ledger.connection, "reports_printed", {"reports": reports, "seq": seq})
    return Asked(question, told, {each.report.id: each for each in map(_printed, found)})


def _printed_rows(ledger: Ledger, numbers: Iterable[int]) -> Iterator[Printed]:
    yield from map(_printed, rows(ledger.connection, "reports_numbered", {"numbers": as_json(sorted(numbers))}))


def _printed(row: Mapping[str, Any]) -> Printed:
    return Printed(report_of(row), row["n"], row["version"], row["content"], row["at"])


def _fits(asked: Asked, selection: Selection) -> bool:
    """Whether a question that was made anew is what was asked for."""
    question, told = asked.question, asked.told.values()
    days = sorted(each.published[:10] for each in told if each.published)
    wanted: tuple[tuple[str | None, Iterable[str | None]], ...] = (
        (selection.question, (question.id,)),
        (selection.status, (question.status,)),
        (selection.event, (question.event,)),
        (selection.target, (question.target,)),
        (selection.party, (question.actor, question.target, *map(_party, question.answers))),
        (selection.place, (question.place.code, *question.place.within) if question.place else ()),
        (selection.outlet, (each.outlet for each in told)),
        (selection.lang, (each.lang for each in told)),
    )
    return (
        all(value is None or value in found for value, found in wanted)
        and (selection.since is None or (bool(days) and days[-1] >= selection.since))
        and (selection.until is None or (bool(days) and days[0] <= selection.until))
    )


def _party(answer: Answer) -> str:
    return answer.party


def places_of(
    ledger: Ledger, claims: Iterable[tuple[StoredClaim, Printed]], selection: Selection
) -> Iterator[list[tuple[StoredClaim, Printed, Place | None]]]:
    """Claims in pages, each with where its content happened, as reconciliation found it."""
    waiting = iter(claims)
    while page := list(islice(waiting, CLAIMS_AT_ONCE)):
        told = {"claims": as_json([stored.id for stored, _ in page]), "seq": last_seq(ledger, selection)}
        places = {row["claim"]: _place(row) for row in rows(ledger.connection, "places_of_claims", told)}
        yield [(stored, printed, places.get(stored.id)) for stored, printed in page]


def _place(row: Mapping[str, Any]) -> Place | None:
    if row["place_code"] is None:
        return None
    within = tuple(from_json(row["place_within"]))
    return Place(row["place"], row["place_code"], within, bool(row["place_near"]), bool(row["place_known"]))


@dataclass(frozen=True, slots=True)
class Beside:
    """A claim that stands in the same report as others, in brief."""

    claim: str
    """Its id."""
    event: str
    stance: str
    actor: str | None
    target: str | None
    counted: bool
    """Whether it gives a number."""
    scope: str | None


def claims_beside(ledger: Ledger, reports: Iterable[str], selection: Selection) -> tuple[Beside, ...]:
    """All claims of reports that hold, whatever question they are about."""
    told = {"reports": as_json(list(reports)), "seq": last_seq(ledger, selection)}
    return tuple(
        Beside(row["id"], row["event"], row["stance"], row["actor"], row["target"], bool(row["counted"]), row["scope"])
        for row in rows(ledger.connection, "claims_beside", told)
    )
