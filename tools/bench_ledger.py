"""Times reads of a ledger, and adding one report to a copy of it: `python tools/bench_ledger.py LEDGER [REPORTS]`.

Prints p50, p95 and the slowest in milliseconds, and p50 and p95 of processor time, over things chosen at random from
the ledger itself, each asked on a connection that is open. Then reports drawn evenly from REPORTS, with new ids and a
sentence more, are added one by one to a copy of the ledger and reconciled, each with its commit on disk.
"""

from __future__ import annotations

import platform
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from counterclaim.coding import coders
from counterclaim.errors import RefusedReport
from counterclaim.language.credits import credited
from counterclaim.ledger import Ledger
from counterclaim.ledger.appending import By
from counterclaim.ledger.questions import Wanted, party, question, questions, told
from counterclaim.ledger.recoding import read
from counterclaim.ledger.search import Filters, search
from counterclaim.ledger.settling import settle
from counterclaim.ledger.store import fresh
from counterclaim.model import NARRATOR, UNNAMED
from counterclaim.reading.sources import read_located

TIMES = 200
WHO = By("bench")


def say(words: str) -> None:
    """Write to standard output at once."""
    sys.stdout.write(words)
    sys.stdout.flush()


def timed(name: str, calls: Iterator[Callable[[], object]]) -> None:
    """Print how long calls take."""
    spent, worked = [], []
    for call in islice(calls, TIMES):
        start, begun = time.perf_counter(), time.process_time()
        call()
        worked.append(1000 * (time.process_time() - begun))
        spent.append(1000 * (time.perf_counter() - start))
    spent.sort()
    worked.sort()
    p50, p95 = spent[len(spent) // 2], spent[-1 - len(spent) // 20]
    own = f"processor {worked[len(worked) // 2]:.1f}, {worked[-1 - len(worked) // 20]:.1f}"
    say(f"{name:32} p50 {p50:8.1f}  p95 {p95:8.1f}  slowest {spent[-1]:8.1f}  {own} ({len(spent)})\n")


def asked(ledger: Ledger, sql: str) -> list[tuple[str, ...]]:
    """The rows of a statement."""
    return ledger.connection.execute(sql).fetchall()


def reads(ledger: Ledger, lots: random.Random) -> None:
    """Time what people ask."""
    ids = [row[0] for row in asked(ledger, "SELECT id FROM v_questions")]
    reports = [row[0] for row in asked(ledger, "SELECT id FROM reports")]
    coded = [row[0] for row in asked(ledger, "SELECT DISTINCT r.id FROM claims c JOIN reports r ON r.n = c.report")]
    parties = [row[0] for row in asked(ledger, "SELECT speaker_party FROM claims")]
    facets = asked(ledger, "SELECT status, event, target FROM questions")
    titles = [row[0] for row in asked(ledger, "SELECT written FROM search_reports WHERE rowid % 97 = 0")]

    def some_question() -> object:
        found = question(ledger, lots.choice(ids))
        return told(ledger, found)

    def some_list() -> object:
        status, event, target = lots.choice(facets)
        kind = lots.randrange(4)
        wanted = (
            Wanted(status=status),
            Wanted(event=event),
            Wanted(target=target, status=status),
            Wanted(party=target),
        )
        return questions(ledger, wanted[kind])

    timed("question with its claims", iter(lambda: some_question, None))
    timed("report", iter(lambda: lambda: ledger.report(lots.choice(reports)), None))
    timed("report with claims", iter(lambda: lambda: ledger.report(lots.choice(coded)), None))
    timed("party, by how much it says", iter(lambda: lambda: party(ledger, lots.choice(parties)), None))
    named = [code for code in parties if code not in (NARRATOR, UNNAMED)]
    timed("party that has a name", iter(lambda: lambda: party(ledger, lots.choice(named)), None))
    timed("filtered list of 20 questions", iter(lambda: some_list, None))
    timed("search, 1 to 3 words", iter(lambda: lambda: search(ledger, words_of(lots, titles)), None))
    timed(
        "search with a party", iter(lambda: lambda: search(ledger, words_of(lots, titles), Filters(party="RUS")), None)
    )
    day = "2025-12-01"
    timed("list as of a day", islice(iter(lambda: lambda: questions(ledger, Wanted(), as_of=day), None), 5))


def words_of(lots: random.Random, titles: list[str]) -> str:
    """One to three words of a stored report."""
    while True:
        words = lots.choice(titles).split()
        start = lots.randrange(len(words))
        found = " ".join(words[start : start + lots.randrange(1, 4)])
        if any(letter.isalnum() for letter in found):
            return found


def additions(path: Path, reports: Path) -> None:
    """Time adding reports one by one."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.ledger"
        shutil.copy(path, copy)
        coder = coders.coder_named("rules")
        with Ledger(copy, write=True) as ledger:
            every = [found for _, found in read_located([reports]) if not isinstance(found, RefusedReport)]
            new = (_moved(credited(found)) for found in every[:: max(1, len(every) // TIMES)])

            def add(report) -> object:  # type: ignore[no-untyped-def]
                ledger.add([fresh(report, read(coder, report), "rules")], WHO)
                return settle(ledger, WHO)

            some = list(islice(new, TIMES))
            claiming = [report for report in some if read(coder, report).claims]
            timed("adding a report", (lambda report=report: add(report) for report in some))
            again = [replace(report, id=f"{report.id}-too", body=f"Again: {report.body}") for report in claiming]
            timed("adding one that claims", (lambda report=report: add(report) for report in again))


def _moved(report):  # type: ignore[no-untyped-def]
    return replace(report, id=f"{report.id}-again", url=None, body=report.body + " It was said again elsewhere.")


def main() -> None:
    """Time everything."""
    path = Path(sys.argv[1])
    say(f"{platform.machine()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}" + "\n")
    with Ledger(path) as ledger:
        for table in ("reports", "v_claims", "v_questions", "v_relations"):
            say(f"{table} {asked(ledger, f'SELECT count(*) FROM {table}')[0][0]:,}  ")
        say(f"{path.stat().st_size / 1e6:,.0f} MB\n")
        reads(ledger, random.Random(1))
    if len(sys.argv) > 2:
        additions(path, Path(sys.argv[2]))


if __name__ == "__main__":
    main()
