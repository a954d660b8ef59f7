"""Full text over stored reports and their evidence: words, phrases and filters enter, hits and counts by facet leave.

Marks do not matter for finding ("da nang" finds "Đà Nẵng"), but what has the words exactly as typed comes first.
Only the newest version of each report is searched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from counterclaim.errors import LedgerError
from counterclaim.ledger.connection import said
from counterclaim.ledger.folding import forms
from counterclaim.ledger.lookup import ALWAYS, rows
from counterclaim.ledger.statements import statement
from counterclaim.ledger.store import Ledger

FACETS: Final = ("outlet", "lang", "month", "event", "party", "status")
MOST_VALUES: Final = 12
"""Values of one facet that are given, the most frequent first."""
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
    written, folded = queries(words, ledger.path)
    told = asdict(filters or Filters()) | {"written": written, "folded": folded}
    connection = ledger.connection
    with said(ledger.path):
        connection.execute("BEGIN")  # hits, page and counts are of one moment
        try:
            connection.execute(statement("make_hits"))
            connection.execute(statement("clear_hits"))
            connection.execute(statement("hit_reports"), told)
            total, exact = connection.execute(statement("hits_counted")).fetchone()
            shown = rows(connection, "hits_shown", {"limit": limit, "offset": offset})
            facets = {
                facet: tuple((row["value"], row["count"]) for row in rows(connection, f"facet_{facet}", _MOST))
                for facet in FACETS
            }
        finally:
            connection.execute("ROLLBACK")
    first = _first_words(words)
    hits = tuple(
        Hit(
            row["id"],
            row["outlet"],
            row["published"],
            row["lang"],
            row["title"],
            _snippet(row, first),
            bool(row["exact"]),
        )
        for row in shown
    )
    return Found(total, exact, hits, facets)


_MOST: Final = {"most": MOST_VALUES}


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
    folded, places = [], []
    for place, letter in enumerate(text):
        for piece in forms(letter).folded:
            folded.append(piece)
            places.append(place)
    whole = "".join(folded)
    found = [place for term in terms if term and (place := whole.find(term)) >= 0]
    middle = places[min(found)] if found else 0
    start = max(0, min(middle - SNIPPET // 3, len(text) - SNIPPET))
    cut = " ".join(text[start : start + SNIPPET].split())
    return ("…" if start else "") + cut + ("…" if start + SNIPPET < len(text) else "")
