"""Exercises of lesson 09, Did they say it?: summaries to check, by eye and by machine."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from briefing_lessons.briefing import Briefing, read_seed
from briefing_lessons.english.wordclasses import CLASS_OF
from briefing_lessons.english.words import find_words
from briefing_lessons.exercises.excerpts import first_line
from briefing_lessons.exercises.seed_notes import LEFT_ALONE
from briefing_lessons.exercises.written import Values, asks, written
from briefing_lessons.html import text_box
from briefing_lessons.quotes.check import CheckedQuotation, check_quotations

_NEGATIVE = re.compile(r"^(?:no|not|never|nor|none|nobody|nothing)\b|n['’]t$", re.IGNORECASE)
#: "between US and claims": where it is, not what it is
_BESIDE = re.compile(r"\b(?:after|before|between) (?:the )?(?:word )?['\w]+(?: and ['\w]+)?")
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


def canned(briefing: Briefing) -> dict[str, Any]:
    """Return what was written for class about this text; nothing for a text of one's own."""
    notes = tomllib.loads(Path(__file__).with_name("summaries.toml").read_text(encoding="utf-8"))
    found = notes.get(briefing.source, {})
    return found if found and briefing.text.startswith(found["begins"]) else {}


def class_summaries(briefing: Briefing) -> tuple[Summary, ...]:
    """Return two summaries of `briefing`, and another house's report where one was written.

    Those of the invented briefings were written for class. On any other text they are made by dropping a
    word, splicing two sentences, swapping speakers and changing what a printer may change.

    >>> from briefing_lessons import load_briefing
    >>> print(class_summaries(load_briefing("001_ferry_report.txt"))[1].sentences[1])
    “A fish is not stupid,” Jarn Velk said.
    """
    found = canned(briefing)
    if found:
        titles = (
            f"Summary A, {_WRITTEN}",
            f"Summary B, {_WRITTEN}",
            "Another house’s report, invented for class",
        )
        parts = (tuple(found[name]) for name in ("first", "second", "house"))
        return tuple(Summary(t, p, 1 + 4 * k) for k, (t, p) in enumerate(zip(titles, parts, strict=True)))
    made, missing = _make(briefing)
    half = (len(made) + 1) // 2
    note = f"Of what can happen to a quotation, neither summary has: {', '.join(missing)}."
    return (
        Summary(f"Summary A, {_MADE}", made[:half]),
        Summary(f"Summary B, {_MADE}", made[half:], half + 1, note),
    )


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
        for used, said in () if real else make(pool):
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
        spans = [
            (s, t.speaker) for t in turns for s in briefing.sentences if t.body_start <= s.start < t.body_end
        ]
    found = [_Said(" ".join(s.text.split()), name or "", briefing.line_number(s)) for s, name in spans]
    left_alone = LEFT_ALONE.get(briefing.source, frozenset())
    plain = [
        x for x in found if x.speaker[:1].isupper() and not re.search(r"[“”\"\[\]<>…—]|(?:^|\s)['‘]", x.words)
    ]
    return [x for x in plain if 6 <= len(x.words.split()) <= 30 and x.line not in left_alone]


def _as_it_is(pool: Sequence[_Said]) -> Iterator[tuple[tuple[_Said, ...], str]]:
    for said in pool:
        yield (said,), f"{said.speaker} said: “{said.words}”"


def _reprinted(pool: Sequence[_Said]) -> Iterator[tuple[tuple[_Said, ...], str]]:
    for said in pool:
        yield (said,), f'{said.speaker} said: "{said.words[:1].lower()}{said.words[1:].rstrip(".,")}".'


def _dropped(pool: Sequence[_Said]) -> Iterator[tuple[tuple[_Said, ...], str]]:
    for said in pool:
        words = said.words.split()
        words.remove(max(words[1:-1], key=lambda word: (not _NEGATIVE.search(word), len(word))))
        yield (said,), f"{said.speaker} said: “{' '.join(words)}”"


def _spliced(pool: Sequence[_Said]) -> Iterator[tuple[tuple[_Said, ...], str]]:
    pairs = [(a, b) for a in pool for b in pool if a.speaker == b.speaker and abs(a.line - b.line) > 1]
    for one, other in pairs:
        begun, ended = one.words.split()[:12], other.words.split()[-12:]
        for seam in sorted(_SEAMS.intersection(begun[4:], ended[:-4])):
            words = [*begun[: begun.index(seam, 4)], *ended[ended.index(seam) :]]
            yield (one, other), f"{one.speaker} said: “{' '.join(words)}”"
    for one, other in pairs:
        words = [*one.words.split()[:5], *other.words.split()[-5:]]
        yield (one, other), f"{one.speaker} said: “{' '.join(words)}”"


