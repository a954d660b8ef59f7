"""Targets of the site and the search: words, addresses, whole requests with queries, cookies, forms and decisions."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from fuzzing.keeping import small_ledger
from fuzzing.texts import one_line, text_of

from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger
from counterclaim.ledger.checking import check
from counterclaim.ledger.search import Filters, search
from counterclaim.web.app import app
from counterclaim.web.guard import Bounds, Rate
from counterclaim.web.settings import Settings

SCRIPT: Final = "<zq"
"""No page of ours has this tag: where it comes out of a page as it went in, somebody could run a script."""
FAST: Final = Rate(1e9, 10**9)
DECISIONS: Final = 60
"""After so many a ledger is checked and made anew."""
CSRF: Final = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


@cache
def _ledger() -> Ledger:
    return Ledger(small_ledger())


def words(data: bytes) -> None:
    """Words typed into the search: found, twice the same, or refused in one line."""
    typed, _, rest = text_of(data).partition("\x00")
    party, _, since = rest.partition("\x00")
    filters = Filters(party=party or None, since=since or None)
    try:
        found = search(_ledger(), typed, filters)
    except LedgerError as error:
        one_line(error)
        return
    assert 0 <= found.exact <= found.total
    assert len(found.hits) <= found.total
    assert search(_ledger(), typed, filters) == found


class Desk:
    """The site of a ledger that is decided about, and the browser of whoever decides."""

    def __init__(self) -> None:
        self.path = small_ledger().with_name("decided.ledger")
        self.decided = 0
        self.begin()

    def begin(self) -> None:
        from browsing import Site

        shutil.copy(small_ledger(), self.path)
        bounds = Bounds(reads=FAST, changes=FAST, tries=FAST)
        self.site = Site(app(self.path, settings=Settings(reviewer="Anna", beside=False, bounds=bounds)))
        with Ledger(self.path) as ledger:
            self.claims = [stored.id for stored, _ in ledger.claims()]
            self.questions = [asked.question.id for asked in ledger.questions()]
            self.reports = sorted({stored.claim.report for stored, _ in ledger.claims()})
        page = self.site.get(f"/review/claim/{self.claims[0]}")
        self.cookie = page.headers["set-cookie"].partition(";")[0]
        found = CSRF.search(page.text)
        assert found
        self.csrf = found[1]

    def checked(self) -> None:
        """After many decisions the ledger is whole, and another is begun."""
        self.decided += 1
        if self.decided % DECISIONS == 0:
            assert check(self.path).faults == ()
            for beside in ("-wal", "-shm"):
                self.path.with_name(self.path.name + beside).unlink(missing_ok=True)
            self.begin()

    def places(self) -> Iterator[str]:
        """Addresses that a request can be about."""
        claim, question, report = self.claims[1], self.questions[0], self.reports[0]
        for kind, subject in (("claim", claim), ("question", question), ("report", report)):
            yield f"/review/{kind}/{subject}"
        yield from ("/", "/questions", f"/question/{question}", f"/question/{question}/chart.svg", "/party/ARM")
        yield from (f"/report/{report}", "/search", "/sources", "/timeline", "/timeline/chart.json", "/map")
        yield from ("/review", "/review/history", "/sign-in", "/sign-out", "/review/undo/1", "/openapi.json")


@cache
def _desk() -> Desk:
    return Desk()


def answered(method: str, address: str, **told: Any) -> None:
    """What holds for each answer: no fault of ours, guarded, JSON that is JSON, nothing that a browser would run."""
    answer = _desk().site.ask(method, address, **told)
    assert answer.status_code < 500, answer.status_code
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    kind = answer.headers.get("content-type", "")
    if kind.startswith("application/json"):
        json.loads(answer.content)
    elif kind.startswith(("text/html", "image/svg")):
        assert SCRIPT not in answer.text
    if "location" in answer.headers:
        assert re.match(r"/(?![/\\])", answer.headers["location"])


def address(data: bytes) -> None:
    """Any address of the site."""
    typed = re.sub(r"[^!-~]", "", data.decode("latin-1"))
    answered("GET", "/" + typed.lstrip("/"))


def web(data: bytes) -> None:
    """A whole request: the first byte says where to, the second how; then query, cookie, and a form or JSON."""
    if len(data) < 2:
        return
    desk = _desk()
    places = tuple(desk.places())
    place = places[data[0] % len(places)]
    query, cookie, body = [*data[2:].split(b"\x00", 2), b"", b""][:3]
    typed = re.sub(r"[^!-~]", "", query.decode("latin-1")).replace("#", "%23")
    headers = {"Accept": "application/json" if data[1] & 1 else "text/html"}
    headers["Cookie"] = desk.cookie + ("; " + re.sub(r"[^ -~]", "", cookie.decode("latin-1")) if cookie else "")
    if not data[1] & 2:
        answered("GET", f"{place}?{typed}", headers=headers)
        return
    headers["X-CSRF-Token"] = desk.csrf if data[1] & 12 else ""
    headers["Content-Type"] = "application/json" if data[1] & 16 else "application/x-www-form-urlencoded"
    answered("POST", f"{place}?{typed}", headers=headers, content=_named(body, desk))
    desk.checked()


def _named(body: bytes, desk: Desk) -> bytes:
    """A body with ids in place of their signs, which no fuzzer would guess."""
    signs = {b"$C": desk.claims[0], b"$D": desk.claims[2], b"$Q": desk.questions[1], b"$R": desk.reports[1]}
    for sign, name in signs.items():
        body = body.replace(sign, name.encode())
    return body
