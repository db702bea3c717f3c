"""Read a reporting verb: its verb group, its shape, and who its subject is."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_lessons.english.phrases import Phrase, phrase_after, phrase_before, simple_phrase_before
from briefing_lessons.english.reporting import VERBS, Expression
from briefing_lessons.english.subjects import is_person, main_subject, subject_after, subject_before
from briefing_lessons.english.tagging import PARTICIPLES, phrase_at
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import BE, TIMES
from briefing_lessons.english.words import word_list
from briefing_lessons.quotes.cue import Cue, Shape

#: Verbs that merely start another: "went on to say", "likes to say", "has to say".
_STARTERS = word_list("starting verbs")
_MEANS = [
    [word] for word in ("telephone", "phone", "email", "e-mail", "letter", "text", "video", "radio", "fax")
]

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
    participle = units.low[k].endswith("ed") or units.low[k] in PARTICIPLES
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
                group -= 1
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
    if before == "," and units.tags[group - 2 : group - 1] == "Q":  # «Never», said Abel on Monday
        before = "Q"
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
