"""`counterclaim serve`: the site of a ledger on this machine, until stopped."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from pathlib import Path
from typing import Final

from counterclaim.arguments import natural
from counterclaim.batch import DONE
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.terminal import Output

HOST: Final = "127.0.0.1"
"""A site is for this machine alone, unless somebody says otherwise."""
PORT: Final = 8765
WAITING: Final = 128
"""Connections that may wait to be taken."""
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
        "--if-watched", action="store_true", help="where nobody sits at a terminal, say how to open it and end"
    )
    command.set_defaults(run=serve)


def serve(options: argparse.Namespace, output: Output) -> int:
    """Serve a ledger until Ctrl-C; raises CounterclaimError where it cannot be read, or the port is taken."""
    try:
        import uvicorn

        from counterclaim.web.app import app
    except ImportError as error:
        what = f"serving needs the package {(error.name or '').partition('.')[0]}"
        raise CounterclaimError(f"{what}; pip install 'counterclaim[web]'") from None
    Ledger(options.ledger).close()  # say at once what is wrong with the file
    if options.if_watched and not watched():
        output.write(f"{options.ledger} can be looked at in a browser: counterclaim serve {options.ledger}\n")
        return DONE
    bound = listening(options.host, options.port)
    output.write(f"{address(bound, options.host)}\n")
    output.say("Ctrl-C ends it")
    site = app(options.ledger)
    server = uvicorn.Server(uvicorn.Config(site, log_level="warning", access_log=False, server_header=False))
    server.run(sockets=[bound])
    return DONE


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
