"""Devices that a word list finds: hedges, boosters, evidence, duty, and who is put into the sentence."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from briefing_lessons.english.words import (
    DETERMINERS,
    FINITE,
    PERSONS,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECTS,
    is_number,
    word_list,
)
from briefing_lessons.rhetoric.lexicon import Entry, by_first_word
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry of a word list where it stands, with the words around it."""

    wording: Wording
    first: int  #: number of its first word
    last: int  #: number after its last word
    entry: Entry
    before: str  #: the word before it in the same sentence, or an empty string
    after: str  #: the word after it in the same sentence, or an empty string
    second: str  #: the word after that
    mark_after: str  #: the punctuation mark that follows at once, or an empty string
    opens: bool  #: whether it opens a sentence or a clause after a mark
    capital: bool  #: whether it is printed with a capital

    @property
    def joined(self) -> bool:
        """Whether a word follows with only white space between."""
        return bool(self.after) and not self.mark_after

    @property
    def ruled_out(self) -> bool:
        """Whether its list says that it does not count between these words."""
        entry, after = self.entry, self.after if self.joined else "|"
        return self.before in entry.not_after or bool({self.after, after} & entry.not_before)

    def mark(self, device: str, what: str) -> Mark:
        """Return a mark for it; the evidence is the words in quotation marks and `what` they do."""
        evidence = f"{self.wording.quoted(self.first, self.last)} {what}"
        span = self.wording.span(self.first, self.last)
        return self.wording.mark(device, span, evidence, self.entry.kind, "weak" in self.entry.note)


#: an entry, or a class of them -> whether one does not count where it stands, beside what its list says
Vetoes = Mapping[str, Callable[[Hit], bool]]


def mark_hits(wording: Wording, device: str, what: str, vetoes: Vetoes) -> Iterator[Mark]:
    """Yield a mark for every entry of the list of `device` that no veto speaks against."""
    for hit in find_hits(wording, f"{device}s"):
        reasons = filter(None, (vetoes.get(hit.entry.text), vetoes.get(hit.entry.kind)))
        if not hit.ruled_out and not any(veto(hit) for veto in reasons):
            yield hit.mark(device, what.format(hit.entry.kind))


def find_hits(wording: Wording, name: str) -> Iterator[Hit]:
    """Yield every place where an entry of a word list stands, the longest entry at each place, in order."""
    entries = by_first_word(name)
    free = 0
    for number in wording.find(*(entries.keys() & wording.places.keys())):
        if number < free:
            continue
        for entry in entries[wording.words[number]]:
            stop = number + len(entry.words)
            same = tuple(wording.words[number:stop]) == entry.words
            if same and all(map(wording.joined, range(number, stop - 1))):
                yield Hit(
                    wording,
                    number,
                    stop,
                    entry,
                    before=wording.before(number),
                    after=wording.after(stop - 1),
                    second=wording.after(stop - 1, 2),
                    mark_after=wording.gaps[stop - 1].strip()[:1],
                    opens=wording.opens(number),
                    capital=wording.raw(number)[:1].isupper(),
                )
                free = stop
                break


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


def _manner(hit: Hit) -> bool:
    """She spoke clearly; it clearly failed is no manner."""
    return not (hit.opens or FINITE & {hit.before, hit.after} or (hit.before in SUBJECTS and hit.joined))


def _no_degree(hit: Hit) -> bool:
    """Trains stop at all stations; at all follows what it strengthens."""
    return hit.joined and hit.after not in PREPOSITIONS | SUBJECTS


_BOOSTER_VETOES: Vetoes = {"clearly": _manner, "plainly": _manner, "at all": _no_degree}


_CLAUSE_START = ("and", "that", "but")


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
    return hit.after == "have" and hit.second not in DETERMINERS | {""}


def _no_duty(hit: Hit) -> bool:
    """Should you hear the siren, leave; it should be here by Friday."""
    inverted = hit.after in SUBJECTS | DETERMINERS | PRONOUNS
    condition = inverted and not hit.wording.asks(hit.wording.sentence(hit.first))
    return condition or is_expectation(hit.wording, hit.first)


_DUTY_VETOES: Vetoes = {"must": _inference, "should": _no_duty}


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
    if first == should or not PERSONS.isdisjoint(words[first:should]):
        return False
    ahead = words[should + 1 : min(sentence.last, should + 9)]
    times = [n for n, word in enumerate(ahead, 1) if word in ("by", "within", "before", "in")]
    return any(not word_list("expected times").isdisjoint(ahead[n : n + 3]) for n in times)


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
    vetoes = dict.fromkeys(("some say", "many say", "they say"), _of_others)
    yield from mark_hits(wording, "evidential", "says where this comes from ({})", vetoes)


def _of_others(hit: Hit) -> bool:
    """Some say no."""
    return hit.joined and hit.after not in PERSONS | SUBJECTS | DETERMINERS


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
    named = hit.capital and (not hit.opens or not hit.joined or hit.wording.raw(hit.last)[:1].isupper())
    if named or is_number(hit.after) or hit.after in ("i", "we") or _politely(hit):
        return True
    return hit.before == "you" and hit.after not in word_list("after you may")


