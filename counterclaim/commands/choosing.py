"""The coder that the options of a command choose, and how reports go through it.

In: options. Out: a coder, each report with what became of it, and what it cost. Making it asks nobody anything.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from counterclaim.batch import Batch
from counterclaim.coding import Coded, Coder, coders
from counterclaim.errors import CounterclaimError, NoAnswer, RefusedReport
from counterclaim.language.own import active
from counterclaim.model import Report

if TYPE_CHECKING:
    from counterclaim.asking import Model
    from counterclaim.asking.abreast import Outcome, Row
    from counterclaim.engine import Engine
    from counterclaim.engine.coding import Recipe


Out = TypeVar("Out")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Who codes in other processes or on other machines, or keeps what was coded."""

    recipe: Recipe
    engine: Engine
    folder: Path | None = None
    """Where parts are kept."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who codes in this run."""

    coder: Coder
    model: Model | None = None
    """The language model behind the coder, if it is one."""
    at_once: int = 1
    """Reports under way at a time."""
    elsewhere: Elsewhere | None = None
    """Where reports are coded, if not here one after the other."""

    def coded(self, reports: Iterable[tuple[str, Report]]) -> Iterator[Row]:
        """Each report, in order, with what it claims or the error that says why nobody could code it."""
        from counterclaim.asking.abreast import abreast

        if self.elsewhere is None:
            return abreast(reports, self.coder, self.at_once)
        from counterclaim.engine.coding import coded

        return coded(reports, self.elsewhere.recipe, self.elsewhere.engine, self.elsewhere.folder)

    def finished(
        self, reports: Iterable[tuple[str, Report]], finish: Callable[[tuple[Row, ...]], Out]
    ) -> Iterator[Out]:
        """What `finish` makes of reports that were coded, in order: of part after part where they are coded elsewhere,
        and it works there; of one report after the other here.
        """
        if self.elsewhere is None:
            return (finish((row,)) for row in self.coded(reports))
        from counterclaim.engine.coding import finished

        return finished(reports, self.elsewhere.recipe, self.elsewhere.engine, finish, self.elsewhere.folder)

    def spent(self) -> str | None:
        """What asking has cost, in one line; None where nobody was asked."""
        return self.model.spent.line(self.model.endpoint.model) if self.model else None


def chosen_by(options: argparse.Namespace) -> Chosen:
    """The coder that the options choose; raises CoderMissing and NoAnswer where it cannot be had."""
    name = coders.LEARNED if options.weights is not None else options.coder or coders.default()
    if name != coders.LLM:
        coder = coders.coder_named(name, options.weights) if options.weights is not None else coders.coder_named(name)
        return Chosen(_bound(coder), elsewhere=elsewhere(options, name) if _shared(options) else None)
    from counterclaim.asking import Endpoint, Kept, Model
    from counterclaim.asking.kept import usual_folder

    key = os.environ.get(options.key_variable, "").strip() or None
    endpoint = Endpoint(options.endpoint, options.model, key, seconds=options.wait, max_tokens=options.max_tokens)
    kept = Kept(options.answers or usual_folder())
    kept.prepare()
    model = Model(endpoint, kept)
    # a run that is resumed starts where the last one was handed on, so that nothing may be under way beyond it
    at_once = 1 if getattr(options, "resume", None) else options.at_once
    asked = _or_else(model, coders.coder_named(options.fallback)) if options.fallback else model
    return Chosen(_bound(asked), model, at_once)


def _bound(coder: Coder) -> Coder:
    """The coder with the words of one's own that are in use: threads do not see what is in use where they began."""
    own = active()
    return coder if own is None else coders.with_own(coder, own)


def _shared(options: argparse.Namespace) -> bool:
    """Whether an engine is chosen, or a folder that keeps what was coded."""
    return getattr(options, "engine", None) is not None or getattr(options, "parts", None) is not None


def elsewhere(options: argparse.Namespace, name: str) -> Elsewhere:
    """The engine that the options choose, with a coder of that name; raises EngineMissing where it cannot be had."""
    from counterclaim.engine import SERIAL, engine_named
    from counterclaim.engine.coding import Recipe

    engine = engine_named(options.engine or SERIAL, options.workers, options.address)
    own = active()
    recipe = Recipe(name, options.weights, own.path.absolute() if own is not None else None)
    return Elsewhere(recipe, engine, options.parts)


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


def say_outcomes(batch: Batch, told: Iterable[tuple[str, Outcome]]) -> None:
    """Say of reports, by their places, that nobody could code them, or what of them is missing."""
    for where, done in told:
        if isinstance(done, CounterclaimError):
            batch.refuse(uncoded(where, done))
        else:
            say_what_is_missing(batch, where, done)


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
