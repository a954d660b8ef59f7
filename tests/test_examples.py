"""The examples of every language pack: short reports of our own with the claims that they make, many with none."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from counterclaim.coding.coder import code
from counterclaim.language import packs
from counterclaim.language.packs import supported
from counterclaim.model import Claim, Report

FOLDER = Path(packs.__file__).parent
SHARE_SILENT = 0.4
"""At least this share of a pack's examples expects silence."""


def examples(lang: str) -> list[dict[str, Any]]:
    path = FOLDER / lang / "examples.toml"
    return tomllib.loads(path.read_text("utf-8"))["example"] if path.is_file() else []


def every_example() -> list[Any]:
    return [
        pytest.param(lang, example, id=f"{lang}-{position}: {example['why']}")
        for lang in supported()
        for position, example in enumerate(examples(lang), 1)
    ]


def fields(claim: Claim) -> str:
    quantity = claim.quantity
    low, high = (quantity.low, quantity.high) if quantity is not None else (None, None)
    values = (
        claim.speaker_party,
        claim.stance,
        claim.event,
        claim.actor,
        claim.target,
        claim.unit,
        low,
        high,
    )
    return " ".join("-" if value is None else str(value) for value in values)


@pytest.mark.parametrize(("lang", "example"), every_example())
def test_the_claims_of_an_example(lang: str, example: dict[str, Any]) -> None:
    report = Report(
        id="example",
        lang=lang,
        title=example.get("title", ""),
        body=example["text"],
        published=example.get("published"),
    )
    assert {fields(claim) for claim in code(report)} == set(example["claims"])


@pytest.mark.parametrize("lang", supported())
def test_about_half_expect_silence(lang: str) -> None:
    found = examples(lang)
    silent = sum(not example["claims"] for example in found)
    assert not found or silent >= SHARE_SILENT * len(found)
