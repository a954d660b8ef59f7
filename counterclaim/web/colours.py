"""Which colour a party has."""

from __future__ import annotations

from hashlib import sha256


def hue(party: str) -> int:
    """Number of a party's colour, 0 to 7."""
    return sha256(party.encode()).digest()[0] % 8
