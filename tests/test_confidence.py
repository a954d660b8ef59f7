"""Which claims stay where only sure ones are asked for."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.coding.confidence import sure
from counterclaim.model import Claim, Span

SAID = Claim("r", "AZE", "asserts", "killed", Span(0, 4, "Baku"), confidence=0.4)
DENIED = replace(SAID, speaker_party="ARM", stance="denies", denies=(SAID.id,), confidence=0.9)


def test_a_denial_forgets_what_was_left_out() -> None:
    assert sure((SAID, DENIED), 0.4) == (SAID, DENIED)
    assert sure((SAID, DENIED), 0.5) == (replace(DENIED, denies=()),)


def test_no_confidence_reaches_nothing_but_nought() -> None:
    unsaid = replace(SAID, confidence=None)
    assert sure((unsaid,), 0.01) == ()
    assert sure((unsaid,), 0.0) == (unsaid,)