def _politely(hit: Hit) -> bool:
    """If I may; if we could add."""
    return hit.before in ("i", "we") and hit.wording.before(hit.first, 2) == "if"


def _request_or_past_ability(hit: Hit) -> bool:
    """Could you say; could not see; as fast as they could."""
    if hit.after in SUBJECTS | word_list("abilities") or _politely(hit):
        return True
    if hit.after == "not":
        return not (hit.second in ("have", "be") and hit.before in ("it", "this", "that"))
    sentence = hit.wording.sentence(hit.first)
    nearby = hit.wording.words[sentence.first : sentence.last]
    ahead = hit.after in word_list("after could") or not word_list("looking forward").isdisjoint(nearby)
    return hit.before in word_list("able subjects") and not ahead


def _no_expectation(hit: Hit) -> bool:
    """Should is a hedge only where it says what is to be expected."""
    return not is_expectation(hit.wording, hit.first)


def _no_number_follows(hit: Hit) -> bool:
    """About nurses, some boats; almost and roughly stand before other words, too."""
    number = hit.second if hit.after in word_list("before a number") | {"a", "an"} else hit.after
    counted = is_number(number) or number in word_list("fractions")
    return hit.entry.note.startswith("before a number") and not counted


def _no_opinion(hit: Hit) -> bool:
    """Do you think; what I think of; I feel the cold."""
    _, _, verb = hit.entry.text.rpartition(" ")
    if verb in word_list("clause verbs") and hit.after not in SUBJECTS | DETERMINERS | {"that"}:
        return True
    if verb == "think" and hit.after in ("of", "about"):
        return not is_number(hit.second)
    return hit.before in word_list("before an opinion")


def _attribute(hit: Hit) -> bool:
    """A likely spot."""
    return hit.joined and hit.before not in word_list("before likely")


_HEDGE_VETOES: Vetoes = {
    "may": _month_name_or_permission,
    "could": _request_or_past_ability,
    "likely": _attribute,
    "unlikely": _attribute,
    "expectation": _no_expectation,
    "approximator": _no_number_follows,
    "opinion": _no_opinion,
}


_BETWEEN_COMMAS = re.compile(r",\s([^\W\d_a-z]\w*(?:\s[^\W\d_a-z]\w*)*),")


def first_person_plural(wording: Wording) -> Iterator[Mark]:
    """Mark we, us, our, ours and ourselves; who is meant by them is for the reader to say.

    An acronym (US, U.S.) and a word of a title ("All of Us") are not marked; the "we" of an
    advertisement is, as the publisher's.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in first_person_plural(cut_sentence("We told the US what troubles us."))]
    ['We', 'us']

    Source: Quirk et al. (1985) §6.1-6.31; Íñigo-Mora (2004) on who "we" is in political speech.
    """
    yield from _pronouns(wording, "first_person_plural", "we")


def first_person_singular(wording: Wording) -> Iterator[Mark]:
    """Mark I, me, my, mine and myself.

    The numeral (World War I) and the pit (the coal mine) are not marked. "I, Donald Trump, see" inside a
    quotation is marked weak: somebody is being retold.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in first_person_singular(cut_sentence("I fought in World War I, not in a mine."))]
    ['I']

    Source: Quirk et al. (1985) §6.1-6.31.
    """
    yield from _pronouns(wording, "first_person_singular", "I")


def second_person(wording: Wording) -> Iterator[Mark]:
    """Mark you, your, yours and yourself: the addressee, people in general, the reader of an advertisement.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in second_person(cut_sentence("You cannot sell your youth."))]
    ['You', 'your']

    Source: Quirk et al. (1985) §6.1-6.31, §6.21 for the generic use.
    """
    yield from _pronouns(wording, "second_person", "you")


def _pronouns(wording: Wording, device: str, pronoun: str) -> Iterator[Mark]:
    for hit in find_hits(wording, "pronouns"):
        if hit.entry.kind != device or hit.ruled_out or _no_pronoun(hit):
            continue
        mark = hit.mark(device, f"is one of {pronoun} and its forms")
        if hit.entry.text == "i" and (name := _announced(hit)):
            why = f"I, then the name {name}: somebody is retold"
            yield replace(mark, evidence=why, category="retold", strength="weak")
        else:
            publisher = wording.segment(hit.first).voice == "boilerplate"
            yield replace(mark, category="publisher" if publisher else None)


def _no_pronoun(hit: Hit) -> bool:
    """All of Us; item i; the coal mine."""
    if hit.entry.text == "i":
        return not hit.capital
    if hit.entry.kind == "first_person_plural":
        return hit.capital and hit.entry.text != "we" and not hit.opens
    return hit.entry.text == "mine" and hit.before not in word_list("before mine")


def _announced(hit: Hit) -> str:
    """Return the name in "I, NAME, …", or nothing."""
    found = _BETWEEN_COMMAS.match(hit.wording.text, hit.wording.ends[hit.first])
    return found[1] if found else ""
