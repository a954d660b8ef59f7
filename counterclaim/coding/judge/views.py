"""What the judge looks at beside a candidate itself: who is named where in the report, who speaks, what else is told.

The candidates of a report enter, a `View` leaves. Nothing is decided here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from counterclaim.coding.draft import Draft
from counterclaim.coding.drafts import speakers
from counterclaim.coding.judge.candidates import KEPT, REPEATED, Candidates
from counterclaim.coding.judge.wording import Texts
from counterclaim.language.numbers import Number
from counterclaim.language.phrase import CUE, EVENT, NOUN, Phrase

FAR = 400
"""Characters from which on a distance says no more."""


@dataclass(slots=True)
class PassageView:
    """What stands in one passage."""

    nouns: list[Phrase]
    """Nouns of parties, in order."""
    starts: list[int]
    codes: Counter[str]
    """How often each party is named."""
    first: str
    """The party named first, or nothing."""
    voices: dict[str, str]
    """The stance of the first speech of each party that speaks."""
    cues: int
    events: int
    counted: list[Phrase]
    """Nouns with a unit or a number."""
    quoted: int
    length: int


class View:
    """What the judge looks at beside one candidate of a report."""

    def __init__(self, found: Candidates) -> None:
        self.found = found
        self.sides = found.sides
        self.lang = found.heard.main.lang
        self.texts = Texts(found)
        self.passages = [self._passage(at) for at in range(len(found.parts))]
        self.codes: Counter[str] = Counter()
        self.title: Counter[str] = Counter()
        self.voices: dict[str, str] = {}
        for (passage, _, _), view in zip(found.parts, self.passages, strict=True):
            self.codes.update(view.codes)
            if passage.title:
                self.title.update(view.codes)
            for code, stance in view.voices.items():
                self.voices.setdefault(code, stance)
        self.ranked = [code for code, _ in self.codes.most_common()]
        kept = [candidate.draft for candidate in found.found if candidate.fate == KEPT]
        self.rank = {code: at for at, code in enumerate(self.ranked)}
        self.cores = Counter((draft.event, draft.speaker_party, draft.stance) for draft in kept)
        self.kept = len(kept)
        self.repeated = sum(candidate.fate == REPEATED for candidate in found.found)
        self.all_events = Counter(candidate.draft.event for candidate in found.found)
        self.near = Counter((candidate.draft.passage, candidate.draft.event) for candidate in found.found)
        self.events = Counter(draft.event for draft in kept)
        self.tellers = Counter(draft.speaker_party for draft in kept)
        self.told = Counter((draft.event, draft.speaker_party) for draft in kept)
        self.stances = Counter(draft.stance for draft in kept)
        self.actors = Counter(draft.actor for draft in kept if draft.actor)
        self.targets = Counter(draft.target for draft in kept if draft.target)
        self.pairs = Counter((draft.event, draft.target) for draft in kept)
        self.doers = Counter((draft.event, draft.actor) for draft in kept)
        self.in_title = {draft.event for draft in kept if draft.title}
        self.length = len(found.heard.main.text.shown)

    def _passage(self, at: int) -> PassageView:
        passage, group, reading = self.found.parts[at]
        nouns = [phrase for phrase in group if phrase.kind == NOUN and phrase.codes and not phrase.outlet]
        voices: dict[str, str] = {}
        for speech in reading.speeches:
            for code in speakers(speech, self.sides):
                voices.setdefault(code, speech.stance)
        return PassageView(
            nouns,
            [noun.start for noun in nouns],
            Counter(code for noun in nouns for code in noun.codes),
            nouns[0].codes[0] if nouns else "",
            voices,
            sum(phrase.kind == CUE for phrase in group),
            sum(phrase.kind == EVENT for phrase in group),
            [phrase for phrase in group if phrase.kind == NOUN and (phrase.unit or phrase.number is not None)],
            len(passage.quotes),
            passage.end - passage.start,
        )

    def beside(self, draft: Draft) -> PassageView:
        """The passage of a draft."""
        return self.passages[draft.passage]

    def stance_by(self, draft: Draft, party: str) -> str | None:
        """The stance in which a party speaks beside a draft, or elsewhere in the report; None where it does not."""
        return self.beside(draft).voices.get(party) or self.voices.get(party)

    def number_at(self, draft: Draft, place: str) -> Number | None:
        """The number in the passage of a draft that stands at these stored characters ("12:14"); one for `one`."""
        if place == "one":
            at = draft.trigger.start if draft.trigger is not None else draft.start
            return Number(at, at + 1, 1, 1, "exact", at)
        if place == "none":
            return None
        text = self.found.heard.main.text
        first, _, last = place.partition(":")
        for noun in self.beside(draft).counted:
            if noun.number is not None:
                start, end = text.stored_span(noun.number.start, noun.number.end)
                if start < int(last) and int(first) < end:
                    return noun.number
        return None

    def nearest(self, draft: Draft, code: str | None) -> tuple[int, int]:
        """How far before and after the words of the event a party stands in the passage; `FAR` where it does not."""
        view = self.passages[draft.passage]
        at = draft.trigger.start if draft.trigger is not None else draft.start
        before = after = FAR
        for noun in view.nouns:
            if code in noun.codes:
                if noun.start < at:
                    before = at - noun.end if at > noun.end else 0
                else:
                    after = noun.start - at
                    break
        return min(before, FAR), min(after, FAR)

    def order(self, draft: Draft, code: str | None) -> int:
        """How many parties stand between a party's last mention before the event's words and these; -1 for none."""
        view = self.passages[draft.passage]
        at = bisect_left(view.starts, draft.trigger.start if draft.trigger is not None else draft.start)
        for steps, noun in enumerate(reversed(view.nouns[:at])):
            if code in noun.codes:
                return steps
        return -1
