"""Draws the claims of one report as a table of text.

In: a report, its claims, and the page (its width in columns, colours or none). Out: one string of whole lines, none
wider than the page. Widths are columns of a terminal, so that decomposed and wide letters line up. Control
characters of a report never reach the page. This module does not print and knows no terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from counterclaim.model import Claim, Period, Quantity, Report, Span

NARROWEST_PAGE: Final = 60
"""Columns below which a page is not drawn any narrower: the terminal wraps instead."""
NARROWEST_SPEAKER: Final = 24
"""Columns that the speaker keeps before the count moves to the line below."""
NARROWEST_PARTIES: Final = 9
"""Columns that actor and target keep at least: two codes of states."""
EVIDENCE_LINES: Final = 2
"""Lines of evidence that are shown; longer evidence loses its middle."""
INDENT: Final = 5
"""Columns of the claim's number and the gap behind it."""
GAP: Final = "  "
CUT: Final = "…"
WHOLE_WORDS: Final = 30
"""Columns from which on a cut spares whole words; narrower text needs the room."""
BROKEN_WORD: Final = 10
"""Letters that a cut gives up at most on either side so as not to break a word."""
STYLES: Final = {"bold": "1", "faint": "2", "denies": "31", "doubts": "33", "withholds": "33", "confirms": "32"}
"""Terminal codes; a stance without an entry is plain."""
UNIT_NAMES: Final = {"area_km2": "km²"}
SIGNS: Final = {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "fewer_than": "< ", "about": "≈ "}
ZERO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
UNSHOWN: Final = frozenset({"Cc", "Cf", "Cs"})


@dataclass(frozen=True, slots=True)
class Page:
    """What the table is drawn on: "80 columns, no colours"."""

    width: int = 100
    """Columns of a line."""
    colour: bool = False
    """Whether terminal codes may be used."""


def table(report: Report, claims: tuple[Claim, ...], page: Page) -> str:
    """Draw one report: a header, then each claim with its fields, its circumstances and its evidence."""
    width = max(page.width, NARROWEST_PAGE)
    lines = [_styled(line, "bold", page) for line in _header(report, width)]
    numbers = {claim.id: str(number) for number, claim in reversed(list(enumerate(claims, 1)))}
    columns = _columns(claims, width)
    for number, claim in enumerate(claims, 1):
        row = _row(claim, columns, page)
        lines.append(f"{number:>{INDENT - 2}}{GAP}{row}".rstrip())
        below = wrapped(_circumstances(claim, numbers, with_count=not columns.count), width - INDENT, " · ")
        lines += [_indented(_styled(line, "faint", page)) for line in below]
        lines += [_indented(line) for line in _evidence(claim.evidence, width - INDENT)]
    if not claims:
        lines.append(_indented("no claims"))
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Columns:
    """Widths of the columns of one report, in columns of the page; 0 where a column is not drawn."""

    who: int
    stance: int
    event: int
    parties: int
    count: int


def _columns(claims: tuple[Claim, ...], width: int) -> _Columns:
    """Every column as wide as its widest cell; the speaker gives way, then the count moves below, then the parties."""

    def widest(cells: list[str]) -> int:
        return max(map(columns_of, cells), default=0)

    stance = widest([words(claim.stance) for claim in claims])
    event = widest([words(claim.event) for claim in claims])
    sides = widest([_parties(claim) for claim in claims])
    count = widest([_count(claim) for claim in claims])
    who = widest([_who(claim, width) for claim in claims])
    left = width - INDENT - sum(len(GAP) + column for column in (stance, event, sides, count) if column)
    least = min(who, NARROWEST_SPEAKER)
    if left < least and count:
        left, count = left + count + len(GAP), 0
    given_way = max(min(least - left, sides - NARROWEST_PARTIES), 0)
    return _Columns(min(who, left + given_way), stance, event, sides - given_way, count)


def _row(claim: Claim, columns: _Columns, page: Page) -> str:
    cells = (
        (_who(claim, columns.who), columns.who, None),
        (words(claim.stance), columns.stance, claim.stance),
        (words(claim.event), columns.event, None),
        (shortened(_parties(claim), columns.parties), columns.parties, None),
        (_count(claim), columns.count, None),
    )
    return GAP.join(_styled(_filled(cell, width), style, page) for cell, width, style in cells if width)


def _header(report: Report, width: int) -> list[str]:
    named = (report.outlet or "no outlet", (report.published or "no date")[:10], report.title)
    return wrapped(" · ".join(shown(part) for part in named if part).split(), width)


def _who(claim: Claim, width: int) -> str:
    """The speaker as written and its party; the words give way before the party does."""
    if claim.speaker is None:
        return shortened(claim.speaker_party, width)
    party = f" ({claim.speaker_party})"
    return shortened(shortened(shown(claim.speaker.text), max(width - columns_of(party), 8)) + party, width)


def _parties(claim: Claim) -> str:
    if claim.actor and claim.target:
        return f"{claim.actor} → {claim.target}"
    if claim.target:
        return f"→ {claim.target}"
    return claim.actor or ""


def _count(claim: Claim) -> str:
    number = count(claim.quantity) if claim.quantity else ""
    return f"{number} {words(claim.unit or '')}".strip()


