"""Remembers what is costly to make and cannot change: what a ledger held by its newest commit, asked in the same way.

A name, a ledger and what is asked enter with the function that makes the answer; the answer leaves, made once. What a
newer commit adds makes another name. Threads share it; of those that ask for the same at once one makes the answer.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

from counterclaim.ledger import Ledger
from counterclaim.ledger.browsing import head

Made = TypeVar("Made")
MOST: Final = 512
"""Answers that are kept; those not asked for longest are dropped."""


class Remembered:
    """Answers by ledger, commit and what was asked."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._turn = threading.Lock()

    def of(self, ledger: Ledger, asked: Hashable, make: Callable[[], Made]) -> Made:
        """The answer to what is asked of a ledger as it now is."""
        newest = head(ledger)
        name = (str(ledger.path), newest.link if newest else "", asked)
        with self._turn:
            making = self._making.setdefault(name, threading.Lock())
        try:
            with making:
                return self._found(name, make)
        finally:
            with self._turn:
                self._making.pop(name, None)

    def _found(self, name: Hashable, make: Callable[[], Made]) -> Made:
        with self._turn:
            if name in self._kept:
                self._kept.move_to_end(name)
                found: Made = self._kept[name]
                return found
        made = make()
        with self._turn:
            self._kept[name] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made
