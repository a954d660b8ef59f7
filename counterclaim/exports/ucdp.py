"""UCDP: lethal incidents in the 49 columns of the Georeferenced Event Dataset, and reports as UCDP-AEC has them.

Questions about people killed enter, one row for each incident with a figure of at least one death leaves (GED); one
line for each report of it that gives a number (AEC). UCDP's own numbers of conflicts, dyads and actors are not ours to
give and stay empty. Source: the project's notes on forms; UCDP GED codebook.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, Final

from counterclaim.exports.countries import countries
from counterclaim.exports.form import Choice, Form, Losses
from counterclaim.exports.incidents import (
    APART,
    CIVILIANS,
    COMBATANTS,
    Where,
    called,
    days,
    denied,
    happened,
    name,
    number_of,
    sources,
    where,
)
from counterclaim.exports.rowfiles import write_rows
from counterclaim.language.points import NEARBY, SOMEWHERE_IN_REGION, SOMEWHERE_IN_STATE, TOWN_ITSELF, Point
from counterclaim.ledger.bulk import Asked, questions_of
from counterclaim.ledger.store import Ledger
from counterclaim.model import Figure
from counterclaim.reconciliation.figures import rule
from counterclaim.reconciliation.kinship import same_party
from counterclaim.reconciliation.status import AFFIRMS

DEATHS: Final = "killed"
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
"""Types of violence."""
CLEAR, AGGREGATE = 1, 2
"""Clarity: one incident; several over a stated period."""
WHERE: Final = {TOWN_ITSELF: 1, NEARBY: 2, SOMEWHERE_IN_REGION: 4, SOMEWHERE_IN_STATE: 6}
"""How exactly a point is known -> where_prec."""
DATE: Final = ((1, 1), (6, 2), (7, 3), (31, 4))
"""Days of a period up to which date_prec is so; 5 beyond."""
UNDATED: Final = 2
"""Least date_prec where only the publication dates an event."""
GRID: Final = 0.5
"""Degrees of a cell of PRIO-GRID, whose numbers run from the south-west, 720 a row."""

NOT_LETHAL: Final = "GED holds lethal events alone: questions about anything but people killed"
NO_FACT: Final = "what is planned, asked for or threatened is no event"
RUNNING: Final = "a running total is no event"
NO_DAY: Final = "no day is known"
NO_FIGURE: Final = "the rule gives no number of deaths"
NOBODY_DEAD: Final = "no figure says that anybody was killed"
NO_ACTOR: Final = "who did it is not said, and GED takes known actors alone"
NO_VICTIM: Final = "whose fighters were killed is not said"
SAME_SIDE: Final = "both sides are one party"
OWN_NUMBERS: Final = (
    "UCDP's own numbers and names of conflicts, dyads and actors, and active_year, are not known here: rows"
)
NO_PLACE: Final = "no point on the map is known: latitude, longitude and priogrid_gid are empty: rows"
NO_COUNTRY: Final = "no country, or no number of Gleditsch and Ward for it, is known: rows"
DENIED: Final = "who denies it has no column: rows with a denial"
UNDATED_LOSS: Final = "no claim says when, and the days are those of publication: rows"
SPEAKERS: Final = "which speaker gave which number has no column: rows with several answers"


@dataclass(frozen=True, slots=True)
class Dyad:
    """Who fought whom: "the Government of Russia and the Government of Ukraine, state-based"."""

    violence: int
    """Type of violence, 1 to 3."""
    side_a: str
    """Party code."""
    side_b: str | None
    """Party code; None for civilians."""

    def column(self, unit: str | None, target: str | None) -> str:
        """The column of deaths that people of a unit and party belong in."""
        if unit in CIVILIANS or self.violence == ONE_SIDED:
            return "deaths_civilians"
        if unit in COMBATANTS and target is not None:
            return "deaths_a" if same_party(target, self.side_a) else "deaths_b"
        return "deaths_unknown"


def dyad(asked: Asked) -> Dyad | str:
    """The two sides of a lethal question, or why they are not known."""
    question = asked.question
    actor, target = question.actor, question.target
    if actor is None:
        return NO_ACTOR
    if target is None or target == actor:
        if question.unit in CIVILIANS or (target is None and question.unit not in COMBATANTS):
            return Dyad(ONE_SIDED, actor, None)
        return NO_VICTIM if target is None else SAME_SIDE
    states = [party for party in (actor, target) if _is_state(party)]
    first, second = sorted((actor, target), key=lambda party: (party not in states, party))
    return Dyad(STATE_BASED if states else NON_STATE, first, second)


def _is_state(party: str) -> bool:
    found = countries().get(party)
    return found is not None and found.code == party


Lethal = tuple[Figure, Dyad, tuple[date, date]]
"""What makes a question an event of GED: its figure, who fought whom, and when."""


def lethal(asked: Asked, figured: Any) -> Lethal | str:
    """What makes a question an event of GED, or why it is none."""
    question = asked.question
    if question.event != DEATHS:
        return NOT_LETHAL
    if not happened(asked):
        return NO_FACT
    if question.scope == "cumulative":
        return RUNNING
    when = days(asked)
    if when is None:
        return NO_DAY
    figure: Figure = figured(question, asked.told)
    if figure.low is None or figure.best is None or figure.high is None:
        return NO_FIGURE
    if figure.high < 1:
        return NOBODY_DEAD
    sides = dyad(asked)
    return sides if isinstance(sides, str) else (figure, sides, when)


def ged_row(asked: Asked, figure: Figure, sides: Dyad, when: tuple[date, date]) -> dict[str, Any]:
    """The 49 columns of one incident."""
    question, at, said = asked.question, where(asked.question.place), sources(asked)
    a, b = _side(sides.side_a), _side(sides.side_b)
    counted = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0)
    counted[sides.column(question.unit, question.target)] = figure.best or 0
    start, end = when
    return {
        "id": number_of(question.id), "relid": question.id, "year": start.year, "active_year": None,
        "code_status": "Check: coded by machine", "type_of_violence": sides.violence,
        "conflict_dset_id": None, "conflict_new_id": None, "conflict_name": f"{a} - {b}",
        "dyad_dset_id": None, "dyad_new_id": None, "dyad_name": f"{a} - {b}",
        "side_a_dset_id": None, "side_a_new_id": None, "side_a": a,
        "side_b_dset_id": None, "side_b_new_id": None, "side_b": b,
        "number_of_sources": len(question.reports), "source_article": APART.join(said.articles),
        "source_office": APART.join(said.outlets), "source_date": APART.join(filter(None, said.days)),
        "source_headline": APART.join(said.titles), "source_original": APART.join(said.speakers),
        **_ged_place(at),
        "event_clarity": AGGREGATE if question.scope == "period" else CLEAR,
        "date_prec": _date_precision(start, end, question.dated),
        "date_start": f"{start} 00:00:00.000", "date_end": f"{end} 00:00:00.000",
        **counted, "best": figure.best, "high": figure.high, "low": figure.low,
        "gwnoa": _gw(sides.side_a), "gwnob": _gw(sides.side_b),
    }  # fmt: skip


def _ged_place(at: Where) -> dict[str, Any]:
    point, place = at.point, at.place
    return {
        "where_prec": WHERE[point.precision] if point else None,
        "where_coordinates": (at.town or called(point.code)) if point else None,
        "where_description": place.written if place else None,
        "adm_1": at.region, "adm_2": None,
        "latitude": point.lat if point else None, "longitude": point.lon if point else None,
        "geom_wkt": f"POINT ({point.lon} {point.lat})" if point else None,
        "priogrid_gid": cell_of(point) if point else None,
        "country": at.country.name if at.country else None, "country_id": at.country.gw if at.country else None,
        "region": at.country.ucdp if at.country else None,
    }  # fmt: skip


def cell_of(point: Point) -> int:
    """The number of the cell of PRIO-GRID that a point lies in, 1 to 259,200."""
    row = min(int((point.lat + 90) / GRID), 359)
    column = min(int((point.lon + 180) / GRID), 719)
    return row * 720 + column + 1


def _side(party: str | None) -> str:
    if party is None:
        return "Civilians"
    return f"Government of {name(party)}" if _is_state(party) else str(name(party))


def _gw(party: str | None) -> str | None:
    found = countries().get(party) if party is not None and _is_state(party) else None
    return str(found.gw) if found is not None and found.gw is not None else None


def _date_precision(start: date, end: date, dated: bool) -> int:
    long = (end - start).days + 1
    precision = next((number for most, number in DATE if long <= most), 5)
    return precision if dated else max(precision, UNDATED)


def _lethal_ones(ledger: Ledger, choice: Choice, losses: Losses) -> Iterator[tuple[Asked, Lethal]]:
    """The questions that are events of GED; the others are losses."""
    figured = rule(choice.rule or RULE)
    for asked in questions_of(ledger, choice.selection):
        found = lethal(asked, figured)
        if isinstance(found, str):
            losses.lose(found, asked.question.id)
        else:
            yield asked, found


def _write_ged(ledger: Ledger, choice: Choice, out: BinaryIO) -> Losses:
    losses = Losses()
    losses.rows = write_rows("ucdp-ged", _ged_rows(ledger, choice, losses), out)
    return losses


def _ged_rows(ledger: Ledger, choice: Choice, losses: Losses) -> Iterator[dict[str, Any]]:
    for asked, found in _lethal_ones(ledger, choice, losses):
        row = ged_row(asked, *found)
        for what, lost in (
            (OWN_NUMBERS, True),
            (NO_PLACE, row["latitude"] is None),
            (NO_COUNTRY, row["country_id"] is None),
            (DENIED, bool(denied(asked))),
            (UNDATED_LOSS, not asked.question.dated),
            (SPEAKERS, len(asked.question.answers) > 1),
        ):
            if lost:
                losses.lose(what, asked.question.id)
        yield row


RULE: Final = "ucdp"
GED: Final = Form("ucdp-ged", ".csv", "lethal incidents, one row each, in the 49 columns of UCDP GED", _write_ged, RULE)


AEC_RANGE: Final = "the report gives no number of deaths"


def aec_rows(asked: Asked, sides: Dyad, when: tuple[date, date]) -> Iterator[dict[str, Any] | str]:
    """One line for each report of an incident that gives a number; the id of the report for each that gives none."""
    question, at = asked.question, where(asked.question.place)
    column = sides.column(question.unit, question.target)
    for report in question.reports:
        claims = [each.claim for each in asked.told.values() if each.claim.report == report]
        counted = [
            each for each in claims if each.stance in AFFIRMS and (each.low is not None or each.high is not None)
        ]
        if not counted:
            yield report
            continue
        lows = [each.low if each.low is not None else each.high for each in counted]
        highs = [each.high if each.high is not None else each.low for each in counted]
        low, high = min(x for x in lows if x is not None), max(x for x in highs if x is not None)
        said = sources(asked, [report])
        split = {"deaths_a": None, "deaths_b": None, "deaths_civilians": None, "deaths_unknown": None, column: low}
        yield {
            "id": f"{question.id}:{report}", "source_article": said.articles[0], "source_date": said.days[0] or None,
            "deaths_side_a": split["deaths_a"], "deaths_side_b": split["deaths_b"],
            "deaths_civilian": split["deaths_civilians"], "deaths_unknown": split["deaths_unknown"],
            "deaths_low": low, "deaths_high": high, "side_a_name": _side(sides.side_a),
            "side_b_name": _side(sides.side_b), "location_root_name": at.country.name if at.country else None,
            "location_adm1_name": at.region, "location_adm2_name": None,
            "location_where_name": at.place.written if at.place else None,
            "start_date": str(when[0]), "end_date": str(when[1]),
        }  # fmt: skip


def _write_aec(ledger: Ledger, choice: Choice, out: BinaryIO) -> Losses:
    losses = Losses()
    losses.rows = write_rows("ucdp-aec", _aec_lines(ledger, choice, losses), out)
    return losses


def _aec_lines(ledger: Ledger, choice: Choice, losses: Losses) -> Iterator[dict[str, Any]]:
    for asked, found in _lethal_ones(ledger, choice, losses):
        for row in aec_rows(asked, found[1], found[2]):
            if isinstance(row, str):
                losses.lose(AEC_RANGE, row)
            else:
                yield row


AEC: Final = Form(
    "ucdp-aec", ".jsonl", "reports of lethal incidents, one line each, as UCDP-AEC has them", _write_aec, RULE
)
