"""The table of one report: what a reader sees, and that it never breaks the page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Claim, Period, Quantity, Report, Span
from counterclaim.rendering import Page, columns_of, count, shortened, shown, table, when, words, wrapped

BODY = (
    "Quân đội Azerbaijan cho biết ít nhất 550 binh sĩ Armenia thiệt mạng hoặc bị thương tại Terter từ ngày 27/9. "
    "Armenia bác bỏ con số này."
)
REPORT = Report(id="r", lang="vi", body=BODY, title="Hai bên đưa số liệu", outlet="Báo A", published="2020-09-28T17:05")


def said(words: str) -> Span:
    start = REPORT.text.index(words)
    return Span(start, start + len(words), words)


TOLL = Claim(
    report="r",
    speaker_party="AZE",
    stance="asserts",
    event="killed_or_wounded",
    evidence=said(BODY.partition(".")[0]),
    speaker=said("Quân đội Azerbaijan"),
    target="ARM",
    unit="soldiers",
    quantity=Quantity(550, None, "at_least"),
    scope="period",
    period=Period(date(2020, 9, 27), date(2020, 9, 29)),
    place=said("Terter"),
    via=("reuters", "afp"),
)
DENIAL = replace(
    TOLL,
    speaker_party="ARM",
    stance="denies",
    evidence=said("Armenia bác bỏ con số này"),
    speaker=said("Armenia"),
    place=None,
    period=None,
    scope=None,
    via=(),
    denies=(TOLL.id,),
)

ONE_SCREEN = """\
Báo A · 2020-09-28 · Hai bên đưa số liệu
  1  Quân đội Azerbaijan (AZE)  asserts  killed or wounded  → ARM  ≥ 550 soldiers
     where Terter · when 2020-09-27 – 2020-09-28 · over the period · via reuters, afp
     “Quân đội Azerbaijan cho biết ít nhất 550 binh sĩ Armenia thiệt mạng hoặc bị thương tại Terter
     từ ngày 27/9”
  2  Armenia (ARM)              denies   killed or wounded  → ARM  ≥ 550 soldiers
     denies 1
     “Armenia bác bỏ con số này”
