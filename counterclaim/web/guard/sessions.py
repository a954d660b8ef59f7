"""Who is signed in: a cookie enters, a `Visitor` leaves that tells who asks and gives forms their token.

Sessions live in the memory of the one process that serves a ledger and end with it. A cookie is 128 random bits and
says nothing by itself. The token of a form is bound to the cookie by a key that nobody but this process knows.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from typing import Final

SECONDS: Final = 12 * 3_600.0
"""How long a session lasts without a request."""
SESSIONS: Final = 10_000
"""Sessions that are kept; the one unused longest ends first."""
COOKIE: Final = "counterclaim"


@dataclass(frozen=True, slots=True)
class Session:
    """One reviewer in one browser: "Anna, signed in by the token with that digest"."""

    reviewer: str
    token: str
    """Digest of the token: a session ends when its token is taken away."""
    used: float
    """When it was used last, in seconds of the clock."""


@dataclass(slots=True)
class Visitor:
    """Who makes one request, and what its page may ask of the browser."""

    reviewer: str | None
    """Name of the reviewer; None where nobody may decide."""
    session: str
    """What the cookie says, or will say."""
    form_token: str
    """What a form has to send back, in its field `csrf` or the header `X-CSRF-Token`."""
    known: bool
    """Whether the browser sent the cookie, so that it need not be set."""
    bearer: bool = False
    """Whether the request brought its token itself, so that no other page can have made it."""
    can_sign_in: bool = False
    """Whether there are reviewers to sign in as."""
    asked: bool = field(default=False)
    """Whether a form was shown, so that the cookie has to be set."""
    cookie: str | None = field(default=None)
    """A new session to set the cookie to; empty to take it away."""

    def form(self) -> str:
        """The token for a form on this page."""
        self.asked = True
        return self.form_token


@dataclass(slots=True)
class Sessions:
    """All sessions of a process, and the key of its forms."""

    clock: Callable[[], float] = time.monotonic
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    open: OrderedDict[str, Session] = field(default_factory=OrderedDict)

    def begin(self, reviewer: str, token: str) -> str:
        """A new session; `token` is the digest of what the reviewer signed in with."""
        made = secrets.token_urlsafe(16)
        self.open[made] = Session(reviewer, token, self.clock())
        if len(self.open) > SESSIONS:
            self.open.popitem(last=False)
        return made

    def end(self, session: str) -> None:
        """Sign out."""
        self.open.pop(session, None)

    def found(self, session: str) -> Session | None:
        """The session that a cookie names, used now; None where it is none, or over."""
        found = self.open.get(session)
        if found is None:
            return None
        if self.clock() - found.used > SECONDS:
            self.end(session)
            return None
        self.open[session] = Session(found.reviewer, found.token, self.clock())
        self.open.move_to_end(session)
        return found

    def form_token(self, session: str) -> str:
        """The token that forms in one browser send back."""
        return hmac.new(self.key, session.encode(), sha256).hexdigest()


def cookie_value(header: str, name: str) -> str:
    """The value of a cookie; the empty string where it is missing, unreadable or too long to be ours."""
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found is not None and len(found.value) <= 64 and found.value.isascii() else ""
