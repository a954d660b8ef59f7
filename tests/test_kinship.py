"""Which parties may be meant by each other, and which fight each other."""

from __future__ import annotations

import pytest

from counterclaim.reconciliation.kinship import NOBODY, kin, rivals, same_party

# two parties, whether reports may mean one by the other
KIN = [
    ("gaza", "gaza", True),
    ("gaza", "PSE", True),  # Gaza's people are Palestinians
    ("hamas", "gaza", True),  # a group and the land where it is fought
    ("hamas", "PSE", True),  # and the people that the land is part of
    ("hamas", "QAT", True),
    ("houthi", "YEM", True),
    ("al-qaeda", "YEM", True),
    ("houthi", "al-qaeda", False),  # two groups on one land
    ("gaza", "QAT", False),  # two lands of one group
    ("PSE", "QAT", False),
    ("QAT", "LBN", False),
    ("houthi", "SAU", False),
    ("saudi-led-coalition", "SAU", True),  # a coalition and who leads it
    ("us-led-coalition", "USA", True),
    ("saudi-led-coalition", "USA", False),
    ("narrator", "unnamed", False),
    ("USA", "ISR", False),
]


@pytest.mark.parametrize(("one", "other", "wanted"), KIN)
def test_whether_two_codes_can_mean_one_party(one: str, other: str, wanted: bool) -> None:
    assert same_party(one, other) is same_party(other, one) is wanted


def test_nobody_is_kin_to_itself() -> None:
    assert not any(party in others for party, others in kin().items())
    assert all(party in kin()[other] for party, others in kin().items() for other in others)


# who speaks, of whose losses, whether the two fight
RIVALS = [
    ("AZE", "ARM", True),
    ("ARM", "AZE", True),
    ("ISR", "hamas", True),
    ("ISR", "gaza", True),
    ("SAU", "houthi", True),
    ("SAU", "YEM", True),  # the land may stand for the group that is fought there
    ("USA", "un", False),
    ("un", "ARM", False),
    ("ARM", "ARM", False),
    ("QAT", "ISR", False),  # who speaks is known: a state that hosts a group's office is no party to its war
]


@pytest.mark.parametrize(("one", "other", "wanted"), RIVALS)
def test_whether_a_speaker_fights_whom_it_befell(one: str, other: str, wanted: bool) -> None:
    assert rivals(one, other) is wanted


def test_papers_and_sources_without_a_name_are_no_party() -> None:
    assert {"narrator", "unnamed"} == NOBODY
