"""Descriptions of somebody: what "the former Redmoor coach" tells, and whether it may take up a person."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_lessons.english.phrases import Phrase
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import NOUNS, PERSON_NOUNS, VERBS, WordClass, classes, listed
from briefing_lessons.people.names import BODIES, OFFICES, ORGANISATIONS
from briefing_lessons.people.pronouns import WRITTEN

#: Adjectives that bring in another holder of a role.
_CONTRASTING = listed(
    "new other second first outgoing opposing rival deputy vice another last next older younger elder"
)
#: Words that tell of somebody's life: the noun with them describes, and names no office held here.
_PAST = listed("former one-time onetime sometime")
_LIVED = _PAST | listed("retired veteran trainee lifelong")
#: Ends of adjectives that tell of it.
_OF_A_LIFE = ("-year-old", "-born", "-based", "-bred", "-trained", "-educated")
#: Nouns that tell of it with what stands behind: "the veteran of two wars".
_OF_WHAT = listed("veteran survivor winner native graduate product daughter son mother father")
#: Endings of nouns for who does something.
_DOERS = ("er", "or", "ist", "ian", "-hand", "-half", "-back")
#: Nouns for persons alone: "the agency" is none.
_PEOPLE = PERSON_NOUNS - BODIES
#: Nouns for somebody who has not been named and may be called by another noun.
ANYBODY = listed("source member official insider resident person")


def doer_of(verb: str) -> str:
    """Return the noun for who does what a verb says, if it is one for persons.

    >>> doer_of("coaches"), doer_of("trains"), doer_of("owned"), doer_of("opened")
    ('coach', 'trainer', 'owner', '')
    """
    if verb in VERBS and "names" in VERBS[verb].takes:
        return ""  # whoever "called" somebody is no caller
    stems = [verb[: len(verb) - len(end)] for end in ("es", "s", "ed", "d") if verb.endswith(end)]
    doers = (stem + end for stem in stems for end in ("", "er", "or", "r", "ant"))
    return next((doer for doer in doers if doer in PERSON_NOUNS), "")


@dataclass(frozen=True, slots=True)
class Description:
    """What "the former Redmoor coach" tells of somebody."""

    units: Units
    phrase: Phrase
    noun: str
    modifiers: tuple[str, ...]  #: the words before the noun
    tags: str  #: and their classes, "Redmoor-born" apart
    lived: bool  #: it tells of a life, and of no office held here
    whole: bool  #: nothing behind the noun tells more than "of two"
    person: bool

    @property
    def office(self) -> bool:
        """Whether one person alone holds it where something happens."""
        return self.noun in OFFICES and not self.lived

    @property
    def contrasts(self) -> bool:
        """Whether it brings in another holder of a role; "the former detective" does not."""
        others = _CONTRASTING | _PAST if self.noun in OFFICES else _CONTRASTING
        return not others.isdisjoint(self.modifiers)


def read_description(units: Units, phrase: Phrase, noun: str) -> Description:
    """Return what the words of `phrase`, whose noun is `noun`, tell."""
    (first, after), modifiers = phrase.head, tuple(units.low[phrase.head[0] : phrase.head[1] - 1])
    tells_a_life = [word in _LIVED or word.endswith(_OF_A_LIFE) for word in modifiers]
    tags = "".join(t for t, lived in zip(units.tags[first:after], tells_a_life, strict=False) if not lived)
    of = classes("PREP NUM DET TIME NOUN" if noun in _OF_WHAT else "PREP NUM DET")
    whole = set(units.tags[after : phrase.after]) <= set(of)
    whole &= units.tags[phrase.after : phrase.after + 1] != WordClass.WH  # "the man who rang"
    no_person = any(noun in words for words in (NOUNS, VERBS, BODIES, ORGANISATIONS, WRITTEN))
    simple, lived = phrase.after == after and not no_person, any(tells_a_life)
    person = noun in _PEOPLE or (simple and (lived or noun.endswith(_DOERS)))
    return Description(units, phrase, noun, modifiers, tags, lived, whole, person)
