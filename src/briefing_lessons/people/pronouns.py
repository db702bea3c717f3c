"""Whom "he", "they" and "the fisher" mean: by agreement, by what the text is about, and by recency."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from briefing_lessons.english.phrases import Phrase, is_person, main_subject
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import BE, NOUNS, PERSON_NOUNS, in_plural
from briefing_lessons.english.words import word_list
from briefing_lessons.people.entities import Entity
from briefing_lessons.people.memory import ASIDE, SUBJECT, Memory, words_of

_THING_BEFORE = re.compile("d[neg']*n")
_OWNERS = word_list("owners")
#: What a sentence and a paragraph between a mention and its pronoun cost, and what agreement is worth.
_SENTENCE, _PARAGRAPH, _AGREES, _NO_PERSON, _TOPIC = 1.0, 3.0, 1.5, -4.0, 2.0
#: How many mentions a pronoun looks back on.
_LOOKS_BACK = 40
#: Below this nobody is meant; closer than this two may be.
_LEAST, _MARGIN = -12.0, 2.1
#: Nouns for what bears writing, and verbs for what writing does.
_WRITTEN = word_list("written things")
_READS = word_list("reading out")
#: Nouns by which a text takes up the name of a firm or a body.
BODIES = word_list("bodies")


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a pronoun or a description means, and how well that is supported."""

    entity: Entity | None = None
    sure: bool = False
    why: str = "nobody named above fits"


