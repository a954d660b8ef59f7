"""Does a change come from a page of ours? Requests that change something enter; those that others made are refused.

Three tests, and all have to hold: the browser says that the request comes from the same site (where it says anything),
its Origin is this host, and it carries the token of a form that was shown in the same browser. A request that brings a
reviewer's token in its `Authorization` header needs none of them: no other page can send that.
"""

from __future__ import annotations

import hmac
from typing import Final
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

from counterclaim.web.guard.limits import BOUNDS, again, read_body
from counterclaim.web.guard.refusing import CHANGING, Refusal, Refuse, header, plainly
from counterclaim.web.guard.sessions import Visitor

FIELD: Final = "csrf"
"""Field of a form that carries its token."""
FORM: Final = "application/x-www-form-urlencoded"
FIELDS: Final = 400
"""Fields that a form may have."""


class Csrf:
    """Refuses changes that no page of this site asked for; stands inside `Tokens`, whose `Visitor` it reads."""

    def __init__(self, app: ASGIApp, refuse: Refuse = plainly, most: int = BOUNDS.body) -> None:
        self.app, self.refuse, self.most = app, refuse, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http" or scope["method"] not in CHANGING or scope["state"]["visitor"].bearer:
            await self.app(scope, receive, send)
            return
        body = await read_body(receive, self.most)
        if body is None:
            await self.refuse(scope, Refusal(413, "too_large"))(scope, receive, send)
            return
        received = again(body, receive)
        app = self.app if _ours(scope, body) else self.refuse(scope, Refusal(403, "not_from_here"))
        await app(scope, received, send)


def _ours(scope: Scope, body: bytes) -> bool:
    """Whether a page of this site made the request."""
    visitor: Visitor = scope["state"]["visitor"]
    if header(scope, b"sec-fetch-site") not in ("", "same-origin"):
        return False
    origin = header(scope, b"origin")
    if origin and origin.partition("://")[2].lower() != header(scope, b"host").lower():
        return False
    return visitor.known and hmac.compare_digest(_token(scope, body).encode(), visitor.form_token.encode())


def _token(scope: Scope, body: bytes) -> str:
    """The token that a request carries; the empty string where there is none."""
    if given := header(scope, b"x-csrf-token"):
        return given
    if not header(scope, b"content-type").startswith(FORM):
        return ""
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=FIELDS)
    except ValueError:
        return ""
    return fields.get(FIELD, [""])[0]
