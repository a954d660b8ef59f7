"""Targets that take a file: readers of all kinds, one line of JSON, claims as JSON."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Final

from fuzzing.texts import one_line, stand

from counterclaim.errors import GoldError, RefusedReport
from counterclaim.model import Report
from counterclaim.reading.interchange import claims_from_json, claims_to_json, report_from_bytes, report_to_json
from counterclaim.reading.material import NOTHING, Given, Limits, Material, Page
from counterclaim.reading.pages import report_of
from counterclaim.reading.sources import read_material

SUFFIXES: Final = (
    ".html", ".jsonl", ".json", ".csv", ".rss", ".warc", ".zip", ".tar", ".md", ".txt", ".parquet", ".gz", "",
)  # fmt: skip
SMALL: Final = Given(
    limits=Limits(report=200_000, unpacked=2_000_000, unsuspicious=1_000_000, members=50, entries=50, feed=200_000,
                  spooled=2_000_000)
)  # fmt: skip
"""Limits under which no input of a fuzzer can take long and mean it."""


def outcomes(suffix: str, content: bytes) -> list[tuple[str, Report | str]]:
    """What a file holds: reports, and refusals as they are said."""
    found_all: list[tuple[str, Report | str]] = []
    stream = io.BufferedReader(io.BytesIO(content))  # type: ignore[arg-type]
    for where, found in read_material(Material("fuzzed", f"file{suffix}", stream), SMALL):
        outcome = found
        if isinstance(found, Page):
            try:
                outcome = report_of(found, SMALL)
            except RefusedReport as error:
                outcome = error
        if isinstance(outcome, RefusedReport):
            one_line(outcome)
            found_all.append((where, str(outcome)))
        else:
            assert isinstance(outcome, Report)
            found_all.append((where, outcome))
    return found_all


def _read(suffix: str, content: bytes) -> None:
    """Reports or refusals, one line each, twice the same; every report is written as JSON and read back the same."""
    found = outcomes(suffix, content)
    assert outcomes(suffix, content) == found
    for where, outcome in found:
        assert where.strip()
        assert "\n" not in where
        if isinstance(outcome, Report):
            _there_and_back(outcome)


def _there_and_back(report: Report) -> None:
    again = report_from_bytes(json.dumps(report_to_json(report)).encode(), "again:1", NOTHING)
    assert again == replace(report, raw=again.raw if again else None)


def source(data: bytes) -> None:
    """Any file of any kind."""
    _read(SUFFIXES[data[0] % len(SUFFIXES)] if data else "", data[1:])


def page(data: bytes) -> None:
    """A page in HTML."""
    _read(".html", data)


def feed(data: bytes) -> None:
    """A feed in RSS or Atom."""
    _read(".rss", data)


def warc(data: bytes) -> None:
    """A crawl."""
    _read(".warc", data)


def archive(data: bytes) -> None:
    """A zip or tar archive, compressed or not."""
    _read((".zip", ".tar", ".tar.gz", ".zst")[data[0] % 4] if data else ".zip", data[1:])


def line(data: bytes) -> None:
    """A report of one line of JSON, there and back."""
    try:
        report = report_from_bytes(data, "fuzzed:1", NOTHING)
    except RefusedReport as error:
        one_line(error)
        return
    if report is not None:
        _there_and_back(report)


def claims(data: bytes) -> None:
    """Claims as JSON: read, standing in their report and written again the same, or refused in one line."""
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
    stand(found, report)
    assert claims_from_json(claims_to_json("r", found), report, "again") == found
