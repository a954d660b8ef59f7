"""All forms by name. A form's module is imported when the form is used, so that its packages are needed only then.

In: a name. Out: a `Form`. A new form stands in its module as a `Form` and gets its line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from counterclaim.errors import CounterclaimError
from counterclaim.exports.columns import TABLES

if TYPE_CHECKING:
    from counterclaim.exports.form import Form

FORMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{f"{name}.{ending}": "tables:table" for name in TABLES for ending in ("csv", "jsonl", "parquet")},
        "ucdp-ged": "ucdp:GED",
        "ucdp-aec": "ucdp:AEC",
        "plover": "plover:PLOVER",
        "polecat": "plover:POLECAT",
        "acled": "acled:ACLED",
        "eventreport": "eventreport:EVENTREPORT",
        "jsonld": "jsonld:JSONLD",
        "ftm": "ftm:FTM",
        "hxl": "hxl:HXL",
        "geojson": "geojson:GEOJSON",
        **{f"dossier{more}": "dossier:dossier" for more in ("", ".md", ".vi", ".vi.md")},
    }
)
"""Name of a form -> module of this room and the `Form` there, or the function that makes it of its name."""


def names() -> tuple[str, ...]:
    """The names of all forms, in the order in which they are shown."""
    return tuple(FORMS)


def form(name: str) -> Form:
    """The form of a name; raises CounterclaimError where there is none."""
    if name not in FORMS:
        raise CounterclaimError(f"form {name!r}: no such form; name one of {', '.join(FORMS)}")
    module, _, own = FORMS[name].partition(":")
    found: Form | Callable[[str], Form] = getattr(import_module(f"counterclaim.exports.{module}"), own)
    return found(name) if callable(found) else found
