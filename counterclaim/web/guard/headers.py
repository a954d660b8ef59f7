"""What a browser may do with an answer: headers are added to every one, those that a page set itself stay."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        # text of reports can reach no place that would read it as a script, not even by a mistake in our own
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
"""Content security policy: nothing from elsewhere, no script or style inside a page, no eval, no frame, no plug-in."""

HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
    # Pages change with the ledger, and may show who is signed in.
    "Cache-Control": "private, no-cache",
}
"""Added where a page did not set its own."""
VARY: Final = ("Accept", "Accept-Language", "Cookie")
"""What a page looks at beside its address, for caches on the way."""


class SecurityHeaders:
    """Adds `HEADERS` to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the pages do, with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if "private" in headers["Cache-Control"]:
                    known = [each.strip() for each in headers.get("Vary", "").split(",") if each.strip()]
                    headers["Vary"] = ", ".join(dict.fromkeys((*known, *VARY)))
                if "server" in headers:
                    del headers["server"]
            await send(message)

        await self.app(scope, receive, sent)
