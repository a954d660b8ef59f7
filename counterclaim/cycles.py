"""Work that makes much and drops little goes on without Python's search for cycles.

The search walks over all there is, again and again while it grows: for a pack, weights or an archive of claims that is
a quarter of the time, and it finds nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without a search for cycles in this process; what is made meanwhile can still be found by the next one."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():  # what was made counts as old, so that it is not walked over at once
                gc.freeze()
                gc.unfreeze()
            gc.enable()
