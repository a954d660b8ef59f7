"""The description of all JSON of the site, for programs that read it (`/openapi.json`)."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from counterclaim.web.describing import description
from counterclaim.web.visiting import json_of


def described(_request: Request) -> Response:
    """The document."""
    return Response(json_of(description()), media_type="application/json")


routes: Final = (Route("/openapi.json", described, name="openapi"),)
