"""Light chunking: noun phrases before and after a verb, and which of them is its subject."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefing_lessons.english.tagging import is_participle
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import NOUNS, PERSON_NOUNS, classes, is_person_noun, pattern
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import BE, word_list

#: Prepositions that tie a further noun phrase to the one before them.
_TYING = word_list("tying prepositions")
_WRITTEN, _BODIES = word_list("written things"), word_list("bodies")


class Phrase(NamedTuple):
    """A noun phrase: units `first` to `after`, with the units of its head part."""

    first: int
    after: int
    head: tuple[int, int]  #: units of the leading simple noun phrase, without what modifies it


#: A simple noun phrase, read backwards and read forwards.
_BACKWARDS = pattern(
    """(?: [NOUN NAME POSSESSIVE] | (?<!NAME) NUM
    | (?!^) [ED ING] (?=[DET ADV COMMA POSSESSIVE])
    | (?<=[ED ING NOUN]) [ADV TIME] (?=DET) )* DET* (?<!POSSESSIVE)"""
)
_FORWARDS = pattern(
    """[HE HIM] | (?: [NOUN NAME] | ED (?=[NOUN NAME])
    | [DET NUM]+ (?: [ED ADV ING SAID] (?=[NOUN NAME]) )?
    (?: NOUN+ NUM (?=[NOUN NAME]) )? ) (?:
    [NOUN NAME] | (?<=NAME) NUM | TIME (?=[NOUN NAME POSSESSIVE])
    | POSSESSIVE (?=[NOUN NAME ED DET ADV ING NUM SAID TIME])
    (?: [ED ADV ING SAID NUM] (?=[NOUN NAME]) )? )*"""
)


#: "of 4 March" and "from March 4, 2031", behind a noun.
_OF_A_DATE = pattern("[PREP ED] (?: NUM TIME | TIME NUM ) NUM? $")


def simple_phrase_before(units: Units, after: int, low: int) -> tuple[int, int] | None:
    """Return the simple noun phrase that ends before unit `after`, not reaching before unit `low`."""
    found = _BACKWARDS.match(units.tags[low:after][::-1])
    return (after - found.end(), after) if found is not None and found.end() else None


def phrase_before(units: Units, after: int, low: int) -> Phrase | None:
    """Return the whole noun phrase that ends before unit `after`: "a spokesman for the bank in Ardal".

    >>> from briefing_lessons.english.units import units_of
    >>> units = units_of("The head of the bank said", 0, 25, ())
    >>> found = phrase_before(units, 5, 0)
    >>> units.words(found.first, found.after), units.words(*found.head)
    ('The head of the bank', 'The head')
    """
    tags = units.tags
    dated = _OF_A_DATE.search(tags, low, after + (tags[after : after + 1] == W.TIME))
    if dated and (of := phrase_before(units, dated.start(), low)):
        return of._replace(after=dated.end())
    last = simple_phrase_before(units, after, low)
    if last is None:
        return None
    first, head = last[0], last
    while first > low:
        before = tags[first - 1]
        reduced = _reduced_relative(units, first, low) if before in classes("PREP TO") else 0
        if reduced or (before == W.PREP and units.low[first - 1] in _TYING) or before == W.TO:
            end = reduced or first - 1
            left = simple_phrase_before(units, end, low)
            if left is None and tags[end - 1] == W.HE:
                left = end - 1, end  # "nobody in the hall"
            if left is None:
                return Phrase(head[0], after, head)
            first, head = left[0], left
        elif before == W.AND and first - 1 > low and tags[first - 2] in classes("NOUN NAME"):
            left = simple_phrase_before(units, first - 1, low)
            if left is None or (tags[left[1] - 1] == W.NOUN) != (tags[head[1] - 1] == W.NOUN):
                break
            first, head = left[0], (left[0], head[1])
        else:
            break
    return Phrase(first, after, _titled_name(units, last, head) or head)


def _reduced_relative(units: Units, first: int, low: int) -> int:
    """Return the participle in "officials briefed on", "police looking for", "a note put out by", or 0.

    The phrase that it goes on with begins at unit `first`.
    """
    by = units.low[first - 1] == "by"
    verb = first - 2 - (by and units.tags[first - 2] in classes("PREP ADV"))
    if verb - 1 < low or units.tags[verb - 1] not in classes("NOUN NAME"):
        return 0
    participle = is_participle(units.low[verb]) or (by and units.tags[verb] == W.VERB)
    return verb if participle or units.tags[verb] in classes("ED ING") else 0


def _titled_name(units: Units, last: tuple[int, int], head: tuple[int, int]) -> tuple[int, int] | None:
    """In "Union of Mill Workers president Anna Abel" the name is the head, not the union."""
    k = last[0] + len(units.tags[slice(*last)].rstrip(W.NAME))
    if head == last or units.tags[head[1] - 1] != W.NAME:
        return None
    if k == last[1] and units.low[k - 1] in PERSON_NOUNS and units.tags[last[0]] == W.NAME:
        return head[0], last[1]  # "A Department of Education spokesman"
    titled = last[0] < k < last[1] and units.tags[k - 1] == W.NOUN and units.low[k - 1] in PERSON_NOUNS
    return (k, last[1]) if titled else None


def phrase_after(units: Units, first: int, high: int, whole: bool = True) -> Phrase | None:
    """Return the noun phrase that begins at unit `first`, with its "of"-phrases if `whole`."""
    tags = units.tags
    end = _simple_after(units, first, high)
    if end is None:
        return None
    head = (first, end)
    while whole and end < high - 1:
        tied = units.low[end] in ("of", "for", "at", "from", "in", "with")
        tied = tied or (tags[end] == W.AND and tags[end - 1] in classes("NOUN NAME"))
        further = _simple_after(units, end + 1, high) if tied else None
        if further is None:
            break
        end = further
    return Phrase(first, end, head)


def _simple_after(units: Units, first: int, high: int) -> int | None:
    """Return the unit after the simple noun phrase that begins at `first`."""
    found = _FORWARDS.match(units.tags, first, high)
    return found.end() if found is not None else None


#: An opening adverbial without a comma: "In the lobby he was".
_BEFORE_PRONOUN = pattern("PREP DET? [ADV ED]* [NOUN NAME TIME NUM]+ ADV* (?=HE [AUX VERB SAID ED ADV])")
_RELATIVE = frozenset(["who", "which", "that"])


def subject_before(units: Units, group: int, low: int) -> Phrase | None:
    """Return the subject of the verb group that begins at unit `group`, or `None`.

    What stands between commas, dashes or brackets before the verb is stepped over:
    "Brian Abel, a spokesman for the bank, said".
    """
    if group <= low:
        return None
    if units.low[group - 1].endswith(("self", "selves")):
        group -= 1  # "The agency itself said"
    tag = units.tags[group - 1] if group > low else "."
    if tag == W.HE:
        return one_unit(group - 1)
    if tag in classes("WH THAT"):
        return one_unit(group - 1) if units.low[group - 1] in _RELATIVE and group - 1 > low else None
    if tag == W.HIM and group - 3 >= low and units.low[group - 2] == "of":
        return Phrase(group - 3, group, (group - 3, group))  # "one of them"
    if tag == W.QUOTE and (told := _behind_relative(units, one_unit(group - 1), low, None)) is not None:
        return told  # "A trader who sold syrup as “honey” told guests"
    if tag in classes("NOUN NAME NUM DET ED HIM POSSESSIVE TIME SAID"):
        phrase = phrase_before(units, group, low)
        return _behind_relative(units, phrase or one_unit(group - 1), low, phrase)
    if tag in ",-)" or (tag == W.QUOTE and units.tags[group - 2] in classes("NOUN PREP DET")):
        low, close = behind_dateline(units, low, group - 1), group - 1
        opening = {"-": "-", ")": "("}.get(tag, ",")
        openings = (k for k in range(close - 2, low, -1) if units.tags[k] == opening)
        return next(filter(None, (_modified_subject(units, k, close, low) for k in openings)), None)
    return None


def _behind_relative(units: Units, last: Phrase, low: int, otherwise: Phrase | None) -> Phrase | None:
    """In "officials who want to end the talks said" the subject stands before "who", not `last` before it."""
    tags = units.tags
    told = classes("AUX VERB SAID TO ING SAYING ADV ED PREP NOUN")
    if last.first <= low or tags[last.first - 1] not in told:
        return otherwise
    for k in range(last.first - 1, low, -1):
        if tags[k] in W.QUOTE + ",;:-":
            break
        if units.low[k] == "who" or (units.low[k] in _RELATIVE and units.low[k - 1] in _BODIES):
            return phrase_before(units, k, low)
    return otherwise


def ends_with_comma(units: Units, quotation: int) -> bool:
    """Say whether a comma stands inside the closing mark: “Two Oars,”."""
    return units.text[units.starts[quotation] : units.ends[quotation]].rstrip("\"”’'»").endswith(",")


def one_unit(unit: int) -> Phrase:
    """Return the phrase that is a single unit: a pronoun, or "who"."""
    return Phrase(unit, unit + 1, (unit, unit + 1))


def _modified_subject(units: Units, opening: int, close: int, low: int) -> Phrase | None:
    """Return the noun phrase before `opening` if what is inserted after it can belong to a subject."""
    tags, before = units.tags, opening - 1
    if tags[before] == ")" and (bracket := tags.rfind("(", low, before)) > low:
        return _modified_subject(units, bracket, close, low)  # "Abel (R-Ohio), a panel member, said"
    if tags[before] == W.HIM and units.low[before - 1] == "of" and tags[opening + 1] in W.NAME + W.DET:
        return phrase_after(units, opening + 1, close)  # "one of them, Anna Abel of Ardal, asked"
    numbered = tags[before - 1 : opening] == W.NAME + W.NUM
    if tags[before] not in classes("NOUN NAME") + ")" and not numbered:
        return None
    subject = phrase_before(units, opening, low)
    if subject is None:
        return None
    # "A banker who met the buyer, and who was tired, said"
    subject = _behind_relative(units, subject, low, subject) or subject
    inserted = tags[opening + 1]
    if tags[opening] in "-(":  # "its chair, Vera Holt – no relation – said"
        told = phrase_before(units, subject.first - 1, low) if tags[subject.first - 1] == W.COMMA else None
        return Phrase(told.first, subject.after, subject.head) if told is not None else subject
    if named := _named_by_apposition(units, subject, opening + 1, close):
        return named
    if numbered:  # "the head of Local 12, Abel, said", but "who works in Room 3, known as the den, said"
        return None
    nominal = classes("DET NAME NOUN NUM")
    if inserted in nominal:
        noun = units.low[subject.head[1] - 1]
        if noun in NOUNS or noun in _WRITTEN:
            return Phrase(*subject.head, subject.head)  # "The reply to Abel, two lines long, regretted"
        if not (tags[subject.head[1] - 1] == W.NAME or is_person(units, subject)):
            return None
    adverbial = nominal + classes("WH PREP BECAUSE ING SAYING ED ADV TIME SAID BUT AUX AND")
    if inserted not in adverbial:
        return None
    described = tags[subject.first - 1 : subject.first + 1] == "," + W.DET
    described = described and tags[subject.head[1] - 1] != W.NAME  # "Smith, a senator, who …"
    return (phrase_before(units, subject.first - 1, low) if described else None) or subject


def _named_by_apposition(units: Units, subject: Phrase, first: int, close: int) -> Phrase | None:
    """In "Its chair, Vera Holt, said" the name is the head of the subject."""
    described = units.words(subject.head[1] - 1, subject.head[1])
    letters = described.isupper() and len(described) < 5 and units.tags[subject.head[0]] == W.DET  # "Its MP"
    # "The Taoiseach, Anna Abel,"
    office = units.tags[slice(*subject.head)] == classes("DET NAME") and close - first > 1
    is_name = units.tags[subject.head[1] - 1] == W.NAME and not (letters or office)
    if is_name or not pattern("[NOUN ED]* NAME+ | DET NAME+").fullmatch(units.tags[first:close]):
        return None
    name = units.tags.index(W.NAME, first)
    if close - name == 1 and subject.head[1] < subject.after and described.lower() not in _BODIES:
        return None  # "A spokesman for the operator, Tarnkraft,", but "The firm behind it, Tarnkraft,"
    return Phrase(subject.first, close, (name, close))  # "the boy, trombonist Hunter Price, said"


def is_person(units: Units, phrase: Phrase) -> bool:
    """Say whether the head of `phrase` is a noun for persons."""
    return is_person_noun(units.low[phrase.head[1] - 1])


def subject_after(units: Units, first: int, high: int) -> Phrase | None:
    """Return the subject that follows its verb, when nothing but its description comes after it."""
    subject = phrase_after(units, first, high)
    if subject is None:
        return None
    there = units.low[subject.after : subject.after + 1] == ["there"]
    behind = units.tags[subject.after : min(subject.after + 1, high)]
    ends = classes("WH PREP TIME THAT TO ADV QUOTE BECAUSE ING SAYING ED AND OTHER") + ",.;:-()"
    rows = pattern("[NUM DET] NOUN [PREP ADV]").match(units.tags, subject.after)  # "a guest two rows behind"
    return subject if there or rows or behind in ends else None


def behind_dateline(units: Units, first: int, before: int) -> int:
    """Step from "PORT ALDER, Marrowland (MNS) — The head …" to "The head"."""
    dash = _DATELINE.match(units.tags, first, min(before, first + 10))
    place = units.words(first, first + 1) if dash else ""
    return dash.end() if dash and len(place) > 1 and place.isupper() else first


_DATELINE = pattern("[NAME TIME NUM STOP OPEN CLOSE COMMA]+ DASH")
_OPENS_ADVERBIAL = classes("PREP ADV BECAUSE WH SAYING ING TIME TO BUT AND ED AUX")


def _opening_phrases(units: Units, low: int, before: int) -> Iterator[tuple[Phrase, int]]:
    """Yield the noun phrases outside opening adverbials, each with the unit after what is tied to it."""
    tags, k = units.tags, behind_dateline(units, low, before)
    while k < before:
        adverbial = _BEFORE_PRONOUN.match(tags, k, before)
        k = adverbial.end() if adverbial else k
        later = units.low[k + 2 : k + 3] in (["later"], ["earlier"], ["ago"])
        k += 3 * (later and k + 3 < before)  # "A week later the guest rang"
        phrase = phrase_after(units, k, before) if tags[k] in classes("DET HE NOUN NAME NUM") else None
        if tags[k] in _OPENS_ADVERBIAL or (tags[k] == W.SAID and k == low):
            k = max(tags.find(",", k, min(before, k + 30)), k) + 1  # to its comma, or one word
        elif tags[k] == "-" and (close := tags.find("-", k + 1, before)) > 0:
            k = close + 1
        elif phrase is not None:
            tied: Phrase | None = phrase
            while tied is not None and (k := tied.after) < before and tags[k] == W.PREP:
                tied = phrase_after(units, k + 1, before)  # "Farmers along the lower bank were"
            yield phrase, k
        else:
            k += 1


def main_subject(units: Units, low: int, before: int) -> Phrase | None:
    """Return the first noun phrase of a sentence that has a verb after it: what "…, adding that" hangs on."""
    possible = None
    for phrase, after in _opening_phrases(units, low, before):
        behind = slice(phrase.after, min(phrase.after + 1, before))
        if phrase.first == low and not {"it", "them", "me", "us", "him"}.isdisjoint(units.low[behind]):
            return None  # "Bring it in writing": an order has no subject
        possible = possible or phrase
        if units.low[phrase.first] in ("there", "whose") and possible is not phrase:
            return possible  # "A source there was kinder"
        told = pattern("[AUX VERB SAID ED ADV OPEN]").match(units.tags[behind])
        if told or _described(units, phrase, before):
            return with_name(units, phrase, before)
        # its verb follows, or what is told of it: "Abel, for the defence, asked"
        if possible is phrase and _VERB_AHEAD.match(units.tags, after, before):
            return possible
    return possible


_VERB_AHEAD = pattern("[AUX VERB SAID ED ADV] | , WH | , PREP [^, QUOTE STOP]* , [AUX VERB SAID]")
#: "it was Abel, the chair, who"
_WHO_BEHIND = pattern("(?:, [^;: STOP QUOTE WH]*)? ,? WH")


def with_name(units: Units, phrase: Phrase, before: int) -> Phrase:
    """Take the name as the head of "The mayor, Anna Abel, …", and "Abel" of "it was Abel who came"."""
    if units.low[phrase.first] == "it" and units.low[phrase.after] in BE:
        focus = phrase_after(units, phrase.after + 1, before)
        if focus is not None and _WHO_BEHIND.match(units.tags, focus.after, before):
            phrase = focus
    if units.tags[phrase.after : phrase.after + 1] == W.COMMA:
        close = units.tags.find(",", phrase.after + 1, before)
        if close > 0:
            return _named_by_apposition(units, phrase, phrase.after + 1, close) or phrase
    return phrase


def _described(units: Units, phrase: Phrase, before: int) -> bool:
    """A description between commas follows: "Abel, who owns a farm,"."""
    if phrase.after + 1 >= before or units.tags[phrase.after] != ",":
        return False
    following = units.tags[phrase.after + 1]
    named = units.tags[phrase.head[1] - 1] == W.NAME
    return following in classes("WH NAME NUM") or (named and following in classes("DET NOUN"))
