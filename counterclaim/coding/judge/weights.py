"""What the judge has learned: its forests, and what it takes to be sure enough. One file, checked when it is read.

A file enters, `Weights` leave. The file is one line that says what it is, with the digest of the rest, and
the rest, one JSON object. A file that is missing, damaged or made for another version is refused in one line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from counterclaim.coding.judge import counts, features, looks, siding
from counterclaim.coding.judge.forest import Curve, Forest
from counterclaim.coding.judge.wording import WORD_NAMES, Table, Wording, tables
from counterclaim.cycles import undisturbed
from counterclaim.errors import WeightsRefused
from counterclaim.model import content_id

FORMAT: Final = "counterclaim judge 3"
OWN: Final = Path(__file__).with_name("weights.json")
"""The weights that the package brings."""
AGAIN: Final = "train them anew with counterclaim train, or leave --weights out"
LONG: Final = 1500
"""Characters of a report from which on it is an article."""
BY_WORDS: Final = "by words"
ANSWERS: Final = ("actor", "target", "count")
"""What is asked of a reading that is chosen, in this order."""
ALONE, WITH_HINTS = "alone", "with hints"
ASKING: Final = "asking"
_OPTION: Final = len(features.NAMES) + len(looks.OPTION_NAMES) + len(looks.HINT_NAMES)
WIDTHS: Final[Mapping[str, int]] = {
    "first": _OPTION,
    "second": _OPTION + len(looks.AGAIN_NAMES),
    "actor": len(features.NAMES) + len(siding.SIDE_NAMES),
    "target": len(features.NAMES) + len(siding.SIDE_NAMES),
    "count": len(features.NAMES) + len(counts.COUNT_NAMES),
}
"""Forests of a judgement, and how many numbers a row of each has."""


def version() -> str:
    """What the numbers of a row mean: weights of another list of features are of no use."""
    lists = (counts, features, looks, siding)
    return content_id(
        *(name for room in lists for key in sorted(vars(room)) if key.isupper() for name in _names(room, key))
    )


def _names(room: Any, key: str) -> tuple[str, ...]:
    found = getattr(room, key)
    return (key, *map(str, found)) if isinstance(found, (tuple, dict)) else ()


class Bars(NamedTuple):
    """Chances from which on a claim is made. Articles have their own: much is claimed there, nearly none is silent."""

    leads: float
    articles: float


@dataclass(frozen=True, slots=True)
class ByWords:
    """What words weigh for the answers of three forests (`ANSWERS`)."""

    actor: Table
    target: Table
    count: Table


@dataclass(frozen=True, slots=True)
class Judgement:
    """The forests of one way to judge: by the rules' readings alone, or with a second reader's hints."""

    first: Forest
    """Of an option, looked at by itself."""
    second: Forest
    """Of an option, with the chances of all the others in view."""
    actor: Forest
    target: Forest
    """Of whom it befalls, where it is decided who acts."""
    count: Forest
    least: Bars
    """Chances from which on a claim is made."""
    right: Curve
    """From the chance of the second look to the share that was right on reports that no rule was written by."""
    words: Mapping[str, int]
    """Words that have a number, and which."""
    by_language: Mapping[str, Curve]
    """The same curve from the reports of one language alone, where there were enough."""
    by_words: ByWords
    wording: Wording | None = None
    """What the words beside a candidate weigh, where the judge looks at them."""
    least_by_language: Mapping[str, Bars] = field(default_factory=dict)
    """The same from the reports of one language alone, where there were enough."""

    def bar(self, lang: str, length: int) -> float:
        """Chance from which on a claim is made in a report in this language, of so many characters."""
        bars = self.least_by_language.get(lang, self.least)
        return bars.articles if length >= LONG else bars.leads

    def curve(self, lang: str) -> Curve:
        """What makes a chance a confidence in a report in this language."""
        return self.by_language.get(lang, self.right)


@dataclass(frozen=True, slots=True)
class Asking:
    """Of which reports a second reader is asked: those of which the judge alone is not sure."""

    least: float = 0.0
    """Best chance of a report below which the judge alone is sure that it claims nothing."""
    most: float = 2.0
    """Least chance of a report's claims from which on it is sure of all of them."""

    def about(self, best: float, claimed: Sequence[float]) -> bool:
        """Whether to ask; `best`: highest chance of any option in the report, `claimed`: chances of what is claimed."""
        return best >= self.least and not (claimed and min(claimed) >= self.most)


