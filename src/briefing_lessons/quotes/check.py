"""Check the quotations of another text against a briefing: are these the words, and whose are they?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import escape
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Final, Literal, Protocol

from briefing_lessons.english.wordclasses import CLASS_OF, WordClass, listed
from briefing_lessons.errors import BriefingError
from briefing_lessons.html import text_box
from briefing_lessons.people.names import (
    DEMONYM,
    ORGANISATIONS,
    compatible,
    is_described_person,
    key_of,
    plain,
    split_role,
)
from briefing_lessons.quotes.alignment import ONE_LETTER, Alignment, Item, Word, Words, items_of, words_of
from briefing_lessons.quotes.find import Findings, find_quotes
from briefing_lessons.reading import Document, parse_source, source_from_text
from briefing_lessons.spans import Annotated, Quote, Span, Speaker, Turn, shorten

Verdict = Literal["exact", "altered", "another speaker's", "several places", "not found"]

_MARKS = re.compile(r"[\"“”„‟«»‹›'‘’‚‛`]")
_DASHES = re.compile(r"[-‐‑‒–—―]+")
_ENDS = re.compile(r"(?<!\.)[.?!](?!\.)")
#: A quotation is altered, not absent, where at least this share of its words stands in the place.
_ENOUGH: Final = 0.5
#: Words for the text itself, which is nobody: "the report says".
_THE_TEXT: Final = listed("article briefing document file page paper piece report story text transcript")
#: Words that do not say what a sentence is about.
_SMALL: Final = frozenset(word for word, its in CLASS_OF.items() if its != WordClass.AUX)


class Read(Annotated, Protocol):
    """A text that was read: a `Briefing`."""

    @property
    def document(self) -> Document: ...


@dataclass(frozen=True, slots=True)
class Place(Span):
    """Where words stand in the briefing."""

    line: int  #: number of the line, from 1
    speaker: str | None  #: whose words they are there; `None` where nobody is named for them


@dataclass(frozen=True, slots=True, repr=False)
class CheckedQuotation:
    """One quotation of another text, laid beside the briefing."""

    text: str  #: the words, without the outer quotation marks
    summary_line: int  #: the line of the other text on which it begins, from 1
    claimed_speaker: str | None  #: whose words the other text says they are
    verdict: Verdict
    places: tuple[Place, ...] = ()  #: one, or those of its pieces; none where it is not found
    changes: tuple[tuple[str, str], ...] = ()  #: (words of the briefing, words of the quotation), in order
    printers: tuple[str, ...] = ()  #: a printer's changes, which alter no word: "first capital"
    note: str = ""  #: what a reader should know besides

    @property
    def found(self) -> Place | None:
        """The place in the briefing, the first of several."""
        return self.places[0] if self.places else None

    @property
    def findings(self) -> list[str]:
        """What was found, a sentence each."""
        named = (
            f"Line {p.line}, {p.speaker or 'nobody named'}: “{shorten(p.text, 200)}”" for p in self.places
        )
        changed = ", ".join(
            f"“{a}” → “{b}”" if a and b else f"“{a or b}” {'dropped' if a else 'added'}"
            for a, b in self.changes
        )
        printed = f"A printer’s changes: {', '.join(self.printers)}." if self.printers else ""
        return [*named, *filter(None, (changed and f"Changed: {changed}.", printed, self.note))]

    def __repr__(self) -> str:
        said = f" ({self.claimed_speaker})" if self.claimed_speaker else ""
        return "\n   ".join([f"{self.verdict.upper()}: “{shorten(self.text, 200)}”{said}", *self.findings])


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """What the other text reports without quoting, and the lines of the briefing that come nearest."""

    text: str
    summary_line: int
    claimed_speaker: str | None
    nearest: tuple[Place, ...]  #: the sentences with the most telling words in common


@dataclass(frozen=True, slots=True, repr=False)
class Checked(Sequence[CheckedQuotation]):
    """Every quotation of a text, in order, and its paraphrases, laid beside a briefing."""

    quotations: tuple[CheckedQuotation, ...]
    paraphrases: tuple[Paraphrase, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.quotations)

    def __getitem__(self, at: int) -> CheckedQuotation:  # type: ignore[override]
        return self.quotations[at]

    @property
    def counts(self) -> dict[str, int]:
        """How many quotations have each verdict, the commonest first."""
        return dict(Counter(q.verdict for q in self.quotations).most_common())

    def __repr__(self) -> str:
        return "\n".join("\n   ".join(part) for part in self._parts())

    def _repr_html_(self) -> str:
        first, *parts = self._parts()
        shown = "".join(
            f"<li><strong>{escape(head)}:</strong>{'<br>'.join(map(escape, [words, *rest]))}</li>"
            for (head, _, words), rest in ((part[0].partition(":"), part[1:]) for part in parts)
        )
        items = f'<ul style="list-style:none;padding-left:0">{shown}</ul>'
        return text_box(f"<p>{escape(first[0])}</p>{items}", "bl bl-checked")

    def _parts(self) -> Iterator[list[str]]:
        counted = ", ".join(f"{number} {verdict}" for verdict, number in self.counts.items())
        yield [f"{len(self)} quotation{'s' * (len(self) != 1)}{': ' + counted if counted else ''}."]
        for number, q in enumerate(self.quotations, 1):
            yield f"{number} {q!r}".split("\n   ")
        for p in self.paraphrases:
            beside = [f"Compare line {x.line}: “{shorten(x.text, 200)}”" for x in p.nearest]
            yield [f"Paraphrase ({p.claimed_speaker or 'nobody named'}): “{shorten(p.text, 200)}”", *beside]


def check_quotations(briefing: Read, text: str | Read) -> Checked:
    """Say of every quotation of `text` whether its words stand in `briefing`, changed or not, and whose.

    A printer's changes (kind of marks, first capital, final stop, brackets, ellipses, spelling of a dash)
    alter no word. "Not found" means not found in this file: it does not mean never said.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> summary = "“A fish is never stupid”, Jarn Velk said. Ida Velk said: “Perch read thermometers.”"
    >>> for quotation in check_quotations(ferry, summary):
    ...     print(quotation.verdict, quotation.found.line, quotation.changes)
    altered 21 (('not', 'never'),)
    exact 23 ()

    Parameters
    ----------
    briefing
        The text that should hold the words: a report or a transcript.
    text
        The text that quotes them, as a string or read already.
    """
    if not hasattr(briefing, "quotes"):
        raise BriefingError("The first is the text that should hold the words. Load it: load_briefing(…).")
    if not isinstance(text, str) and not hasattr(text, "quotes"):
        raise BriefingError("The second is the text that quotes it: words as a string, or a loaded text.")
    if isinstance(text, str):
        if not text.strip():
            return Checked(())
        document = parse_source(source_from_text(text, "the other text"))
        findings = find_quotes(document)
    else:
        document, findings = text.document, Findings(tuple(text.quotes), tuple(text.speakers))
    checker = _Checker(briefing, words_of(briefing.document))
    checked: list[CheckedQuotation] = []
    reported: list[Paraphrase] = []
    # "he said X had announced “…”"
    reports = [q for q in findings.quotes if q.kind == "indirect"]
    after = -1
    for quote in findings.quotes:
        line = document.text.count("\n", 0, quote.start) + 1
        if quote.kind == "indirect":
            reported.append(Paraphrase(quote.text, line, quote.speaker, checker.nearest(quote)))
        elif quote.start >= after:  # what is quoted inside a quotation is checked with it
            after = quote.end
            if quote.kind != "term" or len(quote.content.text.split()) > 2:
                around = [q for q in reports if q.start <= quote.start and quote.end <= q.end]
                named = (q.speaker or "" for q in (quote, *around))
                claims = dict.fromkeys(
                    None if key_of(name) in (*_THE_TEXT, "") else _called(name, findings.speakers)
                    for name in named
                )
                results = [checker.check(quote, line, claim) for claim in claims]
                checked.append(next((r for r in results if r.verdict != "another speaker's"), results[0]))
    return Checked(tuple(checked), tuple(reported))


def _called(name: str, speakers: Sequence[Speaker]) -> Speaker:
    called = [s for s in speakers if s.name == name or name in s.aliases]
    return min(called, key=lambda s: s.name != name, default=Speaker(name, (name,), None))


@dataclass(frozen=True, slots=True)
class _Checker:
    """One briefing, made ready for being asked about many quotations."""

    briefing: Read
    words: Words

    def check(self, quote: Quote, line: int, claim: Speaker | None) -> CheckedQuotation:
        """Lay one quotation beside the briefing."""
        said, name = quote.content.text, claim.name if claim else None
        items = items_of(said)
        best = min(self.words.align(items), key=lambda a: (a.cost, *self._surer(a, claim)), default=None)
        if best and best.cost:
            best = self.words.in_other_order(best, items)
        pieces = self._apart(best) if best and not best.cost else self._spliced(items, best)
        if pieces:
            return CheckedQuotation(said, line, name, "several places", pieces)
        if best is None or not self._alike(best, items):
            note = "Not found in this file; that is not “never said”."
            return CheckedQuotation(said, line, name, "not found", note=note)
        place = self._place(*best.span, claim)
        changes = tuple(self._changes(best, items, said))
        anothers = not changes and self._is_anothers(place, claim)
        verdict: Verdict = "altered" if changes else "another speaker's" if anothers else "exact"
        printers = tuple(dict.fromkeys(self._printers(best, items, quote, place)))
        notes = self._whose(place, claim), self._unmarked(*best.span), self._goes_on(best.span[1])
        note = " ".join(filter(None, notes))
        return CheckedQuotation(said, line, name, verdict, (place,), changes, printers, note)

    def nearest(self, quote: Quote) -> tuple[Place, ...]:
        """Return the sentences that share the most telling words with a paraphrase."""
        scores: dict[int, float] = defaultdict(float)
        telling = (i.form for i in items_of(quote.text) if i.form not in _SMALL)
        for form in dict.fromkeys(telling):  # in order: sums of fractions depend on it
            positions = self.words.at.get(form, ())
            for sentence in {self.words.words[p].sentence for p in positions}:
                scores[sentence] += 1 / len(positions)
        best = sorted(scores, key=lambda sentence: (-scores[sentence], sentence))[:2]
        found = ([k for k, w in enumerate(self.words.words) if w.sentence == sentence] for sentence in best)
        return tuple(self._place(where[0], where[-1], None) for where in found)

    # ---- where the words stand, and whose they are there

    def _place(self, first: int, last: int, claim: Speaker | None) -> Place:
        start, end = self.words.words[first].start, self.words.words[last].end
        names = self._speakers_at(first, last)
        if claim and names and not _name_words(names[0]):
            names.sort(key=lambda name: not self._is(claim, name))
        line = self.briefing.text.count("\n", 0, start) + 1
        return Place(start, end, self.briefing.text[start:end], line, names[0] if names else None)

    def _speakers_at(self, first: int, last: int) -> list[str]:
        """Return everybody whose words these are: a voice that is quoted, who quotes it, who is reported."""
        names: list[str] = []
        told = [q for q in self.briefing.quotes if q.speaker]
        for word in (self.words.words[first], self.words.words[last]):
            around = [q for q in told if q.start <= word.start and word.end <= q.end]
            around.sort(key=lambda q: q.end - q.start)
            turn = self._turn(word.start)
            names += [q.speaker or "" for q in around if q.kind != "indirect"]
            names += [turn.speaker] if turn is not None and turn.speaker is not None else []
            names += [q.speaker or "" for q in around if q.kind == "indirect"]
        return list(dict.fromkeys(names))

    def _turn(self, offset: int) -> Turn | None:
        at = bisect_right(self.briefing.turns, offset, key=lambda turn: turn.start)
        return self.briefing.turns[at - 1] if at else None

    def _is(self, claim: Speaker, name: str) -> bool:
        return _same(claim, _called(name, self.briefing.speakers))

    def _surer(self, alignment: Alignment, claim: Speaker | None) -> tuple[bool, bool, int]:
        """Order places that fit alike: the claimed speaker's first, then one where somebody is named."""
        names = self._speakers_at(*alignment.span)
        fits = claim is None or any(self._is(claim, name) for name in names)
        return not fits, not names, alignment.span[0]

    def _is_anothers(self, place: Place, claim: Speaker | None) -> bool:
        """Say whether the words are surely another person's than the other text says."""
        if claim is None or place.speaker is None or self._is(claim, place.speaker):
            return False
        if not _name_words(place.speaker) and not is_described_person(place.speaker):
            return False  # a statement, a report: it may be that person's
        if DEMONYM.fullmatch(place.speaker) and f"the {place.speaker} " in self.briefing.text:
            return False  # "the Sorvian": nobody's name
        if any(_same(claim, speaker) for speaker in self.briefing.speakers):
            return True
        surname, theirs = _name_words(claim.name)[-1:], _name_words(place.speaker)[-1:]
        if not surname or any(plain(word) in ORGANISATIONS for word in claim.name.split()):
            return False  # an office, a ministry: it may be that person's
        # "Lawrow" and "Lavrov" may be two spellings of one name
        alike = theirs and SequenceMatcher(None, plain(surname[0]), plain(theirs[0])).ratio() >= 0.6
        named = re.search(rf"(?<!\w){re.escape(surname[0])}(?!\w)", self.briefing.text)
        return bool(named or (theirs and not alike))

    def _whose(self, place: Place, claim: Speaker | None) -> str:
        if claim is None or (place.speaker and self._is(claim, place.speaker)):
            return ""
        there = f"these are words of {place.speaker}" if place.speaker else "nobody is named for these words"
        return f"In the briefing {there}; the other text gives them to {claim.name}."

    def _unmarked(self, first: int, last: int) -> str:
        """Say so where a report has the words outside quotation marks: they are not its source's."""
        words = self.words.words[first : last + 1]
        quoted = [q for q in self.briefing.quotes if q.kind != "indirect"]
        marked = any(q.start < w.end and w.start < q.end for q in quoted for w in words)
        if self.briefing.turns or not self.briefing.quotes or marked or any(w.quotation >= 0 for w in words):
            return ""
        return "These words stand there without quotation marks: the wording is the reporter’s."

    # ---- what was changed

    def _alike(self, alignment: Alignment, items: Sequence[Item]) -> bool:
        """Say whether so much of the quotation stands there that it is altered rather than absent."""
        first, last = alignment.span
        there = Counter(word.form for word in self.words.words[first : last + 1])
        said = Counter(item.form for item in items if item.kind == "word")
        telling = {f for f in said if f not in _SMALL or f[0].isdigit()} or set(said)
        kept = sum((there & said).values()) / sum(said.values())
        return kept >= _ENOUGH and sum(form in there for form in telling) / len(telling) >= _ENOUGH

    def _changes(self, alignment: Alignment, items: Sequence[Item], said: str) -> Iterator[tuple[str, str]]:
        """Yield (words of the briefing, words of the quotation) wherever they differ."""
        text, words = self.briefing.text, self.words.words
        groups = groupby(alignment.steps, key=attrgetter("differs"))
        for steps in [list(group) for differs, group in groups if differs]:
            theirs = [words[s.word] for s in steps if s.word is not None]
            ours = [items[s.item] for s in steps if s.item is not None]
            yield _as_written(text, theirs), _as_written(said, ours)
        for (item, word), (after, following) in pairwise(alignment.pairs):
            gaps = text[words[word].end : words[following].start], said[items[item].end : items[after].start]
            ends = [_ENDS.findall(gap) for gap in gaps]
            if following == word + 1 and all(ends) and ("?" in ends[0]) != ("?" in ends[1]):
                yield ends[0][0], ends[1][0]  # a question made a statement, or the reverse

    def _spliced(self, items: Sequence[Item], best: Alignment | None) -> tuple[Place, ...]:
        """Return the places of a quotation made of several; none where one place explains it better."""
        pieces = self.words.pieces_of([item.form for item in items if item.kind == "word"]) or []
        ends = {self.words.words[k].sentence for p, n in pieces for k in (p, p + n - 1)}
        shortest = min((n for _, n in pieces), default=0)
        if len(ends) < 2 or (best is not None and (best.cost <= 2 or 2 * best.cost < shortest)):
            return ()
        if len(pieces) == 3:
            (first, many), (_, inserted), (last, more) = pieces
            edges = {self.words.words[k].sentence for k in (first, first + many - 1, last, last + more - 1)}
            if len(edges) == 1 and first < last and 2 * inserted <= min(many, more):
                return ()  # one sentence, with other words in its middle
        return tuple(self._place(p, p + n - 1, None) for p, n in pieces)

    def _apart(self, alignment: Alignment) -> tuple[Place, ...]:
        """An ellipsis leaves words out; but what two people said, or one in two turns, stays apart."""
        runs: dict[tuple[int, int], list[int]] = defaultdict(list)
        ellipses = 0
        for step in alignment.steps:
            ellipses += step.touch == "ellipsis"
            if step.word is not None and step.item is not None:
                runs[ellipses, self.words.words[step.word].paragraph].append(step.word)
        ends = [(run[0], run[-1]) for run in runs.values()]
        voices = [set(self._speakers_at(*pair)) for pair in ends]
        turns = {self._turn(self.words.words[first].start) for first, _ in ends}
        if len(turns) == 1 and (not all(voices) or set.intersection(*voices)):
            return ()
        return tuple(self._place(*pair, None) for pair in ends)

    def _printers(
        self, alignment: Alignment, items: Sequence[Item], quote: Quote, place: Place
    ) -> Iterator[str]:
        """Name what a printer may change without altering a word."""
        said, text = quote.content.text, self.briefing.text
        outer = text[: place.start].rstrip()[-1:], text[place.end :].lstrip(".,;:?!")[:1]
        marks = [mark for mark in outer if _MARKS.fullmatch(mark)]
        both = [quote.text[0], quote.text[-1]]
        if _MARKS.findall(said) != _MARKS.findall(place.text) or marks not in (marks[:1], both):
            yield "kind of marks"
        if ONE_LETTER.search(said):
            yield "brackets"
        item, word = alignment.pairs[0]
        first = said[items[item].start : items[item].end]
        there = text[self.words.words[word].start :][: len(first)]
        if first != there and first.lower() == there.lower():
            yield "first capital"
        ends = said[items[-1].end :][:1], text[place.end :][:1]
        ours, theirs = (end if end in ".,;:?!" else "" for end in ends)
        if ours != theirs and (ours or not self._goes_on(alignment.span[1])):
            yield "final stop"
        touches = [step.touch for step in alignment.steps if step.touch]
        yield from ("brackets" if touch == "bracket" else touch for touch in touches)
        if not touches and _DASHES.findall(said) != _DASHES.findall(place.text):
            yield "dash or hyphen"

    def _goes_on(self, last: int) -> str:
        """Quote what the speaker says after the last word in the same sentence."""
        words, place = self.words.words, attrgetter("sentence", "quotation")
        here = [w for w in words[last : last + 40] if place(w) == place(words[last])]
        if len(here) < 2 or (here[0].quotation < 0 and self._turn(here[0].start) is None):
            return ""
        return f"The sentence goes on: “… {shorten(self.briefing.text[here[1].start : here[-1].end], 100)}”"


def _as_written(text: str, parts: Sequence[Word | Item]) -> str:
    """Return words of `text` in a row, those of a compound with their hyphen."""
    starts = {part.start for part in parts}
    pieces = (text[p.start : p.end] + (text[p.end] if p.end + 1 in starts else " ") for p in parts)
    return " ".join("".join(pieces).split())


def _name_words(name: str) -> tuple[str, ...]:
    """Return the name in `name` without title and office: nothing in "the official"."""
    words = tuple(name.split())
    rest = split_role(words[1:] if words[0].lower() in ("the", "a", "an") else words)[2]
    return tuple(w for w in rest if w[:1].isupper()) if rest and rest[-1][:1].isupper() else ()


def _same(one: Speaker, other: Speaker) -> bool:
    """Say whether two texts may mean one source: by name, by description, by office."""
    names = [_name_words(speaker.name) for speaker in (one, other)]
    if all(names):
        return compatible(names[0], names[1])
    forms = ((*speaker.aliases, speaker.name, speaker.role or "") for speaker in (one, other))
    ours, theirs = ([set(key.split()) for key in map(key_of, each) if key] for each in forms)
    return any(a <= b or b <= a for a in ours for b in theirs)
