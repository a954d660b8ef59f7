"""Files that are kept in a folder of parts: each has its name only when it is whole, whoever writes it how often.

Bytes enter, files leave. What was begun and never became whole has another name, and is swept away after a day.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from uuid import uuid4

from counterclaim.errors import PartRefused, in_one_line

BEGUN: Final = ".begun"
"""End of the name of a file that is being written; it begins with a full stop."""
LEFT: Final = 24 * 3600.0
"""Seconds after which nobody is taken to be writing a file any more."""
REMEDY: Final = "remove it; it will be made again"


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file in one piece. Raises PartRefused where it cannot be written."""
    begun = path.with_name(f".{path.name}.{uuid4().hex[:8]}{BEGUN}")  # processes of two machines may have one number
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(begun, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        begun.replace(path)
    except OSError as fault:
        what = f"cannot be written ({fault.strerror or fault})"
        raise PartRefused(str(path), what, "make room, or name another folder") from None
    finally:
        with contextlib.suppress(OSError):  # renamed, or its folder is none
            begun.unlink()


def sweep(folder: Path) -> None:
    """Remove what runs that were killed have left half written, a day ago or longer; whole files stay."""
    for path in folder.rglob(f".*{BEGUN}"):
        with contextlib.suppress(OSError):  # somebody else removes it, too
            if path.stat().st_mtime < time.time() - LEFT:
                path.unlink()


def damaged(path: Path, fault: Exception) -> PartRefused:
    """The refusal of a file that is not what its name says."""
    return PartRefused(str(path), f"is no whole part ({in_one_line(fault)})", REMEDY)
