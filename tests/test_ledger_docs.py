"""docs/ledger.md: its views are there, and its questions in SQL are answered."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[1] / "docs" / "ledger.md").read_text("utf-8")
QUESTIONS = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def connection(war: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{war.as_uri()}?mode=ro", uri=True)


def test_there_are_five_questions() -> None:
    assert len(QUESTIONS) == 5


@pytest.mark.parametrize("sql", QUESTIONS)
def test_each_is_answered_with_rows_in_which_something_is_said(connection: sqlite3.Connection, sql: str) -> None:
    answered = connection.execute(sql)
    names = [column[0] for column in answered.description]
    found = answered.fetchall()
    assert found
    said = {name for name, column in zip(names, zip(*found, strict=True), strict=True) if set(column) != {None}}
    assert set(names) - said <= {"place"}, "a dispute need not say where; everything else is said by somebody"


def test_all_views_are_described_and_all_described_are_there(connection: sqlite3.Connection) -> None:
    views = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert views == set(re.findall(r"^\| `(v_\w+)`", PAGE, re.MULTILINE))
