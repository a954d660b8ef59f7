"""The learned coder as it is installed here: the judge, with a second reader where there is one.

A file of weights enters, or none for those that the package brings; a coder leaves.
"""

from __future__ import annotations

from pathlib import Path

from counterclaim.coding.judge.judging import Judge
from counterclaim.coding.judge.weights import load


def coder(weights: Path | None = None) -> Judge:
    """The learned coder; raises `WeightsRefused` where what it has learned cannot be used."""
    return Judge(load(weights))
