"""`counterclaim export`: writes a ledger in a form that others use, and says what the form cannot hold."""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from counterclaim.batch import DONE
from counterclaim.commands.showing import recorded
from counterclaim.errors import CounterclaimError
from counterclaim.exports.form import Choice, Form, Loss, Losses
from counterclaim.exports.forms import form
from counterclaim.exports.writing import whole_file
from counterclaim.ledger import Ledger
from counterclaim.ledger.bulk import Selection
from counterclaim.ledger.lookup import ALWAYS
from counterclaim.model import EVENTS, STATUSES
from counterclaim.reconciliation.figures import rule
from counterclaim.terminal import Output

OBJECTS_BETWEEN: Final = 200_000
"""New objects between two searches for circles of references. Rows have none and go with their page; looking at them as
often as usual costs a fifth of an export's time."""


def export_ledger(options: argparse.Namespace, output: Output) -> int:
    """Write what is chosen of a ledger in a form, and say on standard error what that cannot hold."""
    chosen = form(options.form)
    choice = choice_of(options, chosen)
    _check_targets(options, chosen)
    said: list[dict[str, Any]] = []
    with _seldom_searching(), Ledger(options.ledger) as ledger:
        for each, path in _files(chosen, options.out):
            if path is None:
                losses = each.write(ledger, choice, cast(BinaryIO, sys.stdout.buffer))
                sys.stdout.flush()
            else:
                with whole_file(path) as out:
                    losses = each.write(ledger, choice, out)
            output.say(summary(each, losses, path))
            said.append(report_of_losses(each, choice, losses))
    if options.losses:
        with whole_file(options.losses) as out:
            out.writelines(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in said)
    return DONE


@contextlib.contextmanager
def _seldom_searching() -> Iterator[None]:
    """Search for circles of references less often, while the block runs."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS_BETWEEN)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def choice_of(options: argparse.Namespace, chosen: Form) -> Choice:
    """What the options choose; raises CounterclaimError where they do not fit the form."""
    given = {each.name: getattr(options, each.name) for each in fields(Selection) if hasattr(options, each.name)}
    given |= {"as_of": options.as_of or ALWAYS, "recorded": recorded(options)}
    for option, known in (("event", EVENTS), ("status", STATUSES)):
        if given[option] is not None and given[option] not in known:
            raise CounterclaimError(
                f"--{option} {given[option]!r}: there is none; use one of {', '.join(sorted(known))}"
            )
    if chosen.one_question and options.question is None:
        raise CounterclaimError(
            f"form {chosen.name!r}: it is about one question; name its id, as counterclaim questions lists them"
        )
    if options.rule is not None:
        if chosen.rule is None:
            raise CounterclaimError(f"form {chosen.name!r}: it holds no figures; leave --rule out")
        rule(options.rule)
    return Choice(Selection(**given), options.rule or chosen.rule)


def _check_targets(options: argparse.Namespace, chosen: Form) -> None:
    """Raise CounterclaimError where a file to write is the ledger, or two are the same."""
    targets = [path for _, path in _files(chosen, options.out) if path is not None]
    targets += [options.losses] if options.losses else []
    resolved = [path.resolve() for path in targets]
    if options.ledger.resolve() in resolved:
        raise CounterclaimError(f"{options.ledger}: this is the ledger itself; name another file to write")
    if len(set(resolved)) < len(resolved):
        raise CounterclaimError(f"{targets[-1]}: two files would be written there; name another for one of them")


def _files(chosen: Form, out: Path | None) -> list[tuple[Form, Path | None]]:
    """The forms that are written and where: one to standard output, those beside it only to files."""
    if out is None:
        return [(chosen, None)]
    return [(chosen, out), *((form(name), out.with_suffix(form(name).ending)) for name in chosen.beside)]


def summary(written: Form, losses: Losses, path: Path | None) -> str:
    """What was written and what was not, a line each."""
    where = f" to {path}" if path is not None else ""
    found = losses.all()
    first = f"{written.name}: {losses.rows:,} rows written{where}" + (
        "; the form cannot hold:" if found else "; nothing was lost"
    )
    return "\n".join([first, *(f"  {_line(loss)}" for loss in found)])


def _line(loss: Loss) -> str:
    named = f" (for instance {', '.join(loss.examples)})" if loss.examples else ""
    return f"{loss.count:,} x {loss.what}{named}"


def report_of_losses(written: Form, choice: Choice, losses: Losses) -> dict[str, Any]:
    """The losses of one form as a JSON object."""
    asked = {name: value for name, value in asdict(choice.selection).items() if value not in (None, ALWAYS)}
    return {
        "form": written.name,
        "rule": choice.rule,
        "selection": asked,
        "rows": losses.rows,
        "losses": [asdict(loss) for loss in losses.all()],
    }
