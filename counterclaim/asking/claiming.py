"""Makes claims of what a language model stated about a report: its words found, its numbers and days read anew.

In: rows of an answer and the ground of their report. Out: claims that stand in it, and a reason for each row that does
not. Numbers and days are those that our own readers find in the words that the model points to, never the model's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from counterclaim.asking.answer import Stated
from counterclaim.asking.finding import Text
from counterclaim.coding.counting import NAMED_PEOPLE
from counterclaim.coding.grounding import Ground, fault, grounded
from counterclaim.model import NARRATOR, SCOPES, UNNAMED, Claim, Period, Quantity, Span

SHOWN: Final = 60
"""Characters of a quotation that a reason repeats."""
NOBODY: Final = frozenset({NARRATOR, UNNAMED})


class _Invented(Exception):
    """Words that do not stand where they should."""


def claims_of(rows: Sequence[Stated | str], ground: Ground) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """The claims of an answer, in its order, and why each row that is none was refused."""
    text = Text(ground.text)
    made: dict[int, Claim] = {}
    refused: list[str] = []
    for position, row in enumerate(rows):
        try:
            made[position] = _claim(row, text, ground)
        except _Invented as invented:
            refused.append(f"claim {position}: {invented}")
    for position, row in enumerate(rows):
        if position in made and isinstance(row, Stated) and row.denies:
            links = dict.fromkeys(made[each].id for each in row.denies if each in made and each != position)
            made[position] = replace(made[position], denies=tuple(links))
    kept, rejected = grounded(tuple(made.values()), ground)
    return kept, (*refused, *(f"{_short(each.claim.evidence.text)}: {each.reason}" for each in rejected))


def _claim(row: Stated | str, text: Text, ground: Ground) -> Claim:
    """The claim of one row. Raises _Invented."""
    if isinstance(row, str):
        raise _Invented(row)
    evidence = text.find(row.evidence)
    if evidence is None:
        raise _Invented(f"evidence “{_short(row.evidence)}” does not stand in the report")
    party = _party(row.speaker_party, ground) or row.speaker_party
    quantity = _quantity(row, text, evidence, ground)
    claim = Claim(
        report=ground.report.id,
        speaker_party=party,
        stance=row.stance.lower(),
        event=row.event.lower(),
        evidence=evidence,
        speaker=_found("speaker", None if party == NARRATOR else row.speaker, text, evidence),
        actor=_side(row.actor, ground),
        target=_side(row.target, ground),
        unit=row.unit.lower() if row.unit else None,
        quantity=quantity,
        scope=(row.scope if row.scope in SCOPES else "incident") if quantity else None,
        period=_period(row, text, evidence, ground),
        place=_found("place", row.place, text, evidence),
        via=tuple(dict.fromkeys(_outlet(name, ground) for name in row.via)),
        cue=_found("cue", row.cue, text, evidence),
        trigger=_found("trigger", row.trigger, text, evidence),
    )
    if reason := fault(claim, ground):
        raise _Invented(f"{reason} (“{_short(evidence.text)}”)")
    return claim


def _found(field: str, words: str | None, text: Text, evidence: Span) -> Span | None:
    """Where the words stand, in the evidence or nearest to it. Raises _Invented."""
    if words is None:
        return None
    found = text.find(words, evidence)
    if found is None:
        raise _Invented(f"{field} “{_short(words)}” does not stand in the report")
    return found


def _quantity(row: Stated, text: Text, evidence: Span, ground: Ground) -> Quantity | None:
    """The number as our reader reads it in the words of the evidence; None where it reads none. Raises _Invented."""
    if row.number is None or row.unit is None:
        return None
    written = text.within(row.number, evidence)
    if written is None:
        raise _Invented(f"number “{_short(row.number)}” does not stand in its evidence “{_short(evidence.text)}”")
    number = ground.number_in(written)
    if number is not None:
        span = Span(number.start, number.end, ground.text[number.start : number.end])
        return Quantity(number.low, number.high, number.qualifier, span)
    if any(letter.isdigit() for letter in written.text):
        return None
    named = row.unit in NAMED_PEOPLE and written.text[0].isupper()
    return Quantity(1, 1, "exact", written) if named or ground.one_in(written) else None


def _period(row: Stated, text: Text, evidence: Span, ground: Ground) -> Period | None:
    """The days as our reader reads them in the words for the time; None where it reads none. Raises _Invented."""
    written = _found("time", row.time, text, evidence)
    time = ground.time_in(written) if written else None
    if time is None or (time.first is None and time.stop is None):
        return None
    return Period(time.first, time.stop, Span(time.start, time.end, ground.text[time.start : time.end]))


def _party(said: str | None, ground: Ground) -> str | None:
    """The code of a party that was given as code or by its name; as it was said where it is neither."""
    if said is None:
        return None
    for code in (said, said.upper(), said.lower()):
        if code in NOBODY or code in ground.parties:
            return code
    meant = _named(said, ground)
    written = slug(said)
    return meant[0] if len(meant) == 1 else written if ground.names(written) else said


def _named(said: str, ground: Ground) -> list[str]:
    """The codes that a name of the report can stand for."""
    return [code for code, words in ground.parties.items() if said.lower() in map(str.lower, words)]


def _side(said: str | None, ground: Ground) -> str | None:
    """The code of a party that acts or suffers; nobody where the model names the report itself or somebody unnamed."""
    party = _party(said, ground)
    return None if party in NOBODY else party


def _outlet(said: str, ground: Ground) -> str:
    """The slug of an outlet by its name."""
    named = [*_named(said, ground), *(code for code, words in ground.parties.items() if _among(words, said))]
    return next((code for code in named if code.islower()), slug(said))


def _among(words: Sequence[str], said: str) -> bool:
    """Whether one of these names stands whole among what was said: "TASS" in "the TASS agency"."""
    return any(f"-{slug(name)}-" in f"-{slug(said)}-" for name in words)


def slug(name: str) -> str:
    """A name as the codebook writes those without a code: small letters and hyphens."""
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
