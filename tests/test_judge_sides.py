"""Who acts and whom it befalls: the answers that are weighed, what words say of them, and what is learned of them."""

from __future__ import annotations

import pytest

from counterclaim.coding.hearing import hear
from counterclaim.coding.judge.candidates import candidates
from counterclaim.coding.judge.deciding import likeliest
from counterclaim.coding.judge.forest import Forest
from counterclaim.coding.judge.hints import Hint
from counterclaim.coding.judge.places import Place, places
from counterclaim.coding.judge.sidewords import Side, marks
from counterclaim.coding.judge.siding import MOST, SIDE_NAMES, actors, side_rows, targets
from counterclaim.coding.judge.views import View
from counterclaim.coding.judge.wording import SIZE, Table
from counterclaim.model import Report

STRIKE = "Ukraine said that Russian forces attacked Kharkiv on Monday. Poland and Romania watched."
VIET = "Ukraine cho biết lực lượng Nga tấn công Kharkiv hôm thứ Hai."


def read(text: str = STRIKE, lang: str = "en") -> tuple[Place, View]:
    """The first place of a report."""
    report = Report("r", text, lang=lang, published="2025-03-04")
    view, made = places(candidates(report, hear(report)), None, {})
    return made[0], view


def test_the_rules_own_answer_is_the_first_none_stands_among_them_and_no_answer_stands_twice() -> None:
    place, view = read()
    option = place.options[0]
    for sides, own in (
        (actors(place, option, view), place.candidate.draft.actor),
        (targets(place, option, "RUS", view), place.candidate.draft.target),
    ):
        codes = [side.code for side in sides]
        assert codes[0] == own
        assert None in codes
        assert len(codes) == len(set(codes)) <= MOST


def test_a_party_that_only_the_second_reader_sees_is_an_answer_too() -> None:
    place, view = read()
    stances = {"UKR": [1.0] + [0.0] * 9}
    place.hints = {
        "attack": Hint(0, 1, "attack", 0.9, {"UKR": 1.0}, stances, {"BLR": 0.9}, {"SYR": 0.8, "none": 0.2}, {}, {})
    }
    option = place.options[0]
    assert option.event == "attack"
    assert "BLR" in [side.code for side in actors(place, option, view)]
    assert "SYR" in [side.code for side in targets(place, option, "BLR", view)]


def test_whom_it_befalls_is_weighed_beside_who_was_found_to_act() -> None:
    place, view = read()
    option = place.options[0]
    one, other = (
        side_rows(place, option, targets(place, option, actor, view), view, None)[0] for actor in ("RUS", "POL")
    )
    at = len(place.row) + SIDE_NAMES.index("side fights other side")
    assert (one[at], other[at]) == (1, 0)


def test_the_likeliest_answer_is_taken_and_of_equal_ones_the_first() -> None:
    place, view = read()
    option = place.options[0]
    sides = actors(place, option, view)
    wanted = len(place.row) + SIDE_NAMES.index("side is none")
    none = Forest([[wanted, 0.5, -1.0, 1.0]])
    rows = side_rows(place, option, sides, view, None)
    assert likeliest(none, sides, rows).code is None
    assert likeliest(Forest([0.0]), sides, rows) == sides[0]


def test_marks_lie_in_the_table_are_the_same_twice_and_differ_by_side_party_and_language() -> None:
    place, view = read()
    option = place.options[0]
    russia = Side(True, "RUS", "UKR")
    here = marks(place, option, russia, view)
    assert here == marks(place, option, russia, view)
    assert all(0 <= mark < SIZE for mark in here)
    others = [Side(True, "UKR", "UKR"), Side(False, "RUS", "UKR"), Side(True, None, "UKR"), Side(True, "POL", "UKR")]
    assert all(set(here) != set(marks(place, option, side, view)) for side in others)
    there, seen = read(VIET, "vi")
    share = set(here) & set(marks(there, there.options[0], russia, seen))
    assert len(share) < len(set(here)) / 2


def test_a_table_that_speaks_for_an_answer_ranks_it_first() -> None:
    place, view = read()
    option = place.options[0]
    sides = actors(place, option, view)
    loud = [0] * SIZE
    for mark in marks(place, option, sides[-1], view):
        loud[mark] = 1
    rows = side_rows(place, option, sides, view, Table(loud, 0.5))
    rank = len(place.row) + SIDE_NAMES.index("side rank by words")
    assert rows[-1][rank] == 0
    assert all(row[rank] > 0 for row in rows[:-1])


def test_words_that_stand_before_who_acts_are_learned() -> None:
    pytest.importorskip("numpy", reason="the extra `learned` is not installed")
    from counterclaim.training import wording as said

    def answers(one: str, other: str) -> tuple[list[list[int]], list[str | None]]:
        place, view = read(f"An attack by {one} on {other} was reported on Monday.")
        option = place.options[0]
        sides = [Side(True, code, None) for code in ("RUS", "UKR", "IRN", "ISR") if code in view.codes]
        return [marks(place, option, side, view) for side in sides], [side.code for side in sides]

    shown, right = [], []
    for one, other, who in (("Russia", "Ukraine", "RUS"), ("Ukraine", "Russia", "UKR"), ("Iran", "Israel", "IRN")):
        found, codes = answers(one, other)
        shown += found
        right += [code == who for code in codes]
    table = said.table(shown, right, [1.0] * len(shown))
    found, codes = answers("Israel", "Iran")
    by_code = dict(zip(codes, map(table.score, found), strict=True))
    assert by_code["ISR"] > by_code["IRN"]
