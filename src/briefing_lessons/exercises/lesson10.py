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
from briefing_lessons.exercises.model import Mistake, NotHere, Task, exercise
from briefing_lessons.exercises.subjects import topic_words
from briefing_lessons.hand_labels import has_labels
from briefing_lessons.html import plural
from briefing_lessons.people.names import plain
from briefing_lessons.spans import NO_SOURCE, Speaker, shorten
from briefing_lessons.tables import Table
from briefing_lessons.topics.scopes import comparable_parts
from briefing_lessons.topics.terms import Rate, find_rates


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


@exercise("code.1", objective="L10.1", level="must", minutes=4, title="Rows of one source")
def rows_of_one_source(briefing: Briefing) -> Task | NotHere:
    """Ask how many rows the main source has."""
    name = _main_source(briefing)
    if name is None:
        return NotHere("We found nobody who is quoted here, so the table is empty.", "code.5")
    rows = len(quotes_table(briefing, name))
    last = name.split()[-1]
    mentions = len(re.findall(rf"(?<!\w){re.escape(last)}(?!\w)", briefing.text))
    found = (q.attribution.mention for q in briefing.quotes if q.speaker == name and q.kind != "term")
    spelt = sum(mention is not None and last in mention.text for mention in found)
    return Task(
        question=f"How many rows has the table of quotations for {name}?",
        kind="number",
        expected=rows,
        rests_on=tuple(quote for quote in briefing.quotes if quote.speaker == name),
        code=f'len(quotes_table(briefing, speaker="{name}"))',
        hints=(
            "Ask for one source: the caption says how many.",
            "Put the name after speaker=, in quote marks.",
        ),
        right="A row is a quotation or a report, under whichever name it stands.",
        mistakes=(
            Mistake(mentions, "Those places mention the name. Count in the speaker column."),
            *([Mistake(spelt, "That is one name. Which other names has this source here?")] if spelt else []),
            Mistake(len(quotes_table(briefing)), "That is the whole table. Ask for one speaker."),
            Mistake(rows + 1, "That is one too many. Count the rows below the header."),
        ),
        otherwise="Ask for this one speaker. Read the number in the caption.",
    )


@exercise("code.2", objective="L10.2", level="must", minutes=4, title="An empty table")
def empty_table(briefing: Briefing) -> Task | NotHere:
    """Ask what it means when a name has no rows."""
    silent = [n for n in names_without_words(briefing) if len(n) > 2 and not _called(briefing, n)]
    running = [line for line in briefing.lines if line.role in ("paragraph", "turn")]
    first = next(((n, line.number) for n in silent for line in running if n in line.text), None)
    if _main_source(briefing) is None or first is None:
        return NotHere("We found no name here that stands without words.", "code.5")
    name, line = first
    return Task(
        question=f"{name} is named in line {line}, and has no rows. What does that mean?",
        kind="choice",
        expected="We found no words of it in this file",
        rests_on=tuple(quote for quote in briefing.quotes if not quote.attribution.sure),
        hints=("What does the table know of the world?", f"Read line {line} again."),
        right="An empty answer is about this file and this reader, not about the world.",
        mistakes=(
            Mistake(
                "It never spoke", f"The table knows only this file. What does line {line} say of {name}?"
            ),
            Mistake("The line of code is broken", "The line ran. Try a name from the speaker column."),
            Mistake(
                "The reporter hid its words", "A gap has many reasons. Which of them can line and file show?"
            ),
        ),
    )


@exercise("code.3", objective="L10.3", level="must", minutes=5, title="Which rate is higher")
def higher_rate(briefing: Briefing) -> Task | NotHere:
    """Ask which of two parts has the higher rate of a word, or whether that cannot be told."""
    words = topic_words(briefing, 1)
    by = comparable_parts(briefing)
    rates = sorted(find_rates(briefing, words[0], by), key=lambda r: (-r.count, r.words)) if words else []
    if len(rates) < 2:
        return NotHere("This text is too short to have two parts.", "code.5")
    one, two = rates[:2]
    higher, lower = (one, two) if one.rate >= two.rate else (two, one)
    told = not (one.short or two.short) and higher.low > lower.high
    return Task(
        question=f"“{words[0]}” stands {plural(one.count, 'time')} in “{one.part}” ({one.words} words) and {plural(two.count, 'time')} in "
        f"“{two.part}” ({two.words} words). Where is its rate surely higher?",
        kind="choice",
        expected=f"“{higher.part}”" if told else "We cannot tell from so few",
        hints=(
            "Divide hits by words, and think of one hit more or less.",
            "A part under 100 words bears no rate.",
        ),
        right="Hits, words, and how few they are: a rate needs all three.",
        mistakes=(
            Mistake(f"“{higher.part}”", _told(higher, lower)),
            Mistake(f"“{lower.part}”", _told(lower, higher)),
            Mistake(
                "In both the same",
                f"It is {one.rate:.1f} and {two.rate:.1f} per 1,000 words. What would one hit more make of it?",
            ),
            Mistake("We cannot tell from so few", "These parts are long enough. Compare the two intervals."),
        ),
    )


def _told(one: Rate, other: Rate) -> str:
    """Say what is true of a part that was chosen for its rate beside another one."""
    rates = f"It has {one.rate:.1f} per 1,000 words, the other {other.rate:.1f}."
    return f"{rates} How many hits would change the order?"


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


@exercise("code.4", objective="L10.4", level="should", minutes=8, title="A rule of your own")
def own_rule(briefing: Briefing) -> Task:
    """Ask for a word added to a rule, with a line won and a line lost."""
    return Task(
        question="Add one word to the rule. Which line is won, and which is lost or wrongly found?",
        kind="text",
        hints=("Look for a verb of saying that the rule lacks.", "Begin with: I added …. Line … is won; …"),
        rubric=(
            "It names the word.",
            "It names a line that is won.",
            "It names a line lost, or says that there is none.",
        ),
        samples=tuple(islice(_won_and_lost(briefing), 2)),
    )


@exercise("code.5", objective="L10.4", level="must", minutes=5, title="One surprising line")
def surprising_line(briefing: Briefing) -> Task:
    """Ask for one line of code, what it shows, and what it does not."""
    said = next((q for q in briefing.quotes if q.kind != "term"), None)
    line = briefing.line_number(said) if said else first_line(briefing)
    return Task(
        question="Which line of code surprised you? What does it show, and what does it not show?",
        kind="text",
        hints=("Choose one result that you did not expect.", "Begin with: … shows …; it does not show …"),
        rubric=("It gives the line of code.", "It gives a line of the text.", "It says what is not shown."),
        samples=(
            f"quotes_table(briefing) shows what we found of quotations; it does not show whom line {line} left out.",
            f"excerpt(briefing, {line}) shows how line {line} is worded; it does not show whether it is true.",
        ),
    )
