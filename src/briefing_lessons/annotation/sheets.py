"""A sheet of spans to be labelled, and the ways to fill it: by hand, or from labels that exist."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.answers import fold_answer, is_unanswered, listed, read_choice
from briefing_lessons.exercises.journal import journal
from briefing_lessons.spans import Span, shorten
from briefing_lessons.tables import ShowsTable, Table


@dataclass(frozen=True, slots=True, repr=False)
class Sheet(ShowsTable):
    """Spans of one text to be labelled, and what one reader said about each."""

    name: str  #: which task, e.g. "persuade"
    source: str  #: the briefing
    reader: str  #: a code, "hand labels" or "machine"; never a name
    choices: tuple[str, ...]  #: the labels one may give
    spans: tuple[Span, ...]
    lines: tuple[int, ...]  #: the line of each span
    labels: tuple[str | None, ...]  #: one for each span; `None`: not labelled yet

    @property
    def done(self) -> int:
        """How many spans have a label."""
        return sum(label is not None for label in self.labels)

    @property
    def table(self) -> Table:
        """The sheet as a table: number, line, words, label."""
        caption = f"{self.source}: {self.done} of {len(self.spans)} labelled by {self.reader}."
        numbered = enumerate(zip(self.spans, self.lines, self.labels, strict=True), start=1)
        rows = ((n, line, shorten(span.text, 90), label or "?") for n, (span, line, label) in numbered)
        caption += f" Labels: {', '.join(self.choices)}."
        return Table(("number", "line", "words", "label"), rows, caption)


def make_sheet(
    name: str, briefing: Briefing, spans: Iterable[Span], choices: Sequence[str], *, fresh: bool = False
) -> Sheet:
    """Make a sheet of `spans` to be labelled; labels given earlier on this computer are filled in.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> make_sheet("try", briefing, briefing.headings[:2], ["war", "trade"], fresh=True).labels
    (None, None)

    Parameters
    ----------
    name
        A word for the task; it becomes part of file names.
    spans
        Any spans of the text.
    choices
        The labels one may give.
    fresh
        Begin with an empty sheet even where the journal has labels.
    """
    placed, allowed = tuple(spans), tuple(choices)
    entry = None if fresh else journal().latest(f"sheet.{name}", "label", briefing.source)
    earlier = dict(part.split("=", 1) for part in entry.value.split("; ") if "=" in part) if entry else {}
    given = (earlier.get(place(span)) for span in placed)
    labels = tuple(label if label in allowed else None for label in given)
    lines = tuple(map(briefing.line_number, placed))
    return Sheet(name, briefing.source, journal().code, allowed, placed, lines, labels)


def label(sheet: Sheet, labels: Mapping[int, Any] | Sequence[Any]) -> Sheet:
    """Return the sheet with more labels, and keep them in the journal.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> sheet = make_sheet("try", briefing, briefing.headings[:2], ["war", "trade"], fresh=True)
    >>> label(sheet, {1: " War ", 2: ...}).labels
    ('war', None)

    Parameters
    ----------
    labels
        Number of the span (from 1) and its label, or all labels in order (also as one text with commas);
        dots leave a span open.
        A label may be written in any case, by its first letters, or by its letter A, B, C …

    Raises
    ------
    BriefingError
        When a number is not on the sheet, or a label is not among the choices.
    """
    given = dict(labels) if isinstance(labels, Mapping) else dict(enumerate(listed(labels), start=1))
    filled = list(sheet.labels)
    for number, value in given.items():
        if is_unanswered(value):
            continue
        if not isinstance(number, int) or not 1 <= number <= len(filled):
            raise BriefingError(f"There is no span {number}. Give a number from 1 to {len(filled)}.")
        filled[number - 1] = choose_label(value, sheet, number)
    result = replace(sheet, labels=tuple(filled))
    if result.done:
        keep_labels(result)
    return result


def label_by(sheet: Sheet, reader: str, labels: Iterable[tuple[Span, str]], otherwise: str) -> Sheet:
    """Fill a sheet with labels that exist already: hand labels of the text, or the machine's.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> sheet = make_sheet("try", briefing, briefing.headings[:2], ["war", "trade"], fresh=True)
    >>> label_by(sheet, "machine", [(briefing.headings[0], "war")], otherwise="trade").labels
    ('war', 'trade')

    Parameters
    ----------
    reader
        Whose labels these are, e.g. "machine".
    labels
        Spans with their label; each span of the sheet takes the label of the span that overlaps it most,
        and where two overlap it about as much, the label that comes first among the choices.
    otherwise
        The label of a span that none overlaps, or whose label is not on the list.
    """
    known = [(span, given) for span, given in labels if given in sheet.choices]

    def best(span: Span) -> str:
        shares = [(_overlap(span, other), given) for other, given in known]
        most = max((share for share, _ in shares), default=0.0)
        near = [given for share, given in shares if share > 0 and share >= 0.75 * most]
        return min(near, key=sheet.choices.index, default=otherwise)

    return replace(sheet, reader=reader, labels=tuple(best(span) for span in sheet.spans))


def keep_labels(sheet: Sheet) -> None:
    """Keep the labels in the journal, where `make_sheet` finds them."""
    pairs = zip(sheet.spans, sheet.labels, strict=True)
    value = "; ".join(f"{place(span)}={given}" for span, given in pairs if given)
    outcome = f"{sheet.done} of {len(sheet.spans)}"
    journal().record("label", f"sheet.{sheet.name}", value, outcome, sheet.source)


def choose_label(value: Any, sheet: Sheet, number: int) -> str:
    """Return the label of the sheet that `value` means, however it is written, for span `number`.

    Raises
    ------
    BriefingError
        When it means none of them, or more than one.
    """
    by_words = {fold_answer(choice): choice for choice in sheet.choices}
    chosen = by_words.get(fold_answer(value)) or read_choice(value, sheet.choices)
    if chosen is None:
        raise BriefingError(
            f"Span {number}: {shorten(str(value), 30)!r} is not on the list. Use one of: "
            f"{', '.join(sheet.choices)}."
        )
    return chosen


def place(span: Span) -> str:
    """Return what a file of labels calls a span: its two offsets.

    >>> place(Span(3013, 3022, "of course"))
    '3013-3022'
    """
    return f"{span.start}-{span.end}"


def _overlap(a: Span, b: Span) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0, shared) / (max(a.end, b.end) - min(a.start, b.start) or 1)
