"""Measures all stages and all peers on samples of the corpora.

Corpora enter, `Benchmarks` leave. Samples are sized so that a run takes some minutes; peers are given few texts, and
what they are compared with is the coder on the very same texts in the same rounds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from counterclaim.benchmarks import nearness, stages
from counterclaim.benchmarks.peers import PEERS, TOLD, Peer
from counterclaim.benchmarks.results import RULES, Benchmarks, Pairs, Row, Start, machine
from counterclaim.benchmarks.starting import start
from counterclaim.benchmarks.timing import Passed, in_turns
from counterclaim.coding.coder import code
from counterclaim.errors import CounterclaimError
from counterclaim.evaluation.corpus import ARTICLES, LEADS, languages, read_corpus
from counterclaim.model import Report

ROUNDS: Final = 5
"""Passes of our own stages; peers, who are slower, make `PEER_ROUNDS`."""
PEER_ROUNDS: Final = 3
AT_LEAST: Final = 10_000
"""Words that a pass of coding beside a peer goes over, the same texts again and again where they have fewer: after a
peer that took seconds, nothing of the coder is in the cache."""
CLOSE: Final = 1500
"""Leads, one after the other as they were printed, among which near-duplicates are sought."""
ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""What keeps a peer's numerical library to one thread, as the coder has one."""


@dataclass(frozen=True, slots=True)
class Sample:
    """How many reports of a corpus are taken: "of leads 2,000, of which the learned coder is given 150"."""

    texts: str
    corpus: str
    reports: int
    learned: int
    peers: int


SAMPLES: Final = (Sample("leads", LEADS, 2000, 150, 400), Sample("articles", ARTICLES, 80, 6, 20))
Progress = Callable[[str], None]


def measure(corpora: Path, share: float = 1.0, progress: Progress = lambda _: None) -> Benchmarks:
    """All that can be measured here; `share` of the usual samples, 0 to 1. Raises GoldError."""
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    rows: list[Row] = []
    starts: list[Start] = []
    missing: dict[str, str] = {}
    for lang in languages(corpora):
        leads = read_corpus(corpora / LEADS.format(lang), _some(SAMPLES[0].reports, share))
        starts.append(start(next(filter(code, leads), leads[0]), lang))
        for sample in SAMPLES:
            path = corpora / sample.corpus.format(lang)
            if not path.is_file():
                missing[f"{sample.texts} in {lang}"] = f"no corpus {path.name}"
                continue
            progress(f"{lang}, {sample.texts}")
            rows += _ours(sample, lang, read_corpus(path, _some(sample.reports, share)), share, missing)
            given = read_corpus(path, _some(sample.peers, share))
            for peer in PEERS:
                if lang in peer.langs:
                    progress(f"{lang}, {sample.texts}: {peer.name}, {peer.what}")
                    rows += _beside(peer, sample, lang, given, missing)
    pairs = _near(corpora, share, missing)
    found = {name: its for name in TOLD["packages"] if (its := _version(name))}
    return Benchmarks(date.today(), ROUNDS, PEER_ROUNDS, machine(), found, tuple(starts), tuple(rows), pairs, missing)


def _some(reports: int, share: float) -> int:
    return max(2, round(reports * share))


def _ours(sample: Sample, lang: str, reports: Sequence[Report], share: float, missing: dict[str, str]) -> list[Row]:
    """Our own stages on a sample."""
    with TemporaryDirectory() as folder:
        contenders = stages.coding_stages(reports, lang) | stages.keeping_stages(reports, Path(folder))
        timed = in_turns(contenders, ROUNDS)
    rows = [_row(name, sample, lang, reports, passed) for name, passed in timed.items()]
    few = reports[:: max(1, len(reports) // _some(sample.learned, share))]
    try:
        contender = stages.learned(few)
    except CounterclaimError as fault:
        missing["the learned coder"] = str(fault)
        return rows
    passed = in_turns({stages.LEARNED: contender}, PEER_ROUNDS)[stages.LEARNED]
    return [*rows, _row(stages.LEARNED, sample, lang, few, passed)]


def _beside(peer: Peer, sample: Sample, lang: str, given: Sequence[Report], missing: dict[str, str]) -> list[Row]:
    """A peer and the coder in turns on the same texts."""
    reports = given[:: max(1, round(1 / peer.share))]
    ours = [replace(report, lang=None) for report in reports] if peer.untold else reports
    try:
        contenders = {
            peer.name: peer.contender(reports, lang),
            RULES: lambda: stages.rules_often(ours, AT_LEAST),
        }
        timed = in_turns(contenders, PEER_ROUNDS)
    except ImportError as fault:
        missing[f"{peer.name}: {peer.what}"] = str(fault)
        return []
    row = _row(peer.what, sample, lang, reports, timed[peer.name])
    return [msgspec.structs.replace(row, peer=peer.name, ours=timed[RULES].seconds)]


def _row(what: str, sample: Sample, lang: str, reports: Sequence[Report], passed: Passed) -> Row:
    words = sum(len(report.text.split()) for report in reports)
    return Row(what, lang, sample.texts, len(reports), words, passed.seconds, passed.found)


def _near(corpora: Path, share: float, missing: dict[str, str]) -> tuple[Pairs, ...]:
    """Ways of finding near-duplicates, on leads of the first language as they stand one after the other."""
    lang = languages(corpora)[0]
    reports = read_corpus(corpora / LEADS.format(lang))
    middle = max(len(reports) - CLOSE, 0) // 2
    close = reports[middle : middle + _some(CLOSE, share)]
    ways = list(nearness.WAYS)
    for name in ways[:-1]:
        if _version(name) is None:
            missing[name] = f"{name} not installed; pip install counterclaim[bench,copies]"
            ways.remove(name)
    return nearness.compared(close, ways)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
