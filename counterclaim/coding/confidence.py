"""Leaves out the claims that are not sure enough.

In: claims of one report, and the least confidence asked for. Out: those that reach it. It makes no confidence itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.model import Claim


def sure(claims: Sequence[Claim], least: float) -> tuple[Claim, ...]:
    """The claims whose confidence is at least `least` (0 to 1), in their order, with the denials among them.

    A claim without a confidence is not known to reach any, and stays only where `least` is 0.
    """
    kept = [claim for claim in claims if (claim.confidence or 0.0) >= least]
    ids = {claim.id for claim in kept}
    return tuple(replace(claim, denies=tuple(other for other in claim.denies if other in ids)) for claim in kept)
