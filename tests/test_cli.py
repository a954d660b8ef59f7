"""The command line: what it prints where, its exit status, and that nothing is half-written."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counterclaim import cli, terminal
from counterclaim.cli import main
from counterclaim.coding import Coded
from counterclaim.coding.hearing import Foreign
from counterclaim.coding.inspection import Inspection
from counterclaim.errors import UnknownLanguage
from counterclaim.model import Claim, Quantity, Report, Span

DEMO = Path(cli.__file__).parent / "demo" / "vi.jsonl"
CUE = "cho biết"
REPORT = {
    "id": "a",
    "lang": "vi",
    "outlet": "Báo A",
    "published": "2020-09-28",
    "title": "",
    "text": "Baku cho biết 3.",
}


def coded(report: Report) -> Coded:
    """A stand-in for coding: one claim where somebody "cho biết", and only Vietnamese is read."""
    if report.lang not in ("vi", None):
        raise UnknownLanguage(report.lang, ("vi",))
    start = report.text.find(CUE)
    evidence = Span(0, len(report.text), report.text)
    claim = Claim(report.id, "AZE", "asserts", "killed", evidence, unit="people", quantity=Quantity(3, 3, "exact"))
    foreign = tuple(Foreign("fr", evidence) for _ in range(report.text.count("Selon")))
    return Coded(("vi",), (claim,) if start >= 0 else (), foreign)


def inspected(report: Report) -> Inspection:
    return Inspection(conflict=True, claims=len(coded(report).claims))


@pytest.fixture
def coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.coding.coders.coder_named", lambda _name: coded)
    monkeypatch.setattr("counterclaim.coding.coder.inspect", inspected)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return write(tmp_path / "reports.jsonl", REPORT, REPORT | {"id": "b", "text": "Trời mưa."})


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "counterclaim.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=120, check=False, **options)  # type: ignore[call-overload]


@pytest.mark.usefixtures("coder")
class TestCode:
    """`counterclaim code`, with a stand-in for coding."""

    def test_a_table_for_people(self, reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["code", str(reports)]) == 0
        out, err = capsys.readouterr()
        assert out == (
            "Báo A · 2020-09-28\n"
            "  1  AZE  asserts  killed  3 people\n"
            "     “Baku cho biết 3.”\n"
            "\n"
            "Báo A · 2020-09-28\n"
            "     no claims\n"
        )
        assert err == ""

    def test_json_lines_for_programs(self, reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["code", str(reports), "--format", "jsonl"]) == 0
        first, second = map(json.loads, capsys.readouterr().out.splitlines())
        assert second == {"report": "b", "claims": []}
        assert first["report"] == "a"
        assert first["claims"][0]["evidence"] == [0, 16]

    def test_a_text_takes_date_and_outlet_from_the_options(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "r.txt").write_text("Baku cho biết 3.", encoding="utf-8")
        assert main(["code", str(tmp_path / "r.txt"), "--published", "2020-09-30", "--outlet", "Báo B"]) == 0
        assert capsys.readouterr().out.startswith("Báo B · 2020-09-30\n")

    @pytest.mark.parametrize("content", ["Baku cho biết 3.", json.dumps(REPORT)])
    def test_standard_input(
        self, content: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
        assert main(["code", "-"]) == 0
        assert "“Baku cho biết 3.”" in capsys.readouterr().out

    def test_the_rest_is_coded_where_something_is_refused(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = write(tmp_path / "r.jsonl", REPORT, {"id": "x"}, [], REPORT | {"id": "c", "published": "gestern"})
        missing, good = tmp_path / "none.txt", write(tmp_path / "s.jsonl", REPORT | {"id": "d"})
        assert main(["code", str(path), str(missing), str(good), "--format", "jsonl"]) == 1
        out, err = capsys.readouterr()
        assert [json.loads(line)["report"] for line in out.splitlines()] == ["a", "d"]
        assert [line.partition(": ")[0] for line in err.splitlines()] == [
            f"{path}:2",
            f"{path}:3",
            f"{path}:4",
            str(missing),
        ]
        assert all(re.fullmatch(r"[^;]+: [^;]+; .+", line) for line in err.splitlines())

    def test_a_language_without_a_pack_is_refused_with_its_line(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = write(tmp_path / "r.jsonl", REPORT | {"lang": "xx"}, REPORT | {"id": "b"})
        assert main(["code", str(path)]) == 1
        out, err = capsys.readouterr()
        assert err == f"{path}:1: no pack reads language 'xx'; supported: vi (use --lang)\n"
        assert out.startswith("Báo A")
        assert main(["code", str(path), "--lang", "vi"]) == 0

    def test_a_report_need_not_say_its_language(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = write(tmp_path / "r.jsonl", {"text": REPORT["text"]})
        assert main(["code", str(path)]) == 0
        assert "Baku" in capsys.readouterr().out

    @pytest.mark.parametrize(("more", "said"), [("Selon lui.", "1 passage"), ("Selon lui. Selon elle.", "2 passages")])
    def test_what_no_pack_reads_is_said_and_the_rest_is_coded(
        self, more: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = write(tmp_path / "r.jsonl", REPORT | {"text": f"{REPORT['text']} {more}"})
        assert main(["code", str(path)]) == 0
        out, err = capsys.readouterr()
        assert "Baku" in out
        assert err == f"{path}:1: left out {said} in fr, which no pack reads\n"

    def test_claims_that_are_less_sure_are_left_out(
        self, reports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def surely(report: Report) -> Coded:
            done = coded(report)
            return replace(done, claims=tuple(replace(claim, confidence=0.8) for claim in done.claims))

        monkeypatch.setattr("counterclaim.coding.coders.coder_named", lambda _name: surely)
        for least, kept in (("0.8", 1), ("0.81", 0)):
            assert main(["code", str(reports), "--format", "jsonl", "--min-confidence", least]) == 0
            out, err = capsys.readouterr()
            assert [claim["confidence"] for claim in json.loads(out.splitlines()[0])["claims"]] == [0.8] * kept
            assert err == ""

    def test_claims_without_a_confidence_are_left_out_and_counted(
        self, reports: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["code", str(reports), "--format", "jsonl", "--min-confidence", "0.5"]) == 0
        out, err = capsys.readouterr()
        assert json.loads(out.splitlines()[0])["claims"] == []
        assert err.startswith("--min-confidence left out 1 claims of a coder that gives none")
        assert main(["code", str(reports), "--format", "jsonl", "--min-confidence", "0"]) == 0
        assert len(json.loads(capsys.readouterr().out.splitlines()[0])["claims"]) == 1

    def test_a_compressed_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(json.dumps(REPORT).encode()))
        assert main(["code", str(tmp_path / "r.jsonl.gz")]) == 0
        assert "Baku" in capsys.readouterr().out

    def test_a_full_disk_is_said_in_one_line(
        self, reports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def full(_self: object, _piece: str) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(terminal.Output, "write_bytes", full)
        monkeypatch.setattr(cli, "discard_output", lambda: None)
        assert main(["code", str(reports)]) == 1
        assert capsys.readouterr().err == (
            "the output cannot be written (No space left on device); make room, or write elsewhere\n"
        )

    def test_ctrl_c_while_a_line_is_written_comes_after_it(
        self, reports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        flush = sys.stdout.flush

        def interrupted() -> None:
            signal.raise_signal(signal.SIGINT)
            flush()

        monkeypatch.setattr(sys.stdout, "flush", interrupted)
        assert main(["code", str(reports), "--format", "jsonl"]) == 130
        monkeypatch.undo()
        (line,) = capsys.readouterr().out.splitlines()
        assert json.loads(line)["report"] == "a"

    def test_ctrl_c_between_lines_ends_at_once(self, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(report: Report) -> Coded:
            signal.raise_signal(signal.SIGINT)
            return coded(report)

        before = signal.getsignal(signal.SIGINT)
        monkeypatch.setattr("counterclaim.coding.coders.coder_named", lambda _name: interrupt)
        assert main(["code", str(reports)]) == 130
        assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.usefixtures("coder")
class TestCoverage:
    """`counterclaim coverage`, with a stand-in for coding."""

    def test_it_counts_all_paths(self, reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
        more = write(reports.parent / "more.jsonl", REPORT | {"id": "c"}, REPORT | {"id": "d", "text": "Trời mưa."})
        assert main(["coverage", str(reports), str(more)]) == 0
        out, err = capsys.readouterr()
        assert re.search(r"make no claim +2  \(50.0%\)", out)
        assert err == ""

    def test_it_counts_the_rest_where_something_is_refused(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = write(tmp_path / "r.jsonl", REPORT, "no report", REPORT | {"lang": "xx"})
        assert main(["coverage", str(path)]) == 1
        out, err = capsys.readouterr()
        assert re.search(r"reports +1\n", out)
        assert [line.partition(": ")[0] for line in err.splitlines()] == [f"{path}:2", f"{path}:3"]


class TestEvaluate:
    """`counterclaim evaluate` on gold of our own."""

    @pytest.fixture
    def gold(self, tmp_path: Path) -> tuple[Path, Path]:
        from counterclaim.reading.interchange import claims_to_json

        report = Report(id="a", lang="vi", body=REPORT["text"])
        items = write(tmp_path / "items.jsonl", REPORT)
        return items, write(tmp_path / "claims.jsonl", claims_to_json("a", coded(report).claims))

    def test_figures(self, gold: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["evaluate", "--items", str(gold[0]), "--gold", str(gold[1])]) == 0
        assert capsys.readouterr().out.startswith("1 reports, ")

    def test_figures_as_json(self, gold: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["evaluate", "--items", str(gold[0]), "--gold", str(gold[1]), "--json", "--errors", "3"]) == 0
        figures = json.loads(capsys.readouterr().out)
        assert figures["core"]["gold"] == 1
        assert isinstance(figures["errors"], list)

    def test_unreadable_gold_is_said_in_one_line(
        self, gold: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["evaluate", "--items", str(gold[0]), "--gold", str(gold[0].parent / "none.jsonl")]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert len(err.splitlines()) == 1
        assert "none.jsonl" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "required"),
        (["code"], "required"),
        (["code", "r.txt", "--published", "28/09/2020"], "published '28/09/2020' is no date; write it as 2020-09-28"),
        (["code", "r.txt", "--format", "xml"], "invalid choice"),
        (["code", "r.txt", "--min-confidence", "1.5"], "'1.5' is no confidence; write a number from 0 to 1"),
        (["code", "r.txt", "--min-confidence", "nan"], "write a number from 0 to 1"),
        (["evaluate", "--items", "a"], "required"),
        (["evaluate", "--items", "a", "--gold", "b", "--errors", "-1"], "write 0 or more"),
        (["rewrite", "r.txt"], "invalid choice"),
    ],
)
def test_wrong_usage_ends_with_two(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert re.fullmatch(r"counterclaim \d+\.\d+\.\d+\S*\n", capsys.readouterr().out)


@pytest.fixture(scope="module")
def demo() -> subprocess.CompletedProcess[bytes]:
    return run("code", DEMO)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("code", DEMO, "--format", "jsonl").stdout.splitlines()]


class TestTheRealThing:
    """The program in a process of its own, with its own coding."""

    def test_the_demo_is_coded(self, demo: subprocess.CompletedProcess[bytes]) -> None:
        assert (demo.returncode, demo.stderr) == (0, b"")
        out = demo.stdout.decode()
        assert out.count("\n\n") == 8
        assert "no claims" not in out
        assert "\x1b" not in out
        assert "≥ 550 soldiers" in out
        assert re.search(r"denies \d", out)

    def test_every_line_of_the_demo_fits(self, demo: subprocess.CompletedProcess[bytes]) -> None:
        narrow = run("code", DEMO, env=os.environ | {"COLUMNS": "80"}).stdout.decode()
        assert max(map(len, narrow.splitlines())) <= 80
        assert max(map(len, demo.stdout.decode().splitlines())) <= 120

    def test_evidence_stands_in_the_report(self, rows: list[dict[str, Any]]) -> None:
        texts = [json.loads(line) for line in DEMO.read_bytes().splitlines()]
        for row, text in zip(rows, texts, strict=True):
            stored = f"{text['title']}\n\n{text['text']}"
            assert row["report"] == text["id"]
            assert all(0 <= start < end <= len(stored) for start, end in (claim["evidence"] for claim in row["claims"]))

    def test_the_best_known_figure_has_its_speaker_and_its_denial(self, rows: list[dict[str, Any]]) -> None:
        claims = next(row["claims"] for row in rows if row["report"] == "demo-3")
        fields = ("speaker_party", "stance", "event", "target", "unit", "low", "high")
        position = [[claim[field] for field in fields] for claim in claims].index(
            ["AZE", "asserts", "killed_or_wounded", "ARM", "soldiers", 550, None]
        )
        assert any(claim["speaker_party"] == "ARM" and position in claim["denies"] for claim in claims)

    def test_a_closed_pipe_ends_quietly(self, tmp_path: Path) -> None:
        many = tmp_path / "many.jsonl"
        many.write_bytes(DEMO.read_bytes() * 50)
        command = [sys.executable, "-m", "counterclaim.cli", "code", str(many)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(timeout=120) == 141

    def test_ctrl_c_while_it_waits_ends_quietly(self) -> None:
        command = [sys.executable, "-m", "counterclaim.cli", "code", "-"]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdin.write(json.dumps(REPORT).encode() + b"\n")
            process.stdin.flush()
            process.stdout.readline()
            process.send_signal(signal.SIGINT)
            assert process.stderr.read() == b""
            assert process.wait(timeout=120) == 130

    def test_bad_input_of_every_kind(self, tmp_path: Path) -> None:
        (tmp_path / "empty.txt").touch()
        (tmp_path / "void").mkdir()
        (tmp_path / "binary.jsonl").write_bytes(b"\0\1\2\n" * 9)
        (tmp_path / "latin.txt").write_bytes(b"Qu\xe2n d\xf4i")
        (tmp_path / "long.jsonl").write_bytes(b"[" + b"7" * 50_000_000 + b"]\n" + json.dumps(REPORT).encode())
        write(
            tmp_path / "bad.jsonl", 7, {"id": "x"}, REPORT | {"published": "28.9."}, REPORT | {"id": "y", "lang": "xx"}
        )
        ended = run("code", *sorted(tmp_path.iterdir()), "--format", "jsonl")
        assert ended.returncode == 1
        assert [json.loads(line)["report"] for line in ended.stdout.splitlines()] == ["a"]
        places = [line.partition(": ")[0].rpartition("/")[2] for line in ended.stderr.decode().splitlines()]
        assert places == [
            *(f"bad.jsonl:{number}" for number in (1, 2, 3, 4)),
            "binary.jsonl:1",
            "empty.txt",
            "latin.txt:1",
            "long.jsonl:1",
            "void",
        ]


@pytest.mark.parametrize(("lang", "least"), [("vi", 8), ("en", 6)])
def test_the_demo_reports_are_as_they_should_be(lang: str, least: int) -> None:
    rows = [json.loads(line) for line in (DEMO.parent / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["lang"] for row in rows} == {lang}
    assert len({row["id"] for row in rows}) == len(rows) >= least
    assert len({row["outlet"] for row in rows}) >= 4
    assert {row["published"][:10] for row in rows} == {f"2020-09-{day}" for day in (27, 28, 29, 30)}
    assert all(80 <= len(row["text"].split()) <= 250 for row in rows)
