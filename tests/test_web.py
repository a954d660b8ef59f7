"""The site of a ledger: pages, their forms, their languages, their addresses, and what it says where there is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import Links, Site
from ledgers import ANNA, fill

from counterclaim.ledger import Ledger
from counterclaim.ledger.questions import Wanted, questions
from counterclaim.ledger.settling import settle
from counterclaim.web.app import app
from counterclaim.web.catalogue import FOLDER, languages, messages
from counterclaim.web.drawing import FOLDER as TEMPLATES

KEYS = re.compile(r"""say\(\s*["']([a-z_0-9]+\.[a-z_0-9.-]+)["']""")


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = fill(tmp_path_factory.mktemp("web") / "war.ledger")
    with Ledger(path, write=True) as ledger:
        settle(ledger, ANNA)
    return path


@pytest.fixture(scope="module")
def site(war: Path) -> Site:
    return Site(app(war))


@pytest.fixture(scope="module")
def disputed(war: Path) -> str:
    """The id of a question to which several parties have an answer."""
    with Ledger(war) as ledger:
        found = max(questions(ledger, Wanted(), 100), key=lambda each: (len(each.answers), len(each.claims)))
    assert len(found.answers) > 1
    return found.id


def test_every_message_has_all_languages_and_the_same_gaps() -> None:
    codes = [each.code for each in languages()]
    assert len(codes) > 1
    first = messages(codes[0])
    for code in codes[1:]:
        other = messages(code)
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
