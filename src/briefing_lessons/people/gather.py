"""Gather who is who over the whole document before a pronoun is read: names, descriptions, evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefing_lessons.english.analysis import Analysis
from briefing_lessons.english.phrases import (
    Phrase,
    is_person,
    phrase_after,
    phrase_before,
    simple_phrase_before,
    subject_before,
)
from briefing_lessons.english.units import Units, units_of
from briefing_lessons.english.wordclasses import BE, KINDS, PERSON_NOUNS, classes, in_plural, pattern
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import given_names
from briefing_lessons.people.entities import INDEFINITE, PERSON_ONLY, Entities, Entity
from briefing_lessons.people.names import GENDERED, Name, find_names, gender_of_role, plain, split_role
from briefing_lessons.reading import Document

_NAMES = pattern("NAME+")
#: A determiner that may open a subject: no preposition or verb before it.
_NO_OBJECT = pattern("(?<![PREP SAID VERB AUX ED]) DET | (?<=QUOTE SAID) DET")
#: What may stand before a name that comes late: "A man rang. It was Abel."
_IT_WAS = re.compile("(?:it|he|she|his name|her name) (?:was|is)")
#: What may stand after an apposition: "Abel, the mayor," but not "In Ardal, the mayor said".
_CLOSES = pattern("(?: PREP DET? NOUN* NAME+ )* [,.;:( WH QUOTE -]")


def entities_of(
    document: Document, narration: Iterable[Units], headings: Iterable[Analysis] = ()
) -> Entities:
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
    bearers: dict[tuple[str, ...], Entity | None] = {}
    told = [(units, tuple(_names_in(found, units, bearers))) for units in paragraphs]
    for units, named in told:
        _hear(units, named)
    found.weigh_names()
    if not document.turns:
        for noun, entity, text in (*_leads(found, told), *_brought_in(found, told, taken_up)):
            found.leads[noun, text] = entity
            found.led.add((noun, entity))
    for entity in found.everyone:
        entity.seen = -1
    return found


def _aside(found: Entities, paragraphs: Sequence[Units], headings: Iterable[Analysis]) -> Iterator[Units]:
    """Yield the headings and quotations that may say who "the coach" is, if the narration does not."""
    called = {u.low[k + 1] for u in paragraphs for k, word in enumerate(u.low[:-1]) if word == "the"}
    called = (called & PERSON_NOUNS) - PERSON_ONLY - found.described_as.keys()
    # a quick look at the text first: most headings hold no such noun
    may_say = (one for one in headings if any(noun in one.view.text.lower() for noun in called))
    yield from (one.units for one in may_say if not called.isdisjoint(one.units.low))
    for units in paragraphs if called else ():
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
        low, high = units.sentences[units.sentence_of(first)]
        described = [*_before(units, first, after, low), *_behind(units, first, after, high)]
        tied, late = [*_tied(units, first, after)], []
        if len(name) > 1 and whole.find(name[-1], 0, above + units.starts[first]) < 0:
            late = _named_late(found, units, first, after, bool(described))
        described += late
        if not (described or tied):
            continue
        entity = found.known(name) or found.add_name(Name(first, name, None, None, None), alone=True)
        if entity is None:
            continue
        entity.qualities.update(tied)
        for phrase in described:
            told = units.words(phrase.first, phrase.after).split() if phrase.after > phrase.first else ()
            # nothing behind the last name of a text
            verb = "".join(units.low[phrase.first : phrase.first + 1])
            if not told:
                entity.person = True
                if units.tags[phrase.first : phrase.first + 1] == W.NUM:
                    entity.qualities.add(f"{verb}-year-old")
            elif units.low[phrase.first - 1] == "who" or phrase.first == after:
                if doer := _doer(verb):
                    found.describe(entity, [*told[1:], doer])
            else:
                found.describe(entity, told)
                noun = units.low[phrase.head[1] - 1]
                if plain(noun) in PERSON_NOUNS:
                    entity.role = entity.role or " ".join(told)
                if verb == "the":
                    yield noun, entity
                elif phrase in late:  # "A retired pilot came. He sat, and Abel sat beside him."
                    found.leads[noun, units.text] = entity
                    found.led.add((noun, entity))


def _tied(units: Units, first: int, after: int) -> Iterator[str]:
    """Yield the words of a name that another is tied to: "Ardal’s Abel", "Abel of Ardal"."""
    owner = (
        pattern("NAME+ (?=POSSESSIVE $)").search(units.tags, 0, first)
        if units.tags[first - 1 : first] == W.POSSESSIVE
        else None
    )
    # "Abel of Lake Ardal", "Abel said his Ardal side"
    tie = pattern("(?: PREP | SAID THAT? DET ) (NAME+)").match(units.tags, after)
    spans = [owner.span()] if owner is not None else []
    spans += [tie.span(1)] if tie is not None and units.low[tie.start(1) - 1] in _TYING else []
    yield from (plain(word) for span in spans for word in units.low[slice(*span)])


_TYING = frozenset(["of", "from", "for", "at", "his", "her"])


def _named_late(found: Entities, units: Units, first: int, after: int, described: bool) -> list[Phrase]:
    """Return "The clerk" where a paragraph about the clerk goes on "His name is Abel" or "Abel has …"."""
    number = units.sentence_of(first)
    low = units.sentences[number][0]
    goes_on = _IT_WAS.fullmatch(" ".join(units.low[low:first])) is not None
    goes_on &= units.tags[after : after + 1] not in ("", *classes("WH THAT"))
    late = not described and _is_told_of(units.tags, first, after, first == low)
    gender = given_names().get(plain(units.low[first]))
    for start, end in reversed(units.sentences[:number]) if goes_on or late else ():
        pronoun = next((k for k in range(start, end) if units.low[k] in ("he", "she")), end)
        if pronoun < end and gender not in (None, GENDERED[units.low[pronoun]]):
            break
        opens = _NO_OBJECT.finditer(units.tags, start, pronoun)
        phrases = (phrase_after(units, match.start(), end) for match in opens)
        person = next((p for p in phrases if p is not None and is_person(units, p)), None)
        speaks = person is not None and units.tags[person.first - 2 : person.first] == classes("QUOTE SAID")
        if not (goes_on or speaks or pronoun < end or units.tags[start:end] == W.QUOTE):
            break
        if person is not None:
            return [Phrase(*person.head, person.head)]
        goes_on = pronoun < end
    return []


def _is_told_of(tags: str, first: int, after: int, opens: bool) -> bool:
    """Say whether a name does something at the head of a clause, or speaks beside a quotation."""
    does = (opens or tags[first - 1] == W.AND) and pattern("AUX ADV* [^ADV SAID] | VERB").match(tags, after)
    says = pattern("QUOTE ,? (?: SAID NAME+ | NAME+ SAID )").search(tags, first - 3, after + 1)
    return bool(does or says)


def _before(units: Units, first: int, after: int, low: int) -> Iterator[Phrase]:
    """ "Its president, the actor Grace Summers", "a thin man called Will Penny", "The second was Abel"."""
    tags = units.tags
    beside = simple_phrase_before(units, first, low) if first > low else None
    described = beside is not None and (tags[beside[0]] == W.DET or units.low[first - 1] in PERSON_NOUNS)
    if beside is not None and described and tags[first - 1] == W.NOUN:
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
    elif units.low[first - 1] in BE and tags[low] == W.DET:
        given = phrase_after(units, low, first - 1)
    if given is not None:
        yield given
        above = phrase_before(units, given.first - 1, low) if tags[given.first - 1] == W.COMMA else None
        yield from (above,) if above is not None else ()  # "The mediator, a judge named Abel"


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
    k = after
    while tags[k : k + 1] == W.COMMA and k + 1 < high:
        k += 1
        if tags[k] == W.NUM and tags[k + 1 : k + 2] in tuple(",.;"):
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
    """A relative clause shows a person; the verb in it, or behind a name, may describe one: see `_doer`."""
    if units.tags[who] == W.WH:
        yield Phrase(who, who, (who, who))
    after = next((k for k in range(who + 1, high) if units.tags[k] in ",.;-"), high)
    if units.low[who] != "whose":
        yield Phrase(who + 1, after, (who + 1, who + 2))


#: A paragraph, with where the known names in it begin and whose they are.
_Told = tuple[Units, tuple[tuple[int, Entity], ...]]


def _brought_in(
    found: Entities, told: Iterable[_Told], taken_up: Iterable[tuple[str, Entity]]
) -> Iterator[tuple[str, Entity, str]]:
    """Yield who is "an envoy" in one paragraph and "the envoy, Abel" below, if nobody else is an envoy."""
    only = {noun: e for noun, e in taken_up if found.described_as.get(noun) == [e] and e.person}
    met: set[Entity] = set()
    for units, named in told if only else ():
        met.update(entity for _, entity in named)
        for noun in sorted(only.keys() & units.low if INDEFINITE & set(units.low) else ()):
            if only[noun] not in met:
                yield noun, only[noun], units.text


def _leads(found: Entities, told: Iterable[_Told]) -> Iterator[tuple[str, Entity, str]]:
    """Yield who is named only below: "A ferry engineer told a court …", and the name in the next paragraph.

    A report may open so; later on a quotation must follow, with a name that the text has not used before.
    """
    ended = [(u, named) for u, named in told if u.text.rstrip(_CLOSING).endswith((".", "?", "!"))]
    met: set[Entity] = set()
    for k, ((units, named), (below, _)) in enumerate(pairwise(ended)):
        met.update(entity for _, entity in named if entity.person)
        if k and not pattern("QUOTE ,? (?: NAME+ SAID | SAID NAME )").match(below.tags):  # “…,” Abel said
            continue
        later = (e for _, further in ended[k + 1 : k + 2 if k else 5] for _, e in further if e.person)
        person = next((entity for entity in later if k or entity not in met), None)
        if person is None or person in met or (met and person.heads & PERSON_NOUNS):
            continue
        noun = _unnamed_source(found, units, below, person, opens=k == 0, met=bool(met))
        if noun:
            yield noun, person, units.text


#: What may stand behind a full stop; a headline has none.
_CLOSING = " \"'”’»)"
#: “…,” she said
_HEARD = pattern("QUOTE ,? (?: HE SAID | SAID HE )")
#: A relative clause, and the verb of who speaks or, in the second, of whoever does something.
_RELATIVE = "(?: , WH [^. QUOTE]* , | WH [^,. QUOTE]*? )?"
_SPEAKS, _ACTS = (pattern(f"{_RELATIVE} [AUX ADV]* [{verb}]") for verb in ("SAID SAYING", "SAID VERB ED"))


def _unnamed_source(
    found: Entities, units: Units, below: Units, person: Entity, opens: bool, met: bool
) -> str:
    """Describe `person` by the first source of a paragraph that may be that person; return its noun.

    Where the paragraph, or the next, goes on with what "she" said, whoever does something may be the source.
    """
    heard = _HEARD.search(units.tags) or _HEARD.match(below.tags)
    for match in pattern("DET | NAME+ (?=POSSESSIVE)").finditer(units.tags):
        phrase = phrase_after(units, match.start(), len(units.tags))
        if phrase is None:
            continue
        noun, new = units.low[phrase.head[1] - 1], units.low[match.start()] in INDEFINITE
        spoken = (w for w in units.low[phrase.after : units.sentences[0][1]] if w in GENDERED)
        gender = gender_of_role(noun) or GENDERED.get(next(spoken, ""))
        acts = heard or (match.start() == 0 and gender is not None and gender == person.gender)
        if opens and met:
            verb, may_be = _SPEAKS, new and gender is not None
        else:
            verb = _ACTS if acts else _SPEAKS
            may_be = opens or not (new or noun in found.described_as)
        if may_be and verb.match(units.tags, phrase.after) and _may_be_called(person, noun, gender):
            found.describe(person, units.words(*phrase.head).split())
            person.qualities.update(map(plain, units.words(phrase.first, phrase.after).split()))
            return noun
    return ""


def _may_be_called(person: Entity, noun: str, gender: str | None) -> bool:
    """Say whether a noun for one person agrees with the roles and the gender that are told of `person`."""
    roles = person.heads & PERSON_NOUNS - PERSON_ONLY
    fits = noun in PERSON_ONLY or not roles or not roles.isdisjoint({noun} | KINDS.get(noun, set()))
    agrees = person.gender in (None, gender or person.gender)
    return noun in PERSON_NOUNS and fits and agrees and not in_plural(noun)


def _names_in(
    found: Entities, units: Units, bearers: dict[tuple[str, ...], Entity | None]
) -> Iterator[tuple[int, Entity]]:
    """Yield where the known names of a paragraph begin, and whose they are; `bearers` are those met."""
    for match in _NAMES.finditer(units.tags):
        words = tuple(units.words(*match.span()).split())
        if words not in bearers:
            bearers[words] = found.known(split_role(words)[2] or words)
        if (entity := bearers[words]) is not None:
            yield match.start(), entity


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
    owns = units.tags[k + 1 : k + 2] in tuple(classes("NOUN ED NAME ING NUM ADV"))
    return word == "him" or (word == "her" and not owns)


def _hear(units: Units, named: Iterable[tuple[int, Entity]]) -> None:
    """Count a pronoun as evidence where only one person named in its paragraph can be meant."""
    bare = pattern("NOUN (?!NAME)").finditer(units.tags)  # "the envoy Abel" is one person
    others = (match.start() for match in bare if units.low[match.start()] in PERSON_NOUNS)
    other = next(others, len(units.tags))
    named = [(k, entity) for k, entity in named if entity.person is not False]
    for k, entity in named:
        if len(entity.words) > 1 and units.tags[k + 1 : k + 2] == W.SAID:
            entity.person = True  # "Abel said"
    for low, high in () if GENDERED.keys().isdisjoint(units.low) else units.sentences:
        spoken = (k for k in range(low, high) if units.low[k] in GENDERED and not _is_object(units, k))
        pronoun = next(spoken, 0)
        here = {entity: k for k, entity in reversed(named) if k < pronoun < other}
        first = min(here.values(), default=0)
        if len(here) == 1 and (low <= first or first == 0):
            for entity in here:
                entity.vote(GENDERED[units.low[pronoun]], 1)
