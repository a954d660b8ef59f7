"""The reports of one run of the command line: those that can be read go on, and what cannot is said, counted and kept.

In: the options of a command. Out: reports with their places; on standard error one line for each refusal; a file of
refusals and a summary where they are asked for.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, TextIO, cast

from counterclaim.errors import CounterclaimError, RefusedReport
from counterclaim.model import Report
from counterclaim.reading.addresses import Web
from counterclaim.reading.gauge import Gauge
from counterclaim.reading.material import Given, Limits
from counterclaim.reading.resuming import Resume
from counterclaim.reading.sources import read_located
from counterclaim.terminal import Output

DONE: Final = 0
REFUSED: Final = 1
_PARTICULAR = re.compile(
    r"'[^']*'|\([^)]*\)|\b0x[0-9a-f]+\b|\bline \d+|\bcolumn \d+|(?<![\w.])\d[\d,]*(?=\s(?:fields?|head))"
)


class Batch:
    """The reports of one run: yields those that can be read, and says on standard error what cannot."""

    def __init__(self, options: argparse.Namespace, output: Output) -> None:
        self._paths: list[str] = options.paths
        gauge = Gauge(self._paths)
        self._given = replace(given_by(options), gauge=gauge)
        output.progress.follow(gauge.share)
        if options.progress:
            output.progress.ask()
        self._output = output
        self._resume: Path | None = options.resume
        self._kept: Path | None = options.refused
        self._reasons: Counter[str] = Counter()
        self.reports = 0
        self.status = DONE

    def __iter__(self) -> Iterator[tuple[str, Report]]:
        with contextlib.ExitStack() as files:
            resume = files.enter_context(contextlib.closing(Resume(self._resume))) if self._resume else None
            if self._kept and not resume:
                written(self._kept).close()
            for where, outcome in read_located(self._paths, self._given, resume):
                if isinstance(outcome, RefusedReport):
                    self.refuse(outcome)
                else:
                    self.reports += 1
                    yield where, outcome

    def follow(self, share: Callable[[], float | None]) -> None:
        """Show how far the work is by another measure than what was read of the sources: 0 to 1, or None."""
        self._output.progress.follow(share)

    def warn(self, message: str) -> None:
        """Say in one line what a person should know of a report that was read."""
        self._output.complain(message)

    def refuse(self, refusal: RefusedReport) -> None:
        """Say in one line what was refused, count it and keep it; the exit status will tell."""
        self.status = REFUSED
        self._reasons[reason(refusal)] += 1
        self.drop(refusal)

    def drop(self, refusal: RefusedReport) -> None:
        """Say in one line what of a report was refused, and keep it; the rest of the report goes on."""
        self._output.complain(str(refusal))
        if self._kept:
            row = {"where": refusal.where, "reason": refusal.what, "remedy": refusal.remedy}
            with written(self._kept, "a") as file:  # reports may be refused after the last one was read
                file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def summary(self, further: str = "") -> str:
        """What was read and refused, in one line and one more for each reason."""
        refused = self._reasons.total()
        first = f"{self.reports:,} reports read, {refused:,} refused{further}"
        return "\n".join([first, *(f"  {count:,} × {why}" for why, count in self._reasons.most_common())])


def reason(refusal: RefusedReport) -> str:
    """Why it was refused, without what is particular to this one, so that refusals can be counted."""
    return _PARTICULAR.sub("…", refusal.what)


def given_by(options: argparse.Namespace) -> Given:
    """What the options say of the reports and how they are read."""
    limits = replace(Limits(), **dict(options.limit))
    web = Web(limits, options.allow_private, options.contact)
    return Given(
        options.published,
        options.outlet,
        options.lang,
        options.columns,
        options.encoding,
        options.follow,
        web.fetch,
        limits,
    )


def written(path: Path, mode: str = "w") -> TextIO:
    """The file, open for writing; raises CounterclaimError."""
    try:
        return cast("TextIO", path.open(mode, encoding="utf-8"))
    except OSError as error:
        raise CounterclaimError(f"{path}: cannot be written ({error.strerror}); name another file") from None
