"""Time expressions of one text: lower-cased NFC text and its day of publication go in, spans with their days come out.

How times are said is data of a language pack (`times.toml`, compiled by `timeforms.py`), what they mean is calendar
arithmetic (`periods.py`). This module finds the forms and joins what belongs together: "từ 27/9 đến 30/9", "đêm 10.3
rạng sáng 11.3", "hôm qua (13.10)". It does not decide whether a time dates the event or only the speaking about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from counterclaim.language.periods import MEANINGS, TODAY_TOO, Asked
from counterclaim.language.tables import next_is, one_of
from counterclaim.language.timeforms import DIGIT, Form, Forms, compiled, forms_by_first_word, slot_values
from counterclaim.language.timejoints import LOOK_BACK, Joints, Time

ANCHOR_REACH = 300
"""A day of speaking may stand this many characters before what counts from it."""
ANCHOR_DAYS = 4
"""A day of speaking may lie this many days before publication."""
HINT_REACH = 50
"""Words of the future count this many characters before a date."""
CLAUSE_REACH = 120
"""The same where the pack tells which words end a clause."""
STOP = re.compile(r"(?<!\b\w)[.!?;]\s|\n")
"""The end of a sentence, not that of an initial."""


@dataclass(frozen=True, slots=True)
class _Bare:
    """What may stand around a date that no word announces."""

    context: frozenset[str]
    not_after: frozenset[str]
    not_before: re.Pattern[str]
    future: re.Pattern[str]
    turns: re.Pattern[str] | None
    """Words that end what a word of the future says, where the pack names them."""
    past: frozenset[str]
    """Words right in front of a date that lean it back: "since December"."""
    coming: frozenset[str]
    """Words right in front of a date that lean it ahead: "by June"."""
    due: re.Pattern[str]
    """Words right behind a date that lean it ahead: "a June deadline"."""


@dataclass(frozen=True, slots=True)
class Times:
    """The time engine of one language."""

    scan: re.Pattern[str]
    """Finds the words that a form may begin with."""
    forms: dict[str, Forms]
    values: dict[str, dict[str, int]]
    joints: Joints
    bare: _Bare

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Times:
        """Builds the engine from the content of `times.toml`; raises PackError for what it cannot use."""
        forms = forms_by_first_word(data)
        bare, marks = data["bare"], data.get("figures", {}).get("closed")
        closed = rf"(?<![{re.escape(marks)}])" if marks else ""
        return cls(
            re.compile(rf"\W({closed}\d|{one_of(word for word in forms if word != DIGIT)}(?!\w))"),
            forms,
            slot_values(data),
            Joints.from_data(data),
            _Bare(
                frozenset(bare["context"]), frozenset(bare["not_after"]),
                next_is(bare["not_before"]), re.compile(rf"\b{one_of(bare['future'])}(?!\w)"),
                re.compile(rf"\b{one_of(bare['turns'])}(?!\w)") if "turns" in bare else None,
                frozenset(bare.get("past", ())),
                frozenset(bare.get("coming", ())), next_is(bare.get("due", ())),
            ),
        )  # fmt: skip

    def find(self, text: str, published: date | None) -> list[Time]:
        """All time expressions of the normal form `text`, in order, none overlapping.

        Without a day of publication, what counts from it has no days: first and stop are None.
        """
        hits: list[Time] = []
        at = 0
        for begin in self.scan.finditer(" " + text):  # what is no letter is sought faster than where a word begins
            start = begin.start()
            if start < at:
                continue
            known = self.forms.get(begin[1]) or self.forms[DIGIT]
            if not compiled(known.probe).match(text, start):
                continue
            for form in known.forms:
                match = compiled(form.pattern).match(text, start)
                hit = match and self._read(text, form, match, published, hits)
                if hit:
                    hits.append(hit)
                    at = hit.end
                    break
        return self.joints.joined(text, hits, published) if hits else hits

    def _read(
        self, text: str, form: Form, match: re.Match[str], published: date | None, before: list[Time]
    ) -> Time | None:
        """The time that a form said, or None where the words around it or the calendar speak against it."""
        start, end = match.span()
        if form.follows_no_number and self._follows_number(text, start):
            return None
        if form.is_bare and not self._is_date(text, match, before):
            return None
        if (form.only_after or form.not_after) and not _stands(form, _tails(text, start)):
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
        lean = said.pop("lead", 0) or said.pop("lean", 0) or self._lean(text, start, end, form, said)
        try:
            bounds = MEANINGS[form.means](Asked(said, today, lean, form.offset, form.span))
        except (OverflowError, ValueError):
            return None  # before the first day of the calendar, or after its last
        return Time(start, end, *bounds, form.kind) if bounds else None

    def _lean(self, text: str, start: int, end: int, form: Form, said: dict[str, int]) -> int:
        """Which way the words around lean a time that does not say it itself."""
        open_year = form.means in ("date", "month") and "year" not in said and not form.lean
        if not (form.is_hinted or open_year):
            return form.lean
        tails = _tails(text, start) if self.bare.past or self.bare.coming else frozenset()
        if not self.bare.past.isdisjoint(tails):
            return -1
        due = not self.bare.coming.isdisjoint(tails) or self.bare.due.match(text, end)
        if due or self._looks_ahead(text, start):
            return TODAY_TOO if form.is_hinted else 1
        return form.lean

    def _looks_ahead(self, text: str, start: int) -> bool:
        """Whether words of the future stand before a time, in the same clause where the pack tells what ends one."""
        bare = self.bare
        if bare.turns is None:
            return bare.future.search(text, max(0, start - HINT_REACH), start) is not None
        opens = max(0, start - CLAUSE_REACH)
        for end in STOP.finditer(text, opens, start):
            opens = end.end()
        said = [word.end() for word in bare.future.finditer(text, opens, start)]
        return bool(said) and not bare.turns.search(text, said[-1], start)

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


def _tails(text: str, start: int) -> frozenset[str]:
    """The last one, two and three words in front."""
    words = text[max(0, start - LOOK_BACK) : start].rpartition("\n")[2].split(" ")
    return frozenset() if words[-1] else frozenset(" ".join(words[-size:-1]) for size in (2, 3, 4))


def _stands(form: Form, tails: frozenset[str]) -> bool:
    """Whether a form may stand behind these words."""
    return form.not_after.isdisjoint(tails) and not (form.only_after and form.only_after.isdisjoint(tails))


def _anchor(text: str, start: int, published: date | None, before: list[Time]) -> date | None:
    """The single day said last before in the same sentence: "hôm 15.10 cho biết, trong 24 giờ qua"."""
    for time in reversed(before):
        if start - time.end > ANCHOR_REACH or re.search(r"[.!?]\s|\n", text[time.end : start]):
            return None
        if time.kind == "day" and time.first and time.stop == time.first + timedelta(days=1):
            near = published is None or timedelta(0) <= published - time.first <= timedelta(days=ANCHOR_DAYS)
            return time.first if near else None
    return None
