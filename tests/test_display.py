"""What notebooks draw: every character escaped, every claim numbered in the text, nothing that runs or is fetched."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from counterclaim import code, reconcile, show
from counterclaim.display import marked
from counterclaim.model import Claim, Report, Span

TEXT = "Russia said it shot down 12 Ukrainian drones & <b>two</b> jets. Kyiv denied it."
REPORT = Report("r1", TEXT, "en", title='A "title" <script>', outlet="The <Post>", published="2024-05-01")


def claim(start: int, end: int) -> Claim:
    return Claim("r1", "RUS", "asserts", "shot_down", Span(start, end, REPORT.text[start:end]))


def plain(pieces: str) -> str:
    return unescape(re.sub(r"<sup>.*?</sup>|<[^>]+>", "", pieces))


@pytest.mark.parametrize(
    "spans",
    [[], [(0, 5)], [(2, 30), (20, 40)], [(0, 60), (10, 20), (10, 20)], [(len(TEXT), len(TEXT) + 20)]],
    ids=["none", "in the title", "overlapping", "nested and twice", "to the end"],
)
def test_the_text_comes_back_whole_whatever_is_marked(spans: list[tuple[int, int]]) -> None:
    claims = [claim(*span) for span in spans]
    drawn = "".join(marked(REPORT, claims))
    assert plain(drawn) == REPORT.text
    assert re.findall(r"\[(\d+)\]", drawn) == [
        str(number) for number, _ in sorted(enumerate(spans, 1), key=lambda x: x[1][0])
    ]


def test_nothing_of_a_report_is_markup() -> None:
    html = show(REPORT, code(REPORT, coder="rules")).html
    assert "<script" not in html
    assert "<b>two" not in html
    assert "The &lt;Post&gt;" in html
    assert not re.search(r"\b(src|href|on\w+)=", html)


def test_evidence_is_marked_and_numbered_for_readers_without_colour() -> None:
    shown = show(REPORT, code(REPORT, coder="rules"))
    assert shown._repr_html_() == shown.html
    assert "<sup>[1]</sup><mark" in shown.html
    assert "border-bottom" in shown.html
    assert repr(shown) == str(shown)
    assert str(shown).startswith("The <Post> · 2024-05-01")


def test_a_question_is_drawn_with_all_its_quotations() -> None:
    together = reconcile([REPORT], coder="rules")
    question = together.questions[0]
    html = show(question, together.told).html
    assert html.count("<q>") == sum(len(answer.claims) for answer in question.answers)
    assert "&amp; &lt;b&gt;two" in html


def test_claims_of_another_report_are_refused() -> None:
    with pytest.raises(ValueError, match="not the claims of report 'r1'"):
        show(REPORT, [replace(claim(0, 5), report="r2")])
    with pytest.raises(ValueError, match="does not stand in report 'r1'"):
        show(REPORT, [replace(claim(0, 5), evidence=Span(0, 5, "other"))])
    with pytest.raises(ValueError, match="by id"):
        show(reconcile([REPORT], coder="rules").questions[0], ())
