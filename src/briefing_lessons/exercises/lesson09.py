"""Exercises of lesson 09, Did they say it?: summaries to check, by eye and by machine."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from typing import NamedTuple

from briefing_lessons.briefing import Briefing, read_seed
from briefing_lessons.english.wordclasses import CLASS_OF
from briefing_lessons.english.words import denies, find_words
from briefing_lessons.exercises.answers import is_slip
from briefing_lessons.exercises.clues import split_words
from briefing_lessons.exercises.excerpts import LEFT_ALONE, is_left_alone, note_on
from briefing_lessons.exercises.model import Values, asks
from briefing_lessons.exercises.verbs import called, retellings
from briefing_lessons.exercises.written import ways_to_say
from briefing_lessons.html import text_box
from briefing_lessons.quotes.check import CheckedQuotation, check_quotations
from briefing_lessons.topics.stopwords import load_stop_words

#: how learners put it
_SAID = ways_to_say("lesson09")

#: marks inside of a quotation, with which no sentence of a summary can be made
_MARKED = re.compile(r"[“”\"\[\]<>…—]|(?:^|\s)['‘]")
#: two sentences are spliced at one of these words that both have: the seam does not show
_SEAMS = frozenset(["a", "and", "for", "from", "in", "is", "of", "on", "that", "the", "to", "will", "with"])
_MADE = "made from the text by a machine; any quotation may have been altered for class"
_WRITTEN = "written for class in the manner of an assistant"


@dataclass(frozen=True, slots=True, repr=False)
class Summary:
    """A summary to check: numbered sentences with a quotation each."""

    title: str
    sentences: tuple[str, ...]
    first: int = 1  #: number of the first sentence
    note: str = ""

    @property
    def text(self) -> str:
        """The sentences, a paragraph each."""
        return "\n\n".join(self.sentences)

    def __repr__(self) -> str:
        numbered = (f"{number:>4}  {words}" for number, words in enumerate(self.sentences, self.first))
        return "\n".join([self.title, *numbered, *([self.note] if self.note else [])])

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{escape(words)}</li>" for words in self.sentences)
        html = f'<p><strong>{escape(self.title)}</strong></p><ol start="{self.first}">{items}</ol>'
        return text_box(html + (f"<p>{escape(self.note)}</p>" if self.note else ""), "bl bl-summary")


class _Said(NamedTuple):
    words: str
    speaker: str
    line: int


_Made = tuple[tuple[_Said, ...], str, str]  #: of whose words, the name that is given, the quotation


def class_summaries(briefing: Briefing) -> tuple[Summary, ...]:
    """Return two summaries of `briefing`, and another house's report where one was written.

    Those of the invented briefings were written for class. On any other text they are made by dropping a
    word, splicing two sentences, swapping speakers and changing what a printer may change.

    >>> from briefing_lessons import load_briefing
    >>> print(class_summaries(load_briefing("001_ferry_report.txt"))[1].sentences[1])
    “A fish is not stupid,” Jarn Velk said.
    """
    if found := note_on(briefing, "summaries"):
        first, second, house = (tuple(found[name]) for name in ("first", "second", "house"))
        return (
            Summary(f"Summary A, {_WRITTEN}", first),
            Summary(f"Summary B, {_WRITTEN}", second, 5),
            Summary("Another house’s report, invented for class", house, 9),
        )
    made, missing = _make(briefing)
    half = (len(made) + 1) // 2
    note = f"Of what can happen to a quotation, neither summary has: {', '.join(missing)}."
    begun = Summary(f"Summary A, {_MADE}", made[:half])
    return begun, Summary(f"Summary B, {_MADE}", made[half:], half + 1, note)


def another_house(briefing: Briefing) -> Summary:
    """Return another house's report on the ferry, numbered on from the summaries of `briefing`."""
    number = 1 + sum(len(summary.sentences) for summary in class_summaries(briefing)[:2])
    return replace(class_summaries(read_seed("001_ferry_report.txt"))[2], first=number)


def checked_summaries(briefing: Briefing) -> tuple[CheckedQuotation, ...]:
    """Return every quotation of both summaries, checked."""
    first, second, *_ = class_summaries(briefing)
    return check_quotations(briefing, f"{first.text}\n\n{second.text}").quotations


def class_lines(briefing: Briefing) -> list[int]:
    """Return the lines in which words of the two summaries stand, in order."""
    return sorted({place.line for checked in checked_summaries(briefing) for place in checked.places}) or [1]


