"""Coverage-guided fuzzing: `python tools/fuzz.py code web --seconds 60`; of every target where none is named.

Needs the extra `fuzz`. What breaks a promise, hangs or takes too much memory is written to tests/fuzzing/found/TARGET,
where `make test` finds it, and fuzzing goes on until the seconds are over. An account of each target is printed, and
kept as a line of JSON where `--account` names a file; the exit status is 1 where anything was found.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

TESTS = Path(__file__).parents[1] / "tests"
FOUND = TESTS / "fuzzing" / "found"
SLOW = 25
"""Seconds after which one input hangs."""
MEMORY = 2048
"""MB."""
LONGEST = 4096
"""Bytes of one input."""
STARTING = 3
"""Seconds below which what is left is not worth another start."""
MOST_STARTS = 20
"""Finds after which a target is given up until they are mended."""


def main() -> int:
    """Fuzz targets one after the other, each in processes of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--corpus", type=Path, help="folder to begin with and to keep what led further")
    parser.add_argument("--account", type=Path, help="file to which each target adds a line of JSON")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        fuzz(options.targets[0], options.seconds, Path(options.inside))
        return 0
    rows = []
    for target in options.targets or names():
        rows.append(row := accounted(target, options.seconds, options.corpus))
        said = "{target:10} {executions:>9,} runs {seconds:>5} s  {edges:>6} edges  {found} found\n".format(**row)
        sys.stdout.write(said)
        sys.stdout.flush()
        if options.account:
            with options.account.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
    return int(any(row["found"] for row in rows))


def names() -> list[str]:
    """All targets, without loading the program here: it has to be loaded watched."""
    listed = (TESTS / "fuzzing" / "targets.py").read_text("utf-8").partition("for each in (")[2].partition(")")[0]
    return re.findall(r"\w+", listed)


def accounted(target: str, seconds: int, corpus: Path | None) -> dict[str, Any]:
    """Fuzz a target until the seconds are over, beginning again after each find; what that came to."""
    found = FOUND / target
    found.mkdir(parents=True, exist_ok=True)
    before, executions, edges, spent, starts = set(found.iterdir()), 0, 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        kept = corpus / target if corpus else Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        while seconds - spent >= STARTING and starts < MOST_STARTS:
            said, starts = inside(target, seconds - spent, kept), starts + 1
            spent += said.seconds
            executions, edges = executions + said.executions, max(edges, said.edges)
    if not any(found.iterdir()):
        found.rmdir()
    new = sorted(path.name for path in set(found.iterdir() if found.exists() else ()) - before)
    return {
        "target": target,
        "executions": executions,
        "seconds": spent,
        "edges": edges,
        "found": len(new),
        "files": new,
    }


class Said(NamedTuple):
    """What one process of the fuzzer came to."""

    executions: int
    edges: int
    seconds: int
    """Of fuzzing alone, without the start."""


def inside(target: str, seconds: int, corpus: Path) -> Said:
    """One process of the fuzzer; what it says is shown where it ended badly."""
    command = [sys.executable, __file__, target, "--seconds", str(seconds), "--inside", str(corpus)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    said = done.stdout.decode("utf-8", "replace")
    began = re.search(r"^BEGAN ([\d.]+)$", said, re.MULTILINE)
    if began is None:
        raise SystemExit(said or f"the fuzzer of {target} did not start")
    if done.returncode:
        sys.stderr.write("".join(line for line in said.splitlines(keepends=True) if not line.startswith(("#", "INFO"))))
    runs = re.findall(r"^#(\d+)", said, re.MULTILINE) + re.findall(r"number_of_executed_units: (\d+)", said)
    edges = [int(each) for each in re.findall(r"cov: (\d+)", said)]
    return Said(max(map(int, runs), default=0), max(edges, default=0), round(time.time() - float(began[1])))


def fuzz(target: str, seconds: int, corpus: Path) -> None:
    """Fuzz one target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["counterclaim"]):
        sys.path.insert(0, str(TESTS))
        from fuzzing.seeds import SEEDS
        from fuzzing.targets import TARGETS
    for number, seed in enumerate(SEEDS[target]):
        (corpus / f"seed{number}").write_bytes(seed)
    flags = [f"-max_total_time={seconds}", f"-timeout={SLOW}", f"-rss_limit_mb={MEMORY}", f"-max_len={LONGEST}"]
    flags += [f"-report_slow_units={SLOW}", "-print_final_stats=1", "-reload=0", f"-artifact_prefix={FOUND / target}/"]
    TARGETS[target](SEEDS[target][0])  # packs and weights are loaded once, which is no time of the first input
    atheris.Setup([sys.argv[0], *flags, str(corpus)], TARGETS[target])
    sys.stdout.write(f"BEGAN {time.time()}\n")
    sys.stdout.flush()
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
