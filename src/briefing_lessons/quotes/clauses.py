"""Find reported speech without quotation marks: the clause of every reporting expression, and its rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from briefing_lessons.english.phrases import ends_with_comma
from briefing_lessons.english.tagging import opens_with_participle
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import CLASS_OF, PERSON_NOUNS, listed
from briefing_lessons.english.words import denies, word_list
from briefing_lessons.quotes.complements import complement_of
from briefing_lessons.quotes.cues import Cue
from briefing_lessons.quotes.scene import DENYING, Clause, Scene

#: Words that make the clause they open depend on another one.
_SUBORDINATORS = word_list("depending clauses")


#: Nouns by which the reporter sums up what was said.
_VERDICTS = word_list("verdicts")
_NEW_MAIN_CLAUSE = re.compile(",&d[ne]?n[vVe]d")


def clause_end(units: Units, cue: Cue, first: int, cues: tuple[Cue, ...]) -> int:
    """Return the unit after the reported clause that begins at unit `first`.

    The clause reaches to the end of its sentence, unless a new cue takes over: ", adding that",
    ", but insisted", "and said", ", according to"; or a semicolon or a colon with a quotation cuts it.
    """
    tags, high = units.tags, cue.sentence[1]
    end = high
    for k in range(first + 1, high):
        tag = tags[k]
        if (
            tag == "Q"
            and ends_with_comma(units, k)
            and tags[k + 1 : k + 2] in ("b", "S")
            and "p" in tags[k + 2 : k + 4]
        ):
            end = k + 1  # "… “dear,” though he blamed the weather"
            break
        if tag == "," and tags[k + 1 : k + 2] in ("&", "b") and units.low[k + 2 : k + 3] == ["i"]:
            end = k
            break
        if tag == "," and (_NEW_MAIN_CLAUSE.match(tags, k) or _tells_when(units, k + 1)):
            end = k
            break
        if tag in ";" or (tag == ":" and k + 1 < high and tags[k + 1] == "Q"):
            end = k
            break
    end = _without_comment(units, first, end)
    end = min(end, _main_clause_after(units, cue, first, end))
    for other in cues:
        if other.first <= first or other.first >= end or other is cue:
            continue
        cut = _cut_before(units, cue, other, first)
        if cut is not None and cut > first:
            end = cut
            break
    return _without_final_marks(tags, first, end)


def _tells_when(units: Units, k: int) -> bool:
    """In "denied that they had met, a day after an envoy spoke" the last comma opens the reporter's time."""
    measure = re.match("[da#]*[nz]a?i|i", units.tags[k : k + 6])
    return measure is not None and units.low[k + measure.end() - 1] in ("after", "before")


def _in_lower_case(units: Units, quotation: int) -> bool:
    return next((c for c in units.words(quotation, quotation + 1) if c.isalpha()), "").islower()


def _without_comment(units: Units, first: int, end: int) -> int:
    """A last ", which …", ", who …" or ", compared with …" is more often the reporter's comment."""
    comma = units.tags.rfind(",", first + 3, end)
    summed_up = units.low[comma + 1 : comma + 2] in (["a"], ["an"])
    if comma > 0 and summed_up and _VERDICTS & set(units.low[comma + 2 : comma + 4]):
        return comma  # "…, a charge that makes her laugh"
    if (
        comma > 0
        and comma + 1 < end
        and units.low[comma + 1] in ("which", "who", "compared", "despite", "while", "whereupon")
    ):
        return comma
    return end


def _main_clause_after(units: Units, cue: Cue, first: int, end: int) -> int:
    """In "As he announced that …, he left" and "Abel, asked whether …, left" a comma ends the report."""
    tags, low = units.tags, cue.sentence[0]
    asked = cue.group == low and cue.shape in ("passive", "participle")
    depends = (asked or units.low[low] in _SUBORDINATORS) and "," not in tags[low : cue.first]
    relative = (
        cue.subject is not None
        and units.low[cue.subject.first] in ("who", "which")
        and tags[cue.subject.first - 1] == ","
    )
    inserted = cue.shape == "passive" and cue.group > low and tags[cue.group - 1] == ","
    if not (depends or relative or inserted):
        return end
    for k in range(first + 1, end - 1):
        if tags[k] == "," and tags[k + 1] in ("dpXn#tw" if depends else "xvVae"):
            return k
    return end


