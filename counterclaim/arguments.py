"""What a command line may say: groups of options that several commands share, and what their words must be.

In: words of the command line. Out: values that are right, or an argparse error that says what to write.
"""

from __future__ import annotations

import argparse
import codecs
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Final

from counterclaim.errors import RefusedReport
from counterclaim.reading.interchange import check_published
from counterclaim.reading.material import Limits
from counterclaim.reading.tables import FIELDS

PATHS_HELP: Final = (
    "files (.txt .md .html .jsonl .json .csv .parquet .rss .atom .warc .zip .tar, plain, .gz or .zst), folders, "
    "http(s) addresses; - for standard input"
)
LLM: Final = "llm"
CONFIG: Final = "counterclaim.toml"
"""What a newsroom's own words stand in, in the working directory; a test holds it to what reads it."""
CODERS: Final = ("rules", "learned", LLM)
"""Coders that a command line can name; a test holds them to those there are."""
SERIAL, PROCESSES, RAY = "serial", "processes", "ray"
ENGINES: Final = (SERIAL, PROCESSES, RAY)
"""Engines that a command line can name; a test holds them to those there are."""


def add_coder(command: argparse.ArgumentParser) -> None:
    """Options by which a command chooses who codes."""
    command.add_argument("--coder", choices=CODERS, help="who codes; default: what measures best of what is installed")
    command.add_argument(
        "--weights",
        type=Path,
        metavar="FILE",
        help="what the learned coder has learned, by counterclaim train",
    )
    model = command.add_argument_group("the coder llm", "asks a language model at an address of yours, and nobody else")
    model.add_argument("--endpoint", metavar="URL", help="an OpenAI-compatible address, as in http://localhost:8080/v1")
    model.add_argument("--model", metavar="NAME", help="the name of the model there")
    model.add_argument(
        "--key-variable", default="COUNTERCLAIM_KEY", metavar="NAME",
        help="variable of the environment that holds the key, where one is needed (default: COUNTERCLAIM_KEY)",
    )  # fmt: skip
    model.add_argument("--answers", type=Path, metavar="FOLDER", help="keep answers there, not in your cache folder")
    model.add_argument("--at-once", type=positive, default=4, metavar="N", help="reports under way (default: 4)")
    model.add_argument("--wait", type=positive, default=120, metavar="SECONDS", help="for one answer (default: 120)")
    model.add_argument("--max-tokens", type=positive, default=4096, metavar="N", help="of one answer (default: 4096)")
    model.add_argument("--fallback", choices=("rules",), help="who codes what the model could not")


def add_engine(command: argparse.ArgumentParser) -> None:
    """Options by which a command chooses where reports are coded."""
    where = command.add_argument_group("where reports are coded", "the output is the same everywhere")
    where.add_argument("--engine", choices=ENGINES, help="here (serial), in processes, or on Ray; default: serial")
    where.add_argument("--workers", type=positive, metavar="N", help="processes; default: as many as there are cores")
    where.add_argument("--address", metavar="ADDRESS", help="of a running Ray cluster; without it Ray starts here")
    where.add_argument(
        "--parts", type=Path, metavar="FOLDER", help="keep what was coded there, and go on from what is there"
    )


def wrong_engine(options: argparse.Namespace) -> str | None:
    """What is wrong with the choice of an engine, in words, or None."""
    engine = getattr(options, "engine", None)
    if hasattr(options, "from_parts") and bool(options.paths) == (options.from_parts is not None):
        return "name sources, or a folder of --from-parts" + (", not both" if options.paths else "")
    if getattr(options, "address", None) and engine != RAY:
        return f"--address is for --engine {RAY} alone"
    if getattr(options, "workers", None) and engine in (None, SERIAL):
        return f"--workers needs --engine {PROCESSES} or {RAY}"
    if engine in (PROCESSES, RAY) or getattr(options, "parts", None):
        if options.coder == LLM:
            return f"--coder {LLM} asks several reports at once by itself: write --at-once N"
        if options.resume:
            return "--resume follows one report after the other; write --parts FOLDER to go on after a stop"
    return None


def wrong_coder(options: argparse.Namespace) -> str | None:
    """What is wrong with the choice of a coder, in words, or None."""
    if not hasattr(options, "endpoint"):
        return None
    named = [option for option in ("endpoint", "model", "answers", "fallback") if getattr(options, option) is not None]
    if options.weights is not None and options.coder not in (None, "learned"):
        return "--weights is for --coder learned alone"
    if options.coder != LLM:
        return f"--{named[0]} is for --coder {LLM} alone" if named else None
    missing = [option for option in ("endpoint", "model") if option not in named]
    return f"--coder {LLM} needs --{missing[0]}: it asks no address but yours" if missing else None


