"""Three or more in a row."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_lessons.quotes.lexicon import VERBS
from briefing_lessons.rhetoric.passages import Passages, Sentence
from briefing_lessons.rhetoric.words import (
    BE,
    COORDINATORS,
    DETERMINERS,
    DO,
    FINITE,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECTS,
    SUBORDINATORS,
    is_number,
)
from briefing_lessons.spans import Mark

_LONGEST = 7  # words of one item that is a phrase
_LONGEST_CLAUSE = 18
#: a phrase that opens so is an aside or a place, not an item
_ASIDE = frozenset(
    """
    including such like especially particularly notably among according however therefore meanwhile
    including
    """.split()
)
_STOP_LEFT = (
    FINITE
    | BE
    | frozenset("that which who when if because although while said says told called named fetch".split())
)


def list_(passages: Passages) -> Iterator[Mark]:
    """Mark three or more coordinated items in one sentence, words, phrases or clauses.

    Items must be alike: all clauses, all with the same preposition, all phrases without a finite verb.
    Not marked: pairs, appositions ("Aldo Brannick, the minister, and …"), runs of full sentences.

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> [mark.text for mark in list_(cut_sentence("They used their cars to fetch oxygen, drips and blankets."))]
    ['oxygen, drips and blankets']
    >>> [mark.text for mark in list_(cut_sentence("On Monday, snow and ice closed Port Esk and Lorn."))]
    []

    Source: Quirk et al. (1985) §13.16-13.17 on coordination; Atkinson (1984) on lists of three.
    """
    for part in passages.parts:
        if part.voice in ("heading", "boilerplate"):
            continue
        for sentence in part.sentences:
            free = sentence.first
            for first, last, count, joint in _lists(passages, sentence):
                if first >= free:
                    free = last
                    yield passages.mark("list", first, last, f"{count} items, {joint}", joint)


def _lists(passages: Passages, sentence: Sentence) -> Iterator[tuple[int, int, int, str]]:
    pieces = _pieces(passages, sentence)
    at = 0
    while at + 1 < len(pieces):
        found = _clauses(passages, pieces, at) or _phrases(passages, pieces, at, sentence)
        if found is None:
            at += 1
            continue
        first, last, count, joint, at = found
        yield first, last, count, joint


_Piece = tuple[int, int, str]  #: first word, word after the last, what joins it to the piece before


def _pieces(passages: Passages, sentence: Sentence) -> list[_Piece]:
    """Cut a sentence at commas, semicolons, colons, dashes and ellipses, and at and, or after them."""
    pieces: list[_Piece] = []
    start, joint = sentence.first, ""
    number = sentence.first
    while number < sentence.last:
        gap = passages.gap(number).strip() if number + 1 < sentence.last else ""
        if (gap and any(mark in gap for mark in ",;:…–—")) or gap in ("...", "-"):
            pieces.append((start, number + 1, joint))
            start, joint = number + 1, ":" if ":" in gap else ";" if ";" in gap else ","
            if start < sentence.last and passages.words[start] in COORDINATORS:
                joint += "&"
                start += 1
            number = max(start, number + 1)
            continue
        number += 1
    if start < sentence.last:
        pieces.append((start, sentence.last, joint))
    return _without_asides(passages, pieces)


def _without_asides(passages: Passages, pieces: list[_Piece]) -> list[_Piece]:
    """Drop an aside such as "I believe" or "weather permitting" between two commas after and."""
    kept: list[_Piece] = []
    for number, (first, last, joint) in enumerate(pieces):
        words = passages.words[first:last]
        if 0 < number < len(pieces) - 1 and joint == ",":
            if (
                words[0] in SUBJECTS
                and len(words) <= 3
                and (words[-1] in VERBS or words[-1] in ("think", "believe", "hope"))
            ):
                _join(kept, pieces, number)
                continue
            if len(words) <= 2 and VERBS.get(words[-1]) and passages.raw(first)[:1].isupper():
                continue
        kept.append((first, last, joint))
    merged: list[_Piece] = []
    for first, last, joint in kept:
        if (
            merged
            and merged[-1][1] < first
            and passages.words[merged[-1][1] - 1] in FINITE | HAVE
            and joint == ","
        ):
            merged[-1] = (merged[-1][0], last, merged[-1][2])
        else:
            merged.append((first, last, joint))
    return merged


def _join(kept: list[_Piece], pieces: list[_Piece], number: int) -> None:
    """Leave the aside out; its neighbours are joined where the left one is unfinished."""


def _split_last(passages: Passages, first: int, last: int) -> list[tuple[int, int]]:
    """Cut the last piece at its and, where there is one: "tired and they were frightened"."""
    for number in range(first + 1, last - 1):
        if passages.words[number] in COORDINATORS and passages.joined(number - 1):
            return [(first, number), (number + 1, last)]
    return [(first, last)]


def _clauses(passages: Passages, pieces: list[_Piece], at: int) -> tuple[int, int, int, str, int] | None:
    """Return a run of three or more clauses from piece `at`."""
    run: list[tuple[int, int]] = []
    joint = "asyndeton"
    number = at
    while number < len(pieces):
        first, last, link = pieces[number]
        if number > at and link[:1] not in (",", ";"):
            break
        if not _is_clause(passages, first, last):
            break
        parts = [(first, last)]
        if number > at and not link.endswith("&"):
            halves = _split_last(passages, first, last)
            if len(halves) == 2 and all(_is_clause(passages, *half) for half in halves):
                parts = halves
                joint = "syndeton"
        if link.endswith("&"):
            joint = "syndeton"
        run += parts
        number += 1
        if link.endswith("&") or len(parts) == 2:
            break
    if len(run) < 3:
        return None
    words = passages.words
    heads = [words[first] for first, _ in run]
    if heads[0] in SUBORDINATORS - {"who", "that"} and heads.count(heads[0]) < 3:
        return None
    return run[0][0], run[-1][1], len(run), joint, number


def _is_clause(passages: Passages, first: int, last: int) -> bool:
    words = passages.words[first:last]
    if not 2 < len(words) <= _LONGEST_CLAUSE and not (len(words) == 2 and words[0] in SUBJECTS):
        return False
    if words[0] in SUBORDINATORS | PREPOSITIONS | FINITE | {"but", "to", "not"} and words[0] not in (
        "that",
        "so",
    ):
        return False
    if words[0] in ("that", "so") and words[1:2] not in (["is"], ["was"]):
        return False
    if len(words) <= 5 and any(word in VERBS for word in words[1:]) and not (FINITE & set(words)):
        return False  # she added
    if FINITE & set(words[1:]):
        return not {"who", "which"} & set(words[:3])
    return words[0] in SUBJECTS and any(word.endswith("ed") or word.endswith("s") for word in words[1:3])


def _phrases(
    passages: Passages, pieces: list[_Piece], at: int, sentence: Sentence
) -> tuple[int, int, int, str, int] | None:
    """Return a run of three or more phrases whose first comma closes piece `at`."""
    number = at + 1
    middle: list[tuple[int, int]] = []
    last_item: tuple[int, int] | None = None
    joint = "asyndeton"
    while number < len(pieces):
        first, last, link = pieces[number]
        if link[:1] != ",":
            break
        if link.endswith("&"):
            last_item = (first, _last_item_end(passages, first, last))
            joint = "syndeton"
            number += 1
            break
        halves = _split_last(passages, first, last)
        if len(halves) == 2 and _is_phrase(passages, *halves[0], whole=True):
            end = _last_item_end(passages, *halves[1])
            # weather permitting: and, ASIDE, the last item
            if passages.words[last - 1] in COORDINATORS:
                break
            middle.append(halves[0])
            last_item = (halves[1][0], end)
            joint = "syndeton"
            number += 1
            break
        if passages.words[last - 1] in COORDINATORS and number + 2 < len(pieces) + 0:
            if _is_phrase(passages, first, last - 1, whole=True) and number + 2 <= len(pieces) - 1:
                middle.append((first, last - 1))
                following = pieces[number + 2]
                last_item = (following[0], _last_item_end(passages, following[0], following[1]))
                joint = "syndeton"
                number += 3
            break
        if not _is_phrase(passages, first, last, whole=True):
            break
        middle.append((first, last))
        number += 1
    if last_item is not None and not middle:
        return None
    if last_item is None and len(middle) < 2:
        return None
    if last_item is not None and not _is_phrase(passages, *last_item, whole=False):
        return None
    items = middle + ([last_item] if last_item else [])
    left = _first_item(passages, pieces[at], items, sentence)
    if left is None or not _alike(passages, [left, *items], joint):
        return None
    return left[0], items[-1][1], len(items) + 1, joint, number


def _is_phrase(passages: Passages, first: int, last: int, whole: bool) -> bool:
    """Say whether the words are a phrase without a finite verb, short enough to be an item."""
    words = passages.words[first:last]
    if not words or (whole and len(words) > _LONGEST + 2):
        return False
    if words[0] in SUBORDINATORS | SUBJECTS | FINITE | _ASIDE and words[0] not in (
        "that",
        "those",
        "this",
        "these",
    ):
        return False
    if FINITE & set(words[:_LONGEST]) or {"who", "which"} & set(words):
        return False
    for word in words:
        expression = VERBS.get(word)
        if (
            expression
            and not expression.thought
            and word in ("said", "says", "told", "added", "asked", "replied")
        ):
            return False
    return True


def _last_item_end(passages: Passages, first: int, last: int) -> int:
    """Return where the last item ends: before a finite verb, a relative or a conjunction."""
    for number in range(first + 1, last):
        word = passages.words[number]
        if word in FINITE | COORDINATORS | {"who", "which", "because", "when", "while", "but", "if"}:
            return number
    return last


def _first_item(
    passages: Passages, piece: _Piece, items: list[tuple[int, int]], sentence: Sentence
) -> tuple[int, int] | None:
    """Return the words before the first comma that make the first item."""
    first, last, _ = piece
    words = passages.words
    head = words[items[0][0]]
    reach = max(last - _LONGEST, first)
    if head in PREPOSITIONS:  # all items open with the same preposition
        for number in range(last - 1, reach - 1, -1):
            if words[number] == head:
                return number, last
        return None
    if first == sentence.first and words[first] in PREPOSITIONS | SUBORDINATORS | _ASIDE | {
        "today",
        "meanwhile",
        "still",
        "yet",
    }:
        opening_length = last - first
        if opening_length <= 6 and len(items) == 2:
            return None
    size = max(end - start for start, end in items)
    number = last
    while number > max(first, last - max(size, 2) - 1):
        word = words[number - 1]
        if (
            word in _STOP_LEFT | PREPOSITIONS | MODALS | DO | {"to", "and", "or", "not", "but"}
            and number < last
        ):
            break
        if word in _STOP_LEFT | {"to", "and"}:
            return None
        number -= 1
        if word in DETERMINERS | {"the"} or is_number(word):
            break
    while number < last - 1 and words[number] in _STOP_LEFT | PREPOSITIONS | {"to"}:
        number += 1
    return (number, last) if number < last else None


def _alike(passages: Passages, items: list[tuple[int, int]], joint: str) -> bool:
    words = passages.words
    heads = [words[first] for first, _ in items]
    prepositional = [head in PREPOSITIONS for head in heads]
    if any(prepositional[1:]) and not all(prepositional):
        return False
    if all(prepositional) and len(set(heads)) > 1:
        return False
    gerunds = [head.endswith("ing") and len(head) > 5 for head in heads[1:]]
    if any(gerunds) and not all(gerunds) and not all(first + 1 < last for first, last in items[1:]):
        return False
    infinitives = [head == "to" for head in heads[1:]]
    if any(infinitives) and not all(infinitives):
        return False
    if joint == "asyndeton":
        numbered = sum(is_number(head) for head in heads)
        return (
            numbered == len(heads)
            or len(set(heads)) == 1
            or (
                len(items) >= 4
                and all(last - first <= 4 for first, last in items[1:])
                and not any(head in PRONOUNS | {"a", "an"} for head in heads)
            )
        )
    middle = items[1:-1]
    return not (
        len(middle) == 1
        and words[middle[0][0]] in ("a", "an", "the")
        and passages.raw(items[0][0])[:1].isupper()
        and words[items[-1][0]] not in DETERMINERS
    )
