"""Exercises of lesson 10, In code: quotations and turns as tables and dots, and what a table cannot say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from briefing_lessons.briefing import Briefing, latest_briefing, read_seed
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.style import PALETTE, axes
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.answers import as_text
from briefing_lessons.exercises.baseline import try_rule
from briefing_lessons.exercises.clues import names_without_words
from briefing_lessons.exercises.excerpts import first_line
from briefing_lessons.exercises.subjects import topic_words
from briefing_lessons.exercises.written import Values, asks
from briefing_lessons.hand_labels import has_labels
from briefing_lessons.html import plural
from briefing_lessons.people.names import plain
from briefing_lessons.spans import NO_SOURCE, Speaker, shorten
from briefing_lessons.tables import Table
from briefing_lessons.topics.scopes import comparable_parts
from briefing_lessons.topics.terms import find_rates


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
    text, speaker = _asked(briefing, speaker)
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


def turns_table(briefing: Briefing | None = None) -> Table:
    """Return a row for each turn of a transcript, with its role and how many words it has."""
    text = briefing or latest_briefing()
    bodies = ((t, text.text[t.body_start : t.body_end]) for t in text.turns)
    rows = [
        (text.line_number(t), t.speaker or t.label, t.role or "", len(b.split()), shorten(b))
        for t, b in bodies
    ]
    caption = f"Turns in {text.source}." if rows else f"{text.source} reads as a report: we found no turns."
    return Table(("line", "speaker", "role", "words", "begins"), rows, caption)


def plot_sources(briefing: Briefing | str | None = None, speaker: str | Speaker | None = None) -> Chart:
    """Draw every quotation as a dot: lines across, sources down; with `speaker`, one source alone.

    >>> from briefing_lessons import load_briefing
    >>> plot_sources(load_briefing("001_ferry_report.txt"), "Tasker").alt
    'A dot for each quotation and report, 2 in all: Bruno Tasker 2.'
    """
    text, speaker = _asked(briefing, speaker)
    table = quotes_table(text, speaker)
    if not len(table):
        raise BriefingError(f"There is nothing to draw. {table.caption}")
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


def _asked(briefing: Briefing | str | None, speaker: str | Speaker | None) -> tuple[Briefing, str | None]:
    """Return the text and the name that are meant: a name alone is asked of the briefing loaded last."""
    if isinstance(briefing, str):
        briefing, speaker = None, briefing
    return briefing or latest_briefing(), as_text(speaker) if speaker is not None else None


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
def rows_of_one_source(briefing: Briefing) -> Values | None:
    """Ask how many rows the main source has."""
    name = _main_source(briefing)
    if name is None:
        return None
    rows, last = len(quotes_table(briefing, name)), name.split()[-1]
    found = (q.attribution.mention for q in briefing.quotes if q.speaker == name and q.kind != "term")
    return {
        "name": name,
        "expected": rows,
        "rests_on": tuple(quote for quote in briefing.quotes if quote.speaker == name),
        "mentions": len(re.findall(rf"(?<!\w){re.escape(last)}(?!\w)", briefing.text)),
        "spelt": sum(mention is not None and last in mention.text for mention in found) or None,
        "all": len(quotes_table(briefing)),
        "more": rows + 1,
    }


@asks("code.2")
def empty_table(briefing: Briefing) -> Values | None:
    """Ask what it means when a name has no rows."""
    silent = [n for n in names_without_words(briefing) if len(n) > 2 and not _called(briefing, n)]
    running = [line for line in briefing.lines if line.role in ("paragraph", "turn")]
    first = next(((n, line.number) for n in silent for line in running if n in line.text), None)
    if _main_source(briefing) is None or first is None:
        return None
    unsure = tuple(quote for quote in briefing.quotes if not quote.attribution.sure)
    return {"name": first[0], "line": first[1], "rests_on": unsure}


@asks("code.3")
def higher_rate(briefing: Briefing) -> Values | None:
    """Ask which of two parts has the higher rate of a word, or whether that cannot be told."""
    words = topic_words(briefing, 1)
    by = comparable_parts(briefing)
    rates = sorted(find_rates(briefing, words[0], by), key=lambda r: (-r.count, r.words)) if words else []
    if len(rates) < 2:
        return None
    one, two = rates[:2]
    high, low = (one, two) if one.rate >= two.rate else (two, one)
    told = not (one.short or two.short) and high.low > low.high
    return {
        "word": words[0],
        "one": one,
        "two": two,
        "times": [plural(rate.count, "time") for rate in (one, two)],
        "high": high,
        "low": low,
        "expected": f"“{high.part}”" if told else "We cannot tell from so few",
    }


def _won_and_lost(briefing: Briefing) -> Iterator[str]:
    """Yield what one word more does to the rule of the lesson: on this text, or on the labelled ferry report."""
    labelled = briefing if has_labels(briefing, "quotes") else read_seed("001_ferry_report.txt")
    where = "" if labelled is briefing else " in the ferry report"
    before = try_rule(labelled)
    for word in ("added", "asked", "claimed", "replied", "promised", "by", "the"):
        after = try_rule(labelled, ["said", "told", "that", word])
        pairs = ((after.both, before.both), (after.rule_only, before.rule_only))
        won, wrong = ([n for n in now if n not in then] for now, then in pairs)
        if won or wrong:
            lines = [f"line {', '.join(map(str, some[:3]))}" if some else "no line" for some in (won, wrong)]
            yield f"I added “{word}”. I found {lines[0]} won and {lines[1]} wrongly found{where}."


@asks("code.4")
def own_rule(briefing: Briefing) -> Values:
    """Ask for a word added to a rule, with a line won and a line lost."""
    return {"samples": tuple(islice(_won_and_lost(briefing), 2))}


@asks("code.5")
def surprising_line(briefing: Briefing) -> Values:
    """Ask for one line of code, what it shows, and what it does not."""
    said = next((q for q in briefing.quotes if q.kind != "term"), None)
    return {"line": briefing.line_number(said) if said else first_line(briefing)}
