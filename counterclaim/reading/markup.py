"""Takes the tags out of a scrap of HTML, as feeds hold: the words stay, with a line for each paragraph."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

BREAKS: Final = frozenset("p br div li ul ol tr h1 h2 h3 h4 h5 h6 blockquote section article".split())
SILENT: Final = frozenset("script style figure figcaption template noscript iframe".split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        if tag in BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(self._silent - (tag in SILENT), 0)
        if tag in BREAKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def shown(scrap: str) -> str:
    """The words of a scrap of HTML, blanks settled, one line a paragraph."""
    if "<" not in scrap and "&" not in scrap:
        words = scrap
    else:
        reader = _Words()
        reader.feed(scrap)
        reader.close()
        words = "".join(reader.words)
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return "\n".join(line for line in lines if line)
