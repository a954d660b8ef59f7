"""Writes to the terminal, a pipe or a file: whole pieces, progress, and a quiet end.

In: text of the command line. Out: bytes on standard output, each piece whole or not at all, even where Ctrl-C comes
between; a line of progress on standard error, where a person looks at it. This module decides nothing about reports.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from types import FrameType
from typing import Final

from counterclaim.rendering import Page

WIDEST_PAGE: Final = 120
"""Columns beyond which lines are hard to read, however wide the terminal."""
PIPE_PAGE: Final = 100
"""Columns of a page that goes to a pipe or a file, unless COLUMNS says otherwise."""
FIRST_PROGRESS: Final = 1.0
"""Seconds of silence before progress is shown: short input shows none."""
NEXT_PROGRESS: Final = 0.25
"""Seconds between two lines of progress."""

LINE_OF_PROGRESS: Final = 10.0
"""Seconds between two lines of progress where they are not renewed in place."""
LEAST_SHARE: Final = 0.01
"""Share of the work from which on the time left is worth saying."""


def page() -> Page:
    """The page that standard output is: its width, and colours only where a person wants them."""
    is_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((PIPE_PAGE, 24)).columns if is_terminal or "COLUMNS" in os.environ else PIPE_PAGE
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Page(min(width, WIDEST_PAGE), is_terminal and not plain)


def _unknown() -> None:
    """Nobody knows how much there is to do."""


def pace(done: int | None, seconds: float, share: float | None) -> str:
    """How fast work goes and how long it still takes, to be put behind what is done; empty where nothing is known."""
    said = "" if not done or seconds < FIRST_PROGRESS else f", {done / seconds:,.0f} a second"
    if share is None:
        return said
    said += f", {share:.0%}".replace("%", " %")
    if share < LEAST_SHARE or seconds < FIRST_PROGRESS:
        return said
    minutes, left = divmod(round(seconds * (1 - share) / share), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{said}, {f'{hours}:{minutes:02}' if hours else minutes}:{left:02} left"


class Progress:
    """A line "12,345 reports, 6,789 claims, 4,120 a second, 38 %, 0:42 left" on standard error.

    It is renewed in place, and silent unless a person looks or asks for it.
    """

    def __init__(self) -> None:
        self._in_place = self._shown = sys.stderr.isatty()
        self._began = time.monotonic()
        self._next = self._began + FIRST_PROGRESS
        self._drawn = False
        self._share: Callable[[], float | None] = _unknown

    def ask(self) -> None:
        """Show it also where no terminal is: a line of its own every ten seconds."""
        self._shown = True
        if not self._in_place:
            self._next = time.monotonic() + LINE_OF_PROGRESS

    def follow(self, share: Callable[[], float | None]) -> None:
        """Work begins of which `share` says how much is done, 0 to 1, or None; the pace is that from now on."""
        self._began, self._share = time.monotonic(), share

    def show(self, line: str, done: int | None = None) -> None:
        """Draw the line, if it is time; `done`: how many there are of what counts by the second."""
        if self._shown and (now := time.monotonic()) >= self._next:
            line += pace(done, now - self._began, self._share())
            if self._in_place:
                self._next, self._drawn = now + NEXT_PROGRESS, True
                sys.stderr.write(f"\r\x1b[K{line}")
            else:
                self._next = now + LINE_OF_PROGRESS
                sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, so that something else can be said."""
        if self._drawn:
            self._drawn = False
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


class Output:
    """Standard output, to which Ctrl-C is deferred while a piece is being written, and its line of progress."""

    def __init__(self) -> None:
        self.progress = Progress()
        self._writing = self._interrupted = False

    def write(self, piece: str) -> None:
        """Write one piece whole; a Ctrl-C that came meanwhile is raised after it, a second one at once."""
        self.write_bytes(piece.encode())

    def write_bytes(self, piece: bytes) -> None:
        """Write one piece of UTF-8 whole, as `write` does."""
        if sys.stdout.isatty():
            self.progress.clear()
        self._writing = True
        try:
            sys.stdout.buffer.write(piece)
            sys.stdout.flush()
        finally:
            self._writing = False
        if self._interrupted:
            raise KeyboardInterrupt

    def write_lines(self, lines: Sequence[bytes]) -> None:
        """Write lines of UTF-8, without their ends, in one piece."""
        if lines:
            self.write_bytes(b"\n".join(lines) + b"\n")

    def say(self, message: str) -> None:
        """Say what a run came to, on standard error, in as many lines as it has."""
        self.progress.clear()
        sys.stderr.write(message + "\n")
        sys.stderr.flush()

    def complain(self, message: str) -> None:
        """Say one line on standard error."""
        self.progress.clear()
        sys.stderr.write(" ".join(message.split()) + "\n")
        sys.stderr.flush()

    @contextlib.contextmanager
    def whole_pieces(self) -> Iterator[Output]:
        """Take over Ctrl-C while the block runs."""
        try:
            before = signal.signal(signal.SIGINT, self._interrupt)
        except ValueError:  # only the main thread may; elsewhere no Ctrl-C arrives
            yield self
            return
        try:
            yield self
        finally:
            signal.signal(signal.SIGINT, before)
            self.progress.clear()

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if not self._writing or self._interrupted:
            raise KeyboardInterrupt
        self._interrupted = True


def discard_output() -> None:
    """Let what the closed pipe did not take go nowhere, so that nothing complains at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
