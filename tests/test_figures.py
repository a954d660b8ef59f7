"""Rules of figures: rows of who says what, and the low, best and high that each rule makes of it."""

from __future__ import annotations

import re
import sys
from itertools import permutations
from pathlib import Path

import pytest
from reconciliation_tables import Said, figure, question, told

from counterclaim.errors import CounterclaimError
from counterclaim.model import Place
from counterclaim.reconciliation.figures import RULES, rule

ENEMY = ("AZE", "asserts", 550, None)
OWN = ("ARM", "asserts", 31, 31)
OWN_MORE = ("ARM", "confirms", 40, 40)
COUNTED = ("un", "asserts", 100, 120)
ELSE = ("icrc", "asserts", 90, 90)
REPORT = ("narrator", "asserts", 95, 95)
NOBODY = ("unnamed", "asserts", 700, 700)
DENIAL = ("ARM", "denies", None, None)
UP_TO = ("un", "asserts", None, 60)


DOCS = Path(__file__).parent.parent / "docs" / "figures.md"


# rule, who says what, low, best, high
TABLE = [
    ("ledger", (ENEMY,), None, None, 550),
    ("ledger", (OWN,), 31, 31, 31),
    ("ledger", (OWN, ENEMY), 31, 31, 550),
    ("ledger", (OWN, OWN_MORE, ENEMY), 40, 40, 550),
    ("ledger", (OWN, COUNTED, ENEMY), 31, 100, 550),
    ("ledger", (COUNTED, ELSE, REPORT), 90, 95, 120),
    ("ledger", (COUNTED,), 100, 100, 120),
    ("ledger", (("ARM", "asserts", 150, 150), COUNTED), 150, 150, 150),
    ("ledger", (OWN, NOBODY), 31, 31, 700),
    ("ledger", (UP_TO,), 60, 60, 60),
    ("ledger", (ENEMY, DENIAL), None, None, 550),
    ("ledger", (DENIAL,), None, None, None),
    ("ucdp", (ENEMY,), 0, 0, 550),
    ("ucdp", (NOBODY,), 0, 0, 700),
    ("ucdp", (OWN, ENEMY), 31, 31, 550),
    ("ucdp", (OWN, COUNTED, ENEMY), 31, 100, 550),
    ("ucdp", (OWN, COUNTED, ELSE), 31, 90, 120),
    ("ucdp", (DENIAL,), None, None, None),
    ("acled", (OWN, ENEMY, COUNTED), 31, 31, 31),
    ("acled", (OWN, OWN_MORE), 31, 31, 31),
    ("acled", (("narrator", "asserts", 24, 99),), 24, 24, 24),
    ("acled", (UP_TO,), 60, 60, 60),
    ("acled", (DENIAL,), None, None, None),
    ("airwars", (OWN, ENEMY), 31, None, 550),
    ("airwars", (COUNTED,), 100, None, 120),
    ("airwars", (DENIAL,), None, None, None),
]


@pytest.mark.parametrize(("name", "rows", "low", "best", "high"), TABLE)
def test_a_rule_gives_its_figure(
    name: str, rows: tuple[Said, ...], low: int | None, best: int | None, high: int | None
) -> None:
    made = figure(name, rows)
    assert (made.low, made.best, made.high) == (low, best, high)
    assert made.rule == name
    assert made.sentence.endswith(".")


@pytest.mark.parametrize(("name", "rows", "low", "best", "high"), TABLE)
def test_a_figure_names_the_claims_it_used(
    name: str, rows: tuple[Said, ...], low: int | None, best: int | None, high: int | None
) -> None:
    ids = {told(row, position).claim.id for position, row in enumerate(rows)}
    used = figure(name, rows).claims
    assert set(used) <= ids
    assert bool(used) == (high is not None)


