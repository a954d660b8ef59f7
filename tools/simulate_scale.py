"""Simulates archives that nobody has here: `python tools/simulate_scale.py tools/scale_measured.jsonl REPORTS...`.

In: what `tools/measure_scale.py` measured, and numbers of reports. Out: Markdown tables: what each stage costs for a
million reports and how it grows, and for each number of reports its parts, bytes, worst block, memory and hours. It
multiplies what was measured; what it assumes stands in `Archive` and is printed below the tables.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from counterclaim.engine.bundles import SHARDS
from counterclaim.engine.coding import REPORTS
from counterclaim.reconciliation.blocks import windows

CORES: Final = (16, 256, 4096)
SHARED: Final = ("code", "parts", "sort", "reconcile")
"""Stages that workers share; the others are one process."""
YEARS: Final = 10
"""Years that an archive covers: more reports are more outlets, not more days."""
CLAIM_BYTES: Final = 2_000
"""Of memory for each claim of a shard while it is reconciled, with its questions: 1.8 GB for a million measured."""
MILLION: Final = 1_000_000
NAMES: Final = {".parquet": "parts", ".claims": "claims between the rounds", ".questions": "questions"}


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive of so many reports, from what was measured on a smaller one."""

    reports: int
    measured: dict[str, Any]
    """The largest measurement: its rates hold for every report."""
    corpora: dict[str, Any]
    """What is known of the corpora: reports, days, the largest blocks."""

    @property
    def share(self) -> float:
        """How many times the measured archive it is."""
        return self.reports / int(self.measured["reports"])

    @property
    def denser(self) -> float:
        """How many times the reports of a day."""
        return self.reports / (YEARS * 365.25) / (self.corpora["corpora"] / self.corpora["days"])

    def seconds(self, stage: str) -> float:
        """Of one processor."""
        return float(self.measured["seconds"].get(stage, 0.0)) * self.share

    def worst_block(self) -> tuple[str, int, int]:
        """The largest block, its claims, and its claims where its window is a single day with its margins."""
        name, claims = self.corpora["blocks"]["largest"][0]
        length, margin = windows(name.split()[0])
        grown = claims * self.denser
        return name.rsplit(" ", 1)[0], round(grown), round(grown * (1 + 2 * margin) / (length + 2 * margin))

    def hours(self, cores: int) -> float:
        """By the clock: what workers share by their number, and what one process does."""
        shared = sum(self.seconds(stage) for stage in SHARED)
        alone = sum(self.seconds(stage) for stage in self.measured["seconds"] if stage not in (*SHARED, "ledger"))
        return (shared / cores + alone) / 3600

    def largest_shard(self) -> int:
        """Claims of the largest shard: an even share of all, or the largest block if that is more."""
        return max(round(self.measured["sent"] * self.share / SHARDS), self.worst_block()[1])


def main() -> None:
    """Print the tables."""
    lines = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    measured = sorted((line for line in lines if "seconds" in line), key=lambda line: line["reports"])
    corpora = next(line for line in lines if "corpora" in line)
    archives = [Archive(int(number), measured[-1], corpora) for number in sys.argv[2:]]
    sys.stdout.write("\n".join((*stages(measured), "", *simulated(archives, measured[-1]))) + "\n")


def stages(measured: Sequence[dict[str, Any]]) -> Iterable[str]:
    """What each stage costs for a million reports, and the exponent with which it grows."""
    yield "| stage | " + " | ".join(f"{line['reports']:,} reports" for line in measured) + " | a million | grows with |"
    yield "|---" * (len(measured) + 3) + "|"
    for stage in measured[0]["seconds"]:
        told = [(line["reports"], line["seconds"][stage]) for line in measured if line["seconds"].get(stage)]
        if len(told) > 1:
            each = " | ".join(f"{seconds:,.2f} s" for _, seconds in told) + " |" * (len(measured) - len(told))
            yield f"| {stage} | {each} | {told[-1][1] * MILLION / told[-1][0]:,.0f} s | n^{exponent(told):.2f} |"


def exponent(told: Sequence[tuple[int, float]]) -> float:
    """The slope of the logarithms between the two largest numbers: small ones are noise."""
    (first, low), (last, high) = told[-2], told[-1]
    return math.log(high / low) / math.log(last / first)


def simulated(archives: Sequence[Archive], measured: dict[str, Any]) -> Iterable[str]:
    """The archives side by side."""
    yield "| of | " + " | ".join(f"{archive.reports:.0e} reports".replace("e+0", "0^") for archive in archives) + " |"
    yield "|---" * (len(archives) + 1) + "|"
    yield row("reports a day", [f"{each.reports / YEARS / 365.25:,.0f}" for each in archives])
    yield row(f"parts of {REPORTS}", [f"{math.ceil(each.reports / REPORTS):,}" for each in archives])
    yield row("claims", [f"{measured['claims'] * each.share:,.0f}" for each in archives])
    for kind, called in NAMES.items():
        yield row(f"GB of {called}", [f"{measured['bytes'][kind] * each.share / 1e9:,.0f}" for each in archives])
    yield row("worst block", [f"{each.worst_block()[0]}: {each.worst_block()[1]:,} claims" for each in archives])
    yield row("the same in windows of one day", [f"{each.worst_block()[2]:,} claims" for each in archives])
    yield row(
        "GB of memory for the largest shard", [f"{each.largest_shard() * CLAIM_BYTES / 1e9:,.1f}" for each in archives]
    )
    for cores in CORES:
        yield row(f"hours on {cores:,} cores", [f"{each.hours(cores):,.1f}" for each in archives])
    yield row("of that in one process", [f"{each.hours(10**12):,.1f}" for each in archives])


def row(name: str, values: Iterable[str]) -> str:
    """A line of a table."""
    return f"| {name} | " + " | ".join(values) + " |"


if __name__ == "__main__":
    main()
