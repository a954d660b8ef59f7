"""What people decide: a named reviewer, a reason and a decision enter, rows are appended; nothing is ever taken back.

A decision on a claim is a newer row of the claim, one on questions and relations is a row of `reviews` that
`overrides` reads, and undoing is a row as well. Whatever cannot be done is refused in one line, and nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, Final

from counterclaim.errors import GoldError, LedgerError
from counterclaim.ledger import lookup
from counterclaim.ledger.appending import By, Commit, commit
from counterclaim.ledger.folding import forms
from counterclaim.ledger.lookup import ALWAYS, StoredClaim, rows
from counterclaim.ledger.questions import question
from counterclaim.ledger.rows import CLAIM_COLUMNS, as_json, claim_values
from counterclaim.ledger.settling import settle
from counterclaim.ledger.statements import statement
from counterclaim.ledger.store import Ledger
from counterclaim.model import Claim, Report, Told
from counterclaim.reading.interchange import claims_from_json, claims_to_json
from counterclaim.reconciliation.checking import fault

FIELDS: Final = (
    "speaker", "speaker_party", "via", "stance", "event", "actor", "target", "unit", "low", "high", "qualifier",
    "scope", "start", "end", "place",
)  # fmt: skip
"""Fields of a claim that can be corrected, as the codebook names them."""
REVIEW: Final = "review"
After = Callable[[Ledger, By], object]
"""Brings questions up to date once a decision stands; whoever does so elsewhere or later passes another one."""


def accept(ledger: Ledger, subject: str, by: By, *, then: After = settle) -> int:
    """Say that a claim is right, or that those of a report are right and all; the number of the review."""
    return _stand(ledger, "accept", subject, "accepted", by, then)


def reject(ledger: Ledger, claim: str, by: By, *, then: After = settle) -> int:
    """Say that a claim is none."""
    ledger.claim(claim)
    return _stand(ledger, "reject", claim, "rejected", by, then)


def _stand(ledger: Ledger, kind: str, subject: str, standing: str, by: By, then: After) -> int:
    claims = _claims(ledger, subject)
    with reviewing(ledger, by) as begun:
        number = begun.append("reviews", kind, subject, None, None, None, None)
        for each in claims:
            _append(begun, each, each.claim, standing, by)
    then(ledger, by)
    return number


def _claims(ledger: Ledger, subject: str) -> Sequence[StoredClaim]:
    """The claim of an id, or those of a report that nobody rejected."""
    found = lookup.claim(ledger.connection, subject, ALWAYS)
    if found is not None:
        if found.standing.gone:
            raise LedgerError(subject, "a newer coding no longer finds this claim", "review the claims of its report")
        return (found,)
    report = lookup.report(ledger.connection, subject, None, ALWAYS)
    if report is None:
        raise LedgerError(subject, "there is no such claim or report", "counterclaim report shows ids of claims")
    return tuple(each for each in report.claims if each.holds)


def correct(ledger: Ledger, claim: str, changes: Mapping[str, Any], by: By, *, then: After = settle) -> int:
    """Correct fields of a claim, by values as the codebook writes them; None where nothing is said."""
    stored = ledger.claim(claim)
    report = lookup.report_by_number(ledger.connection, stored.standing.report)
    corrected = _corrected(stored.claim, report, changes, claim)
    with reviewing(ledger, by) as begun:
        told = as_json(dict(changes))
        number = begun.append("reviews", "correct", claim, None, ",".join(sorted(changes)), told, None)
        _append(begun, stored, corrected, "corrected", by)
    then(ledger, by)
    return number


def _corrected(claim: Claim, report: Report, changes: Mapping[str, Any], where: str) -> Claim:
    """The claim with other values, if the codebook has them and they stand in the report. Raises LedgerError."""
    wrong = sorted(set(changes) - set(FIELDS))
    if wrong or not changes:
        raise LedgerError(where, f"field {(wrong or [''])[0]!r} cannot be corrected", f"use {', '.join(FIELDS)}")
    row = claims_to_json(report.id, [replace(claim, denies=())])["claims"][0] | dict(changes)
    try:
        told = claims_from_json({"report": report.id, "claims": [row]}, report, where)[0]
    except GoldError as error:
        raise LedgerError(where, str(error).removeprefix(f"{where}: "), "nothing was changed") from None
    quantity, period = told.quantity, told.period
    if quantity and claim.quantity and not {"low", "high", "qualifier"} & set(changes):
        quantity = claim.quantity
    if period and claim.period and not {"start", "end"} & set(changes):
        period = claim.period
    kept = {name: getattr(claim, name) for name in ("cue", "trigger", "further", "denies", "evidence")}
    kept |= {name: getattr(claim, name) for name in ("speaker", "place") if name not in changes}
    corrected = replace(told, quantity=quantity, period=period, confidence=None, **kept)
    broken = fault(Told(corrected, report.outlet, report.published))
    if broken is not None:
        raise LedgerError(where, f"it then {broken[0]}", f"{broken[1]}; nothing was changed")
    return corrected


def merge(ledger: Ledger, one: str, into: str, by: By, *, then: After = settle) -> int:
    """Say that the claims of one question are about another one."""
    question(ledger, one)
    question(ledger, into)
    if one == into:
        raise LedgerError(one, "a question is one with itself already", "name two questions")
    return _decide(ledger, by, ("merge", one, into, None, None, None), (one, into), then)


def split(ledger: Ledger, asked: str, claims: Sequence[str], by: By, *, then: After = settle) -> int:
    """Say that some claims of a question are about a question of their own."""
    inside = set(question(ledger, asked).claims)
    strange = sorted(set(claims) - inside)
    if strange or not claims:
        raise LedgerError(asked, f"claim {(strange or [''])[0]!r} is not in this question", "name claims that are")
    if inside == set(claims):
        raise LedgerError(asked, "nothing of it would be left", "name some of its claims")
    return _decide(ledger, by, ("split", asked, None, None, as_json(sorted(set(claims))), None), (asked,), then)


def withdraw(ledger: Ledger, claim: str, other: str, by: By) -> int:
    """Say that two claims are not to each other what the rules found."""
    found = rows(ledger.connection, "relations_of_pair", {"claim": claim, "other": other})
    if not found:
        raise LedgerError(claim, f"has no relation to {other!r}", "counterclaim question --format jsonl lists them")
    with reviewing(ledger, by) as begun:
        number = begun.append("reviews", "withdraw", claim, other, None, None, None)
        for row in found:
            begun.append(
                "relations", row["question"], claim, other, row["kind"], 1, row["reasons"], row["score"], by.who
            )  # fmt: skip
    return number


def mark_copy(ledger: Ledger, report: str, other: str, by: By, *, copy: bool = True, then: After = settle) -> int:
    """Say that two reports are one in two printings, or, without `copy`, that they are not."""
    ledger.report(report)
    ledger.report(other)
    if report == other:
        raise LedgerError(report, "a report is one with itself already", "name two reports")
    pair = (
        (other, report) if rows(ledger.connection, "copy_rows", {"report": other, "other": report}) else (report, other)
    )
    known = rows(ledger.connection, "copy_rows", {"report": pair[0], "other": pair[1]})
    if not copy and not (known and not known[-1]["gone"]):
        raise LedgerError(report, f"is not told to be a copy of {other!r}", "counterclaim report names its copies")
    with reviewing(ledger, by) as begun:
        number = begun.append("reviews", "copy" if copy else "no_copy", report, other, None, None, None)
        begun.append("copies", *pair, int(not copy), by.who)
        _leave(begun, (report, other))
    then(ledger, by)
    return number


def undo(ledger: Ledger, review: int, by: By, *, then: After = settle) -> int:
    """Undo a review: what it changed is as it was before; refused where something newer builds on it."""
    found = rows(ledger.connection, "review", {"n": review})
    if not found or found[0]["kind"] == "undo" or found[0]["undone"]:
        what = (
            "there is no such review"
            if not found
            else "it is undone already"
            if found[0]["undone"]
            else "it is an undo"
        )
        raise LedgerError(f"review {review}", what, "the view v_reviews lists them")
    row = found[0]
    with reviewing(ledger, by) as begun:
        for claim in rows(ledger.connection, "claims_of_commit", {"seq": row["seq"]}):
            _restore_claim(begun, claim, review)
        for copy in rows(ledger.connection, "copies_of_commit", {"seq": row["seq"]}):
            before = rows(ledger.connection, "copy_before", copy)
            gone = before[0]["gone"] if before else 1
            begun.append("copies", copy["report"], copy["other"], gone, by.who)
            _leave(begun, (copy["report"], copy["other"]))
        number = begun.append("reviews", "undo", row["subject"], row["other"], None, None, review)
        begun.flush()
        if row["kind"] in ("merge", "split", "withdraw"):
            _leave_blocks(begun, [row["subject"], row["other"] or row["subject"]])
    then(ledger, by)
    return number


def _restore_claim(begun: Commit, claim: Mapping[str, Any], review: int) -> None:
    """Append a claim as it was before a review, unless it has changed since."""
    history = rows(begun.connection, "history_of_claim", {"id": claim["id"]})
    made = next(row for row in history if row["n"] == claim["n"])
    if any(history[-1][column] != made[column] for column in CLAIM_COLUMNS):
        raise LedgerError(f"review {review}", f"claim {claim['id']} was changed since", "undo what changed it first")
    earlier = [row for row in history if row["n"] < claim["n"]]
    before = earlier[-1] if earlier else {**made, "gone": 1}  # before a person added it there was none
    number = begun.append("claims", *(before[column] for column in CLAIM_COLUMNS))
    begun.connection.execute(statement("add_search_evidence"), (number, *forms(before["evidence"])))
    begun.connection.execute(statement("add_untold"), (before["report"],))


def reviewing(ledger: Ledger, by: By) -> AbstractContextManager[Commit]:
    """The transaction of a review; a decision without a reason is none."""
    if not by.why or not by.why.strip():
        raise LedgerError(str(ledger.path), "a review needs a reason", "say why: --why TEXT")
    return commit(ledger.connection, ledger.path, REVIEW, by)


def _decide(ledger: Ledger, by: By, values: tuple[Any, ...], asked: Sequence[str], then: After) -> int:
    with reviewing(ledger, by) as begun:
        number = begun.append("reviews", *values)
        begun.flush()
        _leave_blocks(begun, asked)
    then(ledger, by)
    return number


def _append(begun: Commit, stored: StoredClaim, claim: Claim, standing: str, by: By) -> None:
    """Append a newer row of a claim, under the id that it has."""
    place = replace(stored.standing, standing=standing, made_by=by.who, gone=False)
    number = begun.append("claims", *claim_values(stored.id, claim, place))
    begun.connection.execute(statement("add_search_evidence"), (number, *forms(claim.evidence.text)))
    begun.connection.execute(statement("add_untold"), (place.report,))


def _leave(begun: Commit, reports: Sequence[str]) -> None:
    """Leave all printings of reports to be told again, as they were grouped before and as they are now."""
    from counterclaim.ledger.copies import group_of

    groups = {each for report in reports for each in group_of(begun.connection, report)}
    begun.flush()
    groups |= {each for report in reports for each in group_of(begun.connection, report)}
    begun.connection.executemany(statement("add_untold_group"), [(each,) for each in sorted(groups)])


def _leave_blocks(begun: Commit, subjects: Sequence[str]) -> None:
    """Leave the blocks of questions, or of claims, to be reconciled again."""
    for subject in subjects:
        for row in rows(begun.connection, "blocks_of_subject", {"id": subject}):
            begun.connection.execute(statement("add_pending"), (row["block"],))
