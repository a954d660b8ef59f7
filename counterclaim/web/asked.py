"""What an address asks for beside its page, and addresses that ask for the same.

The query of an address enters, `Asked` leaves; each of its fields stands in every link of the page that it is given
for, so that what a reader shares is what he sees. A value that cannot be read is refused in one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from urllib.parse import quote, urlencode

from counterclaim.errors import CounterclaimError
from counterclaim.ledger.lookup import ALWAYS, until
from counterclaim.reconciliation.figures import rules

KEPT: Final = ("lang", "as_of", "recorded", "rule")
"""What every link of a page takes over from its address."""


class BadAddress(CounterclaimError):
    """A value in an address that cannot be read."""

    def __init__(self, name: str, value: str, remedy: str) -> None:
        """`name` and `value` as they stand in the address; `remedy` what to write."""
        super().__init__(f"{name}={value[:80]!r} cannot be read; {remedy}")
        self.name, self.value, self.remedy = name, value[:80], remedy


@dataclass(frozen=True, slots=True)
class Asked:
    """How a page is asked for: "in this language, as known on 1 October, by the rule of UCDP"."""

    lang: str | None = None
    """Language of the address; None where cookie or browser choose."""
    as_of: str | None = None
    """Only reports published by this day count; None counts all."""
    recorded: str | None = None
    """Only what the ledger held by this day or time; None is all that it holds."""
    rule: str | None = None
    """Rule of figures; None is that of the site."""

    @property
    def published(self) -> str:
        """The day of publication as the ledger takes it."""
        return self.as_of or ALWAYS

    @property
    def held(self) -> str:
        """The time of recording as the ledger takes it."""
        if not self.recorded:
            return ALWAYS
        if len(self.recorded) == len("2020-10-01"):
            return until(self.recorded)
        at = datetime.fromisoformat(self.recorded).astimezone(UTC)
        return at.isoformat(timespec="microseconds").replace("+00:00", "Z")

    def kept(self) -> tuple[tuple[str, str], ...]:
        """What links and forms of the page take over, by name."""
        return tuple((name, value) for name in KEPT if (value := getattr(self, name)) is not None)

    def address(self, path: str, **query: Any) -> str:
        """An address on this site that asks for the same; None in `query` leaves a value out."""
        told = {name: getattr(self, name) for name in KEPT} | query
        written = urlencode([(name, str(value)) for name, value in told.items() if value is not None and value != ""])
        return f"{path}?{written}" if written else path


def asked_of(query: Mapping[str, str]) -> Asked:
    """What the query of an address asks for. Raises BadAddress. A language that the site lacks is nobody's fault."""
    as_of, recorded, rule = day_of(query, "as_of"), query.get("recorded") or None, query.get("rule") or None
    if recorded is not None and not _is_moment(recorded):
        raise BadAddress("recorded", recorded, "write a day or time, as in 2020-10-01 or 2020-10-01T12:00:00Z")
    if rule is not None and rule not in rules():
        raise BadAddress("rule", rule, f"write one of {', '.join(rules())}")
    return Asked(query.get("lang") or None, as_of, recorded, rule)


def _is_day(written: str) -> bool:
    try:
        return len(written) == 10 and date.fromisoformat(written) is not None
    except ValueError:
        return False


def _is_moment(written: str) -> bool:
    if _is_day(written):
        return True
    try:
        moment = datetime.fromisoformat(written)
        return moment.tzinfo is not None and len(written) <= 40 and moment.astimezone(UTC) is not None
    except (ValueError, OverflowError):  # the first and the last day of the calendar lie beyond it elsewhere
        return False


def day_of(query: Mapping[str, str], name: str) -> str | None:
    """A day of an address, None where it names none. Raises BadAddress."""
    written = query.get(name) or None
    if written is not None and not _is_day(written):
        raise BadAddress(name, written, "write a day, as in 2020-10-01")
    return written


def number_of(query: Mapping[str, str], name: str, least: int, most: int, usual: int) -> int:
    """A whole number of an address. Raises BadAddress."""
    written = query.get(name)
    if not written:
        return usual
    if not written.isascii() or not written.isdecimal() or len(written) > 12 or not least <= int(written) <= most:
        raise BadAddress(name, written, f"write a whole number from {least} to {most}")
    return int(written)


def part(text: str) -> str:
    """A text as one part of a path."""
    return quote(text, safe="")
