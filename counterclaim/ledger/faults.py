"""What a check finds wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a ledger: "claims 17: is not as it was written (commit 3)"."""

    where: str
    """The row, commit or part of the file."""
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"
