"""Gather who is who over the whole document before a pronoun is read: names, descriptions, evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing_lessons.english.phrases import (
    Phrase,
    is_person,
    main_subject,
    phrase_after,
    phrase_before,
    simple_phrase_before,
    subject_before,
)
from briefing_lessons.english.units import Units, units_of
from briefing_lessons.english.wordclasses import BE, KINDS, PERSON_NOUNS, classes, in_plural, pattern
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import word_list
from briefing_lessons.people.descriptions import doer_of
from briefing_lessons.people.entities import INDEFINITE, PERSON_ONLY, ROLES, Entities, Entity
from briefing_lessons.people.names import (
    GENDERED,
    OFFICES,
    OWNERS,
    Name,
    find_names,
    gender_of_role,
    plain,
    split_role,
)
from briefing_lessons.reading import Document

_NAMES = pattern("NAME+")
_PLEADS = pattern(", PREP DET NOUN ,")
#: What may stand after an apposition: "Abel, the mayor," but not "In Ardal, the mayor said".
_CLOSES = pattern("(?: PREP DET? NOUN* NAME+ )* [,.;:( WH QUOTE -]")


def entities_of(document: Document, narration: Sequence[Units]) -> Entities:
    """Return everybody whom `document` names: its cast of turns first, then its running text in order.

    Parameters
    ----------
    document
        The text with its corrections and the people of its turns.
    narration
        Its paragraphs, each quotation in them one unit.
    """
    found = Entities()
    for names in document.same_people:
        found.join(names)
    for person in document.cast:
        words = split_role(tuple(person.name.split()))[2] or tuple(person.name.split())
        found.add_name(Name(0, words, person.office, None, True))
    printed = [name for units in narration for name in find_names(units.text)]
    titled = {(name.gender, name.words[-1]) for name in printed}
    found.couples = {surname for gender, surname in titled if gender == "m" and ("f", surname) in titled}
    for name in {name[1:]: name for name in printed}.values():
        found.add_name(name)
    taken_up: list[tuple[str, Entity]] = []
    for units in narration:
        taken_up.extend(_describe_names(found, units))
    for units in _aside(found, narration):
        tuple(_describe_names(found, units))
    bearers: dict[str, Entity | None] = {}
    told = [(units, tuple(_names_in(found, units, bearers))) for units in narration]
    for units, named in told:
        _hear(units, named)
    found.weigh_names()
    if not document.turns:
        later = tuple(named_later(found, told))
        taken_up.extend((noun, entity) for noun, entity, _ in later)
        for noun, entity, text in (*later, *brought_in(found, told, taken_up)):
            found.leads[noun, text] = entity
            found.led.add((noun, entity))
    return found


def _aside(found: Entities, paragraphs: Sequence[Units]) -> Iterator[Units]:
    """Yield the quotations that may say who "the coach" is, if the narration does not."""
    called = {noun for units in paragraphs for word, noun in pairwise(units.low) if word == "the"}
    called = (called & ROLES) - found.described_as.keys()
    for units in paragraphs if called else ():
        for marked in units.marked.values():
            if not called.isdisjoint(units.text[slice(*marked.inner)].split()):
                yield units_of(units.text, *marked.inner, marked.nested)


def _describe_names(found: Entities, units: Units) -> Iterator[tuple[str, Entity]]:
    """Give every name of a paragraph what describes it.

    Yield the nouns that stand beside a name as something known: "the envoy, Abel".
    """
    for match in _NAMES.finditer(units.tags):
        first, after = match.span()
        low, high = units.sentences[units.sentence_of(first)]
        described = [*_before(units, first, after, low), *_behind(units, first, after, high)]
        thing = _is_thing(units, first, after)
        # "Abel, for the defence,"
        pleads = _PLEADS.match(units.tags, after) and units.low[after + 3] in word_list("parties in court")
        if not (described or thing or pleads):
            continue
        name = split_role(words := tuple(units.words(first, after).split()))[2] or words
        entity = found.known(name) or found.add_name(Name(first, name, None, None, None), alone=True)
        if entity is None:
            continue
        if thing:
            entity.person = entity.person or False
        for noun in ("counsel", "lawyer", "barrister") if pleads else ():
            found.describe(entity, [noun])
        for phrase in described:
            _take_in(found, entity, units, phrase, after)
            if units.low[phrase.first : phrase.head[1]][:1] == ["the"]:
                yield units.low[phrase.head[1] - 1], entity


def _take_in(found: Entities, entity: Entity, units: Units, phrase: Phrase, after: int) -> None:
    """Describe whoever has the name that ends before unit `after` by a phrase beside it, or a verb."""
    told = units.words(phrase.first, phrase.after).split() if phrase.after > phrase.first else ()
    if not told:
        entity.person = True
        if units.tags[phrase.first : phrase.first + 1] == W.NUM:
            entity.qualities.add(f"{units.low[phrase.first]}-year-old")
    elif (before := units.low[phrase.first - 1]) in ("who", "has", "had") or phrase.first == after:
        doer = doer_of(units.low[phrase.first])  # whoever "has trained juniors" need not be the trainer
        if doer and (before not in ("has", "had") or doer in OFFICES):
            found.describe(entity, [*told[1:], doer])
            entity.deeds.update({doer} - OFFICES)
    else:
        found.describe(entity, told)
        if plain(units.low[phrase.head[1] - 1]) in PERSON_NOUNS:
            entity.role = entity.role or " ".join(told)


def _is_thing(units: Units, first: int, after: int) -> bool:
    """In "the Blue Heron sailed" and "Heron Paper, which makes envelopes" a name is no person's."""
    article = units.low[first - 1 : first] == ["the"] and after - first > 1
    bears = units.tags[after : after + 1] in tuple(classes("NOUN POSSESSIVE"))  # "the Anna Abel affair"
    thing = (article and not bears) or units.low[after : after + 2] == [",", "which"]
    return thing and split_role(words := tuple(units.words(first, after).split()))[2] == words


