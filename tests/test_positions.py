"""By which figure, and in which way, each party stands to a question: rows of claims, and the answers they make."""

from __future__ import annotations

import pytest
from claimed import told

from counterclaim.model import Told
from counterclaim.reconciliation.engine import reconciled

STRIKE = {"event": "drone_strike", "actor": "UKR", "target": "RUS", "place": "Novorossiysk"}
TOLL = {"target": "UKR", "unit": "people", "place": "Kyiv"}
ANSWERS = {
    "one building that was attacked is no count, one ship is": (
        [told("UKR", unit="infrastructure", number=1, **STRIKE), told("RUS", unit="ships", number=1, **STRIKE)],
        {"UKR asserts None None", "RUS asserts 1 1"},
    ),
    "two buildings are a count": (
        [told("UKR", unit="buildings", number=2, **STRIKE)],
        {"UKR asserts 2 2"},
    ),
    "a number that few claims of an attack give is of something beside it": (
        [
            told("UKR", unit=None, outlet="A", **STRIKE),
            told("UKR", unit=None, outlet="B", **STRIKE),
            told("UKR", unit=None, outlet="C", **STRIKE),
            told("UKR", unit="drones", number=2, outlet="D", **STRIKE),
        ],
        {"UKR asserts None None"},
    ),
    "a toll that one claim in four gives stands": (
        [
            told("UKR", outlet="A", **TOLL),
            told("UKR", outlet="B", **TOLL),
            told("UKR", outlet="C", **TOLL),
            told("UKR", number=6, outlet="D", **TOLL),
        ],
        {"UKR asserts 6 6"},
    ),
    "who accuses of an attack in one paper of six accuses": (
        [
            *(told("RUS", unit=None, outlet=outlet, **STRIKE) for outlet in "ABCDE"),
            told("RUS", "accuses", unit=None, outlet="F", **STRIKE),
        ],
        {"RUS accuses None None"},
    ),
    "in one of seven it is another word for saying it": (
        [
            *(told("RUS", unit=None, outlet=outlet, **STRIKE) for outlet in "ABCDEF"),
            told("RUS", "accuses", unit=None, outlet="G", **STRIKE),
        ],
        {"RUS asserts None None"},
    ),
    "two attacks of last year, and attacks without a number": (
        [
            told("UKR", "accuses", event="attack", actor="RUS", number=2, unit="attacks", scope="period", outlet="A"),
            told("UKR", "accuses", event="attack", actor="RUS", unit=None, outlet="B"),
        ],
        {"UKR accuses 2 2"},
    ),
    "who counts the dead need accuse nobody": (
        [
            told("UKR", number=6, outlet="A", **TOLL),
            told("UKR", number=6, outlet="B", **TOLL),
            told("UKR", "accuses", number=6, outlet="C", **TOLL),
        ],
        {"UKR asserts 6 6"},
    ),
    "what nobody by name says is the paper's where papers say it too": (
        [told("narrator", number=7, outlet="A", **TOLL), told("unnamed", number=(6, None), outlet="B", **TOLL)],
        {"narrator asserts 7 7"},
    ),
    "a higher number is nobody's but the unnamed one's": (
        [told("narrator", number=7, outlet="A", **TOLL), told("unnamed", number=9, outlet="B", **TOLL)],
        {"narrator asserts 7 7", "unnamed asserts 9 9"},
    ),
    "a number stays with the unnamed one where no paper gives any": (
        [told("narrator", outlet="A", **TOLL), told("unnamed", number=9, outlet="B", **TOLL)],
        {"narrator asserts None None", "unnamed asserts 9 9"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted"), ANSWERS.values(), ids=ANSWERS)
def test_how_each_party_stands(rows: list[Told], wanted: set[str]) -> None:
    (question,) = reconciled(rows)
    assert {f"{each.party} {each.stance} {each.low} {each.high}" for each in question.answers} == wanted
    assert sorted(claim for each in question.answers for claim in each.claims) == sorted(row.claim.id for row in rows)


def test_officials_that_were_killed_are_a_loss_to_admit() -> None:
    (question,) = reconciled([told("IRN", target="IRN", unit="officials", number=1)])
    assert question.status == "admitted"
