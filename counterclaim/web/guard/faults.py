"""What goes wrong inside stays inside: whatever a page raises is written to the log, and the browser gets one line."""

from __future__ import annotations

import logging
import secrets
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.web.guard.refusing import Refusal, Refuse, plainly

LOG: Final = logging.getLogger("counterclaim.web")


class Faults:
    """Answers 500 for whatever was raised, with a number by which the log's entry is found."""

    def __init__(self, app: ASGIApp, refuse: Refuse = plainly) -> None:
        self.app, self.refuse = app, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the pages do, or say that something went wrong."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def sent(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, sent)
        except Exception:  # the last one to hear of it: logged whole, told to nobody
            number = secrets.token_hex(4)
            LOG.exception("fault %s: %s %r", number, scope["method"], scope["path"])
            if not started:
                told = Refusal(500, "fault", (("X-Fault", number),))
                await self.refuse(scope, told)(scope, receive, send)
