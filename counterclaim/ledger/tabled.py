"""Claims of a ledger by the column, for tables of a million rows: a selection enters, pages of columns leave.

`bulk.claims_of` gives the same claims as typed values and is ten times slower. A page maps the name of a column to its
values, all columns as long; nothing is decided or formatted here. Memory does not grow with the ledger.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any, Final

import msgspec

from counterclaim.ledger.bulk import Selection, last_seq, narrowed, snapshot
from counterclaim.ledger.lookup import ALWAYS
from counterclaim.ledger.rows import as_json, from_json
from counterclaim.ledger.statements import statement
from counterclaim.ledger.store import Ledger

ROWS: Final = 5_000
"""Claims of one page."""
CACHE_KIB: Final = 131_072
"""Memory for pages of the file: indexes by id are read at random places."""
WORDS: Final = ("cue", "trigger", "number", "time")
"""Characters of a claim of which the ledger keeps the place alone."""
PLACED: Final = ("evidence", "speaker", "place", *WORDS)
"""Characters of a claim that have a place in the report's text."""

Page = Mapping[str, Sequence[Any]]
"""Name of a column -> its values."""
_Place = tuple[int, int]
OF_REPORTS: Final = frozenset({"since", "until", "outlet", "lang"})
"""Filters that look at reports."""


class _Spans(msgspec.Struct, gc=False):
    """The places of a claim's characters, as the ledger writes them."""

    evidence: _Place
    speaker: _Place | None = None
    place: _Place | None = None
    cue: _Place | None = None
    trigger: _Place | None = None
    number: _Place | None = None
    time: _Place | None = None
    further: list[_Place] = []
    period: bool = False


_spans: Final = msgspec.json.Decoder(_Spans).decode


def claim_pages(ledger: Ledger, selection: Selection) -> Iterator[Page]:
    """The claims of a selection that hold, in the order in which they were recorded. Raises LedgerError."""
    with snapshot(ledger), _cached(ledger):
        told, only = narrowed(ledger, selection)
        told |= {"seq": last_seq(ledger, selection)}
        several = {row[0] for row in ledger.connection.execute(statement("claims_told_anew"))}
        cursor = ledger.connection.execute(statement("claims_tabled", _given(told)), told)
        names = [each[0] for each in cursor.description]
        while rows := cursor.fetchmany(ROWS):
            page: dict[str, Sequence[Any]] = dict(zip(names, zip(*rows, strict=True), strict=True))
            newest = _newest(ledger, several.intersection(page["id"]), told["seq"])
            kept = [
                (claim not in several or row in newest) and (only is None or claim in only)
                for claim, row in zip(page["id"], page["row"], strict=True)
            ]
            if not all(kept):
                page = {name: tuple(compress(values, kept)) for name, values in page.items()}
            if page["id"]:
                yield _completed(ledger, page, told)


@contextlib.contextmanager
def _cached(ledger: Ledger) -> Iterator[None]:
    """More memory for pages of the file, while the block runs."""
    (before,) = ledger.connection.execute("PRAGMA cache_size").fetchone()
    ledger.connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    try:
        yield
    finally:
        with contextlib.suppress(sqlite3.ProgrammingError):
            ledger.connection.execute(f"PRAGMA cache_size = {before}")


def _given(told: Mapping[str, Any]) -> frozenset[str]:
    """The names of the filters that are asked for; reports are looked at only where a filter needs them."""
    given = {name for name, value in told.items() if value is not None and value != ALWAYS}
    return frozenset(given | {"published" if given & OF_REPORTS else "unpublished"})


def _newest(ledger: Ledger, claims: Iterable[str], seq: int) -> frozenset[int]:
    """The rows that hold of claims that have several."""
    told = {"claims": as_json(sorted(claims)), "seq": seq}
    return frozenset(row[0] for row in ledger.connection.execute(statement("newest_rows"), told))


