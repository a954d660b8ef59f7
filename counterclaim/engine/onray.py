"""An engine of a Ray cluster, or of Ray on this machine: the same function over inputs, results in their order.

Ray itself does a task again where its worker or node was lost. Needs the extra `ray`.
"""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

from counterclaim.engine.lost import AHEAD, Lost
from counterclaim.errors import EngineMissing, in_one_line

In = TypeVar("In")
Out = TypeVar("Out")

TRIES: Final = 3
"""How often Ray may do a task whose worker or node was lost."""


@dataclass(frozen=True, slots=True)
class OnRay:
    """Workers of a Ray cluster that this process is connected to."""

    ray: Any
    workers: int

    def map(self, function: Callable[[In], Out], inputs: Iterable[In]) -> Iterator[Out | Lost]:
        """The results in the order of the inputs; a lost worker or node costs only the work under way there."""
        task = self.ray.remote(max_retries=TRIES)(_called)
        shared = self.ray.put(function)
        under_way: deque[Any] = deque()
        for each in inputs:
            under_way.append(task.remote(shared, each))
            if len(under_way) >= self.workers * AHEAD:
                yield self._result(under_way.popleft())
        while under_way:
            yield self._result(under_way.popleft())

    def _result(self, promised: Any) -> Any:
        try:
            return self.ray.get(promised)
        except self.ray.exceptions.WorkerCrashedError:
            return Lost(TRIES)
        except self.ray.exceptions.RayTaskError as fault:
            raise fault.cause from None


def _called(function: Callable[[In], Out], each: In) -> Out:
    return function(each)


def connected(workers: int | None, address: str | None) -> OnRay:
    """Ray at an address, or on this machine where none is given; raises EngineMissing where it cannot be had."""
    try:
        import ray
    except ModuleNotFoundError:
        raise EngineMissing("ray", "is not installed", "pip install counterclaim[ray]") from None
    try:
        if not ray.is_initialized():
            _begin(ray, workers, address)
        _silence(ray)
    except (ConnectionError, RuntimeError, ValueError, OSError) as fault:
        what = f"cannot be reached at {address or 'this machine'} ({in_one_line(fault)})"
        raise EngineMissing("ray", what, "start it, or name the address of one that runs") from None
    return OnRay(ray, workers or max(1, int(cast("Any", ray).cluster_resources().get("CPU", 1))))


def _silence(ray: Any) -> None:
    """Keep Ray from saying on standard output, between the claims, that a worker died; it has no option for that."""
    ray._private.worker._worker_logs_enabled = False


def _begin(ray: Any, workers: int | None, address: str | None) -> None:
    """Connect to a cluster, or start Ray here in a folder of its own; nothing is reported to anybody."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if address:
        ray.init(address=address, logging_level=logging.ERROR, log_to_driver=False)
        return
    folder = tempfile.mkdtemp(prefix="cc-ray-")  # short: paths of its sockets may have 107 characters
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    ray.init(
        address="local",
        num_cpus=workers,
        include_dashboard=False,
        logging_level=logging.ERROR,
        log_to_driver=False,
        _temp_dir=folder,
    )
