"""Questions of a ledger: filters, an id or a party enter, typed values leave. Nothing here writes.

Two dates go back in time. `as_of` is a day of publication: only reports published by then count, and questions are made
anew from them. `recorded` is a time of the ledger: what was appended later, decisions too, is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from counterclaim.errors import LedgerError, NotInLedger
from counterclaim.ledger import overrides, scheme
from counterclaim.ledger.connection import said
from counterclaim.ledger.lookup import ALWAYS, rows
from counterclaim.ledger.questionrows import in_order, question_of
from counterclaim.ledger.rows import as_json, from_json
from counterclaim.ledger.store import Ledger
from counterclaim.ledger.tellings import rows_of_block, told_of
from counterclaim.model import Question, Told
from counterclaim.reconciliation.blocks import around, near
from counterclaim.reconciliation.content import row_of

CANDIDATES: Final = 25
"""Questions looked at in one go where they have to be made anew."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions: "disputed, about Ukraine, last reported in November or later"."""

    status: str | None = None
    event: str | None = None
    target: str | None = None
    party: str | None = None
    """A party that acts, suffers or answers."""
    place: str | None = None
    """Code of a place, or of one around it."""
    since: str | None = None
    """Day; the question was reported on it or later."""
    until: str | None = None
    """Day; the question was first reported on it or before."""
    size: int = 1
    """Fewest claims."""


@dataclass(frozen=True, slots=True)
class PartyView:
    """What a ledger holds of one party."""

    party: str
    claims: tuple[tuple[str, str, int, int], ...]
    """Event, stance, claims and reports, the most frequent first."""
    statuses: tuple[tuple[str, int], ...]
    """How the questions stand that it answers."""
    denied_by: tuple[tuple[str, int], ...]
    """Parties that deny answers of it, with how many."""
    questions: tuple[Question, ...]
    """Those that it answered last, without what their claims are to each other."""


def question(ledger: Ledger, question_id: str, as_of: str = ALWAYS, recorded: str = ALWAYS) -> Question:
    """A question; raises NotInLedger where it is not here, or was not known then."""
    with said(ledger.path):
        row = _row(ledger, question_id, recorded)
        if row is None or row["gone"]:
            what = f"there is no question {question_id!r}" + (
                "" if row is None else " any more; it was joined with others"
            )
            raise NotInLedger(str(ledger.path), what, "look for it with counterclaim questions")
        if as_of == ALWAYS:
            return _stored(ledger, row, recorded)
        _check_scheme(ledger)
        claims = frozenset(from_json(row["claims"]))
        anew = _anew(ledger, row["block"], as_of, recorded, claims)
        known = [each for each in anew if claims & frozenset(each.claims)]
        if known:
            return max(known, key=lambda each: (each.id == question_id, len(claims & frozenset(each.claims)), each.id))
    raise NotInLedger(str(ledger.path), f"nobody asked question {question_id!r} by {as_of}", "name a later day")


def _check_scheme(ledger: Ledger) -> None:
    """Raise LedgerError where questions cannot be made anew, because their blocks are cut otherwise."""
    if not scheme.holds(ledger.connection):
        what = "its questions were made by another version of reconciliation"
        raise LedgerError(str(ledger.path), what, "bring them up to date: counterclaim check --add-superseding")


def _row(ledger: Ledger, question_id: str, recorded: str) -> Mapping[str, Any] | None:
    found = rows(ledger.connection, "question_row", {"id": question_id, "recorded": recorded})
    return found[0] if found else None


def _stored(ledger: Ledger, row: Mapping[str, Any], recorded: str, *, linked: bool = True) -> Question:
    told = {"question": row["id"], "recorded": recorded}
    answers = rows(ledger.connection, "answers_of_question", told)
    return question_of(row, answers, rows(ledger.connection, "relations_of_question", told) if linked else ())


def _anew(
    ledger: Ledger, block: str, as_of: str, recorded: str, claims: frozenset[str] = frozenset()
) -> list[Question]:
    """The questions of a block by the reports that were published by a day.

    Where `claims` are named, those that hold any of them are right, and others may be missing or cut short.
    """
    decided = overrides.decided(ledger.connection)
    groups = next(iter(overrides.joined(ledger.connection, [block], decided)))
    days = _days_near(ledger, claims, as_of, recorded) if claims and len(groups) == 1 else None
    told = {each: rows_of_block(ledger.connection, each, as_of, recorded, days) for each in groups}
    if days is not None:
        told[block] = near(told[block], days)
    found = {each: overrides.found(told[each], each, decided) for each in groups}
    made = [each for own in overrides.merged(found, decided).values() for each in own]
    kept = ([link for link in each.relations if (link.claim, link.other) not in decided.withdrawn] for each in made)
    return [replace(each, relations=in_order(links, each.claims)) for each, links in zip(made, kept, strict=True)]


