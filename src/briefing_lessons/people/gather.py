"""Gather who is who over the whole document before a pronoun is read: names, descriptions, evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefing_lessons.english.phrases import (
    Phrase,
    is_person,
    phrase_after,
    phrase_before,
    simple_phrase_before,
    subject_before,
)
from briefing_lessons.english.units import Units, units_of
from briefing_lessons.english.wordclasses import BE, KINDS, PERSON_NOUNS, in_plural, is_person_noun
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.people.entities import INDEFINITE, PERSON_ONLY, Entities, Entity
from briefing_lessons.people.names import GENDERED, Name, find_names, gender_of_role, plain, split_role
from briefing_lessons.reading import Document

_NAMES = re.compile("X+")
#: A determiner that may open a subject: no preposition or verb before it.
_NO_OBJECT = re.compile("(?<![iVvxe])d|(?<=QV)d")
#: What may stand before a name that comes late: "A man rang. It was Abel."
_IT_WAS = [[who, verb] for who in ("it", "he", "she") for verb in ("was", "is")]
_COPULAS = BE | {"remains", "remained", "becomes", "became"}
#: What may stand after an apposition: "Abel, the mayor," but not "In Ardal, the mayor said".
_CLOSES = re.compile("(?:id?n*X+)*[,.;:(wQ-]")


def entities_of(document: Document, narration: Iterable[Units], headings: Sequence[Units] = ()) -> Entities:
    """Return everybody whom `document` names: its cast of turns first, then its running text in order.

    Parameters
    ----------
    document
        The text with its corrections and the people of its turns.
    narration
        Its paragraphs, each quotation in them one unit.
    headings
        What stands above them.
    """
    found = Entities()
    for names in document.same_people:
        found.join(names)
    for person in document.cast:
        words = split_role(tuple(person.name.split()))[2] or tuple(person.name.split())
        found.add_name(Name(0, words, person.office, None, True))
    paragraphs, number = tuple(narration), 0
    for units in paragraphs:
        for name in find_names(units.text):
            entity = found.add_name(name)
            if entity is not None:
                entity.seen = number = number + 1
    whole, above = "".join(units.text for units in paragraphs), 0
    taken_up: list[tuple[str, Entity]] = []
    for units in paragraphs:
        taken_up.extend(_describe_names(found, units, whole, above))
        above += len(units.text)
    for units in _aside(found, paragraphs, headings):
        tuple(_describe_names(found, units, whole, 0))
    for units in paragraphs:
        _hear_pronouns(found, units)
    found.weigh_names()
    if not document.turns:
        for noun, entity, text in (*_leads(found, paragraphs), *_brought_in(found, paragraphs, taken_up)):
            found.leads[noun, text] = entity
            found.led.add((noun, entity))
    for entity in found.everyone:
        entity.seen = -1
    return found


def _aside(found: Entities, paragraphs: Sequence[Units], headings: Sequence[Units]) -> Iterator[Units]:
    """Yield the headings and quotations that may say who "the coach" is, if the narration does not."""
    called = {u.low[k + 1] for u in paragraphs for k, word in enumerate(u.low[:-1]) if word == "the"}
    called = (called & PERSON_NOUNS) - PERSON_ONLY - found.described_as.keys()
    if not called:
        return
    yield from (units for units in headings if not called.isdisjoint(units.low))
    for units in paragraphs:
        for marked in units.marked.values():
            if not called.isdisjoint(units.text[slice(*marked.inner)].split()):
                yield units_of(units.text, *marked.inner, marked.nested)


def _describe_names(found: Entities, units: Units, whole: str, above: int) -> Iterator[tuple[str, Entity]]:
    """Give every name of a paragraph, which begins `above` characters into `whole`, what describes it.

    Yield the nouns that stand beside a name as something known: "the envoy, Abel".
    """
    for match in _NAMES.finditer(units.tags):
        first, after = match.span()
        words = tuple(units.words(first, after).split())
        name = split_role(words)[2] or words
        described = list(_descriptions(units, first, after))
        if len(name) > 1 and whole.find(name[-1], 0, above + units.starts[first]) < 0:
            described += _named_late(found, units, first, after, bool(described))
        if not described:
            continue
        entity = found.known(name) or found.add_name(Name(first, name, None, None, None), alone=True)
        if entity is None:
            continue
        for description in described:
            told = (
                units.words(description.first, description.after).split()
                if description.after > description.first
                else []
            )
            if told and (units.low[description.first - 1] == "who" or description.first == after):
                told = [*told[1:], _doer(units.low[description.first])]
                if told[-1]:
                    found.describe(entity, told)
            elif told:
                found.describe(entity, told)
                noun = units.low[description.head[1] - 1]
                if plain(noun) in PERSON_NOUNS:
                    entity.role = entity.role or " ".join(told)
                if units.low[description.first] == "the":
                    yield noun, entity
            else:
                entity.person = True
                if units.tags[description.first] == W.NUMBER:
                    entity.qualities.add(units.low[description.first] + "-year-old")


def _named_late(found: Entities, units: Units, first: int, after: int, described: bool) -> list[Phrase]:
    """Return "The clerk" where a paragraph about the clerk goes on "His name is Abel" or "Abel has …"."""
    number = units.sentence_of(first)
    low = units.sentences[number][0]
    given = units.low[low] in GENDERED and units.low[low + 1 : first] in (["name", "is"], ["name", "was"])
    it_was = units.low[low:first] in _IT_WAS and units.tags[after : after + 1] not in "wt"
    given = given or it_was
    tells = first == low and re.match("(?:xa*[^aV]|v)", units.tags[after:])
    if not given and (described or not tells):
        return []
    goes_on = given
    for start, end in reversed(units.sentences[:number]):
        pronoun = next((k for k in range(start, end) if units.low[k] in ("he", "she")), end)
        opens = _NO_OBJECT.finditer(units.tags, start, pronoun)
        phrases = (phrase_after(units, match.start(), end) for match in opens)
        person = next((p for p in phrases if p is not None and is_person(units, p)), None)
        noun = units.low[person.head[1] - 1] if person is not None else ""
        goes_on = goes_on or (person is not None and units.tags[person.first - 2 : person.first] == "QV")
        if "X" in units.tags[start:end] or in_plural(noun) or not (goes_on or pronoun < end):
            break
        if person is not None:
            return [] if noun in found.described_as else [Phrase(*person.head, person.head)]
        goes_on = pronoun < end
    return []


def _descriptions(units: Units, first: int, after: int) -> Iterator[Phrase]:
    low, high = units.sentences[units.sentence_of(first)]
    yield from _before(units, first, after, low)
    yield from _behind(units, first, after, high)


def _before(units: Units, first: int, after: int, low: int) -> Iterator[Phrase]:
    """ "Its president, the actor Grace Summers", "a thin man called Will Penny", "The second was Abel"."""
    tags = units.tags
    beside = simple_phrase_before(units, first, low)
    described = beside is not None and (
        tags[beside[0]] == W.DETERMINER or units.low[first - 1] in PERSON_NOUNS
    )
    if beside is not None and described and tags[first - 1] == W.NOUN:
        behind_preposition = beside[0] > low and tags[beside[0] - 1] == W.PREPOSITION
        behind_preposition &= units.low[beside[0] - 1] not in ("by", "of")  # "made by the firm Aro"
        if units.low[first - 1] in PERSON_NOUNS or not behind_preposition:  # "Behind the counter Abel stood"
            yield Phrase(*beside, beside)
        first = beside[0]
    if first - 1 <= low:
        return
    name_as = first - 2 - (units.low[first - 2] == "only")
    # "who gave his name as Abel", "who gave only a first name, Mia,"
    if "name" in units.low[max(name_as, low) : first - 1]:
        who = next((k for k in range(name_as, low, -1) if units.low[k] == "who"), None)
        given = phrase_before(units, who - (tags[who - 1] == W.COMMA), low) if who else None
        yield from _with_what_it_explains(units, given, low)
    elif tags[first - 1] == W.COMMA and _CLOSES.match(tags, after):
        named = subject_before(units, first - 1, low)  # "The envoy who began it, Abel,"
        inner = named is not None and named.head[1] < named.after
        if named is not None and inner and (after - first == 1 or not _stands_for(units, named)):
            last = simple_phrase_before(units, first - 1, low)  # "a spokesman for the operator, Tarnkraft,"
            named = Phrase(*last, last) if last is not None else None
        if named is not None and _stands_for(units, named):
            yield named
            subject = phrase_after(units, low, named.first) if units.low[named.first - 1] in BE else None
            if subject is not None and tags[low] == W.DETERMINER:
                yield subject  # "The first speaker was a farmer, Abel."
    elif units.low[first - 1] in ("called", "named") and tags[first - 2] in (W.NOUN, W.NUMBER):
        yield from _with_what_it_explains(units, phrase_before(units, first - 1, low), low)
    elif units.low[first - 1] in BE and tags[low] == W.DETERMINER:
        subject = phrase_after(units, low, first - 1)
        if subject is not None and tags[subject.head[1] - 1] == W.NOUN:
            yield subject


def _with_what_it_explains(units: Units, told: Phrase | None, low: int) -> Iterator[Phrase]:
    """Yield a description and, before a comma, whom it stands beside: "The mediator, a judge named Abel"."""
    if told is None:
        return
    yield told
    above = phrase_before(units, told.first - 1, low) if units.tags[told.first - 1] == W.COMMA else None
    if above is not None and _stands_for(units, above):
        yield above


def _behind(units: Units, first: int, after: int, high: int) -> Iterator[Phrase]:
    """Yield "a goalkeeper" of "Abel, 31, a goalkeeper", "a lawyer" of "Abel is a lawyer", and relatives."""
    tags, k = units.tags, after
    if tags[k : k + 1] == "v" and units.low[k].endswith("s"):
        yield from _relative(units, k - 1, high)
    k += units.low[k : k + 1] in (["has"], ["had"])
    if k < high and units.low[k] in _COPULAS:
        is_a = phrase_after(units, k + 1, high, whole=False)
        noun = units.low[is_a.head[1] - 1] if is_a is not None else ""
        one = units.low[k + 1 : k + 2] in (["a"], ["an"], ["the"])
        one = one or (noun in PERSON_NOUNS and not in_plural(noun))
        if is_a is not None and one and tags[is_a.head[1] - 1] == W.NOUN:
            yield is_a  # "Abel is a lawyer", "Abel has been mayor"
        return
    k = after
    while tags[k : k + 1] == W.COMMA and k + 1 < high:
        k += 1
        if tags[k] == W.NUMBER and tags[k + 1 : k + 2] in tuple(",.;"):
            yield Phrase(k, k, (k, k))
            k += 1
            continue
        if units.low[k] in ("who", "whose"):
            yield from _relative(units, k, high)
            return
        k += tags[k] == W.ADVERB  # "Abel, now a restorer,"
        apposed = phrase_after(units, k, high)
        if apposed is None or not _stands_for(units, apposed):
            return
        following = tags[apposed.after : apposed.after + 1]
        if following in tuple("xvV"):  # "With Abel, the mayor said"
            return
        yield apposed
        k = apposed.after


def _stands_for(units: Units, phrase: Phrase) -> bool:
    """A noun with a determiner, or a noun for persons, may describe a name."""
    noun = phrase.head[1] - 1
    person = is_person_noun(plain(units.low[noun]))
    if units.tags[noun] != W.NOUN and not (person and units.tags[noun] == W.NAME):  # "the Foreign Secretary"
        return False
    owned = units.tags[phrase.first] == W.DETERMINER or "'" in units.tags[phrase.first : noun]
    return owned or (person and units.tags[noun] == W.NOUN)


def _relative(units: Units, who: int, high: int) -> Iterator[Phrase]:
    """A relative clause shows a person; the verb in it, or behind a name, may describe one: see `_doer`."""
    if units.tags[who] == W.QUESTION_WORD:
        yield Phrase(who, who, (who, who))
    after = next((k for k in range(who + 1, high) if units.tags[k] in ",.;-"), high)
    if units.low[who] != "whose" and who + 1 < after:
        yield Phrase(who + 1, after, (who + 1, who + 2))


def _brought_in(
    found: Entities, paragraphs: Sequence[Units], taken_up: Sequence[tuple[str, Entity]]
) -> Iterator[tuple[str, Entity, str]]:
    """Yield who is "an envoy" in one paragraph and "the envoy, Abel" below, if nobody else is an envoy."""
    only = {noun: e for noun, e in taken_up if found.described_as.get(noun) == [e] and e.person}
    named: set[Entity] = set()
    for units in paragraphs if only else ():
        named.update(_people_in(found, units))
        for noun in sorted(only.keys() & units.low if INDEFINITE & set(units.low) else ()):
            if only[noun] not in named:
                yield noun, only[noun], units.text


def _leads(found: Entities, paragraphs: Sequence[Units]) -> Iterator[tuple[str, Entity, str]]:
    """Yield who is named only below: "A ferry engineer told a court …", and the name in the next paragraph.

    A report may open so; later on a quotation must follow, with a name that the text has not used before.
    """
    named: set[Entity] = set()
    unread = iter(paragraphs)
    for k, units in enumerate(paragraphs[:-1]):
        below = paragraphs[1:5] if k == 0 else paragraphs[k + 1 : k + 2]
        if k and not re.match("Q,?(X+V|VX)", below[0].tags):
            continue
        for above in unread:
            named.update(_people_in(found, above))
            if above is units:
                break
        people = (p for later in below for p in _people_in(found, later))
        person = next((p for p in people if k or p not in named), None)
        if person is None or (k and person in named) or (named and person.heads & PERSON_NOUNS):
            continue
        heard = k == 0 and (_HEARD.search(units.tags) or _HEARD.match(below[0].tags))
        noun = _unnamed_source(found, units, person, bool(named) and k == 0, k > 0, bool(heard))
        if noun:
            yield noun, person, units.text


#: “…,” she said
_HEARD = re.compile("Q,?(pV|Vp)")


def _unnamed_source(
    found: Entities, units: Units, person: Entity, brought_in: bool, unknown: bool, heard: bool
) -> str:
    """Describe `person` by the first source of a paragraph that may be that person; return its noun.

    Where the paragraph, or the next, goes on with what "she" said, whoever does something may be the source.
    """
    roles = person.heads & PERSON_NOUNS - PERSON_ONLY
    for match in re.finditer("d|X+(?=')", units.tags):
        phrase = phrase_after(units, match.start(), len(units.tags))
        verb = "[xa]*[Vve]" if heard and not brought_in else "[xa]*V"
        if phrase is None or not re.match(f"(,w[^.Q]*,)?{verb}", units.tags[phrase.after :]):
            continue
        noun = units.low[phrase.head[1] - 1]
        spoken = (w for w in units.low[phrase.after : units.sentences[0][1]] if w in GENDERED)
        gender = gender_of_role(noun) or GENDERED.get(next(spoken, ""))
        indefinite = units.low[match.start()] in INDEFINITE
        if (brought_in and (not indefinite or gender is None)) or (unknown and indefinite):
            continue
        fits = noun in PERSON_ONLY or not roles or not roles.isdisjoint({noun} | KINDS.get(noun, set()))
        agrees = person.gender in (None, gender or person.gender)
        known = unknown and noun in found.described_as
        if noun in PERSON_NOUNS and fits and agrees and not known and not in_plural(noun):
            found.describe(person, units.words(*phrase.head).split())
            person.qualities.update(map(plain, units.words(phrase.first, phrase.after).split()))
            return noun
    return ""


def _people_in(found: Entities, units: Units) -> Iterator[Entity]:
    for match in _NAMES.finditer(units.tags):
        words = tuple(units.words(*match.span()).split())
        entity = found.known(split_role(words)[2] or words)
        if entity is not None and entity.person:
            yield entity


def _doer(verb: str) -> str:
    """Return the noun for who does what a verb says, if it is one for persons.

    >>> _doer("coaches"), _doer("trains"), _doer("owned"), _doer("opened")
    ('coach', 'trainer', 'owner', '')
    """
    stems = [verb[: len(verb) - len(end)] for end in ("es", "s", "ed", "d") if verb.endswith(end)]
    doers = (stem + end for stem in stems for end in ("", "er", "or", "r", "ant"))
    return next((doer for doer in doers if doer in PERSON_NOUNS), "")


def _is_object(units: Units, k: int) -> bool:
    """In "Abel visited her in person" the pronoun cannot be Abel."""
    word = units.low[k]
    return word == "him" or (word == "her" and units.tags[k + 1 : k + 2] not in tuple("neXg#a"))


def _hear_pronouns(found: Entities, units: Units) -> None:
    """Count a pronoun as evidence where only one person named in its paragraph can be meant."""
    tags = units.tags
    names = list(_NAMES.finditer(tags))
    for low, high in units.sentences:
        spoken = [k for k in range(low, high) if units.low[k] in GENDERED and not _is_object(units, k)]
        if not spoken:
            continue
        here: list[Entity] = []
        first = high
        for match in names:
            if match.start() >= spoken[0]:
                break
            words = tuple(units.words(*match.span()).split())
            entity = found.known(split_role(words)[2] or words)
            if entity is None or entity.person is False or entity in here:
                continue
            here.append(entity)
            first = match.start()
        others = [k for k in range(spoken[0]) if units.low[k] in PERSON_NOUNS and tags[k] == W.NOUN]
        if len(here) == 1 and low <= first and not others:
            here[0].vote(GENDERED[units.low[spoken[0]]], 1)
