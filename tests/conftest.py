"""Fixtures of all tests: where the hand-coded gold lies, said loudly where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import MISSING as NO_BROWSER
from browser import find as find_browser
from chromium import chromium, desk
from hypothesis import settings

from counterclaim.model import Report

__all__ = ["chromium", "desk"]

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
MISSING = (
    f"NOT MEASURED: the hand-coded gold is missing ({SHARED}); floors and agreement with the scorer were not tested"
)

# The machine that runs the tests may be busy: a slow example is no fault.
settings.register_profile("counterclaim", deadline=None)
settings.load_profile("counterclaim")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with gold and scorer; without it the test is skipped, and the summary says so."""
    if not SHARED.is_dir():
        pytest.skip(MISSING)
    return SHARED


@pytest.fixture
def report() -> Report:
    """A short report of our own that speaks of two parties."""
    return Report(
        id="r1",
        lang="vi",
        title="Armenia bác cáo buộc",
        body="Azerbaijan nói đã phá hủy 12 xe tăng. Yerevan bác bỏ tin này.",
        published="2020-09-28",
    )


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the demo's reports, of the module's own."""
    from ledgers import settled  # loaded where it is needed: make mutants loads this file anew for each of thousands

    return settled(tmp_path_factory.mktemp("war") / "war.ledger")


@pytest.fixture(scope="module")
def disputed(war: Path) -> str:
    """The id of a question to which several parties have an answer."""
    from counterclaim.ledger import Ledger
    from counterclaim.ledger.questions import Wanted, questions

    with Ledger(war) as ledger:
        found = max(questions(ledger, Wanted(), 100), key=lambda each: (len(each.answers), len(each.claims)))
    assert len(found.answers) > 1
    return found.id


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--torture", action="store_true", help="kill, damage and attack as often as make torture")
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files with what is made now")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not SHARED.is_dir():
        terminalreporter.write_sep("!", MISSING, yellow=True, bold=True)
    if find_browser() is None:
        terminalreporter.write_sep("!", NO_BROWSER, yellow=True, bold=True)
