"""Most memory that coding takes, by number of reports: the process that writes, and its largest worker.

In: numbers of reports, sources to draw them from (`many_reports.py`). Out: a line for each number, with the most that
was resident in MB, and the ratio to the first. Reports come through a pipe, claims go nowhere.

    python tools/memory.py 10000,1000000 leads.jsonl.gz --workers 2
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

CALL: Final = "import sys; from counterclaim.cli import main; sys.exit(main())"
LOOKED: Final = 0.2
"""Seconds between two looks at the processes."""


def main() -> int:
    """Measure each number."""
    parser = argparse.ArgumentParser()
    parser.add_argument("counts", metavar="N,N,...")
    parser.add_argument("sources", nargs="+", metavar="SOURCE")
    parser.add_argument("--workers", type=int, default=0, help="processes; default: this one alone (serial)")
    parser.add_argument("--coder", default="rules")
    options = parser.parse_args()
    first: tuple[float, float] | None = None
    for count in map(int, options.counts.split(",")):
        begun = time.monotonic()
        own, worker = measured(count, options.sources, options.workers, options.coder)
        first = first or (own, worker)
        told = f"{count:9,} reports  {time.monotonic() - begun:6.0f} s  {own:6.1f} MB ({own / first[0]:.2f})"
        if worker:
            told += f"  worker {worker:6.1f} MB ({worker / first[1]:.2f})"
        sys.stdout.write(told + "\n")
        sys.stdout.flush()
    return 0


def measured(count: int, sources: list[str], workers: int, coder: str) -> tuple[float, float]:
    """The most that the process that writes had resident, and the largest worker (0 without any), in MB."""
    draw = [sys.executable, str(Path(__file__).with_name("many_reports.py")), str(count), *sources]
    code = [sys.executable, "-c", CALL, "code", "-", "--coder", coder, "--format", "jsonl"]
    if workers:
        code += ["--engine", "processes", "--workers", str(workers)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    own = worker = 0.0
    with (
        subprocess.Popen(draw, stdout=subprocess.PIPE, env=environment) as drawing,
        subprocess.Popen(code, stdin=drawing.stdout, stdout=subprocess.DEVNULL, env=environment) as coding,
    ):
        if drawing.stdout is not None:
            drawing.stdout.close()
        while coding.poll() is None:
            own = max(own, resident(coding.pid))
            worker = max([worker, *(resident(child) for child in children(coding.pid))])
            time.sleep(LOOKED)
    if coding.returncode:
        raise SystemExit(f"coding ended with {coding.returncode}")
    return own, worker


def resident(process: int) -> float:
    """The most that a process has had resident, in MB; 0 where it is gone."""
    try:
        told = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    found = [line.split()[1] for line in told.splitlines() if line.startswith("VmHWM")]
    return int(found[0]) / 1024 if found else 0.0


def children(process: int) -> list[int]:
    """The processes that it began."""
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


if __name__ == "__main__":
    sys.exit(main())
