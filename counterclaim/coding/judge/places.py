"""The places of a report that may make a claim, each with its options and their rows of numbers.

Candidates and hints enter, `Place`s leave, for whoever gives each option a chance: the judge, and who trains it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.coding.judge.candidates import Candidate, Candidates, place_of, proposed
from counterclaim.coding.judge.features import Row, Words, base_row
from counterclaim.coding.judge.hints import Hint, Hints
from counterclaim.coding.judge.looks import hint_row, option_row
from counterclaim.coding.judge.options import Option, options, value
from counterclaim.coding.judge.views import View
from counterclaim.coding.judge.wording import UNSAID, Wording, scores


@dataclass(slots=True)
class Place:
    """One candidate with what it could be read as."""

    candidate: Candidate
    at: tuple[int, int]
    """Stored characters of the words of the event, else of the cue."""
    row: Row
    hints: Mapping[str, Hint]
    options: list[Option]
    rows: list[Row]
    """Of each option, to stand behind `row`."""
    chances: list[float] = field(default_factory=list)
    """Of each option, at the first look."""
    second: list[float] = field(default_factory=list)
    """Of each option, at the second look."""


def places(
    found: Candidates, hints: Hints | None, words: Words, wording: Wording | None = None
) -> tuple[View, list[Place]]:
    """The places of a report, those of the rules first."""
    view = View(found)
    more = proposed(found, hints) if hints is not None else ()
    made: list[Place] = []
    for candidate in (*found.found, *more):
        draft = candidate.draft
        at = place_of(candidate, found.heard)
        near: Mapping[str, Hint] = hints.at(*at) if hints is not None else {}
        choices = options(draft, view, near)
        if choices:
            rows = [[*option_row(draft, choice, view), *hint_row(draft, choice, near)] for choice in choices]
            said = scores(wording, view.texts.marks(candidate, at)) if wording is not None else UNSAID
            made.append(Place(candidate, at, base_row(candidate, view, words, said), near, choices, rows))
    return view, made


def again(made: Sequence[Place]) -> list[list[Row]]:
    """For each option of each place what the chances of all the others add at the second look."""
    cores: dict[tuple[str, str, str], list[tuple[float, int]]] = defaultdict(list)
    for at, place in enumerate(made):
        for option, chance in zip(place.options, place.chances, strict=True):
            cores[option[:3]].append((chance, at))
    best = [max(place.chances) for place in made]
    chosen = [place.options[place.chances.index(top)] for place, top in zip(made, best, strict=True)]
    total = sum(best)
    found: list[list[Row]] = []
    for at, place in enumerate(made):
        ranked = sorted(place.chances, reverse=True)
        words = max((best[i] for i, other in enumerate(made) if i != at and other.at == place.at), default=0.0)
        rows: list[Row] = []
        for option, chance in zip(place.options, place.chances, strict=True):
            others = [(p, i) for p, i in cores[option[:3]] if i != at]
            event = max((best[i] for i, one in enumerate(chosen) if i != at and one.event == option.event), default=0.0)
            told = max(
                (best[i] for i, one in enumerate(chosen) if i != at and one[:2] == option[:2]),
                default=0.0,
            )
            same = max((p for p, i in others if _alike(made[i], place)), default=0.0)
            rows.append(
                [
                    chance,
                    ranked[0],
                    ranked[1] if len(ranked) > 1 else 0.0,
                    place.chances[0],
                    ranked.index(chance),
                    max((p for p, _ in others), default=0.0),
                    max((p for p, i in others if i < at), default=0.0),
                    event,
                    words,
                    total,
                    sum(p > 0.2 for p, _ in others),
                    same,
                    told,
                ]
            )
        found.append(rows)
    return found


def _alike(one: Place, other: Place) -> bool:
    """Whether two places count the same and befall the same."""
    a, b = one.candidate.draft, other.candidate.draft
    return (a.target, a.unit, value(a.number)) == (b.target, b.unit, value(b.number))
