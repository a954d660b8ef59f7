"""A site that is shared: who may read, who may review, how they sign in, and what others are told."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from browsing import Site
from ledgers import demo, fill

from counterclaim.cli import main
from counterclaim.web.app import app
from counterclaim.web.guard.reviewers import ReviewersRefused, read_reviewers
from counterclaim.web.settings import Settings

CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("sharing") / "war.ledger", demo()[:2])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "reviewers.toml"


@pytest.fixture
def token(file: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["reviewer", "Anna", "--reviewers", str(file)]) == 0
    return capsys.readouterr().out.strip()


@pytest.fixture
def shared(war: Path, file: Path, token: str) -> Site:
    return Site(app(war, settings=Settings("0.0.0.0", reviewers=file)))


def form(site: Site, path: str = "/sign-in") -> tuple[str, str]:
    """The cookie that a page sets, and the token of its form."""
    answer = site.get(path)
    found = CSRF.search(answer.text)
    assert found
    return answer.headers["set-cookie"].partition(";")[0], found[1]


def signed_in(site: Site, token: str, to: str = "/") -> tuple[int, str, str]:
    """Status, cookie and address after signing in."""
    cookie, csrf = form(site)
    told = {"csrf": csrf, "token": token, "next": to}
    answer = site.ask("POST", "/sign-in", headers={"Cookie": cookie}, data=told)
    set_cookie = answer.headers.get("set-cookie", "").partition(";")[0]
    return answer.status_code, set_cookie, answer.headers.get("location", "")


def test_a_token_signs_in_and_out(shared: Site, token: str) -> None:
    status, cookie, to = signed_in(shared, token, "/review?kind=new")
    assert (status, to) == (303, "/review?kind=new")
    page = shared.get("/sign-in", cookie=cookie)
    assert "signed in as Anna" in page.text
    csrf = CSRF.search(page.text)
    assert csrf
    out = shared.ask("POST", "/sign-out", headers={"Cookie": cookie}, data={"csrf": csrf[1]})
    assert out.status_code == 303
    assert "Max-Age=0" in out.headers["set-cookie"]
    assert "signed in as" not in shared.get("/sign-in", cookie=cookie).text


def test_a_cookie_from_before_signing_in_is_worth_nothing_after(shared: Site, token: str) -> None:
    before, csrf = form(shared)
    answer = shared.ask("POST", "/sign-in", headers={"Cookie": before}, data={"csrf": csrf, "token": token})
    assert answer.headers["set-cookie"].partition(";")[0] != before
    assert "signed in as" not in shared.get("/sign-in", cookie=before).text


def test_a_wrong_token_signs_nobody_in_and_guessing_is_slowed_down(shared: Site) -> None:
    answers = [signed_in(shared, f"ccr_{number}")[0] for number in range(12)]
    assert set(answers[:10]) == {401}
    assert answers[-1] == 429


def test_a_form_of_another_site_signs_nobody_in(shared: Site, token: str) -> None:
    cookie, csrf = form(shared)
    told = {"csrf": csrf, "token": token}
    evil = {"Cookie": cookie, "Origin": "https://evil.example"}
    assert shared.ask("POST", "/sign-in", headers=evil, data=told).status_code == 403
    assert shared.ask("POST", "/sign-in", data=told).status_code == 403


def test_signing_in_leads_to_this_site_alone(shared: Site, token: str) -> None:
    assert signed_in(shared, token, "//evil.example/x")[2] == "/"


def test_a_page_of_another_name_cannot_read_the_ledger(war: Path) -> None:
    site = Site(app(war))
    assert site.get("/sign-in", host="evil.example").status_code == 421
    assert site.get("/sign-in", host="localhost:8765").status_code == 200


def test_what_is_shared_by_number_is_reached_by_number_or_name(war: Path) -> None:
    site = Site(app(war, settings=Settings("0.0.0.0", names=("desk.example",))))
    for host in ("10.0.0.7:8765", "[2001:db8::1]:8765", "desk.example"):
        assert site.get("/sign-in", host=host).status_code == 200
    assert site.get("/sign-in", host="evil.example").status_code == 421


def test_refusals_speak_the_readers_language_and_tell_nothing_of_the_inside(war: Path) -> None:
    site = Site(app(war))
    for lang, said in (("en", "another name"), ("vi", "tên khác")):
        refused = site.get("/", host="evil.example", accept_language=lang)
        assert said in refused.text
        assert str(war) not in refused.text
        assert "content-security-policy" in refused.headers
    told = site.get("/", host="evil.example", accept="application/json").json()
    assert told["status"] == 421


def test_a_private_site_is_read_by_its_reviewers_alone(war: Path, file: Path, token: str) -> None:
    site = Site(app(war, settings=Settings("0.0.0.0", reviewers=file, private=True)))
    assert site.get("/search").headers["location"].startswith("/sign-in?next=")
    assert site.get("/question/x.json").status_code == 401
    assert site.get("/static/site.css").status_code == 200
    assert site.get("/question/x.json", authorization=f"Bearer {token}").status_code == 404


def test_a_file_that_breaks_while_the_site_runs_shuts_it_and_shows_nothing(war: Path, file: Path, token: str) -> None:
    site = Site(app(war, settings=Settings("0.0.0.0", reviewers=file)), strict=False)
    file.write_text("nonsense", "utf-8")
    refused = site.get("/sign-in", authorization=f"Bearer {token}")
    assert refused.status_code == 500
    assert str(file) not in refused.text


class TestCommands:
    """`counterclaim reviewer`, and the options of `serve` that share."""

    def test_the_token_stands_nowhere_but_on_the_screen(self, file: Path, token: str) -> None:
        assert token.startswith("ccr_")
        assert token not in file.read_text("utf-8")
        assert list(read_reviewers(file).values()) == ["Anna"]
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

    def test_a_second_reviewer_is_added_and_the_same_name_refused(
        self, file: Path, token: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["reviewer", "Bình", "--reviewers", str(file)]) == 0
        assert sorted(read_reviewers(file).values()) == ["Anna", "Bình"]
        assert main(["reviewer", "Anna", "--reviewers", str(file)]) == 1
        assert "stands in it already" in capsys.readouterr().err

    def test_a_private_site_without_reviewers_is_refused(self, war: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["serve", str(war), "--private", "--port", "0"]) == 1
        assert "--reviewers" in capsys.readouterr().err

    def test_a_missing_file_of_reviewers_is_said_at_once(self, war: Path, tmp_path: Path) -> None:
        with pytest.raises(ReviewersRefused, match="cannot be read"):
            app(war, settings=Settings(reviewers=tmp_path / "none.toml"))
