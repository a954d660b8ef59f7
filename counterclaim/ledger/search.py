"""Full text over stored reports: words, phrases and filters enter, hits and counts by facet leave.

Marks do not matter for finding ("da nang" finds "Đà Nẵng"), but what has the words exactly as typed comes first.
Only the newest version of each report is searched. What is counted of each hit stands beside it (`tallies`).
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from counterclaim.errors import LedgerError
from counterclaim.ledger.connection import said
from counterclaim.ledger.folding import forms
from counterclaim.ledger.lookup import ALWAYS, rows
from counterclaim.ledger.rows import as_json
from counterclaim.ledger.statements import statement
from counterclaim.ledger.store import Ledger

FACETS: Final = ("outlet", "lang", "month", "event", "party", "status")
MOST_VALUES: Final = 12
"""Values of one facet that are given, the most frequent first."""
RANKED: Final = 5_000
"""Reports with the words up to which those that speak of them most come first; of more, those published last do."""
SNIPPET: Final = 160
"""Characters shown around the first word that was found."""
_TERM: Final = re.compile(r'"([^"]*)"|(\S+)')
_WORD: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must also be: "by that outlet, since November, with a claim about Ukraine"."""

    party: str | None = None
    """Party code that speaks, acts or suffers in a claim of the report."""
    event: str | None = None
    """Event of that claim."""
    status: str | None = None
    """Status of a question that this claim is about."""
    outlet: str | None = None
    lang: str | None = None
    since: str | None = None
    """First day of publication."""
    until: str | None = None
    """Last day of publication."""
    recorded: str = ALWAYS
    """The time until which reports were added."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One report that was found."""

    report: str
    """Its id."""
    outlet: str | None
    published: str | None
    lang: str | None
    title: str
    snippet: str
    """Characters around the first word found, as stored."""
    exact: bool
    """Whether it has the words as they were typed, marks and all."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: "312 reports, 40 of them exact, here are the first 20"."""

    total: int
    exact: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    """Facet -> its values with how many of all hits have them."""


def search(ledger: Ledger, words: str, filters: Filters | None = None, limit: int = 20, offset: int = 0) -> Found:
    """Search reports; quoted words are a phrase. Raises LedgerError where nothing is asked for."""
    asked = filters or Filters()
    connection = ledger.connection
    with said(ledger.path):
        connection.execute("BEGIN")  # hits, page and counts are of one moment
        try:
            exact, alike = (_matches(connection, query, asked) for query in queries(words, ledger.path))
            wanted = _ordered(connection, exact, offset + limit)[offset:]
            further = offset + limit - max(len(exact.rows), offset)
            if further > 0:
                start = max(0, offset - len(exact.rows))
                wanted += _ordered(connection, alike, start + further)[start:]
            facets = _facets(connection, [*exact.rows, *alike.rows])
            shown = rows(connection, "hits_shown", {"reports": as_json(wanted)})
        finally:
            connection.execute("ROLLBACK")
    first, typed = _first_words(words), {row[0] for row in exact.rows}
    hits = tuple(
        Hit(
            row["id"],
            row["outlet"],
            row["published"],
            row["lang"],
            row["title"],
            _snippet(row, first),
            row["n"] in typed,
        )
        for row in shown
    )
    return Found(len(exact.rows) + len(alike.rows), len(exact.rows), hits, facets)


@dataclass(frozen=True, slots=True)
class _Matches:
    """What one query found."""

    query: str
    matched: int
    """Reports that have the words."""
    rows: Sequence[tuple[int, int, int]]
    """Of those that the filters leave: number of the report, and the ids of its facets."""


def _matches(connection: sqlite3.Connection, query: str, asked: Filters) -> _Matches:
    """What has the words, and what of that the filters leave."""
    days, recorded = bool(asked.since or asked.until), asked.recorded != ALWAYS
    given = frozenset(name for name, wanted in (("days", days), ("recorded", recorded)) if wanted)
    told = {"words": query, "recorded": asked.recorded, "newest": int(not recorded)}
    found = connection.execute(statement("hits", given), told).fetchall()
    left: Sequence[Any] = found
    if days:
        since, until = asked.since or "", asked.until or ALWAYS
        left = [row for row in left if row[3] and row[3] >= since and row[3][:10] <= until]
    if asked.outlet is not None or asked.lang is not None:
        allowed = _allowed(connection, "facets_like_printed", asked)
        left = [row for row in left if row[1] in allowed]
    named = [value for value in (asked.party, asked.event, asked.status) if value is not None]
    if named:
        allowed = _allowed(connection, "facets_like_claimed", asked)
        left = [row for row in left if row[2] in allowed]
    if len(named) > 1:  # facets are of the whole report: one of its claims must be all of it
        told = asdict(asked) | {"reports": as_json([row[0] for row in left])}
        fitting = {row["report"] for row in rows(connection, "reports_claiming", told)}
        left = [row for row in left if row[0] in fitting]
    return _Matches(query, len(found), left)


