"""Light chunking: noun phrases before and after a verb, and which of them is its subject."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import BE, NOUNS, PERSON_NOUNS, is_person_noun
from briefing_lessons.english.words import word_list

#: Letters that may stand inside a simple noun phrase, its determiner apart.
_INSIDE = "nX#'"
#: Prepositions that tie a further noun phrase to the one before them.
_TYING = word_list("tying prepositions")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: units `first` to `after`, with the units of its head part."""

    first: int
    after: int
    head: tuple[int, int]  #: units of the leading simple noun phrase, without what modifies it


def simple_phrase_before(units: Units, after: int, low: int) -> tuple[int, int] | None:
    """Return the simple noun phrase that ends before unit `after`, not reaching before unit `low`."""
    tags = units.tags
    k = after
    while k > low:
        tag = tags[k - 1]
        if tag in _INSIDE:
            if tag == "#" and k < after and tags[k] == "X":
                break
            k -= 1
        elif (tag in "eg" and k < after and k - 1 > low and tags[k - 2] in "da,'") or (
            tag in "az" and k < after and tags[k] in "eng" and k - 1 > low and tags[k - 2] == "d"
        ):
            k -= 1
        elif tag == "d":
            k -= 1
            if not (k > low and tags[k - 1] in "d"):
                break
        else:
            break
    while k < after and tags[k] in "'":
        k += 1
    if k == after:
        return None
    return k, after


def phrase_before(units: Units, after: int, low: int) -> Phrase | None:
    """Return the whole noun phrase that ends before unit `after`: "a spokesman for the bank in Ardal".

    >>> from briefing_lessons.english.units import units_of
    >>> units = units_of("The head of the bank said", 0, 25, ())
    >>> found = phrase_before(units, 5, 0)
    >>> units.words(found.first, found.after), units.words(*found.head)
    ('The head of the bank', 'The head')
    """
    tags = units.tags
    last = simple_phrase_before(units, after, low)
    if last is None:
        return None
    first, head = last[0], last
    while first > low:
        before = tags[first - 1]
        reduced = tags[max(first - 3, low) : first] in ("nei", "Xei")  # "a letter signed after the talks"
        if (before == "i" and (reduced or units.low[first - 1] in _TYING)) or before == "T":
            end = first - 1
            if end > low and tags[end - 1] in "eV" and end - 1 > low and tags[end - 2] in "nX":
                end -= 1  # a reduced relative: "officials briefed on the talks"
            left = simple_phrase_before(units, end, low)
            if left is None:
                cut = _name_after_noun(units, head)
                return Phrase(cut, after, (cut, head[1])) if cut else Phrase(head[0], after, head)
            first, head = left[0], left
        elif before == "&" and first - 1 > low and tags[first - 2] in "nX":
            left = simple_phrase_before(units, first - 1, low)
            if left is None or (tags[left[1] - 1] == "n") != (tags[head[1] - 1] == "n"):
                break
            first, head = left[0], (left[0], head[1])
        else:
            break
    return Phrase(first, after, _titled_name(units, last, head) or head)


def _titled_name(units: Units, last: tuple[int, int], head: tuple[int, int]) -> tuple[int, int] | None:
    """In "Union of Mill Workers president Anna Abel" the name is the head, not the union."""
    k = last[1]
    while k > last[0] and units.tags[k - 1] == "X":
        k -= 1
    titled = last[0] < k < last[1] and units.tags[k - 1] == "n" and units.low[k - 1] in PERSON_NOUNS
    return (k, last[1]) if titled and head != last and units.tags[head[1] - 1] == "X" else None


def _name_after_noun(units: Units, head: tuple[int, int]) -> int | None:
    """In "in the interview Mrs. Clinton" the name begins a phrase of its own."""
    k = head[1]
    while k > head[0] and units.tags[k - 1] == "X":
        k -= 1
    if head[0] < k < head[1] and units.low[k - 1] not in PERSON_NOUNS and units.tags[k - 1] == "n":
        return k
    return None


def phrase_after(units: Units, first: int, high: int, whole: bool = True) -> Phrase | None:
    """Return the noun phrase that begins at unit `first`, with its "of"-phrases if `whole`."""
    tags = units.tags
    end = _simple_after(units, first, high)
    if end is None:
        return None
    head = (first, end)
    while whole and end < high - 1:
        if tags[end] == "i" and units.low[end] in ("of", "for", "at", "from", "in", "with"):
            further = _simple_after(units, end + 1, high)
        elif tags[end] == "&" and tags[end - 1] in "nX":
            further = _simple_after(units, end + 1, high)
            if further is not None and (tags[further - 1] == "X") != (tags[end - 1] == "X"):
                break
        else:
            break
        if further is None:
            break
        end = further
    return Phrase(first, end, head)


