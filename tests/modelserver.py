"""A server on this machine that speaks as an OpenAI-compatible one does, and misbehaves as a test asks it to."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Handler = BaseHTTPRequestHandler
Reply = Callable[[Handler, dict[str, Any]], None]


def body(status: int, content: bytes, **headers: str) -> Reply:
    """Whatever bytes, as a whole."""

    def reply(handler: Handler, _asked: dict[str, Any]) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return reply


def completion(words: object, finish: str = "stop") -> bytes:
    """A chat completion with these words."""
    choice = {"index": 0, "message": {"role": "assistant", "content": words}, "finish_reason": finish}
    return json.dumps({"choices": [choice], "usage": {"prompt_tokens": 1000, "completion_tokens": 50}}).encode()


def says(words: object, finish: str = "stop") -> Reply:
    """A chat completion with these words."""
    return body(200, completion(words, finish))


def states(*claims: dict[str, Any]) -> Reply:
    """A chat completion with these claims."""
    return says(json.dumps({"claims": claims}, ensure_ascii=False))


def faulty(status: int, message: str = "no", **headers: str) -> Reply:
    """An error as such servers word it."""
    return body(status, json.dumps({"error": {"message": message}}).encode(), **headers)


def half(handler: Handler, _asked: dict[str, Any]) -> None:
    """Half an answer, and the connection ends."""
    content = completion('{"claims": []}')
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content[: len(content) // 2])


def half_a_stream(handler: Handler, _asked: dict[str, Any]) -> None:
    """Half an answer in pieces whose last is missing."""
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b'40\r\n{"choices": [{"message"')
    handler.close_connection = True


def slow(seconds: float) -> Reply:
    """An answer that comes letter by letter, and takes so long as a whole."""

    def reply(handler: Handler, _asked: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.end_headers()
        end = time.monotonic() + seconds
        with contextlib.suppress(OSError):
            while time.monotonic() < end:
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.02)

    return reply


def huge(handler: Handler, _asked: dict[str, Any]) -> None:
    """An answer without an end."""
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        while True:
            handler.wfile.write(b'{"claims": [' * 10_000)


class ModelServer:
    """The server, what it replies, and what it was asked. The last reply is given to all further questions."""

    def __init__(self) -> None:
        self.replies: list[Reply] = [says('{"claims": []}')]
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.under_way = self.most_under_way = 0
        self._lock = threading.Lock()
        site = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with site._lock:
                    site.asked.append(asked)
                    site.headers.append(dict(self.headers.items()))
                    site.paths.append(self.path)
                    site.under_way += 1
                    site.most_under_way = max(site.most_under_way, site.under_way)
                    reply = site.replies.pop(0) if len(site.replies) > 1 else site.replies[0]
                try:
                    reply(self, asked)
                finally:
                    with site._lock:
                        site.under_way -= 1

            def log_message(self, *_said: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1"

    def reply(self, *replies: Reply) -> None:
        self.replies = list(replies)


@contextlib.contextmanager
def running() -> Iterator[ModelServer]:
    """The server, for as long as the block lasts."""
    server = ModelServer()
    thread = threading.Thread(target=server.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.server.shutdown()
        server.server.server_close()
        thread.join()