@pytest.mark.parametrize("name", RULES)
def test_the_order_of_claims_does_not_matter(name: str) -> None:
    said = [told(row, position) for position, row in enumerate((OWN, ENEMY, COUNTED, DENIAL))]
    by_id = {one.claim.id: one for one in said}
    made = {
        (each.low, each.best, each.high, frozenset(each.claims), each.sentence)
        for order in permutations(said)
        for each in [RULES[name](question(order), by_id)]
    }
    assert len(made) == 1


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("ucdp", {"event": "wounded"}),
        ("ucdp", {"event": "destroyed", "unit": "tanks"}),
        ("acled", {"event": "shot_down", "unit": "drones"}),
        ("acled", {"scope": "cumulative"}),
        ("acled", {"scope": "period"}),
        ("airwars", {"event": "destroyed", "unit": "tanks"}),
    ],
)
def test_a_rule_is_silent_on_what_its_field_does_not_count(name: str, fields: dict[str, object]) -> None:
    made = figure(name, (OWN, ENEMY), **fields)
    assert (made.low, made.best, made.high, made.claims) == (None, None, None, ())


@pytest.mark.parametrize(
    ("low", "high", "counted"), [(20, 99, 10), (24, 99, 12), (100, 999, 100), (2, None, 2), (1000, 9999, 1000)]
)
def test_acled_counts_vague_words_its_own_way(low: int, high: int | None, counted: int) -> None:
    assert figure("acled", (("narrator", "asserts", low, high),), qualifier="vague").best == counted


def test_of_one_origin_the_latest_number_counts() -> None:
    assert figure("ledger", (OWN_MORE, OWN)).low == 31
    assert figure("ledger", (OWN, OWN_MORE)).low == 40


def test_a_denied_figure_stays_in_high_and_is_marked() -> None:
    made = figure("ledger", (ENEMY, DENIAL))
    assert made.high == 550
    assert "denied or doubted by ARM" in made.notes


def test_the_land_tells_whose_losses_they_are_where_no_party_is_named() -> None:
    said = [told(("ARM", "asserts", 5, 5), 0, target=None), told(("AZE", "asserts", 50, 50), 1, target=None)]
    place = Place("Yerevan", "yerevan", ("ARM",))
    made = RULES["ledger"](question(said, place=place), {one.claim.id: one for one in said})
    assert (made.low, made.best, made.high) == (5, 5, 50)


@pytest.mark.parametrize(
    ("rows", "fields", "grade"),
    [
        ((COUNTED,), {"unit": "civilians"}, "weak"),
        ((COUNTED, ELSE), {"unit": "civilians"}, "fair"),
        ((COUNTED, NOBODY), {"unit": "civilians"}, "weak"),
        ((COUNTED, ELSE), {"unit": "soldiers"}, "discounted"),
        ((COUNTED, ("AZE", "confirms", 3, 3)), {"unit": "civilians", "actor": "AZE"}, "confirmed"),
        ((COUNTED, ("AZE", "denies", None, None)), {"unit": "civilians", "actor": "AZE"}, "contested"),
        ((COUNTED, ("ARM", "denies", None, None)), {"unit": "civilians", "actor": "AZE"}, "weak"),
    ],
)
def test_airwars_grades(rows: tuple[Said, ...], fields: dict[str, object], grade: str) -> None:
    assert figure("airwars", rows, **fields).notes[0].startswith(f"grade: {grade} ")


def test_users_name_their_own_rule() -> None:
    assert rule("counterclaim.reconciliation.figures.ucdp:ucdp") is RULES["ucdp"]


@pytest.mark.parametrize("name", ["median", "no.such.module:rule", "math:no_such", "math:pi", ":", "a:"])
def test_an_unknown_rule_is_said_with_what_to_do(name: str) -> None:
    with pytest.raises(CounterclaimError, match="name one of ledger, ucdp, acled, airwars"):
        rule(name)


def test_the_rule_in_the_docs_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (source,) = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.S)
    (tmp_path / "rule_of_mine.py").write_text(source, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    said = [told(row, position) for position, row in enumerate((DENIAL, ENEMY, OWN))]
    made = rule("rule_of_mine:first_said")(question(said), {one.claim.id: one for one in said})
    sys.modules.pop("rule_of_mine")
    assert (made.best, made.claims) == (550, (said[1].claim.id,))


@pytest.mark.parametrize("name", RULES)
def test_the_docs_name_every_rule(name: str) -> None:
    assert f"| `{name}`" in DOCS.read_text("utf-8")
