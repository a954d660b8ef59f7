"""Who asks? A request enters; its `Visitor` is laid into `scope["state"]["visitor"]` for all that comes after.

A reviewer is known by the session of a cookie or by `Authorization: Bearer TOKEN`. On a site that only its own machine
reaches there is one reviewer, the user who started it, and nothing to sign in to.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.web.guard.limits import BOUNDS, Counter, Rate, client_of, too_many
from counterclaim.web.guard.refusing import CHANGING, Refusal, Refuse, header, plainly, wants_json
from counterclaim.web.guard.reviewers import Reviewers
from counterclaim.web.guard.sessions import COOKIE, Sessions, Visitor, cookie_value

OPEN: Final = ("/sign-in", "/static/")
"""Beginnings of addresses that a private site shows to everybody."""
TRIES: Final = BOUNDS.tries


class Tokens:
    """Finds out who asks, and sets and takes away the cookie.

    `local` is the one reviewer of a site that is not shared. A `private` site is read by its reviewers alone.
    """

    def __init__(
        self,
        app: ASGIApp,
        reviewers: Reviewers | None = None,
        sessions: Sessions | None = None,
        *,
        local: str | None = None,
        private: bool = False,
        secure: bool = False,
        cookie: str = COOKIE,
        tries: Rate = TRIES,
        refuse: Refuse = plainly,
    ) -> None:
        self.app, self.refuse = app, refuse
        self.reviewers = reviewers or Reviewers()
        self.sessions = sessions or Sessions()
        self.local, self.private, self.secure = local, private, secure
        self.cookie = f"__Host-{cookie}" if secure else cookie
        self.tries = Counter(tries)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through with its visitor, or turn it away."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        visitor = self._visitor(scope)
        if isinstance(visitor, Refusal):
            await self.refuse(scope, visitor)(scope, receive, send)
            return
        scope.setdefault("state", {})["visitor"] = visitor
        if self.private and visitor.reviewer is None and not scope["path"].startswith(OPEN):
            await self._turned_away(scope)(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and (value := self._to_set(visitor)) is not None:
                MutableHeaders(scope=message).append("Set-Cookie", value)
            await send(message)

        await self.app(scope, receive, sent)

    def _visitor(self, scope: Scope) -> Visitor | Refusal:
        session = cookie_value(header(scope, b"cookie"), self.cookie)
        known = bool(session)
        session = session or secrets.token_urlsafe(16)
        visitor = Visitor(self.local, session, self.sessions.form_token(session), known)
        visitor.can_sign_in = self.reviewers.path is not None
        kind, _, token = header(scope, b"authorization").partition(" ")
        if kind.lower() == "bearer":
            name = self.signed(scope, token.strip())
            if isinstance(name, Refusal):
                return name
            visitor.reviewer, visitor.bearer = name, True
        elif (found := self.sessions.found(session)) is not None:
            if self.reviewers.names().get(found.token) == found.reviewer:
                visitor.reviewer = found.reviewer
            else:
                self.sessions.end(session)
        return visitor

    def signed(self, scope: Scope, token: str) -> str | Refusal:
        """Whose token it is; too many wrong ones from one client are not looked at any more."""
        client = client_of(scope)
        if seconds := self.tries.wait(client):
            return too_many(seconds)
        name = self.reviewers.name_of(token)
        if name is None:
            self.tries.take(client)
            return Refusal(401, "wrong_token", (("WWW-Authenticate", "Bearer"),))
        return name

    def _turned_away(self, scope: Scope) -> ASGIApp:
        if wants_json(scope) or scope["method"] in CHANGING:
            return self.refuse(scope, Refusal(401, "sign_in_first", (("WWW-Authenticate", "Bearer"),)))
        asked = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
        return RedirectResponse(f"/sign-in?next={quote(asked, safe='')}", 303)

    def _to_set(self, visitor: Visitor) -> str | None:
        """The cookie to set, if one has to be."""
        value = (
            visitor.cookie
            if visitor.cookie is not None
            else visitor.session
            if visitor.asked and not visitor.known
            else None
        )
        if value is None:
            return None
        parts: Sequence[str] = [f"{self.cookie}={value}", "Path=/", "HttpOnly", "SameSite=Lax"]
        return "; ".join([*parts, *(["Secure"] if self.secure else []), *([] if value else ["Max-Age=0"])])


def within(address: str) -> str:
    """An address to go to after signing in, if it is one of this site; else the front page."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if inside else "/"
