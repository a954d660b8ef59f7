"""`counterclaim reconcile` where its work is shared: by processes, by a cluster, or with what is kept in a folder.

In: its options. Out: what the command prints without them, byte for byte.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from counterclaim.batch import Batch
from counterclaim.commands.choosing import Elsewhere, say_outcomes
from counterclaim.commands.reconciling import Drawing, drop_aside, say_set_aside
from counterclaim.engine.coding import digest_of
from counterclaim.engine.parts import parts_in
from counterclaim.engine.reconciling import Gathered, reconciled, sorted_kept, sorted_parts
from counterclaim.engine.shards import Line, Settling, merged
from counterclaim.engine.sorting import Plan, Sorted
from counterclaim.errors import PartRefused, RefusedReport
from counterclaim.reconciliation.gathering import Gathering
from counterclaim.terminal import Output

DECIDING: Final = ("*.py", "reconciliation/**/*.py", "engine/*.py", "commands/*.py")
"""Files that, beside those of coding, decide what is printed."""


def reconcile_elsewhere(options: argparse.Namespace, output: Output, draw: Drawing, where: Elsewhere) -> int:
    """Code and sort parts, reconcile the shards of all, and print their questions in order."""
    batch, gathered = Batch(options, output), Gathered()
    plan = Plan(where.recipe, date.today(), options.as_of, where.folder)
    if (missing := Gathering().copies) is not None:
        batch.warn(missing)
    for found in _parts(options, batch, plan, where):
        say_outcomes(batch, found.said)
        gathered.take(found)
        output.progress.show(f"{batch.reports:,} reports", batch.reports)
    drop_aside(batch, gathered.standing.aside.values())
    shards = gathered.shards()
    done: list[Sequence[Line] | Path] = []
    output.progress.follow(lambda: len(done) / len(shards))
    for lines in reconciled(shards, _settling(plan, draw), where.engine):
        done.append(lines)
        output.progress.show(f"{batch.reports:,} reports, {len(done)} of {len(shards)} shares reconciled")
    for drawn in merged(done):
        output.write(drawn)
    say_set_aside(output, len(gathered.standing.aside), gathered.standing.claims)
    return batch.status


def _parts(options: argparse.Namespace, batch: Batch, plan: Plan, where: Elsewhere) -> Iterator[Sorted]:
    """The parts of the sources, or of a folder; one that cannot be read is said, and the others go on."""
    if options.from_parts is None:
        yield from sorted_parts(batch, plan, where.engine)
        return
    for found in sorted_kept(parts_in(options.from_parts), plan, where.engine):
        if isinstance(found, PartRefused):
            batch.refuse(RefusedReport(found.where, found.what, found.remedy))
        else:
            batch.reports += found.reports
            yield found


def _settling(plan: Plan, draw: Drawing) -> Settling:
    """How shards are reconciled. What a rule of somebody's own file decides is not kept: that file may change."""
    if plan.folder is None or ":" in (draw.rule or ""):
        return Settling(draw, plan.recipe.config)
    return Settling(draw, plan.recipe.config, plan.folder, f"{plan.recipe.named()} {digest_of(DECIDING).hex()}")
