"""The browser of the tests works, and sees what it has to see: errors, requests to other hosts, broken policies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chromium import Desk, in_browser, served
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from counterclaim.web.guard import SecurityHeaders

PAGES = {
    "/": "<h1>A toll in dispute</h1>",
    "/script": "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">",
    "/image": "<img src='http://127.0.0.1:9/x.png'>",
}


def shown(request: Request) -> Response:
    return HTMLResponse(f"<!doctype html><title>own</title><link rel=icon href='/icon'>{PAGES[request.url.path]}")


def nothing(_request: Request) -> Response:
    return Response(b"", media_type="image/png")


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    routes = [*(Route(path, shown) for path in PAGES), Route("/icon", nothing), Route("/x", nothing)]
    with served(SecurityHeaders(Starlette(routes=routes))) as address:
        yield address


@in_browser
async def test_a_page_is_read(desk: Desk) -> None:
    page = await desk.opened("/")
    assert await page.inner_text("h1") == "A toll in dispute"


@in_browser
async def test_a_script_inside_a_page_is_not_run_and_seen_as_a_fault(desk: Desk) -> None:
    page = await desk.opened("/script")
    assert await page.title() == "own"
    assert any("Content Security Policy" in fault for fault in desk.faults)
    desk.faults.clear()


@in_browser
async def test_a_request_to_another_host_is_seen_as_a_fault(desk: Desk) -> None:
    await desk.opened("/image")
    assert any("127.0.0.1:9" in fault for fault in desk.faults)
    desk.faults.clear()
