"""What the number engine reads with the Vietnamese pack: rows of text and the numbers said in it, about half none.

Add a row where a report was misread. A row is (text, one (said, low, high, qualifier) per number).
"""

from __future__ import annotations

import copy
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import PackError
from counterclaim.language.numbers import Numbers

PACK = Path(__file__).parents[1] / "counterclaim" / "language" / "packs" / "vi" / "numbers.toml"
DATA: dict[str, Any] = tomllib.loads(PACK.read_text(encoding="utf-8"))
NUMBERS = Numbers.from_data(DATA)
Said = tuple[str, int | None, int | None, str]


def read(text: str) -> list[Said]:
    """The numbers of a text with their words."""
    return [(text[n.start : n.end], n.low, n.high, n.qualifier) for n in NUMBERS.find(text)]


SAID: list[tuple[str, list[Said]]] = [
    # figures
    ("31 binh sĩ thiệt mạng", [("31", 31, 31, "exact")]),
    ("thị trấn với dân số 19.000 người", [("19.000", 19000, 19000, "exact")]),
    ("19,000 quân", [("19,000", 19000, 19000, "exact")]),
    ("1.234.567 người", [("1.234.567", 1234567, 1234567, "exact")]),
    ("2,5 triệu người sơ tán", [("2,5 triệu", 2500000, 2500000, "exact")]),
    ("1.5 triệu người", [("1.5 triệu", 1500000, 1500000, "exact")]),
    ("10 nghìn quân", [("10 nghìn", 10000, 10000, "exact")]),
    ("2 triệu rưỡi người", [("2 triệu rưỡi", 2500000, 2500000, "exact")]),
    ("giành lại 400 km2", [("400", 400, 400, "exact")]),
    ("kiểm soát 20 km vuông", [("20", 20, 20, "exact")]),
    ("mỹ điều 2 máy bay ném bom b-1b", [("2", 2, 2, "exact")]),
    ("trong số 200 con tin", [("200", 200, 200, "exact")]),
    ("một trong hai phi cơ", [("một", 1, 1, "exact"), ("hai", 2, 2, "exact")]),
    # words
    ("ba mươi mốt người", [("ba mươi mốt", 31, 31, "exact")]),
    ("một trăm linh năm xe tăng", [("một trăm linh năm", 105, 105, "exact")]),
    ("hai chục khẩu pháo", [("hai chục", 20, 20, "exact")]),
    ("mười lăm quả rocket", [("mười lăm", 15, 15, "exact")]),
    ("hai mươi tư người", [("hai mươi tư", 24, 24, "exact")]),
    ("hai trăm năm mươi nghìn người", [("hai trăm năm mươi nghìn", 250000, 250000, "exact")]),
    ("hai nghìn năm trăm quân", [("hai nghìn năm trăm", 2500, 2500, "exact")]),
    ("giết năm người", [("năm", 5, 5, "exact")]),
    ("trong năm người bị bắt", [("năm", 5, 5, "exact")]),
    ("ba xe tăng và hai trực thăng", [("ba", 3, 3, "exact"), ("hai", 2, 2, "exact")]),
    ("hai bên giao tranh", [("hai", 2, 2, "exact")]),
    ('phá hủy một "kho đạn"', [("một", 1, 1, "exact")]),
    ("cả hai đều thiệt mạng", [("cả hai", 2, 2, "exact")]),
    ("bắt vợ chồng ông maduro", [("vợ chồng", 2, 2, "exact")]),
    ("một cặp con tin", [("một cặp", 2, 2, "exact")]),
    # qualifiers
    ("ít nhất 550 binh sĩ", [("ít nhất 550", 550, None, "at_least")]),
    ("tối thiểu 5 người", [("tối thiểu 5", 5, None, "at_least")]),
    ("từ 10 người trở lên", [("10", 10, None, "at_least")]),
    ("hơn 10 uav", [("hơn 10", 11, None, "more_than")]),
    ("trên 20 tàu", [("trên 20", 21, None, "more_than")]),
    ("hơn một chục người", [("hơn một chục", 11, None, "more_than")]),
    ("hơn chục chiếc", [("hơn chục", 11, None, "more_than")]),
    ("đã vượt 200 người", [("vượt 200", 201, None, "more_than")]),
    ("tới 400 người", [("tới 400", None, 400, "at_most")]),
    ("tối đa 14 quả đạn", [("tối đa 14", None, 14, "at_most")]),
    ("diệt đến 5 chiến đấu cơ", [("đến 5", None, 5, "at_most")]),
    ("chưa đầy 5 người", [("chưa đầy 5", None, 4, "fewer_than")]),
    ("khoảng 20 người", [("khoảng 20", 20, 20, "about")]),
    ("gần 600 uav", [("gần 600", 600, 600, "about")]),
    ("gần hơn 600 uav", [("gần hơn 600", 600, 600, "about")]),
    ("tới gần 600 uav", [("tới gần 600", 600, 600, "about")]),
    ("ước tính 70 người", [("ước tính 70", 70, 70, "about")]),
    ("ước tính hơn 70 người", [("ước tính hơn 70", 71, None, "more_than")]),
    ("cả chục người", [("cả chục", 10, 10, "about")]),
    ("số người chết lên tới 105", [("lên tới 105", 105, 105, "exact")]),
    ("có thể lên tới 300 người", [("có thể lên tới 300", None, 300, "at_most")]),
    ("toàn bộ 20 con tin", [("toàn bộ 20", 20, 20, "exact")]),
    # ranges
    ("4-5 người", [("4-5", 4, 5, "range")]),
    ("4–5 người", [("4–5", 4, 5, "range")]),
    ("4 đến 5 người", [("4 đến 5", 4, 5, "range")]),
    ("từ 4 tới 5 người", [("từ 4 tới 5", 4, 5, "range")]),
    ("2-3 triệu người", [("2-3 triệu", 2000000, 3000000, "range")]),
    ("khoảng 500-600 người", [("khoảng 500-600", 500, 600, "range")]),
    ("ba đến bốn người", [("ba đến bốn", 3, 4, "range")]),
    # vague
    ("hàng chục xe tăng", [("hàng chục", 20, 99, "vague")]),
    ("hàng trăm nghìn người", [("hàng trăm nghìn", 100000, 999999, "vague")]),
    ("tới hàng trăm chiếc", [("tới hàng trăm", 100, 999, "vague")]),
    ("hàng chục đến hàng trăm người", [("hàng chục đến hàng trăm", 20, 999, "vague")]),
    ("vài chục người", [("vài chục", 20, 99, "vague")]),
    ("một số mục tiêu", [("một số", 2, None, "vague")]),
    ("nhiều mục tiêu", [("nhiều", 2, None, "vague")]),
    ("loạt tên lửa mới", [("loạt", 2, None, "vague")]),
    # none
    ("không binh sĩ nào thiệt mạng", [("không", 0, 0, "exact")]),
    ("không một người nào", [("không một", 0, 0, "exact")]),
    ("không gây ra thương vong", [("không gây ra", 0, 0, "exact")]),
]

