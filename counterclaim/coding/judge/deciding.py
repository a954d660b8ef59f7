"""Decides what a report claims: looks at every option twice, takes the likeliest of each place where it is sure enough.

The places of a report and what the judge has learned enter, `Verdict`s leave, the surest first; no two of them say the
same of the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeVar

from counterclaim.coding.denials import DENYING
from counterclaim.coding.judge.candidates import KEPT
from counterclaim.coding.judge.counts import count_rows, counts
from counterclaim.coding.judge.countwords import Count
from counterclaim.coding.judge.features import Row
from counterclaim.coding.judge.forest import Forest
from counterclaim.coding.judge.options import Option, value
from counterclaim.coding.judge.places import Place, again
from counterclaim.coding.judge.siding import actors, side_rows, targets
from counterclaim.coding.judge.views import View
from counterclaim.coding.judge.weights import Judgement
from counterclaim.model import TWO_SIDED

FAINT: Final = 0.02
"""Chance at the first look below which an option is not looked at twice: seven in ten are, and of 9,000 none had
more than 0.06 at the second."""
LINKED: Final = 0.05
"""Chance from which on a denial is claimed that the rules link to what it denies: without it the other side's claim
stands unanswered. On 4,600 held-out reports it costs nothing (core F1 0.550 with and without), on 2,060 known ones it
gives 0.695 for 0.693."""
TWIN: Final = 0.75
"""Share of the threshold that is enough where the rules read two claims out of the same words, of two sides or of men
and things, and the other one is made: "both sides suffered heavy losses of men and equipment". On 4,600 held-out
reports it costs nothing (core F1 0.5504 for 0.5503), on 2,060 known ones it gives 0.6932 for 0.6930."""

Answer = TypeVar("Answer")


class Verdict(NamedTuple):
    """One claim that the judge makes."""

    place: Place
    option: Option
    actor: str | None
    target: str | None
    counted: Count
    chance: float
    """Of the second look, that event, speaker and stance are right."""


def look(made: Sequence[Place], judgement: Judgement) -> None:
    """Look at every option twice, and give it its chances."""
    for place in made:
        place.chances = [judgement.first.chance(place.row + row) for row in place.rows]
    for place, more in zip(made, again(made), strict=True):
        place.second = [
            judgement.second.chance(place.row + row + added) if chance >= FAINT else chance
            for row, added, chance in zip(place.rows, more, place.chances, strict=True)
        ]


def likely(made: Sequence[Place], bar: float) -> list[Place]:
    """The places whose likeliest option is claimed, from a chance on; they have been looked at."""
    found = [place for place in made if max(place.second) >= (min(bar, LINKED) if _linked(place) else bar)]
    return found + _twins(made, found, TWIN * bar)


def chosen(made: Sequence[Place], view: View, judgement: Judgement, bar: float) -> list[Verdict]:
    """What a report claims, from a chance on, by places that have been looked at."""
    found = [_verdict(place, view, judgement) for place in likely(made, bar)]
    found.sort(key=lambda verdict: -verdict.chance)
    once: dict[tuple[object, ...], Verdict] = {}
    for verdict in found:
        once.setdefault(_said(verdict), verdict)
    return list(once.values())


def _twins(made: Sequence[Place], claimed: Sequence[Place], bar: float) -> list[Place]:
    """What the rules read out of the same words as what is claimed, in the same stance, from a lower chance on."""
    told = {(place.at, *place.options[0][:3]) for place in claimed if _as_read(place)}
    words = {(at, stance) for at, _, _, stance in told}
    chosen_already = set(map(id, claimed))
    return [
        place
        for place in made
        if id(place) not in chosen_already
        and _as_read(place)
        and place.second[0] >= bar
        and (place.at, place.options[0].stance) in words
        and (place.at, *place.options[0][:3]) not in told
    ]


def _as_read(place: Place) -> bool:
    """Whether the likeliest option of a place is a claim that the rules make."""
    return place.candidate.fate == KEPT and place.second[0] == max(place.second) and place.options[0].source == 0


def _linked(place: Place) -> bool:
    """Whether the likeliest option of a place denies what the rules say that it denies."""
    option = place.options[place.second.index(max(place.second))]
    return option.stance in DENYING and bool(place.candidate.draft.denies)


def _verdict(place: Place, view: View, judgement: Judgement) -> Verdict:
    """The likeliest option of a place, with its likeliest sides and count; the rules' own where two are as likely."""
    chance = max(place.second)
    option = place.options[place.second.index(chance)]
    acting, words = actors(place, option, view), judgement.by_words
    actor = likeliest(judgement.actor, acting, side_rows(place, option, acting, view, words.actor)).code
    befallen = targets(place, option, actor, view)
    target = likeliest(judgement.target, befallen, side_rows(place, option, befallen, view, words.target)).code
    counted = counts(place, option, view)
    count = likeliest(judgement.count, counted, count_rows(place, option, counted, view, words.count))
    return Verdict(place, option, actor, target, count, chance)


def likeliest(forest: Forest, answers: Sequence[Answer], rows: Sequence[Row]) -> Answer:
    """The likeliest answer; of equally likely ones the first."""
    found = forest.chances(rows)
    return answers[found.index(max(found))]


def _said(verdict: Verdict) -> tuple[object, ...]:
    """What makes two claims of a report one: event, speaker, stance, target or both sides, unit and count."""
    option, (unit, number, _) = verdict.option, verdict.counted
    target: object = verdict.target
    if option.event in TWO_SIDED:
        target = frozenset((verdict.actor, verdict.target)) - {None}
    return (*option[:3], target, unit, value(number if unit else None))
