"""Reading an open answer before samples are shown: what can be found in it, and what not; never its worth."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.answers import fold_answer, read_lines, with_digits, with_line_numbers

_CITED = re.compile(r"[“\"„«]([^”\"“»]{2,200})[”\"“»]")
_IN_SINGLE_MARKS = re.compile(r"(?<!\w)['‘](\w(?:[^'‘’]|['’](?=\w)){1,200})['’](?!\w)")
_AT_A_LOSS = re.compile(
    r"\b(?:idk|dunno|no idea|not sure|don'?t know|do not know|no clue|whatever|nothing|asdf\w*)\b"
)
_LIMIT = re.compile(
    r"\b(?:not|never|cannot|no|may|might|could|if|unless|only|perhaps|chance|nobody|un(?:sure|certain|clear)"
    r"|overlap(?:s|ped|ping)?|none|neither|too (?:short|few|small)"
    r"|(?:is|do|does|did|was|ca|wo)nt)\b|n['’]t\b",
    re.IGNORECASE,
)
_UNSAID = re.compile(r"\b(?:text|page|file|line|briefing)\b[^.]*\b(?:does|do) not say\b|\bfound none\b", re.I)
_WHOLE = re.compile(
    r"\bper\b|%|\b(?:out )?of\s+(?:the |all )?\d|\d\s*/\s*\d"
    r"|\b(?:in|among)\s+(?:the |all )?\d[\d,.]*\s+words|\bparts?\b|\bin all\b",
    re.I,
)
#: with its mark, after "ask", or by the words it begins with: "on which texts did you test it"
_QUESTION = re.compile(
    r"\?|\bask|\bwould (?:first )?want\b|(?:^|[.!:;] )(?:(?:on|in|at|by|for|from|to|with|about) )?"
    r"(?:who|whom|whose|what|which|where|when|why|how)\b[^.]* (?:is|are|was|were|do|does|did|has|have)\b",
    re.IGNORECASE,
)
#: numbers that are no lines
_NO_LINES = re.compile(r"\b(?:candidates?|numbers?|no\.|spans?|quotations?)\s+\d+(?:(?:,| and) \d+)*", re.I)
_NO_LINE = "This text has no line"
_LINE_WORDS = re.compile(r"\blines?\s+[\d,\s]*\d(?:\s+and\s+\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in an open answer."""

    found: tuple[str, ...]  #: in words, such as "line 4"
    missing: tuple[str, ...]  #: what was looked for and not found, in words
    untrue: str = ""  #: a line that does not exist, or words that do not stand in the text

    @property
    def comment(self) -> str:
        """What is said about the answer; it praises nothing, and the rubric stays for the reader."""
        told = [self.untrue] if self.untrue else []
        told += [f"We found {_listed(self.found)}."] if self.found else []
        told += [f"We did not find {_listed(self.missing)}."] if self.missing else []
        return " ".join([*told, "Compare with the samples, then improve one sentence."])


def read_open_answer(answer: str, looks_for: Sequence[str], briefing: Briefing) -> Reading:
    """Look for what an exercise asks an open answer to have: some of `LOOKS`.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> read_open_answer("Line 1 says “ramp”.", ["line", "words", "limit"], ferry).comment[:53]
    'We found line 1 and “ramp”. We did not find a limit, '
    >>> read_open_answer("Line 99 says so.", ["line"], ferry).untrue
    'This text has no line 99.'
    """
    answer = with_line_numbers(answer, briefing)
    untrue = _untrue(answer, briefing) if {"line", "words", "number"} & {*looks_for} else ""
    found, missing = [], []
    for name in looks_for:
        seen = LOOKS[name][1](answer, briefing)
        untrue_line = name == "line" and untrue.startswith(_NO_LINE)
        # the text does not say it, and the words that were looked for are cited
        unsaid = name in ("line", "source") and _UNSAID.search(answer) and find_cited(answer)
        if seen or untrue_line or unsaid:
            found += [seen] if seen else []
        else:
            missing.append(LOOKS[name][0])
    return Reading(tuple(dict.fromkeys(found)), tuple(missing), untrue)


