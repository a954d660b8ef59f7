"""The coders there are, by name, and which of them codes where nobody chooses.

In: the name of a coder, or a coder of the caller's own. Out: a function from a report to what it claims.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module, resources
from pathlib import Path
from typing import Final

import msgspec

from counterclaim.coding import coder as rules
from counterclaim.coding.coder import Coded
from counterclaim.errors import CoderMissing
from counterclaim.language.own import FILE, OwnWords, active, using
from counterclaim.model import Claim, Report

Coder = Callable[[Report], Coded]
"""A coder: everything one report claims; raises `UnknownLanguage` where it cannot read the report."""
RULES: Final = "rules"
LEARNED: Final = "learned"
LLM: Final = "llm"
NAMES: Final = (RULES, LEARNED, LLM)
OWN: Final = "+own."
"""Stands in the name of a coding before the digest of a newsroom's own words."""
MEASURED: Final = "measured.json"
JUDGE: Final = "counterclaim.coding.judge.learned"
"""The module of the coder that learns: imported only where it codes."""


class Measured(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What decides between coders: "on these reports, which none of them had seen, core F1 is 0.53"."""

    on: str
    """The reports that all of them were measured on, in words."""
    core: dict[str, float]
    """Core F1 by name of the coder, 0 to 1. A coder that asks an address has no place here."""


def code(report: Report, coder: str | Coder | None = None) -> tuple[Claim, ...]:
    """The claims of one report, in the order of `Coded.claims`; raises `UnknownLanguage` and `CoderMissing`."""
    return coded(report, coder).claims


def coded(report: Report, coder: str | Coder | None = None) -> Coded:
    """What one report claims, by a named coder, by one of the caller's own, or by the default.

    Raises `UnknownLanguage` where it cannot be read, `CoderMissing` where the coder cannot be had.
    """
    chosen = default() if coder is None else coder
    return (coder_named(chosen) if isinstance(chosen, str) else chosen)(report)


def coder_named(name: str, weights: Path | None = None) -> Coder:
    """The coder of that name; `weights`: what the learned one has learned, where it is not what the package brings.

    Raises `CoderMissing` and `WeightsRefused` where it cannot be had here.
    """
    if name == RULES:
        return rules.coded
    if name == LEARNED:
        return _learned(weights)
    if name == LLM:
        raise CoderMissing(name, "asks an address that somebody has to name", "make one with counterclaim.asking.Model")
    raise CoderMissing(name, "is not known", f"use one of {', '.join(NAMES)}")


def with_own(coder: Coder, own: OwnWords | None) -> Coder:
    """The coder that always reads with these words of one's own, or with none, in whatever thread it is called."""

    def coded(report: Report) -> Coded:
        with using(own):
            return coder(report)

    return coded


def recorded_name(name: str) -> str:
    """The name under which a coding is kept: with the digest of the words of one's own, where they are in use."""
    own = active()
    return f"{name}{OWN}{own.digest}" if own is not None else name


def coder_recorded(name: str) -> Coder:
    """The coder of a name that a coding was kept under; raises CoderMissing where it cannot be had here.

    One that had words of one's own needs the same words in use; one that had none is read without any.
    """
    base, mark, digest = name.partition(OWN)
    own = active() if mark else None
    if mark and (own is None or own.digest != digest):
        what = f"read with words of its own, of a {FILE} with digest {digest}"
        raise CoderMissing(name, what, "name that file with --config")
    return with_own(coder_named(base), own)


@cache
def default() -> str:
    """The coder that codes where nobody chooses one: of those installed the one that measured best."""
    core = measured().core
    return max((name for name in core if _installed(name)), key=lambda name: core[name], default=RULES)


@cache
def measured() -> Measured:
    """What was measured of the coders that can be the default. It is written down, not found out while coding."""
    return msgspec.json.decode(resources.files(__package__).joinpath(MEASURED).read_bytes(), type=Measured)


def _installed(name: str) -> bool:
    """Whether a coder is there. One that is there and damaged is not passed over: whoever codes is told."""
    try:
        coder_named(name)
    except CoderMissing:
        return False
    return True


def _learned(weights: Path | None) -> Coder:
    """The coder that learns, once it is there. Raises CoderMissing."""
    try:
        learned = import_module(JUDGE)
    except ModuleNotFoundError as missing:
        if missing.name is None or not JUDGE.startswith(missing.name):
            raise
        raise CoderMissing(LEARNED, "needs its weights, which are not installed", f"use {RULES}") from None
    coder: Coder = learned.coder(weights)
    return coder
