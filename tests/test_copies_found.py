"""How many copies are found, and how many pairs are taken for copies that are none, on real reports."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from counterclaim.model import Report
from counterclaim.reading.identity import Identity
from counterclaim.reading.sources import read

pytest.importorskip("rensa")
Pairs = set[frozenset[str]]
ARTICLES = 900
"""Articles of each corpus to which copies are planted."""
DROPPED = 0.05
"""Share of the words that a planted copy lacks."""


def grouped(reports: Iterable[Report]) -> list[tuple[str, ...]]:
    identity = Identity()
    for report in reports:
        identity.add(report)
    return [group.reports for group in identity.groups()]


def pairs(groups: Iterable[Iterable[str]]) -> Pairs:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(set(group)), 2)}


def reports_of(path: Path) -> list[Report]:
    return [report for report in read([path]) if isinstance(report, Report)]


def test_the_copies_that_people_marked_are_found_and_no_others(shared: Path) -> None:
    gold = shared / "gold"
    found = pairs(grouped(reports_of(gold / "recon_a.items.jsonl")))
    cases = [json.loads(line) for line in (gold / "recon_a.cases.jsonl").read_text("utf-8").splitlines()]
    marked = pairs(group for case in cases for group in case.get("copies") or [])
    inside = pairs(case["reports"] for case in cases)
    assert len(found & marked) >= 0.90 * len(marked)
    assert not (found & inside) - marked


@pytest.mark.parametrize("corpus", ["vi_full", "en_full"])
def test_planted_copies_are_found_and_hardly_anything_else(shared: Path, corpus: str) -> None:
    chance = random.Random(1)
    originals = reports_of(shared / "corpora" / f"{corpus}.jsonl.gz")[:ARTICLES]
    planted = [
        replace(
            report,
            id=f"{report.id}-copy",
            title=f"New: {' '.join(reversed(report.title.split()))}",
            body=" ".join(word for word in report.body.split(" ") if chance.random() >= DROPPED),
            outlet="Another paper",
            url=None,
            published=None,
        )
        for report in originals
    ]
    known = pairs(grouped(originals))
    together = [*originals, *planted]
    chance.shuffle(together)
    found = pairs(grouped(together))
    assert sum(frozenset({report.id, f"{report.id}-copy"}) in found for report in originals) >= 0.97 * len(originals)
    plain = [frozenset(each.removesuffix("-copy") for each in pair) for pair in found]
    wrong = [pair for pair in plain if len(pair) == 2 and pair not in known]
    assert len(wrong) <= 0.01 * len(found)
