"""Who did it and to whom where a report implies it: one line for each mechanism, half of them expecting nobody."""

from __future__ import annotations

import pytest

from counterclaim.coding.coder import code
from counterclaim.model import Report

ENGLISH = [
    # whose attack struck the same people, in the same words or in the title
    ("Israeli attacks on Gaza kill 48", "At least 42 people were killed in Gaza City.", "killed", "ISR>gaza"),
    ("Israel raids two West Bank villages after killing Nablus man", "", "killed", "ISR>PSE"),
    ("Pakistan air strike kills at least 85 in Kandahar", "", "killed", "PAK>AFG"),
    # not where two struck them, nor where another was struck
    ("US and Israel strike Iran", "Dozens of people were killed in Iran.", "killed", "None>IRN"),
    ("Russia strikes Kyiv", "Two people were killed in Syria.", "killed", "None>SYR"),
    # a state is taken for whom its enemy strikes; a group is not, unless somebody names it as the doer
    ("Russia wants a truce with Ukraine", "An air strike hit a hospital in Kherson, Ukraine.", "air_strike", "RUS>UKR"),
    (
        "Islamic State is still in Syria",
        "An air strike killed ten civilians in Idlib, Syria.",
        "air_strike",
        "None>SYR",
    ),
    # unnamed sides of a war inside one land
    ("War in Syria", "Two civilians were killed as rebels shelled Damascus.", "shelling", "syrian-rebels>SYR"),
    ("War in Syria", "Three children were killed in regime airstrikes on Homs.", "killed", "SYR>SYR"),
    ("War in Syria", "Government forces captured 12 rebels near Aleppo.", "captured", "SYR>syrian-rebels"),
    # whom a blockade without an object is laid on; a crossing is of the land that it closes
    ("Cuba reels from US oil blockade", "", "blockade", "USA>CUB"),
    ("Israel will be reopening the Rafah crossing", "", "blockade", "ISR>gaza"),
    ("Iran closes the Strait of Hormuz", "", "blockade", "IRN>None"),
    # who is blamed for a toll did it; who is told to be dead did not
    ("Afghanistan accuses Pakistan of killing 200 people", "", "killed", "PAK>AFG"),
    ("Afghanistan mourns 200 people killed in Kabul", "", "killed", "None>AFG"),
    # a land after the comma of a town says where it lies; after "after" it is who answers
    ("Russian strikes on Kharkiv, Ukraine killed five people", "", "killed", "RUS>UKR"),
    ("After Russian strikes on Kharkiv, Ukraine killed five Russian soldiers", "", "killed", "UKR>RUS"),
    # another noun of an act between an attack and what it did
    ("Israeli attacks since the ceasefire have killed 377 people in Gaza", "", "killed", "ISR>gaza"),
    # the part of a land that is named, and no other that the report names too
    ("Israel strikes Gaza", "Israeli forces killed two Palestinian boys in Jenin.", "killed", "ISR>PSE"),
    ("Israel strikes Gaza", "Israeli forces killed two Palestinian boys.", "killed", "ISR>gaza"),
    # two leaders joined by a hyphen; who leads an attack
    ("Missiles hit Kyiv ahead of Trump-Putin summit", "", "talks", "USA>RUS"),
    ("Israel recalls the Hamas-led attack", "", "attack", "hamas>ISR"),
    # "U.S." is what "US" is; two states that strike together are two doers, and of one toll nobody
    ("Six civilians were killed in U.S. air strikes on Raqa", "", "killed", "USA>SYR"),
    ("Oil prices rise after US and Israeli strikes on Iran", "", "attack", "ISR>IRN"),
    ("US and Israeli strikes killed 40 people in Iran", "", "killed", "None>IRN"),
    ("Missiles hit Kyiv ahead of U.S.-Ukraine talks", "", "talks", "USA>UKR"),
    # whose abduction it is, unless it is told whom it took
    ("Venezuela mourns after Maduro's abduction", "", "captured", "None>VEN"),
    ("Venezuela decries Trump's abduction of Maduro", "", "captured", "USA>VEN"),
    # in a war inside one land its state strikes its own towns
    ("War in Syria", "Syrian army planes bombed rebels. The army shelled a town near Aleppo.", "shelling", "SYR>SYR"),
    # nobody's where the land is another's, or the word only says what a place is like
    ("War in Congo", "Rebels killed ten people near Goma in Congo.", "killed", "None>COD"),
    ("War in Ukraine", "Rebels shelled a town in Ukraine.", "shelling", "None>UKR"),
    ("War in Syria", "Russian planes bombed a rebel-held town near Aleppo in Syria.", "air_strike", "RUS>SYR"),
]


