"""Counts and facets kept beside the rows of the chain, so that pages of parties, the overview and search count nothing.

The numbers of the first new rows of a commit enter; what these rows change is added to the derived tables and what they
replace is taken away. Drawn anew from all rows they are the same, and `faults` holds them to that.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Final

from counterclaim.ledger.faults import Fault
from counterclaim.ledger.rows import as_json, from_json
from counterclaim.ledger.statements import statement

NEVER: Final = 1 << 62
"""A row number after all others."""
TABLES: Final = (
    "report_facets", "facets_printed", "facets_claimed", "party_claims", "party_questions", "party_statuses",
    "party_denials", "dyad_weeks", "revised_days",
)  # fmt: skip
INDEXES: Final = ("search_reports", "search_evidence", "bands")
STRUCTURE: Final = 10
"""Id of the page of a full-text index that lists its segments."""
ID_BYTES: Final = 7

Key = tuple[Any, ...]


@dataclass(slots=True)
class _Changes:
    """What is added to each key of the derived tables, and taken away."""

    counts: dict[str, dict[Key, list[int]]] = field(default_factory=lambda: defaultdict(dict))
    """Table -> key -> what its counts grow by."""
    questions: dict[Key, int] = field(default_factory=dict)
    """Party, last day, question -> whether it answers."""
    gone: set[Key] = field(default_factory=set)
    revised: Counter[Key] = field(default_factory=Counter)

    def count(self, table: str, key: Key, *more: int) -> None:
        known = self.counts[table].setdefault(key, [0] * len(more))
        for place, each in enumerate(more):
            known[place] += each

    def write(self, connection: sqlite3.Connection) -> None:
        for table, counted in self.counts.items():
            grown = {key: more for key, more in counted.items() if any(more)}
            whole = table in ("facets_printed", "facets_claimed")
            connection.executemany(statement(f"count_{table}"), [(*key, *more) for key, more in grown.items()])
            shrunk = [key[:1] if whole else key for key, more in grown.items() if min(more) < 0]
            connection.executemany(statement(f"clear_{table}"), shrunk)
        connection.executemany(statement("drop_party_question"), list(self.gone))
        connection.executemany(statement("put_party_question"), [(*key, way) for key, way in self.questions.items()])
        for name, sign in (("drop_revised", -1), ("put_revised", 1)):
            connection.executemany(statement(name), [key for key, count in self.revised.items() if count == sign])


def bring_up(connection: sqlite3.Connection, first: Mapping[str, int]) -> None:
    """Count what was appended: `first` names the number of the first new row of each table that has any."""
    told = {table: first.get(table, NEVER) for table in ("reports", "claims", "questions", "answers", "members")}
    if all(number == NEVER for number in told.values()):
        return
    changes = _Changes()
    reports = {row[0] for row in connection.execute(statement("reports_touched"), told)}
    for (question,) in connection.execute(statement("questions_touched"), told).fetchall():
        if _count_question(connection, changes, question, told):
            reports.update(row[0] for row in connection.execute(statement("reports_of_question"), {"id": question}))
    for report in sorted(reports):
        _count_report(connection, changes, report, told)
    changes.write(connection)


def fill(connection: sqlite3.Connection) -> None:
    """Draw all of it anew."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")
    changes, all_new = _Changes(), dict.fromkeys(("reports", "claims", "questions", "answers", "members"), 1)
    for (question,) in connection.execute(statement("every_question")).fetchall():
        _count_question(connection, changes, question, all_new)
    for (report,) in connection.execute(statement("every_report")).fetchall():
        _count_report(connection, changes, report, all_new)
    changes.write(connection)


