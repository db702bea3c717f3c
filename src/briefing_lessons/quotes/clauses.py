"""Find reported speech without quotation marks: the clause of every reporting expression, and its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from briefing_lessons.english.phrases import behind_dateline, ends_with_comma
from briefing_lessons.english.tagging import opens_with_participle
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import FINITE_VERB, PERSON_NOUNS, VERBS, classes, listed, pattern
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import word_list
from briefing_lessons.quotes.complements import Kind
from briefing_lessons.quotes.nominal_cues import Cue
from briefing_lessons.quotes.scene import Clause, Scene, first_answer, is_performed, is_retold, never_said

#: Words that make the clause they open depend on another one.
_SUBORDINATORS = word_list("depending clauses")


#: "…, a lapse he put down to …", "a choice of words that …", "a story the firm denies"
_SUMS_UP = pattern(
    """DET [NOUN ED]* NOUN (?: PREP NOUN+ )?
    (?: THAT | (?: [HE NAME]+ | DET [NOUN ED NAME]+ ) [AUX VERB SAID ED] )"""
)
#: What ends a report for good: ";", a colon with a quotation, ", and the minister left the room".
_CUT = pattern("; | : QUOTE | , AND DET [NOUN ED]? NOUN [VERB SAID ED] DET")


#: After an infinitive or a question a clause with a subject of its own is the reporter's.
_NEW_CLAUSE = pattern(", [AND BUT] (?: HE | NAME+ | [NUM DET] PREP HIM , [^,]* , ) ADV* [VERB SAID ED]")


#: In "Abel's claim that the pier was safe proved wrong" a second verb, which nothing leads up to, ends it.
_ITS_CLAUSE = pattern(
    """[^AUX VERB SAID COMMA]* (?: AUX [AUX ADV]*+ [VERB SAID ED]?+ | VERB | SAID )
    [^AUX VERB SAID WH THAT AND BUT BECAUSE COMMA]* (?=[AUX VERB SAID])"""
)


def clause_end(scene: Scene, cue: Cue, first: int) -> int:
    """Return the unit after the reported clause that begins at unit `first`.

    The clause reaches to the end of its sentence, unless a new cue takes over: ", adding that",
    ", but insisted", "and said", ", according to"; or a semicolon or a colon with a quotation cuts it.
    """
    units, high = scene.units, cue.sentence[1]
    marks = pattern("[QUOTE AND , ; :]").finditer(units.tags, first + 1, high)
    end = next((after for mark in marks if (after := _cut_at(units, mark.start(), high))), high)
    asks = scene.complements[cue.first].kind in ("to", "whether")
    own = _NEW_CLAUSE.search(units.tags, first, end) if asks else None
    end = own.start() if own is not None else end
    claim = cue.shape == "noun" and FINITE_VERB.isdisjoint(units.tags[cue.sentence[0] : cue.first])
    claim = claim and scene.complements[cue.first].kind == "that"
    predicate = _ITS_CLAUSE.match(units.tags, first, end) if claim else None
    end = _without_comment(units, first, predicate.end() if predicate is not None else end)
    end = min(end, _main_clause_after(units, cue, first, end))
    later = (other for other in scene.cues_with(cue.first) if first < other.first < end)
    end = next((cut for other in later if (cut := _cut_before(scene, other, first)) > first), end)
    while end > first and units.tags[end - 1] in ".,;:-":
        end -= 1
    return end


def _cut_at(units: Units, k: int, high: int) -> int | None:
    """Return where the reporter's own words begin, if they do so at unit `k`."""
    tags, quoted, following = units.tags, units.tags[k] == W.QUOTE, units.tags[k + 1 : k + 2]
    if _CUT.match(tags, k, high):
        return k
    if tags[k] == W.AND:  # "told me that it was late and I think"
        thinks = VERBS.get(units.low[k + 2]) if units.low[k + 1 : k + 2] == ["i"] and k + 2 < high else None
        return k if thinks is not None and thinks.thought else None
    if tags[k] != "," and not (quoted and ends_with_comma(units, k)):
        return None
    # "… that it was “late,” and I left", "call him ‘Raf’, the name his father gave him"
    beside = W.QUOTE in tags[k - 1 : k + 1]
    us = ("i", "we") if beside else ("i",)
    tells_of_us = following in (W.AND, W.BUT) and not set(us).isdisjoint(units.low[k + 2 : k + 3])
    explains = beside and _SUMS_UP.match(tags, k + 1)
    # "… “dear,” though he blamed the weather"
    ends = following in (W.BUT, W.BECAUSE) if quoted else _tells_when(units, k + 1)
    return k + quoted if tells_of_us or explains or ends else None


