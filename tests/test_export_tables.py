"""Tables of claims, questions, answers and relations: what is written comes back as it was."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import ANNA, demo, settled

from counterclaim.errors import CounterclaimError
from counterclaim.exports import cells, tables
from counterclaim.exports.back import claim_of, question_of
from counterclaim.exports.columns import COUNT, DAY, FLAG, NESTED, SHARE, SPANS, TABLES, TEXT, WORDS, Column
from counterclaim.exports.form import Choice
from counterclaim.exports.forms import form
from counterclaim.ledger import Ledger
from counterclaim.ledger.bulk import Selection, claims_of, questions_of
from counterclaim.ledger.reviews import correct, reject
from counterclaim.ledger.settling import settle
from counterclaim.ledger.tabled import claim_pages
from counterclaim.model import Claim, Question

ENDINGS = ("csv", "jsonl", "parquet")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's reports, some of their claims corrected and rejected, told anew."""
    made = settled(tmp_path_factory.mktemp("tables") / "w.ledger")
    with Ledger(made, write=True) as ledger:
        claims = [stored for stored, _ in claims_of(ledger, Selection())]
        counted = [each for each in claims if each.claim.low is not None]
        correct(ledger, counted[0].id, {"low": 7, "high": 9, "qualifier": "range"}, ANNA)
        correct(ledger, counted[1].id, {"place": None}, ANNA)
        reject(ledger, counted[2].id, ANNA)
        settle(ledger, ANNA)
    return made


