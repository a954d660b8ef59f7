"""What a Vietnamese sentence says of a claim's parties, unit, number and place, one mechanism a line."""

from __future__ import annotations

import pytest

from counterclaim.coding.coder import code
from counterclaim.model import Claim, Report

SENTENCES = [
    # lists of weapons with a number each; one number over both
    ("Nga phóng 500 drone và 40 tên lửa vào Kiev.", "drone_strike", ("RUS", "UKR", "drones", 500, 500)),
    ("Nga phóng 500 drone và 40 tên lửa vào Kiev.", "missile_strike", ("RUS", "UKR", "missiles", 40, 40)),
    ("Nga phóng hơn 600 tên lửa và UAV vào Ukraine.", "attack", ("RUS", "UKR", "missiles_and_drones", 601, None)),
    # several attacks are counted, one is not
    (
        "Israel mở hai đợt không kích nhằm vào bệnh viện ở Dải Gaza.",
        "air_strike",
        ("ISR", "gaza", "attacks", 2, 2),
    ),
    ("Israel mở một đợt không kích nhằm vào bệnh viện ở Gaza.", "air_strike", ("ISR", "gaza", "buildings", None, None)),
    # what the subject suffers
    ("Nhà máy lọc dầu Nga trúng tên lửa Ukraine.", "missile_strike", ("UKR", "RUS", "infrastructure", None, None)),
    # an army loses people of its own
    (
        "Nga nói quân đội Ukraine tổn thất hơn 2.200 quân trong giao tranh.",
        "killed_or_wounded",
        (None, "UKR", "soldiers", 2201, None),
    ),
    (
        "Quân đội Mỹ cho biết một binh sĩ đã thiệt mạng ở Syria trong giao tranh.",
        "killed",
        (None, "USA", "soldiers", 1, 1),
    ),
    # one out of several
    ("Ukraine tuyên bố bắn hạ một trong 3 tên lửa Nga.", "shot_down", ("UKR", "RUS", "missiles", 1, 1)),
    # a named person is one, people of a kind are nobody in particular
    ("Israel tuyên bố hạ sát Tổng thống Iran.", "killed", ("ISR", "IRN", "officials", 1, 1)),
    ("Israel tập kích ban lãnh đạo Hamas ở Gaza.", "attack", ("ISR", "hamas", "officials", None, None)),
    # a strike on a state's soil is aimed at the armed group that the report names
    ("Israel không kích Yemen. Lực lượng Houthi chưa bình luận.", "air_strike", ("ISR", "houthi", None, None, None)),
    # both sides of a fight between two
    ("Giao tranh nổ ra ở biên giới Thái Lan - Campuchia.", "clash", ("THA", "KHM", None, None, None)),
    # what is answered was done by the other side
    (
        "Nga tập kích Ukraine để trả đũa vụ tấn công cảng dầu ở Rostov.",
        "attack",
        ("UKR", "RUS", "infrastructure", None, None),
    ),
    # the buyer receives
    ("Ba Lan đặt mua 100 xe tăng.", "arms_supply", (None, "POL", "tanks", 100, 100)),
]
PLACES = [
    ("Iran phóng tên lửa vào căn cứ Prince Sultan ở Arab Saudi.", "căn cứ Prince Sultan"),
    ("Ukraine tập kích nhà máy lọc dầu Nga ở Rostov.", "Rostov"),
    ("Mỹ tấn công căn cứ Iran gần eo biển Hormuz.", "gần eo biển Hormuz"),
    ("Nga phá hủy 13 xe tăng Ukraine.", None),
]


def coded(text: str, event: str) -> list[Claim]:
    claims = code(Report(id="x", lang="vi", body=text, published="2025-10-10"))
    return [claim for claim in claims if claim.event == event]


@pytest.mark.parametrize(("text", "event", "fields"), SENTENCES)
def test_parties_unit_and_number(text: str, event: str, fields: tuple[object, ...]) -> None:
    found = [
        (
            claim.actor,
            claim.target,
            claim.unit,
            claim.quantity.low if claim.quantity else None,
            claim.quantity.high if claim.quantity else None,
        )
        for claim in coded(text, event)
    ]
    assert fields in found


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_place(text: str, place: str | None) -> None:
    claims = code(Report(id="x", lang="vi", body=text))
    assert claims
    assert {claim.place.text if claim.place else None for claim in claims} == {place}
