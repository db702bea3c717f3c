"""Words that may be reporting verbs, and the signs that one is a noun or an adjective after all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from briefing_lessons.english.reporting import PHRASES, VERBS, Expression
from briefing_lessons.english.wordclasses import CLASS_OF, VERB_LIKE_NOUNS
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.rhetoric.words import (
    BE,
    COORDINATORS,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECTS,
    SUBORDINATORS,
    WH,
)

#: of the verbs of thought these are also acts of speech
_SPEAKING_THOUGHT = frozenset("agree conclude propose recall tell pronounce voice".split())
#: on the list because they may introduce a clause, but no acts of speech
_NO_SPEECH = frozenset("show prove demonstrate mean find illustrate accept consider assume".split())
#: acts of speech whose subject need not speak: only a clause or a quotation shows that somebody does
NEEDS_CLAUSE = frozenset(
    """
    show find open close begin start continue finish end read hold offer count record measure detail
    order name rule decide plan want mean write sign post press push go recall signal
    attack bash knock hammer rip pan salute
    """.split()
)
#: said to somebody, and so also in the passive: were told
TO_PERSONS = frozenset("tell ask urge warn accuse assure remind quote promise".split())
_FORMS: Final = frozenset(VERBS) | frozenset(PHRASES)
_NEVER_NOUNS = frozenset("say tell argue insist warn admit deny agree explain suggest concede allege".split())
_QUANTIFIERS = frozenset("all both some many most few several".split())
_BEFORE_GERUND = frozenset("by after before while in without since".split())
_GO = frozenset("go goes going went gone".split())
_GO_ON: Final = next(item for group in PHRASES.values() for _, item in group if item.lemma == "go on")
#: may stand between a subject and its verb
ADVERBS = frozenset(
    """
    also then further later again still earlier recently once never now already always first
    """.split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word or phrase that has the form of a reporting verb, with the words around it."""

    wording: Wording
    first: int  #: its first word
    last: int  #: word after the verb or phrase
    expression: Expression
    heading: bool  #: whether it stands in a heading

    @property
    def word(self) -> str:
        """Its first word."""
        return self.wording.words[self.first]

    @property
    def before(self) -> str:
        """The word before it in the same sentence."""
        return self.wording.before(self.first)

    @property
    def after(self) -> str:
        """The word after it in the same sentence."""
        return self.wording.after(self.last - 1)


def find_candidates(wording: Wording) -> Iterator[tuple[int, int, Expression]]:
    """Yield (first word, word after the last, expression), phrases before single verbs."""
    found = []
    for word in wording.places.keys() & _FORMS:
        for number in wording.places[word]:
            match = _phrase(wording, number)
            if match is None and word in VERBS:
                match = number, number + 1, VERBS[word]
            if match is not None:
                found.append(match)
    return iter(sorted(found, key=lambda item: (item[0], -item[1])))


def _phrase(wording: Wording, number: int) -> tuple[int, int, Expression] | None:
    ahead = wording.words[number : number + 4]
    if ahead[0] in _GO and ahead[1:3] == ["on", "to"] and ahead[-1] in VERBS:
        return number, number + 4, _GO_ON  # went on to say
    for words, expression in PHRASES.get(wording.words[number], ()):
        stop = number + len(words)
        if tuple(wording.words[number:stop]) == words and stop <= wording.segment(number).last:
            return number, stop, expression
    return None


def is_no_verb(c: Candidate) -> bool:
    """Say whether the word is a noun or an adjective here, or no act of speech."""
    return any(sign(c) for sign in SIGNS)


def _thought(c: Candidate) -> bool:
    """Believes, considers, shows: no act of speech."""
    thinks = c.expression.thought and c.expression.lemma not in _SPEAKING_THOUGHT
    return thinks or c.expression.lemma in _NO_SPEECH


def _state(c: Candidate) -> bool:
    """An office that is closed; was announced: nobody is spoken to."""
    spoken_to = c.expression.lemma in TO_PERSONS or c.expression.takes & {"of", "object"}
    return c.before in BE and not c.word.endswith("ing") and not spoken_to


