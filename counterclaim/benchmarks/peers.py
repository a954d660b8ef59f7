"""Other programs that do a part of the work, each as a contender on texts that the coder reads in the same rounds.

Reports enter, contenders leave, or one line why a peer cannot take part. All are asked in the way that suits them best:
the language is told, what is not needed is left out, nothing is loaded while the clock runs. Peers are the extra
`bench`; nothing else of the program needs them.
"""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import msgspec

from counterclaim.benchmarks.timing import Pass
from counterclaim.model import Report

INSTALL: Final = "not installed; pip install counterclaim[bench]"
TOLD: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("peers.toml").read_text("utf-8"))
"""Peers, packages whose versions are told, and models; what each key means stands in the file."""


class Peer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A peer, and what it is asked: "dateparser searches leads in these languages for times"."""

    name: str
    what: str
    way: str
    langs: list[str]
    share: float
    needs: list[str]
    untold: bool = False
    times: float = 0.0

    def missing(self) -> str | None:
        """Why it cannot take part, or None."""
        lacking = [name for name in self.needs if find_spec(name) is None]
        return f"{', '.join(lacking)} {INSTALL}" if lacking else None

    def contender(self, reports: Sequence[Report], lang: str) -> Pass:
        """Make it ready on reports of a language. Raises ImportError where it cannot take part."""
        lacking = self.missing()
        if lacking:
            raise ImportError(lacking)
        return WAYS[self.way](reports, lang)


def _dateparser(reports: Sequence[Report], lang: str) -> Pass:
    search = import_module("dateparser.search").search_dates
    texts = [report.text for report in reports]
    return lambda: sum(len(search(text, languages=[lang]) or ()) for text in texts)


def _dateparser_anchored(reports: Sequence[Report], lang: str) -> Pass:
    search = import_module("dateparser.search").search_dates
    asked = [(report.text, _settings(report)) for report in reports]
    return lambda: sum(len(search(text, languages=[lang], settings=own) or ()) for text, own in asked)


def _settings(report: Report) -> dict[str, Any]:
    """What dateparser must be told to count "Sunday" from the day of publication, as the coder does."""
    day = report.published_on
    base = {"RELATIVE_BASE": datetime(day.year, day.month, day.day)} if day else {}
    return {"PREFER_DATES_FROM": "past", **base}


def _dateparser_untold(reports: Sequence[Report], lang: str) -> Pass:
    search = import_module("dateparser.search").search_dates
    texts = [report.text for report in reports]
    return lambda: sum(len(search(text) or ()) for text in texts)


def _quotations(reports: Sequence[Report], lang: str) -> Pass:
    spacy, extract = import_module("spacy"), import_module("textacy.extract")
    model = next((name for name in TOLD["models"] if find_spec(name)), None)
    if model is None:
        raise ImportError(f"{TOLD['models'][-1]} {INSTALL}")
    pipeline = spacy.load(model, exclude=["ner"])  # quotations need no names
    texts = [report.text for report in reports]

    def contender() -> int:
        with _silent("textacy"):
            return sum(_direct(extract, read) for read in pipeline.pipe(texts))

    return contender


def _direct(extract: Any, read: Any) -> int:
    """The direct quotations of one text; none where its quotation marks are uneven, which textacy refuses."""
    try:
        return sum(1 for _ in extract.direct_quotations(read))
    except ValueError:
        return 0


@contextmanager
def _silent(name: str) -> Iterator[None]:
    logger = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _heideltime(reports: Sequence[Report], lang: str) -> Pass:
    return import_module("counterclaim.benchmarks.heideltime").contender(reports)  # type: ignore[no-any-return]


def _heideltime_joined(reports: Sequence[Report], lang: str) -> Pass:
    whole = replace(reports[0], title="", body="\n\n".join(report.text for report in reports))
    return _heideltime([whole], lang)


WAYS: Final[dict[str, Callable[[Sequence[Report], str], Pass]]] = {
    "dateparser": _dateparser,
    "dateparser_anchored": _dateparser_anchored,
    "dateparser_untold": _dateparser_untold,
    "heideltime": _heideltime,
    "heideltime_joined": _heideltime_joined,
    "quotations": _quotations,
}
"""What makes a peer ready on reports of a language, by the name that `peers.toml` gives; raises ImportError where it
cannot take part."""
PEERS: Final = tuple(Peer(**row) for row in TOLD["peer"])
"""All peers but those of near-duplicates, which `nearness` compares."""