def _simple_after(units: Units, first: int, high: int) -> int | None:
    """Return the unit after the simple noun phrase that begins at `first`."""
    tags = units.tags
    if first >= high:
        return None
    if tags[first] in "po":
        return first + 1
    k = first
    while k < high and tags[k] in "d#":
        k += 1
    start = k
    while k < high and _belongs(tags, k, first, start, tags[k + 1] if k + 1 < high else "."):
        k += 1
    return k if k > first else None


def _belongs(tags: str, k: int, first: int, start: int, following: str) -> bool:
    """Say whether unit `k` is inside the noun phrase that began at `first`, adjectives from `start`."""
    tag = tags[k]
    if tag in "nX" or (tag == "#" and k > first and tags[k - 1] == "X"):
        return True  # "Radio 4"
    if tag == "z":
        return k > first and following in "nX'"
    if tag == "'":
        return k > first and following in "nXedag#Vz"
    if tag in "eagV#":
        return following in "nX" and (k > first or tag == "e") and (k == start or tags[k - 1] == "'")
    return False


#: An opening adverbial without a comma: "In the lobby he was".
_BEFORE_PRONOUN = re.compile("id?[ae]*[nXz#]+a*(?=p[xvVea])")
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
    if tag == "p":
        return _one(group - 1)
    if tag in "wt":
        return _one(group - 1) if units.low[group - 1] in _RELATIVE and group - 1 > low else None
    if tag == "o" and group - 3 >= low and units.low[group - 2] == "of" and units.tags[group - 3] in "dn#":
        return Phrase(group - 3, group, (group - 3, group))  # "one of them"
    if tag in "nX#deo'zV":
        phrase = phrase_before(units, group, low)
        return _behind_relative(units, phrase or _one(group - 1), low, phrase)
    if tag in ",-)" or (tag == "Q" and ends_with_comma(units, group - 1) and units.tags[group - 2] in "nid"):
        return _before_insertion(units, group - 1, low)
    return None


def _behind_relative(units: Units, last: Phrase, low: int, otherwise: Phrase | None) -> Phrase | None:
    """In "officials who want to end the talks said" the subject stands before "who", not `last` before it."""
    tags = units.tags
    if last.first <= low or tags[last.first - 1] not in "xvVTgGaein":
        return otherwise
    for k in range(last.first - 1, low, -1):
        if tags[k] in ",;:Q-":
            break
        if units.low[k] == "who" and tags[k - 1] in "nXdo":
            return phrase_before(units, k, low) or otherwise
    return otherwise


def ends_with_comma(units: Units, quotation: int) -> bool:
    """Say whether a comma stands inside the closing mark: “Two Oars,”."""
    return units.text[units.starts[quotation] : units.ends[quotation]].rstrip("\"”’'»").endswith(",")


def _one(unit: int) -> Phrase:
    return Phrase(unit, unit + 1, (unit, unit + 1))


def _before_insertion(units: Units, close: int, low: int) -> Phrase | None:
    opening = {"-": "-", ")": "("}.get(units.tags[close], ",")
    k = close - 1
    while k > low:
        if units.tags[k] == opening and k + 1 < close:
            subject = _modified_subject(units, k, close, low)
            if subject is not None:
                return subject
        if opening == "," and (
            units.tags[k] in ";:" or (units.tags[k] == "Q" and units.tags[k - 1] in ",.:")
        ):
            return None
        k -= 1
    return None


def _modified_subject(units: Units, opening: int, close: int, low: int) -> Phrase | None:
    """Return the noun phrase before `opening` if what is inserted after it can belong to a subject."""
    tags, before = units.tags, opening - 1
    if tags[before] == ")" and tags.rfind("(", low, before) > low:  # "Abel (R-Ohio), a panel member, said"
        return _modified_subject(units, tags.rfind("(", low, before), close, low)
    if tags[before] not in "nX)":
        return None
    subject = phrase_before(units, opening, low)
    if subject is None:
        return None
    inserted = tags[opening + 1]
    if tags[opening] in "-(":
        return _with_description(units, subject, low)
    if named := _named_by_apposition(units, subject, opening + 1, close):
        return named
    if inserted in "dXn#":
        speaks = units.low[subject.head[1] - 1] in NOUNS and tags[subject.first - 1 : subject.first] != "i"
        if not (tags[subject.head[1] - 1] == "X" or is_person(units, subject) or speaks):
            return None  # "The reply, two lines long, regretted"
        if _has_finite_verb(tags, opening + 1, close):
            return None
        return _named_by_apposition(units, subject, opening + 1, close) or _behind_apposition(
            units, subject, low
        )
    if inserted in "wiSgGeazVbx&":
        return _behind_apposition(units, subject, low)
    return None


