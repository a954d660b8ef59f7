"""Mutants of a few lines: what is changed, and what is left alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from mutating import mutants

ROOT = Path(__file__).parents[1]

# lines of a program, what they may become
LINES = [
    ("low = one < other", ["one <= other", "one >= other"]),
    ("low = one is None", ["one is not None"]),
    ("both = one and other", ["one or other", "other", "one"]),
    ("none = not one", ["one"]),
    ("sum = one + other", ["one - other"]),
    ("LEAST = 5", ["6", "4"]),
    ("OFTEN = True", ["False"]),
    ("NAME = 'own'", ["'XXown'"]),
    ("least = min(numbers)", ["max(numbers)"]),
    ("least = min(numbers, default=one)", ["max(numbers, default=one)", "min(numbers)"]),
    ("WORDS = frozenset('a b'.split())", ["'b'.split()", "'a'.split()", "'XXa b'"]),
    ("PARTS = {one, other}", ["", ""]),
    ("ABOVE = {one: other}", [""]),
    ("said = f'{one:,} more'", ["{one}", "'XX more'"]),
    ("kept = [each for each in rows if each]", ["not each", "True"]),
    ("if one:\n    two()", ["pass", "not one", "pass"]),
    ("for one in rows:\n    continue", ["break"]),
    ("score += one", ["pass", "score -= one"]),
    ("def told() -> bool:\n    return one()", ["not one()"]),
    ("def told() -> int:\n    return one", ["one + 1"]),
    ("def told() -> str | None:\n    return one", ["None"]),
    ("def told() -> tuple[str, ...]:\n    return one", ["()"]),
    # what says nothing
    ('"""What it does."""', []),
    ("from os import path", []),
    ("__all__ = ['one']", []),
    ("Rule = Callable[[int], 'Figure']", []),
    ("one: tuple[int, 'str'] = two", []),
    ("@cache(5)\ndef told(one: 'str') -> None:\n    'What it does.'", []),
]


@pytest.mark.parametrize(("source", "wanted"), LINES)
def test_what_a_line_may_become(source: str, wanted: list[str]) -> None:
    found = [one.now for one, _ in mutants("told", source)]
    assert not [each for each in wanted if not any(each in now for now in found)], found
    assert len(found) == len(wanted), found


def test_a_mutant_is_told_from_all_others() -> None:
    source = "def told(one):\n    if one > 1:\n        return one > 1\n    return one > 1 or one > 1\n"
    names = [one.name for one, _ in mutants("told", source)]
    assert len(set(names)) == len(names)


def test_every_mutated_module_and_its_tests_are_there() -> None:
    for module, row in tomllib.loads((ROOT / "tests/mutants/modules.toml").read_text("utf-8")).items():
        path = ROOT.joinpath("counterclaim", *module.split("."))
        assert path.is_dir() or path.with_suffix(".py").is_file(), module
        assert all((ROOT / "tests" / file).is_file() for file in row["tests"]), module
    rows = tomllib.loads((ROOT / "tests/mutants/equivalent.toml").read_text("utf-8"))["mutant"]
    assert all(row["why"] for row in rows)
