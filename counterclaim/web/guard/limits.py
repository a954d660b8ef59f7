"""Is a request small, and not one of too many? What is too long, too large, too slow or too frequent is refused.

Requests are counted for each client by its address (of IPv6 by its network). Nothing is kept longer than it is needed
to count, and the number of clients that are remembered has a bound too.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from math import ceil
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.web.guard.refusing import CHANGING, Refusal, Refuse, header, plainly

CLIENTS: Final = 10_000
"""Clients that are remembered; the one that has been silent longest is forgotten first."""
NETWORK: Final = 64
"""Bits of an IPv6 address that belong to one client."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many requests one client may make: "100 a second, 500 at once"."""

    a_second: float
    at_once: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one request, and one client, may ask for."""

    address: int = 4_096
    """Bytes of path and query."""
    body: int = 65_536
    """Bytes of a request's body; a correction has a few hundred."""
    seconds: float = 10.0
    """In which a body has to arrive."""
    reads: Rate = Rate(100.0, 500)
    changes: Rate = Rate(5.0, 50)
    tries: Rate = Rate(0.05, 10)
    """Wrong tokens: ten, and then one in twenty seconds."""


BOUNDS: Final = Bounds()


@dataclass(slots=True)
class Counter:
    """Counts requests by client, as a bucket that fills steadily and that each request takes one from."""

    rate: Rate
    clock: Callable[[], float] = time.monotonic
    left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    """Client -> what is left in its bucket, and when that was so."""

    def wait(self, client: str) -> float:
        """Seconds until a client may make its next request; 0 where it may now."""
        return max(0.0, (1.0 - self._left(client)) / self.rate.a_second)

    def take(self, client: str) -> float:
        """Count a request, unless it is one too many; seconds to wait, 0 where it was counted."""
        left = self._left(client)
        if left < 1.0:
            return (1.0 - left) / self.rate.a_second
        self.left[client] = (left - 1.0, self.clock())
        self.left.move_to_end(client)
        if len(self.left) > CLIENTS:
            self.left.popitem(last=False)
        return 0.0

    def _left(self, client: str) -> float:
        left, then = self.left.get(client, (float(self.rate.at_once), self.clock()))
        return min(float(self.rate.at_once), left + (self.clock() - then) * self.rate.a_second)


def client_of(scope: Scope) -> str:
    """Whom a request is counted for."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ip_address(host)
    except ValueError:
        return str(host)
    return str(ip_network((address, NETWORK), strict=False)) if address.version == 6 else host


def too_many(seconds: float) -> Refusal:
    """The refusal of a request that came too early."""
    return Refusal(429, "too_many", (("Retry-After", str(max(1, ceil(seconds)))),))


class Limits:
    """Refuses what goes beyond `bounds`, before anything else looks at it."""

    def __init__(
        self,
        app: ASGIApp,
        bounds: Bounds = BOUNDS,
        refuse: Refuse = plainly,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app, self.bounds, self.refuse = app, bounds, refuse
        self.reads, self.changes = Counter(bounds.reads, clock), Counter(bounds.changes, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through with its whole body, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._beyond(scope)
        if refusal is None:
            found = await self._body(scope, receive)
            if isinstance(found, Refusal):
                refusal = found
            else:
                receive = found
        if refusal is not None:
            await self.refuse(scope, refusal)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _beyond(self, scope: Scope) -> Refusal | None:
        """Why a request is refused by its head alone."""
        counter = self.changes if scope["method"] in CHANGING else self.reads
        if seconds := counter.take(client_of(scope)):
            return too_many(seconds)
        if len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"]) > self.bounds.address:
            return Refusal(414, "address_too_long")
        length = header(scope, b"content-length")
        if length.isdecimal() and (len(length) > 18 or int(length) > self.bounds.body):
            return Refusal(413, "too_large", (("Connection", "close"),))
        return None

    async def _body(self, scope: Scope, receive: Receive) -> Receive | Refusal:
        """The body read whole, to be received again; a body that lies about its length is cut off here."""
        if not header(scope, b"content-length") and not header(scope, b"transfer-encoding"):
            return receive
        try:
            async with asyncio.timeout(self.bounds.seconds):
                body = await read_body(receive, self.bounds.body)
        except TimeoutError:
            return Refusal(408, "too_slow", (("Connection", "close"),))
        return Refusal(413, "too_large", (("Connection", "close"),)) if body is None else again(body, receive)


async def read_body(receive: Receive, most: int) -> bytes | None:
    """A request's whole body; None where it is longer than `most` bytes."""
    pieces: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(pieces)  # the client went away; what it had sent is all there will be
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        if size > most:
            return None
        if not message.get("more_body"):
            return b"".join(pieces)


def again(body: bytes, receive: Receive) -> Receive:
    """Receives a body that was read already, and then what the client says next."""
    given = False

    async def received() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return received
