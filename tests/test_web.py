"""The site of a ledger: pages, their forms, their languages, their addresses, and what it says where there is none."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import Links, Site
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from ledgers import ANNA, demo, fill

from counterclaim.coding import Coded
from counterclaim.coding.coder import code
from counterclaim.ledger import Ledger
from counterclaim.ledger.store import fresh
from counterclaim.model import Report
from counterclaim.web.app import app
from counterclaim.web.catalogue import FOLDER, languages, messages
from counterclaim.web.drawing import FOLDER as TEMPLATES
from counterclaim.web.marking import Mark, part_at, parts, pieces
from counterclaim.web.remembered import Remembered

KEYS = re.compile(r"""say\(\s*["']([a-z_0-9]+\.[a-z_0-9.-]+)["']""")


@pytest.fixture(scope="module")
def site(war: Path) -> Site:
    return Site(app(war))


def test_every_message_has_all_languages_and_the_same_gaps() -> None:
    codes = [each.code for each in languages()]
    assert len(codes) > 1
    first = messages(codes[0])
    for lang in codes[1:]:
        other = messages(lang)
        assert other.keys() == first.keys()
        for key in first:
            gaps = [set(re.findall(r"{(\w+)}", str(each[key]))) - {"n"} for each in (first, other)]
            assert gaps[0] == gaps[1], key


def test_every_message_that_a_template_says_is_there() -> None:
    known = messages(languages()[0].code)
    said = {key for path in TEMPLATES.glob("*.html") for key in KEYS.findall(path.read_text("utf-8"))}
    assert said
    assert {key for key in said if key not in known and not key.endswith(".")} == set()
    assert FOLDER.is_dir()


def test_a_question_shows_each_party_with_its_number_and_its_words(site: Site, war: Path, disputed: str) -> None:
    page = site.get(f"/question/{disputed}")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    told = site.get(f"/question/{disputed}.json").json()
    for answer in told["answers"]:
        for claim in answer["quoted"]:
            assert f"claim={claim}#claim-{claim}" in page.text


def test_json_is_had_from_the_same_address(site: Site, disputed: str) -> None:
    by_name = site.get(f"/question/{disputed}.json")
    by_header = site.get(f"/question/{disputed}", accept="application/json")
    assert by_name.headers["content-type"] == "application/json"
    assert by_name.json() == by_header.json()
    assert by_name.json()["question"] == disputed


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("application/json", "application/json"),
        ("application/json, text/html;q=0.5", "application/json"),
        ("application/*;q=0.9, text/html;q=0.2", "application/json"),
        ("application/json;q=x, text/html", "text/html"),
    ],
)
def test_who_asks_gets_the_form_it_wants(site: Site, disputed: str, accept: str, kind: str) -> None:
    assert site.get(f"/question/{disputed}", accept=accept).headers["content-type"].startswith(kind)


@pytest.mark.parametrize(
    ("query", "headers", "lang"),
    [
        ("", {}, "en"),
        ("", {"accept_language": "vi-VN,vi;q=0.9"}, "vi"),
        ("", {"accept_language": "fr-FR"}, "en"),
        ("", {"accept_language": "vi", "cookie": "lang=en"}, "en"),
        ("?lang=vi", {"cookie": "lang=en"}, "vi"),
        ("?lang=xx", {}, "en"),
    ],
)
def test_the_language_is_that_of_address_cookie_browser(
    site: Site, disputed: str, query: str, headers: dict[str, str], lang: str
) -> None:
    assert f'<html lang="{lang}">' in site.get(f"/question/{disputed}{query}", **headers).text


def test_links_keep_day_rule_and_language(site: Site, disputed: str) -> None:
    page = site.get(f"/question/{disputed}?as_of=2020-10-30&rule=ucdp&lang=vi")
    assert page.status_code == 200
    inner = [link for link in Links(page.text).links if link.startswith("/report/")]
    assert inner
    assert all("as_of=2020-10-30" in link and "rule=ucdp" in link and "lang=vi" in link for link in inner)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/question/none", 404),
        ("/nothing", 404),
        ("/question/none?as_of=yesterday", 400),
        ("/question/none?as_of=2020-13-01", 400),
        ("/question/none?rule=os:system", 400),
        ("/question/none?recorded=now", 400),
    ],
)
def test_what_there_is_not_is_said_in_both_forms(site: Site, path: str, status: int) -> None:
    page = site.get(path)
    assert page.status_code == status
    assert "<h1>" in page.text
    told = site.get(path, accept="application/json")
    assert told.status_code == status
    assert told.json()["status"] == status


def test_a_value_of_an_address_is_never_markup(site: Site) -> None:
    page = site.get("/question/none?as_of=<script>alert(1)</script>")
    assert page.status_code == 400
    assert "<script>" not in page.text


