"""Puts the guards around a site: the site and its settings enter, an application that may face a network leaves.

A site is shared as soon as others than its own machine reach it: it listens at another address, or it has a name. On a
site that is not shared the user who started it reviews; on a shared one only those do that a file names.
"""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.types import ASGIApp, Scope

from counterclaim.web.guard import Csrf, Faults, Hosts, Limits, Refusal, Reviewers, SecurityHeaders, Sessions, Tokens
from counterclaim.web.guard.hosts import is_local
from counterclaim.web.guard.refusing import wants_json
from counterclaim.web.guard.sessions import COOKIE
from counterclaim.web.settings import Settings
from counterclaim.web.visiting import refused


def guarded(site: Starlette, settings: Settings) -> ASGIApp:
    """The site behind its guards. Raises ReviewersRefused where the file of reviewers cannot be used."""

    def refuse(scope: Scope, refusal: Refusal) -> ASGIApp:
        answer = refused(Request({**scope, "app": site}), refusal.status, "", as_json=wants_json(scope))
        answer.headers.update(dict(refusal.headers))
        return answer

    shared = is_shared(settings)
    reviewers = Reviewers(settings.reviewers)
    reviewers.names()  # say at once what is wrong with the file
    tokens = Tokens(
        Csrf(site, refuse, settings.bounds.body),
        reviewers,
        Sessions(),
        local=None if shared or settings.reviewers else settings.reviewer,
        private=settings.private,
        secure=settings.secure,
        cookie=f"{COOKIE}-{settings.port}",  # browsers give one cookie to all ports of a machine
        tries=settings.bounds.tries,
        refuse=refuse,
    )
    site.state.tokens = tokens
    names = (*settings.names, settings.host)
    limited = Limits(tokens, settings.bounds, refuse)
    return SecurityHeaders(Faults(Hosts(limited, names, refuse, numbers=not is_local(settings.host)), refuse))


def is_shared(settings: Settings) -> bool:
    """Whether others than the machine itself reach a site."""
    return not is_local(settings.host) or bool(settings.names)
