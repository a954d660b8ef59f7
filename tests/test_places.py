"""Places of the store: whose they are in each language, and the words and names that are no places."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.language.facets import phrase_of
from counterclaim.language.store import names_of

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