SILENT = [
    # dates, times of day, durations
    "ngày 27/9", "ngày 9.3", "hôm 27-9", "16.3", "tháng 2", "năm 2008", "xung đột 2022", "vụ 11/9", "12:30",
    "lúc 5 giờ",
    "trong 24 giờ", "suốt hai tuần", "ba tháng qua", "hai năm", "5 năm", "nhiều năm", "vài ngày", "cậu bé 12 tuổi",
    "năm nay", "trong năm, nga", "ngày 4-5", "từ 4 đến 5/10", "27-9-2020", "ngày thứ 6", "năm ngoái", "mùa hè 2023",
    # money, distances, shares
    "30 km", "hơn 500 mét", "10%", "12 phần trăm", "3 tỉ đồng", "2,8 tỷ usd", "50 triệu đô la", "20.000 euro",
    "2/3 cơ sở",
    "2,5 triệu usd", "hàng trăm km", "hàng tỉ usd", "5 tấn",
    # names, ranks, scores
    "f-16", "su-25", "s-300", "t-72", "mig-29", "g7", "covid-19", "m142", "lữ đoàn 85", "nghị quyết 2334", "số 1",
    "top 10",
    "kế hoạch 15 điểm", "điểm 15", "thứ hai", "lần thứ 3", "giai đoạn 1", "hạm đội 5", "ba lan", "world cup 2026",
    "7/10", "thắng 3-2", "thế hệ 5", "9m729",
    # words that are no numbers here
    "một phía",
    "một phần", "một cách", "một mặt", "một khi", "một bên", "một lần nữa", "đôi khi", "gấp đôi", "nhiều hơn",
    "rất nhiều",
    "đồng loạt", "đến năm 2013", "hơn một năm vào căn cứ", "12 giờ 30", "tăng gấp hai", "chín muồi", "đầu tư",
    "không bình luận", "không thể nào", "tỷ lệ", "cả năm",
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SAID, ids=[text for text, _ in SAID])
def test_number_is_read(text: str, said: list[Said]) -> None:
    assert read(text) == said


@pytest.mark.parametrize("text", SILENT)
def test_no_count_is_read(text: str) -> None:
    assert read(text) == []


def test_core_starts_behind_the_qualifier() -> None:
    text = "khiến ít nhất 550 binh sĩ"
    (number,) = NUMBERS.find(text)
    assert text[number.core_start : number.end] == "550"


def test_label_in_the_line_above_does_not_reach_down() -> None:
    assert read("nghị quyết\n\n20 người chết") == [("20", 20, 20, "exact")]


@pytest.mark.parametrize("change", ["table", "key", "value", "missing"])
def test_faulty_pack_is_refused_with_file_and_entry(change: str) -> None:
    data = copy.deepcopy(DATA)
    if change == "table":
        data["phrasess"] = {}
    elif change == "key":
        data["not_before"]["wordss"] = []
    elif change == "value":
        data["scales"]["nghìn"] = "1000"
    else:
        del data["counted"]
    with pytest.raises(PackError, match=r"numbers\.toml: \w+"):
        Numbers.from_data(data)


WORDS = sorted({word for text, _ in SAID for word in text.split()} | {word for text in SILENT for word in text.split()})


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=40).map(" ".join))
def test_numbers_lie_in_the_text_in_order_and_do_not_depend_on_the_run(text: str) -> None:
    text = text.lower()
    found = NUMBERS.find(text)
    assert found == NUMBERS.find(text)
    assert all(0 <= n.start <= n.core_start < n.end <= len(text) for n in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(n.low is None or n.high is None or 0 <= n.low <= n.high for n in found)
