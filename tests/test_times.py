"""What the time engine reads with the Vietnamese pack: rows of day of publication, text and days, about half none.

Add a row where a report was misread. A row is (published, text, one "said = first .. last" per time); both days are
inclusive here, and "?" stands for an open one.
"""

from __future__ import annotations

import copy
import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import PackError
from counterclaim.language.times import Times

PACK = Path(__file__).parents[1] / "counterclaim" / "language" / "packs" / "vi" / "times.toml"
DATA: dict[str, Any] = tomllib.loads(PACK.read_text(encoding="utf-8"))
TIMES = Times.from_data(DATA)


def read(text: str, published: str | None) -> list[str]:
    """The times of a text as rows write them."""
    rows = []
    for time in TIMES.find(text, date.fromisoformat(published) if published else None):
        last = time.stop - timedelta(days=1) if time.stop else None
        rows.append(f"{text[time.start : time.end]} = {time.first or '?'} .. {last or '?'}")
    return rows


SAID: list[tuple[str | None, str, list[str]]] = [
    # one day
    ("2020-09-28", "từng nổ ra 27/9", ["27/9 = 2020-09-27 .. 2020-09-27"]),
    ("2020-09-28", "vào sáng 28/9", ["sáng 28/9 = 2020-09-28 .. 2020-09-28"]),
    ("2020-10-20", "hôm 19/10", ["hôm 19/10 = 2020-10-19 .. 2020-10-19"]),
    ("2025-09-12", "ngày 12-9, nga", ["ngày 12-9 = 2025-09-12 .. 2025-09-12"]),
    ("2026-03-16", "sáng 16.3: israel", ["sáng 16.3 = 2026-03-16 .. 2026-03-16"]),
    ("2020-09-28", "ngày 27 tháng 9", ["ngày 27 tháng 9 = 2020-09-27 .. 2020-09-27"]),
    ("2021-09-28", "ngày 27 tháng 9 năm 2020", ["ngày 27 tháng 9 năm 2020 = 2020-09-27 .. 2020-09-27"]),
    ("2025-08-29", "ngày 28.8.2025", ["ngày 28.8.2025 = 2025-08-28 .. 2025-08-28"]),
    (None, "vào ngày 28/5/2017", ["ngày 28/5/2017 = 2017-05-28 .. 2017-05-28"]),
    (None, "ngày 16/6", ["ngày 16/6 = ? .. ?"]),
    ("2025-11-09", "hôm qua (8.11)", ["hôm qua (8.11 = 2025-11-08 .. 2025-11-08"]),
    ("2025-12-01", "sáng nay 1.12", ["sáng nay 1.12 = 2025-12-01 .. 2025-12-01"]),
    ("2026-02-04", "hết hạn ngày 29/2/2024", ["ngày 29/2/2024 = 2024-02-29 .. 2024-02-29"]),
    ("2026-01-02", "đêm giao thừa", ["đêm giao thừa = 2025-12-31 .. 2025-12-31"]),
    ("2026-01-01", "ngày cuối cùng của năm 2025", ["ngày cuối cùng của năm 2025 = 2025-12-31 .. 2025-12-31"]),
    # the year
    ("2026-01-03", "ngày 29-12", ["ngày 29-12 = 2025-12-29 .. 2025-12-29"]),
    ("2026-02-04", "vào rạng sáng 5-2", ["rạng sáng 5-2 = 2026-02-05 .. 2026-02-05"]),
    ("2025-10-09", "dự kiến diễn ra ngày 13.3", ["ngày 13.3 = 2026-03-13 .. 2026-03-13"]),
    ("2025-10-09", "diễn ra ngày 13.3", ["ngày 13.3 = 2025-03-13 .. 2025-03-13"]),
    # days counted from publication
    ("2020-09-28", "hôm qua", ["hôm qua = 2020-09-27 .. 2020-09-27"]),
    ("2020-09-28", "cho biết hôm nay", ["hôm nay = 2020-09-28 .. 2020-09-28"]),
    ("2020-09-28", "trưa nay", ["trưa nay = 2020-09-28 .. 2020-09-28"]),
    ("2020-09-28", "ngày mai", ["ngày mai = 2020-09-29 .. 2020-09-29"]),
    ("2020-09-28", "tối qua", ["tối qua = 2020-09-27 .. 2020-09-27"]),
    (None, "hôm qua", ["hôm qua = ? .. ?"]),
    # nights
    ("2020-09-28", "suốt đêm qua", ["suốt đêm qua = 2020-09-27 .. 2020-09-28"]),
    ("2026-03-16", "sân bay mehrabad trong đêm", ["trong đêm = 2026-03-15 .. 2026-03-16"]),
    ("2025-12-21", "đêm 19.12", ["đêm 19.12 = 2025-12-19 .. 2025-12-19"]),
    ("2026-03-12", "trong đêm 10.3 rạng sáng 11.3", ["trong đêm 10.3 rạng sáng 11.3 = 2026-03-10 .. 2026-03-11"]),
    ("2025-11-09", "đêm 7.11 và rạng sáng 8.11", ["đêm 7.11 và rạng sáng 8.11 = 2025-11-07 .. 2025-11-08"]),
    ("2025-10-30", "đêm 28 và rạng sáng 29/10", ["đêm 28 và rạng sáng 29/10 = 2025-10-28 .. 2025-10-29"]),
    (
        "2025-10-06",
        "zelensky ngày 5.10 nói nga tập kích trong đêm",
        ["ngày 5.10 = 2025-10-05 .. 2025-10-05", "trong đêm = 2025-10-04 .. 2025-10-05"],
    ),
    # weeks and weekdays
    ("2025-09-12", "hồi tuần trước", ["hồi tuần trước = 2025-09-01 .. 2025-09-07"]),
    ("2026-03-21", "trong tuần tới", ["tuần tới = 2026-03-23 .. 2026-03-29"]),
    ("2026-01-17", "hồi đầu tuần", ["hồi đầu tuần = 2026-01-12 .. 2026-01-18"]),
    ("2026-03-03", "cuối tuần qua", ["cuối tuần qua = 2026-02-28 .. 2026-03-01"]),
    ("2026-03-11", "cuối tuần trước", ["cuối tuần trước = 2026-03-07 .. 2026-03-08"]),
    ("2025-10-10", "cuối tuần này", ["cuối tuần này = 2025-10-11 .. 2025-10-12"]),
    ("2026-03-16", "cuối tuần này", ["cuối tuần này = 2026-03-14 .. 2026-03-15"]),
    ("2020-09-30", "hôm thứ hai", ["hôm thứ hai = 2020-09-28 .. 2020-09-28"]),
    ("2020-09-30", "tối thứ 7", ["tối thứ 7 = 2020-09-26 .. 2020-09-26"]),
    ("2020-09-30", "thứ sáu tuần trước", ["thứ sáu tuần trước = 2020-09-25 .. 2020-09-25"]),
    ("2020-09-30", "chủ nhật", ["chủ nhật = 2020-09-27 .. 2020-09-27"]),
    # months, seasons, years
    ("2025-12-04", "hồi tháng 7", ["hồi tháng 7 = 2025-07-01 .. 2025-07-31"]),
    ("2026-02-02", "trong tháng 1", ["tháng 1 = 2026-01-01 .. 2026-01-31"]),
    ("2026-02-02", "hồi tháng bảy", ["hồi tháng bảy = 2025-07-01 .. 2025-07-31"]),
    ("2026-02-25", "tháng trước", ["tháng trước = 2026-01-01 .. 2026-01-31"]),
    ("2025-12-02", "vào đầu tháng 9", ["đầu tháng 9 = 2025-09-01 .. 2025-09-10"]),
    ("2025-08-29", "hồi giữa tháng", ["hồi giữa tháng = 2025-08-11 .. 2025-08-20"]),
    ("2025-12-04", "vào cuối tháng 7", ["cuối tháng 7 = 2025-07-21 .. 2025-07-31"]),
    ("2026-03-19", "hồi tháng 6/2025", ["hồi tháng 6/2025 = 2025-06-01 .. 2025-06-30"]),
    ("2025-10-31", "chiến dịch mùa hè 2023", ["mùa hè 2023 = 2023-06-01 .. 2023-08-31"]),
    ("2025-11-09", "cuộc chiến năm 2014", ["năm 2014 = 2014-01-01 .. 2014-12-31"]),
    ("2025-10-09", "hồi cuối năm 2024", ["hồi cuối năm 2024 = 2024-12-01 .. 2024-12-31"]),
    ("2026-02-18", "giao tranh năm ngoái", ["năm ngoái = 2025-01-01 .. 2025-12-31"]),
    # periods
    (
        "2020-09-28",
        "kéo dài từ tháng 2/1988 đến tháng 5/1994",
        ["từ tháng 2/1988 đến tháng 5/1994 = 1988-02-01 .. 1994-05-31"],
    ),
    ("2026-03-07", "từ ngày 4-5.3", ["từ ngày 4-5.3 = 2026-03-04 .. 2026-03-05"]),
    ("2025-11-08", "từ ngày 5 đến 7-11", ["từ ngày 5 đến 7-11 = 2025-11-05 .. 2025-11-07"]),
    ("2025-11-08", "các ngày 5 và 6/11", ["các ngày 5 và 6/11 = 2025-11-05 .. 2025-11-06"]),
    ("2020-10-02", "từ 27/9 đến 30/9", ["từ 27/9 đến 30/9 = 2020-09-27 .. 2020-09-30"]),
    ("2020-09-28", "kể từ năm 2008", ["kể từ năm 2008 = 2008-01-01 .. 2020-09-28"]),
    ("2026-03-06", "từ ngày 28/2", ["từ ngày 28/2 = 2026-02-28 .. 2026-03-06"]),
    (None, "từ tháng 7/2014", ["từ tháng 7/2014 = 2014-07-01 .. ?"]),
    ("2026-01-06", "kể từ đầu năm nay", ["kể từ đầu năm nay = 2026-01-01 .. 2026-01-06"]),
    ("2025-10-17", "từ đầu năm đến nay", ["từ đầu năm đến nay = 2025-01-01 .. 2025-10-17"]),
    ("2020-10-01", "tính đến chiều ngày 30/9", ["tính đến chiều ngày 30/9 = ? .. 2020-09-30"]),
    ("2026-01-30", "cho đến ngày 1/2", ["cho đến ngày 1/2 = ? .. 2026-02-01"]),
    ("2025-09-20", "trước ngày 1/10", ["trước ngày 1/10 = ? .. 2025-09-30"]),
    ("2026-01-31", "một tuần kể từ 30-1", ["một tuần kể từ 30-1 = 2026-01-30 .. 2026-02-06"]),
    ("2026-02-26", "trong 24 giờ qua", ["trong 24 giờ qua = 2026-02-25 .. 2026-02-26"]),
    ("2026-03-09", "trong 8 ngày qua", ["trong 8 ngày qua = 2026-03-01 .. 2026-03-09"]),
    ("2025-10-26", "suốt ba tháng qua", ["suốt ba tháng qua = 2025-07-26 .. 2025-10-26"]),
    ("2025-12-09", "vài ngày qua", ["vài ngày qua = ? .. 2025-12-09"]),
    ("2026-03-16", "vài năm trước", ["vài năm trước = ? .. 2026-03-16"]),
    ("2026-03-16", "trong 24 giờ tiếp theo", ["trong 24 giờ tiếp theo = 2026-03-16 .. 2026-03-17"]),
    ("2026-03-17", "sau 16 ngày chiến sự", ["sau 16 ngày = 2026-03-01 .. 2026-03-17"]),
    ("2025-11-09", "thiệt mạng 11 năm trước", ["11 năm trước = 2014-01-01 .. 2014-12-31"]),
    (
        "2025-10-16",
        "hôm 15.10 cho biết, trong 24 giờ qua",
        ["hôm 15.10 = 2025-10-15 .. 2025-10-15", "trong 24 giờ qua = 2025-10-14 .. 2025-10-15"],
    ),
]

