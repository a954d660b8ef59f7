"""Questions as lists show them: in words, how they stand, what each party says in one number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.model import Answer, Question
from counterclaim.reconciliation.wording import asking, worded
from counterclaim.web.ranking import rank


@dataclass(frozen=True, slots=True)
class AnswerBrief:
    """What a party says in one number."""

    party: str
    stance: str
    low: int | None
    high: int | None
    qualifier: str | None


@dataclass(frozen=True, slots=True)
class QuestionBrief:
    """A question in a list."""

    question: str
    """Its id."""
    words: Mapping[str, str]
    """It in words, by language."""
    status: str
    event: str
    target: str | None
    unit: str | None
    claims: int
    reports: int
    answers: tuple[AnswerBrief, ...]


def brief_of(asked: Question) -> QuestionBrief:
    """A question as lists show it."""
    answers = sorted(asked.answers, key=lambda each: rank(each, asked))
    return QuestionBrief(
        asked.id, {lang: worded(asked, lang) for lang in asking()}, asked.status, asked.event, asked.target, asked.unit,
        len(asked.claims), len(asked.reports), tuple(answer_brief(each) for each in answers),
    )  # fmt: skip


def answer_brief(answer: Answer) -> AnswerBrief:
    """An answer as lists show it."""
    return AnswerBrief(answer.party, answer.stance, answer.low, answer.high, answer.qualifier)
