"""Turns drafts into claims: characters of the stored text, periods, scopes, links by id.

Drafts enter in the characters of the normal form, claims leave in those of the stored text. A draft whose evidence
does not stand in the text is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.coding.counting import lost
from counterclaim.coding.draft import Draft
from counterclaim.coding.scopes import scope_of
from counterclaim.language.running import Running
from counterclaim.model import Claim, Period, Quantity, Report, Span
from counterclaim.reading.text import NormalText


def claims_of(report: Report, text: NormalText, drafts: Sequence[Draft], running: Running) -> tuple[Claim, ...]:
    """The claims of a report, in the order of the drafts, without those said twice in the same words.

    `running` finds the words of a running total in the text as it is matched.
    """
    claims: dict[str, Claim] = {}
    by_draft: dict[int, str] = {}
    for draft in drafts:
        claim = _claim(report, text, draft, running)
        by_draft[id(draft)] = claim_id = claim.id
        claims.setdefault(claim_id, claim)
    denied = {by_draft[id(draft)]: draft.denies for draft in drafts if draft.denies}
    for claim_id, others in denied.items():
        ids = (by_draft[id(other)] for other in others if id(other) in by_draft)
        links = tuple(dict.fromkeys(each for each in ids if each != claim_id))
        claims[claim_id] = replace(claims[claim_id], denies=links)
    return tuple(claims.values())


def _span(text: NormalText, start: int, end: int) -> Span:
    stored_start, stored_end = text.stored_span(start, end)
    return Span(stored_start, stored_end, text.stored[stored_start:stored_end])


def _claim(report: Report, text: NormalText, draft: Draft, running: Running) -> Claim:
    quantity = None
    number = draft.number
    if number is not None and draft.unit is not None:
        quantity = Quantity(number.low, number.high, number.qualifier, _span(text, number.start, number.end))
    period = None
    time = draft.time
    if time is not None and (time.first or time.stop):
        period = Period(time.first, time.stop, _span(text, time.start, time.end))
    speaker = None
    if draft.speaker is not None:
        speaker = _span(text, draft.speaker.start, draft.speaker.end)
    cue = draft.speech.cue if draft.speech is not None else None
    if cue is not None and cue.start == cue.end:
        cue = None  # a mark alone says who speaks: "... — X"
    return Claim(
        report=report.id,
        speaker_party=draft.speaker_party,
        stance=draft.stance,
        event=draft.event,
        evidence=_span(text, draft.start, draft.end),
        speaker=speaker,
        actor=draft.actor,
        target=draft.target,
        unit=draft.unit or lost(draft.event, draft.act),
        quantity=quantity,
        scope=scope_of(draft, text, running) if quantity else None,
        period=period,
        place=_span(text, *draft.place) if draft.place else None,
        via=draft.via,
        cue=_span(text, cue.start, cue.end) if cue is not None else None,
        trigger=_span(text, draft.trigger.start, draft.trigger.end) if draft.trigger is not None else None,
        further=tuple(_span(text, *place) for place in draft.further),
        confidence=draft.confidence,
    )