def _days_near(ledger: Ledger, claims: frozenset[str], as_of: str, recorded: str) -> tuple[int, int] | None:
    """The days that have a say in the questions of claims which were published by a day."""
    found = rows(ledger.connection, "claims_told", {"claims": as_json(sorted(claims)), "recorded": recorded})
    known = [row for row in found if row["published"] and row["published"][:10] <= as_of]
    return around(map(row_of, told_of(ledger.connection, known)))


def questions(
    ledger: Ledger,
    wanted: Wanted,
    limit: int = 20,
    offset: int = 0,
    as_of: str = ALWAYS,
    recorded: str = ALWAYS,
    *,
    linked: bool = True,
) -> tuple[Question, ...]:
    """Questions by filters, those last reported first; without `linked`, without what their claims are to each other.

    Raises LedgerError.
    """
    with said(ledger.path):
        if as_of != ALWAYS:
            _check_scheme(ledger)
        if as_of == ALWAYS:
            told = asdict(wanted) | {"limit": limit, "offset": offset, "recorded": recorded}
            counted = wanted.party is not None and recorded == ALWAYS
            found = rows(ledger.connection, "questions_of_party" if counted else "questions_listed", told)
            return tuple(_stored(ledger, row, recorded, linked=linked) for row in found)
        every = (each for each in _known_by(ledger, wanted, as_of, recorded) if _fits(each, wanted))
        kept = [each for position, each in zip(range(offset + limit), every, strict=False) if position >= offset]
        return tuple(kept)


def _known_by(ledger: Ledger, wanted: Wanted, as_of: str, recorded: str) -> Iterator[Question]:
    """Questions as they were known on a day, in the order of what is known now."""
    until = min(wanted.until or as_of, as_of)
    told = asdict(wanted) | {"status": None, "size": 1, "until": until, "since": None, "recorded": recorded}
    blocks: dict[str, list[Question]] = {}
    given: set[str] = set()
    start = 0
    while True:
        found = rows(ledger.connection, "questions_listed", told | {"limit": CANDIDATES, "offset": start})
        for row in found:
            if row["block"] not in blocks:
                blocks[row["block"]] = _anew(ledger, row["block"], as_of, recorded)
            claims = frozenset(from_json(row["claims"]))
            for each in blocks[row["block"]]:
                if each.id not in given and not claims.isdisjoint(each.claims):
                    given.add(each.id)
                    yield each
        start += CANDIDATES
        if len(found) < CANDIDATES:
            return


def _fits(asked: Question, wanted: Wanted) -> bool:
    """Whether a question made anew still is what was asked for."""
    return (wanted.status is None or asked.status == wanted.status) and len(asked.claims) >= wanted.size


def brief(ledger: Ledger, question_id: str) -> Question:
    """A question as it stands now, without what its claims are to each other; raises NotInLedger where it is not."""
    with said(ledger.path):
        row = _row(ledger, question_id, ALWAYS)
        if row is not None and not row["gone"]:
            return _stored(ledger, row, ALWAYS, linked=False)
    raise NotInLedger(str(ledger.path), f"there is no question {question_id!r}", "counterclaim questions lists them")


def told(ledger: Ledger, asked: Question, recorded: str = ALWAYS) -> dict[str, Told]:
    """The claims behind a question, by id, with their reports' outlets and days. Raises LedgerError."""
    with said(ledger.path):
        found = rows(ledger.connection, "claims_told", {"claims": as_json(asked.claims), "recorded": recorded})
        return {each.claim.id: each for each in told_of(ledger.connection, found)}


def party(ledger: Ledger, code: str, limit: int = 20) -> PartyView:
    """What a ledger holds of a party; raises NotInLedger where it is never named as a speaker or answer."""
    with said(ledger.path):
        named = {"party": code, "limit": limit}
        claims = rows(ledger.connection, "party_events", {"party": code})
        statuses = rows(ledger.connection, "party_statuses", {"party": code})
        denied = rows(ledger.connection, "party_denied", {"party": code})
        if not claims and not statuses:
            raise NotInLedger(
                str(ledger.path), f"party {code!r} says nothing here", "write its code, as in UKR or hamas"
            )
        answered = dict.fromkeys(row["question"] for row in rows(ledger.connection, "party_answers", named))
        found = (_row(ledger, each, ALWAYS) for each in answered)
        last = tuple(_stored(ledger, row, ALWAYS, linked=False) for row in found if row is not None)
    return PartyView(
        code,
        tuple((row["event"], row["stance"], row["claims"], row["reports"]) for row in claims),
        tuple((row["status"], row["questions"]) for row in statuses),
        tuple((row["party"], row["answers"]) for row in denied),
        last,
    )