def _before(units: Units, first: int, after: int, low: int) -> Iterator[Phrase]:
    """ "Its president, the actor Grace Summers", "a thin man called Will Penny", "The second was Abel"."""
    tags = units.tags
    beside = simple_phrase_before(units, first, low) if first > low and tags[first - 1] == W.NOUN else None
    if beside is not None and (tags[beside[0]] == W.DET or units.low[first - 1] in PERSON_NOUNS):
        behind_preposition = beside[0] > low and tags[beside[0] - 1] == W.PREP
        behind_preposition &= units.low[beside[0] - 1] not in ("by", "of")  # "made by the firm Aro"
        if units.low[first - 1] in PERSON_NOUNS or not behind_preposition:  # "Behind the counter Abel stood"
            yield Phrase(*beside, beside)
        first = beside[0]
    if first - 1 <= low:
        return
    name_as, given = first - 2 - (units.low[first - 2] == "only"), None
    # "who gave his name as Abel", "who gave only a first name, Mia,"
    if "name" in units.low[max(name_as, low) : first - 1]:
        if "who" in units.low[low + 1 : first]:
            who = first - 1 - units.low[first - 1 : low : -1].index("who")
            given = phrase_before(units, who - (tags[who - 1] == W.COMMA), low)
    elif tags[first - 1] == W.COMMA and _CLOSES.match(tags, after):
        yield from _before_comma(units, first, after, low)
    elif units.low[first - 1] in ("called", "named"):
        given = phrase_before(units, first - 1, low)
    elif units.low[first - 1] in BE and tags[low] == W.DET and tags[after : after + 1] != W.POSSESSIVE:
        given = phrase_after(units, low, first - 1)
    if given is not None:
        yield given
        above = phrase_before(units, given.first - 1, low) if tags[given.first - 1] == W.COMMA else None
        yield from filter(None, (above,))  # "The mediator, a judge named Abel"


