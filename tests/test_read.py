"""`counterclaim read`: reports on standard output, refusals and a summary on standard error, files beside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.cli import main

ROW = {
    "id": "a",
    "lang": "en",
    "outlet": "One",
    "published": "2020-09-28",
    "url": "https://x.example/a",
    "title": "T",
    "text": "Shells fell.",
}


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_what_is_read_can_be_read_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    full = ROW | {
        "modified": "2020-09-29",
        "byline": "An",
        "via": ["reuters"],
        "raw": {"sha256": "0" * 64, "encoding": "cp1251"},
    }
    path = write(tmp_path / "r.jsonl", ROW, full | {"id": "b"})
    assert main(["read", str(path)]) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line) for line in out.splitlines()] == [ROW, full | {"id": "b"}]
    assert err == "2 reports read, 0 refused\n"


def test_refusals_are_said_counted_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(
        tmp_path / "r.jsonl", ROW, 7, ROW | {"id": "b", "published": "x"}, ROW | {"id": "c", "published": "y"}, ROW
    )
    kept = tmp_path / "refused.jsonl"
    assert main(["read", str(path), str(tmp_path / "none.txt"), "--refused", str(kept)]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    rows = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
    assert [row["where"] for row in rows] == [*(f"{path}:{n}" for n in (2, 3, 4, 5)), str(tmp_path / "none.txt")]
    assert rows[1]["reason"] == "published 'x' is no date"
    assert "1 reports read, 5 refused\n  2 × published … is no date\n" in err


def test_copies_and_versions_are_written_beside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("rensa")
    path = write(tmp_path / "r.jsonl", ROW, ROW | {"id": "b", "text": "Shells fell: 3 died."})
    copies = tmp_path / "copies.jsonl"
    assert main(["read", str(path), "--copies", str(copies)]) == 0
    group, versions = map(json.loads, copies.read_text("utf-8").splitlines())
    assert group == {"kind": "copies", "first": "a", "reports": ["a", "b"], "outlets": ["One"], "agency": None}
    assert versions["changes"][0]["figures_new"] == ["3"]
    assert "1 copies of 1 reports, 1 addresses with versions" in capsys.readouterr().err


def test_a_run_goes_on_where_the_last_one_ended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "r.jsonl", *(ROW | {"id": str(number)} for number in range(450)))
    notes = tmp_path / "resume.jsonl"
    notes.write_text(json.dumps({"source": str(path), "read": 300}) + '\n{"sour', encoding="utf-8")
    assert main(["read", str(path), "--resume", str(notes)]) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == [
        str(n) for n in range(300, 450)
    ]
    assert main(["read", str(path), "--resume", str(notes)]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--columns", "body=x"], "maps no columns"),
        (["--encoding", "klingon"], "is no encoding"),
        (["--limit", "report=-1"], "sets no limit"),
        (["--limit", "unheard=1"], "sets no limit"),
    ],
)
def test_wrong_options_are_said(option: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["read", "r.csv", *option])
    assert said in capsys.readouterr().err


def test_options_reach_the_readers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "r.csv").write_bytes("kopf;körper\nT;Füzuli\n".encode("cp1252"))
    options = ["--columns", "title=kopf,text=körper", "--encoding", "cp1252", "--outlet", "O", "--lang", "en"]
    assert main(["read", str(tmp_path / "r.csv"), *options]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["title"], row["text"], row["outlet"], row["lang"]) == ("T", "Füzuli", "O", "en")
    assert main(["read", str(tmp_path / "r.csv"), *options, "--limit", "report=3"]) == 1
    assert "longer than 3 bytes" in capsys.readouterr().err
