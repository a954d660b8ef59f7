"""Targets that take files which the program, or its user, keeps: packs, own words, weights, parts, ledgers, exports."""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Final

from fuzzing.texts import DAY, one_line, stand

from counterclaim.coding.coder import coded
from counterclaim.coding.judge import weights as judge
from counterclaim.config import config_of, using
from counterclaim.engine import parts
from counterclaim.errors import CounterclaimError, LedgerError, PackError, PartRefused, WeightsRefused
from counterclaim.exports import back, jsonld, linkedcheck, tables
from counterclaim.exports.columns import TABLES
from counterclaim.exports.form import Choice
from counterclaim.exports.forms import form
from counterclaim.language.packs.loader import FOLDER, load_pack
from counterclaim.ledger import Ledger
from counterclaim.ledger.appending import By
from counterclaim.ledger.bulk import Selection
from counterclaim.ledger.checking import check
from counterclaim.ledger.overview import days_of_revisions, dyads
from counterclaim.ledger.questions import Wanted, questions
from counterclaim.ledger.reviews import accept
from counterclaim.ledger.search import search
from counterclaim.model import Report
from counterclaim.reading.text import normal_text

REPORT: Final = Report("r", "Dawn Brigade said it destroyed 3 Ukrainian tanks near Kyiv on Monday.", "en", "2025-11-26")
_FILES: Final = tuple(sorted(path.name for path in (FOLDER / "en").glob("*.toml")))
_OWN: Final = (Path(__file__).parents[2] / "docs" / "own-words.md").read_text("utf-8")
OWN: Final = _OWN.partition("```toml\n")[2].partition("```")[0].encode()


def put(whole: bytes, data: bytes) -> bytes:
    """Bytes put into a file: where is said by the first two, how many they replace by the third."""
    at = int.from_bytes(data[:2], "big") % (len(whole) + 1)
    return whole[:at] + data[3:] + whole[at + data[2] % 32 :]


@cache
def _folder() -> Path:
    """A folder for all that is written; the same files over and over."""
    return Path(tempfile.mkdtemp())


@cache
def _pack() -> dict[str, bytes]:
    return {name: (FOLDER / "en" / name).read_bytes() for name in _FILES}


def pack(data: bytes) -> None:
    """A pack with bytes put into one of its files: refused in one line that names the file, or loaded and of use."""
    if len(data) < 4:
        return
    name = _FILES[data[0] % len(_FILES)]
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "en"
        own.mkdir()
        for each, content in _pack().items():
            (own / each).write_bytes(put(content, data[1:]) if each == name else content)
        try:
            loaded = load_pack(own)
        except PackError as error:
            one_line(error)
            return
    text = normal_text(REPORT.text).lower
    for found in (*loaded.numbers.find(text), *loaded.times.find(text, DAY)):
        assert 0 <= found.start < found.end <= len(text)


def config(data: bytes) -> None:
    """Words of a newsroom's own, the example with bytes put into it or any bytes: refused in one line, or of use."""
    if len(data) < 4:
        return
    path = _folder() / "counterclaim.toml"
    path.write_bytes(data[1:] if data[0] % 4 == 0 else put(OWN, data[1:]))
    try:
        own = config_of(path)
    except PackError as error:
        one_line(error)
        return
    with using(own):
        stand(coded(REPORT).claims, REPORT)


TREE: Final = [3, 0.5, [5, [0, 2], -0.25, 0.5], 1.5]
JUDGEMENT: Final[dict[str, Any]] = {
    "first": [TREE], "second": [TREE, 0.5], "target": [TREE], "count": [-0.5],
    "least": [0.34, 0.3], "least by language": {"en": [0.3, 0.2]},
    "right": [[0.1, 0.2], [0.8, 0.9]], "right by language": {"en": [[0.5, 0.5]]}, "words": {"attack": 0},
}  # fmt: skip
LEARNED: Final = json.dumps(
    {"asking": {"least": 0.2, "most": 0.8}, "card": {"languages": ["en"]}, "judgements": {"alone": JUDGEMENT}}
).encode()


def weights(data: bytes) -> None:
    """Weights with bytes put into them, their digest right or not: refused in one line, or chances from 0 to 1."""
    if len(data) < 4:
        return
    rest = put(LEARNED, data[1:])
    label = {"what": judge.FORMAT, "sha256": hashlib.sha256(rest).hexdigest(), "version": judge.version()}
    path = _folder() / "weights.json"
    path.write_bytes(data[1:] if data[0] % 4 == 0 else json.dumps(label).encode() + b"\n" + rest)
    judge._load.cache_clear()
    try:
        loaded = judge.load(path)
    except WeightsRefused as error:
        one_line(error)
        return
    for each in (loaded.alone, loaded.with_hints or loaded.alone):
        for forest in (each.first, each.second, each.target, each.count):
            assert 0.0 <= forest.chance([0.0] * 199) <= 1.0
        assert 0.0 <= each.curve("en").share(0.6) <= 1.0


