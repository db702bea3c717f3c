"""How far two readers agree: in per cent, beyond chance, and on which spans they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from briefing_lessons.annotation.sheets import Sheet, place
from briefing_lessons.errors import BriefingError
from briefing_lessons.html import text_box
from briefing_lessons.spans import shorten
from briefing_lessons.tables import Table

#: readers that are no person with a code, as a sentence calls them
_CALLED = {"machine": "the machine", "by hand": "the labels by hand"}


@dataclass(frozen=True, slots=True, repr=False)
class Agreement:
    """How far two readers agree on the spans that both have labelled."""

    first: Sheet
    second: Sheet

    @property
    def pairs(self) -> tuple[tuple[int, str, str], ...]:
        """Number of the span, the first reader's label, the second's."""
        both = zip(self.first.labels, self.second.labels, strict=True)
        return tuple((number, a, b) for number, (a, b) in enumerate(both, start=1) if a and b)

    @property
    def same(self) -> int:
        """How many of them have the same label."""
        return sum(a == b for _, a, b in self.pairs)

    @property
    def percent(self) -> float | None:
        """The share of equal labels in per cent; `None` when no span was labelled by both."""
        return 100 * self.same / len(self.pairs) if self.pairs else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa: 1 is full agreement, 0 what chance alone would give.

        `None` when nothing can be said: no common span, or only one label in use.
        """
        if len({label for pair in self.pairs for label in pair[1:]}) < 2:
            return None
        return cohens_kappa([a for _, a, _ in self.pairs], [b for _, _, b in self.pairs])

    @property
    def differences(self) -> Table:
        """The spans on which the two differ: what to talk about."""
        lines, spans = self.first.lines, self.first.spans
        apart = [pair for pair in self.pairs if pair[1] != pair[2]]
        rows = ((n, lines[n - 1], shorten(spans[n - 1].text, 70), a, b) for n, a, b in apart)
        return Table(("number", "line", "words", self.first.reader, self.second.reader), rows, self.summary)

    @property
    def summary(self) -> str:
        """The result in a sentence."""
        if not self.pairs:
            return "No span has a label from both readers yet. Label some, then run this cell again."
        who = " and ".join(_CALLED.get(sheet.reader, sheet.reader) for sheet in (self.first, self.second))
        if self.first.reader in _CALLED:
            who = who[0].upper() + who[1:]  # a code keeps its small letters
        return f"{who} agree on {self.same} of {len(self.pairs)} spans ({int((self.percent or 0) + 0.5)} %)."

    def __repr__(self) -> str:
        return repr(self.differences) if self.same < len(self.pairs) else self.summary

    def _repr_html_(self) -> str:
        if self.same < len(self.pairs):
            return self.differences._repr_html_()
        return text_box(escape(self.summary), "bl-agreement", "p")


def agreement(first: Sheet, second: Sheet) -> Agreement:
    """Compare two readers' sheets of the same task.

    >>> from briefing_lessons import load_briefing
    >>> from briefing_lessons.annotation.sheets import label_by, make_sheet
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> sheet = make_sheet("try", briefing, briefing.headings[:2], ["war", "trade"], fresh=True)
    >>> one = label_by(sheet, "wren-101", zip(sheet.spans, ["war", "war"]), "trade")
    >>> other = label_by(sheet, "heron-202", zip(sheet.spans, ["war", "trade"]), "trade")
    >>> agreement(one, other).summary
    'wren-101 and heron-202 agree on 1 of 2 spans (50 %).'

    Raises
    ------
    BriefingError
        When the sheets hold different spans.
    """
    if [place(s) for s in first.spans] != [place(s) for s in second.spans] or first.source != second.source:
        wrong = "These two sheets hold different spans. Compare sheets of the same task and text."
        raise BriefingError(wrong)
    return Agreement(first, second)


def cohens_kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Return Cohen's kappa of two readers who labelled the same items in the same order.

    >>> round(cohens_kappa("xxxy", "xxyy"), 3)
    0.5

    Source: Cohen (1960); computed by NLTK's `AnnotationTask.kappa`.
    """
    from nltk.metrics.agreement import AnnotationTask

    rows = [(reader, str(item), label) for reader, given in (("1", first), ("2", second))
            for item, label in enumerate(given)]  # fmt: skip
    return float(AnnotationTask(data=rows).kappa())
