"""Brings questions up to date after a decision, in a process of its own, so that readers do not wait for it.

What is pending stands in the ledger, hence nothing is lost when the process or the site ends: whoever settles next goes
on. A decision itself is on disk before anything here begins.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import Final

from counterclaim.engine.parent import follow_parent
from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger
from counterclaim.ledger.appending import By
from counterclaim.ledger.settling import settle

PATIENCE: Final = 0.1
"""Seconds that a decision waits for its questions; small ledgers are up to date by then."""
NICE: Final = 5
"""How far the process stands behind those who serve pages."""
LOG: Final = logging.getLogger("counterclaim.web")


class Settler:
    """Settles one ledger; call it as `reviews` does once a decision stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = threading.Condition()
        self._asked = self._done = 0
        self._by: By | None = None
        self._thread: threading.Thread | None = None
        self._pool: ProcessPoolExecutor | None = None

    def __call__(self, _ledger: Ledger, by: By) -> None:
        """Ask for it, and wait a moment whether it is done."""
        with self._turn:
            self._asked += 1
            self._by, mine = by, self._asked
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="settling", daemon=True)
                self._thread.start()
            self._turn.notify_all()
            self._turn.wait_for(lambda: self._done >= mine, PATIENCE)

    def wait(self, seconds: float) -> bool:
        """Wait until all that was asked for is done; whether it is."""
        with self._turn:
            return self._turn.wait_for(lambda: self._done >= self._asked, seconds)

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _work(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._asked > self._done)
                asked, by = self._asked, self._by
            if by is not None:
                self._settle(by)
            with self._turn:
                self._done = asked
                self._turn.notify_all()

    def _settle(self, by: By) -> None:
        try:
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(1, context, initializer=_behind)
            self._pool.submit(settle_path, str(self.path), by).result()
        except (LedgerError, BrokenProcessPool, OSError, RuntimeError) as error:
            LOG.warning("questions of %s are not up to date: %s", self.path, error)
            self._pool = None


def settle_path(path: str, by: By) -> int:
    """Settle the ledger at a path; how many blocks were reconciled. Raises LedgerError."""
    with Ledger(path, write=True) as ledger:
        return settle(ledger, by)


def _behind() -> None:
    """Stand behind those who serve pages, and end with the site."""
    follow_parent()
    with suppress(OSError, AttributeError):  # where there is no such thing, all are equal
        os.nice(NICE)
