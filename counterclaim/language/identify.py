"""Which language a text is in, told by its small words and its letters.

Words of a normal text enter, a language code leaves, or None where nothing decides. What tells a language stands in
`packs/CODE/identify.toml`, of languages that no pack reads in `packs/others.toml`; it is read when it is first needed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from counterclaim.language.folder import Entry, Row, only, table
from counterclaim.language.packs import supported
from counterclaim.language.packs.loader import FOLDER

OWN: Final = "identify.toml"
OTHERS: Final = "others.toml"
SAMPLE: Final = 100
"""Characters from the middle of a text that are looked at where its language is said."""
SOME: Final = 0.1
"""Share of the words of such a sample that are small words of its language, each counted once, nearly always."""
USUAL: Final = 0.15
"""Share of the words of a passage from which on they are taken for what is said, where no letter speaks against it."""
PLAIN: Final = 0.3
"""Share that small words of another language hardly ever reach, where its letters are the same."""
WORD: Final = 2
"""What a small word says for a language; a letter says 1."""
ENOUGH: Final = 0.2
"""What must speak for a language, for each word of the text."""
FEWEST: Final = 7
"""What must speak for it in a passage of a text in another language."""
CLEARLY: Final = 2
"""How many times as much as for that other language."""

_BEYOND = re.compile(r"[^\W\d_a-z]")
"""A letter beyond a to z."""
_NONE = "(?!)"


@dataclass(frozen=True, slots=True)
class Profile:
    """What one language is told by."""

    code: str
    words: frozenset[str]
    """Its commonest small words."""
    letters: re.Pattern[str]
    """One of its letters beyond a to z."""
    strange: re.Pattern[str]
    """A letter beyond a to z that it does not have."""

    def has_strange(self, words: str) -> bool:
        """Whether there is such a letter among lower-case words."""
        return not words.isascii() and self.strange.search(words) is not None


@dataclass(frozen=True, slots=True)
class Known:
    """All languages that can be told from each other."""

    profiles: tuple[Profile, ...]
    """Those that a pack reads come first."""
    by_word: Mapping[str, tuple[int, ...]]
    """The positions of the languages that have a small word."""


def usual(words: str, lang: str) -> bool:
    """Whether a text is what it is said to be: the middle of it holds small words of `lang`, which a pack reads.

    The text is given in the form of `NormalText.words`, here and below.
    """
    middle = max(len(words) - SAMPLE, 0) // 2
    tokens, small = words[middle : middle + SAMPLE].split(), _own(lang).words
    enough = SOME * len(tokens)
    seen: set[str] = set()
    for token in tokens:
        if len(seen) >= enough:
            return True
        if token in small:
            seen.add(token)
    return len(seen) >= enough


def language_of(words: str) -> str | None:
    """The language of a text that nobody has named; None where nothing decides."""
    tokens = words.split()
    for lang in supported():
        own = _own(lang)
        if _count(tokens, own.words) >= PLAIN * len(tokens) > 0 and not own.has_strange(words):
            return lang
    scores = _scores(tokens, words)
    best = max(range(len(scores)), key=scores.__getitem__)
    return _known().profiles[best].code if scores[best] >= max(ENOUGH * len(tokens), 1) else None


def spoken(words: str, lang: str) -> str:
    """The language of a passage in a text of the language `lang`, which a pack reads; another where that is clear."""
    tokens, profile = words.split(), _own(lang)
    if _count(tokens, profile.words) >= USUAL * len(tokens) and not profile.has_strange(words):
        return lang
    scores, profiles = _scores(tokens, words), _known().profiles
    best = max(range(len(scores)), key=scores.__getitem__)
    own = next(position for position, other in enumerate(profiles) if other.code == lang)
    shared = sum(1 for letter in _BEYOND.findall(words) if _has(profiles[best], letter) and _has(profile, letter))
    for_it, for_own = scores[best] - shared, scores[own] - shared
    clear = for_it >= max(FEWEST, ENOUGH * len(tokens), CLEARLY * for_own + 1)
    return profiles[best].code if clear else lang


def _has(profile: Profile, letter: str) -> bool:
    return profile.letters.match(letter) is not None


def _count(tokens: list[str], small: frozenset[str]) -> int:
    return sum(map(small.__contains__, tokens))


def _scores(tokens: list[str], words: str) -> list[int]:
    """What the words of a text and their letters say for each language."""
    known = _known()
    scores = [0] * len(known.profiles)
    for token in tokens:
        for position in known.by_word.get(token, ()):
            scores[position] += WORD
    if not words.isascii() and (beyond := "".join(_BEYOND.findall(words))):
        for position, profile in enumerate(known.profiles):
            scores[position] += len(profile.letters.findall(beyond))
    return scores


@cache
def _known() -> Known:
    packs = supported()
    without = sorted(own.parent.name for own in FOLDER.glob(f"*/{OWN}") if own.parent.name not in packs)
    profiles = {code: _own(code) for code in (*packs, *without)}
    for position, row in enumerate(table(FOLDER, OTHERS).get("language", ()), 1):
        entry = Entry(f"{FOLDER.name}/{OTHERS}", f"language {position}", row)
        profiles.setdefault(row.get("code", ""), _profile(row.get("code", ""), entry, {"code", "words", "letters"}))
    by_word: dict[str, tuple[int, ...]] = {}
    for position, profile in enumerate(profiles.values()):
        for word in profile.words:
            by_word[word] = (*by_word.get(word, ()), position)
    return Known(tuple(profiles.values()), by_word)


@cache
def _own(lang: str) -> Profile:
    """The profile of a language with a folder of its own; raises `PackError`."""
    folder: Path = FOLDER / lang
    row = table(folder, OWN)
    return _profile(lang, Entry(f"{lang}/{OWN}", "file", row), {"words", "letters"})


def _profile(code: str, entry: Entry, keys: set[str]) -> Profile:
    row: Row = entry.row
    only(entry, keys)
    letters, words = row.get("letters", ""), row.get("words", "")
    if not code or not (letters or words):
        raise entry.fault("needs a code, and words or letters")
    try:
        return Profile(
            code,
            frozenset(words.split()),
            re.compile(f"[{letters}]" if letters else _NONE),
            re.compile(rf"(?![{letters}])[^\W\d_a-z]" if letters else _BEYOND),
        )
    except re.error as fault:
        raise entry.fault(f"letters {letters!r} are no range: {fault}") from fault
