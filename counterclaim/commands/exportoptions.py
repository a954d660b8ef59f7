"""The options of `counterclaim export`. In: its parser. Out: nothing; its `run` is set."""

from __future__ import annotations

import argparse
from pathlib import Path

from counterclaim.commands.shared import add_as_of, add_days, add_recorded, later
from counterclaim.exports.forms import names
from counterclaim.model import STATUSES


def add_export(command: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    command.add_argument("ledger", type=Path, metavar="LEDGER", help="the file")
    command.add_argument("question", nargs="?", metavar="QUESTION", help="only that question")
    command.add_argument("--as", dest="form", required=True, metavar="FORM", help=f"one of {', '.join(names())}")
    command.add_argument(
        "--rule", metavar="NAME", help="the rule of figures: ledger, ucdp, acled, airwars, MODULE:FUNCTION"
    )
    for option, metavar, said in (
        ("--party", "PARTY", "a party that speaks, acts, suffers or answers"),
        ("--event", "EVENT", "event of the codebook"),
        ("--target", "PARTY", "whom it befell"),
        ("--place", "CODE", "a place, or one around it"),
        ("--status", "STATUS", f"how the question stands: {', '.join(sorted(STATUSES))}"),
        ("--outlet", "NAME", "printed there"),
        ("--lang", "CODE", "in that language"),
    ):
        command.add_argument(option, metavar=metavar, help=said)
    add_days(command)
    add_as_of(command)
    add_recorded(command)
    command.add_argument("--out", type=Path, metavar="PATH", help="the file to write; default: standard output")
    command.add_argument(
        "--losses", type=Path, metavar="FILE", help="also write there what the form cannot hold, as JSON lines"
    )
    command.set_defaults(run=later("exporting", "export_ledger"))
