"""Measures what each stage costs as reports grow: `python tools/measure_scale.py REPORTS... [--ledger]`.

In: the corpora of leads beside a checkout, told one after the other, each time on later days, so that ten times as many
reports cover ten times the days. Out: for each number of reports a line of JSON: seconds of one processor by stage,
bytes written, the most memory that was resident by then, and the sizes of blocks. Each number is a process of its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from counterclaim.cli import main as counterclaim
from counterclaim.commands.reconciling import Drawing
from counterclaim.engine import Serial
from counterclaim.engine.bundles import unbundled
from counterclaim.engine.coding import REPORTS, Recipe, code_part, zip_rows
from counterclaim.engine.parts import SUFFIX, name_of, write
from counterclaim.engine.reconciling import Gathered, reconciled
from counterclaim.engine.shards import Settling, merged
from counterclaim.engine.sorting import Plan, sort_rows
from counterclaim.evaluation.corpus import CORPORA, LEADS, languages, read_corpus
from counterclaim.model import Report
from counterclaim.reading.interchange import report_to_json
from counterclaim.reading.material import Given
from counterclaim.reading.sources import read_located
from counterclaim.reconciliation.blocks import UNDATED, blocks_of
from counterclaim.reconciliation.content import row_of
from counterclaim.rendering import Page

RULES = Recipe("rules")
WARM = (
    "Ukraine said on Sunday that 20 people had been killed in a Russian strike on Kyiv.",
    "Quân đội Israel cho biết đã hạ 31 tay súng Hamas ở Gaza.",
)
LARGEST = 5
"""Blocks whose sizes are told."""


def main() -> None:
    """Measure every number in a process of its own."""
    ledger = "--ledger" in sys.argv
    for count in (word for word in sys.argv[1:] if word != "--ledger"):
        command = [sys.executable, __file__, "--one", count, *(["--ledger"] if ledger else [])]
        subprocess.run(command, check=True)  # its line goes to this standard output


def measure(count: int, ledger: bool) -> dict[str, Any]:
    """What each stage costs for so many reports."""
    spent: Counter[str] = Counter()
    resident, found = {}, {"reports": count}
    with tempfile.TemporaryDirectory() as name:
        folder, source = Path(name), Path(name) / "reports.jsonl"
        subprocess.run([sys.executable, __file__, "--write", str(count), str(source)], check=True)
        plan, gathered = Plan(RULES, date.max, folder=folder), Gathered()
        warm_up()
        coming = ((where, each) for where, each in read_located([str(source)], Given()) if isinstance(each, Report))
        while part := timed(spent, "read", partial(tuple, islice(coming, REPORTS))):
            outcomes = timed(spent, "code", partial(code_part, RULES, part))
            timed(spent, "parts", partial(write, folder / f"{name_of(part, 'rules')}{SUFFIX}", part, outcomes, "rules"))
            sorted_claims = timed(spent, "sort", partial(sort_rows, plan, tuple(zip_rows(part, outcomes))))
            resident["workers"] = peak()
            timed(spent, "gather", partial(gathered.take, sorted_claims))
        shards = timed(spent, "gather", gathered.shards)
        resident["gather"] = peak()
        sizes = Counter(shard.claims for shard in shards)
        settling = Settling(Drawing("jsonl", "en", None, Page(100, False)), None, folder)
        done = timed(spent, "reconcile", lambda: list(reconciled(shards, settling, Serial())))
        resident["reconcile"] = peak()
        found["questions"] = timed(spent, "merge", lambda: sum(1 for _ in merged(done)))
        found |= {"claims": gathered.standing.claims, "sent": sum(size * times for size, times in sizes.items())}
        found |= {"largest shard": max(sizes), "blocks": blocks(shards)}
        found["bytes"] = {
            "source": source.stat().st_size,
            **{kind: sum(path.stat().st_size for path in folder.rglob(f"*{kind}")) for kind in KINDS},
        }
        if ledger:
            words = ["add", "--from-parts", str(folder), "--ledger", str(folder / "war.ledger")]
            timed(spent, "ledger", partial(counterclaim, words))
            found["bytes"]["ledger"] = (folder / "war.ledger").stat().st_size
            resident["ledger"] = peak()
    return {**found, "seconds": {stage: round(spent[stage], 2) for stage in spent}, "MB": resident}


def write_reports(count: int, path: Path) -> None:
    """Write so many reports; a process of its own does it, because it holds the corpora."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(report_to_json(report)) + "\n" for report in reports(count))


KINDS = (SUFFIX, ".claims", ".questions")


def reports(count: int) -> Iterator[Report]:
    """So many reports of the corpora by day; told again on later days where there are no more."""
    own = [report for lang in languages(CORPORA) for report in read_corpus(CORPORA / LEADS.format(lang))]
    dated = sorted(
        (report for report in own if report.published), key=lambda report: (report.published[:10], report.id)
    )
    days = [date.fromisoformat(report.published[:10]) for report in dated]
    span = (days[-1] - days[0]).days + 1
    for number in range(count):
        times, at = divmod(number, len(dated))
        day = days[at] + timedelta(days=times * span)
        report = dated[at]
        yield replace(report, id=f"{report.id} {times}", published=f"{day}{report.published[10:]}", url=None)


def warm_up() -> None:
    """Load what is loaded once in each process, so that it is not counted: packs, places, words of questions."""
    part = tuple(("", Report(id=body, body=body, published="2025-11-03")) for body in WARM)
    gathered, draw = Gathered(), Drawing("jsonl", "en", None, Page(100, False))
    gathered.take(sort_rows(Plan(RULES, date.max), tuple(zip_rows(part, code_part(RULES, part)))))
    assert gathered.standing.claims
    list(reconciled(gathered.shards(), Settling(draw), Serial()))


def timed(spent: Counter[str], stage: str, work: Any) -> Any:
    """What the work makes; its processor time is added to the stage."""
    start = time.process_time()
    made = work()
    spent[stage] += time.process_time() - start
    return made


def blocks(shards: Iterable[Any]) -> dict[str, Any]:
    """How many blocks there are, and the claims of the largest ones."""
    found: Counter[str] = Counter()
    for shard in shards:
        inside: dict[str, set[str]] = {}
        for _, bundle in shard.bundles:
            for telling in unbundled(bundle):
                for block in blocks_of(row_of(telling.told)):
                    inside.setdefault(" ".join(block), set()).add(telling.told.claim.id)
        for block, claims in inside.items():
            found[block] = max(found[block], len(claims))
    undated = max((size for block, size in found.items() if UNDATED in block), default=0)
    return {"number": len(found), "largest": found.most_common(LARGEST), "largest undated": undated}


def peak() -> int:
    """The most memory that was resident so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    if sys.argv[1] == "--write":
        write_reports(int(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1] == "--one":
        sys.stdout.write(json.dumps(measure(int(sys.argv[2]), "--ledger" in sys.argv)) + "\n")
    else:
        main()
