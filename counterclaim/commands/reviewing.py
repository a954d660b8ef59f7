"""`counterclaim review` and `agreement`: what people decide, what they coded blind, and how well they agree."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from counterclaim.batch import DONE, written
from counterclaim.errors import LedgerError
from counterclaim.evaluation.agreement import agreement, agreement_to_json, lines
from counterclaim.evaluation.gold import rows as rows_of
from counterclaim.ledger import Ledger, codings, missed, reviews
from counterclaim.ledger.appending import By
from counterclaim.ledger.missed import GIVEN
from counterclaim.ledger.reviews import FIELDS
from counterclaim.reading.interchange import claims_to_json, report_to_json
from counterclaim.terminal import Output

NOT_SAID = ("", "null")
"""How a correction writes that nothing is said."""
PLACE = re.compile(r"(\d+):(\d+)")
"""Where evidence stands: first character, and the one behind the last."""


def review(options: argparse.Namespace, output: Output) -> int:
    """Make one decision, and say its number."""
    by = By(options.who, options.why)
    with Ledger(options.ledger, write=True, wait=options.lock_wait) as ledger:
        number = _decide(ledger, options, by)
    output.write(f"review {number}: {options.decision} by {by.who}\n")
    return DONE


def _decide(ledger: Ledger, options: argparse.Namespace, by: By) -> int:
    match options.decision:
        case "accept":
            return reviews.accept(ledger, options.subject, by)
        case "reject":
            return reviews.reject(ledger, options.subject, by)
        case "correct":
            return reviews.correct(ledger, options.subject, changes(options.changes), by)
        case "merge":
            return reviews.merge(ledger, options.subject, options.other, by)
        case "split":
            return reviews.split(ledger, options.subject, options.claims, by)
        case "withdraw":
            return reviews.withdraw(ledger, options.subject, options.other, by)
        case "undo":
            return reviews.undo(ledger, options.number, by)
        case _:
            return reviews.mark_copy(ledger, options.subject, options.other, by, copy=options.decision == "copy")


def add_claim(options: argparse.Namespace, output: Output) -> int:
    """Add a claim that the machine missed, and say its id, and what our readers do not find of it."""
    by = By(options.who, options.why)
    fields = _claim_of_file(options.claim) if options.claim else {}
    fields |= changes(options.changes, GIVEN)
    with Ledger(options.ledger, write=True, wait=options.lock_wait) as ledger:
        added = missed.add_claim(ledger, options.subject, fields, by)
    output.write(f"review {added.review}: claim {added.claim} added by {by.who}\n")
    if added.doubt is not None:
        output.say(
            f"claim {added.claim}: {added.doubt}, as our readers see it; undo review {added.review} if they are right"
        )
    return DONE


def _claim_of_file(path: Path) -> dict[str, Any]:
    """The claim that a file holds. Raises LedgerError."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise LedgerError(str(path), f"holds no claim ({error})", "write one JSON object, as gold has them") from None
    if not isinstance(found, dict):
        raise LedgerError(str(path), "holds no claim", "write one JSON object, as gold has them")
    return found


def changes(told: list[str], fields: Sequence[str] = FIELDS) -> dict[str, Any]:
    """Fields and values of "field=value" words. Raises LedgerError."""
    found: dict[str, Any] = {}
    for word in told:
        field, mark, value = word.partition("=")
        if not mark or field not in fields:
            raise LedgerError(word, "corrects nothing", f"write FIELD=VALUE, with one of {', '.join(fields)}")
        found[field] = _value(field, value)
    return found


def _value(field: str, written: str) -> Any:
    if field == "evidence":
        place = PLACE.fullmatch(written)
        return [int(place[1]), int(place[2])] if place else written
    if field in ("via", "denies"):
        return [slug for slug in written.split(",") if slug]
    if written in NOT_SAID:
        return None
    if field in ("low", "high"):
        if not written.isdecimal():
            raise LedgerError(f"{field}={written}", "this is no count", "write a whole number, or nothing after =")
        return int(written)
    return written


def add_blind(options: argparse.Namespace, output: Output) -> int:
    """Add what a person coded without seeing other codings."""
    coded = [row for path in options.paths for row in rows_of(Path(path))]
    with Ledger(options.ledger, write=True, wait=options.lock_wait) as ledger:
        count = codings.add_blind(ledger, coded, By(options.who, options.why))
    output.write(f"{count:,} reports coded by {options.who}\n")
    return DONE


def export_gold(options: argparse.Namespace, output: Output) -> int:
    """Write the reports that people accepted as a whole, and their claims, as the scorer reads them."""
    count = 0
    with Ledger(options.ledger) as ledger, written(options.items) as items, written(options.claims) as claims:
        for report, told in codings.gold(ledger):
            count += 1
            items.write(json.dumps(report_to_json(report), ensure_ascii=False) + "\n")
            claims.write(json.dumps(claims_to_json(report.id, told), ensure_ascii=False) + "\n")
    output.write(f"{count:,} reports\n")
    return DONE


def show_agreement(options: argparse.Namespace, output: Output) -> int:
    """Print how well two people or coders agree on the reports that both coded."""
    with Ledger(options.ledger) as ledger:
        one, other = (codings.coded_by(ledger, name) for name in (options.one, options.other))
    if not codings.shared(one, other):
        what = f"{options.one!r} and {options.other!r} coded no report both"
        raise LedgerError(str(options.ledger), what, "let both code the same reports: counterclaim review blind")
    found = agreement(one, other)
    output.write(json.dumps(agreement_to_json(found)) + "\n" if options.json else lines(found))
    return DONE