def is_at_a_loss(answer: str) -> bool:
    """Say whether somebody wrote that they do not know, or hardly anything.

    >>> is_at_a_loss("idk"), is_at_a_loss("Line 4 names no source.")
    (True, False)
    """
    words = re.findall(r"\w+", answer)
    return len(words) < 4 or (len(words) < 9 and bool(_AT_A_LOSS.search(fold_answer(answer))))


def find_cited(answer: str) -> list[str]:
    """Return what stands between quote marks: double ones, or single ones where there are no others."""
    return _CITED.findall(answer) or _IN_SINGLE_MARKS.findall(answer)


def _line(answer: str, briefing: Briefing) -> str:
    answer = _NO_LINES.sub("", answer)
    named = re.findall(r"\blines?\s+\d|\b\d+\b", answer, re.IGNORECASE) and read_lines(answer, briefing)
    there = [n for n in sorted(named or ()) if 1 <= n <= len(briefing.lines)]
    return f"line {there[0]}" if there else ""


def _words(answer: str, briefing: Briefing) -> str:
    text = fold_answer(briefing.text)
    cited = next((words for words in find_cited(answer) if _stands(words, text)), "")
    return f"“{cited.strip(' .,…')}”" if cited else ""


def _source(answer: str, briefing: Briefing) -> str:
    names = {alias for who in briefing.speakers for alias in (who.name, *who.aliases)}
    named = [
        name for name in sorted(names, key=len, reverse=True) if re.search(rf"\b{re.escape(name)}\b", answer)
    ]
    capitals = re.findall(
        r"(?<=[a-z,;:“] )[A-Z][\w.-]+(?: [A-Z][\w.-]+)*|^[A-Z][a-z]+(?= (?:is|says|said))", answer
    )
    nobody = re.findall(r"no source|no person|nobody", answer, re.IGNORECASE)
    return next(iter([*named, *(name for name in capitals if name in briefing.text), *nobody]), "")


def _number(answer: str, briefing: Briefing) -> str:
    said = _LINE_WORDS.sub("", answer)
    number = re.search(r"\d[\d.,]*", with_digits(said))
    whole = _WHOLE.search(f"{said} {with_digits(said)}")
    return f"the number {number[0].strip('.,')}" if number and whole else ""


#: what an exercise can look for: what it is called where it is missing, and what finds it
LOOKS: dict[str, tuple[str, Callable[[str, Briefing], str]]] = {
    "line": ("a line of this text", _line),
    "words": ("words of the text between quote marks", _words),
    "source": ("who said it or is meant", _source),
    "number": ("a number with what it was counted from", _number),
    "limit": (
        "a limit, such as “may” or “not”",
        lambda answer, _: "a limit" if _LIMIT.search(answer) else "",
    ),
    "question": ("a question", lambda answer, _: "a question" if _QUESTION.search(answer) else ""),
}


def _untrue(answer: str, briefing: Briefing) -> str:
    says_line = re.search(r"\blines?\s+\d", answer, re.IGNORECASE)
    lines = sorted(read_lines(answer, briefing)) if says_line else []
    beyond = [n for n in lines if not 1 <= n <= len(briefing.lines)]
    if beyond:
        return f"{_NO_LINE} {beyond[0]}."
    if _UNSAID.search(answer):
        return ""
    text, cited = fold_answer(briefing.text), find_cited(answer)
    strange = [w for w in cited if len(w.split()) > 2 and not _stands(w, text)]
    if strange:
        return f"“{strange[0]}” does not stand in this text so."
    # what begins in a line may go on in the next one
    there = fold_answer(" ".join(line.text for n in lines for line in briefing.lines[n - 1 : n + 1]))
    elsewhere = [w for w in cited if " " in w and _stands(w, text) and not _stands(w, there)]
    if lines and elsewhere and elsewhere == cited:
        return f"“{elsewhere[0].strip(' .,…')}” does not stand in line {lines[0]}."
    return ""


def _stands(words: str, folded_text: str) -> bool:
    """Say whether cited words stand in a text; dots at the end may stand for the rest."""
    return fold_answer(words.rstrip(" .…")) in folded_text


def _listed(things: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(things[:-1]), things[-1]]))
