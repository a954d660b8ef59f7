"""The site under readers and reviewers at once: the short form of `tools/load.py`, on a small ledger."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from ledgers import demo, settled
from load import measured

from counterclaim.ledger.checking import check


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled(tmp_path_factory.mktemp("load") / "war.ledger", demo()[:10])


def test_readers_and_reviewers_at_once_meet_no_error(war: Path) -> None:
    told = argparse.Namespace(readers=4, reviewers=2, seconds=2.0, pause=0.2)
    found = measured(war, told)
    assert found["first_errors"] == []
    assert found["requests"] > found["readers"]
    assert found["decisions"] > 0
    assert check(war).faults == ()
