"""What rules are asked, and what they answer: a paragraph with its cues, one quotation, a decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing_lessons.english.phrases import Phrase
from briefing_lessons.english.quotation_marks import Marked
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import VERBS, listed
from briefing_lessons.english.words import denies
from briefing_lessons.quotes.complements import Complement, complement_of
from briefing_lessons.quotes.cues import Cue, find_cues
from briefing_lessons.spans import QuoteKind, Stance


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules look at."""

    units: Units
    cues: tuple[tuple[Cue, ...], ...]  #: reporting expressions, one tuple per sentence
    complements: dict[int, Complement]  #: first unit of a cue -> what it introduces
    spoken: bool  #: the text is somebody's speech: a turn of a transcript, or the inside of a quotation

    def cues_with(self, unit: int) -> tuple[Cue, ...]:
        """Return the reporting expressions in the sentence of `unit`."""
        return self.cues[self.units.sentence_of(unit)]


def scene_of(units: Units, spoken: bool = False) -> Scene:
    """Find the reporting expressions of `units`, and what each introduces."""
    cues = tuple(find_cues(units, sentence) for sentence in units.sentences)
    complements = {cue.first: complement_of(units, cue) for found in cues for cue in found}
    return Scene(units, cues, complements, spoken)


@dataclass(frozen=True, slots=True)
class Clause:
    """A reported clause."""

    first: int  #: first unit
    after: int  #: unit after the last
    cue: tuple[int, int]  #: units of the reporting expression
    subject: Phrase | None
    because: str  #: the deciding rule in a learner's words
    tried: tuple[str, ...]  #: names of the rules tried, in order


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


DENYING = listed("deny refute reject dispute contradict rebut disavow")
_ASKING = listed("ask wonder inquire enquire doubt query")


def stance_of(scene: Scene, cue: tuple[int, int], kind: QuoteKind) -> Stance:
    """Return what the source does with the words: a question or a verb that is negated asserts nothing.

    Parameters
    ----------
    scene
        The paragraph.
    cue
        Units of the reporting expression.
    kind
        A quotation in marks was uttered, whatever the verb; only what is reported can be denied.
    """
    low, first = scene.units.low, cue[0]
    verb = VERBS.get(low[first])
    lemma = verb.lemma if verb is not None else low[first]
    before = low[max(scene.units.sentences[scene.units.sentence_of(first)][0], first - 4) : first]
    negated = denies(before)
    if lemma in DENYING and kind != "direct":
        return "neither" if negated and "nor" not in before else "denied"
    if kind == "direct":
        return "said"
    if negated and "nor" in before:
        return "denied"
    return "neither" if negated or lemma in _ASKING else "said"
