"""Engines: the same results in the same order, wherever the work is done and whoever dies at it."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import engine_tasks
import pytest
from pyarrow import parquet

from counterclaim import arguments
from counterclaim.cli import main
from counterclaim.engine import ENGINES, Engine, Lost, engine_named, engines, parts
from counterclaim.engine.coding import Recipe, coded, finished_by
from counterclaim.engine.engines import cores
from counterclaim.engine.keeping import BEGUN
from counterclaim.engine.parts import PARTS, SUFFIX, parts_in, read
from counterclaim.errors import EngineMissing, PartRefused, UnknownLanguage
from counterclaim.model import Report

RULES = Recipe("rules")
TEXTS = (
    "Ukraine said on Monday it had destroyed 20 Russian tanks. Russia denied it.",
    "The weather was fine.",
    "Quân đội Israel cho biết đã hạ 31 tay súng Hamas ở Gaza.",
    "Le ministère de la Défense a annoncé que trois soldats avaient été tués dans une attaque près de la frontière.",
)
REPORTS = [
    ("file:1", Report(id=f"r{n}", body=text, published="2025-11-03", lang="fr" if text.startswith("Le ") else None))
    for n, text in enumerate(TEXTS * 5)
]


@pytest.fixture(scope="module")
def processes() -> Engine:
    return engine_named("processes", 2)


@pytest.fixture(scope="module")
def ray() -> Iterator[Engine]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # Ray's workers know of no folder but those
        yield engine_named("ray", 2)
    import ray

    ray.shutdown()


def told(rows: Iterator[tuple[str, Report, object]]) -> list[tuple[str, Report, object]]:
    """Rows that can be compared: errors are equal where they say the same."""
    return [(where, report, str(done) if isinstance(done, Exception) else done) for where, report, done in rows]


def test_command_line_and_engines_name_the_same() -> None:
    assert arguments.ENGINES == ENGINES


def test_an_unknown_engine_is_refused_in_one_line() -> None:
    with pytest.raises(EngineMissing, match="'spark' is not known; use one of serial, processes, ray"):
        engine_named("spark")


def test_errors_come_back_from_other_processes_as_they_are() -> None:
    fault = UnknownLanguage("fr", ("en", "vi"))
    back = pickle.loads(pickle.dumps(fault))
    assert (str(back), back.lang, back.supported) == (str(fault), "fr", ("en", "vi"))


def test_processes_keep_the_order(processes: Engine) -> None:
    assert list(processes.map(engine_tasks.squared, range(50))) == [number * number for number in range(50)]


def test_what_the_function_raises_is_raised(processes: Engine) -> None:
    with pytest.raises(ValueError, match="seven"):
        list(processes.map(engine_tasks.refusing, range(10)))


def test_a_killed_worker_costs_nothing_but_time(processes: Engine, tmp_path: Path) -> None:
    done = processes.map(partial(engine_tasks.killed_once, tmp_path), range(20))
    assert list(done) == [number * number for number in range(20)]


def test_where_a_worker_is_killed_nobody_waits_for_it_for_ever(processes: Engine, tmp_path: Path) -> None:
    before = set(threading.enumerate())
    done = processes.map(
        partial(engine_tasks.killed_over_much, tmp_path), (bytes([each]) * (1 << 20) for each in range(12))
    )
    assert list(done) == [number * number for number in range(12)]
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
        assert not thread.is_alive()


ORPHANS = """
import sys
import threading
from pathlib import Path
import engine_tasks
from counterclaim.engine import engine_named
if __name__ == "__main__":
    list(engine_named("processes", 1).map(engine_tasks.named, [Path(sys.argv[1])]))
