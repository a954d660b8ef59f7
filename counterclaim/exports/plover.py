"""PLOVER: claims as coded events, as JSON lines, and in the 40 columns of POLECAT.

Each claim becomes one event: what its speaker affirms is the event itself (`killed` is ASSAULT by who did it), what the
speaker denies, demands, threatens or blames somebody for is the act of saying so (REJECT by the speaker). PLOVER has no
place for who says that an event happened: the comment names the speaker, and POLECAT has not even that. Source: the
codebook, section 4; the project's notes on forms; `plover.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, Final

from counterclaim.exports.countries import countries, country_of
from counterclaim.exports.form import Choice, Form, Losses
from counterclaim.exports.incidents import Where, called, name, where
from counterclaim.exports.rowfiles import write_rows
from counterclaim.language.folder import table
from counterclaim.language.points import NEARBY, SOMEWHERE_IN_REGION, SOMEWHERE_IN_STATE, TOWN_ITSELF
from counterclaim.ledger.bulk import Printed, claims_of, places_of, snapshot
from counterclaim.ledger.lookup import StoredClaim
from counterclaim.ledger.store import Ledger
from counterclaim.model import NARRATOR, UNNAMED, Claim, Place
from counterclaim.reconciliation.status import AFFIRMS

RESOLUTION: Final = {TOWN_ITSELF: 1, NEARBY: 2, SOMEWHERE_IN_REGION: 3, SOMEWHERE_IN_STATE: 4}
"""How exactly a point is known -> resolution, 5 where there is none."""
UNRESOLVED: Final = 5

NO_CATEGORY: Final = "PLOVER has no category for it: plain statements, doubts and refusals to comment"
NO_DAY: Final = "no day is known"
UNDATED: Final = "no words say when: the day of publication stands there"
NOBODY: Final = "no actor is known"
SPEAKER: Final = "who says so has no field but the comment"
SPEAKER_GONE: Final = "who says so has no column"
RANGE: Final = "a count is one number: of a range its smaller end stands there"
UNCOUNTED: Final = "a count of anything but dead, injured and arrested has no field"
NO_CODE: Final = "an actor that is no state has no code of three letters, but a name"
NO_COUNTS: Final = "counts have no column"


@dataclass(frozen=True, slots=True)
class Coded:
    """A claim as an event of PLOVER: "REJECT, by Armenia, of what Azerbaijan did"."""

    category: str
    actor: str
    recipient: str | None
    spoken: bool
    """Whether the event is the act of saying so."""


@cache
def tables() -> Mapping[str, Mapping[str, Any]]:
    """The tables of plover.toml; raises `PackError` where they are broken."""
    return table(Path(__file__).parent, "plover.toml")


def coded(claim: Claim) -> Coded | str:
    """What a claim is in PLOVER, or why it is nothing."""
    rows, own = tables(), tables()["categories"].get(claim.event)
    speaker = claim.speaker_party if claim.speaker_party not in (NARRATOR, UNNAMED) else None
    spoken = rows["spoken"].get(claim.stance)
    if claim.stance in ("offers", "intends") and own is not None:
        spoken = "AGREE" if own in rows["friendly"]["promised"] else "THREATEN"
    if spoken is None:
        if own is None or claim.stance not in AFFIRMS:
            return NO_CATEGORY
        return Coded(own, claim.actor, claim.target, False) if claim.actor is not None else NOBODY
    if speaker is None and spoken == "ACCUSE" and own is not None and claim.actor is not None:
        return Coded(own, claim.actor, claim.target, False)  # nobody named accuses: it is told as a fact
    if speaker is None:
        return NOBODY
    blamed = claim.actor if claim.actor != speaker else claim.target
    return Coded(spoken, speaker, blamed if blamed is not None else claim.target, True)


def _event(stored: StoredClaim, printed: Printed, losses: Losses) -> tuple[Coded, str, str | None] | None:
    """The event of a claim with its first and last day; None where it is none, which is said."""
    found = coded(stored.claim)
    start, end = _days(stored.claim, printed)
    if isinstance(found, str) or start is None:
        losses.lose(found if isinstance(found, str) else NO_DAY, stored.id)
        return None
    if stored.claim.period is None or (stored.claim.period.start is None and stored.claim.period.end is None):
        losses.lose(UNDATED, stored.id)
    return found, start, end


def _days(claim: Claim, printed: Printed) -> tuple[str | None, str | None]:
    """First and last day of the event; of saying so, and where no words say when, the day of publication."""
    day = printed.report.published[:10] if printed.report.published else None
    period = claim.period
    if period is None or (period.start is None and period.end is None):
        return day, None
    start, end = period.start or period.end, period.end
    return str(start), str(end) if end is not None and end != start else None


def plover_row(
    stored: StoredClaim, printed: Printed, event: tuple[Coded, str, str | None], place: Place | None
) -> dict[str, Any]:
    """A claim as one line of PLOVER."""
    claim, report, (found, start, end) = stored.claim, printed.report, event
    row: dict[str, Any] = {
        "id": stored.id,
        "date": start,
        "actor": [_entity(found.actor, None if found.spoken else claim)],
        "event": [found.category],
        "quad_code": tables()["quads"][found.category][0],
        "recipient": [_entity(found.recipient, claim, target=True)] if found.recipient else [],
        "event_text": (claim.trigger or claim.cue or claim.evidence).text,
        "text": claim.evidence.text,
        "text_info": {"start": claim.evidence.start, "end": claim.evidence.end},
        "cite_info": {
            "url": report.url, "title": report.title, "language": report.lang, "publication": report.outlet,
            "coder": stored.standing.made_by, "codebook": "Counterclaim, mapped to PLOVER", "version": _version(),
        },
        "coder": stored.standing.made_by,
        "coded_date": stored.at[:10],
        "comment": _comment(claim),
    }  # fmt: skip
    size = _size(claim)
    located = _location(where(place), claim)
    return (
        row
        | ({"enddate": end} if end else {})
        | ({"size": size} if size else {})
        | ({"event_loc": located} if located else {})
        | ({"link": report.url} if report.url else {})
    )


def _entity(party: str, claim: Claim | None, *, target: bool = False) -> dict[str, Any]:
    found = countries().get(party)
    row: dict[str, Any] = {"identifier_id": party, "identifier_text": name(party)}
    if found is not None:
        row["code"] = found.code
    sector = tables()["sectors"].get(claim.unit or "") if claim is not None and target else None
    return row | ({"sector": sector} if sector else {})


def _size(claim: Claim) -> dict[str, int]:
    kind = tables()["sizes"].get(claim.event)
    number = claim.low if claim.low is not None else claim.high
    return {kind: number} if kind is not None and number is not None else {}


def _comment(claim: Claim) -> str:
    who = f"{claim.speaker.text} ({claim.speaker_party})" if claim.speaker else claim.speaker_party
    said = f"said by {who}, {claim.stance}"
    if claim.quantity is None:
        return said
    low, high = ("" if end is None else str(end) for end in (claim.low, claim.high))
    return f"{said}; {claim.unit or 'count'} {low}..{high}, {claim.quantity.qualifier}"


def _location(at: Where, claim: Claim) -> dict[str, Any]:
    if at.place is None:
        return {}
    told: dict[str, Any] = {
        "resolved_place": called(at.point.code) if at.point else None,
        "lat": at.point.lat if at.point else None,
        "lon": at.point.lon if at.point else None,
        "city": at.town,
        "province": at.region,
        "country": at.country.name if at.country else None,
        "country_code": at.country.code if at.country else None,
    }
    return {
        "extracted_place": claim.place.text if claim.place else at.place.written,
        **{field: value for field, value in told.items() if value is not None},
        "resolution": RESOLUTION[at.point.precision] if at.point else UNRESOLVED,
    }


@cache
def _version() -> str:
    return version("counterclaim")


def polecat_row(
    stored: StoredClaim, printed: Printed, event: tuple[Coded, str, str | None], place: Place | None
) -> dict[str, Any]:
    """A claim in the 40 columns of POLECAT."""
    claim, report, (found, start, _) = stored.claim, printed.report, event
    at = where(place)
    return {
        "Event ID": stored.id, "Event Date": start, "Event Type": found.category, "Event Mode": None,
        "Intensity": None, "Quad Code": tables()["quads"][found.category][1], "Contexts": None,
        **_polecat_party("Actor", found.actor, None, claim.speaker.text if found.spoken and claim.speaker else None),
        **_polecat_party("Recipient", found.recipient, claim, None),
        "Placename": called(at.point.code) if at.point else None, "City": at.town, "District": None,
        "Province": at.region, "Country": at.country.code if at.country else None,
        "Latitude": at.point.lat if at.point else None, "Longitude": at.point.lon if at.point else None,
        "GeoNames ID": None, "Raw Placename": claim.place.text if claim.place else None, "Feature Type": None,
        "Source": report.outlet, "Publication Date": report.published[:10] if report.published else None,
        "Story People": None, "Story Organizations": None, "Story Locations": None, "Language": report.lang,
        "Version": f"counterclaim {_version()}",
    }  # fmt: skip


def _polecat_party(side: str, party: str | None, claim: Claim | None, raw: str | None) -> dict[str, Any]:
    found = country_of(party)
    sector = tables()["sectors"].get(claim.unit or "") if claim is not None and party is not None else None
    return {
        f"{side} Name": name(party), f"{side} Country": found.code if found else None,
        f"{side} COW": found.cow if found else None, f"Primary {side} Sector": sector, f"{side} Sectors": sector,
        f"{side} Title": None, f"{side} Name Raw": raw, f"Wikipedia {side} ID": None,
    }  # fmt: skip


def _write_plover(ledger: Ledger, choice: Choice, out: BinaryIO) -> Losses:
    losses = Losses()
    losses.rows = write_rows("plover", _plover_rows(ledger, choice, losses), out)
    return losses


def _plover_rows(ledger: Ledger, choice: Choice, losses: Losses) -> Iterator[dict[str, Any]]:
    for stored, printed, event, place in _events(ledger, choice, losses):
        claim, size = stored.claim, _size(stored.claim)
        for what, lost in (
            (SPEAKER, not event[0].spoken),
            (RANGE, bool(size) and claim.low != claim.high),
            (UNCOUNTED, not size and claim.quantity is not None),
            (NO_CODE, any(party not in countries() for party in (event[0].actor, event[0].recipient) if party)),
        ):
            if lost:
                losses.lose(what, stored.id)
        yield plover_row(stored, printed, event, place)


def _write_polecat(ledger: Ledger, choice: Choice, out: BinaryIO) -> Losses:
    losses = Losses()
    losses.rows = write_rows("polecat", _polecat_rows(ledger, choice, losses), out)
    return losses


def _polecat_rows(ledger: Ledger, choice: Choice, losses: Losses) -> Iterator[dict[str, Any]]:
    for stored, printed, event, place in _events(ledger, choice, losses):
        if not event[0].spoken:
            losses.lose(SPEAKER_GONE, stored.id)
        if stored.claim.quantity is not None:
            losses.lose(NO_COUNTS, stored.id)
        yield polecat_row(stored, printed, event, place)


def _events(
    ledger: Ledger, choice: Choice, losses: Losses
) -> Iterator[tuple[StoredClaim, Printed, tuple[Coded, str, str | None], Place | None]]:
    """The claims that are events in PLOVER, with where they happened."""
    with snapshot(ledger):
        for page in places_of(ledger, claims_of(ledger, choice.selection), choice.selection):
            for stored, printed, place in page:
                event = _event(stored, printed, losses)
                if event is not None:
                    yield stored, printed, event, place


PLOVER: Final = Form("plover", ".jsonl", "claims as events of PLOVER, one JSON line each", _write_plover)
POLECAT: Final = Form("polecat", ".tsv", "claims as events, one row each, in the 40 columns of POLECAT", _write_polecat)
