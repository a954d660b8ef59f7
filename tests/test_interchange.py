from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import GoldError, RefusedReport
from counterclaim.evaluation.gold import load
from counterclaim.model import EVENTS, QUALIFIERS, SCOPES, STANCES, UNITS, Claim, Period, Quantity, Report, Span
from counterclaim.reading.interchange import claims_from_json, claims_to_json, report_from_json

TEXT = "Bộ Quốc phòng Azerbaijan nói đã phá hủy 12 xe tăng ở Füzuli. Yerevan bác bỏ tin này, theo Reuters."
PARTIES = ["ARM", "AZE", "nagorno-karabakh", "unnamed"]
GOLD_SETS = "seed vi_a vi_b vi_c vi_full train_vi en_a en_b en_c en_full train_en".split()


def words(values: frozenset[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(values))


@st.composite
def spans(draw: st.DrawFn, text: str = TEXT) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Span(start, end, text[start:end])


@st.composite
def periods(draw: st.DrawFn) -> Period:
    days = st.dates(max_value=date.max - timedelta(days=1))
    first, last = sorted(draw(st.tuples(days, days)))
    stop = last + timedelta(days=1)
    return draw(st.sampled_from([Period(first, stop), Period(first, None), Period(None, stop)]))


def in_order(quantity: Quantity) -> bool:
    return quantity.low is None or quantity.high is None or quantity.low <= quantity.high


def bare_claims() -> st.SearchStrategy[Claim]:
    """Claims of one report that deny nothing."""
    counts = st.none() | st.integers(0, 2**40)
    parties = st.sampled_from(PARTIES)
    return st.builds(
        Claim,
        report=st.just("r1"),
        speaker_party=parties,
        stance=words(STANCES),
        event=words(EVENTS),
        evidence=spans(),
        speaker=st.none() | spans(),
        actor=st.none() | parties,
        target=st.none() | parties,
        unit=st.none() | words(UNITS),
        quantity=st.none() | st.builds(Quantity, counts, counts, words(QUALIFIERS)).filter(in_order),
        scope=st.none() | words(SCOPES),
        period=st.none() | periods(),
        place=st.none() | spans(),
        via=st.lists(st.sampled_from(["rt", "reuters", "tass"]), unique=True).map(tuple),
        confidence=st.none() | st.floats(0, 1),
    )


@st.composite
def claims(draw: st.DrawFn) -> tuple[Claim, ...]:
    """Claims of one report, some of which deny others."""
    bare = draw(st.lists(bare_claims(), max_size=5, unique_by=lambda claim: claim.id))
    ids = [claim.id for claim in bare]
    denied = [draw(st.lists(st.sampled_from(ids), unique=True)) for _ in bare]
    return tuple(
        replace(claim, denies=tuple(other for other in others if other != claim.id))
        for claim, others in zip(bare, denied, strict=True)
    )


def without_places(claim: Claim) -> Claim:
    """The claim as far as JSON carries it: words of speaker and place, not where they stand."""

    def loose(span: Span | None) -> Span | None:
        return replace(span, start=0, end=0) if span else None

    return replace(claim, speaker=loose(claim.speaker), place=loose(claim.place))


@given(claims())
def test_claims_survive_json(coded: tuple[Claim, ...]) -> None:
    report = Report(id="r1", lang="vi", body=TEXT)
    written = json.loads(json.dumps(claims_to_json("r1", coded)))
    read = claims_from_json(written, report, "here:1")
    assert [without_places(claim) for claim in read] == [without_places(claim) for claim in coded]
    assert [claim.id for claim in read] == [claim.id for claim in coded]
    assert claims_to_json("r1", read) == written


@given(claims())
def test_every_span_that_comes_in_stands_in_the_report(coded: tuple[Claim, ...]) -> None:
    report = Report(id="r1", lang="vi", body=TEXT)
    for claim in claims_from_json(claims_to_json("r1", coded), report, "here:1"):
        for span in (claim.evidence, claim.speaker, claim.place):
            assert span is None or report.text[span.start : span.end] == span.text


@pytest.mark.parametrize("name", GOLD_SETS)
def test_gold_survives_json(shared: Path, name: str) -> None:
    claims_path = shared / "gold" / f"{name}.claims.jsonl"
    gold = load(shared / "gold" / f"{name}.items.jsonl", claims_path)
    for line in claims_path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        coded = [{field: claim[field] for field in claim_row()} for claim in row["claims"]]
        assert claims_to_json(row["report"], gold.claims[row["report"]])["claims"] == coded


def test_words_of_speaker_are_found_in_the_evidence_first() -> None:
    text = "Nga im lặng. Nga nói đã rút."
    row = claim_row(speaker="Nga", evidence=[13, 28])
    (claim,) = claims_from_json({"report": "r1", "claims": [row]}, Report(id="r1", lang="vi", body=text), "here:1")
    assert claim.speaker == Span(13, 16, "Nga")


def test_last_day_is_written_inclusive() -> None:
    claim = Claim(
        "r1", "AZE", "asserts", "killed", Span(0, 2, TEXT[:2]), period=Period(date(2020, 9, 27), date(2020, 9, 29))
    )
    (row,) = claims_to_json("r1", [claim])["claims"]
    assert (row["start"], row["end"]) == ("2020-09-27", "2020-09-28")


def test_denial_of_a_claim_that_is_not_there_is_no_json() -> None:
    claim = Claim("r1", "ARM", "denies", "killed", Span(0, 2, TEXT[:2]), denies=("0123456789abcdef",))
    with pytest.raises(ValueError, match="not among the claims"):
        claims_to_json("r1", [claim])


def claim_row(**changes: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys("speaker actor target unit low high qualifier scope start end place".split())
    row |= {"speaker_party": "AZE", "via": [], "stance": "asserts", "event": "killed", "denies": [], "evidence": [0, 6]}
    return row | changes


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"stance": "says"}, "stance 'says' is not in the codebook"),
        ({"event": "war"}, "event 'war'"),
        ({"unit": "cows"}, "unit 'cows'"),
        ({"evidence": [0, 1000]}, "does not stand in"),
        ({"evidence": [3, 3]}, "does not stand in"),
        ({"speaker": "Baku"}, "speaker 'Baku' does not stand in the report"),
        ({"place": ""}, "place '' does not stand in the report"),
        ({"low": -1}, "low"),
        ({"low": "12"}, "low"),
        ({"low": 12}, "without a qualifier"),
        ({"start": "27/9"}, "start"),
        ({"start": "2020-09-28", "end": "2020-09-27"}, "before it starts"),
        ({"end": "9999-12-31"}, "past the calendar"),
        ({"denies": [0]}, "no other claim"),
        ({"denies": [1]}, "no other claim"),
        ({"speaker_party": ""}, "speaker_party"),
        ({"confidence": 1.01}, "confidence"),
        ({"confidence": "high"}, "confidence"),
    ],
)
def test_faulty_claim_is_named_with_its_place(report: Report, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(GoldError, match=r"^here:7: ") as caught:
        claims_from_json({"report": "r1", "claims": [claim_row(**changes)]}, report, "here:7")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_claim_without_a_field_is_refused(report: Report) -> None:
    row = claim_row()
    del row["unit"]
    with pytest.raises(GoldError, match="unit"):
        claims_from_json({"report": "r1", "claims": [row]}, report, "here:1")


def test_claims_of_another_report_are_refused(report: Report) -> None:
    with pytest.raises(GoldError, match="'r2'"):
        claims_from_json({"report": "r2", "claims": []}, report, "here:1")


def test_report_keeps_what_was_given() -> None:
    row = {
        "id": "x", "lang": "vi", "outlet": "VnExpress", "published": "2020-09-28T17:05:00+07:00", "url": "u",
        "title": "Tin", "text": "Nga nói.\r\n\u200b", "extra": 1,
    }  # fmt: skip
    assert report_from_json(row, "here:1") == Report(
        "x", "Nga nói.\r\n\u200b", "vi", "Tin", "VnExpress", "2020-09-28T17:05:00+07:00", "u"
    )


def test_only_text_is_needed() -> None:
    report = report_from_json({"text": "Nga nói.", "title": None, "id": "", "published": ""}, "here:1")
    assert (report.lang, report.title, report.published, report.text) == (None, "", None, "Nga nói.")
    assert report.id == report_from_json({"text": "Nga nói."}, "there:2").id


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (None, "no report"),
        ([], "no report"),
        ("Nga", "no report"),
        ({}, "text"),
        ({"text": None}, "text"),
        ({"text": 5}, "text"),
        ({"text": "x", "title": 5}, "title"),
        ({"text": "x", "id": 5}, "id"),
        ({"text": " \n", "title": ""}, "empty"),
        ({"text": "x\ud800"}, "half a character"),
        ({"text": "x", "published": "27/9/2020"}, "2020-09-28"),
        ({"text": "x", "published": "2020-09-31"}, "no date"),
        ({"text": "x", "published": "20200928"}, "no date"),
        ({"text": "x", "published": "2020-W40-1"}, "no date"),
        ({"text": "x", "published": "2020-09-28T25:00"}, "no date"),
        ({"text": "x", "published": "2020-09-28x"}, "no date"),
        ({"text": "x", "published": "0001-01-01"}, "too far away"),
        ({"text": "x", "published": "9999-12-31"}, "too far away"),
        ({"text": "x", "published": 20200928}, "published"),
    ],
)
def test_what_is_no_report_is_refused_on_one_line(row: object, said: str) -> None:
    with pytest.raises(RefusedReport, match=r"^here:3: ") as caught:
        report_from_json(row, "here:3")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


FIELD_NAMES = st.sampled_from(["text", "title", "published", "lang", "id"]) | st.text()
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(FIELD_NAMES, inner),
)


@given(ANY_JSON | st.dictionaries(FIELD_NAMES, st.none() | st.text()))
def test_any_json_is_a_report_or_refused(row: object) -> None:
    try:
        report = report_from_json(row, "here:1")
    except RefusedReport:
        return
    assert report.id
    assert report.published is None or report.published_on
