"""Sends a chat to an OpenAI-compatible address that the user named, and brings back what the model answered.

In: an address, a model's name, messages. Out: the words of the answer with what they cost, or NoAnswer. Failures that
may pass are tried again, later each time; a server that does not know an option is asked without it. Nothing is sent
to any other address, no redirect is followed, and a key goes over plain http to private and local hosts alone.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from counterclaim.asking.answer import SCHEMA
from counterclaim.asking.prompt import Message
from counterclaim.errors import NoAnswer
from counterclaim.reading.addresses import PASSING, agent, asked_to_wait, ended_after, is_public
from counterclaim.reading.transfer import length_said

PATH: Final = "/chat/completions"
"""What is asked under the address."""
FIRST_PAUSE: Final = 1.0
"""Seconds before the second try; each further pause is twice as long."""
LONGEST_PAUSE: Final = 60.0
"""Seconds that a server may ask us to wait; one that asks for more is given up."""
MOST_BYTES: Final = 4_000_000
"""Bytes of one answer; a thousand claims fit in one."""
AT_ONCE: Final = 1 << 16
SAID: Final = 200
"""Characters that are repeated of what a server says of a fault."""
UNKNOWN_OPTION: Final = frozenset({400, 422, 501})
"""Answers of servers that do not know an option they are given."""
_SCHEMA_FORM: Final = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": SCHEMA}}
FORMS: Final[tuple[Mapping[str, Any], ...]] = (
    {"temperature": 0, "response_format": _SCHEMA_FORM},
    {"temperature": 0, "response_format": {"type": "json_object"}},
    {"temperature": 0},
    {},
)
"""Options of a chat, from what serves us best to what every server takes."""


_UNSENDABLE: Final = re.compile(r"[^!-~]")


class Answered(NamedTuple):
    """What a model answered, and what it cost."""

    words: str
    tokens_in: int
    """Tokens of the chat, 0 where the server does not say."""
    tokens_out: int
    """Tokens of the answer, 0 where the server does not say."""


class _Later(Exception):
    """A failure that may pass."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.what, self.wait = what, wait