def _swapped(pool: Sequence[_Said]) -> Iterator[tuple[tuple[_Said, ...], str]]:
    for said, other in ((a, b) for a in pool for b in pool if a.speaker != b.speaker):
        yield (said,), f"{other.speaker} said: “{said.words}”"


#: (name, verdict, how it is made), in the order of the two summaries
_KINDS: tuple[tuple[str, str, Callable[[Sequence[_Said]], Iterator[tuple[tuple[_Said, ...], str]]]], ...] = (
    ("exact", "exact", _as_it_is),
    ("a word dropped", "altered", _dropped),
    ("a printer’s changes", "exact", _reprinted),
    ("another speaker’s", "another speaker's", _swapped),
    ("spliced", "several places", _spliced),
    ("exact", "exact", _as_it_is),
    ("a word dropped", "altered", _dropped),
)


def names_change(answer: str, *, theirs: str, ours: str, here: str) -> bool:
    """Say whether `answer` names the words that differ, in a phrase or with a slip, and no other of `here`.

    >>> here = "Half of our bread is probably eaten on your side"
    >>> [names_change(said, theirs="", ours="probably", here=here)
    ...  for said in ("they added the word propably", "probably eaten", "it is not probably")]
    [True, False, False]
    """
    given, known = _forms(_BESIDE.sub(" ", answer)), set(_forms(here))
    changed = [forms for part in (theirs, ours) if (forms := _forms(part))]
    differ = {form for part in changed for form in part}
    others = {form for form in given if CLASS_OF.get(form.partition("'")[0], "n") in "nV"} & known - differ
    denied = rf"(?:\bnot|n't) (?:the )?(?:word )?(?:{'|'.join(map(re.escape, differ))})\b"
    if others or re.search(denied, answer):
        return False
    slips = [form for form in given if form not in known]
    found = [part for part in changed if all(f in given or get_close_matches(f, slips, 1, 0.8) for f in part)]
    return len(found) == 2 or any(len(form) > 4 for part in found for form in part)


def _forms(words: str) -> list[str]:
    return [form for *_, form in find_words(words)]


@asks("said.1")
def words_that_differ(briefing: Briefing) -> Values | None:
    """Ask which words of an altered quotation differ from the line."""
    for number, quotation in enumerate(checked_summaries(briefing), 1):
        if quotation.verdict == "altered" and quotation.found:
            theirs, ours = quotation.changes[0]
            line, said = quotation.found.line, quotation.text.rstrip(".,")
            here = f"{said} {quotation.found.text}"
            return {
                "number": number,
                "said": said,
                "line": line,
                "expected": ours or theirs,
                "also": (theirs, f"{theirs} {ours}", f"{ours} {theirs}") if theirs and ours else (),
                "accept": partial(names_change, theirs=theirs, ours=ours, here=here),
                "clue": f"Line {line} has “{theirs}” there."
                if theirs
                else "One word stands in the quotation alone.",
                "finding": quotation.findings[1],
                "begins": " ".join(said.split()[:2]),
                "ends": said.split()[-1],
            }
    return None


@asks("said.2")
def what_happened(briefing: Briefing) -> Values | None:
    """Ask what happened to a spliced quotation."""
    for number, quotation in enumerate(checked_summaries(briefing), 1):
        if quotation.verdict == "several places":
            lines = " and ".join(str(place.line) for place in quotation.places)
            return {"number": number, "said": quotation.text.rstrip(".,"), "lines": lines}
    return None


@asks("said.3")
def more_or_less(briefing: Briefing) -> Values:
    """Ask whether a paraphrase says more, less or the same as its line."""
    if found := canned(briefing):
        return {"form": "canned", "line": found["line"], "more": found["more"], "said": found["paraphrase"]}
    line = next((said.line for said in _quotable(briefing)), first_line(briefing))
    return {"line": line, "ends": " ".join(briefing.line(line).text.split()[-4:]).strip('.,;:!?“”"')}


nothing_found = written("said.4")
cut_it = written("said.5")
