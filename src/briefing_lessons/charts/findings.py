"""What a chart of topics shows, in words: its title, its finding, its caption and its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from briefing_lessons.charts.style import Unit, name_all, wrapped
from briefing_lessons.html import plural
from briefing_lessons.spans import Annotated
from briefing_lessons.statistics import clearly_higher
from briefing_lessons.tables import Table
from briefing_lessons.topics.concordance import Concordance, concordance
from briefing_lessons.topics.scopes import SHORT, By, Scope, find_parts, scope_words
from briefing_lessons.topics.terms import Rate, Topics, as_topics, unfound_terms, warn_of_short_parts

#: more rows than this make a picture nobody reads: the fullest are shown and the caption says so
MOST_ROWS = 30


def who_leads(rates: Sequence[Rate], names: Mapping[str, Any], by: By) -> str:
    """State in words which topic leads where, among the parts that are long enough to compare."""
    having_words = [rate for rate in rates if rate.words]
    parts = _parts(having_words)
    words = sum(rate.words for rate in rates) // len(names)
    totals = {name: sum(rate.count for rate in rates if rate.topic == name) for name in names}
    if not any(totals.values()):
        several = f"None of {name_all(list(names), 8)} occurs"
        none = several if len(names) > 1 else f"{next(iter(names))} does not occur"
        return f"{none} in {_among('any', len(parts), by)} ({words:,} words)."
    fit = [rate for rate in having_words if not rate.short]
    if len(names) == 1:
        return _where_one_stands(having_words, fit, by)
    leads = dict.fromkeys(names, 0)
    silent = 0
    for part in _parts(fit):
        first, second, *_ = sorted((rate for rate in fit if rate.part == part), key=lambda r: -r.rate)
        silent += not first.count
        leads[first.topic] += _leads(first, [second])
    ranked = sorted((name for name in names if leads[name]), key=lambda name: (-leads[name], -totals[name]))
    undecided, short = len(_parts(fit)) - silent - sum(leads.values()), len(parts) - len(_parts(fit))
    if ranked:
        head, *others = ranked
        said = [f"{head} leads clearly in {_among(leads[head], len(parts), by)}"]
        notes = [name_all([*said, *(f"{name} in {leads[name]}" for name in others)], 8)]
        notes += [f"in {undecided} none does"] * bool(undecided)
    else:
        notes = [f"None leads clearly in {_among('any', len(parts), by)}"]
    notes += _count_parts(silent, "has none of them", "have none of them")
    notes += _count_parts(short, "is too short to compare", "are too short to compare")
    overall = name_all([f"{name} {totals[name]}" for name in sorted(names, key=lambda n: -totals[n])], 8)
    return f"{'; '.join(notes)}. In all: {overall}, in {words:,} words."


def _among(some: int | str, count: int, by: By) -> str:
    """Return "2 of 3 sections"; where there is one part only, "the only voice".

    >>> _among(2, 3, "section"), _among("any", 1, "voice")
    ('2 of 3 sections', 'the only voice')
    """
    return f"{some} of {count} {by}s" if count > 1 else f"the only {by}"


def _count_parts(count: int, one: str, many: str) -> list[str]:
    """Return a note on so many parts; none where there are none."""
    return [f"{count} {one if count == 1 else many}"] if count else []


def _leads(first: Rate, others: Sequence[Rate]) -> bool:
    """Say whether a rate is clearly above all others: their intervals hardly overlap."""
    return all(clearly_higher(first.rate, first.low, other.rate, other.high) for other in others)


def _where_one_stands(rates: Sequence[Rate], fit: Sequence[Rate], by: By) -> str:
    """State in words in how many parts the only topic occurs, and where its rate is highest."""
    having = [rate for rate in rates if rate.count]
    total, words = sum(rate.count for rate in having), sum(rate.words for rate in rates)
    times = "once" if total == 1 else f"{total} times"
    where = _among(len(having), len(rates), by)
    said = f"{having[0].topic} occurs in {where}, {times} in {words:,} words"
    top = max(fit, key=lambda rate: rate.rate, default=None)
    if top is None or not top.count:
        return f"{said}; only in {by}s too short for a rate."
    sure = _leads(top, [rate for rate in fit if rate is not top])
    doubt = "" if sure or len(fit) == 1 else ", not clearly more than in others"
    return f"{said}; the rate is highest in “{top.part}”: {top.count} of {top.words} words{doubt}."


def where_it_peaks(rates: Sequence[Rate], names: Mapping[str, Any], by: By, unit: Unit = "rate") -> str:
    """State in words in which part each topic is highest, in the unit that is drawn; ties are named."""
    having_words = [rate for rate in rates if rate.words]
    fit = drawn_in(having_words, unit)
    said = [_peak([rate for rate in rates if rate.topic == name], fit, by, unit) for name in names]
    short = len(_parts(having_words)) - len(_parts(fit))
    if short:
        said.append(f"{short} {by}{' is' if short == 1 else 's are'} too short to compare")
    return f"Line chart over {plural(len(_parts(having_words)), by)}. {'; '.join(said)}."


def _peak(rows: Sequence[Rate], fit: Sequence[Rate], by: By, unit: Unit) -> str:
    """State in words where one topic is highest among the parts that are `fit` to be compared."""
    name, total = rows[0].topic, sum(rate.count for rate in rows)
    if not total:
        return f"{name} does not occur"
    heights = {r: r.count if unit == "count" else round(r.rate, 1) for r in fit if r.topic == name}
    highest = max(heights.values())
    if not highest:
        return f"{name} occurs only in {by}s too short to compare ({total} in all)"
    tops = [rate for rate, height in heights.items() if height == highest]
    where = name_all([f"the {rate.part}" if by == "tenth" else f"“{rate.part}”" for rate in tops])
    each = " in each" if len(tops) > 1 else ""
    if unit == "count":
        return f"{name} peaks in {where} ({highest}{each + ',' if each else ' of'} {total} in all)"
    counts = sum(rate.count for rate in tops)
    others = [rate for rate in heights if rate not in tops]
    doubt = "" if _leads(tops[0], others) else ", not clearly above the others"
    return f"{name} peaks in {where} ({highest:.1f} per 1,000 words{each}; {counts} of {total} in all){doubt}"


def unit_for(rates: Sequence[Rate], unit: Unit) -> Unit:
    """Return what can be drawn: counts, where no part is long enough for a rate."""
    return "count" if all(rate.short for rate in rates) else unit


def drawn_in(rates: Sequence[Rate], unit: Unit) -> Sequence[Rate]:
    """Return what is drawn in `unit`: parts too short for a rate have none."""
    return rates if unit_for(rates, unit) == "count" else [rate for rate in rates if not rate.short]


def _parts(rates: Sequence[Rate]) -> list[str]:
    return list(dict.fromkeys(rate.part for rate in rates))


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
    briefing: Annotated,
    topics: Topics,
    rates: Sequence[Rate],
    by: By,
    scope: Scope,
    unit: Unit,
    left_out: int = 0,
) -> str:
    """State what was counted, out of how many words, and what the picture leaves out."""
    words = sum({rate.part: rate.words for rate in rates}.values())
    terms = "; ".join(f"{name}: {', '.join(found)}" for name, found in as_topics(topics).items())
    said = [f"Counted by {by} in {scope_words(briefing, scope, words)}. Terms: {terms}."]
    if left_out:
        said.append(f"Shown: the {MOST_ROWS} {by}s with most mentions; {left_out} more are in the table.")
    if not any(rate.count for rate in rates):
        said.append("None of the terms occurs here.")
    missing = unfound_terms(briefing, topics)
    if missing:
        said.append(f"Not in the text: {', '.join(missing)}.")
    if unit == "rate":
        said.append("Upright or level lines: 95 % intervals; where two overlap widely, none is ahead.")
    warning = warn_of_short_parts(rates)
    if all(rate.short for rate in rates):
        said.append(f"No {by} has the {SHORT} words that a rate needs: counts are drawn.")
    elif warning:
        said.append(warning if unit == "count" else f"Not drawn: {warning[0].lower()}{warning[1:]}")
    if scope in ("all", "text") and briefing.quotes and not briefing.turns:
        said.append("What the reporter retells and then quotes counts twice, once in each voice.")
    return " ".join(said)


def lines_of_parts(
    briefing: Annotated, topics: Topics, by: By, scope: Scope
) -> Callable[[tuple[Any, ...]], Concordance]:
    """Return the function from a row of `rates_table` to the lines that were counted in it."""

    def behind(row: tuple[Any, ...]) -> Concordance:
        part = next(part for part in find_parts(briefing, by, scope) if part.name == row[0])
        return concordance(briefing, as_topics(topics)[row[1]], part.stretches)

    return behind


def chart_title(names: Mapping[str, Any], by: By) -> str:
    """Return the title over a chart of topics.

    >>> chart_title({"Syria": ("Syria*",), "Trump": ("Trump",)}, "section")
    'Syria and Trump by section'
    """
    return f"{name_all([wrapped(name, 24, 1) for name in names], 3)} by {by}"


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
    return f"{wrapped(part, 24, 2)} ({words:,})"
