"""What is counted, and how many: rows of event, unit, low and high, half of them expecting no count or no change."""

from __future__ import annotations

import pytest

from counterclaim.coding.coder import code
from counterclaim.model import Report

ENGLISH = [
    # parts of a counted subject share its act, and it keeps its own count
    ("At least 64 civilians including 19 women were killed in Syria's war.",
     "killed civilians 64 -; killed people 19 19"),
    ("The army says 870 people, including more than 90 children, were killed in the fighting in Sudan.",
     "killed people 870 870; killed children 91 -"),
    ("Twelve soldiers, including conscripts, were killed in Ukraine.", "killed soldiers 12 12"),
    ("Ten soldiers, including two officers, said the war in Ukraine must end.", ""),
    # members of an armed group are its fighters, those of nothing armed are people
    ("Turkey's army killed 14 members of the Syrian Democratic Forces.", "killed fighters 14 14"),
    ("Israel killed three Palestinian militants in the West Bank.", "killed fighters 3 3"),
    ("Russian soldiers killed 12 members of a family in Kyiv.", "killed people 12 12"),
    ("The strike in Syria killed four members of a terrorist organisation.", "killed people 4 4"),
    ("Germany arrests a Hamas member in Berlin.", "captured people 1 1"),
    # a word between a number and whose people they are; "a number of"
    ("Six unarmed Palestinians were killed by Israeli soldiers.", "killed people 6 6"),
    ("Israel killed 6 people before unarmed Palestinians marched in Gaza.", "killed people 6 6"),
    ("Israeli soldiers wounded a number of people in Lebanon.", "wounded people 2 -"),
    ("The number of Israeli strikes on Lebanon has grown.", ""),
    # others hurt beside soldiers are soldiers, but nothing says what those beside children are
    ("Israeli soldiers killed three Lebanese children and wounded 10 others.",
     "killed children 3 3; wounded people 10 10"),
    ("Russian troops killed three Ukrainian soldiers and wounded 10 others.",
     "killed soldiers 3 3; wounded soldiers 10 10"),
    # families are more people than families; who fires alone is not what was hit
    ("Israeli settlers displaced 15 Palestinian families.", ""),
    ("Israeli settlers displaced 15 Palestinian villagers.", "displaced people 15 15"),
    ("A gunman shot at a US army base in Texas.", "shooting bases 1 1"),
    ("An Israeli sniper opened fire near an aid site in Gaza.", ""),
    # a person does not do what armies and police do
    ("Rubio says Maduro's abduction was necessary.", "captured officials 1 1"),
    ("Israel's abduction of five activists angered Iran.", "captured people 5 5"),
    # lives that something cost are the dead
    ("The battle has cost the lives of at least 52 Syrian rebels.", "killed fighters 52 -"),
    ("The battle has cost Syria at least 63 million dollars.", ""),
    # what was hit
    ("Rebels fired three rocket shells at Aleppo in Syria.", "shelling rockets 3 3"),
    ("A Houthi missile hit a military base housing British soldiers in Yemen.", "missile_strike bases 1 1"),
    ("Thirteen Iraqi soldiers were killed in a car bombing by Islamic State.", "killed soldiers 13 13"),
]  # fmt: skip

VIETNAMESE = [
    # a second loss has the count that follows it; a loss is no target of the bombing it came of
    (
        "Vụ nổ bom tại Kabul làm thiệt mạng 41 người, bị thương 97 người.",
        "killed people 41 41; wounded people 97 97",
    ),
    (
        "Vụ đánh bom ở Kabul làm 63 người thiệt mạng, 182 người bị thương.",
        "killed people 63 63; wounded people 182 182",
    ),
    ("13 lính Iraq thiệt mạng trong một loạt vụ đánh bom của IS.", "killed soldiers 13 13"),
    ("2 tên khủng bố IS đã bị tiêu diệt ở Syria.", "killed fighters 2 2"),
    # who leads an armed group
    ("Quân đội Mỹ tiêu diệt một thủ lĩnh IS ở Syria.", "killed officers 1 1"),
    ("Quân đội Mỹ tiêu diệt 12 thành viên của Hezbollah.", "killed fighters 12 12"),
    ("Iran tập kích tàu dầu của Mỹ, 38 thành viên trên tàu được giải cứu.", "released people 38 38"),
    ("Cuộc chiến tại Sudan đã cướp đi sinh mạng của 47.000 người.", "killed people 47000 47000"),
    ("Quân đội Iran suy yếu sau loạt đòn không kích của Israel.", ""),
    ("Mỹ tiến hành nhiều cuộc không kích vào Syria.", "air_strike attacks 2 -"),
    ("Quân đội Iraq đã chiếm lại 32 quận huyện từ IS.", "control settlements 32 32"),
    ("Nga tập kích, 25 lính Vệ binh Quốc gia Ukraine thiệt mạng.", "killed soldiers 25 25"),
    ("Cảnh sát Thái Lan lên án vụ đánh bom 14 cây xăng ở tỉnh Yala.", "bombing infrastructure 14 14"),
    ("Nga thả bom 250 kg xuống Ukraine.", ""),
]


@pytest.mark.parametrize(
    ("lang", "text", "counted"), [("en", *row) for row in ENGLISH] + [("vi", *row) for row in VIETNAMESE]
)
def test_what_is_counted(lang: str, text: str, counted: str) -> None:
    claims = code(Report(id="counted", lang=lang, body=text))
    found = {
        f"{claim.event} {claim.unit} {claim.low if claim.low is not None else '-'} "
        f"{claim.high if claim.high is not None else '-'}"
        for claim in claims
        if (claim.low, claim.high) != (None, None)
    }
    assert found == set(filter(None, counted.split("; ")))


GIVEN = [
    ("en", "France sold missiles to Ukraine.", "missiles"),
    ("vi", "Slovakia chuyển chiến đấu cơ cho Ukraine.", "aircraft"),
    ("en", "France sent weapons to Ukraine for its war with Russia.", None),
    ("vi", "Ba Lan viện trợ vũ khí cho Ukraine trong cuộc chiến với Nga.", None),
    ("en", "France sent troops to Ukraine.", None),
    ("vi", "Đức từ chối cung cấp tên lửa Taurus cho Ukraine.", None),
]


@pytest.mark.parametrize(("lang", "text", "unit"), GIVEN)
def test_arms_given_are_told_without_a_number(lang: str, text: str, unit: str | None) -> None:
    claims = code(Report(id="given", lang=lang, body=text))
    assert {claim.unit for claim in claims} == {unit}