"""


def test_a_report_and_its_claims_on_one_screen() -> None:
    assert table(REPORT, (TOLL, DENIAL), Page(100)) == ONE_SCREEN


def test_confidence_is_shown_where_a_coder_gives_one() -> None:
    drawn = table(REPORT, (replace(TOLL, confidence=0.8312), DENIAL), Page(100))
    assert drawn == ONE_SCREEN.replace("reuters, afp\n", "reuters, afp\n     confidence 0.83\n")


def test_a_narrow_page_keeps_the_count_below() -> None:
    drawn = table(REPORT, (TOLL, DENIAL), Page(66))
    assert "  1  Quân đội Azerbaijan (AZE)  asserts  killed or wounded  → ARM\n" in drawn
    assert "     ≥ 550 soldiers · where Terter" in drawn


def test_a_report_without_claims_says_so() -> None:
    assert table(replace(REPORT, title="", outlet=None, published=None), (), Page()) == (
        "no outlet · no date\n     no claims\n"
    )


def test_colours_stand_only_where_they_are_wanted() -> None:
    plain, coloured = (table(REPORT, (TOLL, DENIAL), Page(100, colour)) for colour in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[31mdenies " in coloured
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain


@pytest.mark.parametrize(
    ("claim", "seen"),
    [
        (replace(TOLL, speaker=None, speaker_party="narrator"), "narrator  asserts"),
        (replace(TOLL, actor="AZE"), "AZE → ARM"),
        (replace(TOLL, actor="AZE", target=None), "  AZE  ≥ 550"),
        (replace(TOLL, quantity=None), "→ ARM  soldiers"),
        (replace(TOLL, unit=None), "≥ 550\n"),
        (replace(TOLL, scope="cumulative"), "running total"),
        (replace(TOLL, denies=("unknown",)), "via reuters, afp\n"),
    ],
)
def test_what_is_not_said_is_not_shown(claim: Claim, seen: str) -> None:
    assert seen in table(REPORT, (claim,), Page(100))


def test_a_denial_of_two_claims_names_both() -> None:
    other = replace(TOLL, event="killed")
    drawn = table(REPORT, (TOLL, other, replace(DENIAL, denies=(other.id, TOLL.id))), Page(100))
    assert "denies 1, 2" in drawn


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "text"),
    [
        (31, 31, "exact", "31"),
        (0, 0, "exact", "0"),
        (2300, 2300, "about", "≈ 2,300"),
        (550, None, "at_least", "≥ 550"),
        (11, None, "more_than", "> 10"),
        (None, 400, "at_most", "≤ 400"),
        (None, 4, "fewer_than", "< 5"),
        (4, 5, "range", "4–5"),
        (20, 99, "vague", "20–99"),
        (2, None, "vague", "≥ 2"),
        (None, None, "vague", ""),
    ],
)
def test_a_count_reads_as_it_was_said(low: int | None, high: int | None, qualifier: str, text: str) -> None:
    assert count(Quantity(low, high, qualifier)) == text


@pytest.mark.parametrize(
    ("start", "stop", "text"),
    [
        (date(2020, 9, 27), date(2020, 9, 28), "2020-09-27"),
        (date(2020, 9, 27), date(2020, 9, 29), "2020-09-27 – 2020-09-28"),
        (date(2008, 1, 1), None, "from 2008-01-01"),
        (None, date(2020, 9, 29), "until 2020-09-28"),
        (None, None, "“hôm qua”"),
    ],
)
def test_both_ends_of_a_period_are_shown_inclusive(start: date | None, stop: date | None, text: str) -> None:
    assert when(Period(start, stop, Span(0, 7, "hôm qua"))) == text


def test_codes_read_as_words() -> None:
    assert [words(code) for code in ("calls_for", "area_km2", "killed")] == ["calls for", "km²", "killed"]


def test_a_report_cannot_write_on_the_terminal() -> None:
    hostile = replace(REPORT, title="Tiêu\x1b[2J đề\r\n\u202edài", outlet="Báo\x07")
    assert table(hostile, (), Page()).startswith("Báo · 2020-09-28 · Tiêu[2J đề dài\n")


def test_decomposed_letters_are_as_wide_as_composed_ones() -> None:
    composed = "Bộ Quốc phòng Đức phản đối"
    assert columns_of(unicodedata.normalize("NFD", composed)) == columns_of(composed) == len(composed)
    assert columns_of("北京") == 4


def test_a_cut_stands_in_the_middle_and_spares_words() -> None:
    assert shortened(BODY, 60) == "Quân đội Azerbaijan cho biết … Armenia bác bỏ con số này."
    assert shortened("Azerbaijan", 6) == "Aze…an"


TEXT = st.text(alphabet=st.sampled_from("ab độ ệ北e\u0323\u0302\u0301 \u200b…"), max_size=80)


@given(TEXT, st.integers(5, 90))
def test_a_shortened_text_fits_and_keeps_its_ends(text: str, width: int) -> None:
    short = shortened(text, width)
    assert columns_of(short) <= width
    if short != text:
        head, _, tail = short.rpartition("…") if "…" not in text else ("", "", "")
        assert text.startswith(head)
        assert text.endswith(tail)


@given(st.lists(TEXT), st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing(pieces: list[str], width: int) -> None:
    lines = wrapped(pieces, width)
    assert all(columns_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join("".join(pieces).split())


@given(
    speaker=TEXT,
    place=TEXT,
    evidence=TEXT,
    title=TEXT,
    party=st.sampled_from(["ARM", "islamic-state", "a-very-long-slug-of-an-armed-group-nobody-knows"]),
    event=st.sampled_from(["killed", "humanitarian_aid", "killed_or_wounded"]),
    width=st.integers(60, 130),
)
def test_no_line_is_wider_than_the_page(
    speaker: str, place: str, evidence: str, title: str, party: str, event: str, width: int
) -> None:
    claim = replace(
        TOLL,
        speaker=Span(0, len(speaker), speaker),
        place=Span(0, len(place), place),
        evidence=Span(0, len(evidence), evidence),
        actor=party,
        target=party,
        event=event,
        via=("reuters",) * 30,
    )
    drawn = table(replace(REPORT, title=title), (claim, DENIAL), Page(width))
    assert all(columns_of(line) <= width for line in drawn.split("\n"))


@given(st.text())
def test_what_is_shown_is_one_line(text: str) -> None:
    assert len(shown(text).splitlines()) <= 1
