"""Addresses that change a ledger: a decision enters, the address to go on at leaves, or the number of the review."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from counterclaim.errors import CounterclaimError, LedgerError, NotInLedger
from counterclaim.ledger import Ledger, reviews
from counterclaim.ledger.appending import By
from counterclaim.web.deciding import DECISIONS, WAIT, BadDecision, Overtaken, Sent, decide, sent_of
from counterclaim.web.guard.refusing import wants_json as asks_json
from counterclaim.web.guard.tokens import within
from counterclaim.web.pages.signing import visitor_of
from counterclaim.web.visiting import json_of, refused

FORM: Final = "application/x-www-form-urlencoded"
LONGEST: Final = 2_000
"""Characters of a reason, and of an id."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was decided: "review 12, by Anna"."""

    review: int
    """Its number, by which it can be undone."""
    decision: str
    subject: str
    who: str


Deciding = Callable[[Ledger, Sent, By], int]


def deciding_about(kind: str) -> Callable[[Request], Awaitable[Response]]:
    """The handler of decisions about a kind of subject."""

    async def handler(request: Request) -> Response:
        subject = request.path_params["id"]
        then = request.app.state.then
        return await _changed(
            request, subject, lambda ledger, sent, by: decide(ledger, kind, subject, sent, by, then)
        )  # fmt: skip

    return handler


async def undo(request: Request) -> Response:
    """Undo a review."""
    number = request.path_params["number"]
    then = request.app.state.then
    return await _changed(request, str(number), lambda ledger, sent, by: reviews.undo(ledger, number, by, then=then))


async def _changed(request: Request, subject: str, deciding: Deciding) -> Response:
    """Read what was sent, decide in a thread, and answer: a form is led on, whoever sent JSON gets JSON."""
    as_json = asks_json(request.scope) or request.headers.get("content-type", "").startswith("application/json")
    who = visitor_of(request).reviewer
    if who is None:
        return _refused(request, HTTPStatus.UNAUTHORIZED, "", as_json=as_json)
    try:
        sent, form = sent_of(await request.body(), request.headers.get("content-type", FORM))
        if max(len(subject), len(sent.why), len(sent.into), len(sent.claim), len(sent.other)) > LONGEST:
            raise BadDecision(f"a text in it is too long; write up to {LONGEST:,} characters")
        number = await run_in_threadpool(_decided, request, deciding, sent, By(who, sent.why or None))
    except CounterclaimError as error:
        return _refused(request, *_reason(error), as_json=as_json)
    if as_json:
        told = Reviewed(number, sent.decision or "undo", subject, who)
        headers = {"Location": f"/review/history.json?before={number + 1}"}
        return Response(json_of(told), HTTPStatus.CREATED, headers, "application/json")
    return RedirectResponse(_with_number(within(form.get("next", "/review")), number), HTTPStatus.SEE_OTHER)


def _decided(request: Request, deciding: Deciding, sent: Sent, by: By) -> int:
    with Ledger(request.app.state.ledger, write=True, wait=WAIT) as ledger:
        return deciding(ledger, sent, by)


def _with_number(address: str, number: int) -> str:
    """The address to go on at, which says what was done."""
    cut = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(cut.query) if name != "done"]
    place = f"#{cut.fragment}" if cut.fragment else ""
    return f"{cut.path}?{urlencode([*query, ('done', str(number))])}{place}"


def _refused(request: Request, status: int, said: str, *, as_json: bool) -> Response:
    answer = refused(request, status, said, as_json=as_json)
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _reason(error: CounterclaimError) -> tuple[int, str]:
    """The status of what could not be done, and one line that says why; never a path of this machine."""
    if isinstance(error, Overtaken):
        return HTTPStatus.CONFLICT, ""
    if isinstance(error, NotInLedger):
        return HTTPStatus.NOT_FOUND, error.what
    if isinstance(error, LedgerError):
        broken = error.__cause__ is not None  # the file itself: locked, full, damaged
        said = f"{error.what}; {error.remedy}"
        return (HTTPStatus.SERVICE_UNAVAILABLE, error.what) if broken else (HTTPStatus.UNPROCESSABLE_ENTITY, said)
    return HTTPStatus.UNPROCESSABLE_ENTITY, str(error)


routes: Final = (
    *(
        Route(
            f"/review/{kind}/{{id{':path' if kind == 'report' else ''}}}",  # ids of reports may hold a slash
            deciding_about(kind),
            methods=["POST"],
            name=f"decide-{kind}",
        )
        for kind in DECISIONS
    ),
    Route("/review/undo/{number:int}", undo, methods=["POST"], name="undo"),
)
