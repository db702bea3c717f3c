"""Marking one answer: right, a known mistake, or wrong with a pointer; and what a learner sees of it."""

import re
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from briefing_lessons.briefing import Briefing
from briefing_lessons.english.wordclasses import is_person_noun
from briefing_lessons.exercises.answers import (
    as_text,
    denies,
    fold_answer,
    in_digits,
    is_unanswered,
    plain_answer,
    plain_name,
    read_choice,
    read_lines,
    read_numbers,
    says_per_cent,
    with_digits,
    without_reason,
)
from briefing_lessons.exercises.clues import name_spans, split_words
from briefing_lessons.exercises.model import Mistake, Task, shown, words_of
from briefing_lessons.exercises.openanswers import find_cited, is_at_a_loss, read_open_answer
from briefing_lessons.exercises.written import ways_to_say
from briefing_lessons.html import text_box
from briefing_lessons.people.names import ORGANISATIONS
from briefing_lessons.topics.stopwords import load_stop_words

#: how learners put it
_SAID = ways_to_say("marking")

Outcome = Literal[
    "unanswered", "unread", "right", "mistake", "wrong", "kept", "thin", "left", "not here", "trouble"
]

_SIGN_OF = {"divided by": "/", "over": "/", "times": "*", "multiplied by": "*", "plus": "+", "minus": "-"}
_SIGNS = str.maketrans({"×": "*", "x": "*", "÷": "/", ":": "/", "−": "-", "–": "-", ",": ".", "%": " "})
_NUMBER = re.compile(r"\d")
_NAME_OR_NUMBER = re.compile(r"\d+|(?<=[\w,] )[A-Z]\w+|(?<=“)[A-Z]\w+|^[A-Z]\w+(?= [A-Z])")


def mark(task: Task, value: Any, briefing: Briefing) -> tuple[Outcome, str]:
    """Return the outcome of one answer and what to say about it."""
    if is_unanswered(value):
        return "unanswered", words_of("kinds")[task.kind]
    if task.kind == "text":
        reading = read_open_answer(as_text(value), task.looks_for, task.text or briefing, task.choices)
        if is_at_a_loss(as_text(value), reading.found):
            line = ", and name a line if you can" if "line" in task.looks_for else ""
            return "thin", f"Write one sentence{line}. Or press Check again to leave it."
        return "kept", reading.comment
    if task.kind == "choice" and _SAID["two_letters"].match(fold_answer(value)):
        return "wrong", "Decide for one. Choose one letter."
    if _SAID["all_but"].match(as_text(value)) or (value := _affirmed(task, value)) == "":
        return "unread", "This says what it is not. Write what it is."
    readings: list[Any] = []
    for said in {as_text(one): one for one in (value, without_reason(value, task.kind))}.values():
        readings.append(meant := _meaning(task, said, briefing))
        if task.accepts(meant, briefing):
            return _accepted(task, value, _undecided(task, said, meant, briefing))
        if mistake := _mistake_made(task, meant, briefing):
            return "mistake", mistake.message
    meant = readings[0]
    if task.kind == "choice":  # it may well be right, in other words
        return "unread", "We could not tell which option this means. Choose its letter."
    if task.kind in ("number", "percent", "lines") and not _NUMBER.search(with_digits(meant)):
        return "unread", words_of("kinds")[task.kind]
    by_number = _of_lines(task, meant, briefing) if task.kind == "lines" else ""
    told = task.tell(as_text(value)) if task.tell else ""
    return "wrong", by_number or told or _otherwise(task, meant, briefing)


def _accepted(task: Task, value: Any, undecided: str) -> tuple[Outcome, str]:
    """Return what to say of a right answer: what is wrong beside it, or why it is right."""
    if wrong := undecided or (task.refuse(as_text(value)) if task.refuse else ""):
        return "wrong", wrong
    share = task.kind == "number" and says_per_cent(value)  # right as it may be
    return ("mistake", task.no_per_cent) if share else ("right", task.right)


def _undecided(task: Task, said: Any, meant: Any, briefing: Briefing) -> str:
    """Return what to say where an answer leaves open what is meant: “at least 40”, “A and D”, “on or off”."""
    words = fold_answer(without_reason(said, task.kind))
    if task.kind in ("number", "percent") and isinstance(meant, str):
        given = words.replace("at least", "") if "at least" in task.question else words
        return "That is a bound. Give the number itself." if _SAID["bound"].search(with_digits(given)) else ""
    if task.kind != "words" or " or " not in words or " or " in fold_answer((task.expected, *task.also)):
        return ""  # “two or three” may be what was changed
    fits = (task.accepts(one, briefing) for one in re.split(",? or ", words))
    return "" if all(fits) else "Decide for one of the two."


