"""The public verbs: their examples run, their docstrings say units and errors, and importing them costs nothing."""

from __future__ import annotations

import ast
import doctest
import inspect
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType

import duckdb
import pytest
from ledgers import DEMO, demo, settled

import counterclaim
from counterclaim import verbs
from counterclaim.errors import UnknownLanguage
from counterclaim.exports.back import claim_of
from counterclaim.model import Report

ROOT = Path(counterclaim.__file__).parent
DOCS = ROOT.parent / "docs"
EXAMPLES = ("counterclaim.verbs", "counterclaim.display", "counterclaim.pipeline")
PUBLIC = sorted(
    ".".join(["counterclaim", *path.relative_to(ROOT).with_suffix("").parts]).removesuffix(".__init__")
    for path in ROOT.rglob("*.py")
    if "\n__all__ = " in path.read_text("utf-8")
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled(tmp_path_factory.mktemp("verbs") / "war.ledger", demo("en.jsonl"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_of_docstrings_run(name: str, path: Path, tmp_path: Path) -> None:
    module = import_module(name)
    names = {each: getattr(counterclaim, each) for each in counterclaim.__all__}
    known = {"demo": DEMO, "ledger": path, "folder": tmp_path, **names}
    result = doctest.testmod(module, extraglobs=known)
    assert result.attempted
    assert not result.failed


def test_examples_of_the_page_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(path, "war.ledger")
    page = (DOCS / "python.md").read_text("utf-8").replace("```\n", "\n")
    examples = doctest.DocTestParser().get_doctest(page, {}, "python.md", str(DOCS / "python.md"), 0)
    assert len(examples.examples) > 10
    result = doctest.DocTestRunner().run(examples)
    assert not result.failed


def functions(module: ModuleType) -> Iterator[tuple[str, object]]:
    """The public functions, classes and methods of a module that it exports and this project made."""
    for name in module.__all__:
        found = getattr(module, name)
        if not (inspect.isclass(found) or inspect.isfunction(found)):
            continue
        yield name, found
        if inspect.isclass(found):
            for method, made in vars(found).items():
                if not method.startswith("_") and inspect.isfunction(getattr(made, "__func__", made)):
                    yield f"{name}.{method}", getattr(made, "__func__", made)


def test_modules_with_public_names_were_found() -> None:
    assert {"counterclaim", "counterclaim.coding", "counterclaim.ledger", "counterclaim.model"} <= set(PUBLIC)


@pytest.mark.parametrize("module", PUBLIC)
def test_every_public_function_says_what_it_does_and_what_it_raises(module: str) -> None:
    silent = []
    for name, found in functions(import_module(module)):
        said = inspect.getdoc(found) or ""
        if not said:
            silent.append(f"{name}: no docstring")
        elif inspect.isfunction(found):
            raised = {
                node.exc.func.id
                for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(found))))
                if isinstance(node, ast.Raise)
                and isinstance(node.exc, ast.Call)
                and isinstance(node.exc.func, ast.Name)
            }
            silent += [f"{name}: does not say that it raises {fault}" for fault in raised if fault not in said]
    assert silent == []


@pytest.mark.parametrize("name", ["read", "code", "reconcile", "show", "export", "table"])
def test_a_verb_names_every_parameter_and_gives_an_example(name: str) -> None:
    found = getattr(counterclaim, name)
    said = inspect.getdoc(found) or ""
    assert ">>>" in said
    assert "aises" in said or "raised" in said
    missing = [each for each in inspect.signature(found).parameters if each not in said]
    assert missing == []


