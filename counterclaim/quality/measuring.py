"""Measures coders on the same reports: on sets coded by hand, and on reports that none of them had seen.

Enters: sets of hand-coded reports and cases that have floors, each only as the very file that its floors were measured
on; the reports of our own whose codes travel as offsets into the corpora; coders. Leaves: a `Quality`, written to
`quality.json` beside this module. Of sets whose name ends in `_b`, which nobody studies, totals alone are kept. A coder
that learns from reports is measured on them as its training did it: each by a part of it that had not seen the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from counterclaim.asking.abreast import abreast
from counterclaim.coding import Coded, coders
from counterclaim.errors import GoldError
from counterclaim.evaluation.cases import CaseFigures, measure_cases
from counterclaim.evaluation.figures import Share, Tally
from counterclaim.evaluation.floors import load_pinned, pinned_cases, read_floors
from counterclaim.evaluation.gold import GoldSet
from counterclaim.evaluation.quiet import quiet
from counterclaim.evaluation.scoring import score
from counterclaim.model import Claim
from counterclaim.quality.breakdown import Bin, bins, tallies, ungrounded
from counterclaim.training.examples import Example
from counterclaim.training.measuring import figures_of

FILE: Final = Path(__file__).with_name("quality.json")
CHOSEN: Final = Path(coders.__file__).with_name(coders.MEASURED)
HELD: Final = "_b"
"""How the names of sets end that nobody studies or trains on."""
UNSEEN: Final = "unknown "
"""What the card of a coder that learns puts before a language, for reports that no rule was written by."""


class SetQuality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one coder reached on one set."""

    language: str
    """Of most of its reports."""
    reports: int
    core: Tally
    full: Tally
    measures: Tally
    denials: Tally
    quiet: Share
    """Of the reports without a gold claim, those left without one."""
    claims: int
    """Claims in its output."""
    ungrounded: int
    """Of these, claims that do not stand in their report."""
    bins: tuple[Bin, ...] = ()
    """By confidence; empty where the coder gives none."""


class CoderQuality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one coder reached."""

    sets: dict[str, SetQuality]
    events: dict[str, dict[str, Tally]]
    """Core tallies by language and event, over all sets but the held ones."""
    stances: dict[str, dict[str, Tally]]
    """The same by language and stance."""


class Unseen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one coder reached on reports of one language that it had not seen."""

    reports: int
    core: float
    """F1, as the next two."""
    full: float
    measures: float
    silent: float | None
    """Share of the reports without a claim that were left without one."""


