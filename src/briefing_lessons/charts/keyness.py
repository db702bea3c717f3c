"""Which words mark one voice against another: as two-sided bars, and as effect against evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.direct_labels import beside, place_labels
from briefing_lessons.charts.style import FAINT, HATCHES, INK, MARKERS, PALETTE, axes, label, legend, name_all
from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated
from briefing_lessons.tables import Table
from briefing_lessons.topics.concordance import Concordance, concordance
from briefing_lessons.topics.counting import count_words
from briefing_lessons.topics.keyness import Keyword, Measure, find_keywords
from briefing_lessons.topics.scopes import Scope, contrast_scopes, find_stretches, scope_name
from briefing_lessons.topics.stopwords import StopWords

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: what a bar's length means, for readers
_NAMES = {
    "g2": "log-likelihood G2 (four terms)",
    "g2_two_term": "log-likelihood G2 (two terms)",
    "chi2": "chi-squared",
    "chi2_yates": "chi-squared (Yates)",
    "chi2_quanteda": "chi-squared (quanteda)",
    "fisher": "Fisher's exact test, -log10 p",
    "log_ratio": "log ratio",
    "lrc": "conservative log ratio",
    "simple_maths": "simple maths",
    "percent_difference": "% difference",
    "log_odds": "log-odds z (prior 0.01)",
    "log_odds_exact": "log-odds z (prior 0.01, exact variance)",
    "scaled_f": "scaled F-score",
}


def plot_keywords(
    briefing: Annotated,
    target: Scope | None = None,
    reference: Scope | None = None,
    *,
    measure: Measure = "g2",
    limit: int = 8,
    min_count: int = 3,
    stop_words: StopWords = False,
    ax: Axes | None = None,
) -> Chart:
    """Draw the words that mark each of two voices, one voice to the right, the other to the left.

    >>> from briefing_lessons import load_briefing
    >>> plot_keywords(load_briefing("000_95b79719e875266d.txt"), limit=3)
    Chart(Two-sided bars. The strongest words of speaker: we (21 against 0), ...

    Parameters
    ----------
    briefing
        The briefing.
    target, reference
        The two voices (see `find_stretches`); the two main voices of the briefing if not given.
    measure
        See `find_keywords`; for two-sided bars a measure with a sign, not "simple_maths" or "scaled_f".
    limit
        Words for each voice at most.
    min_count, stop_words
        As in `find_keywords`.
    ax
        Axes to draw on.

    Raises
    ------
    BriefingError
        If the measure has no sign, or no word is left to compare.
    """
    from matplotlib.patches import Patch

    if measure in ("simple_maths", "scaled_f"):
        raise BriefingError(
            f'Bars to two sides need a measure with a sign, not {measure!r}: try "g2" or "lrc".'
        )
    first, second = _voices(briefing, target, reference)
    found = find_keywords(
        briefing, first, second, measure=measure, min_count=min_count, stop_words=stop_words
    )
    names = scope_name(first), scope_name(second)
    ours = [word for word in found if word.score > 0][:limit]
    theirs = [word for word in found if word.score < 0][:limit]
    shown = [*ours, *theirs[::-1]]
    if not shown:
        raise BriefingError(
            f"No word that occurs {min_count} times marks {names[0]} or {names[1]} by {measure!r}: "
            "choose a smaller min_count or another measure."
        )
    with axes(ax, f"Words that mark {names[0]} and {names[1]}", height=1.7 + 0.29 * len(shown)) as ax:
        scores = [word.score for word in shown]
        reach = max(map(abs, scores))
        for at, word in enumerate(shown):
            side = 0 if word.score > 0 else 1
            ax.barh(
                at,
                word.score,
                height=0.7,
                color=PALETTE[side],
                hatch=HATCHES[side],
                edgecolor="white",
                linewidth=0,
            )
            ax.text(
                word.score + (0.015 if side == 0 else -0.015) * reach,
                at,
                f"{word.count} : {word.other_count}",
                ha="left" if side == 0 else "right",
                va="center",
                fontsize=10,
            )
        ax.axvline(0, color=INK, linewidth=0.8)
        ax.set_yticks(range(len(shown)), [label(word.word, 24, 1) for word in shown])
        ax.set_ylim(len(shown) - 0.4, -0.6)
        ax.set_xlim(min(0.0, *scores) - 0.3 * reach, max(0.0, *scores) + 0.3 * reach)
        ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
        ax.set_xlabel(f"{_NAMES[measure]}; beside the bar: counts")
        handles = [Patch(facecolor=PALETTE[0], label=f"more in {label(names[0], 20, 1)}")]
        handles.append(
            Patch(
                facecolor=PALETTE[1],
                hatch=HATCHES[1],
                edgecolor="white",
                label=f"more in {label(names[1], 20, 1)}",
            )
        )
        legend(ax, handles)
    alt = "Two-sided bars. " + " ".join(
        f"The strongest words of {name}: {name_all([_said(word, side) for word in words], 5)}."
        if words
        else f"No word marks {name}."
        for side, (name, words) in enumerate(zip(names, (ours, theirs), strict=True))
    )
    caption = _caption(briefing, first, second, found, min_count)
    lines = _lines_of(briefing, first, second)
    return Chart(ax, alt, keywords_table(found, names, measure), caption, lines)


def plot_volcano(
    briefing: Annotated,
    target: Scope | None = None,
    reference: Scope | None = None,
    *,
    limit: int = 14,
    min_count: int = 3,
    stop_words: StopWords = False,
    ax: Axes | None = None,
) -> Chart:
    """Draw every word's effect (log ratio) against its evidence (G2): far out is big, high up is sure.

    >>> from briefing_lessons import load_briefing
    >>> plot_volcano(load_briefing("000_95b79719e875266d.txt")).alt
    '138 words, effect against evidence. 22 stand out ...

    Parameters
    ----------
    briefing, target, reference
        As in `plot_keywords`.
    limit
        Words named in the picture at most; all are in the table.
    min_count, stop_words
        As in `find_keywords`.
    ax
        Axes to draw on.
    """
    from matplotlib.lines import Line2D

    first, second = _voices(briefing, target, reference)
    found = find_keywords(briefing, first, second, min_count=min_count, stop_words=stop_words)
    names = scope_name(first), scope_name(second)
    if not found:
        raise BriefingError(f"No word occurs {min_count} times in both together: choose a smaller min_count.")
    sure = [word for word in found if word.q < 0.05]
    with axes(ax, f"Effect and evidence: {names[0]} and {names[1]}", height=4.6) as ax:
        kinds = [
            (0, [w for w in sure if w.score > 0], PALETTE[0], f"more in {label(names[0], 18, 1)}"),
            (1, [w for w in sure if w.score < 0], PALETTE[1], f"more in {label(names[1], 18, 1)}"),
            (2, [w for w in found if w.q >= 0.05], "none", "may be chance"),
        ]
        for number, words, colour, _ in kinds:
            ax.scatter(
                [w.log_ratio for w in words],
                [abs(w.score) for w in words],
                s=36,
                marker=MARKERS[number],
                facecolor=colour,
                edgecolor=FAINT if colour == "none" else "white",
                linewidth=0.8,
            )
        reach = max(1.0, *(abs(word.log_ratio) for word in found))
        ax.set_xlim(-1.15 * reach, 1.15 * reach)
        ax.set_ylim(-0.03 * max(abs(w.score) for w in found), 1.1 * max(abs(w.score) for w in found) or 1)
        ax.axvline(0, color=FAINT, linewidth=0.8)
        ax.set_xlabel("log ratio: each step is a doubling of the rate")
        ax.set_ylabel("log-likelihood G2")
        legend(
            ax,
            [
                Line2D(
                    [],
                    [],
                    linestyle="",
                    marker=MARKERS[n],
                    markersize=7,
                    markerfacecolor=colour,
                    markeredgecolor=FAINT if colour == "none" else colour,
                    label=text,
                )
                for n, _, colour, text in kinds
            ],
        )
        place_labels(
            ax,
            [
                (label(w.word, 18, 1), beside(w.log_ratio, abs(w.score)))
                for w in (sure or list(found))[:limit]
            ],
            keep_clear=[(w.log_ratio, abs(w.score)) for w in sure],
        )
    top = found[0]
    surest = [f"{_said(w, 0 if w.score > 0 else 1)} for {w.side}" for w in found[:3]]
    alt = (
        f"{len(found)} words, effect against evidence. {len(sure)} stand out after adjusting for many tests "
        f"(q under 0.05). Surest: {name_all(surest)}; "
        f"“{top.word}” has G2 {abs(top.score):.1f} and a log ratio of {top.log_ratio:+.1f}."
    )
    caption = _caption(briefing, first, second, found, min_count)
    return Chart(ax, alt, keywords_table(found, names), caption, _lines_of(briefing, first, second))


def keywords_table(found: Sequence[Keyword], names: tuple[str, str], measure: Measure = "g2") -> Table:
    """Return compared words as a table, in the order given."""
    return Table(
        (
            "word",
            "more in",
            names[0],
            f"per 1,000 of {names[0]}",
            names[1],
            f"per 1,000 of {names[1]}",
            _NAMES[measure],
            "log ratio",
            "p",
            "q",
        ),
        (
            (w.word, w.side, w.count, w.rate, w.other_count, w.other_rate, w.score, w.log_ratio, w.p, w.q)
            for w in found
        ),
        caption="All words compared; q is p adjusted for the number of words (Benjamini and Hochberg).",
    )


def _voices(briefing: Annotated, target: Scope | None, reference: Scope | None) -> tuple[Scope, Scope]:
    if target is not None and reference is not None:
        return target, reference
    first, second = contrast_scopes(briefing)
    return target or first, reference or second


def _lines_of(briefing: Annotated, first: Scope, second: Scope) -> Callable[[tuple[Any, ...]], Concordance]:
    both = sorted({*find_stretches(briefing, first), *find_stretches(briefing, second)})
    return lambda row: concordance(briefing, row[0], tuple(both))


def _said(word: Keyword, side: int) -> str:
    mine, other = (word.count, word.other_count) if side == 0 else (word.other_count, word.count)
    return f"{word.word} ({mine} against {other})"


def _caption(
    briefing: Annotated, first: Scope, second: Scope, found: Sequence[Keyword], min_count: int
) -> str:
    sizes = [count_words(briefing, scope).N() for scope in (first, second)]
    sure = sum(1 for word in found if word.q < 0.05)
    return (
        f"{scope_name(first)}: {sizes[0]:,} words; {scope_name(second)}: {sizes[1]:,} words. "
        f"Compared: {len(found)} words "
        f"that occur {min_count} times or more; {sure} differ after adjustment (q under 0.05). "
        "A difference says how they speak, not why."
    )
