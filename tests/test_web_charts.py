"""Charts on pages: pictures of their own, links over their marks, the table behind, and colours that pages share."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from browsing import Links, Site
from bs4 import BeautifulSoup

from counterclaim.charts import DARK, LIGHT
from counterclaim.web.app import STATIC, app


@pytest.fixture(scope="module")
def site(war: Path) -> Site:
    return Site(app(war))


def test_the_chart_of_a_question_is_a_picture_with_links_and_a_table(site: Site, disputed: str) -> None:
    page = BeautifulSoup(site.get(f"/question/{disputed}?lang=en").text, "html.parser")
    figure = page.select_one("figure.chart")
    assert figure is not None
    image = figure.select_one("img")
    assert image is not None
    assert str(image["alt"]).endswith(".")
    for address in (image["src"], figure.select("source")[0]["srcset"]):
        answer = site.get(str(address))
        assert answer.headers["content-type"] == "image/svg+xml"
        assert "immutable" in answer.headers["cache-control"]
        root = ElementTree.fromstring(answer.content)
        assert (root.get("viewBox") or "").startswith("0 0 ")
    assert len(figure.select("tbody tr")) > 1
    links = [str(link["href"]) for link in figure.select("svg.wide a")]
    assert links
    for link in links:
        address, _, anchor = link.partition("#")
        assert anchor in Links(site.get(address).text).ids


def test_a_chart_is_json_too(site: Site, disputed: str) -> None:
    told = site.get(f"/question/{disputed}/chart.json?lang=vi").json()
    assert len(told["lines"]) == len(told["claims"]) > 1
    assert all(len(line) == len(told["columns"]) for line in told["lines"])
    assert told["spec"]["$schema"].startswith("https://vega.github.io/schema/vega-lite/v5")


@pytest.mark.parametrize(
    ("address", "status"), [("?size=huge", 400), ("?as_of=never", 400), ("?as_of=1999-01-01", 404)]
)
def test_a_drawing_that_cannot_be_is_refused(site: Site, disputed: str, address: str, status: int) -> None:
    assert site.get(f"/question/{disputed}/chart.svg{address}").status_code == status
    assert site.get(f"/question/no-such/chart.svg{address}").status_code in (400, 404)


def test_pages_have_the_colours_of_charts() -> None:
    sheet = (STATIC / "site.css").read_text("utf-8")
    told = re.findall(r"--party-(\d): (#[0-9a-f]{6});", sheet)
    assert told == [(str(number), colour) for theme in (LIGHT, DARK) for number, colour in enumerate(theme.parties)]


def test_overview_and_party_show_activity_and_what_is_admitted(site: Site) -> None:
    page = BeautifulSoup(site.get("/?lang=en").text, "html.parser")
    assert page.select("figure.chart img")
    drawn = 0
    for code in ("AZE", "ARM", "RUS", "UKR"):
        answer = site.get(f"/party/{code}?lang=en")
        if answer.status_code != 200:
            continue
        for image in BeautifulSoup(answer.text, "html.parser").select("figure.chart img"):
            assert ElementTree.fromstring(site.get(str(image["src"])).content) is not None
            drawn += 1
    assert drawn
    assert site.get("/party/nobody-at-all/chart.svg").status_code == 404


def test_the_example_of_the_page_on_charts_runs(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[1] / "docs" / "charts.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    told = {"path": war}
    exec(example, told)
    assert str(told["svg"]).startswith("<svg")
    assert " statements by " in capsys.readouterr().out
