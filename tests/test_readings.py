"""What a word that changes is where it stands, and what a noun phrase takes, in languages whose nouns come last."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.language.packs import pack_for
from counterclaim.language.phrase import NOUN, Phrase
from counterclaim.language.phrases import phrases
from counterclaim.language.scan import matches, mentions
from counterclaim.reading.text import normal_text

DAY = date(2026, 3, 10)


def read(text: str, title: bool = False) -> tuple[str, list[Phrase]]:
    pack = pack_for("en")
    normal = pack.spelling.applied(normal_text(text))
    found = mentions(normal, pack, matches(normal, pack), DAY)
    return normal.shown, phrases(normal, found, 0, len(normal.shown), pack.order, title)


# word, sentence, reading: noun, base, s, past, part, either, ing; "" where it is no word of its own there
READINGS = [
    ("strikes", "US strikes on Iran continue.", "noun"),
    ("strikes", "US strikes kill five in Iran.", "noun"),
    ("strikes", "Israel strikes Tehran.", "s"),
    ("strikes", "Israel's strikes on Tehran", "noun"),
    ("strikes", "The strikes hit a port.", "noun"),
    ("strike", "Israeli tank strike kills two", "noun"),
    ("strike", "Drones strike a school in Kyiv", "base"),
    ("strike", "Iran vows to strike Israel.", "base"),
    ("strike", "Iran will strike Israel.", "base"),
    ("attack", "Two Russian attacks; one attack more.", "noun"),
    ("attacks", "Russia attacks Kyiv.", "s"),
    ("attacks", "Three attacks killed ten people.", "noun"),
    ("attacked", "The port was attacked by drones.", "part"),
    ("attacked", "Russia has attacked the port.", "past"),
    ("attacked", "Russia attacked the port.", "either"),
    ("killed", "Ten people were reportedly killed.", "part"),
    ("killed", "Ten people killed in Gaza", "either"),
    ("killing", "Israel bombed Beirut, killing ten people.", "ing"),
    ("bombing", "The bombing of the town went on.", "noun"),
    ("bombing", "Israel is bombing Beirut.", "ing"),
    ("destroyed", "Soldiers counted the destroyed tanks.", ""),
    ("occupied", "Raids in the occupied West Bank went on.", ""),
    ("claims", "Hamas claims it struck a tank.", "s"),
    ("claims", "The claims of Hamas were denied.", "noun"),
    ("said", "The army said it struck a tank.", "either"),
    ("shot down", "Ukraine shot down two drones.", "either"),
]


@pytest.mark.parametrize(("word", "sentence", "form"), READINGS, ids=[f"{row[0]}: {row[1]}" for row in READINGS])
def test_a_word_is_read_by_its_neighbours(word: str, sentence: str, form: str) -> None:
    shown, group = read(sentence)
    found = [phrase.form for phrase in group if shown[phrase.start : phrase.end] == word and phrase.kind != NOUN]
    assert found[:1] == ([form] if form else [])


# sentence, the noun phrases in it: words, parties, unit, number
NOUNS = [
    ("Three Russian soldiers died.", [("Three Russian soldiers", ("RUS",), "soldiers", 3)]),
    ("Gaza's health ministry spoke.", [("Gaza's health ministry", ("gaza",), None, None)]),
    ("Lavrov spoke.", [("Lavrov", ("RUS",), None, None)]),
    ("President Volodymyr Zelensky spoke.", [("President Volodymyr Zelensky", ("UKR",), None, None)]),
    (
        "20 badly burned armoured vehicles stood there.",
        [("20 badly burned armoured vehicles", (), "armoured_vehicles", 20)],
    ),
    ("Ukrainian drones flew.", [("Ukrainian drones", ("UKR",), "drones", None)]),
    ("The drone operators slept.", [("The drone operators", (), "soldiers", None)]),
    ("Dozens of civilians fled.", [("Dozens of civilians", (), "civilians", 24)]),
    ("Lebanese Hezbollah fighters left.", [("Lebanese Hezbollah fighters", ("hezbollah",), "fighters", None)]),
]


@pytest.mark.parametrize(("sentence", "expected"), NOUNS, ids=[row[0] for row in NOUNS])
def test_a_noun_phrase_takes_what_stands_before_its_noun(sentence: str, expected: list[object]) -> None:
    shown, group = read(sentence)
    found = [
        (shown[phrase.start : phrase.end], phrase.codes, phrase.unit, phrase.number.low if phrase.number else None)
        for phrase in group
        if phrase.kind == NOUN
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("A Russian tank attack on Kyiv", "A Russian tank"),
        ("Israel's overnight strikes on Gaza", "Israel's"),
        ("Israel struck Gaza", None),
        ("Soldiers of Israel, attacks went on", None),
    ],
)
def test_what_stands_before_the_noun_of_an_act_says_whose_it_is(sentence: str, before: str | None) -> None:
    shown, group = read(sentence)
    modifiers = [shown[phrase.start : phrase.end] for phrase in group if phrase.modifies]
    assert modifiers in ([before] if before else [], [before.removesuffix("'s")] if before else [])
