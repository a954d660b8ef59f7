"""Asks a site for pages, in the test's own process: what a browser would send goes in, what it would get comes out."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import httpx
from starlette.types import ASGIApp

HERE = "http://127.0.0.1"


@dataclass(frozen=True)
class Site:
    """A site that answers without a network."""

    app: ASGIApp
    strict: bool = True
    """Whether a fault of the site fails the test at once, with how it came about."""

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Ask for an address; `accept_language` is the header Accept-Language."""
        return self.ask("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def ask(self, method: str, path: str, **told: Any) -> httpx.Response:
        """Ask in any way."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=self.strict)
            async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
                return await client.request(method, path, **told)

        return asyncio.run(asked())


class Links(HTMLParser):
    """The addresses that a page links, and the ids that stand in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in ("a", "link", "script", "img", "form"):
            self.links += [value for name in ("href", "src", "action") if (value := told.get(name))]
        if identity := told.get("id"):
            self.ids.append(identity)
