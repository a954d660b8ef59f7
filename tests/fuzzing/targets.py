"""What is fuzzed: each target by its name, `make fuzz` takes them from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fuzzing.keeping import config, exports, ledger, pack, part, weights
from fuzzing.readers import archive, claims, feed, line, page, source, warc
from fuzzing.texts import answer, code, learned, normal, numbers, times
from fuzzing.visiting import address, web, words

TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    each.__name__: each
    for each in (
        normal, numbers, times, code, learned, answer, source, page, feed, warc, archive, line, claims, pack, config,
        weights, part, ledger, exports, words, address, web,
    )
}  # fmt: skip
