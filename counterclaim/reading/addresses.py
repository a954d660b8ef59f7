"""Fetches http and https addresses that the user named, safely and politely.

An address enters; its bytes leave, or a `RefusedReport`. Names are resolved once and the connection goes to what was
checked, so that a name cannot point elsewhere a moment later; addresses of private, local and other reserved ranges are
refused unless the user allows them, and every redirect is checked again. robots.txt is respected, hosts are given time
between requests, and failures that may pass are tried again, later each time. No script runs and no link is followed.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from counterclaim.errors import RefusedReport
from counterclaim.reading.material import Fetched, Limits, printable
from counterclaim.reading.transfer import length_said, media_type, unencoded

AGENT: Final = "Counterclaim"
"""The name by which robots.txt may address us."""
REDIRECTS: Final = 5
ATTEMPTS: Final = 4
"""Tries of one address, the first counted in."""
FIRST_PAUSE: Final = 1.0
"""Seconds before the second try; each further pause is twice as long."""
LONGEST_PAUSE: Final = 30.0
"""Seconds that a server may ask us to wait; one that asks for more is given up."""
BETWEEN: Final = 1.0
"""Seconds between two requests to one host, unless its robots.txt asks for more."""
ANSWER_WITHIN: Final = 20.0
"""Seconds without a byte after which a connection is given up."""
ROBOTS_BYTES: Final = 500_000
"""Bytes of robots.txt that are read (RFC 9309, section 2.5)."""
AT_ONCE: Final = 1 << 16
PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be better later."""
TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that stand for IPv4 ones (RFC 6052)."""
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)

Sleep = Callable[[float], None]


def is_address(path: str) -> bool:
    """Whether what the user named is an address and no path."""
    return bool(_ADDRESS.match(path))


def agent(contact: str | None = None) -> str:
    """What we say we are: name, version, purpose, and whom to ask where the user says it."""
    try:
        number = version("counterclaim")
    except PackageNotFoundError:
        number = "0"
    return f"{AGENT}/{number} (reads news reports" + (f"; {contact})" if contact else ")")


class _Later(Exception):
    """A failure that may pass."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.what, self.wait = what, wait


@dataclass(slots=True)
class _Host:
    """What is known of one host."""

    rules: RobotFileParser
    pause: float
    next: float = 0.0


