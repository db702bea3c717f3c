"""How the documentation is built, without a network: python -m sphinx -W -b html docs docs/_build"""

from briefing_lessons import __version__

project = "briefing_lessons"
author = "The briefing_lessons authors"
copyright = "The briefing_lessons authors; pages under CC BY 4.0"
release = __version__

extensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon", "myst_nb"]
nb_execution_mode = "off"
exclude_patterns = ["_build"]
myst_heading_anchors = 3
suppress_warnings = [
    "myst.xref_missing",  # links to notebooks, seeds and code: tests/test_package.py checks that they exist
    "docutils",  # docstrings are written for people at a terminal: `text[start:end]`, "Syria*"
    "ref.python",  # several of our things have lines
]

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = False

html_theme = "alabaster"
html_theme_options = {
    "description": "Who said what, how it is said, what it is about.",
    "fixed_sidebar": True,
}
html_show_sphinx = False
