"""`counterclaim watch`: polls feeds and adds what is new, until it is stopped; feeds that fail are asked less often.

In: a TOML file of feeds. Out: reports in a ledger. Nothing but the ledger is kept between runs: it knows what is new,
so a watch that was stopped or killed goes on where it was.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from counterclaim.batch import DONE, REFUSED
from counterclaim.commands.adding import Totals, add_batch
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.terminal import Output

INTERVAL: Final = 900.0
"""Seconds between two polls of a feed that does not say otherwise."""
SHORTEST: Final = 30.0
"""Seconds between two polls at least: feeds belong to others."""
LONGEST: Final = 86_400.0
"""Seconds after which a feed that keeps failing is asked again at the latest."""
KEYS: Final = frozenset({"url", "outlet", "lang", "interval", "follow"})
Clock = Callable[[], float]


@dataclass(slots=True)
class Feed:
    """One feed, and when it is to be asked."""

    url: str
    outlet: str | None = None
    lang: str | None = None
    interval: float = INTERVAL
    follow: bool = False
    failures: int = 0
    """How often in a row it gave nothing."""
    due: float = field(default=0.0)

    def asked(self, now: float, well: bool) -> None:
        """Set when it is to be asked again: after its interval, or after twice as long for each failure in a row."""
        self.failures = 0 if well else self.failures + 1
        self.due = now + min(self.interval * 2**self.failures, max(LONGEST, self.interval))


def feeds_of(path: Path) -> list[Feed]:
    """The feeds of a file; raises CounterclaimError with file and feed."""
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise CounterclaimError(f"{path}: cannot be read ({fault}); write TOML with [[feed]] and url") from None
    rows, usual = told.pop("feed", []), told.pop("interval", INTERVAL)
    if told or not isinstance(rows, list) or not rows:
        raise CounterclaimError(f"{path}: holds no feeds, or more than that; write interval, and [[feed]] with url")
    return [_feed(row, usual, f"{path}: feed {number}") for number, row in enumerate(rows, 1)]


def _feed(row: Any, usual: Any, where: str) -> Feed:
    if not isinstance(row, dict) or not isinstance(row.get("url"), str) or set(row) - KEYS:
        raise CounterclaimError(f"{where}: is not understood; write url, and outlet, lang, interval, follow")
    interval = row.get("interval", usual)
    if not isinstance(interval, int | float) or isinstance(interval, bool) or interval < SHORTEST:
        raise CounterclaimError(f"{where}: interval {interval!r} is no number of seconds from {SHORTEST:.0f} on")
    for name, kind in (("outlet", str), ("lang", str), ("follow", bool)):
        if name in row and not isinstance(row[name], kind):
            raise CounterclaimError(f"{where}: {name} {row[name]!r} is not understood; write a {kind.__name__}")
    return Feed(row["url"], row.get("outlet"), row.get("lang"), float(interval), row.get("follow", False))


def watch_feeds(options: argparse.Namespace, output: Output) -> int:
    """Poll feeds until stopped, or each once."""
    feeds = feeds_of(options.feeds)
    Ledger(options.ledger, write=True, wait=options.lock_wait).close()  # say at once what is wrong with the file
    if options.once:
        well = [poll(feed, options, output) for feed in feeds]
        return DONE if all(well) else REFUSED
    return watch(feeds, options, output)


def watch(
    feeds: Sequence[Feed],
    options: argparse.Namespace,
    output: Output,
    clock: Clock = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Ask each feed when it is due; ends only by an interrupt."""
    while True:
        feed = min(feeds, key=lambda each: each.due)
        pause = feed.due - clock()
        if pause > 0:
            sleep(pause)
        well = poll(feed, options, output)
        feed.asked(clock(), well)


def poll(feed: Feed, options: argparse.Namespace, output: Output) -> bool:
    """Add what is new in a feed; whether it gave any report. What is wrong is said, and the watch goes on."""
    told = argparse.Namespace(**vars(options))
    told.paths, told.outlet, told.lang, told.follow = [feed.url], feed.outlet, feed.lang, feed.follow
    totals = Totals()
    try:
        with Ledger(options.ledger, write=True, wait=options.lock_wait) as ledger:
            batch = add_batch(ledger, told, output, totals)
    except CounterclaimError as error:
        output.complain(str(error))
        return False
    if totals.new:
        output.say(f"{feed.url}: {totals.new:,} reports added, {totals.claims:,} claims")
    return batch.reports > 0
