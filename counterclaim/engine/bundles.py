"""Claims on their way to their blocks: claims enter, packed bytes leave, put together by shard; and back.

A shard is a fixed share of all blocks: which one a block is in follows from its name alone, so that the questions of a
shard need nothing but its own claims. What is kept lies in files named by what is in them (`keeping`). Nothing here
looks at what a claim says.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from counterclaim.engine.keeping import damaged, write_whole
from counterclaim.model import Told
from counterclaim.reconciliation.blocks import Block

SHARDS: Final = 64
"""Shares of all blocks: several for each worker of a machine, so that none waits long for the last one."""
QUICK: Final = 1
"""Level of zlib: bytes that travel or are kept shrink to a third, for little of the time that reconciling takes."""
FOLDER: Final = "blocks"
"""Within a folder of parts: what is kept of reconciling."""
CLAIMS: Final = ".claims"


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim as it travels, told by the report at this position of its part."""

    position: int
    told: Told


@dataclass(frozen=True, slots=True)
class Slice:
    """Bytes of a file."""

    path: Path
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """The claims of one part for one shard: "these, for shard 12"."""

    shard: int
    claims: int
    packed: bytes | Slice
    """Themselves, or where they are kept."""


_ENCODE: Final = msgspec.msgpack.Encoder().encode
_TELLINGS: Final = msgspec.msgpack.Decoder(list[Telling])


def shard_of(block: Block) -> int:
    """The shard of a block, from 0; the same everywhere."""
    return zlib.crc32("\x1f".join(block).encode("utf-8", "surrogatepass")) % SHARDS


def bundled(tellings: Mapping[int, Sequence[Telling]], folder: Path | None) -> tuple[Bundle, ...]:
    """The claims of one part by shard, in order, as bytes; in a file of the folder where there is one."""
    shards = sorted(tellings)
    packed = [zlib.compress(_ENCODE(tellings[shard]), QUICK) for shard in shards]
    if folder is None or not packed:
        return tuple(Bundle(shard, len(tellings[shard]), each) for shard, each in zip(shards, packed, strict=True))
    path = folder / FOLDER / f"{named(*packed)}{CLAIMS}"
    if not path.exists():
        write_whole(path, packed)
    found, start = [], 0
    for shard, each in zip(shards, packed, strict=True):
        found.append(Bundle(shard, len(tellings[shard]), Slice(path, start, len(each))))
        start += len(each)
    return tuple(found)


def unbundled(bundle: Bundle) -> list[Telling]:
    """The claims of a bundle. Raises PartRefused where its file is gone or damaged."""
    at = bundle.packed
    if isinstance(at, bytes):
        return _TELLINGS.decode(zlib.decompress(at))
    try:
        with open(at.path, "rb") as file:
            file.seek(at.start)
            return _TELLINGS.decode(zlib.decompress(file.read(at.length)))
    except (OSError, zlib.error, msgspec.MsgspecError) as fault:
        raise damaged(at.path, fault) from None


def named(*content: bytes) -> str:
    """A name by content, 64 hexadecimal digits."""
    known = hashlib.sha256()
    for each in content:
        known.update(len(each).to_bytes(8) + each)
    return known.hexdigest()
