"""A reporting expression where it stands in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing_lessons.english.phrases import Phrase
from briefing_lessons.english.reporting import Expression

Shape = Literal["finite", "participle", "infinitive", "passive", "source", "noun", "adjective"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting expression in its sentence."""

    first: int  #: first unit of the expression
    after: int  #: unit after its last
    group: int  #: first unit of the verb group, with its auxiliaries and adverbs
    expression: Expression
    shape: Shape
    subject: Phrase | None
    inverted: bool  #: the subject follows: "said Lavrov"
    inherited: bool  #: the subject is that of an earlier verb: "…, adding that"
    sentence: tuple[int, int]

    @property
    def end(self) -> int:
        """The unit after the cue and, if it follows, its subject."""
        return max(self.after, self.subject.after) if self.subject and self.inverted else self.after

    @property
    def begin(self) -> int:
        """The first unit of the subject, or of the verb group where the subject is elsewhere."""
        if self.subject is None or self.inherited or self.inverted:
            return self.group
        return min(self.subject.first, self.group)
