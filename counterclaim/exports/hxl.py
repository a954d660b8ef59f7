"""HXL-tagged CSV: one row for each question about people killed or hurt, in the tags that humanitarian tables use.

A ledger and a choice enter, a CSV with headings and a row of HXL tags (hxlstandard.org, 1.1) leaves. `+min` and `+max`
are low and high of the rule, `+claimed` is the largest number that any party names, a denied one too.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from counterclaim.exports.form import Choice, Form, Losses
from counterclaim.language.gazetteer import REGION, TOWN, gazetteer
from counterclaim.language.points import point_of
from counterclaim.language.store.shown import shown
from counterclaim.ledger.bulk import Asked, questions_of
from counterclaim.ledger.store import Ledger
from counterclaim.model import Figure, Question
from counterclaim.reconciliation.figures import rule
from counterclaim.reconciliation.wording import asking, worded

AFFECTED: Final = {"killed": "killed", "wounded": "injured", "killed_or_wounded": "harmed"}
"""Events that the tags have columns for -> the attribute of `#affected`; `harmed` is ours, for an undivided count."""
TAG: Final = re.compile(r"#[a-z][a-z0-9_]*(?:\+[a-z][a-z0-9_]*)*")
STATE: Final = re.compile(r"[A-Z]{3}")
NO_COLUMN: Final = "no tag counts this: only people killed, wounded, or both undivided have columns"
NO_NUMBER: Final = "no number is given by anybody: the row's counts are empty"
NO_QUOTES: Final = (
    "quotations, relations and earlier answers: a row holds the figure of the rule, and the question's id"
)
Cell = str | int | float | None


def _write(ledger: Ledger, choice: Choice, out: BinaryIO) -> Losses:
    losses, figured = Losses(), rule(choice.rule or FORM_RULE)
    sheet = csv.writer(codecs.getwriter("utf-8")(out), lineterminator="\r\n")
    sheet.writerow(heading for heading, _, _ in COLUMNS)
    sheet.writerow(tag for _, tag, _ in COLUMNS)
    for asked in questions_of(ledger, choice.selection):
        question = asked.question
        if question.event not in AFFECTED:
            losses.lose(NO_COLUMN, question.id)
            continue
        figure = figured(question, asked.told)
        if figure.low is None and figure.best is None and figure.high is None:
            losses.lose(NO_NUMBER, question.id)
        losses.lose(NO_QUOTES, question.id)
        sheet.writerow(_safe(cell(asked, figure)) for _, _, cell in COLUMNS)
        losses.rows += 1
    return losses


def _safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _party(code: str | None) -> str | None:
    return shown(code, asking()[0]) if code else None


def _day(question: Question, last: bool) -> str | None:
    period = question.period
    day = (period.end if last else period.start) if period is not None else None
    return str(day) if day is not None else None


def _region(asked: Asked) -> str | None:
    place, ranks = asked.question.place, gazetteer().ranks
    codes = (place.code, *place.within) if place is not None else ()
    return next((code.title() for code in codes if ranks.get(code) == REGION), None)


def _town(asked: Asked) -> str | None:
    place = asked.question.place
    return place.written if place is not None and gazetteer().ranks.get(place.code) == TOWN else None


def _country(asked: Asked) -> str | None:
    place = asked.question.place
    codes = (place.code, *place.within) if place is not None else ()
    return next((code for code in codes if STATE.fullmatch(code)), None)


def _sources(asked: Asked) -> str:
    return "; ".join(sorted({each.outlet for each in asked.told.values() if each.outlet}))


def _claimed(asked: Asked) -> int | None:
    named = (number for each in asked.question.answers for number in (each.low, each.high) if number is not None)
    return max(named, default=None)


def _count(event: str, number: Callable[[Asked, Figure], int | None]) -> Callable[[Asked, Figure], Cell]:
    return lambda asked, figure: number(asked, figure) if asked.question.event == event else None


COLUMNS: Final[tuple[tuple[str, str, Callable[[Asked, Figure], Cell]], ...]] = (
    ("Question", "#meta+id", lambda asked, _: asked.question.id),
    ("Start", "#date+start", lambda asked, _: _day(asked.question, last=False)),
    ("End", "#date+end", lambda asked, _: _day(asked.question, last=True)),
    ("Year", "#date+year", lambda asked, _: (_day(asked.question, last=False) or "")[:4] or None),
    ("By", "#group+name+first", lambda asked, _: _party(asked.question.actor)),
    ("Whom", "#group+name+second", lambda asked, _: _party(asked.question.target)),
    ("Unit", "#population+type", lambda asked, _: asked.question.unit),
    ("Description", "#description", lambda asked, _: worded(asked.question, asking()[0])),
    ("Status", "#status", lambda asked, _: asked.question.status),
    ("Place", "#loc+name", lambda asked, _: asked.question.place.written if asked.question.place else None),
    ("Region", "#adm1+name", lambda asked, _: _region(asked)),
    ("Town", "#loc+town+name", lambda asked, _: _town(asked)),
    ("Latitude", "#geo+lat", lambda asked, _: getattr(point_of(asked.question.place), "lat", None)),
    ("Longitude", "#geo+lon", lambda asked, _: getattr(point_of(asked.question.place), "lon", None)),
    ("Precision", "#geo+precision", lambda asked, _: getattr(point_of(asked.question.place), "precision", None)),
    ("Country", "#country+name", lambda asked, _: _party(_country(asked))),
    ("Country code", "#country+code", lambda asked, _: _country(asked)),
    *(
        column
        for event, attribute in AFFECTED.items()
        for column in (
            (attribute, f"#affected+{attribute}", _count(event, lambda _, figure: figure.best)),
            (f"{attribute} min", f"#affected+{attribute}+min", _count(event, lambda _, figure: figure.low)),
            (f"{attribute} max", f"#affected+{attribute}+max", _count(event, lambda _, figure: figure.high)),
            (f"{attribute} claimed", f"#affected+{attribute}+claimed", _count(event, lambda asked, _: _claimed(asked))),
        )
    ),
    ("Rule", "#meta+rule", lambda _, figure: figure.rule),
    ("How", "#meta+method", lambda _, figure: figure.sentence),
    ("Sources", "#meta+source", lambda asked, _: _sources(asked)),
    ("Reports", "#meta+source+count", lambda asked, _: len(asked.question.reports)),
)
"""Heading, tag, and what of a question stands in the column."""
FORM_RULE: Final = "ledger"


def findings(path: Path) -> Iterator[str]:
    """What is wrong with a file of ours as HXL, one line each."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        headings, tags = next(rows, []), next(rows, [])
        if not tags or len(headings) != len(tags) or not all(TAG.fullmatch(tag) for tag in tags):
            yield f"{path}: its second row is no row of HXL tags, one for each heading"
            return
        if len(set(tags)) < len(tags):
            yield f"{path}: a tag stands twice"
        for number, row in enumerate(rows, 3):
            if len(row) != len(tags):
                yield f"{path}:{number}: has {len(row)} cells for {len(tags)} tags"
                continue
            told = dict(zip(tags, row, strict=True))
            yield from (f"{path}:{number}: {fault}" for fault in _faults(told))


def _faults(told: dict[str, str]) -> Iterator[str]:
    for tag, cell in told.items():
        if not cell:
            continue
        if tag.startswith("#affected") and not cell.isdecimal():
            yield f"{tag} {cell!r} is no count"
        if tag in ("#date+start", "#date+end") and not _is_day(cell):
            yield f"{tag} {cell!r} is no day"
        if tag in ("#geo+lat", "#geo+lon") and not -180 <= float(cell) <= 180:
            yield f"{tag} {cell!r} is not on the globe"
    if not any(cell for tag, cell in told.items() if tag == "#meta+id"):
        yield "has no id"
    for attribute in AFFECTED.values():
        ends = [told.get(f"#affected+{attribute}{end}", "") for end in ("+min", "", "+max")]
        numbers = [int(cell) for cell in ends if cell.isdecimal()]
        if numbers != sorted(numbers):
            yield f"#affected+{attribute} is not min <= best <= max"


def _is_day(cell: str) -> bool:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


HXL: Final = Form("hxl", ".hxl.csv", "people killed or hurt, one row a question, with HXL tags", _write, rule=FORM_RULE)
