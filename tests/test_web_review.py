"""Reviewing on the site: what waits, what is decided by form and by JSON, what is refused, and how it is undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from browsing import Links, Site
from ledgers import ANNA, contents, demo, ready, settled

from counterclaim.ledger import Ledger, codings, reviews
from counterclaim.ledger.appending import By
from counterclaim.ledger.checking import check
from counterclaim.ledger.lookup import StoredClaim
from counterclaim.ledger.questions import Wanted, question, questions
from counterclaim.ledger.queue import FEW, KINDS, giving, is_unsettled, reviews_made, waiting
from counterclaim.ledger.reviews import FIELDS
from counterclaim.ledger.settling import tell_untold
from counterclaim.model import Question
from counterclaim.reading.interchange import claims_to_json
from counterclaim.web.app import app
from counterclaim.web.guard.reviewers import add, new_token
from counterclaim.web.settings import Settings
from counterclaim.web.settling import Settler

CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')
ALL = 1_000
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def war(tmp_path: Path) -> Path:
    return settled(tmp_path / "war.ledger")


class Reviewer:
    """Somebody in a browser: keeps the cookie, and sends the forms that pages show."""

    def __init__(self, path: Path, name: str | None = "Anna", reviewers: Path | None = None) -> None:
        self.path = path
        self.site = Site(app(path, settings=Settings(reviewer=name, reviewers=reviewers, beside=False)))
        self.cookie = ""

    def page(self, path: str) -> str:
        answer = self.site.get(path, cookie=self.cookie)
        assert answer.status_code == 200, answer.text
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return answer.text

    def send(self, path: str, shown: str | None = None, **told: Any) -> httpx.Response:
        """Send a form to an address, with the token that the page `shown` has for it."""
        found = CSRF.search(self.page(shown or path))
        assert found
        return self.site.ask("POST", path, headers={"Cookie": self.cookie}, data={"csrf": found[1], **told})

    def json(self, path: str, **told: Any) -> httpx.Response:
        found = CSRF.search(self.page("/review/history" if not self.cookie else "/sign-in"))
        token = found[1] if found else ""
        return self.site.ask(
            "POST", path, headers={"Cookie": self.cookie, "X-CSRF-Token": token, **JSON}, json=told
        )  # fmt: skip


@pytest.fixture
def anna(war: Path) -> Reviewer:
    reviewer = Reviewer(war)
    reviewer.page("/sign-in")
    return reviewer


@pytest.fixture
def counted(war: Path) -> StoredClaim:
    """A claim that counts something."""
    with Ledger(war) as ledger:
        return next(
            each
            for report in demo()
            for each in ledger.report(report.id).claims
            if each.claim.low and not each.claim.denies and each.claim.speaker_party == "AZE"
        )


def asked_of(war: Path, size: int = 2) -> list[Question]:
    with Ledger(war) as ledger:
        return list(questions(ledger, Wanted(size=size), ALL))


def claim_now(war: Path, claim: str) -> StoredClaim:
    with Ledger(war) as ledger:
        return ledger.claim(claim)


class TestQueue:
    """What waits, and in which order."""

    def test_numbers_in_dispute_wait_first_until_each_is_checked(self, war: Path) -> None:
        with Ledger(war, write=True) as ledger:
            found = [each for each in waiting(ledger) if each.kind == "disputed"]
            assert found
            assert found == sorted(found, key=lambda each: -each.weight)
            one = found[0]
            asked = question(ledger, str(one.question))
            assert asked.status in ("disputed", "denied")
            for answer in asked.answers:
                for claim in giving(ledger, answer)[:1]:
                    reviews.accept(ledger, claim, ANNA)
            assert one.question not in [each.question for each in waiting(ledger)]

    def test_a_checked_number_weighs_less(self, war: Path) -> None:
        with Ledger(war, write=True) as ledger:
            before = next(each for each in waiting(ledger, ("disputed",)) if each.answers > 1)
            answer = next(each for each in question(ledger, before.subject).answers if giving(ledger, each))
            reviews.accept(ledger, giving(ledger, answer)[0], ANNA)
            after = next(each for each in waiting(ledger, ("disputed",)) if each.subject == before.subject)
            assert (after.checked, after.weight < before.weight) == (1, True)

    def test_a_party_that_hardly_speaks_waits_until_a_claim_of_it_is_reviewed(self, war: Path) -> None:
        with Ledger(war, write=True) as ledger:
            new = waiting(ledger, ("new",))
            assert new
            one = new[0]
            told = ledger.connection.execute(
                "SELECT count(*) FROM v_claims WHERE speaker_party = ?", (one.party,)
            ).fetchone()
            assert told[0] <= FEW
            reviews.accept(ledger, one.subject, ANNA)
            assert one.party not in [each.party for each in waiting(ledger, ("new",))]

    def test_claims_of_which_the_coder_is_not_sure_wait_the_least_sure_first(self, tmp_path: Path) -> None:
        path = tmp_path / "war.ledger"
        with Ledger(path, write=True) as ledger:
            for number, report in enumerate(demo()[:3]):
                made = ready(report)
                sure = tuple(replace(each, confidence=0.1 + number * 0.3) for each in made.coded.claims)
                ledger.add([replace(made, coded=replace(made.coded, claims=sure))], ANNA)
            found = waiting(ledger, ("unsure",))
            shares = [each.confidence for each in found]
            assert shares == sorted(shares)
            assert set(shares) == {0.1, 0.4}
            reviews.reject(ledger, found[0].subject, ANNA)
            assert found[0].subject not in [each.subject for each in waiting(ledger, ("unsure",))]

    def test_a_report_that_a_person_coded_otherwise_waits(self, war: Path) -> None:
        report = demo()[1]
        with Ledger(war, write=True) as ledger:
            held = [each.claim for each in ledger.report(report.id).claims]
            kept = [replace(each, denies=()) for each in held[1:]]
            codings.add_blind(ledger, [("file:1", claims_to_json(report.id, kept))], By("Ben"))
            (found,) = waiting(ledger, ("unlike",))
            assert (found.report, found.coder, found.unlike) == (report.id, "Ben", 1)

    def test_the_page_shows_each_kind_and_leads_to_it(self, anna: Reviewer) -> None:
        html = anna.page("/review")
        told = anna.site.get("/review.json").json()
        assert set(told["counts"]) == set(KINDS)
        links = Links(html).links
        assert {row["address"] for row in told["rows"]} <= set(map(unescape, links))
        for link in [each for each in links if each.startswith("/review")]:
            assert anna.site.get(unescape(link)).status_code == 200, link
        assert anna.site.get("/review?kind=nonsense").status_code == 400


class TestDecisions:
    """Each decision, sent as the page's own form."""

    def test_accepting_leads_on_and_says_so(self, anna: Reviewer, war: Path, counted: StoredClaim) -> None:
        path = f"/review/claim/{counted.id}"
        answer = anna.send(
            path, decision="accept", why="The ministry's own page", row=counted.row, next="/review?kind=new"
        )
        assert (answer.status_code, answer.headers["location"]) == (303, "/review?kind=new&done=1")
        stored = claim_now(war, counted.id)
        assert (stored.standing.standing, stored.who, stored.why) == ("accepted", "Anna", "The ministry's own page")
        assert "Review 1 by Anna is recorded: accepted" in anna.page("/review?kind=new&done=1")

    def test_rejecting_takes_the_claim_out_of_its_question(
        self, anna: Reviewer, war: Path, counted: StoredClaim
    ) -> None:
        anna.send(f"/review/claim/{counted.id}", decision="reject", why="no")
        assert all(counted.id not in each.claims for each in asked_of(war, 1))

    def test_only_the_fields_that_were_changed_are_corrected(
        self, anna: Reviewer, war: Path, counted: StoredClaim
    ) -> None:
        html = anna.page(f"/review/claim/{counted.id}")
        inputs = dict(re.findall(r'name="(f\.\w+)" type="\w+" value="([^"]*)"', html))
        selects = re.findall(r'<select id="f-\w+" name="(f\.\w+)"[^>]*>(.*?)</select>', html, re.S)
        chosen = {
            name: next(iter(re.findall(r'<option value="(\w*)" selected', options)), "") for name, options in selects
        }
        assert len(inputs) + len(chosen) == len(FIELDS)
        sent = {name: unescape(value) for name, value in (inputs | chosen).items()} | {"f.high": "777777"}
        sent["f.low"] = "777777"
        answer = anna.send(f"/review/claim/{counted.id}", decision="correct", why="misread", **sent)
        assert answer.status_code == 303, answer.text
        with Ledger(war) as ledger:
            made = reviews_made(ledger, 1)[0]
        assert made.value == {"low": 777_777, "high": 777_777}
        stored = claim_now(war, counted.id).claim
        assert (stored.low, stored.event, stored.speaker) == (777_777, counted.claim.event, counted.claim.speaker)

    def test_a_form_that_changes_nothing_is_no_correction(
        self, anna: Reviewer, war: Path, counted: StoredClaim
    ) -> None:
        before = contents(war)
        event = counted.claim.event
        answer = anna.send(f"/review/claim/{counted.id}", decision="correct", why="x", **{"f.event": event})
        assert answer.status_code == 422
        assert "nothing was changed" in answer.text
        assert contents(war) == before

    def test_merging_and_splitting(self, anna: Reviewer, war: Path) -> None:
        one, *others = asked_of(war)
        other = next(each for each in others if each.event != one.event)
        answer = anna.send(f"/review/question/{one.id}", decision="merge", why="same", into=["", other.id])
        assert answer.status_code == 303, answer.text
        with Ledger(war) as ledger:
            assert set(question(ledger, other.id).claims) == {*one.claims, *other.claims}
        anna.send("/review/undo/1", shown="/review/history", why="no")
        told = {"decision": "split", "why": "another event", "claims": [one.claims[-1]]}
        assert anna.send(f"/review/question/{one.id}", **told).status_code == 303
        assert [each.claims for each in asked_of(war, 1) if one.claims[-1] in each.claims] == [(one.claims[-1],)]

    def test_withdrawing_a_relation(self, anna: Reviewer, war: Path) -> None:
        asked = next(each for each in asked_of(war) if each.relations)
        link = asked.relations[0]
        told = {"decision": "withdraw", "why": "no", "claim": link.claim, "other": link.other}
        assert anna.send(f"/review/question/{asked.id}", **told).status_code == 303
        with Ledger(war) as ledger:
            assert link not in question(ledger, asked.id).relations

    def test_a_report_as_a_whole_and_its_copies(self, anna: Reviewer, war: Path) -> None:
        assert anna.send("/review/report/demo-2", decision="accept", why="all read").status_code == 303
        assert anna.send("/review/report/demo-2", decision="copy", other="demo-1", why="same").status_code == 303
        with Ledger(war) as ledger:
            held = ledger.report("demo-2")
        assert {each.standing.standing for each in held.claims} == {"accepted"}
        assert "demo-1" in held.copies
        assert anna.send("/review/report/demo-2", decision="no_copy", other="demo-1", why="no").status_code == 303

    def test_a_claim_that_was_missed_is_added_to_its_report(
        self, anna: Reviewer, war: Path, counted: StoredClaim
    ) -> None:
        text, before = next(each.text for each in demo() if each.id == "demo-3"), contents(war)
        told = {"decision": "add", "why": "missed", "f.evidence": text.split(".")[0], "f.event": "talks"}
        said = {"f.stance": "asserts", "f.speaker_party": "narrator", "f.low": "", "f.speaker": ""}
        assert anna.send("/review/report/demo-3", **told | {"f.evidence": "not there"}, **said).status_code == 422
        assert contents(war) == before
        answer = anna.send("/review/report/demo-3", **told, **said)
        assert answer.status_code == 303, answer.text
        with Ledger(war) as ledger:
            made = reviews_made(ledger, 1)[0]
            assert (made.kind, made.about) == ("add", "claim")
            assert ledger.claim(made.subject).claim.event == "talks"
        assert anna.send("/review/undo/1", shown="/review/history", why="mistake").status_code == 303

    def test_every_decision_can_be_undone_from_the_list_of_them(
        self, anna: Reviewer, war: Path, counted: StoredClaim
    ) -> None:
        anna.send(f"/review/claim/{counted.id}", decision="reject", why="no")
        html = anna.page("/review/history")
        assert 'action="/review/undo/1"' in html
        assert anna.send("/review/undo/1", shown="/review/history", why="mistake").status_code == 303
        assert claim_now(war, counted.id).standing.standing == "coded"
        assert 'action="/review/undo/1"' not in anna.page("/review/history")
        assert anna.send("/review/undo/1", shown=f"/review/claim/{counted.id}", why="again").status_code == 422
        assert check(war).faults == ()


