"""The site of the documentation builds without warnings, its links lead somewhere, it says what the program does."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from counterclaim.cli import parser
from counterclaim.model import EVENTS, QUALIFIERS, SCOPES, STANCES, UNITS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


class Page(HTMLParser):
    """What a page links to, what it loads, and what can be linked to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.anchors.update(each for each in (told.get("id"), told.get("name")) if each)
        if tag == "a" and told.get("href"):
            self.links.append(told["href"] or "")
        if tag in ("script", "img", "iframe", "source") and told.get("src"):
            self.loaded.append(told["src"] or "")
        if tag == "link" and told.get("rel") in ("stylesheet", "preload", "icon") and told.get("href"):
            self.loaded.append(told["href"] or "")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Page]:
    site = tmp_path_factory.mktemp("site")
    made = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-d", site / "doctrees", DOCS, site / "html"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return {path: Page(path.read_text("utf-8")) for path in sorted((site / "html").rglob("*.html"))}


def test_every_link_inside_leads_to_a_page_and_a_heading_that_are_there(pages: dict[Path, Page]) -> None:
    broken = [
        f"{path.name}: {link}"
        for path, page in pages.items()
        for link in page.links
        for parts in [urlsplit(link)]
        if not parts.scheme and not parts.netloc
        for target in [(path.parent / unquote(parts.path)).resolve() if parts.path else path]
        if not target.exists()
        or (parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors)
    ]
    assert not broken


def test_nothing_is_loaded_from_elsewhere(pages: dict[Path, Page]) -> None:
    assert not [each for page in pages.values() for each in page.loaded if urlsplit(each).netloc]


def test_addresses_elsewhere_are_whole(pages: dict[Path, Page]) -> None:
    outside = {link for page in pages.values() for link in page.links if urlsplit(link).scheme}
    assert all(urlsplit(link).scheme in ("https", "http", "mailto") for link in outside)
    assert not [link for link in outside if urlsplit(link).scheme != "mailto" and "." not in urlsplit(link).netloc]


def test_every_page_is_reached_from_the_first(pages: dict[Path, Page]) -> None:
    first = next(path for path in pages if path.name == "index.html")
    reached, left = {first}, [first]
    while left:
        path = left.pop()
        for link in pages[path].links:
            target = (path.parent / unquote(urlsplit(link).path)).resolve()
            if not urlsplit(link).scheme and target in pages and target not in reached:
                reached.add(target)
                left.append(target)
    drawn = {"genindex.html", "py-modindex.html", "search.html"}
    assert not {path.name for path in pages} - {path.name for path in reached} - drawn


def commands(top: argparse.ArgumentParser, before: str = "") -> Iterator[str]:
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield f"{before}{name}"
                yield from commands(below, f"{before}{name} ")


def test_every_command_has_its_section(pages: dict[Path, Page]) -> None:
    page = next(page for path, page in pages.items() if path.name == "commands.html")
    names = list(commands(parser()))
    assert names
    assert not [name for name in names if name.replace(" ", "-") not in page.anchors]


def test_the_codebook_names_every_value_of_the_model_and_no_other() -> None:
    text = (DOCS / "codebook.md").read_text("utf-8")
    values = STANCES | EVENTS | UNITS | QUALIFIERS | SCOPES
    fields = set("speaker speaker_party via stance event actor target unit low high qualifier scope start end".split())
    others = fields | set("place denies evidence narrator unnamed UKR hezbollah un make test".split())
    relations = set("repeats revises corroborates contradicts denies".split())
    named = set(re.findall(r"`([A-Za-z_0-9]+)`", text))
    assert not values - named
    assert not named - values - others - relations


ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


@pytest.mark.parametrize("room", re.findall(r"^### Inside `(.+)/`$", ARCHITECTURE, re.MULTILINE))
def test_every_module_of_a_room_stands_in_its_section(room: str) -> None:
    section = re.split(r"^##", ARCHITECTURE.partition(f"### Inside `{room}/`\n")[2], flags=re.MULTILINE)[0]
    modules = {path.stem for path in (ROOT / "counterclaim" / room).glob("*.py")} - {"__init__"}
    assert not modules - {name.rpartition("/")[2] for name in re.findall(r"`([^`]+)`", section)}