def _count_question(connection: sqlite3.Connection, changes: _Changes, question: str, first: Mapping[str, int]) -> bool:
    """Count what changed in a question; whether its status did, or whether it is there."""
    before = _question(connection, {"id": question, **first}) if first["questions"] > 1 else None
    now = _question(connection, {"id": question, "questions": NEVER, "answers": NEVER})
    if before == now:
        return False
    for sign, state in ((-1, before), (1, now)):
        if state is None:
            continue
        for party in state.answering:
            changes.count("party_statuses", (party, state.status), sign)
        for pair, answers in state.denied.items():
            changes.count("party_denials", pair, sign * answers)
        for day, party in state.revised:
            changes.revised[day, question, party] += sign
    old_keys = before.keys(question) if before else {}
    new_keys = now.keys(question) if now else {}
    changes.gone.update(key for key, way in old_keys.items() if new_keys.get(key) != way)
    changes.questions.update({key: way for key, way in new_keys.items() if old_keys.get(key) != way})
    return (before.status if before else None) != (now.status if now else None)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as it is counted."""

    status: str
    last: str
    parties: frozenset[str]
    answering: frozenset[str]
    denied: Mapping[tuple[str, str], int]
    """Party and denier -> answers."""
    revised: frozenset[tuple[str, str]]
    """Day and party."""

    def keys(self, question: str) -> dict[Key, int]:
        return {(party, self.last, question): int(party in self.answering) for party in self.parties | self.answering}


def _question(connection: sqlite3.Connection, told: Mapping[str, Any]) -> _Asked | None:
    row = connection.execute(statement("question_before"), told).fetchone()
    if row is None or row[0]:
        return None
    _, status, last, *named = row
    answers = connection.execute(statement("answers_before"), told).fetchall()
    denied = Counter((party, denier) for party, _, deniers, _ in answers for denier in from_json(deniers))
    return _Asked(
        status, last, frozenset(party for party in named if party), frozenset(answer[0] for answer in answers),
        denied, frozenset((day or "", party) for party, day, _, revised in answers if revised),
    )  # fmt: skip


def _count_report(connection: sqlite3.Connection, changes: _Changes, report: int, first: Mapping[str, int]) -> None:
    """Count what changed in a report: its claims, and how it counts in a search."""
    outlet, lang, published, newest = connection.execute(statement("report_printed"), {"report": report}).fetchone()
    held = connection.execute(statement("claims_before"), {"report": report, "claims": NEVER}).fetchall()
    before = []
    if report < first["reports"] and first["claims"] < NEVER:
        told = {"report": report, "claims": first["claims"]}
        before = connection.execute(statement("claims_before"), told).fetchall()
    if before != held and (report >= first["reports"] or first["claims"] < NEVER):
        week = week_of(published)
        for sign, claims in ((-1, before), (1, held)):
            _count_claims(changes, claims, week, sign)
    printed = (outlet, lang, published[:7] if published else None)
    claimed = _claimed(connection, held)
    facets = (int(newest), _id(printed), _id(claimed) if claimed else 0)
    known = connection.execute(statement("facets_of"), (report,)).fetchone() if report < first["reports"] else None
    if facets == known:
        return
    if known is None or known[1] != facets[1]:
        changes.count("facets_printed", (facets[1], *printed), 1)
    if known is None or known[2] != facets[2]:
        if claimed:
            changes.count("facets_claimed", (facets[2], *claimed), 1)
        if known is not None and known[2]:
            was = connection.execute("SELECT events, parties, statuses FROM facets_claimed WHERE id = ?", known[2:])
            changes.count("facets_claimed", (known[2], *was.fetchone()), -1)
    connection.execute(statement("put_facets"), (report, *facets))


def _count_claims(changes: _Changes, claims: Iterable[Key], week: str, sign: int) -> None:
    told: set[Key] = set()
    for _, speaker, _, target, event, stance in claims:
        key = (speaker, event, stance)
        changes.count("party_claims", key, sign, 0 if key in told else sign)
        told.add(key)
        if target is not None:
            changes.count("dyad_weeks", (speaker, target, week), sign)


def _claimed(connection: sqlite3.Connection, held: Iterable[Key]) -> Key:
    """Events, parties and statuses of the claims of a report; nothing where there are none."""
    events: set[str] = set()
    parties: set[str] = set()
    statuses: set[str] = set()
    for claim, speaker, actor, target, event, _ in held:
        events.add(event)
        parties.update(party for party in (speaker, actor, target) if party)
        statuses.update(row[0] for row in connection.execute(statement("statuses_of_claim"), {"claim": claim}))
    return tuple(" ".join(sorted(each)) for each in (events, parties, statuses)) if events else ()


def _id(facets: Key) -> int:
    """The id of facets: by what they are, so that drawing them anew gives the same."""
    return int.from_bytes(sha256(as_json(facets).encode()).digest()[:ID_BYTES])


def week_of(published: str | None) -> str:
    """The Monday of a day of publication; empty where there is none."""
    if not published:
        return ""
    day = date.fromisoformat(published[:10])
    return (day - timedelta(days=day.weekday())).isoformat()


def note_structures(connection: sqlite3.Connection) -> None:
    """Write down how the full-text indexes are cut, once all that was put into them has reached their tables."""
    connection.execute("SAVEPOINT indexed")  # makes FTS5 write what it holds back
    connection.execute("RELEASE indexed")
    for name in INDEXES:
        row = connection.execute(f"SELECT block FROM {name}_data WHERE id = {STRUCTURE}").fetchone()
        known = connection.execute("SELECT structure FROM index_structures WHERE name = ?", (name,)).fetchone()
        if row != known and row is not None:
            connection.execute(statement("put_structure"), (name, *row))


def faults(snapshot: sqlite3.Connection) -> Iterator[Fault]:
    """What is not as it is when all is drawn anew, in a private copy, which this changes."""
    for name in INDEXES:
        row = snapshot.execute(f"SELECT block FROM {name}_data WHERE id = {STRUCTURE}").fetchone()
        noted = snapshot.execute("SELECT structure FROM index_structures WHERE name = ?", (name,)).fetchone()
        if row != noted:
            yield Fault(f"index_structures {name}", "is not how the index is cut")
    (others,) = snapshot.execute("SELECT count(*) FROM index_structures").fetchone()
    if others != len(INDEXES):
        yield Fault("index_structures", f"holds {others:,} rows for {len(INDEXES)} indexes")
    for table in TABLES:
        snapshot.execute(f"CREATE TEMP TABLE was_{table} AS SELECT * FROM {table}")
    fill(snapshot)
    for table in TABLES:
        one, other = (
            f"SELECT * FROM {each} EXCEPT SELECT * FROM {than}"
            for each, than in ((f"temp.was_{table}", table), (table, f"temp.was_{table}"))
        )
        for row in snapshot.execute(f"SELECT * FROM ({one}) UNION SELECT * FROM ({other})"):
            yield Fault(f"{table} {row[0]}", "is not what the rows give that it is drawn from")
