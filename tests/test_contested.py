"""Names of several parties or places: the report tells which is meant, or nothing is made of them."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.language.contested import settle
from counterclaim.language.lexicon import Lexeme, PartyName
from counterclaim.language.mention import Mention
from counterclaim.language.packs import pack_for, supported
from counterclaim.language.scan import matches, mentions
from counterclaim.reading.text import normal_text

NOBODY = None


def named(lang: str, text: str, name: str) -> Mention | None:
    """The mention of the last place where a name stands in a text."""
    if lang not in supported():
        pytest.skip(f"no pack for {lang}")
    normal, pack = normal_text(text), pack_for(lang)
    start = text.rindex(name)
    found = mentions(normal, pack, matches(normal, pack), date(2026, 2, 1))
    return next((mention for mention in found if mention.start == start), None)


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        # a name right beside it tells
        ("South Korea's Joint Chiefs of Staff said the North fired missiles.", "Joint Chiefs of Staff", "KOR"),
        ("Fighters were shelled in Tripoli, Lebanon, not in Libya.", "Tripoli", "LBN"),
        ("Libya sent envoys to the Lebanese city of Tripoli.", "Tripoli", "LBN"),
        ("Pakistan's Foreign Office said the UK was told.", "Foreign Office", "PAK"),
        ("Two people died in Georgia, US, said Tbilisi.", "Georgia", "USA"),
        # the other names of the report tell
        ("Tbilisi said the Kobakhidze government would leave. Georgia called for talks.", "Georgia", "GEO"),
        ("Shots were fired in Atlanta, then in Texas. Georgia was on alert.", "Georgia", "USA"),
        ("Beirut sent troops after the Lebanese army was hit. Tripoli was calm.", "Tripoli", "LBN"),
        ("Haftar's men were near Benghazi. Tripoli was calm.", "Tripoli", "LBY"),
        ("Brazzaville denied it. Sassou Nguesso said Congo would not fight.", "Congo", "COG"),
        ("Kinshasa and M23 signed. Tshisekedi said Congo would not fight.", "Congo", "COD"),
        ("Abuja sent soldiers to Sokoto. Niger was hit too.", "Niger", "NGA"),
        ("Niamey said Tiani would leave. Niger closed its border.", "Niger", "NER"),
        ("Pyongyang tested a missile. Kim Jong Un said Korea would win.", "Korea", "PRK"),
        ("Seoul held drills. Lee Jae-myung said Korea would win.", "Korea", "KOR"),
        ("Kim Jong Un watched the launch. The North fired two missiles.", "North", "PRK"),
        ("The IRGC fired missiles. The Guards said they hit ships.", "Guards", "IRN"),
        ("Hamas and Israel fought on in Gaza City. The Strip was shelled.", "Strip", "gaza"),
        ("New Delhi closed the border. In Punjab, Modi's party won.", "Punjab", "IND"),
        ("Islamabad closed the border. In Punjab, Sharif's party won.", "Punjab", "PAK"),
        ("Israel's army said its Northern Command struck Lebanon.", "Northern Command", "ISR"),
        ("A drone fell on Donetsk in the Rostov region.", "Donetsk", "RUS"),
        ("Cairo sent aid. The Egyptian side of Rafah was open.", "Rafah", "EGY"),
        ("Yerevan said the Armenian town of Martuni was hit.", "Martuni", "ARM"),
        ("Maputo sent soldiers to Cabo Delgado. Palma was attacked.", "Palma", "MOZ"),
        ("Beijing aired it. State broadcaster CCTV said China would reply.", "CCTV", "CHN"),
        ("The police looked at CCTV of the street.", "CCTV", NOBODY),
        ("The Taliban said the border would stay closed.", "Taliban", "AFG"),
        # where nothing tells, what is usually meant
        ("A drone fell on Donetsk.", "Donetsk", "UKR"),
        ("Five people were killed in Rafah.", "Rafah", "gaza"),
        ("Shells fell on Martuni.", "Martuni", "nagorno-karabakh"),
        ("Georgia and Ukraine signed a deal.", "Georgia", "GEO"),
        ("The US and Georgia signed a deal.", "Georgia", "GEO"),
        ("US officials said Georgia would sign a deal.", "Georgia", "GEO"),
        ("Fighting broke out in Tripoli.", "Tripoli", "LBY"),
        ("Rebels attacked villages in Congo.", "Congo", "COD"),
        ("Rebels attacked villages in Niger.", "Niger", "NER"),
        ("The Joint Chiefs of Staff confirmed the strike.", "Joint Chiefs of Staff", "USA"),
        ("The Foreign Office summoned the ambassador.", "Foreign Office", "GBR"),
        # and nothing, where nothing is usual
        ("They were arrested in Palma.", "Palma", NOBODY),
        ("War broke out in Korea.", "Korea", NOBODY),
        ("Seoul and Pyongyang spoke. Korea was calm.", "Korea", NOBODY),
        ("Rebels attacked villages in Punjab.", "Punjab", NOBODY),
        ("The North was calm.", "North", NOBODY),
        ("The Guards lost the match.", "Guards", NOBODY),
    ],
)
def test_english(text: str, name: str, code: str | None) -> None:
    mention = named("en", text, name)
    place = mention.lexeme.place if mention else None
    assert (mention.party.code if mention and mention.party else place.code if place else None) == code


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("В Киншасе заявили, что Конго не будет воевать.", "Конго", "COD"),
        ("В Браззавиле заявили, что Конго не будет воевать.", "Конго", "COG"),
        ("В Бейруте заявили, что в Триполи спокойно.", "Триполи", "LBN"),
        ("Хафтар заявил, что в Триполи спокойно.", "Триполи", "LBY"),
        ("В Ростовской области беспилотник упал в российском Донецке.", "Донецке", "RUS"),
        ("Беспилотник упал в Донецке.", "Донецке", "UKR"),
        ("Ереван заявил, что армянский Мартуни обстреляли.", "Мартуни", "ARM"),
        ("В Исламабаде заявили, что в Хайдарабаде спокойно.", "Хайдарабаде", "PAK"),
        ("В Дели заявили, что в Хайдарабаде спокойно.", "Хайдарабаде", "IND"),
        ("Война началась в Корее.", "Корее", NOBODY),
    ],
)
def test_russian(text: str, name: str, code: str | None) -> None:
    mention = named("ru", text, name)
    place = mention.lexeme.place if mention else None
    assert (mention.party.code if mention and mention.party else place.code if place else None) == code


def test_a_contested_land_that_nothing_tells_stays_a_place() -> None:
    mention = named("en", "War broke out in Korea.", "Korea")
    assert mention is not None
    assert mention.name
    assert mention.lexeme.place is not None


def test_a_contested_body_that_nothing_tells_is_no_name() -> None:
    bodies = tuple(PartyName(code, "metonym", contested=True) for code in ("RUS", "USA"))
    fleet = Mention(4, 17, Lexeme("pacific fleet", parties=bodies, contested=True), name=True)
    assert settle("The Pacific Fleet sailed.", [fleet], lambda party: True, ()) == []
