"""A reader of questions in a real browser: the day as of which it is known, the rule, a citation that leads back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Desk, in_browser, served
from playwright.async_api import expect

from counterclaim.ledger import Ledger
from counterclaim.ledger.browsing import days
from counterclaim.ledger.questions import Wanted, questions
from counterclaim.web.app import app
from counterclaim.web.settings import Settings


@pytest.fixture(scope="module")
def site(war: Path) -> Iterator[str]:
    with served(app(war, settings=Settings(reviewer="Anna", beside=False))) as address:
        yield address


@pytest.fixture(scope="module")
def lasting(war: Path) -> tuple[str, str]:
    """A question that was reported on several days, and the first of these."""
    with Ledger(war) as ledger:
        found = [(each.id, days(ledger, each.id)) for each in questions(ledger, Wanted(size=3), 100)]
    asked, known = max(found, key=lambda row: len(row[1]))
    assert len(known) > 1
    return asked, known[0]


@in_browser
async def test_a_reader_goes_back_in_time_and_cites_what_was_known(desk: Desk, lasting: tuple[str, str]) -> None:
    asked, first = lasting
    page = await desk.opened(f"/question/{asked}")
    slider = page.locator("form.as-of input[type=range]")
    await slider.focus()
    await slider.press("Home")
    await expect(page).to_have_url(re.compile(f"as_of={first}"))
    await expect(page.locator("aside.then")).to_be_visible()
    answers = await page.locator(".answers").inner_text()
    cited = page.locator("#cited a")
    address = await cited.get_attribute("href")
    assert address is not None
    assert f"as_of={first}" in address
    assert "rule=ledger" in address
    await cited.click()
    await expect(page.locator("aside.then")).to_be_visible()
    assert await page.locator(".answers").inner_text() == answers


@in_browser
async def test_without_scripts_the_day_and_the_rule_are_chosen_all_the_same(
    desk: Desk, lasting: tuple[str, str]
) -> None:
    asked, first = lasting
    page = await desk.opened(f"/question/{asked}", javascript=False)
    await page.locator("form.as-of select").select_option(first)
    await page.locator("form.as-of button").click()
    await expect(page).to_have_url(re.compile(f"as_of={first}"))
    await page.locator(".rules a", has_text="UCDP").click()
    await expect(page).to_have_url(re.compile(f"as_of={first}.*rule=ucdp"))
    await expect(page.locator(".rules .chosen")).to_contain_text("UCDP")