def _mistake_made(task: Task, answer: Any, briefing: Briefing) -> Mistake | None:
    """Return the known mistake that an answer is, if it is one."""
    exact_first = sorted(task.mistakes, key=lambda one: shown(one.example) != as_text(answer))  # 1.8 is not 2
    return next((one for one in exact_first if task.takes_for(answer, one.answers, briefing)), None)


def _affirmed(task: Task, value: Any) -> Any:
    """Return an answer without what it denies first: "30" for "not 29 but 30", and nothing for "not 29"."""
    if not isinstance(value, str) or task.kind not in ("number", "percent", "lines", "name"):
        return value
    said = _SAID["not_but"].sub("", _SAID["it_is"].sub("", value) if task.kind == "name" else value)
    return "" if _SAID["only_not"].match(said) else said


def _worked_out(words: str) -> float | None:
    """Return what a sum comes to; `None` where the words are no sum.

    >>> [_worked_out(words) for words in ("5/200 × 1000", "(75 - 50) : (100 - 50)", "5/0", "5")]
    [25.0, 0.5, None, None]
    >>> [_worked_out(words) for words in ("Five over 200 times a thousand", "over 5", "three times")]
    [25.0, None, None]
    """
    said = in_digits(words.strip().lower())
    signs = re.sub("|".join(_SIGN_OF), lambda found: _SIGN_OF[found[0]], said).translate(_SIGNS)
    if not _SAID["sum"].fullmatch(signs):
        return None
    try:  # digits, brackets and four signs: nothing else comes so far
        return float(eval(signs))
    except (SyntaxError, ArithmeticError, TypeError):
        return None


def _line_meant(task: Task, value: Any, briefing: Briefing) -> Any:
    """Return the line that an answer names by its words: “3 March”; where all with them fit, the first."""
    there = any(1 <= n <= len(briefing.lines) for n in read_lines(value, briefing))
    words = re.sub("^(?:in|on|from|at) ", "", plain_answer(value))
    if there and not re.search("[a-z]", re.sub(r"\blines?\b.*", "", words)):
        return value
    bare = re.sub(r"^\W*(?:the|an?|in|on|from|at) ", "", as_text(value), flags=re.IGNORECASE)
    if not there and len(quoted := find_cited(as_text(value))) == 1:  # the by-line, “By Nora Feldt”
        words, bare = fold_answer(quoted[0]), quoted[0]
    if words.isdigit() or (len(words.split()) < 3 and not re.search(r"\d|[A-Z]", bare)):
        return value  # a name, a date or three words can be looked up; a number is a line's, there or not
    cited = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    found = [line.number for line in briefing.lines if cited.search(fold_answer(line.text))]
    if not found and (begun := re.match(r"(?:line )?(\d{1,4}) (.+)", words)):  # "22 December" may be line 22
        found = [x.number for x in briefing.lines[: int(begun[1])][-1:] if begun[2] in fold_answer(x.text)]
    return found[:1] if len(found) == 1 or (task.enough and found and {*found} <= {*task.expected}) else value


def _number_meant(task: Task, value: Any, briefing: Briefing) -> Any:
    """Return what a sum comes to, and of a sentence what it concludes."""
    if not isinstance(value, str):
        return value
    said = _SAID["concludes"].split(value)[-1]
    said = said if _NUMBER.search(with_digits(said)) else value
    found = None if task.accepts(said, briefing) else _worked_out(said)
    return said if found is None else found


