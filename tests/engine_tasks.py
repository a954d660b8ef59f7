"""What the tests of the engines have done in other processes."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from counterclaim.asking.abreast import Outcome
from counterclaim.engine.coding import Recipe, code_part
from counterclaim.engine.parts import Part


def squared(number: int) -> int:
    return number * number


def killed_once(folder: Path, number: int) -> int:
    """The first time that 7 comes by, its process is killed."""
    mark = folder / "killed"
    if number == 7 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def killed_over_much(folder: Path, much: bytes) -> int:
    """As `killed_once`, with more in hand than a pipe between processes holds."""
    return killed_once(folder, much[0])


def named(folder: Path) -> int:
    """Says which process it is, and works for a long time."""
    (folder / "pid").write_text(str(os.getpid()))
    time.sleep(300)
    return 0


def always_killed(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def refusing(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def deadly(recipe: Recipe, part: Part) -> tuple[Outcome, ...]:
    """Codes, but for a report that kills whoever reads it."""
    if any("DEADLY" in report.body for _, report in part):
        os.kill(os.getpid(), signal.SIGKILL)
    return code_part(recipe, part)


DEADLY = partial(deadly, Recipe("rules"))


def slowly(log: Path, function: Callable[[Any], Any], each: Any) -> Any:
    """Does what it is asked to on a node of Ray, slowly, and leaves marks of where that began and ended."""
    node, task = ray_node(), uuid4().hex
    (log / f"began {node} {task}").touch()
    time.sleep(1.5)
    done = function(each)
    (log / f"ended {node} {task}").touch()
    return done


def ray_node() -> str:
    """The node of Ray that this is done on."""
    import ray

    return str(ray.get_runtime_context().get_node_id())


def ray_node_after(seconds: float) -> str:
    """The node of Ray that this is done on, after a while."""
    time.sleep(seconds)
    return ray_node()
