"""How the documentation is built, without a network: python -m sphinx -W -b html docs docs/_build"""

import tomllib
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx

from briefing_lessons import __version__

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SOURCE = f"{PYPROJECT['project']['urls']['Source']}/blob/{PYPROJECT['tool']['briefing-lessons']['tag']}"

project = "briefing_lessons"
author = "The briefing_lessons authors"
copyright = "The briefing_lessons authors; pages under CC BY 4.0"
release = __version__

extensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon", "myst_nb"]
nb_execution_mode = "off"
exclude_patterns = ["_build"]
highlight_language = "none"  # a block says its language; examples with >>> are seen to be Python
myst_heading_anchors = 3
suppress_warnings = [
    "docutils",  # docstrings are written for people at a terminal: `text[start:end]`, "Syria*"
    "ref.python",  # several of our things have lines
]

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = False

html_static_path = ["_static"]
html_css_files = ["wrap.css"]
html_theme = "alabaster"
html_theme_options = {
    "description": "Who said what, how it is said, what it is about.",
    "fixed_sidebar": True,
    "page_width": "1100px",  # commands stand on one line
}
html_show_sphinx = False


def lead_to_source(app: Sphinx, page: nodes.document) -> None:
    """Let links to what lies outside of docs/ lead to where the project keeps its source."""
    for link in list(page.findall(pending_xref)):
        target = Path(link["reftarget"])
        if target.is_absolute():
            address = f"{SOURCE}/{target.relative_to(ROOT).as_posix()}.md"
            link.replace_self(nodes.reference("", "", *link.children, refuri=address))


def keep_first_line(app: Sphinx, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:
    """Keep napoleon from taking the words before a colon for a type: ours are in the annotations."""
    if what in ("attribute", "property", "data"):
        lines.insert(0, "\\ ")


def setup(app: Sphinx) -> None:
    """Connect the functions above."""
    app.connect("doctree-read", lead_to_source)
    app.connect("autodoc-process-docstring", keep_first_line, priority=400)  # before napoleon
