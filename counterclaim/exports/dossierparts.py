"""What a dossier says, before it is laid out: a question with all that is behind it enters, its parts in words leave.

Every text of a report comes out on one line and without characters that could hide or reorder others. The words stand
in `dossier.toml`, in every language that a dossier can be written in. Nothing here knows HTML or Markdown.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Final

from counterclaim.charts import LIGHT, Chart, answers_chart
from counterclaim.charts.words import Words
from counterclaim.charts.words import words as chart_words
from counterclaim.language.folder import table
from counterclaim.ledger.bulk import Asked
from counterclaim.ledger.lookup import ALWAYS
from counterclaim.model import AGREED, DIFFERED, Answer, Figure, Told
from counterclaim.reconciliation.figures import RULES, rule
from counterclaim.reconciliation.wording import worded
from counterclaim.rendering import shown

FOLDER: Final = Path(__file__).parent
FILE: Final = "dossier.toml"
ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+")
MOST: Final = 10
"""Quotations that an answer names; each quotation names its party."""
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """One claim as it is quoted: "[3] Armenia's ministry (Armenia) denies: ..., printed by ... on ..."."""

    number: int
    """From 1, in the order of publication."""
    claim: str
    who: str
    said: str
    """The characters of the evidence, on one line."""
    source: str
    """Outlet and day."""
    address: str | None
    """Of the report, if it is one that a reader can follow."""
    facts: tuple[tuple[str, str], ...]
    """What leads back to the very characters: report, version, digests, offsets."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a dossier says of one question."""

    lang: str
    title: str
    status: str
    opening: tuple[str, ...]
    """What the status means, as of when, how much is behind it."""
    figure: Figure
    numbers: tuple[tuple[str, str], ...]
    """Low, best and high with their names; empty where there are none."""
    figured: tuple[str, ...]
    """How the figure came about."""
    answers: tuple[tuple[str, ...], Rows]
    """Heads and rows; the last cell of a row has the numbers of its quotations."""
    chart: Chart | None
    quotations: tuple[Quotation, ...]
    relations: tuple[tuple[int, str, int, str], ...]
    """The number of a quotation, what it is to another, the other's number, and why."""
    rule: tuple[str, ...]
    """The rule spelled out, in paragraphs."""
    closing: tuple[str, ...]
    say: Speaker


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words of a dossier in one language."""

    texts: Mapping[str, str]
    words: Words

    def __call__(self, key: str, **filled: object) -> str:
        """The text of a key, filled; whole numbers as the language writes them."""
        told = {name: self.words.number(each) if isinstance(each, int) else each for name, each in filled.items()}
        return self.texts[key].format(**told)

    def number(self, number: int | None) -> str:
        """A number, or that there is none."""
        return self("none") if number is None else self.words.number(number)

    def day(self, published: str | None) -> str:
        """A day of publication in words."""
        return self.words.day(datetime.fromisoformat(published)) if published else self("no_day")


@cache
def speaker(lang: str) -> Speaker:
    """The words of a language; raises KeyError where the dossier does not speak it."""
    return Speaker({key: texts[lang] for key, texts in table(FOLDER, FILE).items()}, chart_words(lang))


def dossier_of(asked: Asked, rule_name: str, as_of: str, lang: str) -> Dossier:
    """The dossier of a question by a rule, as known on a day (`ALWAYS` for all). Raises CounterclaimError."""
    say, question = speaker(lang), asked.question
    figure = rule(rule_name)(question, asked.told)
    numbers = {claim: number for number, claim in enumerate(question.claims, 1)}
    known = (figure.low, figure.best, figure.high) != (None, None, None)
    three = (("low", figure.low), ("best", figure.best), ("high", figure.high))
    heads = ("party", "stance", "number", "before", "denied_by", "from", "quotations_column")
    return Dossier(
        lang=lang,
        title=worded(question, lang),
        status=say(question.status),
        opening=tuple(_opening(asked, as_of, say)),
        figure=figure,
        numbers=tuple((say(name), say.number(number)) for name, number in three) if known else (),
        figured=(say("by_rule" if known else "no_figure", rule=figure.rule), figure.sentence, *figure.notes),
        answers=_filled(tuple(map(say, heads)), tuple(_answer(each, numbers, say) for each in question.answers)),
        chart=answers_chart(question, asked.told, figure if known else None, lang, theme=LIGHT),
        quotations=tuple(_quotation(asked, claim, number, say) for claim, number in numbers.items()),
        relations=tuple(
            (numbers[link.claim], say(link.kind), numbers[link.other], _why(link.reasons, say))
            for link in question.relations
        ),
        rule=spelled_out(figure.rule),
        closing=(say("closing"), say("made", version=version("counterclaim"), question=question.id)),
        say=say,
    )


def _opening(asked: Asked, as_of: str, say: Speaker) -> list[str]:
    question = asked.question
    days = sorted(each.published for each in asked.told.values() if each.published)
    if as_of != ALWAYS:
        when = say("as_of", day=say.day(as_of))
    else:
        when = say("as_of_all", day=say.day(days[-1])) if days else say("as_of_undated")
    origins = {origin for answer in question.answers for origin in answer.origins}
    counted = say("counted", claims=len(question.claims), reports=len(question.reports), origins=len(origins))
    copies = sum(len(group) - 1 for group in question.copies)
    return [say(f"{question.status}_means"), when, counted, *([say("copies", number=copies)] if copies else [])]


def _answer(answer: Answer, numbers: Mapping[str, int], say: Speaker) -> tuple[str, ...]:
    words = say.words
    before = (words.count(each.low, each.high, each.qualifier) or words.say(each.stance) for each in answer.revisions)
    return (
        words.party(answer.party),
        words.say(answer.stance),
        words.count(answer.low, answer.high, answer.qualifier),
        ", ".join(before),
        ", ".join(map(words.party, answer.denied_by)),
        ", ".join(map(shown, answer.origins)),
        _listed(sorted(numbers[claim] for claim in answer.claims if claim in numbers), say),
    )


def _listed(numbers: list[int], say: Speaker) -> str:
    """The first few numbers of quotations, and how many there are besides."""
    more = len(numbers) - MOST
    told = " ".join(f"[{number}]" for number in numbers[: MOST if more > 1 else None])
    return f"{told} {say('more', number=more)}" if more > 1 else told


def _filled(heads: tuple[str, ...], rows: Rows) -> tuple[tuple[str, ...], Rows]:
    """A table without the columns in which nothing stands."""
    kept = [at for at in range(len(heads)) if any(row[at] for row in rows)]
    return tuple(heads[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows)


def _quotation(asked: Asked, claim_id: str, number: int, say: Speaker) -> Quotation:
    told, printed = asked.told[claim_id], asked.source(claim_id)
    claim, report = told.claim, printed.report
    address = report.url if report.url and ADDRESS.fullmatch(report.url) else None
    facts = [
        (say("report"), f"{shown(report.id)} ({say('version', number=printed.version, at=printed.added)})"),
        ("", say("characters", start=str(claim.evidence.start), end=str(claim.evidence.end))),
        (say("digest"), printed.sha256),
    ]
    if report.raw is not None:
        facts.append((say("page_digest"), report.raw.sha256))
    if report.url and address is None:
        facts.append((say("address"), shown(report.url)))
    source = f"{say('printed')} {shown(report.outlet or say('no_outlet'))}, {say.day(report.published)}"
    return Quotation(
        number, claim_id, _who(told, say), shown(claim.evidence.text), source, address, tuple(facts)
    )  # fmt: skip


def _who(told: Told, say: Speaker) -> str:
    claim, words = told.claim, say.words
    party, stance = words.party(claim.speaker_party), words.say(claim.stance)
    if claim.speaker is None:
        who = say("says_bare", party=party, stance=stance)
    else:
        who = say("says", speaker=shown(claim.speaker.text), party=party, stance=stance)
    via = f", {say('via', outlets=', '.join(claim.via))}" if claim.via else ""
    number = words.count(claim.low, claim.high, claim.quantity.qualifier if claim.quantity else None)
    return f"{who}{f': {number}' if number else ''}{via}"


def _why(reasons: tuple[tuple[str, str], ...], say: Speaker) -> str:
    parts = []
    for key, found in (("same", AGREED), ("differs", DIFFERED)):
        fields = [say(f"field_{field}") for field, what in reasons if what == found]
        parts += [say(key, fields=", ".join(fields))] if fields else []
    return "; ".join(parts)


def spelled_out(name: str) -> tuple[str, ...]:
    """What a rule does, as it says of itself, in paragraphs. Raises CounterclaimError where there is none."""
    found = rule(name)
    home = getattr(found, "__module__", "")
    built_in = name in RULES and home.endswith(f".{name}")
    said = inspect.getdoc(import_module(home) if built_in else found)
    paragraphs = re.split(r"\n\s*\n|\n(?=- )", said or name)
    return tuple(" ".join(each.split()) for each in paragraphs)
