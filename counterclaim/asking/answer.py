"""Reads what a language model answered: the JSON in it, row by row, however it is wrapped.

In: the words of an answer. Out: rows of what it states, or a reason why nothing can be read. `SCHEMA` is the form that
servers which can are told to keep to. Whether anything of it stands in the report is not looked at here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from counterclaim.errors import NoAnswer
from counterclaim.model import EVENTS, SCOPES, STANCES, UNITS

MOST_CLAIMS: Final = 300
"""Claims of one answer; a report of a thousand words makes some thirty."""
REMEDY: Final = "try another --model, or --fallback rules"
_THOUGHT: Final = re.compile(r"<(/?)think(?:ing)?>")
_NOTHING: Final = frozenset({"", "null", "none", "n/a", "-"})
_CLAIMS_BEGIN: Final = re.compile(r'\{\s*"claims"\s*:')
_ROWS_BEGIN: Final = re.compile(r'(?:\[\s*)?\{\s*"(?:evidence|speaker)"')
_ROW_BEGINS: Final = re.compile(r"[\s,\[]*(?=\{)")
_FENCE: Final = "```"


def _nullable(*allowed: str) -> dict[str, Any]:
    words: dict[str, Any] = {"enum": sorted(allowed)} if allowed else {}
    return {"anyOf": [{"type": "string", **words}, {"type": "null"}]}


_CLAIM: Final[dict[str, Any]] = {
    "evidence": {"type": "string"},
    "speaker": _nullable(),
    "speaker_party": {"type": "string"},
    "cue": _nullable(),
    "stance": {"type": "string", "enum": sorted(STANCES)},
    "event": {"type": "string", "enum": sorted(EVENTS)},
    "trigger": _nullable(),
    "actor": _nullable(),
    "target": _nullable(),
    "unit": _nullable(*UNITS),
    "number": _nullable(),
    "scope": _nullable(*SCOPES),
    "time": _nullable(),
    "place": _nullable(),
    "via": {"type": "array", "items": {"type": "string"}},
    "denies": {"type": "array", "items": {"type": "integer"}},
}
_CLAIMS: Final[dict[str, Any]] = {
    "type": "array",
    "items": {"type": "object", "properties": _CLAIM, "required": list(_CLAIM), "additionalProperties": False},
}
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {"claims": _CLAIMS},
    "required": ["claims"],
    "additionalProperties": False,
}
"""JSON schema of an answer; every field is required, because some servers take no other."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What one row of an answer says, nothing of it checked; words are None where it says nothing."""

    evidence: str
    speaker_party: str
    stance: str
    event: str
    speaker: str | None = None
    cue: str | None = None
    trigger: str | None = None
    actor: str | None = None
    target: str | None = None
    unit: str | None = None
    number: str | None = None
    scope: str | None = None
    time: str | None = None
    place: str | None = None
    via: tuple[str, ...] = ()
    denies: tuple[int, ...] = ()


def rows_of(answer: str) -> tuple[Stated | str, ...]:
    """The rows of an answer, a reason in place of one that cannot be read. Raises NoAnswer where it holds no JSON."""
    rows = _rows(_without_thoughts(answer))
    if len(rows) > MOST_CLAIMS:
        raise NoAnswer(f"the model stated {len(rows):,} claims of one report", REMEDY)
    return tuple(_stated(row) for row in rows)


def _without_thoughts(answer: str) -> str:
    """The answer without what stands between a mark that opens a thought and the next that closes one."""
    kept: list[str] = []
    position, opened = 0, -1
    for mark in _THOUGHT.finditer(answer):
        if not mark[1] and opened < 0:
            opened = mark.start()
        elif mark[1] and opened >= 0:
            kept.append(answer[position:opened])
            position, opened = mark.end(), -1
    return "".join((*kept, answer[position:]))


def _rows(answer: str) -> list[Any]:
    """The list of claims in an answer, whatever stands around it. Raises NoAnswer."""
    if begun := _CLAIMS_BEGIN.search(answer):
        if (looped := _looped(answer, begun.end())) is not None:
            return looped
        claims = _value(answer, begun.start())["claims"]
        return claims if isinstance(claims, list) else [claims]
    if answer.strip() == "[]":
        return []
    if begun := _ROWS_BEGIN.search(answer):
        rows = _value(answer, begun.start())
        return rows if isinstance(rows, list) else [rows]
    raise NoAnswer("the model answered no JSON with claims", REMEDY)


def _looped(answer: str, begin: int) -> list[Any] | None:
    """The rows of an answer that was cut off while it said the same over and over; None where it did not.

    Small models end in such loops; what they had to say, they have said.
    """
    found: list[Any] = []
    decoder = json.JSONDecoder()
    while row := _ROW_BEGINS.match(answer, begin):
        try:
            value, begin = decoder.raw_decode(answer, row.end())
        except (ValueError, RecursionError):
            once = len(found)
            while once and found.index(found[once - 1]) < once - 1:
                once -= 1
            return found[:once] if once < len(found) else None
        found.append(value)
    return None


def _value(answer: str, begin: int) -> Any:
    """The JSON value that begins there. Raises NoAnswer."""
    try:
        return json.JSONDecoder().raw_decode(answer, begin)[0]
    except RecursionError:
        raise NoAnswer("the model's JSON is nested too deep", REMEDY) from None
    except ValueError as fault:
        last = answer.rstrip().removesuffix(_FENCE).rstrip()[-1:]
        cut = last not in ("}", "]") or answer.count("{") > answer.count("}")
        what = "the model's JSON is cut off" if cut else f"the model's JSON is broken ({fault})"
        raise NoAnswer(what, "raise --max-tokens, or try another --model" if cut else REMEDY) from None


def _stated(row: object) -> Stated | str:
    """What a row says, or why it cannot be read."""
    if not isinstance(row, Mapping):
        return "it is no object"
    said = {field: _words(row.get(field)) for field in _CLAIM}
    missing = [field for field in ("evidence", "speaker_party", "stance", "event") if said[field] is None]
    if missing:
        return f"it gives no {missing[0]}"
    rest = {field: words for field, words in said.items() if field not in ("via", "denies")}
    return Stated(
        **rest,  # type: ignore[arg-type]  # those that may not be None were looked at
        via=tuple(words for each in _list(row.get("via")) if (words := _words(each))),
        denies=tuple(each for each in _list(row.get("denies")) if isinstance(each, int) and not isinstance(each, bool)),
    )


def _words(value: object) -> str | None:
    """The words of a value; a figure is written out; None where it says nothing."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or value.strip().lower() in _NOTHING:
        return None
    return value.strip()


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]
