"""Captions, credits and lists of further reading tell no news; what stands beside them does: a table to add to."""

from __future__ import annotations

import pytest

from counterclaim.coding.coder import code
from counterclaim.language.captions import reported
from counterclaim.language.packs import pack_for
from counterclaim.language.segment import passages
from counterclaim.model import Report
from counterclaim.reading.text import normal_text

TITLE, LEAD = "Nga tấn công Ukraine", "Nga tấn công Ukraine hôm nay."
CASES = [
    # what follows the lead, what is left of it
    ("Binh sĩ tuần tra ở Kiev. Ảnh: AFP Trước đó, Nga rút quân.", ["Trước đó, Nga rút quân."]),
    ("Binh sĩ tuần tra ở Kiev. EPA/TTXVN Một sĩ quan xác nhận.", ["Một sĩ quan xác nhận."]),
    ("Binh sĩ tuần tra ở Kiev (Ảnh: Los Angeles Times). Nga rút quân.", ["Nga rút quân."]),
    ("Nga rút quân. TTXVN/Tin Tức", ["Nga rút quân.", "TTXVN/Tin Tức"]),
    ("Nga rút quân.\nXem thêm:\nUkraine phản công.", ["Nga rút quân."]),
    # a sentence set again under a picture
    ("Giao tranh nổ ra ở vùng biên giới phía đông. Ba người chết. Giao tranh nổ ra ở vùng biên giới phía đông",
     ["Giao tranh nổ ra ở vùng biên giới phía đông.", "Ba người chết."]),
    ("Ba người chết. Giao tranh tiếp diễn. Ba người chết.",
     ["Ba người chết.", "Giao tranh tiếp diễn.", "Ba người chết."]),
    ("Ảnh hưởng lan rộng. Nga rút quân.", ["Ảnh hưởng lan rộng.", "Nga rút quân."]),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "left"), CASES)
def test_a_caption_is_left_out_and_its_neighbours_stay(rest: str, left: list[str]) -> None:
    pack, text = pack_for("vi"), normal_text(f"{TITLE}\n\n{LEAD} {rest}")
    kept = reported(passages(text, len(TITLE), pack.abbreviations), text, pack.credits)
    assert [text.shown[part.start : part.end] for part in kept] == [TITLE, LEAD, *left]


def claims(body: str, title: str = TITLE) -> list[tuple[str, str, str]]:
    found = code(Report(id="r", lang="vi", title=title, body=body, published="2022-10-10"))
    return [(claim.speaker_party, claim.stance, claim.event) for claim in found]


def test_the_lines_that_close_a_report_credit_all_of_it() -> None:
    found = code(Report(id="r", lang="vi", title=TITLE, body=f"{LEAD}\n\nVũ Anh (Theo Reuters, AFP)", published=None))
    assert found
    assert all(claim.via == ("reuters", "afp") for claim in found)


def test_a_quotation_belongs_to_the_speaker_named_after_it() -> None:
    body = '"Chúng tôi đã bắn hạ hai trực thăng của đối phương", phát ngôn viên quân đội Ukraine viết trên mạng xã hội.'
    assert ("UKR", "asserts", "shot_down") in claims(body)


@pytest.mark.parametrize("word", ["thỏa thuận", "thoả thuận"])
def test_both_places_of_a_tone_mark_are_one_word(word: str) -> None:
    assert ("UKR", "denies", "agreement") in claims(f"Ukraine bác bỏ {word} an ninh với Nga.", "Ukraine và Nga")
