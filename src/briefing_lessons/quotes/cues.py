"""Find the reporting expressions of a sentence, each with its subject: verbs, nouns, adjectives, sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing_lessons.english.phrases import (
    Phrase,
    is_person,
    main_subject,
    phrase_after,
    phrase_before,
    subject_after,
    subject_before,
)
from briefing_lessons.english.tagging import is_participle, phrase_at
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import ADJECTIVES, NOUNS, SOURCES, VERBS, classes, pattern
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import BE, word_list
from briefing_lessons.quotes.nominal_cues import Cue, Shape, adjective_cue, is_somebody, nominal_cue

#: Verbs that merely start another: "went on to say", "likes to say", "has to say".
_STARTERS = word_list("starting verbs")
_MEANS = [[word] for word in "telephone phone email e-mail letter text video radio fax".split()]

#: verbs in their bare form that are adjectives after a form of "be": "her reply was brief"
_ADJECTIVES = frozenset(
    word for word, verb in VERBS.items() if word == verb.lemma and not is_participle(word)
)
_WHEN = frozenset(["last", "this", "that", "next", "late", "early", "earlier"])


def verb_cue(units: Units, k: int, sentence: tuple[int, int], earlier: Sequence[Cue]) -> Cue | None:
    """Return the reporting verb at unit `k`, if it is one that somebody is the subject of."""
    low, tags = sentence[0], units.tags
    length, expression = phrase_at(units.low, k) or (1, VERBS.get(units.low[k]))
    if expression is None:
        return None
    first, group, shape = _verb_group(units, k, low)
    cue = Cue(first, k + length, group, expression, shape, None, False, False, sentence)
    if shape == "passive":
        return _passive_cue(units, cue)
    if shape == "participle":
        return _participle_cue(units, cue, earlier)
    if shape == "infinitive" or (units.low[k - 1] in BE and units.low[k] in _ADJECTIVES):
        return None
    if (inverted := _inverted_subject(units, cue)) is not None:
        return cue._replace(subject=inverted, inverted=True)
    subject, inherited = _subject(units, low, group), False
    if subject is None and group > low and tags[group - 1] in classes("AND BUT") + ",":
        told = _told_subject(units, group, low, earlier)
        subject, inherited = told or _inherited_subject(units, group, low, earlier), told is None
    elif (
        subject is None
        and (tags[cue.after : cue.after + 1] == W.THAT or W.AUX in tags[group:k])
        and set(classes("AUX SAID AND BUT") + ",;").isdisjoint(tags[low:group])
    ):
        opening = main_subject(units, low, group)  # "An inquiry set up in spring found that"
        subject = opening if opening is not None and opening.first == low else None
    return cue._replace(subject=subject, inherited=inherited) if subject is not None else None


def _subject(units: Units, low: int, group: int) -> Phrase | None:
    """Return the subject before a verb: "A clerk accused of emptying the fund of the yard told"."""
    of = _ACCUSED.search(units.tags, low, group)
    opening = main_subject(units, low, group) if of is not None else None
    accused = of and opening and opening.after == of.start() and is_person(units, opening)
    return opening if accused else subject_before(units, group, low)


#: No verb and no comma stands between "accused of emptying" and the verb that reports.
_ACCUSED = pattern("(?<=NOUN) SAID PREP ING [^AUX VERB SAID WH THAT COMMA QUOTE]* $")


def _participle_cue(units: Units, cue: Cue, earlier: Sequence[Cue]) -> Cue | None:
    """Return the cue in "…, adding that", "fans chanting “…”", "quoted Abel as saying that"."""
    k, (low, high) = cue.first, cue.sentence
    if earlier and units.low[k - 1] == "as" and "quote" in earlier[-1].expression.lemma:
        return _quoted_as(units, cue, earlier[-1])
    hearer = phrase_after(units, cue.after, high)
    heard = hearer.after if hearer is not None else cue.after  # "opened by reminding them that"
    content = pattern("[THAT QUOTE WH COMMA COLON]").match(units.tags, cue.after)
    tells = content is not None or units.tags[heard : heard + 1] == W.THAT
    subject = _noun_before(units, k, low)
    if k > low and units.tags[k - 1] in classes("PREP NOUN NAME") and not tells and subject is None:
        return None  # "a role in deciding lockdown"
    if units.low[k - 1] in ("heard", "seen", "caught", "filmed", "recorded", "overheard"):
        subject = subject_before(units, _group_start(units, k - 1, low)[0], low)  # "he can be heard asking"
    subject = subject or _inherited_subject(units, k, low, earlier)
    return cue._replace(subject=subject, inherited=True)


def _verb_group(units: Units, k: int, low: int) -> tuple[int, int, Shape]:
    """Return the first unit of the cue, the first of its verb group, and the shape of the verb at `k`.

    Auxiliaries, adverbs and times before the verb belong to its group: "has repeatedly", "on Tuesday".
    """
    tags = units.tags
    group, be = _group_start(units, k, low)
    if tags[k] == W.SAYING:
        goes_on = units.low[group - 1] in word_list("repeating verbs")  # "kept telling us"
        return (k, group - goes_on, "finite") if be or goes_on else (k, k, "participle")
    if tags[group - 1] == W.TO:
        starter = group - 2 - (units.low[group - 2] in ("on", "ahead", "out"))
        start, _ = _group_start(units, starter, low)
        starts = starter >= low and units.low[starter] in _STARTERS and tags[start - 1] != W.TO
        return (starter, start, "finite") if starts else (k, group, "infinitive")
    if not is_participle(units.low[k]):
        return k, group, "finite"
    # in "said by telephone" nobody but the telephone would be the agent
    agent = units.low[k + 1 : k + 2] == ["by"] and units.low[k + 2 : k + 3] not in _MEANS
    # "Abel, asked if it leaked, would say"
    suffered = be or agent or pattern("WH [^; STOP]* , AUX").match(tags, k + 1)
    return k, group, "passive" if suffered else "finite"


def _group_start(units: Units, k: int, low: int) -> tuple[int, bool]:
    """Return the first unit of the verb group that ends at unit `k`, and whether it has a form of be."""
    tags, group, be = units.tags, k, False
    while group > low:
        tag, before = tags[group - 1], units.low[group - 2]
        if tag == W.AUX or (tag == "'" and tags[group - 2] == W.HE):
            be = be or units.low[group - 1] in BE
        elif tag == W.TIME and group - 2 > low and (tags[group - 2] == W.PREP or before in _WHEN):
            group -= 1 + (tags[group - 3] == W.DET)  # "the next morning"
        elif tag not in classes("TIME ADV") and units.low[group - 1] != "since":
            break
        group -= 1
    return group, be


def _inverted_subject(units: Units, cue: Cue) -> Phrase | None:
    """Return the subject of "said Lavrov", which needs a quotation, a comma or nothing before the verb."""
    (low, high), group, tags = cue.sentence, cue.group, units.tags
    before = tags[group - 1] if group > low else ""
    if before == "," and tags[group - 2 : group - 1] == W.QUOTE and tags[group - 3] not in classes("NOUN ED"):
        before = W.QUOTE  # «Never», said Abel on Monday, but: Abel, in a note titled «Never», said
    if before not in ("", ",", W.QUOTE, "-") or not ("invert" in cue.expression.takes or before == W.QUOTE):
        return None
    subject = subject_after(units, cue.after, high)
    if subject is None:
        return None
    if units.low[subject.after - 1] == "them" and units.tags[subject.after : subject.after + 1] == ",":
        # "said one of them, Anna Abel,", "said one of them, a guest in a red hat"
        apposed = phrase_after(units, subject.after + 1, high)
        subject = apposed if apposed is not None and is_somebody(units, apposed) else subject
    following = tags[subject.after : min(subject.after + 1, high)]
    if following == W.THAT and "person" in cue.expression.takes:
        return None  # "who sold syrup as “honey” told guests that"
    # after a comma "said Lavrov." is inverted; "X, a minister, said Lavrov was" is not
    speaks = is_somebody(units, subject) and following in W.WH + ".,;-"
    return subject if speaks or before in ("", W.QUOTE) else None


def _inherited_subject(units: Units, group: int, low: int, earlier: Sequence[Cue]) -> Phrase | None:
    """The first cue that speaks takes the sentence; what it reports may hold further cues."""
    if earlier and earlier[-1].end == group:
        return earlier[-1].subject
    speaking = (c.subject for c in earlier if c.subject and c.shape != "passive" and not c.expression.thought)
    if (speaker := next(speaking, None)) is not None:
        return speaker
    if group <= low + 1:  # "Claiming that …, Abel left"
        comma = units.tags.find(",", group)
        return main_subject(units, comma + 1, len(units.tags)) if comma > 0 else None
    return main_subject(units, low, group)


def _told_subject(units: Units, group: int, low: int, earlier: Sequence[Cue]) -> Phrase | None:
    """In "a guest said Abel had risen and had asked" the second "had" goes on with what is told of Abel.

    So does "said" in "beside Abel, who rose and said".
    """
    if units.tags[group - 1] != W.AND:
        return None
    comma = units.tags.rfind(",", low, group)
    if comma > low and units.low[comma + 1] == "who":
        return Phrase(comma + 1, comma + 2, (comma + 1, comma + 2))
    telling = next((c for c in reversed(earlier) if "had" not in units.low[c.group : c.first]), None)
    if units.low[group] != "had" or telling is None:
        return None
    had = next((k for k in range(telling.end, group) if units.low[k] == "had"), None)
    return subject_before(units, had, telling.end) if had is not None else None


def _quoted_as(units: Units, cue: Cue, quoted: Cue) -> Cue:
    """In "The paper quoted Abel as saying" and "Abel was quoted as saying" it is Abel who speaks."""
    if quoted.shape == "passive":
        subject = subject_before(units, quoted.group, quoted.sentence[0])
    elif any(word in BE for word in units.low[quoted.group : quoted.after]):
        subject = quoted.subject
    else:
        subject = phrase_before(units, cue.first - 1, quoted.after)
    return cue._replace(group=quoted.begin, shape="finite", subject=subject)


def _noun_before(units: Units, k: int, low: int) -> Phrase | None:
    """In "fans chanting" the noun speaks; in "he released a statement saying" his paper does it for him."""
    phrase = phrase_before(units, k, low)
    if phrase is not None and units.low[k] == "reading":
        return Phrase(*phrase.head, phrase.head)  # "carried placards reading “No”"
    if phrase is None or not (is_person(units, phrase) or units.low[phrase.first - 1] == "with"):
        return None
    return phrase


def _passive_cue(units: Units, cue: Cue) -> Cue | None:
    """ "asked by X": the source stands after "by"."""
    high = cue.sentence[1]
    for by in range(cue.after, min(cue.after + 6, high - 1)):
        if units.low[by] == "by" and (agent := phrase_after(units, by + 1, high)) is not None:
            return cue._replace(subject=agent, inverted=True)
        if units.tags[by] in classes("QUOTE THAT") + ",.;":
            break
    return None


#: Words that are no verbs and may open a reporting expression.
_TELLING: Final = frozenset([*NOUNS, *ADJECTIVES, *SOURCES, "in", "for"])


def find_cues(units: Units, sentence: tuple[int, int]) -> tuple[Cue, ...]:
    """Return the reporting expressions of `sentence`, in order."""
    found: list[Cue] = []
    after = sentence[0]
    tags, low, verbs = units.tags, units.low, classes("SAID SAYING")
    words = enumerate(zip(tags[slice(*sentence)], low[slice(*sentence)], strict=True), after)
    for k in [k for k, (tag, word) in words if tag in verbs or word in _TELLING]:
        if k < after:
            continue
        verb = tags[k] in verbs
        cue = adjective_cue(units, k, sentence) if low[k] in ADJECTIVES else None
        cue = cue or (verb_cue(units, k, sentence, found) if verb else nominal_cue(units, k, sentence))
        if cue is not None:
            if found and found[-1].first >= min(cue.first, cue.group):
                found.pop()  # "went on" is only the start of "went on to say", "quoted" of "quoted as saying"
            found.append(cue)
            after = cue.after
    return tuple(found)
