"""Low, best and high of a question, by a rule that has a name and can be read.

A rule is a pure function from a question and its claims to a `Figure`; `figure` looks one up by its name. Users name
their own as `module:function`. Which rule is right is not decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from counterclaim.errors import CounterclaimError
from counterclaim.language.own import active
from counterclaim.model import Figure, Question, Told
from counterclaim.reconciliation.figures.acled import acled
from counterclaim.reconciliation.figures.airwars import airwars
from counterclaim.reconciliation.figures.ledger import ledger
from counterclaim.reconciliation.figures.own import own_rules
from counterclaim.reconciliation.figures.ucdp import ucdp

Rule = Callable[[Question, Mapping[str, Told]], Figure]
"""A question and its claims by id enter, a figure leaves: no file, no clock, no order."""

RULES: Final[Mapping[str, Rule]] = {"ledger": ledger, "ucdp": ucdp, "acled": acled, "airwars": airwars}
"""By name; the first is used where nobody names one."""


def rules() -> Mapping[str, Rule]:
    """The rules there are by name, with those of the words of one's own that are in use; raises `PackError`."""
    own = active()
    return RULES if own is None else {**RULES, **own_rules(own, RULES)}


def rule(name: str) -> Rule:
    """The rule of a name, one of `counterclaim.toml`, or a user's own as `module:function`.

    Raises CounterclaimError where there is none.
    """
    known_rules = rules()
    if name in known_rules:
        return known_rules[name]
    module, _, function = name.partition(":")
    known = f"name one of {', '.join(known_rules)}, or your own as module:function"
    if not function:
        raise CounterclaimError(f"rule {name!r}: no such rule; {known}")
    try:
        found = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError, TypeError, SyntaxError) as fault:
        raise CounterclaimError(f"rule {name!r}: cannot be loaded ({fault}); {known}") from fault
    if not callable(found):
        raise CounterclaimError(f"rule {name!r}: is no function; {known}")
    own: Rule = found
    return own


__all__ = ["RULES", "Rule", "acled", "airwars", "ledger", "rule", "rules", "ucdp"]
