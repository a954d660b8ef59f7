"""Packages that only some sources need: each is an extra, and said in one line where it is missing."""

from __future__ import annotations

import importlib
from typing import Any

from counterclaim.errors import RefusedReport


def needed(module: str, extra: str, where: str) -> Any:
    """The module that reading `where` needs; raises RefusedReport, naming the extra that brings it."""
    try:
        return importlib.import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        remedy = f"pip install 'counterclaim[{extra}]'"
        raise RefusedReport(where, f"reading this needs the package {package}", remedy) from None
