"""Claims written by hand, for tests of reconciliation: a row of words and numbers becomes a `Told` claim."""

from __future__ import annotations

from datetime import date, timedelta

from counterclaim.language.gazetteer import gazetteer
from counterclaim.model import Claim, Period, Quantity, Span, Told


def told(
    speaker="RUS",
    stance="asserts",
    event="killed",
    actor=None,
    target="UKR",
    unit="soldiers",
    number=None,
    place=None,
    published="2025-12-02",
    day=None,
    report=None,
    outlet="Paper",
    said_by=None,
    about=None,
    printing=None,
    scope=None,
    qualifier=None,
    denies=(),
    via=(),
):
    low, high = number if isinstance(number, tuple) else (number, number)
    quantity = None
    if number is not None:
        quantity = Quantity(
            low, high, qualifier or ("exact" if low == high else "at_least" if high is None else "range")
        )
    period = None
    if day is not None:
        start = date.fromisoformat(day)
        period = Period(start, start + timedelta(days=1))
    name = report or f"{outlet} {published} {speaker} {stance} {event} {target} {number} {place}"
    claim = Claim(
        report=name,
        speaker_party=speaker,
        stance=stance,
        event=event,
        evidence=Span(0, 1, "x"),
        speaker=Span(0, len(said_by), said_by) if said_by else None,
        actor=actor,
        target=target,
        unit=unit,
        quantity=quantity,
        scope=scope or ("incident" if quantity else None),
        period=period,
        place=Span(0, len(place), place) if place else None,
        denies=denies,
        via=via,
    )
    where = gazetteer().locate(place, {each for each in (actor, target) if each}) if place else None
    return Told(claim, outlet, published, "en", where, True, about.claim if about else None, printing)
