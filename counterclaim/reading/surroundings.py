"""Cuts out of a page what surrounds its text: captions, menus, related links, invitations to read more, advertisements.

A parsed page enters; a copy without them leaves. They are known by their elements, by the names that sites give them in
`class` and `id`, and by being links and nothing else; no word of any language is looked at.
"""

from __future__ import annotations

import copy
import re
from itertools import pairwise
from typing import Any, Final

ELEMENTS: Final = (
    "figure", "figcaption", "nav", "aside", "footer", "form", "button", "script", "style", "noscript", "template",
    "iframe",
    "svg", "video", "audio", "select", "dialog", "picture",
)  # fmt: skip
"""Elements that hold none of an article's text."""
SPARED: Final = frozenset({"html", "body", "main", "article", "h1"})
"""Elements that no name makes surroundings."""
NAMES: Final = re.compile(
    r"""caption|credit|photo|gallery|image|media|video|player
    |related?|readmore|more|recommend\w*|recirc\w*|teaser|promo\w*|newsletter|subscrib\w*|signup|paywall
    |share|sharing|social|follow|breadcrumbs?|tags?|taglist|topics|keywords|comments?|disqus
    |ads?|adv|advert\w*|sponsor\w*|banner|outbrain|taboola
    |popular|trending|mostread|mostviewed|latest|sidebar|rail|menu|navbar|navigation|nav|masthead|footer|cookies?|consent|gdpr
    |print|toolbar|tools|byline|author|authors|timestamp|dateline|pubdate|copyright
    |relate|relatednews|tinlienquan|lienquan|docthem|xemthem|tinmoi|tinkhac|quangcao|chuthich|binhluan|tukhoa""",
    re.VERBOSE,
)
"""Words of which one, standing alone in `class` or `id`, marks surroundings; the last line is what sites in Viet Nam
write."""
TOGETHER: Final = frozenset(
    """readmore mostread mostviewed readalso seealso alsoread readnext upnext tinlienquan docthem xemthem tinmoi tinkhac
    quangcao chuthich""".split()
)
"""Pairs of words that mark surroundings, joined."""
LARGEST_SHARE: Final = 0.4
"""Share of a page's text beyond which nothing is cut by its name: the name must mean something else."""
MOST_BESIDE: Final = 30
"""Characters beside its links that a paragraph of links may hold: "Read more:", in any language."""
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_BLANKS = re.compile(r"\s+")


def without_surroundings(tree: Any) -> Any:
    """A copy of a parsed page without what surrounds its text."""
    page = copy.deepcopy(tree)
    whole = len(_words(page))
    for tag in ELEMENTS:
        for element in list(page.iter(tag)):
            if not _holds_most(element, whole):
                _cut(element)
    for element in list(page.iter("header")):
        if not _holds_most(element, whole) and element.find(".//h1") is None:
            _cut(element)
    body = page.find("body")
    for element in list((page if body is None else body).iter("*")):
        if not isinstance(element.tag, str) or element.tag in SPARED:
            continue
        if (_is_named(element) or _is_hidden(element)) and not _holds_most(element, whole):
            _cut(element)
    for element in list(page.iter("p", "li", "div", "h2", "h3", "h4", "strong", "b", "em")):
        if _only_links(element):
            _cut(element)
    return page


def _is_named(element: Any) -> bool:
    said = f"{element.get('class', '')} {element.get('id', '')}"
    for name in said.split():
        words = [word.lower() for word in _WORD.findall(name)]
        if any("".join(pair) in TOGETHER for pair in pairwise(words)):
            return True
        # "article-body-media-free" is no caption: the word that says what an element is stands first or last
        if (
            words
            and "body" not in words
            and "content" not in words
            and (NAMES.fullmatch(words[-1]) or NAMES.fullmatch(words[0]))
        ):
            return True
    return element.get("role") in ("navigation", "complementary", "banner", "contentinfo", "search", "dialog")


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or element.get("aria-hidden") == "true" or "display:none" in style


def _only_links(element: Any) -> bool:
    """Whether an element holds links and next to nothing else, as "Read more: ..." does."""
    links = [link for link in element.iter("a") if link.get("href")]
    if not links:
        return False
    words = len(_words(element))
    linked = sum(len(_words(link)) for link in links)
    ends = _words(element)
    return words - linked <= min(MOST_BESIDE, linked // 2) and not ends.endswith((".", "”", '"'))


def _words(element: Any) -> str:
    return _BLANKS.sub(" ", "".join(element.itertext())).strip()


def _holds_most(element: Any, whole: int) -> bool:
    return element.getparent() is None or len(_words(element)) > LARGEST_SHARE * whole


def _cut(element: Any) -> None:
    """Take an element out; the words after it stay."""
    if element.getparent() is not None:
        element.drop_tree()
