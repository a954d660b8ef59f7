"""How the site of the documentation is built (`make docs`): MyST pages of this folder, and a reference of the program.

Everything that this file draws (`reference/commands.md`) is made anew at each build and kept out of the repository.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

import counterclaim
from counterclaim.cli import parser

HERE = Path(__file__).parent

project = "Counterclaim"
author = "The Counterclaim authors"
project_copyright = "The Counterclaim authors"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
exclude_patterns = ["_build"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_default_options = {"members": True, "undoc-members": True}
nitpicky = False  # types of the standard library have no page here; links between pages are checked by MyST

html_theme = "furo"
html_title = "Counterclaim"
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"source_edit_link": "", "source_view_link": ""}
# No font, script or style comes from anywhere else: the theme brings its own.


def commands_page() -> str:
    """The page of all commands: what `--help` says of each, in the order in which it lists them."""
    os.environ["COLUMNS"] = "100"  # or the help would be as wide as the terminal of whoever builds
    parts = ["# Commands\n", "What `counterclaim COMMAND --help` says.\n"]
    return "\n".join([*parts, *_sections(parser(), "", "##")])


def _sections(command: argparse.ArgumentParser, before: str, heading: str) -> list[str]:
    """One section for each command, and below it one for each command that it has itself."""
    parts = []
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                parts.append(f"{heading} {before}{name}\n\n```text\n{below.format_help().rstrip()}\n```\n")
                parts.extend(_sections(below, f"{before}{name} ", heading + "#"))
    return parts


def draw(app: Any) -> None:
    """Write what is drawn from the program, where it changed."""
    page = HERE / "reference" / "commands.md"
    drawn = commands_page()
    if not page.exists() or page.read_text("utf-8") != drawn:
        page.write_text(drawn, "utf-8")


def setup(app: Any) -> None:
    """Draw before pages are read."""
    app.connect("builder-inited", draw)


version = release = getattr(counterclaim, "__version__", "")
