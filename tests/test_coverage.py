"""Counting where a pack is silent, from inspections made by hand."""

from __future__ import annotations

import re
import unicodedata

import pytest

from counterclaim.coding.inspection import Inspection
from counterclaim.evaluation import coverage as module
from counterclaim.evaluation.coverage import Coverage, Neighbour, coverage, neighbours, render
from counterclaim.model import Report, Span

Mentions = tuple[tuple[str, int, int], ...]


def marked(text: str) -> tuple[str, Mentions]:
    """A text with its mentions, which are written [kind:words]."""
    plain, mentions = "", []
    for before, kind, words in re.findall(r"([^\[]*)(?:\[(\w+):([^\]]*)\])?", text):
        plain += before
        if kind:
            mentions.append((kind, len(plain), len(plain) + len(words)))
            plain += words
    return plain, tuple(mentions)


def found(text: str) -> list[tuple[str, str, str]]:
    return [(near.kind, near.side, near.words) for near in neighbours(*marked(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[number:12] khinh khí cầu rơi", [("number", "after", "khinh khí")]),
        ("thủ phủ [party:Baku]", [("party", "before", "thủ phủ")]),
        ("một thủ phủ [party:Baku] xưa", [("party", "before", "thủ phủ"), ("party", "after", "xưa")]),
        ("[party:Armenia]\u00a0 Triệu Tập", [("party", "after", "triệu tập")]),
        ("[number:3] [unit:xe tăng] rơi", []),
        ("[number:3] chiếc [unit:xe tăng] rơi", [("number", "after", "chiếc")]),
        ("[number:3], chiếc", []),
        ("[number:3]\nchiếc", []),
        ("[number:3] 4 chiếc", []),
        ("[unit:xe tăng] cháy", []),
        ("[party:Nga] [number:3]", []),
        ("", []),
    ],
)
def test_unknown_words_beside_a_mention(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


def test_decomposed_and_composed_words_are_one() -> None:
    text, mentions = marked("[number:3] đội quân")
    decomposed = unicodedata.normalize("NFD", text)
    assert list(neighbours(decomposed, mentions)) == list(neighbours(text, mentions))


def test_a_mention_found_twice_counts_once() -> None:
    text, mentions = marked("[number:3] đội")
    assert len(list(neighbours(text, mentions * 2))) == 1


def seen(text: str, claims: int, *, conflict: bool = True, orphans: tuple[str, ...] = ()) -> tuple[Report, Inspection]:
    plain, mentions = marked(text)
    cues = tuple(Span(plain.index(cue), plain.index(cue) + len(cue), cue) for cue in orphans)
    return Report(id=plain, lang="vi", body=plain), Inspection(conflict, claims, mentions, cues)


STREAM = [
    seen("[number:3] khinh khí cầu, Cho biết", 0, orphans=("Cho biết",)),
    seen("[number:4] khinh khí cầu, cho biết", 2, orphans=("cho biết",)),
    seen("[number:5] con gà, nói", 0, conflict=False, orphans=("nói",)),
]


def test_the_share_counts_conflict_reports_alone() -> None:
    counted = coverage(STREAM)
    assert (counted.reports, counted.conflict, counted.silent, counted.claims) == (3, 2, 1, 2)
    assert counted.silent_share == 0.5
    assert counted.neighbours == {Neighbour("number", "after", "khinh khí"): 2}
    assert counted.orphan_cues == {"cho biết": 2}


def test_the_page_says_shares_and_lists() -> None:
    assert render(coverage(STREAM)) == (
        "reports                                   3\n"
        "  that speak of conflict                  2\n"
        "    and make no claim                     1  (50.0%)\n"
        "claims                                    2\n"
        "\n"
        "unknown words beside a number (1 in all)\n"
        "        2  ‹number› khinh khí\n"
        "\n"
        "cues without a speaker (1 in all)\n"
        "        2  cho biết\n"
    )


def test_the_page_of_nothing_has_no_share() -> None:
    assert "(0.0%)" in render(Coverage())


def test_the_rarest_phrases_go_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT_PHRASES", 4)
    rare = [seen(f"[number:1] {letter * 3}", 0) for letter in "abcdefgh"]
    counted = coverage([*STREAM[:2], *rare])
    assert len(counted.neighbours) <= 4
    assert counted.neighbours[Neighbour("number", "after", "khinh khí")] == 2
