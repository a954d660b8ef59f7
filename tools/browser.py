"""Finds the Chromium that tests drive, or installs one: Debian's where it may, Playwright's own elsewhere.

In: nothing. Out: the path on standard output; 1 and one loud line where there is none and none can be had.
`COUNTERCLAIM_CHROMIUM` names another one. `--find` installs nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING: Final = (
    "NO BROWSER: none was found and none could be installed, so that the tests in a browser do not run; install "
    "Chromium, or name one with COUNTERCLAIM_CHROMIUM=/path/to/chromium"
)
MINUTES: Final = 10


def find() -> Path | None:
    """A Chromium of this machine."""
    if named := os.environ.get("COUNTERCLAIM_CHROMIUM"):
        return Path(named) if os.access(named, os.X_OK) else None
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return _playwrights()


def _playwrights() -> Path | None:
    """The one that Playwright installed."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return None
    try:
        with sync_playwright() as playwright:
            path = Path(playwright.chromium.executable_path)
    except (Error, OSError):
        return None
    return path if path.exists() else None


def install() -> None:
    """Install one; what cannot be installed is not there afterwards, and that is all that counts."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        _tried("apt-get", "update", "-qq")
        _tried("apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium")
    if find() is None:
        _tried(sys.executable, "-m", "playwright", "install", "chromium")


def _tried(*command: str) -> None:
    try:
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, check=False, timeout=60 * MINUTES, stdout=subprocess.DEVNULL, env=quiet)
    except (OSError, subprocess.TimeoutExpired) as error:
        sys.stderr.write(f"{' '.join(command)}: {error}\n")


def main(arguments: list[str]) -> int:
    """Say where it is."""
    found = find()
    if found is None and "--find" not in arguments:
        sys.stderr.write("no browser found; installing Chromium\n")
        install()
        found = find()
    if found is None:
        sys.stderr.write(f"{MISSING}\n")
        return 1
    sys.stdout.write(f"{found}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