@cache
def _part() -> bytes:
    path = _folder() / "whole.parquet"
    parts.write(path, (("a", REPORT), ("b", REPORT)), (coded(REPORT), coded(REPORT)), "rules")
    return path.read_bytes()


def part(data: bytes) -> None:
    """A part of coded reports with bytes put into it: refused in one line, or claims that stand in their reports."""
    if len(data) < 3:
        return
    path = _folder() / "part.parquet"
    path.write_bytes(put(_part(), data))
    try:
        held = parts.read(path)
    except PartRefused as error:
        one_line(error)
        return
    for _, report, outcome in held.rows:
        if isinstance(outcome, CounterclaimError):
            one_line(outcome)
        else:
            stand(outcome.claims, report)


@cache
def small_ledger() -> Path:
    """A ledger of a few reports, reconciled."""
    from ledgers import demo, settled

    return settled(_folder() / "whole.ledger", demo()[:5])


def _damaged(data: bytes) -> bytes:
    """The ledger's file with bytes changed at places all over it, or cut off."""
    made = bytearray(small_ledger().read_bytes())
    for step in range(1, len(data) - 3, 4):
        made[int.from_bytes(data[step : step + 3], "big") % len(made)] = data[step + 3]
    if data[0] % 8 == 0:
        del made[int.from_bytes(data[1:4], "big") % len(made) :]
    return bytes(made)


def ledger(data: bytes) -> None:
    """A ledger's file with damaged bytes: whatever is asked of it, it answers or says in one line why not."""
    if len(data) < 5:
        return
    path = _folder() / "damaged.ledger"
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    path.write_bytes(_damaged(data))
    claims: list[str] = []
    for asking in (
        lambda opened: [found.id for found in questions(opened, Wanted(), 5)],
        lambda opened: search(opened, "armenia").total,
        lambda opened: (dyads(opened), days_of_revisions(opened)),
        lambda opened: claims.extend(stored.id for stored, _ in opened.claims()),
        lambda opened: [asked.question.id for asked in opened.questions()],
    ):
        with refusing(), Ledger(path) as opened:
            asking(opened)
    with refusing():
        check(path)
    with refusing(), Ledger(path, write=True, wait=1.0) as opened:
        accept(opened, claims[0] if claims else "none", By("Anna"))


@contextlib.contextmanager
def refusing() -> Any:
    """Whatever a ledger refuses, it refuses in one line."""
    try:
        yield
    except LedgerError as error:
        one_line(error)


ENDINGS: Final = ("csv", "jsonl", "parquet")
FORMS: Final = (*(f"{name}.{ending}" for name in TABLES for ending in ENDINGS), "jsonld")


@cache
def exported() -> dict[str, bytes]:
    """All that is read back, of one small ledger."""
    import io

    made = {}
    with Ledger(small_ledger()) as opened:
        for name in FORMS:
            out = io.BytesIO()
            form(name).write(opened, Choice(Selection(), form(name).rule), out)
            whole = out.getvalue()
            few = b"".join(whole.splitlines(keepends=True)[:4])
            made[name] = few if name.endswith((".csv", ".jsonl")) else whole
    return made


def exports(data: bytes) -> None:
    """An exported file with bytes put into it: rows and claims of it come back, or one line says why not."""
    if len(data) < 5:
        return
    name = FORMS[data[0] % len(FORMS)]
    path = _folder() / f"back.{name}"
    path.write_bytes(data[2:] if data[1] % 4 == 0 else put(exported()[name], data[2:]))
    if name == "jsonld":
        assert all("\n" not in found for found in linkedcheck.findings(path))
        with contextlib.suppress(ValueError):
            list(jsonld.read_claims(path))
        return
    table = name.partition(".")[0]
    try:
        for row in tables.read_rows(path, table):
            if table == "claims":
                back.claim_of(row)
            elif table == "questions":
                back.question_of(row, (), ())
            elif table == "answers":
                back.question_of(ROW, (row,), ())
    except CounterclaimError as error:
        one_line(error)


ROW: Final[dict[str, Any]] = dict.fromkeys(
    "event actor target unit place place_code start end scope status dated time_open".split()
) | {"id": "q", "claims": [], "reports": [], "copies": [], "place_within": []}
