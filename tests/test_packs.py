"""Packs are checked when they are loaded: what is wrong in one is said with its file and entry."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counterclaim.errors import PackError, UnknownLanguage
from counterclaim.language.packs import load_pack, pack_for, supported
from counterclaim.language.packs.loader import FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a pack to damage."""
    return Path(shutil.copytree(FOLDER / "vi", tmp_path / "vi"))


@pytest.mark.parametrize("lang", supported())
def test_every_pack_loads_and_names_no_phrase_twice(lang: str) -> None:
    pack = pack_for(lang)
    assert len(pack.lexemes) == len(pack.by_phrase) > 1000


def test_a_language_without_a_pack_is_refused_with_the_supported_ones() -> None:
    with pytest.raises(UnknownLanguage, match=r"supported: .*vi"):
        pack_for("tlh")


@pytest.mark.parametrize(
    ("file", "added", "said"),
    [
        (
            "units.toml",
            '[[unit]]\nunit = "tanks"\nwords = ["xe lạ"]\ncolour = 1\n',
            r"units.toml: unit .*xe lạ.*colour",
        ),
        ("units.toml", '[[unit]]\nunit = "dragons"\nwords = ["rồng"]\n', r"units.toml: unit .*rồng.*dragons"),
        ("events.toml", '[[trigger]]\nevent = "war"\nframe = "strike"\nwords = ["lạ lùng"]\n', r"events.toml: .*war"),
        ("events.toml", '[[trigger]]\nevent = "clash"\nframe = "odd"\nwords = ["lạ lùng"]\n', r"events.toml: .*odd"),
        ("speech.toml", '[[cue]]\nstance = "sings"\nform = "say"\nwords = ["hát"]\n', r"speech.toml: .*sings"),
        ("speech.toml", '[[cue]]\nstance = "denies"\nform = "say"\nwords = ["tuyên bố"]\n', r"'tuyên bố' stands twice"),
        ("titles.toml", '[[title]]\nkind = "office"\nwords = ["..."]\n', r"holds no letter"),
        ("numbers.toml", "[[number]\n", r"numbers.toml: file"),
        (
            "speech.toml",
            '[[cue]]\nstance = "denies"\nform = "will"\nwords = ["sẽ không"]\n',
            r"sẽ không: hides .*không",
        ),
    ],
)
def test_a_damaged_pack_says_file_and_entry(folder: Path, file: str, added: str, said: str) -> None:
    path = folder / file
    path.write_text(path.read_text("utf-8") + "\n" + added, "utf-8")
    with pytest.raises(PackError, match=said):
        load_pack(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "times.toml").unlink()
    with pytest.raises(PackError, match=r"times\.toml"):
        load_pack(folder)
