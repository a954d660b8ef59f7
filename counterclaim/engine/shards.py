"""Reconciles one shard of all blocks: its claims enter, its questions leave, drawn and in order.

A question's place in the order of all is the day on which it begins and its id; `merged` puts the questions of all
shards together by that, so that it does not matter which shard was ready first.
"""

from __future__ import annotations

import gzip
import heapq
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from counterclaim.cycles import undisturbed
from counterclaim.engine.bundles import FOLDER, QUICK, Bundle, Slice, named, shard_of, unbundled
from counterclaim.engine.coding import own_words
from counterclaim.engine.keeping import damaged, write_whole
from counterclaim.engine.standing import At, Name
from counterclaim.language.own import using
from counterclaim.model import Question, Told
from counterclaim.reconciliation.blocks import Block, blocks_of, reconcile
from counterclaim.reconciliation.content import Row, row_of
from counterclaim.reconciliation.engine import begins

Draw = Callable[[Question, Mapping[str, Told]], str]
"""What is printed of a question; `Mapping` has its claims by id. A value that pickles and whose repr is all it is."""
Line = tuple[int, str, str]
"""The day on which a question begins, as an ordinal, its id, and what is printed of it."""
QUESTIONS: Final = ".questions"


@dataclass(frozen=True, slots=True)
class Shard:
    """What a worker needs to reconcile one share of all blocks."""

    number: int
    bundles: tuple[tuple[int, Bundle], ...]
    """Its claims, each bundle with the number of its part."""
    printings: Mapping[str, str]
    """By id of a report that is printed more than once: that of its earliest printing."""
    repeated: Mapping[str, Mapping[Name, At]]
    """By id of a report that came by more than once: which tellings stand."""

    @property
    def claims(self) -> int:
        """Claims in it."""
        return sum(bundle.claims for _, bundle in self.bundles)


@dataclass(frozen=True, slots=True)
class Settling:
    """How shards are reconciled: "drawn as a table, with these words, kept there"."""

    draw: Draw
    config: Path | None = None
    """The words of a newsroom's own; None where there are none."""
    folder: Path | None = None
    """Where questions are kept."""
    made_by: str = ""
    """Names all that decides what comes out, for what is kept."""


def settle(settling: Settling, shard: Shard) -> Sequence[Line] | Path:
    """The questions of a shard in order, or the file that holds them. Raises PartRefused."""
    if settling.folder is None:
        return tuple(_lines(settling, shard))
    path = settling.folder / FOLDER / f"{_name(settling, shard)}{QUESTIONS}"
    if not path.exists():
        lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in _lines(settling, shard))
        write_whole(path, [gzip.compress(lines.encode("utf-8", "surrogatepass"), QUICK, mtime=0)])
    return path


def _name(settling: Settling, shard: Shard) -> str:
    """The name of a shard's questions: of which claims, reconciled and drawn by what."""
    places = [f"{at.path.name} {at.start}" for _, each in shard.bundles if isinstance(at := each.packed, Slice)]
    repeated = sorted((report, sorted(stands.items())) for report, stands in shard.repeated.items())
    content = json.dumps([shard.number, places, sorted(shard.printings.items()), repeated])
    return named(settling.made_by.encode(), repr(settling.draw).encode(), content.encode())


def _lines(settling: Settling, shard: Shard) -> list[Line]:
    found: list[Line] = []
    with using(own_words(settling.config)), undisturbed():
        for block, rows in sorted(_blocks(shard).items()):
            told = {row.id: row.told for row in rows}
            for question in reconcile(block, rows):
                day, name = begins(question)
                found.append((day.toordinal(), name, settling.draw(question, told)))
    return sorted(found)


def _blocks(shard: Shard) -> dict[Block, list[Row]]:
    """The claims of each block of a shard."""
    blocks: dict[Block, list[Row]] = defaultdict(list)
    for part, bundle in shard.bundles:
        for telling in unbundled(bundle):
            told, report = telling.told, telling.told.claim.report
            if report in shard.printings:
                told = replace(told, printing=shard.printings[report])
            row = row_of(told)
            if report in shard.repeated:
                name = (row.id, told.about.id if told.about is not None else "")
                if shard.repeated[report].get(name) != (part, telling.position):
                    continue
            for block in blocks_of(row):
                if shard_of(block) == shard.number:
                    blocks[block].append(row)
    return blocks


def merged(found: Iterable[Sequence[Line] | Path]) -> Iterator[str]:
    """What is printed of all questions, in order. Raises PartRefused where a file is none."""
    for _, _, drawn in heapq.merge(*(_kept(each) if isinstance(each, Path) else each for each in found)):
        yield drawn


def _kept(path: Path) -> Iterator[Line]:
    try:
        with gzip.open(path, "rt", encoding="utf-8", errors="surrogatepass") as file:
            for line in file:
                day, name, drawn = json.loads(line)
                yield day, name, drawn
    except (OSError, EOFError, ValueError) as fault:
        raise damaged(path, fault) from None