def test_no_page_names_a_file_of_the_machine(site: Site, war: Path) -> None:
    for path in ("/question/none", "/question/none.json", "/nothing"):
        assert str(war.parent) not in site.get(path).text


def test_a_ledger_that_is_gone_is_said_without_its_path(tmp_path: Path) -> None:
    page = Site(app(tmp_path / "gone.ledger")).get("/question/x")
    assert page.status_code == 503
    assert str(tmp_path) not in page.text


def test_the_text_of_a_report_is_shown_whole_with_its_evidence_marked(site: Site) -> None:
    told = site.get("/report/demo-en-1.json").json()
    assert len(told["claims"]) > 2
    for claim in told["claims"]:
        ((start, end),) = claim["spans"]["evidence"]
        assert told["text"][start:end] == claim["evidence"]
        page = site.get(f"/report/demo-en-1?claim={claim['claim']}")
        assert f'id="claim-{claim["claim"]}"' in page.text
        shown = BeautifulSoup(page.text, "html.parser")
        body = shown.select_one(".body")
        assert body is not None
        for number in body.select("a.number"):
            number.decompose()
        assert body.text == told["text"].partition("\n\n")[2]
        if "number" in claim["spans"]:
            ((start, end),) = claim["spans"]["number"]
            assert told["text"][start:end] in "".join(mark.text for mark in shown.select("mark.f-number"))


def test_a_report_leads_to_the_questions_of_its_claims_and_back(site: Site) -> None:
    told = site.get("/report/demo-en-1.json").json()
    page = site.get("/report/demo-en-1").text
    for claim in told["claims"]:
        for question in claim["questions"]:
            assert f"/question/{question}" in page
            assert claim["claim"] in site.get(f"/question/{question}.json").json()["claims"]


def test_the_first_page_leads_to_disputes_parties_and_questions(site: Site) -> None:
    page = site.get("/")
    told = site.get("/index.json").json()
    assert told["extent"]["reports"] == 16
    assert told["disputes"]
    assert told["dyads"]
    for each in (*told["disputes"], *told["admissions"]):
        assert f"/question/{each['question']}" in page.text
    assert f"/party/{told['dyads'][0]['speaker']}" in page.text


def test_the_first_page_of_an_empty_ledger_is_one(tmp_path: Path) -> None:
    path = tmp_path / "empty.ledger"
    Ledger(path, write=True).close()
    site = Site(app(path))
    for each in ("/", "/questions"):
        assert site.get(each).status_code == 200


def test_questions_are_filtered_by_what_the_address_says(site: Site) -> None:
    every = site.get("/questions.json").json()
    assert len(every["questions"]) == 20
    assert every["more"]
    second = site.get("/questions.json?page=2").json()
    assert not {each["question"] for each in every["questions"]} & {each["question"] for each in second["questions"]}
    denied = site.get("/questions.json?status=denied").json()["questions"]
    assert denied
    assert {each["status"] for each in denied} == {"denied"}
    early = site.get("/questions.json?as_of=2020-09-27").json()["questions"]
    assert 0 < len(early) <= 20
    for wrong in ("status=maybe", "event=rain", "page=0", "since=soon", f"party={'x' * 99}"):
        assert site.get(f"/questions?{wrong}").status_code == 400, wrong


def test_a_party_is_shown_with_what_it_claims_beside_what_is_admitted(site: Site) -> None:
    told = site.get("/party/AZE.json").json()
    page = site.get("/party/AZE")
    assert page.status_code == 200
    assert told["claims"] == sum(each["claims"] for each in told["said"])
    assert any(each["opponent"] == "ARM" for each in told["accounts"])
    assert {each["speaker"] for each in told["speaks_of"]} == {"AZE"}
    assert told["speakers"]
    assert site.get("/party/nobody-at-all").status_code == 404


def test_search_finds_narrows_and_says_how_many(site: Site) -> None:
    assert site.get("/search").status_code == 200
    found = site.get("/search.json?words=dashkesan").json()
    assert found["total"] > 0
    page = site.get("/search?words=dashkesan")
    for hit in found["hits"]:
        assert f"/report/{hit['report']}" in page.text
    (outlet, count), *_ = found["facets"]["outlet"]
    narrowed = site.get(f"/search.json?words=dashkesan&outlet={quote(outlet)}").json()
    assert narrowed["total"] == count
    assert {hit["outlet"] for hit in narrowed["hits"]} == {outlet}
    assert site.get("/search.json?words=dashkesan&as_of=2020-01-01").json()["total"] == 0
    assert site.get("/search.json?words=%22%2D%22").json()["total"] == 0
    assert site.get(f"/search?words={'x' * 201}").status_code == 400


