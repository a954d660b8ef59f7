"""Brings questions up to date: what is pending in a ledger enters, rows that say what changed are appended.

First reports that are yet to be told are told, then the blocks that this touched are reconciled; both in transactions
small enough that other writers get their turn. What people decided (merged and split questions, withdrawn relations)
is kept. A run that ends in between goes on with the next one.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from counterclaim.ledger import overrides, scheme
from counterclaim.ledger.appending import By, Commit, commit
from counterclaim.ledger.chain import Value
from counterclaim.ledger.lookup import ALWAYS, rows
from counterclaim.ledger.questionrows import (
    ANSWER_COLUMNS,
    QUESTION_COLUMNS,
    RELATION_COLUMNS,
    answer_values,
    question_values,
    relation_values,
)
from counterclaim.ledger.rows import as_json
from counterclaim.ledger.statements import statement
from counterclaim.ledger.store import Ledger
from counterclaim.ledger.tellings import Calendar, name_of, rows_of_block, tell_report, tellings_told, told_of
from counterclaim.model import RULE, Question
from counterclaim.reconciliation.content import Row, key, row_of
from counterclaim.reconciliation.nearby import Surroundings, changed
from counterclaim.reconciliation.questions import question

REPORTS_AT_ONCE: Final = 500
"""Reports told in one transaction."""
ALONE_AT_ONCE: Final = 12
"""New claims that are reconciled one by one; of more, their whole blocks are."""
BLOCKS_AT_ONCE: Final = 20
"""Blocks reconciled in one transaction."""
RECONCILED: Final = "reconcile"
TOLD: Final = "tell"
Progress = Callable[[str, int, int], None]
"""Is told which step is under way, how many reports or blocks of it are done, and how many are left."""


def settle(ledger: Ledger, by: By, progress: Progress | None = None) -> int:
    """Do all that is pending, and say how many blocks were reconciled. Raises LedgerError."""
    tell_untold(ledger, by, progress)
    return reconcile_pending(ledger, by, progress)


def tell_untold(ledger: Ledger, by: By, progress: Progress | None = None) -> None:
    """Tell the reports that are yet to be told; the blocks that this touches become pending. Raises LedgerError."""
    done, begun_with = 0, _count(ledger, "untold_left") if progress is not None else 0
    while True:
        with commit(ledger.connection, ledger.path, RECONCILED, by) as begun:
            scheme.adopt(ledger.connection)
            untold = rows(ledger.connection, "some_untold", {"most": REPORTS_AT_ONCE})
            for row in untold:
                for block in tell_report(begun, row["report"], date.fromisoformat(begun.at[:10])):
                    ledger.connection.execute(statement("add_pending"), (block,))
                begun.flush()
                ledger.connection.execute(statement("drop_untold"), (row["report"],))
        done += len(untold)
        if progress is not None:
            progress(TOLD, done, max(begun_with - done, 0))
        if len(untold) < REPORTS_AT_ONCE:
            return


def reconcile_pending(ledger: Ledger, by: By, progress: Progress | None = None) -> int:
    """Reconcile the pending blocks, and say how many there were. Raises LedgerError."""
    done, left = 0, None
    while True:
        with commit(ledger.connection, ledger.path, RECONCILED, by) as begun:
            alone = [row["n"] for row in rows(ledger.connection, "some_alone", {"most": ALONE_AT_ONCE + 1})]
            pending, decided = _some_pending(ledger), overrides.decided(ledger.connection)
            if alone and (pending or len(alone) > ALONE_AT_ONCE or decided.merges):
                ledger.connection.execute(statement("leave_blocks_of_alone"))  # whole blocks cost less, or are due
                ledger.connection.execute(statement("drop_alone"))
                alone, pending = [], _some_pending(ledger)
            reconcile_alone(begun, alone, decided)
            reconcile_blocks(begun, pending)
        done += len(pending) + len(alone)
        if progress is not None:
            # counted once, after new claims have left their blocks: each time would take the square of their number
            left = _count(ledger, "pending_left") if left is None else max(left - len(pending), 0)
            progress(RECONCILED, done, left)
        if len(pending) < BLOCKS_AT_ONCE:
            return done


def _count(ledger: Ledger, counting: str) -> int:
    return int(rows(ledger.connection, counting, {})[0]["count"])


def _some_pending(ledger: Ledger) -> list[str]:
    return [row["block"] for row in rows(ledger.connection, "some_pending", {"most": BLOCKS_AT_ONCE})]


def reconcile_alone(begun: Commit, tellings: Sequence[int], decided: overrides.Decided) -> None:
    """Reconcile what new tellings can change, and nothing else of their blocks; append what changed."""
    if not tellings:
        return
    connection = begun.connection
    new = tellings_told(connection, tellings)
    kinds: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in new:
        kinds[key(row.told, row.said)].append(row)
    for (family, mood), own in sorted(kinds.items()):
        around = Surroundings(family, Calendar(connection, family, mood).between)
        change = changed(around, mood, own, partial(_questions_with, connection))
        questions = [
            (name_of(block), question(list(part)))
            for block, group in change.groups
            for part in overrides.split(group, decided)
        ]
        before = {
            row["id"]: row
            for each in change.replaced
            for row in rows(connection, "question_row", {"id": each, "recorded": ALWAYS})
        }
        _append_questions(begun, before, questions, decided)
    connection.execute(statement("drop_alone"))


def _questions_with(connection: sqlite3.Connection, claims: Iterable[str]) -> dict[str, Sequence[Row]]:
    """The stored questions that claims are in, each with its claims."""
    found = rows(connection, "questions_with", {"claims": as_json(list(claims))})
    told: dict[str, Sequence[Row]] = {}
    for each in found:
        row = rows(connection, "question_row", {"id": each["question"], "recorded": ALWAYS})[0]
        told[each["question"]] = [
            row_of(one) for one in told_of(connection, rows(connection, "claims_told", {"claims": row["claims"]}))
        ]
    return told


def reconcile_blocks(begun: Commit, blocks: Iterable[str]) -> None:
    """Reconcile blocks, and those that merged questions join them with; append what changed."""
    connection = begun.connection
    decided = overrides.decided(connection)
    for group in overrides.joined(connection, blocks, decided):
        found = {
            block: overrides.found(rows_of_block(connection, block, ALWAYS, ALWAYS), block, decided) for block in group
        }
        questions = overrides.merged(found, decided)
        for block in group:
            _append_block(begun, block, questions[block], decided)
            begun.flush()  # a question that moved to another block is found there by what this one left
            connection.execute(statement("drop_pending"), (block,))


def _append_block(begun: Commit, block: str, questions: Sequence[Question], decided: overrides.Decided) -> None:
    """Append what changed in the questions of a block; what is found there no longer is gone."""
    before = {row["id"]: row for row in rows(begun.connection, "questions_of_block", {"block": block})}
    _append_questions(begun, before, [(block, each) for each in questions], decided)


def _append_questions(
    begun: Commit,
    before: dict[str, dict[str, Any]],
    questions: Sequence[tuple[str, Question]],
    decided: overrides.Decided,
) -> None:
    """Append what changed in questions, each with its block; those of before that are found no longer are gone."""
    days = overrides.days_of(begun.connection, [asked for _, asked in questions])
    for block, asked in questions:
        values = (0, *question_values(asked, block, days))
        row = before.pop(asked.id, None) or _elsewhere(begun, asked.id)
        if row is None or _read(row, ("gone", *QUESTION_COLUMNS)) != values:
            begun.append("questions", asked.id, *values)
        _append_parts(begun, asked, decided)
    for question_id, row in before.items():
        begun.append("questions", question_id, 1, *_read(row, QUESTION_COLUMNS))
        _append_none(begun, question_id)


def _elsewhere(begun: Commit, question_id: str) -> dict[str, Any] | None:
    found = rows(begun.connection, "question_row", {"id": question_id, "recorded": ALWAYS})
    return found[0] if found else None


def _append_parts(begun: Commit, question: Question, decided: overrides.Decided) -> None:
    """Append what changed in a question's answers, members and relations."""
    answers = {(position,): answer_values(answer) for position, answer in enumerate(question.answers)}
    members: dict[tuple[Value, ...], tuple[Value, ...]] = {(claim,): () for claim in question.claims}
    relations = {
        (each.claim, each.other, each.kind): relation_values(each)
        for each in question.relations
        if (each.claim, each.other) not in decided.withdrawn
    }
    _append_changes(begun, "answers", question.id, answers, ("position",), ANSWER_COLUMNS)
    _append_changes(begun, "members", question.id, members, ("claim",), ())
    _append_changes(begun, "relations", question.id, relations, ("claim", "other", "kind"), RELATION_COLUMNS)


