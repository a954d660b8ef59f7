"""How a site holds out: 20 readers and 2 reviewers at once against a served ledger; errors and milliseconds leave.

    python tools/load.py war.ledger [--readers 20] [--reviewers 2] [--seconds 60] [--pause 2] [--json]

The site is started as its users start it, in a process of its own, on a copy of the ledger. A reader opens pages of all
kinds one after the other and pauses between them (exponentially, `--pause` seconds on average; 0 asks without a pause).
A reviewer opens the queue and what waits there, accepts, rejects or corrects, and undoes half of it. Every answer that
is no page is an error. Beside the milliseconds stands what the site's process used of a processor for each request.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from counterclaim.web.guard.reviewers import add, new_token

SEED = 7
DRAWN = 400
WORDS = ("tanks", "drone", "kyiv", "da nang", "hostages", "ceasefire", "tên lửa", "Iran")
KINDS = ("question", "question", "question", "report", "report", "overview", "questions", "search", "party", "timeline")
"""What readers open, the frequent more than once."""
REVIEWER = "Reviewer {}"
CHART = re.compile(r'<img src="(/[^"]+\.svg[^"]*)"')


@dataclass
class Kept:
    """What was measured."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Kind of page -> milliseconds."""
    errors: list[str] = field(default_factory=list)
    decided: int = 0

    async def ask(self, kind: str, asked: Awaitable[httpx.Response], *fine: int) -> httpx.Response | None:
        """Time one request."""
        start = time.perf_counter()
        try:
            answer = await asked
        except httpx.HTTPError as error:
            self.errors.append(f"{kind}: {type(error).__name__}")
            return None
        self.took[kind].append((time.perf_counter() - start) * 1_000)
        if answer.status_code not in (fine or (200,)):
            self.errors.append(f"{kind}: {answer.status_code} {answer.request.url.path}")
            return None
        return answer


def addresses(path: Path) -> dict[str, list[str]]:
    """Addresses of each kind of page, drawn from a ledger."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)

    def drawn(sql: str) -> list[str]:
        return [quote(str(row[0]), safe="") for row in connection.execute(sql, (DRAWN,))]

    questions = drawn("SELECT id FROM v_questions WHERE claims > 1 ORDER BY claims DESC LIMIT ?")
    reports = drawn(
        "SELECT r.id FROM claims c JOIN reports r ON r.n = c.report GROUP BY r.id ORDER BY r.id DESC LIMIT ?"
    )
    parties = drawn("SELECT party FROM party_claims GROUP BY party ORDER BY sum(claims) DESC LIMIT ?")
    connection.close()
    return {
        "question": [f"/question/{each}" for each in questions],
        "report": [f"/report/{each}" for each in reports],
        "party": [f"/party/{each}" for each in parties],
        "overview": ["/", "/?lang=vi"],
        "questions": [f"/questions?page={page}" for page in (1, 2, 3)],
        "search": [f"/search?words={quote(words)}" for words in WORDS],
        "timeline": ["/timeline", "/map"],
    }


async def read(client: httpx.AsyncClient, known: dict[str, list[str]], kept: Kept, until: float, pause: float) -> None:
    """One reader."""
    lot = random.Random(lot_of(client))
    seen: set[str] = set()
    while time.monotonic() < until:
        kind = lot.choice([each for each in KINDS if known[each]])
        shown = await kept.ask(kind, client.get(lot.choice(known[kind])))
        if shown is not None and (chart := CHART.search(shown.text)) and chart[1] not in seen:
            seen.add(chart[1])  # a browser keeps what it drew
            await kept.ask("chart", client.get(unescape(chart[1])))
        await asyncio.sleep(lot.expovariate(1 / pause) if pause else 0)


def lot_of(client: httpx.AsyncClient) -> str:
    """What one client's draws begin with, so that a run can be repeated."""
    return f"{SEED} {client.headers['user-agent']}"


async def review(client: httpx.AsyncClient, kept: Kept, until: float, pause: float) -> None:
    """One reviewer."""
    lot = random.Random(lot_of(client))
    while time.monotonic() < until:
        queue = await kept.ask("queue", client.get("/review", params={"page": lot.randint(1, 3)}))
        rows = re.findall(r'data-row href="(/review/[^"?]+)', queue.text) if queue else []
        if rows:
            shown = await kept.ask("decide", client.get(lot.choice(rows)), 200, 404)
            claims = re.findall(r'action="(/review/claim/[^"]+)"', shown.text) if shown else []
            if claims:
                await _decide(client, kept, lot, lot.choice(claims))
        await asyncio.sleep(lot.expovariate(1 / pause) if pause else 0)


