"""What reconciliation needs of stored claims: reports that are yet to be told enter, `tellings` rows are appended.

A telling is what `reconciliation.telling` finds, with the printing of the report and the blocks that the claim is in.
Only what changed is appended; the blocks that it touches become pending. A claim that cannot be reconciled is not told.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from counterclaim.ledger.appending import Commit
from counterclaim.ledger.chain import Value
from counterclaim.ledger.copies import group_of
from counterclaim.ledger.lookup import claims, report_by_number, rows, standing_claims_of
from counterclaim.ledger.rows import CLAIM_COLUMNS, as_json, from_json, light_claim_of
from counterclaim.ledger.statements import statement
from counterclaim.model import Claim, Place, Report, Told
from counterclaim.reconciliation.blocks import UNDATED, Block, blocks_of, windows
from counterclaim.reconciliation.checking import fault
from counterclaim.reconciliation.content import Row, row_of
from counterclaim.reconciliation.telling import tell

BETWEEN: Final = "|"
"""Stands between the parts of a block's name; none of them holds it."""
ALONE: Final = "+"
"""Begins the name of a new telling that is left to be reconciled by itself; no block's name begins so."""
LATEST: Final = float("inf")


@dataclass(frozen=True, slots=True)
class Kept(Claim):
    """A claim that keeps the id it was first coded under, whatever was corrected in it."""

    first_id: str = ""

    @property
    def id(self) -> str:
        """The id it was first coded under."""
        return self.first_id


def kept(claim: Claim, first_id: str) -> Claim:
    """The claim under the id that it has in the ledger."""
    own = claim.id
    if own == first_id:
        return claim
    told = {name: getattr(claim, name) for name in Claim.__dataclass_fields__}
    return Kept(**told, first_id=first_id)


def name_of(block: Block) -> str:
    """A block's name as the ledger keeps it."""
    return BETWEEN.join(block)


def block_of(name: str) -> Block:
    """The block of a name."""
    family, mood, window = name.split(BETWEEN, 2)
    return Block(family, mood, window)


def tell_report(begun: Commit, number: int, today: date) -> set[str]:
    """Append what changed in the tellings of one version of a report, and give the names of what that leaves to be
    done: the new tellings where there are only new ones, else the blocks that it touches.
    """
    connection = begun.connection
    told = _tellings(connection, number, today)
    before = {(row["claim"], row["about"]): row for row in rows(connection, "tellings_of_report", {"report": number})}
    touched: set[str] = set()
    alone: set[str] | None = set()
    for pair in sorted(told.keys() | before.keys()):
        values = told.get(pair)
        old = before.get(pair)
        if values is None and (old is None or old["gone"]):
            continue
        if values is None and old is not None:
            values = (1, *(old[column] for column in COLUMNS[1:]))
        if values is None or (old is not None and values == tuple(old[column] for column in COLUMNS)):
            continue
        names = from_json(str(values[-1]))
        same = old is not None and _reads_the_same(connection, old, values)
        if not same:
            touched.update(names, from_json(old["blocks"]) if old is not None else ())
        telling = begun.append("tellings", *pair, *values)
        connection.executemany(statement("add_telling_block"), [(name, telling) for name in names])
        if same:
            continue
        if old is not None or any(block_of(name).window.startswith(UNDATED) for name in names):
            alone = None
        elif alone is not None:
            alone.add(f"{ALONE}{telling}")
    return touched if alone is None else alone


def _tellings(connection: sqlite3.Connection, number: int, today: date) -> dict[tuple[str, str], tuple[Value, ...]]:
    """The tellings that one version of a report should have; none where there is a newer version."""
    report = report_by_number(connection, number)
    if rows(connection, "newest_version", {"id": report.id})[0]["n"] != number:
        return {}
    return dict(_told(connection, report, number, list(claims(connection, number)), today))


def _reads_the_same(connection: sqlite3.Connection, old: Mapping[str, Any], values: tuple[Value, ...]) -> bool:
    """Whether a telling names a newer row of its claim that says what the older one said, as one that was accepted."""
    if values != (old["gone"], values[1], *(old[column] for column in COLUMNS[2:])):
        return False
    older, newer = (rows(connection, "claim_row", {"n": number})[0] for number in (old["row"], values[1]))
    return all(older[column] == newer[column] for column in CLAIM_COLUMNS if column not in DECIDED)


DECIDED: Final = frozenset({"standing", "made_by", "coding", "position"})
"""Columns of a claim that no question looks at."""
COLUMNS: Final = (
    "gone", "row", "lang", "printing", "place", "place_code", "place_within", "place_near", "place_known",
    "place_said", "blocks",
)  # fmt: skip
"""Columns of a telling after claim and about."""


