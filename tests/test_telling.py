"""Where a claim happened, as it says itself or as its report tells."""

from __future__ import annotations

import pytest

from counterclaim.coding.coder import code
from counterclaim.model import Report
from counterclaim.reconciliation.telling import tell


def places(text, title="", event="killed"):
    report = Report(id="r", title=title, body=text, published="2025-12-02", outlet="Paper")
    told = tell(report, code(report))
    return [(each.place.code if each.place else None, each.place_said) for each in told if each.claim.event == event]


@pytest.mark.parametrize(
    ("title", "text", "event", "place"),
    [
        ("", "Ukraine said a Russian attack on Kyiv killed six people.", "killed", ("kyiv", True)),
        (
            "Ukraine thừa nhận mất Siversk",
            "Quân đội Ukraine đã rút khỏi Siversk, hai tuần sau khi Nga tuyên bố đã kiểm soát thành phố này.",
            "control",
            ("siversk", False),
        ),
        ("", "Russia said it killed 20 Ukrainian soldiers.", "killed", (None, False)),
    ],
)
def test_a_claim_is_where_it_says_or_its_report_tells(title, text, event, place):
    assert place in places(text, title, event)


def test_towns_named_together_are_one_place():
    assert ("kyiv+rostov", True) in places("Nine people were killed in Kyiv, Rostov in overnight attacks, Russia says.")
