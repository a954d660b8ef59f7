"""docs/exports.md lists every form and every column, as the program has them."""

from __future__ import annotations

import re
from pathlib import Path

from counterclaim.exports.columns import TABLES
from counterclaim.exports.forms import form, names

PAGE = (Path(__file__).parents[1] / "docs" / "exports.md").read_text("utf-8")


def test_every_form_stands_on_the_page_with_what_it_writes() -> None:
    assert re.findall(r"^\| `([a-z.-]+)` \| (.+) \|$", PAGE.partition("\n## Tables\n")[0], re.MULTILINE)[
        -len(names()) :
    ] == [(name, form(name).says) for name in names()]


def test_every_column_stands_on_the_page_with_its_kind() -> None:
    for name, columns in TABLES.items():
        own = re.split(r"^### ", PAGE.partition(f"\n### {name}\n")[2], flags=re.MULTILINE)[0]
        rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", own, re.MULTILINE)
        assert rows == [(column.name, column.kind, column.says) for column in columns]
