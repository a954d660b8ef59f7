"""Time expressions of one text: lower-cased NFC text and its day of publication go in, spans with their days come out.

How times are said is data of a language pack (`times.toml`, compiled by `timeforms.py`), what they mean is calendar
arithmetic (`periods.py`). This module finds the forms and joins what belongs together: "từ 27/9 đến 30/9", "đêm 10.3
rạng sáng 11.3", "hôm qua (13.10)". It does not decide whether a time dates the event or only the speaking about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from counterclaim.language.periods import MEANINGS, Asked
from counterclaim.language.tables import next_is, one_of
from counterclaim.language.timeforms import DIGIT, Form, Forms, compiled, forms_by_first_word

ANCHOR_REACH = 300
"""A day of speaking may stand this many characters before what counts from it."""
ANCHOR_DAYS = 4
"""A day of speaking may lie this many days before publication."""
LOOK_BACK = 30
"""Characters read before a time for the words that join it to something."""
HINT_REACH = 50
"""Words of the future count this many characters before a date."""
DAY = timedelta(days=1)
POINTS = frozenset({"day", "night", "same", "span", "week", "month", "season", "year", "ago"})
"""Kinds of time that may begin or end a period: "since", "until"."""


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
class _Joints:
    """Words that join times to each other or turn one into a period."""

    leads: dict[str, str]
    """since, until or before, by the words in front of a time."""
    numbers: frozenset[str]
    """Words before which "tháng" and "năm" are units that are counted."""
    between: frozenset[str]
    overnight: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Bare:
    """What may stand around a date that no word announces."""

    context: frozenset[str]
    not_after: frozenset[str]
    not_before: re.Pattern[str]
    future: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Times:
    """The time engine of one language."""

    scan: re.Pattern[str]
    """Finds the words that a form may begin with."""
    forms: dict[str, Forms]
    values: dict[str, dict[str, int]]
    joints: _Joints
    bare: _Bare

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Times:
        """Builds the engine from the content of `times.toml`; raises PackError for what it cannot use."""
        forms = forms_by_first_word(data)
        joints, bare = data["joints"], data["bare"]
        leads = {word: role for role in ("before", "until", "since") for word in joints[role]}
        return cls(
            re.compile(rf"\b(?:\d|{one_of(word for word in forms if word != DIGIT)}(?!\w))"),
            forms,
            data["values"],
            _Joints(
                leads,
                frozenset(joints["numbers"]) | data["values"].get("count", {}).keys(),
                frozenset(joints["between"]),
                frozenset(joints["overnight"]) | {""},
            ),
            _Bare(
                frozenset(bare["context"]), frozenset(bare["not_after"]),
                next_is(bare["not_before"]), re.compile(rf"\b{one_of(bare['future'])}(?!\w)"),
            ),
        )  # fmt: skip

    def find(self, text: str, published: date | None) -> list[Time]:
        """All time expressions of the normal form `text`, in order, none overlapping.

        Without a day of publication, what counts from it has no days: first and stop are None.
        """
        hits: list[Time] = []
        at = 0
        for begin in self.scan.finditer(text):
            start = begin.start()
            if start < at:
                continue
            known = self.forms.get(begin[0]) or self.forms[DIGIT]
            if not compiled(known.probe).match(text, start):
                continue
            for form in known.forms:
                match = compiled(form.pattern).match(text, start)
                hit = match and self._read(text, form, match, published, hits)
                if hit:
                    hits.append(hit)
                    at = hit.end
                    break
        return self._joined(text, hits, published) if hits else hits

    def _read(
        self, text: str, form: Form, match: re.Match[str], published: date | None, before: list[Time]
    ) -> Time | None:
        """The time that a form said, or None where the words around it or the calendar speak against it."""
        start, end = match.span()
        if form.follows_no_number and self._follows_number(text, start):
            return None
        if form.is_bare and not self._is_date(text, match, before):
            return None
        today = published
        if form.is_anchored:
            today = _anchor(text, start, published, before) or (None if form.kind == "same" else published)
            if form.kind == "same" and today is None:
                return None
        said = form.said | {
            name: int(word) if word.isdigit() else self.values[name][word]
            for name, word in match.groupdict().items()
            if word and name != "sep"
        }
        lean = said.pop("lead", 0) or said.pop("lean", 0) or form.lean
        if not lean and form.means in ("date", "month") and "year" not in said and today:
            lean = 1 if self.bare.future.search(text, max(0, start - HINT_REACH), start) else 0
        bounds = MEANINGS[form.means](Asked(said, today, lean, form.offset, form.span))
        return Time(start, end, *bounds, form.kind) if bounds else None

    def _follows_number(self, text: str, start: int) -> bool:
        word = text[max(0, start - LOOK_BACK) : start].rstrip(" ").rpartition(" ")[2]
        return word.isdigit() or word in self.joints.numbers

    def _is_date(self, text: str, match: re.Match[str], before: list[Time]) -> bool:
        """Whether figures such as 27/9 or 2.5 are a date although no word announces one."""
        start = match.start()
        if (start and text[start - 1] in "./-–:,$") or self.bare.not_before.match(text, match.end()):
            return False
        word = text[max(0, start - LOOK_BACK) : start].rstrip(" ").rpartition(" ")[2]
        if word in self.bare.not_after:
            return False
        if match["year"] or word in self.bare.context or text[start - 1 : start] == "(":
            return True
        if before and start - before[-1].end < 4:
            return True
        day, month = int(match["day"]), int(match["month"])
        # "2/3 of the targets" is a fraction, "2.5" a decimal.
        return match["sep"] == "-" or (match["sep"] == "/" and day > month)

    def _joined(self, text: str, hits: list[Time], published: date | None) -> list[Time]:
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
        if time.kind not in POINTS:
            return "", time.start
        words = text[max(0, time.start - LOOK_BACK) : time.start].rpartition("\n")[2].split(" ")
        if words[-1]:
            return "", time.start
        for size in (4, 3, 2):
            tail = " ".join(words[-size:-1])
            if tail in self.joints.leads and len(words) >= size:
                return self.joints.leads[tail], time.start - len(tail) - 1
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
        if time.kind == "night" and following.kind in ("day", "night") and gap in self.joints.overnight:
            if time.first and following.first and time.first <= following.first <= time.first + DAY:
                return replace(time, end=following.end, stop=following.stop)
            return None
        ends_it = gap in self.joints.between and following.kind in POINTS
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
        stop = published + DAY if published and time.first and time.first <= published else None
        return replace(time, start=start, stop=stop, kind="since")
    if role == "until" and time.kind != "span":
        return replace(time, start=start, first=None, kind="until")
    if role == "before" and time.kind in ("day", "month", "year"):
        return replace(time, start=start, first=None, stop=time.first, kind="before")
    return replace(time, start=start) if role == "since" else time


def _anchor(text: str, start: int, published: date | None, before: list[Time]) -> date | None:
    """The single day said last before in the same sentence: "hôm 15.10 cho biết, trong 24 giờ qua"."""
    for time in reversed(before):
        if start - time.end > ANCHOR_REACH or re.search(r"[.!?]\s|\n", text[time.end : start]):
            return None
        if time.kind == "day" and time.first and time.stop == time.first + DAY:
            near = published is None or timedelta(0) <= published - time.first <= ANCHOR_DAYS * DAY
            return time.first if near else None
    return None