def test_importing_the_package_imports_nothing_of_it() -> None:
    told = "import sys, counterclaim; print([name for name in sys.modules if name.startswith('counterclaim.')])"
    shown = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_the_options_of_the_command_line_need_neither_ledger_nor_charts() -> None:
    told = (
        "import sys; from counterclaim.cli import parser; parser(); "
        "print([room for room in ('charts', 'ledger', 'web', 'verbs') if f'counterclaim.{room}' in sys.modules], "
        "[name for name in ('sqlite3', 'pyarrow', 'spacy', 'numpy') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[] []"


def test_every_public_name_is_there_and_another_says_which_are() -> None:
    assert all(hasattr(counterclaim, name) for name in counterclaim.__all__)
    assert set(counterclaim.__all__) <= set(dir(counterclaim))
    with pytest.raises(AttributeError, match=r"it has .*reconcile"):
        counterclaim.recieve  # type: ignore[attr-defined]  # noqa: B018


def test_a_refused_report_is_raised_unless_somebody_takes_it(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text('{"text": "Russia shot down 2 drones."}\nnonsense\n{"text": "Ukraine denied it."}\n', "utf-8")
    with pytest.raises(counterclaim.RefusedReport, match=r"reports\.jsonl:2"):
        list(verbs.read(path))
    refused: list[counterclaim.RefusedReport] = []
    assert len(list(verbs.read(path, refused=refused.append))) == 2
    assert len(refused) == 1


def test_reconciling_does_not_depend_on_the_order_and_respects_the_day() -> None:
    reports = list(verbs.read(DEMO / "en.jsonl"))
    forward, backward = (verbs.reconcile(each, coder="rules") for each in (reports, reports[::-1]))
    assert {question.id for question in forward} == {question.id for question in backward}
    early = verbs.reconcile(reports, as_of=date(2020, 9, 27), coder="rules")
    assert 0 < len(early) < len(forward)


def test_a_report_that_no_pack_reads_is_raised_or_taken() -> None:
    foreign = Report("r1", "La Russie a abattu deux drones ukrainiens.", lang="fr")
    with pytest.raises(UnknownLanguage):
        verbs.reconcile([foreign], coder="rules")
    taken: list[str] = []
    assert len(verbs.reconcile([foreign], coder="rules", refused=lambda report, _: taken.append(report.id))) == 0
    assert taken == ["r1"]


def test_a_ledger_gives_its_claims_and_questions_as_typed_values(path: Path) -> None:
    with counterclaim.Ledger(path) as ledger:
        claims = {stored.id: (stored, printed) for stored, printed in ledger.claims()}
        killed = {stored.id for stored, _ in ledger.claims(event="killed")}
        assert killed == {key for key, (stored, _) in claims.items() if stored.claim.event == "killed"}
        for stored, printed in claims.values():
            evidence = stored.claim.evidence
            assert printed.report.text[evidence.start : evidence.end] == evidence.text
        asked = list(ledger.questions(status="disputed"))
        assert asked
        assert all(each.question.status == "disputed" and set(each.told) <= set(claims) for each in asked)
        known = {each.question.id for each in ledger.questions()}
        assert {each.question.id for each in ledger.questions(as_of="2020-09-27")} != known


def test_tables_hold_what_the_ledger_gives_and_other_tools_read_them(path: Path) -> None:
    with counterclaim.Ledger(path) as ledger:
        claims = counterclaim.table(ledger, "claims")
        stored = {each.id: each.claim for each, _ in ledger.claims()}
    rows = [
        {key: str(cell) if isinstance(cell, date) else cell for key, cell in row.items()} for row in claims.to_pylist()
    ]
    assert {row["id"]: claim_of(row) for row in rows} == stored
    counted = duckdb.sql("SELECT event, count(*) FROM claims GROUP BY event").fetchall()
    assert sum(number for _, number in counted) == len(stored)
    answers = counterclaim.table(path, "answers", status="disputed")
    assert 0 < answers.num_rows < counterclaim.table(path, "answers").num_rows
    with pytest.raises(counterclaim.CounterclaimError, match="name one of claims, questions"):
        counterclaim.table(path, "outlets")


def test_export_writes_whole_files_and_gives_the_losses(path: Path, tmp_path: Path) -> None:
    with counterclaim.Ledger(path) as ledger:
        question = next(each.question.id for each in ledger.questions(status="disputed"))
        losses = counterclaim.export(ledger, "dossier", tmp_path / "q.html", question=question, rule="ucdp")
    assert losses.rows > 1
    assert {each.name for each in tmp_path.iterdir()} == {"q.html", "q.md"}
    with pytest.raises(counterclaim.CounterclaimError, match="about one question"):
        counterclaim.export(path, "dossier", tmp_path / "r.html")
    with pytest.raises(counterclaim.CounterclaimError, match="no such form"):
        counterclaim.export(path, "dossiers", tmp_path / "r.html")
