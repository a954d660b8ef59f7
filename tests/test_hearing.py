"""Reports in one language, in several, and in none that a pack reads."""

from __future__ import annotations

import tomllib

import pytest

from counterclaim.coding.coder import coded, inspect
from counterclaim.coding.hearing import hear
from counterclaim.coding.relevance import promising, relevant
from counterclaim.errors import UnknownLanguage
from counterclaim.language.packs import pack_for, supported
from counterclaim.language.packs.loader import FOLDER
from counterclaim.language.scan import matches, touches
from counterclaim.model import Report
from counterclaim.reading.text import normal_text

TITLE = "Azerbaijan tuyên bố bắn hạ bảy máy bay không người lái"
BODY = "Bộ Quốc phòng Azerbaijan cho biết đã phá hủy 22 xe tăng của Armenia. Yerevan bác bỏ thông tin này."
FRENCH = "« Nous avons détruit douze chars dans la nuit », a déclaré le ministre de la Défense à la presse."
WHOLLY_FRENCH = f"{FRENCH} L'armée a ajouté que les combats se poursuivaient dans le sud du pays."


def events(report: Report) -> list[tuple[str, str, int | None]]:
    return [(claim.speaker_party, claim.event, claim.low) for claim in coded(report).claims]


def test_a_report_need_not_say_its_language() -> None:
    said, unsaid = (Report(id="r", lang=lang, title=TITLE, body=BODY) for lang in ("vi", None))
    assert coded(unsaid) == coded(said)
    assert coded(said).languages == ("vi",)
    assert ("AZE", "destroyed", 22) in events(said)


@pytest.mark.parametrize("lang", ["VI", "vi-VN", "vi_VN"])
def test_a_language_may_be_written_with_its_country(lang: str) -> None:
    assert events(Report(id="r", lang=lang, body=BODY)) == events(Report(id="r", lang="vi", body=BODY))


@pytest.mark.parametrize("lang", ["fr", "fr-FR", "xx"])
def test_a_language_without_a_pack_is_refused_as_it_was_said(lang: str) -> None:
    with pytest.raises(UnknownLanguage, match=rf"'{lang}'; supported: .*vi"):
        coded(Report(id="r", lang=lang, body=BODY))


def test_a_report_in_a_language_without_a_pack_is_refused_by_its_name() -> None:
    with pytest.raises(UnknownLanguage, match=r"'fr'; supported: .*vi"):
        coded(Report(id="r", body=WHOLLY_FRENCH))


@pytest.mark.parametrize("lang", ["vi", None])
def test_a_quotation_that_no_pack_reads_is_left_out_and_the_rest_is_coded(lang: str | None) -> None:
    report = Report(id="r", lang=lang, title=TITLE, body=f"{BODY}\n\n{FRENCH}\n\nNga kêu gọi hai bên ngừng bắn.")
    done = coded(report)
    assert done.languages == ("vi",)
    assert [(foreign.lang, foreign.passage.text) for foreign in done.left_out] == [("fr", FRENCH)]
    assert {("AZE", "destroyed", 22), ("RUS", "ceasefire", None)} <= set(events(report))
    assert inspect(report).left_out == ("fr",)


@pytest.mark.parametrize("body", [f"{BODY}\n\n{WHOLLY_FRENCH}", f"{WHOLLY_FRENCH}\n\n{BODY}"])
def test_of_a_page_in_two_languages_the_half_that_can_be_read_is_coded(body: str) -> None:
    report = Report(id="r", body=body)
    done = coded(report)
    assert ("AZE", "destroyed", 22) in events(report)
    assert {foreign.lang for foreign in done.left_out} == {"fr"}
    assert all(report.text[each.passage.start : each.passage.end] == each.passage.text for each in done.left_out)


def test_a_report_said_to_be_in_another_language_than_it_is_makes_no_claim() -> None:
    done = coded(Report(id="r", lang="vi", body=WHOLLY_FRENCH))
    assert done.claims == ()
    assert {foreign.lang for foreign in done.left_out} == {"fr"}


@pytest.mark.skipif("en" not in supported(), reason="needs two packs")
class TestTwoPacks:
    """Each passage is read by the pack of its own language."""

    ENGLISH = "Armenia's defence ministry said on Monday that its forces had shot down two Azerbaijani helicopters."

    @pytest.mark.parametrize("lang", ["vi", "en", None])
    @pytest.mark.parametrize("order", [1, -1])
    def test_a_page_in_two_languages(self, lang: str | None, order: int) -> None:
        body = "\n\n".join((BODY, self.ENGLISH)[::order])
        report = Report(id="r", lang=lang, body=body)
        assert set(coded(report).languages) == {"en", "vi"}
        assert {("AZE", "destroyed", 22), ("ARM", "shot_down", 2)} <= set(events(report))

    def test_a_title_in_another_language(self) -> None:
        report = Report(id="r", lang="vi", title=TITLE, body=self.ENGLISH)
        assert {("AZE", "shot_down", 7), ("ARM", "shot_down", 2)} <= set(events(report))

    def test_a_quotation_in_another_language(self) -> None:
        report = Report(id="r", lang="vi", title=TITLE, body=f"{BODY} {self.ENGLISH} Nga kêu gọi hai bên ngừng bắn.")
        assert coded(report).languages == ("vi", "en")
        assert {("ARM", "shot_down", 2), ("RUS", "ceasefire", None)} <= set(events(report))


@pytest.mark.parametrize("lang", supported())
def test_what_the_automaton_found_is_dropped_only_where_the_cheap_test_would_drop_it(lang: str) -> None:
    examples = tomllib.loads((FOLDER / lang / "examples.toml").read_text("utf-8"))["example"]
    pack = pack_for(lang)
    texts = [normal_text(" ".join(line.split())) for example in examples for line in example["text"].split(". ")]
    spelled = [pack.spelling.applied(text) for text in texts]
    dropped = [text for text in spelled if not promising(touches(text, pack), text, pack)]
    assert dropped
    assert not any(relevant(matches(text, pack), text, pack) for text in dropped)


def test_acts_inside_a_phrase_that_ends_inside_a_word_are_looked_for() -> None:
    pack = pack_for("en")
    hiding = [
        phrase
        for phrase, lexeme in pack.by_phrase.items()
        if " " in phrase and not lexeme.triggers and (first := pack.by_phrase.get(phrase.split()[0])) and first.triggers
    ]
    assert hiding
    for phrase in hiding:
        text = normal_text(f"Hamas, Israel, {phrase}xx")
        if any(lexeme.triggers for _, _, lexeme in matches(text, pack)):
            assert promising(touches(text, pack), text, pack), phrase


def test_a_report_without_conflict_still_shows_what_its_pack_knows() -> None:
    quiet = Report(id="q", lang="en", title="Russia and Ukraine", body="The weather in Russia was fine.")
    assert not hear(quiet).conflict
    assert hear(quiet).main.found
