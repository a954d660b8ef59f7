"""ACLED: acts of force and lethal incidents in its 31 columns, with the most conservative figure and disputes in notes.

Questions enter, one row for each event leaves. A toll and the act that caused it are one event where a report tells
both: the row is that of the toll, its type that of the act. Source: the project's notes on forms; ACLED's codebook;
`acled.toml`, where our reading of it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from math import isinf
from pathlib import Path
from typing import Any, BinaryIO, Final

from counterclaim.exports.countries import Country
from counterclaim.exports.form import Choice, Form, Losses
from counterclaim.exports.incidents import APART, Where, days, denied, happened, name, number_of, sources, where
from counterclaim.exports.rowfiles import write_rows
from counterclaim.language.folder import table
from counterclaim.language.points import NEARBY, SOMEWHERE_IN_REGION, SOMEWHERE_IN_STATE, TOWN_ITSELF
from counterclaim.language.store import STORE
from counterclaim.ledger.bulk import Asked, Beside, claims_beside, questions_of, snapshot
from counterclaim.ledger.store import Ledger
from counterclaim.model import Figure, Question
from counterclaim.reconciliation.figures import rule
from counterclaim.reconciliation.figures.votes import spread
from counterclaim.reconciliation.kinship import same_party
from counterclaim.reconciliation.status import AFFIRMS
from counterclaim.reconciliation.wording import asking, worded

DEATHS: Final = "killed"
GEO: Final = {TOWN_ITSELF: 1, NEARBY: 2, SOMEWHERE_IN_REGION: 3, SOMEWHERE_IN_STATE: 3}
"""How exactly a point is known -> geo_precision."""
WEEK, MONTH = 7, 31
"""Days up to which time_precision is 2, and 3."""
UNIDENTIFIED: Final = "Political militia"
"""As what ACLED counts armed groups that nobody names."""
TARGETED: Final = "Civilian targeting"

NO_EVENT: Final = (
    "no event type of ACLED is made of it: statements, plans, damage, wounded and what is told with a toll"
)
NO_FACT: Final = "what is planned, asked for or threatened is no event"
TOTAL: Final = "a total over a period is tied to no event"
NO_DAY: Final = "no day, or a time longer than a month, is known"
NO_PLACE: Final = "no country and point on the map are known, which every row needs"
NO_FIGURE: Final = "no report gives a number of deaths"
WITH_TOLL: Final = "told in the row of its toll, which stands in the same report"
STATE_ALONE: Final = "only the state is known: the row stands in its middle"
NO_ACTOR: Final = "nobody is named as who did it: an unidentified armed group stands there"
STRUCK: Final = "whether fighters or civilians were struck is not said: actor2 is empty"
NO_SCALE: Final = "the scale of its sources is not known: source_scale is empty"
NO_REGION: Final = "ACLED's name of the region is not known"
ONE_NUMBER: Final = "only one number has a column: figures that differ stand in notes"
UNCOUNTED: Final = "no count of deaths is told: fatalities is 0"
MILITIA: Final = "rebel group or militia is not told apart: an armed group stands as a rebel group"


@cache
def tables() -> Mapping[str, Mapping[str, Any]]:
    """The tables of acled.toml; raises `PackError` where they are broken."""
    return table(Path(__file__).parent, "acled.toml")


@cache
def _kinds() -> Mapping[str, str]:
    return {row["code"]: row["kind"] for row in table(STORE, "parties.toml")["party"]}


def kind(question: Question, beside: Sequence[Beside]) -> tuple[str, str] | str:
    """Event type and sub-event type of a question, or why it has none."""
    rows, event = tables(), question.event
    if event == DEATHS:
        event = _act(question, beside) or DEATHS
    elif event in rows["told_by"]["acts"] and any(_same_incident(question, each) for each in beside if _toll(each)):
        return WITH_TOLL
    civilian = question.unit in rows["units"]["civilian"]
    if event == "control":
        found = rows["control"]["state" if _kinds().get(question.actor or "") == "state" else "other"]
        return found[0], found[1]
    if event == "shot_down" and question.unit not in rows["units"]["intercepted"]:
        return NO_EVENT
    chosen = rows["civilians"].get(event) if civilian else None
    chosen = chosen or rows["events"].get(event)
    return (chosen[0], chosen[1]) if chosen else NO_EVENT


def _act(question: Question, beside: Sequence[Beside]) -> str | None:
    """The act of force that the reports of a toll tell of."""
    told = {each.event for each in beside if each.stance in AFFIRMS and _same_incident(question, each)}
    return next((act for act in tables()["told_by"]["acts"] if act in told), None)


def _toll(each: Beside) -> bool:
    return each.event == DEATHS and each.stance in AFFIRMS and each.counted and each.scope in (None, "incident")


def _same_incident(question: Question, each: Beside) -> bool:
    """Whether what stands in the same report has the same two sides, as far as both name them."""
    pairs = ((question.actor, each.actor), (question.target, each.target))
    return all(one is None or other is None or same_party(one, other) for one, other in pairs)


def acled_row(
    asked: Asked, figure: Figure | None, types: tuple[str, str], when: tuple[date, date], at: Where, country: Country
) -> dict[str, Any]:
    """The 31 columns of one event."""
    question, said, start = asked.question, sources(asked), when[0]
    first = _actor(question.actor, country)
    second = _struck(question, country)
    moments = [each.moment for each in asked.told.values() if not isinf(each.moment)]
    targeted = types[0] != "Strategic developments" and second[1] == "Civilians"
    return {
        "event_id_cnty": f"{country.code}{number_of(question.id)}", "event_date": start, "year": start.year,
        "time_precision": _time_precision(when, question.dated),
        "disorder_type": types[0] if types[0] == "Strategic developments" else "Political violence",
        "event_type": types[0], "sub_event_type": types[1],
        "actor1": first[0], "assoc_actor_1": None, "inter1": first[1],
        "actor2": second[0], "assoc_actor_2": None, "inter2": second[1],
        "interaction": f"{first[1]}-{second[1]}" if second[1] else f"{first[1]} only",
        "civilian_targeting": TARGETED if targeted else None, "iso": country.iso, "region": country.acled,
        "country": country.name, "admin1": at.region, "admin2": None, "admin3": None,
        "location": at.town or at.region or (at.place.written if at.place else country.name),
        "latitude": at.point.lat if at.point else None, "longitude": at.point.lon if at.point else None,
        "geo_precision": GEO[at.point.precision] if at.point else None,
        "source": APART.join(said.outlets) or APART.join(question.reports), "source_scale": None,
        "notes": _notes(asked, figure), "fatalities": figure.best if figure is not None else 0, "tags": None,
        "timestamp": int(max(moments, default=0)),
    }  # fmt: skip


def _actor(party: str | None, country: Country) -> tuple[str, str]:
    """Name and kind of who did it."""
    if party is None:
        return f"Unidentified Armed Group ({country.name})", UNIDENTIFIED
    known = _kinds().get(party, "armed-group")
    if known == "state":
        own = "State forces" if party == country.code else "External/Other forces"
        return f"Military Forces of {name(party)}", own
    return str(name(party)), tables()["kinds"].get(known, "Rebel group")


def _struck(question: Question, country: Country) -> tuple[str | None, str | None]:
    """Name and kind of whom it befell."""
    units, target = tables()["units"], question.target
    if question.unit in units["civilian"]:
        return f"Civilians ({name(target) if target else country.name})", "Civilians"
    fighting = question.unit in units["military"] or question.event in ("clash", "ground_attack", "repel", "control")
    agreed = question.event in ("agreement", "ceasefire")
    return _actor(target, country) if target is not None and (fighting or agreed) else (None, None)


def _time_precision(when: tuple[date, date], dated: bool) -> int:
    long = (when[1] - when[0]).days + 1
    precision = 1 if long == 1 else 2 if long <= WEEK else 3
    return precision if dated else max(precision, 2)


def _notes(asked: Asked, figure: Figure | None) -> str:
    """What it is about, the figure, and what each party says, in words."""
    parts = [worded(asked.question, asking()[0])]
    if figure is not None:
        parts += [figure.sentence, *(f"{note}." for note in figure.notes)]
    said = []
    for answer in asked.question.answers:
        counted = answer.low is not None or answer.high is not None
        number = f" {spread(answer.low, answer.high)}" if counted else ""
        said.append(f"{answer.party} {answer.stance}{number}")
    parts.append(f"Said so: {APART.join(said)}." if said else "")
    against = denied(asked)
    if against:
        parts.append(f"Denied or doubted by {', '.join(against)}.")
    return " ".join(part for part in parts if part)


def _write(ledger: Ledger, choice: Choice, out: BinaryIO) -> Losses:
    losses = Losses()
    losses.rows = write_rows("acled", _rows(ledger, choice, losses), out)
    return losses


def _rows(ledger: Ledger, choice: Choice, losses: Losses) -> Iterator[dict[str, Any]]:
    figured = rule(choice.rule or RULE)
    with snapshot(ledger):
        for asked in questions_of(ledger, choice.selection):
            found = _event(ledger, choice, asked, figured)
            if isinstance(found, str):
                losses.lose(found, asked.question.id)
                continue
            for what in _lost(asked, found):
                losses.lose(what, asked.question.id)
            yield found


def _event(ledger: Ledger, choice: Choice, asked: Asked, figured: Any) -> dict[str, Any] | str:
    """The row of a question, or why it has none."""
    question, when = asked.question, days(asked)
    if not happened(asked):
        return NO_FACT
    if question.scope not in (None, "incident"):
        return TOTAL
    types = kind(question, claims_beside(ledger, question.reports, choice.selection))
    if isinstance(types, str):
        return types
    figure = figured(question, asked.told) if question.event == DEATHS else None
    if figure is not None and figure.best is None:
        return NO_FIGURE
    at = where(question.place)
    if when is None or (when[1] - when[0]).days >= MONTH:
        return NO_DAY
    if at.country is None or at.point is None:
        return NO_PLACE
    return acled_row(asked, figure, types, when, at, at.country)


def _lost(asked: Asked, row: Mapping[str, Any]) -> Iterator[str]:
    """What a row could not hold."""
    question, at = asked.question, where(asked.question.place)
    yield NO_SCALE
    for what, lost in (
        (STATE_ALONE, at.point is not None and at.point.precision == SOMEWHERE_IN_STATE),
        (NO_ACTOR, question.actor is None),
        (STRUCK, row["actor2"] is None),
        (NO_REGION, row["region"] is None),
        (MILITIA, "Rebel group" in (row["inter1"], row["inter2"])),
        (UNCOUNTED, question.event != DEATHS),
        (ONE_NUMBER, len({(each.low, each.high) for each in question.answers}) > 1),
    ):
        if lost:
            yield what


RULE: Final = "acled"
ACLED: Final = Form("acled", ".csv", "acts of force and deaths, one row each, in the 31 columns of ACLED", _write, RULE)
