"""Keeps what a language model answered, so that the same report is asked about once.

In: model, version of the prompt, text of a report. Out: the answer that was given, if any. One small file of JSON an
answer, named by what was asked; written beside and put in place whole, so that a run that is killed leaves none half.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile

from counterclaim.asking.endpoint import Answered
from counterclaim.errors import CounterclaimError


def usual_folder() -> Path:
    """Where answers are kept where nobody names a folder: under the user's cache."""
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "counterclaim" / "answers"


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of answers."""

    folder: Path

    def prepare(self) -> None:
        """Make the folder. Raises CounterclaimError where it cannot be written, before anything is paid for."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            TemporaryFile(dir=self.folder).close()
        except OSError as error:
            raise self._fault(error) from None

    def get(self, model: str, prompt: str, text: str) -> Answered | None:
        """The answer that this model gave to this prompt about this text; None where there is none that can be read."""
        try:
            row = json.loads(self._path(model, prompt, text).read_bytes())
            return Answered(str(row["words"]), int(row["tokens_in"]), int(row["tokens_out"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def put(self, model: str, prompt: str, text: str, answered: Answered) -> None:
        """Keep an answer. Raises CounterclaimError where the folder cannot be written."""
        path = self._path(model, prompt, text)
        row = {"model": model, "prompt": prompt, **answered._asdict()}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False) as file:
                file.write(json.dumps(row, ensure_ascii=False))
            os.replace(file.name, path)
        except OSError as error:
            raise self._fault(error) from None

    def _fault(self, error: OSError) -> CounterclaimError:
        what = f"{self.folder}: answers cannot be kept there ({error.strerror})"
        return CounterclaimError(f"{what}; name another folder with --answers")

    def _path(self, model: str, prompt: str, text: str) -> Path:
        name = sha256("\0".join([model, prompt, text]).encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / name[:2] / f"{name}.json"
