"""The store of names: checked when it is read, compiled for speed, and the same either way."""

from __future__ import annotations

import gc
import json
import shutil
import tomllib
from hashlib import sha256
from pathlib import Path
from time import process_time

import pytest

from counterclaim.errors import PackError
from counterclaim.language.folder import compiled_at, table
from counterclaim.language.lexicon import PartyName
from counterclaim.language.packs import supported
from counterclaim.language.store import STORE, compile_all, fresh, names_of
from counterclaim.language.store.compiled import TABLES
from counterclaim.language.store.sources import facets, languages


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the store to damage."""
    return Path(shutil.copytree(STORE, tmp_path / "store"))


def test_every_pack_has_its_language_in_the_store() -> None:
    assert set(supported()) <= set(languages(STORE))


@pytest.mark.parametrize("lang", languages(STORE))
def test_the_compiled_files_are_fresh(lang: str) -> None:
    assert fresh(lang), "the store was edited: run `make store`"


@pytest.mark.parametrize("lang", languages(STORE))
def test_compiled_and_written_say_the_same(lang: str) -> None:
    assert names_of(lang) == facets(STORE, lang)


@pytest.mark.parametrize("file", TABLES)
def test_compiled_tables_are_fresh_and_those_of_the_toml(file: str) -> None:
    written = (STORE / file).read_bytes()
    kept = json.loads(compiled_at(STORE, file).read_bytes())
    assert kept["digest"] == sha256(written).hexdigest(), "the store was edited: run `make store`"
    assert table(STORE, file) == kept["table"] == tomllib.loads(written.decode("utf-8"))


@pytest.mark.parametrize("damage", [b"{", b'{"digest": "", "table": {}}', b""])
def test_a_compiled_table_that_does_not_fit_is_passed_over(folder: Path, damage: bytes) -> None:
    compiled_at(folder, "parties.toml").write_bytes(damage)
    assert table(folder, "parties.toml") == table(STORE, "parties.toml")


def test_the_names_of_all_languages_load_in_a_third_of_a_second() -> None:
    def seconds() -> float:
        start = process_time()
        for lang in languages(STORE):
            names_of(lang)
        return process_time() - start

    gc.disable()  # it would walk through all that other tests have left
    try:
        assert min(seconds() for _ in range(5)) < 0.3
    finally:
        gc.enable()


def test_the_names_of_countries_are_those_that_cldr_has() -> None:
    pytest.importorskip("babel")
    from countries import countries

    assert (STORE / "countries.toml").read_text("utf-8") == countries(STORE), "run `make countries`"


def test_an_edit_is_seen_before_it_is_compiled_and_after(folder: Path) -> None:
    with (folder / "parties.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[party]]\ncode = "XXX"\nkind = "state"\nname = "Oddland"\nvi.names = ["Xứ Lạ"]\n')
    assert not fresh("vi", folder)
    seen = names_of("vi", folder)["xứ lạ"]
    compile_all(folder)
    assert fresh("vi", folder)
    assert names_of("vi", folder)["xứ lạ"] == seen == {"acronym": False, "parties": (PartyName("XXX", "state"),)}


def test_a_compiled_file_that_cannot_be_read_is_passed_over(folder: Path) -> None:
    (folder / "compiled" / "vi.json").write_text("{", "utf-8")
    assert names_of("vi", folder) == names_of("vi")


def test_a_language_gets_the_names_of_all_languages_and_its_own(folder: Path) -> None:
    with (folder / "outlets.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[outlet]]\nslug = "odd"\nnames = ["Odd Post", "Oddity"]\n'
            'en.without = ["Oddity"]\nvi.names = ["Bưu báo Lạ"]\nvi.ambiguous = ["Oddity"]\n'
        )
    english, vietnamese = names_of("en", folder), names_of("vi", folder)
    assert "odd post" in english
    assert "oddity" not in english
    assert "bưu báo lạ" not in english
    assert vietnamese["odd post"]["outlet"] == vietnamese["bưu báo lạ"]["outlet"] == ("odd", None)
    assert vietnamese["oddity"]["ambiguous"]


PARTY = '\n[[party]]\ncode = "XXX"\nkind = "state"\nname = "Oddland"\n'


@pytest.mark.parametrize(
    ("file", "added", "said"),
    [
        ("parties.toml", PARTY + 'names = ["Oddland"]\nuntil = "soon"\n', r"Oddland.*no date"),
        ("parties.toml", PARTY + "colour = 1\n", r"store/parties.toml: party .*Oddland.*colour"),
        ("parties.toml", PARTY + 'tlh.names = ["Oddland"]\n', r"parties.toml: party .*tlh"),
        ("parties.toml", PARTY + 'en.words = ["Oddland"]\n', r"parties.toml: party .*Oddland.*en: .*words"),
        ("parties.toml", PARTY + 'en = ["Oddland"]\n', r"Oddland.*'en' must be a table"),
        ("parties.toml", PARTY.replace("state", "moon"), r"Oddland.*moon"),
        ("parties.toml", PARTY + 'vi.names = ["..."]\n', r"Oddland.*holds no letter"),
        ("parties.toml", PARTY + 'ambiguous = ["Odd"]\n', r"Oddland.*'Odd' is none of its names"),
        ("parties.toml", '\n[[party]]\nname = "Oddland"\n', r"Oddland.*'code' is missing"),
        ("people.toml", '\n[[person]]\nnames = ["Odd"]\n', r"people.toml: person .*Odd.*'party' is missing"),
        ("outlets.toml", "[[outlet]\n", r"outlets.toml: file"),
        ("outlets.toml", '\n[[outlet]]\nslug = "odd"\nnames = ["Reuters"]\n', r"'Reuters' stands twice"),
        ("languages.toml", "\n[codes]\n", r"languages.toml: file"),
    ],
)
def test_a_damaged_store_says_file_and_entry(folder: Path, file: str, added: str, said: str) -> None:
    path = folder / file
    path.write_text(path.read_text("utf-8") + added, "utf-8")
    with pytest.raises(PackError, match=said):
        names_of("vi", folder)