def _cut_before(units: Units, cue: Cue, other: Cue, first: int) -> int | None:
    """Return where `other`, a later cue, ends the clause; `None` if it lies inside the clause."""
    tags = units.tags
    if other.shape == "source":
        return other.first - 1 if tags[other.first - 1] == "," else other.first
    if other.shape == "participle":
        before = other.first - 1
        while before > first and tags[before] == "a":
            before -= 1
        if tags[before] == ",":
            return before
        return None
    if other.shape != "finite":
        return None
    if other.inherited:
        before = other.group - 1
        if tags[before] in "&b" and before > first:
            if tags[before - 1] == ",":
                return before - 1
            tells = "Q" in tags[other.after : other.sentence[1]] or _introduces(units, other)
            return before if tells else None  # "that she had it and told nobody"
        return None
    if _comes_last(units, other):
        return other.begin - 1
    if other.subject is not None and not other.inverted:
        before = other.subject.first - 1
        speaks = not other.expression.thought or (
            units.low[before] == "but" and tags[other.subject.head[0]] == "X"
        )  # ", but Abel doubted"
        if before > first and tags[before] in "&b" and tags[before - 1] == "," and speaks:
            return before - 1
    return None


def _introduces(units: Units, cue: Cue) -> bool:
    return complement_of(units, cue).kind not in ("thing", "none")


def _comes_last(units: Units, other: Cue) -> bool:
    """In "He hopes that it will end, Abel said on Friday" the last cue takes the whole."""
    if units.tags[other.begin - 1] not in ",Q" or not other.expression.takes & {"quote", "bare"}:
        return False
    after = complement_of(units, other)
    return after.kind == "none" and (after.first >= other.sentence[1] - 1 or units.tags[after.first] in "GS")


def clause_start(units: Units, cue: Cue, interrupted: bool, final: bool) -> int | None:
    """Return the first unit of the clause that stands before the cue: "The war is over, he said".

    What stands before must have a verb of its own, unless the clause goes on after the cue:
    "Instead, he said, the bank will wait".
    """
    tags, low = units.tags, cue.sentence[0]
    before = cue.begin - 1
    first = units.tags.rfind(";", low, before) + 1 or low
    while first < before and tags[first] in "&b,-…":
        first += 1
    first = _behind_dateline(units, first, before)
    if first >= before and tags[before] != "Q":
        return None
    if interrupted:
        return first
    final = final and (cue.inverted or cue.expression.lemma in ("say", "tell", "report"))
    if opens_with_participle(units.low, first):  # "Asked if it was safe, she nodded"
        return None
    verbless_but_final = final and before - first > 3 and tags[first] in "dXnp#"
    quoted = tags[first] == "Q" and tags[before] == ","  # "“… if we are late” with the harvest, she said"
    if not (verbless_but_final or quoted) and not any(
        tag in "xvVe'Q" for tag in tags[first + 1 : before + 1]
    ):
        return None
    return first


def _behind_dateline(units: Units, first: int, before: int) -> int:
    """Step from "PORT ALDER, Marrowland (MNS) — The head …" to "The head"."""
    dash = units.tags.find("-", first, min(before, first + 10))
    place = units.text[units.starts[first] : units.ends[first]]
    if dash < 0 or len(place) < 2 or not place.isupper() or set(units.tags[first:dash]) - set("X,()z#."):
        return first
    return dash + 1


