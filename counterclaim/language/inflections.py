"""The forms in which the words of a pack stand in a text: plurals, tenses, cases, whatever the pack says.

A pack's `inflections.toml` and a phrase enter, its written forms leave, each with the name of the form. The file has
one table for each kind of word (`noun`, `verb`): which word of a phrase changes, rules by ending, and the words that
follow no rule; or, where words change in many ways, paradigms, and phrases by the paradigms of their words.
A pack without the file writes every word one way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any, Final

from counterclaim.errors import PackError
from counterclaim.language.folder import table

FILE: Final = "inflections.toml"
KINDS: Final = frozenset({"noun", "verb"})
CASES: Final = frozenset(
    f"{case}{number}" for case in ("nom", "gen", "dat", "acc", "ins", "loc") for number in ("", "s")
)
"""Cases of nouns; those of the plural end in s."""
FORMS: Final = frozenset("singular plural base s past part ing future".split()) | CASES
"""Names of forms. Of nouns: singular, plural, or their cases. Of verbs: base (also the infinitive), s (present), past,
part (what something suffered: "was struck"), ing (what somebody is doing), future."""
KEYS: Final = frozenset({"changes", "base", "rules", "irregular", "paradigms", "words"})
UNCHANGED: Final = "-"
"""Stands for the paradigm of a word that does not change."""

Rules = Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]


def number_of(form: str) -> str:
    """What a case says of the number; any other form is itself."""
    return form if form not in CASES else "plural" if form.endswith("s") and form[:-1] in CASES else "singular"


@dataclass(frozen=True, slots=True)
class Paradigm:
    """How words of one kind change their ending."""

    cut: int
    """Letters that fall off."""
    endings: Mapping[str, Sequence[str]]
    """By form: what takes their place."""

    def of(self, word: str, form: str) -> tuple[str, ...]:
        """A word in one form, in all its spellings."""
        stem = word[: len(word) - self.cut]
        return tuple(stem + ending for ending in self.endings.get(form, ()))


@dataclass(frozen=True)
class Inflection:
    """How one kind of word changes."""

    base: str
    """Name of the form in which the pack writes it."""
    last: bool
    """Whether the last word of a phrase changes, else the first."""
    rules: Rules
    """By form: patterns of endings with what takes their place; the first that fits holds."""
    irregular: Mapping[str, Mapping[str, Sequence[str]]]
    """Words or whole phrases with forms of their own."""
    paradigms: Mapping[str, tuple[Paradigm | None, ...]]
    """By phrase: the paradigms of its words; None for a word that does not change."""

    def forms(self, phrase: str) -> Iterator[tuple[str, str]]:
        """Every written form of a phrase with its name, the phrase itself first."""
        parts = self.paradigms.get(phrase)
        if parts is not None:
            yield from _declined(phrase, parts)
            return
        yield phrase, self.base
        whole = self.irregular.get(phrase) if " " in phrase else None
        if whole is not None:
            yield from ((word, form) for form, words in whole.items() for word in words)
            return
        before, word, after = self._parted(phrase)
        own = self.irregular.get(word, {})
        for form, words in own.items():
            yield from ((before + each + after, form) for each in words)
        for form, rules in self.rules.items():
            if form not in own:
                written = next((rule.sub(to, word) for rule, to in rules if rule.search(word)), None)
                if written is not None:
                    yield before + written + after, form

    def knows(self, phrase: str) -> bool:
        """Whether the pack says how this very phrase changes."""
        return phrase in self.paradigms or phrase in self.irregular

    def _parted(self, phrase: str) -> tuple[str, str, str]:
        if self.last:
            before, blank, word = phrase.rpartition(" ")
            return before + blank, word, ""
        word, blank, after = phrase.partition(" ")
        return "", word, blank + after


def _declined(phrase: str, parts: Sequence[Paradigm | None]) -> Iterator[tuple[str, str]]:
    """A phrase in every form that all its words that change have."""
    words = phrase.split(" ")
    changing = [part for part in parts if part is not None]
    for form in changing[0].endings:
        if all(form in part.endings for part in changing):
            written = [
                (word,) if part is None else part.of(word, form) for word, part in zip(words, parts, strict=True)
            ]
            yield from ((" ".join(chosen), form) for chosen in product(*written))


@dataclass(frozen=True)
class Inflections:
    """The inflections of one pack, or of the names of one language in the store."""

    folder: Path
    file: str = FILE

    @cached_property
    def kinds(self) -> Mapping[str, Inflection]:
        """By kind of word; raises `PackError` for what the file says wrongly."""
        if not (self.folder / self.file).is_file():
            return {}
        return {kind: self._inflection(kind, content) for kind, content in table(self.folder, self.file).items()}

    def forms(self, kind: str, phrase: str) -> Iterator[tuple[str, str]]:
        """Every written form of a noun or a verb with its name; raises `PackError` where the pack has no such kind."""
        if kind not in self.kinds:
            raise PackError(f"{self.folder.name}/{self.file}", kind, f"is missing, but {phrase!r} needs it")
        return self.kinds[kind].forms(phrase)

    def listed(self, kind: str, phrase: str) -> bool:
        """Whether a phrase changes by paradigms of its own, so that its forms may be those of other words too."""
        return kind in self.kinds and phrase in self.kinds[kind].paradigms

    def named(self, name: str) -> Iterator[tuple[str, str]]:
        """Every written form of a name with its form; a name that the pack does not have stands as it is written."""
        kind = self.kinds.get("noun")
        if kind is None or not kind.knows(name):
            yield name, ""
        else:
            yield from kind.forms(name)

    def _inflection(self, kind: str, content: Any) -> Inflection:
        where = f"{self.folder.name}/{self.file}"
        if kind not in KINDS or not isinstance(content, dict) or not content.keys() <= KEYS:
            raise PackError(where, kind, f"must be one of {', '.join(sorted(KINDS))} with {', '.join(sorted(KEYS))}")
        rules, irregular = content.get("rules", {}), content.get("irregular", {})
        named = {content.get("base", ""), *rules, *(form for forms in irregular.values() for form in forms)}
        if not named <= FORMS or content.get("changes") not in ("first", "last"):
            raise PackError(where, kind, "needs base, changes (first or last) and forms that are known")
        try:
            compiled = {form: tuple((re.compile(rule), to) for rule, to in each) for form, each in rules.items()}
        except (re.error, ValueError, TypeError) as fault:
            raise PackError(where, kind, f"has a rule that is none: {fault}") from fault
        return Inflection(
            content["base"], content["changes"] == "last", compiled, irregular, self._paradigms(kind, content)
        )

    def _paradigms(self, kind: str, content: Mapping[str, Any]) -> dict[str, tuple[Paradigm | None, ...]]:
        """The paradigms of the words of each phrase; raises `PackError` where one is unknown or does not fit."""
        known: dict[str, Paradigm | None] = {UNCHANGED: None}
        for name, forms in content.get("paradigms", {}).items():
            endings = {
                form: (each,) if isinstance(each, str) else tuple(each) for form, each in forms.items() if form != "cut"
            }
            if not endings.keys() <= FORMS:
                raise PackError(f"{self.folder.name}/{self.file}", f"{kind}.{name}", "has a form that is not known")
            known[name] = Paradigm(forms["cut"], endings)
        found = {}
        for names, phrases in content.get("words", {}).items():
            parts = names.split(" ")
            if not set(parts) <= known.keys() or set(parts) == {UNCHANGED}:
                raise PackError(f"{self.folder.name}/{self.file}", f"{kind}.{names}", "names no paradigm")
            changes = tuple(known[part] for part in parts)
            for phrase in phrases:
                if phrase.count(" ") + 1 != len(parts):
                    raise PackError(f"{self.folder.name}/{self.file}", phrase, f"has not {len(parts)} words")
                found[phrase] = changes
        return found