class Quality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that was measured."""

    measured: date
    """The day."""
    digests: dict[str, tuple[str, str]]
    """SHA-256 of reports and claims of each set."""
    coders: dict[str, CoderQuality]
    unseen: dict[str, dict[str, Unseen]]
    """By coder and language, on the same reports."""
    cases: dict[str, dict[str, CaseFigures]] = {}
    """By coder and set: the questions that its claims become, against cases."""


def language(gold: GoldSet) -> str:
    """The language that most reports of a set say they are in."""
    return Counter(report.lang or "" for report in gold.reports.values()).most_common(1)[0][0]


def is_held(name: str) -> bool:
    """Whether nobody studies or trains on a set of that name."""
    return name.endswith(HELD)


def measure(coder: coders.Coder, sets: Mapping[str, GoldSet], at_once: int = 1) -> CoderQuality:
    """What a coder reaches on every set; `at_once` reports are under way at a time."""
    predicted = {name: _coded(coder, gold, at_once) for name, gold in sets.items()}
    studied = [name for name in sets if not is_held(name)]
    found: dict[str, dict[str, dict[str, Tally]]] = {"event": {}, "stance": {}}
    for part, by_language in found.items():
        for lang in dict.fromkeys(language(sets[name]) for name in studied):
            gold: dict[str, Sequence[Claim]] = {}
            ours: dict[str, Sequence[Claim]] = {}
            for name in (name for name in studied if language(sets[name]) == lang):
                gold |= {f"{name}/{report}": claims for report, claims in sets[name].claims.items()}
                ours |= {f"{name}/{report}": claims for report, claims in predicted[name].items()}
            by_language[lang] = tallies(gold, ours, lambda claim, part=part: getattr(claim, part))  # type: ignore[misc]
    on_sets = {name: _on_set(gold, predicted[name]) for name, gold in sets.items()}
    return CoderQuality(on_sets, found["event"], found["stance"])


def _coded(coder: coders.Coder, gold: GoldSet, at_once: int) -> dict[str, tuple[Claim, ...]]:
    """The claims of every report; a report that the coder cannot code counts as without claims."""
    rows = abreast(gold.reports.items(), coder, at_once)
    return {name: done.claims if isinstance(done, Coded) else () for name, _, done in rows}


def _on_set(gold: GoldSet, predicted: Mapping[str, tuple[Claim, ...]]) -> SetQuality:
    figures = score(gold.claims, predicted)
    return SetQuality(
        language=language(gold),
        reports=figures.reports,
        core=figures.core,
        full=figures.full,
        measures=figures.measures,
        denials=figures.denials,
        quiet=quiet(gold.claims, predicted),
        claims=sum(map(len, predicted.values())),
        ungrounded=ungrounded(gold.reports, predicted),
        bins=bins(gold.claims, predicted),
    )


def on_unseen(coder: coders.Coder, examples: Sequence[Example], at_once: int = 1) -> dict[str, Unseen]:
    """What a coder reaches on reports that no rule was written by, by language."""
    found: dict[str, Unseen] = {}
    for lang in sorted({example.report.lang or "" for example in examples}):
        own = [example for example in examples if (example.report.lang or "") == lang]
        gold = GoldSet(
            {example.report.id: example.report for example in own},
            {example.report.id: example.claims for example in own},
        )
        found[lang] = msgspec.convert(figures_of(gold.claims, _coded(coder, gold, at_once)), Unseen)
    return found


def on_cases(coder: coders.Coder, gold: Path) -> dict[str, CaseFigures]:
    """How well the questions of what a coder codes meet the cases that have floors, by set. Raises GoldError."""
    return {
        name: measure_cases(*pinned_cases(name, pinned, gold), coder) for name, pinned in read_floors().cases.items()
    }


def told_unseen(card: Mapping[str, Any]) -> dict[str, dict[str, Unseen]]:
    """What the card of the learned coder says of reports that the part of it that coded them had not seen.

    By name of the coder: alone, or with what its second reader hints at.
    """
    return {
        f"{coders.LEARNED}, {kind}": {
            name.removeprefix(UNSEEN): msgspec.convert(figures, Unseen)
            for name, figures in of["sets"].items()
            if name.startswith(UNSEEN)
        }
        for kind, of in card["held out"].items()
        if "sets" in of  # of whom the second reader is asked has figures of another kind
    }


def sets_of(gold: Path, own: Path) -> dict[str, GoldSet]:
    """The sets that have floors, from either folder. Raises GoldError."""
    return {
        name: load_pinned(name, pinned, own if (own / f"{name}.items.jsonl").is_file() else gold)
        for name, pinned in read_floors().sets.items()
    }


def digests() -> dict[str, tuple[str, str]]:
    """The digests of the sets that have floors."""
    return {name: (pinned.items_sha256, pinned.claims_sha256) for name, pinned in read_floors().sets.items()}


def chosen(quality: Quality) -> coders.Measured:
    """What decides between the coders: of one that learns the worst of the ways in which it may be installed."""
    core: dict[str, float] = {}
    for name, by_language in quality.unseen.items():
        coder = name.partition(",")[0]
        mean = sum(found.core for found in by_language.values()) / len(by_language)
        if coder in (coders.RULES, coders.LEARNED):
            core[coder] = round(min(mean, core.get(coder, 1.0)), 3)
    return coders.Measured("docs/quality.md, on reports that no coder had seen", core)


def write(quality: Quality) -> None:
    """Write down what was measured, and what it decides."""
    for path, value in ((FILE, quality), (CHOSEN, chosen(quality))):
        path.write_bytes(msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=1) + b"\n")


def read() -> Quality:
    """What was measured last. Raises GoldError."""
    try:
        return msgspec.json.decode(FILE.read_bytes(), type=Quality)
    except (OSError, msgspec.DecodeError) as fault:
        raise GoldError(f"{FILE}: no figures of this version ({fault}); remove it and measure all coders") from None