@dataclass(slots=True)
class Web:
    """Fetches addresses, and remembers each host's rules and when it was last asked."""

    limits: Limits = field(default_factory=Limits)
    allow_private: bool = False
    """Whether private and local ranges may be fetched."""
    contact: str | None = None
    """Whom a server may ask about us: an address of mail or a page."""
    pause: float = BETWEEN
    sleep: Sleep = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def fetch(self, address: str) -> Fetched:
        """What an address holds, after redirects; raises RefusedReport."""
        where, here = printable(address), address
        deadline = time.monotonic() + self.limits.seconds
        for _ in range(REDIRECTS + 1):
            parts = _parts(here, where)
            host = self._host(parts, where, deadline)
            if not host.rules.can_fetch(AGENT, here):
                raise RefusedReport(where, "its robots.txt does not allow it", "ask the publisher, or leave it out")
            answer = self._tried(parts, where, deadline, self.limits.fetched, host)
            if answer.status not in (301, 302, 303, 307, 308):
                return self._settled(answer, urlunsplit(parts), where)
            here = _joined(here, answer, where)
            if here == urlunsplit(parts) or not answer.headers.get("location"):
                raise RefusedReport(where, "it redirects to nowhere", "check the address")
        raise RefusedReport(where, f"more than {REDIRECTS} redirects", "check the address")

    def _settled(self, answer: _Answer, here: str, where: str) -> Fetched:
        if answer.status != 200:
            raise RefusedReport(where, f"the server answered {answer.status}", "check the address")
        kind, charset = media_type(answer.headers.get("content-type", ""))
        content = unencoded(answer.content, answer.headers.get("content-encoding", ""), where, self.limits)
        return Fetched(content, here, datetime.now(UTC).isoformat(timespec="seconds"), kind or None, charset)

    def _host(self, parts: SplitResult, where: str, deadline: float) -> _Host:
        """What is known of the host of an address; its robots.txt is read first."""
        name = f"{parts.scheme}://{parts.netloc.lower()}"
        known = self._hosts.get(name)
        if known is None:
            known = self._hosts[name] = _Host(RobotFileParser(), self.pause)
            try:
                self._read_rules(known, parts, where, deadline)
            except RefusedReport:
                del self._hosts[name]
                raise
        return known

    def _read_rules(self, host: _Host, parts: SplitResult, where: str, deadline: float) -> None:
        """Read robots.txt: a missing one allows all, one that cannot be had allows nothing (RFC 9309, section
        2.3.1).
        """
        rules = parts._replace(path="/robots.txt", query="", fragment="")
        for _ in range(REDIRECTS):
            answer = self._tried(rules, where, deadline, ROBOTS_BYTES, host, cut=True)
            if answer.status not in (301, 302, 303, 307, 308):
                break
            rules = _parts(_joined(urlunsplit(rules), answer, where), where)
        lines = answer.content.decode("utf-8", "replace").splitlines() if answer.status == 200 else []
        try:
            host.rules.parse(lines)
        except ValueError:  # http://[x in a rule, a delay of 5,000 digits
            raise RefusedReport(where, "its robots.txt cannot be read", "ask the publisher, or leave it out") from None
        asked = host.rules.crawl_delay(AGENT)
        if asked is not None:
            host.pause = min(max(self.pause, float(asked)), LONGEST_PAUSE)

    def _tried(
        self, parts: SplitResult, where: str, deadline: float, longest: int, host: _Host, *, cut: bool = False
    ) -> _Answer:
        """The answer of a server, asked again while it may get better. Raises RefusedReport."""
        pause, fault = FIRST_PAUSE, ""
        for attempt in range(ATTEMPTS):
            now = time.monotonic()
            if host.next > now:
                self.sleep(host.next - now)
            try:
                answer = self._asked(parts, where, deadline, longest, cut=cut)
            except _Later as later:
                fault, wait = later.what, later.wait
            else:
                if answer.status not in PASSING:
                    return answer
                fault, wait = f"the server answered {answer.status}", asked_to_wait(answer.headers)
            finally:
                host.next = time.monotonic() + host.pause
            wait = pause if wait is None else wait
            if attempt + 1 == ATTEMPTS or wait > LONGEST_PAUSE or time.monotonic() + wait > deadline:
                break
            self.sleep(wait)
            pause *= 2
        raise RefusedReport(where, fault, "try again later")

    def _asked(self, parts: SplitResult, where: str, deadline: float, longest: int, *, cut: bool) -> _Answer:
        """One request. Raises RefusedReport where it cannot succeed, `_Later` where it may."""
        name, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        target = _resolved(name, port, where, self.allow_private)
        left = _left(deadline, where, self.limits)
        connection = _connection(parts.scheme, name, port, target, min(ANSWER_WITHIN, left))
        opened: list[http.client.HTTPResponse] = []
        stop = ended_after(connection, left)
        try:
            headers = {"User-Agent": agent(self.contact), "Accept-Encoding": "gzip, deflate", "Accept": "*/*"}
            connection.request("GET", urlunsplit(("", "", parts.path or "/", parts.query, "")), headers=headers)
            response = connection.getresponse()
            opened.append(response)
            pieces, taken = [], 0
            while piece := response.read1(AT_ONCE):
                taken += len(piece)
                pieces.append(piece)
                if taken > longest:
                    if cut:
                        break
                    raise RefusedReport(where, f"longer than {longest:,} bytes", "fetch it yourself and give the file")
                _left(deadline, where, self.limits)
            _left(deadline, where, self.limits)  # a head that was cut off looks like one that has ended
            fields = {field.lower(): value for field, value in response.getheaders()}
            if not cut and taken < (length_said(fields.get("content-length", "")) or 0) and response.status == 200:
                raise _Later("the answer ended too early")
            return _Answer(response.status, fields, b"".join(pieces))
        except (TimeoutError, ConnectionError, http.client.HTTPException) as error:
            _left(deadline, where, self.limits)
            raise _Later(f"no whole answer ({type(error).__name__})") from None
        except ssl.SSLError as error:
            raise RefusedReport(where, f"no safe connection ({error.reason})", "check the address") from None
        except OSError as error:
            raise _Later(f"cannot be reached ({error.strerror or error})") from None
        finally:
            stop.cancel()
            for response in opened:
                response.close()
            connection.close()


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    content: bytes


