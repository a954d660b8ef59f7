"""The chart of a question: what each party said over the time of publication, and the low, best and high of a rule.

A question and a figure enter, a `Chart` leaves, with the table of all statements behind it. Where everything stands in
the drawing is `plan`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from counterclaim.charts.chart import WIDE, Chart, Line
from counterclaim.charts.plan import Plan
from counterclaim.charts.statements import Statement, statements
from counterclaim.charts.theme import PAGE, Theme
from counterclaim.charts.words import Words, words
from counterclaim.model import Figure, Question, Told


def answers_chart(
    question: Question,
    told: Mapping[str, Told],
    figure: Figure | None,
    lang: str,
    *,
    theme: Theme = PAGE,
    width: int = WIDE,
) -> Chart | None:
    """The chart of a question; None where there are not two dated statements to compare.

    `told` are the claims behind it by id; `figure` is drawn behind the
    numbers. `width` is in pixels. Raises `PackError`.
    """
    said = statements(question, told)
    dated = [each for each in said if each.moment is not None]
    if len(dated) < 2:
        return None
    spoken = words(lang)
    plan = Plan(dated, figure, spoken, theme, width)
    return Chart(
        spoken.say("answers_title"), _summary(said, dated, figure, spoken), plan.spec(), _columns(spoken),
        tuple(_line(each, spoken) for each in said), plan.notes(), lang, plan.marks(),
    )  # fmt: skip


def _columns(told: Words) -> tuple[str, ...]:
    return tuple(told.say(f"column_{name}") for name in ("party", "published", "stance", "number", "stands", "denied"))


def _line(each: Statement, told: Words) -> Line:
    denied = ", ".join(told.party(code) for code in each.denied_by)
    day = told.day(datetime.fromisoformat(each.published)) if each.published else told.say("undated")
    stands = told.say("now" if each.stands else "before")
    number = told.count(each.low, each.high, each.qualifier)
    return Line((told.party(each.party), day, told.say(each.stance), number, stands, denied), each.party, each.claims)


def _summary(said: Sequence[Statement], dated: Sequence[Statement], figure: Figure | None, told: Words) -> str:
    days = [datetime.fromisoformat(each.published) for each in dated if each.published]
    parts = [
        told.say(
            "answers_summary",
            statements=len(said),
            parties=len({each.party for each in said}),
            first=told.day(min(days, key=datetime.date)),
            last=told.day(max(days, key=datetime.date)),
        )
    ]
    numbers = [number for each in said for number in (each.low, each.high) if number is not None]
    if numbers:
        parts.append(told.say("answers_range", lowest=min(numbers), highest=max(numbers)))
    if figure and (figure.low, figure.best, figure.high) != (None, None, None):
        given = {
            name: told.say("not_given") if number is None else number
            for name, number in (("low", figure.low), ("best", figure.best), ("high", figure.high))
        }
        parts.append(told.say("answers_figure", rule=figure.rule, **given))
    return " ".join(parts)
