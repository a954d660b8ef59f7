"""Draws `docs/quality.md` from what was measured.

Enters: the figures of all coders. Leaves: one page of Markdown, the same for the same figures. It measures nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Final

from counterclaim.evaluation.figures import Share, Tally
from counterclaim.quality.breakdown import BINS, Bin, calibration_error
from counterclaim.quality.measuring import CoderQuality, Quality, SetQuality, Unseen, is_held

FEW: Final = 10
"""Gold claims of an event below which its figure says little; such events are left out."""
HEAD: Final = """\
# How good the coders are

Drawn by `make quality` from `counterclaim/quality/quality.json`; do not edit. Measured on {date}, on hand-coded
reports whose digests are those of `floors.json`. F1 over all claims: `core` asks for event, speaker's party and stance,
`full` also for target, unit and number, `numbers` for what is counted, whoever says so. `quiet` is the share of the
reports without a claim that are left without one. `not in the text` counts claims in the output whose evidence, names,
parties, numbers or days do not stand in their report.

Sets whose name ends in `_b` are looked at by nobody, and no coder is trained on them: they say what to expect. The
others were studied by those who wrote the rules, and a coder that learns is trained on most of them: there its figures
say how well it remembers. A language model is measured where its address is given:
`make quality QUALITY="--endpoint URL --model NAME"`.
"""


UNSEEN: Final = """\
Reports of the corpora that were coded by hand before any coder had seen them; most name a conflict, and many claim
nothing. Many of them have since served to mend rules. The learned coder is trained on all but the latest 620, and
measured on each by a part of it that had not seen the report, nor one like it. `silent` is the share of those without a
claim that are left without one. By the mean of `core` over the languages the default coder is chosen.
"""


CASES: Final = """\
What each coder's claims become once they are brought together, against cases that people made of reports that look
alike: `joined` and `answers` are F1 (an answer is a party, its stance and its number), `distractors` the share of
reports about something else that the question holds, `status` the share of cases with the right one.
"""


def page(quality: Quality) -> str:
    """The page as Markdown."""
    parts = [HEAD.format(date=quality.measured.isoformat())]
    parts.append(_unseen(quality))
    parts.append(_totals(quality))
    if quality.cases:
        parts.append(_cases(quality))
    parts.extend(_by_part(quality, title, kind) for title, kind in (("event", "events"), ("stance", "stances")))
    parts.append(_calibration(quality))
    return "\n".join(parts)


def _unseen(quality: Quality) -> str:
    """What to expect: all coders on the reports that no rule was written by, and none had seen when it coded them."""
    langs = sorted({lang for by_language in quality.unseen.values() for lang in by_language})
    rows = [
        (f"`{lang}`", coder, *_unseen_row(by_language[lang]))
        for lang in langs
        for coder, by_language in quality.unseen.items()
        if lang in by_language
    ]
    head = ("language", "coder", "reports", "core", "full", "numbers", "silent")
    return f"## On reports that no coder had seen\n\n{UNSEEN}\n" + _table(head, rows)


def _unseen_row(found: Unseen) -> tuple[str, ...]:
    silent = "-" if found.silent is None else f"{found.silent:.2f}"
    return (f"{found.reports:,}", f"{found.core:.3f}", f"{found.full:.3f}", f"{found.measures:.3f}", silent)


def _totals(quality: Quality) -> str:
    """All coders on all sets, the held sets first."""
    some = next(iter(quality.coders.values())).sets
    names = sorted(some, key=lambda name: (not is_held(name), some[name].language, name))
    rows = [
        (f"**{name}**" if is_held(name) else name, coder, *_row(of.sets[name]))
        for name in names
        for coder, of in quality.coders.items()
        if name in of.sets
    ]
    for coder, of in quality.coders.items():
        rows.append(("all but `_b`", coder, *_row(_sum(of, held=False))))
        rows.append(("**all `_b`**", coder, *_row(_sum(of, held=True))))
    head = ("set", "coder", "reports", "core", "full", "numbers", "denials", "quiet", "not in the text")
    return "## On the same reports\n\n" + _table(head, rows)


def _cases(quality: Quality) -> str:
    """The questions of all coders against the same cases, the held sets first."""
    rows = [
        (
            f"**{name}**" if is_held(name) else name,
            coder,
            str(found.status.of),
            *(f"{found.value(figure):.3f}" for figure in ("joined", "distractors", "answers", "status")),
        )
        for name in sorted(
            {name for of in quality.cases.values() for name in of}, key=lambda name: (not is_held(name), name)
        )
        for coder, of in quality.cases.items()
        for found in (of[name],)
    ]
    head = ("set", "coder", "cases", "joined", "distractors", "answers", "status")
    return f"## Questions\n\n{CASES}\n" + _table(head, rows)


def _sum(of: CoderQuality, *, held: bool) -> SetQuality:
    """All sets of a kind counted together."""
    found = [each for name, each in of.sets.items() if is_held(name) is held]
    return SetQuality(
        language="",
        reports=sum(each.reports for each in found),
        core=_added(each.core for each in found),
        full=_added(each.full for each in found),
        measures=_added(each.measures for each in found),
        denials=_added(each.denials for each in found),
        quiet=reduce(Share.__add__, (each.quiet for each in found), Share()),
        claims=sum(each.claims for each in found),
        ungrounded=sum(each.ungrounded for each in found),
    )


def _added(found: Iterable[Tally]) -> Tally:
    return reduce(Tally.__add__, found, Tally())


def _row(found: SetQuality) -> tuple[str, ...]:
    quiet = f"{found.quiet.right} of {found.quiet.of}" if found.quiet.of else "-"
    tallies = (found.core, found.full, found.measures, found.denials)
    shown = (f"{tally.f1:.3f}" if tally.gold else "-" for tally in tallies)
    return (f"{found.reports:,}", *shown, quiet, f"{found.ungrounded} of {found.claims:,}")


def _by_part(quality: Quality, title: str, kind: str) -> str:
    """Core F1 by event or stance, for every language and coder; of the sets that are not held."""
    tables: Mapping[str, Mapping[str, Mapping[str, Tally]]] = {
        coder: getattr(of, kind) for coder, of in quality.coders.items()
    }
    langs = sorted({lang for by_language in tables.values() for lang in by_language})
    gold: dict[str, int] = {}
    for by_name in next(iter(tables.values())).values():
        for name, tally in by_name.items():
            gold[name] = gold.get(name, 0) + tally.gold
    rows = []
    for name in sorted((name for name in gold if gold[name] >= FEW), key=lambda name: (-gold[name], name)):
        cells = [
            f"{tally.precision:.2f} / {tally.recall:.2f} / {tally.f1:.2f}" if tally.gold >= FEW else "-"
            for lang in langs
            for coder in tables
            for tally in (tables[coder].get(lang, {}).get(name, Tally()),)
        ]
        rows.append((name.replace("_", " "), f"{gold[name]:,}", *cells))
    head = (title, "gold", *(f"`{lang}`, {coder}" for lang in langs for coder in tables))
    said = f"Precision / recall / F1 of core on all sets but `_b`, where at least {FEW} were coded by hand."
    return f"## By {title}\n\n{said}\n\n" + _table(head, rows)


def _calibration(quality: Quality) -> str:
    """How far confidence can be believed, of each coder that gives one."""
    parts = ["## Confidence\n"]
    for coder, of in quality.coders.items():
        sets = {name: found.bins for name, found in of.sets.items() if found.bins}
        if not sets:
            parts.append(f"The coder `{coder}` gives none.\n")
            continue
        held = _joined(found for name, found in sets.items() if is_held(name))
        rest = _joined(found for name, found in sets.items() if not is_held(name))
        parts.append(
            f"`{coder}`: expected calibration error {calibration_error(held):.3f} on all `_b`, "
            f"{calibration_error(rest):.3f} on the others ({BINS} bins).\n"
        )
        rows = [
            (f"{at / BINS:.1f} to {(at + 1) / BINS:.1f}", *_bin(each), *_bin(other))
            for at, (each, other) in enumerate(zip(held, rest, strict=True))
            if each.claims or other.claims
        ]
        head = ("said", "claims on `_b`", "said on average", "right", "claims elsewhere", "said on average", "right")
        parts.append(_table(head, rows))
    return "\n".join(parts)


def _joined(found: Iterable[Sequence[Bin]]) -> list[Bin]:
    """The bins of several sets together."""
    sums = [Bin()] * BINS
    for each in found:
        sums = [
            Bin(old.claims + new.claims, old.confidence + new.confidence, old.right + new.right)
            for old, new in zip(sums, each, strict=True)
        ]
    return sums


def _bin(found: Bin) -> tuple[str, ...]:
    if not found.claims:
        return ("0", "-", "-")
    return (f"{found.claims:,}", f"{found.confidence / found.claims:.2f}", f"{found.right / found.claims:.2f}")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines) + "\n"
