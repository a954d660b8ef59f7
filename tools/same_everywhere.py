"""Codes the same reports in every engine, in another order, and with a worker killed midway, and compares the output.

In: sources that `counterclaim code` reads. Out: one line a run with its seconds, lines and digest, and whether the
output is that of the first run: byte for byte, or, where the order was another, line for line; exit status 1 where one
differs.

    python tools/same_everywhere.py leads.jsonl.gz --most 20000

Needs Linux, because it looks for workers in /proc. It knows nothing of what it compares.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from counterclaim.errors import RefusedReport
from counterclaim.reading.interchange import report_to_json
from counterclaim.reading.sources import read

CALL: Final = "import sys; from counterclaim.cli import main; sys.exit(main())"
SEED: Final = 20251122
"""Of the other order."""
AT_ONCE: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Run:
    """One way to code: "two processes, one of them killed when half of the output is there"."""

    engine: str
    workers: int = 0
    shuffled: bool = False
    killed: bool = False

    def name(self) -> str:
        """In words."""
        told = [f"{self.engine} {self.workers}" if self.workers else self.engine]
        return ", ".join(told + ["shuffled"] * self.shuffled + ["one killed"] * self.killed)


@dataclass(frozen=True, slots=True)
class Output:
    """What a run wrote."""

    whole: str
    """Digest of the bytes."""
    lines: str
    """Digest of the lines, whatever their order."""
    count: int
    seconds: float
    killed: int
    """Workers that were killed."""


RUNS: Final = (
    Run("processes", 2),
    Run("processes", 3),
    Run("processes", 2, shuffled=True),
    Run("processes", 2, killed=True),
    Run("ray", 2),
    Run("ray", 2, shuffled=True),
    Run("ray", 2, killed=True),
)


def main() -> int:
    """Run everything; 0 where all outputs are the same."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="same-") as folder:
        plain, shuffled = Path(folder) / "reports.jsonl", Path(folder) / "shuffled.jsonl"
        count = _write(options.sources, plain, shuffled, options.most)
        sys.stdout.write(f"{count:,} reports\n")
        first = _output(Run("serial"), plain, options.coder, 0)
        _say(Run("serial"), first, "")
        same = True
        for run in [each for each in RUNS if each.engine in options.engines][: options.runs]:
            found = _output(run, shuffled if run.shuffled else plain, options.coder, first.count)
            alike = found.lines == first.lines if run.shuffled else found.whole == first.whole
            if run.killed and not found.killed:
                alike = False
            same = same and alike
            _say(run, found, "the same" if alike else "ANOTHER")
    return 0 if same else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("sources", nargs="+", metavar="SOURCE")
    parser.add_argument("--coder", default="rules", choices=("rules", "learned"))
    parser.add_argument("--most", type=int, metavar="N", help="of each source, evenly spread; default: all reports")
    parser.add_argument("--runs", type=int, metavar="N", help="only the first N of those")
    parser.add_argument("--engines", nargs="+", default=["processes", "ray"], choices=("processes", "ray"))
    return parser.parse_args()


def _write(sources: list[str], plain: Path, shuffled: Path, most: int | None) -> int:
    """Write the reports in their order and in another; how many there are."""
    lines = [msgspec.json.encode(report_to_json(report)) for source in sources for report in _reports(source, most)]
    plain.write_bytes(b"".join(line + b"\n" for line in lines))
    random.Random(SEED).shuffle(lines)
    shuffled.write_bytes(b"".join(line + b"\n" for line in lines))
    return len(lines)


def _reports(source: str, most: int | None) -> Iterator[object]:
    found = [report for report in read([source]) if not isinstance(report, RefusedReport)]
    yield from found if most is None or len(found) <= most else found[:: -(-len(found) // most)]


def _output(run: Run, source: Path, coder: str, expected: int) -> Output:
    """Code in a process of its own; where one is to be killed, when half of what is expected is there."""
    command = [sys.executable, "-c", CALL, "code", str(source), "--coder", coder, "--format", "jsonl"]
    if run.engine != "serial":
        command += ["--engine", run.engine, "--workers", str(run.workers)]
    # Ray's workers know of no folder but those
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    began, whole, digests, rest, killed = time.monotonic(), hashlib.sha256(), [], b"", 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as begun:
        assert begun.stdout is not None
        while piece := begun.stdout.read1(AT_ONCE):  # type: ignore[attr-defined]  # a buffered reader has it
            whole.update(piece)
            *lines, rest = (rest + piece).split(b"\n")
            digests += [hashlib.sha256(line).digest() for line in lines]
            if run.killed and not killed and 2 * len(digests) >= expected:
                killed = _kill_worker(begun.pid)
    if begun.returncode not in (0, 1):
        raise SystemExit(f"{run.name()}: ended with {begun.returncode}")
    unordered = hashlib.sha256(b"".join(sorted(digests))).hexdigest()
    return Output(whole.hexdigest(), unordered, len(digests), time.monotonic() - began, killed)


def _kill_worker(process: int) -> int:
    """Kill the busiest worker of a process; how many there were to kill, 0 or 1."""
    found = [each for each in _below(process) if _works(each)]
    if not found:
        return 0
    os.kill(max(found, key=_ticks), signal.SIGKILL)
    return 1


def _below(process: int) -> list[int]:
    """The processes that a process began, and those that they began."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(folder.name))
    found = list(parents.get(process, ()))
    for each in found:
        found += parents.get(each, ())
    return found


def _works(process: int) -> bool:
    """Whether it is one that codes: a worker of Ray that has a task, or a process of ours."""
    called = _called(process)
    return called.startswith("ray::_called") or (CALL in called or "spawn_main" in called)


def _called(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text("utf-8", "replace")
    except OSError:
        return ""


def _ticks(process: int) -> int:
    """Processor time that it has used, in ticks."""
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(told[11]) + int(told[12])


def _say(run: Run, found: Output, said: str) -> None:
    told = f"{run.name():28} {found.seconds:7.1f} s {found.count:9,} lines  {found.whole[:16]}  {said}"
    sys.stdout.write(told.rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
