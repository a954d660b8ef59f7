"""Codes reports with an engine: located reports enter, each leaves in its order with what became of it.

Reports are cut into parts of equal number; a part is what a worker is handed, and what is kept (`parts`) where somebody
names a folder. A report that takes its worker down is refused in one line; the others of its part are coded again.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from counterclaim.asking.abreast import Outcome, Row, outcome
from counterclaim.coding import Coder, coders
from counterclaim.engine.engines import Engine
from counterclaim.engine.keeping import sweep
from counterclaim.engine.lost import Lost
from counterclaim.engine.parts import PARTS, Kept, Part, kept_or_made
from counterclaim.errors import WorkerLost
from counterclaim.language.own import OwnWords, read_own
from counterclaim.model import Report

Out = TypeVar("Out")

REPORTS: Final = 400
"""Reports of a part: enough that handing it over costs little, few enough that a lost one does not either."""
PACKAGE: Final = Path(__file__).parents[1]
ROOMS: Final = ("coding/**/*", "language/**/*", "model/**/*", "reading/**/*")
"""Files that decide what a report claims."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a worker makes its coder: "the learned one, with these weights"."""

    coder: str
    weights: Path | None = None
    config: Path | None = None
    """The words of a newsroom's own that it reads with; None where there are none."""

    def named(self) -> str:
        """What tells its results from those of any other coder: its name, and a digest of all it consists of."""
        own = own_words(self.config)
        name = self.coder if own is None else f"{self.coder}{coders.OWN}{own.digest}"
        known = hashlib.sha256(self.coder.encode() + digest_of(ROOMS))
        if self.weights is not None:
            known.update(_digest(self.weights))
        return f"{name} {known.hexdigest()}"


def coded(
    reports: Iterable[tuple[str, Report]], recipe: Recipe, engine: Engine, folder: Path | None = None
) -> Iterator[Row]:
    """Each report, in order, with what it claims or why nobody could code it.

    With `folder`, parts are kept there under names made of their content, and those that are there are not made again.
    """
    for rows in finished(reports, recipe, engine, tuple, folder):
        yield from rows


def finished(
    reports: Iterable[tuple[str, Report]],
    recipe: Recipe,
    engine: Engine,
    finish: Callable[[tuple[Row, ...]], Out],
    folder: Path | None = None,
) -> Iterator[Out]:
    """What `finish` makes of the rows of each part, in order; it works where they were coded, beside the coder.

    A row is a report with its place and what it claims, or why nobody could code it. What takes long to hand over is
    best not handed over: let `finish`, a function that a module names, make of it what is wanted in the end. A report
    that took its worker down comes to it alone. `folder` as in `coded`.
    """
    keep = Kept(folder, recipe.named()) if folder is not None else None
    if folder is not None:
        sweep(folder)
    return finished_by(reports, partial(code_part, recipe), finish, engine, keep)


def finished_by(
    reports: Iterable[tuple[str, Report]],
    work: Callable[[Part], tuple[Outcome, ...]],
    finish: Callable[[tuple[Row, ...]], Out],
    engine: Engine,
    keep: Kept | None = None,
) -> Iterator[Out]:
    """What `finish` makes of the rows of each part, with another function than a coder's that makes outcomes."""
    ahead: deque[bytes] = deque()

    def parts() -> Iterator[bytes]:
        for part in cut(reports):
            ahead.append(PARTS.packed(part))
            yield ahead[-1]

    make = partial(_made, work, finish, keep)
    for made in engine.map(make, parts()):
        part = ahead.popleft()
        if isinstance(made, Lost):
            yield from _each_alone(PARTS.unpacked(part), make, finish, engine)
        else:
            yield made


def cut(reports: Iterable[tuple[str, Report]]) -> Iterator[Part]:
    """The reports in parts, in order."""
    coming = iter(reports)
    while part := tuple(islice(coming, REPORTS)):
        yield part


def _made(
    work: Callable[[Part], tuple[Outcome, ...]],
    finish: Callable[[tuple[Row, ...]], Out],
    keep: Kept | None,
    handed: bytes,
) -> Out:
    """What is made of one part, in the worker."""
    part = PARTS.unpacked(handed)
    outcomes = work(part) if keep is None else kept_or_made(work, keep, part)
    return finish(tuple(zip_rows(part, outcomes)))


def zip_rows(part: Part, outcomes: tuple[Outcome, ...]) -> Iterator[Row]:
    """The reports of a part, each with its outcome."""
    for (where, report), made in zip(part, outcomes, strict=True):
        yield where, report, made


def code_part(recipe: Recipe, part: Part) -> tuple[Outcome, ...]:
    """What a coder makes of each report of a part."""
    coder = _coder(recipe)
    return tuple(outcome(coder, report) for _, report in part)


@cache
def _coder(recipe: Recipe) -> Coder:
    """The coder of this process: made once."""
    return coders.with_own(coders.coder_named(recipe.coder, recipe.weights), own_words(recipe.config))


@cache
def own_words(config: Path | None) -> OwnWords | None:
    """The words of a newsroom's own, read once in each process."""
    return read_own(config) if config is not None else None


def _each_alone(
    part: Part, make: Callable[[bytes], Out], finish: Callable[[tuple[Row, ...]], Out], engine: Engine
) -> Iterator[Out]:
    """What becomes of a part that could not be coded as a whole: only the reports that are to blame are refused."""
    for row, made in zip(part, engine.map(make, [PARTS.packed((row,)) for row in part]), strict=True):
        yield finish(((*row, WorkerLost(made.tries)),)) if isinstance(made, Lost) else made


def digest_of(patterns: Iterable[str]) -> bytes:
    """What tells the package's files that fit any of these patterns from all others: 32 bytes."""
    known = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in PACKAGE.glob(pattern)}):
        if path.is_file() and "__pycache__" not in path.parts:
            known.update(str(path.relative_to(PACKAGE)).encode() + b"\x1f" + _digest(path))
    return known.digest()


def _digest(path: Path) -> bytes:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
