"""Reads what a page says of itself: title, outlet, byline, times with their zone, language and address.

A parsed page enters, `Facts` leave. Sources, the surest first: JSON-LD of schema.org, meta elements (Open Graph,
Dublin Core and what publishers use), elements marked as time, author or heading, and the address. What no source says
stays unsaid: a date is never taken from running text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from counterclaim.errors import RefusedReport
from counterclaim.reading.feeds import iso_time
from counterclaim.reading.interchange import check_published
from counterclaim.reading.markup import shown
from counterclaim.reading.transfer import split

ARTICLES: Final = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|WebPage|NewsItem)$")
"""Types of schema.org that are a report; a WebPage only where there is nothing better."""
PUBLISHED: Final = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "article:published",
    "pubdate",
    "publishdate", "publish-date", "publish_date", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.created",
    "dc.date", "dc.date.created", "dcterms.date", "article.published", "cxenseparse:recs:publishtime", "date",
    "its_publication",
)  # fmt: skip
MODIFIED: Final = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "article:modified", "lastmod",
    "last-modified",
    "dcterms.modified", "dc.date.modified", "article.updated", "revised",
)  # fmt: skip
TITLES: Final = ("og:title", "twitter:title", "dc.title", "title", "headline", "parsely-title")
OUTLETS: Final = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "publisher",
    "twitter:app:name:iphone",
    "copyright",
)
AUTHORS: Final = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
SEPARATORS: Final = re.compile(r"\s+[|\-–—·•»:]\s+|\s*\|\s*|\s+::\s+|:\s+")
DEEPEST: Final = 8
"""Levels of JSON-LD that are looked at."""
LONGEST_NAME: Final = 150
_DAY_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/_.-]|$)")
_BLANKS = re.compile(r"\s+")
_LANG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of itself; empty where it does not."""

    title: str
    outlet: str
    byline: str
    published: str
    """ISO 8601 date or time, with the zone as given."""
    modified: str
    lang: str
    url: str
    """The address that the page names as its own."""
    host: str
    """Host of the address, without "www."."""
    body: str
    """The text that the page gives to machines, one line a paragraph."""


def facts_of(tree: Any, url: str | None) -> Facts:
    """What a parsed page says of itself; `url` is where it was read, if that is known."""
    linked, meta = _linked(tree), _meta(tree)
    own = _own_address(tree, meta, url)
    address = split(url or own)
    host = (address.hostname or "").removeprefix("www.")
    outlet = _name(linked.get("publisher")) or _first(meta, OUTLETS[:-1])
    published = (
        _time(_text(linked.get("datePublished"))) or _first_time(meta, PUBLISHED) or _marked_time(tree, "published")
    )
    modified = _time(_text(linked.get("dateModified"))) or _first_time(meta, MODIFIED) or _marked_time(tree, "modified")
    return Facts(
        title=_title(tree, linked, meta, outlet, host),
        outlet=outlet,
        byline=_byline(tree, linked, meta),
        published=published or _day_in_path(url or own),
        modified="" if modified == published else modified,
        lang=_lang(tree, linked, meta),
        url=own,
        host=host,
        body=shown(_text(linked.get("articleBody"))),
    )


def _linked(tree: Any) -> Mapping[str, Any]:
    """The properties of the report in the page's JSON-LD; none where there is none, or several reports."""
    found: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
            try:
                found += _articles(json.loads(script.text or "", strict=False), DEEPEST)
            except (ValueError, RecursionError):
                continue
    reports = [each for each in found if not _is_page(each)] or found
    headlines = {_text(each.get("headline")) for each in reports}
    if len(reports) > 1 and len(headlines) > 1:
        return {}
    return reports[0] if reports else {}


