"""Devices that a word list finds: hedges, boosters, evidence, duty, and who is put into the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing_lessons.english.words import (
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    PERSONS,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECTS,
    is_number,
    word_list,
)
from briefing_lessons.rhetoric.lexicon import Entry, load_lexicon
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry of a word list where it stands, with the words around it."""

    wording: Wording
    first: int  #: number of its first word
    last: int  #: number after its last word
    entry: Entry

    @property
    def text(self) -> str:
        """The entry, as the list has it."""
        return self.entry.text

    @property
    def before(self) -> str:
        """The word before it in the same sentence, or an empty string."""
        return self.wording.before(self.first)

    @property
    def after(self) -> str:
        """The word after it in the same sentence, or an empty string."""
        return self.wording.after(self.last - 1)

    @property
    def second(self) -> str:
        """The word after the word after it."""
        return self.wording.after(self.last - 1, 2)

    @property
    def opens(self) -> bool:
        """Whether it opens a sentence or a clause after a mark."""
        return self.wording.opens(self.first)

    @property
    def opens_sentence(self) -> bool:
        """Whether it opens a sentence."""
        return self.first == self.wording.sentence(self.first).first

    @property
    def joined(self) -> bool:
        """Whether a word follows with only white space between."""
        return bool(self.after) and self.wording.joined(self.last - 1)

    @property
    def mark_after(self) -> str:
        """The punctuation mark that follows at once, or an empty string."""
        return self.wording.gaps[self.last - 1].strip()[:1]

    @property
    def capital(self) -> bool:
        """Whether it is printed with a capital."""
        return self.wording.raw(self.first)[:1].isupper()

    @property
    def ruled_out(self) -> bool:
        """Whether its list says that it does not count between these words."""
        entry, after = self.entry, self.after if self.joined else "|"
        return self.before in entry.not_after or bool({self.after, after} & entry.not_before)

    def mark(self, device: str, what: str) -> Mark:
        """Return a mark for it; the evidence is the words in quotation marks and `what` they do."""
        evidence = f"{self.wording.quoted(self.first, self.last)} {what}"
        span = self.wording.span(self.first, self.last)
        return self.wording.mark(device, span, evidence, self.entry.kind, self.entry.weak)


#: a reason why an entry does not count where it stands, beside what its list says
Veto = Callable[[Hit], bool]


def mark_hits(wording: Wording, device: str, what: str, vetoes: Sequence[Veto]) -> Iterator[Mark]:
    """Yield a mark for every entry of the list of `device` that no veto speaks against."""
    for hit in find_hits(wording, f"{device}s"):
        if not hit.ruled_out and not any(veto(hit) for veto in vetoes):
            yield hit.mark(device, what.format(hit.entry.kind))


def find_hits(wording: Wording, name: str) -> Iterator[Hit]:
    """Yield every place where an entry of a word list stands, the longest entry at each place, in order."""
    lexicon = load_lexicon(name)
    free = 0
    for number in wording.find(*(lexicon.by_first.keys() & wording.places.keys())):
        if number < free:
            continue
        for entry in lexicon.by_first[wording.words[number]]:
            stop = number + len(entry.words)
            if tuple(wording.words[number:stop]) == entry.words and _in_one_breath(wording, number, stop):
                yield Hit(wording, number, stop, entry)
                free = stop
                break


def _in_one_breath(wording: Wording, first: int, stop: int) -> bool:
    if stop - first == 1:
        return True
    return stop <= wording.segment(first).last and all(map(wording.joined, range(first, stop - 1)))


_PLACES_AND_TIMES = word_list("places and times")


def booster(wording: Wording) -> Iterator[Mark]:
    """Mark what turns a statement up: of course, clearly, absolutely, completely.

    Universals (never, always) are marked weak. Not marked: even, so, too, superlatives, "the very man",
    "speak clearly".

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in booster(cut_sentence("Of course it is absolutely what we need."))]
    ['Of course', 'absolutely']
    >>> [mark.text for mark in booster(cut_sentence("He is the very man we saw clearly."))]
    []

    Source: Hyland (2005) *Metadiscourse*; Biber (1988) on amplifiers; Quirk et al. (1985) §8.104.
    """
    yield from mark_hits(wording, "booster", "({}) turns the statement up", _BOOSTER_VETOES)


