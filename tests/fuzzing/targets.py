"""What is fuzzed: a target takes any bytes, gives them to one border of the program, and fails where a promise breaks.

A promise is what stands in the docstrings: bad input is refused in one line, spans stand in the text, the same input
gives the same output. Whatever else is raised is a fault of ours.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from counterclaim.coding.coder import coded
from counterclaim.errors import CounterclaimError, GoldError, LedgerError, PackError, RefusedReport, UnknownLanguage
from counterclaim.language.packs import pack_for, supported
from counterclaim.language.packs.loader import FOLDER, load_pack
from counterclaim.ledger import Ledger
from counterclaim.ledger.search import Filters, search
from counterclaim.model import Claim, Report, Span
from counterclaim.reading.interchange import claims_from_json, claims_to_json, report_from_bytes, report_to_json
from counterclaim.reading.material import NOTHING, Given, Limits, Material, Page
from counterclaim.reading.pages import report_of
from counterclaim.reading.sources import read_material
from counterclaim.reading.text import normal_text

SUFFIXES: Final = (
    ".html",
    ".jsonl",
    ".json",
    ".csv",
    ".rss",
    ".warc",
    ".zip",
    ".tar",
    ".md",
    ".txt",
    ".parquet",
    ".gz",
    "",
)
SMALL: Final = Given(
    limits=Limits(report=200_000, unpacked=2_000_000, unsuspicious=1_000_000, members=50, entries=50, feed=200_000,
                  spooled=2_000_000)
)  # fmt: skip
"""Limits under which no input of a fuzzer can take long and mean it."""
DAY: Final = date(2025, 11, 26)


def text_of(data: bytes) -> str:
    """Any text: bytes as UTF-8, what is none kept as lone surrogates are never stored."""
    return data.decode("utf-8", "replace")


def one_line(error: CounterclaimError) -> None:
    """A refusal is one line that says something."""
    assert "\n" not in str(error)
    assert str(error).strip()


def normal(data: bytes) -> None:
    """The normal form and its way back."""
    text = text_of(data)
    made = normal_text(text)
    assert len(made.shown) == len(made.lower) == len(made.words)
    for position in range(0, len(made.shown), max(1, len(made.shown) // 50)):
        start, end = made.stored_span(position, position + 1)
        assert 0 <= start <= end <= len(text)


def numbers(data: bytes) -> None:
    """Numbers in every language: where they stand, and low never above high."""
    text = normal_text(text_of(data))
    for lang in supported():
        for found in pack_for(lang).numbers.find(text.lower):
            assert 0 <= found.start < found.end <= len(text.lower)
            assert found.low is None or found.high is None or found.low <= found.high


def times(data: bytes) -> None:
    """Times in every language: where they stand, and none ends before it starts."""
    text = normal_text(text_of(data))
    for lang in supported():
        for published in (DAY, None, date.min, date.max):
            for found in pack_for(lang).times.find(text.lower, published):
                assert 0 <= found.start < found.end <= len(text.lower)


def spans_of(claim: Claim) -> list[Span]:
    """All characters that a claim points at."""
    quantity, period = claim.quantity, claim.period
    some = [claim.evidence, claim.speaker, claim.place, claim.cue, claim.trigger, *claim.further]
    some += [quantity.written if quantity else None, period.written if period else None]
    return [span for span in some if span is not None]


def code(data: bytes) -> None:
    """A report coded: all spans in its text, the same claims again, JSON and back."""
    title, _, body = text_of(data).partition("\x00")
    for published in ("2025-11-26", "0001-01-01", "9999-12-31", None):
        report = Report(id="r", title=title if body else "", body=body or title, published=published)
        try:
            promised(report)
        except UnknownLanguage as error:
            one_line(error)


def promised(report: Report) -> None:
    """What coding one report promises."""
    found = coded(report)
    for claim in found.claims:
        for span in spans_of(claim):
            assert 0 <= span.start < span.end <= len(report.text)
            assert report.text[span.start : span.end] == span.text
        assert claim.low is None or claim.high is None or claim.low <= claim.high
    assert coded(report) == found
    back = claims_from_json(claims_to_json("r", found.claims), report, "back")
    assert [each.id for each in back] == [each.id for each in found.claims]


def source(data: bytes) -> None:
    """Any file of any kind: reports or refusals, one line each, and every report can be written down."""
    suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else ""
    stream = io.BufferedReader(io.BytesIO(data[1:]))  # type: ignore[arg-type]
    for _, found in read_material(Material("fuzzed", f"file{suffix}", stream), SMALL):
        outcome = found
        if isinstance(found, Page):
            try:
                outcome = report_of(found, SMALL)
            except RefusedReport as error:
                outcome = error
        if isinstance(outcome, RefusedReport):
            one_line(outcome)
        else:
            json.dumps(report_to_json(outcome)).encode()  # type: ignore[arg-type]


def line(data: bytes) -> None:
    """A report of one line of JSON, there and back."""
    try:
        report = report_from_bytes(data, "fuzzed:1", NOTHING)
    except RefusedReport as error:
        one_line(error)
        return
    if report is not None:
        again = report_from_bytes(json.dumps(report_to_json(report)).encode(), "again:1", NOTHING)
        assert again == replace(report, raw=again.raw if again else None)


def claims(data: bytes) -> None:
    """Claims as JSON: read or refused in one line."""
    report = Report(id="r", body="Ukraine said 31 soldiers had died in Kyiv on Monday; Russia denied it.")
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return
    try:
        found = claims_from_json(told, report, "fuzzed")
    except GoldError as error:
        one_line(error)
        return
    for claim in found:
        assert report.text[claim.evidence.start : claim.evidence.end] == claim.evidence.text


_FILES: Final = tuple(sorted(path.name for path in (FOLDER / "en").glob("*.toml")))


@cache
def _pack() -> dict[str, bytes]:
    return {name: (FOLDER / "en" / name).read_bytes() for name in _FILES}


def pack(data: bytes) -> None:
    """A pack with bytes put into one of its files: loaded, or refused in one line that names the file."""
    if len(data) < 4:
        return
    name = _FILES[data[0] % len(_FILES)]
    whole = _pack()[name]
    at = int.from_bytes(data[1:3], "big") % (len(whole) + 1)
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "en"
        own.mkdir()
        for each, content in _pack().items():
            (own / each).write_bytes(whole[:at] + data[4:] + whole[at + data[3] % 32 :] if each == name else content)
        try:
            load_pack(own)
        except PackError as error:
            one_line(error)


@cache
def _ledger() -> Ledger:
    from ledgers import fill

    return Ledger(fill(Path(tempfile.mkdtemp()) / "fuzzed.ledger"))


def words(data: bytes) -> None:
    """Words typed into the search: found, or refused in one line."""
    typed, _, rest = text_of(data).partition("\x00")
    party, _, since = rest.partition("\x00")
    try:
        found = search(_ledger(), typed, Filters(party=party or None, since=since or None))
    except LedgerError as error:
        one_line(error)
        return
    assert 0 <= found.exact <= found.total
    assert len(found.hits) <= found.total


@cache
def _site() -> object:
    from browsing import Site

    from counterclaim.web.app import app

    return Site(app(_ledger().path))


def address(data: bytes) -> None:
    """Any address of the site: never a fault of ours."""
    typed = re.sub(r"[^!-~]", "", data.decode("latin-1"))
    answer = _site().get("/" + typed.lstrip("/"))  # type: ignore[attr-defined]
    assert answer.status_code < 500, answer.status_code


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    each.__name__: each for each in (normal, numbers, times, code, source, line, claims, pack, words, address)
}
