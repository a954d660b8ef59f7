"""Charts: what is drawn, what the table behind says, and that nothing leaves the process."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from counterclaim.charts import (
    DARK,
    LIGHT,
    NARROW,
    Bar,
    Theme,
    activity_chart,
    answers_chart,
    balance_chart,
    hue,
    scales,
)
from counterclaim.charts import drawing as drawing_of
from counterclaim.charts.statements import denials, statements
from counterclaim.charts.words import languages, words
from counterclaim.errors import CounterclaimError
from counterclaim.language.folder import table
from counterclaim.language.store import STORE
from counterclaim.model import Answer, Claim, Figure, Question, Revision, Span, Told, moment_of
from counterclaim.reconciliation.accounts import Account, Cell


def answer(
    party: str,
    number: int | None,
    day: int,
    *,
    stance: str = "asserts",
    high: int | None = -1,
    qualifier: str = "exact",
    before: tuple[tuple[int, int], ...] = (),
    denied_by: tuple[str, ...] = (),
) -> Answer:
    """An answer published in November 2025, with what it said on earlier days."""
    revisions = tuple(
        Revision(f"2025-11-{then:02}", stance, said, said, "exact", (f"{party}{then}",)) for then, said in before
    )
    top = number if high == -1 else high
    claims = (*(claim for said in revisions for claim in said.claims), f"{party}{day}")
    return Answer(party, stance, number, top, qualifier if number is not None else None, revisions, denied_by, claims,
                  (), (), f"2025-11-{day:02}T08:00:00+07:00")  # fmt: skip


def question(*answers: Answer) -> Question:
    claims = tuple(claim for each in answers for claim in each.claims)
    return Question("q", "killed", "RUS", "UKR", "people", None, None, "incident", "disputed", answers, (), claims, ())


DISPUTED = question(
    answer("UKR", 31, 17, before=((14, 18), (15, 25))),
    answer("RUS", 550, 16, high=None, qualifier="at_least", denied_by=("UKR",)),
    answer("UKR", None, 18, stance="denies"),
    answer("narrator", 40, 16, qualifier="about"),
)
FIGURE = Figure("q", "ledger", 31, 31, 550, (), "")


def test_the_table_holds_every_statement_with_its_claims() -> None:
    chart = answers_chart(DISPUTED, {}, FIGURE, "en")
    assert chart is not None
    assert [(line.cells[0], line.cells[1], line.cells[3], line.claims) for line in chart.lines] == [
        ("Ukraine", "14 Nov 2025", "18", ("UKR14",)),
        ("Ukraine", "15 Nov 2025", "25", ("UKR15",)),
        ("Russia", "16 Nov 2025", "at least 550", ("RUS16",)),
        ("the report", "16 Nov 2025", "about 40", ("narrator16",)),
        ("Ukraine", "17 Nov 2025", "31", ("UKR17",)),
        ("Ukraine", "18 Nov 2025", "", ("UKR18",)),
    ]
    assert [line.cells[4] for line in chart.lines] == ["replaced", "replaced", "yes", "yes", "yes", "yes"]
    assert [line.cells[5] for line in chart.lines if line.party == "RUS"] == ["Ukraine"]
    assert "from 18 to 550" in chart.summary
    assert "low 31, best 31, high 550" in chart.summary


def test_every_language_of_the_interface_draws_it() -> None:
    for lang in languages():
        chart = answers_chart(DISPUTED, {}, FIGURE, lang, width=NARROW)
        assert chart is not None
        text = "".join(ElementTree.fromstring(chart.svg).itertext())
        assert words(lang).party("UKR") in text
        assert words(lang).count(550, None, "at_least") in text


def test_what_is_denied_is_crossed_when_it_was_denied() -> None:
    (denial, denied), = denials(statements(DISPUTED, {}))  # fmt: skip
    assert (denial.party, denial.published, denied.party, denied.low) == (
        "UKR",
        "2025-11-18T08:00:00+07:00",
        "RUS",
        550,
    )
    undated = question(answer("RUS", 5, 20, denied_by=("UKR",)), answer("UKR", None, 18, stance="denies"))
    assert denials(statements(undated, {})) == ()  # a number of the 20th was not there to be denied on the 18th


def test_marks_stand_where_the_drawing_has_them() -> None:
    chart = answers_chart(DISPUTED, {}, None, "en")
    assert chart is not None
    drawn = {
        (round(float(x) + 52), round(float(y) + 10))
        for x, y in re.findall(r"translate\(([\d.]+),([\d.]+)\)", chart.svg)
    }
    for mark in chart.marks:
        assert any(abs(mark.x - x) <= 1 and abs(mark.y - y) <= 1 for x, y in drawn), mark
    assert {mark.key for mark in chart.marks} == set(DISPUTED.claims)
    width, height = chart.size
    assert all(0 < mark.x < width and 0 < mark.y < height for mark in chart.marks)
    assert chart.svg.startswith("<svg")
    assert f'viewBox="0 0 {width} {height}"' in chart.svg


def test_a_party_that_returns_to_its_first_number_steps_back_when_it_says_so_again() -> None:
    asked = question(answer("UKR", 9, 14, before=((16, 12),)))
    asked = replace(asked, answers=(replace(asked.answers[0], claims=("UKR16", "UKR14", "again")),))
    told = {"again": Told(claimed(), published="2025-11-18"), "UKR14": Told(claimed(), published="2025-11-14")}
    first, *_ = statements(asked, told)
    assert (first.stands, first.low) == (True, 9)
    assert first.again == moment_of("2025-11-18") * 1000
    assert statements(asked, {})[0].again is None


def claimed() -> Claim:
    return Claim("r", "UKR", "asserts", "killed", Span(0, 1, "a"))


@pytest.mark.parametrize(
    "asked",
    [question(answer("UKR", 5, 3)), question(), question(answer("UKR", 5, 3), Answer(
        "RUS", "denies", None, None, None, (), (), ("c",), (), ()))],
)  # fmt: skip
def test_there_is_no_chart_without_two_dated_statements(asked: Question) -> None:
    assert answers_chart(asked, {}, None, "en") is None


def test_days_that_cannot_be_stand_in_the_table_and_on_no_axis() -> None:
    wrong = [replace(answer("USA", 7, 5), published=day) for day in ("9999-12-31T23:59:59-12:00", "0001-01-01")]
    chart = answers_chart(question(answer("UKR", 5, 3), answer("RUS", 6, 4), *wrong), {}, None, "en")
    assert chart is not None
    assert len(chart.lines) == 4
    assert len(chart.marks) == 2
    assert activity_chart([Bar(date(9999, 12, 31), "agreed", 1), Bar(date(1, 1, 1), "agreed", 1)], "en") is None


def test_statements_without_numbers_have_lanes_and_no_axis_of_numbers() -> None:
    talks = question(*(answer(party, None, day + 1) for day, party in enumerate("UKR RUS USA CHN un eu TUR".split())),
                     answer("IRN", None, 9, stance="denies"))  # fmt: skip
    chart = answers_chart(talks, {}, None, "en")
    assert chart is not None
    text = list(ElementTree.fromstring(chart.svg).itertext())
    assert "Iran denies" in text
    assert "and 2 more in the table" in text
    assert [each for each in text if re.fullmatch(r"[\d.,]+", each)] == []
    assert not any("y" in layer["encoding"] and "field" in layer["encoding"]["y"] for layer in chart.spec["layer"])
    assert len(chart.lines) == 8


def test_drawing_is_the_same_each_time_and_carries_no_styles_or_scripts() -> None:
    chart = answers_chart(DISPUTED, {}, FIGURE, "en")
    assert chart is not None
    again = drawing_of._tidy(drawing_of._draw(chart.spec, words("en").locale))
    assert again == chart.svg
    assert not re.search(r"style=|<script|<style|\bid=|\son\w+=|https?://(?!www\.w3\.org)", again)
    assert "var(--party-" in again


def test_marks_lead_to_their_claims() -> None:
    chart = answers_chart(DISPUTED, {}, FIGURE, "en")
    assert chart is not None
    linked = chart.linked(lambda claim: f"/report/r?claim={claim}&lang=en")
    links = [each.get("href") for each in ElementTree.fromstring(linked).iter("{http://www.w3.org/2000/svg}a")]
    assert "/report/r?claim=RUS16&lang=en" in links
    assert len(links) == len(chart.marks) == 6


def test_a_drawing_can_load_nothing(tmp_path: Path) -> None:
    for address in ("https://example.org/x.csv", "http://127.0.0.1:9/x.csv", "/etc/passwd", "x.csv"):
        with pytest.raises(CounterclaimError, match="url not allowed"):
            drawing_of.svg(loading(address), {})
    secret = tmp_path / "x.csv"
    secret.write_text("a\nsecret", "utf-8")
    assert "secret" not in drawing_of.svg(loading(secret.as_uri()), {})


def loading(address: str) -> dict[str, object]:
    return {"data": {"url": address}, "mark": "text", "encoding": {"text": {"field": "a"}}}


def test_hostile_names_stay_words() -> None:
    hostile = question(answer('<script>x("&")</script>', 5, 3), answer("\u202eRUS", 9, 4))
    chart = answers_chart(hostile, {}, None, "en")
    assert chart is not None
    assert "<script" not in chart.svg
    assert ElementTree.fromstring(chart.svg) is not None


def test_a_picture_of_its_own_brings_its_colours_along() -> None:
    chart = answers_chart(DISPUTED, {}, FIGURE, "en")
    assert chart is not None
    alone = drawing_of.standing_alone(chart.svg)
    assert ElementTree.fromstring(alone) is not None
    assert f"--party-1:{LIGHT.parties[1]}" in alone
    assert f"--chart-ink:{DARK.ink}" in alone


def test_rivals_never_have_the_same_hue() -> None:
    pairs = [tuple(pair) for pair in table(STORE, "conflicts.toml")["pairs"]]
    assert [pair for pair in pairs if hue(pair[0]) == hue(pair[1])] == []
    assert hue("narrator") is None
    assert hue("unnamed") is None
    assert all(hue(code) in range(8) for pair in pairs for code in pair)


def test_parties_that_are_often_named_together_differ() -> None:
    for together in ("USA RUS UKR nato", "USA ISR IRN LBN", "ISR gaza hezbollah houthi", "USA un eu nato"):
        codes = together.split()
        assert len({hue(code) for code in codes}) == len(codes), together


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lightness(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((lightness(one), lightness(other)))
    return (high + 0.05) / (low + 0.05)


SIGHT = {  # Machado, Oliveira and Fernandes 2009, severity 1
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "without green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
}


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """CIELAB, as eyes of that sight have it."""
    rgb = [max(0.0, min(1.0, sum(a * b for a, b in zip(row, linear(colour), strict=True)))) for row in SIGHT[sight]]
    xyz = [sum(a * b for a, b in zip(row, rgb, strict=True)) for row in
           ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8729))]  # fmt: skip
    x, y, z = (each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_are_readable_and_parties_told_apart(theme: Theme) -> None:
    for colour in (theme.ink, theme.quiet, theme.nobody, *theme.parties):
        assert contrast(colour, theme.paper) >= 4.5, colour
    for sight in SIGHT:
        for one, other in combinations(theme.parties, 2):
            pairs = zip(seen(one, sight), seen(other, sight), strict=True)
            assert sum((a - b) ** 2 for a, b in pairs) ** 0.5 > 7, (sight, one, other)


def test_activity_is_piled_by_how_questions_stand() -> None:
    bars = [
        Bar(date(2025, 11, 3), "disputed", 2),
        Bar(date(2025, 11, 3), "one-sided", 5),
        Bar(date(2025, 11, 5), "agreed", 1),
    ]
    chart = activity_chart(bars, "en")
    assert chart is not None
    assert [line.cells for line in chart.lines] == [
        ("3 Nov 2025", "7", "2", "0", "5"),
        ("5 Nov 2025", "1", "0", "1", "0"),
    ]
    assert "8 questions from 3 Nov 2025 to 5 Nov 2025; 2 of them disputed or denied." in chart.summary
    assert ElementTree.fromstring(chart.svg) is not None
    assert activity_chart([], "en") is None


@pytest.mark.parametrize(("days", "title"), [(80, "day"), (300, "week"), (3000, "month")])
def test_long_times_are_put_together(days: int, title: str) -> None:
    first = date(2020, 1, 15)
    bars = [Bar(date.fromordinal(first.toordinal() + number), "agreed", 1) for number in range(days)]
    chart = activity_chart(bars, "en")
    assert chart is not None
    assert f"by the {title}" in chart.title
    assert sum(int(line.cells[1]) for line in chart.lines) == days


def test_an_account_stands_beside_what_is_admitted() -> None:
    none = Cell(0, ())
    account = Account(
        "AZE", "ARM", "killed", "soldiers", 3, Cell(5500, ("a",)), Cell(31, ("b",)), 1, 2.0, none, none, none, none
    )
    silent = Account("AZE", "ARM", "destroyed", "tanks", 1, Cell(7, ("c",)), none, 0, None, none, none, none, none)
    named = {("killed", "soldiers"): "soldiers killed", ("destroyed", "tanks"): "tanks destroyed"}
    chart = balance_chart("AZE", (silent, account), named, "en")
    assert chart is not None
    assert [line.cells for line in chart.lines] == [
        ("Armenia: soldiers killed", "5,500", "31", "3"), ("Armenia: tanks destroyed", "7", "", "1"),
    ]  # fmt: skip
    assert ElementTree.fromstring(chart.svg) is not None
    assert balance_chart("ARM", (silent,), named, "en") is None


@pytest.mark.parametrize(("top", "ticks"), [(1, (0, 1)), (7, (0, 2, 4, 6, 8)), (550, (0, 200, 400, 600)), (0, (0, 1))])
def test_even_marks_are_whole_and_few(top: int, ticks: tuple[int, ...]) -> None:
    assert scales.even(top) == ticks


def test_steep_marks_are_powers_of_ten() -> None:
    assert scales.steep([1, 41])
    assert not scales.steep([1, 40])
    assert not scales.steep([0])
    assert scales.tens(553) == (0, 1, 10, 100, 1000)
    assert len(scales.tens(10**12)) <= 8


def test_marks_of_time_start_weeks_and_months() -> None:
    assert scales.days(date(2025, 11, 3), date(2025, 11, 6), 8)[0] == date(2025, 11, 3)
    assert all(day.weekday() == 0 for day in scales.days(date(2025, 11, 4), date(2025, 12, 20), 8))
    assert scales.days(date(2024, 11, 4), date(2025, 12, 20), 8) == (
        *(date(2025, month, 1) for month in (1, 3, 5, 7, 9, 11)),
    )  # fmt: skip


def test_labels_keep_apart_and_in_their_order() -> None:
    places = scales.apart([100, 100, 101, 5], 16, 6, 120)
    ordered = sorted(places)
    assert all(after - before >= 16 for before, after in pairwise(ordered))
    assert places[3] < places[0] < places[1] < places[2] <= 120