def _the_very_man(hit: Hit) -> bool:
    if hit.text != "very" or hit.after in ("first", "last", "same", "best"):
        return False
    return hit.before in ("the", "this", "that", "these", "those", "not")


def _manner(hit: Hit) -> bool:
    """She spoke clearly; it clearly failed is no manner."""
    if hit.text not in ("clearly", "plainly") or hit.opens:
        return False
    verb_beside = hit.before in BE | MODALS | HAVE or hit.after in BE | MODALS | HAVE | {"not", "a", "the"}
    return not (verb_beside or (hit.before in SUBJECTS and hit.joined))


def _no_degree(hit: Hit) -> bool:
    """Trains stop at all stations; at all follows what it strengthens."""
    follows = hit.joined and hit.after not in PREPOSITIONS | SUBJECTS
    return hit.text == "at all" and (hit.after in _PLACES_AND_TIMES or follows)


#: why an entry does not count where it stands; tried in this order
_BOOSTER_VETOES = (_the_very_man, _manner, _no_degree)


_CLAUSE_START = ("and", "that", "but")
_EXPECTED_TIMES = word_list("expected times")


def deontic(wording: Wording) -> Iterator[Mark]:
    """Mark words of duty: must, should, need to, has to, supposed to.

    Not marked: the noun ("a must", "the need to"), what is to be expected ("should be here by Friday"),
    what is inferred ("must have been"), and should for if ("should the river rise").

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in deontic(cut_sentence("Boots are a must, and everybody has to wear them."))]
    ['has to']
    >>> [mark.text for mark in deontic(cut_sentence("The vaccine should be here by the weekend."))]
    []

    Source: Palmer (2001) *Mood and Modality*; Quirk et al. (1985) §4.51-4.56.
    """
    yield from mark_hits(wording, "deontic", "is a word of duty ({})", _DUTY_VETOES)


def _inference(hit: Hit) -> bool:
    """They must have been cold."""
    return hit.text == "must" and hit.after == "have" and hit.second not in DETERMINERS | {""}


def _condition(hit: Hit) -> bool:
    """Should you hear the siren, leave."""
    if hit.text != "should" or not hit.opens or hit.after not in SUBJECTS | DETERMINERS | PRONOUNS:
        return False
    return not hit.wording.asks(hit.wording.sentence(hit.first))


def _expectation(hit: Hit) -> bool:
    return hit.text == "should" and is_expectation(hit.wording, hit.first)


#: why an entry does not count where it stands; tried in this order
_DUTY_VETOES = (_inference, _condition, _expectation)


def is_expectation(wording: Wording, should: int) -> bool:
    """Say whether should names what is to be expected: it should be here by Friday.

    The subject is no person, and a point of time follows in the same clause.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> is_expectation(cut_sentence("The ferry should be back by Friday."), 2)
    True
    >>> is_expectation(cut_sentence("She should be back by Friday."), 1)
    False
    """
    words, sentence = wording.words, wording.sentence(should)
    first = should
    while first > sentence.first and wording.joined(first - 1) and words[first - 1] not in _CLAUSE_START:
        first -= 1
    if first == should or not PERSONS.isdisjoint(words[first:should]) or wording.after(should) == "not":
        return False
    for number in range(should + 1, min(sentence.last, should + 9)):
        ahead = words[number + 1 : min(sentence.last, number + 4)]
        if words[number] in ("by", "within", "before", "in") and not _EXPECTED_TIMES.isdisjoint(ahead):
            return True
        if not wording.joined(number):
            return False
    return False


def evidential(wording: Wording) -> Iterator[Mark]:
    """Mark words for the source of what is said: according to, reportedly, in her words, I saw.

    Not marked: "X said that", which names its source as reporting does, literal perception of others
    ("they could see nothing"), and "according to plan".

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in evidential(cut_sentence("I saw it. According to the crew it sank."))]
    ['I saw', 'According to']
    >>> [mark.text for mark in evidential(cut_sentence("They saw nothing, and all went according to plan."))]
    []

    Source: Chafe (1986) "Evidentiality in English conversation and academic writing"; Aikhenvald (2004).
    """
    yield from mark_hits(wording, "evidential", "says where this comes from ({})", _EVIDENCE_VETOES)


