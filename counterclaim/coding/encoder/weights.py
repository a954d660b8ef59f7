"""The weights of the encoder, as they lie in a folder, checked before they are used.

A folder with a card, a graph, tables and pieces enters, a `Network` leaves, which turns a window into states.
Nothing is fetched from anywhere. Raises `CoderMissing` where a package or a file is missing, damaged or of another
version.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from counterclaim.coding.encoder.pieces import Cutter, cutter
from counterclaim.coding.encoder.windows import Window, positions
from counterclaim.cycles import undisturbed
from counterclaim.errors import CoderMissing

VERSION: Final = 1
"""Of the form of the weights; a change of marks, heads or windows needs another."""
FOLDER: Final = Path(__file__).parent / "trained"
CARD, GRAPH, TABLES, PIECES = "card.json", "encoder.onnx", "tables.npz", "pieces.tsv"
FILES: Final = (GRAPH, TABLES, PIECES)
"""Whose digests the card holds."""
CODER: Final = "learned"
REMEDY: Final = "install counterclaim again, or use --coder rules"
BLOCK, HALF = 18, 8
"""Bytes of 32 weights of 4 bits with their scale, and what is added to each weight."""
THREADS = 1
"""One thread: the same numbers whatever else the machine does, and as many processes as it has cores."""


@dataclass(frozen=True, slots=True)
class Network:
    """The encoder, ready to read."""

    session: Any
    cut: Cutter
    tables: dict[str, Any]
    known: dict[str, int]
    """Position of each mark that the weights know."""
    pools: Any
    card: dict[str, Any]

    def alone(self) -> Any:
        """A context in which sums over small tables stay in one thread: handing them out costs more than they do."""
        return self.pools.limit(limits=THREADS)

    def states(self, window: Window, heard: bool) -> tuple[Any, Any]:
        """The state of each piece of a window, and what its marks say for each event.

        `heard` says whether what the rules say counts.
        """
        import numpy as np

        marks = (*window.marks, *window.told_marks) if heard else window.marks
        lists = positions(marks, self.known, len(window.pieces))
        hint = np.zeros((len(lists), self.tables["hint.weight"].shape[1]), np.float32)
        says = np.zeros((len(lists), self.tables["hintev.weight"].shape[1]), np.float32)
        for at, found in enumerate(lists):
            if found:
                hint[at] = self.tables["hint.weight"][found].sum(0)
                says[at] = self.tables["hintev.weight"][found].sum(0)
        words = self._words([piece[0] for piece in window.pieces]) + self.tables["places"][: len(lists)]
        states = self.session.run(None, {"words": words[None], "hint": hint[None]})[0][0]
        return states, says

    def _words(self, ids: list[int]) -> Any:
        """The vectors of pieces, from blocks of 32 weights of 4 bits: a scale, then two weights a byte."""
        import numpy as np

        blocks = self.tables["words"][ids].reshape(len(ids), -1, BLOCK)
        scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
        pairs = blocks[..., 2:]
        weights = np.concatenate([pairs & 15, pairs >> 4], -1).astype(np.float32) - HALF
        return (weights * scales).reshape(len(ids), -1)


@cache
def network(folder: Path = FOLDER) -> Network:
    """The network of a folder, loaded once; raises `CoderMissing`."""
    with undisturbed():
        return _network(folder)


def _network(folder: Path) -> Network:
    runtime, np, pools = (_package(name) for name in ("onnxruntime", "numpy", "threadpoolctl"))
    card = _card(folder)
    for name in FILES:
        _check(folder / name, card["sha256"].get(name, ""))
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = THREADS
    options.log_severity_level = 3
    session = runtime.InferenceSession(str(folder / GRAPH), options, providers=["CPUExecutionProvider"])
    with np.load(folder / TABLES, allow_pickle=False) as held:
        tables = {name: _wide(held[name], np) for name in held.files}
    rows = [line.rsplit("\t", 1) for line in (folder / PIECES).read_text(encoding="utf-8").split("\n")[:-1]]
    cut = cutter([(piece, float(score)) for piece, score in rows])
    known = {mark: at for at, mark in enumerate(card["marks"])}
    return Network(session, cut, tables, known, pools.ThreadpoolController(), card)


def _wide(table: Any, np: Any) -> Any:
    """Tables of half precision are computed with in single precision."""
    return table.astype(np.float32) if table.dtype == np.float16 else table


def _package(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise CoderMissing(CODER, f"needs the package {name}", "pip install 'counterclaim[learned]'") from None


def _card(folder: Path) -> dict[str, Any]:
    file = folder / CARD
    try:
        card = json.loads(file.read_text(encoding="utf-8"))
        version, digests, marks = card["version"], card["sha256"], card["marks"]
    except OSError:
        raise CoderMissing(CODER, f"needs its weights, and {file} cannot be read", REMEDY) from None
    except (ValueError, KeyError, TypeError):
        raise CoderMissing(CODER, f"needs its weights, and {file} is damaged", REMEDY) from None
    if version != VERSION or not isinstance(digests, dict) or not isinstance(marks, list):
        what = f"has weights of version {version!r} in {folder}, and reads version {VERSION}"
        raise CoderMissing(CODER, what, REMEDY)
    return dict(card)


def _check(file: Path, digest: str) -> None:
    try:
        with file.open("rb") as held:
            found = hashlib.file_digest(held, "sha256").hexdigest()
    except OSError:
        raise CoderMissing(CODER, f"needs its weights, and {file} cannot be read", REMEDY) from None
    if found != digest:
        raise CoderMissing(CODER, f"needs its weights, and {file} is not what its card says", REMEDY)