@pytest.fixture(scope="module")
def written(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all tables in all formats."""
    folder = tmp_path_factory.mktemp("written")
    with Ledger(path) as ledger:
        for name in TABLES:
            for ending in ENDINGS:
                with (folder / f"{name}.{ending}").open("wb") as out:
                    form(f"{name}.{ending}").write(ledger, Choice(rule="ledger"), out)
    return folder


@pytest.mark.parametrize("ending", ENDINGS)
def test_claims_come_back_with_no_field_that_differs(path: Path, written: Path, ending: str) -> None:
    rows = {row["id"]: row for row in tables.read_rows(written / f"claims.{ending}", "claims")}
    with Ledger(path) as ledger:
        found = list(claims_of(ledger, Selection()))
    assert len(rows) == len(found) > 60
    differing = []
    for stored, printed in found:
        row, report = rows[stored.id], printed.report
        back = claim_of(row)
        differing += [
            each.name for each in fields(Claim) if getattr(back, each.name) != getattr(stored.claim, each.name)
        ]
        told = {
            "report": report.id, "outlet": report.outlet, "published": report.published, "lang": report.lang,
            "title": report.title, "url": report.url, "report_version": printed.version,
            "report_sha256": printed.sha256, "source_sha256": report.raw.sha256 if report.raw else None,
            "source_fetched": report.raw.fetched if report.raw else None, "standing": stored.standing.standing,
            "made_by": stored.standing.made_by, "recorded_at": stored.at, "recorded_by": stored.who,
            "reason": stored.why, "id": back.id,
        }  # fmt: skip
        differing += [name for name, value in told.items() if row[name] != value]
    assert differing == []
    assert {row["standing"] for row in rows.values()} == {"coded", "corrected"}


@pytest.mark.parametrize("ending", ENDINGS)
def test_questions_come_back_from_three_tables_with_no_field_that_differs(
    path: Path, written: Path, ending: str
) -> None:
    parts: dict[str, dict[str, list[dict[str, Any]]]] = {name: defaultdict(list) for name in ("answers", "relations")}
    for name, found in parts.items():
        for row in tables.read_rows(written / f"{name}.{ending}", name):
            found[row["question"]].append(row)
    rows = {row["id"]: row for row in tables.read_rows(written / f"questions.{ending}", "questions")}
    with Ledger(path) as ledger:
        asked = [each.question for each in questions_of(ledger, Selection())]
    assert len(rows) == len(asked) > 50
    back = {key: question_of(row, parts["answers"][key], parts["relations"][key]) for key, row in rows.items()}
    names = [each.name for each in fields(Question)]
    assert [n for each in asked for n in names if getattr(each, n) != getattr(back[each.id], n)] == []


def test_all_formats_hold_the_same_rows(written: Path) -> None:
    for name in TABLES:
        one, other, third = (list(tables.read_rows(written / f"{name}.{ending}", name)) for ending in ENDINGS)
        assert one == other == third


def test_each_claim_names_the_questions_that_hold_it(written: Path) -> None:
    rows = tables.read_rows(written / "questions.jsonl", "questions")
    held = {(claim, row["id"]) for row in rows for claim in row["claims"]}
    claims = tables.read_rows(written / "claims.jsonl", "claims")
    assert {(row["id"], question) for row in claims for question in row["questions"]} == held


def test_parquet_is_typed_for_those_who_query_it(written: Path) -> None:
    found = duckdb.sql(f"SELECT sum(low), min(start) FROM '{written}/claims.parquet'").fetchall()[0]
    rows = list(tables.read_rows(written / "claims.jsonl", "claims"))
    assert found[0] == sum(row["low"] or 0 for row in rows)
    assert found[1] == date.fromisoformat(min(row["start"] for row in rows if row["start"]))


def test_other_csv_readers_see_the_same_rows(written: Path) -> None:
    found = duckdb.sql(f"SELECT id, low FROM read_csv('{written}/claims.csv', header=true)").fetchall()
    assert found == [(row["id"], row["low"]) for row in tables.read_rows(written / "claims.csv", "claims")]


def test_claims_of_a_page_are_those_of_the_stream(path: Path) -> None:
    chosen = (
        {"party": "ARM"}, {"status": "disputed"}, {"place": "AZE"}, {"lang": "vi"}, {"as_of": "2020-09-28"},
        {"as_of": "2020-09-28", "status": "one-sided"}, {"recorded": "2000-01-01"},
        {"since": "2020-09-29", "event": "killed"}, {"outlet": "The Harbour Post", "until": "2020-09-29"},
    )  # fmt: skip
    for selection in (Selection(**each) for each in chosen):
        with Ledger(path) as ledger:
            expected = [stored.id for stored, _ in claims_of(ledger, selection)]
            assert [claim for page in claim_pages(ledger, selection) for claim in page["id"]] == expected


def test_claims_stand_as_they_were_recorded_then(path: Path) -> None:
    with Ledger(path) as ledger:
        before = ledger.connection.execute("SELECT at FROM commits WHERE what = 'add' ORDER BY seq DESC").fetchone()[0]
        pages = list(claim_pages(ledger, Selection(recorded=before)))
    assert {standing for page in pages for standing in page["standing"]} == {"coded"}
    assert all(questions == [] for page in pages for questions in page["questions"])


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["", "=1+1", "+84", "-5 tanks", "@cmd", "'", "''", '"', "a,b", "a\r\nb", "\r", "\t=", "null", "NaN", " "]
)
VALUES = {
    TEXT: st.none() | TEXTS,
    COUNT: st.none() | st.integers(0, 2**62),
    SHARE: st.none() | st.floats(0, 1),
    DAY: st.none() | st.dates().map(str),
    FLAG: st.none() | st.booleans(),
    WORDS: st.lists(TEXTS, max_size=3),
    NESTED: st.lists(st.lists(TEXTS, max_size=2), max_size=2),
    SPANS: st.lists(st.fixed_dictionaries({"start": st.integers(0, 9), "end": st.integers(0, 9), "text": TEXTS})),
}
COLUMNS = tuple(Column(kind, kind, "") for kind in VALUES)


@given(st.lists(st.fixed_dictionaries(VALUES), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_any_values_come_back_from_every_format(rows: list[dict[str, Any]]) -> None:
    page = {name: [row[name] for row in rows] for name in VALUES}
    for ending, (write, _) in tables.FORMATS.items():
        out = io.BytesIO()
        assert write(COLUMNS, iter([page]), out) == len(rows)
        assert list(_read_back(out.getvalue(), ending)) == rows


def _read_back(written: bytes, ending: str) -> Iterator[dict[str, Any]]:
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=f".{ending}") as file:
        file.write(written)
        file.flush()
        read = {"csv": tables._read_csv, "jsonl": tables._read_jsonl, "parquet": tables._read_parquet}[ending]
        yield from read(Path(file.name), COLUMNS)


@given(TEXTS)
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    assert not cells.guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cells.unguarded(cells.guarded(text)) == text


def test_evidence_that_begins_with_a_dash_is_text_to_a_spreadsheet() -> None:
    out = io.BytesIO()
    tables.write_csv((Column("evidence", TEXT, ""),), iter([{"evidence": ["- 5 tanks", "=HYPERLINK(1)", None]}]), out)
    assert list(csv.reader(io.StringIO(out.getvalue().decode(), newline=""))) == [
        ["evidence"], ["'- 5 tanks"], ["'=HYPERLINK(1)"], [""],
    ]  # fmt: skip


def test_a_table_of_another_kind_is_said_in_one_line(written: Path, tmp_path: Path) -> None:
    for ending in ENDINGS:
        with pytest.raises(CounterclaimError, match="columns are not those of this table"):
            list(tables.read_rows(written / f"claims.{ending}", "answers"))
    with pytest.raises(CounterclaimError, match=r"tables end in \.csv"):
        list(tables.read_rows(tmp_path / "claims.xls", "claims"))


def test_figures_stand_beside_questions_by_the_rule_that_is_named(path: Path) -> None:
    with Ledger(path) as ledger:
        out = io.BytesIO()
        form("questions.jsonl").write(ledger, Choice(Selection(event="killed"), "acled"), out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert {row["rule"] for row in rows} == {"acled"}
    assert any(row["best"] is not None and row["figure_claims"] for row in rows)
    assert len(demo()) == 16
