"""Gives what stands before its speaker to that speaker.

A clause that was read to its end enters; its acts and speeches are changed.
"""

from __future__ import annotations

from counterclaim.coding.acts import Speech
from counterclaim.coding.clauses.state import Clause
from counterclaim.coding.quoting import quoted_after, quoted_by, quoted_on
from counterclaim.language.phrase import CUE, EVENT, MARK, NOUN, SMALL, TIME, Phrase
from counterclaim.language.readings import NOUN as AS_NOUN

CLOSING = frozenset({"say", "warn", "media"})
"""Forms of the words of speech that close a sentence: "..., the army said"."""


def look_back(clause: Clause) -> None:
    """Give content that stands before its speaker ("...", X said; ..., according to X) to that speaker."""
    for each in clause.speeches[:-1]:
        if each.form == "by" and each.speaker is not None and not each.acts:
            give_back(clause, each, each.start)  # "clashes went on, according to X, which has counted ..."
    if clause.awaiting is not None and clause.awaiting.form == "by":
        clause.awaiting.form = "hedge"  # "..., according to the latest tallies": nobody named
        give_back(clause, clause.awaiting)
    for start, end in clause.quotes:
        quoted_after(clause.speeches, clause.acts, start, end)
    if clause.before is not None and clause.quoted >= clause.end - 1:
        quoted_on(clause.speeches, clause.acts, clause.before)
    if not clause.speeches or (clause.quoted and quoted_by(clause.speeches, clause.acts, clause.quoted)):
        return
    speech = clause.speeches[-1]
    if (
        speech.acts
        or speech.form in ("ask", "will", "refuse", "blame", "warn")
        or (speech.speaker is None and speech.form != "by")
    ):
        return
    if speech.form != "by" and (speech.praise or not speech.bare):
        return
    if "future" in clause.unspoken and not clause.acts and speech.form == "say":
        # "Steps will be taken if ...", X said
        speech.future, speech.said = True, speech.start - clause.opening
        speech.start = clause.opening
        speech.form = "warn" if "condition" in clause.unspoken else "say"
    if speech.cue is not None and speech.cue.form and not clause.acts:
        tell_before(clause, speech)
    give_back(clause, speech)


FLAGS = ("future", "must", "may", "negated")
"""What a clause told before its speaker may be."""


def tell_before(clause: Clause, speech: Speech) -> None:
    """Let a speaker named at the end say what stands before and holds no act: "The war must end, X said"."""
    nouns = [noun for noun in clause.phrases if noun.kind == NOUN and noun.end < speech.start and not noun.outlet]
    if not nouns:
        return
    speech.about, speech.start = nouns, clause.opening
    speech.blames = "wrong" in clause.unspoken
    for flag in FLAGS:
        setattr(speech, flag, getattr(speech, flag) or flag in clause.unspoken)


def give_back(clause: Clause, speech: Speech, until: int | None = None) -> int:
    """Let a speaker say the acts told before, as far as nobody says them yet; how many were given.

    `until`: where in the text those end that are meant; by default all are.
    """
    speech.at = min(
        (
            each.start
            for each in clause.phrases
            if "background" in each.func and clause.opening < each.start < speech.start
        ),
        default=None,
    )
    item = max((mark.end for mark in clause.phrases if mark.mark == ";" and mark.end <= speech.start), default=0)
    given = 0
    for act in clause.acts:
        if act.speech is None and not act.background and item <= act.phrase.start < (until or clause.end):
            act.speech = speech
            given += 1
            act.start = min(act.start, speech.start)
            act.end = max(act.end, speech.end)
    speech.acts += given
    speech.closing = clause.opening if given else None
    return given


def told_aside(clause: Clause, mark: Phrase, index: int) -> bool:
    """Whether a comma closes who says it inside a sentence ("..., the army said, ..."); what went before is theirs."""
    speech = clause.speech
    if speech is None or speech.speaker is None or speech.cue is None or not speech.cue.form or not speech.bare:
        return False
    at = clause.phrases.index(speech.speaker)
    cue = clause.phrases.index(speech.cue)
    if (
        not at
        or clause.phrases[at - 1].mark != ","
        or not all(_plain(each) for each in clause.phrases[cue + 1 : index])
    ):
        return False
    heading = next((act for act in reversed(clause.acts) if act.heads and act.speech is None), None)
    if not give_back(clause, speech):
        return False
    if heading is not None and heading is clause.acts[-1]:
        clause.new_clause()
        clause.subject, clause.last = [], heading  # "the strike, the army said, killed five"
    else:
        clause.break_off(mark.end)
    return True


