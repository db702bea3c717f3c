"""Three or more in a row: words, phrases or clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing_lessons.english.reporting import VERBS
from briefing_lessons.english.wordclasses import CLASS_OF
from briefing_lessons.english.words import (
    BE,
    COORDINATORS,
    DETERMINERS,
    FINITE,
    FUNCTION,
    MODALS,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    is_number,
    word_list,
)
from briefing_lessons.rhetoric.likeness import PAST_TENSES, UNLIKE, Item
from briefing_lessons.rhetoric.pieces import Piece, halves_of, pieces_of
from briefing_lessons.rhetoric.wording import SentencePart, Wording
from briefing_lessons.spans import Mark

_LONGEST_PHRASE = 8  # words of one item
_LONGEST_CLAUSE = 18
_NOMINATIVE = word_list("nominatives")
_POINTERS = word_list("pointers")
_ASIDES = word_list("asides")
_NOT_FIRST = _ASIDES | word_list("turning away")
_TAIL = word_list("tails")
#: no main clause, and no phrase of a list, opens with these
_NO_CLAUSE = (SUBORDINATORS - {"that", "so"}) | PREPOSITIONS | FINITE | {"but", "to", "not"}
_NO_PHRASE = (SUBORDINATORS | SUBJECTS | FINITE | _ASIDES) - _POINTERS
_CLAUSE_WORDS = word_list("clause words")
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
                run = _clauses(wording, pieces, at) or _phrases(wording, pieces, at, sentence)
                if run is None:
                    at += 1
                    continue
                items, joint, at = run
                yield wording.mark("list", items[0][0], items[-1][1], f"{len(items)} items, {joint}", joint)


def _clauses(wording: Wording, pieces: Sequence[Piece], at: int) -> _Run | None:
    """Return a run of three or more clauses from piece `at`."""
    items: list[Item] = []
    joint = "asyndeton"
    number = at
    while number < len(pieces):
        piece = pieces[number]
        if (number > at and piece.joint not in (",", ";")) or not _is_clause(
            wording, piece.first, piece.last
        ):
            break
        number += 1
        halves = halves_of(wording, piece) if items and not piece.linked else None
        if halves and all(_is_clause(wording, *half) for half in halves):
            items += halves
            joint = "syndeton"
            break
        items.append((piece.first, piece.last))
        if piece.linked:
            joint = "syndeton"
            break
    return (items, joint, number) if len(items) >= 3 else None


def _is_clause(wording: Wording, first: int, last: int) -> bool:
    """Say whether the words are a main clause: a subject, then a finite verb."""
    words = wording.words[first:last]
    if len(words) < 2 or len(words) > _LONGEST_CLAUSE:
        return False
    if words[0] in _NO_CLAUSE:
        return False
    speaks = any(word in VERBS and VERBS[word].lemma in _SAYING for word in words[1:3])
    if speaks and not (BE & set(words[1:3])):
        return False
    if FINITE & set(words[1:]):
        return not {"who", "which"} & set(words[:3])
    if words[0] in _NOMINATIVE | {"you", "it"}:
        return words[1] not in FUNCTION
    return words[0] in DETERMINERS and any(CLASS_OF.get(w) == "v" or w in PAST_TENSES for w in words[2:])


def _phrases(wording: Wording, pieces: Sequence[Piece], at: int, sentence: SentencePart) -> _Run | None:
    """Return a run of three or more phrases whose first comma closes piece `at`."""
    middle: list[Item] = []
    final: Item | None = None
    number = at + 1
    while number < len(pieces) and final is None:
        piece = pieces[number]
        if piece.joint not in (",", "…", ";"):
            break
        then = piece.linked and wording.words[piece.first - 1] == "then"
        halves = None if piece.linked else halves_of(wording, piece)
        if piece.linked and not then:
            final = piece.first, _end_of_last(wording, piece.first, piece.last)
        elif halves and _is_phrase(wording, *halves[0]):
            middle.append(halves[0])
            final = halves[1][0], _end_of_last(wording, *halves[1])
        elif _is_phrase(wording, piece.first, piece.last):
            middle.append((piece.first, piece.last))
        else:  # …, in the bus garage if they have to
            end = _end_of_last(wording, piece.first, piece.last)
            if end < piece.last and wording.words[end] in _TAIL and _is_phrase(wording, piece.first, end):
                middle.append((piece.first, end))
            break
        number += 1
    joint = "asyndeton" if final is None else "syndeton"
    if len(middle) + (final is not None) < 2 or not middle:
        return None
    items = [*middle, final] if final else middle
    first = _first_item(wording, pieces[at], items, sentence)
    if first is None or (final is not None and not _is_last_phrase(wording, *final)):
        return None
    if first[1] - first[0] == 1 and wording.words[first[0]] in _NOT_FIRST:
        return None  # look, rivers rise and fall
    items = [first, *items]
    return None if any(unlike(wording, items, joint) for unlike in UNLIKE) else (items, joint, number)


def _is_phrase(wording: Wording, first: int, last: int) -> bool:
    """Say whether the words are short and have no finite verb."""
    words = wording.words[first:last]
    if not words or len(words) > _LONGEST_PHRASE or words in _PAIRED:
        return False
    if words[0] in _NO_PHRASE:
        return False
    if (
        "between" in words
        or "both" in words
        or (words[0].endswith("ed") and words[1:2] and words[1] in _AFTER_PARTICIPLE)
    ):
        return False
    if not _CLAUSE_WORDS.isdisjoint(words) or (
        words[1:2] == ["of"] and words[2:3] in (["them"], ["which"], ["whom"], ["these"], ["those"])
    ):
        return False
    return not any(
        word in VERBS and VERBS[word].lemma in ("say", "tell", "add", "ask", "reply") for word in words
    )


def _is_last_phrase(wording: Wording, first: int, last: int) -> bool:
    """Say whether the words may end a list: a phrase, or what she said."""
    return wording.words[first] == "what" or _is_phrase(wording, first, last)


def _end_of_last(wording: Wording, first: int, last: int) -> int:
    """Return where the last item ends: before a finite verb, a relative or a conjunction."""
    for number in range(first + 1, last):
        if wording.words[number] in _AFTER_LIST:
            return number
    return last


def _first_item(wording: Wording, piece: Piece, items: Sequence[Item], sentence: SentencePart) -> Item | None:
    """Return the words before the first comma that make the first item."""
    words, last = wording.words, piece.last
    head = words[items[0][0]]
    same = [n for n in range(max(piece.first, last - _LONGEST_PHRASE), last) if words[n] == head]
    if head in PREPOSITIONS or (same and head not in DETERMINERS):  # then the first item opens with it, too
        return (same[-1], last) if same else None
    size = max(2, *(end - start for start, end in items))
    first = last
    while first > max(piece.first, last - size - 1) and not _before_item(words[first - 1]):
        first -= 1
        numeral = is_number(words[first]) and not (first > piece.first and is_number(words[first - 1]))
        if words[first] in DETERMINERS or numeral:
            break
    if first == last or (first > piece.first and words[first - 1] in COORDINATORS and len(items) == 2):
        return None  # rich or poor, upstream or downstream
    middle = words[items[0][0] : items[0][1]]
    before = words[first - 1] if first > piece.first else ""
    if (
        before
        and words[first] in DETERMINERS
        and middle[0] not in DETERMINERS
        and set(middle[1:2]) & DETERMINERS
    ):
        return (
            (first - 1, last) if not _before_item(before) else (first, last)
        )  # patch the roof, mend the pipes …
    if (before == "to" or before in MODALS) and len(middle) == 1 and last - first > 1:
        return first + 1, last  # to fetch oxygen, drips …
    return first, last


def _before_item(word: str) -> bool:
    return word in _BEFORE_ITEM or CLASS_OF.get(word) == "v"
