"""Reconciling in shares gives what reconciling in one piece gives, however reports are cut into parts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.cli import main
from counterclaim.coding.coder import coded
from counterclaim.engine import SERIAL, Lost, engine_named
from counterclaim.engine.bundles import SHARDS, shard_of
from counterclaim.engine.coding import Recipe
from counterclaim.engine.reconciling import Gathered, reconciled, sorted_kept, sorted_parts
from counterclaim.engine.shards import Settling, merged
from counterclaim.engine.sorting import Plan, sort_rows
from counterclaim.errors import PartRefused
from counterclaim.model import Question, Report, Told
from counterclaim.reconciliation.blocks import Block
from counterclaim.reconciliation.engine import Archive
from counterclaim.reconciliation.gathering import Gathering

TODAY = date(2026, 3, 1)
RULES = Recipe("rules")
TEXTS = (
    "Ukraine said on Monday it had destroyed 20 Russian tanks near Kupyansk. Russia denied it.",
    "Russia said on Monday that 20 of its tanks had been destroyed near Kupyansk, and that 6 soldiers were killed.",
    "Hamas said at least 31 people had been killed in an Israeli air strike on Gaza City. Israel denied the strike.",
    "Quân đội Israel cho biết đã hạ 31 tay súng Hamas ở Gaza.",
    "The weather was fine.",
    "Ukraine said 12 civilians had been killed in a Russian missile strike on Kyiv on Sunday.",
)
SERIALLY = engine_named(SERIAL)


def drawn(question: Question, told: Mapping[str, Told]) -> str:
    """All of a question, and of its claims what can differ."""
    return f"{question} {[(each, told[each].outlet, told[each].printing) for each in question.claims]}\n"


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    """Reports of a few days and of a few ids: the same again, the same with another day, days yet to come."""
    days = st.sampled_from(["2025-11-03", "2025-11-04T08:00:00", "2026-02-20", None, "2026-08-01"])
    found = []
    for number in range(draw(st.integers(0, 14))):
        body = draw(st.sampled_from(TEXTS))
        name = draw(st.sampled_from(["same", f"r{number}", f"r{number}", f"r{number}"]))
        outlet = draw(st.sampled_from(["One", "Two"]))
        found.append(Report(id=f"{name} {TEXTS.index(body)}", body=body, published=draw(days), outlet=outlet))
    return found


def in_one_piece(found: Sequence[Report]) -> tuple[list[str], list[str], int]:
    gathering, archive = Gathering(), Archive(TODAY)
    for report in found:
        done = coded(report)
        gathering.take(report, done.claims, done.languages[0] if done.languages else None)
    everything = list(gathering.told())
    archive.add(everything)
    told = {each.claim.id: each for each in everything}
    return [drawn(question, told) for question in archive.in_order()], list(map(str, archive.aside.values())), len(told)


def in_shares(found: Sequence[Report], cuts: Sequence[int], plan: Plan) -> tuple[list[str], list[str], int]:
    gathered, rows = Gathered(), [(f"file:{number}", report, coded(report)) for number, report in enumerate(found)]
    for first, last in pairwise(sorted({0, len(rows), *(cut % (len(rows) + 1) for cut in cuts)})):
        gathered.take(sort_rows(plan, tuple(rows[first:last])))
    settling = Settling(drawn, None, plan.folder)
    lines = list(merged(list(reconciled(gathered.shards(), settling, SERIALLY))))
    return lines, list(map(str, gathered.standing.aside.values())), gathered.standing.claims


@settings(max_examples=15)
@given(reports(), st.lists(st.integers(0, 20), max_size=3))
def test_shares_give_what_one_piece_gives(found: list[Report], cuts: list[int]) -> None:
    assert in_shares(found, cuts, Plan(RULES, TODAY)) == in_one_piece(found)


@pytest.mark.parametrize("days", [("2025-11-03", "2025-11-11"), ("2025-11-03", "2026-08-01")])
def test_two_days_of_one_report_are_set_aside_in_shares_too(days: tuple[str, str]) -> None:
    found = [Report(id="r", body=TEXTS[-1], published=day) for day in days]
    lines, aside, claims = in_shares(found, (1,), Plan(RULES, TODAY))
    assert (lines, aside, claims) == in_one_piece(found)
    assert 1 <= len(aside) <= claims


@pytest.fixture
def kept(tmp_path: Path) -> Plan:
    return Plan(RULES, TODAY, folder=tmp_path)


FOUND = [Report(id=f"r{n}", body=text, published="2025-11-03", outlet="One") for n, text in enumerate(TEXTS * 2)]


def test_what_is_kept_is_written_once(kept: Plan) -> None:
    first = in_shares(FOUND, (5,), kept)
    assert first == in_one_piece(FOUND)
    before = {path: path.stat().st_mtime_ns for path in kept.folder.rglob("*") if path.is_file()}
    assert {path.suffix for path in before} == {".claims", ".questions"}
    assert in_shares(FOUND, (5,), kept) == first
    assert {path: path.stat().st_mtime_ns for path in kept.folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("suffix", [".claims", ".questions"])
def test_what_is_kept_and_damaged_is_refused_in_one_line(kept: Plan, suffix: str) -> None:
    in_shares(FOUND, (), kept)
    paths = sorted(kept.folder.rglob(f"*{suffix}"))
    for path in paths:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    for path in kept.folder.rglob("*.questions") if suffix == ".claims" else ():
        path.unlink()
    with pytest.raises(PartRefused, match=r"is no whole part .*; remove it; it will be made again") as refused:
        in_shares(FOUND, (), kept)
    assert "\n" not in str(refused.value)


def test_every_block_has_a_shard() -> None:
    found = {shard_of(Block("killed", "fact", str(number))) for number in range(1000)}
    assert found == set(range(SHARDS))


class Failing:
    """An engine whose workers die."""

    def map(self, function, inputs):
        for _ in inputs:
            yield Lost(2)


def test_what_takes_its_worker_down_is_refused_in_one_line(tmp_path: Path) -> None:
    plan, rows = Plan(RULES, TODAY), [("file:1", FOUND[0]), ("file:2", FOUND[1])]
    said = [each.said for each in sorted_parts(rows, plan, Failing())]
    assert [(where, str(fault)) for each in said for where, fault in each] == [
        (where, "coding it ended its process 2 times; look at the report, or leave it out") for where, _ in rows
    ]
    (refused,) = sorted_kept([tmp_path / "part.parquet"], plan, Failing())
    assert "ended the process of its worker 2 times; give each worker more memory" in str(refused)
    gathered = Gathered()
    gathered.take(sort_rows(plan, tuple((*row, coded(row[1])) for row in rows)))
    with pytest.raises(PartRefused, match="a share of the claims: ended the process of its worker 2 times"):
        list(reconciled(gathered.shards(), Settling(drawn), Failing()))


@pytest.mark.parametrize("further", [["--as-of", "2025-12-01"], ["--format", "jsonl", "--rule", "ucdp"]])
def test_reconcile_prints_the_same_from_parts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], further: list[str]
) -> None:
    days = ("2025-11-03", "2026-01-01")
    rows = [{"id": f"{n} {day}", "published": day, "text": text} for day in days for n, text in enumerate(TEXTS)]
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    source, parts = [str(tmp_path / "reports.jsonl"), "--coder", "rules"], str(tmp_path / "parts")
    main(["code", *source, "--parts", parts])
    capsys.readouterr()
    printed = []
    for words in (source, [*source, "--parts", str(tmp_path / "own")], ["--from-parts", parts]):
        assert main(["reconcile", *words, *further]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1] == printed[2] != ""


def test_one_claim_told_again_stands_where_it_was_told_last() -> None:
    first = FOUND[0]
    found = [first, replace(first, outlet="Two"), replace(first, outlet="Three")]
    assert in_shares(found, (1, 2), Plan(RULES, TODAY)) == in_one_piece(found)
