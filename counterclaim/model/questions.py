"""The types of reconciliation: claims of many reports go in, questions with one answer for each party come out.

Everything here is frozen data; nothing here compares, counts or chooses. Claims are named by their ids (`Claim.id`) and
reports by theirs, so that a question can be kept, sent and printed without the texts. Days are whole days; `None`
always means "not said". Source of the values: the project's codebook, section 9, and design, section 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from math import inf
from typing import Final

from counterclaim.model.claims import Claim, Period
from counterclaim.model.places import Place

RELATIONS: Final = frozenset("repeats revises corroborates contradicts denies unrelated".split())
"""What one claim is to another (codebook, section 9)."""
STATUSES: Final = frozenset("agreed disputed denied admitted one-sided".split())
"""How the answers of a question stand to each other; the rules are in `counterclaim.reconciliation.status`."""
COMPARED: Final = tuple("event target unit population place period scope number".split())
"""What is compared of two claims, in the order in which reasons are given."""
AGREED: Final = "agreed"
"""Both claims say it, and it can be the same."""
DIFFERED: Final = "differed"
"""Both claims say it, and it cannot be the same."""
NOT_SAID: Final = "not_said"
"""One claim or both do not say it, so that nothing follows."""
RULE: Final = "rule"
"""Who made a relation that no reviewer made."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with what reconciliation needs of its report: "VnExpress printed this claim on 16 December 2025".

    It stands for its report, so that claims can be reconciled long after the texts are put away.
    """

    claim: Claim
    """The claim. Its `via` names the agencies that it came by, its `denies` the claims of the same report."""
    outlet: str | None = None
    """Who printed the report, as given."""
    published: str | None = None
    """ISO 8601 date or time of publication, as given; None where unknown."""
    lang: str | None = None
    """Language in which the report was read."""
    place: Place | None = None
    """Where `claim.place` lies, or where the report tells that it happened; None where neither says."""
    place_said: bool = True
    """Whether the claim itself says the place; else it is taken from the rest of the report."""
    about: Claim | None = None
    """Of a denial, the claim of the same report whose content it denies: that is its own content too. A denial of
    several claims is told once for each."""
    printing: str | None = None
    """Id of the earliest printing of the same report, its own where it is printed once; None where nobody looked."""

    @property
    def day(self) -> date | None:
        """The day of publication in the outlet's own country, or None."""
        return date.fromisoformat(self.published[:10]) if self.published else None

    @property
    def moment(self) -> float:
        """When it was published, in seconds since 1970 in UTC; a bare day counts from its midnight, unknown is
        infinity.
        """
        return moment_of(self.published) if self.published else inf


@lru_cache(maxsize=64)
def moment_of(published: str) -> float:
    """A time of publication in seconds since 1970 in UTC; without a zone it is taken for UTC. Raises ValueError."""
    at = datetime.fromisoformat(published)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


@dataclass(frozen=True, slots=True)
class Relation:
    """What one claim is to an earlier one, and why: "revises: same event, target, place; the number differed".

    It links claims and never edits them, and it can be withdrawn.
    """

    claim: str
    """Id of the claim that repeats, revises, corroborates, contradicts or denies."""
    other: str
    """Id of the claim that it does so to."""
    kind: str
    """One of `RELATIONS`."""
    reasons: tuple[tuple[str, str], ...]
    """For each field of `COMPARED`, in that order: `agreed`, `differed` or `not_said`."""
    score: float = 1.0
    """How much of what two claims can have in common these have, from 0 (nothing said) to 1 (all said and agreed)."""
    made_by: str = RULE
    """`rule`, or the name of the reviewer who made it."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What a party said at one time: "on 25 November, 6 exactly"."""

    published: str | None
    """When the first report that says so was published, as given; None where unknown."""
    stance: str
    """How it stood to the content then, one of `STANCES`."""
    low: int | None
    high: int | None
    qualifier: str | None
    """How the number was said, one of `QUALIFIERS`; None where nothing is counted."""
    claims: tuple[str, ...]
    """Ids of the claims that say so, the earliest first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One party's position on a question: a range, a denial or a refusal, with all the claims behind it."""

    party: str
    """Party code, `narrator` or `unnamed`."""
    stance: str
    """How it stands to the question now, one of `STANCES`."""
    low: int | None
    """Smallest count it stands by now, or None."""
    high: int | None
    """Largest count it stands by now, or None."""
    qualifier: str | None
    """How that number was said; None where nothing is counted."""
    revisions: tuple[Revision, ...]
    """All it said before, the earliest first; what it stands by now is not among them."""
    denied_by: tuple[str, ...]
    """Codes of the parties that deny it, in order."""
    claims: tuple[str, ...]
    """Ids of all claims of this answer, those of earlier revisions too, the earliest first."""
    reports: tuple[str, ...]
    """Ids of the reports they stand in, in that order."""
    origins: tuple[str, ...]
    """Whom the claims go back to, one each however many outlets relay it (`counterclaim.reconciliation.origins`)."""
    published: str | None = None
    """When the figure that it stands by now was first published, as given."""


@dataclass(frozen=True, slots=True)
class Question:
    """What several claims are about, for instance how many people were killed in Kyiv on 25 November 2025.

    The fields say what most of its claims say; which claims it holds does not depend on the order they came in.
    """

    id: str
    """By content, of the earliest claim of the question: it does not depend on the order in which claims came."""
    event: str
    """One of `EVENTS`."""
    actor: str | None
    """Party code of who did it, as most claims say; None where none says."""
    target: str | None
    """Party code of whom it befell; None where no claim says, or for events of two sides."""
    unit: str | None
    """What is counted, one of `UNITS`."""
    place: Place | None
    """The place that most claims name."""
    period: Period | None
    """When it happened: what the claims say, else the days of their publication."""
    scope: str | None
    """One of `SCOPES`."""
    status: str
    """One of `STATUSES`."""
    answers: tuple[Answer, ...]
    """One for each party and way of standing to it, by party."""
    relations: tuple[Relation, ...]
    """What its claims are to each other, in the order of their publication."""
    claims: tuple[str, ...]
    """Ids of all its claims, the earliest first."""
    reports: tuple[str, ...]
    """Ids of all their reports, the earliest first."""
    copies: tuple[tuple[str, ...], ...] = ()
    """Reports among them that are one report in several printings."""
    dated: bool = False
    """Whether any claim says when it happened; else `period` is that of publication."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number for a question by one named rule: "ucdp: low 17, best 18, high 70"."""

    question: str
    """Id of the question."""
    rule: str
    """Name of the rule."""
    low: int | None
    best: int | None
    high: int | None
    claims: tuple[str, ...]
    """Ids of the claims it was made of."""
    sentence: str
    """How, in one sentence."""
    notes: tuple[str, ...] = ()
    """What a reader must know beside: a grade, a denial, what was left out."""
