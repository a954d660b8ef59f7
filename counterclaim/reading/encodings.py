"""Tells how the characters of bytes are written, and says it.

Bytes and what is said of them enter; a text and the name of its encoding leave. UTF-8 is tried first; another
encoding is guessed only where enough speaks for it. Damaged UTF-8 is refused with its place, never patched.
"""

from __future__ import annotations

import codecs
import importlib
import re
from typing import Final

from counterclaim.errors import RefusedReport

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, the longer first."""
FEWEST_HINTS: Final = 20
"""Bytes beyond ASCII that a guess needs: fewer fit any encoding."""
SAMPLE: Final = 20_000
"""Bytes that a guess looks at."""
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
WEB_NAMES: Final = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
"""Encodings that pages name and browsers read as another (WHATWG Encoding Standard, section 4.2)."""


def decoded(raw: bytes, where: str, said: str | None = None, *, of_file: bool = False) -> tuple[str, str]:
    """The text of bytes and the name of their encoding; refusals of a whole file name the line of the fault.

    `said` is what whoever sent the bytes says. Raises RefusedReport.
    """
    for mark, name in MARKS:
        if raw.startswith(mark) and of_file:
            return _strict(raw.removeprefix(codecs.BOM_UTF8), where, name, of_file), name
    if b"\0" in raw:
        what = "NUL bytes, so this is binary data or UTF-16"
        raise RefusedReport(_place(where, raw, raw.index(b"\0"), of_file), what, "give text saved as UTF-8")
    if said and (known := _known(said)):
        return _strict(raw, where, known, of_file), known
    try:
        return raw.decode(), "utf-8"
    except UnicodeDecodeError as error:
        guess = guessed(raw) if of_file else None
        if guess:
            return raw.decode(guess), guess
        what = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        raise RefusedReport(_place(where, raw, error.start, of_file), what, "save the text as UTF-8") from None


def guessed(raw: bytes) -> str | None:
    """The encoding that bytes are most likely written in; None where too little or nothing speaks for one.

    Bytes that hold whole characters of UTF-8 are damaged UTF-8, and no guess is made.
    """
    hints = len(_BEYOND_ASCII.findall(raw))
    if hints < FEWEST_HINTS or 2 * sum(map(len, _MULTIBYTE.findall(raw))) > hints:
        return None
    try:
        detector = importlib.import_module("charset_normalizer")
    except ImportError:
        return None
    best = detector.from_bytes(raw[:SAMPLE]).best()
    name = best.encoding if best else None
    try:
        return name if name and raw.decode(name) else None
    except UnicodeDecodeError:
        return None


def _known(said: str) -> str | None:
    """The encoding of that name, or None where Python has none."""
    try:
        name = codecs.lookup(WEB_NAMES.get(said.strip().lower(), said.strip())).name
    except (LookupError, ValueError):
        return None
    # codecs such as base64 turn bytes into bytes
    return name if getattr(codecs.lookup(name), "_is_text_encoding", True) else None


def _strict(raw: bytes, where: str, name: str, of_file: bool) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        shown = "UTF-8" if name == "utf-8" else name
        what = f"byte 0x{raw[error.start]:02x} is not {shown}"
        raise RefusedReport(_place(where, raw, error.start, of_file), what, "save the text as UTF-8") from None


def _place(where: str, raw: bytes, byte: int, of_file: bool) -> str:
    """The place of a byte: the line of a whole file, or the line that `where` names already."""
    return at_line(where, raw[:byte]) if of_file else where


def at_line(name: str, before: bytes) -> str:
    """The place in a file after these bytes."""
    lines = before.count(b"\n") + 1
    return f"{name}:{lines}"
