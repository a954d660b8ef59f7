"""The learned coder as it is installed here: the judge, with the encoder as its second reader where that is installed.

A file of weights enters, or none for those that the package brings; a coder leaves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from counterclaim.coding.judge.candidates import Candidates, asked_of, claims_of_rules
from counterclaim.coding.judge.hints import ORDER, Hint, Hints
from counterclaim.coding.judge.judging import Judge, SecondReader
from counterclaim.coding.judge.weights import load

ENCODER: Final = "counterclaim.coding.encoder"
NEEDED: Final = ("onnxruntime", "numpy", "threadpoolctl")
"""Packages of the extra `learned`. Without them the judge judges alone."""


def coder(weights: Path | None = None) -> Judge:
    """The learned coder; raises `WeightsRefused` where what it has learned cannot be used."""
    learned = load(weights)
    return Judge(learned, second_reader() if learned.with_hints is not None else None)


def second_reader() -> SecondReader | None:
    """The encoder, where what it needs is installed; it is loaded when it first reads."""
    lacking = any(find_spec(name) is None for name in (*NEEDED, ENCODER))
    return None if lacking else _hints


def _hints(found: Candidates) -> Hints:
    # numpy alone takes a tenth of a second, and begins threads, beside which no worker can be forked
    reader, heads = (import_module(f"{ENCODER}.{name}") for name in ("reader", "heads"))
    order = [heads.STANCE_NAMES.index(stance) for stance in ORDER]
    seen = reader.read(found.report, claims_of_rules(found), asked_of(found), found.heard)
    proposals, asked = (tuple(_hint(each, order) for each in some) for some in (seen.proposals, seen.asked))
    return Hints(proposals, asked)


def _hint(seen: Any, order: Sequence[int]) -> Hint:
    """A hint as the judge reads it: stances in its own order."""
    stances: Mapping[str, Sequence[float]] = {
        party: [chances[at] for at in order] for party, chances in seen.stance.items()
    }
    return Hint(
        seen.start, seen.end, seen.event, seen.p, seen.speaker, stances, seen.actor, seen.target, seen.unit, seen.count
    )
