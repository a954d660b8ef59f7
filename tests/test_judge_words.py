"""Words beside a candidate: what they weigh is learned from what was claimed, each language by itself."""

from __future__ import annotations

import pytest

from counterclaim.coding.hearing import hear
from counterclaim.coding.judge.candidates import KEPT, Candidates, candidates
from counterclaim.coding.judge.deciding import TWIN, chosen
from counterclaim.coding.judge.forest import Curve, Forest
from counterclaim.coding.judge.places import Place, place_of, places
from counterclaim.coding.judge.weights import Bars, ByWords, Judgement
from counterclaim.coding.judge.wording import SIZE, UNSAID, WORD_NAMES, Table, Texts, scores, tables
from counterclaim.model import Report

NEWS = "{} said that Russian forces attacked Kharkiv {}."
MUTE = Table([0] * SIZE, 0.0)
UNTAUGHT = Judgement(*[Forest([0.0])] * 5, Bars(0.5, 0.5), Curve([[0.0, 0.0]]), {}, {}, ByWords(MUTE, MUTE, MUTE))
PLAIN, GAME = "on Monday, killing two people", "in a new video game about the war"


def found(text: str, lang: str = "en") -> Candidates:
    report = Report("r", text, lang=lang, published="2025-03-04")
    return candidates(report, hear(report))


def marks(text: str, lang: str = "en") -> list[int]:
    """The marks of the first place of a report."""
    read = found(text, lang)
    return Texts(read).marks(read.found[0], place_of(read.found[0], read.heard))


def test_marks_lie_in_the_tables_and_are_the_same_twice() -> None:
    told = marks(NEWS.format("Ukraine", PLAIN))
    assert told == marks(NEWS.format("Ukraine", PLAIN))
    assert all(0 <= mark < SIZE for mark in told)


def test_other_words_and_other_languages_have_marks_of_their_own() -> None:
    here, there = set(marks(NEWS.format("Ukraine", PLAIN))), set(marks(NEWS.format("Ukraine", GAME)))
    assert here - there
    assert there - here
    assert not here & set(marks("Ukraine cho biết Nga đã tấn công Kharkiv, 2 người thiệt mạng.", "vi"))


def test_words_beside_what_was_claimed_speak_for_a_claim_and_others_against() -> None:
    pytest.importorskip("numpy", reason="the extra `learned` is not installed")
    from counterclaim.training import wording as said

    who = ("Ukraine", "Kyiv", "Zelensky", "The Ukrainian army")
    shown = [marks(NEWS.format(each, words)) for each in who for words in (PLAIN, GAME)]
    told = said.table(shown, [True, False] * len(who), [1.0] * len(shown))
    yes, no = (told.score(marks(NEWS.format("NATO", words))) for words in (PLAIN, GAME))
    assert yes > 0 > no
    kept = tables(said.body((told, told)), WORD_NAMES)
    assert scores(kept, shown[0]) == pytest.approx(scores((told, told), shown[0]))


def test_what_words_say_stands_at_the_end_of_a_row() -> None:
    read = found(NEWS.format("Ukraine", PLAIN))
    loud = (Table([1] * SIZE, 0.5),) * len(WORD_NAMES)
    for (_, silent), (_, told) in zip([places(read, None, {})], [places(read, None, {}, loud)], strict=True):
        assert tuple(silent[0].row[-len(WORD_NAMES) :]) == UNSAID
        assert all(number > 0 for number in told[0].row[-len(WORD_NAMES) :])
        assert silent[0].row[: -len(WORD_NAMES)] == told[0].row[: -len(WORD_NAMES)]


BOTH = "The armies of Armenia and Azerbaijan said that they shot down drones."
EACH = "Armenia said that its army repelled an attack. Azerbaijan said that its army shelled Shusha."


@pytest.mark.parametrize(
    ("text", "chances", "claims"),
    [
        (BOTH, (0.5, 0.5 * TWIN), 2),
        (BOTH, (0.5, 0.5 * TWIN - 0.01), 1),
        (BOTH, (0.5 * TWIN, 0.5 * TWIN), 0),
        (EACH, (0.5, 0.5 * TWIN), 1),
    ],
)
def test_of_two_sides_who_say_the_same_in_the_same_words_none_is_left_alone(
    text: str, chances: tuple[float, float], claims: int
) -> None:
    view, made = places(found(text), None, {})
    kept: list[Place] = [place for place in made if place.candidate.fate == KEPT]
    for place in made:
        place.second = [0.0] * len(place.options)
    for place, chance in zip((kept[0], kept[-1]), chances, strict=True):
        place.second[0] = chance
    assert len(chosen(made, view, UNTAUGHT, 0.5)) == claims
