"""Gathers the claims of many reports for reconciliation, and finds which of their reports are printings of one.

Reports with their claims enter one by one, `Told` claims leave. Texts are forgotten at once: of each report that claims
something only its claims and its sketch are kept, so that memory grows with claims and not with reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from counterclaim.errors import RefusedReport
from counterclaim.model import Claim, Report, Told
from counterclaim.reading.identity import Identity
from counterclaim.reconciliation.telling import tell

NO_COPIES: Final = "copies of one report count as reports of their own"


class Gathering:
    """The claims of reports that came by. `copies` says why printings are not known; None where they are."""

    def __init__(self, as_of: date | None = None) -> None:
        """`as_of` is the last day of publication that counts; reports of unknown date then do not."""
        self.as_of = as_of
        self.copies: str | None = None
        self.reports = 0
        """Reports that claim something."""
        self._told: list[Told] = []
        try:
            self._identity: Identity | None = Identity()
        except RefusedReport as fault:
            self._identity, self.copies = None, f"{fault.what}; {NO_COPIES}; {fault.remedy}"

    def wants(self, report: Report) -> bool:
        """Whether a report was published in time."""
        day = report.published_on
        return self.as_of is None or (day is not None and day <= self.as_of)

    def take(self, report: Report, claims: Sequence[Claim], lang: str | None = None) -> None:
        """Take the claims of a report in; raises `PackError` where the store is broken."""
        if not claims or not self.wants(report):
            return
        self.reports += 1
        if self._identity is not None:
            self._identity.add(report)
        self._told.extend(tell(report, claims, lang))

    def told(self) -> Iterator[Told]:
        """All claims, each with the printing of its report."""
        printings = {}
        for group in self._identity.groups() if self._identity is not None else ():
            printings.update(dict.fromkeys(group.reports, group.first))
        for each in self._told:
            report = each.claim.report
            yield replace(each, printing=printings.get(report, report if self._identity is not None else None))
