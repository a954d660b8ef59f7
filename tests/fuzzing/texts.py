"""Targets that take a text: its normal form, numbers and times in it, its claims, what a language model says of it.

A target takes any bytes, gives them to one border of the program, and fails where a promise breaks. A promise is what
stands in the docstrings: bad input is refused in one line, spans stand in the text in order, the same input gives the
same output. Whatever else is raised is a fault of ours.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Final

from counterclaim.asking.answer import rows_of
from counterclaim.asking.claiming import claims_of
from counterclaim.coding.coder import Coded, coded
from counterclaim.coding.coders import coder_named
from counterclaim.coding.grounding import Ground, ground_of, grounded
from counterclaim.errors import CounterclaimError, NoAnswer, UnknownLanguage
from counterclaim.language.packs import pack_for, supported
from counterclaim.model import Claim, Report, Span
from counterclaim.reading.interchange import claims_from_json, claims_to_json
from counterclaim.reading.text import normal_text

DAY: Final = date(2025, 11, 26)
ASKED: Final = "Ukraine said on Monday that 31 soldiers had died in Kyiv, Reuters reported; Russia denied it."


def text_of(data: bytes) -> str:
    """Any text: bytes as UTF-8, what is none replaced."""
    return data.decode("utf-8", "replace")


def one_line(error: CounterclaimError) -> None:
    """A refusal is one line that says something."""
    assert "\n" not in str(error)
    assert str(error).strip()


def normal(data: bytes) -> None:
    """The normal form and its way back, which goes forward as the text does."""
    text = text_of(data)
    made = normal_text(text)
    assert len(made.shown) == len(made.lower) == len(made.words)
    last = 0
    for position in range(0, len(made.shown), max(1, len(made.shown) // 50)):
        start, end = made.stored_span(position, position + 1)
        assert last <= start <= end <= len(text)
        last = start


def numbers(data: bytes) -> None:
    """Numbers in every language: where they stand, one after the other, low never above high, twice the same."""
    text = normal_text(text_of(data))
    for lang in supported():
        found, last = pack_for(lang).numbers.find(text.lower), 0
        for number in found:
            assert last <= number.start < number.end <= len(text.lower)
            assert number.low is None or number.high is None or number.low <= number.high
            last = number.end
        assert pack_for(lang).numbers.find(text.lower) == found


def times(data: bytes) -> None:
    """Times in every language: where they stand, one after the other, none ends before it starts, twice the same."""
    text = normal_text(text_of(data))
    for lang in supported():
        for published in (DAY, None, date.min, date.max):
            found, last = pack_for(lang).times.find(text.lower, published), 0
            for time in found:
                assert last <= time.start < time.end <= len(text.lower)
                assert time.first is None or time.stop is None or time.first < time.stop
                last = time.end
            assert pack_for(lang).times.find(text.lower, published) == found


def spans_of(claim: Claim) -> list[Span]:
    """All characters that a claim points at."""
    quantity, period = claim.quantity, claim.period
    some = [claim.evidence, claim.speaker, claim.place, claim.cue, claim.trigger, *claim.further]
    some += [quantity.written if quantity else None, period.written if period else None]
    return [span for span in some if span is not None]


def stand(claims: tuple[Claim, ...], report: Report) -> None:
    """Every claim of a report points at characters that stand there, and denies only claims that are there."""
    ids = {claim.id for claim in claims}
    for claim in claims:
        for span in spans_of(claim):
            assert 0 <= span.start < span.end <= len(report.text)
            assert report.text[span.start : span.end] == span.text
        assert claim.low is None or claim.high is None or claim.low <= claim.high
        assert claim.period is None or claim.period.start is None or claim.period.stop is None or (
            claim.period.start < claim.period.stop
        )  # fmt: skip
        assert set(claim.denies) <= ids - {claim.id}


def code(data: bytes) -> None:
    """A report coded by the rules, on any day."""
    for published in ("2025-11-26", "0001-01-01", "9999-12-31", None):
        _coded(data, published, coded)


def learned(data: bytes) -> None:
    """A report coded by the coder that learned: rules, encoder and judge."""
    _coded(data, "2025-11-26", coder_named("learned"))


def _coded(data: bytes, published: str | None, coder: Callable[[Report], Coded]) -> None:
    title, _, body = text_of(data).partition("\x00")
    report = Report(id="r", title=title if body else "", body=body or title, published=published)
    try:
        promised(report, coder)
    except UnknownLanguage as error:
        one_line(error)


def promised(report: Report, coder: Callable[[Report], Coded]) -> None:
    """What coding one report promises: spans in its text, all grounded there, the same again, JSON and back."""
    found = coder(report)
    stand(found.claims, report)
    ground = ground_of(report)
    assert grounded(found.claims, ground) == (found.claims, ())
    assert coder(report) == found
    back = claims_from_json(claims_to_json("r", found.claims), report, "back")
    assert [each.id for each in back] == [each.id for each in found.claims]


@cache
def _ground() -> Ground:
    return ground_of(Report("r", ASKED, "en", published="2025-11-26"))


def answer(data: bytes) -> None:
    """What a language model answered: claims that stand in the report, or reasons of one line."""
    try:
        rows = rows_of(text_of(data))
    except NoAnswer as error:
        one_line(error)
        return
    found, refused = claims_of(rows, _ground())
    stand(found, _ground().report)
    assert grounded(found, _ground()) == (found, ())
    assert all(reason.strip() and "\n" not in reason for reason in refused)
    assert claims_of(rows, _ground()) == (found, refused)
    json.dumps(claims_to_json("r", found))
