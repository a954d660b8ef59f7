"""What can go wrong, as one small tree.

    CounterclaimError
    ├── RefusedReport     one input that is no report: the rest of the batch goes on
    ├── PackError         a language pack that cannot be loaded, with its file and entry
    ├── UnknownLanguage   a report in a language that no pack reads
    ├── CoderMissing      a coder that cannot be had here
    ├── WeightsRefused    what a coder has learned, missing, damaged or of another version
    ├── NoAnswer          a language model that could not be asked, or answered nothing that can be read
    ├── EngineMissing     an engine that cannot be had here
    ├── WorkerLost        a report whose coding ended the process that coded it
    ├── PartRefused       a part of coded reports that cannot be read or written
    ├── LedgerError       a ledger that cannot be read or written as asked; it is left as it was
    │   └── NotInLedger   what was asked for is not in it
    └── GoldError         hand-coded claims that cannot be read or do not belong together

Every message is one line: where, what, and what to do.
"""

from __future__ import annotations

from typing import Any, Final

LONGEST: Final = 200
"""Characters of what somebody else's fault says that are said on."""


def in_one_line(fault: object) -> str:
    """What a fault that is not ours says, for a message of ours: one line, up to 200 characters."""
    return " ".join(str(fault).split())[:LONGEST]


class CounterclaimError(Exception):
    """Base of every error this package raises on purpose. It travels between processes as it is."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[CounterclaimError], args: tuple[Any, ...], told: dict[str, Any]) -> CounterclaimError:
    """The error that another process raised."""
    made = kind.__new__(kind, *args)
    made.args = args
    made.__dict__.update(told)
    return made


class RefusedReport(CounterclaimError):
    """One input that cannot be read as a report."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        """`where` is "file" or "file:line"; `what` the fault; `remedy` what the user can do."""
        super().__init__(f"{where}: {what}; {remedy}")
        self.where, self.what, self.remedy = where, what, remedy


class PackError(CounterclaimError):
    """A language pack that cannot be loaded."""

    def __init__(self, file: str, entry: str, what: str) -> None:
        """`file` of the pack, the `entry` in it, and the fault."""
        super().__init__(f"{file}: {entry}: {what}")
        self.file, self.entry, self.what = file, entry, what


class UnknownLanguage(CounterclaimError):
    """A report in a language that no pack reads."""

    def __init__(self, lang: str | None, supported: tuple[str, ...]) -> None:
        """`lang` as given or told, None where nothing tells it; `supported` the codes of the packs there are."""
        what = f"no pack reads language {lang!r}" if lang else "its language cannot be told from the text"
        super().__init__(f"{what}; supported: {', '.join(supported)} (use --lang)")
        self.lang, self.supported = lang, supported


class CoderMissing(CounterclaimError):
    """A coder that cannot be had here: unknown, not installed, or without what it needs."""

    def __init__(self, coder: str, what: str, remedy: str) -> None:
        """The name of the `coder`; `what` is missing; `remedy` what the user can do."""
        super().__init__(f"coder {coder!r} {what}; {remedy}")
        self.coder, self.what, self.remedy = coder, what, remedy


class WeightsRefused(CounterclaimError):
    """What a coder has learned cannot be used: the file is missing, damaged or of another version."""

    def __init__(self, file: str, what: str, remedy: str) -> None:
        """`file` of the weights, `what` is wrong with them, and the `remedy`."""
        super().__init__(f"weights {file} {what}; {remedy}")
        self.file, self.what, self.remedy = file, what, remedy


class NoAnswer(CounterclaimError):
    """A language model that could not be asked about a report, or answered nothing that can be read."""

    def __init__(self, what: str, remedy: str) -> None:
        """`what` the fault; `remedy` what the user can do."""
        super().__init__(f"{what}; {remedy}")
        self.what, self.remedy = what, remedy


class EngineMissing(CounterclaimError):
    """An engine that cannot be had here: unknown, not installed, or out of reach."""

    def __init__(self, engine: str, what: str, remedy: str) -> None:
        """The name of the `engine`; `what` is wrong with it; `remedy` what the user can do."""
        super().__init__(f"engine {engine!r} {what}; {remedy}")
        self.engine, self.what, self.remedy = engine, what, remedy


class WorkerLost(CounterclaimError):
    """A report whose coding ended the process that coded it, each time."""

    def __init__(self, tries: int) -> None:
        """`tries`: how often it was coded, 1 or more."""
        super().__init__(f"coding it ended its process {tries} times; look at the report, or leave it out")
        self.tries = tries


class PartRefused(CounterclaimError):
    """A part of coded reports that cannot be read or written."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        """`where` is its file or folder; `what` the fault; `remedy` what the user can do."""
        super().__init__(f"{where}: {what}; {remedy}")
        self.where, self.what, self.remedy = where, what, remedy


class LedgerError(CounterclaimError):
    """A ledger that cannot be read or written as asked; nothing of what was asked was done."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        """`where` is the file or what of it is meant; `what` the fault; `remedy` what the user can do."""
        super().__init__(f"{where}: {what}; {remedy}")
        self.where, self.what, self.remedy = where, what, remedy


class NotInLedger(LedgerError):
    """What was asked for is not in a ledger, or was not known then."""


class GoldError(CounterclaimError):
    """Hand-coded claims that cannot be read, or that do not belong to the reports beside them."""
