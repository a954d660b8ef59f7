"""Signing in and out: the token of a reviewer enters, a session begins; the page itself needs no ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from counterclaim.web.asked import Asked
from counterclaim.web.guard import Refusal, Tokens, Visitor
from counterclaim.web.guard.reviewers import digest
from counterclaim.web.guard.tokens import within
from counterclaim.web.visiting import Shown, answered, refused, wants_json, words_for

HEADERS: Final = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Signing:
    """The page that asks for a token, or says who is signed in."""

    reviewer: str | None
    can_sign_in: bool
    next: str
    """Where to go afterwards, on this site."""
    wrong: bool = False
    """Whether a token was given that nobody has."""


def visitor_of(request: Request) -> Visitor:
    """Who asks."""
    visitor: Visitor = request.state.visitor
    return visitor


def asked(request: Request) -> Response:
    """The page."""
    return _shown(request, request.query_params.get("next", "/"), 200)


def _shown(request: Request, to: str, status: int, *, wrong: bool = False) -> Response:
    visitor = visitor_of(request)
    told = Signing(visitor.reviewer, visitor.can_sign_in, within(to), wrong)
    settings = request.app.state.settings
    shown = Shown("signing.html", told, status, {"csrf": visitor.form()})
    lang = Asked(request.query_params.get("lang"))
    answer = answered(request, shown, lang, words_for(request, settings), as_json=wants_json(request))
    answer.headers.update(HEADERS)
    return answer


async def sign_in(request: Request) -> Response:
    """Begin a session for whoever has a token."""
    fields = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=10)
    token, to = (fields.get(name, [""])[0] for name in ("token", "next"))
    tokens: Tokens = request.app.state.tokens
    name = tokens.signed(request.scope, token.strip())
    if isinstance(name, Refusal):
        if name.status == 401:
            return _shown(request, to, 401, wrong=True)
        answer = refused(request, name.status, "", as_json=wants_json(request))
        answer.headers.update(dict(name.headers))
        return answer
    visitor = visitor_of(request)
    tokens.sessions.end(visitor.session)
    visitor.cookie = tokens.sessions.begin(name, digest(token.strip()))
    return RedirectResponse(within(to), 303, HEADERS)


async def sign_out(request: Request) -> Response:
    """End the session."""
    visitor, tokens = visitor_of(request), request.app.state.tokens
    tokens.sessions.end(visitor.session)
    visitor.cookie = ""
    return RedirectResponse("/", 303, HEADERS)


routes: Final = (
    Route("/sign-in", asked, name="sign-in"),
    Route("/sign-in", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
)
