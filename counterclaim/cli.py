"""The command line: `counterclaim read`, `code`, `reconcile`, `accounts`, `totals`, `evaluate`, `coverage` and `mine`.

In: arguments. Out: what was found on standard output, one line for each refusal on standard error, and an exit status:
0 all well, 1 something was refused, 2 wrong usage, 130 after Ctrl-C, 141 where the reader of a pipe went away.
Arguments and printing only: whatever reads, codes or counts stands elsewhere.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from counterclaim.arguments import (
    add_coder,
    add_config,
    add_engine,
    add_reports,
    add_table,
    config_path,
    natural,
    share,
    wrong_coder,
    wrong_engine,
)
from counterclaim.batch import DONE, REFUSED, Batch, written
from counterclaim.commands import ledgers
from counterclaim.commands.choosing import chosen_by, say_outcomes, uncoded
from counterclaim.commands.reconciling import add_accounts, add_reconcile, add_totals
from counterclaim.commands.training import add_train, wrong_reviews
from counterclaim.errors import CounterclaimError, UnknownLanguage
from counterclaim.reading.interchange import report_to_json
from counterclaim.terminal import Output, discard_output, page

INTERRUPTED: Final = 130
"""128 + SIGINT, what a shell reports after Ctrl-C."""
PIPE_CLOSED: Final = 141
"""128 + SIGPIPE, what a shell reports of a program whose reader went away."""

if TYPE_CHECKING:
    from counterclaim.model import Claim
    from counterclaim.reading.identity import Identity

WRITTEN_AT_ONCE: Final = 1 << 16
"""Bytes of reports that are written in one piece."""


def read_reports(options: argparse.Namespace, output: Output) -> int:
    """Read every source and print its reports, one line of JSON each; then say what was read and refused."""
    from counterclaim.language.credits import credited

    batch, lines, waiting = Batch(options, output), [], 0
    known = _identity(options)
    encode = msgspec.json.Encoder().encode
    for _, found in batch:
        report = credited(found)
        if known is not None:
            known.add(report)
        lines.append(encode(report_to_json(report)))
        waiting += len(lines[-1])
        if waiting > WRITTEN_AT_ONCE or options.resume:
            output.write_lines(lines)
            lines, waiting = [], 0
        output.progress.show(f"{batch.reports:,} reports", batch.reports)
    output.write_lines(lines)
    output.say(batch.summary(_write_copies(known, options.copies) if known is not None else ""))
    return batch.status


def _identity(options: argparse.Namespace) -> Identity | None:
    """Who tells copies, where they are asked for."""
    if options.copies is None:
        return None
    from counterclaim.reading.identity import Identity

    return Identity()


def _write_copies(known: Identity, path: Path) -> str:
    """Write which reports are one, one line of JSON a group or address; what there was of it, for the summary."""
    groups, versions = known.groups(), known.versions()
    rows = [{"kind": "copies", **asdict(group)} for group in groups]
    rows += [{"kind": "versions", **asdict(each)} for each in versions]
    with written(path) as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    printed = sum(len(group.reports) - 1 for group in groups)
    return f"; {printed:,} copies of {len(groups):,} reports, {len(versions):,} addresses with versions"


def code_reports(options: argparse.Namespace, output: Output) -> int:
    """Code every report and print its claims: a table, or one line of JSON a report."""
    from counterclaim.commands.printing import Form, printed

    chosen, paper = chosen_by(options), page() if options.format == "table" else None
    batch, reports, found, unsaid = Batch(options, output), 0, 0, 0
    for part in chosen.finished(batch, partial(printed, Form(paper, options.min_confidence))):
        say_outcomes(batch, part.told)
        if part.reports:
            output.write_bytes(b"\n" + part.text if reports and paper else part.text)
        reports, found, unsaid = reports + part.reports, found + part.claims, unsaid + part.unsaid
        output.progress.show(f"{reports:,} reports, {found:,} claims", reports)
    if options.min_confidence and unsaid:
        batch.warn(f"--min-confidence left out {unsaid:,} claims of a coder that gives none; leave the option out")
    if spent := chosen.spent():
        output.say(spent)
    return batch.status


def show_coverage(options: argparse.Namespace, output: Output) -> int:
    """Print where the packs are silent over all reports."""
    from counterclaim.coding.coder import inspect
    from counterclaim.evaluation.coverage import Coverage, render

    batch, total = Batch(options, output), Coverage()
    for where, report in batch:
        try:
            total.add(report, inspect(report))
        except UnknownLanguage as error:
            batch.refuse(uncoded(where, error))
        output.progress.show(f"{total.reports:,} reports, {total.claims:,} claims", total.reports)
    output.write(render(total))
    return batch.status


def show_evaluation(options: argparse.Namespace, output: Output) -> int:
    """Print how well coding agrees with claims coded by hand, and the first mistakes where they are asked for."""
    from counterclaim.evaluation import figures_to_json, render
    from counterclaim.evaluation.gold import load
    from counterclaim.evaluation.mistakes import mistakes
    from counterclaim.evaluation.scoring import score

    chosen, gold, status = chosen_by(options), load(options.items, options.gold), DONE
    found: dict[str, tuple[Claim, ...]] = {}
    for where, report, done in chosen.coded(gold.reports.items()):
        if isinstance(done, CounterclaimError):
            output.complain(f"{where}: counted as without claims: {done}")
            status = REFUSED
        found[report.id] = () if isinstance(done, CounterclaimError) else done.claims
        output.progress.show(f"{len(found):,} of {len(gold.reports):,} reports")
    figures = score(gold.claims, found)
    first = list(islice(mistakes(gold, lambda report: found[report.id]), options.errors))
    if spent := chosen.spent():
        output.say(spent)
    if options.json:
        asked = {"errors": first} if options.errors else {}
        output.write(json.dumps(figures_to_json(figures) | asked, ensure_ascii=False) + "\n")
    else:
        output.write("\n".join([render(figures), *first]) + "\n")
    return status


def show_mined(options: argparse.Namespace, output: Output) -> int:
    """Print which words of claims coded by hand the packs do not cover."""
    from counterclaim.evaluation.gold import read_reports as read_gold_reports
    from counterclaim.evaluation.mining import counted, lack_to_json, mine, render

    mined = mine(options.items, options.gold)
    if options.corpus:
        mined = counted(mined, (report for path in options.corpus for report in read_gold_reports(path).values()))
    if options.format == "jsonl":
        output.write_lines([json.dumps(lack_to_json(lack), ensure_ascii=False).encode() for lack in mined.lacks])
    else:
        output.write(render(mined, options.top))
    return DONE


def parser() -> argparse.ArgumentParser:
    """The commands, their options, and the function that does each."""
    top = argparse.ArgumentParser(prog="counterclaim", description="Writes down who claims what in reports about war.")
    top.add_argument("--version", action="version", version=f"%(prog)s {version('counterclaim')}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)

    command = commands.add_parser("read", help="print the reports of any source, one line of JSON each")
    add_reports(command)
    command.add_argument(
        "--copies", type=Path, metavar="FILE", help="write there which reports are copies and versions"
    )
    command.set_defaults(run=read_reports)

    command = commands.add_parser("code", help="print what each report claims, with the characters that say so")
    add_reports(command)
    add_table(command)
    add_coder(command)
    add_engine(command)
    command.add_argument(
        "--min-confidence", type=share, metavar="P", help="leave out claims that are less sure than that, 0 to 1"
    )
    command.set_defaults(run=code_reports)

    add_reconcile(commands.add_parser("reconcile", help="print what all reports together say, by question and party"))
    add_accounts(commands.add_parser("accounts", help="print what parties claim of each other's losses, and admit"))
    add_totals(commands.add_parser("totals", help="print the running totals that parties publish, and what they imply"))

    command = commands.add_parser("evaluate", help="compare with claims that people coded")
    command.add_argument("--items", type=Path, required=True, metavar="ITEMS", help="the reports, .jsonl or .jsonl.gz")
    command.add_argument("--gold", type=Path, required=True, metavar="GOLD", help="their claims, .jsonl or .jsonl.gz")
    command.add_argument("--errors", type=natural, default=0, metavar="N", help="also print the first N errors")
    command.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    add_coder(command)
    command.set_defaults(run=show_evaluation)

    command = commands.add_parser("coverage", help="show where the language packs are silent")
    add_reports(command)
    command.set_defaults(run=show_coverage)

    command = commands.add_parser("mine", help="list the words of hand-coded claims that the packs do not cover")
    command.add_argument("--items", type=Path, required=True, metavar="ITEMS", help="the reports, .jsonl or .jsonl.gz")
    command.add_argument("--gold", type=Path, required=True, metavar="GOLD", help="their claims, with their words")
    command.add_argument(
        "--corpus", type=Path, action="append", default=[], metavar="FILE", help="count the words in these reports too"
    )
    add_table(command)
    command.add_argument("--top", type=natural, default=20, metavar="N", help="lines of each list of the table")
    command.set_defaults(run=show_mined)

    ledgers.add_to(commands)
    add_train(commands)
    add_config(top)
    return top


def _run(options: argparse.Namespace, output: Output) -> int:
    """Run a command, with the words of a newsroom's own where there are any."""
    status: int
    path = config_path(options)
    if path is None:
        status = options.run(options, output)
        return status
    from counterclaim.config import config_of, using

    with using(config_of(path)):
        status = options.run(options, output)
        return status


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; argparse itself exits with 2 on wrong usage."""
    known = parser()
    options = known.parse_args(arguments)
    if fault := wrong_coder(options) or wrong_engine(options) or wrong_reviews(options):
        known.error(fault)
    output = Output()
    try:
        with output.whole_pieces():
            return _run(options, output)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        discard_output()
        return PIPE_CLOSED
    except CounterclaimError as error:
        output.complain(str(error))
    except OSError as error:
        output.complain(f"the output cannot be written ({error.strerror}); make room, or write elsewhere")
        discard_output()
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
