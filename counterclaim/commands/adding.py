"""`counterclaim add`: reads, codes and keeps reports, batch by batch; each batch is on disk before it is said to be."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from counterclaim.arguments import LLM
from counterclaim.batch import Batch
from counterclaim.coding import coders
from counterclaim.commands.choosing import chosen_by, say_what_is_missing, uncoded
from counterclaim.commands.preparing import Names, Prepared, prepared
from counterclaim.errors import LedgerError, PartRefused, RefusedReport
from counterclaim.ledger import Added, Ledger
from counterclaim.ledger.appending import By
from counterclaim.ledger.settling import TOLD, settle
from counterclaim.ledger.store import Fresh
from counterclaim.model import Report
from counterclaim.terminal import Output


def add_reports(options: argparse.Namespace, output: Output) -> int:
    """Add every report that is not there yet, and say how many were."""
    totals = Totals()
    with Ledger(options.ledger, write=True, wait=options.lock_wait) as ledger:
        try:
            batch = add_batch(ledger, options, output, totals)
        except LedgerError:
            output.say(f"{totals.new:,} reports were added before that and are kept")
            raise
    if options.format == "text":
        output.say(batch.summary(f"; {totals.new:,} added with {totals.claims:,} claims, {totals.known:,} known"))
    return batch.status


def add_batch(ledger: Ledger, options: argparse.Namespace, output: Output, totals: Totals) -> Batch:
    """Add the reports of all sources to an open ledger and reconcile; the batch tells what was read and refused."""
    by, batch = By(options.who, options.why), Batch(options, output)

    for group in _groups(_ready(options, batch, ledger, totals), options.batch):
        totals.count(ledger.add(group, by), options, output)
        output.progress.show(f"{totals.new:,} reports added, {totals.claims:,} claims", totals.new)
    settle(ledger, by, Settling(output, totals).show)
    return batch


class Totals:
    """What a run added so far."""

    def __init__(self) -> None:
        self.new = self.claims = self.known = 0

    def count(self, added: Added, options: argparse.Namespace, output: Output) -> None:
        """Count a commit, and say what it holds where every commit is asked for."""
        self.new += len(added.reports)
        self.claims += added.claims
        self.known += added.known
        if options.format == "jsonl" and added.reports:
            output.write(json.dumps({"commit": added.seq, "reports": added.reports, "claims": added.claims}) + "\n")


class Settling:
    """Shows how far reports that were added are told and their blocks reconciled."""

    def __init__(self, output: Output, totals: Totals) -> None:
        self._output, self._totals = output, totals
        self._step, self._share = "", 0.0

    def show(self, step: str, done: int, left: int) -> None:
        """So many are done of a step, and so many left."""
        self._share = done / (done + left) if done + left else 1.0
        if step != self._step:
            self._step = step
            self._output.progress.follow(lambda: self._share)
        said = "reports told" if step == TOLD else "blocks reconciled"
        self._output.progress.show(f"{self._totals.new:,} reports added, {done:,} of {done + left:,} {said}", done)


def _ready(options: argparse.Namespace, batch: Batch, ledger: Ledger, totals: Totals) -> Iterator[Fresh]:
    """The reports that the ledger does not know, coded; one that no pack reads is kept without claims, and said."""
    parts = _coded_here if getattr(options, "from_parts", None) is None else _from_parts
    for part in parts(options, batch, ledger, totals):
        for position, (where, made) in enumerate(zip(part.places, part.ready, strict=True)):
            fault = part.faults.get(position)
            if made is None:
                batch.refuse(uncoded(where, part.faults[position]))
                continue
            if fault is not None:
                batch.warn(f"{where}: kept without claims: {fault}")
            else:
                say_what_is_missing(batch, where, made.coded)
            yield made


def _coded_here(options: argparse.Namespace, batch: Batch, ledger: Ledger, totals: Totals) -> Iterator[Prepared]:
    """The reports of all sources, coded by the coder of that name."""
    name = options.coder or coders.default()
    if name == LLM:
        name = f"{LLM} {options.model}"
    names = Names(coders.recorded_name(name), coders.recorded_name(options.fallback or coders.RULES))
    return chosen_by(options).finished(_unknown(batch, ledger, totals), partial(prepared, names))


def _from_parts(options: argparse.Namespace, batch: Batch, ledger: Ledger, totals: Totals) -> Iterator[Prepared]:
    """The reports of kept parts with what they claim; a damaged part is said, and the others go on."""
    from counterclaim.engine.parts import parts_in, read
    from counterclaim.language.credits import credited

    paths = parts_in(options.from_parts)
    begun: list[Path] = []
    batch.follow(lambda: len(begun) / len(paths))
    for path in paths:
        begun.append(path)
        try:
            part = read(path)
        except PartRefused as fault:
            batch.refuse(RefusedReport(fault.where, fault.what, fault.remedy))
            continue
        names = Names(part.coder, part.coder)
        for where, found, done in part.rows:
            batch.reports += 1
            report = credited(found)
            if ledger.knows(report):
                totals.known += 1
            else:
                yield prepared(names, ((where, report, done),))


def _unknown(batch: Batch, ledger: Ledger, totals: Totals) -> Iterator[tuple[str, Report]]:
    """The reports that the ledger does not know, with their credits read."""
    from counterclaim.language.credits import credited

    for where, read in batch:
        report = credited(read)
        if ledger.knows(report):
            totals.known += 1
        else:
            yield where, report


def _groups(ready: Iterator[Fresh], size: int) -> Iterator[Sequence[Fresh]]:
    group: list[Fresh] = []
    for each in ready:
        group.append(each)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group