def _append_none(begun: Commit, question: str) -> None:
    """Append that a question has no answers, members and relations any more."""
    _append_changes(begun, "answers", question, {}, ("position",), ANSWER_COLUMNS)
    _append_changes(begun, "members", question, {}, ("claim",), ())
    _append_changes(begun, "relations", question, {}, ("claim", "other", "kind"), RELATION_COLUMNS)


def _append_changes(
    begun: Commit,
    table: str,
    question: str,
    now: dict[Any, tuple[Value, ...]],
    keys: Sequence[str],
    columns: Sequence[str],
) -> None:
    """Append the rows of a question that are new or other than before, and that those are gone which it has no more."""
    told = {"question": question, "recorded": ALWAYS}
    before = {_read(row, keys): row for row in rows(begun.connection, f"{table}_of_question", told)}
    for place, values in now.items():
        old = before.get(place)
        if old is None or old["gone"] or _read(old, columns) != values:
            begun.append(table, question, *place, 0, *values)
    for place, old in before.items():
        decided = table == "relations" and old["made_by"] != RULE
        if place not in now and not old["gone"] and not decided:
            begun.append(table, question, *place, 1, *_read(old, columns))


def _read(row: dict[str, Any], columns: Sequence[str]) -> tuple[Value, ...]:
    return tuple(row[column] for column in columns)
