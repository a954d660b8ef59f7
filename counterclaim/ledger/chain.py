"""The hash chain: a row's digest, and a commit's link over the link before, the commit itself and its rows' digests.

Values enter as SQLite keeps them; 32 bytes leave. Changing, removing or adding a row changes its commit's link, and so
every link after it. What the chain cannot see is that its newest commits were cut off: who fears that keeps a link
elsewhere and asks `check` for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Final, TypeAlias

import msgspec

Value: TypeAlias = int | float | str | bytes | None
"""What a column of a ledger can hold."""
START: Final = bytes(32)
"""The link before the first commit."""
TABLES: Final = (
    "sources", "reports", "copies", "codings", "claims", "tellings", "questions", "answers", "members",
    "relations", "reviews",
)  # fmt: skip
"""Tables of the chain, in the order in which a commit links its rows. New ones are added at the end."""
_encode: Final = msgspec.msgpack.Encoder().encode


def digest_of(table: str, values: Sequence[Value]) -> bytes:
    """The digest of a row: SHA-256 of the MessagePack list of its table's name and its values but the digest.

    Raises UnicodeEncodeError where a text is no text.
    """
    return sha256(_encode((table, *values))).digest()


def link_of(before: bytes, commit: Sequence[Value], digests: Iterable[bytes]) -> bytes:
    """The link of a commit: SHA-256 over the link before it, its own values but the link, and its rows' digests."""
    whole = sha256(before)
    whole.update(digest_of("commits", commit))
    for digest in digests:
        whole.update(digest)
    return whole.digest()
