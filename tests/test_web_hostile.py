"""Reports that mean ill: scripts in every field, five megabytes of text, text that turns around, broken bytes.

They are read from files as any other report, coded and kept; then a browser opens every page that shows them. No script
of theirs runs, no page breaks, and nothing asks another host.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from chromium import Desk, in_browser, picture, served
from ledgers import settled

from counterclaim.errors import RefusedReport
from counterclaim.ledger import Ledger
from counterclaim.model import Report
from counterclaim.reading.sources import read_located
from counterclaim.web.app import app
from counterclaim.web.settings import Settings

RUN = "document.documentElement.dataset.ran='yes'"
SCRIPTS = (
    f"<script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"<svg/onload={RUN}>",
    f"'-{RUN}-'",
    f"{{{{ ''.__class__ }}}}{{% raise %}}</title></textarea><iframe src=javascript:{RUN}></iframe>",
)
TURNED = "\u202edetrevni si siht\u2066\u200f\u061c \u0000\u0007\ufeff"
CLAIM = "Azerbaijan said it had destroyed 12 Armenian tanks near Stepanakert on 27 September 2020."
DENIED = "Armenia denied this and said that it had lost 2 tanks."
LONG = 5_000_000


def hostile() -> list[dict[str, str]]:
    """Reports as somebody could send them, by what is wrong with them."""
    made = [
        {
            "id": f"evil/{number}?a=b&c#d{each}",
            "title": each + "Tanks",
            "text": f"{each} {CLAIM} {each} {DENIED} {each}",
            "outlet": each + "Daily",
            "byline": each,
            "url": f"javascript:{RUN}//{each}",
            "lang": "en",
            "published": "2020-09-28",
        }
        for number, each in enumerate(SCRIPTS)
    ]
    made.append({"id": "turned", "title": TURNED, "text": f"{TURNED} {CLAIM} {DENIED} {TURNED}", "outlet": TURNED})
    filler = "y" * 49_999 + "\n"  # words would take the coder long, and the pages no longer
    made.append({"id": "long", "title": "Long", "text": f"{CLAIM}\n" + filler * (LONG // len(filler)) + DENIED})
    made.append({"id": "one-word", "title": "x" * 3_000, "text": f"{CLAIM} " + "y" * 30_000})
    return made


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a.jsonl").write_text("".join(json.dumps(each) + "\n" for each in hostile()), "utf-8")
    broken = f"{CLAIM} ".encode() + b"\xff\xfe\xc3\x28\xed\xa0\x80 " + f"{DENIED}{SCRIPTS[0]}".encode()
    (folder / "broken.txt").write_bytes(broken)
    text = f"<article><h1>{SCRIPTS[3]}</h1><p>{CLAIM} {DENIED}</p>{SCRIPTS[0] * 3}</article>"
    page = f'<html><meta charset="windows-1252"><title>{SCRIPTS[1]}</title><body>{text}</body></html>'
    (folder / "page.html").write_bytes(page.replace("near", "near \x93").encode("latin-1"))
    found = [each for _, each in read_located([folder])]
    refused = [each for each in found if isinstance(each, RefusedReport)]
    assert [each.what for each in refused] == ["byte 0xff is not UTF-8"]
    return [each for each in found if isinstance(each, Report)]


@pytest.fixture(scope="module")
def war(reports: list[Report], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled(tmp_path_factory.mktemp("hostile") / "war.ledger", reports)


@pytest.fixture(scope="module")
def site(war: Path) -> Iterator[str]:
    with served(app(war, settings=Settings(reviewer=SCRIPTS[0], beside=False))) as address:
        yield address


@pytest.fixture(scope="module")
def addresses(war: Path, reports: list[Report]) -> list[str]:
    """All pages that show something of these reports."""
    assert len(reports) == len(SCRIPTS) + 4
    with Ledger(war) as ledger:
        questions = [row[0] for row in ledger.connection.execute("SELECT id FROM v_questions ORDER BY id")]
        claims = [row[0] for row in ledger.connection.execute("SELECT min(id) FROM v_claims GROUP BY report")]
        outlets = [row[0] for row in ledger.connection.execute("SELECT DISTINCT outlet FROM v_reports") if row[0]]
    assert len(claims) >= len(SCRIPTS) + 2
    told = ["/", "/questions", "/sources", "/timeline", "/map", "/review", "/search?words=tanks", "/party/AZE"]
    told += [f"/search?words={quote(each)}&outlet={quote(each)}" for each in SCRIPTS[:2]]
    told += [f"/question/{each}?as_of={quote(SCRIPTS[1])}" for each in questions[:1]]
    told += [f"/question/{each}" for each in questions[:2]] + [f"/review/question/{each}" for each in questions[:1]]
    told += [f"/review/claim/{each}" for each in claims[:4]] + [
        f"/source/{quote(each, safe='')}" for each in outlets[:2]
    ]
    told += [f"/report/{quote(each.id, safe='')}" for each in reports]
    return [*told, "/report/long?part=60", f"/review/report/{quote(reports[0].id, safe='')}", f"/{quote(SCRIPTS[1])}"]


@in_browser
async def test_no_script_of_a_report_runs_and_no_page_breaks(desk: Desk, addresses: list[str]) -> None:
    page = await desk.opened(None)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    broken = []
    for address in addresses:
        answer = await page.goto(desk.site + address, wait_until="load")
        assert answer is not None
        seen = await page.evaluate("""() => ({
            ran: document.documentElement.dataset.ran,
            heads: document.querySelectorAll("main h1").length,
            feet: document.querySelectorAll("body > footer.site").length,
            inside: document.querySelectorAll("script:not([src]), iframe, img[src=x], [onerror], [onload]").length,
            leaving: [...document.querySelectorAll("a[href], form[action]")]
                .map((each) => new URL(each.getAttribute("href") ?? each.getAttribute("action"), location))
                .filter((address) => address.origin !== location.origin).map(String),
        })""")
        expected = {"heads": 1, "feet": 1, "inside": 0, "leaving": []}
        if {name: seen.get(name) for name in expected} != expected or seen["ran"] or answer.status >= 500:
            broken.append((address[:80], answer.status, seen))
    missing = "logged: Failed to load resource: the server responded with a status of 40"
    desk.faults[:] = [fault for fault in desk.faults if not fault.startswith(missing)]
    assert broken == []
    assert dialogs == []


@in_browser
async def test_text_that_turns_around_is_shown_as_signs(desk: Desk) -> None:
    page = await desk.opened("/report/turned")
    await picture(page, "turned")
    assert "\u202e" not in await page.inner_text("main")
    assert "U+202E" in await page.inner_text("main")
    assert "\u202e" not in await page.title()


@in_browser
async def test_five_megabytes_are_read_in_parts(desk: Desk) -> None:
    page = await desk.opened("/report/long")
    assert len(await page.content()) < 1_000_000
    assert await page.locator("nav.pager a[rel=next]").count() > 0
