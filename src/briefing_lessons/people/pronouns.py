"""Whom "he", "they" and "the fisher" mean: by agreement, by what the text is about, and by recency."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from briefing_lessons.english.phrases import main_subject
from briefing_lessons.english.tagging import is_participle
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import BE, NOUNS, VERBS, in_plural, pattern
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import word_list
from briefing_lessons.people.entities import Entity
from briefing_lessons.people.memory import ASIDE, SUBJECT, Memory, words_of
from briefing_lessons.people.names import BODIES, ORGANISATIONS, OWNERS

_THING_BEFORE = pattern("DET [NOUN ED ING POSSESSIVE]* NOUN")
#: What a sentence and a paragraph between a mention and its pronoun cost, and what agreement is worth.
_SENTENCE, _PARAGRAPH, _AGREES, _NO_PERSON, _TOPIC = 1.0, 3.0, 1.5, -4.0, 2.0
#: How many mentions a pronoun looks back on.
_LOOKS_BACK = 40
#: Below this nobody is meant; closer than this two may be.
_LEAST, _MARGIN = -12.0, 2.1
#: Who is behind by so much is no longer thought of.
_FAR = 8.0
#: Nouns for what bears writing, and verbs for what writing does.
WRITTEN = word_list("written things")
_COLLECTIVE = BODIES | ORGANISATIONS | {"jury", "panel", "tribunal", "inquiry"}
#: Nouns in the singular for several people.
_MANY = word_list("crowds")
#: Nouns for what has words in it, and a voice.
_SPEAKING = NOUNS.keys() | {"voice"}


#: Says of an entity whether it may be meant at all.
Fits = Callable[[Entity], bool]


class Meant(NamedTuple):
    """Whom a pronoun or a description means, and how well that is supported."""

    entity: Entity | None = None
    sure: bool = False
    why: str = "nobody named above fits"


def person_meant(
    memory: Memory, units: Units, unit: int, before: int, gender: str | None, fits: Fits = bool
) -> Meant:
    """Return the one person whom a pronoun or description at `unit` takes up.

    Parameters
    ----------
    memory
        Who was mentioned before.
    units, unit
        Where the pronoun stands.
    before
        The unit before which it looks back.
    gender
        "f" for "she", "m" for "he".
    fits
        Says of an entity whether it may be meant at all.
    """
    at, name = memory.at(units, before), memory.speaker or memory.author
    own = memory.entities.find(name, at) if name else None
    nearest, nearby = _told_before(memory, at, memory.first_sentence + units.sentence_of(unit))
    fitting = [
        (score + _evidence(entity, gender), entity)
        for entity, score in nearest.items()
        if entity is not own and entity is not memory.asker and _may_be(entity, gender) and fits(entity)
    ]
    meant = _best(fitting, gender)
    if meant.entity is None:
        return meant
    doubtful = memory.quoted or _may_be_another(memory, meant.entity, nearby, gender)
    return meant._replace(sure=False) if doubtful else meant


def _told_before(memory: Memory, at: int, sentence: int) -> tuple[dict[Entity, float], dict[Entity, int]]:
    """Return how well each mention before `at` is in mind, and the latest paragraph that tells of each."""
    nearest: dict[Entity, float] = {}
    nearby: dict[Entity, int] = {}
    here = memory.paragraph
    for place, told, paragraph, entity, weight in memory.seen[-_LOOKS_BACK:]:
        if place >= at:
            continue
        if weight > ASIDE:
            nearby[entity] = paragraph
        elif entity not in nearby:
            nearby[entity] = -1  # "Abel's boat" is no rival
        apart = sentence - told
        score = weight - (_SENTENCE * apart if apart < 6 else _SENTENCE * 6)
        if paragraph < here:
            score -= _PARAGRAPH * (here - paragraph if here - paragraph < 4 else 4)
        elif weight >= SUBJECT and apart < 2:
            score += _TOPIC
        if entity not in nearest or score > nearest[entity]:
            nearest[entity] = score
    return nearest, nearby


def _may_be_another(memory: Memory, entity: Entity, mentioned: dict[Entity, int], gender: str | None) -> bool:
    """A second person of that gender beside the first leaves a doubt; so does a ranger who may have a name.

    Beside is in the same paragraph, or in the one before where nobody is mentioned in this one.
    """
    near = memory.paragraph - (mentioned[entity] < memory.paragraph)
    rivals = (
        other
        for other, paragraph in mentioned.items()
        if other.person and paragraph >= near and other.gender == gender and not other.plural
    )
    return not (entity.proper or entity.new) or any(other is not entity for other in rivals)


def _may_be(entity: Entity, gender: str | None) -> bool:
    agrees = entity.person is not False and (gender is None or entity.gender in (None, gender))
    return agrees and not entity.plural


def _evidence(entity: Entity, gender: str | None) -> float:
    votes = entity.female if gender == "f" else -entity.female
    told = 0.0 if gender is None else _AGREES * (entity.gender == gender) - _AGREES * (votes < 0)
    return told + (0 if entity.person else _NO_PERSON)


def _best(scores: list[tuple[float, Entity]], gender: str | None) -> Meant:
    scores.sort(key=lambda pair: (pair[0], pair[1].seen), reverse=True)
    if not scores or scores[0][0] < _LEAST:
        return Meant()
    score, entity = scores[0]
    if len(scores) == 1 or scores[1][0] < _LEAST:
        near = bool(entity.person) and score >= -_PARAGRAPH
        return Meant(entity, near, "the only person named shortly above who fits")
    lead = score - scores[1][0]
    sure = (score >= 0 and lead >= _MARGIN) or lead >= _FAR
    pronoun, votes = ("she", 1) if gender == "f" else ("he", -1)
    if entity.gender == gender and not any(e.female * votes > 0 for _, e in scores[1:]):
        why = f"the only one above whom the text calls {pronoun}, or whose name {pronoun} often goes with"
    else:
        why = "the one whom the sentences before are about" if sure else "a guess: the latest who fits"
    return Meant(entity, sure, why)


def body_meant(memory: Memory, units: Units, unit: int, noun: str) -> Meant | None:
    """Return the firm or body that "the club" at `unit` takes up: the latest named one nearby."""
    sentence = memory.first_sentence + units.sentence_of(unit)
    if named := memory.entities.known_as.get(noun):
        return Meant(max(named, key=lambda e: e.seen), len(named) == 1, "the noun is part of its name")
    if noun in word_list("public bodies") or noun in NOUNS:
        return None  # there is but one, named or not; "the paper" may be any that bears words
    at = memory.at(units, unit)
    recent = (m for m in memory.seen if m.at < at and m.sentence >= sentence - 2)
    near = (m for m in recent if _may_be_body(m.entity) and not (m.entity.person or m.entity.name.isupper()))
    best = max(near, key=lambda mention: mention.weight + mention.sentence, default=memory.opening)
    entity = best.entity if best is not None and _may_be_body(best.entity) else None
    spoke = (e for e in memory.entities.everyone if e.cited and e.person is False and _may_be_body(e))
    entity = entity or max(spoke, key=lambda e: e.seen, default=None)
    return Meant(entity, False, "a guess: the body that the text is about") if entity is not None else None


def _may_be_body(entity: Entity) -> bool:
    """ "The trawler Anna" is no company."""
    told = {*entity.heads, *map(str.lower, entity.words)}
    return entity.proper and not (entity.heads and told.isdisjoint(_COLLECTIVE))


def thing_meant(memory: Memory, units: Units, unit: int, at: int) -> Entity | None:
    """Return what "it" or "they" stands for: the source or thing of the sentences before."""
    sentence = units.sentence_of(unit)
    since = memory.first_sentence + sentence - 2
    recent = [s.entity for s in reversed(memory.seen) if s.at < at and s.sentence >= since]
    cited = (s for s in recent if s.cited and not s.person)
    # “There was a note,” she said. “It read: ‘No.’”
    outside = memory.above if memory.quoted else memory.paragraphs[1]
    above, before = (units, sentence - 1) if sentence else (outside, -1)
    if units.low[unit] in ("it", "its"):
        entity = _body_in(memory, units, unit, at) if sentence else None
        entity = entity or (_written_in(memory, above, before, at) if above is not None else None)
    else:
        entity = _several_in(memory, units, units.sentences[sentence][0], unit, at)
        entity = entity or next((s for s in recent if s.plural and "them" not in s.words), None)
        if sentence:
            entity = entity or _several_in(memory, units, *units.sentences[sentence - 1], at)
        cited = (s for s in cited if s.proper or not (_MANY | _COLLECTIVE).isdisjoint(s.words))
    entity = entity or next(cited, None)
    if entity is None and above is not None and (sentence or memory.quoted):
        entity = _thing_in(memory, above, before, at, units.low[unit] not in ("it", "its"))
    return entity


def _body_in(memory: Memory, units: Units, unit: int, at: int) -> Entity | None:
    """Return the body that the sentence before is about, and that did what "it" does: "It insisted that …".

    A body is told of in the past, a document in the present: "The jury gave its verdict. It called for …".
    """
    subject = main_subject(units, *units.sentences[units.sentence_of(unit) - 1])
    verb = units.low[unit + 1]
    told = verb in VERBS and verb != VERBS[verb].lemma and is_participle(verb)
    if subject is None or not (told or units.low[unit] == "its"):
        return None
    taken_up = body_meant(memory, units, subject.first, units.low[subject.head[1] - 1])
    if taken_up is not None and units.low[subject.first] == "the":
        return taken_up.entity  # "The group lost money. It blamed …"
    entity = memory.entities.find(units.words(*subject.head), at)
    return None if _COLLECTIVE.isdisjoint(map(str.lower, entity.words)) else entity


def _written_in(memory: Memory, above: Units, sentence: int, at: int) -> Entity | None:
    """Return what bears words in a sentence `above`: the log in "a log on the screen", if there is one.

    But "The bank cut its forecast. It said …" is no forecast's, nor is "A ticket is no promise. It says …".
    """
    low, span = above.low, above.sentences[sentence]
    bearing = [
        (above.tags[first - 1 : first] != W.PREP, first, after)
        for first, after in (match.span() for match in _THING_BEFORE.finditer(above.tags, *span))
        if (noun := low[after - 1]) in WRITTEN
        or (
            (noun in _SPEAKING and low[first] not in OWNERS)
            and (low[first - 1] not in BE or low[first - 2] == "there")
        )
        if not in_plural(noun)
    ]
    if not bearing:
        return None
    _, first, after = max(bearing)
    here = (m.entity for m in memory.seen if m.sentence == memory.first_sentence + sentence)
    cited = next((e for e in here if e.cited and low[after - 1] in map(str.lower, e.words)), None)
    return cited or memory.entities.find(above.words(first, after), at)


def _thing_in(memory: Memory, above: Units, sentence: int, at: int, several: bool) -> Entity | None:
    """Return the thing of a sentence `above` that "it" takes up: the subject or the last; "they" a body."""
    low, high = above.sentences[sentence]
    subject = main_subject(above, low, high)
    if subject is not None and above.tags[subject.first] != W.HE:
        entity = memory.entities.find(above.words(*subject.head), at)
        if not (entity.person or (several and above.low[subject.head[1] - 1] not in _COLLECTIVE | _SPEAKING)):
            return entity
    things = [match.span() for match in _THING_BEFORE.finditer(above.tags, low, high)]
    things = [span for span in things if not several or above.low[span[1] - 1] in _COLLECTIVE]
    return memory.entities.find(above.words(*things[-1]), at) if things else None


def _several_in(memory: Memory, units: Units, low: int, high: int, at: int) -> Entity | None:
    """In "Lawyers for the trust were late. They …" the subject in the plural is taken up."""
    above = main_subject(units, low, high)
    if above is None:
        return None
    # "A group of guests were late. They …"
    nouns = [units.low[end - 1] for end in (above.after, above.head[1])]
    several = any(noun in _MANY or in_plural(noun) for noun in nouns) and units.low[above.first] != "every"
    return memory.entities.find(words_of(units, above), at) if several else None
