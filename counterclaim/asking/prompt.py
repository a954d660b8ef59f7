"""Puts a report before a language model: what a claim is, examples of our own, the report between marks.

In: a report and its ground. Out: the messages of a chat. Instructions (`instructions.txt`) and examples
(`examples.jsonl`) are files of this package; `version` changes with either. It sends nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any, Final

from counterclaim.coding.grounding import Ground, ground_of
from counterclaim.model import Report
from counterclaim.reading.interchange import report_from_json

Message = dict[str, str]
INSTRUCTIONS: Final = "instructions.txt"
EXAMPLES: Final = "examples.jsonl"
MARK: Final = 16
"""Hexadecimal digits of the number in the marks around a report: from its own text, so that none can hold its own."""
MOST_WORDS: Final = 3
"""Names of one party that are told."""


def messages(ground: Ground) -> list[Message]:
    """The chat that asks for the claims of a report."""
    return [*_opening(), {"role": "user", "content": _shown(ground)}]


def examples() -> tuple[tuple[Report, Mapping[str, Any]], ...]:
    """The reports of our own that the prompt shows, with their answers."""
    rows = [json.loads(line) for line in _file(EXAMPLES).splitlines()]
    return tuple((report_from_json(row, EXAMPLES), row["answer"]) for row in rows)


@cache
def version() -> str:
    """Tells one state of instructions and examples from another: an answer holds only for the one it was given to."""
    return sha256("\0".join([_file(INSTRUCTIONS), _file(EXAMPLES)]).encode()).hexdigest()[:16]


@cache
def _opening() -> tuple[Message, ...]:
    """What every chat begins with: instructions, then questions and answers."""
    shown: list[Message] = [{"role": "system", "content": _file(INSTRUCTIONS)}]
    for report, answer in examples():
        shown.append({"role": "user", "content": _shown(ground_of(report))})
        shown.append({"role": "assistant", "content": json.dumps(answer, ensure_ascii=False)})
    return tuple(shown)


def _shown(ground: Ground) -> str:
    """A report between its marks, with the codes of the names that stand in it."""
    text = ground.text
    mark = f"report-{sha256(text.encode()).hexdigest()[:MARK]}"
    codes = "; ".join(f"{code} = {', '.join(words[:MOST_WORDS])}" for code, words in ground.parties.items())
    published = (ground.report.published or "not said")[:10]
    head = f"Published: {published}\nCodes of names in this report: {codes or 'none'}"
    return f"{head}\n<{mark}>\n{text}\n</{mark}>\nList its claims as one JSON object."


def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")
