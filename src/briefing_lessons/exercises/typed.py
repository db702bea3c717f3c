"""Answers typed without quote marks: `answer_who_3 = Lavrov`, `“Lavrov”` or `50%` reach the check as text."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
import sys
from collections.abc import Container

_ANSWER_LINE = re.compile(r"^(answer_\w+\s*=\s*)(\S.*?)()\s*$")
_FILE_LINE = re.compile(r"^(partner_file\s*=\s*)([^\s#\"'][^#]*?)(\s*(?:#.*)?)$")
_GUESS_LINE = re.compile(r"""^(guess\(\s*["'][\w.]+["']\s*,\s*)(\S.*?)(\s*\)\s*(?:#.*)?)$""")
_KEEP_LINE = re.compile(r"^(keep\(\s*)(\S.*?)(\s*(?:,\s*note\s*=.*)?\)\s*(?:#.*)?)$")
_NOTE_LINE = re.compile(r"""^(keep\((?:"[^"]*"|'[^']*'|[^"'=])*,\s*note\s*=\s*)(\S.*?)(\s*\)\s*(?:#.*)?)$""")
#: calls that are given one word or phrase after the text; of a list of words, see _LIST_LINE
_SECOND_LINE = re.compile(
    r"^([^#]*\b(?:show_marks|switch_off)\(\s*\w+\s*,\s*)([^\s(),\[][^(),\[=]*?)(\s*\).*)$"
)
_PARTNER_LINE = re.compile(r"^([^#]*\bpartner_sheet\(\s*)([^\s(),][^(),]*?)(\s*,.*)$")
_LINES = (_ANSWER_LINE, _GUESS_LINE, _FILE_LINE, _NOTE_LINE, _KEEP_LINE, _SECOND_LINE, _PARTNER_LINE)
_LIST_LINE = re.compile(r"^([^#]*\b(?:choose_words|label|try_rule|plot_devices)\(.*?\[)([^\[\]]*)(\].*)$")
_LISTED = re.compile(r"""\s*("[^"]*"|'[^']*'|(?:[^,"']|\b'\b)+?)\s*(?:,|$)""")
#: functions of the lessons that are given a list of words
_TAKES_WORDS = ("label", "choose_words", "try_rule")
#: what a cell gives a meaning to before it is run
_GIVEN_NAME = re.compile(r"^\s*(\w+)\s*(?::\s*\w+\s*)?=(?!=)", re.MULTILINE)
_IMPORTED_NAMES = re.compile(r"^\s*(?:from\s+\S+\s+)?import\s+(.*)$", re.MULTILINE)
_STRAIGHT = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚", "'")})
_WORD_IN_BRACKETS = re.compile(r"\w+\s+\([^()]*\)$")
_TWO_WORDS = re.compile(r"([^\W\d]\w*)[,;:]?\s+(\w+)")


def quote_bare_answer(line: str, known: Container[str]) -> str:
    """Put quote marks around an answer or a guess that is plain words; leave everything else alone.

    >>> quote_bare_answer("answer_who_3 = Sergei Lavrov", ())
    "answer_who_3 = 'Sergei Lavrov'"
    >>> quote_bare_answer("answer_page_1 = len(briefing.lines)", {"len", "briefing"})
    'answer_page_1 = len(briefing.lines)'
    >>> quote_bare_answer("answer_who_8 = In line 4, he speaks.", {"In"})
    "answer_who_8 = 'In line 4, he speaks.'"
    >>> quote_bare_answer("answer_page_6 = 22 and 25", ())
    "answer_page_6 = '22 and 25'"
    >>> print(quote_bare_answer('guess("page.guess", about 2,000)', {"guess"}))
    guess("page.guess", 'about 2,000')

    Parameters
    ----------
    line
        One line of a code cell.
    known
        The names that have a meaning in the notebook.
    """
    for form in _LINES:
        if (found := form.match(line)) and _is_plain_words(found[2], known):
            line = f"{found[1]}{found[2]!r}{found[3]}"
    return _quote_listed(line, known)


def _quote_listed(line: str, known: Container[str]) -> str:
    """Put quote marks around each part of a list that is plain words: `[Syria*, White House]`."""
    found = _LIST_LINE.match(line)
    if not found or _LISTED.sub("", found[2]).strip():
        return line
    if re.search(r"\bfor\b", found[2]) and _is_code(f"[{found[2]}]"):
        return line  # a list that is computed
    parts = [repr(part) if _is_plain_words(part, known) else part for part in _LISTED.findall(found[2])]
    return f"{found[1]}{', '.join(parts)}{found[3]}" if parts else line


def _is_plain_words(answer: str, known: Container[str]) -> bool:
    if answer.startswith(('"""', "'''")):
        return False  # it may go on in the next line
    try:
        tree = ast.parse(answer, mode="eval")
    except SyntaxError:
        beside = _TWO_WORDS.match(answer)
        if beside and not {beside[1], beside[2]} & set(keyword.kwlist):
            return True  # two words side by side are no code, whatever they mean: "In line 4, the list …"
        if answer[0] in "([{":
            return _are_closed(answer)  # an open one goes on in the next line
        # a slip inside of code is still code: the learner should see where it breaks
        first_name = re.match(r"\w*", answer)
        return not (first_name and first_name[0] in known) or bool(_WORD_IN_BRACKETS.match(answer))
    nodes = list(ast.walk(tree))
    if any(_is_use_of_code(node, known) for node in nodes):
        return False
    if any(isinstance(node, ast.Call) for node in nodes):
        return True  # "0 (zero)": nothing of that name can be called
    if any(isinstance(node, (ast.BoolOp, ast.BitAnd)) for node in nodes):
        return True  # Python makes 25 of "22 and 25"
    names = [node.id for node in nodes if isinstance(node, ast.Name)]
    return bool(names) and not all(name in known for name in names)


def _are_closed(answer: str) -> bool:
    return all(answer.count(opens) == answer.count(closes) for opens, closes in ("()", "[]", "{}"))


def _is_use_of_code(node: ast.AST, known: Container[str]) -> bool:
    """Say whether something that has a meaning is called, or looked into: `Ms. Okoro` is not."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Constant):
        return False
    parts = {ast.Call: "func", ast.Attribute: "value", ast.Subscript: "value"}
    if type(node) not in parts:
        return False
    used: ast.AST = node
    while type(used) in parts:
        used = getattr(used, parts[type(used)])
    return not isinstance(used, ast.Name) or used.id in known


def straighten_quotes(cell: str) -> str:
    """Make curly quote marks straight, where the cell is no code with them and code without them.

    >>> print(straighten_quotes("switch_off(briefing, “continues quotation”)"))
    switch_off(briefing, "continues quotation")
    >>> print(straighten_quotes("try_sentence('“No,” she said.')"))
    try_sentence('“No,” she said.')
    """
    straight = cell.translate(_STRAIGHT)
    return straight if straight != cell and not _is_code(cell) and _is_code(straight) else cell


def quote_bare_words(cell: str, known: Container[str]) -> str:
    """Put quote marks around single words that nothing else explains, where our functions expect words.

    >>> print(quote_bare_words("label(sheet, [booster, list, ...])", {"label", "sheet", "list"}))
    label(sheet, ["booster", "list", ...])
    >>> print(quote_bare_words("label(sheet, {1: Velk})", {"label", "sheet"}))
    label(sheet, {1: "Velk"})

    Parameters
    ----------
    cell
        A whole cell.
    known
        The names that have a meaning in the notebook.
    """
    if not _is_code(cell):
        return cell
    tree = ast.parse(cell)
    bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    bound |= {
        alias.asname or alias.name
        for n in ast.walk(tree)
        if isinstance(n, ast.ImportFrom)
        for alias in n.names
    }
    words = [
        name
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _TAKES_WORDS
        for name in _listed_names(call)
        if name.id == "list" or not (name.id in bound or name.id in known)
    ]
    lines = re.split(r"(?<=\n)", cell)
    for name in sorted(words, key=lambda n: (n.lineno, n.col_offset), reverse=True):
        line = lines[name.lineno - 1].encode()  # the parser counts bytes
        start, end = name.col_offset, name.col_offset + len(name.id.encode())
        lines[name.lineno - 1] = (line[:start] + f'"{name.id}"'.encode() + line[end:]).decode()
    return "".join(lines)


def _listed_names(call: ast.Call) -> list[ast.Name]:
    parts: list[ast.expr | None] = []
    for given in call.args:
        parts += given.elts if isinstance(given, (ast.List, ast.Tuple)) else []
        parts += given.values if isinstance(given, ast.Dict) else []
    return [part for part in parts if isinstance(part, ast.Name)]


def _is_code(cell: str) -> bool:
    try:
        ast.parse(cell)
    except (SyntaxError, ValueError):
        return False
    return True


def given_names(cell: str) -> set[str]:
    """Return the names to which a cell gives a meaning, even where it is no code yet.

    >>> sorted(given_names("from briefing_lessons import count\\nmine = 3\\nanswer_page_1 = In line 4"))
    ['answer_page_1', 'count', 'mine']
    """
    return set(_GIVEN_NAME.findall(cell)).union(
        *(re.findall(r"\w+", names) for names in _IMPORTED_NAMES.findall(cell))
    )


def install() -> None:
    """Let the running notebook accept such answers; does nothing outside of one."""
    get_ipython = getattr(sys.modules.get("IPython"), "get_ipython", None)
    shell = get_ipython() if get_ipython else None
    if shell is None:
        return

    def transform(lines: list[str]) -> list[str]:
        known = {*shell.user_ns, *dir(builtins), *given_names("".join(lines))}
        bare = [line.rstrip("\n") for line in lines]
        answers = [
            quote_bare_answer(text, known) + line[len(text) :] for text, line in zip(bare, lines, strict=True)
        ]
        typed = "".join(answers)
        cell = quote_bare_words(straighten_quotes(typed), known)
        return answers if cell == typed else cell.splitlines(keepends=True)

    transform.answers = True  # type: ignore[attr-defined]
    installed = shell.input_transformers_cleanup
    if not any(getattr(other, "answers", False) for other in installed):
        installed.append(transform)
