"""Mutation testing: `python tools/mutants.py [MODULE...] [--tests FILE...] [--seconds N] [--jobs N] [--page]`.

Each mutant (`tools/mutating.py`) of the modules in tests/mutants/modules.toml meets the tests named there; one that no
test notices has survived. The process loads the program and its tables once and forks for each mutant, in which only
`counterclaim.reconciliation` and the tests are loaded anew: a third of a second each, where a process of its own takes
three. A mutant that runs too long is killed. Survivors that no test can tell from the program stand with their reasons
in tests/mutants/equivalent.toml and are counted apart.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import os
import select
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType

from mutating import Mutant, mutants

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
FOLDER = TESTS / "mutants"
PAGE = ROOT / "docs" / "hardening.md"
MARKS = ("<!-- mutants -->", "<!-- /mutants -->")
LONGEST = 30
"""Seconds after which a mutant that has not ended counts as killed."""
TARGET = 0.85
QUIET = (
    "-x", "-q", "--no-header", "--tb=no", "-W", "ignore", "--assert=plain", "--hypothesis-seed=0",
    "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "no:threadexception",
)  # fmt: skip
"""Stop at the first failure, and leave out what costs time and tells nothing here."""
KILLED, LATE, SURVIVED, EQUIVALENT, LEFT = "killed", "too long", "survived", "equivalent", "not run"


def main() -> int:
    """Run the mutants, print survivors and the table; 1 where fewer than `TARGET` are killed."""
    options = _options()
    modules = tomllib.loads((FOLDER / "modules.toml").read_text("utf-8"))
    chosen = {name: row for name, row in modules.items() if not options.modules or name in options.modules}
    known = {tuple(row[key] for key in ("module", "line", "was", "now", "nth")) for row in equivalents()}
    _warm(sorted({file for row in chosen.values() for file in row["tests"]}))
    until = time.monotonic() + options.seconds
    counts: dict[str, Counter[str]] = {}
    first = {name: row.get("first", [0, 0]) for name, row in modules.items()}
    for name, row in chosen.items():
        counts[name] = Counter()
        todo = list(mutants(name, path_of(name).read_text("utf-8")))
        for gone in sorted(each for each in known if each[0] == name and each not in {one.name for one, _ in todo}):
            print(f"{name} has no such mutant, take it out of equivalent.toml: {gone[1:]}")
        if options.line:
            todo = [each for each in todo if each[0].line in options.line]
        for one, outcome in _run(todo, options.tests or row["tests"], options.jobs, until):
            if outcome == SURVIVED and one.name in known:
                outcome = EQUIVALENT
            elif one.name in known and outcome != LEFT:
                print(f"{one.module}:{one.line} is listed as equivalent and was {outcome}: {one.was} -> {one.now}")
            counts[name][outcome] += 1
            if outcome == SURVIVED:
                print(f"{one.module}:{one.line} {one.sort} [{one.nth}] {one.was!r} -> {one.now!r}", flush=True)
        print(f"  {name}: {dict(counts[name])}, {time.monotonic() - until + options.seconds:.0f} s", flush=True)
        if options.page and not options.line and not counts[name][LEFT]:
            _write(counts, first)  # a run that is stopped has written what it measured
    print(table_of(counts, first))
    return 0 if share(sum(counts.values(), Counter())) >= TARGET else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", help="modules below counterclaim, as in modules.toml; else all")
    parser.add_argument("--tests", nargs="*", help="test files instead of those in modules.toml")
    parser.add_argument("--line", nargs="*", type=int, help="only mutants of these lines")
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--page", action="store_true", help="write the table into docs/hardening.md")
    return parser.parse_args()


def path_of(module: str) -> Path:
    """The file of a module below `counterclaim`."""
    path = ROOT.joinpath("counterclaim", *module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def equivalents() -> list[dict[str, object]]:
    """The survivors that no test can tell from the program, with their reasons."""
    rows: list[dict[str, object]] = tomllib.loads((FOLDER / "equivalent.toml").read_text("utf-8"))["mutant"]
    return [{"nth": 1, **row} for row in rows]


def share(counts: Counter[str]) -> float:
    """Killed of all that are not equivalent; what was not run counts as not killed."""
    counted = counts.total() - counts[EQUIVALENT]
    return (counts[KILLED] + counts[LATE]) / counted if counted else 1.0


def table_of(counts: dict[str, Counter[str]], first: dict[str, list[int]]) -> str:
    """Counts and shares by module, as Markdown; `first` is how many of how many were killed when this began."""
    lines = [
        "| module | mutants | killed | survived | equivalent | share killed | at first |",
        "|---|---|---|---|---|---|---|",
    ]
    whole = {**counts, "all": sum(counts.values(), Counter())}
    begun = {**first, "all": [sum(each) for each in zip(*(first[name] for name in counts), strict=True)]}
    for name, each in whole.items():
        dead, alive, (killed, of) = each[KILLED] + each[LATE], each[SURVIVED] + each[LEFT], begun[name]
        shares = f"{share(each):.3f} | {f'{killed / of:.3f}' if of else 'not measured'}"
        lines.append(f"| `{name}` | {each.total()} | {dead} | {alive} | {each[EQUIVALENT]} | {shares} |")
    return "\n".join(lines)


def _write(counts: dict[str, Counter[str]], first: dict[str, list[int]]) -> None:
    """Put the table into the page; modules that were not run keep their rows."""
    text = PAGE.read_text("utf-8")
    start, end = text.index(MARKS[0]) + len(MARKS[0]), text.index(MARKS[1])
    known = dict(counts)
    for row in text[start:end].splitlines():
        name, *numbers = row.strip("| ").split(" | ")
        if name.strip("`") in first and name.strip("`") not in known:
            dead, alive, same = map(int, numbers[1:4])
            known[name.strip("`")] = Counter({KILLED: dead, SURVIVED: alive, EQUIVALENT: same})
    whole = {name: known[name] for name in first if name in known}
    PAGE.write_text(f"{text[:start]}\n{table_of(whole, first)}\n{text[end:]}", "utf-8")


def _warm(tests: Sequence[str]) -> None:
    """Load the program, run the tests once unchanged, then forget what a mutant can touch."""
    sys.path[:0] = [str(ROOT), str(TESTS)]
    from hypothesis.configuration import set_hypothesis_home_dir

    set_hypothesis_home_dir(tempfile.mkdtemp())
    if _tested(tests) != 0:
        sys.exit("the tests fail on the program as it is: mend that first")
    forget()
    gc.collect()
    gc.freeze()  # what is loaded stays: no child looks through it


def forget() -> None:
    """Drop the room that is mutated, all that imports it, and the tests from the loaded modules."""
    kept = ("language", "reading", "model", "errors", "coding")
    for name, module in list(sys.modules.items()):
        place = getattr(module, "__file__", None) or ""
        ours = name.split(".")[:1] == ["counterclaim"] and name.count(".") and name.split(".")[1] not in kept
        if ours or place.startswith(str(TESTS)):
            del sys.modules[name]


def _tested(tests: Sequence[str]) -> int:
    import pytest

    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return int(pytest.main([*QUIET, *(str(TESTS / file) for file in tests)]))


class Changed(MetaPathFinder, Loader):
    """Gives a module the code of a mutant."""

    def __init__(self, module: str, code: CodeType) -> None:
        self.module, self.code, self.path = f"counterclaim.{module}", code, path_of(module)

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """The mutant where it is asked for."""
        if name != self.module:
            return None
        spec = spec_from_loader(name, self, origin=str(self.path), is_package=self.path.name == "__init__.py")
        if spec is not None and spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(str(self.path.parent))
        return spec

    def exec_module(self, module: ModuleType) -> None:
        """Run the code of the mutant as the module's."""
        exec(self.code, module.__dict__)


