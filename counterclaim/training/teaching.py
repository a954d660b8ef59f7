"""One command's work: from files to the body of the judge's weights, or from weights and reviews to a newsroom's own.

Examples and hints enter, the body of a file of weights leaves (`coding.judge.weights`). It prints nothing: whoever
calls gives a place for progress.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from typing import Any, Final

from counterclaim.coding.hearing import hear
from counterclaim.coding.judge import weights as kept
from counterclaim.coding.judge.candidates import claims_of_rules
from counterclaim.coding.judge.features import Words
from counterclaim.coding.judge.forest import Curve
from counterclaim.coding.judge.hints import Hints, hint_of
from counterclaim.coding.judge.wording import WORD_NAMES, tables
from counterclaim.errors import GoldError
from counterclaim.evaluation.gold import rows
from counterclaim.model import Claim
from counterclaim.training.asking import asking
from counterclaim.training.examples import Example, of_offsets, of_set, without_repeats
from counterclaim.training.folds import FOLDS, folds
from counterclaim.training.judge import ROUNDS, Learned, Progress, held_out, learned
from counterclaim.training.lessons import Lesson, lessons
from counterclaim.training.measuring import (
    Told,
    above,
    bar,
    by_part,
    calibration_error,
    confident,
    curves,
    figures_of,
    outcomes,
)

KEPT_ASIDE: Final = "_b"
"""How the names of the sets end that are for checking: nothing is learned from them, and nothing chosen on them."""
FEWEST: Final = 30
"""Reviewed reports from which on a newsroom can have its own judge."""
MORE_ROUNDS: Final = {name: rounds // 3 for name, rounds in ROUNDS.items()}
"""Rounds that reviews add to what was learned before."""


def examples_of(gold: Path, corpora: Path, own: Path | None) -> list[Example]:
    """All examples of a checkout's folders: hand-coded sets, and offsets into the corpora. Raises GoldError."""
    found: list[Example] = []
    for coded in sorted(own.glob("*.jsonl")) if own is not None else ():
        found += of_offsets(coded, corpora)
    for claims in sorted(gold.glob("*.claims.jsonl")):  # last, so that a report that is coded in both counts as known
        name = claims.name.removesuffix(".claims.jsonl")
        if not name.endswith(KEPT_ASIDE):
            found += of_set(gold / f"{name}.items.jsonl", claims, known=True)
    if not found:
        raise GoldError(f"{gold}: no hand-coded set lies there; is it the folder with hand-coded sets?")
    return without_repeats(found)


def hints_of(folder: Path) -> dict[str, Hints]:
    """What a second reader makes of each report, as it wrote it down. Raises GoldError."""
    found: dict[str, Hints] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for where, row in rows(path):
            try:
                proposals, asked = (map(hint_of, row[kind]) for kind in ("proposals", "asked"))  # type: ignore[index]
                found[row["id"]] = Hints(proposals, asked)  # type: ignore[index]
            except (KeyError, TypeError) as fault:
                raise GoldError(f"{where}: these are no hints ({fault}); write them with this version") from None
    return found


def taught(examples: Sequence[Example], hints: Mapping[str, Hints] | None, progress: Progress) -> dict[str, Any]:
    """The body of weights learned from examples; with hints also of the judge that uses them."""
    dealt = folds(example.report for example in examples)
    judgements: dict[str, Any] = {}
    figures: dict[str, Any] = {}
    told: dict[str, Told] = {}
    bars: dict[str, dict[str, float]] = {}
    for name, given in ((kept.ALONE, None), (kept.WITH_HINTS, hints)):
        if name == kept.ALONE or given:
            progress(name)
            found, words = lessons(examples, dealt, given, None)
            judgements[name], figures[name], told[name], bars[name] = _judgement(found, words, progress)
    body: dict[str, Any] = {"judgements": judgements}
    if hints:
        gold = {each.report.id: each.claims for each in examples if not each.known and each.report.id in hints}
        both = (bars[kept.ALONE], bars[kept.WITH_HINTS])
        way, figures[kept.ASKING] = asking(gold, told[kept.ALONE], told[kept.WITH_HINTS], both)
        body[kept.ASKING] = {"least": way.least, "most": way.most}
    return {**body, "card": _card(examples, figures)}


def taught_on(body: Mapping[str, Any], reviews: Sequence[Example], progress: Progress) -> dict[str, Any]:
    """The body of weights that go on from others with what a newsroom reviewed. Raises GoldError where that is little.

    Only the judge that works alone learns, and the weights are its own: reviews carry no hints.
    """
    if len(reviews) < FEWEST:
        raise GoldError(f"{len(reviews)} reviewed reports are too few to learn from; review {FEWEST} or more")
    before = body["judgements"][kept.ALONE]
    told = tables(before["wording"], WORD_NAMES) if "wording" in before else None
    forests = {name: before[name] for name in ROUNDS}
    by_words = kept.ByWords(*tables(before[kept.BY_WORDS], kept.ANSWERS))
    start = Learned(**forests, by_words=by_words, wording=told)
    found, words = lessons(reviews, folds(example.report for example in reviews), None, before["words"])
    judgement, figures, *_ = _judgement(found, words, progress, start)
    reviewed = {"date": date.today().isoformat(), "reports": len(reviews), "held out": figures}
    languages = sorted({*body["card"]["languages"], *_languages(reviews)})
    card = {**body["card"], "languages": languages, "reviews": reviewed}
    return {"judgements": {kept.ALONE: judgement}, "card": card}


