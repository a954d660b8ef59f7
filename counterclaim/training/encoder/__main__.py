"""`python -m counterclaim.training.encoder`: trains the encoder, and says how far it is."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from counterclaim.coding.encoder.weights import FOLDER
from counterclaim.training.encoder.making import Course, Materials, make
from counterclaim.training.folds import FOLDS

OWN = Path(__file__).parents[3] / "training" / "own"
SHARED = Path(__file__).parents[4] / "shared"
WORK = Path("build") / "encoder"


def main() -> None:
    """Train on everything that is coded, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m counterclaim.training.encoder", description=main.__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with gold/ and corpora/ (%(default)s)")
    parser.add_argument("--own", type=Path, default=OWN, help="folder of further coded claims (%(default)s)")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the weights are written (%(default)s)")
    parser.add_argument("--silver", type=int, default=3000, help="leads of each language coded by the rules first")
    parser.add_argument("--epochs", type=int, default=4, help="times over the coded reports (%(default)s)")
    parser.add_argument("--work", type=Path, default=WORK, help="what is done so far, to go on from (%(default)s)")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="fit this fold alone, and write no weights yet")
    options = parser.parse_args()
    today = datetime.now(UTC).date().isoformat()
    course = Course(options.silver, options.epochs, today, options.work, options.fold)
    make(Materials(options.shared, options.own), options.out, course, _teller())


def _teller() -> Callable[[str], None]:
    start = time.monotonic()

    def tell(line: str) -> None:
        sys.stderr.write(f"{time.monotonic() - start:6.0f} s  {line}\n")

    return tell


if __name__ == "__main__":
    main()