def _run(
    todo: Sequence[tuple[Mutant, CodeType]], tests: Sequence[str], jobs: int, until: float
) -> Iterator[tuple[Mutant, str]]:
    """Each mutant with what became of it, in the order in which they end."""
    waiting, running = list(reversed(todo)), {}
    while waiting or running:
        while waiting and len(running) < jobs and time.monotonic() < until:
            one, code = waiting.pop()
            child, ending = _fork(one, code, tests)
            running[child] = (one, ending, time.monotonic() + LONGEST)
        if not running:
            break
        ready, _, _ = select.select([ending for _, ending, _ in running.values()], [], [], 0.5)
        for child, (one, ending, late) in list(running.items()):
            if ending in ready:
                status = os.waitpid(child, 0)[1]
                yield one, SURVIVED if status == 0 else KILLED
            elif time.monotonic() > late:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                yield one, LATE
            else:
                continue
            os.close(ending)
            del running[child]
    yield from ((one, LEFT) for one, _ in reversed(waiting))


def _fork(one: Mutant, code: CodeType, tests: Sequence[str]) -> tuple[int, int]:
    """A process that meets one mutant; its other end of the pipe closes when it ends."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        return child, ours
    status = 1
    try:
        sys.dont_write_bytecode = True
        sys.meta_path.insert(0, Changed(one.module, code))
        status = _tested(tests)
    finally:
        os._exit(min(status, 1))


if __name__ == "__main__":
    sys.exit(main())
