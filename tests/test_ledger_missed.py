"""Claims that the machine missed: added by a named reviewer, checked, undone, exported as gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ledgers import ANNA, contents, demo, settled

from counterclaim.cli import main
from counterclaim.coding import coders
from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger, codings, reviews
from counterclaim.ledger.appending import By
from counterclaim.ledger.checking import check
from counterclaim.ledger.missed import add_claim
from counterclaim.ledger.questions import Wanted, questions
from counterclaim.ledger.recoding import differences, supersede
from counterclaim.model import Report

TEXT = "Armenia's ministry spoke at length. Some forty of our lads did not come home, a soldier of Armenia wrote."
MISSED: dict[str, Any] = {
    "evidence": "Some forty of our lads did not come home",
    "speaker_party": "ARM", "stance": "asserts", "event": "killed", "target": "ARM", "unit": "soldiers", "low": 40,
    "high": 40, "qualifier": "about", "scope": "incident",
}  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    letter = Report("letter", TEXT, "en", published="2020-10-02")
    return Ledger(settled(tmp_path / "war.ledger", (*demo("en.jsonl"), letter)), write=True)


def test_a_missed_claim_stands_as_an_accepted_one_and_is_asked_about(ledger: Ledger) -> None:
    added = add_claim(ledger, "letter", MISSED, By("Ben", "read it"))
    stored = ledger.claim(added.claim)
    assert (stored.standing.standing, stored.who, stored.why, stored.holds) == ("accepted", "Ben", "read it", True)
    assert stored.claim.evidence.text == MISSED["evidence"]
    assert any(added.claim in asked.claims for asked in questions(ledger, Wanted(event="killed"), 1000))
    assert list(differences(ledger, coders.coder_named)) == []
    assert check(ledger.path).faults == ()


def test_an_undo_takes_it_out_and_it_can_be_added_again(ledger: Ledger) -> None:
    added = add_claim(ledger, "letter", MISSED, ANNA)
    reviews.undo(ledger, added.review, ANNA)
    assert not ledger.claim(added.claim).holds
    assert not any(added.claim in asked.claims for asked in questions(ledger, Wanted(), 1000))
    again = add_claim(ledger, "letter", MISSED, ANNA)
    assert (again.claim, ledger.claim(added.claim).holds) == (added.claim, True)
    reviews.undo(ledger, again.review, ANNA)
    assert not ledger.claim(added.claim).holds
    assert check(ledger.path).faults == ()


def test_it_is_exported_as_gold_once_its_report_is_accepted(ledger: Ledger) -> None:
    added = add_claim(ledger, "letter", MISSED, ANNA)
    assert list(codings.gold(ledger)) == []
    reviews.accept(ledger, "letter", ANNA)
    ((report, claims),) = codings.gold(ledger)
    assert report.id == "letter"
    assert added.claim in {claim.id for claim in claims}


def test_a_newer_coding_leaves_it(ledger: Ledger) -> None:
    added = add_claim(ledger, "letter", MISSED, ANNA)
    supersede(ledger, list(differences(ledger, lambda _name: coders.coder_named("rules"))), ANNA)
    assert ledger.claim(added.claim).holds


def test_what_our_readers_do_not_find_is_said(ledger: Ledger) -> None:
    assert add_claim(ledger, "letter", MISSED | {"low": 41, "high": 41}, ANNA).doubt is not None
    said = {"evidence": "Armenia's ministry spoke at length", "speaker_party": "narrator", "stance": "asserts"}
    assert add_claim(ledger, "letter", said | {"event": "other", "actor": "ARM"}, ANNA).doubt is None


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"event": "holiday"}, "holiday"),
        ({"stance": None}, "stance"),
        ({"unit": "lads"}, "lads"),
        ({"target": "nowhere at all"}, "nowhere at all"),
        ({"low": 50}, ""),
        ({"evidence": "forty tanks"}, "does not hold the words 'forty tanks'"),
        ({"evidence": "Armenia"}, "stand 2 times"),
        ({"evidence": [0, 9999]}, "does not stand"),
        ({"evidence": None}, ""),
        ({"place": "Yerevan"}, "Yerevan"),
        ({"denies": ["none"]}, "'none'"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_the_codebook_or_the_report_does_not_hold_is_refused(
    ledger: Ledger, change: dict[str, Any], what: str
) -> None:
    before = contents(ledger.path)
    with pytest.raises(LedgerError) as refused:
        add_claim(ledger, "letter", MISSED | change, ANNA)
    assert what in str(refused.value)
    assert contents(ledger.path) == before


def test_a_reason_is_needed_and_no_claim_is_added_twice(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="needs a reason"):
        add_claim(ledger, "letter", MISSED, By("Ben"))
    with pytest.raises(LedgerError, match="no report"):
        add_claim(ledger, "none", MISSED, ANNA)
    add_claim(ledger, "letter", MISSED, ANNA)
    with pytest.raises(LedgerError, match="there already"):
        add_claim(ledger, "letter", MISSED, ANNA)


def test_the_command(ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    who = ["--ledger", str(ledger.path), "--who", "Ben", "--why", "missed"]
    fields = [f"{name}={value}" for name, value in MISSED.items() if name != "evidence"]
    start = TEXT.index("Some")
    assert main(["review", "add-claim", "letter", f"evidence={start}:{start + 40}", *fields, *who]) == 0
    assert capsys.readouterr().out.startswith("review 1: claim ")
    assert main(["review", "undo", "1", *who]) == 0
    file = tmp_path / "claim.json"
    file.write_text(json.dumps(MISSED), "utf-8")
    assert main(["review", "add-claim", "letter", "stance=confirms", "--claim", str(file), *who]) == 0
    assert main(["review", "add-claim", "letter", "--claim", str(tmp_path / "none"), *who]) == 1
    file.write_text("[]", "utf-8")
    assert main(["review", "add-claim", "letter", "--claim", str(file), *who]) == 1
    assert "holds no claim" in capsys.readouterr().err
