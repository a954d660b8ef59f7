"""The coder that the options of a command choose, and how reports go through it.

In: options. Out: a coder, each report with what became of it, and what it cost. Making it asks nobody anything.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from counterclaim.batch import Batch
from counterclaim.coding import Coded, Coder, coders
from counterclaim.errors import CounterclaimError, NoAnswer, RefusedReport
from counterclaim.model import Report

if TYPE_CHECKING:
    from counterclaim.asking import Model
    from counterclaim.asking.abreast import Row


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who codes in this run."""

    coder: Coder
    model: Model | None = None
    """The language model behind the coder, if it is one."""
    at_once: int = 1
    """Reports under way at a time."""

    def coded(self, reports: Iterable[tuple[str, Report]]) -> Iterator[Row]:
        """Each report, in order, with what it claims or the error that says why nobody could code it."""
        from counterclaim.asking.abreast import abreast

        return abreast(reports, self.coder, self.at_once)

    def spent(self) -> str | None:
        """What asking has cost, in one line; None where nobody was asked."""
        return self.model.spent.line(self.model.endpoint.model) if self.model else None


def chosen_by(options: argparse.Namespace) -> Chosen:
    """The coder that the options choose; raises CoderMissing and NoAnswer where it cannot be had."""
    if options.weights is not None:
        return Chosen(coders.coder_named(coders.LEARNED, options.weights))
    name = options.coder or coders.default()
    if name != coders.LLM:
        return Chosen(coders.coder_named(name))
    from counterclaim.asking import Endpoint, Kept, Model
    from counterclaim.asking.kept import usual_folder

    key = os.environ.get(options.key_variable, "").strip() or None
    endpoint = Endpoint(options.endpoint, options.model, key, seconds=options.wait, max_tokens=options.max_tokens)
    kept = Kept(options.answers or usual_folder())
    kept.prepare()
    model = Model(endpoint, kept)
    # a run that is resumed starts where the last one was handed on, so that nothing may be under way beyond it
    at_once = 1 if getattr(options, "resume", None) else options.at_once
    return Chosen(_or_else(model, coders.coder_named(options.fallback)) if options.fallback else model, model, at_once)


def _or_else(model: Model, fallback: Coder) -> Coder:
    """The model, and another coder where it has no answer."""

    def coded(report: Report) -> Coded:
        try:
            return model(report)
        except NoAnswer as fault:
            return replace(fallback(report), instead=fault.what)

    return coded


def uncoded(where: str, error: CounterclaimError) -> RefusedReport:
    """The refusal of a report that its coder could not code."""
    what, _, remedy = str(error).partition("; ")
    return RefusedReport(where, what, remedy)


def say_what_is_missing(batch: Batch, where: str, done: Coded) -> None:
    """Say which claims of a report were refused, and which passages left out."""
    if done.instead:
        batch.warn(f"{where}: coded by the fallback, because {done.instead}")
    for reason in done.refused:
        batch.drop(RefusedReport(where, f"refused a claim: {reason}", "read the report yourself"))
    if done.left_out:
        batch.warn(f"{where}: {_left_out(done)}")


def _left_out(done: Coded) -> str:
    """What of a report was not read, and in which languages it is."""
    count, languages = len(done.left_out), ", ".join(sorted({foreign.lang for foreign in done.left_out}))
    return f"left out {count} {'passage' if count == 1 else 'passages'} in {languages}, which no pack reads"