def _meaning(task: Task, value: Any, briefing: Briefing) -> Any:
    """Return what is meant: what a sum comes to, or an option named by letter, in part or in a sentence."""
    words = fold_answer(re.sub(r"^([B-H]) (?!(?:or|and|is|are)\b).+", r"\1", as_text(value)))
    if task.kind in ("choice", "name") and task.options:  # "D, the label stands before it"
        words = re.sub(r"^([a-h])[,:)] (?=\S+ \S).*", r"\1", words)
    elif begun := re.match(r"([a-h])[,:)]? (\S+)", words):  # "B, promised"
        lettered = fold_answer(task.options[ord(begun[1]) - ord("a") :][:1])
        words = begun[1] if lettered.startswith(fold_answer(begun[2])) else words
    letter = len(words) == 1 and words.isalpha()
    if letter or task.kind == "choice":
        said = words if letter else as_text(value)
        asked = fold_answer([task.question, *(briefing.line(n).text for n in task.asked_lines(briefing))])
        option = None if task.accepts(value, briefing) else read_choice(said, task.options, asked)
        return option if option and not _names_another(said, option) else value
    if task.kind in ("number", "percent"):
        return _number_meant(task, value, briefing)
    if task.kind == "lines":
        return _line_meant(task, value, briefing)
    if task.accepts(value, briefing) or _mistake_made(task, value, briefing):
        return value
    if task.kind == "name":
        called = (_named(words, task, briefing) for words in (plain_name(value), plain_answer(value)))
        return next(filter(None, called), value)
    return (_phrase(value, task, briefing) if isinstance(value, str) else None) or value


def _names_another(answer: str, option: str) -> bool:
    """Say whether an answer has other names or numbers than its option, or in another order.

    >>> [_names_another(said, "“said Ida Velk”, 5 of 9") for said in ("said Jarn Velk", "9 of 5", "Velk, 5")]
    [True, True, False]
    """
    given, own = (" ".join(_NAME_OR_NUMBER.findall(words)) for words in (answer, option))
    return bool(own) and given not in own


def _named(sentence: str, task: Task, briefing: Briefing) -> str | None:
    """Return the name that a sentence begins with, or the one option whose name it has ("he is Lavrov")."""
    held = "".join(re.findall(r"'s (\w+)$", sentence))
    if " or " in sentence or is_person_noun(held) or held in ORGANISATIONS:
        return None  # "Lavrov or Trump" has not decided, and "Lavrov's driver" is somebody else
    known = {name.text.casefold() for name in name_spans(briefing)}
    parts = re.split(r",? (?:and|&) ", sentence)
    named = [p for p in parts if task.accepts(p, briefing) or known & set(re.findall(r"\w+", p))]
    if len(named) > 1:
        return named[0] if all(task.accepts(name, briefing) for name in named) else None
    begins = _beginnings(sentence, task)
    begun = next((words for words in begins if task.accepts(words, briefing)), "")
    given, _, last = re.sub(r"\b[ae]l-", "", sentence).partition(" ")  # "Barack Obama" for "Obama"
    alone = last.isalpha() and not is_person_noun(last) and given not in known | {"not", "no", "of"}
    if not begun and alone and " " not in shown(task.expected) and task.accepts(last, briefing):
        return last
    if begun:  # but not "the minister Oskar Abel", where she is Ana
        return None if known.intersection(sentence[len(begun) :].split()[:1]) else begun
    option = read_choice(sentence, task.options)
    # Jon Marr is not Ida Marr
    if option and known.intersection(re.findall(r"\w+", sentence)) <= {*split_words(fold_answer(option))}:
        return option
    return next((words for words in begins if _mistake_made(task, words, briefing)), None)


def _beginnings(sentence: str, task: Task) -> list[str]:
    """Return the words a sentence begins with, most of them first; none where it denies something."""
    question = fold_answer(task.question)  # "Trump is never quoted" takes up "never quoted"
    own = re.sub(r"\b(?:not|never|no) \w+", lambda found: "" if found[0] in question else found[0], sentence)
    cuts = re.finditer(r"(?<! of)(?<! for)(?: (?!of |for )(\w*)|$)", sentence)
    # "Costrel official" does not begin with Costrel
    begun = [sentence[: cut.start()] for cut in cuts if not is_person_noun(cut[1] or "")]
    return [] if denies(own) else begun[::-1]


def _phrase(sentence: str, task: Task, briefing: Briefing) -> str | None:
    """Return what a sentence cites, or the words of the answer in it, where nothing before denies them."""
    folded, own = f" {fold_answer(sentence)} ", "" if task.accept else task.question.casefold()
    small = load_stop_words("function").union(split_words(own)) - {"not"}
    wrong = any(f" {fold_answer(mistake.example)} " in folded for mistake in task.mistakes)
    for answer in () if task.accept else (task.expected, *task.also):
        before, found, after = folded.partition(f" {fold_answer(answer)} ")
        alone = {*f"{before} {after}".split()} <= small  # "that she promised it", "Marvel is the first word"
        if found and (alone or " " in fold_answer(answer)) and not wrong and not denies(before):
            return str(answer)
    cited = find_cited(sentence)
    return cited[0] if len(cited) == 1 and not denies(sentence) else None