def _before_comma(units: Units, first: int, after: int, low: int) -> Iterator[Phrase]:
    """ "The envoy who began it, Abel,", "The Taoiseach, Anna Abel,", "a man from the firm, Tarnkraft,"."""
    named, last = subject_before(units, first - 1, low), simple_phrase_before(units, first - 1, low)
    if named is None:
        return
    one = after - first == 1
    if last and named.head[1] < named.after and (one or not _stands_for(units, named)):
        named = Phrase(*last, last)
    office = units.tags[named.first : named.after] == classes("DET NAME")
    if _stands_for(units, named) or (office and not one):
        yield named
        subject = phrase_after(units, low, named.first) if units.low[named.first - 1] in BE else None
        yield from (subject,) if subject is not None else ()  # "The first speaker was a farmer, Abel."


_AGE = re.compile("(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?$")


def _behind(units: Units, first: int, after: int, high: int) -> Iterator[Phrase]:
    """Yield "a goalkeeper" of "Abel, 31, a goalkeeper", "a lawyer" of "Abel is a lawyer", and relatives."""
    tags, k = units.tags, after
    if tags[k : k + 1] == W.VERB and units.low[k].endswith("s"):
        yield from _relative(units, k - 1, high)
    k += units.low[k : k + 1] in (["has"], ["had"])
    if k < high and units.low[k] in BE | {"remains", "remained", "becomes", "became"}:
        is_a = phrase_after(units, k + 1, high, whole=False)
        noun = units.low[is_a.head[1] - 1] if is_a is not None else ""
        if is_a is not None and (noun in PERSON_NOUNS or units.low[k + 1] in ("a", "an", "the")):
            yield is_a  # "Abel is a lawyer", "Abel has been mayor"
        return
    if k > after and doer_of("".join(units.low[k : k + 1])) in OFFICES:
        yield from _relative(units, after - 1, high)  # "Abel has commanded the ship"
    k = after
    while tags[k : k + 1] == W.COMMA and k + 1 < high:
        k += 1
        if (tags[k] == W.NUM or _AGE.match(units.low[k])) and tags[k + 1 : k + 2] in tuple(",.;"):
            yield Phrase(k, k, (k, k))
            k += 1
            continue
        if units.low[k] in ("who", "whose"):
            yield from _relative(units, k, high)
            return
        k += tags[k] == W.ADV  # "Abel, now a restorer,"
        apposed = phrase_after(units, k, high)
        if apposed is None or not _stands_for(units, apposed):
            return
        # "With Abel, the mayor said", "Abel died, a judge later found"
        if pattern("ADV* [AUX VERB SAID]").match(tags, apposed.after):
            return
        yield apposed
        k = apposed.after


def _stands_for(units: Units, phrase: Phrase) -> bool:
    """A noun with a determiner, or a noun for persons, may describe a name."""
    noun = phrase.head[1] - 1
    person = is_person(units, phrase)
    owned = units.tags[phrase.first] == W.DET or W.POSSESSIVE in units.tags[phrase.first : noun]
    return (owned or person) if units.tags[noun] == W.NOUN else (owned and person)


def _relative(units: Units, who: int, high: int) -> Iterator[Phrase]:
    """A relative clause shows a person; the verb in it, or behind a name, may describe one: see `doer_of`."""
    if units.tags[who] == W.WH:
        yield Phrase(who, who, (who, who))
    after = next((k for k in range(who + 1, high) if units.tags[k] in W.QUOTE + ",.;-"), high)
    first = who + 1 + (units.low[who + 1 : who + 2] in (["has"], ["had"]))  # "who has chaired the board"
    if units.low[who] != "whose" and first < high:  # in "“No,” said Abel, who" nothing follows
        is_a = phrase_after(units, first + 1, high, whole=False) if units.low[first] in BE else None
        described = is_a is not None and units.low[is_a.head[1] - 1] in PERSON_NOUNS
        yield is_a if is_a is not None and described else Phrase(first, after, (first, first + 1))


def _names_in(
    found: Entities, units: Units, bearers: dict[str, Entity | None]
) -> Iterator[tuple[int, Entity]]:
    """Yield where the known names of a paragraph begin, and whose they are; `bearers` are those met."""
    for match in _NAMES.finditer(units.tags):
        called = units.words(*match.span())
        if called not in bearers:
            bearers[called] = found.known(split_role(words := tuple(called.split()))[2] or words)
        if (entity := bearers[called]) is not None:
            yield match.start(), entity


