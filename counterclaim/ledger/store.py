"""`Ledger`: opens one file, appends what is new, and gives back what is in it as typed values.

What enters is coded already; nothing here codes, reconciles or prints. Every method that writes is one transaction:
when it returns, what it says was added is on disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from counterclaim.coding import Coded
from counterclaim.errors import NotInLedger
from counterclaim.ledger import lookup
from counterclaim.ledger.appending import By, Commit, commit
from counterclaim.ledger.connection import WAIT, open_to_read, open_to_write, said
from counterclaim.ledger.copies import Copies, LookedUp, group_of, looked_up
from counterclaim.ledger.folding import Forms, forms
from counterclaim.ledger.lookup import ALWAYS, StoredClaim, StoredReport
from counterclaim.ledger.rows import Standing, as_json, claim_values, content_digest, report_values
from counterclaim.ledger.statements import statement
from counterclaim.model import RULE, Claim, Report

if TYPE_CHECKING:
    from counterclaim.ledger.bulk import Asked, Printed

CODED: Final = "coded"
"""Standing of a claim that nobody reviewed."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A report that is to be added, with its claims and what tells its copies; made outside of any transaction."""

    report: Report
    coded: Coded
    coder: str
    """Name of the coder."""
    looked_up: LookedUp
    searched: Forms
    """Of the text."""


@dataclass(frozen=True, slots=True)
class Added:
    """What one commit added: "as commit 12, these two reports with 5 claims; one was known"."""

    seq: int
    """Number of the commit; that of the one before where there was nothing to add."""
    reports: tuple[str, ...]
    """Ids of the reports that are new, or new in this version."""
    claims: int
    known: int
    """Reports that were there already."""


