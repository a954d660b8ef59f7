"""Whom a report relays: credits at its head and foot; half of the rows expect silence."""

from __future__ import annotations

import pytest

from counterclaim.coding.coder import code
from counterclaim.language.credits import credited, credits_of
from counterclaim.model import Report

ROWS = [
    ("en", "KYIV (Reuters) - Two soldiers died.", ["reuters"]),
    ("en", "KYIV, Ukraine (AP) — Two soldiers died.", ["ap"]),
    ("en", "(AFP) - Two soldiers died.", ["afp"]),
    ("en", "JERUSALEM/GAZA (Reuters) - Two soldiers died.", ["reuters"]),
    ("en", "Two soldiers died.\nAP contributed to this report.", ["ap"]),
    (
        "en",
        "Two soldiers died.\nAssociated Press writers Jane Doe in Kyiv and John Roe contributed to this report.",
        ["ap"],
    ),
    ("en", "Two soldiers died.\nSource: Reuters", ["reuters"]),
    ("en", "Two soldiers died.\n— AFP", ["afp"]),
    ("en", "Two soldiers died.\nWith inputs from AFP and Reuters", ["afp", "reuters"]),
    ("en", "Two soldiers died. (Reuters)", ["reuters"]),
    ("en", "Two soldiers died, Reuters reported.", []),
    ("en", "Two soldiers died (one of them a Reuters reporter).", []),
    ("en", "Reuters (the agency) said two soldiers died.", []),
    ("en", "The BBC said - two soldiers died.", []),
    ("en", "Two soldiers died.\nJane Doe contributed to this report.", []),
    ("en", "He told Reuters. The army was asked.\nIt did not answer Reuters", []),
    ("en", "Two soldiers died (Kyiv).", []),
    ("vi", "Hai binh sĩ thiệt mạng. (Theo RT)", ["rt"]),
    ("vi", "Hai binh sĩ thiệt mạng.\nTheo Reuters, AFP", ["reuters", "afp"]),
    ("vi", "Hai binh sĩ thiệt mạng.\n(Nguồn: TTXVN)", ["ttxvn"]),
    ("vi", "Hai binh sĩ thiệt mạng.\nTheo Reuters và AFP.", ["reuters", "afp"]),
    ("vi", "Theo Reuters, hai binh sĩ thiệt mạng.", []),
    ("vi", "Hai binh sĩ thiệt mạng, theo Reuters.", []),
    ("vi", "Hai binh sĩ thiệt mạng, theo báo Financial Times (FT).", []),
    ("vi", "Hai binh sĩ thiệt mạng (theo lời ông).", []),
    ("ru", "МОСКВА, 5 марта. /ТАСС/. Двое военных погибли.", ["tass"]),
    ("ru", "КИЕВ, 5 мар — РИА Новости. Двое военных погибли.", ["ria-novosti"]),
    ("ru", "Двое военных погибли.\nИсточник: ТАСС", ["tass"]),
    ("ru", "Двое военных погибли, сообщает ТАСС.", []),
    ("ru", "Двое военных погибли 24/7.", []),
]


@pytest.mark.parametrize(("lang", "body", "via"), ROWS)
def test_the_agencies_that_a_report_credits(lang: str, body: str, via: list[str]) -> None:
    assert list(credits_of(Report("a", body, lang=lang))) == via


def test_a_report_does_not_relay_itself() -> None:
    report = Report("a", "KYIV (Reuters) - Two soldiers died.", lang="en", outlet="Reuters")
    assert credits_of(report) == ()


def test_the_language_need_not_be_said() -> None:
    assert credited(Report("a", "Hai binh sĩ của quân đội đã thiệt mạng trong trận này. (Theo RT)")).via == ("rt",)


def test_what_the_report_says_itself_stays() -> None:
    assert credited(Report("a", "KYIV (Reuters) - Two died.", lang="en", via=("afp",))).via == ("afp",)


def test_the_claims_of_a_report_are_relayed_with_it() -> None:
    report = Report(
        "a",
        "Ukraine's army said on Monday that it destroyed 3 Russian tanks.",
        lang="en",
        published="2024-03-05",
        via=("afp",),
    )
    claims = code(report)
    assert claims
    assert all("afp" in claim.via for claim in claims)