def _joined(here: str, answer: _Answer, where: str) -> str:
    """Where an answer redirects to. Raises RefusedReport."""
    try:
        return urljoin(here, answer.headers.get("location", ""))
    except ValueError:
        raise RefusedReport(where, "it redirects to no address", "check the address") from None


def _left(deadline: float, where: str, limits: Limits) -> float:
    """Seconds left. Raises RefusedReport where there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise RefusedReport(
            where, f"it took longer than {limits.seconds:g} seconds", "raise --limit seconds, or try later"
        )
    return left


def _parts(address: str, where: str) -> SplitResult:
    """The parts of an address that may be fetched. Raises RefusedReport."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
        encoded = (host or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        raise RefusedReport(where, "no address", "write it as https://host/path") from None
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise RefusedReport(
            where, f"leads to {printable(address)[:200]!r}, which is no http address", "check the address"
        )
    if parts.username is not None:
        raise RefusedReport(where, "an address with a user name in it", "give one without")
    netloc = f"[{host}]" if ":" in host else encoded
    path = "".join(letter if "!" <= letter <= "~" else _escaped(letter) for letter in parts.path)
    query = "".join(letter if "!" <= letter <= "~" else _escaped(letter) for letter in parts.query)
    return SplitResult(parts.scheme.lower(), f"{netloc}:{port}" if port else netloc, path, query, "")


def _escaped(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))


def _resolved(name: str, port: int, where: str, allow_private: bool) -> tuple[str, int]:
    """Where a host is; raises RefusedReport where any of its places is private, for then none can be trusted."""
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise _Later(f"the host {printable(name)} cannot be found") from None
    places = [str(entry[4][0]) for entry in found]
    for place in places:
        if not allow_private and not is_public(place):
            what = f"{printable(name)} is at {place}, a private or local address"
            raise RefusedReport(where, what, "allow it with --allow-private if you mean it")
    return places[0], port


def is_public(place: str) -> bool:
    """Whether an IP address belongs to a host of the open internet."""
    address = ipaddress.ip_address(place.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast


def _connection(
    scheme: str, name: str, port: int, target: tuple[str, int], seconds: float
) -> http.client.HTTPConnection:
    """A connection to the place that was checked, which calls it by its name."""
    if scheme == "http":
        plain = http.client.HTTPConnection(name, port, timeout=seconds)
        plain._create_connection = _to(target)  # type: ignore[attr-defined]  # the only way to keep name and place apart
        return plain
    safe = http.client.HTTPSConnection(name, port, timeout=seconds, context=ssl.create_default_context())
    safe._create_connection = _to(target)  # type: ignore[attr-defined]
    return safe


def ended_after(connection: http.client.HTTPConnection, seconds: float) -> threading.Timer:
    """A timer, begun, that ends a connection: a server that sends one byte of a head now and then never goes silent."""

    def end() -> None:
        with contextlib.suppress(OSError, AttributeError):  # it was not open yet, or not any more
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    return timer


def _to(target: tuple[str, int]) -> Callable[..., socket.socket]:
    def connect(_asked: tuple[str, int], timeout: float, *_more: object) -> socket.socket:
        return socket.create_connection(target, timeout)

    return connect


def asked_to_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds that a server asks us to wait, or None."""
    written = headers.get("retry-after", "")
    if written.isdecimal():
        return float(written)
    try:
        return max((parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None
