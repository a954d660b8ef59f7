"""No text is too odd to be coded: scraps of our own reports, their words shuffled, cut anywhere."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from counterclaim.coding.coder import code
from counterclaim.model import Report

OWN = Path(__file__).parent / "gold"


def test_scraps_of_reports_are_coded() -> None:
    texts = [
        f"{item['title']}. {item['text']}".split()
        for name in ("ru_own_a", "ru_own_b")
        for item in map(json.loads, (OWN / f"{name}.items.jsonl").read_text("utf-8").splitlines())
    ]
    chance = Random(1)
    for turn in range(1500):
        words = list(chance.choice(texts))
        if turn % 2:
            chance.shuffle(words)
        scrap = " ".join(words)[: chance.randint(1, 200)]
        for claim in code(Report(id="scrap", lang="ru", body=scrap)):
            assert claim.evidence.text
