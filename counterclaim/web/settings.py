"""What whoever serves a ledger may choose. Nothing here is read from the environment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

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
