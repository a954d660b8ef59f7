"""Every kind of source: what is read of it, and what of it is refused with one clear line while the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from counterclaim.errors import RefusedReport
from counterclaim.model import Report
from counterclaim.reading.material import Given, Limits
from counterclaim.reading.sources import read_located

pytest.importorskip("trafilatura")
zstandard = pytest.importorskip("zstandard")
pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

ROW = {"id": "a", "title": "T", "text": "Một.", "published": "2020-09-28", "outlet": "Báo A"}
PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>Shells fall on the town</title></head><body><article>"
    "<h1>Shells fall on the town</h1>"
    + "".join(
        f"<p>The mayor said that {n} shells fell on the town before dawn, and that nobody was hurt.</p>"
        for n in range(2, 9)
    )
    + "</article></body></html>"
).encode()
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>The Daily Example</title>
<language>en</language><link>https://news.example/</link>
<item><title>Shells fall</title><link>https://news.example/a?x=1&amp;y=2</link><guid>7</guid>
<description><![CDATA[<p>Shells <b>fell</b> on the town.</p><img src="x.jpg" alt="No"/><p>Two died.</p>]]></description>
<pubDate>Mon, 28 Sep 2020 10:15:00 +0700</pubDate></item>
<item><title>Talks &amp; truce</title><link>https://news.example/b</link><description>They talk.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="vi">
<title>Báo A</title><link href="https://a.example/" rel="self"/>
<entry><title type="html">Giao tranh &amp;amp; đàm phán</title><id>https://a.example/1</id><author><name>An</name></author>
<media:title>Ảnh</media:title><link rel="enclosure" href="https://a.example/1.mp3"/><link href="https://a.example/1"/>
<published>2020-09-28T10:00:00+07:00</published><updated>2020-09-28T11:00:00+07:00</updated>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Hai bên <b>giao tranh</b>.</p><p>Một người chết.</p></div></content>
</entry></feed>"""


def outcomes(*paths: Path | str, given: Given | None = None) -> list[tuple[str, Report | RefusedReport]]:
    return list(read_located(paths, given or Given()))


def reports(*paths: Path | str, given: Given | None = None) -> list[Report]:
    return [outcome for _, outcome in outcomes(*paths, given=given) if isinstance(outcome, Report)]


def refusals(*paths: Path | str, given: Given | None = None) -> list[str]:
    found = [str(outcome) for _, outcome in outcomes(*paths, given=given) if isinstance(outcome, RefusedReport)]
    assert not any("\n" in line for line in found)
    return [line.replace(f"{Path(paths[0]).parent}/", "") for line in found]


