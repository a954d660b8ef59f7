"""What the README shows is what the program prints, and was measured; `pytest --update-golden` writes it anew."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from counterclaim.cli import main
from counterclaim.quality import measuring as quality

README = Path(__file__).parents[1] / "README.md"
EXAMPLE = re.compile(
    r"```console\n\$ cat report\.txt\n(?P<report>.+)\n\$ counterclaim (?P<command>.+)\n(?P<shown>(?:.*\n)*?)```"
)

STUDIED = "leads looked at while the rules were written"
# a table, its language, words of a row and its sets, whose lowest and highest figures it gives
TABLES = [
    ("English", "en", {STUDIED: "en_a en_c train_en", "full articles": "en_full", "leads never studied": "en_b"}),
    ("Vietnamese", "vi", {STUDIED: "vi_a vi_c train_vi", "full articles": "vi_full", "leads never studied": "vi_b"}),
    ("Russian", "ru", {"the half that was studied": "ru_own_a", "the half that was not": "ru_own_b"}),
]
LEARNED = "learned, with hints"
FIGURES = ("core", "full", "measures")


def row(words: str, reports: int, figures: list[tuple[float, ...]]) -> str:
    cells = ("-".join(dict.fromkeys((f"{min(each):.2f}", f"{max(each):.2f}"))) for each in figures)
    return f"| {words} ({reports:,}) | {' | '.join(cells)} |\n"


def rows(lang: str, sets: dict[str, str]) -> str:
    found, shown = quality.read(), ""
    for words, names in sets.items():
        measured = [found.coders["rules"].sets[name] for name in names.split()]
        held = any(map(quality.is_held, names.split()))
        figures = [tuple(getattr(each, figure).f1 for each in measured) for figure in FIGURES]
        shown += row(f"**{words}**" if held else words, sum(each.reports for each in measured), figures)
    for coder, words in (
        ("rules", "coded before any coder had seen them"),
        (LEARNED, "most of these, by the learned coder"),
    ):
        if unseen := found.unseen[coder].get(lang):
            shown += row(f"**{words}**", unseen.reports, [(getattr(unseen, figure),) for figure in FIGURES])
    return shown


@pytest.mark.parametrize(("name", "lang", "sets"), TABLES)
def test_the_figures_are_those_that_were_measured(
    name: str, lang: str, sets: dict[str, str], request: pytest.FixtureRequest
) -> None:
    readme = README.read_text("utf-8")
    table = re.search(rf"\| {name} reports.+\n\|---.+\n((?:\|.+\n)*)", readme)
    assert table is not None
    if request.config.getoption("--update-golden"):
        README.write_text(readme[: table.start(1)] + rows(lang, sets) + readme[table.end(1) :], "utf-8")
    else:
        assert table[1] == rows(lang, sets)


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