async def _decide(client: httpx.AsyncClient, kept: Kept, lot: random.Random, claim: str) -> None:
    told: dict[str, Any] = {"decision": lot.choice(["accept", "accept", "reject", "correct"]), "why": "as a test"}
    if told["decision"] == "correct":
        told["changes"] = {"low": (low := lot.randint(1, 500)), "high": low, "qualifier": "exact", "unit": "people"}
    # what cannot be undone, or was overtaken, is an answer as well
    made = await kept.ask("decision", client.post(claim, json=told), 201, 404, 409, 422)
    if made is None or made.status_code != 201:
        return
    kept.decided += 1
    if lot.random() < 0.5:
        undone = client.post(f"/review/undo/{made.json()['review']}", json={"why": "as a test"})
        await kept.ask("undo", undone, 201, 422)


@contextmanager
def started(ledger: Path, reviewers: int) -> Iterator[tuple[str, list[str], int]]:
    """A site on a copy of a ledger: its address, tokens of its reviewers, id of its process."""
    with tempfile.TemporaryDirectory() as folder:
        copy, file = Path(folder) / "war.ledger", Path(folder) / "reviewers.toml"
        shutil.copy(ledger, copy)
        tokens = [new_token() for _ in range(reviewers)]
        for number, token in enumerate(tokens):
            add(file, REVIEWER.format(number), token)
        file.touch()
        command = [
            sys.executable,
            "-m",
            "counterclaim.cli",
            "serve",
            str(copy),
            "--port",
            "0",
            "--reviewers",
            str(file),
        ]
        site = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert site.stdout is not None
        try:
            yield site.stdout.readline().strip().rstrip("/"), tokens, site.pid
        finally:
            site.terminate()
            site.wait(60)
            site.stdout.close()


def used(pid: int) -> float:
    """Seconds of a processor that a process has used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def run(address: str, tokens: list[str], known: dict[str, list[str]], told: argparse.Namespace) -> Kept:
    """All readers and reviewers at once."""
    kept = Kept()
    clients = [
        httpx.AsyncClient(base_url=address, timeout=60, headers={"User-Agent": f"reader {number}"})
        for number in range(told.readers)
    ]
    signed = [
        httpx.AsyncClient(
            base_url=address, timeout=60, headers={"User-Agent": f"reviewer {n}", "Authorization": f"Bearer {token}"}
        )
        for n, token in enumerate(tokens)
    ]  # fmt: skip
    await clients[0].get("/")  # the first request of a site loads what all others use
    until = time.monotonic() + told.seconds
    doing = [read(each, known, kept, until, told.pause) for each in clients]
    doing += [review(each, kept, until, told.pause) for each in signed]
    await asyncio.gather(*doing)
    for each in (*clients, *signed):
        await each.aclose()
    return kept


def share(found: list[float], part: float) -> float:
    """The value below which that part of all lies."""
    ordered = sorted(found)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def measured(ledger: Path, told: argparse.Namespace) -> dict[str, Any]:
    """The figures of one run."""
    with started(ledger, told.reviewers) as (address, tokens, pid):
        before = used(pid)
        kept = asyncio.run(run(address, tokens, addresses(ledger), told))
        processor = used(pid) - before
    every = [each for found in kept.took.values() for each in found]
    rows = {"all": every} | dict(sorted(kept.took.items()))
    return {
        "seconds": told.seconds,
        "readers": told.readers,
        "reviewers": told.reviewers,
        "pause": told.pause,
        "requests": len(every),
        "decisions": kept.decided,
        "errors": len(kept.errors),
        "first_errors": kept.errors[:10],
        "processor_ms": round(processor * 1_000 / max(1, len(every)), 1),
        "load": round(os.getloadavg()[0], 1),
        "ms": {
            name: {f"p{round(part * 100)}": round(share(found, part)) for part in (0.5, 0.95, 0.99)}
            for name, found in rows.items()
        },
    }


def table(found: dict[str, Any], say: Callable[[str], object]) -> None:
    """The figures as lines of text."""
    say(
        f"{found['readers']} readers, {found['reviewers']} reviewers, {found['seconds']:g} s, "
        f"pause {found['pause']:g} s: "
        f"{found['requests']} requests, {found['decisions']} decisions, {found['errors']} errors; "
        f"{found['processor_ms']} ms of a processor a request; load of the machine {found['load']}\n"
    )
    for name, ms in found["ms"].items():
        say(f"{name:<10} " + "  ".join(f"{part} {value:>6} ms" for part, value in ms.items()) + "\n")
    for error in found["first_errors"]:
        say(f"error: {error}\n")


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--reviewers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=2.0)
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    found = measured(told.ledger, told)
    if told.json:
        sys.stdout.write(json.dumps(found) + "\n")
    else:
        table(found, sys.stdout.write)
    return 1 if found["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
