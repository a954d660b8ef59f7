"""Charts, timeline and map in a real browser: at a desk, on a phone, in the dark, without scripts, for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from chromium import PHONE, Desk, in_browser, picture, served
from playwright.async_api import Page

from counterclaim.charts import DARK, LIGHT
from counterclaim.charts.drawing import warmed
from counterclaim.web.app import app


@pytest.fixture(scope="module")
def site(war: Path) -> Iterator[str]:
    warmed()
    with served(app(war)) as address:
        yield address


async def drawn(page: Page) -> str:
    """The address of the drawing that the page shows, once it is there."""
    image = page.locator("figure.chart img").first
    await image.scroll_into_view_if_needed()
    await page.wait_for_function("document.querySelector('figure.chart img').naturalWidth > 0")
    return str(await image.evaluate("image => image.currentSrc"))


@in_browser
async def test_a_desk_gets_the_wide_drawing_and_a_phone_the_narrow_one(desk: Desk, disputed: str) -> None:
    wide = await desk.opened(f"/question/{disputed}")
    assert "size=wide" in await drawn(wide)
    narrow = await desk.opened(f"/question/{disputed}", width=PHONE)
    assert "size=narrow" in await drawn(narrow)
    assert len([address for address in desk.requests if "chart.svg" in address]) == 2
    assert await narrow.evaluate("document.documentElement.scrollWidth") <= PHONE


@in_browser
async def test_a_mark_of_the_chart_opens_the_words_of_its_claim(desk: Desk, disputed: str) -> None:
    page = await desk.opened(f"/question/{disputed}")
    await drawn(page)
    mark = page.locator("svg.over.wide a").last
    named = str(await mark.get_attribute("aria-label"))
    assert named
    await mark.click()
    await page.wait_for_url("**/report/**")
    anchor = page.url.partition("#")[2]
    assert await page.locator(f"[id='{anchor}']").count() == 1


@in_browser
async def test_links_over_the_chart_stand_on_its_marks(desk: Desk, disputed: str) -> None:
    page = await desk.opened(f"/question/{disputed}", width=PHONE)
    await drawn(page)
    box = await page.locator("figure.chart img").first.bounding_box()
    over = await page.locator("svg.over.narrow").first.bounding_box()
    assert box is not None
    assert over is not None
    assert all(abs(box[side] - over[side]) <= 1 for side in ("x", "y", "width", "height"))


@in_browser
async def test_a_drawing_has_the_colours_of_the_hour(desk: Desk, disputed: str) -> None:
    inks = []
    for dark in (False, True):
        page = await desk.opened(f"/question/{disputed}/chart.svg", dark=dark)
        inks.append(await page.evaluate("getComputedStyle(document.querySelector('.role-axis-label text')).fill"))
    assert inks == [rgb(LIGHT.quiet), rgb(DARK.quiet)]


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


@in_browser
async def test_without_scripts_the_timeline_is_filtered_and_paged(desk: Desk) -> None:
    page = await desk.opened("/timeline", javascript=False)
    every = await page.locator("#days").inner_text()
    await page.select_option("#by-status", "one-sided")
    await page.click(".selecting button")
    await page.wait_for_url("**status=one-sided**")
    assert await page.locator("#days").inner_text() != every
    assert await page.locator(".timeline .status-one-sided").count() == await page.locator(".timeline li").count()


@in_browser
async def test_a_place_on_the_map_opens_what_happened_there(desk: Desk) -> None:
    page = await desk.opened("/map")
    await drawn(page)
    mark = page.locator("svg.over.wide a").last
    await mark.dispatch_event("click")
    await page.wait_for_url("**/timeline?**place=**")
    assert await page.locator(".timeline li").count() > 0


@pytest.mark.parametrize("path", ["/timeline", "/map", "/question/{}"])
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (PHONE, True)])
def test_pages_with_charts_are_for_everybody(
    path: str, width: int, dark: bool, desk: Desk, disputed: str, request: pytest.FixtureRequest
) -> None:
    async def looked_at() -> list[str]:
        page = await desk.opened(path.format(disputed), width=width, dark=dark, lenient=True)
        await page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        await drawn(page)
        await picture(page, "charts-" + path.strip("/").partition("/")[0])
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        found = (await Axe().run(page)).response["violations"]
        return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found if each["impact"] in SERIOUS]

    assert desk.chromium.loop.do(looked_at()) == []


SERIOUS = ("serious", "critical")
