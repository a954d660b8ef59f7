"""Where passages end, and where they only seem to: a table to add to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.language.packs import pack_for
from counterclaim.language.segment import OPENING, QUOTATION, passages
from counterclaim.reading.text import normal_text

CASES = [
    # text, sentences
    ("Nga rút quân. Ukraine xác nhận.", ["Nga rút quân.", "Ukraine xác nhận."]),
    ("cho biết hôm nay.Giao tranh bùng phát.", ["cho biết hôm nay.", "Giao tranh bùng phát."]),
    ("Ngày 27.9 hai bên giao tranh.", ["Ngày 27.9 hai bên giao tranh."]),
    ("Hơn 19.000 người sơ tán.", ["Hơn 19.000 người sơ tán."]),
    ("Tại TP. Terter có nổ lớn.", ["Tại TP. Terter có nổ lớn."]),
    ("Ông J. Biden phát biểu.", ["Ông J. Biden phát biểu."]),
    ('"Địch rút. Ta thắng", người phát ngôn nói.', ['"Địch rút. Ta thắng", người phát ngôn nói.']),
    ("“Chúng tôi chờ. Chưa có gì mới”, ông nói. Giao tranh tiếp diễn.",
     ["“Chúng tôi chờ. Chưa có gì mới”, ông nói.", "Giao tranh tiếp diễn."]),
    ("Có thật không? Chưa ai rõ!", ["Có thật không?", "Chưa ai rõ!"]),
    ("Dòng một\nDòng hai", ["Dòng một", "Dòng hai"]),
    ("Chiến sự kéo dài...", ["Chiến sự kéo dài..."]),
    ("'They left. We stayed,' he said. All was calm.", ["'They left. We stayed,' he said.", "All was calm."]),
    ("‘The enemy’s tanks burn. We hold,’ she said.", ["‘The enemy’s tanks burn. We hold,’ she said."]),
    ("He called it 'a lie'. She left.", ["He called it 'a lie'.", "She left."]),
    ("Russia's army left. Ukraine's stayed.", ["Russia's army left.", "Ukraine's stayed."]),
    ("", []),
    ("   ", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    normal = normal_text(text)
    found = passages(normal, 0, pack_for("vi").abbreviations)
    assert [normal.shown[part.start : part.end] for part in found] == sentences


def test_the_title_is_a_passage_of_its_own() -> None:
    normal = normal_text("Nga rút quân\n\nUkraine xác nhận.")
    found = passages(normal, len("Nga rút quân"), frozenset())
    assert [part.title for part in found] == [True, False]


@given(st.text(alphabet="aT .,\"“”«»'‘’[…\n", max_size=12))
def test_no_quotation_without_a_mark_that_may_open_one(text: str) -> None:
    assert QUOTATION.search(text) is None or OPENING.search(text) is not None
