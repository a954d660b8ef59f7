"""Deals, truces, talks, prisoners, crossings and arms, where a language changes its words; half expects silence."""

from __future__ import annotations

import pytest

from counterclaim.coding.coder import code
from counterclaim.language.packs import supported
from counterclaim.model import Report

WAR = " The war between Israel and Hamas in Gaza began two years ago."


def told(text: str, *events: str) -> set[str]:
    """What a report of the war claims of these events, each claim as "speaker stance event actor target"."""
    if "en" not in supported():
        pytest.skip("no pack for en")
    claims = code(Report(id="x", lang="en", body=text + WAR, published="2026-03-10"))
    return {
        f"{claim.speaker_party} {claim.stance} {claim.event} {claim.actor or '-'} {claim.target or '-'}"
        for claim in claims
        if claim.event in events
    }


DEALS = [
    ("Armenia and Azerbaijan signed a peace treaty.", {"narrator asserts agreement ARM AZE"}),
    ("Israel and Hamas agreed to a ceasefire.", {"narrator asserts ceasefire ISR hamas"}),
    (
        "The US-brokered ceasefire between Israel and Hamas came into effect on Friday.",
        {"narrator asserts ceasefire ISR hamas"},
    ),
    ("Ukraine presented a peace plan to the US.", {"UKR offers agreement UKR USA"}),
    ("Netanyahu supports Trump's plan to end the war in Gaza.", {"ISR asserts ceasefire ISR gaza"}),
    ("Trump orders Israel to stop bombing Gaza.", {"USA calls_for ceasefire ISR hamas"}),
    # all that somebody speaks of, and not what stands beside it
    ("Qatar says the ceasefire between Israel and Hamas is at risk.", {"QAT asserts ceasefire ISR hamas"}),
    ("Egypt said its gas deal with Israel is only about trade.", {"EGY asserts agreement EGY ISR"}),
    ("Israel says its troops will stay, in contempt of the ceasefire with Hamas.", set()),
    ("The ceasefire between Israel and Hamas is fragile.", set()),
    ("Families returned home during the ceasefire between Israel and Hamas.", set()),
    ("The UN renews its ceasefire appeal to Israel and Hamas.", set()),
    ("Analysts fear for the deal between Israel and Hamas.", set()),
]


@pytest.mark.parametrize(("text", "claims"), DEALS)
def test_a_deal_is_told_where_it_comes_about_or_is_proposed(text: str, claims: set[str]) -> None:
    assert told(text, "ceasefire", "agreement") == claims


BREACHES = [
    ("Hamas accuses Israel of violating the ceasefire.", {"hamas accuses violation ISR hamas"}),
    ("The SDF accuses Syrian forces of violating a withdrawal deal.", {"sdf accuses violation SYR sdf"}),
    ("Qatar condemned Israel's violation of the ceasefire.", {"QAT accuses violation ISR hamas"}),
    ("Hamas broke the silence on the deal.", set()),
    ("Israel broke its own record for exports.", set()),
]


@pytest.mark.parametrize(("text", "claims"), BREACHES)
def test_what_is_broken_is_no_act_of_its_own(text: str, claims: set[str]) -> None:
    assert told(text, "violation", "ceasefire", "agreement", "withdrawal") == claims


CROSSINGS = [
    ("Israel will reopen the Rafah border crossing.", {"ISR denies blockade ISR gaza"}),
    ("Cambodia halts all border crossings with Thailand.", {"narrator asserts blockade KHM THA"}),
    ("The Rafah border crossing reopens on Monday.", set()),
    ("Israel opened a hospital near the border.", set()),
]


@pytest.mark.parametrize(("text", "claims"), CROSSINGS)
def test_who_reopens_a_crossing_denies_its_closure(text: str, claims: set[str]) -> None:
    assert told(text, "blockade") == claims


