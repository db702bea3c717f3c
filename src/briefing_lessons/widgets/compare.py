"""Two briefings side by side: their shape, their sources and their words."""

from __future__ import annotations

from collections.abc import Callable
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


def format_shapes(first: Briefing, second: Briefing) -> View:
    """Return how the two texts are built, row by row."""
    sides = [_shape(first), _shape(second)]
    rows = [(name, sides[0][name], sides[1][name]) for name in sides[0]]
    table = Table(("measure", first.source, second.source), rows, "How the two texts are built.")
    said = "; ".join(
        f"{text.source}: {plural(side['words'], 'word')}, {plural(side['sources'], 'source')}, "
        f"{side['words in quotation marks or turns']} of the words spoken by a source"
        for text, side in zip((first, second), sides, strict=True)
    )
    return View(format_table(table), f"{said}.")


def format_sources(first: Briefing, second: Briefing) -> View:
    """Return who is quoted or reported in each text, most often first."""
    sides = [quotes_by_source(text.quotes) for text in (first, second)]
    tables = [
        format_table(Table(("source", "quotations and reports"), side, f"Sources in {text.source}."))
        for text, side in zip((first, second), sides, strict=True)
    ]
    said = "; ".join(
        f"{text.source}: {side[0][0]} leads with {side[0][1]} of {sum(n for _, n in side)}"
        if side
        else f"{text.source}: no quotations or reports"
        for text, side in zip((first, second), sides, strict=True)
    )
    return View(f'<div class="bl-pair"><div>{tables[0]}</div><div>{tables[1]}</div></div>', f"{said}.")


def format_words(first: Briefing, second: Briefing) -> View:
    """Return the most frequent words of each text, function words left out, and which they share."""
    tops = [_most_frequent(text) for text in (first, second)]
    shared = {fold(word) for word, _ in tops[0]} & {fold(word) for word, _ in tops[1]}
    tables = [
        format_table(
            Table(
                ("word", "count", "in both lists"),
                [(word, count, fold(word) in shared) for word, count in top],
                f"The 12 most frequent words of {text.source}, without function words.",
            )
        )
        for text, top in zip((first, second), tops, strict=True)
    ]
    leaders = "; ".join(
        f"{text.source}: {', '.join(f'{word} {count}' for word, count in top[:3])}"
        for text, top in zip((first, second), tops, strict=True)
    )
    said = f"Words that stand out in counting: {leaders}. {plural(len(shared), 'word')} in both lists."
    return View(f'<div class="bl-pair"><div>{tables[0]}</div><div>{tables[1]}</div></div>', said)


def _most_frequent(text: Briefing) -> list[tuple[str, int]]:
    top = count_words(text, "text", stop_words=True).most_common(12)
    printed = printed_forms(text, (word for word, _ in top))
    return [(printed[word], count) for word, count in top]


FACES: dict[str, Callable[[Briefing, Briefing], View]] = {
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
