"""Apply the rules to one paragraph: which stretches are quoted or reported, by whom, and by which rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_lessons.english.phrases import Phrase
from briefing_lessons.english.quotation_marks import Marked
from briefing_lessons.quotes.clause_rules import ClauseRule
from briefing_lessons.quotes.reported import Clause, find_clauses
from briefing_lessons.quotes.rules import Case, Decision, Rule
from briefing_lessons.quotes.scene import Scene
from briefing_lessons.spans import QuoteKind

#: How many quotations back a rule may look.
_LOOK_BACK = 8
_UNDECIDED = "Nothing beside these words says whose they are."


@dataclass(frozen=True, slots=True)
class Proposal:
    """A quotation or reported clause before its source has a name; offsets count in the running text."""

    start: int
    end: int
    inner: tuple[int, int]  #: the words without their marks
    kind: QuoteKind
    subject: Phrase | None  #: the words that name the source
    cue: tuple[int, int] | None  #: units of the reporting expression
    follows: bool  #: it shares the source of the quotation before it
    because: str  #: the deciding rule in a learner's words
    tried: tuple[str, ...]  #: names of the rules tried, in order
    marked: Marked | None  #: for a quotation, its marks and what is nested in it


def propose(
    scene: Scene, rules: Sequence[Rule], clause_rules: Sequence[ClauseRule], carried: bool
) -> tuple[Proposal, ...]:
    """Return the quotations and reported clauses of `scene` in order, an outer one before the nested.

    Parameters
    ----------
    scene
        A paragraph, or the inside of a quotation.
    rules, clause_rules
        The attribution rules and the rules for reported clauses, in the order in which they are tried.
    carried
        Whether the paragraph before ended with a speaker whose quotation may go on here.
    """
    clauses = tuple(find_clauses(scene, clause_rules))
    in_sentence: dict[int, list[Clause]] = {}
    for clause in clauses:
        in_sentence.setdefault(scene.units.sentence_of(clause.cue[0]), []).append(clause)
    quoted: list[Proposal] = []
    earlier: list[tuple[int, Decision]] = []
    for unit, marked in scene.units.marked.items():
        beside = in_sentence.get(scene.units.sentence_of(unit), ())
        case = Case(scene, unit, marked, beside, tuple(earlier[-_LOOK_BACK:]), carried)
        decision, because, tried = _decide(case, rules)
        earlier.append((unit, decision))
        quoted.append(_quoted(scene, marked, decision, because, tried))
    by_cue: dict[int, list[tuple[int, Decision]]] = {}
    for unit, decision in earlier:
        if decision.cue is not None:
            by_cue.setdefault(decision.cue.first, []).append((unit, decision))
    kept = (c for c in clauses if not _is_quotation(scene, c, by_cue.get(c.cue[0], ())))
    reported = [_reported(scene, clause) for clause in kept]
    return tuple(sorted([*quoted, *reported], key=lambda p: (p.start, -p.end, p.kind != "indirect")))


def _decide(case: Case, rules: Sequence[Rule]) -> tuple[Decision, str, tuple[str, ...]]:
    tried: list[str] = []
    for rule in rules:
        tried.append(rule.__name__)
        decision = rule(case)
        if decision is not None:
            return decision, first_line(rule.__doc__), tuple(tried)
    return Decision("direct" if case.is_utterance else "mixed"), _UNDECIDED, tuple(tried)


def first_line(doc: str | None) -> str:
    """Return the first line of a docstring: the rule in a learner's words."""
    return (doc or "").strip().splitlines()[0]


def _quoted(
    scene: Scene, marked: Marked, decision: Decision, because: str, tried: tuple[str, ...]
) -> Proposal:
    cue = (decision.cue.first, decision.cue.after) if decision.cue else decision.noun
    span = (marked.start, marked.end, marked.inner)
    return Proposal(*span, decision.kind, decision.subject, cue, decision.follows, because, tried, marked)


def _reported(scene: Scene, clause: Clause) -> Proposal:
    start, end = scene.units.span(clause.first, clause.after)
    return Proposal(
        start,
        end,
        (start, end),
        "indirect",
        clause.subject,
        clause.cue,
        False,
        clause.because,
        clause.tried,
        None,
    )


def _is_quotation(scene: Scene, clause: Clause, decided: Sequence[tuple[int, Decision]]) -> bool:
    """A clause whose cue introduces a quotation, or that is one from edge to edge, is not reported."""
    edge_to_edge = scene.units.tags[clause.first : clause.after].strip(",.") == "Q"
    return any(
        decision.kind == "direct" or edge_to_edge or not clause.first <= unit < clause.after
        for unit, decision in decided
    )