def _judgement(
    found: Sequence[Lesson], words: Words, progress: Progress, before: Learned | None = None
) -> tuple[dict[str, Any], dict[str, Any], Told, dict[str, float]]:
    """What lessons teach, as weights hold it, how well it judges held-out reports, what it says of them, the bars."""
    rounds = ROUNDS if before is None else MORE_ROUNDS
    told = held_out(found, progress, before, rounds)
    unknown = [lesson.example for lesson in found if not lesson.example.known] or [lesson.example for lesson in found]
    gold = {example.report.id: example.claims for example in unknown}
    long = {lesson.example.report.id for lesson in found if lesson.view is not None and lesson.view.length >= kept.LONG}
    langs = _langs(found)
    learnt = _bars(gold, told, long, langs)
    bars = {name: learnt.get(langs[name], learnt[""])[name in long] for name in told}
    right = curves(gold, {name: told[name] for name in gold}, langs)
    progress("all reports")
    trees = learned(found, before, rounds)
    if before is not None:
        trees = before.and_then(trees)
    return trees.body(learnt, right, words), _figures(found, told, bars), told, bars


def _bars(gold: Told, told: Told, long: AbstractSet[str], langs: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """The thresholds of leads and of articles by language, where there are enough, and under "" those of all."""
    found = {"": _of_kinds(gold, told, long)}
    for lang in sorted({langs[name] for name in gold}):
        own = {name: gold[name] for name in gold if langs[name] == lang}
        if len(own.keys() - long) >= FEWEST and len(own.keys() & long) >= FEWEST:
            found[lang] = _of_kinds(own, told, long)
    return found


def _of_kinds(gold: Told, told: Told, long: AbstractSet[str]) -> tuple[float, float]:
    """The thresholds of leads and of articles; one for both where articles are few."""
    whole = bar(gold, {name: told[name] for name in gold})
    articles = gold.keys() & long
    if len(articles) < FEWEST or len(gold) - len(articles) < FEWEST:
        return whole, whole
    leads, others = ({name: gold[name] for name in gold if (name in long) == kind} for kind in (False, True))
    return bar(leads, {name: told[name] for name in leads}), bar(others, {name: told[name] for name in others})


def _langs(found: Sequence[Lesson]) -> dict[str, str]:
    """The language of each report, as the judge takes it when it codes."""
    return {
        lesson.example.report.id: lesson.view.lang if lesson.view is not None else lesson.example.report.lang or ""
        for lesson in found
    }


def _figures(found: Sequence[Lesson], told: Told, bars: Mapping[str, float]) -> dict[str, Any]:
    """Figures of the held-out reports by set, beside those of the rules; more of those that no rule was written by."""
    sets: dict[str, list[Lesson]] = {}
    for lesson in found:
        example = lesson.example
        sets.setdefault(example.source if example.known else f"unknown {example.report.lang}", []).append(lesson)
    judged = above(told, bars)
    figures: dict[str, Any] = {"sets": {}, "rules": {}, "events": {}, "stances": {}}
    for name, some in sorted(sets.items()):
        gold = {lesson.example.report.id: lesson.example.claims for lesson in some}
        ruled = {lesson.example.report.id: claims_of_rules(lesson.view.found) for lesson in some if lesson.view}
        figures["sets"][name], figures["rules"][name] = figures_of(gold, judged), figures_of(gold, ruled)
        if not some[0].example.known:
            figures["events"][name] = by_part(gold, judged, lambda claim: claim.event)
            figures["stances"][name] = by_part(gold, judged, lambda claim: claim.stance)
    return {
        **figures,
        "calibration error": round(_calibration(found, judged), 3),
        "thresholds": sorted(set(bars.values())),
    }


def _calibration(found: Sequence[Lesson], judged: Told) -> float:
    """The expected calibration error on reports that no rule was written by, each fold by the curve of the others."""
    unknown = [lesson for lesson in found if not lesson.example.known] or list(found)
    gold = {lesson.example.report.id: lesson.example.claims for lesson in unknown}
    shown: dict[str, tuple[Claim, ...]] = {}
    langs = _langs(unknown)
    for fold in range(FOLDS):
        others = {lesson.example.report.id for lesson in unknown if lesson.fold != fold}
        held = {name: gold[name] for name in others}
        right = curves(held, {name: judged[name] for name in others}, langs)
        for name in gold.keys() - others:
            shown |= confident({name: judged[name]}, Curve(right.get(langs[name], right[""])))
    return calibration_error(outcomes(gold, shown))


def _card(examples: Sequence[Example], figures: Mapping[str, Any]) -> dict[str, Any]:
    """What the weights were learned from, when, and how well they judge."""
    counts: dict[str, int] = {}
    for example in examples:
        counts[example.source] = counts.get(example.source, 0) + 1
    return {
        "date": date.today().isoformat(),
        "languages": _languages(examples),
        "reports": dict(sorted(counts.items())),
        "held out": dict(figures),
    }


def _languages(examples: Iterable[Example]) -> list[str]:
    """Codes of the languages of reports, in order."""
    return sorted({hear(example.report).main.lang for example in examples})


def reviews_of(items: Path, claims: Path) -> list[Example]:
    """The examples of reviewed reports. Raises GoldError."""
    return without_repeats(of_set(items, claims))


def write(path: Path, body: Mapping[str, Any]) -> None:
    """Write weights, and their card beside them for people."""
    path.write_bytes(kept.written(body))
    card = json.dumps(body["card"], ensure_ascii=False, indent=1, sort_keys=True)
    path.with_suffix(".card.json").write_text(card + "\n", encoding="utf-8")
