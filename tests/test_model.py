from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import ID_LENGTH, Claim, Period, Quantity, Report, Span, content_id, report_id

CLAIM = Claim(
    report="r1", speaker_party="AZE", stance="asserts", event="destroyed", evidence=Span(0, 5, "Azerb"),
    target="ARM", unit="tanks", quantity=Quantity(12, 12, "exact"),
)  # fmt: skip


def test_ids_are_the_same_in_every_process_and_version() -> None:
    assert content_id("a", None, 3) == "5e27b2767aefb837"
    assert CLAIM.id == "9690efc8ba760db3"
    assert report_id("VnExpress", "2020-09-28", "Nga") == content_id("VnExpress", "2020-09-28", "Nga")
    assert len(CLAIM.id) == ID_LENGTH


def test_parts_of_an_id_do_not_run_into_each_other() -> None:
    assert content_id("ab", "c") != content_id("a", "bc")
    assert content_id("a", None) != content_id(None, "a")


@pytest.mark.parametrize(
    "change",
    [
        {"report": "r2"},
        {"speaker_party": "ARM"},
        {"stance": "denies"},
        {"event": "damaged"},
        {"evidence": Span(0, 4, "Azer")},
        {"actor": "AZE"},
        {"target": None},
        {"unit": "aircraft"},
        {"quantity": Quantity(12, None, "at_least")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_content_is_another_claim(change: dict[str, object]) -> None:
    assert replace(CLAIM, **change).id != CLAIM.id


@pytest.mark.parametrize(
    "change",
    [
        {"place": Span(0, 1, "A")},
        {"period": Period(date(2020, 9, 27), None)},
        {"denies": ("0123456789abcdef",)},
        {"via": ("rt",)},
        {"cue": Span(0, 1, "A")},
        {"confidence": 0.9},
    ],
    ids=lambda change: next(iter(change)),
)
def test_better_reading_of_the_rest_keeps_the_claim(change: dict[str, object]) -> None:
    assert replace(CLAIM, **change).id == CLAIM.id


@pytest.mark.parametrize(
    ("title", "body", "text"),
    [("Tin", "Nga nói.", "Tin\n\nNga nói."), ("", "Nga nói.", "Nga nói."), ("Tin", "", "Tin\n\n")],
)
def test_stored_text_is_title_two_breaks_body(title: str, body: str, text: str) -> None:
    assert Report(id="r", lang="vi", title=title, body=body).text == text


@pytest.mark.parametrize("published", ["2020-09-28", "2020-09-28T23:30:00+07:00", "2020-09-28T01:00:00Z"])
def test_day_of_publication_is_the_outlets_own(published: str) -> None:
    assert Report(id="r", lang="vi", body="x", published=published).published_on == date(2020, 9, 28)


def test_day_of_publication_is_none_where_unknown() -> None:
    assert Report(id="r", lang="vi", body="x").published_on is None


@given(st.dates(max_value=date.max - timedelta(days=1)), st.integers(0, 4000))
def test_period_is_half_open_inside_and_inclusive_outside(start: date, days: int) -> None:
    stop = min(start, date.max - timedelta(days=days + 1)) + timedelta(days=days + 1)
    period = Period(start, stop)
    assert period.end is not None
    assert period.end + timedelta(days=1) == period.stop


def test_one_day_starts_and_ends_on_that_day() -> None:
    assert Period(date(2020, 9, 28), date(2020, 9, 29)).end == date(2020, 9, 28)
    assert Period(date(2020, 9, 28), None).end is None


def test_neighbouring_periods_share_no_day() -> None:
    september = Period(date(2020, 9, 1), date(2020, 10, 1))
    october = Period(date(2020, 10, 1), date(2020, 11, 1))
    assert september.stop == october.start
    assert september.end is not None
    assert october.start is not None
    assert september.end < october.start


def test_claim_without_a_number_has_no_bounds() -> None:
    uncounted = replace(CLAIM, quantity=None)
    assert (uncounted.low, uncounted.high) == (None, None)
    assert (CLAIM.low, CLAIM.high) == (12, 12)


def test_values_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        CLAIM.stance = "denies"  # type: ignore[misc]  # that it fails is the test
