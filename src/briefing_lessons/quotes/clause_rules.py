"""The rules for reported clauses: which stretch of a sentence a reporting expression reports."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from briefing_lessons.english.wordclasses import PERSON_NOUNS
from briefing_lessons.quotes.clauses import clause_end, clause_start
from briefing_lessons.quotes.cue import Cue
from briefing_lessons.quotes.scene import Scene

#: Given a reporting expression, the units (first, after) of the clause it reports, or `None`.
ClauseRule = Callable[[Scene, Cue], tuple[int, int] | None]


def that_clause_follows(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """A reporting expression is followed by “that” and a clause."""
    complement = scene.complements[cue.first]
    if complement.kind != "that":
        return None
    first = complement.first + 1
    while first < cue.sentence[1] and scene.units.tags[first] in ",:":
        first += 1
    return first, _end(scene, cue, first)


def question_clause_follows(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """A reporting expression is followed by “whether”, “why”, “how” or another question word."""
    complement = scene.complements[cue.first]
    if complement.kind != "whether":
        return None
    return complement.first, _end(scene, cue, complement.first)


def infinitive_follows(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """A promise, request or order is followed by “to” and what is to be done."""
    complement = scene.complements[cue.first]
    if complement.kind != "to":
        return None
    after = _end(scene, cue, complement.first)
    if scene.units.low[after - 1] in ("named", "identified"):
        return None  # "who asked not to be named"
    return complement.first, after


def plain_clause_follows(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """A reporting expression is followed by a clause without “that”."""
    complement = scene.complements[cue.first]
    if complement.kind != "bare":
        return None
    first = complement.first
    if scene.units.tags[first] == ":":
        first += 1
    return first, _end(scene, cue, first)


def clause_precedes(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """A clause comes first, then a comma and who said it; the clause may go on after that."""
    if cue.shape != "finite" or cue.inherited or not cue.expression.takes & {"quote", "bare"}:
        return None
    if cue.subject is not None and scene.units.tags[cue.subject.first] in "wt":
        return None  # "The bridge, which opened in 1962, is closed"
    tags, high = scene.units.tags, cue.sentence[1]
    complement = scene.complements[cue.first]
    resume = complement.first
    ends = complement.kind == "none" and (resume >= high or tags[resume] in ".,;:-)GS")
    if not ends or cue.begin <= cue.sentence[0] or tags[cue.begin - 1] not in ",Q-":
        return None
    goes_on = resume + 2 < high and tags[resume] == "," and _goes_on(scene, cue, resume + 1)
    first = clause_start(scene.units, cue, goes_on, final=resume >= high - 1)
    if first is None:
        return None
    if goes_on:
        return first, _end(scene, cue, resume + 1)
    return first, cue.begin if tags[cue.begin - 1] == "Q" else cue.begin - 1


#: After a cue these tell of the speaker, and are no part of the words.
_HOW_IT_WAS_SAID = frozenset(
    ["speaking", "talking", "referring", "citing", "quoting", "pointing", "gesturing"]
)


def _goes_on(scene: Scene, cue: Cue, first: int) -> bool:
    """After "…, she added," the clause goes on, unless another cue begins there."""
    tags = scene.units.tags
    if tags[first] in "GQw" or scene.units.low[first] in _HOW_IT_WAS_SAID:
        return False
    if not any(tag in "xvVeQ" for tag in tags[cue.sentence[0] : cue.begin]) and tags[first] in "xvVe":
        return True  # "The rest, she said, plan to stay": the subject still waits for its verb
    return not any(
        cue.first < other.first and other.group <= first + 1 for other in scene.cues_with(cue.first)
    )


def as_the_source_says(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """“As” and a source with its verb open the sentence; what follows the comma is theirs."""
    low, high = cue.sentence
    if cue.shape != "finite" or scene.units.low[low] != "as" or cue.begin > low + 2:
        return None
    first = scene.complements[cue.first].first
    if first + 1 >= high or scene.units.tags[first] != ",":
        return None
    return first + 1, _end(scene, cue, first + 1)


def source_comes_first(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """“According to” and a source open the sentence; the rest of it is theirs."""
    if cue.shape != "source" or cue.first > cue.sentence[0] + 2:
        return None
    tags, high = scene.units.tags, cue.sentence[1]
    comma = tags.find(",", cue.end, min(high, cue.end + 25))
    if comma >= 0 and (close := tags.find(",", comma + 1, high)) > 0 and _describes(scene, comma + 1, close):
        comma = close
    first = comma + 1 if comma >= 0 else cue.end
    if first >= high:
        return None
    return first, _end(scene, cue, first)


def _describes(scene: Scene, first: int, after: int) -> bool:
    """The words between two commas describe the source: "Abel, chief economist at the bank,"."""
    units = scene.units
    if units.tags[first] == "w" or set(units.tags[first:after]) == {"X"}:
        return True
    verbless = not any(tag in "xvVp" for tag in units.tags[first:after])
    return verbless and any(word in PERSON_NOUNS for word in units.low[first:after])


def source_comes_between(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """“In her words” or “according to” and a source stand inside a clause, between commas."""
    tags, (low, high) = scene.units.tags, cue.sentence
    if cue.shape != "source" or cue.first <= low + 1 or tags[cue.first - 1] != ",":
        return None
    if cue.end + 1 >= high or tags[cue.end] != "," or tags[cue.end + 1] not in "xvVea":
        return None
    if any(tag in "xvV" for tag in tags[low : cue.first]):
        return None
    return low, _end(scene, cue, cue.end + 1)


def source_comes_last(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """A clause comes first, then “according to” and its source."""
    if cue.shape != "source" or cue.inherited or cue.first <= cue.sentence[0] + 2:
        return None
    tags = scene.units.tags
    after = cue.first - 1 if tags[cue.first - 1] == "," else cue.first
    first = cue.sentence[0]
    for k in range(after - 1, cue.sentence[0], -1):
        if tags[k] in ";:" or (tags[k] == "," and tags[k + 1] in "w" and scene.units.low[k + 1] == "which"):
            first = k + 1
            break
    while tags[first] in "&b":
        first += 1
    if re.match(",&[vVxe]", tags[cue.end : cue.sentence[1]]):
        return first, _end(scene, cue, cue.end + 2)  # "…, according to the board, and took the roof"
    return (first, after) if after - first > 1 else None


def _end(scene: Scene, cue: Cue, first: int) -> int:
    return clause_end(scene.units, cue, first, scene.cues_with(cue.first))


#: The rules for reported clauses, in the order in which they are tried.
CLAUSE_RULES: Final[tuple[ClauseRule, ...]] = (
    source_comes_between,
    source_comes_first,
    source_comes_last,
    as_the_source_says,
    that_clause_follows,
    question_clause_follows,
    infinitive_follows,
    plain_clause_follows,
    clause_precedes,
)
