"""The site in a real browser: a newcomer, a reviewer with keys and without scripts, a reader on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from chromium import PHONE, Desk, in_browser, picture, served
from playwright.async_api import Page, expect

from counterclaim.ledger import Ledger
from counterclaim.ledger.queue import reviews_made, waiting
from counterclaim.web.app import app
from counterclaim.web.settings import Settings

AXE = next(Path(axe_playwright_python.__file__).parent.glob("axe.min.js")).read_text("utf-8")
RUN_AXE = """async (rules) => {
    const found = await axe.run(document, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) });
    return found.violations.filter((each) => ["serious", "critical"].includes(each.impact)).map((each) =>
        `${each.id}: ${each.help}: ${each.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")}`);
}"""
BYTES = 500_000
"""Most that the first view of a question may weigh."""
READABLE_MS = 1_000
"""Until the first of it is painted."""
PICTURED = ("overview", "question", "report", "party", "map", "review", "review-claim")
"""Pages of which a phone's picture is kept."""
TRIES = 5
"""A machine that is busy may be slow once."""


@pytest.fixture(scope="module")
def site(war: Path) -> Iterator[str]:
    with served(app(war, settings=Settings(reviewer="Anna", beside=False))) as address:
        yield address


@pytest.fixture(scope="module")
def disputed(war: Path) -> str:
    """The id of the question that waits first."""
    with Ledger(war) as ledger:
        return waiting(ledger, ("disputed",))[0].subject


@pytest.fixture(scope="module")
def claim(war: Path, disputed: str) -> str:
    """The id of a claim that counts something."""
    with Ledger(war) as ledger:
        found = ledger.connection.execute("SELECT id FROM v_claims WHERE low = high AND denies = '[]' ORDER BY id")
        return str(found.fetchone()[0])


@pytest.fixture(scope="module")
def pages(disputed: str, claim: str) -> dict[str, str]:
    """An address of each page, by the name of its picture."""
    return {
        "overview": "/",
        "questions": "/questions",
        "question": f"/question/{disputed}",
        "report": "/report/demo-2",
        "party": "/party/AZE",
        "search": "/search?words=Armenia",
        "sources": "/sources",
        "timeline": "/timeline",
        "map": "/map",
        "review": "/review",
        "review-question": f"/review/question/{disputed}",
        "review-claim": f"/review/claim/{claim}",
        "review-report": "/review/report/demo-2",
        "history": "/review/history",
        "sign-in": "/sign-in",
        "missing": "/question/none",
    }


@in_browser
async def test_a_newcomer_follows_a_disputed_toll_to_its_characters(desk: Desk) -> None:
    page = await desk.opened("/")
    await page.locator("a[href^='/question/']").first.click()
    await expect(page.locator("h1")).to_be_visible()
    assert await page.locator(".answer").count() > 1
    await page.locator(".answer .number a").first.click()
    await expect(page).to_have_url(re.compile(r"/report/.*#claim-"))
    await expect(page.locator(".ours").first).to_be_in_viewport()
    marked = await page.locator("mark.ours").all_inner_texts()
    assert marked


