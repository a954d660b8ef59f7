"""Finds who proposes a deal or a truce: the owner of the proposal, or who presents it.

A clause and an act enter; the clause gets the speech of whoever makes the proposal.
"""

from __future__ import annotations

from dataclasses import replace

from counterclaim.coding.acts import WORD, Act, Speech
from counterclaim.coding.clauses.state import Clause
from counterclaim.language.phrase import CUE, Phrase

PROPOSED = frozenset({"offers", "calls_for", "threatens"})
"""Stances of words of speech that also name what is proposed: "the offer, the demand, the threat of X"."""


def take_proposer(clause: Clause, noun: Phrase, act: Act) -> bool:
    """Let the owner of a proposal that somebody speaks of make it: "rejects the peace plan of X"."""
    stance = proposed(clause, act)
    if stance is None or not (noun.codes or noun.title) or noun.unit is not None or act.actors[:1] == [noun]:
        return False
    if noun.start - act.end > 8 * WORD:
        return False  # "the peace plan tests the skill of X"
    speech = Speech(stance, "will", act.phrase, noun, act.start)
    made = Act(act.phrase, replace(act.trigger, standing=False), speech, act.start, act.index)
    made.actors = [noun] if act.trigger.event != "ceasefire" else []
    speech.acts, speech.end, made.nominal = 1, noun.end, True
    made.grow(noun)
    clause.speeches.insert(max(len(clause.speeches) - 1, 0), speech)
    clause.acts.append(made)
    clause.proposer = noun
    return True


def proposed(clause: Clause, act: Act) -> str | None:
    """The stance of whoever proposes an act that stands as the noun of a proposal; None where it is no proposal."""
    if "proposal" in act.phrase.func:
        return "offers"
    for index in range(act.index - 1, max(act.index - 3, 0), -1):
        phrase, before = clause.phrases[index], clause.phrases[index - 1]
        if phrase.cue is not None and phrase.kind == CUE:
            spoken = before.cue is not None and before.cue.form in ("say", "media", "warn")
            noun = (before.kind == CUE and not spoken) or not before.func.isdisjoint(
                ("act", "toward", "with", "background")
            )
            return phrase.cue.stance if noun and phrase.cue.stance in PROPOSED else None
    return None


def put_forward(clause: Clause, act: Act, verb: frozenset[str]) -> None:
    """Let who presents a proposal offer it; `verb` holds the classes of the verb before the act's noun."""
    if "proposal" not in act.phrase.func:
        return
    presenter = _publisher(act, verb)
    if act.speech is None and clause.subject and not (clause.subject[0].modifies or clause.passive):
        presenter = clause.subject[0]
    if "presents" in verb and presenter is not None and presenter.speaks:
        offer = Speech("offers", "will", act.phrase, presenter, clause.clause_start)
        clause.speeches.append(offer)
        act.speech, act.future = offer, False
        act.actors = [presenter] if act.trigger.event != "ceasefire" else []


def _publisher(act: Act, verb: frozenset[str]) -> Phrase | None:
    """Who publishes a proposal, with the verb of showing right before it: "publishes the peace plan"."""
    speech = act.speech
    if speech is None or speech.cue is None or speech.form != "media" or speech.acts:
        return None
    return speech.speaker if speech.cue.func == verb else None
