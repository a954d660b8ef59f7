"""The forms in which the words of a pack stand in a text: plurals, tenses, cases, whatever the pack says.

A pack's `inflections.toml` and a phrase enter, its written forms leave, each with the name of the form. The file has
one table for each kind of word (`noun`, `verb`): which word of a phrase changes, rules by ending, and the words that
follow no rule. A pack without the file writes every word one way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from counterclaim.errors import PackError
from counterclaim.language.folder import table

FILE: Final = "inflections.toml"
KINDS: Final = frozenset({"noun", "verb"})
FORMS: Final = frozenset("singular plural base s past part ing".split())
"""Names of forms. Of nouns: singular, plural. Of verbs: base (also the infinitive), s (present, of one), past, part
(what something suffered: "was struck"), ing (what somebody is doing)."""
KEYS: Final = frozenset({"changes", "base", "rules", "irregular"})

Rules = Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]


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

    def forms(self, phrase: str) -> Iterator[tuple[str, str]]:
        """Every written form of a phrase with its name, the phrase itself first."""
        yield phrase, self.base
        whole = self.irregular.get(phrase)
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

    def _parted(self, phrase: str) -> tuple[str, str, str]:
        if self.last:
            before, blank, word = phrase.rpartition(" ")
            return before + blank, word, ""
        word, blank, after = phrase.partition(" ")
        return "", word, blank + after


@dataclass(frozen=True)
class Inflections:
    """The inflections of one pack."""

    folder: Path

    @cached_property
    def kinds(self) -> Mapping[str, Inflection]:
        """By kind of word; raises `PackError` for what the file says wrongly."""
        if not (self.folder / FILE).is_file():
            return {}
        return {kind: self._inflection(kind, content) for kind, content in table(self.folder, FILE).items()}

    def forms(self, kind: str, phrase: str) -> Iterator[tuple[str, str]]:
        """Every written form of a noun or a verb with its name; raises `PackError` where the pack has no such kind."""
        if kind not in self.kinds:
            raise PackError(f"{self.folder.name}/{FILE}", kind, f"is missing, but {phrase!r} needs it")
        return self.kinds[kind].forms(phrase)

    def _inflection(self, kind: str, content: Any) -> Inflection:
        where = f"{self.folder.name}/{FILE}"
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
        return Inflection(content["base"], content["changes"] == "last", compiled, irregular)
