"""What holds of coding whatever the report: spans, repeatability, other spellings of the same characters."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.coding.coder import code, inspect
from counterclaim.language.packs import pack_for
from counterclaim.model import EVENTS, QUALIFIERS, SCOPES, STANCES, UNITS, Claim, Report, Span
from counterclaim.reading.interchange import report_from_json

DEMO = Path(__file__).parents[1] / "counterclaim" / "demo" / "vi.jsonl"
REPORTS = [report_from_json(json.loads(line), "demo") for line in DEMO.read_text("utf-8").splitlines()]
WORDS = sorted(pack_for("vi").by_phrase)
PIECES = st.sampled_from(WORDS) | st.sampled_from(
    [
        "Nga",
        "Ukraine",
        "Armenia",
        "ba",
        "12",
        "27/9",
        "hôm qua",
        ",",
        ".",
        ":",
        '"',
        "“",
        "”",
        "(",
        ")",
        "-",
        "?",
        "\n",
        "xyz",
    ]
)


def spans(claim: Claim) -> list[Span]:
    found = [claim.evidence, claim.speaker, claim.place, claim.cue, claim.trigger, *claim.further]
    found += [claim.quantity.written if claim.quantity else None, claim.period.written if claim.period else None]
    return [span for span in found if span is not None]


def check(report: Report) -> None:
    claims = code(report)
    ids = {claim.id for claim in claims}
    assert len(ids) == len(claims)
    for claim in claims:
        assert claim.event in EVENTS
        assert claim.stance in STANCES
        assert claim.unit is None or claim.unit in UNITS
        assert claim.scope is None or claim.scope in SCOPES
        assert claim.quantity is None or (claim.unit and claim.quantity.qualifier in QUALIFIERS)
        assert set(claim.denies) <= ids - {claim.id}
        for span in spans(claim):
            assert report.text[span.start : span.end] == span.text


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=60), st.lists(PIECES, max_size=8))
def test_any_row_of_words_is_coded_with_spans_that_hold(words: list[str], title: list[str]) -> None:
    body = " ".join(word.capitalize() if position % 3 == 0 else word for position, word in enumerate(words))
    check(Report(id="r", lang="vi", title=" ".join(title), body=body, published="2020-09-28"))


@given(st.text(max_size=200))
def test_any_text_is_coded(text: str) -> None:
    check(Report(id="r", lang="vi", body=text))


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.id)
def test_decomposed_characters_make_the_same_claims(report: Report) -> None:
    def said(form: Report) -> list[tuple[object, ...]]:
        return [
            (claim.speaker_party, claim.stance, claim.event, claim.actor, claim.target, claim.unit, claim.low,
             claim.high, unicodedata.normalize("NFC", claim.evidence.text))
            for claim in code(form)
        ]  # fmt: skip

    apart = Report(
        id=report.id,
        lang=report.lang,
        title=unicodedata.normalize("NFD", report.title),
        body=unicodedata.normalize("NFD", report.body),
        published=report.published,
    )
    check(apart)
    assert said(apart) == said(report)


def test_the_order_of_reports_changes_nothing() -> None:
    forwards = {report.id: code(report) for report in REPORTS}
    backwards = {report.id: code(report) for report in reversed(REPORTS)}
    assert forwards == backwards


def test_a_report_without_conflict_makes_no_claim() -> None:
    assert code(Report(id="r", lang="vi", body="Giá vàng hôm nay tăng 2%, theo ngân hàng trung ương Armenia.")) == ()


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.id)
def test_an_inspection_counts_the_claims_and_marks_stored_characters(report: Report) -> None:
    seen = inspect(report)
    assert seen.conflict
    assert seen.claims == len(code(report))
    assert all(0 <= start < end <= len(report.text) for _, start, end in seen.mentions)
    assert all(report.text[cue.start : cue.end] == cue.text for cue in seen.orphan_cues)


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("YEREVAN (Reuters) - Armenian forces shelled Ganja.", ("reuters",)),
        ("KYIV, Ukraine (AP) — Russian drones hit Kharkiv.", ("ap",)),
        ("BEIRUT, 3 Oct (AFP) - Israel bombed Beirut.", ("afp",)),
        ("Israel bombed Beirut. AFP contributed to this report.", ("afp",)),
        ("Israel bombed Beirut. (Reporting by Reuters)", ("reuters",)),
        ("Israel bombed Beirut.", ()),
        ("Israel (and nobody else) bombed Beirut - again.", ()),
        ("Israel bombed Beirut (video) - Reuters journalists were near.", ()),
    ],
)
def test_a_dateline_and_a_closing_credit_relay_the_report(text: str, via: tuple[str, ...]) -> None:
    claims = code(Report(id="r", lang="en", body=text))
    assert claims
    assert {claim.via for claim in claims} == {via}


TOLL_DAYS = [
    # a toll is of the day of what it came of, where it has no day of its own
    ("At least 20 people were killed in Israeli attacks in Gaza on Sunday.", "2026-01-11"),
    ("Đòn không kích của Israel vào thủ đô Sanaa, Yemen hôm 13/1 đã khiến 9 người thiệt mạng.", "2026-01-13"),
    ("Israeli attacks on Sunday came as 20 people died in Gaza on Monday.", "2026-01-12"),
    ("On Sunday Israel attacked Gaza. Hospitals say 20 people were killed.", None),
]


@pytest.mark.parametrize(("text", "day"), TOLL_DAYS)
def test_a_toll_is_of_the_day_of_what_it_came_of(text, day):
    lang = "en" if text.isascii() else "vi"
    row = {"id": "r", "text": text, "lang": lang, "published": "2026-01-15T10:00:00"}
    found = code(report_from_json(row, "test"))
    (toll,) = [claim for claim in found if claim.event == "killed"]
    assert (str(toll.period.start) if toll.period else None) == day
