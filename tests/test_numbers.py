"""What the number engine reads with each language's pack: rows of text and the numbers said in it, about half none.

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

PACKS = Path(__file__).parents[1] / "counterclaim" / "language" / "packs"
DATA: dict[str, dict[str, Any]] = {
    lang: tomllib.loads((PACKS / lang / "numbers.toml").read_text(encoding="utf-8")) for lang in ("vi", "en", "ru")
}
NUMBERS = {lang: Numbers.from_data(data) for lang, data in DATA.items()}
Said = tuple[str, int | None, int | None, str]


def read(text: str, lang: str = "vi") -> list[Said]:
    """The numbers of a text with their words."""
    return [(text[n.start : n.end], n.low, n.high, n.qualifier) for n in NUMBERS[lang].find(text)]


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


EN_SAID: list[tuple[str, list[Said]]] = [
    # figures
    ("31 soldiers were killed", [("31", 31, 31, "exact")]),
    ("lost 2,783 tanks", [("2,783", 2783, 2783, "exact")]),
    ("1,234,567 people", [("1,234,567", 1234567, 1234567, "exact")]),
    ("2.3 million people fled", [("2.3 million", 2300000, 2300000, "exact")]),
    ("10 thousand troops", [("10 thousand", 10000, 10000, "exact")]),
    ("1.5m people fled", [("1.5m", 1500000, 1500000, "exact")]),
    ("some 20k troops", [("some 20k", 20000, 20000, "about")]),
    ("1.5million people", [("1.5million", 1500000, 1500000, "exact")]),
    ("2000 soldiers", [("2000", 2000, 2000, "exact")]),
    ("took 400 square kilometres", [("400", 400, 400, "exact")]),
    ("12 four-storey houses", [("12", 12, 12, "exact")]),
    ("20 of the 48 hostages", [("20", 20, 20, "exact"), ("48", 48, 48, "exact")]),
    ("deployed 2 b-52s and 3 f-16s", [("2", 2, 2, "exact"), ("3", 3, 3, "exact")]),
    ("kills 3, wounds 4", [("3", 3, 3, "exact"), ("4", 4, 4, "exact")]),
    # words
    ("thirty-one people", [("thirty-one", 31, 31, "exact")]),
    ("twenty five men", [("twenty five", 25, 25, "exact")]),
    ("one hundred and five tanks", [("one hundred and five", 105, 105, "exact")]),
    ("one hundred five tanks", [("one hundred five", 105, 105, "exact")]),
    ("two hundred and twenty-two", [("two hundred and twenty-two", 222, 222, "exact")]),
    ("two thousand five hundred troops", [("two thousand five hundred", 2500, 2500, "exact")]),
    ("fifteen hundred men", [("fifteen hundred", 1500, 1500, "exact")]),
    ("a hundred drones", [("a hundred", 100, 100, "exact")]),
    ("half a million refugees", [("half a million", 500000, 500000, "exact")]),
    ("two dozen rockets", [("two dozen", 24, 24, "exact")]),
    ("a dozen rockets", [("a dozen", 12, 12, "exact")]),
    ("half a dozen rockets", [("half a dozen", 6, 6, "exact")]),
    ("two and three men", [("two", 2, 2, "exact"), ("three", 3, 3, "exact")]),
    ("four and five people", [("four", 4, 4, "exact"), ("five", 5, 5, "exact")]),
    ("two 'shadow fleet' tankers", [("two", 2, 2, "exact")]),
    ("hit a tanker", [("a", 1, 1, "exact")]),
    ("a six-year-old girl", [("a", 1, 1, "exact")]),
    ("a 35-year-old man", [("a", 1, 1, "exact")]),
    ("an ambulance was hit", [("an", 1, 1, "exact")]),
    ("a second tanker", [("a", 1, 1, "exact")]),
    ("another ship was seized", [("another", 1, 1, "exact")]),
    ("one soldier died", [("one", 1, 1, "exact")]),
    ("both pilots ejected", [("both", 2, 2, "exact")]),
    ("a pair of drones", [("a pair of", 2, 2, "exact")]),
    ("a couple of drones", [("a couple of", 2, 2, "exact")]),
    ("a trio of ships", [("a trio of", 3, 3, "exact")]),
    # qualifiers
    ("at least 550 soldiers", [("at least 550", 550, None, "at_least")]),
    ("no fewer than 20 men", [("no fewer than 20", 20, None, "at_least")]),
    ("not less than 20 men", [("not less than 20", 20, None, "at_least")]),
    ("at least a dozen people", [("at least a dozen", 12, None, "at_least")]),
    ("five or more missiles", [("five", 5, None, "at_least")]),
    ("300+ drones", [("300+", 300, None, "at_least")]),
    ("more than 10 drones", [("more than 10", 11, None, "more_than")]),
    ("over 10 drones", [("over 10", 11, None, "more_than")]),
    ("over two dozen", [("over two dozen", 25, None, "more_than")]),
    ("well over a hundred men", [("well over a hundred", 101, None, "more_than")]),
    ("in excess of 500 troops", [("in excess of 500", 501, None, "more_than")]),
    ("toll tops 66,000", [("tops 66,000", 66001, None, "more_than")]),
    ("up to 400 troops", [("up to 400", None, 400, "at_most")]),
    ("as many as 400 troops", [("as many as 400", None, 400, "at_most")]),
    ("no more than 5 men", [("no more than 5", None, 5, "at_most")]),
    ("fewer than 5 men", [("fewer than 5", None, 4, "fewer_than")]),
    ("less than five men", [("less than five", None, 4, "fewer_than")]),
    ("about 20 people", [("about 20", 20, 20, "about")]),
    ("nearly 600 drones", [("nearly 600", 600, 600, "about")]),
    ("almost 600 drones", [("almost 600", 600, 600, "about")]),
    ("some 200 people", [("some 200", 200, 200, "about")]),
    ("an estimated 300 people", [("an estimated 300", 300, 300, "about")]),
    ("an estimated more than 300 dead", [("an estimated more than 300", 301, None, "more_than")]),
    ("~300 drones", [("~300", 300, 300, "about")]),
    ("up to about 400 men", [("up to about 400", 400, 400, "about")]),
    ("another 50 people", [("another 50", 50, 50, "exact")]),
    ("a total of 20 people", [("a total of 20", 20, 20, "exact")]),
    ("handed over 1,000 bodies", [("1,000", 1000, 1000, "exact")]),
    ("dispute over two islands", [("two", 2, 2, "exact")]),
    # ranges
    ("4-5 people", [("4-5", 4, 5, "range")]),
    ("four to five people", [("four to five", 4, 5, "range")]),
    ("from 4 to 5 people", [("from 4 to 5", 4, 5, "range")]),
    ("three or four people", [("three or four", 3, 4, "range")]),
    ("between 4 and 5 people", [("between 4 and 5", 4, 5, "range")]),
    ("between four and five people", [("between four and five", 4, 5, "range")]),
    ("between 2 and 3 million people", [("between 2 and 3 million", 2000000, 3000000, "range")]),
    ("3 to 3.5 million people", [("3 to 3.5 million", 3000000, 3500000, "range")]),
    # vague
    ("dozens of people", [("dozens", 24, 99, "vague")]),
    ("kills dozens", [("dozens", 24, 99, "vague")]),
    ("scores of people", [("scores of", 20, 99, "vague")]),
    ("hundreds of drones", [("hundreds", 100, 999, "vague")]),
    ("hundreds of thousands of people", [("hundreds of thousands", 100000, 999999, "vague")]),
    ("tens of thousands fled", [("tens of thousands", 20000, 99999, "vague")]),
    ("several hundred people", [("several hundred", 200, 999, "vague")]),
    ("several dozen people", [("several dozen", 24, 99, "vague")]),
    ("several ships", [("several", 2, None, "vague")]),
    ("some soldiers", [("some", 2, None, "vague")]),
    ("many more displaced", [("many", 2, None, "vague")]),
    ("multiple targets", [("multiple", 2, None, "vague")]),
    ("a few ships", [("a few", 2, None, "vague")]),
    ("a number of bases", [("a number of", 2, None, "vague")]),
    ("a handful of men", [("a handful of", 2, None, "vague")]),
    ("a series of strikes", [("a series of", 2, None, "vague")]),
    # none
    ("no casualties", [("no", 0, 0, "exact")]),
    ("no immediate reports of casualties", [("no", 0, 0, "exact")]),
    ("no russian soldiers", [("no", 0, 0, "exact")]),
    ("no one was hurt", [("no one", 0, 0, "exact")]),
    ("not a single soldier", [("not a single", 0, 0, "exact")]),
    ("none of the crew", [("none of", 0, 0, "exact")]),
]

EN_SILENT = [
    # dates, times of day, durations, ages
    "in 2008", "the 2014 war", "24/7", "9/11", "at 5 p.m.", "at 10:30", "10.30 am", "2025-26", "for 15 years",
    "3 days", "24 hours",
    "over two weeks", "three more days", "two consecutive nights", "the 35-year-old", "aged 5", "his six-year-old",
    "five years old", "ahmed, 11, and",
    "ahmed (35)", "maria, 66.", "day 1,320", "week two", "a day", "an hour", "several months", "many years",
    "about 20 minutes", "one day", "a decade",
    # money, distances, shares
    "$2.3 million", "us$50", "€10bn", "£300", "5m euros", "2 billion dollars", "30 km", "20 kilometres", "5 miles",
    "over 500 metres",
    "10%", "12 percent", "5 per cent", "two thirds", "a third of", "a quarter of", "one-third", "20m", "5 tonnes",
    "1.5 million barrels", "20k euros", "hundreds of miles",
    "40,000 feet", "a half-century",
    # names, ranks, scores
    "f-16", "su-25s", "g7", "covid-19", "u-17", "m142", "article 5", "resolution 2803", "flight 17", "boeing 737",
    "channel 12", "number 10", "no. 10",
    "phase two", "part three", "world war two", "20-point plan", "two-state solution", "12-day war",
    "the 5+1 powers", "2nd", "12th", "first", "twenty-first",
    "unit 8200", "day one", "top 10", "a-10", "one-sided", "group of seven",
    # words that are no numbers here
    "one another", "no one", "one of them", "one day", "no deal", "no comment", "no more war",
    "no evidence of casualties", "some time ago", "how many", "so many",
    "ground zero", "zero tolerance", "both sides", "both russia", "in many ways", "scores twice", "one side",
    "a lot", "a bit", "such a", "more than a year", "less than a week", "at least",
    "the dozen", "over", "some", "to and from", "between them",
]  # fmt: skip

RU_SAID: list[tuple[str, list[Said]]] = [
    # figures
    ("31 военный", [("31", 31, 31, "exact")]),
    ("2 783 человека", [("2 783", 2783, 2783, "exact")]),
    ("1 200 000 человек", [("1 200 000", 1200000, 1200000, "exact")]),
    ("2,5 млн человек", [("2,5 млн", 2500000, 2500000, "exact")]),
    ("10 тыс. человек", [("10 тыс.", 10000, 10000, "exact")]),
    ("300+ дронов", [("300+", 300, None, "at_least")]),
    # words in their cases
    ("тридцать один человек", [("тридцать один", 31, 31, "exact")]),
    ("двести тридцать пять солдат", [("двести тридцать пять", 235, 235, "exact")]),
    ("с двумястами пленными", [("двумястами", 200, 200, "exact")]),
    ("двух солдат", [("двух", 2, 2, "exact")]),
    ("сто пять человек", [("сто пять", 105, 105, "exact")]),
    ("две тысячи пятьсот человек", [("две тысячи пятьсот", 2500, 2500, "exact")]),
    ("тысяча человек", [("тысяча", 1000, 1000, "exact")]),
    ("полторы тысячи человек", [("полторы тысячи", 1500, 1500, "exact")]),
    ("погибли двое", [("двое", 2, 2, "exact")]),
    ("троих раненых", [("троих", 3, 3, "exact")]),
    ("оба пилота", [("оба", 2, 2, "exact")]),
    ("семью ракетами", [("семью", 7, 7, "exact")]),
    # qualifiers
    ("не менее 550 военных", [("не менее 550", 550, None, "at_least")]),
    ("по меньшей мере пять человек", [("по меньшей мере пять", 5, None, "at_least")]),
    ("как минимум 5 человек", [("как минимум 5", 5, None, "at_least")]),
    ("10 и более", [("10", 10, None, "at_least")]),
    ("более 10 дронов", [("более 10", 11, None, "more_than")]),
    ("свыше тысячи человек", [("свыше тысячи", 1001, None, "more_than")]),
    ("более сотни человек", [("более сотни", 101, None, "more_than")]),
    ("до 400 солдат", [("до 400", None, 400, "at_most")]),
    ("не более 5 ракет", [("не более 5", None, 5, "at_most")]),
    ("менее 5 человек", [("менее 5", None, 4, "fewer_than")]),
    ("около двадцати ракет", [("около двадцати", 20, 20, "about")]),
    ("порядка 50 беспилотников", [("порядка 50", 50, 50, "about")]),
    ("почти 600 дронов", [("почти 600", 600, 600, "about")]),
    ("еще 12 человек", [("еще 12", 12, 12, "exact")]),
    # ranges
    ("4-5 человек", [("4-5", 4, 5, "range")]),
    ("от 4 до 5 танков", [("от 4 до 5", 4, 5, "range")]),
    ("пять-шесть ракет", [("пять-шесть", 5, 6, "range")]),
    # vague
    ("десятки людей", [("десятки", 20, 99, "vague")]),
    ("сотни людей", [("сотни", 100, 999, "vague")]),
    ("десятки тысяч человек", [("десятки тысяч", 20000, 99999, "vague")]),
    ("несколько десятков дронов", [("несколько десятков", 20, 99, "vague")]),
    ("нескольких военных", [("нескольких", 2, None, "vague")]),
    # none
    ("ни один человек", [("ни один", 0, 0, "exact")]),
    ("без пострадавших", [("без", 0, 0, "exact")]),
]

RU_SILENT = [
    "5 июля", "в 2022 году", "2014 год", "20 км", "12-летний мальчик", "35 лет", "пять лет", "два дня",
    "за 24 часа", "три недели", "10%", "10 процентов",
    "$2 млн", "2 млн долларов", "5 млрд рублей", "су-25", "с-300", "т-72", "фаб-500", "статья 5", "резолюция 2334",
    "номер 10", "10-я бригада", "2-й этап", "канал 12",
    "один из них", "один на один", "друг с другом", "с одной стороны", "обе стороны", "за семью", "охрана семьи",
    "в 10 часов", "с 10 до 12 часов", "10 тонн", "первый", "вторая мировая",
    "как много", "много раз", "30.07.2025", "5/7", "уровень 3", "этап два", "три года назад", "ночь на 5 июля",
]  # fmt: skip

TABLES = {"vi": (SAID, SILENT), "en": (EN_SAID, EN_SILENT), "ru": (RU_SAID, RU_SILENT)}
ROWS = [(lang, text, said) for lang, (rows, _) in TABLES.items() for text, said in rows]
QUIET = [(lang, text) for lang, (_, rows) in TABLES.items() for text in rows]


@pytest.mark.parametrize(("lang", "text", "said"), ROWS, ids=[f"{lang} {text}" for lang, text, _ in ROWS])
def test_number_is_read(lang: str, text: str, said: list[Said]) -> None:
    assert read(text, lang) == said


@pytest.mark.parametrize(("lang", "text"), QUIET)
def test_no_count_is_read(lang: str, text: str) -> None:
    assert read(text, lang) == []


def test_word_that_ties_a_number_to_what_is_counted_belongs_to_it_but_is_not_said() -> None:
    text = "dozens of people, two of them"
    dozens, two = NUMBERS["en"].find(text)
    assert (text[dozens.start : dozens.end], text[dozens.start : dozens.reach]) == ("dozens", "dozens of")
    assert (two.tied, two.reach) == (0, two.end)


@pytest.mark.parametrize(
    ("text", "articles"), [("a tank", 1), ("one tank", 0), ("at least a tank", 0), ("a hundred", 0)]
)
def test_article_alone_is_marked(text: str, articles: int) -> None:
    assert sum(number.is_article for number in NUMBERS["en"].find(text)) == articles


def test_core_starts_behind_the_qualifier() -> None:
    text = "khiến ít nhất 550 binh sĩ"
    (number,) = NUMBERS["vi"].find(text)
    assert text[number.core_start : number.end] == "550"


def test_label_in_the_line_above_does_not_reach_down() -> None:
    assert read("nghị quyết\n\n20 người chết") == [("20", 20, 20, "exact")]


@pytest.mark.parametrize("change", ["table", "key", "value", "missing", "suffix", "mark"])
def test_faulty_pack_is_refused_with_file_and_entry(change: str) -> None:
    data = copy.deepcopy(DATA["vi"])
    if change == "table":
        data["phrasess"] = {}
    elif change == "key":
        data["not_before"]["wordss"] = []
    elif change == "value":
        data["scales"]["nghìn"] = "1000"
    elif change == "suffix":
        data["marks"]["suffixes"] = {"k": "1000"}
    elif change == "mark":
        data["marks"]["behind"] = {"+": "plenty"}
    else:
        del data["counted"]
    with pytest.raises(PackError, match=r"numbers\.toml: \w+"):
        Numbers.from_data(data)


WORDS = {
    lang: sorted(
        {word for text, _ in said for word in text.split()} | {word for text in silent for word in text.split()}
    )
    for lang, (said, silent) in TABLES.items()
}
TEXTS = st.sampled_from(sorted(TABLES)).flatmap(
    lambda lang: st.tuples(
        st.just(lang),
        st.lists(st.one_of(st.sampled_from(WORDS[lang]), st.text(max_size=6)), max_size=40).map(" ".join),
    )
)


@given(TEXTS)
def test_numbers_lie_in_the_text_in_order_and_do_not_depend_on_the_run(case: tuple[str, str]) -> None:
    lang, text = case
    text = text.lower()
    found = NUMBERS[lang].find(text)
    assert found == NUMBERS[lang].find(text)
    assert all(0 <= n.start <= n.core_start < n.end <= n.reach <= len(text) for n in found)
    assert all(first.reach <= second.start for first, second in pairwise(found))
    assert all(n.low is None or n.high is None or 0 <= n.low <= n.high for n in found)
