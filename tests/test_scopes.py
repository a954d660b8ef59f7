"""The scope of a number: rows of a language, a report and the scope of its first count; half of them incidents."""

from __future__ import annotations

import pytest

from counterclaim.coding import code
from counterclaim.model import Report

TABLE = [
    ("en", "Israeli strikes on Gaza have killed at least 400 people since the truce, officials say.", "cumulative"),
    ("en", "Russia says its forces have destroyed 300 Ukrainian tanks so far.", "cumulative"),
    ("en", "Israel's war on Gaza has killed more than 67,000 Palestinians.", "cumulative"),
    ("en", "At least 27 people have been killed in Israeli attacks on Lebanon since October 2024.", "cumulative"),
    ("en", "Russian attacks on Ukraine killed 12 people in the past 48 hours.", "period"),
    ("en", "Israeli attacks on Lebanon killed 90 people last week.", "period"),
    ("en", "Russian attacks on Ukraine killed 12 people on Sunday.", "incident"),
    ("en", "A Russian missile strike on Kyiv killed 12 people overnight.", "incident"),
    ("en", "An Israeli air strike killed nine people in Gaza.", "incident"),
    ("en", "Ukraine shot down 900 Russian drones overnight.", "incident"),
    ("en", "Israel killed a Hamas commander last month.", "incident"),
    ("en", "A Russian attack wounded 20 people in Kyiv, the most since the war began.", "incident"),
    ("en", "On Sunday a Russian attack wounded 20 people in Kyiv, the most since the war began.", "incident"),
    ("vi", "Israel tuyên bố Iran đã phóng 300 tên lửa vào nước này kể từ đầu cuộc xung đột.", "cumulative"),
    ("vi", "Ukraine cho biết đến nay Nga đã mất 900 xe tăng.", "cumulative"),
    (
        "vi",
        "Tổng thống Zelensky nói 55.000 binh sĩ Ukraine đã thiệt mạng trong các cuộc tấn công của Nga.",
        "cumulative",
    ),
    ("vi", "Các cuộc tấn công của Nga khiến 12 người Ukraine thiệt mạng trong 24 giờ qua.", "period"),
    ("vi", "Israel không kích Lebanon khiến 90 người thiệt mạng trong tuần qua.", "period"),
    ("vi", "Israel không kích Gaza khiến 9 người thiệt mạng.", "incident"),
    ("vi", "Đêm qua, Nga tấn công Kiev khiến 12 người thiệt mạng.", "incident"),
    ("vi", "Ukraine bắn hạ 221 UAV Nga hôm 12/9, nhiều nhất kể từ khi xung đột bùng phát.", "incident"),
    ("vi", "Israel hạ sát một chỉ huy Hamas trong tháng 7.", "incident"),
]


@pytest.mark.parametrize(("lang", "text", "scope"), TABLE)
def test_the_scope_of_a_number(lang: str, text: str, scope: str) -> None:
    claims = code(Report("r", text, lang=lang, published="2025-11-02"))
    assert next(claim.scope for claim in claims if claim.quantity) == scope


@pytest.mark.parametrize("text", ["Russia attacked Kyiv overnight.", "Ukraine says Russia broke the ceasefire."])
def test_nothing_counted_has_no_scope(text: str) -> None:
    claims = code(Report("r", text, lang="en", published="2025-11-02"))
    assert claims
    assert {claim.scope for claim in claims} == {None}
