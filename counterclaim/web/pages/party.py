"""The page of a party: what it says, what is said of it, what it claims of others beside what they admit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from counterclaim.charts import Chart, balance_chart
from counterclaim.ledger.mapping import Selection
from counterclaim.ledger.overview import Dyad, dyads
from counterclaim.ledger.questions import Wanted, questions
from counterclaim.ledger.questions import party as party_view
from counterclaim.ledger.standing import losses, speakers
from counterclaim.reconciliation.accounts import LOSSES, Account, accounts
from counterclaim.web.asked import part
from counterclaim.web.briefs import QuestionBrief, brief_of
from counterclaim.web.charted import Charted, chart_routes, charted
from counterclaim.web.pages.timeline import activity
from counterclaim.web.remembered import Remembered
from counterclaim.web.visiting import Shown, Visit, page_routes

NEWEST: Final = 8
"""Questions of each list."""
EVERY_PAIR: Final = 100_000
WEEKS: Final = 12
PAIRS: Final = 8
SAID: Final = 14
"""Kinds of claims that are listed."""
_remembered: Final = Remembered(256)


@dataclass(frozen=True, slots=True)
class Said:
    """How often a party says something of a kind."""

    event: str
    stance: str
    claims: int
    reports: int


@dataclass(frozen=True, slots=True)
class PartyShown:
    """A party with what it says and what is said of it."""

    party: str
    """Its code."""
    claims: int
    said: tuple[Said, ...]
    """The most frequent first."""
    statuses: tuple[tuple[str, int], ...]
    """How the questions stand that it answers."""
    denied_by: tuple[tuple[str, int], ...]
    """Parties that deny answers of it, with how many."""
    speakers: tuple[tuple[str, int], ...]
    """How reports call those who speak for it, with how many claims."""
    speaks_of: tuple[Dyad, ...]
    spoken_of_by: tuple[Dyad, ...]
    accounts: tuple[Account, ...]
    """What it claims of others' losses beside what they admit."""
    accounts_against: tuple[Account, ...]
    """What others claim of its losses beside what it admits."""
    newest: tuple[QuestionBrief, ...]
    """Questions that it answered last."""
    suffered: tuple[QuestionBrief, ...]
    """Questions about what befell it, the last reported first."""


def page(visit: Visit) -> Shown:
    """What the ledger holds of a party."""
    code = visit.request.path_params["code"]
    told = _told(visit, code)
    most = max((n for each in (*told.speaks_of, *told.spoken_of_by) for _, n in each.weeks), default=0)
    return Shown("party.html", told, parts={"most": most or 1, "kinds": told.said[:SAID]} | _charts(visit, told))


def _told(visit: Visit, code: str) -> PartyShown:
    return _remembered.of(visit.ledger, (code, visit.asked.as_of, visit.asked.held), lambda: party_shown(visit, code))


def _charts(visit: Visit, told: PartyShown) -> dict[str, Charted | None]:
    selection = Selection(party=told.party, until=visit.asked.as_of)
    balance = charted(visit, partial(_balance, told), f"/party/{part(told.party)}/chart")
    return {
        "balance": balance,
        "chart": charted(visit, partial(activity, selection), "/timeline/chart", party=told.party),
    }


def chart(visit: Visit, width: int) -> Chart | None:
    """What a party claims of others' losses beside what they admit."""
    return _balance(_told(visit, visit.request.path_params["code"]), visit, width)


def _balance(told: PartyShown, visit: Visit, width: int) -> Chart | None:
    words = visit.words
    kinds = {(each.event, each.unit) for each in told.accounts}
    named = {
        (event, unit): ", ".join(filter(None, (words.code("event", event), words.code("unit", unit))))
        for event, unit in kinds
    }
    return balance_chart(told.party, told.accounts, named, words.lang, width=width)


def party_shown(visit: Visit, code: str) -> PartyShown:
    """What the page of a party tells. Raises NotInLedger where nobody says anything of it."""
    ledger = visit.ledger
    view = party_view(ledger, code, 1)
    pairs = _remembered.of(ledger, None, lambda: dyads(ledger, EVERY_PAIR, WEEKS))
    every = accounts(losses(ledger, code, LOSSES))
    until, held = visit.asked.as_of, visit.asked.held

    def listed(wanted: Wanted) -> tuple[QuestionBrief, ...]:
        return tuple(map(brief_of, questions(ledger, wanted, NEWEST, recorded=held, linked=False)))

    return PartyShown(
        code, sum(row[2] for row in view.claims), tuple(Said(*row) for row in view.claims), view.statuses,
        view.denied_by, speakers(ledger, code),
        tuple(each for each in pairs if each.speaker == code)[:PAIRS],
        tuple(each for each in pairs if each.target == code)[:PAIRS],
        tuple(each for each in every if each.party == code),
        tuple(each for each in every if each.opponent == code),
        listed(Wanted(party=code, until=until)), listed(Wanted(target=code, until=until)),
    )  # fmt: skip


routes: Final = (
    *page_routes("/party/{code}", page, "party"),
    *chart_routes("/party/{code}/chart", chart, "party-chart"),
)