def _tells_when(units: Units, k: int) -> bool:
    """In "denied that they had met, a day after an envoy spoke" the last comma opens the reporter's time."""
    measure = _MEASURE_OF_TIME.match(units.tags, k, k + 8)
    return measure is not None and units.low[measure.end() - 1] in ("after", "before")


#: "less than a day after"
_MEASURE_OF_TIME = pattern("(?:[DET ADV] PREP)? [DET ADV NUM]* [NOUN TIME] ADV? PREP | PREP")


#: Words that open the reporter's next clause: ", though Abel said that …".
_CONCEDING = listed("though although while whereas")


def _without_comment(units: Units, first: int, end: int) -> int:
    """A last ", which …", ", who …" or ", compared with …" is more often the reporter's comment."""
    comma = units.tags.rfind(",", first + 3, end)
    opening = units.low[comma + 1] if 0 < comma < end - 1 else ""
    summed_up = opening in ("a", "an") and _SUMS_UP.match(units.tags, comma + 1, end)
    return comma if summed_up or opening in word_list("commenting words") else end


def _main_clause_after(units: Units, cue: Cue, first: int, end: int) -> int:
    """In "As he announced that …, he left" and "Abel, asked whether …, left" a comma ends the report."""
    tags, low = units.tags, cue.sentence[0]
    asked = cue.group == low and cue.shape in ("passive", "participle")
    # "Replying to a claim by Abel that …, Holt rose"
    doing = tags[low] in W.ING + W.SAYING and cue.shape != "source"
    relative = cue.subject is not None and units.low[cue.subject.first] in ("who", "which")
    verbless = FINITE_VERB.isdisjoint(tags[low : cue.group])
    apart = cue.shape == "passive" or (cue.shape == "participle" and verbless)  # "Abel, fearing that …, left"
    if (asked or doing or units.low[low] in _SUBORDINATORS) and "," not in tags[low : cue.first]:
        begins = classes("DET HE NAME NOUN NUM THAT WH")
    elif relative or (apart and tags[cue.group - 1] == ","):
        begins = classes("AUX VERB SAID ADV ED")
    else:
        return end
    return next((k for k in range(first + 1, end - 1) if tags[k] == "," and tags[k + 1] in begins), end)


def _cut_before(scene: Scene, other: Cue, first: int) -> int:
    """Return where `other`, a later cue, ends the clause that begins at `first`; 0 if it lies inside."""
    tags, low = scene.units.tags, scene.units.low
    if other.shape == "source":
        return other.first
    if other.shape == "participle":
        before = len(tags[: other.first].rstrip(W.ADV)) - 1
        return before if tags[before] == "," else 0
    if other.shape != "finite":
        return 0
    if other.inherited:
        before = other.group - 1
        tells = tags[before - 1] == "," or W.QUOTE in tags[other.after : other.sentence[1]]
        # but "that she had it and told nobody"
        tells = tells or scene.complements[other.first].kind not in ("thing", "none")
        return before if tags[before] in classes("AND BUT") and tells else 0
    if _comes_last(scene, other):
        return other.begin - 1
    if other.subject is None:
        return 0
    timed = _TIMED.search(tags, first, other.subject.first)  # ", but on Saturday she declared that"
    before = timed.start() + 1 if timed else other.subject.first - 1
    # ", but Abel doubted"
    speaks = not other.expression.thought or tags[other.subject.head[0]] in W.NAME + W.HE
    joined = tags[before - 1] == "," and (tags[before] in classes("AND BUT") or low[before] in _CONCEDING)
    return before if joined and speaks else 0


