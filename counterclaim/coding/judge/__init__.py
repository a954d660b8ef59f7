"""Judges what the rules propose: candidates of a report enter, claims with a confidence leave."""

from counterclaim.coding.judge.judging import Judge
from counterclaim.coding.judge.weights import load

__all__ = ["Judge", "load"]
