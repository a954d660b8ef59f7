"""Places of the store: whose they are in each language, and the words and names that are no places."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.language.facets import phrase_of
from counterclaim.language.packs import pack_for
from counterclaim.language.scan import matches, mentions
from counterclaim.language.store import names_of
from counterclaim.reading.text import normal_text

PLACES = [
    ("en", "Kharkiv", "UKR"),
    ("en", "Zaporizhzhia nuclear power plant", "UKR"),
    ("en", "Snake Island", "UKR"),
    ("en", "Deir el-Balah", "gaza"),
    ("en", "al-Shifa Hospital", "gaza"),
    ("en", "Jenin refugee camp", "PSE"),
    ("en", "Kibbutz Be'eri", "ISR"),
    ("en", "Al Udeid Air Base", "QAT"),
    ("en", "el-Fasher", "SDN"),
    ("en", "North Kordofan", "SDN"),
    ("en", "Niger State", "NGA"),
    ("en", "Martakert", "nagorno-karabakh"),
    ("en", "Terter", "AZE"),
    ("en", "Strait of Hormuz", None),
    ("en", "Golan Heights", None),
    ("en", "Kashmir", None),
    ("ru", "Харьковская область", "UKR"),
    ("ru", "Подмосковье", "RUS"),
    ("ru", "Хан-Юнис", "gaza"),
    ("ru", "Лачинский коридор", "AZE"),
    ("ru", "Ормузский пролив", None),
    ("ru", "Голанские высоты", None),
    ("vi", "Bờ Tây", "PSE"),
    ("vi", "El Fasher", "SDN"),
    ("vi", "Biển Đông", None),
]
"""Language, name, and the party whose people and things are there: None where it is nobody's or contested."""

NO_PLACES = [
    ("en", "Volodymyr"),
    ("en", "Hail"),
    ("en", "Reading"),
    ("en", "Mobile"),
    ("en", "Of"),
    ("en", "Police"),
    ("en", "Hassan"),
    ("en", "Trump"),
    ("en", "March"),
    ("en", "Congress"),
    ("en", "Bờ Tây"),
    ("en", "Харьковская область"),
    ("ru", "Владимир"),
    ("ru", "Газета"),
    ("ru", "Мир"),
    ("ru", "Snake Island"),
    ("vi", "Snake Island"),
    ("vi", "Hương"),
    ("vi", "Nam"),
    ("vi", "Minh"),
]
"""Language, and a word with a capital that is no place there."""

UNSURE = [
    ("en", "Nice"),
    ("en", "Van"),
    ("en", "Charlotte"),
    ("en", "Manchester"),
    ("ru", "Орехов"),
    ("ru", "Южный"),
    ("ru", "Тигр"),
    ("vi", "Nice"),
]
"""Language, and a place whose name is also a word or somebody's name."""


def facets(lang: str, name: str) -> dict[str, Any]:
    return names_of(lang).get(phrase_of(name), {})


@pytest.mark.parametrize(("lang", "name", "party"), PLACES)
def test_a_place_belongs_to_its_party(lang: str, name: str, party: str | None) -> None:
    assert facets(lang, name)["place"].code == party


@pytest.mark.parametrize(("lang", "name"), NO_PLACES)
def test_a_word_is_no_place(lang: str, name: str) -> None:
    assert "place" not in facets(lang, name)


@pytest.mark.parametrize(("lang", "name"), UNSURE)
def test_a_name_with_two_meanings_says_so(lang: str, name: str) -> None:
    assert facets(lang, name)["ambiguous"]


IN_TEXT = [
    ("en", "Families fled el-Fasher.", ["el-Fasher"]),
    ("en", "Ships left the strait of Hormuz.", ["strait of Hormuz"]),
    ("en", "A drone hit Al Udeid air base.", ["Al Udeid air base"]),
    ("en", "The gulf between them widened.", []),
    ("en", "They crossed the red sea of flags.", []),
    ("en", "Dick Van Dyke turned 100.", []),
    ("vi", "Tàu rời eo biển Hormuz.", ["eo biển Hormuz"]),
    ("vi", "Ông đi từ bờ tây sang bờ đông.", []),
]
"""Language, text, and the named places in it: a name needs its capital, and one that is also a name its company."""


@pytest.mark.parametrize(("lang", "text", "places"), IN_TEXT)
def test_places_in_a_text(lang: str, text: str, places: list[str]) -> None:
    pack, normal = pack_for(lang), normal_text(text)
    found = mentions(normal, pack, matches(normal, pack), None)
    named = [mention for mention in found if mention.name and mention.lexeme.place]
    assert [normal.shown[mention.start : mention.end] for mention in named] == places
