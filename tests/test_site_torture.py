"""A site under hostile load, killed and started again: what it acknowledged is in the ledger, and the ledger is whole.

`make test` does a little of it, `make torture` more: 12 kills under decisions, readers, broken requests and slow ones.
"""

from __future__ import annotations

import json
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from ledgers import ANNA, demo, fill, many

from counterclaim.ledger import Ledger
from counterclaim.ledger.checking import check
from counterclaim.ledger.queue import reviews_made
from counterclaim.ledger.settling import settle
from counterclaim.web.guard.reviewers import add, new_token

PLENTY = 100_000
PATIENCE = 30.0
"""Seconds in which a site has to answer, whatever others send it."""
GARBAGE = (
    b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/9.9\r\n\r\n", b"GET\r\n\r\n", b"\x00" * 4000, b"G" * 200_000,
    b"POST /review/claim/x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
    b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
    b"GET /" + b"a" * 60_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5_000,
    b"GET /search?words=%ff%00&page=-1 HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + b"a=b; " * 900 + b"\r\n\r\n",
)  # fmt: skip
"""What no browser sends."""


@contextmanager
def served(path: Path, reviewers: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The site under way, and its address."""
    command = [
        sys.executable,
        "-m",
        "counterclaim.cli",
        "serve",
        str(path),
        "--port",
        "0",
        "--reviewers",
        str(reviewers),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as site:
        try:
            assert site.stdout is not None
            yield site, site.stdout.readline().strip()
        finally:
            site.kill()


def answer(address: str, **headers: str) -> tuple[int, bytes]:
    """What an address answers; 0 where the site is gone."""
    asked = urllib.request.Request(address, headers=headers)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(asked, timeout=PATIENCE) as got:
            return got.status, got.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()
    except OSError:
        return 0, b""


def attack(address: str, over: threading.Event, lots: random.Random) -> None:
    """Send what no browser sends, and begin requests that never end, until it is over."""
    host, _, port = address.removeprefix("http://").strip("/").partition(":")
    slow: list[socket.socket] = []
    while not over.is_set():
        with suppress(OSError):
            line = socket.create_connection((host, int(port)), timeout=2.0)
            line.sendall(lots.choice(GARBAGE))
            if len(slow) < 40:
                slow.append(line)
            else:
                line.close()
        time.sleep(0.01)
    for line in slow:
        line.close()


def decide(address: str, token: str, claims: list[str], over: threading.Event, said: list[int]) -> None:
    """Accept claim after claim, and note the number of each review that the site acknowledged."""
    for claim in claims:
        if over.is_set():
            return
        body = json.dumps({"decision": "accept", "why": "under load"}).encode()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        asked = urllib.request.Request(f"{address}review/claim/{claim}", body, headers)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with suppress(OSError, ValueError), opener.open(asked, timeout=PATIENCE) as got:
            said.append(json.loads(got.read())["review"])


def test_a_site_that_is_killed_under_hostile_load_loses_no_decision(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    torture = bool(request.config.getoption("--torture"))
    if not torture:
        pytest.skip("make torture attacks and kills a site")
    path, reviewers, token = (
        fill(tmp_path / "war.ledger", (*demo(), *many(30))),
        tmp_path / "reviewers.toml",
        new_token(),
    )
    with Ledger(path, write=True) as ledger:
        settle(ledger, ANNA)
        claims = [stored.id for stored, _ in ledger.claims()]
    add(reviewers, "Anna", token)
    lots, said = random.Random(3), list[int]()
    for _ in range(12):
        lots.shuffle(claims)
        with served(path, reviewers) as (site, address):
            address = address if address.endswith("/") else f"{address}/"
            over = threading.Event()
            work = [
                threading.Thread(target=attack, args=(address, over, random.Random(lots.random()))) for _ in range(3)
            ]
            work.append(threading.Thread(target=decide, args=(address, token, claims[:40], over, said)))
            for each in work:
                each.start()
            until = time.monotonic() + lots.uniform(2.0, 6.0)
            while time.monotonic() < until:
                for page in ("", "questions", "review", "search?words=armenia"):
                    status, _ = answer(f"{address}{page}")
                    assert status in (200, 429), (page, status)
            site.send_signal(signal.SIGKILL)
            over.set()
            for each in work:
                each.join(60)
        assert check(path).faults == ()
        with Ledger(path) as ledger:
            made = {each.number for each in reviews_made(ledger, PLENTY)}
        assert set(said) <= made, "a decision that was acknowledged is lost"
    assert len(said) > 12