class TestJson:
    """The same decisions as JSON."""

    def test_a_decision_gives_the_number_by_which_it_is_undone(
        self, anna: Reviewer, war: Path, counted: StoredClaim
    ) -> None:
        made = anna.json(
            f"/review/claim/{counted.id}", decision="correct", why="misread", changes={"low": 7, "high": 7}
        )
        assert made.status_code == 201, made.text
        assert made.json() == {"review": 1, "decision": "correct", "subject": counted.id, "who": "Anna"}
        assert claim_now(war, counted.id).claim.low == 7
        assert anna.json("/review/undo/1", why="mistake").json()["review"] == 2
        assert claim_now(war, counted.id).claim.low == counted.claim.low

    @pytest.mark.parametrize(
        ("told", "status"),
        [({}, 422), ({"decision": "explode", "why": "x"}, 422), ({"decision": "accept"}, 422), ({"decision": 7}, 422),
         ({"decision": "accept", "why": "x", "row": 1 << 60}, 409), ({"decision": "accept", "why": "x" * 3_000}, 422),
         ({"decision": "correct", "why": "x", "changes": {"event": "murdered"}}, 422),
         ({"decision": "correct", "why": "x", "changes": {"nonsense": 1}}, 422),
         ({"decision": "correct", "why": "x", "changes": {"low": [1]}}, 422)],
    )  # fmt: skip
    def test_what_is_no_decision_changes_nothing(
        self, anna: Reviewer, war: Path, counted: StoredClaim, told: dict[str, Any], status: int
    ) -> None:
        before = contents(war)
        answer = anna.json(f"/review/claim/{counted.id}", **told)
        assert answer.status_code == status, answer.text
        assert contents(war) == before
        assert str(war) not in answer.text

    @pytest.mark.parametrize("kind", ["claim", "question", "report"])
    def test_what_is_not_there_is_not_decided_about(self, anna: Reviewer, kind: str) -> None:
        decision = {"claim": "accept", "question": "split", "report": "accept"}[kind]
        assert anna.json(f"/review/{kind}/none", decision=decision, why="x").status_code == 404