_TIMED = pattern(", [AND BUT] [PREP ADV]? [DET TIME NUM NOUN]{1,3}$")


def _comes_last(scene: Scene, other: Cue) -> bool:
    """In "He hopes that it will end, Abel said on Friday" the last cue takes the whole."""
    after = scene.complements[other.first]
    ends = after.first >= other.sentence[1] - 1 or scene.units.tags[after.first] in classes("SAYING BECAUSE")
    return after.kind == "none" and ends and scene.units.tags[other.begin - 1] in W.QUOTE + ","


def clause_start(units: Units, cue: Cue, interrupted: bool) -> int | None:
    """Return the first unit of the clause that stands before the cue: "The war is over, he said".

    What stands before must have a verb of its own, unless the clause goes on after the cue:
    "Instead, he said, the bank will wait".
    """
    tags, low, before = units.tags, cue.sentence[0], cue.begin - 1
    first = tags.rfind(";", low, before) + 1 or low
    while tags[first] in classes("AND BUT OTHER") + ",-":
        first += 1
    first = behind_dateline(units, first, before)
    if interrupted:
        return first
    says = cue.inverted or cue.expression.lemma in ("say", "tell", "report")
    if opens_with_participle(units.low, first):
        return None  # "Asked if it was safe, she nodded"
    told = tags[first] == W.QUOTE or pattern("[AUX VERB SAID ED POSSESSIVE QUOTE]").search(
        tags, first + 1, before + 1
    )
    return first if told or (says and before - first > 3) else None


#: Given a reporting expression, the units (first, after) of the clause it reports, or `None`.
ClauseRule = Callable[[Scene, Cue], tuple[int, int] | None]


def _following(scene: Scene, cue: Cue, kind: Kind) -> tuple[int, int] | None:
    complement = scene.complements[cue.first]
    if complement.kind != kind:
        return None
    first = complement.first + (kind == "that")
    first += scene.units.tags[first : first + 1] in (",", ":")
    return first, clause_end(scene, cue, first)