def attributed(clause: Clause, index: int) -> bool:
    """Let a comma end what is told where only who says it follows: "killed two in the city, officials say"."""
    following = clause.phrases[index + 1 :]
    nouns = next((at for at, each in enumerate(following) if each.kind != NOUN), len(following))
    if not nouns or nouns == len(following) or not following[0].speaks:
        return False
    if not clause.acts and not any(noun.codes for noun in clause.phrases[:index]):
        return False
    cue, rest = following[nouns], following[nouns + 1 :]
    if cue.kind != CUE or cue.cue is None or cue.cue.form not in CLOSING or cue.form in ("", AS_NOUN):
        return False
    for each in rest:
        if each.kind == MARK:
            break
        if each.kind != NOUN and not _plain(each):
            return False
    clause.break_off(following[0].start)
    clause.main = []
    return True


def told_last(clause: Clause, index: int) -> bool:
    """Let who says it stand last without a comma: "killed two in the city a monitor said on Thursday"."""
    noun, before = clause.phrases[index], clause.phrases[index - 1] if index else None
    if not noun.speaks or before is None or not _parts_with(clause, before, noun):
        return False
    if not any(act.speech is None for act in clause.acts):
        return False
    if before.kind == EVENT and clause.adjacent and not (clause.acts[-1].objects or clause.acts[-1].passive):
        return False  # "killed five people a monitor said": the people are the object
    at = index + 1
    titled = noun.title in ("source", "local", "office") and noun.number is not None and noun.number.high == 1
    while titled and at < len(clause.phrases) and (clause.phrases[at].kind == NOUN or _of_source(clause.phrases[at])):
        at += 1
    cue = clause.phrases[at] if at < len(clause.phrases) else None
    if cue is None or cue.cue is None or cue.cue.form not in CLOSING or cue.form in ("", AS_NOUN):
        return False
    for each in clause.phrases[at + 1 :]:
        if each.kind == MARK or "relative" in each.func:
            break
        if not _plain(each):
            return False
    for act in clause.acts:
        act.background = False  # "18 were killed when X struck the town a monitor said": all of it
    clause.break_off(noun.start)
    clause.main = []
    return True


def _parts_with(clause: Clause, before: Phrase, noun: Phrase) -> bool:
    """Whether what is told can end before a noun: nothing stands open that the noun could fill.

    Words that no lexicon has may stand between them: "on the eve of Ramadan an official said".
    """
    near = noun.start <= before.end + 1
    if clause.speech is not None and clause.speech.form != "will":
        return False
    if before.kind == SMALL:
        return not near and not before.func.isdisjoint(("in", "owner", "toward", "with", "out"))
    return before.kind in (NOUN, TIME, EVENT) and (near or noun.title in ("source", "local"))


def _of_source(phrase: Phrase) -> bool:
    """Whether a word only says whose or where a source is: "a source at the hospital"."""
    return phrase.kind == SMALL and not phrase.func.isdisjoint(("in", "owner"))


def _plain(phrase: Phrase) -> bool:
    """Whether a phrase after a verb of speech says only when or where it was spoken."""
    return phrase.kind == TIME or (phrase.kind == SMALL and not phrase.func.isdisjoint(("in", "toward", "past")))


def source_after(clause: Clause, index: int) -> bool:
    """Whether a colon closes a headline before the name of who says it: "Three killed in raid: army"."""
    following = clause.phrases[index + 1 :]
    if not clause.title or len(following) != 1 or following[0].kind != NOUN:
        return False
    noun = following[0]
    speech = Speech("asserts", "say", None, noun, noun.start)
    if not noun.speaks or (not give_back(clause, speech) and (clause.acts or clause.speeches)):
        return False
    if not clause.acts:
        tell_before(clause, speech)
    clause.speeches.append(speech)
    clause.break_off(noun.end)
    return True
