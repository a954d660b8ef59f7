"""What the time engine reads with each language's pack: rows of day of publication, text and days, about half none.

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

PACKS = Path(__file__).parents[1] / "counterclaim" / "language" / "packs"
DATA: dict[str, dict[str, Any]] = {
    lang: tomllib.loads((PACKS / lang / "times.toml").read_text(encoding="utf-8")) for lang in ("vi", "en", "ru")
}
TIMES = {lang: Times.from_data(data) for lang, data in DATA.items()}


def read(text: str, published: str | None, lang: str = "vi") -> list[str]:
    """The times of a text as rows write them."""
    rows = []
    for time in TIMES[lang].find(text, date.fromisoformat(published) if published else None):
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


EN_SAID: list[tuple[str | None, str, list[str]]] = [
    # one day; 2026-03-18 is a Wednesday
    ("2026-03-18", "on monday", ["on monday = 2026-03-16 .. 2026-03-16"]),
    ("2026-03-18", "monday's strike", ["monday = 2026-03-16 .. 2026-03-16"]),
    ("2026-03-18", "late on sunday", ["late on sunday = 2026-03-15 .. 2026-03-15"]),
    ("2026-03-18", "early tuesday", ["early tuesday = 2026-03-17 .. 2026-03-17"]),
    ("2026-03-18", "wednesday morning", ["wednesday morning = 2026-03-18 .. 2026-03-18"]),
    ("2026-03-18", "in the early hours of tuesday", ["in the early hours of tuesday = 2026-03-17 .. 2026-03-17"]),
    ("2026-03-18", "at dawn on tuesday", ["at dawn on tuesday = 2026-03-17 .. 2026-03-17"]),
    ("2026-03-18", "monday night", ["monday night = 2026-03-16 .. 2026-03-16"]),
    ("2026-03-18", "friday last week", ["friday last week = 2026-03-13 .. 2026-03-13"]),
    ("2026-03-18", "yesterday", ["yesterday = 2026-03-17 .. 2026-03-17"]),
    ("2026-03-18", "earlier today", ["earlier today = 2026-03-18 .. 2026-03-18"]),
    ("2026-03-18", "this morning", ["this morning = 2026-03-18 .. 2026-03-18"]),
    ("2026-03-18", "tonight", ["tonight = 2026-03-18 .. 2026-03-18"]),
    ("2026-03-18", "tomorrow", ["tomorrow = 2026-03-19 .. 2026-03-19"]),
    ("2026-03-18", "the day before yesterday", ["day before yesterday = 2026-03-16 .. 2026-03-16"]),
    ("2026-03-18", "on 4 march", ["on 4 march = 2026-03-04 .. 2026-03-04"]),
    ("2026-03-18", "july 30", ["july 30 = 2025-07-30 .. 2025-07-30"]),
    ("2026-03-18", "the 30th of july", ["30th of july = 2025-07-30 .. 2025-07-30"]),
    ("2026-03-18", "on july 30th, a", ["on july 30th = 2025-07-30 .. 2025-07-30"]),
    ("2026-03-18", "july 30, 2024", ["july 30, 2024 = 2024-07-30 .. 2024-07-30"]),
    ("2026-03-18", "on oct. 16, 2023,", ["on oct. 16, 2023 = 2023-10-16 .. 2023-10-16"]),
    ("2026-03-18", "8 october 2023", ["8 october 2023 = 2023-10-08 .. 2023-10-08"]),
    ("2026-03-18", "sept 27", ["sept 27 = 2025-09-27 .. 2025-09-27"]),
    ("2026-03-18", "on friday, march 6, 2026", ["on friday, march 6, 2026 = 2026-03-06 .. 2026-03-06"]),
    ("2026-03-18", "monday 9 march", ["monday 9 march = 2026-03-09 .. 2026-03-09"]),
    ("2026-03-18", "on christmas day", ["on christmas day = 2025-12-25 .. 2025-12-25"]),
    ("2025-10-23", "hamas's oct. 7 attack", ["oct. 7 = 2023-10-07 .. 2023-10-07"]),
    (None, "on monday", ["on monday = ? .. ?"]),
    (None, "on 4 march", ["on 4 march = ? .. ?"]),
    (None, "on 4 march 2026", ["on 4 march 2026 = 2026-03-04 .. 2026-03-04"]),
    # what is still to come
    ("2026-03-18", "talks will begin on friday", ["on friday = 2026-03-20 .. 2026-03-20"]),
    ("2026-03-18", "they are set to meet wednesday", ["wednesday = 2026-03-18 .. 2026-03-18"]),
    ("2026-03-18", "will respond after it was hit on friday", ["on friday = 2026-03-13 .. 2026-03-13"]),
    ("2026-03-18", "will pay. israel struck on friday", ["on friday = 2026-03-13 .. 2026-03-13"]),
    ("2026-03-18", "next friday", ["next friday = 2026-03-20 .. 2026-03-20"]),
    ("2026-03-18", "by friday", ["by friday = ? .. 2026-03-20"]),
    ("2026-03-18", "by june", ["by june = ? .. 2026-06-30"]),
    ("2026-03-18", "a june deadline", ["a june = 2026-06-01 .. 2026-06-30"]),
    ("2025-12-08", "to host him on december 29", ["on december 29 = 2025-12-29 .. 2025-12-29"]),
    ("2026-02-19", "could happen as early as saturday", ["as early as saturday = 2026-02-21 .. ?"]),
    # nights
    ("2026-03-18", "overnight", ["overnight = 2026-03-17 .. 2026-03-18"]),
    ("2026-03-18", "last night", ["last night = 2026-03-17 .. 2026-03-18"]),
    ("2026-03-18", "overnight into tuesday", ["overnight into tuesday = 2026-03-16 .. 2026-03-17"]),
    ("2026-03-18", "sunday night into monday", ["sunday night into monday = 2026-03-15 .. 2026-03-16"]),
    ("2026-03-18", "the night of 30 july", ["night of 30 july = 2025-07-30 .. 2025-07-30"]),
    (
        "2026-03-18",
        "he said monday that overnight strikes",
        ["monday = 2026-03-16 .. 2026-03-16", "overnight = 2026-03-15 .. 2026-03-16"],
    ),
    # weeks, months, years
    ("2026-03-18", "last week", ["last week = 2026-03-09 .. 2026-03-15"]),
    ("2026-03-18", "later this week", ["later this week = 2026-03-16 .. 2026-03-22"]),
    ("2026-03-18", "earlier this week", ["earlier this week = 2026-03-16 .. 2026-03-18"]),
    ("2026-03-18", "next week", ["next week = 2026-03-23 .. 2026-03-29"]),
    ("2026-03-18", "over the weekend", ["over the weekend = 2026-03-14 .. 2026-03-15"]),
    ("2026-03-18", "will meet at the weekend", ["at the weekend = 2026-03-21 .. 2026-03-22"]),
    ("2026-03-18", "last month", ["last month = 2026-02-01 .. 2026-02-28"]),
    ("2026-03-18", "late last month", ["late last month = 2026-02-21 .. 2026-02-28"]),
    ("2026-03-18", "earlier this month", ["earlier this month = 2026-03-01 .. 2026-03-18"]),
    ("2026-03-18", "in july", ["in july = 2025-07-01 .. 2025-07-31"]),
    ("2026-03-18", "in july 2024", ["in july 2024 = 2024-07-01 .. 2024-07-31"]),
    ("2026-03-18", "in late october", ["in late october = 2025-10-21 .. 2025-10-31"]),
    ("2026-03-18", "mid-october", ["mid-october = 2025-10-11 .. 2025-10-20"]),
    ("2026-02-18", "in may", ["in may = 2025-05-01 .. 2025-05-31"]),
    ("2026-03-18", "the december ambush", ["december = 2025-12-01 .. 2025-12-31"]),
    ("2026-03-18", "april this year", ["april this year = 2026-04-01 .. 2026-04-30"]),
    ("2026-03-18", "in 2008", ["in 2008 = 2008-01-01 .. 2008-12-31"]),
    ("2026-03-18", "a 2024 ceasefire", ["a 2024 = 2024-01-01 .. 2024-12-31"]),
    ("2026-03-18", "last year", ["last year = 2025-01-01 .. 2025-12-31"]),
    ("2026-03-18", "at the end of the year", ["at the end of the year = 2026-12-01 .. 2026-12-31"]),
    ("2026-03-18", "the summer of 2023", ["summer of 2023 = 2023-06-01 .. 2023-08-31"]),
    ("2026-03-18", "in the 1990s", ["in the 1990s = 1990-01-01 .. 1999-12-31"]),
    # periods
    ("2026-03-18", "since february 2022", ["since february 2022 = 2022-02-01 .. 2026-03-18"]),
    ("2026-03-18", "since 2008", ["since 2008 = 2008-01-01 .. 2026-03-18"]),
    ("2026-03-18", "since sunday", ["since sunday = 2026-03-15 .. 2026-03-18"]),
    ("2026-03-18", "since the weekend", ["since the weekend = 2026-03-14 .. 2026-03-18"]),
    ("2025-11-19", "since december's fall", ["since december = 2024-12-01 .. 2025-11-19"]),
    ("2026-03-18", "since a 2024 ceasefire", ["since a 2024 = 2024-01-01 .. 2026-03-18"]),
    ("2026-03-18", "until friday", ["until friday = ? .. 2026-03-13"]),
    ("2026-03-18", "before march 10", ["before march 10 = ? .. 2026-03-09"]),
    ("2026-03-18", "from 3 to 5 march", ["from 3 to 5 march = 2026-03-03 .. 2026-03-05"]),
    ("2026-03-18", "between march 3 and 5", ["between march 3 and 5 = 2026-03-03 .. 2026-03-05"]),
    (
        "2026-03-18",
        "between february 27 and march 5",
        ["between february 27 and march 5 = 2026-02-27 .. 2026-03-05"],
    ),
    (
        "2026-03-18",
        "february 27 and march 5",
        ["february 27 = 2026-02-27 .. 2026-02-27", "march 5 = 2026-03-05 .. 2026-03-05"],
    ),
    ("2026-03-18", "from sunday to tuesday", ["from sunday to tuesday = 2026-03-15 .. 2026-03-17"]),
    ("2026-03-18", "march 10-12", ["march 10-12 = 2026-03-10 .. 2026-03-12"]),
    ("2026-03-18", "from 1992 to 1994", ["from 1992 to 1994 = 1992-01-01 .. 1994-12-31"]),
    ("2026-03-18", "over the past 24 hours", ["over the past 24 hours = 2026-03-17 .. 2026-03-18"]),
    ("2026-03-18", "in the last two weeks", ["in the last two weeks = 2026-03-04 .. 2026-03-18"]),
    ("2026-03-18", "in the past eight days", ["in the past eight days = 2026-03-10 .. 2026-03-18"]),
    ("2026-03-18", "in the past year", ["in the past year = 2025-03-18 .. 2026-03-18"]),
    ("2026-03-18", "in recent days", ["in recent days = ? .. 2026-03-18"]),
    ("2026-03-18", "killed in two days", ["in two days = 2026-03-16 .. 2026-03-18"]),
    ("2026-03-18", "will leave within 48 hours", ["within 48 hours = 2026-03-18 .. 2026-03-20"]),
    ("2026-03-18", "over the next two weeks", ["over the next two weeks = 2026-03-18 .. 2026-04-01"]),
    ("2026-03-18", "in the coming days", ["in the coming days = 2026-03-18 .. ?"]),
    ("2026-03-18", "four weeks ago", ["four weeks ago = 2026-02-18 .. 2026-02-18"]),
    ("2026-03-18", "three months ago", ["three months ago = 2025-12-18 .. 2025-12-18"]),
    ("2026-03-18", "a year ago", ["a year ago = 2025-01-01 .. 2025-12-31"]),
    ("2026-03-18", "more than 10 days ago", ["more than 10 days ago = ? .. 2026-03-08"]),
    ("2026-03-18", "days ago", ["days ago = ? .. 2026-03-18"]),
    (
        "2026-03-18",
        "buried on tuesday after it was hit a day earlier",
        ["on tuesday = 2026-03-17 .. 2026-03-17", "a day earlier = 2026-03-16 .. 2026-03-16"],
    ),
    (
        "2026-03-18",
        "on tuesday, and the following day",
        ["on tuesday = 2026-03-17 .. 2026-03-17", "following day = 2026-03-18 .. 2026-03-18"],
    ),
]

EN_SILENT = [
    # verbs and names
    "it may have", "they may", "he may be killed", "they march on", "a march against", "the sun", "she sat down",
    "usa today", "good friday", "bloody sunday",
    "sunday times", "second strike", "fall of the city", "a spring of water", "march through",
    "at least 20 may have died", "dec", "mar the talks", "mon", "every monday", "mondays",
    "carter page", "augustus", "decembrists", "nowruz", "the next president", "the last hostage", "past the line",
    "this ceasefire", "next to it", "late president",
    # durations that do not say when
    "for three days", "for 15 years", "a 12-day war", "over three days", "two-week truce", "24 hours",
    "lasted two months", "a year of war", "day eight", "third day", "ten years old",
    "for a week", "for the first time in years", "for decades", "the worst in ten days", "hours later",
    "hours after", "five years", "a decade", "days of talks", "week", "day",
    # numbers and names
    "2000 soldiers", "2025 people", "$2025", "f-16", "6 of 6", "12/5", "24/7", "9/11", "5-10 people",
    "resolution 2025", "world cup 2026", "covid-19", "16.3", "1,950", "20 people", "5 p.m.", "10:30",
    "45 march", "20-point plan", "article 5", "g7", "u-17", "unit 8200", "phase two",
    "b2024",
    # words that look like times
    "at the same time", "in the meantime", "now", "currently", "recently", "soon", "the latest", "early warning",
    "the day after talks", "a day before the prime minister leaves", "later said",
    "daily", "weekly", "meanwhile", "overnight success", "long weekend", "a day of rage", "one day", "since then",
    "from there", "by the army", "in between",
]  # fmt: skip

RU_SAID: list[tuple[str | None, str, list[str]]] = [
    ("2026-03-18", "в понедельник", ["в понедельник = 2026-03-16 .. 2026-03-16"]),
    ("2026-03-18", "вечером в понедельник", ["вечером в понедельник = 2026-03-16 .. 2026-03-16"]),
    ("2026-03-18", "во вторник вечером", ["во вторник вечером = 2026-03-17 .. 2026-03-17"]),
    ("2026-03-18", "в среду утром", ["в среду утром = 2026-03-18 .. 2026-03-18"]),
    ("2026-03-18", "встретятся в пятницу", ["в пятницу = 2026-03-20 .. 2026-03-20"]),
    ("2026-03-18", "к пятнице", ["к пятнице = ? .. 2026-03-20"]),
    ("2026-03-18", "с понедельника", ["с понедельника = 2026-03-16 .. 2026-03-18"]),
    ("2026-03-18", "вчера вечером", ["вчера вечером = 2026-03-17 .. 2026-03-17"]),
    ("2026-03-18", "сегодня", ["сегодня = 2026-03-18 .. 2026-03-18"]),
    ("2026-03-18", "позавчера", ["позавчера = 2026-03-16 .. 2026-03-16"]),
    ("2026-03-18", "накануне", ["накануне = 2026-03-17 .. 2026-03-17"]),
    ("2026-03-18", "5 марта", ["5 марта = 2026-03-05 .. 2026-03-05"]),
    ("2026-03-18", "5-го марта", ["5-го марта = 2026-03-05 .. 2026-03-05"]),
    ("2026-03-18", "5 июля 2025 года", ["5 июля 2025 года = 2025-07-05 .. 2025-07-05"]),
    ("2026-03-18", "5 июля 2025 г.", ["5 июля 2025 г. = 2025-07-05 .. 2025-07-05"]),
    ("2026-03-18", "5 июля прошлого года", ["5 июля прошлого года = 2025-07-05 .. 2025-07-05"]),
    ("2026-03-18", "05.07.2025", ["05.07.2025 = 2025-07-05 .. 2025-07-05"]),
    (None, "5 марта", ["5 марта = ? .. ?"]),
    # nights: the one to 5 July begins on the 4th
    ("2026-03-18", "в ночь на 5 июля", ["в ночь на 5 июля = 2025-07-04 .. 2025-07-05"]),
    ("2026-03-18", "в ночь с 4 на 5 июля", ["в ночь с 4 на 5 июля = 2025-07-04 .. 2025-07-05"]),
    ("2026-03-18", "в ночь на среду", ["в ночь на среду = 2026-03-17 .. 2026-03-18"]),
    ("2026-03-18", "минувшей ночью", ["минувшей ночью = 2026-03-17 .. 2026-03-18"]),
    ("2026-03-18", "ночью", ["ночью = 2026-03-17 .. 2026-03-18"]),
    # weeks, months, years
    ("2026-03-18", "на прошлой неделе", ["на прошлой неделе = 2026-03-09 .. 2026-03-15"]),
    ("2026-03-18", "в минувшие выходные", ["в минувшие выходные = 2026-03-14 .. 2026-03-15"]),
    ("2026-03-18", "в прошлом месяце", ["в прошлом месяце = 2026-02-01 .. 2026-02-28"]),
    ("2026-03-18", "в июле", ["в июле = 2025-07-01 .. 2025-07-31"]),
    ("2026-03-18", "в июле 2024 года", ["в июле 2024 года = 2024-07-01 .. 2024-07-31"]),
    ("2026-03-18", "в конце июля", ["в конце июля = 2025-07-21 .. 2025-07-31"]),
    ("2026-03-18", "в 2022 году", ["в 2022 году = 2022-01-01 .. 2022-12-31"]),
    ("2026-03-18", "в 2014-м году", ["в 2014-м году = 2014-01-01 .. 2014-12-31"]),
    ("2026-03-18", "в прошлом году", ["в прошлом году = 2025-01-01 .. 2025-12-31"]),
    ("2026-03-18", "летом 2023 года", ["летом 2023 года = 2023-06-01 .. 2023-08-31"]),
    # periods
    ("2026-03-18", "с февраля 2022 года", ["с февраля 2022 года = 2022-02-01 .. 2026-03-18"]),
    ("2026-03-18", "с начала года", ["с начала года = 2026-01-01 .. 2026-03-18"]),
    ("2026-03-18", "до конца года", ["до конца года = ? .. 2026-12-31"]),
    ("2026-03-18", "с 3 по 5 марта", ["с 3 по 5 марта = 2026-03-03 .. 2026-03-05"]),
    ("2026-03-18", "с 27 февраля по 5 марта", ["с 27 февраля по 5 марта = 2026-02-27 .. 2026-03-05"]),
    ("2026-03-18", "с 2014 по 2018 год", ["с 2014 по 2018 год = 2014-01-01 .. 2018-12-31"]),
    ("2026-03-18", "за сутки", ["за сутки = 2026-03-17 .. 2026-03-18"]),
    ("2026-03-18", "за последние 24 часа", ["за последние 24 часа = 2026-03-17 .. 2026-03-18"]),
    ("2026-03-18", "за минувшие сутки", ["за минувшие сутки = 2026-03-17 .. 2026-03-18"]),
    ("2026-03-18", "за последние две недели", ["за последние две недели = 2026-03-04 .. 2026-03-18"]),
    ("2026-03-18", "в последние дни", ["в последние дни = ? .. 2026-03-18"]),
    ("2026-03-18", "в ближайшие дни", ["в ближайшие дни = 2026-03-18 .. ?"]),
    ("2026-03-18", "два дня назад", ["два дня назад = 2026-03-16 .. 2026-03-16"]),
    ("2026-03-18", "неделю назад", ["неделю назад = 2026-03-11 .. 2026-03-11"]),
    ("2026-03-18", "более 10 дней назад", ["более 10 дней назад = ? .. 2026-03-08"]),
]

RU_SILENT = [
    "охрана окружающей среды", "среди них", "в этой среде", "с начала войны", "2022 человека", "5 человек",
    "марта иванова", "майский", "каждый понедельник", "черная пятница",
    "два дня", "три года войны", "несколько часов", "12-дневная война", "35 лет", "24 часа", "раз в год", "в год",
    "недельный", "ночной удар", "ночные атаки", "день за днем", "день победы",
    "5.7", "су-25", "с-300", "17:30", "3-2", "в то же время", "в настоящее время", "до войны", "после удара",
    "позже", "ранее", "недавно", "сейчас", "тогда", "в ходе", "неделями", "годами",
    "год", "месяц", "летом", "весной", "в тот же день",
]  # fmt: skip

TABLES = {"vi": (SAID, SILENT), "en": (EN_SAID, EN_SILENT), "ru": (RU_SAID, RU_SILENT)}
ROWS = [(lang, *row) for lang, (rows, _) in TABLES.items() for row in rows]
QUIET = [(lang, text) for lang, (_, rows) in TABLES.items() for text in rows]


@pytest.mark.parametrize(
    ("lang", "published", "text", "said"), ROWS, ids=[f"{lang} {text} {day}" for lang, day, text, _ in ROWS]
)
def test_time_is_read(lang: str, published: str | None, text: str, said: list[str]) -> None:
    assert read(text, published, lang) == said


@pytest.mark.parametrize(("lang", "text"), QUIET)
def test_no_time_is_read(lang: str, text: str) -> None:
    assert read(text, "2026-03-16", lang) == []


def test_day_of_speaking_in_another_sentence_is_no_anchor() -> None:
    said = read("hôm 15.10 cho biết. trong 24 giờ qua", "2025-10-16")
    assert said[1] == "trong 24 giờ qua = 2025-10-15 .. 2025-10-16"


@pytest.mark.parametrize(("published", "last"), [("2024-02-29", "2024-02-29"), ("2025-03-01", "2024-02-29")])
def test_leap_day_finds_its_year(published: str, last: str) -> None:
    assert read("ngày 29/2", published) == [f"ngày 29/2 = {last} .. {last}"]


@pytest.mark.parametrize(
    "change", ["table", "key", "value", "meaning", "list", "table of values", "empty", "token", "unsaid"]
)
def test_faulty_pack_is_refused_with_file_and_entry(change: str) -> None:
    data = copy.deepcopy(DATA["vi"])
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
    elif change == "table of values":
        data["form"][0]["says"] = ["{day} {month:latin}"]
    elif change == "token":
        data["form"][0]["says"] = ["mid-{date}"]
    elif change == "unsaid":
        data["form"][0]["says"] = ["<night>"]
    else:
        data["form"][0]["says"] = ["<night>?"]
    with pytest.raises(PackError, match=r"times\.toml: \w+"):
        Times.from_data(data)


WORDS = {
    lang: sorted(
        {word for _, text, _ in said for word in text.split()} | {word for text in silent for word in text.split()}
    )
    for lang, (said, silent) in TABLES.items()
}
TEXTS = st.sampled_from(sorted(TABLES)).flatmap(
    lambda lang: st.tuples(
        st.just(lang),
        st.lists(st.one_of(st.sampled_from(WORDS[lang]), st.text(max_size=6)), max_size=40).map(" ".join),
    )
)


@given(TEXTS, st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2100, 12, 31))))
def test_times_lie_in_the_text_in_order_and_do_not_depend_on_the_run(
    case: tuple[str, str], published: date | None
) -> None:
    lang, text = case
    text = text.lower()
    found = TIMES[lang].find(text, published)
    assert found == TIMES[lang].find(text, published)
    assert all(0 <= time.start < time.end <= len(text) for time in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(time.first is None or time.stop is None or time.first < time.stop for time in found)


@pytest.mark.parametrize("published", [date.min, date.min + timedelta(days=1), date.max - timedelta(days=1), date.max])
@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "on sunday, last night, in the past 8 days, since 2008, next week, three years ago, on 31 december"),
        ("en", "in the past 9 months, 9 months ago"),
        ("vi", "chủ nhật tuần trước, đêm qua, 8 ngày qua, năm sau, từ ngày 31-12, tháng trước"),
        ("vi", "9 tháng qua"),
        ("ru", "прошлой ночью, на следующей неделе, за сутки, в прошлом году, с 31 декабря"),
    ],
)
def test_the_ends_of_the_calendar_break_nothing(lang: str, text: str, published: date) -> None:
    for time in TIMES[lang].find(text, published):
        assert time.first is None or time.stop is None or time.first < time.stop
