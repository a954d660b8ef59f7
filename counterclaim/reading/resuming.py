"""Remembers how far a long run came, in a file, so that the next run goes on there.

The file holds one JSON object a line: {"source": path, "read": number} while a source is read, {"source": path,
"done": true} after it. What was noted was already handed on, so a run that is killed repeats at most `EVERY` outcomes
of the source it was in, and their ids are the same.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Final

from counterclaim.errors import CounterclaimError

EVERY: Final = 100
"""Outcomes between two notes."""


class Resume:
    """What earlier runs have read, and the notes of this one."""

    def __init__(self, path: Path) -> None:
        self._done: set[str] = set()
        self._read: dict[str, int] = {}
        try:
            lines = path.read_text("utf-8").splitlines() if path.exists() else []
            for line in lines:
                self._recall(line)
            self._notes = path.open("a", encoding="utf-8")
            if lines and not path.read_bytes().endswith(b"\n"):
                self._notes.write("\n")
        except (OSError, UnicodeError) as error:
            raise CounterclaimError(f"{path}: the resume file cannot be used ({error}); name another") from None

    def _recall(self, line: str) -> None:
        # a run killed while it wrote leaves half a line
        with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
            row = json.loads(line)
            if row.get("done"):
                self._done.add(row["source"])
            else:
                self._read[row["source"]] = int(row["read"])

    def is_done(self, source: str) -> bool:
        """Whether a source was read to its end."""
        return source in self._done

    def passed(self, source: str) -> int:
        """How many outcomes of a source were handed on."""
        return self._read.get(source, 0)

    def note(self, source: str, number: int) -> None:
        """Remember that so many outcomes of a source were handed on and taken."""
        if number % EVERY == 0:
            self._write({"source": source, "read": number})

    def done(self, source: str) -> None:
        """Remember that a source was read to its end."""
        self._write({"source": source, "done": True})

    def _write(self, row: dict[str, object]) -> None:
        self._notes.write(json.dumps(row, ensure_ascii=False) + "\n")
        self._notes.flush()

    def close(self) -> None:
        """Close the file."""
        self._notes.close()
