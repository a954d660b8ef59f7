"""Writes as many reports as are asked for, drawn from real ones, each with an id of its own, to standard output.

In: sources, a number. Out: one line of JSON a report, in a stream: 1,000,000 reports take no room on disk and 60 MB of
memory here. They are drawn by lot, the same every time, so that a long run meets the same mixture from end to end.

    python tools/many_reports.py 1000000 leads.jsonl.gz | counterclaim code - --format jsonl > claims.jsonl
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import msgspec

from counterclaim.errors import RefusedReport
from counterclaim.model import Report
from counterclaim.reading.interchange import report_to_json
from counterclaim.reading.sources import read

SEED: Final = 20251122
DRAWN_FROM: Final = 40_000
"""Reports of all sources, evenly spread, that are drawn from: what is held in memory."""


def main() -> int:
    """Write the reports."""
    count, sources = int(sys.argv[1]), sys.argv[2:]
    for line in drawn(count, sources):
        sys.stdout.buffer.write(line)
    return 0


def drawn(count: int, sources: list[str]) -> Iterator[bytes]:
    """So many reports, each a line of JSON."""
    found = [_tail(report) for report in read(sources) if not isinstance(report, RefusedReport)]
    found = found[:: max(1, -(-len(found) // DRAWN_FROM))]
    lots = random.Random(SEED)
    for number in range(count):
        yield b'{"id":"r%d",' % number + lots.choice(found)


def _tail(report: Report) -> bytes:
    """The line of a report without the id that opens it."""
    line = msgspec.json.encode(report_to_json(replace(report, id="-")))
    return line.removeprefix(b'{"id":"-",') + b"\n"


if __name__ == "__main__":
    sys.exit(main())
