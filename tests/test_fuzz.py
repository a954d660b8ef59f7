"""The targets of `make fuzz` on what they start from, and on everything that was ever found to break one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from fuzz import names
from fuzzing.seeds import SEEDS
from fuzzing.targets import TARGETS

FOUND = Path(__file__).parent / "fuzzing" / "found"
CUTS = 12
"""Damaged forms of each seed: cut, doubled, with bytes exchanged."""
FEWER = {
    "pack": 0,
    "config": 0,
    "ledger": 0,
    "learned": 0,
    "address": 0,
    "web": 1,
    "exports": 1,
    "answer": 2,
    "code": 2,
}
"""Of targets that take their time."""


def damaged(seed: bytes, number: int) -> bytes:
    chance = random.Random(f"{number} {len(seed)}")
    made = bytearray(seed)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(made) + 1)
        kind = chance.randrange(3)
        if kind == 0:
            del made[at : at + chance.randint(1, 9)]
        elif kind == 1:
            made[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 5)))
        else:
            made[at:at] = made[max(0, at - 20) : at]
    return bytes(made)


def test_every_target_has_seeds_and_is_fuzzed() -> None:
    assert set(TARGETS) == set(SEEDS)
    assert names() == list(TARGETS)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_promises_hold_on_seeds_and_their_damaged_forms(name: str) -> None:
    for seed in SEEDS[name]:
        TARGETS[name](seed)
        for number in range(FEWER.get(name, CUTS)):
            TARGETS[name](damaged(seed, number))


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name[:12]}")
def test_what_was_found_once_is_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
