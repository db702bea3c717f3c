"""Two briefings side by side: their shape, their sources and their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from briefing_lessons.briefing import Briefing, read_seed
from briefing_lessons.english.words import fold
from briefing_lessons.files import seed_names
from briefing_lessons.html import plural
from briefing_lessons.spans import RUNNING
from briefing_lessons.tables import Table, format_table
from briefing_lessons.topics.counting import count_quotes, count_words
from briefing_lessons.topics.index import printed_forms
from briefing_lessons.widgets.explorer import Explorer, Pick, View
from briefing_lessons.widgets.quotes import quotes_by_source


def compare_briefings(*briefings: Briefing) -> Explorer:
    """Put two briefings side by side; those of `seeds/` can be chosen as well.

    >>> from briefing_lessons import load_briefing
    >>> first, second = (load_briefing(name) for name in ("000_95b79719e875266d.txt", "001_ferry_report.txt"))
    >>> compare_briefings(first, second).set(show="words").said
    'Words that stand out in counting: ...
    """
    given = {briefing.source: briefing for briefing in briefings}
    names = tuple(dict.fromkeys((*given, *seed_names())))

    def draw(*, first: str, second: str, show: str, **_: Any) -> View:
        return FACES[show](*(given.get(name) or read_seed(name) for name in (first, second)))

    options = tuple((name, name) for name in names)
    return Explorer(
        "Compare two briefings",
        draw,
        [
            Pick("first", "First briefing", options, names[0]),
            Pick("second", "Second briefing", options, names[min(1, len(names) - 1)]),
            Pick("show", "Show", tuple((face, face) for face in FACES), "shape"),
        ],
    )


def format_shapes(*texts: Briefing) -> View:
    """Return how the texts are built, row by row."""
    sides = [(text.source, _shape(text)) for text in texts]
    rows = [(measure, *(side[measure] for _, side in sides)) for measure in sides[0][1]]
    table = Table(("measure", *(name for name, _ in sides)), rows, "How the two texts are built.")
    said = "; ".join(
        f"{name}: {plural(side['words'], 'word')}, {plural(side['sources'], 'source')}, "
        f"{side['words in quotation marks or turns']} of the words spoken by a source"
        for name, side in sides
    )
    return View(format_table(table), f"{said}.")


def format_sources(*texts: Briefing) -> View:
    """Return who is quoted or reported in each text, most often first."""
    sides = [(text.source, quotes_by_source(text.quotes)) for text in texts]
    said = "; ".join(
        f"{name}: {rows[0][0]} leads with {rows[0][1]} of {sum(count for _, count in rows)}"
        if rows
        else f"{name}: no quotations or reports"
        for name, rows in sides
    )
    tables = (
        Table(("source", "quotations and reports"), rows, f"Sources in {name}.") for name, rows in sides
    )
    return View(_side_by_side(tables), f"{said}.")


def format_words(*texts: Briefing) -> View:
    """Return the most frequent words of each text, function words left out, and which they share."""
    tops = [(text.source, _most_frequent(text)) for text in texts]
    shared = set.intersection(*({fold(word) for word, _ in top} for _, top in tops))
    tables = (
        Table(
            ("word", "count", "in both lists"),
            [(word, count, fold(word) in shared) for word, count in top],
            f"The 12 most frequent words of {name}, without function words.",
        )
        for name, top in tops
    )
    leaders = (f"{name}: {', '.join(f'{word} {count}' for word, count in top[:3])}" for name, top in tops)
    said = f"Words that stand out in counting: {'; '.join(leaders)}."
    return View(_side_by_side(tables), f"{said} {plural(len(shared), 'word')} in both lists.")


def _side_by_side(tables: Iterable[Table]) -> str:
    return f'<div class="bl-pair">{"".join(f"<div>{format_table(table)}</div>" for table in tables)}</div>'


def _most_frequent(text: Briefing) -> list[tuple[str, int]]:
    top = count_words(text, "text", stop_words=True).most_common(12)
    printed = printed_forms(text, (word for word, _ in top))
    return [(printed[word], count) for word, count in top]


FACES: dict[str, Callable[..., View]] = {
    "shape": format_shapes,
    "sources": format_sources,
    "words": format_words,
}


def _shape(text: Briefing) -> dict[str, Any]:
    spoken, asked, reported = (count_words(text, voice).N() for voice in RUNNING)
    total = count_words(text).N()
    quotes = count_quotes(text.quotes)
    return {
        "layout": text.layout,
        "lines": text.coverage.lines,
        "words": total,
        "sections with a heading": len(text.headings),
        "turns": len(text.turns),
        "sources": len(text.speakers),
        "quotations": quotes["quotation"],
        "reports": quotes["report"],
        "words in quotation marks or turns": f"{100 * (spoken + asked) / (spoken + asked + reported):.0f} %"
        if spoken + asked + reported
        else "–",
    }
