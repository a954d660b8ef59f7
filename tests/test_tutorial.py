"""The tutorial does what it shows, command by command; `pytest --update-golden` writes its output anew."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from counterclaim.cli import main
from counterclaim.ledger import Ledger
from counterclaim.ledger.questions import Wanted, questions

PAGE = Path(__file__).parents[1] / "docs" / "tutorial.md"
FEED = re.compile(r"```xml\n(.*?)```", re.DOTALL)
SHOWN = re.compile(r"```console\n\$ counterclaim (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)


def tolls(ledger: str) -> dict[str, str]:
    """The ids of the two tolls of the tutorial, by the words that stand for them there."""
    with Ledger(ledger) as opened:
        found = [each for each in questions(opened, Wanted(event="killed")) if each.unit == "soldiers"]
    older, newer = sorted(found, key=lambda each: str(each.period))
    return {"OLDER": older.id, "NEWER": newer.id}


def test_the_tutorial_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    text = PAGE.read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    feed = FEED.search(text)
    assert feed is not None
    Path("feed.xml").write_text(feed[1], "utf-8")
    ids: dict[str, str] = {}

    def run(shown: re.Match[str]) -> str:
        command, _, file = shown["command"].partition(" > ")
        words = shlex.split(command)
        if "OLDER" in words:
            ids.update(tolls("karabakh.ledger"))
        assert main([ids.get(word, word) for word in words]) == 0, command
        printed = capsys.readouterr().out
        if file:
            Path(file).write_text(printed, "utf-8")
            printed = ""
        kept = printed.strip("\n") + "\n" if printed.strip() and shown["output"] else ""
        return f"```console\n$ counterclaim {shown['command']}\n{kept}```"

    done = SHOWN.sub(run, text)
    assert ids
    if request.config.getoption("--update-golden"):
        PAGE.write_text(done, "utf-8")
    else:
        assert done == text
    assert "84" in Path("brief.html").read_text("utf-8")
