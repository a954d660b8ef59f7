"""What all engines share: how much is under way at a time, and what stands where no result came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

AHEAD: Final = 3
"""Inputs under way for each worker: one worked on, one waiting, one being handed over. Memory grows with it."""


@dataclass(frozen=True, slots=True)
class Lost:
    """No result: whatever worked on this input died, each time."""

    tries: int
