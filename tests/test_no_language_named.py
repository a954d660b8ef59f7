"""A language is data: outside `language/identify.py` no line of the engine names one, or holds its words."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import counterclaim
from counterclaim.language.packs import supported
from counterclaim.language.packs.loader import FOLDER

ROOT = Path(counterclaim.__file__).parent
EXEMPT = ROOT / "language" / "identify.py"
ENGINE = sorted(path for path in ROOT.rglob("*.py") if path != EXEMPT)
CODES = {*supported(), "vi", "en", "ru"}
NAMES = {tomllib.loads((FOLDER / code / "pack.toml").read_text("utf-8"))["name"] for code in supported()}
NAMED = re.compile(
    rf"\b(?:{'|'.join(sorted(NAMES | {'Vietnamese', 'English', 'Russian', 'French', 'Arabic', 'Chinese'}))})\b", re.I
)
CORPUS = re.compile(rf"^(?:{'|'.join(sorted(CODES))})(?:[-_./].*)?$")
EXAMPLE = re.compile(r'"[^"]*"')
"""Words that a comment quotes: they may be of any language, and "Russian tanks" are no language."""


def docstrings(tree: ast.AST) -> set[int]:
    """The constants that only explain: they may quote words of any language."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def foreign(words: str) -> bool:
    """Whether a letter beyond a to z stands in them."""
    return any(letter.isalpha() and not letter.isascii() for letter in words)


def named_by(source: str) -> list[str]:
    """Each place of a module that names a language, as "line: words"."""
    tree = ast.parse(source)
    explain = docstrings(tree)
    lines = enumerate(source.replace('"""', "").splitlines(), 1)
    found = [f"{number}: {line.strip()}" for number, line in lines if NAMED.search(EXAMPLE.sub("", line))]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explain:
            if CORPUS.match(node.value) or NAMED.search(node.value) or foreign(node.value):
                found.append(f"{node.lineno}: {node.value!r}")
        elif isinstance(node, ast.Name | ast.arg | ast.Attribute | ast.FunctionDef | ast.ClassDef):
            name = getattr(node, "id", None) or getattr(node, "arg", None) or getattr(node, "attr", None) or node.name
            if NAMED.search(name.replace("_", " ")):
                found.append(f"{node.lineno}: {name}")
    return found


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_engine_names_no_language(path: Path) -> None:
    assert named_by(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('if lang == "vi":\n    pass', 1),
        ('LEADS = "en_leads.jsonl"', 1),
        ('PACKS = {"ru": 1}', 1),
        ('pack_for("en-GB")', 1),
        ("# the English way", 1),
        ('"""Reads Vietnamese."""', 1),
        ("def of_russian_nouns(): ...", 1),
        ('NOT = "không"', 1),
        ('CASE = "об"', 1),
        ('"""As in "không kích": the longest match wins."""', 0),
        ('# of "sẽ không"', 0),
        ('"""Whose something is: "Russian tanks"."""', 0),
        ('SIDE = "Russian"', 1),
        ('KEY = "entry"', 0),
        ('QUOTES = "“”«»"', 0),
        ('LETTERS = r"[a-z\\u00e0-\\u1ef9]"', 0),
    ],
)
def test_the_test_finds_what_names_a_language(source: str, count: int) -> None:
    assert len(named_by(source)) == count
