"""The words that tell who acts and whom it befalls, as places in a table of weights (`wording`).

An answer for one side of an event enters, marks leave: the party itself, the words of the event, those beside the
party's nearest mention and those between the two.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final, NamedTuple

from counterclaim.coding.draft import Draft
from counterclaim.coding.judge.options import Option
from counterclaim.coding.judge.places import Place
from counterclaim.coding.judge.views import FAR, View
from counterclaim.coding.judge.wording import Hashed, mark
from counterclaim.language.phrase import Phrase

ROLES: Final = ("actors", "objects", "aims", "receivers", "others")
"""What a party can be in the clause of an act."""
BESIDE: Final = 3
"""Words on each side of a mention that are looked at."""
BETWEEN: Final = 12
"""Words between a mention and the event, at most, that are looked at."""
AROUND: Final = 4
"""Words on each side of the event that tell whether there is a party at all."""
_TURN: Final = 31


class Side(NamedTuple):
    """One answer to who acts, or whom it befalls."""

    acts: bool
    """Whether it is who acts; else it is whom it befalls."""
    code: str | None
    other: str | None
    """The other side: of who acts, whom it befalls by the rules; of whom it befalls, who acts as decided."""


def marks(place: Place, option: Option, side: Side, view: View) -> list[int]:
    """Where in the table stands what words say of an answer."""
    draft, lang, event = place.candidate.draft, view.lang, option.event
    role = "a" if side.acts else "t"
    own = f"{lang}{role}"
    words, first, last, word = view.texts.around(draft, place.at)
    read = "=" if side.code == (draft.actor if side.acts else draft.target) else ""
    kind = "n" if side.code is None else "s" if side.code == option.speaker else "x" if side.code == side.other else "c"
    found = [
        *map(mark, _known(f"{role} {event}", role, option, side, f"{read} {kind}")),
        mark(f"{own} {event} {side.code}"),
        mark(f"{own} word {kind}", word),
        mark(f"{own} word {read}", word),
    ]
    if side.code is None:
        near = (*words.hashes[max(first - AROUND, 0) : first], *words.hashes[last : last + AROUND + 1])
        for each in near:
            found += [mark(f"{own} none", each), mark(f"{own} {event} none", each)]
        return found
    found += _role_marks(draft, side.code, own, f"{role} {event}", word)
    before, after = view.nearest(draft, side.code)
    way = "o" if min(before, after) >= FAR else "l" if before <= after else "r"
    found += [mark(f"{own} word {way}", word), mark(f"{own} {event} {way} {view.order(draft, side.code)}")]
    noun = _nearest(draft, side.code, view)
    if noun is not None:
        found += _beside(noun, words, (first, last), view, (own, event, way))
    return found


def _known(ours: str, role: str, option: Option, side: Side, kind: str) -> tuple[str, ...]:
    """What is known of an answer without its words."""
    code, other = side.code, side.other
    return (
        f"{ours} {code}", f"{role} {code}", f"{ours} {code} {other}", f"{role} {code} {other}", f"{ours} {code} {kind}",
        f"{ours} {kind} {option.stance}", f"{role} {kind} {other is None}",
    )  # fmt: skip


def _role_marks(draft: Draft, code: str, own: str, ours: str, word: int) -> list[int]:
    """As what the party stands in the clause of the act."""
    found: list[int] = []
    for role in ROLES if draft.act is not None else ():
        if any(code in noun.codes for noun in getattr(draft.act, role)):
            found += [mark(f"{ours} {role}"), mark(f"{own} {role}", word)]
    return found


def _nearest(draft: Draft, code: str, view: View) -> Phrase | None:
    """The mention of a party in the passage that starts nearest to the words of the event; the first of two as near."""
    at = draft.trigger.start if draft.trigger is not None else draft.start
    nouns = [noun for noun in view.beside(draft).nouns if code in noun.codes]
    return min(nouns, key=lambda noun: abs(noun.start - at), default=None)


def _beside(
    noun: Phrase, words: Hashed, event_at: tuple[int, int], view: View, named: tuple[str, str, str]
) -> list[int]:
    """The words beside a mention, those of it, and those between it and the event."""
    own, event, way = named
    start, end = view.found.heard.main.text.stored_span(noun.start, noun.end)
    first, last = bisect_left(words.starts, start), bisect_left(words.starts, end)
    left = [words.at(first - away) for away in range(1, BESIDE + 1)]
    right = [words.at(last + away) for away in range(BESIDE)]
    found: list[int] = []
    for side, row in (("L", left), ("R", right)):
        for away, each in enumerate(row):
            found += [mark(f"{own} {side}{away} {way}", each), mark(f"{own} {event} {side}{min(away, 1)}", each)]
    pairs = (("LR", left[0], right[0]), ("LL", left[0], left[1]), ("RR", right[0], right[1]))
    found += [mark(f"{own} {name}", one * _TURN + other) for name, one, other in pairs]
    found += [mark(f"{own} own", each) for each in words.hashes[first:last]]
    low, high = (last, event_at[0]) if last <= event_at[0] else (event_at[1], first)
    if 0 <= high - low <= BETWEEN:
        found += [mark(f"{own} between {way}", each) for each in sorted({*words.hashes[low:high]})]
        found.append(mark(f"{own} apart {way} {high - low}"))
    return found
