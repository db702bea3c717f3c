"""Find reported speech without quotation marks: the clause of every reporting expression."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing_lessons.english.phrases import Phrase
from briefing_lessons.english.wordclasses import CLASS_OF, listed
from briefing_lessons.quotes.clause_rules import ClauseRule
from briefing_lessons.quotes.cue import Cue
from briefing_lessons.quotes.scene import Scene


@dataclass(frozen=True, slots=True)
class Clause:
    """A reported clause."""

    first: int  #: first unit
    after: int  #: unit after the last
    cue: tuple[int, int]  #: units of the reporting expression
    subject: Phrase | None
    because: str  #: the deciding rule in a learner's words
    tried: tuple[str, ...]  #: names of the rules tried, in order


def find_clauses(scene: Scene, rules: Sequence[ClauseRule]) -> Iterator[Clause]:
    """Yield the reported clauses of a paragraph, each with the rule that found it.

    A report within a report is told by the outer source: "He said that Ardal hopes …" is his alone.
    """
    for cues in scene.cues:
        telling = (cue for cue in cues if not (scene.spoken and _is_the_act_itself(scene, cue)))
        clauses = [c for c in (_first_that_fits(scene, cue, rules) for cue in telling) if c is not None]
        yield from (clause for clause in clauses if not _is_inside(clause, clauses))


def _is_inside(clause: Clause, clauses: Sequence[Clause]) -> bool:
    first, after = min(clause.cue[0], clause.first), clause.after
    return any(other.first <= first and after <= other.after for other in clauses if other is not clause)


def _is_the_act_itself(scene: Scene, cue: Cue) -> bool:
    """ "I think", "I admit" said by the speaker hedge or perform; "I said", "we told them" report."""
    units = scene.units
    if cue.subject is None:
        return False
    subject = units.low[cue.subject.first]
    if subject == "you":  # "Can you say whether …?", "you may have read that …"
        perceives = cue.expression.lemma in ("read", "see", "hear", "know")
        return perceives or _is_asked_for(scene, cue.subject.first)
    if subject not in ("i", "we"):
        return False
    present = units.low[cue.first] == cue.expression.lemma.split()[0].lower()
    helpers = {word for word in units.low[cue.group : cue.first] if word in _HELPERS}
    hearer = scene.complements[cue.first].hearer
    of_another = hearer is not None and units.low[hearer[0]] not in ("you", "yourself")
    performed = not helpers or (helpers <= _MODALS and not of_another)
    return cue.expression.thought or (present and performed)


#: Auxiliaries that leave "I would say" a hedge; "I did say" and "I have said" report.
_MODALS = listed("would could can may might must should will 'd 'll")
_HELPERS = frozenset(word for word, letter in CLASS_OF.items() if letter == "x")


def _is_asked_for(scene: Scene, you: int) -> bool:
    return you > 0 and scene.units.low[you - 1] in ("can", "could", "will", "would", "did", "do")


def _first_that_fits(scene: Scene, cue: Cue, rules: Sequence[ClauseRule]) -> Clause | None:
    tried: list[str] = []
    for rule in rules:
        tried.append(rule.__name__)
        bounds = rule(scene, cue)
        if bounds is not None and bounds[1] > bounds[0]:
            because = (rule.__doc__ or "").splitlines()[0]
            return Clause(*bounds, (cue.first, cue.after), cue.subject, because, tuple(tried))
    return None
