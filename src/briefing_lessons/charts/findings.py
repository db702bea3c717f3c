"""What a chart of topics shows, in words: its title, its finding, its caption and its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from briefing_lessons.charts.style import label, name_all
from briefing_lessons.spans import Annotated
from briefing_lessons.tables import Table
from briefing_lessons.topics.concordance import Concordance, concordance
from briefing_lessons.topics.parts import By, find_parts
from briefing_lessons.topics.rates import Rate, warn_of_short_parts
from briefing_lessons.topics.scopes import Scope, scope_name
from briefing_lessons.topics.terms import Topics, as_topics, unfound_terms

#: more rows than this make a picture nobody reads: the fullest are shown and the caption says so
MOST_ROWS = 30


def who_leads(rates: Sequence[Rate], names: Mapping[str, Any], by: By) -> str:
    """State in words which topic leads where."""
    parts = list(dict.fromkeys(rate.part for rate in rates))
    by_part = {part: {rate.topic: rate for rate in rates if rate.part == part} for part in parts}
    totals = {name: sum(rate.count for rate in rates if rate.topic == name) for name in names}
    words = sum(rate.words for rate in rates) // len(names)
    if len(names) == 1:
        (name,) = names
        having = [rates_of[name] for rates_of in by_part.values() if rates_of[name].count]
        if not having:
            return f"{name} does not occur in any of {len(parts)} {by}s ({words:,} words)."
        sure = [rate for rate in having if not rate.short] or having
        top = max(sure, key=lambda rate: rate.rate)
        return (
            f"{name} occurs in {len(having)} of {len(parts)} {by}s, {totals[name]} times in {words:,} words; "
            f"most densely in “{top.part}”: {top.count} of {top.words} words, {top.rate:.1f} per 1,000."
        )
    leads = dict.fromkeys(names, 0)
    ties = silent = 0
    for rates_of in by_part.values():
        best = max(rate.count for rate in rates_of.values())
        first = [name for name, rate in rates_of.items() if rate.count == best]
        if not best:
            silent += 1
        elif len(first) > 1:
            ties += 1
        else:
            leads[first[0]] += 1
    ranked = sorted(leads, key=lambda name: (-leads[name], -totals[name]))
    lead, *rest = [name for name in ranked if leads[name]] or ranked[:1]
    said = [f"{lead} leads in {leads[lead]} of {len(parts)} {by}s"]
    said += [f"{name} in {leads[name]}" for name in rest]
    notes = [f"{ties} {'is a tie' if ties == 1 else 'are ties'}"] if ties else []
    notes += [f"{silent} {'has' if silent == 1 else 'have'} none of them"] if silent else []
    overall = name_all([f"{name} {totals[name]}" for name in sorted(names, key=lambda n: -totals[n])], 8)
    return f"{'; '.join([name_all(said, 8), *notes])}. In all: {overall}, in {words:,} words."


def where_it_peaks(rates: Sequence[Rate], names: Mapping[str, Any], by: By) -> str:
    """State in words in which part the rate of each topic is highest."""
    parts = list(dict.fromkeys(rate.part for rate in rates))
    said = []
    for name in names:
        rows = [rate for rate in rates if rate.topic == name]
        having = [rate for rate in rows if rate.count]
        sure = [rate for rate in having if not rate.short] or having
        top = max(sure, key=lambda rate: rate.rate, default=rows[0])
        total = sum(rate.count for rate in rows)
        if total:
            where = f"the {top.part}" if by == "tenth" else f"“{top.part}”"
            said.append(
                f"{name} peaks in {where} ({top.rate:.1f} per 1,000 words; {top.count} of {total} in all)"
            )
        else:
            said.append(f"{name} does not occur")
    return f"Line chart over {len(parts)} {by}s. {'; '.join(said)}."


def rates_table(rates: Sequence[Rate], by: By) -> Table:
    """Return the numbers behind the picture: a row for each topic in each part."""
    return Table(
        (by, "topic", "count", "words", "per 1,000 words", "95 % from", "95 % to", "note"),
        (
            (r.part, r.topic, r.count, r.words, r.rate, r.low, r.high, "too few words" if r.short else "")
            for r in rates
        ),
        caption="Counts, and rates per 1,000 words with Wilson's 95 % interval.",
    )


def rates_caption(
    briefing: Annotated, topics: Topics, rates: Sequence[Rate], by: By, scope: Scope, left_out: int
) -> str:
    """State what was counted, out of how many words, and what the picture leaves out."""
    words = sum({rate.part: rate.words for rate in rates}.values())
    terms = "; ".join(f"{name}: {', '.join(found)}" for name, found in as_topics(topics).items())
    said = [f"Counted in {words:,} words ({scope_words(scope)}), by {by}. Terms: {terms}."]
    if left_out:
        said.append(f"Shown: the {MOST_ROWS} {by}s with most mentions; {left_out} more are left out.")
    missing = unfound_terms(briefing, topics)
    if missing:
        said.append(f"Not in the text: {', '.join(missing)}.")
    warning = warn_of_short_parts(rates)
    if warning:
        said.append(warning)
    if scope in ("all", "text") and briefing.quotes and not briefing.turns:
        said.append(
            'What is paraphrased and then quoted counts twice; scope="speaker" counts what is quoted.'
        )
    return " ".join(said)


def lines_of_parts(
    briefing: Annotated, topics: Topics, by: By, scope: Scope
) -> Callable[[tuple[Any, ...]], Concordance]:
    """Return the function from a row of `rates_table` to the lines that were counted in it."""

    def behind(row: tuple[Any, ...]) -> Concordance:
        part = next(part for part in find_parts(briefing, by, scope) if part.name == row[0])
        return concordance(briefing, as_topics(topics)[row[1]], part.stretches)

    return behind


def scope_words(scope: Scope) -> str:
    """Return what a scope takes in, as a caption says it.

    >>> scope_words("speaker")
    'what speakers say'
    """
    known = {
        "all": "headings and text",
        "text": "running text, without headings",
        "speaker": "what speakers say",
        "reporter": "the reporter's words",
    }
    return known.get(scope_name(scope), scope_name(scope))


def chart_title(names: Mapping[str, Any], by: By) -> str:
    """Return the title over a chart of topics.

    >>> chart_title({"Syria": ("Syria*",), "Trump": ("Trump",)}, "section")
    'Syria and Trump by section'
    """
    return f"{name_all([label(name, 24, 1) for name in names], 3)} by {by}"


def fullest(rates: Sequence[Rate]) -> tuple[tuple[Rate, ...], int]:
    """Return the rates of the parts with most mentions, in text order, and how many parts are left out."""
    counts: dict[str, int] = {}
    for rate in rates:
        counts[rate.part] = counts.get(rate.part, 0) + rate.count
    kept = set(sorted(counts, key=lambda part: -counts[part])[:MOST_ROWS])
    return tuple(rate for rate in rates if rate.part in kept), len(counts) - len(kept)


def part_label(rates: Sequence[Rate], part: str) -> str:
    """Return what to write beside a part: its name on two lines at most, and its words."""
    words = next(rate.words for rate in rates if rate.part == part)
    return f"{label(part, 24, 2)} ({words:,})"