def that_clause_follows(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """A reporting expression is followed by “that” and a clause."""
    return _following(scene, cue, "that")


def question_clause_follows(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """A reporting expression is followed by “whether”, “why”, “how” or another question word."""
    bounds = _following(scene, cue, "whether")
    leads_up = bounds is not None and scene.units.tags[bounds[1] : bounds[1] + 1] in ("", ":")
    return None if leads_up else bounds  # "described what it was like:"


def infinitive_follows(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """A promise, request or order is followed by “to” and what is to be done."""
    return _following(scene, cue, "to")


def plain_clause_follows(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """A reporting expression is followed by a clause without “that”."""
    return _following(scene, cue, "bare")


def clause_precedes(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """A clause comes first, then a comma and who said it; the clause may go on after that."""
    if cue.shape != "finite" or cue.inherited or not cue.expression.takes & {"quote", "bare"}:
        return None
    if cue.subject is not None and scene.units.tags[cue.subject.first] in classes("WH THAT"):
        return None  # "The bridge, which opened in 1962, is closed"
    tags, (low, high), begin = scene.units.tags, cue.sentence, cue.begin
    if begin <= low or tags[begin - 1] not in W.QUOTE + ",-" or not _ends_here(scene, cue):
        return None
    if any(c.shape == "source" for c in scene.cues_with(cue.first)):
        return None  # "According to her, the flood began on the Imbo, a river"
    resume = scene.complements[cue.first].first
    named = pattern("NAME+ [STOP]?").fullmatch(tags[resume + 1 : high])  # "said his host, Anna Abel."
    goes_on = resume + 2 < high and tags[resume] == "," and not named and _goes_on(scene, cue, resume + 1)
    first = clause_start(scene.units, cue, goes_on)
    if first is None:
        return None
    # "He said it was late, although the shop, he admitted, was open"
    behind = range(begin - 2, first, -1)
    first = next((k + 1 for k in behind if tags[k - 1] == "," and scene.units.low[k] in _CONCEDING), first)
    if goes_on:  # "He left because, he explained, it was late"
        first = {W.BECAUSE: resume + 1, W.WH: begin - 2}.get(tags[begin - 2], first)
        return first, clause_end(scene, cue, resume + 1)
    return first, begin - (tags[begin - 1] != W.QUOTE)


def _ends_here(scene: Scene, cue: Cue) -> bool:
    """Say whether nothing that the cue introduces follows it, so that it looks back."""
    tags, high, complement = scene.units.tags, cue.sentence[1], scene.complements[cue.first]
    resume = complement.first
    if resume == high - 1 and tags[resume] == ":":
        return False  # "In a note to guests, Abel wrote:"
    if cue.inverted or (complement.kind == "quote" and _waits(scene, cue)):
        return True  # "…, said a doctor who was tired"
    # "said in a statement that blames the guild", but not "she said that"
    ends = classes("SAYING BECAUSE") + ".,;:-)"
    ends = ends + W.THAT if resume > cue.after else ends
    return complement.kind in ("none", "thing") and (resume >= high or tags[resume] in ends)


def _waits(scene: Scene, cue: Cue) -> bool:
    """What stands before the cue has no verb yet, or is only part: "The council, says its clerk, …"."""
    behind = scene.complements[cue.first].first + 1
    part = scene.units.marked.get(behind) if scene.units.tags[behind - 1] == "," else None
    if part is not None and scene.units.text[part.inner[0]].islower():
        return True  # "All had been read, she insisted, “some twice”"
    low = scene.units.tags.rfind(";", cue.sentence[0], cue.begin) + 1 or cue.sentence[0]
    before = scene.units.tags[low : cue.begin]
    return before.endswith(W.AUX + ",") or _TELLS.isdisjoint(before)  # "It is, he insists, “no crown”"


#: That something is told: a verb, or words that are quoted.
_TELLS = frozenset(classes("AUX VERB SAID ED QUOTE"))


def _goes_on(scene: Scene, cue: Cue, first: int) -> bool:
    """After "…, she added," the clause goes on, unless another cue begins there."""
    tags, low = scene.units.tags, scene.units.low
    waits = tags[first] in classes("SAID ED QUOTE HE DET NAME NOUN") and _waits(scene, cue)
    if waits or tags[first] in classes("AUX VERB"):
        return True  # "The rest, she said, plan to stay": the subject still waits for its verb
    cleft = low[cue.sentence[0]] == "it" and low[first] in ("who", "that")
    if cleft or low[first] in ("if", "unless"):
        return True  # "It was Abel, she said, who opened the door"
    contrasts = low[first] in _CONCEDING or low[first] == "whose"
    if contrasts or tags[first] in classes("ING SAYING QUOTE WH") or _tells_when(scene.units, first):
        return False  # "…, she announced, presenting a bill"
    # "…, she said, in what her clerk calls a joke"; “Sorry,” she said, a choice of words that he called “odd”
    if low[first : first + 2] == ["in", "what"] or _SUMS_UP.match(tags, first):
        return False
    later = (other for other in scene.cues_with(cue.first) if cue.first < other.first)
    return not any(other.group <= first + 1 for other in later)


def as_the_source_says(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """“As” and a source with its verb open the sentence; what follows the comma is theirs."""
    low, high = cue.sentence
    first = scene.complements[cue.first].first + 1
    if scene.units.low[low] != "as" or cue.begin > low + 2:
        return None
    goes_on = first < high and scene.units.tags[first - 1] == ","
    return (first, clause_end(scene, cue, first)) if goes_on else None


def source_comes_first(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """“According to” and a source open the sentence; the rest of it is theirs."""
    if cue.shape != "source" or cue.first > cue.sentence[0] + 2:
        return None
    tags, high = scene.units.tags, cue.sentence[1]
    comma = tags.find(",", cue.end, min(high, cue.end + 25))
    close = tags.find(",", comma + 1, high)
    if 0 <= comma < close and _describes(scene.units, comma + 1, close):
        comma = close
    first = comma + 1 if comma >= 0 else cue.end
    return first, clause_end(scene, cue, first)


def _describes(units: Units, first: int, after: int) -> bool:
    """The words between two commas describe the source: "Abel, chief economist at the bank,"."""
    between = set(units.tags[first:after])
    person = not PERSON_NOUNS.isdisjoint(units.low[first:after])
    described = person and between.isdisjoint(classes("AUX VERB SAID HE"))
    return described or units.tags[first] == W.WH or between == {W.NAME}


#: A clause that depends on the one before begins here.
_DEPENDS = pattern(", [AND BUT]? (?:BECAUSE | PREP? WH) [^, QUOTE]* ,$ | PREP WH ,$")


def source_comes_between(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """“In her words” or “according to” and a source stand inside a clause, between commas."""
    if cue.shape != "source":
        return None
    tags, (low, high) = scene.units.tags, cue.sentence
    before, behind = tags[low : cue.first], tags[cue.end : high]
    if before[-1:] != "," or behind[:1] != "," or _DEPENDS.search(before):
        return None  # "…, though he was, in her words, “kind”"
    if who := pattern(", WH [^QUOTE]* , (?=QUOTE)").match(behind):
        # "It was, according to Abel, who saw it, “late”"
        return low, clause_end(scene, cue, cue.end + who.end())
    goes_on = pattern(", [AUX VERB SAID ED ADV DET NAME NOUN NUM HE]").match(behind)
    goes_on = goes_on if FINITE_VERB.isdisjoint(before) else None
    if goes_on or behind[1:2] == W.QUOTE:  # "She was, in his words, “a thief”"
        return low, clause_end(scene, cue, cue.end + 1)
    return None


def source_comes_last(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """A clause comes first, then “according to” and its source."""
    tags, (low, high) = scene.units.tags, cue.sentence
    if cue.shape != "source" or (cue.inherited and W.QUOTE in tags[low:high]):
        return None  # “it was late”, in her words
    after = cue.first - (tags[cue.first - 1] == ",")
    opens = (k + 1 for k in range(after - 1, low, -1) if tags[k] in ";:" or scene.units.low[k + 1] == "which")
    first = next(opens, low)
    while tags[first] in classes("AND BUT"):
        first += 1
    if pattern(", AND [VERB SAID AUX ED]").match(tags[cue.end : high]):
        return first, clause_end(scene, cue, cue.end + 2)  # "…, according to the board, and took the roof"
    return first, after


#: "that it was late, and that nobody came"
_AND_THAT = pattern(",? [AND BUT] THAT (?=[DET HE NAME NOUN NUM])")


def reports_in(units: Units, clause: Clause) -> Iterator[Clause]:
    """Yield the reports that one expression introduces by "that … and that …", each for itself."""
    first = clause.first
    for joint in _AND_THAT.finditer(units.tags, first, clause.after) if clause.cue[0] < first else ():
        if W.THAT not in units.tags[first : joint.start()]:  # not "said that he swore that … and that …"
            yield clause._replace(first=first, after=joint.start())
            first = joint.end()
    yield clause._replace(first=first)


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
    for cues in filter(None, scene.cues):
        telling = [cue for cue in cues if not (never_said(scene, cue) or is_performed(scene, cue))]
        if scene.quoted:
            telling = [cue for cue in telling if is_retold(scene, cue)]
        clauses = [c for c in (_first_that_fits(scene, cue, rules) for cue in telling) if c is not None]
        yield from (clause for clause in clauses if len(clauses) == 1 or not _is_inside(clause, clauses))


def _is_inside(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Say whether another report holds this one, or a nearer expression has its words."""
    first, after = min(clause.cue[0], clause.first), clause.after
    others = [other for other in clauses if other is not clause]
    nearer = (o for o in others if (o.first, o.after) == (clause.first, after) and o.cue[0] > clause.cue[0])
    return any(o.first <= first and after <= o.after for o in others) or any(nearer)


def _first_that_fits(scene: Scene, cue: Cue, rules: Sequence[ClauseRule]) -> Clause | None:
    bounds, because, tried = first_answer(rules, scene, cue)
    if bounds is None or bounds[1] <= bounds[0]:
        return None
    first, after = bounds
    return Clause(first, after, (cue.first, cue.after), cue.subject, because, tried)
