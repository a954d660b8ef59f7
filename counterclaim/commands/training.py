"""`counterclaim train`: makes the weights of the learned coder, from coded reports or from what a newsroom reviewed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from counterclaim.batch import DONE
from counterclaim.terminal import Output

SHARED: Final = Path("../shared")
"""Where the hand-coded reports lie beside a checkout."""


def train_judge(options: argparse.Namespace, output: Output) -> int:
    """Train, and write the weights and their card."""
    from counterclaim.coding.judge import weights
    from counterclaim.training import teaching

    def progress(step: str) -> None:
        output.progress.show(step)

    if options.reviews:
        pairs = zip(options.items, options.reviews, strict=True)
        reviews = [example for items, claims in pairs for example in teaching.reviews_of(items, claims)]
        body = teaching.taught_on(weights.read(options.start or weights.OWN), reviews, progress)
    else:
        examples = teaching.examples_of(options.gold, options.corpora, options.own)
        body = teaching.taught(examples, teaching.hints_of(options.hints) if options.hints else None, progress)
    teaching.write(options.weights, body)
    output.say(f"{options.weights}: written, with its card beside it")
    return DONE


def wrong_reviews(options: argparse.Namespace) -> str | None:
    """What is wrong with the files of reviews, in words, or None."""
    if hasattr(options, "reviews") and len(options.reviews) != len(options.items):
        return "--reviews needs as many --items: the reports of each file of reviewed claims"
    return None


def add_train(commands: Any) -> None:
    """Add the command to a command line."""
    command = commands.add_parser("train", help="make the weights of the learned coder (needs counterclaim[train])")
    command.add_argument("--weights", type=Path, required=True, metavar="FILE", help="write the weights there")
    command.add_argument(
        "--reviews", type=Path, nargs="+", default=[], metavar="FILE",
        help="claims that people accepted, in the form of the gold: go on from there, and make a judge of your own",
    )  # fmt: skip
    command.add_argument("--items", type=Path, nargs="+", default=[], metavar="FILE", help="the reviewed reports")
    command.add_argument("--start", type=Path, metavar="FILE", help="weights that reviews go on from; default: ours")
    command.add_argument(
        "--gold", type=Path, default=SHARED / "gold", metavar="FOLDER", help="hand-coded sets (default: %(default)s)"
    )
    command.add_argument(
        "--corpora", type=Path, default=SHARED / "corpora", metavar="FOLDER", help="default: %(default)s"
    )
    command.add_argument("--own", type=Path, metavar="FOLDER", help="coded reports as offsets into the corpora")
    command.add_argument("--hints", type=Path, metavar="FOLDER", help="what an encoder makes of reports it did not see")
    command.set_defaults(run=train_judge)
