"""Options that several commands on a ledger share, and what their words must be.

In: words of the command line. Out: values that are right, or an argparse error that says what to write.
"""

from __future__ import annotations

import argparse
import getpass
import math
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from counterclaim.arguments import add_table, natural, positive
from counterclaim.errors import RefusedReport
from counterclaim.reading.interchange import check_published
from counterclaim.reconciliation.wording import asking
from counterclaim.terminal import Output


def add_days(command: argparse.ArgumentParser) -> None:
    """Options that bound days of publication."""
    command.add_argument("--since", type=day, metavar="DATE", help="published on that day or later")
    command.add_argument("--until", type=day, metavar="DATE", help="published on that day or before")


def add_page(command: argparse.ArgumentParser) -> None:
    """Options that choose a page of a list."""
    command.add_argument("--limit", type=positive, default=20, metavar="N", help="how many, 20")
    command.add_argument("--offset", type=natural, default=0, metavar="N", help="after how many others")


def add_form(command: argparse.ArgumentParser) -> None:
    """The option that chooses tables or JSON lines, and the language of words."""
    add_table(command)
    command.add_argument(
        "--words",
        dest="lang_of_words",
        choices=asking(),
        default=asking()[0],
        help=("language of the questions in the table"),
    )


def add_as_of(command: argparse.ArgumentParser) -> None:
    """The option that asks how things stood on a day."""
    command.add_argument(
        "--as-of", type=day, metavar="DATE", help="as known on that day: only reports published by then"
    )


def add_times(command: argparse.ArgumentParser) -> None:
    """Options that go back in time."""
    add_as_of(command)
    add_recorded(command)
    add_form(command)


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
