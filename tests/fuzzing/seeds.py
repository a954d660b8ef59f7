"""Where fuzzing starts: for each target a few inputs that a border is made for."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from typing import Final

from fuzzing.keeping import FORMS, LEARNED, OWN
from fuzzing.readers import SUFFIXES

ENGLISH: Final = (
    "Ukraine says 550 killed\x00KYIV, Nov 26 (Reuters) - Ukraine's defence ministry said on Monday that at least 550 Russian soldiers had "
    'been killed or wounded and "22 tanks" destroyed near Pokrovsk since 24 February. Russia denied it.'
)
VIETNAMESE: Final = "Nga bác tin mất 20 xe tăng\x00Bộ Quốc phòng Nga ngày 27/9 cho biết đã bắn hạ hơn 19.000 UAV, hàng chục tên lửa; Ukraine bác bỏ con số này."
RUSSIAN: Final = "Минобороны РФ заявило, что за сутки уничтожены 3 танка и два вертолёта; в Киеве это опровергли."
NUMBERS: Final = (
    "19.000 19,000 1,5 triệu hai mươi mốt 4-5 dozens of two dozen 3/4 50% 2.783 ½ IV 10^8 двадцать одна тысяча"
)
TIMES: Final = (
    "27/9 27-9-2025 27.9 tháng 2 last night đêm qua since 2008 32/13/9999 29 February 2025 25:61 прошлой ночью 0/0/0"
)
REPORT: Final = {
    "id": "r",
    "lang": "en",
    "outlet": "X",
    "published": "2025-11-26",
    "title": "T",
    "text": "31 soldiers died.",
}
CLAIMS: Final = {
    "report": "r",
    "claims": [
        {
            "speaker": "Ukraine", "speaker_party": "UKR", "via": [], "stance": "asserts", "event": "killed", "actor": None,
            "target": "UKR", "unit": "soldiers", "low": 31, "high": 31, "qualifier": "exact", "scope": "incident",
            "start": "2025-11-24", "end": None, "place": "Kyiv", "denies": [], "evidence": [0, 12],
        }
    ],
}  # fmt: skip
PAGE: Final = (
    "<html lang=en><head><title>T</title><meta name=date content=2025-11-26></head><body><article><p>31 soldiers died."
)
FEED: Final = "<rss version='2.0'><channel><title>X</title><item><title>T</title><description>31 died</description></item></channel></rss>"
WARC: Final = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x/\r\nWARC-Date: 2025-11-26T00:00:00Z\r\n"
    b"Content-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>31 soldiers\r\n\r\n"
)


def files() -> list[bytes]:
    """A small file of each kind, behind the byte that names the kind."""
    row = json.dumps(REPORT).encode()
    tar, packed = io.BytesIO(), io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as made:
        member = tarfile.TarInfo("a.jsonl")
        member.size = len(row)
        made.addfile(member, io.BytesIO(row))
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.jsonl", row)
    contents = {
        ".html": PAGE.encode(), ".jsonl": row + b"\n", ".json": b"[" + row + b"]", ".csv": b"id,text\nr,31 soldiers died\n",
        ".rss": FEED.encode(), ".warc": WARC, ".zip": packed.getvalue(), ".tar": tar.getvalue(),
        ".md": b"---\ntitle: T\n---\n31 soldiers died.", ".txt": b"31 soldiers died.", ".gz": gzip.compress(row), "": PAGE.encode(),
    }  # fmt: skip
    return [bytes([SUFFIXES.index(suffix)]) + content for suffix, content in contents.items()]


ATOM: Final = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>X</title><entry><title>T</title><link href='http://x/1'/>"
    "<updated>2025-11-26T00:00:00Z</updated><content type='xhtml'><p>31 died</p></content></entry></feed>"
)
ANSWER: Final = json.dumps(
    {
        "claims": [
            {"evidence": "Ukraine said on Monday that 31 soldiers had died in Kyiv", "speaker_party": "UKR", "stance": "asserts",
             "event": "killed", "number": "31", "unit": "soldiers", "target": "UKR", "time": "on Monday", "place": "Kyiv",
             "via": ["Reuters"], "denies": []},
            {"evidence": "Russia denied it", "speaker_party": "RUS", "stance": "denies", "event": "killed", "denies": [0, 1]},
        ]
    }
)  # fmt: skip
LINKED: Final = (
    '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "headline": "T", "datePublished": '
    '"2025-11-26", "author": [{"name": "A"}], "publisher": {"name": "X"}, "articleBody": "31 soldiers died in Kyiv."}'
    "</script></head><body><div class='related'>more</div><p>31 soldiers died in Kyiv, the ministry said on Monday.</p>"
)
FORMS_SENT: Final = (
    b"decision=accept&why=x&row=1",
    b"decision=reject",
    b"decision=correct&f.low=3&f.high=4&f.event=killed",
    b"decision=merge&into=$Q",
    b"decision=split&claims=$C&claims=$D",
    b"decision=copy&other=$R",
    b"decision=no_copy&other=$R",
    b"decision=withdraw&claim=$C&other=$D",
    b"decision=add&f.evidence=0%3A9&f.speaker_party=ARM&f.stance=asserts&f.event=killed",
    b"next=//x&lang=vi&csrf=<zq>",
)
QUERIES: Final = (
    b"as_of=2020-10-01&recorded=2030-01-01&rule=ucdp&lang=vi",
    b"party=ARM&event=killed&status=disputed&page=2&size=3",
    b"words=<zq>&outlet=a",
    b"recorded=2020-10-01T00:00:00%2B14:00",
    b"next=/review&queue=claims&done=1&before=3",
    b"version=1&claim=x&kind=claims",
)


def inside(whole: bytes, number: int) -> bytes:
    """Where in a file a fuzzer puts its bytes: places all over it, and how many they replace."""
    return (len(whole) * number // 7).to_bytes(2, "big") + bytes([number])


def kept() -> dict[str, list[bytes]]:
    """Files that are kept, with a few bytes put into them."""
    own = [b"\x01" + inside(OWN, n) + word for n, word in enumerate((b"[[party]]\n",))]
    learned = [
        b"\x01" + inside(LEARNED, n) + word
        for n, word in enumerate((b"[", b"null,", b'"x"', b"1e999", b"{}", b"-1", b"[]"))
    ]
    return {
        "config": [*own, b"\x00" + OWN, b"\x00[[figure]]\nname = 'x'\nlike = 'os:system'", b"\x00a = " + b"[" * 3000],
        "weights": [*learned, b"\x00{}\n{}", b"\x01\x00\x00\x00" + b"[" * 3000],
        "part": [(n * 211).to_bytes(2, "big") + bytes([n]) + b"\x00\xff" for n in range(8)],
        "ledger": [
            bytes([n]) + (n * 9973).to_bytes(3, "big") + bytes([n * 7 % 256]) + b"abcd" * n for n in range(1, 5)
        ],
        "exports": [bytes([n, 1]) + (n * 37).to_bytes(2, "big") + b"\x02" + b'"x",null' for n in range(len(FORMS))],
    }


SEEDS: Final[dict[str, list[bytes]]] = {
    "normal": [ENGLISH.encode(), VIETNAMESE.encode(), "e\u0301\u200bD\u0323ß\u0130\ufb01".encode()],
    "numbers": [NUMBERS.encode(), VIETNAMESE.encode(), RUSSIAN.encode()],
    "times": [TIMES.encode(), ENGLISH.encode(), RUSSIAN.encode()],
    "code": [ENGLISH.encode(), VIETNAMESE.encode(), RUSSIAN.encode(), b"", b"\x00"],
    "source": files(),
    "line": [json.dumps(REPORT).encode(), b"{}", b"null", b'{"text": "\\ud800"}'],
    "claims": [json.dumps(CLAIMS).encode(), b"[]", b'{"report": "r", "claims": []}'],
    "pack": [bytes([n, 1, 200, 4]) + b'= "x"\n' for n in range(0, 10, 4)]
    + [b"\x00\x00\x00\x00[[", b"\x01\x00\x10\x01\xff"],
    "learned": [VIETNAMESE.encode(), b"\x00"],
    "answer": [
        ANSWER.encode(),
        b"```json\n" + ANSWER.encode() + b"\n```",
        b"<think>x</think>[]",
        b'{"claims": [{"evidence": "a"},',
    ],
    "page": [PAGE.encode(), LINKED.encode(), b"\xff\xfe<\x00p\x00", b"<!---->" * 9 + b"<html>"],
    "feed": [FEED.encode(), ATOM.encode(), b"<!DOCTYPE x [<!ENTITY a 'b'>]><rss>&a;</rss>"],
    "warc": [WARC, gzip.compress(WARC), WARC.replace(b"response", b"resource")],
    "archive": [bytes([n]) + file[1:] for file in files() for n in range(3) if file[0] in (6, 7)],
    **kept(),
    "web": [bytes([n, 0]) + query + b"\x00lang=vi" for n, query in enumerate(QUERIES * 3)]
    + [bytes([n % 3, 6]) + b"\x00\x00" + form for n, form in enumerate(FORMS_SENT)]
    + [b"\x00\x16\x00\x00" + b'{"decision": "correct", "changes": {"low": 3, "place": null}, "row": 1}'],
    "words": [b"soldiers", '"đà nẵng" tank*'.encode(), b'" OR NEAR( -x ^ :', b"a\x00UKR\x002025-01-01"],
    "address": [
        b"",
        b"question/x",
        b"report/x.json?as_of=2025-01-01",
        b"search?words=a&page=-1",
        b"static/../x",
        b"%00%ff",
    ],
}