HANDED_OVER = [
    ("Hamas handed over the bodies of three Israeli hostages.", {"narrator asserts released hamas ISR"}),
    ("Israel received the captive's body from Hamas.", {"narrator asserts released hamas ISR"}),
    ("Hamas freed all the remaining Israeli hostages.", {"narrator asserts released hamas ISR"}),
    ("Israel welcomed the release of a report on the war.", set()),
    ("Israel wants to be free from threats.", set()),
    ("Doctors found evidence on the bodies.", set()),
]


@pytest.mark.parametrize(("text", "claims"), HANDED_OVER)
def test_people_are_handed_over_and_nothing_else(text: str, claims: set[str]) -> None:
    assert told(text, "released") == claims


FORCES = [
    ("The US is ramping up its military presence in the Gulf.", {"narrator asserts deployment USA -"}),
    ("Germany pledges $2bn in military aid for Ukraine.", {"DEU intends arms_supply DEU UKR"}),
    ("Ukraine foiled a Russian attack on Kyiv.", {"narrator asserts repel UKR RUS"}),
    ("Ukraine declared martial law.", {"narrator asserts mobilization UKR -"}),
    ("The US will provide insurance for ships in the Gulf.", set()),
    ("A camera captured the moment in Gaza.", set()),
    ("Israel takes full responsibility.", set()),
    ("Four Arab countries host US bases.", set()),
]


@pytest.mark.parametrize(("text", "claims"), FORCES)
def test_what_is_moved_given_taken_and_beaten_back(text: str, claims: set[str]) -> None:
    kinds = ("deployment", "arms_supply", "mobilization", "control", "talks", "repel")
    assert told(text, *kinds) == claims


TALKS = [
    ("Ukrainian envoys travel to the US for talks.", {"narrator asserts talks UKR USA"}),
    ("Zelenskyy confirms that he discussed the plan with the US Army Secretary.", {"UKR confirms talks UKR USA"}),
    ("Turkey says Iran is ready to negotiate with the US.", {"TUR asserts talks IRN USA"}),
    ("Trump discussed Venezuela.", set()),
    ("The war meets the definition of genocide.", set()),
]


@pytest.mark.parametrize(("text", "claims"), TALKS)
def test_talks_have_two_sides(text: str, claims: set[str]) -> None:
    assert told(text, "talks") == claims


ASKED = [
    ("Israel said whether Hamas had struck Gaza was unclear.", set()),
    ("Israel struck Gaza, raising questions as to whether the truce will hold.", {"narrator asserts attack ISR gaza"}),
]


@pytest.mark.parametrize(("text", "claims"), ASKED)
def test_nothing_before_a_question_word_is_asked(text: str, claims: set[str]) -> None:
    assert told(text, "attack") == claims


HELPED = [
    ("More food aid was allowed into Gaza on Monday.", {"narrator asserts humanitarian_aid - gaza"}),
    ("The UN urges a humanitarian corridor out of Gaza City.", {"un calls_for humanitarian_aid - -"}),
    ("Israel restricts aid entering Gaza.", set()),
    ("Syria and Israel meet for US-mediated talks in Paris.", {"narrator asserts mediation USA -"}),
    ("The US-brokered truce between Israel and Hamas is fragile.", set()),
]


@pytest.mark.parametrize(("text", "claims"), HELPED)
def test_relief_that_comes_in_and_who_mediates(text: str, claims: set[str]) -> None:
    assert told(text, "humanitarian_aid", "mediation") == claims


BROKEN_OFF = [
    ("Hungary will suspend its gas supplies to Ukraine.", {"HUN intends sanction HUN UKR"}),
    ("Turkey halts all trade with Israel.", {"narrator asserts sanction TUR ISR"}),
    ("Israel cuts taxes as trade grows.", set()),
]


@pytest.mark.parametrize(("text", "claims"), BROKEN_OFF)
def test_dealings_that_are_broken_off_punish(text: str, claims: set[str]) -> None:
    assert told(text, "sanction") == claims
