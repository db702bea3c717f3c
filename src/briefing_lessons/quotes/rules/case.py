"""What a rule is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing_lessons.english.phrases import Phrase
from briefing_lessons.english.quotation_marks import Marked
from briefing_lessons.quotes.cue import Cue
from briefing_lessons.quotes.reported import Clause
from briefing_lessons.quotes.scene import Scene
from briefing_lessons.spans import QuoteKind


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule says about one quotation."""

    kind: QuoteKind
    subject: Phrase | None = None  #: the words that name the source, as units of the scene
    cue: Cue | None = None
    follows: bool = False  #: the source is that of the quotation before it
    noun: tuple[int, int] | None = None  #: units of a cue that is no verb of its own: "reply", "words"


@dataclass(frozen=True, slots=True)
class Case:
    """One quotation in its paragraph, for the rules to decide."""

    scene: Scene
    unit: int  #: the unit that the quotation is
    marked: Marked
    clauses: Sequence[Clause]  #: reported clauses of the paragraph
    earlier: Sequence[tuple[int, Decision]]  #: (unit, decision) of quotations before it in the paragraph
    carried: bool  #: the paragraph before ended with an attributed quotation or a colon

    @property
    def words(self) -> str:
        """The words between the marks."""
        return self.scene.units.text[slice(*self.marked.inner)]

    @property
    def before(self) -> str:
        """The letter of the unit before the quotation; "." at the start of its sentence."""
        sentence = self.scene.units.sentences[self.scene.units.sentence_of(self.unit)]
        return self.scene.units.tags[self.unit - 1] if self.unit > sentence[0] else "."

    @property
    def after(self) -> str:
        """The letter of the unit after the quotation; "." at the end of its sentence."""
        sentence = self.scene.units.sentences[self.scene.units.sentence_of(self.unit)]
        return self.scene.units.tags[self.unit + 1] if self.unit + 1 < sentence[1] else "."

    @property
    def is_utterance(self) -> bool:
        """Whether the words could stand as a sentence: a capital, and a final mark or four words."""
        words = self.words.strip()
        first = next((c for c in words if c.isalnum()), "")
        return first.isupper() and (words[-1:] in ".,?!…" or len(words.split()) > 3)

    @property
    def goes_on_from_fragment(self) -> bool:
        """Whether a fragment stands earlier in the sentence and these words go on from it in lower case."""
        first = next((c for c in self.words if c.isalnum()), "")
        low = self.scene.units.sentences[self.scene.units.sentence_of(self.unit)][0]
        return first.islower() and any(unit >= low and d.kind == "mixed" for unit, d in self.earlier)


Rule = Callable[[Case], Decision | None]
