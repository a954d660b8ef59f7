"""Ledgers that are killed, starved, written by many at once, and damaged: nothing acknowledged is lost.

`make test` does a little of it, `make torture` all: 50 kills, 4 writers beside 4 readers, 2,000 flipped bytes.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledgers import ANNA, bring_home, demo, fill, many, ready, settled
from pageflips import flipped, put, stored_bytes
from test_ledger_check import NOTES

from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger
from counterclaim.ledger.checking import check
from counterclaim.ledger.questions import Wanted, party, questions
from counterclaim.ledger.rereconciling import otherwise
from counterclaim.ledger.search import search
from counterclaim.ledger.settling import settle
from counterclaim.model import Report
from counterclaim.reading.interchange import report_to_json


@pytest.fixture
def torture(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--torture"))


def source(path: Path, reports: list[Report]) -> Path:
    path.write_text("".join(json.dumps(report_to_json(each)) + "\n" for each in reports), "utf-8")
    return path


def adding(ledger: Path, reports: Path, batch: int = 5, limit: int | None = None) -> subprocess.Popen[str]:
    """`counterclaim add` under way, saying each commit; `limit` is how many bytes a file may have."""

    def starve() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [
        sys.executable,
        "-m",
        "counterclaim.cli",
        "add",
        str(reports),
        "--ledger",
        str(ledger),
        "--coder",
        "rules",
    ]
    command += ["--batch", str(batch), "--format", "jsonl", "--who", "Anna"]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=starve
    )  # fmt: skip


def acknowledged(lines: str) -> list[str]:
    """Reports that were said to be on disk, in whole lines."""
    return [
        each for line in lines.splitlines(keepends=True) if line.endswith("\n") for each in json.loads(line)["reports"]
    ]


def held(path: Path) -> list[str]:
    """Ids of all versions of all reports."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    found = [row[0] for row in connection.execute("SELECT id FROM reports")]
    connection.close()
    return found


def test_kills_at_random_moments_lose_nothing_acknowledged(tmp_path: Path, torture: bool) -> None:
    lots = random.Random(11)
    reports = source(tmp_path / "reports.jsonl", many(3000 if torture else 70))
    kills, generation, said = 50 if torture else 3, 0, set[str]()
    path = tmp_path / "0.ledger"
    while kills:
        writer = adding(path, reports, batch=lots.choice((1, 3, 10)))
        time.sleep(lots.uniform(0.2, 4.0))
        kills -= writer.poll() is None
        writer.send_signal(signal.SIGKILL)
        out, _ = writer.communicate()
        said.update(acknowledged(out))
        if path.exists() and path.stat().st_size:
            assert check(path).faults == ()
            assert said <= set(held(path)), "a report that was acknowledged is lost"
            assert len(held(path)) == len(set(held(path)))
        if writer.returncode == 0:  # all is added: begin anew
            generation, said = generation + 1, set()
            path = tmp_path / f"{generation}.ledger"
    finished = adding(path, reports)
    finished.communicate(timeout=500)
    assert finished.returncode == 0
    assert len(held(path)) == len(reports.read_text("utf-8").splitlines())
    with Ledger(path) as ledger:
        assert otherwise(ledger) == 0
    assert check(path).faults == ()


READER = """
import sys
from counterclaim.ledger import Ledger
from counterclaim.ledger.questions import Wanted, question, questions
from counterclaim.ledger.search import search
reads, seen = 0, 0
while not sys.stdin.closed and reads < 100_000:
    with Ledger(sys.argv[1]) as ledger:
        for asked in questions(ledger, Wanted(), 10):
            assert question(ledger, asked.id).id == asked.id
        found = search(ledger, "armenia")
        assert found.total >= seen, "a report went away"
        seen = found.total
        for hit in found.hits[:3]:
            ledger.report(hit.report)
    reads += 1
    print(reads, flush=True)
"""


def test_many_writers_beside_many_readers(tmp_path: Path, torture: bool) -> None:
    count, writers = (4, 1000) if torture else (1, 30), 4 if torture else 2
    readers_wanted, reports = count[0], many(count[1])
    path = fill(tmp_path / "war.ledger", reports[:1])
    shuffled = []
    for number in range(writers):
        random.Random(number).shuffle(reports)
        shuffled.append(source(tmp_path / f"{number}.jsonl", reports))
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(readers_wanted)
    ]
    adders = [adding(path, each) for each in shuffled]
    said: list[str] = []
    for writer in adders:
        out, errors = writer.communicate(timeout=550)
        assert (writer.returncode, errors) == (0, "")
        said += acknowledged(out)
    for reader in readers:
        assert reader.poll() is None, reader.communicate()[1]
        reader.kill()
        assert int(reader.communicate()[0].split()[-1]) > 0
    assert sorted([*said, many(count[1])[0].id]) == sorted(held(path))
    assert sorted(held(path)) == sorted(each.id for each in reports)
    assert check(path).faults == ()
    with Ledger(path) as ledger:
        assert otherwise(ledger) == 0


