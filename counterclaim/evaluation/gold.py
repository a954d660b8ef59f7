"""Reads reports and the claims that people coded from them.

Enters: paths of JSON lines, plain or .gz: reports (`NAME.items.jsonl`) and their claims (`NAME.claims.jsonl`).
Leaves: reports and claims by report id, in the order of the file, or a GoldError with file and line.
It does not judge the coding, and knows no folder: the caller says where the gold lies.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from counterclaim.errors import GoldError, RefusedReport
from counterclaim.model import Claim, Report
from counterclaim.reading.interchange import claims_from_json
from counterclaim.reading.sources import read_located


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Reports that people coded, with the claims they found."""

    reports: Mapping[str, Report]
    """The coded reports by id."""
    claims: Mapping[str, tuple[Claim, ...]]
    """The claims of each of these reports; empty where it makes none."""


def load(items_path: Path, gold_path: Path) -> GoldSet:
    """The coded reports of a set; reports that nobody coded stay out. Raises GoldError."""
    reports = read_reports(items_path)
    claims = read_claims(gold_path, reports)
    return GoldSet({report: reports[report] for report in claims}, claims)


def read_reports(path: Path) -> dict[str, Report]:
    """The reports of a file by id. Raises GoldError."""
    reports: dict[str, Report] = {}
    for _, report in read_located([path]):
        if isinstance(report, RefusedReport):
            raise GoldError(str(report))
        reports[report.id] = report
    return reports


def read_claims(path: Path, reports: Mapping[str, Report]) -> dict[str, tuple[Claim, ...]]:
    """The claims of a file by report id; `reports` are those they were coded from. Raises GoldError."""
    coded: dict[str, tuple[Claim, ...]] = {}
    for where, row in rows(path):
        report = row.get("report") if isinstance(row, dict) else None
        if not isinstance(report, str) or report not in reports:
            raise GoldError(
                f"{where}: there is no report {report!r} to these claims; are these items and gold of one set?"
            )
        if report in coded:
            raise GoldError(f"{where}: report {report!r} is coded twice; remove one")
        coded[report] = claims_from_json(row, reports[report], where)
    return coded


def rows(path: Path) -> Iterator[tuple[str, object]]:
    """Each line that is not blank, decoded, with "file:line" before it."""
    number = 0
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{path}:{number}", msgspec.json.decode(line)
    except (OSError, EOFError, zlib.error) as fault:
        raise GoldError(f"{path}: cannot be read: {fault}; check the path") from fault
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise GoldError(f"{path}:{number}: this is no JSON: {fault}; write one object a line, as UTF-8") from fault