def _without_final_marks(tags: str, first: int, end: int) -> int:
    while end > first and tags[end - 1] in ".,;:-":
        end -= 1
    return end


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
    ends = ends or (complement.kind == "quote" and _waits(scene, cue) and tags[resume] == ",")
    if not ends or cue.begin <= cue.sentence[0] or tags[cue.begin - 1] not in ",Q-":
        return None
    goes_on = resume + 2 < high and tags[resume] == "," and _goes_on(scene, cue, resume + 1)
    last = resume >= high - 1 or cue.inverted  # "Abel still owns two boats, noted Vera Holt, who …"
    first = clause_start(scene.units, cue, goes_on, final=last)
    if first is None:
        return None
    if goes_on:
        return first, _end(scene, cue, resume + 1)
    return first, cue.begin if tags[cue.begin - 1] == "Q" else cue.begin - 1


#: After a cue these tell of the speaker, and are no part of the words.
_HOW_IT_WAS_SAID = listed("speaking talking referring citing quoting pointing gesturing")


def _waits(scene: Scene, cue: Cue) -> bool:
    """What stands before the cue has no verb yet: "The council, says its clerk, …"."""
    low = scene.units.tags.rfind(";", cue.sentence[0], cue.begin) + 1 or cue.sentence[0]
    return not any(tag in "xvVeQ" for tag in scene.units.tags[low : cue.begin])


def _goes_on(scene: Scene, cue: Cue, first: int) -> bool:
    """After "…, she added," the clause goes on, unless another cue begins there."""
    tags = scene.units.tags
    if _waits(scene, cue) and (
        tags[first] in "xvVe" or (tags[first] == "Q" and _in_lower_case(scene.units, first))
    ):
        return True  # "The rest, she said, plan to stay": the subject still waits for its verb
    if scene.units.low[first] in ("if", "unless"):
        return True
    if scene.units.low[first] in ("while", "whereas"):
        return False
    if tags[first] in "GQw" or scene.units.low[first] in _HOW_IT_WAS_SAID or _tells_when(scene.units, first):
        return False
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
    if cue.end + 1 >= high or tags[cue.end] != ",":
        return None
    if tags[cue.end + 1] == "Q" and _in_lower_case(scene.units, cue.end + 1):
        return low, _end(scene, cue, cue.end + 1)  # "She was, in his words, “a thief”"
    if tags[cue.first - 2] in "xv" and tags[cue.end + 1] in "dXn#":
        return low, _end(scene, cue, cue.end + 1)  # "It was, according to the board, the last"
    if tags[cue.end + 1] not in "xvVeadXn#p":
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


def find_clauses(scene: Scene, rules: Sequence[ClauseRule]) -> Iterator[Clause]:
    """Yield the reported clauses of a paragraph, each with the rule that found it.

    A report within a report is told by the outer source: "He said that Ardal hopes …" is his alone.
    """
    for cues in scene.cues:
        telling = (
            cue for cue in cues if not (_is_the_act_itself if scene.spoken else _never_said)(scene, cue)
        )
        clauses = [c for c in (_first_that_fits(scene, cue, rules) for cue in telling) if c is not None]
        yield from (clause for clause in clauses if not _is_inside(clause, clauses))


def _is_inside(clause: Clause, clauses: Sequence[Clause]) -> bool:
    first, after = min(clause.cue[0], clause.first), clause.after
    return any(other.first <= first and after <= other.after for other in clauses if other is not clause)


def _never_said(scene: Scene, cue: Cue) -> bool:
    """ "She has not said that …", "nobody said that …", "if she says that …" report nothing that was said."""
    units, low = scene.units, cue.sentence[0]
    if cue.subject is None or cue.expression.lemma in DENYING:
        return False
    if denies(units.low[cue.subject.first : cue.subject.first + 1]):
        return True
    group = units.low[cue.group : cue.first]
    negated = denies(group) and not cue.expression.thought  # "Ardal does not believe that" reports a belief
    if negated and not _MODALS & {word.removesuffix("n't") for word in group}:
        return True
    opening = units.low[low] if units.low[low] not in ("but", "and") else units.low[low + 1]
    before = units.low[cue.begin - 1] if cue.begin > low else opening
    return before in ("if", "unless") or (
        opening == "had" and cue.group > low and "," not in units.tags[low : cue.first]
    )


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
