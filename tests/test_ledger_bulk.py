"""Many reports in one run: what is handed over comes back as it was, and what is not looked up would not be found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ledgers import ANNA, demo, many, ready

from counterclaim.ledger import Ledger
from counterclaim.ledger.handing import packed, unpacked
from counterclaim.ledger.known import Known
from counterclaim.model import Report


def test_reports_come_back_as_they_were_handed_over() -> None:
    made = (*(ready(report) for report in demo()), None)
    assert unpacked(packed(made)) == made
    assert sum(len(each.coded.claims) for each in made if each) >= 10


def test_half_a_character_is_handed_over() -> None:
    made = (replace(ready(demo()[0]), coder="\ud800"),)
    assert unpacked(packed(made)) == made


def test_bands_that_came_by_are_known_and_hardly_any_other() -> None:
    known = Known(0)
    first = [f"a{number:08}" for number in range(5_000)]
    assert known.add(first) == []
    assert known.add(first) == first
    assert len(known.add(f"b{number:08}" for number in range(5_000))) < 5


def test_a_ledger_that_another_writes_to_is_looked_up_again() -> None:
    known = Known(3)
    assert known.holds(4)
    known.ended(4)
    assert known.holds(5)
    assert not known.holds(6)


def of_each_copies(path: Path, ids: list[str]) -> list[tuple[str, ...]]:
    with Ledger(path) as ledger:
        return [ledger.report(each).copies for each in ids]


def test_copies_are_the_same_in_one_run_in_many_and_with_two_writers(tmp_path: Path) -> None:
    told: list[Report] = []
    for report in many(8):
        told += [report, replace(report, id=f"{report.id}-copy", outlet="another", body=report.body + " End.")]
    ids = [report.id for report in told]
    one, several, two = (tmp_path / f"{name}.ledger" for name in ("one", "several", "two"))
    with Ledger(one, write=True) as ledger:
        for start in range(0, 16, 3):
            ledger.add([ready(report) for report in told[start : start + 3]], ANNA)
    for report in told:
        with Ledger(several, write=True) as ledger:
            ledger.add([ready(report)], ANNA)
    with Ledger(two, write=True) as first, Ledger(two, write=True) as second:
        for number, report in enumerate(told):
            (first, second)[number % 2].add([ready(report)], ANNA)
    found = of_each_copies(one, ids)
    assert found == of_each_copies(several, ids) == of_each_copies(two, ids)
    assert all(found)