def _other_source(hit: Hit) -> bool:
    """According to plan; I saw to it; I hear you; some say no."""
    if hit.text == "citing":
        return hit.wording.segment(hit.first).spoken
    if hit.text in ("some say", "many say", "they say"):
        return hit.joined and hit.after not in PERSONS | SUBJECTS | {"the", "a", "no", "our", "your", "my"}
    return False


#: why an entry does not count where it stands
_EVIDENCE_VETOES = (_other_source,)


#: what the senses and the hands do: after could, an ability rather than a chance
_ABILITY = word_list("abilities")
_CHANCES = word_list("after you may")
_AFTER_COULD = word_list("after could")
_BEFORE_LIKELY = word_list("before likely")
_BEFORE_NUMBER = word_list("before a number")
_BEFORE_OPINION = word_list("before an opinion")
_CLAUSE_VERBS = word_list("clause verbs")
_WITHOUT_NUMBER = (
    "nearly", "almost", "roughly", "approximately", "something like", "something like that", "give or take"
)  # fmt: skip
_ABLE = word_list("able subjects")
_LOOKING_FORWARD = word_list("looking forward")
_FRACTIONS = word_list("fractions")
_LENGTHS = word_list("lengths")


def hedge(wording: Wording) -> Iterator[Mark]:
    """Mark what tones a statement down: may, perhaps, roughly, I think.

    Marked are epistemic may, might and could, adverbs of chance, adjectives such as likely and possible,
    first-person opinion, and approximators before numbers. Not marked: the month of May, permission,
    past ability ("could not get home"), a preposition ("about nurses"), "a likely spot".

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in hedge(cut_sentence("I believe about 40 may come in May."))]
    ['I believe', 'about', 'may']
    >>> [mark.text for mark in hedge(cut_sentence("Nurses could not get home, and nobody talked about it."))]
    []

    Source: Hyland (1998) *Hedging in Scientific Research Articles*; Channell (1994) *Vague Language*.
    """
    yield from mark_hits(wording, "hedge", "({}) tones the statement down", _HEDGE_VETOES)


def _month_name_or_permission(hit: Hit) -> bool:
    """In May, May Tollan; you may go, if I may, may I."""
    if hit.text != "may":
        return False
    if hit.capital and (not hit.opens or not hit.joined or hit.wording.raw(hit.last)[:1].isupper()):
        return True
    if is_number(hit.after) or (hit.opens and hit.after in SUBJECTS) or hit.after in ("i", "we"):
        return True
    if hit.before in ("i", "we") and (not hit.after or hit.wording.before(hit.first, 2) == "if"):
        return True
    return hit.before == "you" and hit.after not in _CHANCES


def _request_or_past_ability(hit: Hit) -> bool:
    """Could you say; if I could add; could not see; as fast as they could."""
    if hit.text != "could":
        return False
    if hit.after in ("you", "i") or (hit.opens and hit.after in SUBJECTS) or hit.after in _ABILITY:
        return True
    if hit.before in ("i", "we") and hit.wording.before(hit.first, 2) == "if":
        return True
    if hit.after == "not":
        return not (hit.second in ("have", "be") and hit.before in ("it", "this", "that"))
    return hit.before in _ABLE and not _looks_forward(hit)


def _looks_forward(hit: Hit) -> bool:
    sentence = hit.wording.sentence(hit.first)
    nearby = hit.wording.words[sentence.first : sentence.last]
    return hit.after in _AFTER_COULD or not _LOOKING_FORWARD.isdisjoint(nearby)


def _duty(hit: Hit) -> bool:
    """Should is a hedge only where it says what is to be expected."""
    return hit.entry.kind == "expectation" and not is_expectation(hit.wording, hit.first)


def _no_number_follows(hit: Hit) -> bool:
    """About nurses, some boats; almost and roughly stand before other words, too."""
    if hit.entry.kind != "approximator" or hit.text in _WITHOUT_NUMBER:
        return False
    if hit.text in ("or so", "or thereabouts"):
        back = [hit.wording.before(hit.first, number) for number in (1, 2, 3)]
        return back[0] not in _LENGTHS and not any(is_number(word) for word in back)
    if hit.after in ("a", "an"):
        return hit.second not in _FRACTIONS
    return not (hit.joined and is_number(hit.second if hit.after in _BEFORE_NUMBER else hit.after))


