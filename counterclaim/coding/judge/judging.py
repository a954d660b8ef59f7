"""Codes a report as the judge does.

In: the rules' candidates, and a second reader's hints where there is one. Out: claims that stand in the report, each
with its confidence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import Final

from counterclaim.coding.coder import Coded, coded
from counterclaim.coding.denials import DENYING, rejects
from counterclaim.coding.draft import Draft
from counterclaim.coding.drafts import speakers
from counterclaim.coding.finishing import claims_of
from counterclaim.coding.grounding import Ground, grounded
from counterclaim.coding.hearing import hear
from counterclaim.coding.judge.candidates import Candidates, candidates
from counterclaim.coding.judge.deciding import Verdict, chosen, likely, look
from counterclaim.coding.judge.forest import Curve
from counterclaim.coding.judge.hints import Hints
from counterclaim.coding.judge.places import places
from counterclaim.coding.judge.views import View
from counterclaim.coding.judge.weights import Weights
from counterclaim.model import NARRATOR, UNNAMED, Claim, Report

DIGITS: Final = 3
"""Of a confidence."""
SecondReader = Callable[[Candidates], Hints]
"""What gives the hints of a report that speaks of conflict: it may look at what the rules make of it."""


class Judge:
    """A coder that has learned which of the rules' candidates are claims."""

    def __init__(self, weights: Weights, reader: SecondReader | None = None) -> None:
        """The `reader` is asked where the weights know what to make of its hints, and the judge alone is unsure."""
        self.reader = reader if weights.with_hints is not None else None
        self.weights = weights

    def __call__(self, report: Report) -> Coded:
        """What one report claims; raises `UnknownLanguage` where no pack reads it."""
        heard = hear(report)
        languages = tuple(voice.lang for voice in heard.voices)
        if not heard.conflict:
            return Coded(languages, (), heard.left_out)
        if heard.main.lang not in self.weights.languages:
            return coded(report)  # the rules know more of it than somebody who never saw a report in it
        found = candidates(report, heard)
        claims = self._claims(found)
        ground = Ground(report, tuple((voice, found.marked[voice.lang]) for voice in heard.voices))
        kept, refused = grounded(claims, ground)
        return Coded(languages, kept, heard.left_out, tuple(fault.reason for fault in refused))

    def _claims(self, found: Candidates) -> tuple[Claim, ...]:
        """What candidates claim. Whether the reader is asked depends on the report alone, as its claims do."""
        lang, alone, with_hints = found.heard.main.lang, self.weights.alone, self.weights.with_hints
        view, made = places(found, None, alone.words, alone.wording)
        look(made, alone)
        bar = alone.bar(lang, view.length)
        best = max((max(place.second) for place in made), default=0.0)
        sure = [max(place.second) for place in likely(made, bar)]
        if self.reader is None or with_hints is None or not self.weights.asking.about(best, sure):
            return claims_by(chosen(made, view, alone, bar), view, found.report, alone.curve(lang))
        view, made = places(found, self.reader(found), with_hints.words, with_hints.wording)
        look(made, with_hints)
        told = chosen(made, view, with_hints, with_hints.bar(lang, view.length))
        return claims_by(told, view, found.report, with_hints.curve(lang))


def claims_by(told: Sequence[Verdict], view: View, report: Report, right: Curve) -> tuple[Claim, ...]:
    """The claims of verdicts, in the order of the text, each with its confidence."""
    ordered = sorted(told, key=lambda verdict: (verdict.place.at, -verdict.chance))
    made = [_draft(verdict, view, right) for verdict in ordered]
    by_origin = {id(verdict.place.candidate.draft): draft for verdict, draft in zip(ordered, made, strict=True)}
    for draft in made:
        draft.denies = [by_origin[id(other)] for other in draft.denies if id(other) in by_origin]
        if draft.stance in DENYING and not draft.denies and draft.event != "other":
            draft.denies = [other for other in made if rejects(draft, other)]
    main = view.found.heard.main
    return claims_of(report, main.text, made, main.pack.running)


def _draft(verdict: Verdict, view: View, right: Curve) -> Draft:
    """The draft of a verdict: the candidate's own, with what the judge corrects."""
    draft = copy(verdict.place.candidate.draft)
    event, party, stance, _ = verdict.option
    if party != draft.speaker_party:
        _spoken_by(draft, party, view)
    draft.event, draft.stance, draft.actor, draft.target = event, stance, verdict.actor, verdict.target
    draft.unit, draft.number, _ = verdict.counted
    draft.confidence = round(right.share(verdict.chance), DIGITS)
    return draft


def _spoken_by(draft: Draft, party: str, view: View) -> None:
    """Give a draft another speaker, with the speech and the words of that speaker, where the report has them."""
    draft.speaker_party = party
    _, _, reading = view.found.parts[draft.passage]
    own = [] if party in (NARRATOR, UNNAMED) else [
        speech for speech in reading.speeches if speech.speaker is not None and party in speakers(speech, view.sides)
    ]  # fmt: skip
    draft.speech = own[0] if own else None
    draft.speaker = own[0].speaker if own else None
    if own:
        draft.start, draft.end = min(draft.start, own[0].start), max(draft.end, own[0].end)
    elif party not in (NARRATOR, UNNAMED):
        noun = next((noun for noun in view.beside(draft).nouns if party in noun.codes), None)
        draft.speaker = noun
