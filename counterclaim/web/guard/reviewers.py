"""Who may decide: a file of named reviewers enters, the name behind a token leaves.

The file holds digests of tokens, so that whoever reads it can sign in as nobody. It is looked at again when it
changes: a reviewer who is taken out of it is out at once. Tokens are 256 random bits, hence a plain digest is enough.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

from counterclaim.errors import CounterclaimError

PREFIX: Final = "ccr_"
"""How tokens begin, so that people and tools that look for leaked secrets know them."""
NAME: Final = re.compile(r"[^\W_](?:[\w .'’-]{0,62}[\w.])?")
"""Names of reviewers: they stand in every row that a reviewer adds."""
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class ReviewersRefused(CounterclaimError):
    """A file of reviewers that cannot be used."""

    def __init__(self, file: str, what: str, remedy: str) -> None:
        """The `file`; `what` is wrong with it; `remedy` what the user can do."""
        super().__init__(f"{file}: {what}; {remedy}")
        self.file, self.what, self.remedy = file, what, remedy


def new_token() -> str:
    """A token that nobody has."""
    return PREFIX + secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What a file keeps of a token."""
    return sha256(token.encode()).hexdigest()


def entry(name: str, token: str) -> str:
    """The line of a file that lets a reviewer in. Raises ReviewersRefused."""
    if not NAME.fullmatch(name):
        raise ReviewersRefused(repr(name), "this is no name of a reviewer", "use letters, digits and spaces, up to 64")
    return f'"{name}" = "{digest(token)}"\n'


def read_reviewers(path: Path) -> Mapping[str, str]:
    """Digest of the token -> name. Raises ReviewersRefused."""
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        what = error.strerror if isinstance(error, OSError) else "this is no TOML"
        raise ReviewersRefused(
            str(path), f"it cannot be read ({what})", 'write lines as in "Name" = "digest"'
        ) from error
    for name, value in told.items():
        if not NAME.fullmatch(name) or not isinstance(value, str) or not _DIGEST.fullmatch(value):
            what = f"the line of {name!r} is none of a reviewer"
            raise ReviewersRefused(str(path), what, "make lines with counterclaim reviewer NAME")
    if len(set(told.values())) < len(told):
        raise ReviewersRefused(str(path), "two reviewers have one token", "give each a token of their own")
    return MappingProxyType({value: name for name, value in told.items()})


def add(path: Path, name: str, token: str) -> None:
    """Add a reviewer to a file, which is made where there is none, for its owner alone. Raises ReviewersRefused."""
    line = entry(name, token)
    if path.exists() and name in read_reviewers(path).values():
        raise ReviewersRefused(str(path), f"{name!r} stands in it already", "remove the line first")
    try:
        before = path.read_text("utf-8") if path.exists() else ""
        with open(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8") as file:
            file.write(("\n" if before and not before.endswith("\n") else "") + line)
    except OSError as error:
        raise ReviewersRefused(str(path), f"it cannot be written ({error.strerror})", "check the path") from error


@dataclass(slots=True)
class Reviewers:
    """The reviewers of a file, as it is now; without a file there are none."""

    path: Path | None = None
    _read: tuple[int, int] = (0, 0)
    """When the file that was read was changed, and its size."""
    _names: Mapping[str, str] = field(default_factory=dict)

    def names(self) -> Mapping[str, str]:
        """Digest of the token -> name. Raises ReviewersRefused."""
        if self.path is None:
            return {}
        try:
            found = self.path.stat()
        except OSError as error:
            raise ReviewersRefused(str(self.path), f"it cannot be read ({error.strerror})", "check the path") from error
        if (found.st_mtime_ns, found.st_size) != self._read:
            self._names = read_reviewers(self.path)
            self._read = (found.st_mtime_ns, found.st_size)
        return self._names

    def name_of(self, token: str) -> str | None:
        """Whose token this is; None where it is nobody's."""
        own = digest(token)
        return next((name for each, name in self.names().items() if hmac.compare_digest(each, own)), None)
