"""The mending bench: put wrong sources right, switch a rule off, and see table, chart and score move."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.charts.words import plot_counts
from briefing_lessons.exercises.readers import closest_name
from briefing_lessons.exercises.switches import hand_sources, rules_in_use, switch_off
from briefing_lessons.html import plural
from briefing_lessons.spans import NO_SOURCE, Quote, shorten
from briefing_lessons.tables import Table
from briefing_lessons.widgets.explorer import Button, Explorer, Pick, View
from briefing_lessons.widgets.quotes import Readings

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
    said = {number: quote for number, quote in enumerate(text.quotes, 1) if quote.kind != "term"}
    if not said:
        nothing = View("<p>Nobody is quoted here.</p>", "No quotation to mend in this text.")
        return Explorer("Mend the sources", lambda: nothing)
    names = dict.fromkeys(
        [*(speaker.name for speaker in text.speakers), *hand_sources(text).values(), NO_SOURCE]
    )
    numbers = tuple((f"{number}: {shorten(quote.text, 40)}", number) for number, quote in said.items())
    rules = ((ON, ON), *((rule, rule) for rule, *_ in rules_in_use(text)))
    forget = Button("forget", "Undo all", lambda _: {"corrections": ()}, "Go back to the machine's answers")
    return Readings(
        "Mend the sources",
        partial(format_bench, text, said),
        text,
        [Pick("rule", "Rule switched off", rules, ON), Pick("number", "Quotation", numbers)],
        names,
        "Mend it",
        forget,
    )


def format_bench(
    briefing: Briefing,
    said: dict[int, Quote],
    *,
    rule: str,
    corrections: tuple[tuple[int, str], ...],
    **_: Any,
) -> View:
    """Return the quotations and reports with their sources, a bar for each source, and how many are right.

    Parameters
    ----------
    briefing, said
        The text, and its quotations and reports by their number.
    rule
        The rule that is switched off; "none" for all rules on.
    corrections
        (number, name) where the reader mended the source.
    """
    changes = switch_off(briefing, rule).changes if rule != ON else ()
    changed = {(change.start, change.text): change for change in changes}
    mine, hand = dict(corrections), hand_sources(briefing)
    rows, right, judged = [], 0, 0
    for number, quote in said.items():
        change = changed.get((quote.start, quote.text))
        now = mine.get(number) or (change.after if change else quote.speaker or NO_SOURCE)
        what = "mended" if number in mine else change.verdict if change else ""
        rows.append((number, briefing.line_number(quote), shorten(quote.text, 50), now, what))
        name = hand.get((quote.start, quote.end))
        judged += name is not None
        right += name is not None and closest_name(now, (name,)) == name
    told = f"{plural(len(said), 'quotation')}, {plural(len(mine), 'mended source')}."
    if rule != ON:
        found = Counter(change.verdict for change in changes)
        does = f"{found['rescued']} rescued, {found['lost']} lost, {found['–']} wrong both times."
        if not (changes and hand):
            does = f"{plural(len(changes), 'source')} changed." if changes else "Another rule steps in."
        told = f"Rule off: {rule}. {does} {told}"
    score = f"Right by the labels: {right} of {judged} ({100 * right / judged:.0f} %)." if judged else ""
    told += f" {score or 'Nobody has labelled this text, so there is no score.'}"
    table = Table(("number", "line", "words", "source", "changed"), rows, told)
    counts = Counter(source for *_, source, _ in rows)
    chart = plot_counts(counts, title="Who is given the words", things="quotations", names="sources")
    return View(f"{table._repr_html_()}\n{chart._repr_html_()}", told)
