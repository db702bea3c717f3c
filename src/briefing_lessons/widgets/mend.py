"""The mending bench: put wrong sources right, switch a rule off, and see table, chart and score move."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.charts.words import plot_counts
from briefing_lessons.exercises.readers import closest_name
from briefing_lessons.exercises.switches import quotes_without, rules_in_use, switch_off
from briefing_lessons.hand_labels import has_labels, load_labels
from briefing_lessons.html import plural
from briefing_lessons.quotes.rules import ATTRIBUTION_RULES
from briefing_lessons.spans import NO_SOURCE, Quote, shorten
from briefing_lessons.tables import Table, format_table
from briefing_lessons.widgets.explorer import Button, Explorer, Pick, View
from briefing_lessons.widgets.keeping import remember
from briefing_lessons.widgets.quotes import UNREAD, forget_correction, record_correction

ON = "none"


def mend_sources(briefing: Briefing | None = None) -> Explorer:
    """Open the mending bench: who is given which words, how many are right, and what one rule does.

    >>> from briefing_lessons.exercises.baseline import trap_text
    >>> bench = mend_sources(trap_text())
    >>> bench.set(rule="continues quotation").said[:41]
    'Rule off: continues quotation. 1 rescued,'

    Parameters
    ----------
    briefing
        The text; the briefing loaded last unless given. Only one with labels by hand has a score.
    """
    text = briefing or latest_briefing()
    marked = {n: quote for n, quote in enumerate(text.quotes, 1) if quote.kind in ("direct", "mixed")}
    names = dict.fromkeys([*(speaker.name for speaker in text.speakers), *_hand(text).values(), NO_SOURCE])
    rules = [(rule, rule) for rule, decided, _ in rules_in_use(text) if decided]
    explorer = Explorer(
        "Mend the sources",
        partial(format_bench, text, marked),
        [
            Pick("number", "Quotation", tuple((f"{n}: {shorten(q.text, 40)}", n) for n, q in marked.items())),
            Pick("instead", "Its source, as I read it", ((UNREAD, ""), *((n, n) for n in names)), ""),
            Pick("rule", "Rule switched off", ((ON, ON), *rules), ON),
        ]
        if marked
        else [],
        [
            Button(
                "mend", "Mend it", partial(record_correction, len(text.quotes)), "Give it this source", True
            ),
            Button("forget", "Undo", forget_correction, "Go back to the machine's answer"),
        ]
        if marked
        else [],
        corrections=(),
        refused="",
    )
    numbers = {f"{quote.kind}@{quote.start}": number for number, quote in enumerate(text.quotes, 1)}
    return remember(explorer, "corrections", text.source, numbers)


def format_bench(
    briefing: Briefing,
    marked: dict[int, Quote],
    *,
    rule: str = ON,
    corrections: tuple[tuple[int, str], ...] = (),
    refused: str = "",
    **_: Any,
) -> View:
    """Return the quotations with their sources, a bar for each source, and how many are right.

    Parameters
    ----------
    briefing, marked
        The text, and its quotations in marks by their number.
    rule
        The rule that is switched off; "none" for all rules on.
    corrections
        (number, name) where the reader mended the source.
    refused
        Why nothing was mended; empty where it was.
    """
    if not marked:
        return View("<p>Nothing stands in quotation marks here.</p>", "No quotation to mend in this text.")
    chosen = next((r for r in ATTRIBUTION_RULES if r.__name__.replace("_", " ") == rule), None)
    after = {q.start: q.speaker for q in quotes_without(briefing, chosen)} if chosen else {}
    machine = {n: (after.get(q.start) if chosen else q.speaker) or NO_SOURCE for n, q in marked.items()}
    mine, hand = dict(corrections), _hand(briefing)
    now = {n: mine.get(n, name) for n, name in machine.items()}
    verdicts = {}
    if chosen:
        verdicts = {change.start: change.verdict for change in switch_off(briefing, rule).changes}
    rows = [
        (n, briefing.line_number(q), shorten(q.text, 50), now[n], _what(n, q, mine, verdicts))
        for n, q in marked.items()
    ]
    said = f"{plural(len(marked), 'quotation')}, {plural(len(mine), 'mended source')}."
    if chosen:
        found = Counter(verdicts.values())
        said = f"Rule off: {rule}. {found['rescued']} rescued, {found['lost']} lost. {said}"
    judged = [n for n, q in marked.items() if q.start in hand]
    if judged:
        right = sum(closest_name(now[n], (name := hand[marked[n].start],)) == name for n in judged)
        said += f" Right by the labels: {right} of {len(judged)} ({100 * right / len(judged):.0f} %)."
    else:
        said += " Nobody has labelled this text, so there is no score."
    table = Table(("number", "line", "words", "source", "changed"), rows, said)
    chart = plot_counts(
        Counter(now.values()), title="Who is given the words", things="quotations", names="sources"
    )
    return View(f"{format_table(table)}\n{chart._repr_html_()}", f"{said} {refused}".strip())


def _what(number: int, quote: Quote, mine: dict[int, str], verdicts: dict[int, str]) -> str:
    return "mended" if number in mine else verdicts.get(quote.start, "")


def _hand(briefing: Briefing) -> dict[int, str]:
    labels = load_labels(briefing) if has_labels(briefing) else ()
    return {label.start: label.speaker for label in labels if label.speaker and label.kind != "indirect"}
