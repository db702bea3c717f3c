"""Reading an open answer before samples are shown: what can be found in it, and what not; never its worth."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.answers import (
    fold_answer,
    read_choice,
    read_lines,
    with_digits,
    with_line_numbers,
)
from briefing_lessons.exercises.model import words_of
from briefing_lessons.exercises.written import ways_to_say

#: how learners put it
_SAID = ways_to_say("openanswers")

_NO_LINE = "This text has no line"


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
        told += [f"We did not find {_listed(self.missing, ' or ')}."] if self.missing else []
        return " ".join([*told, "Compare with the samples, then improve one sentence."])


def read_open_answer(
    answer: str, looks_for: Sequence[str], briefing: Briefing, choices: tuple[str, ...] = ()
) -> Reading:
    """Look for what an exercise asks an open answer to have: some of the looks, and one of `choices`.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> read_open_answer("Line 1 says “ramp”.", ["line", "words", "limit"], ferry).comment[:53]
    'We found line 1 and “ramp”. We did not find a limit, '
    >>> read_open_answer("Line 99 says so.", ["line"], ferry).untrue
    'This text has no line 99.'
    """
    answer, looks = with_line_numbers(answer, briefing), words_of("looks")
    untrue = _untrue(answer, briefing) if {"line", "words", "number"} & {*looks_for} else ""
    # the text does not say it, and the words that were looked for are cited
    unsaid = _SAID["unsaid"].search(answer) and find_cited(answer)
    seen = {name: _seen(name, answer, briefing) for name in looks_for}
    found = dict.fromkeys(filter(None, seen.values()))
    if unsaid or untrue.startswith(_NO_LINE):
        seen.pop("line", None)
    missing = [looks[name]["missing"] for name, what in seen.items() if not what]
    choice = re.split(f"{looks['because']['by']}|[,;:.]", answer, flags=re.IGNORECASE)[0]
    if choices and (_SAID["two_letters"].search(choice) or not read_choice(choice, choices)):
        missing.insert(0, "one choice")
    return Reading(tuple(found), tuple(missing), untrue)


def is_at_a_loss(answer: str, found: Sequence[str] = ()) -> bool:
    """Say whether somebody wrote that they do not know, or hardly anything, or the frame alone.

    Three words are enough where something is found in them.

    >>> is_at_a_loss("idk"), is_at_a_loss("Line 4 names no source.")
    (True, False)
    >>> is_at_a_loss("Line 4: nothing", ["line 4"]), is_at_a_loss("Line … shows …; it does not show …")
    (False, True)
    """
    words = re.findall(r"\w+", answer)
    return len(words) < (3 if found else 4) or (
        len(words) < 9 and bool(_SAID["at_a_loss"].search(fold_answer(answer)))
    )


def find_cited(answer: str) -> list[str]:
    """Return what stands between quote marks: double ones, or single ones where there are no others."""
    return _SAID["cited"].findall(answer) or _SAID["in_single_marks"].findall(answer)


def _line(answer: str, briefing: Briefing) -> str:
    answer = _SAID["no_lines"].sub("", answer)
    named = re.findall(r"\blines?\s+\d|\b\d+\b", answer, re.IGNORECASE) and read_lines(answer, briefing)
    there = [n for n in sorted(named or ()) if 1 <= n <= len(briefing.lines)]
    there = there or [n for words in find_cited(answer) if " " in words for n in _lines_with(words, briefing)]
    return f"line {there[0]}" if there else ""


def _words(answer: str, briefing: Briefing) -> str:
    cited = next((words for words in find_cited(answer) if _stands(words, fold_answer(briefing.text))), "")
    return f"“{cited.strip(' .,…')}”" if cited else ""


def _number(answer: str, briefing: Briefing) -> str:
    said = _SAID["line_words"].sub("", answer)
    number = re.search(r"\d[\d.,]*(?:/\d+)?", with_digits(_SAID["per_thousand"].sub("", said)))
    whole = _SAID["whole"].search(f"{said} {with_digits(said)}")
    return f"the number {number[0].strip('.,')}" if number and whole else ""


_FINDERS: dict[str, Callable[[str, Briefing], str]] = {"line": _line, "words": _words, "number": _number}


def _seen(name: str, answer: str, briefing: Briefing) -> str:
    """Return what is found of one of the looks in `questions.toml`: by a function, or by words alone."""
    look = words_of("looks")[name]
    if name in _FINDERS:
        return _FINDERS[name](answer, briefing)
    bare = _SAID["cited"].sub(lambda cited: "“?”" if cited[1].endswith("?") else "“”", answer)
    words = re.search(look["by"], bare, re.IGNORECASE)
    return str(look["found"]).format(words[0].strip()) if words else ""


def _untrue(answer: str, briefing: Briefing) -> str:
    says_line = re.search(r"\blines?\s+\d", answer, re.IGNORECASE)
    lines = sorted(read_lines(answer, briefing)) if says_line else []
    beyond = [n for n in lines if not 1 <= n <= len(briefing.lines)]
    if beyond:
        return f"{_NO_LINE} {beyond[0]}."
    if _SAID["unsaid"].search(answer):
        return ""
    text, cited = fold_answer(briefing.text), find_cited(answer)
    strange = [w for w in cited if len(w.split()) > 2 and w[-1] != "?" and not _stands(w, text)]
    if strange:
        return f"“{strange[0]}” does not stand in this text so."
    found = {w: _lines_with(w, briefing) for w in cited if _stands(w, text)}
    elsewhere = [w for w, there in found.items() if not {*lines} & {*there}]
    if lines and elsewhere and elsewhere == cited:
        where = f" Look at line {found[elsewhere[0]][0]}." if found[elsewhere[0]] else ""
        return f"“{elsewhere[0].strip(' .,…')}” does not stand in line {lines[0]}.{where}"
    return ""


def _lines_with(words: str, briefing: Briefing) -> list[int]:
    """Return the lines in which cited words stand, or begin: they may go on in the next one."""
    texts = [line.text for line in briefing.lines]
    whole = {n for n, text in enumerate(texts, 1) if _stands(words, fold_answer(text))}
    pairs = enumerate(map(" ".join, pairwise(texts)), 1)
    across = {n for n, pair in pairs if _stands(words, fold_answer(pair)) and n + 1 not in whole}
    return sorted(whole | across)


def _stands(words: str, folded_text: str) -> bool:
    """Say whether cited words stand in a text; dots at the end may stand for the rest."""
    return fold_answer(words.rstrip(" .…")) in folded_text


def _listed(things: Sequence[str], last: str = " and ") -> str:
    return last.join(filter(None, [", ".join(things[:-1]), things[-1]]))
