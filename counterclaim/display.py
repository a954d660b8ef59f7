"""Draws a report with its evidence highlighted, or a question with its answers, for notebooks: HTML and plain text.

A report and its claims, or a question and the claims behind it, enter; a `Shown` leaves, which notebooks draw by
themselves. Every character of a report is escaped; there is no script and nothing is fetched. The numbers of the claims
stand in the text beside the marks, so that it can be read without colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final

from counterclaim.model import Claim, Question, Report, Told
from counterclaim.questiontable import question_table
from counterclaim.reconciliation.wording import asking, worded
from counterclaim.rendering import Page, count, shown, table, when, words

WIDTH: Final = 100
"""Columns of the plain text."""
STYLE: Final = "border-bottom:2px solid currentColor;background:#fff3bf;color:#1a1a1a;padding:0 .1em"
"""Of a mark: underlined, because colour alone says nothing to many readers."""
BOX: Final = "white-space:pre-wrap;overflow-wrap:anywhere;max-width:46em;line-height:1.6"


@dataclass(frozen=True, slots=True)
class Shown:
    """A report or question as a notebook draws it; as text it is the table of the command line."""

    html: str
    """A fragment: one element, with its styles in it."""
    text: str
    """Whole lines, none wider than 100 columns."""

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text

    __str__ = __repr__


def show(subject: Report | Question, claims: Sequence[Claim] | Mapping[str, Told], *, lang: str | None = None) -> Shown:
    """A report with the evidence of its claims highlighted, or a question with all its quotations.

    `subject` is a report, with its `claims` in any order, or a question, with `claims` by id as `Reconciled.told` has
    them. `lang` is the code of the language in which a question is put; without it, the first that has words for
    questions. Raises ValueError where claims are not those of the report, PackError where the language has no words
    for questions.

    >>> report = next(iter(read(demo / "en.jsonl")))
    >>> shown = show(report, code(report, coder="rules"))
    >>> "<mark" in shown.html
    True
    >>> print(str(shown).splitlines()[0])
    The Harbour Post · 2020-09-27 · Heavy fighting erupts around Nagorno-Karabakh
    """
    if isinstance(subject, Question):
        if not isinstance(claims, Mapping):
            raise ValueError("show: a question needs its claims by id; pass Reconciled.told")
        return _question(subject, claims, lang or asking()[0])
    if isinstance(claims, Mapping) or any(claim.report != subject.id for claim in claims):
        raise ValueError(f"show: these are not the claims of report {subject.id!r}; pass what code() gave for it")
    plain = table(subject, tuple(claims), Page(WIDTH))
    return Shown(_report(subject, claims), plain)


def _report(report: Report, claims: Sequence[Claim]) -> str:
    source = " · ".join(escape(shown(part)) for part in (report.outlet or "", (report.published or "")[:10]) if part)
    rows = "".join(f"<li>{_said(claim)}</li>" for claim in claims)
    lang = f' lang="{escape(report.lang)}"' if report.lang else ""
    return (
        f'<section style="max-width:46em"><p><small>{source}</small></p>'
        f'<div dir="auto"{lang} style="{BOX}">{"".join(marked(report, claims))}</div><ol>{rows}</ol></section>'
    )


def marked(report: Report, claims: Sequence[Claim]) -> Iterator[str]:
    """The text of a report in pieces of HTML: evidence in `<mark>`, the numbers of its claims before it.

    Numbers count `claims` from 1. Raises ValueError where evidence does not stand in the report.
    """
    text, title = report.text, len(report.title)
    spans = [(number, claim.evidence.start, claim.evidence.end) for number, claim in enumerate(claims, 1)]
    for claim in claims:
        if text[claim.evidence.start : claim.evidence.end] != claim.evidence.text:
            raise ValueError(f"claim {claim.id}: its evidence does not stand in report {report.id!r}; code it again")
    cuts = sorted({0, title, len(text), *(end for _, *ends in spans for end in ends)})
    for start, end in pairwise(cuts):
        piece = escape(text[start:end])
        opening = "".join(f"<sup>[{number}]</sup>" for number, first, _ in spans if first == start)
        numbers = [str(number) for number, first, last in spans if first <= start and end <= last]
        if numbers:
            piece = f'<mark style="{STYLE}" title="{", ".join(numbers)}">{piece}</mark>'
        yield opening + (f"<strong>{piece}</strong>" if end <= title else piece)


def _said(claim: Claim) -> str:
    """One claim in a line: who, how, what, by and to whom, how many, where and when."""
    who = f"{shown(claim.speaker.text)} ({claim.speaker_party})" if claim.speaker else claim.speaker_party
    parties = " → ".join(part for part in (claim.actor or "", claim.target or "") if part)
    if claim.target and not claim.actor:
        parties = f"→ {parties}"
    number = " ".join(
        part for part in (count(claim.quantity) if claim.quantity else "", words(claim.unit or "")) if part
    )
    rest = [parties, number, shown(claim.place.text) if claim.place else "", when(claim.period) if claim.period else ""]
    head = f"<b>{escape(who)}</b> <i>{escape(words(claim.stance))}</i> {escape(words(claim.event))}"
    return " · ".join([head, *(escape(part) for part in rest if part)])


def _question(question: Question, told: Mapping[str, Told], lang: str) -> Shown:
    parts = [f"<section><p><b>{escape(worded(question, lang))}</b> [{escape(question.status)}]</p>"]
    for answer in question.answers:
        quoted = "".join(_quoted(told[claim]) for claim in answer.claims if claim in told)
        denied = f" ⊘ {', '.join(answer.denied_by)}" if answer.denied_by else ""
        head = " ".join(part for part in (answer.party, words(answer.stance), _range(answer.low, answer.high)) if part)
        parts.append(f"<details open><summary>{escape(head + denied)}</summary><ul>{quoted}</ul></details>")
    return Shown("".join([*parts, "</section>"]), question_table(question, told, Page(WIDTH), lang))


def _quoted(told: Told) -> str:
    source = " · ".join(part for part in (told.outlet or "", (told.published or "")[:10]) if part)
    return f'<li dir="auto"><q>{escape(told.claim.evidence.text)}</q> <small>{escape(source)}</small></li>'


def _range(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    if low == high:
        return f"{low:,}"
    return f"{'' if low is None else f'{low:,}'}–{'' if high is None else f'{high:,}'}"
