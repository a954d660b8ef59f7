"""The coders by name, and that one of the caller's own codes as well as ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim import arguments
from counterclaim.coding import Coded, code, coded, coders
from counterclaim.coding.coder import code as rules
from counterclaim.errors import CoderMissing
from counterclaim.model import Report

REPORT = Report("r", "Azerbaijan said it destroyed 12 Armenian tanks.", "en")


def test_the_rules_are_always_there() -> None:
    assert code(REPORT, coder="rules") == rules(REPORT) != ()


def test_the_default_is_one_that_is_installed() -> None:
    assert code(REPORT) == code(REPORT, coder=coders.default())


def test_the_default_is_the_one_that_measured_best_of_those_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    better = coders.Measured("some reports", {"rules": 0.5, "learned": 0.6})
    monkeypatch.setattr(coders, "measured", lambda: better)
    choose = coders.default.__wrapped__
    monkeypatch.setattr(coders, "JUDGE", "counterclaim.coding.nowhere.learned")
    assert choose() == "rules"
    monkeypatch.setattr(coders, "coder_named", lambda _name: rules)
    assert choose() == "learned"
    monkeypatch.setattr(coders, "measured", lambda: coders.Measured("others", {"rules": 0.6, "learned": 0.5}))
    assert choose() == "rules"


def test_no_coder_that_asks_an_address_is_a_default() -> None:
    assert coders.LLM not in coders.measured().core
    assert all(0 < core < 1 for core in coders.measured().core.values())


def test_a_coder_of_the_callers_own_codes() -> None:
    own = Coded(("en",))
    assert coded(REPORT, coder=lambda _report: own) is own


def test_a_coder_that_learns_without_weights_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coders, "JUDGE", "counterclaim.coding.nowhere.learned")
    with pytest.raises(CoderMissing, match="'learned' needs its weights, which are not installed; use rules"):
        code(REPORT, coder="learned")


def test_a_package_that_is_missing_inside_is_no_missing_coder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "needy.py").write_text("import a_package_that_nobody_has\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(coders, "JUDGE", "needy")
    with pytest.raises(ModuleNotFoundError):
        code(REPORT, coder="learned")


@pytest.mark.parametrize(
    ("name", "said"), [("llm", "asks an address that somebody has to name"), ("guess", "is not known; use one of")]
)
def test_a_coder_that_cannot_be_had_is_said_in_one_line(name: str, said: str) -> None:
    with pytest.raises(CoderMissing) as caught:
        code(REPORT, coder=name)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_command_line_names_the_coders_there_are() -> None:
    assert arguments.CODERS == coders.NAMES
