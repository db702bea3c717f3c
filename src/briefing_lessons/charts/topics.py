"""How often each topic occurs: by section as bars or as a grid of shades, and what they show, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from itertools import pairwise
from typing import Any

from briefing_lessons.charts import style
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.style import Axes
from briefing_lessons.spans import Annotated
from briefing_lessons.statistics import SHORT, Rate, clearly_higher, warn_of_short
from briefing_lessons.tables import Table
from briefing_lessons.topics import terms
from briefing_lessons.topics.scopes import By, Scope, scope_words
from briefing_lessons.topics.terms import Topics

#: more rows than this make a picture nobody reads: the fullest are shown and the caption says so
MOST_ROWS = 30


def plot_heatmap(
    briefing: Annotated, topics: Topics, *, by: By = "section", scope: Scope = "text", ax: Axes | None = None
) -> Chart:
    """Draw topics against sections: the number is the count, the shade the rate per 1,000 words.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> chart = plot_heatmap(briefing, ["Syria*", "Trump", "terrorism", "US"])
    >>> len(chart.table)
    48

    Parameters
    ----------
    briefing
        The briefing.
    topics
        Names with their terms, or a list of words: see `find_terms`.
    by, scope
        The parts, and which of their words: see `find_parts` and `find_stretches`.
    ax
        Axes to draw on.
    """
    names = terms.as_topics(topics)
    rates = terms.find_rates(briefing, topics, by, scope)
    shown, left_out = fullest(rates)
    parts = _parts(shown)
    highest = max((rate.rate for rate in shown if not rate.short), default=0.0) or 1.0
    edges = [highest * step / 4 for step in (1, 2, 3, 4)]
    with style.axes(ax, chart_title(names, by), height=2.1 + 0.4 * len(parts)) as ax:
        for rate in shown:
            _draw_cell(ax, list(names).index(rate.topic), parts.index(rate.part), rate, _step(rate, edges))
        ax.set_xlim(-0.5, len(names) - 0.5)
        ax.set_ylim(len(parts) - 0.5, -0.5)
        ax.xaxis.tick_top()
        _head_columns(ax, list(names))
        ax.set_yticks(range(len(parts)), [part_label(shown, part) for part in parts])
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        steps = ["none", f"up to {edges[0]:.1f}", *(f"{a:.1f} to {b:.1f}" for a, b in pairwise(edges))]
        shades = zip(steps, style.STEPS, strict=True)
        looks = {step: {"facecolor": shade, "edgecolor": "#bbbbbb"} for step, shade in shades}
        if any(rate.short for rate in shown):
            looks["too few words"] = {"facecolor": "white", "edgecolor": style.INK, "hatch": "///"}
        style.legend(ax, looks, title="shade: per 1,000 words; number: count")
    caption = rates_caption(briefing, topics, rates, by, scope, "count", left_out)
    return Chart(ax, who_leads(rates, names, by), rates_table(rates, by), caption)


def _draw_cell(ax: Axes, column: int, row: int, rate: Rate, step: int) -> None:
    """Draw one cell: its count on the shade of its rate, or on a hatch where its part is too short."""
    shade, edge = style.STEPS[step], "white" if step else "#dddddd"
    hatch = "///" if rate.short and rate.count else None
    ax.barh(row, 1, 1, column - 0.5, hatch=hatch, facecolor=shade, edgecolor=edge, linewidth=1)
    inside: Any = {"ha": "center", "va": "center", "in_layout": False}  # nothing to make room for
    paper = {"facecolor": shade, "edgecolor": "none", "pad": 1.5}
    ink = "white" if step > 2 else style.INK
    ax.text(column, row, str(rate.count or "·"), color=ink, fontsize=10, bbox=paper, **inside)


def _head_columns(ax: Axes, names: Sequence[str]) -> None:
    """Write names over the columns, on two levels where a word is wider than its column."""
    width = max(4, 52 // len(names))
    if all(len(word) <= width for name in names for word in name.split()):
        ax.set_xticks(range(len(names)), [style.wrapped(name, width, 3) for name in names])
        return
    texts = [style.wrapped(name, 2 * width - 3) for name in names]
    ax.set_xticks(range(len(names)), texts)
    lower = max(text.count("\n") + 1 for text in texts[::2])
    for tick in ax.xaxis.get_major_ticks()[1::2]:
        tick.set_pad(6 + 14 * lower)


def _step(rate: Rate, edges: Sequence[float]) -> int:
    if not rate.count or rate.short:
        return 0
    return next((at for at, edge in enumerate(edges, 1) if rate.rate <= edge * (1 + 1e-9)), len(edges))


def plot_topics(
    briefing: Annotated,
    topics: Topics,
    *,
    by: By = "section",
    scope: Scope = "text",
    unit: style.Unit = "rate",
    ax: Axes | None = None,
) -> Chart:
    """Draw how often each topic occurs in each section, with intervals; more than three topics as a heat map.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> plot_topics(briefing, {"Syria": ["Syria*", "Damascus", "Aleppo"], "Trump": ["Trump"]})
    Chart(Syria leads clearly in 1 of 12 sections; in 5 none does; 2 have none of them; 4 are too short ...)

    Parameters
    ----------
    briefing
        The briefing.
    topics
        Names with their terms, wildcards allowed (see `find_terms`), or a list of words.
    by, scope
        The parts, and which of their words: see `find_parts` and `find_stretches`.
    unit
        "rate" per 1,000 words of the part, or "count". Parts under 100 words bear no rate: they are not
        drawn, and named below; where all are so short, counts are drawn.
    ax
        Axes to draw on.
    """
    names = terms.as_topics(topics)
    if len(names) > 3:
        return plot_heatmap(briefing, topics, by=by, scope=scope, ax=ax)
    rates = terms.find_rates(briefing, topics, by, scope)
    if all(rate.short for rate in rates):
        unit = "count"
    shown, left_out = fullest([rate for rate in rates if unit == "count" or not rate.short])
    parts = _parts(shown)
    with style.axes(ax, chart_title(names, by), height=1.5 + len(parts) * (0.26 + 0.14 * len(names))) as ax:
        series = {
            style.wrapped(name, 24, 1): [rate_bar(rate, unit) for rate in shown if rate.topic == name]
            for name in names
        }
        style.draw_bars(ax, [part_label(shown, part) for part in parts], series)
        if not any(rate.count for rate in shown):
            ax.set_xlim(0, 1)  # whole numbers, not hundredths around nothing
            ax.set_xticks([0, 1], ["0", "1"])
        ax.set_xlabel("per 1,000 words; at the right: count" if unit == "rate" else "count")
    caption = rates_caption(briefing, topics, rates, by, scope, unit, left_out)
    return Chart(ax, who_leads(rates, names, by), rates_table(rates, by), caption)


def rate_bar(rate: Rate, unit: style.Unit = "rate") -> style.Bar:
    """Return a bar as long as the rate, with its interval, or as the count; what never occurs has none."""
    interval = (rate.low, rate.high) if unit == "rate" and rate.count else None
    return style.Bar(rate.rate if unit == "rate" else rate.count, interval, rate.count)


def who_leads(rates: Sequence[Rate], names: Mapping[str, Any], by: By) -> str:
    """State in words which topic leads where, among the parts that are long enough to compare."""
    having_words = [rate for rate in rates if rate.words]
    parts = _parts(having_words)
    words = sum(rate.words for rate in rates) // len(names)
    totals = {name: sum(rate.count for rate in rates if rate.topic == name) for name in names}
    fit = [rate for rate in having_words if not rate.short]
    if len(names) == 1:
        return _where_one_stands(next(iter(names)), having_words, fit, by)
    if not any(totals.values()):
        none = f"None of {style.name_all(list(names), 8)} occurs"
        return f"{none} in {_among('any', len(parts), by)} ({words:,} words)."
    leads, silent = _count_leads(fit, names)
    ranked = sorted(filter(leads.get, names), key=lambda name: (-leads[name], -totals[name]))
    short = len(parts) - len(_parts(fit))
    undecided = len(parts) - short - silent - sum(leads.values())
    if ranked:
        head, *others = ranked
        said = [f"{head} leads clearly in {_among(leads[head], len(parts), by)}"]
        notes = [style.name_all([*said, *(f"{name} in {leads[name]}" for name in others)], 8)]
        if undecided:
            notes.append(f"in {undecided} none does")
    else:
        notes = [f"None leads clearly in {_among('any', len(parts), by)}"]
    if silent:
        notes.append(f"{silent} {'has' if silent == 1 else 'have'} none of them")
    if short:
        notes.append(f"{short} {'is' if short == 1 else 'are'} too short to compare")
    counts = [f"{name} {totals[name]}" for name in sorted(names, key=lambda name: -totals[name])]
    return f"{'; '.join(notes)}. In all: {style.name_all(counts, 8)}, in {words:,} words."


def _count_leads(rates: Sequence[Rate], names: Iterable[str]) -> tuple[dict[str, int], int]:
    """Return in how many parts each topic leads clearly, and how many parts have none of them."""
    leads, silent = dict.fromkeys(names, 0), 0
    for part in _parts(rates):
        first, second, *_ = sorted((rate for rate in rates if rate.part == part), key=lambda r: -r.rate)
        silent += not first.count
        leads[first.topic] += _leads(first, [second])
    return leads, silent


def _among(some: int | str, count: int, by: By) -> str:
    """Return "2 of 3 sections"; where there is one part only, "the only voice".

    >>> _among(2, 3, "section"), _among("any", 1, "voice")
    ('2 of 3 sections', 'the only voice')
    """
    return f"{some} of {count} {by}s" if count > 1 else f"the only {by}"


def _leads(first: Rate, others: Sequence[Rate]) -> bool:
    """Say whether a rate is clearly above all others: their intervals hardly overlap."""
    return all(clearly_higher(first.rate, first.low, other.rate, other.high) for other in others)


def _where_one_stands(name: str, rates: Sequence[Rate], fit: Sequence[Rate], by: By) -> str:
    """State in words in how many parts the only topic occurs, and where its rate is highest."""
    having = [rate for rate in rates if rate.count]
    total, words = sum(rate.count for rate in having), sum(rate.words for rate in rates)
    if not having:
        return f"{name} does not occur in {_among('any', len(rates), by)} ({words:,} words)."
    times = "once" if total == 1 else f"{total} times"
    said = f"{name} occurs in {_among(len(having), len(rates), by)}, {times} in {words:,} words"
    top = max(fit, key=lambda rate: rate.rate, default=None)
    if top is None or not top.count:
        return f"{said}; only in {by}s too short for a rate."
    sure = _leads(top, [rate for rate in fit if rate is not top])
    doubt = "" if sure or len(fit) == 1 else ", not clearly more than in others"
    return f"{said}; the rate is highest in “{top.part}”: {top.count} of {top.words} words{doubt}."


def _parts(rates: Sequence[Rate]) -> list[str]:
    return list(dict.fromkeys(rate.part for rate in rates))


def rates_table(rates: Sequence[Rate], by: str, topic: str = "topic") -> Table:
    """Return the numbers behind the picture: a row for each topic (or device) in each part."""
    columns = (by, topic, "count", "words", "per 1,000 words", "95 % from", "95 % to", "note")
    rows = ((*astuple(rate)[:-1], "too few words" if rate.short else "") for rate in rates)
    return Table(columns, rows, "Counts, and rates per 1,000 words with Wilson's 95 % interval.")


def rates_caption(
    briefing: Annotated,
    topics: Topics,
    rates: Sequence[Rate],
    by: By,
    scope: Scope,
    unit: style.Unit,
    left_out: int,
) -> str:
    """State what was counted, out of how many words, and what the picture leaves out."""
    words = sum({rate.part: rate.words for rate in rates}.values())
    said = [f"Counted by {by} in {scope_words(briefing, scope, words)}."]
    named = terms.as_topics(topics).items()
    said += [f"{name}: {', '.join(found)}." for name, found in named if found != (name,)]
    if left_out:
        said.append(f"Shown: the {MOST_ROWS} {by}s with most mentions; {left_out} more are in the table.")
    if not any(rate.count for rate in rates):
        said.append("None of the terms occurs here.")
    if missing := terms.unfound_terms(briefing, topics, scope):
        said.append(f"Not found here: {', '.join(missing)}.")
    if unit == "rate":
        said.append("Thin lines: 95 % intervals; where two overlap widely, none is ahead.")
    warning = warn_of_short(rates)
    if all(rate.short for rate in rates):
        said.append(f"No {by} has the {SHORT} words that a rate needs: counts are drawn.")
    elif warning:
        said.append(warning if unit == "count" else f"Not drawn: {warning[0].lower()}{warning[1:]}")
    return " ".join(said)


def chart_title(names: Mapping[str, Any], by: By) -> str:
    """Return the title over a chart of topics.

    >>> chart_title({"Syria": ("Syria*",), "Trump": ("Trump",)}, "section")
    'Syria and Trump by section'
    """
    return f"{style.name_all([style.wrapped(name, 24, 1) for name in names], 3)} by {by}"


def fullest(rates: Sequence[Rate]) -> tuple[tuple[Rate, ...], int]:
    """Return the rates of the parts with most mentions, in text order, and how many parts are left out."""
    counts = Counter[str]()
    for rate in rates:
        counts[rate.part] += rate.count
    kept = {part for part, _ in counts.most_common(MOST_ROWS)}
    return tuple(rate for rate in rates if rate.part in kept), len(counts) - len(kept)


def part_label(rates: Sequence[Rate], part: str) -> str:
    """Return what to write beside a part: its name on two lines at most, and its words."""
    return f"{style.wrapped(part, 24, 2)} ({next(rate.words for rate in rates if rate.part == part):,})"
