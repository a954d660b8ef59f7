"""Measures all coders on the same reports, and writes down what they reached: `make quality`.

    python -m counterclaim.quality [--coder NAME ...] [--endpoint URL --model NAME] [--page]
        [--shared FOLDER] [--own FOLDER] [--coded FOLDER]

Enters: hand-coded reports. Leaves: `quality.json` in this package, and `docs/quality.md` drawn from it; `--page` draws
without measuring. Exit status 2 where the reports cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from counterclaim.asking import Endpoint, Kept, Model
from counterclaim.asking.kept import usual_folder
from counterclaim.coding import coders
from counterclaim.coding.judge import load
from counterclaim.errors import CoderMissing, CounterclaimError
from counterclaim.quality import measuring
from counterclaim.quality.measuring import Quality
from counterclaim.quality.page import page
from counterclaim.training.teaching import examples_of

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / "docs" / "quality.md"
AT_ONCE: Final = 4
"""Reports about which a language model is asked at a time."""
MEASURED: Final = (coders.RULES, coders.LEARNED)
"""Coders that can be measured without asking anybody."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write down, draw the page; 0, or 2 where the reports cannot be read."""
    parser = argparse.ArgumentParser(prog="quality", description="Measures all coders and draws docs/quality.md.")
    parser.add_argument("--coder", action="append", choices=MEASURED, help="measure this one alone")
    parser.add_argument("--endpoint", metavar="URL", help="also measure a language model there: it is sent all reports")
    parser.add_argument("--model", metavar="NAME", default="", help="its name")
    parser.add_argument("--page", action="store_true", help="draw the page from what was measured last")
    for option, folder, what in (
        ("--shared", ROOT.parent / "shared", "hand-coded sets and corpora"),
        ("--own", ROOT / "tests" / "gold", "the sets that travel with the tests"),
        ("--coded", ROOT / "training" / "own", "coded reports as offsets into the corpora"),
    ):
        parser.add_argument(option, type=Path, default=folder, metavar="FOLDER", help=what)
    options = parser.parse_args(arguments)
    try:
        if not options.page:
            measuring.write(_measured(_asked(options), options))
        PAGE.write_text(page(measuring.read()), "utf-8")
    except CounterclaimError as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0


def _asked(options: argparse.Namespace) -> dict[str, coders.Coder]:
    """The coders to measure, by name: those that are installed, and a model where an address of one is given."""
    found: dict[str, coders.Coder] = {}
    for name in options.coder or MEASURED:
        try:
            found[name] = coders.coder_named(name)
        except CoderMissing as missing:
            print(missing, file=sys.stderr)
    if options.endpoint:
        found[f"llm {options.model}"] = Model(Endpoint(options.endpoint, options.model), Kept(usual_folder()))
    return found


def _measured(asked: Mapping[str, coders.Coder], options: argparse.Namespace) -> Quality:
    """These coders measured; what was measured of others before stays. Raises GoldError."""
    sets = measuring.sets_of(options.shared / "gold", options.own)
    examples = examples_of(options.shared / "gold", options.shared / "corpora", options.coded)
    unknown = [example for example in examples if not example.known]
    before = measuring.read() if measuring.FILE.is_file() else None
    found, unseen, cases = (dict(before.coders), dict(before.unseen), dict(before.cases)) if before else ({}, {}, {})
    for name, coder in asked.items():
        at_once = AT_ONCE if isinstance(coder, Model) else 1
        found[name] = measuring.measure(coder, sets, at_once)
        cases[name] = measuring.on_cases(coder, options.shared / "gold")
        if name == coders.LEARNED:
            unseen |= measuring.told_unseen(load(None).card)
        else:
            unseen[name] = measuring.on_unseen(coder, unknown, at_once)
    return Quality(date.today(), measuring.digests(), found, unseen, cases)


if __name__ == "__main__":
    sys.exit(main())
