"""The coder that asks a language model: a report enters, the claims that stand in it leave.

A report without a word of conflict is not asked about. Nothing is sent but to the endpoint that the user named, and
not even there where the answer is kept already. What an answer states passes `claiming`, and so grounding.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Final

from counterclaim.asking.answer import rows_of
from counterclaim.asking.claiming import claims_of
from counterclaim.asking.endpoint import Answered, Endpoint
from counterclaim.asking.kept import Kept
from counterclaim.asking.prompt import messages, version
from counterclaim.coding.coder import Coded
from counterclaim.coding.grounding import Ground, ground_of
from counterclaim.coding.hearing import hear
from counterclaim.errors import NoAnswer
from counterclaim.model import Report

GIVEN_UP: Final = 3
"""Reports in a row without an answer, after which the endpoint is not asked any more."""


@dataclass(slots=True)
class Spent:
    """What a run has cost so far."""

    asked: int = 0
    """Reports that the endpoint answered."""
    kept: int = 0
    """Reports whose answer was there already."""
    failed: int = 0
    """Reports without an answer that can be read."""
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    """Waiting for answers, all threads together."""
    refused: int = 0
    """Claims that do not stand in their report."""

    def add(self, answered: Answered, seconds: float) -> None:
        """Count one answer of the endpoint."""
        self.asked += 1
        self.tokens_in += answered.tokens_in
        self.tokens_out += answered.tokens_out
        self.seconds += seconds

    def line(self, model: str) -> str:
        """All of it in one line."""
        parts = [f"{self.asked:,} reports asked", f"{self.kept:,} answers kept before", f"{self.failed:,} failed"]
        tokens = f"{self.tokens_in:,} tokens sent, {self.tokens_out:,} received in {self.seconds:,.1f} s"
        return f"{model}: {', '.join(parts)}; {tokens}; {self.refused:,} claims refused"


@dataclass(slots=True)
class Model:
    """A language model as a coder: call it with a report. Many threads may."""

    endpoint: Endpoint
    kept: Kept | None = None
    """Where answers are kept, or None."""
    spent: Spent = field(default_factory=Spent)
    _silent: int = 0
    """Reports in a row to which the endpoint answered nothing."""
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _reading: threading.Lock = field(default_factory=threading.Lock)
    """Held while a report is heard, so that a pack is loaded once and not by every thread."""

    def __call__(self, report: Report) -> Coded:
        """What a report claims as the model reads it; raises UnknownLanguage and NoAnswer."""
        with self._reading:
            heard = hear(report)
            ground = ground_of(report, heard) if heard.conflict else None
        languages = tuple(voice.lang for voice in heard.voices)
        if ground is None:
            return Coded(languages, (), heard.left_out)
        claims, refused = claims_of(rows_of(self._answer(ground)), ground)
        with self._lock:
            self.spent.refused += len(refused)
        return Coded(languages, claims, heard.left_out, refused)

    def _answer(self, ground: Ground) -> str:
        """The words of the answer, kept or new; what cannot be read is not kept. Raises NoAnswer."""
        asked = (self.endpoint.model, version(), ground.text)
        known = self.kept.get(*asked) if self.kept else None
        if known is not None:
            with self._lock:
                self.spent.kept += 1
            return known.words
        try:
            answered = self._new(ground)
            rows_of(answered.words)
        except NoAnswer:
            with self._lock:
                self.spent.failed += 1
            raise
        if self.kept:
            self.kept.put(*asked, answered)
        return answered.words

    def _new(self, ground: Ground) -> Answered:
        """What the endpoint answers now. Raises NoAnswer, without asking where it was silent for long."""
        if self._silent >= GIVEN_UP:
            raise NoAnswer(f"not asked: {GIVEN_UP} reports in a row had no answer", "check --endpoint, try again later")
        with self._reading:
            chat = messages(ground)
        begun = time.monotonic()
        try:
            answered = self.endpoint.ask(chat)
        except NoAnswer:
            with self._lock:
                self.spent.seconds += time.monotonic() - begun
                self._silent += 1
            raise
        with self._lock:
            self.spent.add(answered, time.monotonic() - begun)
            self._silent = 0
        return answered
