"""What a machine has to beat: a program that always gives one answer, and a rule that looks for words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from briefing_lessons.briefing import Briefing, read_seed
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.style import INK, Bar, axes, draw_bars, wrapped
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.answers import guessed_share, listed
from briefing_lessons.files import seed_names
from briefing_lessons.hand_labels import QuoteLabel, has_labels, load_labels
from briefing_lessons.html import plural
from briefing_lessons.spans import Quote
from briefing_lessons.tables import Table

ALWAYS, WORD_RULE, MAIN_NAME = "always “speech”", "said, told, that", "always the main name"


def main_speaker(briefing: Briefing) -> str | None:
    """Return who is the source of most quotations in marks: what a lazy program always answers.

    >>> from briefing_lessons import load_briefing
    >>> main_speaker(load_briefing("000_95b79719e875266d.txt"))
    'Sergei Lavrov'
    """
    names = Counter(quote.speaker for quote in marked_quotes(briefing))
    return names.most_common(1)[0][0] if names else None


@cache
def trap_text() -> Briefing:
    """Return the invented text on which machine, rules and careful readers differ, with labels by hand.

    >>> trap_text()
    Briefing('four_minutes.txt': 12 lines, 1 heading)
    """
    return read_seed("traps/four_minutes.txt")


def labelled_text(briefing: Briefing) -> Briefing:
    """Return `briefing` where it is labelled and the word rule is right and wrong on it; else the trap text.

    >>> from briefing_lessons import parse_briefing
    >>> labelled_text(parse_briefing("Nobody has labelled this.")) is trap_text()
    True
    """
    if not has_labels(briefing):
        return trap_text()
    found = try_rule(briefing)
    return briefing if found.both and (found.rule_only or found.hand_only) else trap_text()


def labelled_texts(briefing: Briefing) -> tuple[Briefing, ...]:
    """Return the text to measure on, and after it the other texts of the course that are labelled by hand."""
    first = labelled_text(briefing)
    others = [*map(read_seed, seed_names()), trap_text()]
    return first, *(text for text in others if text.source != first.source)


def plot_lazy(*briefings: Briefing, guess: str = "") -> Chart:
    """Draw how often three programs that hardly read are right, and an upright line at a guess in per cent.

    One calls every line speech, one looks for “said”, “told” and “that”, one always gives the main name.

    >>> from briefing_lessons import load_briefing
    >>> plot_lazy(load_briefing("000_95b79719e875266d.txt")).table[0][1:]
    (47, 45, 42, 31, 31)
    """
    rows = []
    for text in briefings:
        lines, said, name = try_rule(text), marked_quotes(text), main_speaker(text)
        speech = len(lines.both) + len(lines.hand_only)
        right = len(lines.both) + len(lines.neither)
        count = speech + len(lines.rule_only) + len(lines.neither)
        rows.append((text.source, count, speech, right, len(said), sum(q.speaker == name for q in said)))
    columns = ("text", "lines", ALWAYS, WORD_RULE, "quotations", MAIN_NAME)
    table = Table(columns, rows, "How many lines of text, and how many names, each program gets right.")
    shares = {
        ALWAYS: [_share(row[2], row[1] - row[2]) for row in rows],
        WORD_RULE: [_share(row[3], row[1] - row[3]) for row in rows],
        MAIN_NAME: [_share(row[5], row[4] - row[5]) for row in rows],
    }
    at = guessed_share(guess)
    with axes(None, "Programs that hardly read", height=1.2 + 0.9 * len(rows)) as ax:
        bars = {program: [Bar(share) for share in found] for program, found in shares.items()}
        draw_bars(ax, [wrapped(row[0], 24) for row in rows], bars)
        ax.set_xlabel("right, per cent of lines or of names")
        ax.set_xlim(0, 100)
        if at is not None:
            ax.axvline(at, color=INK, linewidth=2.6, linestyle="--")
            ax.text(at, -0.5, " your guess ", ha="right" if at > 50 else "left")
    found = "; ".join(f"{p} {', '.join(f'{s:.0f}' for s in values)}" for p, values in shares.items())
    names = ", ".join(row[0] for row in rows)
    line = f" The upright line is your guess, {at:g}." if at is not None else ""
    return Chart(
        ax, f"Bar chart of per cent right in {names}: {found}.{line}", table, f"{table.caption}{line}"
    )


def marked_quotes(briefing: Briefing) -> list[Quote | QuoteLabel]:
    """Return the quotations in marks that have a source: by hand where the text is labelled."""
    return [quote for quote in attributed(briefing) if quote.kind in ("direct", "mixed")]


def attributed(briefing: Briefing) -> list[Quote | QuoteLabel]:
    """Return the utterances with a source: by hand where the text is labelled, else by machine."""
    if has_labels(briefing, "quotes"):
        return [label for label in load_labels(briefing, "quotes") if label.speaker]
    return [quote for quote in briefing.quotes if quote.speaker and quote.kind != "term"]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines sorted by two readers: a rule that looks for words, and a person.

    The four groups are the true and false positives and the false and true negatives of the field; precision
    and recall are computed from them as in van Rijsbergen (1979), chapter 7.
    """

    both: tuple[int, ...]  #: reported speech, and the rule says so: true positives
    rule_only: tuple[int, ...]  #: the rule says so, but there is none: false positives
    hand_only: tuple[int, ...]  #: reported speech that the rule misses: false negatives
    neither: tuple[int, ...]  #: no speech, and the rule is silent: true negatives

    @property
    def share_of_speech(self) -> float:
        """How many per cent of all lines hold reported speech: the score of a program that always says so."""
        return _share(len(self.both) + len(self.hand_only), len(self.rule_only) + len(self.neither))

    @property
    def precision(self) -> float:
        """Of the lines the rule points at, how many per cent hold reported speech; 0 without any."""
        return _share(len(self.both), len(self.rule_only))

    @property
    def recall(self) -> float:
        """Of the lines with reported speech, how many per cent the rule points at; 0 without any."""
        return _share(len(self.both), len(self.hand_only))

    @property
    def table(self) -> Table:
        """The four groups, with the numbers of their lines."""
        rows = [
            ("speech, found by the rule", len(self.both), _few(self.both)),
            ("no speech, but the rule says so", len(self.rule_only), _few(self.rule_only)),
            ("speech, missed by the rule", len(self.hand_only), _few(self.hand_only)),
            ("no speech, and the rule is silent", len(self.neither), _few(self.neither)),
        ]
        lines = plural(sum(row[1] for row in rows), "line")
        caption = (
            f"A word rule against a person who read {lines} of running text, and no heading or advertisement."
        )
        return Table(("group", "how many lines", "which lines"), rows, caption)

    def __repr__(self) -> str:
        return repr(self.table)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def try_rule(briefing: Briefing, words: Iterable[str] = ("said", "told", "that")) -> Lines:
    """Sort the lines of running text by "holds one of these words" and by the hand labels.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> said = try_rule(ferry, ["said"])
    >>> 0 < said.recall < said.precision <= 100
    True

    Raises
    ------
    BriefingError
        When nobody has labelled this text.
    """
    labels = [label for label in load_labels(briefing, "quotes") if label.kind != "term"]
    speech = {
        number
        for label in labels
        for number in range(briefing.line_number(label), briefing.line_number(label.end - 1) + 1)
    }
    wanted = [re.escape(word.strip()) for word in listed(words) if word.strip()]
    if not wanted:
        raise BriefingError('The rule needs a word. Write, for example, try_rule(briefing, ["said"]).')
    pattern = re.compile(rf"\b(?:{'|'.join(wanted)})\b", re.IGNORECASE)
    groups: dict[tuple[bool, bool], list[int]] = {}
    for line in briefing.lines:
        if line.role in ("paragraph", "turn"):
            key = (bool(pattern.search(line.text)), line.number in speech)
            groups.setdefault(key, []).append(line.number)
    return Lines(
        *(tuple(groups.get(key, ())) for key in ((True, True), (True, False), (False, True), (False, False)))
    )


def _share(hits: int, others: int) -> float:
    return 100 * hits / (hits + others) if hits + others else 0.0


def _few(numbers: tuple[int, ...], limit: int = 12) -> str:
    shown = ", ".join(map(str, numbers[:limit]))
    return f"{shown} …" if len(numbers) > limit else shown or "–"
