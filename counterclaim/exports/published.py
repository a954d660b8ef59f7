"""The forms that others published, as data, and whether a file keeps to them.

`published/NAME.toml` lists the fields of a form: names in order, types, ranges, what may be empty. `fields` gives them
to whoever writes a form; a file enters `findings`, and one line for each place where it differs leaves.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from counterclaim.errors import CounterclaimError
from counterclaim.language.folder import table

FOLDER: Final = Path(__file__).parent / "published"
FLAGS: Final = {"0": 0, "1": 1}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: "`where_prec`, an int from 1 to 7, may be empty"."""

    name: str
    """Column, or path in a JSON object: `actor[].code` is the code in each object of the list."""
    type: str
    empty: bool = False
    """Whether it may be empty, null in JSON."""
    missing: bool = False
    """Whether a JSON object may leave it out."""
    least: float | None = None
    most: float | None = None
    among: tuple[str, ...] = ()
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A form as it was published."""

    name: str
    format: str
    """csv, tsv or jsonl."""
    unique: str
    """Field that no two rows share; empty where there is none."""
    holds: tuple[str, ...]
    """Sums and orders that are true of every row whose fields all have values."""
    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all fields, in order."""
        return tuple(field.name for field in self.fields)


@cache
def published(name: str) -> Published:
    """The published form of a name; raises CounterclaimError where there is none."""
    if not (FOLDER / f"{name}.toml").is_file():
        known = ", ".join(sorted(path.stem for path in FOLDER.glob("*.toml")))
        raise CounterclaimError(f"form {name!r}: nobody published its fields; those known are {known}")
    row = table(FOLDER, f"{name}.toml")
    fields = tuple(Field(**(each | {"among": tuple(each.get("among", ()))})) for each in row["fields"])
    return Published(name, row["format"], row["unique"], tuple(row["holds"]), fields)


def findings(name: str, path: Path) -> Iterator[str]:
    """What of a file is not as its form was published, one line each. Raises CounterclaimError."""
    form = published(name)
    seen: set[Any] = set()
    read = _lines if form.format == "jsonl" else _cells
    for where, row, faults in read(form, path):
        yield from (f"{where}: {fault}" for fault in faults)
        yield from (f"{where}: {rule} does not hold" for rule in form.holds if not _holds(rule, row))
        if form.unique:
            key = row.get(form.unique)
            if key in seen:
                yield f"{where}: {form.unique} {key!r} stands twice"
            seen.add(key)


_Read = tuple[str, Mapping[str, Any], Sequence[str]]
"""Where a row stands, its values by field, and what is wrong with them."""


def _cells(form: Published, path: Path) -> Iterator[_Read]:
    """The rows of a table."""
    by_name = {field.name: field for field in form.fields}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t" if form.format == "tsv" else ",", strict=True)
        header = next(rows, [])
        if tuple(header) != form.names:
            yield f"{path}:1", {}, [f"its {len(header)} columns are not the {len(form.names)} of {form.name}, in order"]
            return
        for number, row in enumerate(rows, 2):
            faults: list[str] = []
            if len(row) != len(header):
                yield f"{path}:{number}", {}, [f"has {len(row)} cells for {len(header)} columns"]
                continue
            values = {name: _value(by_name[name], cell, faults) for name, cell in zip(header, row, strict=True)}
            yield f"{path}:{number}", values, faults


def _value(field: Field, cell: str, faults: list[str]) -> Any:
    """The value of a cell; what is wrong with it is added to the faults."""
    if cell == "":
        if not field.empty:
            faults.append(f"{field.name} is empty")
        return None
    try:
        value = _READ[field.type](cell)
    except (KeyError, ValueError):
        faults.append(f"{field.name} {cell!r} is no {field.type}")
        return None
    faults.extend(_faults(field, value))
    return value


_READ: Final[Mapping[str, Any]] = {
    "str": str, "int": int, "float": float, "bool": FLAGS.__getitem__, "day": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}  # fmt: skip
"""Type -> the value of a cell."""


def _faults(field: Field, value: Any) -> Iterator[str]:
    """What is wrong with a value of the right type; of a list its length counts."""
    size = len(value) if isinstance(value, list) else value
    if field.least is not None and size < field.least:
        yield f"{field.name} {value!r} is less than {field.least}"
    if field.most is not None and size > field.most:
        yield f"{field.name} {value!r} is more than {field.most}"
    if field.among and value not in field.among:
        yield f"{field.name} {value!r} is none of those that there are"
    if field.pattern is not None and not re.fullmatch(field.pattern, value):
        yield f"{field.name} {value!r} is not written so"


def _lines(form: Published, path: Path) -> Iterator[_Read]:
    """The objects of JSON lines."""
    by_path = {field.name: field for field in form.fields}
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                yield f"{path}:{number}", {}, ["is no JSON"]
                continue
            if not isinstance(row, dict):
                yield f"{path}:{number}", {}, ["is no JSON object"]
                continue
            yield f"{path}:{number}", _dated(row, by_path), list(_inside(row, "", by_path))


_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "str": (str,), "int": (int,), "float": (float, int), "bool": (bool,), "day": (str,), "datetime": (str,),
    "list": (list,), "object": (dict,),
}  # fmt: skip


def _inside(value: Mapping[str, Any], path: str, by_path: Mapping[str, Field]) -> Iterator[str]:
    """What is wrong with a JSON object and all that stands in it."""
    for name in value:
        if f"{path}{name}" not in by_path:
            yield f"{path}{name} is not in the form"
    for place, field in by_path.items():
        name = place.removeprefix(path)
        if not place.startswith(path) or "." in name or name.endswith("[]"):
            continue
        if name not in value:
            if not field.missing:
                yield f"{place} is missing"
            continue
        yield from _of(value[name], place, field, by_path)


def _of(value: Any, place: str, field: Field, by_path: Mapping[str, Field]) -> Iterator[str]:
    """What is wrong with one value of JSON."""
    if value is None:
        if not field.empty:
            yield f"{place} is null"
        return
    if not isinstance(value, _TYPES[field.type]) or (isinstance(value, bool) and field.type != "bool"):
        yield f"{place} {value!r} is no {field.type}"
        return
    if field.type in ("day", "datetime"):
        try:
            _READ[field.type](value)
        except ValueError:
            yield f"{place} {value!r} is no {field.type}"
    yield from _faults(field, value)
    if isinstance(value, dict):
        yield from _inside(value, f"{place}.", by_path)
    if isinstance(value, list):
        for each in value:
            yield from _of(each, f"{place}[]", by_path[f"{place}[]"], by_path)


def _dated(row: Mapping[str, Any], by_path: Mapping[str, Field]) -> Mapping[str, Any]:
    return {name: value for name, value in row.items() if name in by_path and not isinstance(value, list | dict)}


def _holds(rule: str, row: Mapping[str, Any]) -> bool:
    """Whether "a + b = c" or "a <= b" holds of a row; where a field is empty nothing is said."""
    left, sign, right = re.split(r" (<=|=) ", rule)
    sides: list[list[Any]] = [[row.get(name) for name in side.split(" + ")] for side in (left, right)]
    if any(value is None for side in sides for value in side):
        return True
    one, other = (side[0] if len(side) == 1 else sum(side) for side in sides)
    return bool(one <= other if sign == "<=" else one == other)
