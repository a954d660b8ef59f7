"""The component of a spaCy pipeline: claims on a Doc, aligned with its tokens, in the languages of the packs."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from counterclaim import code, pipeline
from counterclaim.errors import CoderMissing, CounterclaimError, UnknownLanguage
from counterclaim.model import Report

BLANKS = {"nlp": {"tokenizer": {"use_pyvi": False}}}
ENGLISH = "Russia said it shot down 12 Ukrainian drones near Kursk.  Kyiv denied it."
VIETNAMESE = "Azerbaijan nói đã phá hủy 12 xe tăng của Armenia. Armenia bác bỏ tin này."


def pipe(lang: str, **config: object) -> Language:
    nlp = spacy.blank(lang, config=BLANKS if lang == "vi" else {})
    nlp.add_pipe(pipeline.NAME, config={"coder": "rules", **config})
    return nlp


one_pipe = cache(lambda: pipe("en", unread="skip"))


@pytest.mark.parametrize(("lang", "text"), [("en", ENGLISH), ("vi", VIETNAMESE), ("xx", ENGLISH)])
def test_claims_are_those_of_the_coder_and_their_tokens_hold_the_characters(lang: str, text: str) -> None:
    doc = pipe(lang)(text)
    found = doc._.claims
    same = [(claim.event, claim.evidence) for claim in code(Report("r", text), coder="rules")]
    assert same
    assert [(each.claim.event, each.claim.evidence) for each in found] == same
    for each in found:
        assert each.claim.evidence.text in each.evidence.text
        spans = ((each.claim.speaker, each.speaker), (each.claim.cue, each.cue), (each.claim.trigger, each.trigger))
        for said, tokens in spans:
            assert (said is None) == (tokens is None)
            assert said is None or tokens is None or said.text in tokens.text


def test_claims_travel_with_the_doc() -> None:
    nlp = pipe("en")
    doc = nlp(ENGLISH)
    kept = DocBin([], store_user_data=True)
    kept.add(doc)
    (back,) = DocBin().from_bytes(kept.to_bytes()).get_docs(nlp.vocab)
    assert [each.claim for each in back._.claims] == [each.claim for each in doc._.claims]


def test_the_day_of_publication_dates_the_times_of_the_text() -> None:
    nlp = pipe("en")
    doc = nlp.make_doc("Russia said it shot down 12 Ukrainian drones on Sunday.")
    doc._.published = "2024-05-07"
    (found,) = nlp(doc)._.claims
    assert str(found.claim.period.start) == "2024-05-05"
    doc = nlp.make_doc("Russia said it shot down 12 Ukrainian drones on Sunday.")
    doc._.published = "yesterday"
    with pytest.raises(CounterclaimError, match=r"doc\._\.published"):
        nlp(doc)


def test_a_doc_that_no_pack_reads_is_refused_or_skipped() -> None:
    text = "La Russie a dit avoir abattu deux drones."
    with pytest.raises(UnknownLanguage):
        pipe("fr")(text)
    assert pipe("fr", unread="skip")(text)._.claims == ()


def test_settings_that_cannot_be_met_are_said_when_the_pipeline_is_made() -> None:
    with pytest.raises(ValueError, match="unread='maybe'"):
        pipe("en", unread="maybe")
    with pytest.raises(CoderMissing):
        pipe("en", coder="oracle")


def test_a_doc_that_the_component_did_not_see_has_no_claims() -> None:
    assert Doc(spacy.blank("en").vocab, words=["Nothing"])._.claims == ()


def test_an_installed_package_needs_no_import() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["spacy_factories"] == {pipeline.NAME: "counterclaim.pipeline:claims_component"}


@settings(max_examples=12, derandomize=True, deadline=None)
@given(
    st.lists(
        st.sampled_from("Russia said it killed 12 soldiers , “ Kyiv denied on Monday \u0301 \n".split(" ")), max_size=20
    )
)
def test_any_words_are_coded_on_whole_tokens(words: list[str]) -> None:
    doc = one_pipe()(" ".join(words))
    for found in doc._.claims:
        span = found.claim.evidence
        assert doc.text[span.start : span.end] == span.text
        assert found.evidence.start_char <= span.start < span.end <= found.evidence.end_char
