"""Exports a ledger in its forms and says what came of it: `python tools/bench_exports.py LEDGER [FORM ...]`.

For each form: rows, findings of its validator, fields that differ once read back, seconds by the clock and of the
processor, and the most memory that was resident. Each export is a process of its own, one after the other.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path

from counterclaim.exports import published, tables
from counterclaim.exports.back import claim_of
from counterclaim.exports.columns import TABLES
from counterclaim.exports.forms import form, names
from counterclaim.ledger import Ledger
from counterclaim.ledger.bulk import Selection, claims_of
from counterclaim.model import Claim

OWN = {"jsonld": "linkedcheck", "ftm": "ftm", "hxl": "hxl", "geojson": "geojson"}
"""Forms that have a validator in a module of their own."""
ROUND_TRIP = 200_000
"""Claims above which reading back is left out: it keeps them all."""


def main() -> None:
    """Export, validate, compare."""
    ledger = Path(sys.argv[1])
    sys.stdout.write("form | rows | findings | fields that differ | seconds | processor | MB resident | MB written\n")
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[2:] or [each for each in names() if not form(each).one_question]:
            out = Path(folder) / f"export{form(name).ending}"
            rows, clock, processor, resident = exported(ledger, name, out)
            found = sum(1 for _ in findings(name, out))
            apart = differing(ledger, out) if name.startswith("claims.") and rows <= ROUND_TRIP else "-"
            size = out.stat().st_size / 1e6
            told = f"{clock:.1f} | {processor:.1f} | {resident:.0f} | {size:.1f}"
            sys.stdout.write(f"{name} | {rows:,} | {found:,} | {apart} | {told}\n")
            sys.stdout.flush()
            out.unlink()


CHILD = """
import re, sys
from pathlib import Path
from counterclaim.cli import main
status = main(sys.argv[2:])
Path(sys.argv[1]).write_text(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
sys.exit(status)
"""
"""What the process of one export runs: it writes down how much memory was resident at most, in kilobytes."""


def exported(ledger: Path, name: str, out: Path) -> tuple[int, float, float, float]:
    """Rows written, seconds by the clock and of the processor, and megabytes resident."""
    losses, memory = out.with_suffix(".losses"), out.with_suffix(".memory")
    command = ["export", str(ledger), "--as", name, "--out", str(out), "--losses", str(losses)]
    start = time.monotonic()
    silent = [(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    words = [sys.executable, "-c", CHILD, str(memory), *command]
    _, status, used = os.wait4(os.posix_spawn(sys.executable, words, os.environ, file_actions=silent), 0)
    if status:
        sys.exit(f"{name}: export failed")
    rows = json.loads(losses.read_text("utf-8").splitlines()[0])["rows"]
    return rows, time.monotonic() - start, used.ru_utime + used.ru_stime, int(memory.read_text()) / 1e3


def findings(name: str, path: Path) -> Iterator[str]:
    """What is wrong with a file; of our own tables, rows that cannot be read back."""
    if name in OWN:
        yield from import_module(f"counterclaim.exports.{OWN[name]}").findings(path)
    elif name.partition(".")[0] in TABLES:
        for _ in tables.read_rows(path, name.partition(".")[0]):
            pass
    else:
        yield from published.findings(name, path)


def differing(ledger: Path, path: Path) -> int:
    """How many fields of claims differ once they are read back."""
    back = {row["id"]: claim_of(row) for row in tables.read_rows(path, "claims")}
    with Ledger(ledger) as opened:
        claims = [stored for stored, _ in claims_of(opened, Selection())]
    missing = len(claims) - len(back)
    return missing + sum(
        getattr(back[stored.id], each.name) != getattr(stored.claim, each.name)
        for stored in claims
        for each in fields(Claim)
    )


if __name__ == "__main__":
    main()
