"""What whoever serves a ledger may choose. Nothing here is read from the environment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counterclaim.web.guard.limits import BOUNDS, Bounds

HOST: Final = "127.0.0.1"
"""This machine alone, unless another is named."""
PORT: Final = 8765


@dataclass(frozen=True, slots=True)
class Settings:
    """How a site is served: "here alone, by the rule ledger"."""

    host: str = HOST
    """Address that the server is bound to."""
    port: int = PORT
    """0 takes any that is free."""
    rule: str = "ledger"
    """Rule of figures where an address names none."""
    lang: str | None = None
    """Language of the site where neither address, cookie nor browser ask for one; the first of the catalogues."""
    names: tuple[str, ...] = ()
    """Names under which others reach the site; with one it is shared."""
    reviewers: Path | None = None
    """File of those who may review, with the digests of their tokens; None on a shared site: nobody may."""
    reviewer: str | None = None
    """Who reviews on a site that only its own machine reaches."""
    private: bool = False
    """Whether only reviewers may read, too."""
    secure: bool = False
    """Whether all of it goes over HTTPS, ended by a server in front."""
    beside: bool = True
    """Whether questions are brought up to date in a process of its own after a decision, or before its answer."""
    bounds: Bounds = BOUNDS
    """How much one request and one client may ask for."""
