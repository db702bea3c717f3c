"""What a kernel of ours does for a learner: names in any order, and one sentence for a slip."""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Collection
from difflib import get_close_matches
from functools import partial
from html import escape
from importlib import import_module
from inspect import signature
from typing import Any

import briefing_lessons
from briefing_lessons.errors import BriefingError

#: how Python begins what it says about a slip, and what we say instead
_SLIPS = (
    ("was never closed", "A bracket {} is opened and never closed. Add its partner."),
    ("unterminated", "It has a quote mark without a partner. Add the other one."),
    ("incomplete input", "A bracket or a quote mark is opened and never closed. Add its partner."),
    ("invalid character", "It has a sign that code does not know, such as “. Type it straight."),
    ("invalid non-printable", "It has an invisible sign. Type the line again."),
    ("invalid decimal literal", "A name cannot begin with a number. Put words between quote marks."),
    ("unexpected indent", "It begins with a space too many. Take the space away."),
    ("unindent", "It begins with a space too many or too few. Bring it under the line above."),
    ("expected an indented block", "It needs four spaces in front of it."),
    ("cannot assign", "It has an = where none can stand. Compare it with the cells around."),
)  # fmt: skip
#: modules of exercises/ from which the notebooks import
HELPERS = (
    "baseline", "clues", "devices", "lesson09", "lesson10", "picks", "readers", "subjects", "switches",
    "verbs",
)  # fmt: skip
_ANY_SLIP = (
    "Words stand between quote marks, things in a list have commas between them, and a bracket has a partner."
)


def install(shell: Any = None) -> None:
    """Prepare the running kernel; outside of a notebook, and a second time, it does nothing.

    `briefing-lessons lab` and Binder do this when a kernel starts. In a JupyterLab opened otherwise, put
    `from briefing_lessons.widgets.notebook import install; install()` into the first cell.
    """
    get_ipython = getattr(sys.modules.get("IPython"), "get_ipython", None)
    shell = shell or (get_ipython() if get_ipython else None)
    if shell is None or BriefingError in shell.custom_exceptions:
        return
    shell.automagic = False  # a line such as "load briefing" or "who" is a slip, and no command
    shell.events.register("pre_run_cell", partial(supply, shell.user_ns))
    shell.set_custom_exc((NameError, SyntaxError, BriefingError, AttributeError, TypeError), show_slip)


def supply(names: dict[str, Any], cell: Any) -> None:
    """Give a cell the names of ours that it uses and nothing has defined yet.

    >>> from types import SimpleNamespace
    >>> known = {}
    >>> supply(known, SimpleNamespace(raw_cell="concordance(text)"))
    >>> list(known)
    ['concordance']

    Parameters
    ----------
    names
        The names of the notebook; changed in place.
    cell
        What is about to run, with its `raw_cell`.
    """
    try:
        tree = ast.parse(cell.raw_cell)
    except (SyntaxError, ValueError):
        return
    used = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    made = {node.id for node in used if isinstance(node.ctx, ast.Store)}
    made |= {a.asname or a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names}
    missing = {node.id for node in used} - made - set(names) - set(dir(builtins))
    if not missing:
        return
    from briefing_lessons.exercises.session import (
        briefing_at_hand,
        source_of_notebook,
    )  # reads every question

    for name in missing:
        if name in briefing_lessons.__all__:
            names[name] = getattr(briefing_lessons, name)
        elif (helper := _helper(name)) is not None:
            names[name] = helper
        elif name == "source" and (source := source_of_notebook()):
            names[name] = source
        elif name == "briefing":
            try:
                names[name] = briefing_at_hand()
            except BriefingError:
                return


def _helper(name: str) -> Any:
    """Return the helper of one lesson that has this name; `None` where there is none."""
    modules = (import_module(f"briefing_lessons.exercises.{module}") for module in HELPERS)
    found = (getattr(module, name) for module in modules if hasattr(module, name))
    return next((thing for thing in found if getattr(thing, "__module__", "").endswith(HELPERS)), None)


def show_slip(
    shell: Any, kind: type[BaseException], error: BaseException, trace: Any = None, *_: Any, **__: Any
) -> None:
    """Show one sentence in place of a traceback, which stands only where no slip of ours is behind it."""
    from IPython.display import display

    words = explain_slip(error, shell.user_ns)
    if not words:
        lines = shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset=1)
        shell._showtraceback(kind, error, lines)
        return
    style = "border-left:0.3em solid;padding:0.1em 0.8em"
    html = f'<p class="bl-slip" role="status" style="{style}">{escape(words)}</p>'
    display({"text/plain": words, "text/html": html}, raw=True)


def explain_slip(error: BaseException, known: Collection[str]) -> str:
    """Say in a sentence or two what went wrong in a cell, and what to do; nothing where it is none of ours.

    >>> explain_slip(NameError("name 'Velk' is not defined", name="Velk"), ())
    '“Velk” has no meaning here yet. Run the cells above first; if it is a word, put it between quote marks.'
    >>> explain_slip(NameError("name 'brief' is not defined", name="brief"), ["briefing"])
    '“brief” has no meaning here. Did you mean “briefing”?'
    >>> explain_slip(TypeError("excerpt() got an unexpected keyword argument 'line'"), ())
    'excerpt takes (briefing, lines): those with = by name, the others in this order.'

    Parameters
    ----------
    error
        What Python raised.
    known
        The names that have a meaning in the notebook.
    """
    if isinstance(error, NameError):
        name = error.name or ""
        ours = {"briefing", *briefing_lessons.__all__, *(n for n in known if not n.startswith("_"))}
        lower = {other.casefold(): other for other in sorted(ours)}
        near = get_close_matches(name.casefold(), lower, n=1, cutoff=0.75)
        if near:
            return f"“{name}” has no meaning here. Did you mean “{lower[near[0]]}”?"
        return (
            f"“{name}” has no meaning here yet. Run the cells above first; "
            "if it is a word, put it between quote marks."
        )
    if isinstance(error, SyntaxError):
        said, line = str(error.msg), (error.text or "").strip()
        where = f"Line {error.lineno} of this cell cannot be read: {line}".removesuffix(": ")
        cure = next((cure for begins, cure in _SLIPS if begins in said), _ANY_SLIP)
        return f"{where.removesuffix('.')}. {cure.format(said[1:2])}"
    if isinstance(error, AttributeError):
        kind = type(error.obj)
        has = ", ".join(name for name in dir(error.obj) if name[0] != "_")
        known_to_us = kind.__module__.startswith("briefing_lessons")
        return f"{kind.__name__} has no “{error.name}”. It has: {has}." if known_to_us else ""
    if isinstance(error, TypeError):
        name = str(error).partition("(")[0]
        thing = getattr(briefing_lessons, name, None) if name in briefing_lessons.__all__ else _helper(name)
        taken = signature(thing).parameters.values() if thing else ()
        takes = ", ".join(each.name + "=" * (each.kind is each.KEYWORD_ONLY) for each in taken)
        return f"{name} takes ({takes}): those with = by name, the others in this order." if takes else ""
    return str(error)
