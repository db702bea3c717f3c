"""One paragraph laid out for the rules: its units, its quotations and its reporting expressions."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_lessons.english.units import Units
from briefing_lessons.quotes.complements import Complement, complement_of
from briefing_lessons.quotes.cue import Cue
from briefing_lessons.quotes.cues import find_cues


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
