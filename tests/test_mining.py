"""What packs do not cover of the words of a small gold of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.cli import main
from counterclaim.errors import GoldError
from counterclaim.evaluation import mining
from counterclaim.evaluation.mining import Lack, Mined, counted, folded, lack_to_json, mine, render
from counterclaim.model import Report

TEXT = "Azerbaijan cho biết đã phá hủy 12 xe tăng của Armenia."
NOTHING = {
    "speaker": None, "speaker_party": "AZE", "via": [], "stance": "asserts", "event": "destroyed", "actor": "AZE",
    "target": "ARM", "unit": "tanks", "low": 12, "high": 12, "qualifier": "exact", "scope": "incident",
    "start": None, "end": None, "place": None, "denies": [],
}  # fmt: skip


def gold(folder: Path, text: str = TEXT, lang: str = "vi", **claim: object) -> tuple[Path, Path]:
    """A set of one report with one claim."""
    report = {"id": "r", "lang": lang, "outlet": None, "published": None, "url": None, "title": "", "text": text}
    row = {"report": "r", "claims": [NOTHING | {"evidence": [0, len(text)]} | claim]}
    items, claims = folder / "items.jsonl", folder / "claims.jsonl"
    items.write_text(json.dumps(report) + "\n", encoding="utf-8")
    claims.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return items, claims


def found(folder: Path, text: str = TEXT, **claim: object) -> list[tuple[str, str, str]]:
    return [(lack.field, lack.fit, lack.words) for lack in mine(*gold(folder, text, **claim)).lacks]


KNOWN = {"cue": "cho biết", "trigger": "phá hủy", "actor_text": "Azerbaijan", "target_text": "xe tăng của Armenia"}


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (KNOWN | {"count_text": "12"}, []),
        ({"trigger": "đã phá hủy"}, []),
        ({"cue": None, "trigger": None}, []),
        ({"trigger": "biết"}, [("trigger", "other", "biết")]),
        ({"trigger": "phá hủy", "event": "killed"}, [("trigger", "other", "phá hủy")]),
        ({"trigger": "hủy"}, [("trigger", "longer", "hủy")]),
        ({"cue": "cho biết", "stance": "denies"}, [("cue", "other", "cho biết")]),
        ({"cue": "cho"}, [("cue", "longer", "cho")]),
        ({"count_text": "12", "low": 13, "high": 13}, [("number", "other", "12")]),
        ({"target_text": "Armenia", "target": "GEO"}, [("target", "other", "armenia")]),
        ({"target_text": "Armenia", "target": None}, []),
    ],
)
def test_words_fit_their_pack_or_not(tmp_path: Path, claim: dict[str, object], expected: list[object]) -> None:
    assert found(tmp_path, **claim) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Azerbaijan cho biết đã quăng quật Armenia.", "quăng quật", "unknown"),
        ("Azerbaijan cho biết đã phá hủy quăng quật Armenia.", "phá hủy quăng quật", "part"),
    ],
)
def test_words_that_no_file_has(tmp_path: Path, text: str, words: str, expected: str) -> None:
    assert found(tmp_path, text, trigger=words) == [("trigger", expected, words)]


def test_an_attack_may_be_any_kind_of_attack(tmp_path: Path) -> None:
    text = "Azerbaijan tấn công Armenia."
    assert found(tmp_path, text, event="drone_strike", trigger="tấn công") == []
    assert found(tmp_path, text, event="talks", trigger="tấn công") == [("trigger", "other", "tấn công")]


def test_small_words_give_a_stance(tmp_path: Path) -> None:
    text = "Azerbaijan sẽ phá hủy 12 xe tăng của Armenia."
    assert found(tmp_path, text, stance="intends", cue="sẽ") == []
    assert found(tmp_path, text, stance="asserts", cue="sẽ") == [("cue", "other", "sẽ")]


def test_words_are_looked_for_as_whole_words(tmp_path: Path) -> None:
    text = "Azerbaijan cho biết Armenia có 2 người chết sau 12 vụ phá hủy."
    assert found(tmp_path, text, event="killed", low=2, high=2, count_text="2") == []


def test_what_the_coder_missed_is_counted(tmp_path: Path) -> None:
    paths = gold(tmp_path, trigger="hủy")
    assert [lack.missed for lack in mine(*paths, coder=lambda _: ()).lacks] == [1]
    assert [lack.missed for lack in mine(*paths).lacks] == [0]


def test_words_are_counted_in_a_corpus(tmp_path: Path) -> None:
    mined = mine(*gold(tmp_path, "Azerbaijan quăng quật, Armenia quăng.", trigger="quăng quật", cue="quăng"))
    corpus = [Report("c", "Quăng quật quăng; quăng-quật"), Report("d", "Quăngg")]
    assert {lack.words: lack.in_corpus for lack in counted(mined, corpus).lacks} == {"quăng quật": 2, "quăng": 3}


def test_nothing_lacking_is_counted_nowhere() -> None:
    assert counted(Mined(), [Report("c", "Quăng quật")]) == Mined()


def test_words_that_do_not_stand_in_the_report(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"claims.jsonl:1: trigger 'oanh tạc' does not stand"):
        found(tmp_path, trigger="oanh tạc")


def test_words_of_a_wrong_kind(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"claims.jsonl:1: the words of a claim are wrong"):
        found(tmp_path, trigger=3)


def test_decomposed_words_fold_to_composed_ones() -> None:
    assert folded("Pha\u0301  HỦY!") == "phá hủy"


def test_the_page_has_the_share_and_the_most_frequent() -> None:
    lacks = tuple(Lack("trigger", "attack", words, "unknown", ("small:past",), 3, 2, 1500) for words in ("a b", "c"))
    mined = Mined(lacks)
    mined.compared["trigger"], mined.known["trigger"] = 4, 1
    page = render(mined, 1)
    assert "trigger          1 of 4 known (25.0%)\n  unknown (2 in all)" in page
    assert "      3      2     1,500  attack             a b  [small:past]\n" in page
    assert "  c" not in page.replace("in the corpus", "")


def test_the_command_prints_lines_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items, claims = gold(tmp_path, trigger="hủy")
    arguments = ["mine", "--items", str(items), "--gold", str(claims), "--corpus", str(items)]
    assert main([*arguments, "--format", "jsonl"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    (lack,) = counted(mine(items, claims), [Report("r", TEXT)]).lacks
    assert row == json.loads(json.dumps(lack_to_json(lack)))
    assert (row["words"], row["in_corpus"], row["known_as"]) == ("hủy", 1, ["trigger:destroyed"])
    assert main(arguments) == 0
    assert f"{1:>7} {0:>6} {1:>9}  destroyed" in capsys.readouterr().out


def test_every_field_has_its_key() -> None:
    assert set(mining.FIELDS) == {"cue", "trigger", "actor", "target", "number"}
