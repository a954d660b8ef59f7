"""What is costly is made once, also where many ask for it at once, and again after every commit."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from ledgers import ANNA, demo, fill, ready

from counterclaim.ledger import Ledger
from counterclaim.web.remembered import Remembered


@pytest.fixture
def war(tmp_path: Path) -> Path:
    return fill(tmp_path / "war.ledger", demo()[:1])


def test_of_those_who_ask_at_once_one_makes_the_answer(war: Path) -> None:
    kept, made, begun = Remembered(), [], threading.Barrier(4)

    def make() -> int:
        made.append(threading.get_ident())
        threading.Event().wait(0.05)
        return len(made)

    def ask(_number: int) -> int:
        with Ledger(war) as ledger:
            begun.wait(10)
            return kept.of(ledger, "costly", make)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(4))) == [1, 1, 1, 1]


def test_a_newer_commit_and_another_question_make_another_answer(war: Path) -> None:
    kept, numbers = Remembered(2), iter(range(9))
    with Ledger(war, write=True) as ledger:
        assert [kept.of(ledger, each, lambda: next(numbers)) for each in "aabba"] == [0, 0, 1, 1, 0]
        ledger.add([ready(demo()[1])], ANNA)
        assert kept.of(ledger, "a", lambda: next(numbers)) == 2


def test_what_fails_is_asked_again(war: Path) -> None:
    def fails() -> int:
        raise OSError("no")

    kept = Remembered()
    with Ledger(war) as ledger:
        with pytest.raises(OSError, match="no"):
            kept.of(ledger, "a", fails)
        assert kept.of(ledger, "a", lambda: 1) == 1
