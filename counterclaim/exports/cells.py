"""CSV that comes back as it was, and that a spreadsheet does not take for formulas.

Values enter and cells leave, and the other way round. An empty cell is null. A text that is empty, or that begins with
one of `FORMULA` or with the guard itself, gets the guard `'` before it: spreadsheets show such a cell as text instead
of computing it (CSV injection, https://owasp.org/www-community/attacks/CSV_Injection), and whoever reads it back takes
the guard away. Lists are JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from counterclaim.exports.columns import COUNT, DAY, FLAG, NESTED, SHARE, SPANS, TEXT, WORDS
from counterclaim.ledger.rows import as_json, from_json

GUARD: Final = "'"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", GUARD)
"""What a text may begin with that a spreadsheet, or this module, takes for something else."""


def guarded(text: str) -> str:
    """A text as a cell."""
    return GUARD + text if not text or text.startswith(FORMULA) else text


def unguarded(cell: str) -> str | None:
    """The text of a cell; None for an empty one."""
    return (cell[1:] if cell[0] == GUARD else cell) if cell else None


def _texts(values: Sequence[Any]) -> Sequence[Any]:
    return [guarded(each) if each is not None else "" for each in values]


def _plain(values: Sequence[Any]) -> Sequence[Any]:
    return values  # csv writes None as nothing, numbers as repr does, which comes back as it was


def _flags(values: Sequence[Any]) -> Sequence[Any]:
    return ["" if each is None else "true" if each else "false" for each in values]


def _lists(values: Sequence[Any]) -> Sequence[Any]:
    return [as_json(each) if each else "[]" for each in values]


CELLS: Final[Mapping[str, Callable[[Sequence[Any]], Sequence[Any]]]] = {
    TEXT: _texts, COUNT: _plain, SHARE: _plain, DAY: _plain, FLAG: _flags, WORDS: _lists, NESTED: _lists, SPANS: _lists,
}  # fmt: skip
"""Kind of a column -> its values as cells."""
VALUES: Final[Mapping[str, Callable[[str], Any]]] = {
    TEXT: unguarded,
    COUNT: lambda cell: int(cell) if cell else None,
    SHARE: lambda cell: float(cell) if cell else None,
    DAY: lambda cell: cell or None,
    FLAG: lambda cell: cell == "true" if cell else None,
    WORDS: from_json,
    NESTED: from_json,
    SPANS: from_json,
}
"""Kind of a column -> the value of a cell."""
