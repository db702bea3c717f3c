"""Two briefings side by side: their shape, their sources and their words."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from briefing_lessons.briefing import Briefing, read_seed
from briefing_lessons.files import seed_names
from briefing_lessons.html import plural
from briefing_lessons.spans import NO_SOURCE, RUNNING
from briefing_lessons.tables import Table, format_table
from briefing_lessons.topics.counting import count_quotes, count_words
from briefing_lessons.topics.index import printed_forms
from briefing_lessons.widgets.explorer import Explorer, Pick, View


def compare_briefings(*briefings: Briefing) -> Explorer:
    """Put two briefings side by side; those of `seeds/` can be chosen as well.

    >>> from briefing_lessons import load_briefing
    >>> first, second = (load_briefing(name) for name in ("000_95b79719e875266d.txt", "001_ferry_report.txt"))
    >>> compare_briefings(first, second).set(show="words").said
    'Words that stand out in counting: ...
    """
    given = {briefing.source: briefing for briefing in briefings}
    names = tuple(dict.fromkeys((*given, *seed_names())))

    def draw(*, first: str, second: str, show: str) -> View:
        return FACES[show](*(given.get(name) or read_seed(name) for name in (first, second)))

    options = tuple((name, name) for name in names)
    controls = (
        Pick("first", "First briefing", options, names[0]),
        Pick("second", "Second briefing", options, names[min(1, len(names) - 1)]),
        Pick("show", "Show", tuple((face, face) for face in FACES), "shape"),
    )
    return Explorer("Compare two briefings", draw, controls)


def format_shapes(*texts: Briefing) -> View:
    """Return how the texts are built, row by row."""
    sides, said = [_shape(text) for text in texts], []
    rows = [(measure, *(side[measure] for side in sides)) for measure in sides[0]]
    table = Table(("measure", *(text.source for text in texts)), rows, "How the two texts are built.")
    for text, side in zip(texts, sides, strict=True):
        counts = f"{plural(side['words'], 'word')}, {plural(side['sources'], 'source')}"
        spoken = f"{side['words in quotation marks or turns']} of the words spoken by a source"
        said.append(f"{text.source}: {counts}, {spoken}")
    return View(format_table(table), f"{'; '.join(said)}.")


def format_sources(*texts: Briefing) -> View:
    """Return who is quoted or reported in each text, most often first."""
    said, tables = [], []
    for text in texts:
        counts = Counter(q.speaker or NO_SOURCE for q in text.quotes if q.kind != "term" or q.speaker)
        rows, leader = counts.most_common(), "no quotations or reports"
        if rows:
            leader = f"{rows[0][0]} leads with {rows[0][1]} of {counts.total()}"
        said.append(f"{text.source}: {leader}")
        tables.append(Table(("source", "quotations and reports"), rows, f"Sources in {text.source}."))
    return View(_side_by_side(tables), f"{'; '.join(said)}.")


def format_words(*texts: Briefing) -> View:
    """Return the most frequent words of each text, function words left out, and which they share."""
    tops = {text.source: count_words(text, "text", stop_words=True).most_common(12) for text in texts}
    shared = set.intersection(*({word for word, _ in top} for top in tops.values()))
    leaders, tables = [], []
    for text in texts:
        name, top = text.source, tops[text.source]
        printed = printed_forms(text, (word for word, _ in top))
        rows = [(printed[word], count, word in shared) for word, count in top]
        caption = f"The 12 most frequent words of {name}, without function words."
        tables.append(Table(("word", "count", "in both lists"), rows, caption))
        leaders.append(f"{name}: {', '.join(f'{word} {count}' for word, count, _ in rows[:3])}")
    said = f"Words that stand out in counting: {'; '.join(leaders)}."
    return View(_side_by_side(tables), f"{said} {plural(len(shared), 'word')} in both lists.")


def _side_by_side(tables: Iterable[Table]) -> str:
    return f'<div class="bl-pair">{"".join(f"<div>{format_table(table)}</div>" for table in tables)}</div>'


FACES = {"shape": format_shapes, "sources": format_sources, "words": format_words}


def _shape(text: Briefing) -> dict[str, Any]:
    spoken, asked, reported = (count_words(text, voice).N() for voice in RUNNING)
    quotes, running = count_quotes(text.quotes), spoken + asked + reported
    return {
        "layout": text.layout,
        "lines": len(text.lines),
        "words": count_words(text).N(),
        "sections with a heading": len(text.headings),
        "turns": len(text.turns),
        "sources": len(text.speakers),
        "quotations": quotes["quotation"],
        "reports": quotes["report"],
        "words in quotation marks or turns": f"{100 * (spoken + asked) / running:.0f} %" if running else "–",
    }
