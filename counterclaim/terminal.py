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
from collections.abc import Iterator, Sequence
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


def page() -> Page:
    """The page that standard output is: its width, and colours only where a person wants them."""
    is_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((PIPE_PAGE, 24)).columns if is_terminal or "COLUMNS" in os.environ else PIPE_PAGE
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Page(min(width, WIDEST_PAGE), is_terminal and not plain)


class Progress:
    """A line "12,345 reports, 6,789 claims" on standard error, renewed in place; silent unless a person looks."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._next = time.monotonic() + FIRST_PROGRESS
        self._drawn = False

    def show(self, line: str) -> None:
        """Draw the line, if it is time."""
        if self._shown and (now := time.monotonic()) >= self._next:
            self._next, self._drawn = now + NEXT_PROGRESS, True
            sys.stderr.write(f"\r\x1b[K{line}")
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
