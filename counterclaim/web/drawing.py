"""Draws pages: a template and what it tells enter, HTML leaves. Everything that is filled in is escaped."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from counterclaim.model import STANCES
from counterclaim.web.asked import Asked, part
from counterclaim.web.catalogue import languages
from counterclaim.web.colours import hue
from counterclaim.web.letters import visible
from counterclaim.web.words import Words

FOLDER: Final = Path(__file__).parent / "templates"
PAGES: Final = (
    ("overview", "/"), ("questions", "/questions"), ("timeline", "/timeline"), ("map", "/map"), ("search", "/search"),
    ("sources", "/sources"), ("review", "/review"),
)  # fmt: skip
"""Pages that every page links, by the name that their message has."""
SHAPES: Final = {"agreed": "●", "disputed": "◆", "denied": "✕", "admitted": "▼", "one-sided": "◐"}
"""What tells statuses apart where there is no colour."""
LEADS: Final = {"asserts": "says", "confirms": "confirms", "accuses": "says"}
"""Stances that the sentence at the head of a question puts otherwise than by their own name."""


@cache
def environment() -> Environment:
    """The templates, compiled once."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "part": part,
        "hue": hue,
        "languages": languages,
        "shapes": SHAPES,
        "leads": {name: LEADS.get(name, name) for name in STANCES},
    }
    made.filters["visible"] = visible
    return made


def _same(request: Request, asked: Asked, path: str = "", **query: Any) -> str:
    """The address of this page with other values."""
    own = quote(request.scope["path"])
    return asked.address(path or own, **dict(request.query_params) | query)


def drawn(template: str, request: Request, asked: Asked, words: Words, **told: Any) -> str:
    """A page as HTML."""
    own = request.scope["path"]
    as_json = f"{quote(own) if own != '/' else '/index'}.json"
    return (
        environment()
        .get_template(template)
        .render(
            words=words,
            say=words.say,
            asked=asked,
            to=asked.address,
            same=partial(_same, request, asked),
            here=own,
            as_json=_same(request, asked, as_json),
            site_pages=PAGES,
            visitor=request.scope.get("state", {}).get("visitor"),
            **told,
        )
    )
