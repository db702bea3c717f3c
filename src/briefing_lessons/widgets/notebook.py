"""What a kernel of ours does for a learner: names in any order, and one sentence for a slip."""

import ast
import builtins
import sys
import tomllib
from collections.abc import Collection
from contextlib import suppress
from difflib import get_close_matches
from functools import partial
from html import escape
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import briefing_lessons
from briefing_lessons.errors import BriefingError


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
    from briefing_lessons.exercises.session import briefing_at_hand, source_of_notebook  # slow to load

    for name in missing:
        if (thing := _ours(name)) is not None:
            names[name] = thing
        elif name == "source" and (source := source_of_notebook()):
            names[name] = source
        elif name == "briefing":
            with suppress(BriefingError):
                names[name] = briefing_at_hand()


def _ours(name: str) -> Any:
    """Return what is public under this name, or the helper of one lesson; `None` where there is none."""
    if name in briefing_lessons.__all__:
        return getattr(briefing_lessons, name)
    from briefing_lessons.exercises.bank import LESSONS  # slow to load

    modules = (import_module(f"briefing_lessons.exercises.{module}") for module in LESSONS)
    found = (getattr(module, name) for module in modules if hasattr(module, name))
    return next((thing for thing in found if getattr(thing, "__module__", "").endswith(LESSONS)), None)


def show_slip(shell: Any, kind: type[BaseException], error: BaseException, trace: Any, **_: Any) -> None:
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
        yet = f"“{name}” has no meaning here yet. Run the cells above first;"
        return f"{yet} if it is a word, put it between quote marks."
    if isinstance(error, SyntaxError):
        said, line = str(error.msg), (error.text or "").strip()
        where = f"Line {error.lineno} of this cell cannot be read: {line}".removesuffix(": ")
        slips = tomllib.loads(Path(__file__).with_name("slips.toml").read_text(encoding="utf-8"))
        cure = next(cure for words, cure in slips.items() if words in said)
        return f"{where.removesuffix('.')}. {cure.format(said[1:2])}"
    if isinstance(error, AttributeError):
        kind = type(error.obj)
        has = ", ".join(name for name in dir(error.obj) if name[0] != "_")
        known_to_us = kind.__module__.startswith("briefing_lessons")
        return f"{kind.__name__} has no “{error.name}”. It has: {has}." if known_to_us else ""
    if isinstance(error, TypeError):
        name = str(error).partition("(")[0]
        thing = _ours(name)
        taken = signature(thing).parameters.values() if thing else ()
        takes = ", ".join(f"{one.name}=" if one.kind is one.KEYWORD_ONLY else one.name for one in taken)
        return f"{name} takes ({takes}): those with = by name, the others in this order." if takes else ""
    return str(error)
