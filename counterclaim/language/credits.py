"""Who relays whom: reads the agencies that a report credits at its head or foot.

A report enters, and leaves with `via`: the slugs of the outlets named in a dateline ("KYIV (Reuters) -"), in brackets
after the last sentence ("(Theo RT)"), or on a line of their own ("AP contributed to this report"). The shapes of
credits stand here; their words are data (`packs/CODE/credits.toml`), and the names of outlets stand in the store.
What a sentence cites is no credit of the report, and is left to coding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from counterclaim.language.folder import Entry, only, table
from counterclaim.language.identify import language_of
from counterclaim.language.own import OwnWords, active, extended
from counterclaim.language.store import names_of
from counterclaim.model import Report
from counterclaim.reading.text import normal_text

PACKS: Final = Path(__file__).parent / "packs"
HEAD: Final = 120
"""Characters at the head in which a dateline stands."""
FOOT_LINES: Final = 3
"""Last lines that may be credits."""
LONGEST_LINE: Final = 160
"""Characters of a line that is a credit and nothing else."""
MOST_WORDS: Final = 6
"""Words of the name of one outlet, with what may stand before it."""
_DATELINE: Final = (
    re.compile(r"\W{0,3}(?P<place>[^()\n]{0,60}?)\((?P<names>[^()\n]{2,50})\)\s*(?:[-–—:]|\.\s|$)"),
    re.compile(r"(?P<place>[^/\n]{2,60}?)/(?P<names>[^/\n]{2,40})/\.?(?:\s|$)"),
    re.compile(r"(?P<place>[^\n—–]{2,50}?)\s[—–-]\s(?P<names>[^.\n]{2,40})\.\s"),
)
"""Datelines: "KYIV, Ukraine (AP) -", "MOSKVA, 5 marta. /TASS/.", "KIEV, 5 mar - RIA Novosti."."""
_BRACKETED: Final = re.compile(r"(?:^|\n|[.!?…”\"»])\s*[(\[/]\s*([^()\[\]/\n][^()\[\]\n]{1,80}?)\s*[)\]/]\s*\.?\s*$")
_SEPARATOR: Final = re.compile(r"\s*[,/;&+|•]\s*|\s+[-–—]\s+")
_EDGES: Final = re.compile(r"^[\s\-–—•*:.(\[]+|[\s\-–—•*:.)\]]+$")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Credits:
    """What one language knows of credits, all words in normal form."""

    outlets: Mapping[str, str]
    """Name -> slug."""
    before: tuple[str, ...]
    """The longest first."""
    after: tuple[str, ...]
    joining: frozenset[str]


def credited(report: Report) -> Report:
    """The report with the outlets it credits in `via`; one that says them itself, or credits none, stays as it is."""
    if report.via:
        return report
    via = credits_of(report)
    return replace(report, via=via) if via else report


def credits_of(report: Report) -> tuple[str, ...]:
    """Slugs of the outlets that a report credits at its head or foot, in the order of the text; never its own
    outlet.
    """
    body = report.body.strip()
    if not body:
        return ()
    datelines, lines, bracket = (
        _datelines(body[:HEAD]),
        _last_lines(body),
        _BRACKETED.search(body, max(len(body) - LONGEST_LINE, 0)),
    )
    if not (datelines or lines or bracket):
        return ()
    words = _credits(_language(report), active())
    own = words.outlets.get(_folded(report.outlet)) if report.outlet else None
    found = [slug for names in datelines for slug in _named(names, words)]
    found += [slug for line in lines for slug in _line(line, words)]
    found += _named(bracket.group(1), words) if bracket else []
    return tuple(dict.fromkeys(slug for slug in found if slug != own))


def _datelines(head: str) -> list[str]:
    """What may be the agency of a dateline, by its shape."""
    matches = (shape.match(head) for shape in _DATELINE)
    return [found["names"] for found in matches if found and _is_place(found["place"])][:1]


def _last_lines(body: str) -> list[str]:
    """The last lines that may be credits and nothing else: never the only line of a report."""
    lines = [line.strip() for line in body[-FOOT_LINES * 400 :].split("\n") if line.strip()]
    return [line for line in lines[-FOOT_LINES:] if len(line) <= LONGEST_LINE] if len(lines) > 1 else []


def _is_place(written: str) -> bool:
    """Whether what stands before the agency may be place and day: nothing, or words with a capital at their head."""
    written = written.strip(" ,.")
    return not written or (written[0].isupper() and len(written.split()) <= MOST_WORDS)


def _line(line: str, words: _Credits) -> list[str]:
    """The outlets of a line that is a credit and nothing else."""
    if len(line) > LONGEST_LINE:
        return []
    plain = _folded(_EDGES.sub("", line))
    for ending in words.after:
        if plain.endswith(f" {ending}"):
            return _among(line[: line.lower().rfind(ending.split()[0])], words)
    return _named(_EDGES.sub("", line), words)


def _named(written: str, words: _Credits) -> list[str]:
    """The outlets of a list that holds names of outlets and nothing else, but for the words of a credit before them."""
    slugs = []
    for part in _parts(written, words):
        slug = words.outlets.get(part)
        if slug is None:
            return []
        slugs.append(slug)
    return slugs


def _among(written: str, words: _Credits) -> list[str]:
    """The outlets that open or close one of the parts of a line: "Associated Press writer Jane Doe in Kyiv"."""
    slugs = []
    for part in _parts(written, words):
        pieces = part.split()
        runs = [pieces[:length] for length in range(MOST_WORDS, 0, -1)] + [
            pieces[-length:] for length in range(MOST_WORDS, 0, -1)
        ]
        slugs += [slug for run in runs if (slug := words.outlets.get(" ".join(run)))][:1]
    return slugs


def _parts(written: str, words: _Credits) -> Iterator[str]:
    """The parts of a list in normal form, without what stands before the first name."""
    for part in _SEPARATOR.split(written):
        plain = _folded(part)
        for _ in range(2):
            start = next((start for start in words.before if plain.startswith(f"{start} ")), "")
            plain = plain[len(start) :].strip()
        run: list[str] = []
        for piece in plain.split():
            if piece in words.joining and plain not in words.outlets:
                if run:
                    yield " ".join(run)
                run = []
            else:
                run.append(piece)
        if run:
            yield " ".join(run)


def _folded(words: str) -> str:
    return " ".join(normal_text(words).words.split())


def _language(report: Report) -> str:
    """The language whose words are looked for: as the report says, or as its text tells; "" where no pack has it."""
    stated = (report.lang or "").lower().replace("_", "-").partition("-")[0]
    if (PACKS / stated / "credits.toml").is_file() and stated:
        return stated
    told = language_of(normal_text(report.text[:2000]).words)
    return told if told and (PACKS / told / "credits.toml").is_file() else ""


@cache
def _credits(lang: str, own: OwnWords | None) -> _Credits:
    if not lang:
        return _Credits({}, (), (), frozenset())
    folder = PACKS / lang
    row = table(folder, "credits.toml")
    only(Entry(f"{lang}/credits.toml", "credits", row), {"before", "after", "joining"})
    names = extended(names_of(lang), lang, own) if own else names_of(lang)
    outlets = {phrase: slug[0] for phrase, entry in names.items() if (slug := entry.get("outlet"))}

    def longest_first(key: str) -> tuple[str, ...]:
        return tuple(sorted(map(_folded, row.get(key, ())), key=len, reverse=True))

    return _Credits(
        outlets, longest_first("before"), longest_first("after"), frozenset(map(_folded, row.get("joining", ())))
    )