def person_meant(
    memory: Memory,
    units: Units,
    unit: int,
    before: int,
    gender: str | None,
    fits: Callable[[Entity], bool] = lambda entity: True,
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
    at = memory.view.source_offset(units.starts[before])
    sentence = memory.first_sentence + units.sentence_of(unit)
    name = memory.speaker or memory.author
    own = memory.entities.find(name, at) if name else None
    nearest: dict[Entity, float] = {}
    nearby: dict[Entity, set[int]] = {}
    for mention in memory.seen[-_LOOKS_BACK:]:
        if mention.at >= at:
            continue
        beside = mention.paragraph if mention.weight > ASIDE else -1  # "Abel's boat" is no rival
        nearby.setdefault(mention.entity, set()).add(beside)
        score = mention.weight - _SENTENCE * min(sentence - mention.sentence, 6)
        if mention.paragraph < memory.paragraph:
            score -= _PARAGRAPH * min(memory.paragraph - mention.paragraph, 4)
        elif mention.weight >= SUBJECT and mention.sentence == sentence - 1:
            score += _TOPIC
        if score >= nearest.get(mention.entity, -99.0):
            nearest[mention.entity] = score
    fitting = [
        (score + _evidence(entity, gender), entity)
        for entity, score in nearest.items()
        if entity is not own and entity is not memory.asker and _may_be(entity, gender) and fits(entity)
    ]
    meant = _best(fitting, gender)
    if meant.entity is None:
        return meant
    doubtful = memory.quoted or _may_be_another(memory, meant.entity, nearby, gender)
    return replace(meant, sure=False) if doubtful else meant


def _may_be_another(
    memory: Memory, entity: Entity, mentioned: dict[Entity, set[int]], gender: str | None
) -> bool:
    """A second person of that gender beside the first leaves a doubt; so does a ranger who may have a name.

    Beside is in the same paragraph, or in the one before where nobody is mentioned in this one.
    """
    near = memory.paragraph - (memory.paragraph not in mentioned[entity])
    rivals = (
        other
        for other, paragraphs in mentioned.items()
        if max(paragraphs) >= near and other.person and other.gender == gender and not other.plural
    )
    return not (entity.proper or entity.new) or any(other is not entity for other in rivals)


def _may_be(entity: Entity, gender: str | None) -> bool:
    disagrees = gender is not None and entity.gender not in (None, gender)
    return not (disagrees or entity.person is False or entity.plural)


def _evidence(entity: Entity, gender: str | None) -> float:
    return (_AGREES if gender and entity.gender == gender else 0) + (0 if entity.person else _NO_PERSON)


def _best(scores: list[tuple[float, Entity]], gender: str | None) -> Meant:
    scores.sort(key=lambda pair: (pair[0], pair[1].seen), reverse=True)
    if not scores or scores[0][0] < _LEAST:
        return Meant()
    score, entity = scores[0]
    agree = [e for _, e in scores if gender and e.gender == gender]
    if len(scores) == 1 or scores[1][0] < _LEAST:
        return Meant(
            entity, bool(entity.person) and score >= -_PARAGRAPH, "the only person named above who fits"
        )
    sure = score >= 0 and score - scores[1][0] >= _MARGIN
    pronoun, votes = ("she", 1) if gender == "f" else ("he", -1)
    if agree == [entity] and not any(e.female * votes > 0 for _, e in scores if e is not entity):
        return Meant(
            entity,
            sure,
            f"the only one above whom the text calls {pronoun}, or whose name {pronoun} often goes with",
        )
    return Meant(
        entity,
        sure,
        "the one whom the sentences before are about" if sure else "a guess: the latest who fits",
    )


def body_meant(memory: Memory, units: Units, unit: int, noun: str) -> Meant | None:
    """Return the firm or body that "the club" at `unit` takes up: the latest named one nearby."""
    at = memory.view.source_offset(units.starts[unit])
    sentence = memory.first_sentence + units.sentence_of(unit)
    named = [e for e in memory.entities.known_as.get(noun, ()) if not e.person]
    if named:
        return Meant(max(named, key=lambda e: e.seen), len(named) == 1, "the noun is part of its name")
    near = [
        mention
        for mention in memory.seen
        if mention.at < at
        and sentence - mention.sentence <= 2
        and mention.weight > ASIDE
        and mention.entity.proper
        and not mention.entity.name.isupper()
        and not mention.entity.person
    ]
    best = max(
        near, key=lambda mention: mention.weight - (sentence - mention.sentence), default=memory.opening
    )
    if best is None:
        return None
    return Meant(best.entity, False, "a guess: the body that the text is about")


def thing_meant(memory: Memory, units: Units, unit: int, at: int) -> Entity | None:
    """Return what "it" or "they" stands for: the source or thing of the sentences before."""
    word, sentence = units.low[unit], units.sentence_of(unit)
    they, here = word not in ("it", "its"), memory.first_sentence + sentence
    subject = main_subject(units, units.sentences[sentence][0], unit)
    if subject is not None:
        last = subject.head[1] - 1
        plural = units.tags[last] == "n" and in_plural(units.low[last])
        reports = word == "it" and not plural and _reports(units, subject, unit)
        if reports or (word == "they" and plural):
            return memory.entities.find(words_of(units, subject), at)
    recent = [s.entity for s in reversed(memory.seen) if s.at < at and s.sentence >= here - 2]
    entity = next((s for s in recent if they and s.plural and s.person), None)
    if entity is None and they and sentence:
        entity = _several_above(memory, units, sentence - 1, at)
    cited = (s for s in recent if s.cited and not s.person and (they or not s.plural))
    entity = entity or next(cited, None)
    return _thing_above(memory, units, unit, at) if entity is None and sentence else entity


def _thing_above(memory: Memory, units: Units, unit: int, at: int) -> Entity | None:
    """Return the thing of the sentence before that "it" takes up: what can speak, else the subject."""
    low, high = units.sentences[units.sentence_of(unit) - 1]
    things = [match.span() for match in _THING_BEFORE.finditer(units.tags, low, high)]
    if units.low[unit] in ("it", "its"):
        written = [(first, after) for first, after in things if units.low[after - 1] in _WRITTEN]
        if written and _READS & set(units.low[unit + 1 : unit + 3]):
            return memory.entities.find(" ".join(units.words(*written[-1]).split()), at)
        things = [thing for thing in things if not in_plural(units.low[thing[1] - 1])] or things
    for first, after in reversed(
        things
    ):  # "The council sent a note. It states …": what can speak is the note
        predicated = units.low[first - 1] in BE  # "A ticket is no promise. It says …"
        owned = units.low[first] in _OWNERS  # "The bank cut its forecast. It said …"
        if units.low[after - 1] in NOUNS and not predicated and not owned:
            return memory.entities.find(" ".join(units.words(first, after).split()), at)
    subject = main_subject(units, low, high)
    if subject is not None and units.tags[subject.first] not in "p" and not is_person(units, subject):
        entity = memory.entities.find(" ".join(units.words(*subject.head).split()), at)
        if not entity.person:
            return entity
    return memory.entities.find(" ".join(units.words(*things[-1]).split()), at) if things else None


def _several_above(memory: Memory, units: Units, sentence: int, at: int) -> Entity | None:
    """In "Lawyers for the trust were late. They …" the subject in the plural is taken up."""
    above = main_subject(units, *units.sentences[sentence])
    if above is None:
        return None
    last = above.head[1] - 1
    if (
        units.low[last + 1] == "of"
        and not is_person(units, above)
        and units.low[above.after - 1] in PERSON_NOUNS
    ):
        last = above.after - 1  # "A group of guests were late. They …"
    if units.tags[last] != "n" or not in_plural(units.low[last]):
        return None
    return memory.entities.find(words_of(units, above), at)


def _reports(units: Units, subject: Phrase, unit: int) -> bool:
    """In "The guild wrote that it accepts …" what reports is what "it" stands for."""
    thing = units.tags[subject.first] not in "po" and not is_person(units, subject)
    return thing and "V" in units.tags[subject.after : unit]