def _hear(units: Units, named: Iterable[tuple[int, Entity]]) -> None:
    """Count a pronoun as evidence where only one person named in its paragraph can be meant."""
    named = [(k, entity) for k, entity in named if entity.person is not False]
    for k, entity in named:
        if len(entity.words) > 1 and units.tags[k + 1 : k + 2] == W.SAID:
            entity.person = True  # "Abel said"
    if not named or GENDERED.keys().isdisjoint(units.low):
        return
    # not "the envoy Abel", who is one person, nor "told the jury"
    bare = pattern("(?<! SAID DET ) NOUN (?!NAME)").finditer(units.tags)
    other = next((m.start() for m in bare if units.low[m.start()] in PERSON_NOUNS), len(units.tags))
    for low, high in units.sentences:
        pronoun = next((k for k in range(low, high) if units.low[k] in GENDERED and units.low[k] != "him"), 0)
        here = {entity: k for k, entity in reversed(named) if k < pronoun < other}
        first = min(here.values(), default=0)
        if len(here) == 1 and (low <= first or first == 0):
            for entity in here:
                entity.vote(GENDERED[units.low[pronoun]], 1)


#: A paragraph, with where the known names in it begin and whose they are.
Told = tuple[Units, tuple[tuple[int, Entity], ...]]

#: A subject opens here: no preposition or verb stands before it, or a quotation and its verb do.
_SUBJECT = pattern(
    """(?<![PREP SAID VERB AUX ED THAT]) (?: DET | NAME+ (?=POSSESSIVE)) | (?<=QUOTE SAID) DET
    | (?<=PREP) DET (?= NOUN+ POSSESSIVE NOUN STOP)"""
)
#: What is told of it, and a verb; or the end of "the floor went to a woman, who spoke:".
_DOES = pattern(
    """(?: , [^. QUOTE]* , | WH [^,. QUOTE]*? )? ADV* [SAID VERB ED AUX] | , WH [^. QUOTE]* : $"""
)
#: Whoever speaks beside a quotation, or does something at the head of a clause.
_SPEAKS = pattern("QUOTE ,? (?: SAID NAME+ | NAME+ SAID )")
#: What stands before a name that is the answer: "A man rang. It was Abel."
_IT_WAS = re.compile("(?:it|he|she|this|his name|her name) (?:is|was|(?:turns|turned) out to be)")
#: Who is not to be named is nobody who is named below.
_NAMELESS = re.compile(r"\banonym|(?:\bnot|n't|declined|refused)(?: want)? (?:to )?be (?:named|identified)\b")
_NAMING = frozenset(["anonymity", "anonymous", "anonymously", "named", "identified"])
#: Not “Closed.” alone, nor "FERRY TRIAL, DAY 2: “I SAW IT”"
_TELLS = pattern("(?! [QUOTE NAME NUM TIME COMMA COLON]+ $ ) .* [QUOTE STOP COLON]")
#: How many paragraphs below its opening a report may name whoever it opens with.
_OPENING_REACHES = 4


class _Stranger(NamedTuple):
    """Somebody who is described, and not named yet."""

    units: Units
    phrase: Phrase
    noun: str
    paragraph: int
    gender: str | None
    new: bool  #: "a tall man", not "the skipper"


