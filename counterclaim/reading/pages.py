"""Makes a report of an HTML page: its main text, and what the page says of itself.

A `Page` enters, a `Report` leaves, or a `RefusedReport`. What surrounds the text (menus, captions, related links,
invitations to read more) is cut by how it is marked, before Trafilatura finds the main text; no word of any language
is looked at. The text is final: all offsets count in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from typing import Any, Final

from counterclaim.errors import RefusedReport
from counterclaim.model import Report
from counterclaim.reading.encodings import decoded
from counterclaim.reading.extras import needed
from counterclaim.reading.interchange import report_from_json
from counterclaim.reading.lines import EMPTY
from counterclaim.reading.material import Found, Given, Material, Page, refused
from counterclaim.reading.pagefacts import Facts, facts_of
from counterclaim.reading.surroundings import without_surroundings
from counterclaim.reading.unpacking import BROKEN_READ, read_fault

HEAD: Final = 4096
"""Bytes at the head of a page in which its encoding is named (WHATWG HTML Standard, 13.2.3.2, asks for 1,024)."""
SHORTEST: Final = 60
"""Characters of main text below which the page's own machine-readable text is taken, if that is longer."""
FEWEST: Final = 40
"""Characters that a main text has at least; what is shorter is a menu that was left over."""
MOST_ELEMENTS: Final = 30_000
"""Elements of a page whose main text is looked for; long articles have three thousand, and the search takes time that
grows with the square of their number: some ten seconds here."""
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NO_MARKUP = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""Characters that no element can hold (XML 1.0, 2.2): the parser lets them in, and fails where a tree is changed."""
_BLANKS = re.compile(r"[^\S\n]+")


def read_page(material: Material, given: Given) -> Iterator[Found]:
    """The one page of a stream."""
    longest = given.limits.report
    try:
        content = material.stream.read(longest + 1)
    except BROKEN_READ as error:
        yield refused(material.name, *read_fault(error))
        return
    if len(content) > longest:
        yield refused(material.name, f"a page longer than {longest:,} bytes", "raise --limit report, or leave it out")
    elif not content.strip():
        yield refused(material.name, *EMPTY)
    else:
        yield material.name, Page(material.name, content, material.url, material.fetched, material.charset)


def report_of(page: Page, given: Given) -> Report:
    """The report that a page holds. Raises RefusedReport."""
    html = needed("lxml.html", "pages", page.where)
    etree = needed("lxml.etree", "pages", page.where)
    named = _CHARSET.search(page.content[:HEAD])
    said = page.charset or (named.group(1).decode("ascii") if named else None) or given.encoding
    source, encoding = decoded(page.content, page.where, said, of_file=True)
    try:
        tree = html.document_fromstring(_NO_MARKUP.sub(" ", _DECLARED.sub("", source)))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise RefusedReport(page.where, "no HTML", "give a page, or leave it out") from None
    if sum(1 for _ in islice(tree.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        what = f"a page of more than {MOST_ELEMENTS:,} elements"
        raise RefusedReport(page.where, what, "give the page of one article, or its text")
    facts = facts_of(tree, page.url)
    text = _main_text(tree, facts, page)
    raw = {"sha256": sha256(page.content).hexdigest(), "fetched": page.fetched, "encoding": encoding}
    row = {
        "title": facts.title,
        "text": text,
        "outlet": facts.outlet,
        "byline": facts.byline,
        "published": facts.published,
        "modified": facts.modified,
        "url": page.url or facts.url,
        "lang": facts.lang,
    }
    told = {field: value for field, value in row.items() if value}
    if given.outlet is None and not told.get("outlet") and facts.host:
        told["outlet"] = page.stand_ins.get("outlet", facts.host)
    return report_from_json({"text": ""} | dict(page.stand_ins) | told | {"raw": raw}, page.where, given)


def _main_text(tree: Any, facts: Facts, page: Page) -> str:
    """The paragraphs of the article, one a line. Raises RefusedReport where there are none."""
    trafilatura = needed("trafilatura", "pages", page.where)
    found = trafilatura.extract(
        without_surroundings(tree),
        output_format="txt",
        include_comments=False,
        include_tables=False,
        include_images=False,
        include_links=False,
        with_metadata=False,
        favor_recall=False,
    )
    text = _cleaned(found or "", facts)
    if len(text) < SHORTEST and facts.body and len(facts.body) > len(text):
        text = _cleaned(facts.body, facts)
    if len(text) < FEWEST:
        raise RefusedReport(
            page.where, "no main text in the page", "give the page of one article, as a browser shows it"
        )
    return text


def _cleaned(found: str, facts: Facts) -> str:
    """The lines without blanks at their ends, and without the title and the byline that stand above the text."""
    lines = [_BLANKS.sub(" ", line).strip() for line in found.split("\n")]
    lines = [line for line in lines if line]
    above = {said for said in (facts.title, facts.byline, facts.outlet) if said}
    while lines and lines[0] in above:
        del lines[0]
    return "\n".join(lines)
