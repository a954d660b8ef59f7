"""Draws what was measured: `docs/benchmarks.md`, and the same tables for a terminal.

Figures enter, Markdown leaves, the same for the same figures. It measures nothing. What the page says around its
tables stands in `page.toml`; what was tried to make the program faster, in `tried.md`, both written by hand.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from counterclaim.benchmarks.nearness import EXHAUSTIVE
from counterclaim.benchmarks.peers import PEERS
from counterclaim.benchmarks.results import AUTOMATON, RULES, Benchmarks, Row
from counterclaim.reading.identity import BANDS, HASHES

TRIED: Final = Path(__file__).with_name("tried.md")
TEXTS: Final[dict[str, str]] = tomllib.loads(Path(__file__).with_name("page.toml").read_text("utf-8"))


def page(found: Benchmarks) -> str:
    """The page as Markdown."""
    its = {name: getattr(found.machine, name) for name in found.machine.__struct_fields__}
    told = {"date": found.measured.isoformat(), "rounds": found.rounds, "peer_rounds": found.peer_rounds, **its}
    return "\n".join([TEXTS["head"].format(**told).lstrip(), *tables(found), TRIED.read_text("utf-8")])


def tables(found: Benchmarks) -> list[str]:
    """Everything but the head and what was written by hand."""
    return [_targets(found), _stages(found), _peers(found), _nearness(found), _starts(found)]


def _targets(found: Benchmarks) -> str:
    rows = []
    for peer in PEERS:
        for row in _of(found, peer.name) if peer.times else ():
            if row.what == peer.what:
                met = "yes" if row.times_faster >= peer.times else "**no**"
                reached = f"{row.times_faster:.1f}"
                rows.append((f"{row.peer}: {row.what}", row.lang, row.texts, f"{peer.times:.0f}", reached, met))
    head = ("coding against", "language", "texts", "target", "reached", "met")
    return f"## Targets\n{TEXTS['targets']}\n{_table(head, rows)}{_missing(found)}"


def _missing(found: Benchmarks) -> str:
    lines = [f"- not measured: {name}: {why}\n" for name, why in sorted(found.missing.items())]
    return "\n" + "".join(lines) if lines else ""


def _stages(found: Benchmarks) -> str:
    parts = [f"## Stages\n{TEXTS['stages']}"]
    for lang, texts in dict.fromkeys((row.lang, row.texts) for row in found.rows):
        rows = [row for row in _of(found, "") if (row.lang, row.texts) == (lang, texts)]
        size = next((f"{row.reports:,} reports, {row.words:,} words" for row in rows if row.what == RULES), "")
        cells = [_stage(found, row) for row in rows]
        head = ("stage", "words/s", "reports/s", "to automaton")
        parts.append(f"### `{lang}`, {texts}: {size}\n\n{_table(head, cells)}")
    return "\n".join(parts)


def _stage(found: Benchmarks, row: Row) -> tuple[str, ...]:
    name = f"**{row.what}**" if row.what in (RULES, AUTOMATON) else row.what
    reports = row.reports / row.seconds if row.seconds else 0.0
    return (name, _rate(row.words_per_second), _rate(reports), f"{found.to_automaton(row):.2f}")


def _peers(found: Benchmarks) -> str:
    rows = [
        (
            row.peer, row.what, row.lang, row.texts, f"{row.reports:,}", _rate(row.words_per_second), f"{row.found:,}",
            _rate(row.words / row.ours if row.ours else 0.0), f"{row.times_faster:.1f}",
        )
        for row in found.rows
        if row.peer
    ]  # fmt: skip
    head = ("peer", "does", "language", "texts", "reports", "words/s", "found", "coding, words/s", "times faster")
    used = ", ".join(f"{name} {version}" for name, version in found.versions.items())
    return f"## Peers\n{TEXTS['peers']}\n{_table(head, rows)}\nVersions: {used}.\n"


def _nearness(found: Benchmarks) -> str:
    rows = [
        (pairs.way, f"{pairs.reports:,}", f"{pairs.seconds:.2f}", f"{pairs.looked_at:,}", _share(pairs.found, pairs.of))
        for pairs in found.pairs
    ]
    head = ("way", "reports", "seconds", "pairs compared", f"pairs found, of those that {EXHAUSTIVE} finds")
    return f"## Near-duplicates\n{TEXTS['near'].format(bands=BANDS, hashes=HASHES)}\n{_table(head, rows)}"


def _starts(found: Benchmarks) -> str:
    rows = [(f"`{each.lang}`", f"{each.seconds:.2f}", f"{each.resident_mb:.0f}") for each in found.starts]
    return f"## Start\n{TEXTS['starts']}\n{_table(('language', 'seconds', 'MB resident'), rows)}"


def _of(found: Benchmarks, peer: str) -> Iterable[Row]:
    return (row for row in found.rows if row.peer == peer)


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,}"


def _rate(number: float) -> str:
    """A rate to three figures."""
    digits = len(str(int(number)))
    return f"{round(number, 3 - digits):,.0f}" if number >= 10 else f"{number:.1f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines) + "\n"