class _Refused(Exception):
    """An answer other than 200 that no waiting changes."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status, self.said = status, said


@dataclass(slots=True)
class Endpoint:
    """One model at one address; many threads may ask it at once."""

    address: str
    """Where it is, as in https://host/v1."""
    model: str
    """Its name there."""
    key: str | None = None
    """What the address wants to know of us, or None."""
    seconds: float = 120.0
    """After which one try is given up."""
    attempts: int = 4
    """Tries of one chat, the first counted in."""
    max_tokens: int = 4096
    """Tokens that an answer may have."""
    sleep: Callable[[float], None] = time.sleep
    _form: int = 0
    """The first of `FORMS` that the server is known to take."""

    def __post_init__(self) -> None:
        """Raises NoAnswer where nothing can be asked at this address."""
        try:
            parts = urlsplit(self.address)
            host, _ = parts.hostname, parts.port
            (host or "").encode("idna")
        except ValueError:
            host, parts = None, urlsplit("")
        if _UNSENDABLE.search(self.address):
            host = None
        if self.key is not None and _UNSENDABLE.search(self.key):
            raise NoAnswer("the key holds blanks or other characters that no key has", "check --key-variable")
        if parts.scheme not in ("http", "https") or not host or parts.username is not None:
            raise NoAnswer(f"{self.address!r} is no address of a model", "write --endpoint https://host/v1")
        if self.key and parts.scheme == "http" and _is_public_host(host):
            raise NoAnswer(f"{self.address} would send the key unencrypted", "use https, or leave the key out")

    def ask(self, messages: list[Message]) -> Answered:
        """What the model answers to a chat. Raises NoAnswer."""
        first: _Refused | None = None
        for form in range(self._form, len(FORMS)):
            try:
                answered = self._tried(messages, FORMS[form])
            except _Refused as refused:
                first = first or refused
                if refused.status not in UNKNOWN_OPTION:
                    break
            else:
                self._form = max(self._form, form)
                return answered
        assert first is not None
        raise NoAnswer(f"the address answered {first.status}{first.said}", _remedy(first.status))

    def _tried(self, messages: list[Message], form: Mapping[str, Any]) -> Answered:
        """The answer, asked for again while it may get better. Raises _Refused and NoAnswer."""
        limit = {"max_tokens": self.max_tokens} if form else {"max_completion_tokens": self.max_tokens}
        body = json.dumps({"model": self.model, "messages": messages, **limit, **form}).encode()
        pause, fault = FIRST_PAUSE, ""
        for attempt in range(self.attempts):
            try:
                return _answered(self._sent(body))
            except _Later as later:
                fault, wait = later.what, later.wait
            wait = pause if wait is None else wait
            if attempt + 1 == self.attempts or wait > LONGEST_PAUSE:
                break
            self.sleep(wait)
            pause *= 2
        raise NoAnswer(fault, "try again later, or --fallback rules")

    def _sent(self, body: bytes) -> bytes:
        """What the address gives back. Raises _Later, _Refused and NoAnswer."""
        parts = urlsplit(self.address)
        path = parts.path.rstrip("/")
        target = (path if path.endswith(PATH) else path + PATH) + (f"?{parts.query}" if parts.query else "")
        deadline = time.monotonic() + self.seconds
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=self.seconds)
        stop = ended_after(connection, self.seconds)
        try:
            connection.request("POST", target, body, self._headers())
            with connection.getresponse() as response:
                content = self._read(response, deadline)
        except TimeoutError:
            raise _Later(f"no whole answer within {self.seconds:g} seconds") from None
        except ssl.SSLError as error:
            raise NoAnswer(f"no safe connection ({error.reason})", "check --endpoint") from None
        except http.client.HTTPException as error:
            raise _Later(f"no whole answer ({type(error).__name__})") from None
        except OSError as error:
            raise _Later(f"the address cannot be reached ({error.strerror or error})") from None
        finally:
            stop.cancel()
            connection.close()
        if response.status in PASSING:
            headers = {name.lower(): value for name, value in response.getheaders()}
            raise _Later(f"the address answered {response.status}{_said(content)}", asked_to_wait(headers))
        if response.status != 200:
            raise _Refused(response.status, _said(content))
        return content

    def _read(self, response: http.client.HTTPResponse, deadline: float) -> bytes:
        """The whole body. Raises NoAnswer where it is too long, TimeoutError where it takes too long."""
        pieces, taken = [], 0
        while piece := response.read1(AT_ONCE):
            pieces.append(piece)
            taken += len(piece)
            if taken > MOST_BYTES:
                raise NoAnswer(f"an answer longer than {MOST_BYTES:,} bytes", "check --endpoint")
            if time.monotonic() > deadline:
                break
        if time.monotonic() > deadline:  # a head that was cut off looks like one that has ended
            raise TimeoutError
        if taken < (length_said(response.getheader("Content-Length", "")) or 0):
            raise http.client.IncompleteRead(b"")
        return b"".join(pieces)

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": agent()}
        return headers | ({"Authorization": f"Bearer {self.key}"} if self.key else {})


def _answered(content: bytes) -> Answered:
    """The answer in what an address gave back. Raises _Later where it is none."""
    try:
        row = json.loads(content)
        choice = row["choices"][0]
        words = choice["message"]["content"] or ""
        if isinstance(words, list):
            words = "".join(part.get("text", "") for part in words)
        usage = row.get("usage") or {}
        counts = (int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0))
    except (ValueError, RecursionError, KeyError, IndexError, TypeError, AttributeError):
        raise _Later("the address answered no chat completion") from None
    return Answered(str(words), *counts)


def _said(content: bytes) -> str:
    """What a server says of a fault, in one line."""
    try:
        row = json.loads(content)
        error = row.get("error", row) if isinstance(row, dict) else row
        words = str(error.get("message", error) if isinstance(error, dict) else error)
    except (ValueError, RecursionError):
        words = content[: 4 * SAID].decode("utf-8", "replace")
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return f" ({line[:SAID]})" if line else ""


def _remedy(status: int) -> str:
    if status in (401, 403):
        return "check the key in --key-variable"
    return "check --endpoint and --model"


def _is_public_host(host: str) -> bool:
    """Whether a host is one of the open internet, as far as its name can be resolved."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return True
    return any(is_public(str(entry[4][0])) for entry in found)
