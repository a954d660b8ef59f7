"""Lets a process end where the one that started it ended, killed or not: no worker stays behind holding its output."""

from __future__ import annotations

import multiprocessing
import os
import threading
from multiprocessing.process import BaseProcess


def follow_parent() -> None:
    """Watch the parent of this process from a thread, and end with it; nothing is done where there is none."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), name="parent", daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)  # at once: what it worked on is done again by whoever goes on
