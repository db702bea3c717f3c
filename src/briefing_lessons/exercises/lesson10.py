"""Exercises of lesson 10, In code: quotations as a table and as dots, and what a table cannot say."""

import re
from collections import Counter

from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.style import PALETTE, axes
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.answers import as_text
from briefing_lessons.exercises.clues import names_without_words
from briefing_lessons.exercises.excerpts import first_line
from briefing_lessons.exercises.model import Values, asks
from briefing_lessons.exercises.subjects import main_rates
from briefing_lessons.html import plural
from briefing_lessons.people.names import plain
from briefing_lessons.spans import NO_SOURCE, Speaker, shorten
from briefing_lessons.tables import Table


def quotes_table(briefing: Briefing | str | None = None, speaker: str | Speaker | None = None) -> Table:
    """Return a row for each quotation and report; with `speaker`, those of one source under any of its names.

    >>> from briefing_lessons import load_briefing
    >>> len(quotes_table(load_briefing("001_ferry_report.txt"), speaker="Orsolin"))
    6

    Raises
    ------
    BriefingError
        When the text names nobody so.
    """
    if isinstance(briefing, str):  # a name alone is asked of the briefing loaded last
        briefing, speaker = None, briefing
    text, speaker = briefing or latest_briefing(), as_text(speaker) if speaker is not None else None
    rows = [(text.line_number(q), q.kind, q.speaker or NO_SOURCE, q.attribution.cue.text if q.attribution.cue else "", q.text)
            for q in text.quotes if q.kind != "term"]  # fmt: skip
    caption = f"Quotations and reports in {text.source}."
    if speaker is not None:
        names = _called(text, speaker)
        rows = [row for row in rows if row[2] in names]
        caption = f"{len(rows)} of {', '.join(names)}."
        if not names:
            caption = f"{speaker} is named, but we found no words of {speaker}."
    return Table(("line", "kind", "speaker", "cue", "words"), rows, caption)


def plot_sources(briefing: Briefing | None = None) -> Chart:
    """Draw every quotation as a dot: lines across, sources down.

    >>> from briefing_lessons import load_briefing
    >>> plot_sources(load_briefing("001_ferry_report.txt")).alt
    'A dot for each quotation and report, 23 in all: Katja Orsolin 6...'
    """
    text = briefing or latest_briefing()
    if not len(table := quotes_table(text)):
        raise BriefingError("There is nothing to draw: we found nobody who is quoted.")
    counts = Counter(table["speaker"])
    names = sorted(counts, key=lambda name: (-counts[name], name))[:15]
    drawn = ", ".join(f"{name} {counts[name]}" for name in names)
    left_out = f" Not drawn: {len(counts) - 15} with fewer." if len(counts) > 15 else ""
    with axes(None, "Who is quoted where", height=1.5 + 0.4 * len(names)) as ax:
        for line, kind, name, *_ in table:
            if name in names:
                fill = "none" if kind == "indirect" else "full"
                ax.plot(line, names.index(name), "o", color=PALETTE[0], fillstyle=fill)
        ax.set_yticks(range(len(names)), [shorten(name, 30) for name in names])
        ax.set_ylim(len(names) - 0.5, -0.5)
        ax.set_xlim(0, len(text.lines) + 1)
        ax.set_xlabel("line; filled: in quotation marks, hollow: reported")
    alt = f"A dot for each quotation and report, {len(table)} in all: {drawn}.{left_out}"
    return Chart(ax, alt, table, table.caption)


def _called(briefing: Briefing, name: str) -> list[str]:
    """Return the sources that `name` may mean; none where the text only mentions it."""
    asked = set(map(plain, name.split())) - {"the", "a", "an"}
    forms = [(s.name, form) for s in briefing.speakers for form in (s.name, *s.aliases, s.role or "")]
    names = [name for name, form in forms if asked <= set(map(plain, form.split()))]
    if not names and not re.search(rf"(?<!\w){re.escape(name.strip())}(?!\w)", briefing.text, re.IGNORECASE):
        known = ", ".join(speaker.name for speaker in briefing.speakers) or "nobody"
        raise BriefingError(f"Nobody here is called {name!r}. Sources of this text: {known}.")
    return list(dict.fromkeys(names))


def _main_source(briefing: Briefing) -> str | None:
    names = [name for name in quotes_table(briefing)["speaker"] if name != NO_SOURCE]
    return max(names, key=lambda name: (names.count(name), name), default=None)


@asks("code.1")
def _rows_of_one_source(briefing: Briefing) -> Values | None:
    if (name := _main_source(briefing)) is None:
        return None
    rows, last = len(quotes_table(briefing, name)), name.split()[-1]
    said = tuple(quote for quote in briefing.quotes if quote.speaker == name)
    found = (quote.attribution.mention for quote in said if quote.kind != "term")
    spelt = sum(mention is not None and last in mention.text for mention in found) or None
    mentions = len(re.findall(rf"(?<!\w){re.escape(last)}(?!\w)", briefing.text))
    wrong = {"mentions": mentions, "spelt": spelt, "all": len(quotes_table(briefing)), "more": rows + 1}
    return {"name": name, "expected": rows, "rests_on": said, **wrong}


@asks("code.2")
def _empty_table(briefing: Briefing) -> Values | None:
    """Ask what it means when a name has no rows."""
    silent = [n for n in names_without_words(briefing) if len(n) > 2 and not _called(briefing, n)]
    running = [line for line in briefing.lines if line.role in ("paragraph", "turn")]
    unsure = tuple(quote for quote in briefing.quotes if not quote.attribution.sure)
    found = (
        {"name": n, "line": x.number, "rests_on": unsure} for n in silent for x in running if n in x.text
    )
    return next(found, None) if _main_source(briefing) else None


@asks("code.3")
def _higher_rate(briefing: Briefing) -> Values | None:
    """Ask which of two parts has the higher rate of a word, or whether that cannot be told."""
    if len(rates := sorted(main_rates(briefing), key=lambda r: (-r.count, r.words))) < 2:
        return None
    one, two = rates[:2]
    high, low = (one, two) if one.rate >= two.rate else (two, one)
    told = not (one.short or two.short) and high.low > low.high
    times = [plural(rate.count, "time") for rate in (one, two)]
    values = {"word": one.topic, "one": one, "two": two, "times": times, "high": high, "low": low}
    return {**values, "expected": f"“{high.part}”" if told else "We cannot tell from so few"}


@asks("code.5")
def _surprising_line(briefing: Briefing) -> Values:
    """Ask for one line of code, what it shows, and what it does not."""
    said = next((q for q in briefing.quotes if q.kind != "term"), None)
    return {"line": briefing.line_number(said) if said else first_line(briefing)}
