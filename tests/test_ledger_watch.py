"""Watching feeds: what is new is added, what fails is asked less often, and a restart adds nothing twice."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from ledgers import contents

from counterclaim.cli import main
from counterclaim.cli import parser as parser_of
from counterclaim.commands.watching import Feed, feeds_of, watch
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.ledger.search import search
from counterclaim.terminal import Output

ITEM = "<item><title>{0}</title><description>{1}</description><link>https://example.org/{2}</link></item>"
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>Daily</title>{0}</channel></rss>'


class Site:
    """A feed on this machine that can fail, and how often it was asked."""

    def __init__(self) -> None:
        self.entries: list[str] = []
        self.failing = False
        self.asked = 0
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/robots.txt":
                    self.send_error(404)
                    return
                site.asked += 1
                if site.failing:
                    self.send_error(404)
                    return
                content = FEED.format("".join(site.entries)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/rss+xml")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/feed.xml"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def publish(self, number: int) -> None:
        self.entries.append(
            ITEM.format(f"Report {number}", f"Ukraine said it destroyed {number} Russian tanks.", number)
        )


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def feeds(tmp_path: Path, url: str) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(f'interval = 60\n[[feed]]\nurl = "{url}"\noutlet = "Daily"\nlang = "en"\n', "utf-8")
    return path


def test_new_entries_are_added_once_also_after_a_restart(tmp_path: Path, site: Site) -> None:
    path = tmp_path / "war.ledger"
    arguments = ["watch", str(feeds(tmp_path, site.url)), "--ledger", str(path), "--once", "--allow-private"]
    site.publish(3)
    assert main(arguments) == 0
    before = contents(path)
    assert main(arguments) == 0
    assert contents(path) == before
    site.publish(4)
    assert main(arguments) == 0
    with Ledger(path) as ledger:
        assert search(ledger, "destroyed").total == 2
        assert search(ledger, "destroyed").hits[0].outlet == "Daily"


def test_a_feed_that_fails_is_asked_less_often_and_the_rest_goes_on(tmp_path: Path, site: Site) -> None:
    site.publish(3)
    site.failing = True
    options = parser_of().parse_args(
        ["watch", "x", "--ledger", str(tmp_path / "war.ledger"), "--allow-private", "--coder", "rules"]
    )
    now, pauses = [0.0], []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds
        if len(pauses) == 3:
            site.failing = False
        if len(pauses) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watch([Feed(site.url, "Daily", "en", 60.0)], options, Output(), lambda: now[0], sleep)
    assert pauses == [120.0, 240.0, 480.0, 60.0, 60.0]
    with Ledger(tmp_path / "war.ledger") as ledger:
        assert search(ledger, "destroyed").total == 1


def test_backoff_ends_at_a_day() -> None:
    feed = Feed("x", interval=600.0)
    for _ in range(50):
        feed.asked(0.0, False)
    assert feed.due == 86_400.0


@pytest.mark.parametrize(
    "told",
    [
        "", "feed = 3", "[[feed]]", "[[feed]]\nurl = 3", "[[feed]]\nurl = 'x'\ncolour = 'red'", "not toml",
        "interval = 1\n[[feed]]\nurl = 'x'", "more = 1\n[[feed]]\nurl = 'x'", "[[feed]]\nurl = 'x'\nfollow = 'yes'",
    ],
)  # fmt: skip
def test_bad_lists_of_feeds_are_one_line(tmp_path: Path, told: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(told, "utf-8")
    with pytest.raises(CounterclaimError) as refused:
        feeds_of(path)
    assert str(path) in str(refused.value)


def test_options_of_a_poll_are_those_that_reading_knows() -> None:
    add = vars(parser_of().parse_args(["add", "x", "--ledger", "y"]))
    watching = vars(parser_of().parse_args(["watch", "x", "--ledger", "y"]))
    elsewhere = {"engine", "workers", "address", "parts", "from_parts"}  # a poll is coded here
    assert set(add) - set(watching) - elsewhere <= {"paths", "outlet", "lang", "follow"}
    assert isinstance(argparse.Namespace(**watching), argparse.Namespace)
