"""Calendar arithmetic: what a time expression means, as whole days; no text and no language goes in.

A meaning gets the figures that were said (day, month, year, how many of which unit), the day of publication and which
way the words lean (past or future), and gives the first day and the day after the last one. None for a bound means
that the words leave it open; no answer at all means that there is no such day. Rules: codebook, section 8.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

SOON = 45
"""A date without a year this many days ahead of publication is taken as coming up, not as eleven months past."""
COMING = 330
"""The same where the words point to the future ("dự kiến ngày 3/5")."""
TODAY_TOO = 2
"""How words lean that point ahead, but not past today: "talks will begin on Friday"."""
DAY = timedelta(days=1)
WEEK = timedelta(days=7)

Bounds = tuple[date | None, date | None]
OPEN: Bounds = (None, None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was said: "ngày 27/9" is {day: 27, month: 9}; `offset` and `span` come from the form that matched."""

    said: dict[str, int]
    today: date | None
    """The day of publication, or the day of speaking where that is said."""
    lean: int = 0
    """-1 past, 1 future, 2 future or today, 0 not said."""
    offset: int = 0
    """How many units from today."""
    span: int = 1
    """How many days it lasts."""


def _last_of_month(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= year <= 9998 or not 1 <= day <= _last_of_month(year, month):
        return None
    return date(year, month, day)


def _year_of(asked: Asked, month: int, day: int) -> int | None:
    """The year meant by day and month: the latest that is not further ahead than the words allow; None if open."""
    said, today = asked.said, asked.today
    if "year" in said:
        return said["year"] + (2000 if said["year"] < 100 else 0)
    if today is None:
        return None
    if "year_offset" in said:
        return today.year + said["year_offset"]
    limit = today + timedelta(days=0 if asked.lean < 0 else COMING if asked.lean > 0 else SOON)
    for year in range(today.year + 1, today.year - 4, -1):
        found = _day(year, month, day)
        if found and found <= limit:
            return year
    return None


def on_date(asked: Asked) -> Bounds | None:
    """One day by day and month, or several in a row that end on it ("4-5.3")."""
    day, month, first = asked.said["day"], asked.said["month"], asked.said.get("first_day", asked.said["day"])
    if not _day(2000, month, day) or not 1 <= first <= day:
        # "30/9 - 2/10" is two dates; "29/2" needs a leap year and gets one below.
        return None
    year = _year_of(asked, month, day)
    if year is None:
        return OPEN if asked.today is None else None
    start, last = _day(year, month, first), _day(year, month, day)
    return (start + asked.offset * DAY, last + (asked.offset + asked.span) * DAY) if start and last else None


def near_today(asked: Asked) -> Bounds | None:
    """Days counted from today: yesterday is offset -1; last night offset -1, span 2."""
    if asked.today is None:
        return OPEN
    first = asked.today + asked.offset * DAY
    return first, first + asked.span * DAY


def until_today(asked: Asked) -> Bounds | None:
    """Everything up to today, the beginning left open."""
    return None, asked.today and asked.today + DAY


def from_today(asked: Asked) -> Bounds | None:
    """Everything from today on, the end left open."""
    return asked.today, None


def weekday(asked: Asked) -> Bounds | None:
    """A named day: of a said week, or the latest one not after today, or the next where the words lean forward."""
    today, said = asked.today, asked.said
    if today is None:
        return OPEN
    if "week_offset" in said:
        found = today - today.weekday() * DAY + said["week_offset"] * WEEK + said["weekday"] * DAY
    elif asked.lean > 0:
        soonest = today if asked.lean == TODAY_TOO else today + DAY
        found = soonest + (said["weekday"] - soonest.weekday()) % 7 * DAY
    else:
        found = today - ((today.weekday() - said["weekday"]) % 7) * DAY
    return found + asked.offset * DAY, found + (asked.offset + asked.span) * DAY


def week(asked: Asked) -> Bounds | None:
    """Monday to Sunday of a week counted from this one."""
    if asked.today is None:
        return OPEN
    first = asked.today - asked.today.weekday() * DAY + asked.said.get("week_offset", asked.offset) * WEEK
    return first, first + WEEK


def weekend(asked: Asked) -> Bounds | None:
    """Saturday and Sunday: the last begun where the words lean back, else this week's; on Mondays the one just over."""
    if asked.today is None:
        return OPEN
    today, offset = asked.today, asked.said.get("week_offset", asked.offset)
    is_just_over = not asked.lean and offset == 0 and today.weekday() == 0
    if is_just_over or (asked.lean < 0 and today.weekday() < 6):
        offset = -1
    first = today - today.weekday() * DAY + offset * WEEK + 5 * DAY
    return first, first + 2 * DAY


def month(asked: Asked) -> Bounds | None:
    """A whole month by name, or by its distance from this one, or a third of it."""
    said, today = asked.said, asked.today
    if "month" in said:
        number = said["month"]
        if not 1 <= number <= 12:
            return None
        year = _year_of(asked, number, 1)
    elif today is None:
        return OPEN
    else:
        months = today.year * 12 + today.month - 1 + said.get("month_offset", asked.offset)
        year, number = divmod(months, 12)
        number += 1
        if said.get("part") == 2 and not asked.lean and "month_offset" not in said and today.day < 11:
            year, number = (year, number - 1) if number > 1 else (year - 1, 12)
    return OPEN if year is None else _third(year, number, said.get("part", 0))


def _third(year: int, number: int, part: int) -> Bounds:
    first, last = {0: (1, 31), 1: (1, 10), 2: (11, 20), 3: (21, 31)}[part]
    stop = date(year, number, min(last, _last_of_month(year, number))) + DAY
    return date(year, number, first), stop


def year(asked: Asked) -> Bounds | None:
    """A whole year, its first or last month, or June and July for its middle; `last_year` ends a span of years."""
    said = asked.said
    number = said.get("year")
    if number is None:
        if asked.today is None:
            return OPEN
        number = asked.today.year + said.get("year_offset", asked.offset)
    last = said.get("last_year", number)
    if not number <= last <= 9998:
        return None
    first_month, last_month = {0: (1, 12), 1: (1, 1), 2: (6, 7), 3: (12, 12)}[said.get("part", 0)]
    return date(number, first_month, 1), date(last, last_month, _last_of_month(last, last_month)) + DAY


def decade(asked: Asked) -> Bounds | None:
    """Ten years from the one said."""
    first = asked.said["year"]
    return date(first, 1, 1), date(first + 10, 1, 1)


def season(asked: Asked) -> Bounds | None:
    """Three months; winter runs into the next year."""
    first = asked.said["season"]
    number = _year_of(asked, first, 1)
    if number is None:
        return OPEN
    stop_year, stop_month = (number, first + 3) if first + 3 <= 12 else (number + 1, first - 9)
    return date(number, first, 1), date(stop_year, stop_month, 1)


def _shift(day: date, by: int, unit: int) -> date:
    """`unit` in days; 30 and 365 are calendar months and years. Raises OverflowError beyond the calendar."""
    if unit < 30:
        return day + by * unit * DAY
    months = day.year * 12 + day.month - 1 + by * (12 if unit == 365 else 1)
    number, rest = divmod(months, 12)
    if not 1 <= number <= 9998:
        raise OverflowError("beyond the calendar")
    return date(number, rest + 1, min(day.day, _last_of_month(number, rest + 1)))


def _count(asked: Asked) -> tuple[int, int]:
    """How many of which unit; hours (unit 0) are rounded up to days."""
    many, unit = asked.said.get("count", 1), asked.said["unit"]
    return (max(1, -(-many // 24)), 1) if unit == 0 else (many, unit)


def back(asked: Asked) -> Bounds | None:
    """From so many units ago to today: "in the past 8 days"."""
    if asked.today is None:
        return OPEN
    many, unit = _count(asked)
    return _shift(asked.today, -many, unit), asked.today + DAY


def ahead(asked: Asked) -> Bounds | None:
    """From today to so many units on."""
    if asked.today is None:
        return OPEN
    many, unit = _count(asked)
    return asked.today, _shift(asked.today, many, unit) + DAY


def lasting(asked: Asked) -> Bounds | None:
    """From a date on, for so many units: "a week from 30/1"."""
    bounds = on_date(asked)
    if bounds is None or bounds[0] is None:
        return bounds
    many, unit = _count(asked)
    return bounds[0], _shift(bounds[0], many, unit) + DAY


def ago(asked: Asked) -> Bounds | None:
    """The day, the week, the month or the year that lies so many units back."""
    if asked.today is None:
        return OPEN
    many, unit = _count(asked)
    day = _shift(asked.today, -many, unit)
    if unit == 7:
        return day - day.weekday() * DAY, day - day.weekday() * DAY + WEEK
    if unit == 30:
        return _third(day.year, day.month, 0)
    return (date(day.year, 1, 1), date(day.year + 1, 1, 1)) if unit == 365 else (day, day + DAY)


def day_ago(asked: Asked) -> Bounds | None:
    """The very day so many units back; of years, the year."""
    if asked.today is None:
        return OPEN
    many, unit = asked.said.get("count", 1), asked.said["unit"]
    if unit == 365:
        return ago(asked)
    day = _shift(asked.today, -many, unit) if unit else asked.today - many // 24 * DAY
    return day, day + DAY


def within(asked: Asked) -> Bounds | None:
    """So many units up to today, or from today on where the words lean forward."""
    return ahead(asked) if asked.lean > 0 else back(asked)


def so_far(asked: Asked) -> Bounds | None:
    """This week, month or year up to today."""
    whole = {7: week, 30: month, 365: year}[asked.said["unit"]](asked)
    return whole if whole is None or asked.today is None else (whole[0], asked.today + DAY)


MEANINGS: dict[str, Callable[[Asked], Bounds | None]] = {
    "date": on_date, "near": near_today, "until_today": until_today, "from_today": from_today, "weekday": weekday,
    "week": week, "weekend": weekend, "month": month, "year": year, "decade": decade, "season": season,
    "back": back, "ahead": ahead, "lasting": lasting, "ago": ago, "day_ago": day_ago, "within": within,
    "so_far": so_far,
}  # fmt: skip
"""What the forms of a pack may mean, by the name they use."""
NEEDS: dict[str, frozenset[str]] = {
    "date": frozenset({"day", "month"}), "weekday": frozenset({"weekday"}), "decade": frozenset({"year"}),
    "season": frozenset({"season"}), "lasting": frozenset({"day", "month", "unit"}),
} | {name: frozenset({"unit"}) for name in ("back", "ahead", "ago", "day_ago", "within", "so_far")}  # fmt: skip
"""What has to be said for a meaning, by slot."""
