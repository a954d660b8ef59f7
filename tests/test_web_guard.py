"""The guards of the site: what is refused, what is let through, and what every answer carries."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from counterclaim.web.guard import (
    Bounds,
    Csrf,
    Faults,
    Hosts,
    Limits,
    Rate,
    Reviewers,
    SecurityHeaders,
    Sessions,
    Tokens,
    Visitor,
    new_token,
)
from counterclaim.web.guard.hosts import is_local, name_of
from counterclaim.web.guard.limits import Counter, client_of
from counterclaim.web.guard.reviewers import ReviewersRefused, entry, read_reviewers
from counterclaim.web.guard.tokens import within

SITE = "http://127.0.0.1"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """A page that says who asks and what it was sent, and shows a form at /form."""
    request = Request(scope, receive)
    visitor: Visitor | None = scope.get("state", {}).get("visitor")
    if scope["path"] == "/broken":
        raise RuntimeError("secret of the inside")
    told: dict[str, Any] = {"who": visitor.reviewer if visitor else None, "body": (await request.body()).decode()}
    if visitor and scope["path"] == "/form":
        told["csrf"] = visitor.form()
    await JSONResponse(told)(scope, receive, send)


def ask(app: ASGIApp, path: str = "/", method: str = "GET", client: str = "127.0.0.1", **told: Any) -> httpx.Response:
    """One request."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app, client=(client, 1234))
        async with httpx.AsyncClient(transport=transport, base_url=SITE) as caller:
            return await caller.request(method, path, **told)

    return asyncio.run(asked())


