"""What every public function promises of any input: round trips, order, places in the text, and no other errors.

`PROPERTIES` names for each public function the test that holds it; a test holds that table to docs/reference/python.md.
Examples are few and always the same; `make fuzz` looks further.
"""

from __future__ import annotations

import contextlib
import html
import importlib
import inspect
import json
import pickle
import re
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledgers import ANNA, demo, ready, settled

import counterclaim
from counterclaim import errors
from counterclaim.coding.coders import code as code_by
from counterclaim.coding.coders import coded, coder_named, coder_recorded, default, measured, recorded_name, with_own
from counterclaim.cycles import undisturbed
from counterclaim.display import marked, show
from counterclaim.errors import CoderMissing, CounterclaimError, LedgerError, UnknownLanguage
from counterclaim.exports.tables import read_rows
from counterclaim.ledger import Ledger
from counterclaim.ledger.search import search
from counterclaim.model import Period, Report, content_id, report_id
from counterclaim.model.questions import moment_of
from counterclaim.reading.interchange import report_to_json
from counterclaim.reconciliation.engine import begins, known_by, reconciled
from counterclaim.reconciliation.figures import RULES, rule, rules

ROOT: Final = Path(__file__).parents[1]
few = settings(max_examples=8, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
fewest = settings(few, max_examples=3)
TEXTS = st.text(max_size=40)
SAID = st.lists(
    st.sampled_from(
        "Russia Hamas said denied killed 12 soldiers drones. on Monday near Kyiv, “we” <zq> & \u0301 \ud83d".split()
    ),
    max_size=24,
).map(" ".join)
DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1)).map(str)


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled(tmp_path_factory.mktemp("properties") / "war.ledger", demo()[:6])


@few
@given(st.lists(st.tuples(SAID, TEXTS, st.none() | DAYS), max_size=4))
def test_reports_that_are_written_are_read_again(
    tmp_path_factory: Any, said: list[tuple[str, str, str | None]]
) -> None:
    whole = [
        Report(f"r{at}", body.encode("utf-8", "ignore").decode(), "en", title.strip().split("\n")[0], published=day)
        for at, (body, title, day) in enumerate(said)
    ]
    whole = [each for each in whole if each.body.strip() and each.title.isprintable()]
    path = tmp_path_factory.getbasetemp() / "written.jsonl"
    path.write_text("".join(json.dumps(report_to_json(each)) + "\n" for each in whole), "utf-8")
    refused: list[Any] = []
    read = list(counterclaim.read(path, refused=refused.append))
    assert [(each.id, each.text, each.published) for each in read] == [
        (each.id, each.text, each.published) for each in whole
    ]
    assert all("\n" not in str(each) for each in refused)


@few
@given(SAID)
def test_any_text_is_coded_with_its_evidence_or_no_pack_reads_it(text: str) -> None:
    report = Report(report_id(None, None, text), text)
    try:
        claims = counterclaim.code(text, coder="rules")
    except UnknownLanguage:
        return
    assert claims == code_by(report, "rules") == coded(report, "rules").claims
    assert claims == with_own(coder_named("rules"), None)(report).claims
    assert all(text[claim.evidence.start : claim.evidence.end] == claim.evidence.text for claim in claims)
    pieces = "".join(marked(report, claims))
    drawn = show(report, claims)
    assert re.sub(r"<sup>\[\d+\]</sup>|</?(?:mark|strong)[^>]*>", "", pieces) == html.escape(text)
    assert "<zq" not in drawn.html
    assert max(map(len, str(drawn).splitlines() or [""])) <= 100


@few
@given(TEXTS)
def test_no_name_of_a_coder_raises_anything_else(name: str) -> None:
    for found in (coder_named, coder_recorded):
        if name not in ("rules", "learned"):
            with pytest.raises(CoderMissing):
                found(name)
    assert recorded_name(name) == name  # no words of one's own are in use
    assert default() in measured().core


