"""The commands `questions`, `question`, `party` and `search`: ask a ledger, print tables or JSON lines."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from counterclaim.batch import DONE
from counterclaim.commands.showing import recorded
from counterclaim.ledger import Ledger
from counterclaim.ledger.lookup import ALWAYS
from counterclaim.ledger.questions import PartyView, Wanted, party, question, questions, told
from counterclaim.ledger.search import Filters, Found, search
from counterclaim.model import Question
from counterclaim.questiontable import question_table
from counterclaim.reconciliation.figures import rule
from counterclaim.reconciliation.interchange import question_to_json
from counterclaim.rendering import Page, shortened, shown, words, wrapped
from counterclaim.terminal import Output, page


def list_questions(options: argparse.Namespace, output: Output) -> int:
    """Print the questions that the filters leave, those last reported first."""
    wanted = Wanted(
        options.status, options.event, options.target, options.party, options.place, options.since, options.until,
        options.size,
    )  # fmt: skip
    with Ledger(options.ledger) as ledger:
        for asked in questions(
            ledger, wanted, options.limit, options.offset, options.as_of or ALWAYS, recorded(options)
        ):
            _print_question(ledger, asked, options, output)
    return DONE


def show_question(options: argparse.Namespace, output: Output) -> int:
    """Print one question."""
    with Ledger(options.ledger) as ledger:
        asked = question(ledger, options.id, options.as_of or ALWAYS, recorded(options))
        _print_question(ledger, asked, options, output)
    return DONE


def _print_question(ledger: Ledger, asked: Question, options: argparse.Namespace, output: Output) -> None:
    behind = told(ledger, asked)
    named = getattr(options, "rule", None)
    figure = rule(named)(asked, behind) if named else None
    if options.format == "jsonl":
        output.write(json.dumps(question_to_json(asked, behind, figure), ensure_ascii=False) + "\n")
    else:
        output.write(question_table(asked, behind, page(), options.lang_of_words, figure))


def show_party(options: argparse.Namespace, output: Output) -> int:
    """Print what a party says, how the questions stand that it answers, and the newest of them."""
    with Ledger(options.ledger) as ledger:
        view = party(ledger, options.code, options.limit)
        if options.format == "jsonl":
            output.write(json.dumps(_party_as_json(view), ensure_ascii=False) + "\n")
            return DONE
        output.write(_party_lines(view, page()))
        for asked in view.questions:
            _print_question(ledger, asked, options, output)
    return DONE


def _party_as_json(view: PartyView) -> dict[str, Any]:
    return {
        "party": view.party,
        "claims": [dict(zip(("event", "stance", "claims", "reports"), row, strict=True)) for row in view.claims],
        "questions": dict(view.statuses),
        "denied_by": dict(view.denied_by),
        "newest": [asked.id for asked in view.questions],
    }


def _party_lines(view: PartyView, paper: Page) -> str:
    told_of = [f"{words(event)} {words(stance)} {claims:,}" for event, stance, claims, _ in view.claims]
    parts = (
        (f"{view.party}: {sum(row[2] for row in view.claims):,} claims", told_of),
        ("questions it answers", [f"{status} {count:,}" for status, count in view.statuses]),
        ("denied by", [f"{other} {count:,}" for other, count in view.denied_by]),
    )
    lines = [line for head, each in parts if each for line in wrapped([f"{head}:", *each], paper.width, " · ")]
    return "\n".join(lines) + "\n\n"


def search_reports(options: argparse.Namespace, output: Output) -> int:
    """Print the reports that have the words, and how many there are by outlet, event, party and so on."""
    filters = Filters(
        options.party, options.event, options.status, options.outlet, options.lang, options.since, options.until,
        recorded(options),
    )  # fmt: skip
    with Ledger(options.ledger) as ledger:
        found = search(ledger, " ".join(options.words), filters, options.limit, options.offset)
    if options.format == "jsonl":
        head = {
            "total": found.total,
            "exact": found.exact,
            "facets": {name: dict(row) for name, row in found.facets.items()},
        }
        output.write(json.dumps(head, ensure_ascii=False) + "\n")
        output.write("".join(json.dumps(asdict(hit), ensure_ascii=False) + "\n" for hit in found.hits))
    else:
        output.write(_hit_lines(found, page()))
    return DONE


def _hit_lines(found: Found, paper: Page) -> str:
    lines = [f"{found.total:,} reports, {found.exact:,} with the words as typed"]
    for name, counted in found.facets.items():
        if counted:
            lines += wrapped(
                [f"{name}:", *(f"{shown(value)} {count:,}" for value, count in counted)], paper.width, " · "
            )
    for hit in found.hits:
        source = " · ".join(part for part in (hit.outlet, (hit.published or "")[:10], hit.report) if part)
        lines += ["", shortened(shown(hit.title), paper.width), shortened(shown(source), paper.width)]
        lines += [f"  {line}" for line in wrapped(shown(hit.snippet).split(), paper.width - 2)]
    return "\n".join(lines) + "\n"
