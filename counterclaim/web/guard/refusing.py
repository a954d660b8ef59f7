"""How a request is refused: a status and the key of a message enter, a short answer leaves.

The words of a refusal stand in the site's catalogues, so the site passes a `Refuse` of its own; `plainly` serves where
there is none. No refusal says anything about the inside of the program.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Scope

CHANGING: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
"""Methods that may change a ledger."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request goes no further: "429, too many requests, try again in 3 seconds"."""

    status: int
    """HTTP status, 400 to 599."""
    key: str
    """Which message of the catalogue says so, for instance `too_many`."""
    headers: tuple[tuple[str, str], ...] = ()
    """Headers that belong to the status, for instance `Retry-After`."""


Refuse = Callable[[Scope, Refusal], ASGIApp]
"""Makes the answer to a refused request."""


def plainly(scope: Scope, refusal: Refusal) -> ASGIApp:
    """A refusal without a page: one line, or JSON where that is wanted."""
    said, headers = HTTPStatus(refusal.status).phrase, dict(refusal.headers)
    if wants_json(scope):
        return JSONResponse({"error": {"status": refusal.status, "key": refusal.key}}, refusal.status, headers)
    return PlainTextResponse(f"{refusal.status} {said}: {refusal.key}\n", refusal.status, headers)


def wants_json(scope: Scope) -> bool:
    """Whether a request asks for JSON, by its address its Accept header, or, as programs do, by what it sends."""
    path: str = scope["path"]
    accept, sent = header(scope, b"accept"), header(scope, b"content-type")
    asks = "application/json" in accept or ("text/html" not in accept and sent.startswith("application/json"))
    return path.endswith(".json") or asks


def header(scope: Scope, name: bytes) -> str:
    """The value of a header, its name in small letters; the empty string where it is missing or no Latin text."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")
