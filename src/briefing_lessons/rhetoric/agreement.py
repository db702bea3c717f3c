"""How far two readers of devices agree, and how well marks meet hand labels.

Cohen's kappa and Krippendorff's alpha are in `briefing_lessons.topics.agreement`.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

from briefing_lessons.errors import BriefingError

#: one reader's labels in the order of the spans; `None` where the reader gave none
Labels = Sequence[Hashable | None]


class _Labelled(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def device(self) -> str: ...


def percent_agreement(first: Labels, second: Labels) -> float:
    """Return how many labels are the same, in per cent of the spans that both readers labelled.

    >>> percent_agreement(["hedge", "none", "hedge", "none"], ["hedge", "none", "none", "none"])
    75.0

    Raises
    ------
    BriefingError
        If the readers labelled different numbers of spans, or no span both.
    """
    both = _pairs(first, second)
    return 100 * sum(one == two for one, two in both) / len(both)


def _pairs(first: Labels, second: Labels) -> list[tuple[Hashable, Hashable]]:
    if len(first) != len(second):
        raise BriefingError(
            f"One reader has {len(first)} labels and the other {len(second)}: label the same spans."
        )
    both = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    if not both:
        raise BriefingError("No span has a label from both readers: label some, then compare again.")
    return both


@dataclass(frozen=True, slots=True)
class Score:
    """How marks of one device compare with hand labels."""

    device: str
    hits: int
    false: int  #: marks on nothing that a person labelled
    missed: int  #: clear labels without a mark

    @property
    def precision(self) -> float | None:
        """Which share of the marks is right; `None` without marks."""
        return self.hits / (self.hits + self.false) if self.hits + self.false else None

    @property
    def recall(self) -> float | None:
        """Which share of the clear labels was found; `None` without clear labels."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else None


def score_marks(
    device: str, marks: Sequence[_Labelled], clear: Sequence[_Labelled], arguable: Sequence[_Labelled] = ()
) -> Score:
    """Compare marks with hand labels: a mark is right when it overlaps a label that no other mark has taken.

    A mark may be four times as long as its label (and ten characters more). Recall counts clear labels only;
    a mark on an arguable one counts neither way.

    >>> from briefing_lessons import load_briefing, load_labels
    >>> briefing = load_briefing("001_ferry_report.txt")
    >>> labels = [label for label in load_labels(briefing, "rhetoric") if label.device == "concessive"]
    >>> score_marks("concessive", briefing.marks, labels).recall
    1.0
    """
    free = [mark for mark in marks if mark.device == device]
    clear = [label for label in clear if label.device == device]
    labels = [*clear, *(label for label in arguable if label.device == device)]
    hits = 0
    for label in sorted(clear, key=lambda label: label.end - label.start):
        near = [mark for mark in free if _fits(mark, label)]
        if near:
            free.remove(min(near, key=lambda m: abs(m.start - label.start) + abs(m.end - label.end)))
            hits += 1
    false = sum(not any(_fits(mark, label) for label in labels) for mark in free)
    return Score(device, hits, false, len(clear) - hits)


def _fits(mark: _Labelled, label: _Labelled) -> bool:
    overlaps = min(mark.end, label.end) > max(mark.start, label.start)
    return overlaps and mark.end - mark.start <= 4 * (label.end - label.start) + 10
