"""What agrees is one phrase, and what a case says becomes a small word: phrases of the Russian pack."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.language.packs import pack_for
from counterclaim.language.phrase import NOUN, SMALL, Phrase
from counterclaim.language.phrases import phrases
from counterclaim.language.scan import matches, mentions
from counterclaim.reading.text import normal_text


def read(text: str) -> list[Phrase]:
    pack = pack_for("ru")
    normal = pack.spelling.applied(normal_text(text))
    found = mentions(normal, pack, matches(normal, pack), date(2025, 3, 14))
    return phrases(normal, found, 0, len(text), pack.order)


def nouns(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[phrase.start : phrase.end], phrase.codes) for phrase in read(text) if phrase.kind == NOUN]


def said_by_case(text: str) -> list[str]:
    return [min(phrase.func) for phrase in read(text) if phrase.kind == SMALL and phrase.start == phrase.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("двух российских солдат", [("двух российских солдат", ("RUS",))]),
        ("министр обороны Украины Рустем Умеров", [("министр обороны Украины Рустем Умеров", ("UKR",))]),
        ("источник в украинской разведке", [("источник в украинской разведке", ("UKR",))]),
        ("34 украинских беспилотника", [("34 украинских беспилотника", ("UKR",))]),
        ("США и Великобритания", [("США и Великобритания", ("USA", "GBR"))]),
        # no phrase: another case, another clause
        ("Россия Украине", [("Россия", ("RUS",)), ("Украине", ("UKR",))]),
        ("солдаты, Россия", [("солдаты", ()), ("Россия", ("RUS",))]),
        ("российских, ракета", [("российских", ("RUS",)), ("ракета", ())]),
    ],
)
def test_what_agrees_is_one_phrase(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert nouns(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("удар России", ["agent"]),
        ("гибель двух солдат", ["owner"]),
        ("сбит украинскими военными", ["agent"]),
        ("ударили ракетами", ["means"]),
        ("передал Украине", ["for"]),
        ("саммит России и Украины", ["between"]),
        ("уничтожит", ["future"]),
        # nothing to say: subjects, objects, what a preposition says already
        ("Россия ударила", []),
        ("уничтожил танки", []),
        ("удар по Украине", []),
        ("обстрел школы", []),
    ],
)
def test_a_case_says_what_a_small_word_says_elsewhere(text: str, expected: list[str]) -> None:
    assert said_by_case(text) == expected


@pytest.mark.parametrize(
    ("text", "word"), [("войска вошли в Киев", "toward"), ("войска стоят в Киеве", "in"), ("удар по Киеву", "toward")]
)
def test_the_case_after_a_preposition_tells_aim_from_place(text: str, word: str) -> None:
    (small,) = [phrase for phrase in read(text) if phrase.kind == SMALL and phrase.end > phrase.start]
    assert word in small.func


def test_an_object_stands_beside_its_verb_whatever_stands_between() -> None:
    text = "передал Украине 20 танков"
    order = [text[phrase.start : phrase.end] for phrase in read(text) if phrase.end > phrase.start]
    assert order == ["передал", "20 танков", "Украине"]


@pytest.mark.parametrize(
    ("text", "low"), [("уничтожил танк", 1), ("уничтожил танки", None), ("уничтожил технику", None)]
)
def test_a_noun_in_the_singular_is_one(text: str, low: int | None) -> None:
    noun = next(phrase for phrase in read(text) if phrase.kind == NOUN)
    assert (noun.number.low if noun.number else None) == low
