"""Measures all coders on the same reports, and writes down what they reached: `make quality`.

    python -m counterclaim.evaluation.quality [--gold FOLDER] [--own FOLDER] [--coder NAME ...] [--page]
        [--endpoint URL --model NAME]

Enters: the sets of hand-coded reports that have floors, each only as the very file that its floors were measured on.
Leaves: `quality.json` beside this module, and `docs/quality.md` drawn from it (`--page` draws without measuring). Of
sets whose name ends in `_b`, which nobody studies, totals alone are kept.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from counterclaim.asking import Endpoint, Kept, Model
from counterclaim.asking.abreast import abreast
from counterclaim.asking.kept import usual_folder
from counterclaim.coding import Coded, coders
from counterclaim.errors import CoderMissing, CounterclaimError, GoldError
from counterclaim.evaluation.breakdown import Bin, bins, tallies, ungrounded
from counterclaim.evaluation.figures import Share, Tally
from counterclaim.evaluation.floors import SetFloors, load_pinned, read_floors
from counterclaim.evaluation.gold import GoldSet
from counterclaim.evaluation.quiet import quiet
from counterclaim.evaluation.scoring import score
from counterclaim.model import Claim

ROOT: Final = Path(__file__).resolve().parents[2]
FILE: Final = Path(__file__).with_suffix(".json")
PAGE: Final = ROOT / "docs" / "quality.md"
GOLD: Final = ROOT.parent / "shared" / "gold"
OWN: Final = ROOT / "tests" / "gold"
HELD: Final = "_b"
"""How the names of sets end that nobody studies or trains on."""
AT_ONCE: Final = 4
"""Reports about which a language model is asked at a time."""
MEASURED: Final = (coders.RULES, coders.LEARNED)
"""Coders that can be measured without asking anybody."""


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


class Quality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that was measured."""

    measured: date
    """The day."""
    digests: dict[str, tuple[str, str]]
    """SHA-256 of reports and claims of each set."""
    coders: dict[str, CoderQuality]


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


def read() -> Quality:
    """What was measured last. Raises GoldError."""
    try:
        return msgspec.json.decode(FILE.read_bytes(), type=Quality)
    except (OSError, msgspec.DecodeError) as fault:
        raise GoldError(f"{FILE}: no figures of this version ({fault}); remove it and measure all coders") from None


def measure_all(asked: Mapping[str, coders.Coder], gold: Path, own: Path) -> Quality:
    """Measure these coders, by name; what was measured of others before stays. Raises GoldError."""
    floors = read_floors().sets
    sets = {name: _load(name, pinned, gold, own) for name, pinned in floors.items()}
    found = dict(read().coders) if FILE.is_file() else {}
    for name, coder in asked.items():
        found[name] = measure(coder, sets, AT_ONCE if isinstance(coder, Model) else 1)
    digests = {name: (pinned.items_sha256, pinned.claims_sha256) for name, pinned in floors.items()}
    return Quality(date.today(), digests, found)


def _load(name: str, pinned: SetFloors, gold: Path, own: Path) -> GoldSet:
    return load_pinned(name, pinned, own if (own / f"{name}.items.jsonl").is_file() else gold)


def _asked(options: argparse.Namespace) -> dict[str, coders.Coder]:
    """The coders to measure, by name: those that are installed, and a model where an address of one is given."""
    found: dict[str, coders.Coder] = {}
    for name in options.coder or MEASURED:
        try:
            found[name] = coders.coder_named(name)
        except CoderMissing as missing:
            print(missing, file=sys.stderr)
    if options.endpoint:
        found[f"llm {options.model}"] = Model(Endpoint(options.endpoint, options.model), Kept(usual_folder()))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write down, draw the page; 0, or 2 where the gold cannot be read."""
    from counterclaim.evaluation.qualitypage import page

    parser = argparse.ArgumentParser(prog="quality", description="Measures all coders and draws docs/quality.md.")
    parser.add_argument("--gold", type=Path, default=GOLD, metavar="FOLDER", help="the shared hand-coded sets")
    parser.add_argument("--own", type=Path, default=OWN, metavar="FOLDER", help="the sets that travel with the tests")
    parser.add_argument("--coder", action="append", choices=MEASURED, help="measure this one alone")
    parser.add_argument("--endpoint", metavar="URL", help="also measure a language model there: it is sent all reports")
    parser.add_argument("--model", metavar="NAME", default="", help="its name")
    parser.add_argument("--page", action="store_true", help="draw the page from what was measured last")
    options = parser.parse_args(arguments)
    try:
        if not options.page:
            found = measure_all(_asked(options), options.gold, options.own)
            FILE.write_bytes(msgspec.json.format(msgspec.json.encode(found, order="sorted"), indent=1) + b"\n")
        PAGE.write_text(page(read()), "utf-8")
    except CounterclaimError as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
