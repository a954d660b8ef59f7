"""The site under readers and reviewers at once: the short form of `tools/load.py`, on a small ledger."""

from __future__ import annotations

import argparse
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from ledgers import ANNA, demo, fill

from counterclaim.ledger import Ledger
from counterclaim.ledger.checking import check
from counterclaim.ledger.settling import settle


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = fill(tmp_path_factory.mktemp("load") / "war.ledger", demo()[:10])
    with Ledger(path, write=True) as ledger:
        settle(ledger, ANNA)
    return path


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = spec_from_file_location("load", Path(__file__).parents[1] / "tools" / "load.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    import sys

    sys.modules["load"] = module  # its dataclasses look for it there
    spec.loader.exec_module(module)
    return module


def test_readers_and_reviewers_at_once_meet_no_error(war: Path, tool: ModuleType) -> None:
    told = argparse.Namespace(readers=4, reviewers=2, seconds=4.0, pause=0.2)
    found = tool.measured(war, told)
    assert found["first_errors"] == []
    assert found["requests"] > found["readers"]
    assert found["decisions"] > 0
    assert check(war).faults == ()
