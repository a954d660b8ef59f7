"""`counterclaim report`: shows what a ledger holds, as tables for people or JSON lines for programs."""

from __future__ import annotations

import argparse
import json

from counterclaim.batch import DONE
from counterclaim.ledger import Ledger
from counterclaim.ledger.lookup import ALWAYS, StoredClaim, StoredReport, standing_claims, until
from counterclaim.reading.interchange import claims_to_json, report_to_json
from counterclaim.rendering import table
from counterclaim.terminal import Output, page


def show_report(options: argparse.Namespace, output: Output) -> int:
    """Print a report with its claims as they stood."""
    with Ledger(options.ledger) as ledger:
        found = ledger.report(options.id, options.version, recorded(options))
    if options.format == "jsonl":
        output.write(json.dumps(report_as_json(found), ensure_ascii=False) + "\n")
        return DONE
    output.write(table(found.report, tuple(claim for _, claim in standing_claims(found)), page()))
    output.write("".join(f"{line}\n" for line in _notes(found)))
    return DONE


def recorded(options: argparse.Namespace) -> str:
    """The time that `--recorded` names; after all others where it names none."""
    return until(options.recorded) if options.recorded else ALWAYS


def report_as_json(found: StoredReport) -> dict[str, object]:
    """A stored report with its claims, each with its id and who made it what it is."""
    holding = standing_claims(found)
    rows = claims_to_json(found.report.id, [claim for _, claim in holding])["claims"]
    return report_to_json(found.report) | {
        "version": found.version.number,
        "versions": len(found.versions),
        "copies": list(found.copies),
        "claims": [row | _made(each) for row, (each, _) in zip(rows, holding, strict=True)],
    }


def _made(stored: StoredClaim) -> dict[str, object]:
    return {"id": stored.id, "standing": stored.standing.standing, "made_by": stored.standing.made_by}


def _notes(found: StoredReport) -> list[str]:
    notes = [
        f"report {found.report.id}, version {found.version.number} of {len(found.versions)}, added {found.version.at}"
    ]
    if found.copies:
        notes.append(f"one report with {', '.join(found.copies)}")
    notes += [
        f"claim {number}: {each.id}"
        + (f", {each.standing.standing} by {each.standing.made_by}" if each.reviewed else "")
        for number, (each, _) in enumerate(standing_claims(found), 1)
    ]
    return notes
