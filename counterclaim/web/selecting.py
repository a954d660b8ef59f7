"""Which questions a page of many shows: the query of an address enters, a `Selection` leaves, or one line why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from counterclaim.ledger.mapping import Selection, parties
from counterclaim.model import EVENTS, STATUSES
from counterclaim.web.asked import BadAddress
from counterclaim.web.visiting import Visit

FILTERS: Final = ("party", "event", "status", "place", "since", "until")
"""What an address may select by."""
LONGEST: Final = 120
"""Characters of a code."""
OFFERED: Final = 80
"""Parties offered in the form; the address takes any."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form of filters offers."""

    parties: tuple[tuple[str, str], ...]
    """Code and name, by name."""
    events: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]


def selection_of(visit: Visit) -> Selection:
    """What the address selects, and no question that was first reported after the day that it names."""
    query = visit.request.query_params
    event, status = _one_of(query, "event", EVENTS), _one_of(query, "status", STATUSES)
    since, until = _day(query, "since"), _day(query, "until")
    if visit.asked.as_of:
        until = min(until or visit.asked.as_of, visit.asked.as_of)
    return Selection(status, event, _code(query, "party"), _code(query, "place"), since, until)


def chosen(visit: Visit) -> dict[str, str]:
    """The filters of the address, as it has them."""
    return {name: value for name in FILTERS if (value := visit.request.query_params.get(name))}


def offered(visit: Visit) -> Offered:
    """What there is to choose from."""
    words, query = visit.words, visit.request.query_params
    codes = dict.fromkeys((*(code for code, _ in parties(visit.ledger, OFFERED)), *filter(None, [query.get("party")])))
    named = sorted(((code, words.party(code)) for code in codes), key=lambda pair: pair[1].casefold())
    return Offered(
        tuple(named),
        tuple(sorted(((code, words.code("event", code)) for code in EVENTS), key=lambda pair: pair[1].casefold())),
        tuple((code, words.code("status", code)) for code in sorted(STATUSES)),
    )


def _one_of(query: Mapping[str, str], name: str, known: frozenset[str]) -> str | None:
    value = query.get(name) or None
    if value is not None and value not in known:
        raise BadAddress(name, value, f"write one of {', '.join(sorted(known))}")
    return value


def _day(query: Mapping[str, str], name: str) -> str | None:
    value = query.get(name) or None
    if value is None:
        return None
    try:
        if len(value) == len("2020-10-01"):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise BadAddress(name, value, "write a day, as in 2020-10-01")


def _code(query: Mapping[str, str], name: str) -> str | None:
    value = query.get(name) or None
    if value is not None and len(value) > LONGEST:
        raise BadAddress(name, value, f"write at most {LONGEST} characters")
    return value
