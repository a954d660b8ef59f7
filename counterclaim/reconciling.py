"""The command `counterclaim reconcile`: what all reports together say, by question and party.

In: its options. Out: questions on standard output, one line on standard error for each claim that was set aside.
"""

from __future__ import annotations

import argparse
import json
from datetime import date

from counterclaim.arguments import add_coder, add_reports, day
from counterclaim.batch import Batch
from counterclaim.choosing import chosen_by, say_what_is_missing, uncoded
from counterclaim.errors import CounterclaimError, RefusedReport
from counterclaim.reconciliation.wording import asking
from counterclaim.terminal import Output, page


def add_reconcile(command: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    add_reports(command)
    command.add_argument(
        "--as-of", type=day, metavar="DATE", help="as known on that day: only reports published by then"
    )
    command.add_argument(
        "--rule", metavar="NAME", help="also give low, best and high: ledger, ucdp, acled, airwars, MODULE:FUNCTION"
    )
    command.add_argument("--format", choices=("table", "jsonl"), default="table", help="default: table")
    command.add_argument(
        "--words", choices=asking(), default=asking()[0], help="language of the questions in the table"
    )
    add_coder(command)
    command.set_defaults(run=reconcile_reports)


def reconcile_reports(options: argparse.Namespace, output: Output) -> int:
    """Code every report, bring the claims of all together, and print the questions they are about."""
    from counterclaim.questiontable import question_table
    from counterclaim.reconciliation.engine import Archive
    from counterclaim.reconciliation.figures import rule
    from counterclaim.reconciliation.gathering import Gathering
    from counterclaim.reconciliation.interchange import question_to_json

    figured = rule(options.rule) if options.rule else None
    chosen, batch, paper, gathering = chosen_by(options), Batch(options, output), page(), Gathering(options.as_of)
    archive = Archive(date.today())
    if gathering.copies:
        batch.warn(gathering.copies)
    for where, report, done in chosen.coded(each for each in batch if gathering.wants(each[1])):
        if isinstance(done, CounterclaimError):
            batch.refuse(uncoded(where, done))
            continue
        say_what_is_missing(batch, where, done)
        gathering.take(report, done.claims, done.languages[0] if done.languages else None)
        output.progress.show(f"{batch.reports:,} reports")
    everything = list(gathering.told())
    told = {each.claim.id: each for each in everything}
    archive.add(everything)
    for aside in archive.aside.values():
        batch.drop(RefusedReport(aside.report, f"claim {aside.claim} {aside.what}", aside.remedy))
    for question in archive.in_order():
        figure = figured(question, told) if figured is not None else None
        if options.format == "jsonl":
            output.write(json.dumps(question_to_json(question, told, figure), ensure_ascii=False) + "\n")
        else:
            output.write(question_table(question, told, paper, options.words, figure))
    if archive.aside:
        output.say(f"{len(archive.aside):,} of {len(told):,} claims were set aside; the rest were reconciled")
    if spent := chosen.spent():
        output.say(spent)
    return batch.status
