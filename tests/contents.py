"""What claims say, made by hand in plain values, for tables of what can be compared: no report, no gazetteer."""

from __future__ import annotations

from counterclaim.reconciliation.content import Content

KYIV = ("kyiv", ("kyiv region", "UKR"))
LVIV = ("lviv", ("UKR",))
REGION = ("kyiv region", ("UKR",))
UKRAINE = ("UKR", ())
ROSTOV = ("rostov", ("RUS",))
GAZA = ("gaza", ())
STRIP = ("gaza", ("PSE",))
ENGELS = ("engels", ("saratov", "RUS"))
AIR_BASE = ("engels air base", ("engels", "saratov", "RUS"))
EL_FASHER = ("el fasher", ("SDN",))
DARFUR = ("darfur", ("SDN",))
KORDOFAN = ("kordofan", ("SDN",))
HONG_KONG = ("HKG", ("CHN",))
BLACK_SEA = ("black sea", ())
TURKIYE = ("TUR", ())
SINOP = ("sinop", ("TUR",))
TWO_TOWNS = ("kyiv+rostov", ("kyiv", "kyiv region", "UKR", "rostov", "RUS"))
TWO_OTHERS = ("lviv+rostov", ("lviv", "UKR", "rostov", "RUS"))


def said(
    event="attack", target="UKR", actor=None, unit=None, number=None, place=("", ()), near=False, day=None, **more
) -> Content:
    """A claim by nobody in particular that says no more than the row; `days` are the first and last that it names."""
    low, high = number if isinstance(number, tuple) else (number, number)
    start, end = more.pop("days", (None, None))
    told = {"speaker": "narrator", "vague": False, "scope": "incident", **more}
    return Content(
        event, told["speaker"], actor, target, unit, low, high, told["vague"], told["scope"], start, end,
        *place, near, day, number is not None,
    )  # fmt: skip


def killed(number=None, **more) -> Content:
    return said(**{"event": "killed", "unit": "soldiers", "number": number, **more})


def venezuelans(number=None, **more) -> Content:
    return killed(number, **{"target": "VEN", "day": 1, **more})


def cubans(number=None, **more) -> Content:
    return killed(number, **{"target": "CUB", "day": 1, **more})


def both(event="talks", one="RUS", other="UKR", **more) -> Content:
    return said(event, other, one, **more)