@few
@given(TEXTS | st.builds("{}:{}".format, TEXTS, TEXTS) | st.sampled_from([".:x", "..a:b", "os:", "os:path", ":x"]))
def test_no_name_of_a_rule_raises_anything_else(name: str) -> None:
    assert set(rules()) == set(RULES)
    with contextlib.suppress(CounterclaimError):
        assert callable(rule(name))


@fewest
@given(st.permutations(demo("en.jsonl")[:3]), st.none() | st.dates(date(2020, 9, 25), date(2020, 10, 5)))
def test_questions_and_figures_do_not_depend_on_the_order_of_reports(mixed: list[Report], day: date | None) -> None:
    one, other = (counterclaim.reconcile(each, coder="rules", as_of=day) for each in (demo("en.jsonl")[:3], mixed))
    assert one.questions == other.questions
    told = list(one.told.values())
    with undisturbed():
        assert {each.id for each in reconciled(told)} == {each.id for each in one}
    assert list(one) == sorted(one, key=begins)
    assert list(known_by(told, None)) == told
    for question in one:
        for name in RULES:
            figure = one.figure(question, name)
            known = [each for each in (figure.low, figure.best, figure.high) if each is not None]
            assert known == sorted(known)
            assert figure == other.figure(question, name)
        assert show(question, one.told) == show(question, other.told)


@fewest
@given(
    st.lists(
        st.builds(Report, st.sampled_from(["a", "b", "/c?"]), SAID, title=TEXTS, published=st.none() | DAYS), max_size=3
    )
)
def test_a_ledger_gives_back_what_it_was_given(tmp_path_factory: Any, reports: list[Report]) -> None:
    whole = [each for each in reports if not any("\ud800" <= letter <= "\udfff" for letter in each.text)]
    path = tmp_path_factory.mktemp("round") / "war.ledger"
    with Ledger(path, write=True) as ledger:
        for each in whole:
            try:
                added = ledger.add([ready(each)], ANNA)
            except UnknownLanguage:
                continue
            assert ledger.knows(each)
            held = ledger.report(each.id)
            assert held.report == each
            assert len(held.claims) >= added.claims
            assert all(ledger.claim(stored.id).claim == stored.claim for stored in held.claims)
            assert ledger.add([ready(each)], ANNA).reports == ()


@few
@given(
    st.dictionaries(st.sampled_from("party event target place status outlet lang question".split()), TEXTS, max_size=2),
    st.none() | DAYS,
)
def test_any_choice_of_a_ledger_gives_some_of_it(war: Path, chosen: dict[str, str], day: str | None) -> None:
    chosen = {name: value.encode("utf-8", "ignore").decode() for name, value in chosen.items()}
    until = {"until": day} if day else {}
    with Ledger(war) as ledger:
        every = {stored.id for stored, _ in ledger.claims()}
        some = [stored.id for stored, _ in ledger.claims(**chosen, **until)]
        assert len(some) == len(set(some))
        assert set(some) <= every
        assert {asked.question.id for asked in ledger.questions(**chosen)} <= {
            each.question.id for each in ledger.questions()
        }
        assert counterclaim.table(ledger, "claims", **chosen, **until)["id"].to_pylist() == some


