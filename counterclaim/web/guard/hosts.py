"""Was a request meant for this site? Its Host header enters; names that are not the site's own are refused.

Without this check a page elsewhere could let its own name point to this machine (DNS rebinding) and read the ledger
through the browser of whoever opened it.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from counterclaim.web.guard.refusing import Refusal, Refuse, header, plainly

LOCAL: Final = ("localhost", "127.0.0.1", "[::1]")
"""Names by which a machine knows itself."""


def is_local(host: str) -> bool:
    """Whether an address that a server binds to is reached from its own machine alone."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_number(host: str) -> bool:
    """Whether a host is written as an address."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def name_of(host: str) -> str:
    """The name of a Host header without its port, in small letters."""
    if host.startswith("["):
        return (host.partition("]")[0] + "]").lower()
    return host.rpartition(":")[0].lower() if host.count(":") == 1 else host.lower()


class Hosts:
    """Lets requests through that name this machine, or one of the `names` that the site is shared under.

    `numbers` lets bare addresses through as well: no page elsewhere can have one for its own name.
    """

    def __init__(
        self, app: ASGIApp, names: Iterable[str] = (), refuse: Refuse = plainly, *, numbers: bool = False
    ) -> None:
        self.app, self.refuse, self.numbers = app, refuse, numbers
        self.names = frozenset({*LOCAL, *(name_of(name) for name in names)})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] == "http" and not self._own(name_of(header(scope, b"host"))):
            await self.refuse(scope, Refusal(421, "wrong_host"))(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _own(self, name: str) -> bool:
        return name in self.names or (self.numbers and is_number(name))
