"""Draws questions with the answers of each party side by side, each with its evidence.

In: a question, the claims behind it, and the page. Out: one string of whole lines, none wider than the page. This
module does not print and knows no terminal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from counterclaim.model import Answer, Figure, Quantity, Question, Told
from counterclaim.reconciliation.wording import worded
from counterclaim.rendering import Page, columns_of, count, shortened, shown, words, wrapped

NARROWEST: Final = 26
"""Columns that an answer keeps; more answers than fit side by side stand in further rows."""
GAP: Final = 3
"""Columns between two answers."""
INDENT: Final = 2
EVIDENCE: Final = 2
"""Claims of an answer whose evidence is shown, the newest first."""
EVIDENCE_LINES: Final = 3


def question_table(
    question: Question, told: Mapping[str, Told], page: Page, lang: str, figure: Figure | None = None
) -> str:
    """Draw one question; `told` are its claims by id, `lang` the language it is put in. Raises `PackError`."""
    width = max(page.width, 2 * NARROWEST + GAP + INDENT)
    lines = wrapped([*worded(question, lang).split(), f"[{question.status}]"], width)
    lines[0] = _bold(lines[0], page)
    counted = f"{len(question.reports)} report{'s' if len(question.reports) != 1 else ''}"
    if question.copies:
        counted += f", {sum(len(group) - 1 for group in question.copies)} of them copies"
    lines.append(" " * INDENT + shortened(f"{question.id} · {counted}", width - INDENT))
    across = max(1, min(len(question.answers), (width - INDENT + GAP) // (NARROWEST + GAP)))
    room = (width - INDENT + GAP) // across - GAP
    for first in range(0, len(question.answers), across):
        cells = [_cell(answer, told, room) for answer in question.answers[first : first + across]]
        lines += _beside(cells, room)
    if figure is not None and (figure.low, figure.best, figure.high) != (None, None, None):
        lines[-1:] = [" " * INDENT + line for line in wrapped(_figure(figure).split(), width - INDENT)] + [""]
    return "\n".join(lines) + "\n"


def _figure(figure: Figure) -> str:
    """Low, best and high with how they came about."""
    numbers = " / ".join("–" if number is None else f"{number:,}" for number in (figure.low, figure.best, figure.high))
    return " ".join((f"{figure.rule}: {numbers}.", figure.sentence, *figure.notes))


def _cell(answer: Answer, told: Mapping[str, Told], room: int) -> list[str]:
    """One answer: who, how, how many; its history, its origins, its evidence."""
    number = ""
    if answer.low is not None or answer.high is not None:
        number = count(Quantity(answer.low, answer.high, answer.qualifier or "exact"))
    lines = wrapped(" ".join(part for part in (answer.party, words(answer.stance), number) if part).split(), room)
    if answer.revisions:
        before = [count(Quantity(said.low, said.high, said.qualifier or "exact")) for said in answer.revisions]
        lines += wrapped(["before:", *(f"{each}," for each in before[:-1]), before[-1]], room)
    if answer.denied_by:
        lines += wrapped(["denied by", *answer.denied_by], room)
    lines += wrapped(["from", *answer.origins], room)[:2]
    shown_reports: set[str] = set()
    for claim_id in reversed(answer.claims):
        each = told.get(claim_id)
        if each is None or each.claim.report in shown_reports or len(shown_reports) == EVIDENCE:
            continue
        shown_reports.add(each.claim.report)
        source = " ".join(part for part in (each.outlet or "no outlet", (each.published or "")[:10]) if part)
        quoted = f"“{shown(each.claim.evidence.text)}”"
        lines += wrapped(shown(source).split(), room)[:1]
        lines += wrapped(shortened(quoted, EVIDENCE_LINES * room - room // 3).split(), room)[:EVIDENCE_LINES]
    return lines


def _beside(cells: Sequence[Sequence[str]], room: int) -> list[str]:
    """Cells side by side, each as wide as the room."""
    lines = []
    for row in range(max(map(len, cells))):
        line = " " * INDENT
        for cell in cells:
            text = cell[row] if row < len(cell) else ""
            line += text + " " * (room - columns_of(text) + GAP)
        lines.append(line.rstrip())
    return [*lines, ""]


def _bold(line: str, page: Page) -> str:
    return f"\x1b[1m{line}\x1b[0m" if page.colour else line