def _own_words(c: Candidate) -> bool:
    """I say, we ask: somebody talks of his or her own words."""
    return c.before in ("i", "we", "you")


def _gerund(c: Candidate) -> bool:
    """They say adding salt is cheap; his quarterly briefing."""
    if not c.word.endswith("ing") or not c.wording.joined(c.first - 1):
        return False
    object_of_saying = c.before in VERBS and c.after in DETERMINERS - {"that"}
    return object_of_saying or c.wording.before(c.first, 2) in DETERMINERS


def _deed(c: Candidate) -> bool:
    """Opened his briefing, closed the road."""
    return c.expression.lemma in NEEDS_CLAUSE and c.after in DETERMINERS - {"that"}


def _adjective(c: Candidate) -> bool:
    """The federation's stated position; treated stressed staff."""
    after_verb = CLASS_OF.get(c.before) == "v" or c.before.endswith("ed")
    return c.before.endswith(("'s", "s'")) or (c.word.endswith("ed") and _bare_noun(c) and after_verb)


def _noun(c: Candidate) -> bool:
    """The claims; rejected claims that …; reports of a leak; a single relay."""
    if c.before in DETERMINERS and c.before not in PRONOUNS | _QUANTIFIERS:
        return True
    if c.word in VERB_LIKE_NOUNS:
        if c.before in VERBS or c.before.endswith("ed") or c.before in BE:
            return True
        if not c.before and not c.heading and not c.wording.raw(c.first).endswith(("ed", "ing")):
            return True
    if c.before in PREPOSITIONS - _BEFORE_GERUND and not c.word.endswith("ing"):
        return c.before != "than"
    return _is_noun(c)


def _part_of_a_name(c: Candidate) -> bool:
    """Never Say Die: a capital in mid-sentence."""
    return c.wording.raw(c.first)[:1].isupper() and not c.heading and not c.wording.opens(c.first)


#: signs that the word is no act of speech; tried in this order
SIGNS: Final[tuple[Callable[[Candidate], bool], ...]] = (
    _thought,
    _state,
    _own_words,
    _gerund,
    _deed,
    _adjective,
    _noun,
    _part_of_a_name,
)


def _is_noun(c: Candidate) -> bool:
    """Say whether a base form stands inside a noun phrase: a single relay."""
    if (
        c.word != c.expression.lemma
        or c.word in _NEVER_NOUNS
        or c.before.endswith("s")
        or c.before in PRONOUNS | MODALS | {"to", "not", "and"}
    ):
        return False
    return any(c.wording.before(c.first, back) in DETERMINERS for back in (1, 2, 3))


def has_subject(c: Candidate) -> bool:
    """Say whether a noun, a name or a pronoun stands before the verb, perhaps with an adverb between."""
    number = c.first - 1
    words = c.wording.words
    sentence = c.wording.sentence(c.first)
    while number >= sentence.first and (words[number] in ADVERBS or words[number].endswith("ly")):
        number -= 1
    if number < sentence.first:
        # the subject may be a quotation, or stand before one
        return (
            sentence.first > 0 and c.wording.segment(c.first).first == sentence.first and number < c.first - 1
        )
    word = words[number]
    if word in HAVE | MODALS:
        return True
    if word in SUBJECTS | {
        "everyone",
        "nobody",
        "others",
        "all",
        "both",
        "some",
        "many",
        "few",
        "most",
        "several",
    }:
        return True
    if word in PREPOSITIONS | COORDINATORS | SUBORDINATORS | BE | DETERMINERS | {"to", "not", "but"}:
        return word in COORDINATORS | {"but", "who", "which", "that"} and not _bare_noun(c)
    return True


def _bare_noun(c: Candidate) -> bool:
    """Say whether a noun without determiner follows: whether stressed staff would …."""
    return (
        bool(c.after)
        and c.after not in DETERMINERS | PRONOUNS | PREPOSITIONS | WH | {"that", "to"}
        and not (c.wording.raw(c.last)[:1].isupper())
    )
