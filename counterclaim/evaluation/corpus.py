"""Reads real reports that nobody coded, to measure on.

Enters: the path of a corpus. Leaves: all its reports, or some that stand for all of it. No text of a corpus is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from counterclaim.errors import GoldError
from counterclaim.evaluation.gold import read_reports
from counterclaim.language.packs import supported
from counterclaim.model import Report

CORPORA: Final = Path(__file__).resolve().parents[2].parent / "shared" / "corpora"
"""Where the corpora lie beside a checkout."""
LEADS: Final = "{}_leads.jsonl.gz"
"""Titles and leads of all topics in one language: most make no claim."""
ARTICLES: Final = "{}_full.jsonl.gz"
"""Full articles in one language."""


def languages(folder: Path) -> tuple[str, ...]:
    """The languages that a pack reads and of which the folder holds leads; raises `GoldError` where there are none."""
    found = tuple(lang for lang in supported() if (folder / LEADS.format(lang)).is_file())
    if not found:
        raise GoldError(f"{folder / LEADS.format('*')}: no corpus in {', '.join(supported())}; check the path")
    return found


def read_corpus(path: Path, sample: int | None = None) -> list[Report]:
    """All reports of a corpus, or `sample` of them at even distances, so that no outlet or month is left out.

    Raises GoldError.
    """
    reports = list(read_reports(path).values())
    taken = min(sample or len(reports), len(reports))
    return [reports[len(reports) * position // taken] for position in range(taken)]
