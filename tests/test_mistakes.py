"""The mistakes of a coder, line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.evaluation.gold import GoldSet
from counterclaim.evaluation.mistakes import mistakes
from counterclaim.model import Claim, Quantity, Report, Span

TOLL = '{"speaker_party": "AZE", "stance": "asserts", "event": "destroyed", "target": "ARM", "unit": "tanks", '


@pytest.fixture
def claim(report: Report) -> Claim:
    evidence = Span(0, 5, report.text[:5])
    return Claim("r1", "AZE", "asserts", "destroyed", evidence, None, None, "ARM", "tanks", Quantity(12, 12, "exact"))


def lines(report: Report, gold: tuple[Claim, ...], coded: tuple[Claim, ...]) -> list[str]:
    return list(mistakes(GoldSet({"r1": report}, {"r1": gold}), lambda _: coded))


def test_what_agrees_is_no_mistake(report: Report, claim: Claim) -> None:
    assert lines(report, (claim,), (claim, claim)) == []


def test_a_missed_and_a_spurious_claim(report: Report, claim: Claim) -> None:
    other = replace(claim, event="damaged")
    missed, spurious = lines(report, (claim,), (other,))
    assert missed == f'r1  missed  {TOLL}"low": 12, "high": 12, "evidence": "Armen"}}'
    assert spurious.startswith('r1  spurious  {"speaker_party": "AZE", "stance": "asserts", "event": "damaged"')


def test_a_wrong_count_and_target_are_named(report: Report, claim: Claim) -> None:
    coded = replace(claim, target=None, quantity=Quantity(12, None, "at_least"))
    (wrong,) = lines(report, (claim,), (coded,))
    assert wrong.startswith(f"r1  wrong target,high  gold {TOLL}")
    assert '  coded {"speaker_party": "AZE", ' in wrong
