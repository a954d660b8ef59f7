"""What stands between the network and the pages: pure ASGI layers, each around the next, none knowing a page.

A request goes through them from the outside in: `SecurityHeaders` (what a browser may do with an answer), `Faults`
(nothing of the inside gets out), `Hosts` (was it meant for this site?), `Limits` (is it small, and not one of too
many?), `Tokens` (who asks?), `Csrf` (does a change come from a page of ours?). What is refused never reaches a page;
`Refuse` says how a refusal looks.
"""

from counterclaim.web.guard.csrf import Csrf
from counterclaim.web.guard.faults import Faults
from counterclaim.web.guard.headers import SecurityHeaders
from counterclaim.web.guard.hosts import Hosts
from counterclaim.web.guard.limits import Bounds, Limits, Rate
from counterclaim.web.guard.refusing import Refusal, Refuse, plainly
from counterclaim.web.guard.reviewers import Reviewers, new_token
from counterclaim.web.guard.sessions import Sessions, Visitor
from counterclaim.web.guard.tokens import Tokens

__all__ = [
    "Bounds", "Csrf", "Faults", "Hosts", "Limits", "Rate", "Refusal", "Refuse", "Reviewers", "SecurityHeaders",
    "Sessions", "Tokens", "Visitor", "new_token", "plainly",
]  # fmt: skip
