"""A component of a spaCy pipeline: sets `doc._.claims`, the claims of a Doc with spans on its tokens.

A Doc of any pipeline in a language that a pack reads enters; the same Doc leaves. It needs nothing of the pipeline: no
tagger, no parser, no model. Needs the extra `spacy`; importing this module registers the component `counterclaim`.
Claims are kept in `doc.user_data` as plain values, so that they travel with a Doc to disk and between processes.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> component = nlp.add_pipe("counterclaim", config={"coder": "rules"})
>>> for found in nlp("Russia said it shot down 12 Ukrainian drones.")._.claims:
...     print(found.claim.speaker_party, found.claim.event, found.trigger, found.evidence)
RUS shot_down shot down Russia said it shot down 12 Ukrainian drones
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import msgspec

from counterclaim.coding.coders import coded, coder_named
from counterclaim.config import config_of, using
from counterclaim.errors import CoderMissing, CounterclaimError, RefusedReport, UnknownLanguage
from counterclaim.model import Claim, Report, Span, report_id
from counterclaim.reading.interchange import check_published

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

try:
    from spacy.language import Language
    from spacy.tokens import Doc
except ModuleNotFoundError as _missing:
    raise CoderMissing("spacy", "needs spaCy, which is not installed", "pip install counterclaim[spacy]") from _missing

NAME: Final = "counterclaim"
"""Of the component, for `nlp.add_pipe`."""
UNREAD: Final = ("refuse", "skip")
"""What a pipeline may do with a Doc that no pack reads."""


@dataclass(frozen=True, slots=True)
class DocClaim:
    """A claim of a Doc: "Russia asserts shot_down, and these tokens say so"."""

    claim: Claim
    """The claim; its spans count characters of `Doc.text`, end exclusive."""
    evidence: DocSpan
    """The tokens that hold the evidence: the fewest whole tokens around its characters."""
    speaker: DocSpan | None
    """The tokens of the speaker; None where the report speaks itself."""
    place: DocSpan | None
    """The tokens of the place; None where none is said."""
    cue: DocSpan | None
    """The tokens of speech or stance; None where no words say it."""
    trigger: DocSpan | None
    """The tokens that name the event; None where the coder does not say."""


def _on(doc: Doc, span: Span | None) -> DocSpan | None:
    """The fewest whole tokens that hold characters of a Doc; None where there are none."""
    return doc.char_span(span.start, span.end, label=NAME, alignment_mode="expand") if span is not None else None


def claims_of(doc: Doc) -> tuple[DocClaim, ...]:
    """The claims that the component found in a Doc, in the order of `Coded.claims`: what `doc._.claims` gives.

    Empty where the component did not see the Doc. Nothing is raised.
    """
    kept = msgspec.convert(doc.user_data.get(NAME, ()), tuple[Claim, ...])
    return tuple(
        DocClaim(claim, evidence, *(_on(doc, span) for span in (claim.speaker, claim.place, claim.cue, claim.trigger)))
        for claim in kept
        if (evidence := _on(doc, claim.evidence)) is not None
    )


def _coded(doc: Doc, coder: str | None, lang: str | None, skip: bool) -> tuple[Claim, ...]:
    """What a Doc claims; raises UnknownLanguage where no pack reads it, unless it is to be skipped."""
    published = doc._.published
    report = Report(report_id(None, published, doc.text), doc.text, lang or doc.lang_ or None, published=published)
    if report.published:
        try:
            check_published(report.published, "doc._.published")
        except RefusedReport as fault:
            raise CounterclaimError(str(fault)) from None
    try:
        return coded(report if lang else replace(report, lang=_read(report.lang)), coder).claims
    except UnknownLanguage:
        if skip:
            return ()
        raise


def _read(lang: str | None) -> str | None:
    """The language of a pipeline where it says one: `xx` is spaCy's code for any, and then the text tells."""
    return None if lang in ("xx", "mul") else lang


@Language.factory(
    NAME,
    assigns=["doc._.claims"],
    default_config={"coder": None, "lang": None, "unread": UNREAD[0], "config": None},
)
def claims_component(
    nlp: Language, name: str, coder: str | None, lang: str | None, unread: str, config: str | None
) -> Callable[[Doc], Doc]:
    """The component: a Doc enters, and leaves with `doc._.claims`, a tuple of `DocClaim` as its text tells them.

    `coder` is `rules` or `learned`, by default what measured best; `lang` a language's code, by default that of the
    pipeline, and where that is `xx` what the text tells; `unread` says what to do with a Doc that no pack reads:
    `refuse` raises UnknownLanguage, `skip` gives it no claims; `config` names a newsroom's own `counterclaim.toml`. Set
    `doc._.published` (ISO 8601 day) beforehand, and times like "on Sunday" become days. Raises CoderMissing, PackError
    and ValueError where the settings cannot be met.
    """
    if unread not in UNREAD:
        raise ValueError(f"{name}: unread={unread!r} is not known; use one of {', '.join(UNREAD)}")
    if coder is not None:
        coder_named(coder)

    own = config_of(config)

    def claiming(doc: Doc) -> Doc:
        with using(own):
            doc.user_data[NAME] = msgspec.to_builtins(_coded(doc, coder, lang, unread == "skip"))
        return doc

    return claiming


if not Doc.has_extension("claims"):
    Doc.set_extension("claims", getter=claims_of)
if not Doc.has_extension("published"):
    Doc.set_extension("published", default=None)
