"""The dossier: everything of a question stands in it, nothing of a report is markup, nothing runs or is fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from ledgers import demo, settled

from counterclaim.charts import drawing
from counterclaim.cli import main
from counterclaim.config import config_of, using
from counterclaim.errors import CounterclaimError
from counterclaim.exports.dossierparts import FILE, FOLDER, speaker, spelled_out
from counterclaim.exports.form import Choice
from counterclaim.exports.forms import form
from counterclaim.language.folder import table
from counterclaim.ledger import Ledger
from counterclaim.ledger.bulk import Asked, Selection, questions_of
from counterclaim.model import STATUSES, Report
from counterclaim.reconciliation.figures import RULES

HOSTILE = Report(
    "<b>1</b>", "Russia said it shot down 12 Ukrainian drones & <script>alert(1)</script>.", "en",
    title="</style><img src=x onerror=alert(1)>", outlet="The | Post <i> [x](y) `z` \u202e*", published="2024-05-01",
    url="https://example.org/a?b=1&c='<x>",
)  # fmt: skip
LOADING = frozenset("script img link iframe object embed base form".split())
WHOLE = Report(
    "w", "Russia said it shot down 14 Ukrainian drones.", "en", published="2024-05-02", url="javascript:alert(1)"
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled(tmp_path_factory.mktemp("dossier") / "w.ledger", (*demo("en.jsonl")[:3], HOSTILE, WHOLE))


@pytest.fixture(scope="module")
def asked(path: Path) -> list[Asked]:
    with Ledger(path) as ledger:
        return list(questions_of(ledger, Selection()))


def written(path: Path, question: str, folder: Path, name: str = "dossier", **chosen: str) -> str:
    out = folder / f"{name}.out"
    with Ledger(path) as ledger, out.open("wb") as file:
        form(name).write(ledger, Choice(Selection(question=question, **chosen), chosen.get("rule")), file)
    return out.read_text("utf-8")


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_everything_of_a_question_stands_in_it(path: Path, asked: list[Asked], tmp_path: Path) -> None:
    for each in asked[:: max(1, len(asked) // 6)]:
        page = Tags(written(path, each.question.id, tmp_path)).words
        brief = written(path, each.question.id, tmp_path, "dossier.md")
        for claim in each.question.claims:
            source = each.source(claim)
            for text in (page, brief):
                assert source.sha256 in text
                if source.report.id != HOSTILE.id:
                    assert " ".join(each.told[claim].claim.evidence.text.split()) in text
            if source.report.url and source.report.url.startswith("http") and source.report.id != HOSTILE.id:
                assert source.report.url in page
        assert each.question.id in page


@pytest.mark.parametrize("name", ["dossier", "dossier.vi"])
def test_nothing_runs_and_nothing_is_fetched(path: Path, asked: list[Asked], tmp_path: Path, name: str) -> None:
    for each in asked:
        if HOSTILE.id not in each.question.reports and each is not asked[0]:
            continue
        read = Tags(written(path, each.question.id, tmp_path, name))
        assert read.open == []
        assert not {tag for tag, _ in read.tags} & LOADING
        for tag, told in read.tags:
            assert not [key for key in told if key.startswith("on") or key in ("src", "srcset", "xlink:href")]
            assert re.match(r"https?://|#", told.get("href") or "#"), told
            assert tag != "meta" or told.get("http-equiv") in (None, "Content-Security-Policy")
        assert "url(" not in written(path, each.question.id, tmp_path, name)
        assert "default-src 'none'" in next(told["content"] or "" for tag, told in read.tags if told.get("http-equiv"))


def test_words_of_a_report_are_no_markup_in_markdown(path: Path, asked: list[Asked], tmp_path: Path) -> None:
    question = next(each.question.id for each in asked if HOSTILE.id in each.question.reports)
    brief = written(path, question, tmp_path, "dossier.md")
    assert "\\<script\\>" in brief
    assert "The \\| Post \\<i\\> \\[x\\](y) \\`z\\` \\*" in brief
    assert "\u202e" not in brief
    assert "javascript:" not in re.sub(r"Address: javascript:alert\(1\)", "", brief)


def test_the_same_choice_gives_the_same_bytes(path: Path, asked: list[Asked], tmp_path: Path) -> None:
    question = asked[0].question.id
    assert written(path, question, tmp_path) == written(path, question, tmp_path)


def test_without_what_draws_charts_the_table_stands_alone(
    path: Path, asked: list[Asked], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> str:
        raise CounterclaimError("charts: vl-convert is not installed; pip install counterclaim[web]")

    question = next(each.question.id for each in asked if len(each.question.answers) > 1)
    assert "<svg" in written(path, question, tmp_path)
    monkeypatch.setattr(drawing, "svg", missing)
    page = written(path, question, tmp_path)
    assert "<svg" not in page
    assert page.count("<table") == 2


def test_a_command_writes_the_page_and_the_brief(
    path: Path, asked: list[Asked], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, question = tmp_path / "q.html", asked[0].question
    arguments = ["export", str(path), question.id, "--as", "dossier.vi", "--rule", "ucdp", "--as-of", "2030-01-01"]
    assert main([*arguments, "--out", str(out)]) == 0
    page, brief = out.read_text("utf-8"), (tmp_path / "q.md").read_text("utf-8")
    assert 'lang="vi"' in page
    assert "Theo những gì đã biết đến 1/1/2030" in page
    assert "Theo những gì đã biết đến 1/1/2030" in brief
    assert "“ucdp”" in page
    assert main([arguments[0], arguments[1], "--as", "dossier"]) == 1
    assert "name its id" in capsys.readouterr().err


def test_every_rule_is_spelled_out(tmp_path: Path) -> None:
    for name in RULES:
        assert len(" ".join(spelled_out(name))) > 100
    own = tmp_path / "counterclaim.toml"
    own.write_text(
        '[[figure]]\nname = "desk"\nlike = "ledger"\nwithout_parties = ["RUS"]\nleast_origins = 2\n', "utf-8"
    )
    with using(config_of(own)):
        assert spelled_out("desk") == (
            f"A rule of {own}: as ledger; without parties RUS; 2 or more origins.",
        )  # fmt: skip


def test_the_dossier_has_words_for_everything_in_every_language() -> None:
    texts = table(FOLDER, FILE)
    languages = set(texts["figure"])
    assert len(languages) > 1
    assert all(set(each) == languages for each in texts.values())
    for lang in languages:
        for status in STATUSES:
            assert speaker(lang)(status)
            assert speaker(lang)(f"{status}_means")
        filled = {key: set(re.findall(r"{(\w+)}", each[lang])) for key, each in texts.items()}
        assert filled == {key: set(re.findall(r"{(\w+)}", next(iter(each.values())))) for key, each in texts.items()}