def named_later(found: Entities, told: Iterable[Told]) -> Iterator[tuple[str, Entity, str]]:
    """Yield the noun of a description, whom it means and its paragraph, for all who are named further down.

    The name is new to the text and agrees in gender and role. It stands in the same paragraph or in the next,
    and there it speaks, or a sentence is about it. What a report opens with may wait longer.
    """
    met: set[Entity] = set()
    waiting: list[_Stranger] = []
    # no headline, and no quotation that goes on
    paragraphs = [(u, n) for u, n in told if _TELLS.fullmatch(u.tags)]
    unsaid = (u for u, _ in paragraphs if not _NAMING.isdisjoint(u.low) and _NAMELESS.search(u.text))
    hidden = {word for units in unsaid for word in units.low}
    for number, (units, named) in enumerate(paragraphs):
        waiting = [s for s in waiting if number - s.paragraph <= (1 if s.paragraph else _OPENING_REACHES)]
        strangers = {s.phrase.first: s for s in _strangers(found, units, number, met) if s.noun not in hidden}
        new = {k: e for k, e in named if e not in met and e.person is not False}
        for k, entity in sorted([*named, *((k, None) for k in strangers)], key=lambda at: at[0]):
            if entity is None:
                # "Abel, who studies the lake, left. “No,” says the biologist" goes on about Abel
                goes_on = units.low[k] == "the" and any(e.person for j, e in named if j < k)
                if not goes_on or strangers[k].noun in OFFICES:
                    waiting.append(strangers[k])
            elif entity not in met:
                met.add(entity)
                may_be = (s for s in reversed(waiting) if _may_be(s, entity, units, k))
                if (stranger := next((s for s in may_be if _answers(s, units, k)), None)) is not None:
                    entity.person, phrase = True, stranger.phrase
                    beside = (e for j, e in new.items() if units.sentence_of(j) == units.sentence_of(k))
                    if any(other is not entity for other in beside):
                        found.paired.add(entity)
                    found.describe(entity, stranger.units.words(phrase.first, phrase.after).split())
                    yield stranger.noun, entity, stranger.units.text
                    for noun in _also_described(found, entity, stranger.units, phrase):
                        yield noun, entity, stranger.units.text
                    waiting = [s for s in waiting if s.noun != stranger.noun]


def _also_described(found: Entities, entity: Entity, units: Units, phrase: Phrase) -> Iterator[str]:
    """Yield the nouns of further descriptions: "Her neighbour, a baker, left", "The coach is her aunt"."""
    for further in _behind(units, *phrase[:2], units.sentences[units.sentence_of(phrase.first)][1]):
        if (noun := units.low[further.head[1] - 1]) in PERSON_NOUNS and further.after > further.first:
            _take_in(found, entity, units, further, phrase.after)
            yield noun


def _strangers(found: Entities, units: Units, number: int, met: set[Entity]) -> Iterator[_Stranger]:
    """Yield whoever does something in a paragraph and is described by a noun that no name has."""
    phrases = (phrase_after(units, m.start(), len(units.tags)) for m in _SUBJECT.finditer(units.tags))
    end = 0
    for phrase in filter(None, phrases):
        noun = units.low[phrase.head[1] - 1]
        if phrase.first < end:
            continue  # "Her neighbour, a pensioner, left"
        does = _DOES.match(units.tags, phrase.after) or _has_spoken(units, phrase.first)
        described = (
            (n, e) for n in (noun, *KINDS.get(noun, ())) for e in found.described_as.get(n, ()) if e.proper
        )
        # whoever is "Ardal’s minister" in the opening may be called so below
        known = (e in met or (n == noun and units.tags[phrase.first] != W.NAME) for n, e in described)
        new = units.low[phrase.first] in INDEFINITE
        before = units.tags[phrase.first - 1]  # "It opened with the words of the skipper's widow."
        does = does or (number == 0 and (before == W.PREP or (new and before in W.AND + ",.-")))
        alone = phrase.after == phrase.head[1] and pattern("[^COMMA WH]").match(units.tags, phrase.after)
        above = alone and number and not new and noun in PERSON_ONLY  # "the young man" was told of above
        if does and not above and noun in PERSON_NOUNS and not in_plural(noun) and not any(known):
            end = does.end() if isinstance(does, re.Match) else end
            gender = gender_of_role(noun) or _pronoun_after(units, phrase.after)
            yield _Stranger(units, phrase, noun, number, gender, new)