def _of_lines(task: Task, value: Any, briefing: Briefing) -> str:
    """Return what the numbers alone show to be wrong: no line, a line that is not there, two for one."""
    lines = sorted(read_lines(value, briefing))
    if beyond := [n for n in lines if not 1 <= n <= len(briefing.lines)]:
        return f"This text has no line {beyond[0]}. The number of a line stands before it."
    if blank := [n for n in lines if briefing.line(n).role == "blank"]:
        return f"Line {blank[0]} is empty. Name a line with words."
    if unplaced := [line.number for line in briefing.coverage.unplaced if line.number in lines]:
        return f"The reader could not place line {unplaced[0]}. Name another line."
    if not lines:
        return str(words_of("kinds")["lines"])
    if task.enough == 1 and len(lines) > 1:
        some = {*lines} & {*task.expected}
        fits = "One of these lines does not fit" if some else "We took none of these lines"
        return f"{fits}, as we read them. Name only one line."
    return ""


def _otherwise(task: Task, value: Any, briefing: Briefing) -> str:
    if task.kind in ("number", "percent"):
        if isinstance(value, (list, tuple)) and len(value) > 2:
            return "These are the things themselves. Put len( ) around them to count them."
        several = len(re.findall(r"\d[\d.,]*", as_text(value))) > 1 and not read_numbers(value)
        return f"Give one number. {task.otherwise}" if several else task.otherwise
    named = {*split_words(plain_name(value))} - load_stop_words("function") if task.kind == "name" else set()
    if named and named.isdisjoint(split_words(briefing.text.casefold())):
        return "This name does not stand in the text. Copy one that does."
    words = f" {fold_answer(value)} " if task.kind == "words" else ""
    held = any(f" {fold_answer(answer)} " in words for answer in (task.expected, *task.also))
    if held and not denies(words):
        return "It is in there. Name only the words that are asked for."
    return task.otherwise


_SIGN = {"right": "✓", "mistake": "→", "wrong": "→", "kept": "✎"}


@dataclass(frozen=True, slots=True)
class Feedback:
    """What comes of an answer, a hint or a guess; shows itself in a notebook, in a terminal and on paper."""

    exercise: str  #: id, e.g. "who.3"
    outcome: Outcome
    message: str
    word: str = ""  #: the outcome in a word; empty: the usual word
    notes: tuple[tuple[str, tuple[str, ...]], ...] = ()  #: further (heading, lines): rubric, samples
    code: str = ""  #: a line of code to look at
    offer: str = ""  #: where help is

    @property
    def head(self) -> str:
        """The outcome in a word."""
        return self.word or str(words_of("outcomes")[self.outcome])

    def __repr__(self) -> str:
        lines = [f"{_SIGN.get(self.outcome, '○')} {self.exercise}  {self.head} {self.message}".rstrip()]
        lines += [f"    {self.code}"] if self.code else []
        for heading, points in self.notes:
            lines += [heading, *(f"  - {point}" for point in points)]
        return "\n".join([*lines, *([self.offer] if self.offer else [])])

    def _repr_html_(self) -> str:
        sign = f'<span aria-hidden="true">{_SIGN.get(self.outcome, "○")}</span>'
        name = f"<code>{escape(self.exercise)}</code> <strong>{escape(self.head)}</strong>"
        html = f'<p class="bl-head" style="margin:0.2em 0">{sign} {name} {escape(self.message)}</p>'
        if self.code:
            html += f"<pre><code>{escape(self.code)}</code></pre>"
        for heading, points in self.notes:
            items = "".join(f"<li>{escape(point)}</li>" for point in points)
            html += f"<p><strong>{escape(heading)}</strong></p><ul>{items}</ul>"
        if self.offer:
            html += f'<p class="bl-offer" style="margin:0.2em 0">{escape(self.offer)}</p>'
        kind = f"bl-feedback bl-{self.outcome.replace(' ', '-')}"
        style = "border-left:0.3em solid;padding:0.1em 0.8em;margin:0.4em 0"
        return text_box(html, kind, role="status", style=style)
