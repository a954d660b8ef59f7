"""One visit: a request enters with the ledger it is about, a page leaves as HTML or as JSON.

Pages are plain functions from a `Visit` to what they show; whoever asks for JSON gets the same values. A page runs in
a thread of its own with a connection of its own that cannot write.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from typing import Any, Final

import msgspec
from babel.core import negotiate_locale
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from counterclaim.errors import CounterclaimError, LedgerError, NotInLedger
from counterclaim.ledger import Ledger
from counterclaim.web.asked import Asked, BadAddress, asked_of
from counterclaim.web.catalogue import languages
from counterclaim.web.drawing import drawn
from counterclaim.web.settings import Settings
from counterclaim.web.words import Words, words_of

LANGUAGE_COOKIE: Final = "lang"
A_YEAR: Final = 365 * 24 * 3600
JSON: Final = ".json"
"""Ends an address that asks for JSON."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: "question.html, filled with this question"."""

    template: str
    told: Any
    """A dataclass; as JSON it is what it is."""
    status: int = 200
    parts: dict[str, Any] = field(default_factory=dict)
    """What only the HTML needs, as drawn charts."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for one page of one ledger."""

    request: Request
    ledger: Ledger
    asked: Asked
    words: Words
    settings: Settings

    @property
    def rule(self) -> str:
        """Name of the rule of figures."""
        return self.asked.rule or self.settings.rule


Page = Callable[[Visit], Shown]


def page_routes(path: str, page: Page, name: str) -> tuple[Route, ...]:
    """The routes of a page: its address, and the same with `.json`."""

    def html(request: Request) -> Response:
        return visited(request, page, as_json=wants_json(request))

    def json(request: Request) -> Response:
        return visited(request, page, as_json=True)

    root = "/index" if path == "/" else path
    return Route(root + JSON, json, name=f"{name}{JSON}"), Route(path, html, name=name)


def visited(request: Request, page: Page, *, as_json: bool) -> Response:
    """Open the ledger, ask the page, answer."""
    settings: Settings = request.app.state.settings
    words = words_for(request, settings)
    try:
        asked = asked_of(request.query_params)
        with Ledger(request.app.state.ledger) as ledger:
            visit = Visit(request, ledger, asked, words, settings)
            return answered(request, page(visit), asked, words, as_json=as_json)
    except NotInLedger as error:
        if _named_in_full(request):
            return visited(request, page, as_json=wants_json(request))
        return refused(request, *reason(error), as_json=as_json or request.scope["path"].endswith(JSON))
    except CounterclaimError as error:
        return refused(request, *reason(error), as_json=as_json)


def _named_in_full(request: Request) -> bool:
    """Whether the address may name something whose own name ends like an address of JSON; it is then asked for so."""
    named = request.path_params
    for name, value in named.items():
        if request.scope["path"].endswith(f"{value}{JSON}"):
            named[name] = f"{value}{JSON}"
            return True
    return False


def answered(request: Request, shown: Shown, asked: Asked, words: Words, *, as_json: bool) -> Response:
    """What a page shows, in the form that is wanted."""
    if as_json:
        response = Response(json_of(shown.told), shown.status, media_type="application/json")
    else:
        text = drawn(shown.template, request, asked, words, told=shown.told, **shown.parts)
        response = Response(text, shown.status, media_type="text/html")
    response.headers["Vary"] = "Accept, Accept-Language, Cookie"
    if asked.lang == words.lang:
        response.set_cookie(LANGUAGE_COOKIE, words.lang, max_age=A_YEAR, httponly=True, samesite="lax")
    return response


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page was not given."""

    status: int
    said: str
    """What is wrong, where more is known than the status says."""


def refused(request: Request, status: int, said: str = "", *, as_json: bool) -> Response:
    """A page that says in one line why there is none; never how the program got there."""
    words = words_for(request, request.app.state.settings)
    return answered(request, Shown("refused.html", Refusal(status, said), status), Asked(), words, as_json=as_json)


def reason(error: CounterclaimError) -> tuple[int, str]:
    """The status of a fault, and what a reader is told: never a path of this machine."""
    if isinstance(error, BadAddress):
        return HTTPStatus.BAD_REQUEST, str(error)
    if isinstance(error, NotInLedger):
        return HTTPStatus.NOT_FOUND, error.what
    return HTTPStatus.SERVICE_UNAVAILABLE, error.what if isinstance(error, LedgerError) else ""


def wants_json(request: Request) -> bool:
    """Whether whoever asks would rather have JSON than HTML."""
    accepted = request.headers.get("accept", "")
    return accepted_weight(accepted, "application/json") > accepted_weight(accepted, "text/html")


def accepted_weight(accepted: str, kind: str) -> float:
    """How much an `Accept` wants a kind, 0 to 1, by the most exact range that fits it (RFC 9110, section 12.5.1)."""
    best = (0, 0.0)
    for each in accepted.split(","):
        named, *parameters = (piece.strip() for piece in each.split(";"))
        exact = {kind: 3, f"{kind.partition('/')[0]}/*": 2, "*/*": 1}.get(named.lower(), 0)
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = float(parameter[2:])
                except ValueError:
                    weight = 0.0
        best = max(best, (exact, weight)) if exact else best
    return best[1]


def words_for(request: Request, settings: Settings) -> Words:
    """The language of a visit: by address, by cookie, by browser, of the site."""
    known = [each.code for each in languages()]
    for named in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if named in known:
            return words_of(named)
    wanted = [each.partition(";")[0].strip() for each in request.headers.get("accept-language", "").split(",")]
    found = negotiate_locale([each.partition("-")[0] for each in wanted if each], known)
    return words_of(found or settings.lang or known[0])


def json_of(told: Any) -> bytes:
    """A dataclass as JSON: days in ISO 8601, inclusive at both ends."""
    return _encoder.encode(told)


def _other(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


_encoder: Final = msgspec.json.Encoder(enc_hook=_other)