def _articles(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        for each in value[:100] if depth else ():
            yield from _articles(each, depth - 1)
    elif isinstance(value, dict):
        types = value.get("@type")
        types = types if isinstance(types, list) else [types]
        if any(isinstance(kind, str) and ARTICLES.match(kind) for kind in types):
            yield value
        elif depth:
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _articles(value.get(key), depth - 1)


def _is_page(value: Mapping[str, Any]) -> bool:
    types = value.get("@type")
    return types == "WebPage" or (isinstance(types, list) and "WebPage" in types)


def _meta(tree: Any) -> dict[str, str]:
    """Name, in lower case, -> content of the meta elements; the first of each name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((_words(meta[name]) for name in names if name in meta), "")


def _first_time(meta: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((time for name in names if name in meta and (time := _time(meta[name]))), "")


def _time(written: str) -> str:
    return iso_time(written) if written else ""


def _marked_time(tree: Any, kind: str) -> str:
    """The time of an element that is marked as that of publication or of the last change; never that of another
    report.
    """
    prop = {"published": "datePublished", "modified": "dateModified"}[kind]
    for element in tree.xpath(f"//*[@itemprop='{prop}']"):
        if time := _time(element.get("datetime") or element.get("content") or _words("".join(element.itertext()))):
            return time
    marked = [element for element in tree.iter("time") if element.get("datetime") and not _elsewhere(element)]
    for element in marked:
        names = f"{element.get('class', '')} {element.getparent().get('class', '')}".lower()
        changed = any(word in names for word in ("modif", "updat"))
        if changed == (kind == "modified") and (time := _time(element.get("datetime"))):
            return time
    return ""


def _elsewhere(element: Any) -> bool:
    """Whether an element stands among links to other reports, or in what surrounds the article."""
    for above in element.iterancestors():
        if above.tag in ("a", "li", "nav", "aside", "footer"):
            return True
        if any(
            word in (above.get("class") or "").lower()
            for word in ("relat", "recom", "sidebar", "comment", "latest", "popular")
        ):
            return True
    return False


def _title(tree: Any, linked: Mapping[str, Any], meta: Mapping[str, str], outlet: str, host: str) -> str:
    """The headline: the heading of the page where it is the only one or agrees with what the page says elsewhere."""
    said = [_words(shown(_text(linked.get("headline")))), *(_words(meta[name]) for name in TITLES if name in meta)]
    element = tree.find(".//title")
    said.append(_words("".join(element.itertext())) if element is not None else "")
    said = [title for title in (_without_outlet(title, outlet, host) for title in said) if title]
    headings = [words for heading in tree.iter("h1") if (words := _words("".join(heading.itertext())))]
    for heading in headings:
        if any(heading == title or _same(heading, title) for title in said):
            return heading
    if said:
        return said[0]
    return headings[0] if len(headings) == 1 else ""


def _same(heading: str, title: str) -> bool:
    """Whether a title is the heading, cut short or with something added."""
    heading, title = heading.casefold().rstrip(".… "), title.casefold().rstrip(".… ")
    short, long = sorted((heading, title), key=len)
    return len(short) > 15 and long.startswith(short)


def _without_outlet(title: str, outlet: str, host: str) -> str:
    """The title without the name of the outlet, or of a section of it, at its end or beginning."""
    while True:
        marks = list(SEPARATORS.finditer(title))
        if not marks:
            return title
        last, first = title[marks[-1].end() :], title[: marks[0].start()]
        if _names_outlet(last, outlet, host):
            title = title[: marks[-1].start()].strip()
        elif _names_outlet(first, outlet, host):
            title = title[marks[0].end() :].strip()
        else:
            return title


def _names_outlet(words: str, outlet: str, host: str) -> bool:
    def folded(name: str) -> str:
        return re.sub(r"[\W_]+", "", name.casefold())

    said, known = folded(words), [folded(outlet), folded(host), folded(host.rpartition(".")[0])]
    return bool(said) and any(
        name and (said == name or (len(name) > 3 and name in said and len(said) < 2 * len(name))) for name in known
    )


def _byline(tree: Any, linked: Mapping[str, Any], meta: Mapping[str, str]) -> str:
    if name := _name(linked.get("author")):
        return name
    for field in AUTHORS:
        said = _words(meta.get(field, ""))
        if said and not said.startswith(("http://", "https://", "/", "@")):
            return said[:LONGEST_NAME]
    for path in ("//*[@itemprop='author']", "//a[@rel='author']"):
        for element in tree.xpath(path):
            words = _words("".join(element.itertext()))
            if words and not _elsewhere(element) and len(words) <= LONGEST_NAME:
                return words
    return ""


def _name(value: Any) -> str:
    """The name of a person or organisation of schema.org; of several, all."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(name for each in value[:20] if (name := _name(each))))
    if isinstance(value, dict):
        value = value.get("name")
    words = _words(_text(value))
    return "" if words.startswith(("http://", "https://")) else words[:LONGEST_NAME]


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value")
    return str(value).strip() if isinstance(value, str) else ""


def _lang(tree: Any, linked: Mapping[str, Any], meta: Mapping[str, str]) -> str:
    said = (
        tree.get("lang"),
        tree.get("xml:lang"),
        meta.get("content-language"),
        meta.get("og:locale"),
        _text(linked.get("inLanguage")),
    )
    return next((str(lang).strip() for lang in said if lang and _LANG.match(lang.strip())), "")


def _own_address(tree: Any, meta: Mapping[str, str], url: str | None) -> str:
    """The address that the page names as its own: absolute, and of http."""
    said = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for address in (*said, meta.get("og:url"), url):
        try:
            whole = urljoin(url or "", (address or "").strip())
            if urlsplit(whole).scheme in ("http", "https") and urlsplit(whole).hostname:
                return str(whole)
        except ValueError:
            continue
    return ""


def _day_in_path(address: str) -> str:
    """The day that an address names, as in /2026/02/22/; empty where it names none."""
    if found := _DAY_IN_PATH.search(split(address).path):
        year, month, day = found.groups()
        try:
            return check_published(f"{year}-{int(month):02}-{int(day):02}", "")
        except RefusedReport:
            return ""
    return ""


def _words(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
