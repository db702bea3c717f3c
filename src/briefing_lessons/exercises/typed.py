"""Answers typed without quote marks: `answer_who_3 = Lavrov`, `“Lavrov”` or `50%` reach the check as text."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
import sys
from collections.abc import Container

_ANSWER_LINE = re.compile(r"^(answer_\w+\s*=\s*)(\S.*?)()\s*$")
_GUESS_LINE = re.compile(r"""^(guess\(\s*["'][\w.]+["']\s*,\s*)(\S.*?)(\s*\))\s*$""")
_TWO_WORDS = re.compile(r"([^\W\d]\w*)[,;:]?\s+(\w+)")


def quote_bare_answer(line: str, known: Container[str]) -> str:
    """Put quote marks around an answer or a guess that is plain words; leave everything else alone.

    >>> quote_bare_answer("answer_who_3 = Sergei Lavrov", ())
    "answer_who_3 = 'Sergei Lavrov'"
    >>> quote_bare_answer("answer_page_1 = len(briefing.lines)", {"len", "briefing"})
    'answer_page_1 = len(briefing.lines)'
    >>> quote_bare_answer("answer_who_8 = In line 4, he speaks.", {"In"})
    "answer_who_8 = 'In line 4, he speaks.'"
    >>> print(quote_bare_answer('guess("page.guess", about 2,000)', {"guess"}))
    guess("page.guess", 'about 2,000')

    Parameters
    ----------
    line
        One line of a code cell.
    known
        The names that have a meaning in the notebook.
    """
    found = _ANSWER_LINE.match(line) or _GUESS_LINE.match(line)
    if not found:
        return line
    start, answer, end = found.groups()
    return f"{start}{answer!r}{end}" if _is_plain_words(answer, known) else line


def _is_plain_words(answer: str, known: Container[str]) -> bool:
    try:
        tree = ast.parse(answer, mode="eval")
    except SyntaxError:
        beside = _TWO_WORDS.match(answer)
        if beside and not {beside[1], beside[2]} & set(keyword.kwlist):
            return True  # two words side by side are no code, whatever they mean: "In line 4, the list …"
        # a slip inside of code is still code: the learner should see where it breaks
        first_name = re.match(r"\w*", answer)
        return not (first_name and first_name[0] in known) and answer[0] not in "([{"
    nodes = list(ast.walk(tree))
    if any(isinstance(node, (ast.Call, ast.Attribute, ast.Subscript)) for node in nodes):
        return False
    names = [node.id for node in nodes if isinstance(node, ast.Name)]
    return bool(names) and not all(name in known for name in names)


def install() -> None:
    """Let the running notebook accept such answers; does nothing outside of one."""
    get_ipython = getattr(sys.modules.get("IPython"), "get_ipython", None)
    shell = get_ipython() if get_ipython else None
    if shell is None:
        return

    def transform(lines: list[str]) -> list[str]:
        known = {*shell.user_ns, *dir(builtins)}
        bare = [line.rstrip("\n") for line in lines]
        return [
            quote_bare_answer(text, known) + line[len(text) :] for text, line in zip(bare, lines, strict=True)
        ]

    transform.answers = True  # type: ignore[attr-defined]
    installed = shell.input_transformers_cleanup
    if not any(getattr(other, "answers", False) for other in installed):
        installed.append(transform)
