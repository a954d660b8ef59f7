"""One row for each report and event, with columns of how far reports disagree, for aggregation at the level of events.

Questions about what happened enter; for each report of a question one row leaves: what this report says, and beside it
what all reports of the event say together. Packages that aggregate report-level data (R's `eventreport`) take it as it
is: `event_id` groups, `low`, `high` and `point` are what reports give, `event_*` columns repeat in all rows of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, BinaryIO, Final

from counterclaim.exports.form import Choice, Form, Losses
from counterclaim.exports.incidents import APART, days, denied, happened, where
from counterclaim.exports.rowfiles import write_rows
from counterclaim.ledger.bulk import Asked, questions_of
from counterclaim.ledger.store import Ledger
from counterclaim.model import Claim, Figure, Told
from counterclaim.reconciliation.figures import rule
from counterclaim.reconciliation.status import AFFIRMS, REJECTS

NO_FACT: Final = "what is planned, asked for or threatened is no event"
SEVERAL: Final = "a report that gives several numbers has one range from the smallest to the largest: reports"
QUOTES: Final = "the words of a claim have no column; they stand in claims.csv: rows"


@dataclass(frozen=True, slots=True)
class Says:
    """What one report says of an event: "31 to 35, exactly, by Armenia"."""

    report: str
    told: tuple[Told, ...]
    low: int | None
    high: int | None
    numbers: int
    """How many different ranges it gives."""
    denies: bool

    @property
    def point(self) -> float | None:
        """The middle of its range, or the end that it has."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return sum(ends) / len(ends) if ends else None


def says(asked: Asked) -> tuple[Says, ...]:
    """What each report of a question says, in the order of publication."""
    found = []
    for report in asked.question.reports:
        told = tuple(each for each in asked.told.values() if each.claim.report == report)
        counted = [each.claim for each in told if each.claim.stance in AFFIRMS and _counts(each.claim)]
        ranges = {(claim.low, claim.high) for claim in counted}
        lows = [low if low is not None else high for low, high in ranges]
        highs = [high if high is not None else low for low, high in ranges]
        found.append(
            Says(
                report,
                told,
                min((each for each in lows if each is not None), default=None),
                max((each for each in highs if each is not None), default=None),
                len(ranges),
                any(each.claim.stance in REJECTS for each in told),
            )
        )
    return tuple(found)


def _counts(claim: Claim) -> bool:
    return claim.low is not None or claim.high is not None


def report_rows(asked: Asked, figure: Figure) -> Iterator[dict[str, Any]]:
    """A row for each report of an event."""
    found, shared = says(asked), _of_question(asked)
    points = [each.point for each in found if each.point is not None]
    middle = median(points) if points else None
    together = {
        "event_low": min((each.low for each in found if each.low is not None), default=None),
        "event_high": max((each.high for each in found if each.high is not None), default=None),
        "event_median": middle,
        "event_spread": max(points) - min(points) if points else None,
        "event_numbers": len({(each.low, each.high) for each in found if each.point is not None}),
        "rule_low": figure.low,
        "rule_best": figure.best,
        "rule_high": figure.high,
    }
    for each in found:
        off = each.point - middle if each.point is not None and middle is not None else None
        yield shared | together | _of_report(asked, each) | {"off_median": off, "disagrees": disagrees(each, found)}


def disagrees(one: Says, others: Sequence[Says]) -> bool:
    """Whether a report says what another report of the event cannot agree with: another range, or a denial."""
    return any(
        (one.denies != other.denies and (one.point is not None or other.point is not None))
        or (one.low is not None and other.high is not None and one.low > other.high)
        or (one.high is not None and other.low is not None and one.high < other.low)
        for other in others
    )


def _of_question(asked: Asked) -> dict[str, Any]:
    """What is the same in all rows of an event."""
    question, at, when = asked.question, where(asked.question.place), days(asked)
    told = asked.told.values()
    return {
        "event_id": question.id, "event": question.event, "actor": question.actor, "target": question.target,
        "unit": question.unit, "place": question.place.written if question.place else None,
        "place_code": question.place.code if question.place else None,
        "country": at.country.code if at.country else None,
        "latitude": at.point.lat if at.point else None, "longitude": at.point.lon if at.point else None,
        "date_start": when[0] if when else None, "date_end": when[1] if when else None, "scope": question.scope,
        "event_status": question.status, "event_reports": len(question.reports),
        "event_outlets": len({each.outlet for each in told if each.outlet}),
        "event_origins": len({origin for answer in question.answers for origin in answer.origins}),
        "event_speakers": len({each.claim.speaker_party for each in told}),
        "event_denied_by": _joined(denied(asked)),
    }  # fmt: skip


def _of_report(asked: Asked, own: Says) -> dict[str, Any]:
    """What one report says."""
    report = asked.printed[own.report].report
    claims = {each.claim.id for each in own.told}
    origins = (origin for answer in asked.question.answers if claims & set(answer.claims) for origin in answer.origins)
    printing = next((each.printing for each in own.told if each.printing), None)
    return {
        "report_id": own.report, "outlet": report.outlet,
        "date_published": report.published_on, "language": own.told[0].lang or report.lang, "url": report.url,
        "speakers": _joined(each.claim.speaker_party for each in own.told),
        "stances": _joined(each.claim.stance for each in own.told),
        "qualifiers": _joined(each.claim.quantity.qualifier for each in own.told if each.claim.quantity),
        "low": own.low, "high": own.high, "point": own.point, "denies": own.denies, "origins": _joined(origins),
        "printing": printing, "is_copy": printing is not None and printing != own.report,
    }  # fmt: skip


def _joined(texts: Iterable[str]) -> str | None:
    return APART.join(sorted(set(texts))) or None


def _write(ledger: Ledger, choice: Choice, out: BinaryIO) -> Losses:
    losses = Losses()
    losses.rows = write_rows("eventreport", _rows(ledger, choice, losses), out)
    return losses


def _rows(ledger: Ledger, choice: Choice, losses: Losses) -> Iterator[dict[str, Any]]:
    figured = rule(choice.rule or RULE)
    for asked in questions_of(ledger, choice.selection):
        if not happened(asked):
            losses.lose(NO_FACT, asked.question.id)
            continue
        for each in says(asked):
            if each.numbers > 1:
                losses.lose(SEVERAL, each.report)
        for row in report_rows(asked, figured(asked.question, asked.told)):
            losses.lose(QUOTES, row["report_id"])
            yield row


RULE: Final = "ledger"
EVENTREPORT: Final = Form(
    "eventreport", ".csv", "a row for each report and event, with how far reports disagree", _write, RULE
)