VIETNAMESE = [
    # a state that blames another and names nobody wronged means itself; a body that watches does not, nor a group
    ("Iran cáo buộc Mỹ phá hoại đàm phán", "", "other", "USA>IRN"),
    ("Liên Hợp Quốc chỉ trích Israel vì cản trở hòa bình", "", "other", "ISR>None"),
    ("Hamas cáo buộc Israel bịa đặt câu chuyện về con tin", "", "other", "ISR>None"),
    # drills around a foe; not those at a friend's
    ("Trung Quốc lại tập trận hải quân quanh Đài Loan", "", "exercise", "CHN>TWN"),
    ("Mỹ tập trận ở Ba Lan", "", "exercise", "USA>None"),
    # forces that go into a land at war; not into one at peace, nor near one
    ("Pháp đưa quân tới Ukraine giữa chiến sự với Nga", "", "deployment", "FRA>UKR"),
    ("Mỹ điều binh sĩ đến Greenland", "", "deployment", "USA>None"),
    ("Philippines triển khai tên lửa gần Đài Loan", "Trung Quốc đang tập trận.", "deployment", "PHL>None"),
    # whose arms are bought
    ("Ukraine mua 100 tiêm kích của Pháp giữa chiến sự với Nga", "", "arms_supply", "FRA>UKR"),
    ("Ukraine sẽ mua 100 tiêm kích Rafale giữa chiến sự với Nga", "", "arms_supply", "None>UKR"),
    # whose attack struck the same people; not where two struck them, nor where another was struck
    (
        "IS tấn công ở Iraq",
        "41 binh sĩ Iraq thiệt mạng trong những vụ tấn công do IS tiến hành.",
        "killed",
        "islamic-state>IRQ",
    ),
    ("Mỹ, Israel tấn công Iran", "Hàng chục người đã thiệt mạng ở Iran.", "killed", "None>IRN"),
    ("Nga tập kích Ukraine", "Hai người thiệt mạng ở Syria.", "killed", "None>SYR"),
    # unnamed rebels of a land at war with itself; not where the land is another
    ("Nội chiến Syria", "Phiến quân pháo kích Damascus.", "shelling", "syrian-rebels>SYR"),
    ("Nội chiến Syria", "Quân đội Syria không kích quân nổi dậy ở Idlib.", "air_strike", "SYR>syrian-rebels"),
    ("Nội chiến Syria", "Quân đội Syria bao vây Idlib, phiến quân phản công.", "blockade", "SYR>syrian-rebels"),
    ("Nội chiến Syria", "Nga không kích vị trí của phiến quân tại Homs.", "air_strike", "RUS>syrian-rebels"),
    ("Nội chiến Syria", "Nga không kích các vị trí ở Idlib.", "air_strike", "RUS>SYR"),
    ("Nội chiến Congo", "Phiến quân tấn công Goma ở Congo.", "attack", "None>COD"),
    ("Chiến sự Ukraine", "Phiến quân pháo kích một thị trấn ở Ukraine.", "shelling", "None>UKR"),
]


NOTHING_MORE = {"en": "A short report on the war.", "vi": "Bản tin ngắn về chiến sự."}
"""Body of a report of which only the title matters."""


@pytest.mark.parametrize(
    ("lang", "title", "body", "event", "parties"),
    [("en", *row) for row in ENGLISH] + [("vi", *row) for row in VIETNAMESE],
)
def test_parties_are_implied_or_left_open(lang: str, title: str, body: str, event: str, parties: str) -> None:
    report = Report("x", body or NOTHING_MORE[lang], lang=lang, title=title, published="2026-03-10")
    found = [f"{claim.actor}>{claim.target}" for claim in code(report) if claim.event == event]
    assert found[-1:] == [parties]