class TestGuarded:
    """Who may not decide, does not."""

    def test_without_a_reviewer_pages_are_read_and_nothing_is_decided(self, war: Path, counted: StoredClaim) -> None:
        site = Site(app(war))
        before = contents(war)
        html = site.get(f"/review/claim/{counted.id}").text
        assert "csrf" not in html
        assert "<button" not in html
        assert (
            site.ask("POST", f"/review/claim/{counted.id}", data={"decision": "reject", "why": "x"}).status_code == 403
        )
        assert contents(war) == before

    def test_who_is_not_signed_in_is_told_to(self, war: Path, counted: StoredClaim) -> None:
        file = war.with_name("reviewers.toml")
        add(file, "Anna", new_token())
        nobody = Reviewer(war, None, file)
        nobody.page("/sign-in")
        answer = nobody.send(f"/review/claim/{counted.id}", shown="/sign-in", decision="reject", why="x")
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"

    def test_two_who_decide_at_once_do_not_undo_each_other(self, war: Path, counted: StoredClaim) -> None:
        anna, ben = Reviewer(war), Reviewer(war, "Ben")
        path = f"/review/claim/{counted.id}"
        assert anna.send(path, decision="accept", why="x", row=counted.row).status_code == 303
        assert ben.send(path, decision="reject", why="x", row=counted.row).status_code == 409
        assert claim_now(war, counted.id).who == "Anna"


@pytest.fixture
def settler(war: Path) -> Iterator[Settler]:
    made = Settler(war)
    yield made
    made.close()


def test_questions_are_brought_up_to_date_beside_the_site(war: Path, counted: StoredClaim, settler: Settler) -> None:
    with Ledger(war, write=True) as ledger:
        number = reviews.correct(ledger, counted.id, {"low": 7, "high": 7}, ANNA, then=settler)
        assert number == 1
        assert settler.wait(60)
        assert not is_unsettled(ledger)
        asked = [each for each in questions(ledger, Wanted(), ALL) if counted.id in each.claims]
    assert any((answer.low, answer.high) == (7, 7) for each in asked for answer in each.answers)


def test_what_could_not_be_settled_is_said_and_waits(war: Path, counted: StoredClaim, anna: Reviewer) -> None:
    with Ledger(war, write=True) as ledger:
        reviews.correct(ledger, counted.id, {"low": 7, "high": 7}, ANNA, then=tell_untold)
        assert is_unsettled(ledger)
    assert "being brought up to date" in anna.page("/review")
