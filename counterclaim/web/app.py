"""The site of one ledger: a path and settings enter, an ASGI application leaves.

All addresses stand in `ROUTES`. Nothing runs before the first request, and nothing is kept between two.
"""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from counterclaim.ledger.settling import settle
from counterclaim.web.guarding import guarded
from counterclaim.web.pages import (
    api,
    atlas,
    changing,
    overview,
    party,
    question,
    questions,
    report,
    review,
    reviewing,
    search,
    signing,
    sources,
    timeline,
)
from counterclaim.web.settings import Settings
from counterclaim.web.settling import Settler
from counterclaim.web.visiting import JSON, refused, wants_json

STATIC: Final = Path(__file__).parent / "static"
ROUTES: Final[tuple[BaseRoute, ...]] = (
    *overview.routes,
    *questions.routes,
    *question.routes,
    *report.routes,
    *party.routes,
    *search.routes,
    *sources.routes,
    *review.routes,
    *reviewing.routes,
    *changing.routes,
    *signing.routes,
    *api.routes,
    *timeline.routes,
    *atlas.routes,
    Mount("/static", StaticFiles(directory=STATIC), name="static"),
)


def app(ledger: Path, *, settings: Settings | None = None) -> ASGIApp:
    """The site of a ledger behind its guards. The file is opened by each request, so that what is added meanwhile is
    seen. Raises ReviewersRefused.
    """
    settings = settings or Settings()
    made = Starlette(routes=ROUTES, exception_handlers={HTTPException: unknown, Exception: failed})
    made.router.redirect_slashes = False  # it would name the site as it is called here, not as a reader reaches it
    made.state.ledger, made.state.settings = ledger, settings
    made.state.then = Settler(ledger) if settings.beside else settle
    return guarded(made, settings)


async def unknown(request: Request, error: Exception) -> Response:
    """No page has this address, or not in this way."""
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    headers = error.headers if isinstance(error, HTTPException) else None
    response = refused(request, status, "", as_json=_as_json(request))
    response.headers.update(headers or {})
    return response


async def failed(request: Request, _error: Exception) -> Response:
    """A fault of ours: said without how it came about; whoever serves the site has that in the log."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return refused(request, status, "", as_json=_as_json(request))


def _as_json(request: Request) -> bool:
    return request.url.path.endswith(JSON) or wants_json(request)
