"""Engines: a function and inputs enter, its results leave in the order of the inputs.

The function must be one that a module names, and pure: where a worker dies its input is simply done again. An input
that takes its worker down every time comes back as `Lost`, and the others go on.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from counterclaim.engine.lost import AHEAD, Lost
from counterclaim.engine.parent import follow_parent
from counterclaim.errors import EngineMissing

In = TypeVar("In")
Out = TypeVar("Out")

SERIAL: Final = "serial"
PROCESSES: Final = "processes"
RAY: Final = "ray"
ENGINES: Final = (SERIAL, PROCESSES, RAY)
TRIES: Final = 2
"""How often an input may take its worker down, alone, before it is given up."""

CLOSES_ITSELF: Final = (3, 11, 5)
"""The first Python whose pools, where a worker died, close the queue that nobody reads any more."""
THREADS: Final = "/proc/self/task"
"""Where Linux lists the threads of a process, those too that Python did not start."""


class Engine(Protocol):
    """Something that applies a function to inputs."""

    def map(self, function: Callable[[In], Out], inputs: Iterable[In]) -> Iterator[Out | Lost]:
        """The results in the order of the inputs; what the function raises is raised."""
        ...


@dataclass(frozen=True, slots=True)
class Serial:
    """This process, one input after the other."""

    def map(self, function: Callable[[In], Out], inputs: Iterable[In]) -> Iterator[Out | Lost]:
        """The results in the order of the inputs."""
        return map(function, inputs)


@dataclass(frozen=True, slots=True)
class Processes:
    """Processes of this machine."""

    workers: int

    def map(self, function: Callable[[In], Out], inputs: Iterable[In]) -> Iterator[Out | Lost]:
        """The results in the order of the inputs; a worker that dies costs only the work under way."""
        run = _Run(function, self.workers)
        try:
            for each in inputs:
                run.begin(each)
                if len(run.under_way) >= self.workers * AHEAD:
                    yield run.first()
            while run.under_way:
                yield run.first()
        finally:
            run.pool.shutdown(wait=True, cancel_futures=True)


class _Run(Generic[In, Out]):
    """One function over inputs: the workers, and the inputs under way in their order."""

    def __init__(self, function: Callable[[In], Out], workers: int) -> None:
        self.function, self.workers = function, workers
        self.pool = _pool(workers)
        self.under_way: deque[tuple[In, Future[Out]]] = deque()

    def begin(self, each: In) -> None:
        """Hand one more input over."""
        try:
            self.under_way.append((each, self.pool.submit(self.function, each)))
        except BrokenProcessPool:
            self._renew()
            self.under_way.append((each, self.pool.submit(self.function, each)))

    def first(self) -> Out | Lost:
        """The result of the first input under way; where a worker died, all others begin again."""
        each, future = self.under_way.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            found = self._alone(each)
        self._renew()
        return found

    def _renew(self) -> None:
        """New workers, for what is under way."""
        _unread(self.pool)
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = _pool(self.workers)
        again = [each for each, _ in self.under_way]
        self.under_way = deque((each, self.pool.submit(self.function, each)) for each in again)

    def _alone(self, each: In) -> Out | Lost:
        """One input with nothing beside it, so that it alone can be to blame."""
        for _ in range(TRIES):
            with _pool(1) as pool:
                try:
                    return pool.submit(self.function, each).result()
                except BrokenProcessPool:
                    _unread(pool)
                    continue
        return Lost(TRIES)


def _unread(pool: ProcessPoolExecutor) -> None:
    """Close the end of a broken pool's queue that no worker reads any more.

    Before Python 3.11.5 the pool does not (gh-94777): where more waits in the queue than its pipe holds, whoever fills
    it would wait for ever, and this process with it when it ends.
    """
    queue = getattr(pool, "_call_queue", None)
    if queue is not None and sys.version_info < CLOSES_ITSELF:
        queue._reader.close()


def _pool(workers: int) -> ProcessPoolExecutor:
    begun = multiprocessing.get_context("fork" if _is_alone() else "spawn")
    return ProcessPoolExecutor(workers, begun, initializer=_obey)


def _is_alone() -> bool:
    """Whether this process has one thread, whoever started it: then a fork copies no lock that nobody opens again.

    A fork begins at once; a fresh interpreter has to load everything again. Where it cannot be known, it is not so.
    """
    try:
        return len(os.listdir(THREADS)) == 1
    except OSError:
        return False


def _obey() -> None:
    """Leave Ctrl-C to the process that gives the orders, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    follow_parent()


def engine_named(name: str, workers: int | None = None, address: str | None = None) -> Engine:
    """The engine of that name, with so many workers (as many as there are cores), at an address of a Ray cluster.

    Raises EngineMissing where it cannot be had here.
    """
    if name == SERIAL:
        return Serial()
    if name == PROCESSES:
        return Processes(workers or cores())
    if name != RAY:
        raise EngineMissing(name, "is not known", f"use one of {', '.join(ENGINES)}")
    from counterclaim.engine.onray import connected

    return connected(workers, address)


def cores() -> int:
    """How many cores this process may use, 1 or more."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