SILENT = [
    # no such day, fractions, decimals, scores, counts
    "ngày 31/2", "45/9", "phá hủy 2/3 cơ sở", "2.5 triệu", "thắng 3-2", "tỉ số 2-1", "4-5 người", "3/4 lãnh thổ",
    "1.330",
    "ngày 1.461", "16.3", "vụ 11/9", "vụ 11-9", "khoảng 2-3 binh sĩ", "10%", "s-300/400", "192.168.1.1",
    # numbers, ranks and names
    "năm người", "năm binh sĩ", "ngày thứ hai", "tên lửa thứ hai", "lần thứ ba", "f-16", "su-27", "kh-101",
    "covid-19",
    "shahed-101/107", "lữ đoàn 85", "nghị quyết 2334", "số 9", "ba tháng hai nước", "điểm 15",
    # durations that do not say when
    "kéo dài 12 ngày", "hơn hai năm", "nhiều giờ", "5 giờ", "mỗi ngày", "hàng ngày", "nhiều năm", "vài tuần",
    "cuộc chiến 12 ngày",
    "trong vòng 48 giờ", "cùng ngày", "ban đêm", "thời gian qua", "đến từ nga", "trong khi", "hiện nay",
    "ngày càng",
    # words that look like times
    "lần đầu tuần tra", "đi qua", "thông qua", "tới đây", "từ trước", "tháng năm dài", "xưa nay", "sang nước khác",
    "vào hôn lễ",
    "cuối cùng", "đầu tiên",
]  # fmt: skip


