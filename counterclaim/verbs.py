"""The verbs of the package, in the order in which reports go through it: `read`, `code`, `reconcile`, `export`.

Sources enter `read`, reports leave; a report enters `code`, claims leave; reports enter `reconcile`, questions leave; a
ledger enters `export` and `table`, files and tables leave.
The rooms below do the work: nothing here reads, codes or compares. `counterclaim` itself hands these names on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from counterclaim.coding import Coded, Coder, coded
from counterclaim.config import Config, OwnWords, config_of, using
from counterclaim.errors import CounterclaimError, RefusedReport, UnknownLanguage
from counterclaim.exports.columns import TABLES
from counterclaim.exports.form import Choice, Losses
from counterclaim.exports.forms import form as form_named
from counterclaim.exports.tables import CONTENTS
from counterclaim.exports.writing import whole_file
from counterclaim.language.credits import credited
from counterclaim.ledger import Ledger
from counterclaim.ledger.bulk import Selection
from counterclaim.model import Claim, Figure, Question, Report, Told, report_id
from counterclaim.reading.sources import read as read_sources
from counterclaim.reconciliation.checking import Aside
from counterclaim.reconciliation.engine import Archive
from counterclaim.reconciliation.figures import RULES, Rule
from counterclaim.reconciliation.figures import rule as rule_named
from counterclaim.reconciliation.gathering import Gathering

DEFAULT_RULE: Final = next(iter(RULES))
"""The rule of figures where nobody names one."""


def read(
    *sources: str | os.PathLike[str],
    published: str | None = None,
    outlet: str | None = None,
    lang: str | None = None,
    refused: Callable[[RefusedReport], object] | None = None,
    config: Config | None = None,
) -> Iterator[Report]:
    """The reports of files, folders, archives, feeds and addresses, one after the other, in the order of the input.

    `sources` are what the command line takes; `-` is standard input. `published` (ISO 8601 day or time) and `outlet`
    stand in where a report says none; `lang` (code of a language, as in `en`) replaces what it says; `config` is a
    newsroom's own `counterclaim.toml`, whose outlets are then known; raises PackError where it is wrong. What is no
    report goes to `refused`, each with its place and what to do, and the rest goes on; without it, the first one is
    raised as RefusedReport.

    >>> reports = list(read(demo / "en.jsonl"))
    >>> len(reports), reports[0].outlet, reports[0].published
    (7, 'The Harbour Post', '2020-09-27T14:05:00+01:00')
    >>> refusals = []
    >>> list(read("nowhere.jsonl", refused=refusals.append))
    []
    >>> print(refusals[0])
    nowhere.jsonl: no such file; check the path
    """
    own = config_of(config)
    for outcome in read_sources(sources, published, outlet, lang):
        if isinstance(outcome, Report):
            with using(own):
                report = credited(outcome)
            yield report
        elif refused is None:
            raise outcome
        else:
            refused(outcome)


def code(report: Report | str, *, coder: str | Coder | None = None, config: Config | None = None) -> tuple[Claim, ...]:
    """Everything one report claims, in the order in which its text first tells of it.

    `report` may be a bare text: it then has no title, outlet or day of publication, so that times like "on Sunday" stay
    open. `coder` is `rules` or `learned`, or a function of your own from a report to `counterclaim.coding.Coded`;
    without it, the one that measured best of those installed. `config` is a newsroom's own `counterclaim.toml`, a path
    or what `counterclaim.config.config_of` read of it. All offsets count characters of `Report.text`, end exclusive.
    Raises UnknownLanguage where no pack reads the report, CoderMissing where the coder cannot be had here, PackError
    where the config is wrong.

    >>> for claim in code("Russia said it shot down 12 Ukrainian drones. Kyiv denied it.", coder="rules"):
    ...     print(claim.speaker_party, claim.stance, claim.event, claim.target, claim.low, claim.evidence.text)
    RUS asserts shot_down UKR 12 Russia said it shot down 12 Ukrainian drones
    UKR denies shot_down UKR None Kyiv denied it
    """
    with using(config_of(config)):
        return coded(_report_of(report), coder).claims


def _report_of(report: Report | str) -> Report:
    return Report(report_id(None, None, report), report) if isinstance(report, str) else report


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What many reports claim together: iterating gives the questions, those that begin first before the others.

    >>> together = reconcile(read(demo / "en.jsonl"), coder="rules")
    >>> len(together.questions) == len(list(together))
    True
    """

    questions: tuple[Question, ...]
    """Each with one answer for each party."""
    told: Mapping[str, Told]
    """The claims by id, each with its report's outlet and day of publication; those that were set aside too."""
    aside: tuple[Aside, ...]
    """Claims that could not be reconciled, each with the reason."""
    own: OwnWords | None = None
    """The words of a newsroom's own that they were reconciled with."""

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def __len__(self) -> int:
        return len(self.questions)

    def figure(self, question: Question, rule: str | Rule = DEFAULT_RULE) -> Figure:
        """Low, best and high of a question (whole numbers of its unit, None where unknown) by a named rule.

        `rule` is one of `ledger`, `ucdp`, `acled`, `airwars`, a name of the config's, `module:function`, or a function.
        Raises CounterclaimError where there is no such rule.

        >>> together = reconcile(read(demo / "en.jsonl"), coder="rules")
        >>> together.figure(next(each for each in together if each.status == "disputed"), "ucdp").rule
        'ucdp'
        """
        with using(self.own):
            return (rule_named(rule) if isinstance(rule, str) else rule)(question, self.told)


