from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from claimed import told

from counterclaim.model import Period, Quantity
from counterclaim.reconciliation.checking import fault
from counterclaim.reconciliation.engine import Archive

GOOD = told(number=5)
TODAY = date(2025, 12, 31)


def changed(**fields):
    return replace(GOOD, claim=replace(GOOD.claim, **fields))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (changed(event=None), "has no event"),
        (changed(stance=""), "has no stance"),
        (changed(event="lunch"), "'lunch', which the codebook does not have"),
        (changed(speaker_party=None), "has no speaker_party"),
        (changed(unit="bananas"), "the unit 'bananas'"),
        (changed(quantity=Quantity(9, 3, "range")), "counts from 9 to 3"),
        (changed(quantity=Quantity(-1, 3, "range")), "counts less than nothing"),
        (changed(period=Period(date(2025, 1, 2), date(2025, 1, 1))), "happened from 2025-01-02"),
        (changed(target="atlantis"), "the target 'atlantis', which the store does not know"),
        (replace(GOOD, published="2999-01-01"), "which is yet to come"),
        (replace(GOOD, published="soon"), "'soon', which is no date"),
    ],
)
def test_a_broken_claim_is_set_aside_and_the_rest_reconciled(broken, said):
    what, remedy = fault(broken, TODAY)
    assert said in what
    assert remedy
    other = told("UKR", "denies", published="2025-12-03")
    archive = Archive(TODAY)
    archive.add([broken, other])
    (aside,) = archive.aside.values()
    assert said in str(aside)
    assert "\n" not in str(aside)
    assert [question.claims for question in archive.questions()] == [(other.claim.id,)]


def test_nothing_is_wrong_with_a_good_claim():
    assert fault(GOOD, TODAY) is None


@pytest.mark.parametrize("turned", [False, True])
def test_two_claims_of_one_id_that_differ_are_both_set_aside(turned):
    other = changed(scope="cumulative")
    assert other.claim.id == GOOD.claim.id
    third = told("UKR", number=5)
    archive = Archive()
    for each in (other, GOOD, third) if turned else (GOOD, other, third):
        archive.add([each])
        list(archive.questions())
    assert list(archive.aside) == [GOOD.claim.id]
    assert [question.claims for question in archive.questions()] == [(third.claim.id,)]


def test_the_same_claim_twice_is_one():
    archive = Archive()
    archive.add([GOOD, GOOD])
    archive.add([replace(GOOD, printing="first")])
    assert not archive.aside
    assert [question.claims for question in archive.questions()] == [(GOOD.claim.id,)]
