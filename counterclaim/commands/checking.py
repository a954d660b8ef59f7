"""`counterclaim check`: says whether a ledger is whole, and what coding its reports again finds otherwise."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from counterclaim.batch import DONE, REFUSED
from counterclaim.coding import Coder
from counterclaim.coding.coders import OWN, coder_recorded
from counterclaim.errors import CoderMissing
from counterclaim.ledger import Ledger
from counterclaim.ledger.appending import By
from counterclaim.ledger.checking import Checked, by_table, check
from counterclaim.ledger.recoding import Difference, differences, supersede
from counterclaim.ledger.rereconciling import leave_all, otherwise
from counterclaim.ledger.settling import settle
from counterclaim.terminal import Output

SHOWN = 50
"""Faults, and reports coded otherwise, that are listed; the rest is counted."""


def check_ledger(options: argparse.Namespace, output: Output) -> int:
    """Verify a ledger; the status is 1 where anything is wrong with it."""
    if options.migrate:
        Ledger(options.ledger, write=True).close()
    checked = check(options.ledger, options.expect)
    _print_faults(checked, output)
    if checked.faults:
        if options.add_superseding:
            output.complain(
                f"{options.ledger}: nothing was added, because the ledger is not whole; restore a copy first"
            )
        return REFUSED
    if not options.no_coding:
        _code_again(options, output)
        _reconcile_again(options, output)
    return DONE


def _print_faults(checked: Checked, output: Output) -> None:
    found = len(checked.faults)
    output.write(
        f"{checked.commits:,} commits, {checked.rows:,} rows, newest link {checked.head}\n"
        + (f"{found:,} faults\n" if found else "nothing is wrong\n")
    )
    for fault in checked.faults[:SHOWN]:
        output.write(f"  {fault}\n")
    if found > SHOWN:
        counted = ", ".join(f"{count:,} in {table}" for table, count in by_table(checked.faults).items())
        output.write(f"  ... in all {counted}\n")


def _reconcile_again(options: argparse.Namespace, output: Output) -> None:
    with Ledger(options.ledger, write=options.add_superseding) as ledger:
        changed = otherwise(ledger)
        done = ""
        if options.add_superseding and changed:
            leave_all(ledger)
            settle(ledger, By(options.who, options.why or "reconciled again"))
            done = "; what that finds was added"
    output.write(f"{changed:,} questions are reconciled otherwise now{done}\n")


def _code_again(options: argparse.Namespace, output: Output) -> None:
    missing: dict[str, tuple[int, CoderMissing]] = {}

    def recorded(name: str) -> Coder:
        try:
            return coder_recorded(name)
        except CoderMissing as fault:
            missing[name] = missing.get(name, (0, fault))[0] + 1, fault
            raise

    with Ledger(options.ledger, write=options.add_superseding) as ledger:
        found = _listed(differences(ledger, recorded), output)
        if options.add_superseding:
            total = supersede(ledger, list(found), By(options.who, options.why or "coded again"))
        else:
            total = sum(1 for _ in found)
    if total > SHOWN:
        output.write(f"  ... and {total - SHOWN:,} more\n")
    done = "; what it finds was added" if options.add_superseding and total else ""
    output.write(f"{total:,} reports are coded otherwise now{done}\n")
    for name, (count, fault) in sorted(missing.items()):
        if OWN in name:
            output.write(f"{count:,} reports were not coded again: {fault}\n")


def _listed(found: Iterator[Difference], output: Output) -> Iterator[Difference]:
    """Pass differences on, printing the first ones."""
    for number, each in enumerate(found):
        if number < SHOWN:
            parts = (("new", each.new), ("gone", each.gone), ("changed", each.changed))
            told = ", ".join(f"{len(ids)} {word}" for word, ids in parts if ids)
            output.write(f"  {each.report.id}: {told}\n")
        output.progress.show(f"{number + 1:,} reports coded otherwise")
        yield each