"""


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_workers_end_with_whoever_started_them(tmp_path: Path) -> None:
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS, "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen([sys.executable, str(script), str(tmp_path)], env=environment)
    until = time.monotonic() + 60
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        assert time.monotonic() < until
        time.sleep(0.05)
    worker = int((tmp_path / "pid").read_text())
    parent.kill()
    parent.wait()
    while not gone(worker):
        assert time.monotonic() < until, "the worker goes on alone"
        time.sleep(0.05)


def test_an_input_that_kills_its_worker_each_time_is_lost_and_no_other(processes: Engine) -> None:
    found = list(processes.map(engine_tasks.always_killed, range(12)))
    assert found[7] == Lost(2)
    assert [each for n, each in enumerate(found) if n != 7] == [n * n for n in range(12) if n != 7]


def test_only_the_report_that_kills_its_worker_is_refused(processes: Engine) -> None:
    reports = [*REPORTS[:3], ("file:9", Report(id="bad", body="DEADLY")), *REPORTS[3:5]]
    rows = [row for part in finished_by(reports, engine_tasks.DEADLY, tuple, processes) for row in part]
    assert [report.id for _, report, _ in rows] == [report.id for _, report in reports]
    assert [str(done) for _, _, done in rows if isinstance(done, Exception)] == [
        "coding it ended its process 2 times; look at the report, or leave it out",
        str(UnknownLanguage("fr", ("en", "ru", "vi"))),
    ]


def test_claims_are_the_same_here_and_in_processes(processes: Engine) -> None:
    here = told(coded(REPORTS, RULES, engine_named("serial")))
    assert told(coded(REPORTS, RULES, processes)) == here
    assert sum(len(getattr(done, "claims", ())) for _, _, done in here) >= 15


def test_parts_give_what_coding_gives_and_are_made_once(tmp_path: Path) -> None:
    serial = engine_named("serial")
    plain = told(coded(REPORTS, RULES, serial))
    assert told(coded(REPORTS, RULES, serial, tmp_path)) == plain
    (path,) = parts_in(tmp_path)
    before = path.stat()
    assert told(coded(REPORTS, RULES, serial, tmp_path)) == plain
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert read(path).coder == "rules"


def test_other_reports_and_other_coders_have_other_parts(tmp_path: Path) -> None:
    serial = engine_named("serial")
    list(coded(REPORTS, RULES, serial, tmp_path))
    list(coded(REPORTS[:-1], RULES, serial, tmp_path))
    list(coded(REPORTS, Recipe("learned"), serial, tmp_path))
    assert len(parts_in(tmp_path)) == 3


@pytest.mark.parametrize("damage", [b"", b"PAR1 nothing PAR1", None])
def test_a_damaged_part_is_refused_in_one_line(tmp_path: Path, damage: bytes | None) -> None:
    list(coded(REPORTS, RULES, engine_named("serial"), tmp_path))
    (path,) = parts_in(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    with pytest.raises(PartRefused, match=r"is no whole part .*; remove it; it will be made again") as refused:
        list(coded(REPORTS, RULES, engine_named("serial"), tmp_path))
    assert "\n" not in str(refused.value)


def poisoned(path: Path, change: Callable[[str], str]) -> None:
    """A part in which somebody changed what was coded, written as ours are."""
    table = parquet.read_table(path)
    changed = [change(each) if each else each for each in table.column("coded").to_pylist()]
    at = table.column_names.index("coded")
    parquet.write_table(table.set_column(at, "coded", [changed]), path)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda done: done.replace("20 Russian tanks", "90 Russian tanks"), "does not stand at"),
        (lambda done: done.replace('"start":0', '"start":-9'), "does not stand at"),
        (lambda done: done.replace('"event":"destroyed"', '"event":"surrendered"'), "is not in the codebook"),
        (lambda done: done.replace('"low":20', '"low":99'), "is no number of things"),
        (lambda done: done.replace('"report":"r0"', '"report":"r1"'), "it is a claim of report 'r1'"),
    ],
)
def test_a_part_whose_claims_do_not_stand_in_its_reports_is_refused(
    tmp_path: Path, change: Callable[[str], str], said: str
) -> None:
    list(coded(REPORTS[:1], RULES, engine_named("serial"), tmp_path))
    (path,) = parts_in(tmp_path)
    poisoned(path, change)
    with pytest.raises(PartRefused, match=said) as refused:
        read(path)
    assert "\n" not in str(refused.value)


def test_a_part_under_the_name_of_another_is_refused(tmp_path: Path) -> None:
    list(coded(REPORTS[:4], RULES, engine_named("serial"), tmp_path / "one"))
    list(coded(REPORTS[4:9], RULES, engine_named("serial"), tmp_path / "other"))
    (one,), (other,) = parts_in(tmp_path / "one"), parts_in(tmp_path / "other")
    other.replace(one)
    with pytest.raises(PartRefused, match="holds other reports than its name says; remove it"):
        list(coded(REPORTS[:4], RULES, engine_named("serial"), tmp_path / "one"))


def test_a_part_that_unpacks_to_far_more_than_ours_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(coded(REPORTS, RULES, engine_named("serial"), tmp_path))
    monkeypatch.setattr(parts, "MOST_BYTES", 4_000)
    with pytest.raises(PartRefused, match="unpacks to more than 4,000 bytes"):
        read(*parts_in(tmp_path))


def test_a_folder_that_cannot_be_written_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PartRefused, match="cannot be written"):
        list(coded(REPORTS, RULES, engine_named("serial"), tmp_path / "file"))


def test_nothing_half_written_has_the_name_of_a_part(tmp_path: Path) -> None:
    list(coded(REPORTS, RULES, engine_named("serial"), tmp_path))
    (tmp_path / f".half{SUFFIX}").write_bytes(b"PAR1")
    assert len(parts_in(tmp_path)) == 1


def test_what_a_killed_run_left_is_swept_away_after_a_day(tmp_path: Path) -> None:
    inner = tmp_path / "blocks"
    inner.mkdir()
    *old, new = (folder / f".{name}{BEGUN}" for folder, name in ((tmp_path, "old"), (inner, "old"), (tmp_path, "new")))
    for path in (*old, new):
        path.touch()
    for path in old:
        os.utime(path, (time.time() - 25 * 3600,) * 2)
    list(coded(REPORTS[:1], RULES, engine_named("serial"), tmp_path))
    assert not any(path.exists() for path in old)
    assert new.exists()
    assert len(parts_in(tmp_path)) == 1


def test_a_folder_without_parts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PartRefused, match="holds no parts"):
        parts_in(tmp_path)
    with pytest.raises(PartRefused, match="cannot be read"):
        parts_in(tmp_path / "none")


def lines(path: Path) -> list[str]:
    rows = [{"id": report.id, "published": report.published, "text": report.body} for _, report in REPORTS]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return [str(path)]


def test_commands_print_the_same_with_any_engine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = lines(tmp_path / "reports.jsonl")
    for command in (["code", "--format", "jsonl"], ["reconcile", "--format", "jsonl"]):
        printed = []
        for engine in ([], ["--engine", "processes", "--workers", "2"], ["--parts", str(tmp_path / "parts")]):
            main([*command, *sources, "--coder", "rules", *engine])
            printed.append(capsys.readouterr())
        assert printed[0] == printed[1] == printed[2]
        assert printed[0].out


def test_a_ledger_can_be_made_of_parts_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources, parts = lines(tmp_path / "reports.jsonl"), str(tmp_path / "parts")
    main(["add", *sources, "--coder", "rules", "--ledger", str(tmp_path / "one.ledger")])
    main(["code", *sources, "--coder", "rules", "--format", "jsonl", "--parts", parts])
    main(["add", "--from-parts", parts, "--ledger", str(tmp_path / "two.ledger")])
    capsys.readouterr()
    shown = []
    for name in ("one", "two"):
        assert main(["check", str(tmp_path / f"{name}.ledger")]) == 0
        capsys.readouterr()
        assert main(["questions", "--ledger", str(tmp_path / f"{name}.ledger"), "--format", "jsonl"]) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1] != ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--workers", "2"], "--workers needs --engine processes or ray"),
        (["--address", "auto"], "--address is for --engine ray alone"),
        (["--engine", "processes", "--resume", "r"], "write --parts FOLDER"),
        (["--parts", "p", "--coder", "llm", "--endpoint", "http://localhost", "--model", "m"], "write --at-once N"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["code", "report.txt", *options])
    assert said in capsys.readouterr().err


def test_add_wants_sources_or_parts(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], ["report.txt", "--from-parts", "folder"]):
        with pytest.raises(SystemExit):
            main(["add", *words, "--ledger", "war.ledger"])
        assert "name sources, or a folder of --from-parts" in capsys.readouterr().err


def test_there_is_a_core() -> None:
    assert cores() >= 1


def test_ray_gives_the_same_also_where_a_worker_is_killed(
    ray: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(coded(REPORTS, RULES, ray)) == told(coded(REPORTS, RULES, engine_named("serial")))
    done = ray.map(partial(engine_tasks.killed_once, tmp_path), range(10))
    assert list(done) == [number * number for number in range(10)]
    with pytest.raises(ValueError, match="seven"):
        list(ray.map(engine_tasks.refusing, range(10)))
    assert capsys.readouterr().out == ""  # Ray says there that a worker died


def test_a_process_with_a_second_thread_is_not_forked() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert not engines._is_alone()
    finally:
        ended.set()
        thread.join()


def test_half_a_character_is_handed_over() -> None:
    part = (("file:1", Report(id="r", body="\ud800")),)
    assert PARTS.unpacked(PARTS.packed(part)) == part == (("file:1", Report(id="r", body="\ud800")),)
    assert PARTS.unpacked(PARTS.packed(tuple(REPORTS))) == tuple(REPORTS)


def test_what_was_coded_before_a_kill_is_not_coded_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": f"r{n}", "published": "2025-11-03", "text": f"{n}. {TEXTS[0]}"} for n in range(2 * 400)]
    source, parts = tmp_path / "reports.jsonl", tmp_path / "parts"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    plain = ["code", str(source), "--coder", "rules", "--format", "jsonl"]
    options = [*plain, "--parts", str(parts), "--engine", "processes", "--workers", "1"]
    command = [sys.executable, "-c", "import sys; from counterclaim.cli import main; sys.exit(main())", *options]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    stopped = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not list(parts.glob(f"*{SUFFIX}")):
        assert time.monotonic() < until
        assert stopped.poll() is None
        time.sleep(0.01)
    stopped.kill()
    stopped.wait()
    before = {path.name: path.stat().st_mtime_ns for path in parts_in(parts)}
    assert len(before) == 1
    main(options)
    again = capsys.readouterr().out
    after = {path.name: path.stat().st_mtime_ns for path in parts_in(parts)}
    assert len(after) == 2
    assert {name: after[name] for name in before} == before
    main(plain)
    assert again == capsys.readouterr().out
    assert again.count("\n") == len(rows)