def _no_opinion(hit: Hit) -> bool:
    """Do you think; I believe in; what I think of."""
    if hit.entry.kind != "opinion":
        return False
    _, _, verb = hit.text.rpartition(" ")
    if verb in _CLAUSE_VERBS and len(hit.entry.words) == 2:
        return hit.after not in SUBJECTS | DETERMINERS | {"that"} or hit.before in _BEFORE_OPINION
    if verb == "think" and hit.after in ("of", "about"):
        return hit.after == "of" or not is_number(hit.second)
    return (verb, hit.after) == ("believe", "in") or hit.before in _BEFORE_OPINION


def _attribute(hit: Hit) -> bool:
    """A likely spot; hopefully in mid-clause."""
    if hit.text == "hopefully":
        return not (hit.opens or hit.mark_after == ",")
    if hit.text not in ("likely", "unlikely"):
        return False
    return (
        hit.before not in _BEFORE_LIKELY and hit.joined and hit.after not in PREPOSITIONS | SUBJECTS | {"to"}
    )


#: why an entry does not count where it stands; tried in this order
_HEDGE_VETOES = (
    _month_name_or_permission,
    _request_or_past_ability,
    _duty,
    _no_number_follows,
    _no_opinion,
    _attribute,
)


_BEFORE_MINE = word_list("before mine")
_NAMES = {
    "first_person_plural": "we and its forms",
    "first_person_singular": "I and its forms",
    "second_person": "you and its forms",
}


def first_person_plural(wording: Wording) -> Iterator[Mark]:
    """Mark we, us, our, ours and ourselves; who is meant by them is for the reader to say.

    An acronym (US, U.S.) and a word of a title ("All of Us") are not marked; the "we" of an
    advertisement is, as the publisher's.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in first_person_plural(cut_sentence("We told the US what troubles us."))]
    ['We', 'us']

    Source: Quirk et al. (1985) §6.1-6.31; Íñigo-Mora (2004) on who "we" is in political speech.
    """
    yield from _pronouns(wording, "first_person_plural")


def first_person_singular(wording: Wording) -> Iterator[Mark]:
    """Mark I, me, my, mine and myself.

    The numeral (World War I) and the pit (the coal mine) are not marked. "I, Donald Trump, see" inside a
    quotation is marked weak: somebody is being retold.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in first_person_singular(cut_sentence("I fought in World War I, not in a mine."))]
    ['I']

    Source: Quirk et al. (1985) §6.1-6.31.
    """
    yield from _pronouns(wording, "first_person_singular")


def second_person(wording: Wording) -> Iterator[Mark]:
    """Mark you, your, yours and yourself: the addressee, people in general, the reader of an advertisement.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in second_person(cut_sentence("You cannot sell your youth."))]
    ['You', 'your']

    Source: Quirk et al. (1985) §6.1-6.31, §6.21 for the generic use.
    """
    yield from _pronouns(wording, "second_person")


def _pronouns(wording: Wording, device: str) -> Iterator[Mark]:
    for hit in find_hits(wording, "pronouns"):
        if hit.entry.kind != device or hit.ruled_out or _no_pronoun(hit):
            continue
        mark = hit.mark(device, f"is one of {_NAMES[device]}")
        if hit.text == "i" and (name := _announced(hit)):
            why = f"I, then the name {name}: somebody is retold"
            yield replace(mark, evidence=why, category="retold", strength="weak")
        else:
            publisher = wording.segment(hit.first).voice == "boilerplate"
            yield replace(mark, category="publisher" if publisher else None)


def _no_pronoun(hit: Hit) -> bool:
    """All of Us; item i, I. Introduction; the coal mine."""
    if hit.text == "i":
        return not hit.capital or hit.wording.gaps[hit.last - 1][:1] == "."
    if hit.entry.kind == "first_person_plural":
        return hit.capital and hit.text != "we" and not hit.opens
    return hit.text == "mine" and hit.before not in _BEFORE_MINE


def _announced(hit: Hit) -> str:
    """Return the name in "I, NAME, …", or nothing."""
    wording, last = hit.wording, hit.last
    while last < wording.segment(hit.first).last and wording.raw(last)[:1].isupper():
        last += 1
        if not wording.joined(last - 1):
            break
    commas = hit.mark_after == "," and wording.gaps[last - 1].strip()[:1] == "," and last > hit.last
    return wording.text[slice(*wording.span(hit.last, last))] if commas else ""
