"""A real browser for tests: Chromium without a window, one for the whole run, and sites served beside it.

Playwright runs on a loop of its own in a thread of its own, so that tests of other kinds may run loops of theirs. A
test in the browser is a coroutine under `in_browser`:

    @in_browser
    async def test_a_newcomer_finds_the_dispute(desk: Desk) -> None:
        page = await desk.opened("/")

Whatever a page logs as an error, what it raises, and every request to another host fails the test that did it.
"""

from __future__ import annotations

import asyncio
import functools
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

import pytest
import uvicorn
from browser import MISSING, find
from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from starlette.types import ASGIApp

ROOT: Final = Path(__file__).parents[1]
PICTURES: Final = ROOT / "build" / "screenshots"
"""Where screenshots lie after a run; git ignores it."""
FLAGS: Final = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --force-color-profile=srgb"
).split()
DESK, PHONE = 1280, 390
"""Widths of a desk and of a phone, in CSS pixels."""
SECONDS: Final = 120.0
"""The longest that one test may take on a machine that is busy."""

T = TypeVar("T")


class Loop:
    """A loop in a thread, and what is asked of it from outside."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def do(self, asked: Awaitable[T], seconds: float = SECONDS) -> T:
        """Wait for a coroutine that runs there."""

        async def waited() -> T:
            return await asyncio.wait_for(asked, seconds)

        future: Future[T] = asyncio.run_coroutine_threadsafe(waited(), self.loop)
        return future.result(seconds + 5)

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.loop.close()


@dataclass(slots=True)
class Chromium:
    """The one browser of a run."""

    loop: Loop
    browser: Browser


@dataclass(slots=True)
class Desk:
    """A reader at a site: opens pages, keeps what went wrong in them."""

    chromium: Chromium
    site: str
    """Address of the site, without a slash at its end."""
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """What pages logged as errors or raised, and requests to other hosts."""
    requests: list[str] = field(default_factory=list)
    """Addresses of all requests."""

    async def opened(
        self,
        path: str | None = "/",
        *,
        width: int = DESK,
        javascript: bool = True,
        lang: str = "en-GB",
        dark: bool = False,
        lenient: bool = False,
        **told: Any,
    ) -> Page:
        """A page in a browser without cookies; `lenient` lets a test put its own script into it (axe)."""
        context = await self.chromium.browser.new_context(
            viewport={"width": width, "height": 900 if width >= DESK else 844},
            java_script_enabled=javascript,
            locale=lang,
            color_scheme="dark" if dark else "light",
            bypass_csp=lenient,
            reduced_motion="reduce",
            **told,
        )
        context.set_default_timeout(30_000)
        self.contexts.append(context)
        page = await context.new_page()
        self._watch(page)
        if path is not None:
            await page.goto(self.site + path)
        return page

    def _watch(self, page: Page) -> None:
        def asked(address: str) -> None:
            self.requests.append(address)
            if not address.startswith(self.site + "/"):
                self.faults.append(f"asked another host: {address}")

        page.on("request", lambda request: asked(request.url))
        page.on("pageerror", lambda error: self.faults.append(f"raised: {error}"))
        page.on("console", lambda said: self.faults.append(f"logged: {said.text}") if said.type == "error" else None)

    async def close(self) -> None:
        for context in self.contexts:
            await context.close()


async def picture(page: Page, name: str) -> Path:
    """A screenshot of a whole page among the artefacts, named by page, width and colours."""
    assert page.viewport_size is not None
    dark = await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    path = PICTURES / f"{name}-{page.viewport_size['width']}{'-dark' if dark else ''}.png"
    await page.screenshot(path=path, full_page=True)
    return path


def in_browser(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """A test that runs on the browser's loop; it has to take the fixture `desk`."""

    @functools.wraps(test)
    def run(*args: Any, desk: Desk, **told: Any) -> None:
        desk.chromium.loop.do(test(*args, desk=desk, **told))

    return run


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """A site on a free port of 127.0.0.1, in a thread; its address."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            app, log_level="error", lifespan="off", timeout_graceful_shutdown=1, server_header=False
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        assert server.started, "the server did not start"
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The browser; without one its tests are skipped, and the summary says so loudly."""
    path = find()
    if path is None:
        pytest.skip(MISSING)
    loop = Loop()

    async def started() -> tuple[Any, Browser]:
        playwright = await async_playwright().start()
        return playwright, await playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)

    async def stopped(playwright: Any, browser: Browser) -> None:
        await browser.close()
        await playwright.stop()

    playwright, browser = loop.do(started(), 60)
    yield Chromium(loop, browser)
    loop.do(stopped(playwright, browser))
    loop.close()


@pytest.fixture
def desk(chromium: Chromium, site: str) -> Iterator[Desk]:
    """A reader at the module's `site`."""
    made = Desk(chromium, site)
    yield made
    chromium.loop.do(made.close())
    assert made.faults == []
