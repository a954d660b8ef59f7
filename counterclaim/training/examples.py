"""Coded reports to learn from: hand-coded sets, offsets into the corpora, and reviews that a newsroom accepted.

Files in the scorer's form enter, `Example`s leave. A report that stands in several sources counts once, the last one.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from counterclaim.errors import GoldError
from counterclaim.evaluation.gold import read_reports, rows
from counterclaim.model import Claim, Report
from counterclaim.reading.interchange import claims_from_json, report_from_json

TEXTS: Final = ("speaker", "place", "cue", "trigger", "actor_text", "target_text", "count_text")
"""Fields of a coded claim that are characters of the report; in offsets they are written as [start, end]."""
NOTHING: Final[Mapping[str, Any]] = {
    **dict.fromkeys(
        ("speaker", "actor", "target", "unit", "low", "high", "qualifier", "scope", "start", "end", "place")
    ),
    "via": [],
    "denies": [],
}
"""What a claim says where nothing is said; offsets leave it out."""


@dataclass(frozen=True, slots=True)
class Example:
    """One report that was coded by hand."""

    report: Report
    claims: tuple[Claim, ...]
    triggers: tuple[tuple[int, int] | None, ...]
    """Stored characters of the words that name the event of each claim, where they are known."""
    source: str
    """The set it comes from."""
    known: bool = False
    """Whether the rules were written with this report in view."""


def of_set(items: Path, claims: Path, known: bool = False) -> list[Example]:
    """The examples of reports in one file and their claims in another. Raises GoldError."""
    reports = read_reports(items)
    found: list[Example] = []
    for where, row in rows(claims):
        report = reports.get(row["report"]) if isinstance(row, dict) and isinstance(row.get("report"), str) else None
        if report is None:
            raise GoldError(f"{where}: there is no report to these claims; are {items} and {claims} of one set?")
        found.append(_example(report, row, where, items.name.partition(".")[0], known))  # type: ignore[arg-type]
    return found


def of_offsets(coded: Path, corpora: Path) -> list[Example]:
    """The examples of a file that holds no text, but offsets into reports of the corpora. Raises GoldError."""
    wanted = {row["report"]: (where, row) for where, row in rows(coded) if isinstance(row, dict)}
    reports = {
        report.id: report for report in _looked_up(corpora, {row["corpus"] for _, row in wanted.values()}, wanted)
    }
    found: list[Example] = []
    for name, (where, row) in wanted.items():
        if name not in reports:
            raise GoldError(f"{where}: report {name!r} is not in {corpora}; is it the right folder?")
        found.append(_example(reports[name], _with_text(row, reports[name]), where, coded.stem, known=False))
    return found


def without_repeats(examples: Iterable[Example]) -> list[Example]:
    """Each report once, as the last source has it, in the order of ids."""
    by_id = {example.report.id: example for example in examples}
    return [by_id[name] for name in sorted(by_id)]


def offsets(row: Mapping[str, Any], report: Report, corpus: str) -> dict[str, Any]:
    """A coded report without its text: text fields as [start, end], what is not said left out."""
    claims = []
    for claim in row["claims"]:
        near = claim.get("evidence")
        placed = {field: _span(said, report.text, near) if field in TEXTS else said for field, said in claim.items()}
        claims.append({field: said for field, said in placed.items() if said not in (None, [])})
    return {"report": report.id, "corpus": corpus, "claims": claims}


def _example(report: Report, row: Mapping[str, Any], where: str, source: str, known: bool) -> Example:
    claims = claims_from_json(row, report, where)
    triggers = [_span(claim.get("trigger"), report.text, claim.get("evidence")) for claim in row["claims"]]
    return Example(report, claims, tuple((one[0], one[1]) if one else None for one in triggers), source, known)


def _span(words: str | None, text: str, near: Sequence[int] | None) -> list[int] | None:
    """Where words stand: in the evidence if they do, else where they come first."""
    if not words:
        return None
    at = text.find(words, *near) if near else -1
    at = text.find(words) if at < 0 else at
    return [at, at + len(words)] if at >= 0 else None


def _with_text(row: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """A row of offsets with the characters of the report in their place."""
    claims = []
    for claim in row["claims"]:
        words = {field: report.text[slice(*claim[field])] for field in TEXTS if field in claim}
        claims.append({**NOTHING, **claim, **words})
    return {"report": row["report"], "claims": claims}


def _looked_up(corpora: Path, names: Iterable[str], wanted: Mapping[str, object]) -> Iterator[Report]:
    for name in sorted(names):
        path = corpora / f"{name}.jsonl.gz"
        try:
            with gzip.open(path) as lines:
                for number, line in enumerate(lines, 1):
                    row = msgspec.json.decode(line)
                    if row.get("id") in wanted:
                        yield report_from_json(row, f"{path}:{number}")
        except OSError as fault:
            raise GoldError(f"{path}: cannot be read: {fault}; check the path") from fault
