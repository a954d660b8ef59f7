"""The same claims give the same questions, in any order, at once or one by one."""

from __future__ import annotations

import gc
import weakref
from datetime import date, timedelta

from claimed import told
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.cycles import undisturbed
from counterclaim.reconciliation.blocks import blocks_of, consistent, windows
from counterclaim.reconciliation.content import row_of
from counterclaim.reconciliation.engine import Archive, reconciled

FIRST = date(2025, 11, 1)
PLACES = st.sampled_from([None, "Pokrovsk", "Kyiv", "Donetsk", "Ukraine", "near Kyiv", "the border"])
PARTIES = st.sampled_from(["RUS", "UKR", "narrator", "USA"])


@st.composite
def claims(draw):
    event = draw(st.sampled_from(["killed", "control", "withdrawal", "damaged", "destroyed", "attack", "drone_strike"]))
    low = draw(st.none() | st.integers(1, 9))
    days = draw(st.integers(0, 90))
    return told(
        draw(PARTIES),
        draw(st.sampled_from(["asserts", "denies", "confirms"])),
        event,
        draw(st.none() | PARTIES),
        draw(st.sampled_from([None, "RUS", "UKR"])),
        draw(st.sampled_from([None, "soldiers", "people", "tanks"])),
        None if low is None else (low, draw(st.sampled_from([None, low, low + 3]))),
        draw(PLACES),
        (FIRST + timedelta(days=days)).isoformat(),
        draw(st.sampled_from([None, (FIRST + timedelta(days=days)).isoformat()])),
        report=f"report {draw(st.integers(0, 30))}",
        outlet=draw(st.sampled_from(["One", "Two"])),
        printing=draw(st.sampled_from([None, "printing 1", "printing 2"])),
    )


def told_apart(found):
    """One claim for each id, as one coder gives them."""
    return list({each.claim.id: each for each in found}.values())


@settings(max_examples=60)
@given(st.lists(claims(), max_size=40), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_questions(found, chance):
    found = told_apart(found)
    mixed = found[:]
    chance.shuffle(mixed)
    assert reconciled(mixed) == reconciled(found)


@settings(max_examples=40)
@given(st.lists(claims(), max_size=25))
def test_claims_that_come_one_by_one_give_what_a_full_run_gives(found):
    found = told_apart(found)
    archive = Archive()
    for number, each in enumerate(found):
        touched = archive.add([each])
        assert touched == set(blocks_of(row_of(each)))
        if number % 5 == 0:
            list(archive.questions())
    assert tuple(sorted(archive.questions(), key=lambda question: question.id)) == reconciled(found)


@settings(max_examples=60)
@given(st.lists(claims(), max_size=40))
def test_every_claim_is_in_one_question(found):
    found = told_apart(found)
    held = [claim for question in reconciled(found) for claim in question.claims]
    assert sorted(held) == sorted(each.claim.id for each in found)


@settings(max_examples=30)
@given(st.lists(claims(), min_size=5, max_size=60), st.integers(-40, 40))
def test_where_the_windows_lie_makes_no_difference(found, days):
    """Claims moved by some days fall into other windows, and join as before."""
    found = told_apart(found)

    def groups(of):
        names = {each.claim.id: position for position, each in enumerate(of)}
        return {frozenset(names[claim] for claim in question.claims) for question in reconciled(of)}

    assert groups([moved(each, days) for each in found]) == groups(found)


def moved(each, days):
    from dataclasses import replace

    from counterclaim.model import Period

    period, shift = each.claim.period, timedelta(days=days)
    claim = replace(each.claim, period=Period(period.start + shift, period.stop + shift)) if period else each.claim
    return replace(each, claim=claim, published=(date.fromisoformat(each.published) + shift).isoformat())


def test_no_block_grows_with_the_archive():
    sizes = []
    for years in (1, 3):
        archive = Archive()
        archive.add(
            told(number=day % 7 + 1, published=(FIRST + timedelta(days=day)).isoformat()) for day in range(365 * years)
        )
        sizes.append(max(map(len, archive._blocks.values())))
    length, margin = windows("killed")
    assert sizes[0] == sizes[1] == length + 2 * margin


class Circle:
    """Holds itself."""

    own = None


def test_nothing_is_taken_from_the_search_for_cycles():
    """What others have frozen stays so, and what is made while it is off can still be found by it."""
    for frozen in (False, True):
        if frozen:
            gc.freeze()
        with undisturbed():
            assert not gc.isenabled()
            circle = Circle()
            circle.own, mark = circle, weakref.ref(circle)
            del circle
        assert gc.isenabled()
        assert bool(gc.get_freeze_count()) == frozen
        gc.unfreeze()
        gc.collect()
        assert mark() is None


def test_what_contradicts_a_leader_that_is_led_elsewhere_is_a_question_each():
    leading, *rest = (
        row_of(told("ISR", event="released", target="PSE", unit="prisoners", number=number, report=f"r{number}"))
        for number in (4, 1, 9)
    )
    assert consistent(rest, leading.said) == [[row] for row in rest]
