"""A briefing: one text with everything the engines find in it, each part computed on first use."""

from __future__ import annotations

from bisect import bisect_right
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_lessons import reading, spans
from briefing_lessons.english.analysis import Analyses, analyse_document, split_sentences
from briefing_lessons.english.words import find_words
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import data_folder, seed_names
from briefing_lessons.html import plural
from briefing_lessons.reading.files import ENDINGS

if TYPE_CHECKING:
    from briefing_lessons.quotes import Findings

_latest: Briefing | None = None


class Briefing:
    """A briefing that can be questioned.

    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> briefing
    Briefing('000_95b79719e875266d.txt': 60 lines, 12 headings)
    """

    def __init__(self, document: reading.Document) -> None:
        self.document = document
        self.source = document.source.name  #: the file name, or "pasted text"
        self.text = document.text  #: the whole text, unchanged but for the byte-order mark and line ends
        self.title = document.title  #: the title, where the text gives one
        self.layout = document.layout  #: the name of the layout the reader recognised
        self.lines = document.lines  #: every line with its role
        self.headings = document.headings  #: the headings
        self.sections = document.sections  #: the sections
        self.paragraphs = document.paragraphs  #: the paragraphs of running text
        self.turns = document.turns  #: the turns of a labelled transcript; none in a report
        self.boilerplate = document.boilerplate  #: advertisements, running heads, page numbers

    def __repr__(self) -> str:
        lines, headings = plural(len(self.lines), "line"), plural(len(self.headings), "heading")
        return f"Briefing({self.source!r}: {lines}, {headings})"

    @cached_property
    def coverage(self) -> spans.Coverage:
        """What the reader understood, with a warning for every quotation that is never closed."""
        read = self.document.coverage
        return replace(read, warnings=(*read.warnings, *self._findings.warnings))

    @cached_property
    def english(self) -> Analyses:
        """Every paragraph and heading read as English: what quotations, sentences and marks stand on."""
        return analyse_document(self.document)

    @cached_property
    def sentences(self) -> tuple[spans.Sentence, ...]:
        """The sentences of the running text."""
        return split_sentences(self.document, self.english)

    @cached_property
    def _findings(self) -> Findings:
        from briefing_lessons.quotes import find_quotes
        from briefing_lessons.quotes.find import mend_reports

        found = find_quotes(self.document, english=self.english)
        corrections = self.document.corrections
        return mend_reports(found, corrections.reports if corrections else (), self.text)

    @property
    def quotes(self) -> tuple[spans.Quote, ...]:
        """Quotations and reported speech."""
        return self._findings.quotes

    @property
    def speakers(self) -> tuple[spans.Speaker, ...]:
        """Every source."""
        return self._findings.speakers

    @cached_property
    def voices(self) -> tuple[tuple[int, int, spans.Voice], ...]:
        """The text cut into stretches of one voice: (start, end, voice), without gaps."""
        return spans.find_voices(self)

    @cached_property
    def tokens(self) -> tuple[spans.Token, ...]:
        """Every word, with its counted form and its voice."""
        return tuple(
            spans.Token(start, end, self.text[start:end], norm, voice)
            for first, last, voice in self.voices
            for start, end, norm in find_words(self.text, first, last)
        )

    @cached_property
    def marks(self) -> tuple[spans.Mark, ...]:
        """Candidates for rhetorical devices."""
        from briefing_lessons.rhetoric import find_marks

        return find_marks(self)

    def line_number(self, where: spans.Span | int) -> int:
        """Return the number (from 1) of the line on which `where` begins."""
        offset = where if isinstance(where, int) else where.start
        return bisect_right(self.lines, offset, key=lambda line: line.start)

    def line(self, number: int) -> spans.Line:
        """Return line `number`, from 1."""
        return self.lines[number - 1]


def load_briefing(source: str | Path) -> Briefing:
    """Load a briefing: a name from `seeds/`, a path, or "-" for standard input.

    Corrections kept beside the file (`NAME.corrections.toml`) are applied.

    >>> load_briefing("000_95b79719e875266d.txt").layout
    'headed report'

    Raises
    ------
    BriefingError
        When there is no such file or it holds no text that can be read; the message says what to do.
    """
    if str(source) == "-":
        return use_briefing(Briefing(reading.parse_source(reading.read_source("-"))))
    path, meant = Path(source), None
    with suppress(OSError, ValueError):  # a name that no system allows: reading it says so
        if not path.exists():
            seed = data_folder("seeds") / path
            path, meant = (seed, None) if seed.is_file() else (path, _nearly(path))
    if meant:
        raise BriefingError(f"{source} was not found. Did you mean {meant}?")
    return use_briefing(read_briefing(path))


def read_briefing(path: Path) -> Briefing:
    """Read a file with the corrections beside it; the one loaded last stays the one that `ask` means.

    Raises
    ------
    BriefingError
        When there is no such file or it holds no text that can be read; the message says what to do.
    """
    source = reading.read_source(path)  # first: it says what is wrong with the name
    return Briefing(reading.parse_source(source, reading.read_corrections(reading.corrections_path(path))))


def _nearly(path: Path) -> Path | None:
    """Return the file with nearly the name of `path`: beside it, or a briefing of the course."""
    from difflib import get_close_matches

    texts = [file for file in sorted(path.parent.glob("*")) if file.suffix in ENDINGS and file.is_file()]
    there = {file.stem.casefold(): file for file in (*texts, *map(Path, seed_names()))}
    word = path.stem.casefold().replace(" ", "_")
    holding = [stem for stem in there if len(word) > 3 and word in stem]
    found = [word] if word in there else holding or get_close_matches(word, there, 1, 0.8)
    return there[found[0]] if found else None


def read_seed(name: str) -> Briefing:
    """Read a briefing that comes with the course; the one loaded last stays the one that `ask` means.

    >>> read_seed("001_ferry_report.txt").layout
    'headed report'
    """
    return Briefing(reading.parse_source(reading.read_source(data_folder("seeds") / name)))


def parse_briefing(text: str, *, name: str = "pasted text") -> Briefing:
    """Make a briefing from a text already in memory.

    >>> parse_briefing("MS LEE: Good morning.\\nQUESTION: Is it open?").turns[1].role
    'question'

    Raises
    ------
    BriefingError
        When the text is empty or too long.
    """
    return use_briefing(Briefing(reading.parse_source(reading.source_from_text(text, name))))


def latest_briefing() -> Briefing:
    """Return the briefing loaded last: the one that `ask` means."""
    if _latest is None:
        raise RuntimeError("no briefing loaded")
    return _latest


def loaded_briefing() -> Briefing | None:
    """Return the briefing loaded last; nothing where there is none."""
    return _latest


def use_briefing(briefing: Briefing) -> Briefing:
    """Make `briefing` the one that `ask` means, and return it."""
    global _latest
    _latest = briefing
    return briefing
