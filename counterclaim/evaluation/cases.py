"""Scores reconciled questions against cases that people made: which reports belong together, and who answers what.

Cases and questions enter, `CaseFigures` leave. A case is met by the question of its event that shares most reports with
it. What a question joins counts only among the reports of the case and its distractors, reports that look alike and are
about something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from counterclaim.coding import coders
from counterclaim.errors import GoldError
from counterclaim.evaluation.figures import Share, Tally
from counterclaim.evaluation.gold import read_reports, rows
from counterclaim.model import Question, Report
from counterclaim.reconciliation.engine import Archive
from counterclaim.reconciliation.gathering import Gathering

Position = tuple[str, str, int | None, int | None]
"""Party, stance, low, high."""


class CaseAnswer(msgspec.Struct, frozen=True):
    """What a party answers, as a person reads the reports."""

    party: str
    stance: str
    low: int | None = None
    high: int | None = None


NO_TALLY: Final = Tally()
NO_SHARE: Final = Share()


class Case(msgspec.Struct, frozen=True):
    """One question as a person sees it."""

    case: str
    event: str
    status: str
    reports: tuple[str, ...]
    answers: tuple[CaseAnswer, ...]
    target: str | None = None
    unit: str | None = None
    scope: str | None = None
    distractors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """How well questions meet cases."""

    joined: Tally = NO_TALLY
    """Reports, among those of the cases and their distractors."""
    answers: Tally = NO_TALLY
    """Answers by party, stance, low and high."""
    distractors: Share = NO_SHARE
    """Distractors that a question wrongly holds."""
    status: Share = NO_SHARE
    """Cases with the right status."""

    def __add__(self, other: CaseFigures) -> CaseFigures:
        return CaseFigures(
            self.joined + other.joined,
            self.answers + other.answers,
            self.distractors + other.distractors,
            self.status + other.status,
        )

    def value(self, name: str) -> float:
        """The figure of that name: F1 of `joined` and `answers`, share of `distractors` and `status`."""
        return {
            "joined": self.joined.f1,
            "answers": self.answers.f1,
            "distractors": self.distractors.share,
            "status": self.status.share,
        }[name]


NOTHING: Final = CaseFigures()


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file, one a line; raises `GoldError`."""
    found = []
    for where, row in rows(path):
        try:
            found.append(msgspec.convert(row, Case))
        except msgspec.ValidationError as fault:
            raise GoldError(f"{where}: this is no case: {fault}; write it as the other cases are written") from None
    return tuple(found)


def questions_of(reports: Iterable[Report], coder: str | coders.Coder = coders.RULES) -> tuple[Question, ...]:
    """The questions of some reports, coded and reconciled in one run; raises as `coders.coded` does."""
    gathering, archive = Gathering(), Archive()
    for report in reports:
        done = coders.coded(report, coder)
        gathering.take(report, done.claims, done.languages[0] if done.languages else None)
    archive.add(gathering.told())
    return archive.in_order()


def measure_cases(items: Path, cases: Path, coder: str | coders.Coder = coders.RULES) -> CaseFigures:
    """How well the questions of a file of reports meet the cases of another; raises `GoldError`."""
    questions = questions_of(read_reports(items).values(), coder)
    return sum((met(case, questions) for case in read_cases(cases)), NOTHING)


def met(case: Case, questions: Sequence[Question]) -> CaseFigures:
    """How well the best question meets a case; one that no question meets is nothing joined and nothing answered."""
    members, others = set(case.reports), set(case.distractors)
    question = best(case, questions)
    held = set(question.reports) if question is not None else set()
    wanted = {(answer.party, answer.stance, answer.low, answer.high) for answer in case.answers}
    told = {(answer.party, answer.stance, answer.low, answer.high) for answer in (question.answers if question else ())}
    return CaseFigures(
        Tally(len(held & members), len(held & (members | others)), len(members)),
        Tally(len(wanted & told), len(told), len(wanted)),
        Share(len(held & others), len(others)),
        Share(int(question is not None and question.status == case.status), 1),
    )


def best(case: Case, questions: Sequence[Question]) -> Question | None:
    """The question that meets a case: of its event, with most of its reports; then its unit, target and scope."""
    members = set(case.reports)
    found = [each for each in questions if each.event == case.event and not members.isdisjoint(each.reports)]
    return max(
        found,
        key=lambda each: (
            len(members & set(each.reports)),
            each.unit == case.unit,
            each.target == case.target,
            each.scope == case.scope,
            -len(set(each.reports) - members),
            each.id,
        ),
        default=None,
    )
