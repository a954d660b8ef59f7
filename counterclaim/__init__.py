"""Counterclaim reads reports about armed conflict and keeps track of who claims what.

In the order in which reports go through it: `read` sources, `code` each report, `reconcile` what many claim, keep all
of it in a `Ledger`, and `export` it in the forms of the field. `show` draws a report or a question with its evidence.
Nothing is imported before it is used, so that `import counterclaim` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from counterclaim.display import show
    from counterclaim.errors import CounterclaimError, RefusedReport
    from counterclaim.exports.form import Losses
    from counterclaim.ledger import Ledger
    from counterclaim.model import Answer, Claim, Figure, Question, Relation, Report, Span
    from counterclaim.verbs import Reconciled, code, export, read, reconcile, table

__all__ = [
    "Answer",
    "Claim",
    "CounterclaimError",
    "Figure",
    "Ledger",
    "Losses",
    "Question",
    "Reconciled",
    "RefusedReport",
    "Relation",
    "Report",
    "Span",
    "code",
    "export",
    "read",
    "reconcile",
    "show",
    "table",
]

_HOMES: Final = {
    "counterclaim.display": ("show",),
    "counterclaim.errors": ("CounterclaimError", "RefusedReport"),
    "counterclaim.ledger": ("Ledger",),
    "counterclaim.model": ("Answer", "Claim", "Figure", "Question", "Relation", "Report", "Span"),
    "counterclaim.exports.form": ("Losses",),
    "counterclaim.verbs": ("Reconciled", "code", "export", "read", "reconcile", "table"),
}
"""Where each public name lives."""


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            found: object = getattr(import_module(module), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module 'counterclaim' has no attribute {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
