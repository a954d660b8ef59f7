"""What the README shows is what the program prints; `pytest --update-golden` writes it anew."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from counterclaim.cli import main

README = Path(__file__).parents[1] / "README.md"
EXAMPLE = re.compile(
    r"```console\n\$ cat report\.txt\n(?P<report>.+)\n\$ counterclaim (?P<command>.+)\n(?P<shown>(?:.*\n)*?)```"
)


def test_the_first_example_prints_what_the_readme_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    readme = README.read_text("utf-8")
    example = EXAMPLE.search(readme)
    assert example is not None
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    Path("report.txt").write_text(example["report"], "utf-8")
    assert main(shlex.split(example["command"])) == 0
    shown = capsys.readouterr().out.strip("\n") + "\n"
    if request.config.getoption("--update-golden"):
        README.write_text(readme[: example.start("shown")] + shown + readme[example.end("shown") :], "utf-8")
    else:
        assert example["shown"] == shown
