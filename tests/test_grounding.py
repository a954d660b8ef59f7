"""What stands in a report and what is refused: claims of the rules, and claims that something was done to."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.coding.coder import code
from counterclaim.coding.grounding import fault, ground_of, grounded
from counterclaim.errors import UnknownLanguage
from counterclaim.language.packs import pack_for, supported
from counterclaim.model import Claim, Period, Quantity, Report, Span
from counterclaim.reading.interchange import report_from_json

DEMO = Path(__file__).parents[1] / "counterclaim" / "demo"
DEMOS = [
    report_from_json(json.loads(line), "demo")
    for path in sorted(DEMO.glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]
OWN = Path(__file__).parent / "gold"
TEXT = "Azerbaijan's defence ministry said on Monday that at least 550 Armenian soldiers had been killed in Terter."
REPORT = Report("r", TEXT, "en", published="2020-09-28", via=("ria",))
EVERY = 40
"""Of the reports of a corpus, one in so many is coded."""


def said(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


CLAIM = Claim(
    report="r",
    speaker_party="AZE",
    stance="asserts",
    event="killed",
    evidence=said(TEXT[:-1]),
    speaker=said("Azerbaijan's defence ministry"),
    target="ARM",
    unit="soldiers",
    quantity=Quantity(550, None, "at_least", said("at least 550")),
    scope="incident",
    period=Period(date(2020, 9, 28), date(2020, 9, 29), said("Monday")),
    place=said("Terter"),
    cue=said("said"),
    trigger=said("killed"),
    confidence=0.9,
)


def test_a_claim_that_stands_is_kept() -> None:
    assert grounded([CLAIM], ground_of(REPORT)) == ((CLAIM,), ())


def test_an_outlet_that_the_report_brought_need_not_stand_in_the_text() -> None:
    assert fault(replace(CLAIM, via=("ria",)), ground_of(REPORT)) is None


@pytest.mark.parametrize(
    ("change", "said_why"),
    [
        ({"report": "other"}, "it is a claim of report 'other'"),
        ({"evidence": Span(0, 4, "Baku")}, "evidence 'Baku' does not stand at 0 to 4"),
        ({"evidence": Span(5, 5, "")}, "evidence '' does not stand at 5 to 5"),
        ({"speaker": Span(-3, 2, "er")}, "speaker"),
        ({"place": Span(0, 6, "Terter")}, "place"),
        ({"trigger": Span(0, 4, "died")}, "trigger"),
        ({"cue": Span(1000, 1004, "said")}, "cue"),
        ({"further": (Span(0, 4, "Baku"),)}, "further evidence"),
        ({"stance": "says"}, "stance 'says' is not in the codebook"),
        ({"event": "massacre"}, "event 'massacre'"),
        ({"unit": "cows"}, "unit 'cows'"),
        ({"scope": "total"}, "scope 'total'"),
        ({"quantity": Quantity(550, None, "roughly", said("550"))}, "qualifier 'roughly'"),
        ({"speaker_party": "USA"}, "speaker 'USA' does not stand in the report"),
        ({"actor": "RUS"}, "actor 'RUS'"),
        ({"target": "armenian-separatists"}, "target 'armenian-separatists'"),
        ({"target": "Armenian soldiers"}, "target 'Armenian soldiers'"),
        ({"via": ("reuters",)}, "via 'reuters'"),
        ({"quantity": Quantity(550, 550, "exact", said("at least 550"))}, "no words say the number 550 to 550 exact"),
        ({"quantity": Quantity(551, None, "at_least")}, "no words say the number"),
        ({"quantity": Quantity(1, 1, "exact", said("at least 550"))}, "no words say the number 1 to 1"),
        ({"unit": None}, "a number without a unit"),
        ({"period": Period(date(2020, 9, 27), date(2020, 9, 28), said("Monday"))}, "no words say the days"),
        ({"period": Period(date(2020, 9, 28), None)}, "no words say the days"),
        ({"confidence": 1.2}, "confidence"),
        ({"confidence": float("nan")}, "confidence"),
    ],
)
def test_what_is_invented_is_refused_with_its_reason(change: dict[str, object], said_why: str) -> None:
    changed = replace(CLAIM, **change)  # type: ignore[arg-type]
    kept, (refused,) = grounded([changed], ground_of(REPORT))
    assert kept == ()
    assert refused.claim is changed
    assert refused.reason.startswith(said_why)
    assert "\n" not in refused.reason


@pytest.mark.parametrize(
    ("text", "party", "stands"),
    [
        ("Tehran said it shot down a drone.", "IRN", True),
        ("Tehran said it shot down a drone.", "ISR", False),
        ("The Red Banner Front said it shot down a drone.", "red-banner-front", True),
        ("The red banner front said it shot down a drone.", "banner-fro", False),
        ("The Red Banner Front said it shot down a drone.", "Red-Banner-Front", False),
        ("Fighting in Luhansk killed two.", "UKR", True),
        ("The army of Myanmar bombed the rebels.", "myanmar-rebels", True),
        ("The army of Myanmar bombed a hospital.", "myanmar-rebels", False),
        ("The army of Chad bombed the rebels.", "myanmar-rebels", False),
    ],
)
def test_a_party_stands_where_a_name_can_mean_it_or_its_words_are_there(text: str, party: str, stands: bool) -> None:
    assert ground_of(Report("r", text, "en")).names(party) is stands


@pytest.mark.parametrize(
    ("text", "words", "lang", "one"),
    [
        ("Drones hit oil tanker off Iran.", "oil tanker", "en", True),
        ("Drones hit oil tankers off Iran.", "oil tankers", "en", False),
        ("Strike on base kills general.", "general", "en", True),
        ("Россия уничтожила танк и дроны Украины.", "танк", "ru", True),
        ("Россия уничтожила танк и дроны Украины.", "дроны", "ru", False),
        ("UAV Ukraine tấn công nhà máy lọc dầu của Nga.", "nhà máy lọc dầu", "vi", False),
        ("Drones hit oil tanker off Iran.", "hit", "en", False),
    ],
)
def test_a_noun_in_the_singular_is_one_where_words_show_it(text: str, words: str, lang: str, one: bool) -> None:
    start = text.index(words)
    assert ground_of(Report("r", text, lang)).one_in(Span(start, start + len(words), words)) is one


def test_one_person_needs_no_word_of_number() -> None:
    one = replace(CLAIM, quantity=Quantity(1, 1, "exact", said("Armenian")), evidence=said("Armenian"))
    assert fault(one, ground_of(REPORT)) is None


def test_a_claim_said_twice_is_kept_once_and_links_to_what_is_refused_are_cut() -> None:
    invented = replace(CLAIM, speaker_party="USA")
    denial = replace(CLAIM, stance="denies", denies=(CLAIM.id, invented.id))
    kept, refused = grounded([CLAIM, CLAIM, invented, denial], ground_of(REPORT))
    assert kept == (CLAIM, replace(denial, denies=(CLAIM.id,)))
    assert [each.reason for each in refused] == [
        "it is said twice in the same words",
        "speaker 'USA' does not stand in the report",
    ]


@pytest.mark.parametrize("report", DEMOS, ids=lambda report: report.id)
def test_every_claim_of_the_demo_stands(report: Report) -> None:
    claims = code(report)
    assert grounded(claims, ground_of(report)) == (claims, ())


@pytest.mark.parametrize("name", ["ru_own_a", "ru_own_b", "demo_en"])
def test_every_claim_of_our_own_gold_reports_stands(name: str) -> None:
    path = DEMO / "en.jsonl" if name == "demo_en" else OWN / f"{name}.items.jsonl"
    found = 0
    for line in path.read_text("utf-8").splitlines():
        report = report_from_json(json.loads(line), name)
        claims = code(report)
        assert grounded(claims, ground_of(report)) == (claims, ())
        found += len(claims)
    assert found > 20


@pytest.mark.parametrize("lang", supported())
@settings(max_examples=60)
@given(data=st.data())
def test_every_claim_from_any_row_of_words_stands(lang: str, data: st.DataObject) -> None:
    pieces = st.sampled_from(sorted(pack_for(lang).by_phrase)) | st.sampled_from(["12", "3/4", ",", ".", ":", "“", "”"])
    row = data.draw(st.lists(pieces, max_size=60))
    body = " ".join(word.capitalize() if position % 3 == 0 else word for position, word in enumerate(row))
    report = Report("r", body, lang, published="2020-09-28")
    assert grounded(code(report), ground_of(report))[1] == ()


@pytest.mark.parametrize("name", ["vi_leads", "en_leads"])
def test_every_claim_of_real_reports_stands(shared: Path, name: str) -> None:
    found = 0
    with gzip.open(shared / "corpora" / f"{name}.jsonl.gz") as lines:
        for line in islice(lines, 0, None, EVERY):
            report = report_from_json(json.loads(line), name)
            try:
                claims = code(report)
            except UnknownLanguage:
                continue
            assert not claims or grounded(claims, ground_of(report))[1] == ()
            found += len(claims)
    assert found > 100
