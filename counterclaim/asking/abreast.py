"""Codes several reports at a time and hands them on in their order: for coders that mostly wait.

In: reports, a coder, how many may be under way. Out: each report with what its coder made of it, or why it could not.
No more reports are taken than are under way. Threads end with the process: a Ctrl-C waits for no answer.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Generic, TypeVar

from counterclaim.coding import Coded, Coder
from counterclaim.errors import CounterclaimError, NoAnswer, UnknownLanguage
from counterclaim.model import Report

Outcome = Coded | CounterclaimError
Row = tuple[str, Report, Outcome]
"""Where a report was read, the report, and what became of it."""
_Made = TypeVar("_Made")


class _Errand(threading.Thread, Generic[_Made]):
    """One call under way."""

    def __init__(self, call: Callable[[], _Made]) -> None:
        super().__init__(daemon=True)
        self._call = call
        self._made: _Made | None = None
        self._fault: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Make the call; whatever it raises is raised again by `result`."""
        try:
            self._made = self._call()
        except BaseException as fault:  # noqa: BLE001  # handed on to the thread that waits for it
            self._fault = fault

    def result(self) -> _Made:
        """What the call made, once it is done."""
        self.join()
        if self._fault is not None:
            raise self._fault
        return self._made  # type: ignore[return-value]  # without a fault it was made


def abreast(reports: Iterable[tuple[str, Report]], coder: Coder, at_once: int) -> Iterator[Row]:
    """Each report with its outcome, in order; `at_once` of them, 1 or more, are under way at a time."""
    if at_once == 1:
        for where, report in reports:
            yield where, report, outcome(coder, report)
        return
    waiting: deque[tuple[str, Report, _Errand[Outcome]]] = deque()
    try:
        for where, report in reports:
            waiting.append((where, report, _Errand(partial(outcome, coder, report))))
            if len(waiting) == at_once:
                yield _done(waiting)
    except CounterclaimError:
        while waiting:  # the reports end with a fault; those before it are handed on first
            yield _done(waiting)
        raise
    while waiting:
        yield _done(waiting)


def outcome(coder: Coder, report: Report) -> Outcome:
    """What a coder makes of a report, or why it can make nothing of this one."""
    try:
        return coder(report)
    except (UnknownLanguage, NoAnswer) as fault:
        return fault


def worth_saying(done: Outcome) -> Outcome | None:
    """What of an outcome somebody has to be told, without its claims; None where there is nothing."""
    if isinstance(done, CounterclaimError):
        return done
    return replace(done, claims=()) if done.instead or done.refused or done.left_out else None


def _done(waiting: deque[tuple[str, Report, _Errand[Outcome]]]) -> Row:
    where, report, errand = waiting.popleft()
    return where, report, errand.result()
