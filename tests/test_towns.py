"""Towns that no lexicon has: read as places where a place is expected, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import PackError
from counterclaim.language.packs import pack_for, supported
from counterclaim.language.scan import matches, mentions
from counterclaim.language.store.towns import Towns, towns_of
from counterclaim.reading.text import normal_text

FOUND = [
    ("vi", "Nga tấn công thị trấn Krasnopillia của Ukraine.", "Krasnopillia", "UKR"),
    ("vi", "Palestine nói một người bị bắn gần Beit Jala.", "Beit Jala", "PSE"),
    ("vi", "Afghanistan: nổ ở huyện Dasht-e-Archi.", "Dasht-e-Archi", "AFG"),
    ("vi", "Ukraine nói drone rơi tại Ilovaysk.", "Ilovaysk", "UKR"),
    ("vi", "Một vụ nổ xảy ra ở Krasnopillia.", "Krasnopillia", None),
    ("en", "Ukraine says a strike hit the eastern village of Yarova.", "Yarova", "UKR"),
    ("en", "Police raided a home in Yalova province, Turkey said.", "Yalova", "TUR"),
    ("en", "Palestinians were attacked near Shuqba's mosque.", "Shuqba", "PSE"),
    ("en", "Shells hit the Mogambo district.", "Mogambo", None),
    ("en", "Clashes broke out in the al-Zibdiya neighbourhood.", "al-Zibdiya", None),
]
"""Language, text, the town in it, and whose it is: only a party that the text names."""

SILENT = [
    ("vi", "Krasnopillia nói với Ukraine rằng ông sẽ đi."),
    ("vi", "Ukraine cảm ơn ông Ilovaysk."),
    ("vi", "Tên lửa Hwasong-12 của Triều Tiên bay ở Hwasong-12."),
    ("vi", "Ông sống ở Balad Ruz Hotel."),
    ("vi", "Cuộc họp ở krasnopillia."),
    ("en", "Yarova told Ukraine that she would leave."),
    ("en", "Ukraine thanked Mr Yarova."),
    ("en", "He was killed in Yarova Street."),
    ("en", "Local airport hit."),
    ("en", "The shelling of the district went on in March."),
]
"""Language, and a text whose words are no towns: beside no word of place, part of a longer name, without a capital."""


def towns(lang: str, written: str) -> list[tuple[str, str | None]]:
    pack, text = pack_for(lang), normal_text(written)
    return [
        (text.shown[mention.start : mention.end], mention.lexeme.place.code)
        for mention in mentions(text, pack, matches(text, pack), None)
        if mention.lexeme.place and mention.lexeme.phrase not in pack.by_phrase
    ]


@pytest.mark.parametrize(("lang", "text", "town", "party"), FOUND)
def test_a_town_where_a_place_is_expected(lang: str, text: str, town: str, party: str | None) -> None:
    assert towns(lang, text) == [(town, party)]


@pytest.mark.parametrize(("lang", "text"), SILENT)
def test_no_town_elsewhere(lang: str, text: str) -> None:
    assert towns(lang, text) == []


@pytest.mark.parametrize("lang", supported())
def test_every_language_has_towns(lang: str) -> None:
    assert len(towns_of(lang).names) > 10_000


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("белополье", True),
        ("белополья", True),
        ("белополью", False),
        ("ковелем", False),
        ("ковеле", True),
        ("ковеля", True),
        ("столом", False),
    ],
)
def test_a_declined_name_is_found_by_its_ending(written: str, known: bool) -> None:
    endings = {"я": ("е", "ь"), "е": ("ь",), "ом": ("",)}
    towns = Towns({"белополье": ("UKR",), "ковель": ("UKR",)}, endings)
    assert bool(towns.codes(written)) == known


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        ("towns = 3", r"languages.toml: towns"),
        ('[towns]\nen = "runic"', r"towns.runic.txt"),
        ('endings = 1\n[towns]\nen = "latin"', r"languages.toml: endings"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, languages: str, said: str) -> None:
    (tmp_path / "languages.toml").write_text(languages, "utf-8")
    (tmp_path / "towns.latin.txt").write_text("# Towns\n[UKR]\nlviv\n", "utf-8")
    with pytest.raises(PackError, match=said):
        towns_of("en", tmp_path)


def test_a_name_of_several_parties_and_a_language_without_towns(tmp_path: Path) -> None:
    (tmp_path / "languages.toml").write_text('[towns]\nen = "latin"', "utf-8")
    (tmp_path / "towns.latin.txt").write_text("# Towns\n[LBN]\ntripoli\n[LBY]\ntripoli\n", "utf-8")
    assert towns_of("en", tmp_path).codes("tripoli") == ("LBN", "LBY")
    assert not towns_of("vi", tmp_path).codes("tripoli")
