"""Rules of a newsroom's own, as `[[figure]]` of its `counterclaim.toml` says them: a known rule over some claims.

The words of one's own that are in use enter, rules leave by name. A rule of one's own leaves claims out by who says
them and where they were printed, then counts as the rule does that it is like; with fewer origins than it asks for it
gives no number. What it left out stands in the notes of its figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from counterclaim.language.folder import Entry
from counterclaim.language.own import OwnWords
from counterclaim.model import Figure, Question, Told
from counterclaim.reconciliation.figures.votes import votes

Rule = Callable[[Question, Mapping[str, Told]], Figure]
LISTS: Final = ("without_parties", "without_outlets", "only_outlets")


def own_rules(own: OwnWords, rules: Mapping[str, Rule]) -> dict[str, Rule]:
    """The rules of one's own by name; `rules` are those there are. Raises `PackError`: entry, what to do."""
    found: dict[str, Rule] = {}
    for entry in own.entries["figure"]:
        name, like, least = entry.row["name"], entry.row["like"], entry.row.get("least_origins", 1)
        if not isinstance(name, str) or not name or ":" in name or name in rules or name in found:
            raise entry.fault(f"name {name!r} is taken or no name; write one of your own, without a colon")
        if like not in rules:
            raise entry.fault(f"like {like!r} is no rule; write one of {', '.join(rules)}")
        if not isinstance(least, int) or isinstance(least, bool) or least < 1:
            raise entry.fault(f"least_origins {least!r} is no number of origins; write 1 or more")
        found[name] = _rule(entry, name, rules[like], least)
    return found


def _rule(entry: Entry, name: str, like: Rule, least: int) -> Rule:
    without_parties, without_outlets, only_outlets = (frozenset(entry.row.get(key, ())) for key in LISTS)

    def counts(told: Told) -> bool:
        if told.claim.speaker_party in without_parties or told.outlet in without_outlets:
            return False
        return not only_outlets or told.outlet in only_outlets

    def rule(question: Question, told: Mapping[str, Told]) -> Figure:
        kept = tuple(claim for claim in question.claims if counts(told[claim]))
        answers = tuple(answer for answer in question.answers if answer.party not in without_parties)
        narrowed = replace(question, claims=kept, answers=answers)
        figure, origins = like(narrowed, told), len(votes(narrowed, told))
        left = len(question.claims) - len(kept)
        notes = (*figure.notes, *([f"{left} of {len(question.claims)} claims are left out by {name}"] if left else []))
        told_of: dict[str, Any] = {}
        if 0 < origins < least:
            told_of = {"low": None, "best": None, "high": None}
            notes = (*notes, f"{origins} origins give a number; {name} asks for {least}")
        return replace(figure, rule=name, notes=notes, **told_of)

    left = (f"{key.replace('_', ' ')} {', '.join(entry.row[key])}" for key in LISTS if entry.row.get(key))
    rule.__doc__ = (
        "; ".join((f"A rule of {entry.file}: as {entry.row['like']}", *left, f"{least} or more origins")) + "."
    )
    return rule