class Ledger:
    """One ledger file. Raises LedgerError where it cannot be opened, read or written."""

    def __init__(self, path: Path | str, *, write: bool = False, wait: float = WAIT) -> None:
        """`write` makes the file where there is none; `wait` is how many seconds to wait for other writers."""
        self.path = Path(path)
        self.connection = open_to_write(self.path, wait) if write else open_to_read(self.path)
        self._copies = Copies(self.connection, lambda number: lookup.report_by_number(self.connection, number))

    @classmethod
    def of(cls, connection: sqlite3.Connection, path: Path) -> Ledger:
        """A ledger on an open connection; `path` is what its faults name."""
        made = cls.__new__(cls)
        made.path, made.connection = path, connection
        made._copies = Copies(connection, lambda number: lookup.report_by_number(connection, number))
        return made

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        with said(self.path):
            self.connection.close()

    def knows(self, report: Report) -> bool:
        """Whether this report is here with this content."""
        with said(self.path):
            return self._version(report) is None

    def _version(self, report: Report) -> int | None:
        """The number that this version of a report would get; None where it is here."""
        rows = self.connection.execute(statement("known_contents"), {"id": report.id}).fetchall()
        if not rows:
            return 1
        own = content_digest(report_values(report))
        return None if any(sha == own for sha, _ in rows) else int(rows[-1][1]) + 1

    def add(self, fresh: Sequence[Fresh], by: By) -> Added:
        """Add reports with their claims in one transaction; those that are here already change nothing."""
        new: list[str] = []
        claims, numbers = 0, []
        try:
            with commit(self.connection, self.path, "add", by) as begun:
                self._copies.begin(begun.seq)
                for each in fresh:
                    version = self._version(each.report)
                    if version is None:
                        continue
                    number = self._append_report(begun, each, version)
                    numbers.append(number)
                    new.append(each.report.id)
                    found = self._append_claims(begun, each, number, version)
                    self._leave_to_tell(begun, each.report.id, found > 0 or version > 1)
                    claims += found
        except BaseException:
            self._copies.forget(numbers)
            raise
        last = begun.seq if new else begun.seq - 1
        self._copies.ended(last)
        return Added(last, tuple(new), claims, len(fresh) - len(new))

    def _append_report(self, begun: Commit, fresh: Fresh, version: int) -> int:
        report, values = fresh.report, report_values(fresh.report)
        id_, *told = values
        number = begun.append("reports", id_, version, *told, self._source(begun, report), content_digest(values))
        self.connection.execute(statement("add_search_report"), (number, *fresh.searched))
        others = self._copies.found(number, fresh.looked_up)
        for other in others:
            begun.append("copies", report.id, other, 0, RULE)
        begun.flush()  # the next report may be the same, and finds this one only in its table
        return number

    def _leave_to_tell(self, begun: Commit, report: str, claiming: bool) -> None:
        """Leave a report, and those that are one with it, to whoever reconciles next."""
        begun.flush()
        group = group_of(self.connection, report)
        if claiming or len(group) > 1:
            self.connection.executemany(statement("add_untold_group"), [(each,) for each in group])

    def _source(self, begun: Commit, report: Report) -> int | None:
        if report.raw is None:
            return None
        told = {"sha256": report.raw.sha256, "address": report.url, "fetched": report.raw.fetched}
        known = self.connection.execute(statement("source_of"), told).fetchone()
        return int(known[0]) if known else begun.append("sources", *told.values(), report.raw.encoding)

    def _append_claims(self, begun: Commit, fresh: Fresh, report: int, version: int) -> int:
        """Append a coding and its claims; of a further version, also that claims of the last one are gone."""
        coding = begun.append("codings", report, fresh.coder, 0, as_json(fresh.coded.languages))
        before: dict[str, StoredClaim] = {}
        if version > 1:
            last = lookup.newest_version_before(self.connection, fresh.report.id, report)
            before = {each.id: each for each in lookup.claims(self.connection, last)}
        claims = {claim.id: claim for claim in reversed(fresh.coded.claims)}
        for position, (claim_id, claim) in enumerate(reversed(claims.items())):
            self._append_claim(begun, claim_id, claim, Standing(report, coding, position, CODED, fresh.coder))
        for claim_id, stored in before.items():
            if claim_id not in claims and not stored.standing.gone:
                self._append_claim(begun, claim_id, stored.claim, replace(stored.standing, gone=True))
        return len(claims)

    def _append_claim(self, begun: Commit, claim_id: str, claim: Claim, standing: Standing) -> None:
        number = begun.append("claims", *claim_values(claim_id, claim, standing))
        self.connection.execute(statement("add_search_evidence"), (number, *forms(claim.evidence.text)))

    def report(self, report_id: str, version: int | None = None, recorded: str = ALWAYS) -> StoredReport:
        """A report with its claims as they stood at a time; its newest version then, unless one is named.

        Raises NotInLedger where it is not here.
        """
        with said(self.path):
            found = lookup.report(self.connection, report_id, version, recorded)
        if found is None:
            raise NotInLedger(
                str(self.path), f"there is no report {report_id!r}", "look for it with counterclaim search"
            )
        return found

    def claim(self, claim_id: str, recorded: str = ALWAYS) -> StoredClaim:
        """A claim as it stood at a time; raises NotInLedger where it is not here."""
        with said(self.path):
            found = lookup.claim(self.connection, claim_id, recorded)
        if found is None:
            raise NotInLedger(
                str(self.path), f"there is no claim {claim_id!r}", "counterclaim report shows claims' ids"
            )
        return found

    def claims(self, **chosen: str) -> Iterator[tuple[StoredClaim, Printed]]:
        """The claims that hold, each with its report, as a stream in the order in which they were recorded.

        `chosen` narrows them, by the fields of `counterclaim.ledger.bulk.Selection`: `party`, `event`, `target`,
        `place`, `status`, `outlet`, `lang`, `question` as codes or names; `since`, `until` and `as_of` as ISO 8601
        days; `recorded` as a time. All are of one moment of the ledger. Raises LedgerError.
        """
        from counterclaim.ledger.bulk import Selection, claims_of

        return claims_of(self, Selection(**chosen))

    def questions(self, **chosen: str) -> Iterator[Asked]:
        """The questions, each with its claims by id and their reports, as a stream, always in the same order.

        `chosen` is that of `claims`; with `as_of`, a day, questions are made anew from what was published by then.
        Raises LedgerError.
        """
        from counterclaim.ledger.bulk import Selection, questions_of

        return questions_of(self, Selection(**chosen))


def fresh(report: Report, coded: Coded, coder: str) -> Fresh:
    """A report made ready to be added; raises RefusedReport where rensa is missing."""
    return Fresh(report, coded, coder, looked_up(report), forms(report.text))