def _make(briefing: Briefing) -> tuple[tuple[str, ...], list[str]]:
    """Return the sentences that this text allows, and the names of the kinds of which there is none."""
    pool, sentences, made = _quotable(briefing), [], set()
    for name, verdict, make in _KINDS:
        real = name == "another speaker’s" and briefing.source in LEFT_ALONE
        for used, speaker, words in () if real else make(pool):
            said = f"{speaker} said: {words}"
            (checked,) = check_quotations(briefing, said).quotations or (None,)
            if checked is not None and checked.verdict == verdict:
                sentences.append(f"{said} (compare line {used[0].line})")
                pool = [one for one in pool if one not in used]
                made.add(name)
                break
    missing = dict.fromkeys(name for name, *_ in _KINDS if name not in made)
    return tuple(sentences), ["an invented quotation", *missing]


def _quotable(briefing: Briefing) -> list[_Said]:
    """Return what somebody with a name says in six to thirty words: quotations, or sentences of turns."""
    spans = [(q.content, q.speaker) for q in briefing.quotes if q.kind == "direct"]
    if briefing.turns:
        turns = [t for t in briefing.turns if t.speaker and t.role != "question"]
        inside = ((s, t) for t in turns for s in briefing.sentences if t.body_start <= s.start < t.body_end)
        spans = [(sentence, turn.speaker) for sentence, turn in inside]
    found = [_Said(" ".join(s.text.split()), name or "", briefing.line_number(s)) for s, name in spans]
    plain = [x for x in found if x.speaker[:1].isupper() and not _MARKED.search(x.words)]
    return [x for x in plain if 6 <= len(x.words.split()) <= 30 and not is_left_alone(briefing, x.line)]


def _changed(change: Callable[[str], str], pool: Sequence[_Said]) -> Iterator[_Made]:
    """Yield each quotation with its words changed, where there is something to change."""
    for said in pool:
        if words := change(said.words):
            yield (said,), said.speaker, words


def _without_a_word(words: str) -> str:
    kept = words.split()
    fit = [word for word in kept[1:-1] if word.isalpha() and len(word) > 3]  # no mark goes with it
    if fit:
        kept.remove(max(fit, key=lambda word: (not denies([word.casefold()]), len(word))))
    return f"“{' '.join(kept)}”" if fit else ""


def _spliced(pool: Sequence[_Said]) -> Iterator[_Made]:
    pairs = [(a, b) for a in pool for b in pool if a.speaker == b.speaker and abs(a.line - b.line) > 1]
    for one, other in pairs:
        begun, ended = one.words.split()[:12], other.words.split()[-12:]
        for seam in sorted(_SEAMS.intersection(begun[4:], ended[:-4])):
            words = [*begun[: begun.index(seam, 4)], *ended[ended.index(seam) :]]
            yield (one, other), one.speaker, f"“{' '.join(words)}”"
    for one, other in pairs:
        words = [*one.words.split()[:5], *other.words.split()[-5:]]
        yield (one, other), one.speaker, f"“{' '.join(words)}”"


def _swapped(pool: Sequence[_Said]) -> Iterator[_Made]:
    for said, other in ((a, b) for a in pool for b in pool if a.speaker != b.speaker):
        yield (said,), other.speaker, f"“{said.words}”"


_exact = partial(_changed, "“{}”".format)
_dropped = partial(_changed, _without_a_word)
_printed = partial(_changed, lambda words: f'"{words[:1].lower()}{words[1:].rstrip(".,")}".')
#: (name, verdict, how it is made), in the order of the two summaries
_KINDS: tuple[tuple[str, str, Callable[[Sequence[_Said]], Iterator[_Made]]], ...] = (
    ("exact", "exact", _exact),
    ("a word dropped", "altered", _dropped),
    ("a printer’s changes", "exact", _printed),
    ("another speaker’s", "another speaker's", _swapped),
    ("spliced", "several places", _spliced),
    ("exact", "exact", _exact),
    ("a word dropped", "altered", _dropped),
)


