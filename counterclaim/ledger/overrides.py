"""What people decided about questions, put over what reconciliation finds: splits, merges, withdrawn relations.

The rows of a block enter, questions leave as they stand with what was decided. A split keeps claims apart from the
question they would be in; a merge lets the claims of one question be about another, whichever block that is in.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.ledger.lookup import ALWAYS, rows
from counterclaim.ledger.rows import as_json, from_json
from counterclaim.ledger.tellings import block_of
from counterclaim.model import Question
from counterclaim.reconciliation.blocks import reconcile
from counterclaim.reconciliation.content import Row
from counterclaim.reconciliation.questions import question

Group = tuple[Question, tuple[Row, ...]]
"""A question with the rows it was made of."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided and did not undo."""

    splits: tuple[frozenset[str], ...]
    """Claims that are about a question of their own."""
    merges: Mapping[str, str]
    """Id of a question -> id of the question that it is one with."""
    withdrawn: frozenset[tuple[str, str]]
    """Pairs of claims that have no relation."""


def decided(connection: sqlite3.Connection) -> Decided:
    """What holds now."""
    splits: list[frozenset[str]] = []
    merges: dict[str, str] = {}
    withdrawn: set[tuple[str, str]] = set()
    for row in rows(connection, "holding_reviews", {}):
        if row["kind"] == "split":
            splits.append(frozenset(from_json(row["value"])))
        elif row["kind"] == "merge":
            merges[row["subject"]] = row["other"]
        elif row["kind"] == "withdraw":
            withdrawn.add((row["subject"], row["other"]))
    return Decided(tuple(splits), {one: _end(merges, one) for one in merges}, frozenset(withdrawn))


def _end(merges: Mapping[str, str], start: str) -> str:
    """Where a chain of merges ends; a circle ends where it began."""
    at, seen = merges[start], {start}
    while at in merges and at not in seen:
        seen.add(at)
        at = merges[at]
    return at


def joined(connection: sqlite3.Connection, blocks: Iterable[str], decided: Decided) -> Iterator[tuple[str, ...]]:
    """The blocks alone, or together with those that a merge joins them with."""
    links: dict[str, set[str]] = defaultdict(set)
    for one, other in decided.merges.items():
        pair = [block for each in (one, other) for block in _blocks(connection, each)]
        for block in pair:
            links[block].update(pair)
    done: set[str] = set()
    for block in blocks:
        if block in done:
            continue
        group, open_ends = {block}, [block]
        while open_ends:
            for other in links[open_ends.pop()] - group:
                group.add(other)
                open_ends.append(other)
        done |= group
        yield tuple(sorted(group))


def _blocks(connection: sqlite3.Connection, question_id: str) -> list[str]:
    found = rows(connection, "question_row", {"id": question_id, "recorded": ALWAYS})
    return [row["block"] for row in found]


def found(told: Sequence[Row], block: str, decided: Decided) -> list[Group]:
    """The questions of a block, each with its rows, after splits."""
    groups: list[Group] = []
    places: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(told):
        places[row.id].append(place)
    for each in reconcile(block_of(block), told):
        own = _rows_of(
            each, [told[place] for place in sorted(place for claim in each.claims for place in places[claim])]
        )
        parts = split(own, decided)
        groups.extend([(each, own)] if len(parts) == 1 else [(question(list(part)), part) for part in parts])
    return groups


def _rows_of(asked: Question, told: Sequence[Row]) -> tuple[Row, ...]:
    ids = frozenset(asked.claims)
    return tuple(row for row in told if row.id in ids and (row.told.about is None or row.told.about.id in ids))


def split(told: tuple[Row, ...], decided: Decided) -> list[tuple[Row, ...]]:
    """The rows of a question in the parts that splits make of them, none empty."""
    parts = [told]
    for apart in decided.splits:
        cut: list[tuple[Row, ...]] = []
        for part in parts:
            out = tuple(row for row in part if row.id in apart)
            rest = tuple(row for row in part if row.id not in apart)
            cut.extend([rest, out] if rest and out else [part])
        parts = cut
    return parts


def merged(found: Mapping[str, list[Group]], decided: Decided) -> dict[str, list[Question]]:
    """The questions of blocks, by block; those that were merged stand where the other one does, under its id."""
    where = {asked.id: (block, asked, told) for block, groups in found.items() for asked, told in groups}
    away: dict[str, list[str]] = defaultdict(list)
    for one, other in decided.merges.items():
        if one in where and other in where and one != other:
            away[other].append(one)
    gone = {one for ones in away.values() for one in ones}
    questions: dict[str, list[Question]] = {block: [] for block in found}
    for asked_id, (block, asked, told) in where.items():
        if asked_id in gone and asked_id not in away:
            continue
        parts = {(row.id, row.told.about.id if row.told.about else ""): row for row in told}
        for one in away.get(asked_id, ()):
            parts.update({(row.id, row.told.about.id if row.told.about else ""): row for row in where[one][2]})
        whole = asked if len(parts) == len(told) else replace(question(list(parts.values())), id=asked_id)
        questions[block].append(whole)
    return questions


def days_of(connection: sqlite3.Connection, questions: Iterable[Question]) -> dict[str, str]:
    """The days of publication of the reports of questions."""
    reports = {report for asked in questions for report in asked.reports}
    found = rows(connection, "days_of_reports", {"reports": as_json(sorted(reports))})
    return {row["id"]: row["day"] for row in found if row["day"]}
