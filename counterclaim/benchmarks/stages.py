"""The stages of the program, each as a contender: one pass over the same reports, in one process.

Reports enter, contenders leave. Each stage is given what the stages before it leave, so that its own cost alone is
timed; only `reading` touches a file, and only `ledger` writes one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from counterclaim.benchmarks.results import AUTOMATON, RULES
from counterclaim.benchmarks.timing import Pass, Passed
from counterclaim.coding import Coded, coders
from counterclaim.coding.coder import claims_in, coded, parts_of
from counterclaim.coding.hearing import hear, marks
from counterclaim.errors import CoderMissing
from counterclaim.language.identify import language_of
from counterclaim.language.packs import pack_for
from counterclaim.language.scan import matches
from counterclaim.ledger import Ledger
from counterclaim.ledger.appending import By
from counterclaim.ledger.store import Fresh, fresh
from counterclaim.model import Claim, Report
from counterclaim.reading.identity import Identity
from counterclaim.reading.sources import read
from counterclaim.reading.text import normal_text
from counterclaim.reconciliation.engine import Archive
from counterclaim.reconciliation.gathering import Gathering

LEARNED: Final = "coding, learned"
HEARING: Final = "hearing"
"""Normal form, language, automaton and the cheap test; of conflict news the passages too."""
BY: Final = By("benchmark")
BATCH: Final = 400
"""Reports of one commit to a ledger."""
INNER: Final = ("mentions", "attribution and clauses", "claims")
"""Stages of coding after the cheap test, in their order."""


@dataclass(frozen=True, slots=True)
class Inner:
    """Seconds of each inner stage of coding, in the order of `INNER`, and what the reports claim."""

    seconds: tuple[float, ...]
    claims: tuple[tuple[Claim, ...], ...]


def coding_stages(reports: Sequence[Report], lang: str) -> dict[str, Pass]:
    """What happens to one report alone, from its characters to its claims; all reports are in one language."""
    pack = pack_for(lang)
    texts = [normal_text(report.text) for report in reports]
    spelled = [pack.spelling.applied(text) for text in texts]
    return {
        "normal form": lambda: _all(len(normal_text(report.text).words) > 0 for report in reports),
        "identify": lambda: _all(language_of(text.words) == lang for text in texts),
        AUTOMATON: lambda: sum(len(matches(text, pack)) for text in spelled),
        HEARING: lambda: _all(hear(report).conflict for report in reports),
        **{name: _inner_stage(reports, position) for position, name in enumerate(INNER)},
        RULES: lambda: rules(reports),
    }


def rules(reports: Sequence[Report]) -> int:
    """Code reports by the rules and count their claims."""
    return sum(len(coded(report).claims) for report in reports)


def rules_often(reports: Sequence[Report], words: int) -> Passed:
    """Code reports again and again until that many words were read; the seconds are those of one pass."""
    often = max(1, round(words / max(1, sum(len(report.text.split()) for report in reports))))
    begun = perf_counter()
    for _ in range(often):
        found = rules(reports)
    return Passed((perf_counter() - begun) / often, found)


def inner(reports: Sequence[Report]) -> Inner:
    """Code reports stage by stage, as `coded` does; reports without conflict end at
    the cheap test, which is not timed.
    """
    spent = [0.0] * len(INNER)
    claims: list[tuple[Claim, ...]] = []
    for report in reports:
        heard = hear(report)
        if not heard.conflict:
            claims.append(())
            continue
        times = [perf_counter()]
        marked = {voice.lang: marks(voice, report) for voice in heard.voices}
        times.append(perf_counter())
        parts = parts_of(heard, marked)
        times.append(perf_counter())
        claims.append(claims_in(parts, heard.main, report))
        times.append(perf_counter())
        for position in range(len(INNER)):
            spent[position] += times[position + 1] - times[position]
    return Inner(tuple(spent), tuple(claims))


def _inner_stage(reports: Sequence[Report], position: int) -> Pass:
    def contender() -> Passed:
        return Passed(inner(reports).seconds[position], 0)

    return contender


def learned(reports: Sequence[Report]) -> Pass:
    """The learned coder. Raises CoderMissing where what it needs is not installed."""
    coder = coders.coder_named(coders.LEARNED)
    if coder(reports[0]).instead:
        raise CoderMissing(coders.LEARNED, "stood in for by another", "install counterclaim[learned]")
    return lambda: sum(len(coder(report).claims) for report in reports)


def keeping_stages(reports: Sequence[Report], folder: Path) -> dict[str, Pass]:
    """Reading from a file, finding copies, writing a ledger, reconciling; `folder` is for files that are made."""
    path = folder / "reports.jsonl"
    path.write_text("".join(_line(report) for report in reports), encoding="utf-8")
    done = [coded(report) for report in reports]
    gathering = Gathering()
    for report, each in zip(reports, done, strict=True):
        gathering.take(report, each.claims, report.lang)
    told = list(gathering.told())

    def reading() -> int:
        return sum(isinstance(each, Report) for each in read([path]))

    def copies() -> int:
        identity = Identity()
        for report in reports:
            identity.add(report)
        return len(identity.groups())

    def reconciling() -> int:
        archive = Archive()
        archive.add(told)
        return sum(1 for _ in archive.questions())

    return {"reading": reading, "copies": copies, "ledger": lambda: _ledger(reports, done), "reconciling": reconciling}


def _ledger(reports: Sequence[Report], done: Sequence[Coded]) -> Passed:
    """Write a new ledger; what tells copies is made ready before, as `copies` times it."""
    ready: list[Fresh] = [fresh(report, each, "rules") for report, each in zip(reports, done, strict=True)]
    with TemporaryDirectory() as folder:
        begun = perf_counter()
        with Ledger(Path(folder) / "bench.ledger", write=True) as ledger:
            claims = sum(ledger.add(ready[at : at + BATCH], BY).claims for at in range(0, len(ready), BATCH))
        return Passed(perf_counter() - begun, claims)


def _line(report: Report) -> str:
    named = ("id", "lang", "title", "outlet", "published", "url")
    row = {name: value for name in named if (value := getattr(report, name))}
    return json.dumps({"text": report.body, **row}, ensure_ascii=False) + "\n"


def _all(found: Iterable[bool]) -> int:
    return sum(found)