def add_config(top: argparse.ArgumentParser) -> None:
    """Give every command below the option that names a newsroom's own words."""
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                add_config(command)
            return
    top.add_argument(
        "--config", type=Path, metavar="FILE",
        help=f"parties, names, outlets, places and figure rules of your own (default: {CONFIG} here, if there is one)",
    )  # fmt: skip


def config_path(options: argparse.Namespace) -> Path | None:
    """The file of a newsroom's own words that is named, or that lies in the working directory; None without one."""
    named: Path | None = getattr(options, "config", None)
    return named or (Path(CONFIG) if Path(CONFIG).is_file() else None)


def add_reports(command: argparse.ArgumentParser, least: str = "+") -> None:
    """The sources of a command (`least`: "*" where there may be none), and options that say how they are read."""
    command.add_argument("paths", nargs=least, metavar="SOURCE", help=PATHS_HELP)
    command.add_argument("--published", type=_date, metavar="DATE", help="date of reports that give none (2020-09-28)")
    command.add_argument("--outlet", metavar="NAME", help="outlet of reports that give none")
    command.add_argument(
        "--lang", metavar="CODE", help="language of all reports; without it what each says, or what its text tells"
    )
    command.add_argument(
        "--columns",
        type=_columns,
        default={},
        metavar="FIELD=COLUMN,...",
        help="columns of tables, as in text=body,title=head",
    )
    command.add_argument("--encoding", type=_encoding, metavar="NAME", help="encoding of what does not say its own")
    command.add_argument("--follow", action="store_true", help="also fetch the pages that feeds name")
    command.add_argument("--allow-private", action="store_true", help="fetch from private and local addresses too")
    command.add_argument("--contact", metavar="WHO", help="mail or page by which publishers reach you")
    command.add_argument("--refused", type=Path, metavar="FILE", help="keep every refusal there, as JSON lines")
    command.add_argument("--resume", type=Path, metavar="FILE", help="go on where the run that wrote this file ended")
    command.add_argument("--progress", action="store_true", help="say how far it is where no terminal shows it, too")
    command.add_argument(
        "--limit", type=_limit, action="append", dest="limit", default=[], metavar="NAME=NUMBER",
        help="raise or lower a limit: " + ", ".join(f"{field.name} {field.default:,}" for field in fields(Limits)),
    )  # fmt: skip


def _columns(written: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in written.split(",")]
    for field, mark, column in pairs:
        if field.strip() not in FIELDS or not mark or not column.strip():
            raise argparse.ArgumentTypeError(f"{written!r} maps no columns; write {'|'.join(FIELDS)}=COLUMN,...")
    return {field.strip(): column.strip() for field, _, column in pairs}


def _encoding(written: str) -> str:
    try:
        return codecs.lookup(written).name
    except LookupError:
        raise argparse.ArgumentTypeError(
            f"{written!r} is no encoding; write utf-8, utf-16, windows-1258, ..."
        ) from None


def _limit(written: str) -> tuple[str, float]:
    name, _, number = written.partition("=")
    known = [field.name for field in fields(Limits)]
    try:
        value = float(number.replace("_", "").replace(",", ""))
    except ValueError:
        value = 0.0
    if name not in known or not 0 < value < 1e18:
        raise argparse.ArgumentTypeError(
            f"{written!r} sets no limit; write one of {', '.join(known)} = a number above 0"
        )
    return name, value if name == "seconds" else int(value)


def _date(written: str) -> str:
    try:
        return check_published(written, "--published")
    except RefusedReport as error:
        raise argparse.ArgumentTypeError(f"{error.what}; {error.remedy}") from None


def day(written: str) -> date:
    """A day."""
    return date.fromisoformat(_date(written)[:10])


def share(written: str) -> float:
    """A number from 0 to 1."""
    try:
        share = float(written)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{written!r} is no confidence; write a number from 0 to 1")
    return share


def positive(written: str) -> int:
    """A whole number above 0."""
    if not written.isdecimal() or not int(written):
        raise argparse.ArgumentTypeError(f"{written!r} is no number above 0")
    return int(written)


def natural(written: str) -> int:
    """A whole number, 0 or more."""
    if not written.isdecimal():
        raise argparse.ArgumentTypeError(f"{written!r} is no number of lines; write 0 or more")
    return int(written)


def add_table(command: argparse.ArgumentParser) -> None:
    """The option that chooses a table or JSON lines."""
    command.add_argument("--format", choices=("table", "jsonl"), default="table", help="default: table")
