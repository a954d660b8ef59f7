"""`counterclaim serve`: the site of a ledger on this machine, until stopped."""

from __future__ import annotations

import argparse
import contextlib
import contextvars
import os
import socket
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.request import ProxyHandler, build_opener

from counterclaim.arguments import natural
from counterclaim.batch import DONE
from counterclaim.commands.shared import user
from counterclaim.errors import CounterclaimError
from counterclaim.model import Place
from counterclaim.terminal import Output

if TYPE_CHECKING:
    import uvicorn

HOST: Final = "127.0.0.1"
"""A site is for this machine alone, unless somebody says otherwise."""
PORT: Final = 8765
WAITING: Final = 128
"""Connections that may wait to be taken."""
KEPT_OPEN: Final = 65
"""Seconds that a silent connection stays open: longer than a reader reads, lest a click meets one just closed."""
FIRST_PAGE: Final = 60.0
"""Seconds in which a first page comes even where a machine is busy."""
UNATTENDED: Final = "CI"
"""Variable of the environment of machines at which nobody sits."""


def add_serve(command: argparse.ArgumentParser) -> None:
    """The options of the command."""
    command.add_argument("ledger", type=Path, metavar="LEDGER", help="the file")
    command.add_argument("--host", default=HOST, metavar="ADDRESS", help=f"address to listen at (default: {HOST})")
    command.add_argument(
        "--port", type=natural, default=PORT, metavar="N", help=f"port, 0 for any that is free (default: {PORT})"
    )
    command.add_argument(
        "--if-watched", action="store_true", help="where nobody sits at a terminal, ask for its first page once and end"
    )
    sharing = command.add_argument_group("sharing it with others (docs/review.md)")
    sharing.add_argument("--who", metavar="NAME", help="who reviews on this machine; default: the user")
    sharing.add_argument(
        "--reviewers", type=Path, metavar="FILE", help="who may review with a token, as counterclaim reviewer writes it"
    )
    sharing.add_argument(
        "--name", action="append", default=[], metavar="HOST", help="a name under which others reach it, again for more"
    )
    sharing.add_argument("--private", action="store_true", help="only reviewers may read, too")
    sharing.add_argument("--https", action="store_true", help="a server in front of it speaks HTTPS")
    command.set_defaults(run=serve)


def add_reviewer(command: argparse.ArgumentParser) -> None:
    """The options of `counterclaim reviewer`."""
    command.add_argument("name", metavar="NAME", help="as it stands beside all that is reviewed")
    command.add_argument("--reviewers", type=Path, required=True, metavar="FILE", help="the file to add it to")
    command.set_defaults(run=make_reviewer)


def serve(options: argparse.Namespace, output: Output) -> int:
    """Serve a ledger until Ctrl-C; raises CounterclaimError where it cannot be read, or the port is taken."""
    try:
        import uvicorn

        from counterclaim.web.app import app
        from counterclaim.web.guarding import is_shared
        from counterclaim.web.settings import Settings
    except ImportError as error:
        raise _missing(error) from None
    if options.private and not options.reviewers:
        raise CounterclaimError("--private: nobody could read it; name those who may with --reviewers FILE")
    from counterclaim.ledger import Ledger  # here, because every command builds this one's options

    Ledger(options.ledger).close()  # say at once what is wrong with the file
    bound = listening(options.host, options.port)
    settings = Settings(
        options.host, bound.getsockname()[1], names=tuple(options.name), reviewers=options.reviewers,
        reviewer=options.who or user(), private=options.private, secure=options.https,
    )  # fmt: skip
    site = app(options.ledger, settings=settings)
    here = address(bound, options.host)
    output.write(f"{here}\n")
    if is_shared(settings) and not options.reviewers:
        output.say("others can read it, and nobody can review: --reviewers FILE names those who may")
    server = uvicorn.Server(
        uvicorn.Config(site, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=KEPT_OPEN)
    )
    if options.if_watched and not watched():
        asked_once(server, bound, here)
        output.say(f"it answered, and nobody watches: to look at it, counterclaim serve {options.ledger}")
        return DONE
    output.say("Ctrl-C ends it")
    threading.Thread(target=contextvars.copy_context().run, args=(_warmed,), daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):  # the way in which it is meant to end
        server.run(sockets=[bound])
    return DONE


def _warmed() -> None:
    """Make ready what else the first reader of a chart and of the map would wait for."""
    from counterclaim.charts.drawing import warmed
    from counterclaim.language.points import point_of

    with contextlib.suppress(CounterclaimError):  # whoever asks for a chart is told
        warmed()
        point_of(Place("", ""))


def asked_once(server: uvicorn.Server, bound: socket.socket, here: str) -> None:
    """Run a server until its first page has come; raises CounterclaimError where it does not."""
    own = contextvars.copy_context()  # with the words of a newsroom's own, which a new thread would not have
    running = threading.Thread(target=own.run, args=(server.run,), kwargs={"sockets": [bound]}, daemon=True)
    running.start()
    try:
        with build_opener(ProxyHandler({})).open(here, timeout=FIRST_PAGE) as answer:
            answer.read()
    except OSError as error:
        raise CounterclaimError(f"{here}: the site does not answer ({error}); run it again with --port 0") from None
    finally:
        server.should_exit = True
        running.join(FIRST_PAGE)


def make_reviewer(options: argparse.Namespace, output: Output) -> int:
    """Give a reviewer a token: it is printed once, and its digest added to the file."""
    try:
        from counterclaim.web.guard.reviewers import add, new_token
    except ImportError as error:
        raise _missing(error) from None
    token = new_token()
    add(options.reviewers, options.name, token)
    output.write(f"{token}\n")
    output.say(f"give it to {options.name}; it is kept nowhere, and the line in {options.reviewers} can be removed")
    return DONE


def _missing(error: ImportError) -> CounterclaimError:
    what = f"serving needs the package {(error.name or '').partition('.')[0]}"
    return CounterclaimError(f"{what}; pip install 'counterclaim[web]'")


def watched() -> bool:
    """Whether somebody sits at a terminal who could open a browser, and stop what runs."""
    return sys.stdout.isatty() and sys.stdin.isatty() and not os.environ.get(UNATTENDED)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; raises CounterclaimError where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(WAITING)
    except (OSError, OverflowError) as error:
        bound.close()
        said = getattr(error, "strerror", None) or str(error)
        raise CounterclaimError(f"{host} port {port}: {said}; name another --port, or 0 for any") from None
    return bound


def address(bound: socket.socket, host: str) -> str:
    """What to type into a browser."""
    named = f"[{host}]" if ":" in host else host
    return f"http://{named}:{bound.getsockname()[1]}/"
