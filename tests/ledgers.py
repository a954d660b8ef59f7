"""Small ledgers for tests, made of the demo's reports, and what tests do to their files."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import counterclaim
from counterclaim.coding import coders
from counterclaim.ledger import Ledger
from counterclaim.ledger.appending import By
from counterclaim.ledger.recoding import read
from counterclaim.ledger.settling import settle
from counterclaim.ledger.store import Fresh, fresh
from counterclaim.model import Report
from counterclaim.reading.sources import read_located

DEMO = Path(counterclaim.__file__).parent / "demo"
DAYS = 28
"""Days over which copies of the demo are spread."""
ANNA = By("Anna", "as a test")


@cache
def demo(*names: str) -> tuple[Report, ...]:
    """The reports of the demo."""
    paths = [DEMO / name for name in names or ("vi.jsonl", "en.jsonl")]
    return tuple(found for _, found in read_located(paths) if isinstance(found, Report))


def ready(report: Report) -> Fresh:
    """A report coded by rules."""
    return fresh(report, read(coders.coder_named("rules"), report), "rules")


def many(count: int) -> list[Report]:
    """Reports like those of the demo, each with its own number and day, none a copy of another."""
    lots, told = random.Random(count), []
    for number in range(count):
        report = demo()[number % len(demo())]
        body = " ".join(f"{part} {lots.randrange(10**6)}." for part in report.body.split(". "))
        day = f"2020-10-{1 + number % DAYS:02}"
        told.append(replace(report, id=f"{report.id}-{number}", body=f"{number} {body}", published=day))
    return told


def fill(path: Path, reports: Iterable[Report] | None = None, batch: int = 4) -> Path:
    """A ledger of reports, closed, with nothing left in its log."""
    told = tuple(demo() if reports is None else reports)
    with Ledger(path, write=True) as ledger:
        for start in range(0, len(told), batch):
            ledger.add([ready(report) for report in told[start : start + batch]], ANNA)
    bring_home(path)
    return path


def settled(path: Path, reports: Iterable[Report] | None = None) -> Path:
    """A ledger of reports, by default the demo's, with their questions; made once in a run for the same reports."""
    path.write_bytes(_settled(tuple(demo() if reports is None else reports)))
    return path


@cache
def _settled(reports: tuple[Report, ...]) -> bytes:
    with TemporaryDirectory() as folder:
        path = fill(Path(folder) / "war.ledger", reports)
        with Ledger(path, write=True) as ledger:
            settle(ledger, ANNA)
        bring_home(path)
        return path.read_bytes()


def bring_home(path: Path) -> None:
    """Write the log back into the file."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    connection.close()


def contents(path: Path) -> list[tuple[object, ...]]:
    """Every commit's number and link: equal lists, equal ledgers."""
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT seq, link FROM commits ORDER BY seq").fetchall()
    connection.close()
    return found


def edit(path: Path, *statements: str) -> None:
    """Change a ledger as somebody would who does not want it to be seen: guards away, change, guards back."""
    connection = sqlite3.connect(path, isolation_level=None)
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    for each in statements:
        connection.execute(each)
    for _, sql in guards:
        connection.execute(sql)
    connection.close()
    bring_home(path)
