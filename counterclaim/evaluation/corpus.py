"""Reads real reports that nobody coded, to measure on.

Enters: the path of a corpus. Leaves: all its reports, or some that stand for all of it. No text of a corpus is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from counterclaim.evaluation.gold import read_reports
from counterclaim.model import Report

CORPORA: Final = Path(__file__).resolve().parents[2].parent / "shared" / "corpora"
"""Where the corpora lie beside a checkout."""
LEADS: Final = "vi_leads.jsonl.gz"
"""Titles and leads of all topics: most make no claim."""
ARTICLES: Final = "vi_full.jsonl.gz"
"""Full articles."""


def read_corpus(path: Path, sample: int | None = None) -> list[Report]:
    """All reports of a corpus, or `sample` of them at even distances, so that no outlet or month is left out.

    Raises GoldError.
    """
    reports = list(read_reports(path).values())
    taken = min(sample or len(reports), len(reports))
    return [reports[len(reports) * position // taken] for position in range(taken)]
