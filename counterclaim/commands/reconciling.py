"""The commands `counterclaim reconcile`, `accounts` and `totals`: what all reports together say.

In: their options. Out: questions, accounts or running totals on standard output, one line on standard error for each
claim that was set aside.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterclaim.arguments import add_coder, add_engine, add_reports, add_table, day
from counterclaim.batch import Batch
from counterclaim.coding import coders
from counterclaim.commands.choosing import Chosen, chosen_by, elsewhere, say_what_is_missing, uncoded
from counterclaim.errors import CounterclaimError, RefusedReport
from counterclaim.language.own import active
from counterclaim.reconciliation.wording import asking
from counterclaim.terminal import Output, page

if TYPE_CHECKING:
    from counterclaim.language.own import OwnWords
    from counterclaim.model import Question, Told
    from counterclaim.reconciliation.checking import Aside
    from counterclaim.reconciliation.engine import Archive
    from counterclaim.reconciliation.figures import Rule
    from counterclaim.rendering import Page


def add_reconcile(command: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    _add_sources(command, "*")
    command.add_argument(
        "--from-parts", type=Path, metavar="FOLDER", help="reconcile what was coded there, and code nothing"
    )
    command.add_argument(
        "--rule", metavar="NAME", help="also give low, best and high: ledger, ucdp, acled, airwars, MODULE:FUNCTION"
    )
    command.add_argument(
        "--words", choices=asking(), default=asking()[0], help="language of the questions in the table"
    )
    command.set_defaults(run=reconcile_reports)


def add_accounts(command: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    _add_sources(command)
    command.set_defaults(run=show_accounts)


def add_totals(command: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    _add_sources(command)
    command.set_defaults(run=show_totals)


def _add_sources(command: argparse.ArgumentParser, least: str = "+") -> None:
    """What the three commands share: reports (`least`: "*" where there may be none), a day, a form, a coder."""
    add_reports(command, least)
    command.add_argument(
        "--as-of", type=day, metavar="DATE", help="as known on that day: only reports published by then"
    )
    add_table(command)
    add_coder(command)
    add_engine(command)


@dataclass(frozen=True, slots=True)
class Together:
    """The claims of all reports of a run, brought together."""

    archive: Archive
    told: Mapping[str, Told]
    """Claims by id, those that were set aside too."""
    chosen: Chosen
    batch: Batch

    def close(self, output: Output) -> int:
        """Say what was set aside and what coding cost; the exit status."""
        say_set_aside(output, len(self.archive.aside), len(self.told))
        if spent := self.chosen.spent():
            output.say(spent)
        return self.batch.status


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a question is printed; workers are handed it."""

    form: str
    words: str
    """Language that questions are put in."""
    rule: str | None
    paper: Page

    def __call__(self, question: Question, told: Mapping[str, Told]) -> str:
        """What is printed of a question; `told` has its claims by id."""
        from counterclaim.questiontable import question_table
        from counterclaim.reconciliation.interchange import question_to_json

        figure = _rule(self.rule, active())(question, told) if self.rule is not None else None
        if self.form == "jsonl":
            return json.dumps(question_to_json(question, told, figure), ensure_ascii=False) + "\n"
        return question_table(question, told, self.paper, self.words, figure)


@cache
def _rule(name: str, _own: OwnWords | None) -> Rule:
    """The rule of a name, looked up once with the words of one's own that are in use."""
    from counterclaim.reconciliation.figures import rule

    return rule(name)


def reconcile_reports(options: argparse.Namespace, output: Output) -> int:
    """Code every report, bring the claims of all together, and print the questions they are about."""
    draw = Drawing(options.format, options.words, options.rule, page())
    if options.rule is not None:
        _rule(options.rule, active())
    if options.from_parts is None:
        chosen = chosen_by(options)
    else:
        chosen = Chosen(coders.coder_named(coders.RULES), elsewhere=elsewhere(options, coders.RULES))
    if chosen.elsewhere is not None:
        from counterclaim.commands.sharing import reconcile_elsewhere

        return reconcile_elsewhere(options, output, draw, chosen.elsewhere)
    together = _together(options, output, chosen)
    for question in together.archive.in_order():
        output.write(draw(question, together.told))
    return together.close(output)


def show_accounts(options: argparse.Namespace, output: Output) -> int:
    """Print what each party claims of an opponent's losses beside what the opponent admits."""
    from counterclaim.accounttable import account_table
    from counterclaim.reconciliation.accounts import accounts

    together = _together(options, output, chosen_by(options))
    found = accounts(together.archive.in_order())
    _write(options, output, map(asdict, found), account_table(found, page()))
    return together.close(output)


def show_totals(options: argparse.Namespace, output: Output) -> int:
    """Print the running totals that parties publish, with what they imply for each day."""
    from counterclaim.accounttable import series_table
    from counterclaim.reconciliation.totals import series

    together = _together(options, output, chosen_by(options))
    sound = (each for claim_id, each in together.told.items() if claim_id not in together.archive.aside)
    found = series(sound)
    _write(options, output, map(asdict, found), series_table(found, page()))
    return together.close(output)


def _write(options: argparse.Namespace, output: Output, rows: Iterable[Mapping[str, Any]], drawn: str) -> None:
    if options.format == "jsonl":
        output.write("".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows))
    else:
        output.write(drawn)


def _together(options: argparse.Namespace, output: Output, chosen: Chosen) -> Together:
    """Read and code every report, and bring the claims of all together."""
    from counterclaim.reconciliation.engine import Archive
    from counterclaim.reconciliation.gathering import Gathering

    batch, gathering = Batch(options, output), Gathering(options.as_of)
    archive = Archive(date.today())
    if gathering.copies:
        batch.warn(gathering.copies)
    for where, report, done in chosen.coded(each for each in batch if gathering.wants(each[1])):
        if isinstance(done, CounterclaimError):
            batch.refuse(uncoded(where, done))
            continue
        say_what_is_missing(batch, where, done)
        gathering.take(report, done.claims, done.languages[0] if done.languages else None)
        output.progress.show(f"{batch.reports:,} reports", batch.reports)
    everything = list(gathering.told())
    archive.add(everything)
    drop_aside(batch, archive.aside.values())
    return Together(archive, {each.claim.id: each for each in everything}, chosen, batch)


def drop_aside(batch: Batch, found: Iterable[Aside]) -> None:
    """Say of each claim that was set aside why."""
    for aside in found:
        batch.drop(RefusedReport(aside.report, f"claim {aside.claim} {aside.what}", aside.remedy))


def say_set_aside(output: Output, aside: int, claims: int) -> None:
    """Say how many claims were set aside, where any were."""
    if aside:
        output.say(f"{aside:,} of {claims:,} claims were set aside; the rest were reconciled")