def _completed(ledger: Ledger, page: dict[str, Sequence[Any]], told: Mapping[str, Any]) -> Page:
    """A page of rows with what stands in reports, commits, tellings and questions, and all lists as lists."""
    del page["row"]
    spans = [_spans(each) for each in page.pop("spans")]
    numbers = page.pop("printed")
    page |= _joined(ledger, "reports_tabled", numbers) | _joined(ledger, "commits_tabled", page["commit"])
    page |= _placed(spans) | _worded(ledger, page["evidence"], numbers, spans)
    page |= _reconciled(ledger, page["id"], told)
    for name in ("via", "denies", "place_within"):
        page[name] = [from_json(each) if each and each != "[]" else [] for each in page[name]]
    page["row_sha256"] = [each.hex() for each in page.pop("digest")]
    page["time_open"] = [each.period for each in spans]
    return page


def _reconciled(ledger: Ledger, claims: Sequence[str], told: Mapping[str, Any]) -> dict[str, Sequence[Any]]:
    """The questions that claims are about, and where these say that it happened."""
    asked = {"claims": as_json(claims), "seq": told["seq"]}
    given = frozenset({"recorded"} if told["recorded"] != ALWAYS else ())
    questions: dict[str, list[str]] = {}
    for claim, question in ledger.connection.execute(statement("questions_tabled", given), asked):
        questions.setdefault(claim, []).append(question)
    found = ledger.connection.execute(statement("places_tabled", given), asked)
    places = {claim: (code, within) for claim, code, within in found}
    nowhere = (None, None)
    return {
        "questions": [questions.get(claim, []) for claim in claims],
        "place_code": [places.get(claim, nowhere)[0] for claim in claims],
        "place_within": [places.get(claim, nowhere)[1] for claim in claims],
    }


def _joined(ledger: Ledger, name: str, numbers: Sequence[int]) -> dict[str, Sequence[Any]]:
    """The columns that a statement gives for numbers of rows, each as often as its number stands there."""
    cursor = ledger.connection.execute(statement(name), {"numbers": as_json(sorted(set(numbers)))})
    names = [each[0] for each in cursor.description][1:]
    found = {row[0]: row[1:] for row in cursor}
    columns = zip(*[found[number] for number in numbers], strict=True)
    return dict(zip(names, columns, strict=True))


def _placed(spans: Iterable[_Spans]) -> dict[str, Sequence[Any]]:
    """First character and one past the last of each kind of characters."""
    page: dict[str, Sequence[Any]] = {}
    for name in PLACED:
        places = [getattr(each, name) for each in spans]
        page[f"{name}_start"] = [place[0] if place else None for place in places]
        page[f"{name}_end"] = [place[1] if place else None for place in places]
    return page


def _worded(
    ledger: Ledger, evidence: Sequence[str], numbers: Sequence[int], spans: Sequence[_Spans]
) -> dict[str, Sequence[Any]]:
    """The characters that the ledger keeps the place of alone: most stand in the evidence, the rest in the text."""
    outside = {number for number, each in zip(numbers, spans, strict=True) if each.further or _reaches_out(each)}
    texts: Mapping[int, str] = {}
    if outside:
        told = {"numbers": as_json(sorted(outside))}
        texts = dict(ledger.connection.execute(statement("texts_numbered"), told).fetchall())
    page: dict[str, Sequence[Any]] = {name: [] for name in WORDS}
    add: list[tuple[str, Callable[[str | None], None]]] = [(name, page[name].append) for name in WORDS]  # type: ignore[attr-defined]
    for written, number, each in zip(evidence, numbers, spans, strict=True):
        start, end = each.evidence
        for name, append in add:
            place = getattr(each, name)
            if place is None:
                append(None)
            elif place[0] >= start and place[1] <= end:
                append(written[place[0] - start : place[1] - start])
            else:
                append(texts[number][place[0] : place[1]])
    page["further"] = [
        [{"start": a, "end": b, "text": texts[number][a:b]} for a, b in each.further]
        for number, each in zip(numbers, spans, strict=True)
    ]
    return page


def _reaches_out(spans: _Spans) -> bool:
    """Whether any of the words stand outside of the evidence."""
    start, end = spans.evidence
    return any(
        place is not None and (place[0] < start or place[1] > end)
        for place in (spans.cue, spans.trigger, spans.number, spans.time)
    )
