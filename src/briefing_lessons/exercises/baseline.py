"""What a machine has to beat: a program that always gives one answer, and a rule that looks for words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from briefing_lessons.briefing import Briefing, read_seed
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.answers import listed
from briefing_lessons.hand_labels import QuoteLabel, has_labels, load_labels
from briefing_lessons.resources import seed_names
from briefing_lessons.spans import Quote
from briefing_lessons.tables import Table


def main_speaker(briefing: Briefing) -> str | None:
    """Return who is the source of most quotations in marks: what a lazy program always answers.

    >>> from briefing_lessons import load_briefing
    >>> main_speaker(load_briefing("000_95b79719e875266d.txt"))
    'Sergei Lavrov'
    """
    names = Counter(quote.speaker for quote in marked_quotes(briefing))
    return names.most_common(1)[0][0] if names else None


def baseline_share(briefing: Briefing, name: str | None = None) -> float:
    """Return on how many per cent of the quotations in marks the answer `name` is right.

    >>> from briefing_lessons import load_briefing
    >>> baseline_share(load_briefing("000_95b79719e875266d.txt"))
    100.0

    Parameters
    ----------
    briefing
        The text.
    name
        What the lazy program always answers; the main speaker unless given.
    """
    said, answer = marked_quotes(briefing), name or main_speaker(briefing)
    return 100 * sum(quote.speaker == answer for quote in said) / len(said) if said else 0.0


def baseline_elsewhere(briefing: Briefing) -> Table:
    """Show how the lazy answer for this text does on the texts that come with the course.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> baseline_elsewhere(briefing)["right, per cent"]
    (100.0, 0.0, 0.0)
    """
    name = main_speaker(briefing)
    texts = {briefing.source: briefing} | {seed: read_seed(seed) for seed in seed_names()}
    rows = [(source, len(marked_quotes(text)), baseline_share(text, name)) for source, text in texts.items()]
    return Table(("text", "quotations", "right, per cent"), rows, f"The answer “{name}” on other texts.")


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
        return Table(
            ("group", "how many lines", "which lines"),
            rows,
            "A word rule against a person who read the text.",
        )

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
