"""Puts what a page tells into the words, numbers and days of one language.

Codes, numbers and days enter, text leaves; what was filled into a message is escaped. Nothing is decided here.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from counterclaim.language.store.shown import shown as name_of_party
from counterclaim.model import NARRATOR, UNNAMED, Period, Question
from counterclaim.reconciliation.wording import asking, worded
from counterclaim.rendering import SIGNS
from counterclaim.web.catalogue import Language, languages, messages

MONTH: Final = "LLLL y"
MOMENT: Final = "d MMM y, HH:mm"
"""As CLDR writes what stands where."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language of the site."""

    language: Language
    locale: Locale

    @property
    def lang(self) -> str:
        """Its code."""
        return self.language.code

    def say(self, key: str, **told: Any) -> Markup:
        """The message of a key; what is filled in is escaped. `n` chooses the plural and is written as a number."""
        message = messages(self.lang)[key]
        if not isinstance(message, str):
            message = message.get(self.locale.plural_form(abs(int(told["n"]))), message["other"])
        filled = {name: self.number(value) if isinstance(value, int) else value for name, value in told.items()}
        return Markup(escape(message)).format(**filled)

    def has(self, key: str) -> bool:
        """Whether there is a message of that key."""
        return key in messages(self.lang)

    def counted(self, unit: str | None, low: int | None = None, high: int | None = None) -> str:
        """A unit in the number that its count asks for: one tank, two tanks."""
        if unit is None:
            return ""
        message = messages(self.lang).get(f"words.unit.{unit}", unit)
        if isinstance(message, str):
            return message
        return message.get(
            self.locale.plural_form(low) if low is not None and low == high else "other", message["other"]
        )

    def code(self, kind: str, code: str | None) -> str:
        """A code of the codebook in words (`event`, `unit`, `stance`, ...); a code without words stands for itself."""
        if code is None:
            return ""
        message = messages(self.lang).get(f"words.{kind}.{code}")
        if message is None:
            return code.replace("_", " ")
        return message if isinstance(message, str) else message["other"]

    def party(self, code: str | None) -> str:
        """What a party is called."""
        if code in (NARRATOR, UNNAMED):
            return self.code("speaker", code)
        return name_of_party(code, self.lang) if code else ""

    def number(self, number: float | None) -> str:
        """A number with the marks of the language; a dash where there is none."""
        return "–" if number is None else str(format_decimal(number, locale=self.locale))

    def share(self, share: float) -> str:
        """A share from 0 to 1."""
        return str(format_percent(share, locale=self.locale))

    def spread(self, low: int | None, high: int | None, qualifier: str | None = None) -> str:
        """A number as said: "≥ 550", "20–99", "31"; empty where nothing is counted."""
        if low is None and high is None:
            return ""
        if low is not None and high is not None:
            number = self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}"
            return (SIGNS["about"] if qualifier == "about" else "") + number
        if qualifier == "more_than" and low is not None:
            return SIGNS["more_than"] + self.number(low - 1)
        if qualifier == "fewer_than" and high is not None:
            return SIGNS["fewer_than"] + self.number(high + 1)
        sign = SIGNS.get(qualifier or "") or (SIGNS["at_least"] if high is None else SIGNS["at_most"])
        return sign + self.number(low if low is not None else high)

    def said(self, low: int | None, high: int | None, qualifier: str | None = None) -> str:
        """A number as said, in words for a sentence: "at least 550", "20 to 99"; empty where nothing is counted."""
        if low is None and high is None:
            return ""
        if low is not None and high is not None:
            about = "about" if qualifier == "about" else ""
            name = (about or "exact") if low == high else f"{about}_range".lstrip("_")
        elif low is not None:
            name, low = ("more_than", low - 1) if qualifier == "more_than" else ("at_least", low)
        else:
            name, high = ("fewer_than", (high or 0) + 1) if qualifier == "fewer_than" else ("at_most", high)
        return str(self.say(f"words.said.{name}", low=self.number(low), high=self.number(high)))

    def day(self, day: date | str | None, form: str = "long") -> str:
        """A day as the language writes it: `long`, `medium`, `short`; what cannot be read as a day stays as it is."""
        if not day:
            return ""
        if isinstance(day, str):
            try:
                day = date.fromisoformat(day[:10])
            except ValueError:
                return str(day)
        return str(format_date(day, format=form, locale=self.locale))

    def month(self, month: str) -> str:
        """A month, as in 2025-11, as the language writes it."""
        try:
            return str(format_date(date.fromisoformat(f"{month}-01"), format=MONTH, locale=self.locale))
        except ValueError:
            return month

    @staticmethod
    def month_end(month: str) -> str:
        """The last day of a month."""
        first = date.fromisoformat(f"{month}-01")
        return str(first.replace(day=monthrange(first.year, first.month)[1]))

    def language_name(self, code: str) -> str:
        """What a language is called in this one."""
        return str(self.locale.languages.get(code.partition("-")[0], code))

    def moment(self, at: str | None) -> str:
        """A time as the language writes it, with its own clock; a bare day stays one."""
        if not at or len(at) <= 10:
            return self.day(at)
        try:
            return str(format_datetime(datetime.fromisoformat(at), format=MOMENT, locale=self.locale))
        except ValueError:
            return at

    def period(self, period: Period | None) -> str:
        """The days of a period, both ends inclusive."""
        if period is None or (period.start is None and period.stop is None):
            return period.written.text if period is not None and period.written else ""
        if period.start and period.end:
            if period.start == period.end:
                return self.day(period.start)
            return f"{self.day(period.start, 'medium')} – {self.day(period.end, 'medium')}"
        key = "words.period.since" if period.start else "words.period.until"
        return str(self.say(key, day=self.day(period.start or period.end)))

    def days(self, start: str | None, end: str | None) -> str:
        """Two days, both inclusive, either of which may be open."""
        if start and end:
            return self.day(start) if start == end else f"{self.day(start, 'medium')} – {self.day(end, 'medium')}"
        key = "words.period.since" if start else "words.period.until"
        return str(self.say(key, day=self.day(start or end))) if start or end else ""

    def question(self, question: Question) -> str:
        """A question in words, in this language where its pack asks, else in the first that does."""
        return worded(question, self.lang if self.lang in asking() else asking()[0])


@cache
def words_of(lang: str) -> Words:
    """The words of a language of the site; raises KeyError where it is none."""
    language = {each.code: each for each in languages()}[lang]
    return Words(language, Locale.parse(language.locale, sep="-"))
