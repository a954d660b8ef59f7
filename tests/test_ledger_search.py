"""Search: marks need not be typed, what has the words as typed comes first, phrases, filters, counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ledgers import ANNA, demo, fill, ready, settled

from counterclaim.cli import main
from counterclaim.coding import coded
from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger
from counterclaim.ledger.search import Filters, search
from counterclaim.model import Report

CITY = Report("city", "Tàu chiến cập cảng Đà Nẵng sáng nay.", "vi", "Đà Nẵng đón tàu", "Báo A", "2025-03-02")
BARE = Report(
    "bare", "A warship called at Da Nang, officials said.", "en", "A ship in Da Nang", "Daily B", "2025-04-01"
)
APART = Report("apart", "The port of Nang is not the port of Da.", "en", "Ports", "Daily B", "2025-05-01")
DECOMPOSED = Report("apart marks", "Đà Nẵng", "vi", "", "Báo A", "2025-03-01")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    path = settled(tmp_path_factory.mktemp("search") / "war.ledger", (*demo("en.jsonl"), CITY, BARE, APART, DECOMPOSED))
    return Ledger(path)


def found(ledger: Ledger, words: str, **filters: str) -> list[str]:
    return [hit.report for hit in search(ledger, words, Filters(**filters)).hits]


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        ('"da nang"', ["bare", "apart marks", "city"]),
        ('"Đà Nẵng"', ["apart marks", "city", "bare"]),
        ("da nang", ["apart", "bare", "apart marks", "city"]),
        ("warship", ["bare"]),
        ("tau chien", ["city"]),
        ("nothing-of-the-kind", []),
        ("warship port", []),
    ],
)
def test_marks_need_not_be_typed_and_exact_ones_come_first(ledger: Ledger, words: str, reports: list[str]) -> None:
    hits = search(ledger, words).hits
    assert sorted(hit.report for hit in hits) == sorted(reports)
    assert [hit.exact for hit in hits] == sorted((hit.exact for hit in hits), reverse=True)
    if words.startswith('"'):
        assert [hit.report for hit in hits if hit.exact] == [hit.report for hit in hits][: 1 if words.isascii() else 2]


def test_filters_by_outlet_language_and_day(ledger: Ledger) -> None:
    assert found(ledger, "nang", outlet="Daily B", until="2025-04-30") == ["bare"]
    assert found(ledger, "nang", lang="vi", since="2025-03-02") == ["city"]
    assert found(ledger, "nang", since="2025-05-01", until="2025-05-01") == ["apart"]


@pytest.mark.parametrize(("party", "event"), [("ARM", None), (None, "killed"), ("AZE", "destroyed")])
def test_filters_by_what_a_report_claims(ledger: Ledger, party: str | None, event: str | None) -> None:
    words = "armenia"
    named = search(ledger, words, Filters(party=party, event=event), 100)
    everywhere = search(ledger, words, limit=100)
    claiming = {
        report.id
        for report in demo("en.jsonl")
        for claim in coded(report, "rules").claims
        if (party is None or party in (claim.speaker_party, claim.actor, claim.target)) and event in (None, claim.event)
    }
    assert {hit.report for hit in named.hits} == {hit.report for hit in everywhere.hits} & claiming
    assert named.hits


def test_counts_by_facet_are_of_all_hits(ledger: Ledger) -> None:
    told = search(ledger, "nang", limit=1)
    assert (told.total, len(told.hits)) == (4, 1)
    assert dict(told.facets["outlet"]) == {"Báo A": 2, "Daily B": 2}
    assert dict(told.facets["month"]) == {"2025-03": 2, "2025-04": 1, "2025-05": 1}
    assert sum(count for _, count in search(ledger, "armenia").facets["status"]) > 0


def test_only_the_newest_version_is_searched(tmp_path: Path) -> None:
    path = fill(tmp_path / "a", [BARE])
    with Ledger(path, write=True) as ledger:
        ledger.add([ready(Report("bare", "Another text.", "en", "", "Daily B", "2025-04-01"))], ANNA)
        assert search(ledger, "warship").total == 0
        assert search(ledger, "another").total == 1


@pytest.mark.parametrize("words", ["", "!!!", '""', '" "'])
def test_no_word_is_no_search(ledger: Ledger, words: str) -> None:
    with pytest.raises(LedgerError, match="holds no word"):
        search(ledger, words)


@pytest.mark.parametrize(
    "words", ['nang"', "nang OR", "written:nang", "nang*", "(nang", "nang AND NOT x", "^nang", "n-nang"]
)
def test_signs_of_the_query_language_are_only_words(ledger: Ledger, words: str) -> None:
    search(ledger, words)


def test_the_command(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "da", "nang", "--ledger", str(ledger.path), "--format", "jsonl"]) == 0
    head, *hits = map(json.loads, capsys.readouterr().out.splitlines())
    assert head["total"] == len(hits) == 4
    assert main(["search", "da nang", "--ledger", str(ledger.path)]) == 0
    assert capsys.readouterr().out.startswith("4 reports, 2 with the words as typed")
