"""The commands of a ledger, their options, and the function that does each.

In: the parsers of the command line. Out: nothing; each command's `run` is set. What a command does stands in the
modules beside this one, which are imported when they are needed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from counterclaim.arguments import add_coder, add_engine, add_reports, add_table, positive
from counterclaim.commands.shared import (
    add_days,
    add_form,
    add_ledger,
    add_page,
    add_recorded,
    add_times,
    add_who,
    later,
)
from counterclaim.model import STATUSES

BATCH: Final = 250
"""Reports of one commit: few enough that a kill loses little work, enough that the disk is not asked too often."""


def add_to(commands: Any) -> None:
    """Add the commands to the parsers of the command line."""
    command = commands.add_parser("add", help="read, code and keep reports in a ledger")
    add_reports(command, least="*")
    command.add_argument(
        "--from-parts", type=Path, metavar="FOLDER", help="add what --parts kept there, and code nothing"
    )
    add_coder(command)
    add_engine(command)
    add_ledger(command)
    add_who(command)
    command.add_argument("--batch", type=positive, default=BATCH, metavar="N", help=f"reports a commit, {BATCH}")
    command.add_argument(
        "--format", choices=("text", "jsonl"), default="text", help="jsonl: a line for each commit, once it is on disk"
    )
    command.set_defaults(run=later("adding", "add_reports"))

    command = commands.add_parser("report", help="show a report of a ledger with its claims")
    command.add_argument("id", metavar="ID", help="the report")
    add_ledger(command)
    command.add_argument("--version", type=positive, metavar="N", help="that version of it; default: the newest")
    add_recorded(command)
    add_table(command)
    command.set_defaults(run=later("showing", "show_report"))

    _add_asking(commands)
    _add_reviewing(commands)
    _add_watching(commands)
    from counterclaim.commands.exportoptions import add_export
    from counterclaim.commands.serving import add_reviewer, add_serve

    add_export(commands.add_parser("export", help="write a ledger in a form that others use, and say what that loses"))
    add_serve(commands.add_parser("serve", help="open the site of a ledger on this machine, until stopped"))
    add_reviewer(commands.add_parser("reviewer", help="give a reviewer of a shared site a token"))

    command = commands.add_parser("check", help="verify that a ledger is whole, and codes as it did")
    command.add_argument("ledger", type=Path, metavar="LEDGER", help="the file")
    command.add_argument("--no-coding", action="store_true", help="do not code its reports again")
    command.add_argument("--add-superseding", action="store_true", help="append what coding again finds otherwise")
    command.add_argument("--expect", metavar="LINK", help="a link that the chain must hold, noted down earlier")
    command.add_argument("--migrate", action="store_true", help="first bring an older ledger to this version")
    add_who(command)
    command.set_defaults(run=later("checking", "check_ledger"))


def _add_asking(commands: Any) -> None:
    """The commands that ask a ledger."""
    command = commands.add_parser("questions", help="list the questions of a ledger with their answers")
    add_ledger(command)
    for option, metavar, said in (
        ("--status", "STATUS", f"one of {', '.join(sorted(STATUSES))}"),
        ("--event", "EVENT", "event of the codebook"),
        ("--target", "PARTY", "whom it befell"),
        ("--party", "PARTY", "a party that acts, suffers or answers"),
        ("--place", "CODE", "a place, or one around it"),
    ):
        command.add_argument(option, metavar=metavar, help=said)
    add_days(command)
    command.add_argument("--size", type=positive, default=1, metavar="N", help="fewest claims, 1")
    add_page(command)
    add_times(command)
    command.set_defaults(run=later("asking", "list_questions"))

    command = commands.add_parser("question", help="show one question of a ledger with its answers and evidence")
    command.add_argument("id", metavar="ID", help="the question")
    add_ledger(command)
    add_times(command)
    command.add_argument("--rule", metavar="NAME", help="also give low, best and high by a rule, as reconcile does")
    command.set_defaults(run=later("asking", "show_question"))

    command = commands.add_parser("party", help="show what a party says in a ledger, and who denies it")
    command.add_argument("code", metavar="CODE", help="its code, as in UKR or hamas")
    add_ledger(command)
    add_form(command)
    add_page(command)
    command.set_defaults(run=later("asking", "show_party"))

    command = commands.add_parser("search", help="find reports of a ledger by their words")
    command.add_argument("words", nargs="+", metavar="WORDS", help='words, or a "phrase"; marks need not be typed')
    add_ledger(command)
    for option, metavar, said in (
        ("--party", "PARTY", "with a claim that names that party"),
        ("--event", "EVENT", "with a claim about that event"),
        ("--status", "STATUS", "with a claim about a question that stands so"),
        ("--outlet", "NAME", "printed there"),
        ("--lang", "CODE", "in that language"),
    ):
        command.add_argument(option, metavar=metavar, help=said)
    add_days(command)
    add_page(command)
    add_recorded(command)
    add_form(command)
    command.set_defaults(run=later("asking", "search_reports"))


def _add_reviewing(commands: Any) -> None:
    """The commands by which people decide."""
    review = commands.add_parser(
        "review", help="accept, reject or correct what a ledger holds, by name and with a reason"
    )
    decisions = review.add_subparsers(metavar="DECISION", required=True, dest="decision")
    subject, other = ("subject", "CLAIM"), ("other", "OTHER")
    for name, said, words in (
        ("accept", "a claim is right, or those of a report are right and all", (("subject", "CLAIM|REPORT"),)),
        ("reject", "a claim is none", (subject,)),
        ("correct", "fields of a claim are others", (subject, ("changes", "FIELD=VALUE"))),
        ("merge", "the claims of a question are about another", (("subject", "QUESTION"), ("other", "INTO"))),
        ("split", "claims of a question are about one of their own", (("subject", "QUESTION"), ("claims", "CLAIM"))),
        ("copy", "two reports are one in two printings", (("subject", "REPORT"), other)),
        ("no-copy", "two reports are not one", (("subject", "REPORT"), other)),
        ("withdraw", "two claims are not to each other what the rules found", (subject, other)),
        ("undo", "a review no longer holds", (("number", "REVIEW"),)),
    ):
        command = decisions.add_parser(name, help=said)
        for word, metavar in words:
            several = "+" if word in ("changes", "claims") else None
            command.add_argument(word, metavar=metavar, nargs=several, type=positive if word == "number" else str)
        add_ledger(command)
        add_who(command)
        command.set_defaults(run=later("reviewing", "review"))

    command = decisions.add_parser("add-claim", help="the machine missed a claim of a report")
    command.add_argument("subject", metavar="REPORT")
    command.add_argument(
        "changes", metavar="FIELD=VALUE", nargs="*", help="evidence=WORDS or evidence=START:END, and what they say"
    )
    command.add_argument("--claim", type=Path, metavar="FILE", help="a file with the claim as JSON, as gold has it")
    add_ledger(command)
    add_who(command)
    command.set_defaults(run=later("reviewing", "add_claim"))

    command = decisions.add_parser(
        "blind", help="add codings of a person who saw no others, JSON lines as code gives them"
    )
    command.add_argument("paths", nargs="+", metavar="FILE")
    add_ledger(command)
    add_who(command)
    command.set_defaults(run=later("reviewing", "add_blind"))

    command = decisions.add_parser(
        "gold", help="write the reports that were accepted as a whole, as evaluate reads them"
    )
    command.add_argument("--items", type=Path, required=True, metavar="ITEMS", help="where to write the reports")
    command.add_argument("--claims", type=Path, required=True, metavar="GOLD", help="where to write their claims")
    add_ledger(command)
    command.set_defaults(run=later("reviewing", "export_gold"))

    command = commands.add_parser("agreement", help="compare two people, or a person and a coder, on the same reports")
    command.add_argument("one", metavar="ONE", help="name of a person or coder, taken for the gold")
    command.add_argument("other", metavar="OTHER")
    add_ledger(command)
    command.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    command.set_defaults(run=later("reviewing", "show_agreement"))


def _add_watching(commands: Any) -> None:
    """The command that goes on by itself."""
    command = commands.add_parser("watch", help="poll feeds and add what is new, until stopped")
    command.add_argument("feeds", type=Path, metavar="FEEDS.toml", help="the feeds: [[feed]] with url, interval, ...")
    command.add_argument("--once", action="store_true", help="ask each feed once and end")
    command.add_argument("--allow-private", action="store_true", help="fetch from private and local addresses too")
    command.add_argument("--contact", metavar="WHO", help="mail or page by which publishers reach you")
    add_coder(command)
    add_ledger(command)
    add_who(command)
    unasked: dict[str, Any] = {
        "published": None,
        "columns": {},
        "encoding": None,
        "refused": None,
        "resume": None,
        "limit": [],
        "progress": False,
    }
    command.set_defaults(run=later("watching", "watch_feeds"), format="text", batch=BATCH, **unasked)
