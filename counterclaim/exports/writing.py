"""Files that appear whole or not at all: a path enters, a file to write to leaves.

What is written goes to a temporary name in the same folder, which takes the path's place once all is on disk; where
anything goes wrong before, the path stays as it was. Nothing here knows what is written.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from counterclaim.errors import CounterclaimError


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` at the end of the block. Raises CounterclaimError."""
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False
        ) as file:
            try:
                yield cast(BinaryIO, file)
                file.flush()
                os.fsync(file.fileno())
                os.chmod(file.name, 0o666 & ~_mask())
                os.replace(file.name, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(file.name)
                raise
    except OSError as fault:
        what = fault.strerror or type(fault).__name__
        raise CounterclaimError(f"{path}: cannot be written ({what}); name another file, or make room") from fault


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