def _with_description(units: Units, name: Phrase, low: int) -> Phrase:
    """Take "its chair," into the subject of "its chair, Vera Holt – no relation – said"."""
    if units.tags[name.head[1] - 1] == "X" and name.first - 1 > low and units.tags[name.first - 1] == ",":
        described = phrase_before(units, name.first - 1, low)
        if described is not None and is_person(units, described):
            return Phrase(described.first, name.after, name.head)
    return name


def _behind_apposition(units: Units, subject: Phrase, low: int) -> Phrase:
    """Step from "a senator" to "Smith" in "Smith, a senator, who …"."""
    described = units.tags[subject.first] == "d" and units.tags[subject.head[1] - 1] != "X"
    if described and subject.first - 2 >= low and units.tags[subject.first - 1] == ",":
        name = phrase_before(units, subject.first - 1, low)
        if name is not None and units.tags[name.head[1] - 1] == "X":
            return name
    return subject


def _named_by_apposition(units: Units, subject: Phrase, first: int, close: int) -> Phrase | None:
    """In "Its chair, Vera Holt, said" the name is the head of the subject."""
    if units.tags[subject.head[1] - 1] == "X" or set(units.tags[first:close]) != {"X"}:
        return None
    if close - first == 1 and subject.head[1] < subject.after:
        return None  # "A spokesman for the operator, Tarnkraft,"
    return Phrase(subject.first, close, (first, close))


def _has_finite_verb(tags: str, first: int, after: int) -> bool:
    for k in range(first, after):
        if tags[k] in "wt":  # "the body that owns the quay": the verb belongs to the description
            return False
        if tags[k] in "xvp":
            return True
    return False


def is_person(units: Units, phrase: Phrase) -> bool:
    """Say whether the head of `phrase` is a noun for persons."""
    return is_person_noun(units.low[phrase.head[1] - 1])


def subject_after(units: Units, first: int, high: int) -> Phrase | None:
    """Return the subject that follows its verb, when nothing but its description comes after it."""
    subject = phrase_after(units, first, high)
    if subject is None or units.tags[first] in "o":
        return None
    if subject.after >= high or units.tags[subject.after] in ",.;:-(w…iztT)aQSgGe&":
        return subject
    return None


def main_subject(units: Units, low: int, before: int) -> Phrase | None:
    """Return the first noun phrase of a sentence that has a verb after it: what "…, adding that" hangs on."""
    tags = units.tags
    k, possible = low, None
    while k < before:
        tag = tags[k]
        if adverbial := _BEFORE_PRONOUN.match(tags, k, before):
            k, tag = adverbial.end(), "p"
        if tag in "iaSwGgzTb&ex" or (tag == "V" and k == low):
            k = _skip_adverbial(tags, k, before)
        elif tag == "-" and (close := tags.find("-", k + 1, before)) > 0:
            k = close + 1
        elif tag in "dpnX#" and (phrase := phrase_after(units, k, before)) is not None:
            possible = possible or phrase
            if (phrase.after < before and tags[phrase.after] in "xvVea(") or _described(
                units, phrase, before
            ):
                return with_name(units, phrase, before)
            k = phrase.after
            while k < before and tags[k] == "i" and (tied := phrase_after(units, k + 1, before)) is not None:
                k = tied.after  # "Farmers along the lower bank were"
            if possible is phrase and k < before and tags[k] in "xvVea":
                return possible
        else:
            k += 1
    return possible


def with_name(units: Units, phrase: Phrase, before: int) -> Phrase:
    """Take the name as the head of "The mayor, Anna Abel, …", and "Abel" of "it was Abel who came"."""
    if units.low[phrase.first] == "it" and units.low[phrase.after] in BE:
        focus = phrase_after(units, phrase.after + 1, before)
        who = re.match("(?:,[^.;:Qw]*)?,?w", units.tags[focus.after : before]) if focus is not None else None
        if focus is not None and who is not None and units.low[focus.after + who.end() - 1] == "who":
            phrase = focus
    if phrase.after < before and units.tags[phrase.after] == ",":
        close = units.tags.find(",", phrase.after + 1, before)
        if close > 0:
            return _named_by_apposition(units, phrase, phrase.after + 1, close) or phrase
    return phrase


def _described(units: Units, phrase: Phrase, before: int) -> bool:
    """A description between commas follows: "Abel, who owns a farm,"."""
    if phrase.after + 1 >= before or units.tags[phrase.after] != ",":
        return False
    following = units.tags[phrase.after + 1]
    return following in "wX" or (following in "dn" and units.tags[phrase.head[1] - 1] == "X")


def _skip_adverbial(tags: str, k: int, before: int) -> int:
    """An opening adverbial reaches to its comma; without one it is a single word."""
    comma = tags.find(",", k, min(before, k + 30))
    return comma + 1 if comma > 0 else k + 1
