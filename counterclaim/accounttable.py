"""Draws party accounts and running totals as plain lines, one for each row of numbers.

In: accounts or series, and the page. Out: one string of whole lines, none wider than the page. This module does not
print and knows no terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from counterclaim.reconciliation.accounts import Account
from counterclaim.reconciliation.totals import Series, Step, Total
from counterclaim.rendering import Page, columns_of, shortened, words

GAP: Final = "  "
ACCOUNT: Final = ("", "claims", "claimed", "admitted", "ratio", "denied", "alone", "up", "down")
"""Heads of the columns of accounts."""
NONE: Final = "–"


def account_table(accounts: Sequence[Account], page: Page) -> str:
    """One line for each account, under the two parties that it is between."""
    if not accounts:
        return "no party claims losses of another\n"
    rows = [ACCOUNT, *(_account(each) for each in accounts)]
    widths = [max(columns_of(row[column]) for row in rows) for column in range(len(ACCOUNT))]
    lines, pair = [], None
    for row, account in zip(rows, (None, *accounts), strict=True):
        if account is not None and pair != (account.party, account.opponent):
            pair = (account.party, account.opponent)
            lines.append(shortened(f"{account.party} on {account.opponent}", page.width))
        lines.append(shortened(_line(row, widths), page.width))
    return "\n".join(lines) + "\n"


def _account(account: Account) -> tuple[str, ...]:
    return (
        "  " + " ".join(filter(None, (words(account.event), account.unit and words(account.unit)))),
        f"{account.questions:,}",
        f"{account.claimed.number:,}" if account.claimed.claims else NONE,
        f"{account.admitted.number:,}" if account.admitted.claims else NONE,
        f"{account.ratio:.1f}" if account.ratio is not None else NONE,
        f"{account.share_denied:.0%}",
        f"{account.share_alone:.0%}",
        f"{account.raised.number:,}",
        f"{account.lowered.number:,}",
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = row
    cells = [first + " " * (widths[0] - columns_of(first))]
    cells += [" " * (width - columns_of(cell)) + cell for cell, width in zip(others, widths[1:], strict=True)]
    return GAP.join(cells).rstrip()


def series_table(series: Iterable[Series], page: Page) -> str:
    """Each series under its head: one line for each published total, with the step that led to it."""
    lines = []
    for each in series:
        about = (words(each.event), each.unit and words(each.unit), each.target and f"of {each.target}")
        where = (each.place and f"in {each.place}", each.since and f"since {each.since}")
        head = " ".join(part for part in (f"{each.party}:", *about, *where, f"({each.scope})") if part)
        lines.append(shortened(head, page.width))
        steps: tuple[Step | None, ...] = (None, *each.steps) if each.steps else (None,) * len(each.totals)
        lines += [shortened(_total(*pair), page.width) for pair in zip(each.totals, steps, strict=True)]
    return "\n".join(lines or ["no running totals"]) + "\n"


def _total(total: Total, step: Step | None) -> str:
    line = f"  {total.published}  {total.low:>9,}"
    if step is None:
        return line
    days = (step.last - step.first).days
    a_day = f", {step.per_day:,.1f} a day" if step.per_day is not None else ""
    return f"{line}  {step.kind}: {step.difference:+,} in {days} days{a_day}"
