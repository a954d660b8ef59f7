"""Addresses: what is fetched and what never is, against a server of our own that has to be allowed."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import newspages
import pytest

from counterclaim.errors import RefusedReport
from counterclaim.model import Report
from counterclaim.reading import addresses
from counterclaim.reading.addresses import Web, agent, is_public
from counterclaim.reading.material import Given, Limits
from counterclaim.reading.sources import read_located

PAGE = newspages.broadsheet(newspages.EN)[0].encode()
DRIP = 0.05
"""Seconds between two bytes of a server that means ill."""
Answer = Callable[[BaseHTTPRequestHandler], None]


def plain(content: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/rss+xml")
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"<rss><channel>" + b"<item><title>Again and again</title></item>" * 1000)
    except OSError:
        return


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """One byte of the head now and then: never silent for long, and never done."""
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(200):
            handler.wfile.write(b"X-A: b\r\n"[_ % 8 : _ % 8 + 1])
            handler.wfile.flush()
            time.sleep(DRIP)
    except OSError:
        return


def slow(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


class Site:
    """A server on this machine, what it answers by path, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, self.headers["User-Agent"]))
                answers = site.answers.get(self.path, [plain(b"no", status=404)])
                (answers.pop(0) if len(answers) > 1 else answers[0])(self)

            def log_message(self, *_said: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def set(self, path: str, *answers: Answer) -> str:
        self.answers[path] = list(answers)
        return self.address + path

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield site
    site.server.shutdown()
    site.server.server_close()
    thread.join()


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def web(pauses: list[float]) -> Web:
    return Web(Limits(seconds=20), allow_private=True, contact="desk@x.example", pause=0.0, sleep=pauses.append)


def refusal(web: Web, address: str) -> str:
    with pytest.raises(RefusedReport) as caught:
        web.fetch(address)
    assert "\n" not in str(caught.value)
    return f"{caught.value.what}"


def test_a_page_becomes_a_report(site: Site, web: Web) -> None:
    pytest.importorskip("trafilatura")
    address = site.set("/a", plain(gzip.compress(PAGE), Content_Encoding="gzip"))
    ((where, report),) = read_located([address], Given(fetch=web.fetch))
    assert isinstance(report, Report)
    assert (where, report.url, report.title) == (address, address, newspages.EN.title)
    assert report.raw
    assert report.raw.fetched
    assert report.raw.fetched.endswith("+00:00")
    assert site.paths() == ["/robots.txt", "/a"]
    assert all(said == agent("desk@x.example") for _, said in site.asked)
    assert agent("x").startswith("Counterclaim/")


def test_private_and_local_places_are_refused_unless_allowed(site: Site) -> None:
    address = site.set("/a", plain(PAGE))
    assert "127.0.0.1, a private or local address" in refusal(Web(), address)
    assert "private or local" in refusal(Web(), address.replace("127.0.0.1", "localhost"))
    assert site.asked == []


@pytest.mark.parametrize(
    ("place", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_places_are_public(place: str, public: bool) -> None:
    assert is_public(place) == public


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:1/x", "http://[::1]/x", "http://169.254.169.254/latest/meta-data", "http://2130706433/"],
)
def test_a_redirect_to_a_local_place_is_refused(
    site: Site, pauses: list[float], monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    address = site.set("/a", plain(b"", status=302, Location=target))
    # the first place counts as public here, and nothing else does
    monkeypatch.setattr(addresses, "is_public", lambda place: place == "127.0.0.1" and not site.paths()[1:])
    web = Web(pause=0.0, sleep=pauses.append)
    assert "a private or local address" in refusal(web, address)
    assert site.paths() == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    "target", ["file:///etc/hostname", "ftp://x.example/a", "gopher://x.example", "javascript:alert(1)"]
)
def test_a_redirect_to_another_scheme_is_refused(site: Site, web: Web, target: str) -> None:
    assert "no http address" in refusal(web, site.set("/a", plain(b"", status=301, Location=target)))


def test_redirects_are_followed_and_have_an_end(site: Site, web: Web) -> None:
    site.set("/b", plain(PAGE))
    came = web.fetch(site.set("/a", plain(b"", status=301, Location="/b")))
    assert came.url.endswith("/b")
    site.set("/d", plain(b"", status=302, Location="/c"))
    assert refusal(web, site.set("/c", plain(b"", status=302, Location="/d"))) == "more than 5 redirects"
    assert refusal(web, site.set("/e", plain(b"", status=302))) == "it redirects to nowhere"
    assert refusal(web, site.set("/f", plain(b"", status=302, Location="http://[x"))) == "it redirects to no address"


@pytest.mark.parametrize("rule", [b"Disallow: //[x", b"Crawl-delay: " + b"9" * 5000])
def test_robots_txt_that_cannot_be_read_closes_the_host(site: Site, web: Web, rule: bytes) -> None:
    site.set("/robots.txt", plain(b"User-agent: *\n" + rule + b"\n", "text/plain"))
    assert refusal(web, site.set("/open", plain(PAGE))) == "its robots.txt cannot be read"


def test_robots_txt_is_respected(site: Site, web: Web, pauses: list[float]) -> None:
    site.set("/robots.txt", plain(b"User-agent: *\nDisallow: /closed\nCrawl-delay: 7\n", "text/plain"))
    site.set("/open", plain(PAGE))
    assert web.fetch(site.address + "/open").content == PAGE
    assert refusal(web, site.set("/closed/a", plain(PAGE))) == "its robots.txt does not allow it"
    web.fetch(site.address + "/open")
    assert site.paths() == ["/robots.txt", "/open", "/open"]
    assert len(pauses) >= 1
    assert all(6 < pause <= 7 for pause in pauses[1:])


def test_robots_txt_that_cannot_be_had_closes_the_host(site: Site, web: Web) -> None:
    site.set("/robots.txt", plain(b"", status=503))
    assert refusal(web, site.set("/a", plain(PAGE))) == "the server answered 503"
    assert "/a" not in site.paths()


def test_hosts_are_given_time(site: Site, pauses: list[float]) -> None:
    web = Web(allow_private=True, pause=3.0, sleep=pauses.append)
    for path in ("/a", "/b"):
        web.fetch(site.set(path, plain(PAGE)))
    assert len(pauses) == 2
    assert all(2 < pause <= 3 for pause in pauses)


def test_what_may_pass_is_tried_again_later_each_time(site: Site, web: Web, pauses: list[float]) -> None:
    flaky = [plain(b"", status=503), plain(b"", status=500), plain(b"", status=429, Retry_After="9"), plain(PAGE)]
    assert web.fetch(site.set("/a", *flaky)).content == PAGE
    assert [pause for pause in pauses if pause >= 1] == [1.0, 2.0, 9.0]
    assert refusal(web, site.set("/b", plain(b"", status=500))) == "the server answered 500"
    assert site.paths().count("/b") == 4
    assert refusal(web, site.set("/c", plain(b"", status=429, Retry_After="3600"))) == "the server answered 429"
    assert site.paths().count("/c") == 1
    assert refusal(web, site.set("/d", plain(b"", status=404))) == "the server answered 404"
    assert site.paths().count("/d") == 1


def test_nobody_answers(web: Web) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert "no whole answer" in refusal(web, f"http://127.0.0.1:{port}/")
    assert "cannot be found" in refusal(web, "http://no-such-host.invalid/")


@pytest.mark.parametrize("address", ["http://", "http://[x", "http://a:b@x.example/", "http://x.example:port/"])
def test_what_is_no_address(web: Web, address: str) -> None:
    assert refusal(web, address)


def test_too_much_and_too_slow_are_given_up(site: Site, pauses: list[float]) -> None:
    few = Web(Limits(fetched=100_000, report=50_000, seconds=5), allow_private=True, pause=0.0, sleep=pauses.append)
    assert refusal(few, site.set("/endless", endless)) == "longer than 100,000 bytes"
    bomb = plain(gzip.compress(b" " * 10_000_000), Content_Encoding="gzip")
    assert refusal(few, site.set("/bomb", bomb)) == "unpacks to more than 50,000 bytes"
    short = Web(Limits(seconds=0.5), allow_private=True, pause=0.0, sleep=pauses.append)
    assert refusal(short, site.set("/slow", slow)) == "it took longer than 0.5 seconds"
    began = time.monotonic()
    assert refusal(short, site.set("/dripping", dripping)) == "it took longer than 0.5 seconds"
    assert time.monotonic() - began < 100 * DRIP


def test_an_answer_that_ends_too_early(site: Site, web: Web) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(b"short")

    assert "no whole answer" in refusal(web, site.set("/a", cut)) or "too early" in refusal(web, site.set("/a", cut))


def test_a_feed_follows_its_links_only_when_asked(site: Site, web: Web) -> None:
    pytest.importorskip("trafilatura")
    site.set("/page", plain(PAGE))
    item = f"<item><title>T</title><description>Lead.</description><link>{site.address}/page</link></item>"
    gone = f"<item><title>G</title><link>{site.address}/gone</link></item>"
    feed = site.set("/feed", plain(f"<rss><channel>{item}{gone}</channel></rss>".encode(), "application/rss+xml"))
    outcomes = [outcome for _, outcome in read_located([feed], Given(fetch=web.fetch))]
    assert [outcome.body for outcome in outcomes if isinstance(outcome, Report)] == ["Lead.", ""]
    assert "/page" not in site.paths()
    full, lost = [outcome for _, outcome in read_located([feed], Given(fetch=web.fetch, follow=True))]
    assert isinstance(full, Report)
    assert full.body.startswith("Shelling overnight")
    assert isinstance(lost, RefusedReport)
    assert "answered 404" in str(lost)


def test_a_feed_that_is_sent_as_a_page(site: Site, web: Web) -> None:
    feed = b"<?xml version='1.0'?><rss><channel><item><title>T</title></item></channel></rss>"
    ((_, report),) = read_located([site.set("/feed", plain(feed))], Given(fetch=web.fetch))
    assert isinstance(report, Report)
    assert report.title == "T"


def test_files_behind_addresses(site: Site, web: Web) -> None:
    lines = b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n'
    address = site.set("/r.jsonl.gz", plain(gzip.compress(lines), "application/gzip"))
    found = [
        outcome.id for _, outcome in read_located([address], Given(fetch=web.fetch)) if isinstance(outcome, Report)
    ]
    assert found == ["a", "b"]
