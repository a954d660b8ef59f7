"""What was measured, as it is kept in `benchmarks.json` beside this module and drawn by `page`."""

from __future__ import annotations

import os
import platform
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from counterclaim.errors import GoldError

FILE: Final = Path(__file__).with_name("benchmarks.json")
AUTOMATON: Final = "automaton"
"""Name of the stage that all others are compared with."""
RULES: Final = "coding, rules"
"""Name of the stage that peers are compared with."""


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One stage, or one peer, on some texts: "coding English leads took 0.4 seconds, the median of five passes"."""

    what: str
    """Stage, or what the peer does."""
    lang: str
    """Language of the texts; empty where they are of several."""
    texts: str
    """`leads` or `articles`."""
    reports: int
    words: int
    """Of their stored texts, split at white space."""
    seconds: float
    """Median of a pass over all of them, by the clock."""
    found: int
    """What came out: claims, times, quotations, pairs; 0 where that says nothing."""
    peer: str = ""
    """Name of the peer; empty for a stage of ours."""
    ours: float = 0.0
    """Seconds that coding took on the same texts in the same rounds; 0 for a stage of ours."""

    @property
    def words_per_second(self) -> float:
        """Words by seconds; 0 where there was nothing to time."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def times_faster(self) -> float:
        """How many times as many words a second coding does; 0 for a stage of ours."""
        return self.seconds / self.ours if self.ours else 0.0


class Pairs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way of finding near-duplicates: "this one found 96 of 98 pairs in half a second"."""

    way: str
    reports: int
    seconds: float
    found: int
    """Pairs of reports that are near-duplicates by the test that all ways share."""
    of: int
    """Pairs that the comparison of all with all finds."""
    looked_at: int
    """Pairs that were compared."""


class Start(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What it costs to get ready in one language, interpreter aside."""

    lang: str
    seconds: float
    resident_mb: float


class Machine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where it was measured."""

    processor: str
    cores: int
    system: str
    python: str


class Benchmarks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that was measured in one run."""

    measured: date
    rounds: int
    """Passes of each of our stages, interleaved, whose median counts."""
    peer_rounds: int
    """The same where a peer takes part."""
    machine: Machine
    versions: dict[str, str]
    """Of all packages that took part."""
    starts: tuple[Start, ...]
    rows: tuple[Row, ...]
    pairs: tuple[Pairs, ...]
    missing: dict[str, str]
    """Peers that could not take part, and why."""

    def row(self, what: str, lang: str, texts: str) -> Row | None:
        """A stage of ours on some texts; None where it was not measured."""
        found = (row for row in self.rows if (row.what, row.lang, row.texts, row.peer) == (what, lang, texts, ""))
        return next(found, None)

    def to_automaton(self, row: Row) -> float:
        """How many times as long as the automaton pass alone a row takes for each word of the same kind of texts."""
        alone = self.row(AUTOMATON, row.lang, row.texts)
        if alone is None or not (alone.seconds and row.words):
            return 0.0
        return (row.seconds / row.words) / (alone.seconds / alone.words)


def machine() -> Machine:
    """This machine."""
    return Machine(
        processor(),
        os.cpu_count() or 1,
        f"{platform.system()} {platform.release()}",
        f"{platform.python_implementation()} {platform.python_version()}",
    )


def processor() -> str:
    """The name of the processor, as far as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown processor")


def write(found: Benchmarks, path: Path = FILE) -> None:
    """Write down what was measured."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


def read(path: Path = FILE) -> Benchmarks:
    """What was measured and kept last. Raises GoldError."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Benchmarks)
    except (OSError, msgspec.DecodeError) as fault:
        raise GoldError(f"{path}: no figures of this version ({fault}); run make bench BENCH=--keep") from None
