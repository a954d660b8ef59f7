"""Lets a process end where the one that started it ended, killed or not: no worker stays behind holding its output."""

from __future__ import annotations

import multiprocessing
import os
import threading
from multiprocessing.process import BaseProcess
from typing import Final

LOOKED: Final = 0.5
"""Seconds between two looks."""


def follow_parent() -> None:
    """Watch the parent of this process from a thread, and end with it; nothing is done where there is none."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), name="parent", daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    while parent.is_alive() and os.getppid() == parent.pid:  # a forked worker holds open what would tell of the end
        parent.join(LOOKED)
    os._exit(1)  # at once: what it worked on is done again by whoever goes on
