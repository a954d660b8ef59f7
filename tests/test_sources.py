"""Reports from files: what is read, what is refused and how it is said, and that the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.errors import RefusedReport
from counterclaim.model import Report, report_id
from counterclaim.reading.material import Given, Limits
from counterclaim.reading.sources import read, read_located

FIRST = {
    "id": "a",
    "lang": "vi",
    "outlet": "Báo A",
    "published": "2020-09-28",
    "url": None,
    "title": "T",
    "text": "Một.",
}
SECOND = FIRST | {"id": "b", "text": "Hai."}


def line(report: dict[str, object]) -> bytes:
    return json.dumps(report, ensure_ascii=False).encode() + b"\n"


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return tmp_path / "reports.jsonl"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    return tmp_path / "report.txt"


def ids(outcomes: Iterator[Report | RefusedReport]) -> list[str]:
    return [outcome.id for outcome in outcomes if isinstance(outcome, Report)]


def refusals(*paths: Path) -> list[str]:
    return [str(outcome) for outcome in read(paths) if isinstance(outcome, RefusedReport)]


def refusal(path: Path) -> str:
    """The one refusal of a path, with the folder taken out of it."""
    (message,) = refusals(path)
    assert "\n" not in message
    return message.replace(f"{path.parent}/", "")


def standard_input(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_json_lines_become_reports_in_their_order(lines: Path) -> None:
    lines.write_bytes(line(FIRST) + b"\n" + line(SECOND))
    first, second = read([lines])
    assert first == Report(id="a", lang="vi", body="Một.", title="T", outlet="Báo A", published="2020-09-28")
    assert isinstance(second, Report)
    assert second.text == "T\n\nHai."


def test_the_last_line_needs_no_end(lines: Path) -> None:
    lines.write_bytes(line(FIRST).rstrip())
    assert ids(read([lines])) == ["a"]


def test_a_located_report_knows_its_line(lines: Path) -> None:
    lines.write_bytes(b"\n" + line(FIRST))
    assert [where for where, _ in read_located([lines])] == [f"{lines}:2"]


@pytest.mark.parametrize(
    "content",
    ["Hai bên giao tranh.", "Bạch Đằng", "Một dòng\r\nhai dòng\r\n", "  lề trái  \n\n", "{không phải JSON}"],
    ids=["composed", "decomposed", "other line ends", "blanks at the edges", "brace"],
)
def test_a_text_is_kept_exactly(text: Path, content: str) -> None:
    text.write_bytes(content.encode())
    (report,) = read([text], published="2020-09-28", outlet="Báo A", lang="vi")
    assert report == Report(
        id=report_id("Báo A", "2020-09-28", content),
        lang="vi",
        body=content,
        outlet="Báo A",
        published="2020-09-28",
    )


def test_a_byte_order_mark_is_no_text(text: Path, lines: Path) -> None:
    text.write_bytes(b"\xef\xbb\xbf" + "Một.".encode())
    lines.write_bytes(b"\xef\xbb\xbf" + line(FIRST))
    assert [report.body for report in read([text, lines]) if isinstance(report, Report)] == ["Một.", "Một."]


def test_compressed_files_read_like_plain_ones(tmp_path: Path) -> None:
    packed, packed_text = tmp_path / "r.jsonl.gz", tmp_path / "r.txt.gz"
    packed.write_bytes(gzip.compress(line(FIRST) + line(SECOND)))
    packed_text.write_bytes(gzip.compress("Một.".encode()))
    assert [report.body for report in read([packed, packed_text]) if isinstance(report, Report)] == [
        "Một.",
        "Hai.",
        "Một.",
    ]


def test_what_is_given_stands_in_for_what_a_report_does_not_say(lines: Path) -> None:
    lines.write_bytes(line({"text": "Một."}) + line(FIRST))
    bare, full = (outcome for _, outcome in read_located([lines], Given("2020-09-30", "Báo B")))
    assert isinstance(bare, Report)
    assert isinstance(full, Report)
    assert (bare.published, bare.outlet, bare.lang) == ("2020-09-30", "Báo B", None)
    assert (full.published, full.outlet) == ("2020-09-28", "Báo A")


def test_a_given_language_replaces_what_a_report_says(lines: Path) -> None:
    lines.write_bytes(line(FIRST))
    (report,) = read([lines], lang="en")
    assert isinstance(report, Report)
    assert report.lang == "en"


@pytest.mark.parametrize(
    ("content", "bodies"),
    [
        (line(FIRST) + line(SECOND), ["Một.", "Hai."]),
        (b"\n  \n  " + line(FIRST), ["Một."]),
        ("Một.\n{hai}\n".encode(), ["Một.\n{hai}\n"]),
        ("\n\nMột.".encode(), ["\n\nMột."]),
    ],
    ids=["json lines", "json lines after blanks", "text", "text after blanks"],
)
def test_standard_input_is_told_by_its_first_letter(
    monkeypatch: pytest.MonkeyPatch, content: bytes, bodies: list[str]
) -> None:
    standard_input(monkeypatch, content)
    assert [report.body for report in read(["-"]) if isinstance(report, Report)] == bodies


def test_a_file_without_a_suffix_is_told_by_its_first_letter(tmp_path: Path) -> None:
    (tmp_path / "reports").write_bytes(line(FIRST))
    assert ids(read([tmp_path / "reports"])) == ["a"]


def test_an_empty_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, b" \n")
    assert [str(outcome) for outcome in read(["-"])] == ["<stdin>: empty; give a report, or leave it out"]


@pytest.mark.parametrize("name", ["r.txt", "r.jsonl", "r.jsonl.gz", "r"])
@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"], ids=["nothing", "blanks", "byte order mark"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") and content else content)
    assert refusal(path) == f"{name}: empty; give a report, or leave it out"


def test_a_missing_file_and_an_empty_folder_are_refused(tmp_path: Path, lines: Path) -> None:
    lines.write_bytes(line(FIRST))
    empty = tmp_path / "empty"
    empty.mkdir()
    outcomes = list(read([tmp_path / "none.txt", empty, lines]))
    assert [str(outcome) for outcome in outcomes[:2]] == [
        f"{tmp_path}/none.txt: no such file; check the path",
        f"{empty}: a folder without files; put reports in it, or leave it out",
    ]
    assert isinstance(outcomes[2], Report)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF")
    assert refusal(path).startswith("report.pdf: unknown kind of file; give .txt, .md, .html, ")


def test_a_file_name_cannot_break_the_line(tmp_path: Path) -> None:
    assert "no\\nsuch\\x1b.txt: no such file" in refusal(tmp_path / "no\nsuch\x1b.txt")


def test_a_binary_file_is_refused_once(lines: Path) -> None:
    lines.write_bytes(b"\x7fELF\0\0\n" * 100)
    assert refusal(lines) == "reports.jsonl:1: NUL bytes, so this is binary data or UTF-16; give text saved as UTF-8"


def test_a_binary_line_among_reports_is_refused_alone(lines: Path) -> None:
    lines.write_bytes(line(FIRST) + b"\0\0\0\n" + line(SECOND))
    assert ids(read([lines])) == ["a", "b"]
    assert refusal(lines).startswith("reports.jsonl:2: NUL bytes")


def test_a_text_in_another_encoding_is_refused_with_its_line(text: Path) -> None:
    text.write_bytes(b"Dong mot\nD\xf2ng hai")
    assert refusal(text) == "report.txt:2: byte 0xf2 is not UTF-8; save the text as UTF-8"


def test_a_text_in_utf16_is_read_by_its_mark_and_said(text: Path) -> None:
    text.write_bytes("Một dòng".encode("utf-16"))
    (report,) = read([text])
    assert isinstance(report, Report)
    assert (report.body, report.raw and report.raw.encoding) == ("Một dòng", "utf-16")


def test_a_text_in_utf16_without_a_mark_is_refused(text: Path) -> None:
    text.write_bytes("Một dòng".encode("utf-16-le"))
    assert "UTF-16" in refusal(text)


def test_a_line_in_another_encoding_is_refused_alone(lines: Path) -> None:
    lines.write_bytes(line(FIRST) + b'{"text": "D\xf2ng"}\n' + line(SECOND))
    assert ids(read([lines])) == ["a", "b"]
    assert refusal(lines) == "reports.jsonl:2: byte 0xf2 is not UTF-8; save the text as UTF-8"


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (b'{"id": "a", "text": ', "no JSON"),
        (b"no JSON at all", "no JSON"),
        (b"[" * 100_000, "no JSON|nested too deeply"),
        (b'{"text": ' + b"9" * 5000 + b"}", "no JSON|this is no report"),
        (b"[1, 2]", "this is no report"),
        (b"null", "this is no report"),
        (b'{"id": "a", "lang": "vi", "title": "T"}', "text"),
        (b'{"text": 7}', "this is no report"),
        (b'{"text": " "}', "empty"),
        (b'{"text": "a", "published": "28/09/2020"}', "published '28/09/2020' is no date"),
        (b'{"text": "a", "published": "2020-02-30"}', "published '2020-02-30' is no date"),
        (b'{"text": "\\ud800"}', "half a character"),
    ],
)
def test_a_line_that_is_no_report_is_refused_alone(lines: Path, bad: bytes, fault: str) -> None:
    lines.write_bytes(line(FIRST) + bad + b"\n" + line(SECOND))
    assert ids(read([lines])) == ["a", "b"]
    message = refusal(lines)
    assert message.startswith("reports.jsonl:2: ")
    assert any(part in message for part in fault.split("|"))
    assert "; " in message


def test_a_damaged_archive_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl.gz"
    many = b"".join(line(FIRST | {"id": str(number), "url": f"{number * 7919:x}"}) for number in range(1000))
    path.write_bytes(gzip.compress(many)[:-500])
    *reports, last = read([path])
    assert len(reports) > 500
    assert all(isinstance(report, Report) for report in reports)
    assert str(last) == f"{path}:{len(reports) + 1}: compressed data ends too early; fetch the file again"


@pytest.mark.parametrize("name", ["r.jsonl.gz", "r.txt.gz", "r.gz"])
def test_what_is_not_gzip_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(line(FIRST))
    assert "not gzip, or damaged; fetch the file again, or drop .gz" in refusal(path)


@pytest.mark.parametrize("name", ["r.jsonl", "r"])
def test_50_mb_on_one_line_are_skipped_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.write(line(FIRST) + b'{"text": "')
        for _ in range(50):
            stream.write(b"a" * 1_000_000)
        stream.write(b'"}\n' + line(SECOND))
    tracemalloc.start()
    outcomes = list(read([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert ids(iter(outcomes)) == ["a", "b"]
    assert str(outcomes[1]) == f"{path}:2: longer than 10,000,000 bytes; split it into one report a line"
    assert peak < 3 * Limits().report


def test_50_mb_of_text_are_refused(text: Path) -> None:
    with text.open("wb") as stream:
        for _ in range(50):
            stream.write(b"a" * 999_999 + b"\n")
    assert refusal(text) == "report.txt:11: longer than 10,000,000 bytes; split it into one report a line"


def test_a_report_may_be_as_long_as_the_limit(lines: Path, text: Path) -> None:
    written = line(FIRST).rstrip()
    lines.write_bytes(written + b"\n" + line(FIRST | {"id": "b"}).rstrip())
    text.write_bytes(b"a" * len(written))
    whole, short = (Given(limits=Limits(report=len(written) - less)) for less in (0, 1))
    assert all(isinstance(outcome, Report) for _, outcome in read_located([lines, text], whole))
    assert [isinstance(outcome, Report) for _, outcome in read_located([lines, text], short)] == [False] * 3


def test_reading_is_a_stream(lines: Path) -> None:
    with lines.open("wb") as stream:
        for number in range(20_000):
            stream.write(line(FIRST | {"id": str(number)}))
    tracemalloc.start()
    count = sum(1 for _ in read([lines]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 1_000_000


def test_an_id_that_was_read_already_is_refused(lines: Path) -> None:
    lines.write_bytes(line(FIRST) + line(SECOND) + line(FIRST | {"text": "Ba."}))
    assert ids(read([lines])) == ["a", "b"]
    assert refusal(lines) == "reports.jsonl:3: id 'a' was read already; give each report, and each version, its own id"


def test_no_input_yields_nothing() -> None:
    assert list(read([])) == []