def _told(
    connection: sqlite3.Connection, report: Report, number: int, stored: Sequence[Any], today: date
) -> Iterator[tuple[tuple[str, str], tuple[Value, ...]]]:
    """The tellings that a report should have, by claim and what it is about."""
    holding = standing_claims_of(stored)
    if not holding:
        return
    lines = {each.id: each.row for each, _ in holding}
    held = [
        kept(replace(each.claim, denies=tuple(x for x in each.claim.denies if x in lines)), each.id)
        for each, _ in holding
    ]
    printing = first_printing(connection, report.id)
    lang = rows(connection, "languages_of", {"report": number})
    read_in = from_json(lang[0]["languages"])[:1] if lang else []
    for told in tell(report, held, read_in[0] if read_in else None, printing):
        if fault(told, today) is not None:
            continue
        place, names = told.place, [name_of(block) for block in blocks_of(row_of(told))]
        values: tuple[Value, ...] = (
            0, lines[told.claim.id], told.lang, told.printing,
            place.written if place else None, place.code if place else None,
            as_json(place.within) if place else None, int(place.near) if place else None,
            int(place.known) if place else None, int(told.place_said), as_json(names),
        )  # fmt: skip
        yield (told.claim.id, told.about.id if told.about is not None else ""), values


def first_printing(connection: sqlite3.Connection, report: str) -> str:
    """Id of the earliest printing of a report: by time, of those without one or with the same by id."""
    group = group_of(connection, report)
    if len(group) == 1:
        return report
    found = [rows(connection, "printing", {"id": each})[0] for each in group]
    return str(min(found, key=lambda row: (_moment(row["published"]), row["id"]))["id"])


def _moment(published: str | None) -> float:
    if not published:
        return LATEST
    at = datetime.fromisoformat(published)
    return (at if at.tzinfo else at.replace(tzinfo=_UTC)).timestamp()


_UTC: Final = datetime.fromisoformat("2000-01-01T00:00:00+00:00").tzinfo


def rows_of_block(
    connection: sqlite3.Connection, block: str, as_of: str, recorded: str, days: tuple[int, int] | None = None
) -> tuple[Row, ...]:
    """The claims of a block as reconciliation takes them, of reports published by a day, as recorded by a time.

    Where `days` are given (ordinals), those that are of none of them may be left out.
    """
    ends = date.min.toordinal(), date.max.toordinal()
    within = [min(max(day, ends[0]), ends[1]) for day in days or ()]
    first, last = (date.fromordinal(day).isoformat() for day in within) if within else (None, None)
    asked = {"block": block, "as_of": as_of, "recorded": recorded, "first": first, "last": last}
    found = rows(connection, "claims_of_block", asked)
    return tuple(row_of(told) for told in told_of(connection, found))


@dataclass(slots=True)
class Calendar:
    """The claims of one family and mood by their days, each looked up once."""

    connection: sqlite3.Connection
    family: str
    mood: str
    _days: dict[int, list[tuple[int, frozenset[str]]]] = field(default_factory=dict)
    """By number of a window: tellings with the days that may place them in time."""

    def between(self, first: int, last: int) -> Iterator[Row]:
        """The claims of the days between two ordinals, both inclusive; of days around them too."""
        days = {date.fromordinal(day).isoformat() for day in range(first, last + 1)}
        length, _ = windows(self.family)
        found: dict[int, None] = {}
        for number in range(first // length, last // length + 1):
            if number not in self._days:
                self._days[number] = list(self._scan(number))
            found.update(dict.fromkeys(n for n, own in self._days[number] if not own.isdisjoint(days)))
        return tellings_told(self.connection, found)

    def _scan(self, number: int) -> Iterator[tuple[int, frozenset[str]]]:
        block = name_of(Block(self.family, self.mood, str(number)))
        for n, *days in self.connection.execute(statement("days_of_block"), {"block": block}):
            yield n, frozenset(filter(None, days))


def tellings_told(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[Row]:
    """The claims of tellings by their numbers, as reconciliation takes them."""
    found = rows(connection, "tellings_told", {"tellings": as_json(list(numbers))})
    return map(row_of, told_of(connection, found))


def told_of(connection: sqlite3.Connection, found: Iterable[Mapping[str, Any]]) -> Iterator[Told]:
    """The claims of rows of tellings that are joined with their claims and reports."""
    found = list(found)
    known: dict[str, Claim] = {}
    for row in found:
        if row["id"] not in known:
            known[row["id"]] = kept(light_claim_of(row, row["report_id"]), row["id"])
    for row in found:
        if row["about"] and row["about"] not in known:
            for other in rows(connection, "light_claim", {"id": row["about"]}):
                known[row["about"]] = kept(light_claim_of(other, other["report_id"]), row["about"])
    for row in found:
        if row["about"] and row["about"] not in known:
            continue
        place = None
        if row["place_code"] is not None:
            within = tuple(from_json(row["place_within"]))
            place = Place(
                row["told_place"], row["place_code"], within, bool(row["place_near"]), bool(row["place_known"])
            )  # fmt: skip
        yield Told(
            known[row["id"]], row["outlet"], row["published"], row["told_lang"], place, bool(row["place_said"]),
            known[row["about"]] if row["about"] else None, row["printing"],
        )  # fmt: skip