@pytest.mark.parametrize(("published", "text", "said"), SAID, ids=[f"{text} {day}" for day, text, _ in SAID])
def test_time_is_read(published: str | None, text: str, said: list[str]) -> None:
    assert read(text, published) == said


@pytest.mark.parametrize("text", SILENT)
def test_no_time_is_read(text: str) -> None:
    assert read(text, "2026-03-16") == []


def test_day_of_speaking_in_another_sentence_is_no_anchor() -> None:
    said = read("hôm 15.10 cho biết. trong 24 giờ qua", "2025-10-16")
    assert said[1] == "trong 24 giờ qua = 2025-10-15 .. 2025-10-16"


@pytest.mark.parametrize(("published", "last"), [("2024-02-29", "2024-02-29"), ("2025-03-01", "2024-02-29")])
def test_leap_day_finds_its_year(published: str, last: str) -> None:
    assert read("ngày 29/2", published) == [f"ngày 29/2 = {last} .. {last}"]


@pytest.mark.parametrize("change", ["table", "key", "value", "meaning", "list", "empty"])
def test_faulty_pack_is_refused_with_file_and_entry(change: str) -> None:
    data = copy.deepcopy(DATA)
    if change == "table":
        data["form_s"] = {}
    elif change == "key":
        data["form"][0]["mean"] = "date"
    elif change == "value":
        data["values"]["month"]["giêng"] = "1"
    elif change == "meaning":
        data["form"][0]["means"] = "moon"
    elif change == "list":
        data["form"][0]["says"] = ["<nigth> {date}"]
    else:
        data["form"][0]["says"] = ["<night>?"]
    with pytest.raises(PackError, match=r"times\.toml: \w+"):
        Times.from_data(data)


WORDS = sorted(
    {word for _, text, _ in SAID for word in text.split()} | {word for text in SILENT for word in text.split()}
)


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=40).map(" ".join),
    st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2100, 12, 31))),
)
def test_times_lie_in_the_text_in_order_and_do_not_depend_on_the_run(text: str, published: date | None) -> None:
    text = text.lower()
    found = TIMES.find(text, published)
    assert found == TIMES.find(text, published)
    assert all(0 <= time.start < time.end <= len(text) for time in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(time.first is None or time.stop is None or time.first < time.stop for time in found)
