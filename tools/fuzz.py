"""Coverage-guided fuzzing of one target: `python tools/fuzz.py code --seconds 60`. Needs the extra `fuzz`.

What breaks a promise, hangs or takes too much memory is written to tests/fuzzing/found/TARGET, where
`make test` finds it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

TESTS = Path(__file__).parents[1] / "tests"
SLOW = 25
"""Seconds after which one input hangs."""
MEMORY = 2048
"""MB."""

with atheris.instrument_imports(include=["counterclaim"]):
    sys.path.insert(0, str(TESTS))
    from fuzzing.seeds import SEEDS
    from fuzzing.targets import TARGETS


def main() -> None:
    """Fuzz one target for so many seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    found = TESTS / "fuzzing" / "found" / options.target
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(SEEDS[options.target]):
            (Path(corpus) / str(number)).write_bytes(seed)
        flags = [f"-max_total_time={options.seconds}", f"-timeout={SLOW}", f"-rss_limit_mb={MEMORY}", "-max_len=4096"]
        atheris.Setup([sys.argv[0], *flags, f"-artifact_prefix={found}/", corpus], TARGETS[options.target])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
