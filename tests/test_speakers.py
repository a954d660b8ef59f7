"""Who says it, where a language changes its words: speakers at the end, nouns of speech, title and text."""

from __future__ import annotations

import pytest

from counterclaim.coding.coder import code
from counterclaim.language.packs import supported
from counterclaim.model import Report


def told(text: str) -> set[str]:
    """What a report claims ("TITLE || TEXT"), each claim as "speaker stance event actor target"."""
    if "en" not in supported():
        pytest.skip("no pack for en")
    title, _, body = text.rpartition(" || ")
    claims = code(Report(id="x", lang="en", title=title, body=body, published="2026-03-10"))
    return {
        f"{claim.speaker_party} {claim.stance} {claim.event} {claim.actor or '-'} {claim.target or '-'}"
        for claim in claims
    }


AT_THE_END = [
    (
        "Israel killed 12 people in Gaza on Monday, medics said, in the deadliest day of the truce.",
        {"gaza asserts killed ISR gaza"},
    ),
    (
        "Russia shelled the town of Kupiansk in Ukraine, the Ukrainian army said on Monday.",
        {"UKR asserts shelling RUS UKR"},
    ),
    ("Russia shelled the town of Kupiansk in Ukraine, the army and the police.", {"narrator asserts shelling RUS UKR"}),
]

OFFICIALS = [
    (
        "Russian drone attack kills two in Ukraine ahead of a vote in the US, officials say || The war goes on.",
        {"UKR asserts drone_strike RUS UKR", "UKR asserts killed RUS UKR"},
    ),
    (
        "Israeli strikes kill 13 in Syria: State media || The war goes on.",
        {f"SYR asserts {x} ISR SYR" for x in ("attack", "killed")},
    ),
    (
        "Russian strike kills 15 miners in Ukraine, rights groups say || The war goes on.",
        {f"unnamed asserts {x} RUS UKR" for x in ("attack", "killed")},
    ),
    ("Trump says China would never attack the US.", {"USA denies attack CHN USA"}),
]

PASSIVES = [
    ("Ukraine blamed the strike on Russia.", {"UKR accuses attack RUS UKR"}),
    ("The strike on the Ukrainian city was blamed on Russia.", {"unnamed accuses attack RUS UKR"}),
    (
        "Israel killed a general in Tehran. The death has not been confirmed by Iran.",
        {"narrator asserts killed ISR IRN", "IRN withholds killed - -"},
    ),
    ("Israel was accused by the UN of attacking a school in Gaza.", {"un accuses attack ISR gaza"}),
    ("At least 12 soldiers were reported killed in Sudan's war.", {"unnamed asserts killed - SDN"}),
    ("No group has claimed responsibility for the attack on the army in Pakistan.", {"narrator asserts attack - PAK"}),
]

TOLD_TO = [
    ("Trump told Netanyahu to stop the strikes on Gaza.", {"USA calls_for ceasefire ISR gaza"}),
    ("Trump ordered Israel to halt the strikes on Gaza.", {"USA calls_for ceasefire ISR gaza"}),
    ("Trump continues to threaten military action against Iran.", {"USA threatens attack USA IRN"}),
]

WRONGS = [
    ("Experts say Israel is committing genocide in Gaza.", {"unnamed accuses other ISR gaza"}),
    ("Israel is committing genocide in Gaza, experts said.", {"unnamed accuses other ISR gaza"}),
    ("Zelensky called Russia's strikes on Kyiv barbaric.", {"UKR accuses attack RUS UKR"}),
    ("Hamas must disarm: Netanyahu || The war goes on.", {"ISR calls_for other hamas -"}),
    (
        "Zelensky condemned the Russian strike that killed five people in Kyiv.",
        {"UKR accuses attack RUS UKR", "narrator asserts killed RUS UKR"},
    ),
]

THREATS = [
    ("Iran warns of regional war if it is attacked.", {"IRN threatens attack IRN -"}),
    (
        "Protesters in Yemen voiced support for Iran and Lebanon. Israel struck an airport in Yemen.",
        {"YEM asserts other YEM IRN", "YEM asserts other YEM LBN", "narrator asserts attack ISR YEM"},
    ),
]

NOUNS_OF_SPEECH = [
    (
        "Iran denies claims it fired missiles at the US.",
        {"IRN denies missile_strike IRN USA", "unnamed asserts missile_strike IRN USA"},
    ),
    ("The war goes on after Hezbollah's refusal to withdraw its troops.", {"hezbollah denies withdrawal hezbollah -"}),
    ("Trump spoke of an imminent threat to the region after Iran's warnings.", set()),
    (
        "Qatar and Egypt call for the withdrawal of Israeli troops.",
        {f"{x} calls_for withdrawal ISR -" for x in ("QAT", "EGY")},
    ),
    ("Palestinians call for a ceasefire in the war.", {"PSE calls_for ceasefire - -"}),
]

BESIDE = [
    ("US forces struck what Trump said was a Venezuelan drug base.", "USA asserts other"),
    ("Israel has struck targets it says are linked to Hezbollah.", "ISR asserts other"),
    ("Trump is not concerned about China and Russia and their war plans.", "accuses"),
    ("NPR asks an expert of the army about the war in Ukraine.", "calls_for"),
]

TITLE_AND_TEXT = [
    # who speaks of an act by its noun says one more thing than the title
    (
        "Russian strikes kill 20 in Ukraine || President Zelensky condemned the Russian strikes on Ukraine.",
        {
            "narrator asserts attack RUS UKR",
            "narrator asserts killed RUS UKR",
            "UKR accuses attack RUS UKR",
        },
    ),
    # who tells that it happened says the same thing
    (
        "Russia strikes Ukraine || Ukraine said Russia struck the city of Kharkiv.",
        {"UKR asserts attack RUS UKR"},
    ),
    ("Russia strikes Ukraine || Ukraine confirmed the Russian attack on its capital.", {"UKR confirms attack RUS UKR"}),
]


@pytest.mark.parametrize(
    ("text", "claims"),
    AT_THE_END + OFFICIALS + PASSIVES + TOLD_TO + WRONGS + THREATS + NOUNS_OF_SPEECH + TITLE_AND_TEXT,
)
def test_who_says_it(text: str, claims: set[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(("text", "unsaid"), BESIDE)
def test_what_is_only_named_in_passing_is_no_claim(text: str, unsaid: str) -> None:
    assert not any(unsaid in claim for claim in told(text))
