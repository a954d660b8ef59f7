"""Questions in words, in every language that has words for them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from counterclaim.errors import PackError
from counterclaim.language.store.shown import shown
from counterclaim.model import EVENTS, UNITS, Period, Place, Question
from counterclaim.reconciliation import wording
from counterclaim.reconciliation.wording import asking, worded

DAY = Period(date(2020, 9, 27), date(2020, 9, 28))
TWO_DAYS = Period(date(2020, 9, 27), date(2020, 9, 29))
SINCE = Period(date(2022, 2, 24), None)
KYIV = Place("Kyiv", "kyiv", ("UKR",))


def question(event: str = "killed", **fields: object) -> Question:
    given = {"actor": None, "target": None, "unit": None, "place": None, "period": None, "scope": None, **fields}
    return Question(
        id="q", event=event, status="one-sided", answers=(), relations=(), claims=(), reports=(),
        **given,  # type: ignore[arg-type]
    )  # fmt: skip


TABLE = [
    ("en", question(), "Was anybody killed?"),
    ("en", question(target="UKR"), "Was anybody of Ukraine killed?"),
    ("en", question(unit="people"), "How many people were killed?"),
    (
        "en",
        question("killed_or_wounded", target="ARM", unit="soldiers", period=TWO_DAYS),
        "How many soldiers of Armenia were killed or wounded from 27 to 28 September 2020?",
    ),
    (
        "en",
        question(unit="people", actor="RUS", place=KYIV, period=DAY),
        "How many people were killed by Russia in Kyiv on 27 September 2020?",
    ),
    (
        "en",
        question(unit="soldiers", target="RUS", period=SINCE, scope="cumulative"),
        "How many soldiers of Russia were killed since 24 February 2022 so far?",
    ),
    ("en", question("control", place=KYIV), "Who holds Kyiv?"),
    ("en", question("control", target="UKR", place=KYIV), "Has Ukraine lost control in Kyiv?"),
    ("en", question("ceasefire"), "Is there a ceasefire?"),
    ("en", question("attack", target="houthi", actor="USA"), "Was the Houthi movement attacked by the United States?"),
    ("en", question("other", unit="people"), "What is said of the conflict?"),
    ("en", question(place=Place("Arab Saudi", "SAU")), "Was anybody killed in Saudi Arabia?"),
    ("en", question(place=Place("eo biển Hormuz", "hormuz")), "Was anybody killed in Hormuz?"),
    ("en", question(place=Place("Strait of Hormuz", "hormuz")), "Was anybody killed in Strait of Hormuz?"),
    ("en", question(place=Place("gần Pokrovsk", "pokrovsk", near=True)), "Was anybody killed near Pokrovsk?"),
    ("en", question(place=Place("off Nowhere", "", near=True, known=False)), "Was anybody killed off Nowhere?"),
    ("en", question(place=Place("Smallville", "smallville", known=False)), "Was anybody killed in Smallville?"),
    (
        "en",
        question("missile_strike", unit="missiles", actor="RUS", target="UKR"),
        "How many missiles were fired by Russia at Ukraine?",
    ),
    (
        "en",
        question("missile_strike", unit="buildings", target="UKR"),
        "How many buildings of Ukraine were hit in missile attacks?",
    ),
    ("en", question("attack", unit="drones", target="USA"), "How many drones were used against the United States?"),
    ("vi", question(place=Place("Saudi Arabia", "SAU")), "Có ai thiệt mạng tại Ả Rập Xê-út không?"),
    ("vi", question(place=Place("Kiev", "kyiv")), "Có ai thiệt mạng tại Kiev không?"),
    ("vi", question(unit="people", period=TWO_DAYS), "Bao nhiêu người thiệt mạng từ ngày 27 đến ngày 28/9/2020?"),
    (
        "vi",
        question("drone_strike", unit="drones", actor="UKR", target="RUS"),
        "Bao nhiêu thiết bị bay không người lái được phóng vào Nga bởi Ukraina?",
    ),
    ("en", question(place=Place("thủ đô Tehran (Iran)", "tehran")), "Was anybody killed in Tehran?"),
    ("en", question(place=Place("Matxcơva", "moscow")), "Was anybody killed in Moscow?"),
    ("vi", question(), "Có ai thiệt mạng không?"),
    ("vi", question(unit="people", place=KYIV, period=DAY), "Bao nhiêu người thiệt mạng tại Kyiv ngày 27/9/2020?"),
    ("vi", question("shot_down", target="RUS", unit="tanks"), "Bao nhiêu xe tăng của Nga bị bắn hạ?"),
    ("vi", question("control", place=KYIV), "Ai kiểm soát Kyiv?"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "asked", "words"), TABLE)
def test_a_question_is_put_in_words(lang: str, asked: Question, words: str) -> None:
    assert worded(asked, lang) == words


@pytest.mark.parametrize("lang", asking())
@pytest.mark.parametrize("event", sorted(EVENTS))
def test_every_question_reads_whole(lang: str, event: str) -> None:
    some: list[dict[str, object]] = [
        {},
        {"target": "UKR"},
        {"place": KYIV, "period": DAY},
        {"actor": "RUS", "target": "UKR"},
    ]
    some += [{"unit": unit, "target": "UKR"} for unit in sorted(UNITS)]
    for fields in some:
        words = worded(question(event, **fields), lang)
        assert words.endswith("?")
        assert words[0].isupper() or words[0].isdigit()
        assert "  " not in words
        assert "{" not in words
        assert " ?" not in words


def test_both_languages_of_the_ledger_can_ask() -> None:
    assert {"en", "vi"} <= set(asking())


@pytest.mark.parametrize(
    ("code", "lang", "name"),
    [
        ("RUS", "en", "Russia"),
        ("RUS", "vi", "Nga"),
        ("hezbollah", "en", "Hezbollah"),
        ("kataib-hezbollah", "en", "Kataib Hezbollah"),
        ("no-such-front", "en", "no such front"),
    ],
)
def test_a_party_is_called_by_its_name(code: str, lang: str, name: str) -> None:
    assert shown(code, lang) == name


def test_a_language_without_words_for_questions_is_an_error() -> None:
    with pytest.raises(PackError, match=r"wording\.toml"):
        worded(question(), "xx")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('people = "people"', "", "units: key 'people' is missing"),
        ('people = "people"', 'people = "people"\nbeings = "beings"', "units: unknown key 'beings'"),
        ('so_far = "so far"', "", "parts: key 'so_far' is missing"),
        ('plain = "Was anybody killed {by} {where} {when}?"', "", "killed: must have count, plain, target"),
        ("[parts]", "[part]", "unknown key 'part'"),
    ],
)
def test_incomplete_words_name_file_and_entry(
    old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = (wording.FOLDER / "en" / wording.FILE).read_text("utf-8")
    assert old in written
    (tmp_path / "zz").mkdir()
    (tmp_path / "zz" / wording.FILE).write_text(written.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(wording, "FOLDER", tmp_path)
    with pytest.raises(PackError, match=rf"zz/wording\.toml.*{said}"):
        wording.wording.__wrapped__("zz")