def names_change(answer: str, *, theirs: str, ours: str, here: str, text: Collection[str] = ()) -> bool:
    """Say whether `answer` names the words that differ, in a phrase or with a slip, and no other of `here`.

    A word of `text` is no slip.

    >>> here = "Half of our bread is probably eaten on your side"
    >>> [names_change(said, theirs="", ours="probably", here=here)
    ...  for said in ("they added the word propably", "probably eaten", "it is not probably")]
    [True, False, False]
    """
    given, known = _forms(_SAID["beside"].sub(" ", answer)), set(_forms(here))
    changed = [forms for part in (theirs, ours) if (forms := _forms(part))]
    differ = {form for part in changed for form in part}
    others = {form for form in given if CLASS_OF.get(form.partition("'")[0], "n") in "nV"} & known - differ
    denied = rf"(?:\bnot|n't) (?:the )?(?:word )?(?:{'|'.join(map(re.escape, differ))})\b"
    if others or re.search(denied, answer) or _turned_round(answer, differ, theirs, ours):
        return False
    slips = {*given} - known - {*text}
    named = {f for f in differ if f in given or any(is_slip(slip, f, of_a_name=True) for slip in slips)}
    found = [part for part in changed if named.issuperset(part)]
    return len(found) == 2 or any(len(form) > 3 for part in found for form in part)


def _turned_round(answer: str, differ: set[str], theirs: str, ours: str) -> bool:
    """Say whether a word that was dropped is said to be added, or the other way round, or kept."""
    around = re.sub("|".join(rf"\b{re.escape(form)}\b" for form in differ), "", answer)
    told = [bool(way.search(around)) for way in (_SAID["dropped"], _SAID["added"])]
    return told == [bool(ours), bool(theirs)] != [True, True] or bool(_SAID["kept"].search(around))


def _forms(words: str) -> list[str]:
    return [form for *_, form in find_words(words)]


def _checked_as(briefing: Briefing, verdict: str) -> Iterator[tuple[int, CheckedQuotation, str]]:
    """Yield the quotations of the summaries with that verdict: number, quotation, words."""
    for number, quotation in enumerate(checked_summaries(briefing), 1):
        if quotation.verdict == verdict:
            yield number, quotation, quotation.text.rstrip(".,")


@asks("said.1")
def _words_that_differ(briefing: Briefing) -> Values | None:
    """Ask which words of an altered quotation differ from the line."""
    for number, quotation, said in _checked_as(briefing, "altered"):
        if found := quotation.found:
            theirs, ours = quotation.changes[0]
            clue = f"has “{theirs}” there" if theirs else "has one word less than the quotation"
            here, text = f"{said} {found.text}", [*dict.fromkeys(token.norm for token in briefing.tokens)]
            begins = [words for words in [" ".join(said.split()[:2])] if words in found.text]
            return {
                **{"number": number, "said": said, "line": found.line, "finding": quotation.findings[1]},
                **{"clue": clue, "begins": begins, "ends": said.split()[-1]},
                "expected": ours or theirs,
                "also": (theirs, f"{theirs} {ours}", f"{ours} {theirs}") if theirs and ours else (),
                "accept": partial(names_change, theirs=theirs, ours=ours, here=here, text=text),
            }
    return None


@asks("said.2")
def _what_happened(briefing: Briefing) -> Values | None:
    """Ask what happened to a spliced quotation."""
    for number, quotation, said in _checked_as(briefing, "several places"):
        return {"number": number, "said": said, "lines": " and ".join(str(p.line) for p in quotation.places)}
    return None


asks("said.5")(lambda _: {"text": read_seed("001_ferry_report.txt")})


@asks("said.3")
def _more_or_less(briefing: Briefing) -> Values | None:
    """Ask whether a paraphrase says more, less or the same as its line."""
    if found := note_on(briefing, "summaries"):
        return {"form": "canned", "line": found["line"], "more": found["more"], "said": found["paraphrase"]}
    labels = (split_words(turn.label.casefold()) for turn in briefing.turns)
    small = load_stop_words("function", "reporting").union(*labels)
    for words, _, quote, _ in retellings(briefing):
        line, told = briefing.line_number(quote), f"{called(quote)} said {words}"
        named = getattr(quote.attribution.mention, "text", "")  # the name stands in its place
        kept, whole = {*split_words(f"{told} {named}".casefold())} | small, briefing.line(line).text
        left = max((w for w in split_words(whole) if w.casefold() not in kept), key=len, default="")
        if quote.kind == "indirect" and len(told.split()) <= 10 and left and "insist" not in whole:
            values = {"line": line, "who": called(quote), "words": words, "told": told, "left": left}
            return {**values, "rests_on": (quote,)}
    return None
