"""Named SQL: `sql/*.sql` hold statements, each under a line `-- name: what_it_gives`; the name gives the statement.

A line `-- as in NAME` stands for the lines of that name: filters that several statements share stand once.

Nothing is read but the package's own files. A statement is text with named parameters (`:id`); no value is ever put
into it otherwise.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

FOLDER: Final = Path(__file__).parent
_IF: Final = re.compile(r"-- if (\w+)$")
_AS: Final = re.compile(r"^\s*-- as in (\w+)$")
_NAME: Final = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


def statement(name: str, given: frozenset[str] = frozenset()) -> str:
    """The statement of that name; raises KeyError where there is none, which no input can cause.

    Lines that end in `-- if NAME` are part of it only where that name is among the `given` ones: a filter that is not
    asked for must not keep an index from being used.
    """
    return _with(name, given)


@cache
def _with(name: str, given: frozenset[str]) -> str:
    lines = [line for told in _named()[name].splitlines() for line in _spelled(told)]
    return "\n".join(line for line in lines if not (found := _IF.search(line)) or found[1] in given)


def _spelled(line: str) -> list[str]:
    """The lines that one stands for."""
    shared = _AS.match(line)
    return _named()[shared[1]].splitlines() if shared else [line]


@cache
def _named() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for path in sorted((FOLDER / "sql").glob("*.sql")):
        pieces = _NAME.split(path.read_text("utf-8"))
        for name, text in zip(pieces[1::2], pieces[2::2], strict=True):
            if name in found:
                raise ValueError(f"{path.name}: statement {name!r} stands twice; rename one")
            found[name] = text.strip().removesuffix(";")
    return MappingProxyType(found)


def statements_of(script: str) -> Iterator[str]:
    """The statements of a script one by one, so that all of them can run in one transaction."""
    lines: list[str] = []
    for line in script.splitlines(keepends=True):
        lines.append(line)
        if line.rstrip().endswith(";") and sqlite3.complete_statement("".join(lines)):
            yield "".join(lines)
            lines = []
