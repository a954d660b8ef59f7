"""The `counterclaim.toml` of a newsroom: found, read and checked as a whole.

A path, or nothing, enters; `OwnWords` leave, or None. It is looked for in the working directory by the command line
alone: from Python it has to be named, so that a function's result depends on what it is given.
"""

from __future__ import annotations

import os
from pathlib import Path

from counterclaim.language.own import FILE, OwnWords, active, read_own, using
from counterclaim.reconciliation.figures import RULES
from counterclaim.reconciliation.figures.own import own_rules

Config = str | os.PathLike[str] | OwnWords
"""A file, or what was read of one."""


def config_of(config: Config | None) -> OwnWords | None:
    """The words of a file, checked; None for None. Raises `PackError` in one line: file, entry, what to do."""
    if config is None or isinstance(config, OwnWords):
        return config
    own = read_own(Path(config))
    own_rules(own, RULES)
    return own


def found_here() -> Path | None:
    """The file of the working directory, or None where there is none."""
    path = Path(FILE)
    return path if path.is_file() else None


__all__ = ["Config", "OwnWords", "active", "config_of", "found_here", "using"]
