"""The commands of a ledger, their options, and the function that does each.

In: the parsers of the command line. Out: nothing; each command's `run` is set. What a command does stands in the
modules beside this one, which are imported when they are needed.
"""

from __future__ import annotations

import argparse
import getpass
import math
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from counterclaim.arguments import add_coder, add_reports, positive
from counterclaim.errors import RefusedReport
from counterclaim.reading.interchange import check_published
from counterclaim.terminal import Output

BATCH: Final = 250
"""Reports of one commit: few enough that a kill loses little work, enough that the disk is not asked too often."""


def add_to(commands: Any) -> None:
    """Add the commands to the parsers of the command line."""
    command = commands.add_parser("add", help="read, code and keep reports in a ledger")
    add_reports(command)
    add_coder(command)
    add_ledger(command)
    add_who(command)
    command.add_argument("--batch", type=positive, default=BATCH, metavar="N", help=f"reports a commit, {BATCH}")
    command.add_argument(
        "--format", choices=("text", "jsonl"), default="text", help="jsonl: a line for each commit, once it is on disk"
    )
    command.set_defaults(run=later("adding", "add_reports"))

    command = commands.add_parser("report", help="show a report of a ledger with its claims")
    command.add_argument("id", metavar="ID", help="the report")
    add_ledger(command)
    command.add_argument("--version", type=positive, metavar="N", help="that version of it; default: the newest")
    add_recorded(command)
    command.add_argument("--format", choices=("table", "jsonl"), default="table", help="default: table")
    command.set_defaults(run=later("showing", "show_report"))

    command = commands.add_parser("check", help="verify that a ledger is whole, and codes as it did")
    command.add_argument("ledger", type=Path, metavar="LEDGER", help="the file")
    command.add_argument("--no-coding", action="store_true", help="do not code its reports again")
    command.add_argument("--add-superseding", action="store_true", help="append what coding again finds otherwise")
    command.add_argument("--expect", metavar="LINK", help="a link that the chain must hold, noted down earlier")
    command.add_argument("--migrate", action="store_true", help="first bring an older ledger to this version")
    add_who(command)
    command.set_defaults(run=later("checking", "check_ledger"))


def later(module: str, function: str) -> Callable[[argparse.Namespace, Output], int]:
    """A function of a module beside this one, imported when it is called: other commands start without it."""

    def run(options: argparse.Namespace, output: Output) -> int:
        status: int = getattr(import_module(f"counterclaim.commands.{module}"), function)(options, output)
        return status

    return run


def add_ledger(command: argparse.ArgumentParser) -> None:
    """The option that names the file."""
    command.add_argument("--ledger", type=Path, required=True, metavar="FILE", help="the ledger")
    command.add_argument(
        "--lock-wait", type=seconds, default=120.0, metavar="SECONDS", help="how long to wait for other writers, 120"
    )


def add_who(command: argparse.ArgumentParser) -> None:
    """The options that say who acts, and why."""
    command.add_argument("--who", type=named, default=user(), metavar="NAME", help="who does it; default: the user")
    command.add_argument("--why", metavar="TEXT", help="the reason, kept with it")


def add_recorded(command: argparse.ArgumentParser) -> None:
    """The option that goes back to what the ledger held."""
    command.add_argument("--recorded", type=day, metavar="DATE", help="as the ledger stood at the end of that day")


def user() -> str:
    """Whom the system calls the user; "unknown" where it does not say."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


def day(written: str) -> str:
    """A day or time of ISO 8601. Raises argparse.ArgumentTypeError."""
    try:
        return check_published(written, "date")
    except RefusedReport:
        raise argparse.ArgumentTypeError(f"{written!r} is no date; write 2025-11-26") from None


def named(written: str) -> str:
    """A name that is not empty."""
    if not written.strip():
        raise argparse.ArgumentTypeError("nobody is named; write a name")
    return written.strip()


def seconds(written: str) -> float:
    """A time to wait."""
    try:
        value = float(written)
    except ValueError:
        value = -1.0
    if not (0 <= value < math.inf):
        raise argparse.ArgumentTypeError(f"{written!r} is no number of seconds")
    return value
