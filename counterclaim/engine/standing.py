"""Which tellings of a report stand where its id comes by more than once, and which claims are set aside.

Reports that claim something enter in the order in which they were read, each by its id and marks of its claims; what
stands leaves. It gives what `reconciliation.engine.Archive` gives, without the claims themselves: of a report that
comes by once everything stands; of claims told again the last telling; two that say different things under one id are
both set aside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

import msgspec

from counterclaim.model import Told
from counterclaim.reconciliation.checking import Aside

At = tuple[int, int]
"""Number of a part and position in it: where a report was told."""
Name = tuple[str, str]
"""Id of a claim and of the claim that it denies, empty where it is no linked denial."""
CLASH: Final = ("has the id of another claim that says something else", "code their report again")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of one telling without its claim."""

    claim: str
    about: str
    digest: bytes
    """Of all that the claim says."""
    what: str = ""
    """Why it is set aside; empty where it is not."""
    remedy: str = ""


_ENCODE: Final = msgspec.msgpack.Encoder().encode
_MARKS: Final = msgspec.msgpack.Decoder(list[Mark])


def mark_of(told: Told, wrong: tuple[str, str] | None) -> Mark:
    """The mark of a telling, with what is wrong with it and what to do."""
    about = told.about.id if told.about is not None else ""
    digest = blake2b(_ENCODE(told.claim), digest_size=8).digest()
    return Mark(told.claim.id, about, digest, *(wrong or ("", "")))


def pack_marks(marks: Sequence[Mark]) -> bytes:
    """Marks as bytes: most are never looked at again."""
    return _ENCODE(marks)


@dataclass(slots=True)
class _Again:
    """A report that came by more than once."""

    stands: dict[Name, At] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)
    """By claim that stands."""
    aside: set[str] = field(default_factory=set)

    def take(self, mark: Mark, at: At) -> tuple[str, str] | None:
        """Take one telling in; why its claim is set aside now, where it is."""
        if mark.claim in self.aside:
            return None
        wrong = (mark.what, mark.remedy) if mark.what else None
        if self.digests.get(mark.claim, mark.digest) != mark.digest:
            wrong = CLASH
        if wrong is not None:
            self.aside.add(mark.claim)
            self.stands = {name: where for name, where in self.stands.items() if name[0] != mark.claim}
            return wrong
        self.digests[mark.claim] = mark.digest
        self.stands[mark.claim, mark.about] = at
        return None


@dataclass(slots=True)
class Standing:
    """Reports that came by, and which of their tellings stand."""

    aside: dict[str, Aside] = field(default_factory=dict)
    """Claims that were set aside, by id, in the order in which that was found."""
    claims: int = 0
    """Claims that came by, those that were set aside too."""
    _first: dict[str, tuple[At, bytes]] = field(default_factory=dict)
    _again: dict[str, _Again] = field(default_factory=dict)

    def take(self, report: str, at: At, marks: bytes) -> None:
        """Take a report in, with the marks of its claims."""
        told = _MARKS.decode(marks)
        before = self._first.setdefault(report, (at, marks))
        if before[0] == at:
            self.claims += len({mark.claim for mark in told})
            for mark in told:
                if mark.what:
                    self.aside.setdefault(mark.claim, Aside(report, mark.claim, mark.what, mark.remedy))
            return
        again = self._again.get(report)
        if again is None:
            again = self._again[report] = _Again()
            for mark in _MARKS.decode(before[1]):
                again.take(mark, before[0])
        known = again.digests.keys() | again.aside
        self.claims += len({mark.claim for mark in told} - known)
        for mark in told:
            if (wrong := again.take(mark, at)) is not None:
                self.aside[mark.claim] = Aside(report, mark.claim, *wrong)

    def repeated(self) -> Mapping[str, Mapping[Name, At]]:
        """By id of each report that came by more than once: which of its tellings stand, and where they were told."""
        return {report: again.stands for report, again in self._again.items()}