class Clock:
    """A clock that stands still until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class TestHeaders:
    def test_every_answer_forbids_what_a_page_does_not_need(self) -> None:
        headers = ask(SecurityHeaders(page)).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert {"accept", "cookie", "accept-language"} <= {each.strip().lower() for each in headers["vary"].split(",")}

    def test_what_a_page_says_of_its_cache_stays(self) -> None:
        app = SecurityHeaders(Response("x", headers={"Cache-Control": "public, max-age=60"}))
        headers = ask(app).headers
        assert headers["cache-control"] == "public, max-age=60"
        assert "vary" not in headers


class TestHosts:
    @pytest.mark.parametrize("host", ["127.0.0.1:8750", "LOCALHOST", "[::1]:80", "desk.example:443", "desk.example"])
    def test_names_of_the_site_are_let_through(self, host: str) -> None:
        assert ask(Hosts(page, ["desk.example"]), headers={"Host": host}).status_code == 200

    @pytest.mark.parametrize(
        "host", ["evil.example", "127.0.0.1.evil.example", "", "desk.example.evil.example", "[::2]"]
    )
    def test_other_names_are_refused(self, host: str) -> None:
        assert ask(Hosts(page, ["desk.example"]), headers={"Host": host}).status_code == 421

    @given(st.text(st.characters(codec="latin-1"), max_size=60))
    def test_no_name_breaks_the_check(self, host: str) -> None:
        assert isinstance(name_of(host), str)

    @pytest.mark.parametrize(
        ("host", "local"),
        [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False),
         ("::", False), ("10.0.0.7", False), ("desk.example", False)],
    )  # fmt: skip
    def test_which_addresses_only_this_machine_reaches(self, host: str, local: bool) -> None:
        assert is_local(host) is local


class TestLimits:
    def test_a_long_address_is_refused(self) -> None:
        assert ask(Limits(page), "/?q=" + "x" * 5_000).status_code == 414
        assert ask(Limits(page), "/?q=" + "x" * 2_000).status_code == 200

    def test_a_large_body_is_refused_whether_it_says_its_length_or_not(self) -> None:
        app = Limits(page, Bounds(body=100))

        async def pieces() -> Any:
            for _ in range(20):
                yield b"x" * 10

        assert ask(app, method="POST", content=b"x" * 101).status_code == 413
        assert ask(app, method="POST", content=pieces()).status_code == 413
        assert ask(app, method="POST", content=b"x" * 100).json()["body"] == "x" * 100

    def test_a_body_that_does_not_come_is_not_waited_for(self) -> None:
        async def slowly() -> Any:
            await asyncio.sleep(1)
            yield b"x"

        assert ask(Limits(page, Bounds(seconds=0.01)), method="POST", content=slowly()).status_code == 408

    def test_one_client_that_asks_too_often_waits_and_others_do_not(self) -> None:
        clock = Clock()
        app = Limits(page, Bounds(reads=Rate(1.0, 3), changes=Rate(0.1, 1)), clock=clock)
        assert [ask(app, client="10.0.0.1").status_code for _ in range(4)] == [200, 200, 200, 429]
        assert ask(app, client="10.0.0.2").status_code == 200
        refused = ask(app, client="10.0.0.1")
        clock.now += float(refused.headers["retry-after"])
        assert ask(app, client="10.0.0.1").status_code == 200
        assert [ask(app, method="POST", client="10.0.0.2").status_code for _ in range(2)] == [200, 429]

    @given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 3)), max_size=40))
    def test_no_client_gets_more_than_its_rate(self, asked: list[tuple[str, float]]) -> None:
        clock = Clock()
        counter = Counter(Rate(2.0, 5), clock)
        taken = dict.fromkeys("abc", 0)
        for client, pause in asked:
            clock.now += pause
            taken[client] += counter.take(client) == 0
        assert all(count <= 5 + 2.0 * clock.now + 1e-6 for count in taken.values())

    def test_a_network_of_the_newer_protocol_is_one_client(self) -> None:
        one, other = ({"client": (f"2001:db8::{each}", 1)} for each in "12")
        assert client_of(one) == client_of(other) != client_of({"client": ("2001:db9::1", 1)})

    def test_clients_that_are_remembered_have_a_bound(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("counterclaim.web.guard.limits.CLIENTS", 10)
        counter = Counter(Rate(1.0, 1), Clock())
        for number in range(50):
            counter.take(str(number))
        assert len(counter.left) == 10


@pytest.fixture
def token() -> str:
    return new_token()


@pytest.fixture
def file(tmp_path: Path, token: str) -> Path:
    path = tmp_path / "reviewers.toml"
    path.write_text(entry("Nguyễn Thị Anna", token), "utf-8")
    return path


class TestReviewers:
    def test_a_file_keeps_no_token_and_knows_its_reviewer(self, file: Path, token: str) -> None:
        assert token not in file.read_text("utf-8")
        reviewers = Reviewers(file)
        assert reviewers.name_of(token) == "Nguyễn Thị Anna"
        assert reviewers.name_of(token + "x") is None
        assert reviewers.name_of("") is None

    @pytest.mark.parametrize(
        ("text", "said"),
        [("nonsense", "this is no TOML"), ('"Anna" = "secret"\n', "none of a reviewer"),
         ('"" = "' + "a" * 64 + '"', "none"),
         ("".join(f'"{name}" = "{"a" * 64}"\n' for name in "AB"), "two reviewers have one token")],
    )  # fmt: skip
    def test_a_file_that_is_wrong_is_refused_in_one_line(self, tmp_path: Path, text: str, said: str) -> None:
        path = tmp_path / "reviewers.toml"
        path.write_text(text, "utf-8")
        with pytest.raises(ReviewersRefused, match=said) as refused:
            read_reviewers(path)
        assert "\n" not in str(refused.value)

    def test_a_missing_file_is_refused_and_not_taken_for_an_empty_one(self, tmp_path: Path) -> None:
        with pytest.raises(ReviewersRefused, match="cannot be read"):
            Reviewers(tmp_path / "none.toml").names()

    @pytest.mark.parametrize("name", ["", " Anna", "a" * 70, 'x" = "y', "line\nbreak", "<b>"])
    def test_names_that_would_break_the_file_are_refused(self, name: str) -> None:
        with pytest.raises(ReviewersRefused):
            entry(name, "t")


class TestTokens:
    def test_the_user_of_this_machine_reviews_without_signing_in(self) -> None:
        assert ask(Tokens(page, local="anna")).json()["who"] == "anna"
        assert ask(Tokens(page)).json()["who"] is None

    def test_a_token_in_the_header_names_its_reviewer(self, file: Path, token: str) -> None:
        app = Tokens(page, Reviewers(file))
        assert ask(app, headers={"Authorization": f"Bearer {token}"}).json()["who"] == "Nguyễn Thị Anna"
        assert ask(app, headers={"Authorization": "Bearer wrong"}).status_code == 401
        assert ask(app).json()["who"] is None

    def test_guessing_is_slowed_down_and_a_right_token_of_others_still_works(self, file: Path, token: str) -> None:
        app = Tokens(page, Reviewers(file), tries=Rate(0.001, 3))
        wrong = [ask(app, headers={"Authorization": "Bearer wrong"}, client="10.0.0.1").status_code for _ in range(5)]
        assert wrong == [401, 401, 401, 429, 429]
        right = {"Authorization": f"Bearer {token}"}
        assert ask(app, headers=right, client="10.0.0.1").status_code == 429
        assert ask(app, headers=right, client="10.0.0.2").status_code == 200

    def test_a_session_ends_with_its_token(self, file: Path, token: str) -> None:
        reviewers, sessions = Reviewers(file), Sessions()
        app = Tokens(page, reviewers, sessions)
        digest = next(iter(reviewers.names()))
        cookie = {"Cookie": f"counterclaim={sessions.begin('Nguyễn Thị Anna', digest)}"}
        assert ask(app, headers=cookie).json()["who"] == "Nguyễn Thị Anna"
        file.write_text(entry("Ben", new_token()), "utf-8")
        assert ask(app, headers=cookie).json()["who"] is None

    def test_a_session_ends_when_it_is_not_used(self) -> None:
        clock = Clock()
        sessions = Sessions(clock)
        made = sessions.begin("Anna", "d")
        clock.now += 11 * 3_600
        assert sessions.found(made)
        clock.now += 13 * 3_600
        assert sessions.found(made) is None

    def test_a_private_site_shows_nothing_before_one_signs_in(self, file: Path, token: str) -> None:
        app = Tokens(page, Reviewers(file), private=True)
        turned = ask(app, "/questions/x?rule=ucdp")
        assert (turned.status_code, turned.headers["location"]) == (
            303,
            "/sign-in?next=%2Fquestions%2Fx%3Frule%3Ducdp",
        )
        assert ask(app, "/questions/x.json").status_code == 401
        assert ask(app, "/sign-in").status_code == 200
        assert ask(app, headers={"Authorization": f"Bearer {token}"}).status_code == 200

    @pytest.mark.parametrize(
        "cookie", ["counterclaim=" + "x" * 500, "counterclaim=\u00e9", 'counterclaim="', ";;;=", "a"]
    )
    def test_cookies_that_are_none_of_ours_are_no_sessions(self, cookie: str) -> None:
        assert ask(Tokens(page), headers={"Cookie": cookie.encode("latin-1")}).json()["who"] is None

    @pytest.mark.parametrize(
        ("secure", "said"), [(False, "counterclaim="), (True, "__Host-counterclaim=")], ids=["plain", "secure"]
    )
    def test_the_cookie_cannot_be_read_by_scripts(self, secure: bool, said: str) -> None:
        cookie = ask(Tokens(page, local="anna", secure=secure), "/form").headers["set-cookie"]
        assert cookie.startswith(said)
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {each.strip() for each in cookie.split(";")}
        assert ("Secure" in cookie) is secure

    def test_pages_without_a_form_set_no_cookie(self) -> None:
        assert "set-cookie" not in ask(Tokens(page, local="anna")).headers

    @pytest.mark.parametrize(
        ("asked", "given"),
        [("/review?x=1", "/review?x=1"), ("//evil.example", "/"), ("/\\evil.example", "/"),
         ("https://evil.example", "/"), ("", "/"), ("/a\r\nSet-Cookie: x=1", "/")],
    )  # fmt: skip
    def test_signing_in_leads_to_no_other_site(self, asked: str, given: str) -> None:
        assert within(asked) == given


@pytest.fixture
def guarded(file: Path) -> ASGIApp:
    return Tokens(Csrf(page), Reviewers(file), local="anna")


class TestCsrf:
    """A change has to come from a form of ours, in the same browser."""

    @pytest.fixture
    def shown(self, guarded: ASGIApp) -> tuple[str, str]:
        answer = ask(guarded, "/form")
        return answer.headers["set-cookie"].partition(";")[0], answer.json()["csrf"]

    def post(self, app: ASGIApp, cookie: str, token: str, **headers: str) -> int:
        told = {**FORM, "Cookie": cookie, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return ask(app, method="POST", headers=told, content=f"decision=accept&csrf={token}".encode()).status_code

    def test_a_form_of_ours_is_let_through_with_its_body(self, guarded: ASGIApp, shown: tuple[str, str]) -> None:
        cookie, token = shown
        told = {**FORM, "Cookie": cookie, "Origin": SITE, "Sec-Fetch-Site": "same-origin"}
        answer = ask(guarded, method="POST", headers=told, content=f"why=so&csrf={token}".encode())
        assert (answer.status_code, answer.json()["body"]) == (200, f"why=so&csrf={token}")
        told = {"Cookie": cookie, "X-CSRF-Token": token, "Content-Type": "application/json"}
        assert ask(guarded, method="POST", headers=told, content=b"{}").status_code == 200

    WRONG: tuple[tuple[str, Callable[[str, str], tuple[str, str, dict[str, str]]]], ...] = (
        ("no token", lambda cookie, token: (cookie, "", {})),
        ("another token", lambda cookie, token: (cookie, "0" * 64, {})),
        ("no cookie", lambda cookie, token: ("", token, {})),
        ("another cookie", lambda cookie, token: ("counterclaim=AAAAAAAAAAAAAAAAAAAAAA", token, {})),
        ("from elsewhere", lambda cookie, token: (cookie, token, {"Origin": "http://evil.example"})),
        ("from another port", lambda cookie, token: (cookie, token, {"Origin": SITE + ":99"})),
        ("from nowhere", lambda cookie, token: (cookie, token, {"Origin": "null"})),
        ("said by the browser", lambda cookie, token: (cookie, token, {"Sec_Fetch_Site": "cross-site"})),
    )

    @pytest.mark.parametrize("made", [made for _, made in WRONG], ids=[name for name, _ in WRONG])
    def test_what_others_made_is_refused(self, guarded: ASGIApp, shown: tuple[str, str], made: Any) -> None:
        cookie, token, headers = made(*shown)
        assert self.post(guarded, cookie, token, **headers) == 403

    def test_a_token_in_the_header_needs_no_form(self, guarded: ASGIApp, token: str) -> None:
        told = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        assert ask(guarded, method="POST", headers=told, content=b"{}").json()["who"] == "Nguyễn Thị Anna"

    @pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST"])
    def test_every_changing_method_is_held(self, guarded: ASGIApp, method: str) -> None:
        assert ask(guarded, method=method).status_code == 403

    @given(st.binary(max_size=200))
    def test_no_body_breaks_the_check(self, body: bytes) -> None:
        app = Tokens(Csrf(page), local="anna")
        assert ask(app, method="POST", headers={**FORM, "Cookie": "counterclaim=x"}, content=body).status_code == 403


def test_a_fault_is_logged_whole_and_told_to_nobody(caplog: pytest.LogCaptureFixture) -> None:
    answer = ask(SecurityHeaders(Faults(page)), "/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers
    assert answer.headers["x-fault"] in caplog.text
    assert "secret of the inside" in caplog.text
