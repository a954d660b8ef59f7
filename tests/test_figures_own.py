"""Figure rules of a newsroom's own: a known rule over some of the claims, and what is wrong with one said in a line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from reconciliation_tables import Said, question, told

from counterclaim.errors import CounterclaimError, PackError
from counterclaim.language.folder import Entry
from counterclaim.language.own import OwnWords, using
from counterclaim.model import Answer, Figure
from counterclaim.reconciliation.figures import RULES, rule, rules
from counterclaim.reconciliation.figures.own import own_rules

UN, ICRC, AZE = ("un", "asserts", 100, 120), ("icrc", "asserts", 90, 90), ("AZE", "asserts", 550, 550)
DENIAL = ("ARM", "denies", None, None)


def own(*rows: dict[str, object]) -> OwnWords:
    entries = tuple(Entry("counterclaim.toml", f"figure {number}", row) for number, row in enumerate(rows))
    return OwnWords("0" * 12, Path("counterclaim.toml"), {"figure": entries})


def figure(row: dict[str, object], *rows: Said, answers: tuple[Answer, ...] | None = None) -> Figure:
    said = [told(each, position) for position, each in enumerate(rows)]
    asked = question(said)
    made = own_rules(own({"name": "desk", "like": "ledger", **row}), RULES)
    return made["desk"](asked, {one.claim.id: one for one in said})


# what the rule leaves out, who says what, low, best, high, notes
LEFT = [
    ({}, (UN, AZE), (100, 100, 550), ()),
    ({"without_parties": ["AZE"]}, (UN, AZE), (100, 100, 120), ("1 of 2 claims are left out by desk",)),
    ({"without_parties": ["AZE", "un"]}, (UN, ICRC, AZE), (90, 90, 90), ("2 of 3 claims are left out by desk",)),
    ({"without_parties": ["TUR"]}, (UN, AZE), (100, 100, 550), ()),
    ({"without_outlets": ["outlet 1"]}, (UN, AZE), (100, 100, 120), ("1 of 2 claims are left out by desk",)),
    ({"only_outlets": ["outlet 1"]}, (UN, AZE), (None, None, 550), ("1 of 2 claims are left out by desk",)),
    (
        {"only_outlets": ["outlet 0", "outlet 1"], "without_outlets": ["outlet 1"]},
        (UN, AZE, ICRC), (100, 100, 120), ("2 of 3 claims are left out by desk",),
    ),
    ({"like": "acled"}, (UN, AZE), (100, 100, 100), ("reports say 100 to 550",)),
    ({"least_origins": 2}, (UN, AZE), (100, 100, 550), ()),
    ({"least_origins": 3}, (UN, AZE), (None, None, None), ("2 origins give a number; desk asks for 3",)),
    (
        {"least_origins": 2, "without_parties": ["AZE"]}, (UN, AZE), (None, None, None),
        ("1 of 2 claims are left out by desk", "1 origins give a number; desk asks for 2"),
    ),
    ({"least_origins": 2}, (DENIAL,), (None, None, None), ()),
    ({}, (AZE, DENIAL), (None, None, 550), ("denied or doubted by ARM",)),
    ({"without_parties": ["ARM"]}, (AZE, DENIAL), (None, None, 550), ("1 of 2 claims are left out by desk",)),
]  # fmt: skip


@pytest.mark.parametrize(("row", "said", "numbers", "notes"), LEFT)
def test_a_rule_of_ones_own_leaves_claims_out_and_says_so(
    row: dict[str, object], said: tuple[Said, ...], numbers: tuple[int | None, ...], notes: tuple[str, ...]
) -> None:
    made = figure(row, *said)
    assert (made.low, made.best, made.high) == numbers
    assert (made.rule, made.notes) == ("desk", notes)


# what is wrong with a rule, what is said
WRONG = [
    ({"name": ""}, ": name '' is taken or no name; write one of your own, without a colon"),
    ({"name": 5}, "name 5 is taken or no name"),
    ({"name": "my:rule"}, "name 'my:rule' is taken or no name"),
    ({"name": "ledger"}, "name 'ledger' is taken or no name"),
    ({"like": "median"}, ": like 'median' is no rule; write one of ledger, ucdp, acled, airwars$"),
    ({"like": "desk"}, "like 'desk' is no rule"),
    ({"least_origins": 0}, ": least_origins 0 is no number of origins; write 1 or more"),
    ({"least_origins": "2"}, "least_origins '2' is no number of origins"),
    ({"least_origins": True}, "least_origins True is no number of origins"),
]


@pytest.mark.parametrize(("row", "said"), WRONG)
def test_what_is_wrong_with_a_rule_is_said(row: dict[str, object], said: str) -> None:
    with pytest.raises(PackError, match=said):
        own_rules(own({"name": "desk", "like": "ledger", **row}), RULES)


def test_two_rules_of_one_name_are_refused() -> None:
    twice = {"name": "desk", "like": "ledger"}
    with pytest.raises(PackError, match="name 'desk' is taken"):
        own_rules(own(twice, twice), RULES)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, "A rule of counterclaim.toml: as ledger; 1 or more origins."),
        ({"like": "ucdp", "least_origins": 2}, "A rule of counterclaim.toml: as ucdp; 2 or more origins."),
        (
            {"without_parties": ["AZE", "RUS"], "only_outlets": ["One"], "without_outlets": []},
            "A rule of counterclaim.toml: as ledger; without parties AZE, RUS; only outlets One; 1 or more origins.",
        ),
    ],
)
def test_a_rule_of_ones_own_says_what_it_does(row: dict[str, object], said: str) -> None:
    assert own_rules(own({"name": "desk", "like": "ledger", **row}), RULES)["desk"].__doc__ == said


@contextmanager
def in_use(*rows: dict[str, object]) -> Iterator[None]:
    with using(own(*rows)):
        yield


def test_rules_are_found_by_name_while_they_are_in_use() -> None:
    assert tuple(rules()) == ("ledger", "ucdp", "acled", "airwars")
    with in_use({"name": "desk", "like": "ledger"}):
        assert tuple(rules()) == ("ledger", "ucdp", "acled", "airwars", "desk")
        assert rule("desk").__doc__ == "A rule of counterclaim.toml: as ledger; 1 or more origins."
    assert {name: made.__name__ for name, made in rules().items()} == {name: name for name in rules()}
    with pytest.raises(
        CounterclaimError, match=r"^rule 'desk': no such rule; name one of ledger, ucdp, acled, airwars, or your"
    ):
        rule("desk")


# a name that is no rule; what is said of it
NAMES = [
    ("no.such.module:rule", "^rule 'no.such.module:rule': cannot be loaded .No module named 'no'.; name one of ledger"),
    ("math:no_such", "cannot be loaded .module 'math' has no attribute 'no_such'.; name one of"),
    (":", "no such rule; name one of"),
    (":rule", "cannot be loaded .Empty module name.; name one of"),
    (
        "math:pi",
        "rule 'math:pi': is no function; name one of ledger, ucdp, acled, airwars, or your own as module:function",
    ),
]


@pytest.mark.parametrize(("name", "said"), NAMES)
def test_a_name_that_is_no_rule_is_said_with_what_to_do(name: str, said: str) -> None:
    with pytest.raises(CounterclaimError, match=said):
        rule(name)
