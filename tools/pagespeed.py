"""How long pages take on the server: a ledger enters, milliseconds by kind of page leave.

    python tools/pagespeed.py war.ledger [--each 100] [--json]

Addresses are drawn from the ledger with a fixed seed: questions, reports and parties of all sizes, the five largest
always among them. Each address is asked once, in this process, through all layers of the site and without a network; so
are the first requests of a freshly started site, which are not left out. Beside the time on the wall stands that of the
processor, which other work on the machine does not change.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from counterclaim.web.app import app

SEED = 7
WORDS = ("drone", "kyiv", "da nang", "hostages", "ceasefire", "tên lửa", "quân đội", "Iran", "missile strike", "toll")


def drawn(rows: Sequence[tuple[str, ...]], each: int, lot: random.Random) -> list[tuple[str, ...]]:
    """Some of the rows, the first five always among them."""
    rest = list(rows[5:])
    return [*rows[:5], *lot.sample(rest, min(len(rest), max(0, each - 5)))][:each]


def addresses(path: Path, each: int) -> Iterator[tuple[str, str]]:
    """Kind of page and address."""
    lot = random.Random(SEED)
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)

    def ask(sql: str) -> list[tuple[str, ...]]:
        return connection.execute(sql).fetchall()

    asked = ask("SELECT id, last_published FROM v_questions WHERE claims > 1 ORDER BY claims DESC")
    parties = ask("SELECT party FROM party_claims GROUP BY party ORDER BY sum(claims) DESC")
    claims = ask("SELECT r.id, c.id FROM claims c JOIN reports r ON r.n = c.report WHERE c.gone = 0 ORDER BY random()")
    for lang in ("en", "vi"):
        yield "overview", f"/?lang={lang}"
    yield from (("questions", f"/questions?page={page}") for page in range(1, 11))
    yield from (("questions", f"/questions?party={code}&status=denied") for (code,) in drawn(parties, each // 4, lot))
    yield from (("question", f"/question/{id_}") for id_, _ in drawn(asked, each, lot))
    yield from (("question, vi", f"/question/{id_}?lang=vi&rule=ucdp") for id_, _ in drawn(asked, each, lot))
    yield from (
        ("question as of", f"/question/{id_}?as_of={last[:10]}") for id_, last in drawn(asked, each, lot) if last
    )
    yield from (("question, JSON", f"/question/{id_}.json") for id_, _ in drawn(asked, each, lot))
    yield from (("report", f"/report/{quote(id_, safe='')}?claim={claim}") for id_, claim in claims[:each])
    yield from (("party", f"/party/{quote(code, safe='')}") for (code,) in drawn(parties, each, lot))
    yield from (("search", f"/search?words={quote(words)}&page={page}") for words in WORDS for page in (1, 2))
    yield "sources", "/sources"
    yield from (
        ("source", f"/source/{quote(name, safe='')}")
        for (name,) in ask("SELECT DISTINCT outlet FROM facets_printed")
        if name
    )
    yield from (("timeline", each) for each in ("/timeline", "/timeline?status=disputed"))
    yield from (("map", each) for each in ("/map", "/map?event=killed"))


async def asked(site: object, address: str) -> tuple[int, int]:
    """Status and bytes of an answer."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path_of(path), "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", b"127.0.0.1")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    told = {"status": 0, "bytes": 0}

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        told["status"] = int(str(message.get("status", told["status"])))
        told["bytes"] += len(bytes(message.get("body", b"")))  # type: ignore[call-overload]

    await site(scope, receive, send)  # type: ignore[operator]
    return told["status"], told["bytes"]


def path_of(written: str) -> str:
    """A path as a server hands it on."""
    from urllib.parse import unquote

    return unquote(written)


def at(share: float, numbers: Sequence[float]) -> float:
    """The number below which a share of them lies."""
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def measured(path: Path, each: int) -> dict[str, dict[str, float]]:
    """Figures by kind of page, and of all together."""
    from counterclaim.web.guard.limits import Bounds, Rate
    from counterclaim.web.settings import Settings

    fast = Rate(1e9, 10**9)
    site = app(path, settings=Settings(bounds=Bounds(reads=fast, changes=fast)))
    found: dict[str, list[tuple[float, float, int]]] = {}
    for kind, address in addresses(path, each):
        wall, processor = time.perf_counter(), time.process_time()
        status, size = await asked(site, address)
        told = (1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - processor), size)
        if status != 200:
            sys.stderr.write(f"{status} {address}\n")
        found.setdefault(kind, []).append(told)
    found["all"] = [told for every in list(found.values()) for told in every]
    return {
        kind: {
            "pages": len(every),
            "p50": round(at(0.5, [wall for wall, _, _ in every]), 1),
            "p95": round(at(0.95, [wall for wall, _, _ in every]), 1),
            "p95_cpu": round(at(0.95, [cpu for _, cpu, _ in every]), 1),
            "most_kb": round(max(size for _, _, size in every) / 1000, 1),
        }
        for kind, every in found.items()
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--each", type=int, default=100, help="addresses of each kind")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = asyncio.run(measured(options.ledger, options.each))
    if options.json:
        sys.stdout.write(json.dumps(figures) + "\n")
        return
    sys.stdout.write(f"{'page':<16}{'pages':>7}{'p50':>9}{'p95':>9}{'p95 cpu':>9}{'most KB':>9}\n")
    for kind, row in figures.items():
        sys.stdout.write(
            f"{kind:<16}" + "".join(f"{value:>{7 + 2 * (n > 0)}}" for n, value in enumerate(row.values())) + "\n"
        )


if __name__ == "__main__":
    main()
