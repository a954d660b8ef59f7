"""Ray on two nodes of this machine, one of which is removed midway: no part is lost and none is doubled.

`make torture` runs it; Ray takes a minute or two to start its nodes.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import engine_tasks
import pytest
from test_shards import RULES, TEXTS, TODAY, drawn, in_one_piece

from counterclaim.engine import Engine, coding, engine_named
from counterclaim.engine.parts import name_of, parts_in, read
from counterclaim.engine.reconciling import Gathered, reconciled, sorted_parts
from counterclaim.engine.shards import Settling, merged
from counterclaim.engine.sorting import Plan
from counterclaim.model import Report

PARTS, REPORTS = 30, 20
"""Of the run, and of each part."""
MIDWAY = 2
"""Parts, or shards, that are there when a node is removed."""


@dataclass(frozen=True)
class Slow:
    """An engine whose workers take their time, so that a node can be removed under them."""

    engine: Engine
    log: Path

    def map(self, function: Callable[[Any], Any], inputs: Iterable[Any]) -> Iterator[Any]:
        return self.engine.map(partial(engine_tasks.slowly, self.log, function), inputs)

    def tasks(self, what: str) -> dict[str, set[str]]:
        """The tasks that began or ended, by node."""
        found: dict[str, set[str]] = {}
        for path in self.log.iterdir():
            kind, node, task = path.name.split()
            if kind == what:
                found.setdefault(node, set()).add(task)
        return found

    def under_way(self, but: str) -> set[str]:
        """What began and did not end on all nodes but one."""
        began, ended = self.tasks("began"), self.tasks("ended")
        return {task for node in began.keys() - {but} for task in began[node] - ended.get(node, set())}


@pytest.fixture(scope="module")
def cluster(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A head of one core; nodes are added by whoever needs them."""
    if not request.config.getoption("--torture"):
        pytest.skip("make torture starts Ray on two nodes")
    import ray
    from ray.cluster_utils import Cluster

    folder = tempfile.mkdtemp(prefix="cc-", dir="/tmp")  # paths of its sockets may have 107 characters
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("RAY_TMPDIR", folder)
        patch.setenv("RAY_worker_register_timeout_seconds", "300")  # of a machine that is busy
        made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
        try:
            yield made
        finally:
            ray.shutdown()
            made.shutdown()
            shutil.rmtree(folder, ignore_errors=True)


def removed_midway(cluster: Any, node: Any, engine: Slow, found: Iterable[Any]) -> Iterator[Any]:
    """What comes, with a node killed after some of it, while it is at work."""
    here = engine_tasks.ray_node()
    for number, each in enumerate(found):
        if number >= MIDWAY and node in cluster.worker_nodes and engine.under_way(here):
            cluster.remove_node(node, allow_graceful=False)
        yield each


def awake(cluster: Any) -> Engine:
    """Ray on all its nodes, once each of them works: their workers take their time to start."""
    engine, until = engine_named("ray", 3, cluster.address), time.monotonic() + 200
    while len(set(engine.map(engine_tasks.ray_node_after, [0.2] * 6))) < 2:
        assert time.monotonic() < until, "the second node does not begin to work"
    return engine


@pytest.mark.parametrize("keeps", [True, False])
def test_a_node_removed_midway_loses_and_doubles_nothing(
    cluster: Any, keeps: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coding, "REPORTS", REPORTS)
    reports = [
        Report(id=f"r{n}", body=TEXTS[n % len(TEXTS)], published=f"2025-{1 + n % 11:02}-03", outlet=f"{n % 7}")
        for n in range(PARTS * REPORTS)
    ]
    rows = [(f"file:{number}", report) for number, report in enumerate(reports)]
    plan = Plan(RULES, TODAY, folder=tmp_path / "parts" if keeps else None)
    gathered, lines = Gathered(), []
    for stage in ("parts", "shards"):
        (tmp_path / stage).mkdir(exist_ok=True)
        (log := tmp_path / f"log {stage}").mkdir()
        node = cluster.add_node(num_cpus=2)
        engine = Slow(awake(cluster), log)
        if stage == "parts":
            found = list(removed_midway(cluster, node, engine, sorted_parts(rows, plan, engine)))
            for each in found:
                gathered.take(each)
            assert sum(each.reports for each in found) == len(reports)
            assert [fault for each in found for fault in each.said] == []
        else:
            settling = Settling(drawn, None, tmp_path / "parts" if keeps else None)
            done = removed_midway(cluster, node, engine, reconciled(gathered.shards(), settling, engine))
            lines = list(merged(list(done)))
        assert engine.under_way(engine_tasks.ray_node()), "nothing was under way on the node that was removed"
        assert len(engine.tasks("began")) == 2
    assert (lines, [], gathered.standing.claims) == in_one_piece(reports)
    if keeps:
        whole = [tuple(rows[first : first + REPORTS]) for first in range(0, len(rows), REPORTS)]
        paths = parts_in(tmp_path / "parts")
        assert {path.stem for path in paths} == {name_of(part, RULES.named()) for part in whole}
        held = Counter(report.id for path in paths for _, report, _ in read(path).rows)
        assert held == Counter(report.id for report in reports)