@in_browser
async def test_the_first_view_of_a_question_is_light_and_soon_readable(desk: Desk, disputed: str) -> None:
    page = await desk.opened(None)
    sizes: list[int] = []
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: sizes.append(int(told["encodedDataLength"])))
    painted = []
    for number in range(TRIES):
        await page.goto(f"{desk.site}/question/{disputed}", wait_until="networkidle")
        if number == 0:
            assert 0 < sum(sizes) < BYTES
        painted.append(await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime"))
        if painted[-1] is not None and painted[-1] < READABLE_MS:
            return
    pytest.fail(f"painted after {painted} ms")


@in_browser
async def test_a_reviewer_corrects_and_undoes_by_keys_alone(desk: Desk, war: Path, claim: str) -> None:
    page = await desk.opened("/review")
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await page.wait_for_url(re.compile("/review/(question|claim)/"))
    await page.keyboard.press("q")
    await expect(page).to_have_url(re.compile("/review$"))

    await page.goto(f"{desk.site}/review/claim/{claim}")
    await page.keyboard.press("c")
    assert await page.evaluate("document.activeElement.name") == "f.speaker"
    await page.fill("[name='f.low']", "4321")
    await page.fill("[name='f.high']", "4321")
    await page.keyboard.press("Escape")
    await page.keyboard.press("s")
    await expect(page.locator(".done")).to_contain_text("corrected")
    with Ledger(war) as ledger:
        assert ledger.claim(claim).claim.low == 4321
    await page.wait_for_load_state()  # keys work once the page is there as a whole
    await page.keyboard.press("u")
    await expect(page.locator(".done")).to_contain_text("undone")
    with Ledger(war) as ledger:
        assert ledger.claim(claim).claim.low != 4321
        assert [each.kind for each in reviews_made(ledger, 2)] == ["undo", "correct"]


@in_browser
async def test_keys_can_be_switched_off_and_do_not_fire_while_one_writes(desk: Desk, war: Path, claim: str) -> None:
    page = await desk.opened(f"/review/claim/{claim}")
    await page.focus("#why")
    await page.keyboard.type(" rana")
    assert page.url.endswith(claim)
    await page.keyboard.press("Escape")
    await page.click("details.keys summary")
    await page.check("[data-keys-off]")
    await page.locator("h1").click()
    await page.keyboard.press("q")
    await page.reload()
    assert page.url.endswith(claim)
    await page.locator("h1").click()
    await page.keyboard.press("q")
    await page.wait_for_timeout(100)
    assert page.url.endswith(claim)


@in_browser
async def test_everything_a_reviewer_needs_works_without_scripts(desk: Desk, war: Path, claim: str) -> None:
    page = await desk.opened("/review?lang=vi", javascript=False)
    await page.locator("[data-row]").first.click()
    await page.goto(f"{desk.site}/review/claim/{claim}")
    await page.locator("button[value=reject]").first.click()
    with Ledger(war) as ledger:
        assert ledger.claim(claim).standing.standing == "rejected"
    await page.locator(".done button").click()
    with Ledger(war) as ledger:
        assert ledger.claim(claim).standing.standing == "coded"


@in_browser
async def test_a_reader_without_scripts_reads_every_page(desk: Desk, pages: dict[str, str]) -> None:
    page = await desk.opened(None, javascript=False)
    for name in ("overview", "question", "report", "timeline", "map", "search"):
        await page.goto(desk.site + pages[name])
        assert await page.locator("main h1").count() == 1, name


@in_browser
async def test_on_a_phone_no_page_is_wider_than_the_phone(desk: Desk, pages: dict[str, str]) -> None:
    page = await desk.opened(None, width=PHONE)
    wide = {}
    for name, path in pages.items():
        if name == "missing":
            continue
        await page.goto(desk.site + path)
        width = await page.evaluate("document.documentElement.scrollWidth")
        if name in PICTURED:
            await picture(page, name)
        if width > PHONE:
            wide[name] = width
    assert wide == {}


async def faults(page: Page, rules: list[str] | None = None) -> list[str]:
    await page.evaluate(AXE)
    found: list[str] = await page.evaluate(RUN_AXE, rules)
    return found


@in_browser
async def test_no_page_has_a_serious_fault_of_accessibility(desk: Desk, pages: dict[str, str]) -> None:
    page = await desk.opened(None, lenient=True)
    found = {}
    for name, path in pages.items():
        await page.goto(desk.site + path)
        await picture(page, name)
        if said := await faults(page):
            found[name] = said
    if desk.faults == ["logged: Failed to load resource: the server responded with a status of 404 (Not Found)"]:
        desk.faults.clear()  # the page that says that there is none
    assert found == {}


@in_browser
async def test_in_the_dark_everything_can_be_read_as_well(desk: Desk, pages: dict[str, str]) -> None:
    page = await desk.opened(None, lenient=True, dark=True)
    found = {}
    for name in ("question", "report", "review-claim"):
        await page.goto(desk.site + pages[name])
        await picture(page, name)
        if said := await faults(page, ["color-contrast"]):
            found[name] = said
    assert found == {}
