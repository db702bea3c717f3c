"""Light chunking: the noun phrase before a verb that is its subject, and the noun phrase after one."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import PERSON_NOUNS
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
        if (before == "i" and units.low[first - 1] in _TYING) or before == "T":
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