def line(row: Mapping[str, object]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def put(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def record(content: bytes, kind: str = "response", address: str = "https://news.example/1", **headers: str) -> bytes:
    said = {"WARC-Type": kind, "WARC-Target-URI": address, "WARC-Date": "2020-09-28T03:00:00Z"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return f"WARC/1.0\r\n{lines}Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


def answer(content: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + content


class TestPacked:
    """Compression of any kind, and what goes wrong with it."""

    @pytest.mark.parametrize("name", ["r.jsonl.zst", "r.zst"])
    def test_zstandard_with_several_frames(self, tmp_path: Path, name: str) -> None:
        frames = [
            zstandard.ZstdCompressor().compress(line(ROW | {"id": str(n), "text": f"{n} " * 999})) for n in range(9)
        ]
        assert len(reports(put(tmp_path / name, b"".join(frames)))) == 9

    def test_zstandard_that_ends_too_early(self, tmp_path: Path) -> None:
        whole = zstandard.ZstdCompressor().compress(
            b"".join(line(ROW | {"id": os.urandom(9).hex()}) for _ in range(2000))
        )
        path = put(tmp_path / "r.jsonl.zst", whole[:-9])
        assert refusals(path)[-1].endswith("compressed data ends too early; fetch the file again")

    def test_damaged_zstandard(self, tmp_path: Path) -> None:
        assert "damaged" in refusals(put(tmp_path / "r.jsonl.zst", b"\x28\xb5\x2f\xfd" + b"\xff" * 50))[0]

    @pytest.mark.parametrize("packed", [gzip.compress, zstandard.ZstdCompressor().compress], ids=["gz", "zst"])
    def test_a_bomb_is_given_up(self, tmp_path: Path, packed) -> None:  # type: ignore[no-untyped-def]
        path = put(tmp_path / "r.jsonl.gz", packed((b'{"text": "' + b"a" * 100 + b'"}\n') * 10 + b"\n" * 40_000_000))
        path = path.rename(tmp_path / ("r.jsonl.gz" if packed is gzip.compress else "r.jsonl.zst"))
        limits = Limits(unsuspicious=1_000_000, times=100)
        assert "unpacks to more than 100 times its size" in refusals(path, given=Given(limits=limits))[-1]

    def test_packed_in_packed_has_an_end(self, tmp_path: Path) -> None:
        content = b"Mot."
        for _ in range(5):
            content = gzip.compress(content)
        assert refusals(put(tmp_path / "r.gz", content)) == [
            "r.gz: nested more than 3 deep; unpack it first, or leave it out"
        ]


class TestMarkdown:
    """Markdown without its marks."""

    def test_front_matter_heading_and_marks(self, tmp_path: Path) -> None:
        path = put(
            tmp_path / "r.md",
            '---\ntitle: "Giao tranh"\ndate: 2020-09-28\nsource: Báo A\nlang: vi\n---\n\n## Mở\n\n*Hai* bên '
            "**giao tranh** ở [Füzuli](https://x.example/a_b).\n\n![Ảnh: AFP](x.jpg)\n\n> Ông nói: `không`.\n\n- một\n"
            "- hai_ba_bốn\n",
        )
        (report,) = reports(path)
        assert (report.title, report.published, report.outlet, report.lang) == (
            "Giao tranh",
            "2020-09-28",
            "Báo A",
            "vi",
        )
        assert report.body == "Mở\n\nHai bên giao tranh ở Füzuli.\n\nÔng nói: không.\n\nmột\nhai_ba_bốn"

    @pytest.mark.parametrize(
        ("text", "title", "body"),
        [
            ("# One\n\nTwo.", "One", "Two."),
            ("One\n===\n\nTwo.", "One", "Two."),
            ("Two.\n\n# One\n", "", "Two.\n\nOne"),
            ("5 * 3 * 2 and a_b_c", "", "5 * 3 * 2 and a_b_c"),
            ("---\nno front", "", "no front"),
        ],
    )
    def test_the_title_is_the_first_heading(self, tmp_path: Path, text: str, title: str, body: str) -> None:
        (report,) = reports(put(tmp_path / "r.md", text))
        assert (report.title, report.body) == (title, body)


class TestJson:
    """A whole file of JSON."""

    @pytest.mark.parametrize(
        "content",
        [
            json.dumps([ROW, ROW | {"id": "b"}], indent=2).encode(),
            line(ROW) + line(ROW | {"id": "b"}),
            json.dumps(ROW, indent=1).encode(),
            line(ROW),
        ],
        ids=["list", "lines", "one", "one line"],
    )
    def test_a_list_or_one_or_lines(self, tmp_path: Path, content: bytes) -> None:
        assert [report.id for report in reports(put(tmp_path / "r.json", content))] == ["a", "b"][
            : content.count(b'"id"')
        ]

    def test_places_in_a_list(self, tmp_path: Path) -> None:
        path = put(tmp_path / "r.json", json.dumps([ROW, 7]))
        assert refusals(path)[0].startswith("r.json[2]: this is no report")


class TestTables:
    """CSV and Parquet."""

    @pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
    def test_columns_of_the_same_name(self, tmp_path: Path, mark: str) -> None:
        rows = [
            ["id", "title", "text", "published", "more"],
            ["a", "T", f'"Một{mark} ""hai"".\nBa."', "2020-09-28", "x"],
        ]
        path = put(tmp_path / "r.csv", "\r\n".join(mark.join(row) for row in rows))
        (report,) = reports(path)
        assert (report.id, report.title, report.body) == ("a", "T", f'Một{mark} "hai".\nBa.')

    def test_columns_that_the_caller_maps(self, tmp_path: Path) -> None:
        path = put(tmp_path / "r.csv", "headline,body,when\nT,Một.,2020-09-28\n")
        (report,) = reports(path, given=Given(columns={"title": "headline", "text": "body", "published": "when"}))
        assert (report.title, report.body, report.published) == ("T", "Một.", "2020-09-28")

    def test_shifted_columns_are_refused_row_by_row(self, tmp_path: Path) -> None:
        path = put(
            tmp_path / "r.csv",
            "id,text,published\na,Một.,2020-09-28\nb,Hai, ba.,2020-09-28\nc,x\nd,2020-09-28,Bốn\ne,Năm.,\n",
        )
        assert [report.id for report in reports(path)] == ["a", "e"]
        assert refusals(path) == [
            "r.csv:3: 4 fields, but the head has 3; put fields that hold the separator in quotation marks",
            "r.csv:4: 2 fields, but the head has 3; put fields that hold the separator in quotation marks",
            "r.csv:5: published 'Bốn' is no date; write it as 2020-09-28 or 2020-09-28T17:05:00+07:00, or leave it out",
        ]

    def test_bytes_that_are_no_utf8_are_refused_with_their_row(self, tmp_path: Path) -> None:
        path = put(tmp_path / "r.csv", b"id,text\na,One\nb,D\xf2ng\nc,Two\n")
        assert [report.id for report in reports(path)] == ["a", "c"]
        assert refusals(path) == ["r.csv:3: byte 0xf2 in text is not UTF-8; save the table as UTF-8, or say --encoding"]
        path = put(tmp_path / "s.csv", "id;text\na;Đồng\n".encode("utf-16"))
        (report,) = reports(path, given=Given(encoding="utf-16"))
        assert report.body == "Đồng"

    def test_an_open_quotation_mark(self, tmp_path: Path) -> None:
        path = put(tmp_path / "r.csv", 'id,text\na,One\nb,"Two\nc,Three\n')
        assert [report.id for report in reports(path)] == ["a"]
        assert "quotation marks" in refusals(path)[0]

    @pytest.mark.parametrize("suffix", ["csv", "parquet"])
    def test_a_column_that_is_missing_is_said_once(self, tmp_path: Path, suffix: str) -> None:
        path = tmp_path / f"r.{suffix}"
        if suffix == "csv":
            put(path, "id,body\n" + "a,One\n" * 9)
        else:
            parquet.write_table(pyarrow.table({"id": ["a"] * 9, "body": ["One"] * 9}), path)
        assert refusals(path) == [
            f"r.{suffix}: no column 'text'; say which it is, as in --columns text=COLUMN; it has: id, body"
        ]
        given = Given(columns={"text": "words"})
        assert refusals(path, given=given) == [
            f"r.{suffix}: no column 'words' for text; it has: id, body; map others with --columns"
        ]

    def test_an_empty_table(self, tmp_path: Path) -> None:
        assert refusals(put(tmp_path / "r.csv", "")) == ["r.csv: empty; give a report, or leave it out"]

    def test_parquet(self, tmp_path: Path) -> None:
        from datetime import UTC, datetime

        moment = datetime(2020, 9, 28, 10, tzinfo=UTC)
        table = pyarrow.table({"id": [str(n) for n in range(999)], "body": ["Một."] * 999, "published": [moment] * 999})
        parquet.write_table(table, tmp_path / "r.parquet", row_group_size=100)
        found = reports(tmp_path / "r.parquet", given=Given(columns={"text": "body"}))
        assert len(found) == 999
        assert found[0].published == "2020-09-28T10:00:00+00:00"

    def test_damaged_parquet(self, tmp_path: Path) -> None:
        assert "r.parquet: no Parquet, or damaged" in refusals(put(tmp_path / "r.parquet", b"PAR1" + b"x" * 50))[0]


class TestFeeds:
    """RSS and Atom."""

    def test_rss(self, tmp_path: Path) -> None:
        first, second = reports(put(tmp_path / "r.rss", RSS))
        assert (first.title, first.body) == ("Shells fall", "Shells fell on the town.\nTwo died.")
        assert (first.published, first.url) == ("2020-09-28T10:15:00+07:00", "https://news.example/a?x=1&y=2")
        assert (first.outlet, first.lang) == ("The Daily Example", "en")
        assert (second.title, second.published) == ("Talks & truce", None)

    def test_atom(self, tmp_path: Path) -> None:
        (report,) = reports(put(tmp_path / "r.xml", ATOM))
        assert (report.title, report.body) == ("Giao tranh & đàm phán", "Hai bên giao tranh.\nMột người chết.")
        assert (report.published, report.modified) == ("2020-09-28T10:00:00+07:00", "2020-09-28T11:00:00+07:00")
        assert (report.url, report.byline, report.outlet, report.lang) == ("https://a.example/1", "An", "Báo A", "vi")

    def test_no_entity_is_expanded(self, tmp_path: Path) -> None:
        laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + RSS.partition("?>")[2].replace(
            "Two died", "&b;"
        )
        secret = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + RSS.partition("?>")[2].replace(
            "They talk", "&a;"
        )
        for content in (laughs, secret):
            assert refusals(put(tmp_path / "r.rss", content)) == [
                "r.rss: declares entities, which are never expanded; give a plain feed"
            ]

    def test_a_feed_that_is_cut_short_gives_what_came_before(self, tmp_path: Path) -> None:
        path = put(tmp_path / "r.rss", RSS[:-60])
        assert len(reports(path)) == 1
        assert refusals(path)[0].startswith("r.rss:6: no XML from line 6")

    def test_an_endless_feed_has_an_end(self, tmp_path: Path) -> None:
        item = RSS.partition("<item>")[2].partition("</item>")[0]
        path = put(tmp_path / "r.rss", RSS.partition("<item>")[0] + f"<item>{item}</item>" * 5000)
        few = Given(limits=Limits(entries=7))
        assert refusals(path, given=few)[-1] == "r.rss: more than 7 entries; raise --limit entries"
        short = Given(limits=Limits(feed=100_000))
        assert refusals(path, given=short)[-1] == "r.rss: a feed longer than 100,000 bytes; raise --limit feed"

    @pytest.mark.parametrize("content", ["<html><p>x</p></html>", "<rss><channel/></rss>", "no xml", ""])
    def test_what_is_no_feed_is_refused(self, tmp_path: Path, content: str) -> None:
        assert len(refusals(put(tmp_path / "r.rss", content))) == 1


class TestWarc:
    """Crawls."""

    def test_pages_among_records(self, tmp_path: Path) -> None:
        packed = answer(gzip.compress(PAGE), more="Content-Encoding: gzip\r\n")
        chunked = answer(
            b"".join(b"%x\r\n%s\r\n" % (len(PAGE[n : n + 99]), PAGE[n : n + 99]) for n in range(0, len(PAGE), 99))
            + b"0\r\n\r\n",
            more="Transfer-Encoding: chunked\r\n",
        )
        records = [
            record(b"software: x\r\n", "warcinfo", Content_Type="application/warc-fields"),
            record(b"GET / HTTP/1.1\r\n\r\n", "request"),
            *(
                record(content, address=f"https://news.example/{n}")
                for n, content in enumerate([answer(PAGE), packed, chunked])
            ),
            record(PAGE, "resource", "https://news.example/9", Content_Type="text/html"),
        ]
        plain = put(tmp_path / "r.warc", b"".join(records))
        by_record = put(tmp_path / "s.warc.gz", b"".join(map(gzip.compress, records)))
        for path in (plain, by_record):
            assert refusals(path) == []
            found = reports(path)
            assert [report.url for report in found] == [f"https://news.example/{n}" for n in (0, 1, 2, 9)]
            assert {report.title for report in found} == {"Shells fall on the town"}
            assert found[0].raw
            assert found[0].raw.fetched == "2020-09-28T03:00:00Z"

    def test_what_is_no_page_is_refused_and_the_rest_goes_on(self, tmp_path: Path) -> None:
        contents = [
            answer(b"x" * 99, "image/png"),
            answer(b"gone", status="404 Not Found"),
            b"nonsense",
            answer(PAGE + b" " * 20_000),
            answer(gzip.compress(PAGE)[:-20], more="Content-Encoding: gzip\r\n"),
            answer(gzip.compress(PAGE + b" " * 90_000), more="Content-Encoding: gzip\r\n"),
            answer(b"?", more="Content-Encoding: br\r\n"),
            answer(PAGE),
        ]
        path = put(tmp_path / "r.warc", b"".join(map(record, contents)))
        given = Given(limits=Limits(report=10_000))
        assert len(reports(path, given=given)) == 1
        assert [line.partition("; ")[0] for line in refusals(path, given=given)] == [
            "r.warc:1: no page but image/png",
            "r.warc:2: the server answered 404",
            "r.warc:3: no response of HTTP",
            "r.warc:4: a page longer than 10,000 bytes",
            "r.warc:5: compressed data ends too early",
            "r.warc:6: unpacks to more than 10,000 bytes",
            "r.warc:7: compressed as 'br'",
        ]

    @pytest.mark.parametrize("cut", [40, 400])
    def test_a_warc_that_ends_too_early(self, tmp_path: Path, cut: int) -> None:
        whole = record(answer(PAGE)) + record(answer(PAGE), address="https://news.example/2")
        path = put(tmp_path / "r.warc", whole[:-cut])
        assert len(reports(path)) == 1
        assert refusals(path) == ["r.warc:2: the record ends too early; fetch the file again"]
        path = put(tmp_path / "s.warc.gz", gzip.compress(record(answer(PAGE))) + gzip.compress(whole)[: -cut // 10])
        assert len(reports(path)) >= 1
        assert "ends too early" in refusals(path)[-1]

    def test_what_is_no_warc(self, tmp_path: Path) -> None:
        assert refusals(put(tmp_path / "r.warc", b"hello\n" * 9)) == [
            "r.warc:1: no WARC record; check that the file is WARC, and whole"
        ]


def zipped(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(members: Mapping[str, bytes], links: Sequence[str] = ()) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for name in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/hostname"
            archive.addfile(info)
    return stream.getvalue()


MEMBERS = {
    "a.jsonl": line(ROW),
    "more/b.jsonl.gz": gzip.compress(line(ROW | {"id": "b"})),
    "more/c.txt": b"Ba.",
    "__MACOSX/._a.jsonl": b"\0",
    "page.html": PAGE,
}


class TestArchives:
    """Folders, zip and tar, and archives in them."""

    @pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tgz", "folder", "zip in tar"])
    def test_every_file_is_read_as_if_it_had_been_named(self, tmp_path: Path, kind: str) -> None:
        path = tmp_path / f"r.{kind}"
        if kind == "folder":
            for name, content in MEMBERS.items():
                (path / name).parent.mkdir(parents=True, exist_ok=True)
                put(path / name, content)
        elif kind == "zip in tar":
            path = put(tmp_path / "r.tar", tarred({"x.zip": zipped(MEMBERS)}))
        else:
            content = zipped(MEMBERS) if kind == "zip" else tarred(MEMBERS)
            put(path, gzip.compress(content) if kind in ("tar.gz", "tgz") else content)
        assert refusals(path) == []
        assert sorted(report.body[:4] for report in reports(path)) == ["Ba.", "Một.", "Một.", "The "]

    def test_what_nobody_reads_is_refused_and_the_rest_goes_on(self, tmp_path: Path) -> None:
        path = put(tmp_path / "r.tar", tarred({"x.pdf": b"%PDF", "a.jsonl": line(ROW)}, links=["l.txt"]))
        assert len(reports(path)) == 1
        assert [line.partition("; ")[0] for line in refusals(path)] == [
            "r.tar/x.pdf: unknown kind of file",
            "r.tar/l.txt: no file but a link or device, not followed",
        ]

    def test_a_zip_bomb_is_given_up(self, tmp_path: Path) -> None:
        path = put(tmp_path / "r.zip", zipped({"x.jsonl": b"\n" * 6_000_000, "a.jsonl": line(ROW)}))
        given = Given(limits=Limits(unsuspicious=3_000_000))
        assert len(reports(path, given=given)) == 1
        (said,) = refusals(path, given=given)
        assert "r.zip/x.jsonl" in said
        assert "unpacks to more than 400 times its size" in said

    def test_many_bombs_in_one_archive_are_one_bomb(self, tmp_path: Path) -> None:
        members = {f"{n}.txt": b" " * 2_000_000 for n in range(9)} | {"x.jsonl": line(ROW)}
        given = Given(limits=Limits(unsuspicious=5_000_000))
        for content in (zipped(members), tarred({f"{name}.gz": gzip.compress(each) for name, each in members.items()})):
            path = put(tmp_path / ("r.zip" if content.startswith(b"PK") else "r.tar"), content)
            assert sum("400 times its size" in said for said in refusals(path, given=given)) >= 4
            assert len(reports(path, given=given)) == 1

    @pytest.mark.parametrize("outer", ["r.gz", "r.zip"])
    def test_a_bomb_in_a_bomb_is_one_bomb(self, tmp_path: Path, outer: str) -> None:
        inner = gzip.compress(gzip.compress(b"\n" * 4_000_000))
        path = put(tmp_path / outer, inner if outer == "r.gz" else zipped({"x.gz": inner}))
        limits = Limits(unsuspicious=100_000)
        assert "400 times its size" in refusals(path, given=Given(limits=limits))[0]

    def test_links_out_of_a_folder_are_not_followed(self, tmp_path: Path) -> None:
        secret = put(tmp_path / "secret.txt", b"What only its owner may read.")
        folder = tmp_path / "reports"
        folder.mkdir()
        put(folder / "a.jsonl", line(ROW))
        (folder / "inside.jsonl").symlink_to("a.jsonl")
        (folder / "out.txt").symlink_to(secret)
        (folder / "up.txt").symlink_to("../secret.txt")
        (folder / "folder").symlink_to(tmp_path)
        assert [said.partition(": ")[2].partition(";")[0] for said in refusals(folder)] == [
            "a link to a folder, not followed", "id 'a' was read already", "a link out of the folder, not followed",
            "a link out of the folder, not followed",
        ]  # fmt: skip
        assert len(reports(folder)) == 1

    def test_archives_in_archives_have_an_end(self, tmp_path: Path) -> None:
        content = zipped({"a.jsonl": line(ROW)})
        for _ in range(6):
            content = zipped({"x.zip": content})
        assert "nested more than 3 deep" in refusals(put(tmp_path / "r.zip", content))[0]

    def test_too_many_files(self, tmp_path: Path) -> None:
        path = put(tmp_path / "r.zip", zipped({f"{n}.txt": b"x%d" % n for n in range(20)}))
        assert refusals(path, given=Given(limits=Limits(members=5))) == [
            "r.zip: more than 5 files; raise --limit members"
        ]

    @pytest.mark.parametrize("name", ["r.zip", "r.tar"])
    def test_damaged_archives(self, tmp_path: Path, name: str) -> None:
        content = zipped(MEMBERS) if name == "r.zip" else tarred(MEMBERS)
        assert len(refusals(put(tmp_path / name, content[: len(content) // 3]))) == 1
        assert len(refusals(put(tmp_path / name, b"nonsense" * 200))) == 1

    def test_a_member_with_a_wrong_checksum(self, tmp_path: Path) -> None:
        content = zipped({"a.txt": b"One and two." * 50})
        crc = zlib.crc32(b"One and two." * 50).to_bytes(4, "little")
        path = put(tmp_path / "r.zip", content.replace(crc, b"\1\2\3\4"))
        assert "r.zip/a.txt: a damaged member" in refusals(path)[0]

    def test_an_encrypted_member(self, tmp_path: Path) -> None:
        content = bytearray(zipped({"a.txt": b"One."}))
        content[6] |= 1
        content[content.index(b"PK\x01\x02") + 8] |= 1
        assert refusals(put(tmp_path / "r.zip", bytes(content))) == ["r.zip/a.txt: encrypted; unpack the archive first"]


class TestByHead:
    """Names that say nothing: the kind is told by how the file begins."""

    @pytest.mark.parametrize(
        "content",
        [
            PAGE,
            b"  \n" + PAGE,
            RSS.encode(),
            record(answer(PAGE)),
            zipped({"a.html": PAGE}),
            tarred({"a.html": PAGE}),
            gzip.compress(PAGE),
            gzip.compress(line(ROW)),
        ],
        ids=["page", "page after blanks", "feed", "warc", "zip", "tar", "gz", "gz lines"],
    )
    @pytest.mark.parametrize("given_as", ["file", "stdin"])
    def test_standard_input_and_bare_names(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, given_as: str
    ) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
        source = "-" if given_as == "stdin" else put(tmp_path / "source", content)
        found = outcomes(source)
        assert found
        assert all(isinstance(outcome, Report) for _, outcome in found)

    def test_parquet_on_standard_input(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        parquet.write_table(pyarrow.table({"text": ["Một."]}), tmp_path / "r.parquet")
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO((tmp_path / "r.parquet").read_bytes())))
        assert len(reports("-")) == 1


class TestPages:
    """Pages too long, and packages that are missing."""

    def test_a_page_of_200_mb_is_refused_unread(self, tmp_path: Path) -> None:
        path = tmp_path / "r.html"
        with path.open("wb") as stream:
            stream.write(PAGE)
            stream.truncate(200_000_000)
        assert refusals(path) == ["r.html: a page longer than 10,000,000 bytes; raise --limit report, or leave it out"]

    @pytest.mark.parametrize(
        ("name", "package", "extra"),
        [
            ("r.html", "trafilatura", "pages"),
            ("r.parquet", "pyarrow", "parquet"),
            ("r.jsonl.zst", "zstandard", "zst"),
        ],
    )
    def test_a_missing_package_is_said_in_one_line(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str, extra: str
    ) -> None:
        monkeypatch.setitem(sys.modules, package, None)
        for module in [module for module in sys.modules if module.startswith(f"{package}.")]:
            monkeypatch.setitem(sys.modules, module, None)
        assert refusals(put(tmp_path / name, PAGE)) == [
            f"{name}: reading this needs the package {package}; pip install 'counterclaim[{extra}]'"
        ]


class TestEncodings:
    """Other encodings are told and said; damage is refused with its place."""

    WORDS = "Артиллерия обстреляла город. Погибли трое мирных жителей, сообщил глава района. " * 5

    @pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16", "utf-8-sig"])
    def test_a_text_in_another_encoding_is_told(self, tmp_path: Path, encoding: str) -> None:
        (report,) = reports(put(tmp_path / "r.txt", self.WORDS.encode(encoding)))
        assert report.body == self.WORDS
        assert (report.raw is None) == (encoding == "utf-8-sig")

    def test_damage_in_the_middle_is_refused(self, tmp_path: Path) -> None:
        content = self.WORDS.encode()
        path = put(tmp_path / "r.txt", content[:101] + content[102:])
        assert refusals(path) == ["r.txt:1: byte 0xb5 is not UTF-8; save the text as UTF-8"]

    def test_a_page_says_its_own(self, tmp_path: Path) -> None:
        head = "<head><meta charset='windows-1251'><title>Обстрел города</title></head>"
        page = f"<html>{head}<body><article>{'<p>'.join(['', *[self.WORDS] * 3])}</article></body></html>"
        (report,) = reports(put(tmp_path / "r.html", page.encode("cp1251")))
        assert self.WORDS.strip() in report.body
        assert report.raw
        assert report.raw.encoding == "cp1251"

    def test_what_the_caller_says_helps(self, tmp_path: Path) -> None:
        path = put(tmp_path / "r.txt", "Quân đội".encode("utf-16-le"))
        assert reports(path) == []
        (report,) = reports(put(tmp_path / "s.txt", "Füzuli".encode("cp1252")), given=Given(encoding="cp1252"))
        assert report.body == "Füzuli"
