"""Three or more in a row: words, phrases or clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing_lessons.english.wordclasses import VERBS, WordClass
from briefing_lessons.english.words import (
    BE,
    COORDINATORS,
    DETERMINERS,
    FUNCTION,
    PREPOSITIONS,
    is_number,
    word_list,
)
from briefing_lessons.rhetoric.likeness import UNLIKE, Item, is_past_or_verb
from briefing_lessons.rhetoric.pieces import Piece, halves_of, pieces_of
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

_LONGEST_PHRASE = 8  # words of one item
_LONGEST_CLAUSE = 18
_NOMINATIVE = word_list("nominatives")
_NOT_FIRST = word_list("asides") | word_list("turning away")
_BEFORE_BASE = word_list("before a base form")
_TAIL = word_list("tails")
#: no main clause, and no phrase of a list, opens with these
_NO_CLAUSE = word_list("no clause")
_NO_PHRASE = word_list("no phrase")
_NO_ITEM = word_list("no item")
_OF_A_SET = word_list("pronouns of a set")
_AFTER_LIST = word_list("after a list")
_SAYING = word_list("plain saying")
_PAIRED = (["yes"], ["no"])
#: the first item begins after one of these
_BEFORE_ITEM = word_list("before an item")
_AFTER_PARTICIPLE = word_list("after a participle")
_Run = tuple[list[Item], str, int]  # items, how they are joined, number of the piece after them


def list_(wording: Wording) -> Iterator[Mark]:
    """Mark three or more coordinated items in one sentence, words, phrases or clauses.

    Items must be alike: all clauses, all with the same preposition, or all phrases without a finite verb.
    Not marked: pairs, appositions ("Aldo Brannick, a minister and sailor, …"), a place or time before a
    pair, runs of full sentences.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in list_(cut_sentence("They used cars to fetch oxygen, drips and blankets."))]
    ['oxygen, drips and blankets']
    >>> [mark.text for mark in list_(cut_sentence("On Monday, snow and ice closed Port Esk and Lorn."))]
    []

    Source: Quirk et al. (1985) §13.16-13.17 on coordination; Atkinson (1984) on lists of three.
    """
    for part in wording.segments:
        if part.voice in ("heading", "boilerplate"):
            continue
        for sentence in part.sentences:
            pieces = pieces_of(wording, sentence)
            at = 0
            while at + 1 < len(pieces):
                run = _clauses(wording, pieces, at) or _phrases(wording, pieces, at)
                if run is None:
                    at += 1
                    continue
                items, joint, at = run
                span = wording.span(items[0][0], items[-1][1])
                yield wording.mark("list", span, f"{len(items)} items, {joint}", joint)


def _clauses(wording: Wording, pieces: Sequence[Piece], at: int) -> _Run | None:
    """Return a run of three or more clauses from piece `at`."""
    items: list[Item] = []
    joint = "asyndeton"
    for piece in pieces[at:]:
        if (items and piece.joint not in (",", ";")) or not _is_clause(wording, piece.first, piece.last):
            break
        halves = halves_of(wording, piece) if items and not piece.linked else None
        parted = halves is not None and all(_is_clause(wording, *half) for half in halves)
        items += halves if halves and parted else [(piece.first, piece.last)]
        at += 1
        if parted or piece.linked:
            joint = "syndeton"
            break
    return (items, joint, at) if len(items) >= 3 else None


def _is_clause(wording: Wording, first: int, last: int) -> bool:
    """Say whether the words are a main clause: a subject, then a finite verb."""
    words = wording.words[first:last]
    if not 2 <= len(words) <= _LONGEST_CLAUSE or words[0] in _NO_CLAUSE:
        return False
    if _says(words[1:3]) and BE.isdisjoint(words[1:3]):
        return False
    if wording.has_verb(first + 1, last):
        return {"who", "which"}.isdisjoint(words[:3])
    if words[0] in _NOMINATIVE | {"you", "it"}:
        return words[1] not in FUNCTION
    return words[0] in DETERMINERS and is_past_or_verb(wording, first + 2, last)


def _says(words: Sequence[str]) -> bool:
    return any(word in VERBS and VERBS[word].lemma in _SAYING for word in words)


def _phrases(wording: Wording, pieces: Sequence[Piece], at: int) -> _Run | None:
    """Return a run of three or more phrases whose first comma closes piece `at`."""
    items: list[Item] = []
    closed = False
    number = at + 1
    while number < len(pieces) and pieces[number].joint in (",", "…", ";") and not closed:
        piece = pieces[number]
        span = piece.first, piece.last
        halves = None if piece.linked else halves_of(wording, piece)
        if piece.linked and wording.words[piece.first - 1] != "then":
            items.append((piece.first, _end_of_last(wording, *span)))
            closed = True
        elif halves and _is_phrase(wording, *halves[0]):
            items += [halves[0], (halves[1][0], _end_of_last(wording, *halves[1]))]
            closed = True
        elif _is_phrase(wording, *span):
            items.append(span)
        else:
            items += _before_tail(wording, *span)
            break
        number += 1
    what_she_said = closed and wording.words[items[-1][0]] == "what"
    if len(items) < 2 or not (what_she_said or _is_phrase(wording, *items[-1])):
        return None
    first = _first_item(wording, pieces[at], items)
    if first is None or (first[1] - first[0] == 1 and wording.words[first[0]] in _NOT_FIRST):
        return None  # look, rivers rise and fall
    joint = "syndeton" if closed else "asyndeton"
    items = [first, *items]
    return None if any(unlike(wording, items, joint) for unlike in UNLIKE) else (items, joint, number)


def _is_phrase(wording: Wording, first: int, last: int) -> bool:
    """Say whether the words are short and have no finite verb."""
    words = wording.words[first:last]
    if not 0 < len(words) <= _LONGEST_PHRASE or words in _PAIRED or words[0] in _NO_PHRASE:
        return False
    reduced = words[0].endswith("ed") and not _AFTER_PARTICIPLE.isdisjoint(words[1:2])
    some_of_them = words[1:2] == ["of"] and not _OF_A_SET.isdisjoint(words[2:3])
    return not (reduced or some_of_them or _says(words)) and _NO_ITEM.isdisjoint(words)


def _before_tail(wording: Wording, first: int, last: int) -> list[Item]:
    """…, in the bus garage if they have to: an item, then a clause that is none."""
    end = _end_of_last(wording, first, last)
    tail = end < last and wording.words[end] in _TAIL and _is_phrase(wording, first, end)
    return [(first, end)] if tail else []


def _end_of_last(wording: Wording, first: int, last: int) -> int:
    """Return where the last item ends: before a finite verb, a relative or a conjunction."""
    return next((n for n in range(first + 1, last) if wording.words[n] in _AFTER_LIST), last)


def _first_item(wording: Wording, piece: Piece, items: Sequence[Item]) -> Item | None:
    """Return the words before the first comma that make the first item."""
    words, last = wording.words, piece.last
    second = words[slice(*items[0])]
    same = [n for n in range(max(piece.first, last - _LONGEST_PHRASE), last) if words[n] == second[0]]
    if second[0] in PREPOSITIONS or (same and second[0] not in DETERMINERS):  # then the first opens with it
        return (same[-1], last) if same else None
    size = max(2, *(end - start for start, end in items))
    first = _start_of_phrase(wording, max(piece.first, last - size - 1), last)
    before = words[first - 1] if first > piece.first else ""
    if first == last or (before in COORDINATORS and len(items) == 2):
        return None  # rich or poor, upstream or downstream
    if words[first] in DETERMINERS and second[0] not in DETERMINERS and set(second[1:2]) & DETERMINERS:
        verb = bool(before) and not _before_item(wording, first - 1)
        return first - verb, last  # patch the roof, mend the pipes …
    fetch = before in _BEFORE_BASE and len(second) == 1 and last - first > 1
    return first + fetch, last  # to fetch oxygen, drips …


def _start_of_phrase(wording: Wording, low: int, last: int) -> int:
    """Return where the phrase before word `last` begins: at its determiner, its number, or after a verb."""
    first, words = last, wording.words
    while first > low and not _before_item(wording, first - 1):
        first -= 1
        numeral = is_number(words[first]) and not (first > low and is_number(words[first - 1]))
        if numeral or words[first] in DETERMINERS:
            break
    return first


def _before_item(wording: Wording, number: int) -> bool:
    return wording.words[number] in _BEFORE_ITEM or wording.classes[number] == WordClass.VERB
