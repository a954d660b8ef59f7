"""Where fuzzing starts: for each target a few inputs that a border is made for."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from typing import Final

from fuzzing.targets import SUFFIXES

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