def count(quantity: Quantity) -> str:
    """The number as said: "≥ 550", "> 10", "20–99", "31"; empty where the words set no bound."""
    low, high, said = quantity.low, quantity.high, quantity.qualifier
    if low is None and high is None:
        return ""
    if said == "more_than" and low is not None and high is None:
        low -= 1
    if said == "fewer_than" and high is not None and low is None:
        high += 1
    if low is not None and high is not None:
        number = f"{low:,}" if low == high else f"{low:,}–{high:,}"
        return (SIGNS["about"] if said == "about" else "") + number
    sign = SIGNS.get(said) or (SIGNS["at_least"] if high is None else SIGNS["at_most"])
    return f"{sign}{low if low is not None else high:,}"


def _circumstances(claim: Claim, numbers: dict[str, str], *, with_count: bool) -> list[str]:
    """Count where it has no column, place, time, scope, relaying outlets, what the claim denies, how sure it is."""
    denied = sorted({numbers[other] for other in claim.denies if other in numbers}, key=int)
    parts = (
        _count(claim) if with_count else "",
        f"where {shown(claim.place.text)}" if claim.place else "",
        f"when {when(claim.period)}" if claim.period else "",
        {"cumulative": "running total", "period": "over the period"}.get(claim.scope or "", ""),
        f"via {', '.join(claim.via)}" if claim.via else "",
        f"denies {', '.join(denied)}" if denied else "",
        f"confidence {claim.confidence:.2f}" if claim.confidence is not None else "",
    )
    return [part for part in parts if part]


def when(period: Period) -> str:
    """The days of a period, both ends inclusive; the words themselves where no day is known."""
    first, last = period.start, period.end
    if first and last:
        return f"{first}" if first == last else f"{first} – {last}"
    if first or last:
        return f"from {first}" if first else f"until {last}"
    return f"“{shown(period.written.text)}”" if period.written else "unknown"


def _evidence(evidence: Span, width: int) -> list[str]:
    """The quoted characters on at most `EVIDENCE_LINES` lines, cut in the middle where there are more."""
    quoted, room = f"“{shown(evidence.text)}”", EVIDENCE_LINES * width
    while len(lines := wrapped(shortened(quoted, room).split(), width)) > EVIDENCE_LINES:
        room -= 4
    return lines


def words(code: str) -> str:
    """A code of the codebook as words: `killed_or_wounded` reads "killed or wounded"."""
    return UNIT_NAMES.get(code, code.replace("_", " "))


def shown(text: str) -> str:
    """The text on one line, without controls and other characters that could move the cursor or hide."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(x for x in line if unicodedata.category(x) not in UNSHOWN)


def columns_of(text: str) -> int:
    """Columns that a terminal gives the text: none for marks on another letter, two for wide letters."""
    return len(text) if text.isascii() else sum(map(_columns_of_letter, text))


def shortened(text: str, width: int) -> str:
    """The text in at most `width` columns, "…" standing for its middle; letters keep their marks."""
    if columns_of(text) <= width:
        return text
    tail_width = (width - len(CUT)) // 2
    head, tail = _head(text, width - len(CUT) - tail_width), _tail(text, tail_width)
    if width >= WHOLE_WORDS:
        head_space, tail_space = head.rfind(" ", -BROKEN_WORD), tail.find(" ", 0, BROKEN_WORD)
        head = head[: head_space + 1] or head
        tail = tail[max(tail_space, 0) :]
    return head + CUT + tail


def wrapped(pieces: Iterable[str], width: int, gap: str = " ") -> list[str]:
    """The pieces on lines of at most `width` columns, a piece broken only where no line can hold it."""
    lines: list[str] = []
    for piece in pieces:
        if lines and columns_of(lines[-1]) + columns_of(gap) + columns_of(piece) <= width:
            lines[-1] += gap + piece
            continue
        while columns_of(piece) > width:
            lines.append(_head(piece, width))
            piece = piece[len(lines[-1]) :]
        lines.append(piece)
    return lines


def _head(text: str, width: int) -> str:
    """The longest beginning of the text that fits, with the marks on its last letter; at least one letter."""
    used = 0
    for position, letter in enumerate(text):
        used += _columns_of_letter(letter)
        if used > width:
            return text[: max(position, 1)]
    return text


def _tail(text: str, width: int) -> str:
    """The longest end of the text that fits and begins with a letter, not with the marks of one."""
    used, start = 0, len(text)
    for position in range(len(text) - 1, -1, -1):
        columns = _columns_of_letter(text[position])
        used += columns
        if used > width:
            break
        if columns:
            start = position
    return text[start:]


def _columns_of_letter(letter: str) -> int:
    if letter < "\u0300":
        return 1
    if unicodedata.category(letter) in ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _filled(text: str, width: int) -> str:
    return text + " " * (width - columns_of(text))


def _indented(line: str) -> str:
    return " " * INDENT + line


def _styled(text: str, style: str | None, page: Page) -> str:
    code = STYLES.get(style or "") if page.colour else None
    return f"\x1b[{code}m{text}\x1b[0m" if code else text