@few
@given(event=st.sampled_from(["killed", "shot_down", "no event"]), ending=st.sampled_from(["csv", "jsonl", "parquet"]))
def test_what_is_exported_is_read_back_whole(war: Path, tmp_path_factory: Any, event: str, ending: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"claims.{ending}"
    losses = counterclaim.export(war, f"claims.{ending}", path, event=event)
    rows = list(read_rows(path, "claims"))
    with Ledger(war) as ledger:
        assert [row["id"] for row in rows] == [stored.id for stored, _ in ledger.claims(event=event)]
    assert losses.rows == len(rows)


@few
@given(TEXTS)
def test_any_words_are_searched_or_refused_in_one_line(war: Path, words: str) -> None:
    with Ledger(war) as ledger, contextlib.suppress(LedgerError):
        found = search(ledger, words)
        assert found.exact <= found.total >= len(found.hits)


@few
@given(st.lists(st.none() | TEXTS | st.integers(), max_size=4))
def test_ids_are_the_same_for_the_same_and_others_for_others(parts: list[Any]) -> None:
    assert content_id(*parts) == content_id(*parts)
    assert re.fullmatch("[0-9a-f]{16}", content_id(*parts))
    assert content_id(*parts, "x") != content_id(*parts)
    assert report_id("o", None, "\ud83d") != report_id("o", None, "text") != report_id("p", None, "text")


@few
@given(st.datetimes(), st.datetimes())
def test_moments_go_as_times_do(one: Any, other: Any) -> None:
    first, second = sorted((one, other))
    assert moment_of(first.isoformat()) <= moment_of(second.isoformat())
    assert Period(first.date(), None).end is None


@few
@given(st.text())
def test_what_others_say_of_a_fault_is_one_line(said: str) -> None:
    line = errors.in_one_line(ValueError(said))
    assert len(line) <= errors.LONGEST
    assert len(line.splitlines()) <= 1


KINDS: Final = [each for each in vars(errors).values() if inspect.isclass(each) and issubclass(each, CounterclaimError)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_travels_between_processes_as_it_is(kind: type[CounterclaimError]) -> None:
    own = [name for name in inspect.signature(kind.__init__).parameters if name not in ("self", "args", "kwargs")]
    values = {"supported": ("en",), "tries": 3}
    error = kind(*(values.get(name, name) for name in own))
    again = pickle.loads(pickle.dumps(error))  # made a line above
    assert (type(again), str(again), vars(again)) == (kind, str(error), vars(error))
    assert "\n" not in str(error)


PROPERTIES: Final[dict[str, str]] = {
    "read": "test_reports_that_are_written_are_read_again",
    "code coded with_own marked show Shown Measured": "test_any_text_is_coded_with_its_evidence_or_no_pack_reads_it",
    "coder_named coder_recorded recorded_name default measured": "test_no_name_of_a_coder_raises_anything_else",
    "rule rules": "test_no_name_of_a_rule_raises_anything_else",
    "reconcile Reconciled reconciled begins known_by Archive": (
        "test_questions_and_figures_do_not_depend_on_the_order_of_reports"
    ),
    "Question Answer Relation Revision Figure Told": (
        "test_questions_and_figures_do_not_depend_on_the_order_of_reports"
    ),
    "Ledger Fresh Added fresh": "test_a_ledger_gives_back_what_it_was_given",
    "table": "test_any_choice_of_a_ledger_gives_some_of_it",
    "export": "test_what_is_exported_is_read_back_whole",
    "search queries Filters Hit Found": "test_any_words_are_searched_or_refused_in_one_line",
    "content_id report_id Report Raw": "test_ids_are_the_same_for_the_same_and_others_for_others",
    "Period moment_of": "test_moments_go_as_times_do",
    "Claim Span Quantity": "test_interchange.test_claims_survive_json",
    "claims_of claims_component DocClaim": "test_pipeline.test_any_words_are_coded_on_whole_tokens",
    "in_one_line": "test_what_others_say_of_a_fault_is_one_line",
    **{kind.__name__: "test_every_error_travels_between_processes_as_it_is" for kind in KINDS},
}
"""Public functions and types, and the test of what they promise of any input."""


def test_every_public_function_has_a_property() -> None:
    named = {name: test for names, test in PROPERTIES.items() for name in names.split()}
    rooms = re.findall(r"automodule:: (\S+)", (ROOT / "docs" / "reference" / "python.md").read_text("utf-8"))
    for room in map(importlib.import_module, rooms):
        for name, found in vars(room).items():
            if not name.startswith("_") and callable(found) and getattr(found, "__module__", "") == room.__name__:
                assert name in named or getattr(found, "__origin__", None), f"{room.__name__}.{name}"
    for name in counterclaim.__all__:
        assert name in named or name == "Losses"
    for test in named.values():
        module, _, function = test.rpartition(".")
        where = importlib.import_module(module or __name__)
        assert callable(getattr(where, function)), test