STARVED = 450_000
"""Bytes that a file may have: a new ledger and some reports."""


@pytest.mark.parametrize("room", [STARVED, 600_000, 1_200_000])
def test_a_file_that_may_not_grow_keeps_what_was_acknowledged(tmp_path: Path, room: int, torture: bool) -> None:
    if room != STARVED and not torture:
        pytest.skip("make torture starves it in more ways")
    path, reports = tmp_path / "war.ledger", source(tmp_path / "reports.jsonl", many(600))
    writer = adding(path, reports, limit=room)
    out, errors = writer.communicate(timeout=300)
    assert writer.returncode == 1
    assert "its disk refused to write or read" in errors or "no room is left" in errors
    assert "Traceback" not in errors
    if path.exists() and path.stat().st_size:
        assert check(path).faults == ()
        assert set(acknowledged(out)) <= set(held(path))
    again = adding(path, source(tmp_path / "few.jsonl", many(600)[:10]))
    again.communicate(timeout=300)
    assert again.returncode == 0
    assert set(acknowledged(out)) <= set(held(path))


@pytest.fixture
def small_disk(tmp_path: Path, torture: bool) -> Iterator[Path]:
    """A file system with room for 2 MB; skipped where none may be mounted."""
    if not torture:
        pytest.skip("make torture mounts small disks")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_keeps_what_was_acknowledged(small_disk: Path, tmp_path: Path) -> None:
    path, reports = small_disk / "war.ledger", source(tmp_path / "reports.jsonl", many(600))
    out, errors = adding(path, reports).communicate(timeout=300)
    assert "no room is left on its disk" in errors or "its disk refused to write" in errors
    assert "Traceback" not in errors
    said = acknowledged(out)
    assert said
    assert set(said) <= set(held(path))
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assert check(path).faults == ()
    again = adding(path, source(tmp_path / "few.jsonl", many(600)[:10]))
    again.communicate(timeout=300)
    assert again.returncode == 0


def test_a_disk_that_may_only_be_read(small_disk: Path, tmp_path: Path) -> None:
    path = fill(small_disk / "war.ledger", demo()[:4])
    before = sorted(held(path))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    writer = adding(path, source(tmp_path / "reports.jsonl", many(10)))
    _, errors = writer.communicate(timeout=300)
    assert writer.returncode == 1
    assert "may not be written" in errors or "cannot be opened" in errors
    assert "Traceback" not in errors
    assert check(path).faults == ()
    with Ledger(path) as ledger:
        assert ledger.report(before[0])


def test_no_room_in_the_middle_of_a_commit_leaves_nothing_of_it(tmp_path: Path) -> None:
    path = settled(tmp_path / "war.ledger", demo()[:4])
    with Ledger(path, write=True) as ledger:
        (pages,) = ledger.connection.execute("PRAGMA page_count").fetchone()
        ledger.connection.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(LedgerError, match=r"no room is left on its disk; make room and run the same again"):
            ledger.add([ready(report) for report in many(200)], ANNA)
    assert sorted(held(path)) == sorted(report.id for report in demo()[:4])
    assert check(path).faults == ()


def test_a_byte_flipped_in_any_row_is_found(tmp_path: Path, torture: bool) -> None:
    if not torture:
        pytest.skip("tests/test_ledger_check.py flips a few; make torture flips 2,000")
    path = fill(tmp_path / "war.ledger", many(60), batch=10)
    with Ledger(path, write=True) as ledger:
        settle(ledger, ANNA)
    bring_home(path)
    lots, missed = random.Random(5), []
    tables = {name: places for name, places in stored_bytes(path).items() if places and name not in NOTES}
    for _ in range(2000):
        name = lots.choice(sorted(tables))
        at = lots.choice(tables[name])
        before, after = flipped(path, at, lots)
        try:
            whole = not check(path).faults
        except LedgerError:
            whole = False
        if whole:
            missed.append((name, at, before, after))
        put(path, at, before)
    assert missed == []
    assert check(path).faults == ()


@pytest.mark.skipif(os.cpu_count() is None, reason="unknown machine")
def test_reads_go_on_while_a_writer_holds_the_file(tmp_path: Path) -> None:
    path = settled(tmp_path / "war.ledger", demo())
    with Ledger(path, write=True) as writer:
        writer.connection.execute("BEGIN IMMEDIATE")
        with Ledger(path) as ledger:
            assert questions(ledger, Wanted(), 5)
            assert search(ledger, "armenia").hits
            assert party(ledger, "AZE").claims
        writer.connection.execute("ROLLBACK")