def _allowed(connection: sqlite3.Connection, name: str, asked: Filters) -> frozenset[int]:
    return frozenset(row["id"] for row in rows(connection, name, asdict(asked)))


def _ordered(connection: sqlite3.Connection, found: _Matches, most: int) -> list[int]:
    """Numbers of the first reports to show: by rank where they are few, by day where they are many."""
    kept = {row[0] for row in found.rows}
    if not kept or most <= 0:
        return []
    if found.matched <= RANKED:
        ranked = connection.execute(statement("ranked"), {"words": found.query})
        return [number for (number,) in ranked if number in kept][:most]
    month = {row["id"]: row["month"] or "" for row in rows(connection, "printed_facets", {"ids": _ids(found.rows, 1)})}
    counted = Counter(month[row[1]] for row in found.rows)
    last: set[str] = set()
    for each in sorted(counted, reverse=True):
        last.add(each)
        if sum(counted[one] for one in last) >= most:
            break
    newest = as_json([row[0] for row in found.rows if month[row[1]] in last])
    return [row["n"] for row in rows(connection, "newest_of", {"reports": newest, "most": most})]


def _ids(found: Iterable[Sequence[int]], column: int) -> str:
    return as_json(sorted({row[column] for row in found}))


def _facets(
    connection: sqlite3.Connection, found: Sequence[Sequence[int]]
) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """For each facet its most frequent values, and the newest months, with how many hits have them."""
    counted: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    times = Counter([row[1] for row in found])
    for row in rows(connection, "printed_facets", {"ids": as_json(list(times))}):
        for facet in ("outlet", "lang", "month"):
            if row[facet] is not None:
                counted[facet][row[facet]] += times[row["id"]]
    times = Counter([row[2] for row in found])
    for row in rows(connection, "claimed_facets", {"ids": as_json(list(times))}):
        for facet in ("event", "party", "status"):
            for value in row[facet].split():
                counted[facet][value] += times[row["id"]]
    return {facet: _first_values(facet, values) for facet, values in counted.items()}


def _first_values(facet: str, counted: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    if facet == "month":
        return tuple(sorted(counted.items(), reverse=True)[:MOST_VALUES])
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES])


def queries(words: str, path: Path) -> tuple[str, str]:
    """The words as queries of FTS5: as written, and folded only. Raises LedgerError where there is no word."""
    terms = [quoted or bare for quoted, bare in _TERM.findall(words) if _WORD.search(quoted or bare)]
    if not terms:
        raise LedgerError(str(path), f"{words!r} holds no word to search for", 'write words, or a "phrase"')
    both = [forms(term.replace('"', " ")) for term in terms]
    exact = "written : (" + " AND ".join(f'"{term.written}"' for term in both) + ")"
    alike = "folded : (" + " AND ".join(f'"{term.folded}"' for term in both) + ")"
    return exact, f"({alike}) NOT ({exact})"


def _first_words(words: str) -> tuple[str, ...]:
    """What a snippet is looked for by, folded."""
    return tuple(forms(quoted or bare).folded.strip(".,;:!?()") for quoted, bare in _TERM.findall(words))


def _snippet(row: Mapping[str, str], terms: tuple[str, ...]) -> str:
    """The characters around the first place where one of the terms stands; the beginning where none is found as one."""
    text = row["body"] or row["title"]
    whole = forms(text).folded
    places: Sequence[int] = range(len(text))
    if len(whole) != len(text):  # letters that become two, or none: each by itself
        pieces = [(piece, place) for place, letter in enumerate(text) for piece in forms(letter).folded]
        whole, places = "".join(piece for piece, _ in pieces), [place for _, place in pieces]
    found = [place for term in terms if term and (place := whole.find(term)) >= 0]
    middle = places[min(found)] if found else 0
    start = max(0, min(middle - SNIPPET // 3, len(text) - SNIPPET))
    cut = " ".join(text[start : start + SNIPPET].split())
    return ("…" if start else "") + cut + ("…" if start + SNIPPET < len(text) else "")
