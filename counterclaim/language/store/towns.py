"""Towns that few reports name: known by name alone, and read as places only where a place is expected (`settled`).

A language enters, its towns leave. The names are drawn from GeoNames by `tools/towns.py`, one file for each script;
`languages.toml` says which script a language reads, and what names end in where they change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from counterclaim.errors import PackError
from counterclaim.language.folder import table

STORE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Towns:
    """The towns of one language."""

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes of the parties that may be there by name, in the form in which texts are matched."""
    endings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By what a name may end in: what it ends in as the files have it."""

    def codes(self, name: str) -> tuple[str, ...]:
        """The parties that may be in a town of this name, however it is declined; none where there is no such town."""
        found = self.names.get(name)
        if found is not None or not self.endings:
            return found or ()
        for cut in range(max(map(len, self.endings)), 0, -1):
            for ending in self.endings.get(name[-cut:], ()):
                if (found := self.names.get(name[:-cut] + ending)) is not None:
                    return found
        return ()


def towns_of(lang: str, folder: Path = STORE) -> Towns:
    """The towns of a language; none where it reads no script that the store has towns in; raises `PackError`."""
    content = table(folder, "languages.toml")
    script = _for(folder, content, "towns").get(lang)
    if script is None:
        return Towns()
    file = f"towns.{script}.txt"
    try:
        lines = (folder / file).read_text("utf-8").split("\n")
    except (OSError, ValueError) as fault:
        raise PackError(f"{folder.name}/{file}", "file", str(fault)) from fault
    endings = _for(folder, content, "endings").get(lang, {})
    return Towns(_read(lines), {end: tuple(usual) for end, usual in endings.items()})


def _for(folder: Path, content: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = content.get(key, {})
    if not isinstance(found, dict):
        raise PackError(f"{folder.name}/languages.toml", key, "must be a table by language")
    return found


def _read(lines: list[str]) -> dict[str, tuple[str, ...]]:
    towns: dict[str, tuple[str, ...]] = {}
    codes: tuple[str, ...] = ()
    for line in lines:
        if line[:1] == "[":
            codes = (line[1:-1],)
        elif line and line[0] != "#":
            towns[line] = (*towns[line], *codes) if line in towns else codes
    return towns