def reconcile(
    reports: Iterable[Report],
    *,
    as_of: date | None = None,
    coder: str | Coder | None = None,
    refused: Callable[[Report, UnknownLanguage], object] | None = None,
    config: Config | None = None,
) -> Reconciled:
    """What all `reports` together claim: questions, each with one answer for each party.

    With `as_of`, a day, only reports published by then count. `coder` and `config` are those of `code`. A report that
    no pack reads goes to `refused` with the reason, and the rest goes on; without it, UnknownLanguage is raised. Raises
    CoderMissing where the coder cannot be had here, PackError where the config is wrong. Which questions come out does
    not depend on the order of the reports. Copies of one report count once where the extra `copies` is installed.

    >>> for question in reconcile(read(demo / "en.jsonl"), coder="rules"):
    ...     if question.status == "disputed":
    ...         print(question.event, question.target, [(answer.party, answer.low) for answer in question.answers])
    shot_down AZE [('ARM', 2), ('AZE', 1)]
    """
    own, gathering, archive = config_of(config), Gathering(as_of), Archive()
    for report in filter(gathering.wants, reports):
        with using(own):
            try:
                done: Coded = coded(report, coder)
            except UnknownLanguage as fault:
                if refused is None:
                    raise
                refused(report, fault)
                continue
            gathering.take(report, done.claims, done.languages[0] if done.languages else None)
    told = list(gathering.told())
    with using(own):
        archive.add(told)
        questions = archive.in_order()
    aside = tuple(sorted(archive.aside.values(), key=lambda each: each.claim))
    return Reconciled(questions, {each.claim.id: each for each in told}, aside, own)


def export(
    ledger: Ledger | str | os.PathLike[str],
    form: str,
    to: str | os.PathLike[str],
    *,
    rule: str | None = None,
    config: Config | None = None,
    **chosen: str,
) -> Losses:
    """Write what is chosen of a ledger to a file, in a form that others use, and say what the form cannot hold.

    `ledger` is open or a path; `form` is one of those of `counterclaim export --as`, `to` the file, which appears whole
    or not at all; a form that has a second file writes it beside. `rule` is that of its figures, `config` a newsroom's
    own `counterclaim.toml`; `chosen` is that of `Ledger.claims`. The losses that leave count what was written and what
    was not. Raises CounterclaimError where there is no such form or rule, or the file cannot be written.

    >>> losses = export(ledger, "claims.csv", folder / "claims.csv", event="killed")
    >>> losses.rows > 5, losses.all()
    (True, ())
    >>> print(export(ledger, "geojson", folder / "map.geojson", status="disputed").all()[0].what)
    nobody says where: the feature has no geometry
    """
    chosen_form = form_named(form)
    selection = Selection(**chosen)
    if chosen_form.one_question and selection.question is None:
        raise CounterclaimError(f"form {form!r}: it is about one question; name it, as in question='5fe1...'")
    choice, path = Choice(selection, rule or chosen_form.rule), Path(to)
    with using(config_of(config)), _opened(ledger) as opened:
        for name in chosen_form.beside:
            beside = form_named(name)
            with whole_file(path.with_suffix(beside.ending)) as out:
                beside.write(opened, choice, out)
        with whole_file(path) as out:
            return chosen_form.write(opened, choice, out)


def table(
    ledger: Ledger | str | os.PathLike[str],
    name: str,
    *,
    rule: str | None = None,
    config: Config | None = None,
    **chosen: str,
) -> Any:
    """A table of a ledger in Arrow, for pandas, polars and DuckDB: `claims`, `questions`, `answers` or `relations`.

    `ledger` is open or a path, `name` that of the table; `rule` is that of the figures in `questions`, `config` a
    newsroom's own `counterclaim.toml`, `chosen` that of `Ledger.claims`. Columns are typed: counts are 64-bit integers,
    days are dates, null means "not said"; `evidence_start` and `evidence_end` count characters, end exclusive. Raises
    CounterclaimError where there is no such table, or pyarrow (extra `parquet`) is missing.

    >>> claims = table(ledger, "claims", party="ARM")
    >>> "ARM" in claims["speaker_party"].to_pylist()
    True
    """
    from counterclaim.exports.parquet import arrow_table

    if name not in TABLES:
        raise CounterclaimError(f"table {name!r}: no such table; name one of {', '.join(TABLES)}")
    columns, (pages, _) = TABLES[name], CONTENTS[name]
    choice = Choice(Selection(**chosen), rule or form_named(f"{name}.parquet").rule)
    with using(config_of(config)), _opened(ledger) as opened:
        return arrow_table(columns, pages(opened, choice))


@contextmanager
def _opened(ledger: Ledger | str | os.PathLike[str]) -> Iterator[Ledger]:
    """The ledger that is open already, or the one of a path for as long as it is needed."""
    if isinstance(ledger, Ledger):
        yield ledger
        return
    with Ledger(Path(ledger)) as opened:
        yield opened
