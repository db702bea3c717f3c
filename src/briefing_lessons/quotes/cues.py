"""Find the reporting expressions of a sentence, each with its subject: verbs, nouns, adjectives, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from briefing_lessons.english.phrases import (
    Phrase,
    is_person,
    main_subject,
    phrase_after,
    phrase_before,
    simple_phrase_before,
    subject_after,
    subject_before,
    with_name,
)
from briefing_lessons.english.tagging import is_participle, phrase_at
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import ADJECTIVES, BE, NOUNS, SOURCES, TIMES, VERBS, Expression
from briefing_lessons.english.words import word_list

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


_OWNERS = word_list("owners")
#: Verbs that say little more than that the noun after them was uttered or held.
_LIGHT = word_list("light verbs")
_MANNER = word_list("ways of telling")


def source_cue(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """Return "according to X" or "in the words of X" at unit `k`."""
    for words, expression in SOURCES[units.low[k]]:
        after = k + len(words)
        if tuple(units.low[k:after]) == words and "thought" not in expression.takes:
            subject = phrase_after(units, after, sentence[1])
            if words == ("per",) and (subject is None or units.tags[subject.head[1] - 1] != "X"):
                return None  # "per head" names no source
            if subject is not None:
                return Cue(k, after, k, expression, "source", subject, True, False, sentence)
    return None


def viewpoint_cue(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """Return "For Abel," at the start of a sentence: the viewpoint from which the rest is true."""
    if k != sentence[0] or units.low[k] != "for":
        return None
    whose = phrase_after(units, k + 1, sentence[1], whole=False)
    if whose is None or units.tags[whose.after : whose.after + 1] != ",":
        return None
    pronoun = whose.after == k + 2 and units.low[k + 1] in ("him", "her", "them")
    person = units.tags[whose.head[1] - 1] == "X" or pronoun
    return Cue(k, k + 1, k, _IN_WORDS, "source", whose, True, False, sentence) if person else None


def manner_cue(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """Return "in her words" or "in Abel's view" at unit `k`."""
    if units.low[k] != "in":
        return None
    owner = _owner_after(units, k + 1, sentence[1])
    if owner is None:
        return None
    noun = owner.after + (units.low[owner.after - 1] not in _OWNERS)
    if (
        noun < sentence[1]
        and units.low[noun] in _MANNER
        and noun in (sentence[1] - 1, *_ends(units, noun, sentence[1]), *_opens(units, k, noun, sentence))
    ):
        return Cue(k, noun + 1, k, _IN_WORDS, "source", owner, False, True, sentence)
    return None


def _ends(units: Units, noun: int, high: int) -> tuple[int, ...]:
    return (noun,) if noun + 1 < high and units.tags[noun + 1] in ",.;:Q" else ()


def _opens(units: Units, k: int, noun: int, sentence: tuple[int, int]) -> tuple[int, ...]:
    """In "In her view the piles could last" no comma parts the source from the clause."""
    clause_follows = noun + 1 < sentence[1] and units.tags[noun + 1] in "dpX"
    return (noun,) if k == sentence[0] and clause_follows else ()


def _owner_after(units: Units, first: int, high: int) -> Phrase | None:
    """Return "her" or "Abel" of "Abel's"."""
    if units.low[first] in _OWNERS:
        return Phrase(first, first + 1, (first, first + 1))
    k = first
    while k < high and units.tags[k] in "dnX":
        k += 1
    if first < k < high - 1 and units.tags[k] == "'":
        return Phrase(first, k, (first, k))
    return None


def noun_cue(units: Units, k: int, sentence: tuple[int, int], earlier: Sequence[Cue] = ()) -> Cue | None:
    """Return the reporting noun at unit `k` with its owner: "Abel's claim that", "the claim by Abel that"."""
    low, high = sentence
    expression = NOUNS[units.low[k]]
    follows = units.tags[k + 1] if k + 1 < high else "."
    if follows == "x" and units.tags[k + 2 : k + 3] == "t":  # "Abel's point was that …"
        follows = "t"
    if follows in "t:":
        owner = _owner_before(units, k, low)
        if owner is not None:
            return Cue(k, k + 1, k, expression, "noun", owner, False, True, sentence)
        return _with_light_verb(units, k, sentence, earlier)
    if follows == "i" and units.low[k + 1] == "by":
        owner = phrase_after(units, k + 2, high)
        if owner is not None and _that_comes(units, owner.after, high):
            owner = with_name(units, owner, high)
            return Cue(k, k + 1, k, expression, "noun", owner, True, False, sentence)
    return None


def _with_light_verb(units: Units, k: int, sentence: tuple[int, int], earlier: Sequence[Cue]) -> Cue | None:
    """In "he expressed the hope that" and "comes to the conclusion that" verb and noun report together."""
    low, tags = sentence[0], units.tags
    noun = k
    while noun > low and tags[noun - 1] in "dnae":
        noun -= 1
    verb = noun - 1 - (noun > low and tags[noun - 1] == "T")
    if verb < low or units.low[verb] not in _LIGHT:
        return None
    if earlier and earlier[-1].first <= verb < earlier[-1].after:
        owner, group, inherited = earlier[-1].subject, earlier[-1].group, earlier[-1].inherited
    else:
        group, inherited = verb, False
        while group > low and tags[group - 1] in "xa":
            group -= 1
        owner = subject_before(units, group, low)
    if owner is None:
        return None
    return Cue(verb, k + 1, group, NOUNS[units.low[k]], "noun", owner, False, inherited, sentence)


def _owner_before(units: Units, k: int, low: int) -> Phrase | None:
    first = k
    while first > low and units.tags[first - 1] in "naeg#":
        first -= 1
    if first == low:
        return None
    if units.low[first - 1] in _OWNERS:
        return Phrase(first - 1, first, (first - 1, first))
    if units.tags[first - 1] == "'":
        return phrase_before(units, first - 1, low)
    return None


def _that_comes(units: Units, k: int, high: int) -> bool:
    if k < high and units.tags[k] == ",":
        k = units.tags.find(",", k + 1, high) + 1
    return 0 < k < high and units.tags[k] == "t"


def adjective_cue(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """Return "is sure that" at unit `k`: a state of mind with its clause."""
    low, high = sentence
    group = k
    while group > low and (units.tags[group - 1] in "xa'" or units.low[group - 1] in ("more", "less")):
        group -= 1
    if group == k or not any(tag in "x'" for tag in units.tags[group:k]) or k + 1 >= high:
        return None
    if units.tags[k + 1] not in "tdpX":
        return None
    subject = subject_before(units, group, low)
    if subject is None:
        return None
    return Cue(k, k + 1, group, ADJECTIVES[units.low[k]], "adjective", subject, False, False, sentence)


_IN_WORDS: Expression = next(e for found in SOURCES.values() for words, e in found if words[0] == "in")


#: Verbs that merely start another: "went on to say", "likes to say", "has to say".
_STARTERS = word_list("starting verbs")
_MEANS = [[word] for word in "telephone phone email e-mail letter text video radio fax".split()]

_WHEN = frozenset(["last", "this", "next", "late", "early", "earlier"])


def verb_cue(units: Units, k: int, sentence: tuple[int, int], earlier: Sequence[Cue]) -> Cue | None:
    """Return the reporting verb at unit `k`, if it is one that somebody is the subject of."""
    low = sentence[0]
    phrase = phrase_at(units.low, k)
    length, expression = phrase if phrase else (1, VERBS.get(units.low[k]))
    if expression is None:
        return None
    after = k + length
    first, group, shape = _verb_group(units, k, low)
    if shape == "infinitive":
        return None
    if shape == "passive":
        return _passive_cue(units, k, after, group, expression, sentence)
    if shape == "participle":
        if earlier and _ends_in_as(units, earlier[-1], k):
            return _quoted_as(units, after, expression, earlier[-1], k)
        if (
            group > low
            and units.tags[group - 1] in "inX"
            and units.tags[after : after + 1] not in tuple("tQw,:")
        ):
            return None  # "a role in deciding lockdown"
        subject = _noun_before(units, k, low)
        if units.low[k - 1 : k] == ["by"] and k - 2 > low and units.tags[k - 2] in "vVe":
            subject = subject_before(units, k - 2, low)  # "which Abel broke by asking"
        subject = subject or _inherited_subject(units, group, low, earlier)
        return Cue(first, after, group, expression, shape, subject, False, True, sentence)
    inverted = _inverted_subject(units, group, after, expression, sentence)
    if inverted is not None:
        return Cue(first, after, group, expression, shape, inverted, True, False, sentence)
    group = _behind_and(units, group, low)
    subject = subject_before(units, group, low)
    if subject is not None:
        return Cue(first, after, group, expression, shape, subject, False, False, sentence)
    if group > low and units.tags[group - 1] in "&b,":
        if (told := _told_subject(units, group, low, earlier)) is not None:
            return Cue(first, after, group, expression, shape, told, False, False, sentence)
        subject = _inherited_subject(units, group, low, earlier)
        if subject is not None:
            return Cue(first, after, group, expression, shape, subject, False, True, sentence)
    if units.tags[after : after + 1] == "t" and not set("xV,;&b") & set(units.tags[low:group]):
        subject = main_subject(units, low, group)  # "An inquiry set up in spring found that"
        if subject is not None and subject.first == low:
            return Cue(first, after, group, expression, shape, subject, False, False, sentence)
    return None


def _verb_group(units: Units, k: int, low: int) -> tuple[int, int, Shape]:
    """Return the first unit of the cue, the first of its verb group, and the shape of the verb at `k`.

    Auxiliaries, adverbs and times before the verb belong to its group: "has repeatedly", "on Tuesday".
    """
    tags = units.tags
    group, be = _group_start(units, k, low)
    if tags[k] == "G":
        return (k, group, "finite") if be else (k, k, "participle")
    if group > low and tags[group - 1] == "T":
        starter = group - 2
        if starter > low and units.low[starter] in ("on", "ahead", "out"):
            starter -= 1
        if starter >= low and units.low[starter] in _STARTERS:
            start, _ = _group_start(units, starter, low)
            if start == low or tags[start - 1] != "T":
                return starter, start, "finite"
        return k, group, "infinitive"
    participle = is_participle(units.low[k])
    if participle and (be or _by_an_agent(units, k + 1)):
        return k, group, "passive"
    return k, group, "finite"


def _behind_and(units: Units, group: int, low: int) -> int:
    """In "and in the same breath says" the verb group begins behind "and"."""
    phrase = simple_phrase_before(units, group, low)
    if phrase and phrase[0] - 2 > low and units.tags[phrase[0] - 2 : phrase[0]] == "&i":
        return phrase[0] - 1
    return group


def _by_an_agent(units: Units, k: int) -> bool:
    """In "said by telephone" nobody but the telephone would be the agent."""
    return units.low[k : k + 1] == ["by"] and units.low[k + 1 : k + 2] not in _MEANS


def _group_start(units: Units, k: int, low: int) -> tuple[int, bool]:
    """Return the first unit of the verb group that ends at unit `k`, and whether it has a form of be."""
    tags, group, be = units.tags, k, False
    while group > low:
        tag = tags[group - 1]
        if tag == "x" or (tag == "'" and group - 1 > low and tags[group - 2] == "p"):
            be = be or units.low[group - 1] in BE
        elif tag == "z" or (units.low[group - 1] in TIMES and units.low[group - 2] in _WHEN):
            if group - 2 > low and (tags[group - 2] == "i" or units.low[group - 2] in _WHEN):
                group -= 1 + (tags[group - 3] == "d" and group - 3 > low)  # "the next morning"
        elif tag != "a" and not (units.low[group - 1] == "since" and tags[group - 2] == "x"):
            break
        group -= 1
    return group, be


def _inverted_subject(
    units: Units, group: int, after: int, expression: Expression, sentence: tuple[int, int]
) -> Phrase | None:
    """Return the subject of "said Lavrov", which needs a quotation, a comma or nothing before the verb."""
    low, high = sentence
    before = units.tags[group - 1] if group > low else ""
    if before == "," and units.tags[group - 2 : group - 1] == "Q" and units.tags[group - 3] not in "ne":
        before = "Q"  # «Never», said Abel on Monday, but: Abel, in a note titled «Never», said
    if before not in ("", ",", "Q", "-") or not ("invert" in expression.takes or before == "Q"):
        return None
    inverted = subject_after(units, after, high)
    if inverted is None or (before not in ("", "Q") and not _ends_the_cue(units, inverted, high)):
        return None
    return inverted


def _ends_the_cue(units: Units, subject: Phrase, high: int) -> bool:
    """After a comma "said Lavrov." is inverted; "X, a minister, said Lavrov was" is not."""
    return subject.after >= high or units.tags[subject.after] in ".,w;-"


def _inherited_subject(units: Units, group: int, low: int, earlier: Sequence[Cue]) -> Phrase | None:
    """The first cue that speaks takes the sentence; what it reports may hold further cues."""
    if earlier and earlier[-1].subject is not None and earlier[-1].end == group:
        return earlier[-1].subject
    for cue in earlier:
        if cue.subject is not None and cue.shape == "finite" and not cue.expression.thought:
            return cue.subject
    if group <= low + 1:  # "Claiming that …, Abel left"
        comma = units.tags.find(",", group)
        return main_subject(units, comma + 1, len(units.tags)) if comma > 0 else None
    return main_subject(units, low, group)


def _told_subject(units: Units, group: int, low: int, earlier: Sequence[Cue]) -> Phrase | None:
    """In "a guest said Abel had risen and had asked" the second "had" goes on with what is told of Abel.

    So does "said" in "Abel, a guest claimed, had risen and said", and in "beside Abel, who rose and said".
    """
    comma = units.tags.rfind(",", low, group)
    if units.tags[group - 1] == "&" and comma > low and units.low[comma + 1] == "who":
        return Phrase(comma + 1, comma + 2, (comma + 1, comma + 2))
    if units.tags[group - 1] == "&" and earlier:
        inserted = earlier[-1]
        cut_in = (
            units.tags[inserted.begin - 1] == "," and units.tags[inserted.after : inserted.after + 1] == ","
        )
        subject = phrase_before(units, inserted.begin - 1, low) if cut_in and inserted.begin > low else None
        if subject is not None and subject.first == low and "," not in units.tags[inserted.after + 1 : group]:
            return subject
    if units.low[group] != "had" or units.tags[group - 1] != "&" or not earlier:
        return None
    telling = next((c for c in reversed(earlier) if "had" not in units.low[c.group : c.first]), None)
    if telling is None or telling.shape != "finite":
        return None
    told = range(telling.end, group)
    had = next((k for k in told if units.low[k] == "had"), None)
    return subject_before(units, had, telling.end) if had is not None else None


def _ends_in_as(units: Units, quoted: Cue, k: int) -> bool:
    """Say whether unit `k` is the participle of "quoted Abel as saying", with at most the quoter between."""
    return "quote" in quoted.expression.lemma and units.low[k - 1] == "as" and k - quoted.after <= 8


def _quoted_as(units: Units, after: int, expression: Expression, quoted: Cue, k: int) -> Cue:
    """In "The paper quoted Abel as saying" and "Abel was quoted as saying" it is Abel who speaks."""
    if quoted.shape == "passive":
        subject = subject_before(units, quoted.group, quoted.sentence[0])
    elif any(word in BE for word in units.low[quoted.group : quoted.after]):
        subject = quoted.subject
    else:
        subject = phrase_before(units, k - 1, quoted.after)
    return Cue(k, after, quoted.begin, expression, "finite", subject, False, False, quoted.sentence)


def _noun_before(units: Units, k: int, low: int) -> Phrase | None:
    """In "fans chanting" the noun speaks; in "he released a statement saying" his paper does it for him."""
    if k - 1 <= low or units.tags[k - 1] not in "nX":
        return None
    phrase = phrase_before(units, k, low)
    if phrase is None or not (is_person(units, phrase) or units.low[phrase.first - 1] == "with"):
        return None
    return phrase


def _passive_cue(
    units: Units, k: int, after: int, group: int, expression: Expression, sentence: tuple[int, int]
) -> Cue | None:
    """ "asked by X": the source stands after "by"."""
    for by in range(after, min(after + 6, sentence[1] - 1)):
        if units.low[by] == "by":
            agent = phrase_after(units, by + 1, sentence[1])
            if agent is not None:
                return Cue(k, after, group, expression, "passive", agent, True, False, sentence)
        if units.tags[by] in ",.;Qt":
            break
    return None


#: Words that are no verbs and may open a reporting expression.
_TELLING: Final = frozenset([*NOUNS, *ADJECTIVES, *SOURCES, "in", "for"])


def find_cues(units: Units, sentence: tuple[int, int]) -> tuple[Cue, ...]:
    """Return the reporting expressions of `sentence`, in order."""
    found: list[Cue] = []
    after = sentence[0]
    tags, low = units.tags, units.low
    for k in range(*sentence):
        if k < after or not (tags[k] in "VG" or low[k] in _TELLING):
            continue
        cue = _cue_at(units, k, sentence, found)
        if cue is not None:
            if found and found[-1].first >= min(cue.first, cue.group):
                found.pop()  # "went on" is only the start of "went on to say", "quoted" of "quoted as saying"
            found.append(cue)
            after = cue.after
    return tuple(found)


def _cue_at(units: Units, k: int, sentence: tuple[int, int], earlier: list[Cue]) -> Cue | None:
    tag, word = units.tags[k], units.low[k]
    if tag in "nVe" and word in ADJECTIVES and (cue := adjective_cue(units, k, sentence)) is not None:
        return cue
    if tag in "VG":
        return verb_cue(units, k, sentence, earlier)
    if tag == "n" and word in NOUNS:
        return noun_cue(units, k, sentence, earlier)
    opens_name = units.tags[k : k + 2] == "XX"  # "Per Lund"
    if word in SOURCES and not opens_name and (cue := source_cue(units, k, sentence)) is not None:
        return cue
    if tag == "i" and k + 1 < sentence[1]:
        return viewpoint_cue(units, k, sentence) or manner_cue(units, k, sentence)
    return None
