"""How words change: rules by ending, and paradigms that a pack lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import PackError
from counterclaim.language.inflections import FILE, Inflections, number_of

PARADIGMS = """
[noun]
base = "nom"
changes = "first"
[noun.paradigms]
a = { cut = 2, nom = "ый", gen = "ого", noms = "ые" }
n = { cut = 0, nom = "", gen = "а", gens = ["ов", "ей"], noms = "ы" }
[noun.words]
"a n" = ["жилой дом"]
"n -" = ["склад боеприпасов"]
n = ["танк"]
[verb]
base = "base"
changes = "first"
[verb.rules]
past = [["ть$", "л"]]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / FILE).write_text(PARADIGMS, "utf-8")
    return tmp_path


def test_every_word_of_a_phrase_that_changes_stands_in_the_same_form(folder: Path) -> None:
    changed = set(Inflections(folder).forms("noun", "жилой дом"))
    assert changed == {("жилый дом", "nom"), ("жилого дома", "gen"), ("жилые домы", "noms")}


def test_a_word_that_does_not_change_stays(folder: Path) -> None:
    assert ("склада боеприпасов", "gen") in set(Inflections(folder).forms("noun", "склад боеприпасов"))


def test_a_form_may_be_written_in_several_ways(folder: Path) -> None:
    assert {"танков", "танкей"} == {word for word, form in Inflections(folder).forms("noun", "танк") if form == "gens"}


def test_kinds_with_rules_stay_as_they_are(folder: Path) -> None:
    assert list(Inflections(folder).forms("verb", "брать")) == [("брать", "base"), ("брал", "past")]


def test_a_name_that_no_file_knows_stands_as_it_is_written(folder: Path, tmp_path: Path) -> None:
    assert list(Inflections(folder).named("Шебекино")) == [("Шебекино", "")]
    assert list(Inflections(tmp_path, "none.toml").named("Шебекино")) == [("Шебекино", "")]


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('"n -" = ["склад', '"z -" = ["склад'),
        ('"a n" = ["жилой дом"]', '"a n" = ["дом"]'),
        ('gen = "а"', 'genitive = "а"'),
    ],
)
def test_a_paradigm_that_does_not_fit_is_an_error(folder: Path, good: str, bad: str) -> None:
    (folder / FILE).write_text(PARADIGMS.replace(good, bad), "utf-8")
    with pytest.raises(PackError):
        list(Inflections(folder).forms("noun", "танк"))


@pytest.mark.parametrize(("form", "number"), [("gen", "singular"), ("ins", "singular"), ("inss", "plural"), ("s", "s")])
def test_a_case_tells_its_number(form: str, number: str) -> None:
    assert number_of(form) == number
