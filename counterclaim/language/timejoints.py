"""How times combine with each other and with the words before them: "from 27/9 to 30/9", "since Sunday", "in July".

Times as the forms gave them enter, with their text; joined times and periods leave. The words are data of a language
pack (`times.toml`, table `joints`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

LOOK_BACK = 30
"""Characters read before a time for the words that join it to something."""
DAY = timedelta(days=1)
POINTS = frozenset({"day", "night", "same", "span", "week", "month", "season", "year", "ago"})
"""Kinds of time that may begin or end a period: "since", "until"."""
ROLES = ("at", "longer", "pair", "before", "until", "since")
"""What words in front of a time make of it, each a list of `joints`; `at` and `longer` and `pair` may be missing."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time as said: its characters and the days it means, half-open."""

    start: int
    """First character."""
    end: int
    """One past the last character."""
    first: date | None
    """First day; None where the words leave it open or nothing tells the year."""
    stop: date | None
    """One past the last day; None like `first`."""
    kind: str
    """How it was said: day, night, same, span, week, month, season, year, decade, back, ahead, ago, elapsed, since,
    until, before."""


@dataclass(frozen=True, slots=True)
class Joints:
    """Words that join times to each other or turn one into a period."""

    leads: dict[str, str]
    """A role, by the words in front of a time."""
    numbers: frozenset[str]
    """Words before which "tháng" and "năm" are units that are counted."""
    between: frozenset[str]
    paired: frozenset[str]
    """Words that join two times only where a word of role `pair` stands in front: "between May 3 *and* 5"."""
    overnight: frozenset[str]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Joints:
        """Reads the table `joints` of `times.toml`."""
        joints = data["joints"]
        return cls(
            {word: role for role in ROLES for word in joints.get(role, ())},
            frozenset(joints["numbers"]) | data["values"].get("count", {}).keys(),
            frozenset(joints["between"]),
            frozenset(joints.get("paired", ())),
            frozenset(joints["overnight"]) | {""},
        )

    def joined(self, text: str, hits: list[Time], published: date | None) -> list[Time]:
        """Joins neighbours that are one time, and turns "since" and "until" into periods."""
        found: list[Time] = []
        place = 0
        while place < len(hits):
            time = hits[place]
            role, start = self._lead(text, time)
            place += 1
            while place < len(hits) and (one := self._one(text, time, hits[place], role)):
                time = one
                place += 1
            found.append(_period(time, role, start, published))
        return found

    def _lead(self, text: str, time: Time) -> tuple[str, int]:
        """The role that the words in front give to a time, and where those words begin."""
        words = text[max(0, time.start - LOOK_BACK) : time.start].rpartition("\n")[2].split(" ")
        if words[-1]:
            return "", time.start
        for size in (4, 3, 2):
            tail = " ".join(words[-size:-1])
            if len(words) >= size and (role := self.leads.get(tail)):
                fits = time.kind in POINTS or role == "at"
                return (role, time.start - len(tail) - 1) if fits else ("", time.start)
        return "", time.start

    def _one(self, text: str, time: Time, following: Time, role: str) -> Time | None:
        """Two neighbouring times as one, where their words join them."""
        gap = text[time.end : following.start]
        if len(gap) > 12 or "\n" in gap:
            return None
        if gap == " (":
            known = following if following.first or following.stop else time
            return replace(time, end=following.end, first=known.first, stop=known.stop)
        gap = gap.strip()
        if gap in ("", ",") and time.kind == following.kind == "day" and time.first == following.first:
            return replace(time, end=following.end, first=following.first, stop=following.stop)
        if time.kind == "night" and following.kind in ("day", "night") and gap in self.overnight:
            if time.first and following.first and timedelta() <= following.first - time.first <= DAY:
                return replace(time, end=following.end, stop=following.stop)
            return None
        ends_it = gap in self.between or (role == "pair" and gap in self.paired)
        ends_it = ends_it and following.kind in POINTS
        if not ends_it and not (role == "since" and following.kind == "until" and not gap):
            return None
        if time.first is None or following.stop is None:
            return replace(time, end=following.end, first=None, stop=None, kind="span")
        if time.first >= following.stop:
            return None
        return replace(time, end=following.end, stop=following.stop, kind="span")


def _period(time: Time, role: str, start: int, published: date | None) -> Time:
    """A time with the words in front of it: since it, until it, before it."""
    if role == "since" and time.kind != "span":
        last = published if published and published < date.max else None  # no day follows the calendar's last
        stop = last + DAY if last and time.first and time.first <= last else None
        return replace(time, start=start, stop=stop, kind="since")
    if role == "until" and time.kind != "span":
        return replace(time, start=start, first=None, kind="until")
    if role == "before" and time.kind in ("day", "month", "year"):
        return replace(time, start=start, first=None, stop=time.first, kind="before")
    if role == "longer" and time.kind == "ago":
        return replace(time, start=start, first=None)  # "more than 10 days ago"
    return replace(time, start=start) if role in ("since", "at", "pair") else time