def _may_be(stranger: _Stranger, entity: Entity, units: Units, k: int) -> bool:
    """Say whether a description agrees with the roles and the gender that are told of the name at `k`."""
    roles, noun = (entity.heads - entity.deeds) & ROLES, stranger.noun
    fits = noun in PERSON_ONLY or not roles or not roles.isdisjoint({noun} | KINDS.get(noun, set()))
    gender = "f" if entity.female > 0 else "m" if entity.female < 0 else _pronoun_after(units, k)
    agrees = None in (gender, stranger.gender) or gender == stranger.gender
    # "Ardal’s minister, Anna Abel," is no guess
    return fits and agrees and noun not in entity.heads and bool(entity.person or entity.may_be_person)


def _pronoun_after(units: Units, k: int) -> str | None:
    """Return the gender of the first "he" or "she" after unit `k`."""
    return next((GENDERED[word] for word in units.low[k:] if word in ("he", "she")), None)


def _answers(stranger: _Stranger, units: Units, k: int) -> bool:
    """Say whether a name at unit `k` of a paragraph may tell who the stranger above is."""
    low, high = units.sentences[units.sentence_of(k)]
    if _IT_WAS.fullmatch(" ".join(units.low[low:k])):
        return pattern("NAME+ [^NAME WH THAT]").match(units.tags, k) is not None
    here, first = stranger.units is units, stranger.phrase.first
    subject = main_subject(units, low, high)
    if here and subject is not None and subject.first == first and units.tags[k - 1] == W.COMMA:
        return True  # "The envoy who began it, Abel Ruud, left"
    speaks = any(match.start() < k < match.end() for match in _SPEAKS.finditer(units.tags))
    speaks = speaks or units.low[max(k - 2, 0) : k] == ["according", "to"]
    acts = subject is not None and subject.head[0] <= k < subject.head[1]
    if not (speaks or acts or pattern("(?<=AND) NAME+ ADV* [VERB SAID ED AUX]").match(units.tags, k)):
        return False
    if here:
        # a report opens with "The cook was late. Abel Ruud, who baked, told …"
        opens = stranger.paragraph == 0 and first == 0 and not stranger.new and acts
        told = units.sentence_of(k) == 1 and W.SAID in units.tags[k:high] and W.SAID not in units.tags[:low]
        return (opens and told and units.tags[k : k + 2] == 2 * W.NAME) or _goes_on_about(stranger, k, speaks)
    opens = set(units.tags[:low]) <= set(classes("QUOTE STOP"))
    name = pattern("NAME+ (, WH)?").match(units.tags, k)
    if stranger.paragraph and name and (name[1] or split_role(tuple(units.words(*name.span()).split()))[0]):
        return False  # "A man rose.¶Abel Ruud, who owns the mill, said", "Judge Abel Ruud said"
    return stranger.paragraph == 0 or (opens and (stranger.gender is not None or not stranger.new))


def _goes_on_about(stranger: _Stranger, k: int, speaks: bool) -> bool:
    """In "The driver was late. “Sorry,” said Abel Ruud" and "His wife came. Ida Ruud sat" it is one."""
    units, (first, after, _) = stranger.units, stranger.phrase
    owned = (
        units.low[first] in OWNERS or units.tags[first] == W.NAME or W.POSSESSIVE in units.tags[first:after]
    )
    spoken = not {"he", "she"}.isdisjoint(units.low[after:k])
    return owned or spoken or (not stranger.new and (_has_spoken(units, first) or (first == 0 and speaks)))


def _has_spoken(units: Units, first: int) -> bool:
    """“…,” said the driver"""
    return units.tags[:first].endswith(classes("QUOTE SAID"))


def brought_in(
    found: Entities, told: Iterable[Told], taken_up: Iterable[tuple[str, Entity]]
) -> Iterator[tuple[str, Entity, str]]:
    """Yield who is "an envoy" in one paragraph and "the envoy, Abel" below, if nobody else is an envoy."""
    only = {noun: e for noun, e in taken_up if found.described_as.get(noun) == [e] and e.person}
    met: set[Entity] = set()
    for units, named in told if only else ():
        here = {entity: k for k, entity in reversed(named)}
        for noun in sorted(only.keys() & units.low):
            before = units.low[: here.get(only[noun])]
            if only[noun] not in met and noun in before and not INDEFINITE.isdisjoint(before):
                yield noun, only[noun], units.text
        met.update(here)
