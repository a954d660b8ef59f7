"""Undoes compression, within limits: gzip and Zstandard streams in, bytes out.

What unpacks to far more than news ever does is a bomb and is refused; so is what ends too early. At most a few
hundred kilobytes are in memory at a time, or 32 MB at worst.
"""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Callable
from typing import IO, Any, Final, cast

from counterclaim.reading.extras import needed
from counterclaim.reading.material import Limits, Material, Tally

PACKED: Final = (".gz", ".zst")
"""Suffixes of compressed files."""
MAGIC: Final = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}
"""How compressed streams begin."""
BROKEN_READ: Final = (OSError, EOFError, zlib.error)
"""What a read of a damaged or unreadable stream raises."""
AT_ONCE: Final = 1 << 16
"""Bytes unpacked at a time."""
FRAME_PIECE: Final = 1024
"""Bytes handed to Zstandard at a time: they never unpack to more than 32 MB."""


class Bomb(OSError):
    """Compressed data that unpacks to more than the limits allow."""


class Damaged(OSError):
    """Zstandard data that cannot be unpacked."""


class _Unpacked(io.RawIOBase):
    """The bytes of a compressed stream, counted."""

    def __init__(self, read: Callable[[int], bytes], tally: Tally, limits: Limits) -> None:
        self._read, self._tally, self._limits = read, tally, limits

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._read(min(len(buffer), AT_ONCE))
        self._tally.given += len(piece)
        limits, tally = self._limits, self._tally
        if tally.given > limits.unpacked:
            raise Bomb(f"unpacks to more than {limits.unpacked:,} bytes")
        honest = limits.times * tally.taken()
        if tally.given > honest and (tally.bombed or tally.given > limits.unsuspicious):
            # What lies beside a bomb is still read, as far as it is honest; the next bomb is one at once.
            tally.given, tally.bombed = honest, True
            raise Bomb(f"unpacks to more than {limits.times} times its size")
        buffer[: len(piece)] = piece
        return len(piece)


class _Counted(io.RawIOBase):
    """A compressed stream that knows how many of its bytes were taken."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read(min(len(buffer), AT_ONCE))
        self.taken += len(piece)
        buffer[: len(piece)] = piece
        return len(piece)


def packed_suffix(file: str) -> str:
    """The suffix of compression that a file name ends with, or nothing."""
    suffix = os.path.splitext(file.lower())[1]
    return suffix if suffix in PACKED else ""


def unpacked(material: Material, suffix: str, limits: Limits) -> tuple[IO[bytes], Tally]:
    """The stream of a material with its compression undone as it is read, and the tally that it is counted in.

    Raises RefusedReport where a package is missing.
    """
    packed = _Counted(material.stream)
    tally = material.tally or Tally(lambda: packed.taken)
    if suffix == ".gz":
        read = cast("Callable[[int], bytes]", gzip.GzipFile(fileobj=io.BufferedReader(packed, AT_ONCE)).read1)
    else:
        read = _Frames(packed, material.name).read
    return counted(read, tally, limits), tally


def counted(read: Callable[[int], bytes], tally: Tally, limits: Limits) -> IO[bytes]:
    """What `read` unpacks, as a stream that stops a bomb: by all that was unpacked of the file it lies in."""
    return io.BufferedReader(_Unpacked(read, tally, limits), AT_ONCE)


def plain(stream: IO[bytes]) -> IO[bytes]:
    """The same bytes, from front to end only."""
    return io.BufferedReader(_Counted(stream), AT_ONCE)


class _Frames:
    """The content of the Zstandard frames of a stream; raises EOFError where the last one is not whole."""

    def __init__(self, stream: _Counted, name: str) -> None:
        self._zstandard = needed("zstandard", "zst", name)
        # windows beyond 128 MB are legal and would take as much memory
        self._packing = self._zstandard.ZstdDecompressor(max_window_size=1 << 27)
        self._stream, self._rest = stream, b""
        self._frame: Any = None
        self._ready = memoryview(b"")

    def read(self, most: int) -> bytes:
        """Up to `most` bytes; none at the end."""
        while not self._ready:
            piece = self._rest or self._stream.read(FRAME_PIECE)
            self._rest = b""
            if not piece:
                if self._frame is not None:
                    raise EOFError
                return b""
            self._frame = self._frame or self._packing.decompressobj()
            try:
                self._ready = memoryview(self._frame.decompress(piece))
            except self._zstandard.ZstdError:
                raise Damaged from None
            if self._frame.eof:
                self._rest, self._frame = self._frame.unused_data, None
        taken, self._ready = self._ready[:most], self._ready[most:]
        return bytes(taken)


def read_fault(error: Exception) -> tuple[str, str]:
    """What to say of a read that failed: the fault, and what to do."""
    if isinstance(error, Bomb):
        return str(error), "unpack it yourself if you trust it, or raise --limit unpacked or --limit times"
    if isinstance(error, Damaged):
        return "not Zstandard, or damaged", "fetch the file again, or drop .zst from the name of a plain file"
    if isinstance(error, EOFError):
        return "compressed data ends too early", "fetch the file again"
    if isinstance(error, (gzip.BadGzipFile, zlib.error)):
        return "not gzip, or damaged", "fetch the file again, or drop .gz from the name of a plain file"
    return f"cannot be read ({error})", "check the file and the disk"