@dataclass(frozen=True, slots=True)
class Weights:
    """All that the judge has learned."""

    alone: Judgement
    with_hints: Judgement | None
    asking: Asking
    card: Mapping[str, Any]
    """What it was learned from, when, and how well it judges."""

    @property
    def languages(self) -> frozenset[str]:
        """Codes of the languages whose reports it learned from."""
        return frozenset(self.card["languages"])


def load(path: Path | None = None) -> Weights:
    """The weights of a file, by default those of the package; raises `WeightsRefused`."""
    return _load(path or OWN)


@cache
def _load(path: Path) -> Weights:
    try:
        with undisturbed():
            return _weights(read(path))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
        raise WeightsRefused(str(path), "are not built as weights of a judge are", AGAIN) from None


def _weights(body: Mapping[str, Any]) -> Weights:
    """What a file holds; raises one of many errors where it is not built so."""
    judgements, told, card = body["judgements"], body.get(ASKING, {}), body["card"]
    if not all(isinstance(code, str) for code in card["languages"]):
        raise ValueError("languages")
    return Weights(
        _judgement(judgements[ALONE]),
        _judgement(judgements[WITH_HINTS]) if WITH_HINTS in judgements else None,
        Asking(**{name: float(bar) for name, bar in told.items()}),
        card,
    )


def read(path: Path) -> dict[str, Any]:
    """What a file of weights holds, as it is written down; raises `WeightsRefused`."""
    try:
        head, _, rest = path.read_bytes().partition(b"\n")
    except OSError as error:
        raise WeightsRefused(str(path), f"cannot be read ({error.strerror})", AGAIN) from None
    try:
        label = json.loads(head)
        told = (label["what"], label["sha256"], label["version"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise WeightsRefused(str(path), "are no weights of a judge", AGAIN) from None
    if told[0] != FORMAT or told[2] != version():
        raise WeightsRefused(str(path), "were made for another version of the program", AGAIN)
    if hashlib.sha256(rest).hexdigest() != told[1]:
        raise WeightsRefused(str(path), "are damaged: they differ from their digest", AGAIN)
    try:
        found: dict[str, Any] = json.loads(rest)
    except (ValueError, RecursionError):
        raise WeightsRefused(str(path), "hold no JSON", AGAIN) from None
    return found


def written(body: Mapping[str, Any]) -> bytes:
    """Weights as a file holds them."""
    rest = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    label = {"what": FORMAT, "sha256": hashlib.sha256(rest).hexdigest(), "version": version()}
    return json.dumps(label, sort_keys=True).encode() + b"\n" + rest


def _judgement(body: Mapping[str, Any]) -> Judgement:
    first, second, actor, target, count = (_forest(name, body) for name in WIDTHS)
    by_language = {lang: Curve(steps) for lang, steps in body.get("right by language", {}).items()}
    words = {word: int(number) for word, number in body["words"].items()}
    told = tables(body["wording"], WORD_NAMES) if "wording" in body else None
    by_words = ByWords(*tables(body[BY_WORDS], ANSWERS))
    bars = {lang: _bars(each) for lang, each in body.get("least by language", {}).items()}
    least, right = _bars(body["least"]), Curve(body["right"])
    return Judgement(first, second, actor, target, count, least, right, words, by_language, by_words, told, bars)


def _bars(pair: Sequence[float]) -> Bars:
    leads, articles = pair
    return Bars(float(leads), float(articles))


def _forest(name: str, body: Mapping[str, Any]) -> Forest:
    made = Forest(body[name])
    if made.widest >= WIDTHS[name]:
        raise ValueError(f"{name}: asks for place {made.widest} of a row")
    return made
