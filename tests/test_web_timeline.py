"""The timeline and the map: what they list, what they leave out, and what an address may ask of them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from browsing import Links, Site
from bs4 import BeautifulSoup
from ledgers import ANNA, fill

from counterclaim.charts import map_chart
from counterclaim.ledger import Ledger
from counterclaim.ledger.mapping import AtPlace, Selection, by_day, by_place, opened, parties
from counterclaim.ledger.questions import Wanted, questions
from counterclaim.ledger.settling import settle
from counterclaim.model import Place, Question
from counterclaim.web.app import app
from counterclaim.web.pages.atlas import _spots
from counterclaim.web.words import words_of


@pytest.fixture(scope="module")
def site(war: Path) -> Site:
    return Site(app(war))


@pytest.fixture(scope="module")
def every(war: Path) -> dict[str, Question]:
    with Ledger(war) as ledger:
        return {each.id: each for each in questions(ledger, Wanted(), 1000)}


def listed(site: Site, address: str) -> list[str]:
    """Ids of all questions on the timeline, over all its pages."""
    found: list[str] = []
    page = 1
    while True:
        told = site.get(f"/timeline.json?page={page}&{address}").json()
        found += [each["question"] for day in told["days"] for each in day["questions"]]
        if page >= told["pages"]:
            assert len(found) == told["total"]
            return found
        page += 1


def test_every_question_stands_once_on_the_timeline(site: Site, every: dict[str, Question]) -> None:
    assert sorted(listed(site, "")) == sorted(every)
    days = [day["day"] for day in site.get("/timeline.json").json()["days"]]
    assert days == sorted(days, reverse=True)


def test_filters_choose_the_questions_that_fit(site: Site, every: dict[str, Question], war: Path) -> None:
    status = next(iter(every.values())).status
    assert set(listed(site, f"status={status}")) == {each.id for each in every.values() if each.status == status}
    event = next(iter(every.values())).event
    assert set(listed(site, f"event={event}")) == {each.id for each in every.values() if each.event == event}
    with Ledger(war) as ledger:
        party = parties(ledger)[0][0]
        fits = {each.id for each in questions(ledger, Wanted(party=party), 1000)}
        assert {each.id for _, each in opened(ledger, Selection(party=party), 1000)} == fits
    assert set(listed(site, f"party={party}")) == fits


def test_days_bound_the_timeline(site: Site, war: Path) -> None:
    with Ledger(war) as ledger:
        days = sorted({each.day.isoformat() for each in by_day(ledger, Selection())})
    told = site.get(f"/timeline.json?since={days[0]}&until={days[0]}").json()
    assert [day["day"] for day in told["days"]] == [days[0]]
    assert site.get("/timeline.json?since=2999-01-01").json()["total"] == 0


def test_as_of_a_day_nothing_later_is_listed_and_no_status_told(site: Site, war: Path) -> None:
    with Ledger(war) as ledger:
        days = sorted({each.day.isoformat() for each in by_day(ledger, Selection())})
    for path in ("timeline", "map"):
        told = site.get(f"/{path}.json?as_of={days[0]}&until=2999-01-01").json()
        assert told["as_of"] == days[0]
        assert told["total"] <= sum(1 for _ in listed(site, f"until={days[0]}"))
    told = site.get(f"/timeline.json?as_of={days[0]}").json()
    assert {each["status"] for day in told["days"] for each in day["questions"]} == {None}
    assert site.get(f"/map.json?as_of={days[0]}").json()["spots"] == [] or all(
        spot["disputed"] is None for spot in site.get(f"/map.json?as_of={days[0]}").json()["spots"]
    )


def test_before_the_ledger_held_anything_there_is_nothing(site: Site) -> None:
    assert site.get("/timeline.json?recorded=1999-01-01").json()["total"] == 0
    assert site.get("/map.json?recorded=1999-01-01").json()["total"] == 0


def test_the_map_accounts_for_every_question(site: Site, every: dict[str, Question], war: Path) -> None:
    told = site.get("/map.json").json()
    assert told["total"] == len(every)
    unplaced = told["unplaced"]
    assert sum(spot["number"] for spot in told["spots"]) + unplaced["unsaid"] + unplaced["unknown"] == len(every)
    assert unplaced["unsaid"] == sum(1 for each in every.values() if each.place is None)
    assert told["spots"]
    with Ledger(war) as ledger:
        assert sum(each.questions for each in by_place(ledger, Selection())) == len(every)


def test_a_place_on_the_map_leads_to_its_questions(site: Site, every: dict[str, Question]) -> None:
    page = BeautifulSoup(site.get("/map?lang=en").text, "html.parser")
    links = {str(link["href"]) for link in page.select("svg.wide a")}
    assert links
    for link in links:
        assert BeautifulSoup(site.get(link).text, "html.parser").select(".timeline li")
    assert "Natural Earth" in page.text
    assert "Crimea" in page.text


@pytest.mark.parametrize("path", ["/timeline", "/map", "/timeline/chart.svg", "/map/chart.svg"])
@pytest.mark.parametrize("query", [
    "status=angry", "event=party", "since=yesterday", "until=2020-13-01", "as_of=x", "place=" + "x" * 200, "rule=none",
])  # fmt: skip
def test_what_cannot_be_selected_is_refused_in_one_line(site: Site, path: str, query: str) -> None:
    assert site.get(f"{path}?{query}").status_code == 400


def test_a_selection_without_questions_says_so(site: Site) -> None:
    for path in ("/timeline", "/map"):
        page = site.get(f"{path}?party=nobody-at-all&lang=en")
        assert page.status_code == 200
        assert "No question fits" in page.text
    assert site.get("/map/chart.svg?party=nobody-at-all").status_code == 404


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_pages_keep_filters_in_their_links(site: Site, lang: str) -> None:
    links = Links(site.get(f"/timeline?lang={lang}&status=one-sided").text).links
    other = [link for link in links if "lang=" in link and f"lang={lang}" not in link]
    assert any("status=one-sided" in link for link in other)


def test_what_is_added_is_seen_at_once(tmp_path: Path) -> None:
    path = tmp_path / "war.ledger"
    with Ledger(path, write=True):
        pass
    site = Site(app(path))
    assert site.get("/timeline.json").json()["total"] == 0
    fill(path)
    with Ledger(path, write=True) as ledger:
        settle(ledger, ANNA)
    assert site.get("/timeline.json").json()["total"] > 0


def test_a_place_cannot_turn_or_break_the_map() -> None:
    place = Place("\u202eKyiv\x00<b>", "kyiv", ("UKR",))
    counted = (AtPlace(place, "denied", 2), AtPlace(None, "agreed", 1))
    (spot,), unplaced = _spots(counted, words_of("en"), then=False)
    assert not set(spot.name) & {"\u202e", "\x00"}
    assert (spot.number, spot.disputed, unplaced.unsaid) == (2, 2, 1)
    chart = map_chart([spot], "en")
    assert chart is not None
    assert ElementTree.fromstring(chart.svg) is not None
