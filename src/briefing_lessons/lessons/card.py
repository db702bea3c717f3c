"""The card of a briefing: one page of findings, each with its evidence, every number computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html import escape

from briefing_lessons.briefing import Briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.rhetoric import plot_devices
from briefing_lessons.charts.topics import plot_topics
from briefing_lessons.errors import BriefingError, printable
from briefing_lessons.html import plural, text_box
from briefing_lessons.pages import page
from briefing_lessons.rhetoric.marks import DEVICES
from briefing_lessons.spans import NO_SOURCE, Quote, shorten
from briefing_lessons.tables import Table
from briefing_lessons.topics.counting import count_words, count_words_by, say_quotes
from briefing_lessons.topics.parts import comparable_parts
from briefing_lessons.voices import RUNNING

MOST = 8  #: sources and lines that are shown
#: voice -> how high its part of the strip stands, and its colour: the eye needs only one of the two
_STRIP = {"speaker": (60, "#0072B2"), "asker": (40, "#E69F00"), "reporter": (20, "#009E73")}


def card_page(briefing: Briefing) -> str:
    """Return one page of what was found in `briefing`, to be printed on one sheet or to begin with.

    >>> from briefing_lessons import load_briefing
    >>> "<h2>Who is quoted " in card_page(load_briefing("001_ferry_report.txt"))
    True
    """
    title = f"What was found: {briefing.title or printable(briefing.source)}"
    return page(title, f"<h1>{escape(title)}</h1>\n{findings(briefing)}")


def findings(briefing: Briefing) -> str:
    """Return the findings on a briefing as HTML, without the page around them."""
    quotes = [quote for quote in briefing.quotes if quote.kind != "term"]
    parts: tuple[tuple[str, str, str], ...] = (
        ("The text", "01", Table(("what", "found"), _facts(briefing))._repr_html_()),
        ("Who speaks where", "04", _strip(briefing)),
        ("Who is quoted", "03", _sources(briefing, quotes)),
        ("Three quotations with their evidence", "03", _evidence(briefing, quotes)),
        ("How it is said", "05", _drawn(lambda: _devices(briefing))),
        ("What it is about", "06", _drawn(lambda: _topics(briefing))),
        ("What was not understood", "08", _not_understood(briefing)),
    )
    shown = (f"<h2>{heading} <small>lesson {lesson}</small></h2>\n{html}" for heading, lesson, html in parts)
    return f'<div class="card">{"".join(shown)}</div>'


def _facts(briefing: Briefing) -> Iterator[tuple[str, object]]:
    yield "title", briefing.title or "not found"
    yield from briefing.document.source.metadata.items()
    yield "file", printable(briefing.source)
    yield "words of running text", count_words(briefing, "text").N()
    yield "quotations and reports", say_quotes(briefing.quotes)


def _strip(briefing: Briefing) -> str:
    try:
        counts = count_words_by(briefing, "voice")
    except BriefingError:
        return "<p>There is no running text.</p>"
    rows = [(voice, counts[voice].N()) for voice in RUNNING]
    said = f"Words: {', '.join(f'{voice} {count:,}' for voice, count in rows)}."
    scale = 1000 / max(1, len(briefing.text))
    bars = "".join(
        f'<rect x="{start * scale:.1f}" width="{(end - start) * scale:.1f}" y="{60 - height}" '
        f'height="{height}" fill="{colour}"/>'
        for start, end, voice in briefing.voices
        if voice in _STRIP
        for height, colour in [_STRIP[voice]]
    )
    strip = (
        f'<svg viewBox="0 0 1000 60" width="100%" role="img" aria-label="The text from its beginning to its '
        f'end. {escape(said)}">{bars}</svg>'
    )
    heights = "From left to right the text: high is the speaker, middle an asker, low the reporter."
    return f"<figure>{strip}<figcaption>{heights} {escape(said)}</figcaption></figure>"


def _sources(briefing: Briefing, quotes: Iterable[Quote]) -> str:
    counts = Counter(quote.speaker or NO_SOURCE for quote in quotes).most_common()
    roles = {speaker.name: speaker.role for speaker in briefing.speakers}
    rows = [(name, roles.get(name) or "–", count) for name, count in counts[:MOST]]
    more = f" {plural(len(counts) - MOST, 'source')} more." if len(counts) > MOST else ""
    return Table(("source", "role", "quotations and reports"), rows, f"By the rules.{more}")._repr_html_()


def _evidence(briefing: Briefing, quotes: Iterable[Quote]) -> str:
    """Return three sure quotations, from beginning, middle and end, with what says whose they are."""
    sure = [q for q in quotes if q.kind in ("direct", "mixed") and q.speaker and q.attribution.sure]
    chosen = sorted({0, len(sure) // 2, len(sure) - 1}) if sure else []
    items = "".join(
        f"<li><blockquote><p>{escape(shorten(quote.text, 240))}</p></blockquote>"
        f"<p>{escape(quote.speaker or '')}, line {briefing.line_number(quote)}. "
        f"{escape(quote.attribution.rule)}</p></li>"
        for quote in (sure[at] for at in chosen)
    )
    return text_box(items, "bl-list", "ol") if items else "<p>No quotation with a sure source was found.</p>"


def _devices(briefing: Briefing) -> Chart:
    """Draw the devices that are marked most often."""
    frequent = Counter(mark.device for mark in briefing.marks).most_common(6)
    return plot_devices(briefing, [device for device, _ in frequent] or DEVICES)


def _topics(briefing: Briefing) -> Chart:
    """Draw the words that speakers use most often, function words left out; without speakers, all words."""
    spoken = count_words(briefing, "speaker", stop_words=True)
    words = spoken if spoken.N() > 50 else count_words(briefing, "text", stop_words=True)
    frequent = [word for word, _ in words.most_common(60) if len(word) > 1 and word.isalpha()][:3]
    return plot_topics(briefing, frequent, by=comparable_parts(briefing))


def _drawn(draw: Callable[[], Chart]) -> str:
    try:
        return draw()._repr_html_()
    except BriefingError as nothing:
        return f"<p>{escape(str(nothing))}</p>"


def _not_understood(briefing: Briefing) -> str:
    coverage = briefing.coverage
    lines = [f"line {line.number}: {shorten(line.text, 90)}" for line in coverage.unplaced[:MOST]]
    said = [f"{coverage.placed:,} of {plural(coverage.lines, 'line')} placed.", *lines, *coverage.warnings]
    return text_box("".join(f"<li>{escape(words)}</li>" for words in said), "bl-list", "ul")