def test_sources_say_who_relays_whom(site: Site) -> None:
    told = site.get("/sources.json").json()
    assert sum(each["reports"] for each in told["outlets"]) == 16
    assert {"reuters"} <= {each["source"] for each in told["relayed"]}
    name = told["outlets"][0]["name"]
    assert f"/source/{quote(name)}" in site.get("/sources").text
    one = site.get(f"/source/{quote(name)}.json").json()
    assert len(one["newest"]) == one["reports"] == told["outlets"][0]["reports"]
    assert site.get("/source/Nobody").status_code == 404


def test_what_was_remembered_is_forgotten_with_the_next_commit(tmp_path: Path) -> None:
    path = fill(tmp_path / "growing.ledger", demo()[:4])
    remembered, made = Remembered(most=1), []

    def asked(name: str) -> int:
        with Ledger(path) as ledger:
            return remembered.of(ledger, name, lambda: made.append(name) or len(made))

    assert [asked("a"), asked("a"), asked("b"), asked("a")] == [1, 1, 2, 3]
    fill(path, demo()[4:6])
    assert asked("a") == 4


def test_a_report_whose_id_ends_like_an_address_of_json_has_both_forms(tmp_path: Path) -> None:
    report = Report("2020/one.json", "Armenia said 12 tanks were destroyed.", "en", "Tanks", "Paper", "2020-09-28")
    site = Site(app(fill(tmp_path / "named.ledger", [report])))
    for address in ("/report/2020%2Fone.json", "/report/2020/one.json"):
        assert site.get(address).headers["content-type"].startswith("text/html")
        assert site.get(f"{address}.json").json()["report"] == report.id
        assert site.get(address, accept="application/json").json()["report"] == report.id
    missing = site.get("/report/2020/two.json")
    assert missing.status_code == missing.json()["status"] == 404


HOSTILE = (
    '<script>alert("x")</script>',
    "normal \u202egnp.exe\u202c end \u2066",
    "nul \x00 and bell \x07",
    "'\"><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}",
)


def test_hostile_reports_stay_text(tmp_path: Path) -> None:
    reports = [
        Report(
            f"../{number}/<b>?#{text[:3]}",
            f"Armenia said 12 tanks were destroyed. {text}",
            "en",
            text,
            text,
            "2020-09-28",
            "javascript:alert(1)",
        )
        for number, text in enumerate(HOSTILE)
    ]
    site = Site(app(fill(tmp_path / "hostile.ledger", reports)))
    for report in reports:
        page = site.get(f"/report/{quote(report.id, safe='')}")
        assert page.status_code == 200, report.id
        shown = BeautifulSoup(page.text, "html.parser")
        assert not shown.select("script:not([src]), img, [onerror], a[href^='javascript']")
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x07]", page.text)
        assert site.get(f"/report/{quote(report.id, safe='')}.json").json()["text"] == report.text


def test_a_text_of_five_megabytes_is_shown_in_parts(tmp_path: Path) -> None:
    body = "Armenia said 12 tanks were destroyed. " + "Nothing else happened on that day at all.\n" * 125_000
    path = tmp_path / "long.ledger"
    report = Report("long", body, "en", "A long one", "Paper", "2020-09-28")
    with Ledger(path, write=True) as ledger:
        ledger.add([fresh(report, Coded(code(Report("long", body[:200], "en", "A long one"))), "rules")], ANNA)
    site = Site(app(path))
    first, last = site.get("/report/long"), site.get("/report/long?part=125")
    assert first.status_code == last.status_code == 200
    assert len(first.content) < 200_000
    assert site.get("/report/long?part=9999").status_code == 400


@given(st.text(alphabet="ab \n", max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=6))
def test_pieces_together_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [
        Mark(min(pair), min(max(pair), len(text)), number, "evidence")
        for number, pair in enumerate(spans, 1)
        if min(pair) < min(max(pair), len(text))
    ]
    found = pieces(text, 0, len(text), marks)
    assert "".join(piece.text for piece in found) == text
    for mark in marks:
        assert "".join(piece.text for piece in found if mark.claim in piece.claims) == text[mark.start : mark.end]
        assert sum(mark.claim in piece.opens for piece in found) == 1


@given(st.text(alphabet="ab \n", max_size=200), st.integers(1, 20))
def test_parts_together_are_the_text(text: str, size: int) -> None:
    cuts = parts(text, 0, size)
    assert "".join(text[first:last] for first, last in cuts) == text
    assert all(last - first <= size for first, last in cuts)
    assert all(
        part_at(cuts, place) == number for number, (first, last) in enumerate(cuts) for place in range(first, last)
    )
