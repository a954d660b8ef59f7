"""The normal form and its way back to the stored characters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.language.spelling import Spelling
from counterclaim.reading.text import COMMON_MARKS, NO_WORD, ZERO_WIDTH, normal_text

VIETNAMESE = st.text(
    alphabet="aăâeêioôơuưyđ ÁÀẢÃẠáàảãạếềểễệ.,\"'-\u0300\u0301\u0303\u0309\u0323\u200b\ufeff\u00adİßn\n", max_size=60
)


@given(VIETNAMESE | st.text(max_size=60))
def test_shown_lower_and_words_have_one_length(text: str) -> None:
    normal = normal_text(text)
    assert len(normal.shown) == len(normal.lower) == len(normal.words)


@given(VIETNAMESE | st.text(max_size=60) | st.text(alphabet=f"aư7_ #²½{COMMON_MARKS}", max_size=20))
def test_only_letters_digits_and_blanks_are_left_of_words(text: str) -> None:
    normal = normal_text(text)
    assert normal.words == NO_WORD.sub(" ", normal.lower)


@given(VIETNAMESE, st.data())
def test_every_slice_leads_back_to_characters_that_hold_it(text: str, data: st.DataObject) -> None:
    normal = normal_text(text)
    start = data.draw(st.integers(0, len(normal.shown)))
    end = data.draw(st.integers(start, len(normal.shown)))
    stored_start, stored_end = normal.stored_span(start, end)
    assert 0 <= stored_start <= stored_end <= len(text)
    stored = unicodedata.normalize("NFC", ZERO_WIDTH.sub("", text[stored_start:stored_end]))
    # a mark that joins no letter stands with it all the same: a slice between them leads back to both
    assert normal.shown[start:end] in stored


@given(VIETNAMESE)
def test_positions_go_there_and_back(text: str) -> None:
    normal = normal_text(text)
    for position in range(len(normal.shown)):
        assert normal.shown_position(normal.stored_span(position, position + 1)[0]) <= position


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nga, Ukraine", "nga  ukraine"),
        ("F/A-18", "f a 18"),
        (unicodedata.normalize("NFD", "Đánh chặn"), "đánh chặn"),
        ("Tê\u200bn lửa", "tên lửa"),
        ("hôm nay.Giao tranh", "hôm nay giao tranh"),
    ],
)
def test_words_are_blank_where_no_letter_or_digit_stands(text: str, words: str) -> None:
    assert normal_text(text).words == words


def test_blanks_at_which_no_line_breaks_are_plain_ones_for_matching() -> None:
    normal = normal_text("7\u00a0October, 12\u202f500")
    assert (normal.lower, normal.shown) == ("7 october, 12 500", "7\u00a0October, 12\u202f500")


def test_endings_are_respelled_at_the_end_of_a_word_and_not_after_what_bars_them() -> None:
    spelling = Spelling.of({"oà": "òa", "ё*": "е"}, not_after="q")
    assert spelling.fold("hoà oà qoà hoàn ёлка qё") == "hòa òa qoà hoàn елка qё"
    assert Spelling.of({"oà": "òa"}).fold("qoà") == "qòa"
