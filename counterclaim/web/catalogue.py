"""Message catalogues: `messages/PAGE.toml` enter, messages by key and language leave. No request is known here.

A message is `PAGE.KEY`, with its words in every language beside each other. Words in braces are filled in. A message
that counts has a table of plural forms instead of a text, as CLDR names them ("one", "other"), and counts `n`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "messages"
LANGUAGES: Final = "languages"
"""The catalogue that names the languages; its keys are their codes, the first is the one where none is asked for."""

Message = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site: "vi, which calls itself Tiếng Việt"."""

    code: str
    name: str
    """What its readers call it."""
    locale: str
    """How numbers and days are written, as CLDR names it."""


@cache
def languages() -> tuple[Language, ...]:
    """The languages of the site, the first one first."""
    read = tomllib.loads((FOLDER / f"{LANGUAGES}.toml").read_text("utf-8"))
    return tuple(Language(code, row["name"], row["locale"]) for code, row in read.items())


@cache
def messages(lang: str) -> Mapping[str, Message]:
    """All messages of a language, by `PAGE.KEY`; raises KeyError where one is missing, which a test forbids."""
    found: dict[str, Message] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        if path.stem != LANGUAGES:
            _gather(found, path.stem, tomllib.loads(path.read_text("utf-8")), lang)
    return found


def _gather(found: dict[str, Message], above: str, table: Mapping[str, object], lang: str) -> None:
    codes = {each.code for each in languages()}
    for key, row in table.items():
        if not isinstance(row, dict):
            raise KeyError(f"{above}.{key} is no table of languages")
        if codes & set(row):
            found[f"{above}.{key}"] = row[lang]
        else:
            _gather(found, f"{above}.{key}", row, lang)
