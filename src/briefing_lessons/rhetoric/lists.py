"""Three or more in a row, words, phrases or clauses, and what is no list."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from briefing_lessons.english.wordclasses import VERBS, WordClass
from briefing_lessons.english.words import (
    COORDINATORS,
    DETERMINERS,
    FINITE,
    FUNCTION,
    PREPOSITIONS,
    is_number,
    word_list,
)
from briefing_lessons.rhetoric.members import Member, members_of
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

_BEFORE_PAIR = word_list("before a pair")
Item = tuple[int, int]


def _mixed_openings(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Some items open with a preposition, to or -ing, and others do not."""
    _, second, *_, last = (wording.words[first] for first, _ in items)
    active = [head.endswith("ing") for head in (second, last)]
    return (second in PREPOSITIONS) != (last in PREPOSITIONS) or active == [True, False]


def _verbs_and_nouns(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """The mayor, Synnøve Aas, went further and insisted …: some items open with a verb."""
    heads = [(first, wording.words[first]) for first, _ in items[1:]]
    return any(is_past_or_verb(wording, k, k + 1) or (w in VERBS and w.endswith("ed")) for k, w in heads)


def is_past_or_verb(wording: Wording, first: int, last: int) -> bool:
    """Say whether one of the words is a plain verb, or a past tense that tells a clause."""
    classes = wording.classes[first:last]
    return WordClass.VERB in classes or not word_list("past tenses").isdisjoint(wording.words[first:last])


def _name_and_description(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Quill, a noted climber and the author of …: an apposition."""
    (_, first_end), (middle, middle_end) = items[0], items[1]
    if not wording.raw(first_end - 1)[:1].isupper() or wording.words[middle] not in DETERMINERS:
        return False
    return not any(wording.raw(number)[:1].isupper() for number in range(middle + 1, middle_end))


def _opening_adverbial(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """In the north, snow and ice closed the roads."""
    start, (first, last) = wording.sentence(items[0][0]).first, items[0]
    if wording.words[start] not in word_list("opening adverbials") or wording.has_verb(start, first):
        return False
    return all(map(wording.joined, range(start, last - 1)))


def _new_clause(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Under the law, schools and shops are closed: after the comma a clause begins, not an item."""
    (start, _), (first, last) = items[0], items[-1]
    if wording.after(last - 1) not in FINITE or start == wording.sentence(first).first:
        return False
    comma = "," in wording.gaps[first - 2]
    return comma or wording.before(start) in _BEFORE_PAIR or wording.before(start, 2) in PREPOSITIONS


def _measure(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """For two hundred years, your grandmothers and ours: a length of time, then something else."""
    (first, last), *others = items
    counted = any(map(is_number, wording.words[first:last]))
    length = counted and wording.words[last - 1] in word_list("time units")
    return length and not any(is_number(wording.words[start]) for start, _ in others)


def _loose_asyndeton(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Without and, items must be four short phrases, or open alike, or all be numbered, or follow on then."""
    if joint == "syndeton":
        return any("…" in wording.gaps[last - 1] for _, last in items[:-1])
    words = wording.words
    heads = [words[first] for first, _ in items]
    then = all("then" in words[first - 1 : first + 1] for first, _ in items[1:])
    compared = all(head in word_list("comparatives") or head.endswith("er") for head in heads)
    if then or compared or len(set(heads)) == 1 or all(map(is_number, heads)):
        return False
    short = len(items) >= 4 and all(last - first <= 4 for first, last in items[1:])
    return not short or not word_list("no short items").isdisjoint(heads)


#: reasons why a run of phrases is not a list; tried in this order
UNLIKE: Final[tuple[Callable[[Wording, Sequence[Item], str], bool], ...]] = (
    _mixed_openings,
    _verbs_and_nouns,
    _name_and_description,
    _opening_adverbial,
    _new_clause,
    _measure,
    _loose_asyndeton,
)


_LONGEST_PHRASE = 8  # words of one item
_LONGEST_CLAUSE = 18
_Piece = list[Member]  # what stands between two marks, cut at and, or
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
        for sentence in () if part.furniture else part.sentences:
            pieces: list[_Piece] = []
            for member in members_of(wording, sentence.first, sentence.last):
                if member.marked or not pieces:
                    pieces.append([])
                pieces[-1].append(member)
            at = 0
            while at + 1 < len(pieces):
                run = _clauses(wording, pieces, at) or _phrases(wording, pieces, at)
                if run is None:
                    at += 1
                    continue
                items, joint, at = run
                span = wording.span(items[0][0], items[-1][1])
                joined = "with" if joint == "syndeton" else "without"
                yield wording.mark("list", span, f"{len(items)} items, {joined} a joining word", joint)


def _clauses(wording: Wording, pieces: Sequence[_Piece], at: int) -> _Run | None:
    """Return a run of three or more clauses from piece `at`."""
    items: list[Item] = []
    joint = "asyndeton"
    for piece in pieces[at:]:
        if (items and not piece[0].serial) or not _is_clause(wording, *_whole(piece)):
            break
        parted = bool(items) and len(piece) > 1 and all(_is_clause(wording, *half) for half in _halves(piece))
        items += _halves(piece) if parted else [_whole(piece)]
        at += 1
        if parted or piece[0].coordinated:
            joint = "syndeton"
            break
    return (items, joint, at) if len(items) >= 3 else None


def _whole(piece: _Piece) -> Item:
    return piece[0].first, piece[-1].last


def _halves(piece: _Piece) -> tuple[Item, Item]:
    """Cut a piece at its first and: "tired and they were frightened"."""
    return (piece[0].first, piece[0].last), (piece[1].first, piece[-1].last)


def _is_clause(wording: Wording, first: int, last: int) -> bool:
    """Say whether the words are a main clause: a subject, then a finite verb."""
    words = wording.words[first:last]
    if not 2 <= len(words) <= _LONGEST_CLAUSE or words[0] in word_list("no clause") or _says(words[1:3]):
        return False
    if wording.has_verb(first + 1, last):
        return True
    if words[0] in word_list("nominatives") | {"you", "it"}:
        return words[1] not in FUNCTION
    return words[0] in DETERMINERS and is_past_or_verb(wording, first + 2, last)


def _says(words: Sequence[str]) -> bool:
    return any(word in VERBS and VERBS[word].lemma in word_list("plain saying") for word in words)


def _phrases(wording: Wording, pieces: Sequence[_Piece], at: int) -> _Run | None:
    """Return a run of three or more phrases whose first comma closes piece `at`."""
    items: list[Item] = []
    closed = False
    number = at + 1
    while number < len(pieces) and pieces[number][0].serial and not closed:
        piece = pieces[number]
        first, last = _whole(piece)
        halves = _halves(piece) if len(piece) > 1 else None
        if piece[0].coordinated:
            items.append((first, _end_of_last(wording, first, last)))
            closed = True
        elif halves and _is_phrase(wording, *halves[0]):
            items += [halves[0], (halves[1][0], _end_of_last(wording, *halves[1]))]
            closed = True
        elif _is_phrase(wording, first, last):
            items.append((first, last))
        else:
            break
        number += 1
    what_she_said = closed and wording.words[items[-1][0]] == "what"
    if len(items) < 2 or not (what_she_said or _is_phrase(wording, *items[-1])):
        return None
    opening = _first_item(wording, *_whole(pieces[at]), items)
    if opening is None or " ".join(wording.words[slice(*opening)]) in word_list("turning away"):
        return None  # look, rivers rise and fall
    joint = "syndeton" if closed else "asyndeton"
    items = [opening, *items]
    return None if any(unlike(wording, items, joint) for unlike in UNLIKE) else (items, joint, number)


def _is_phrase(wording: Wording, first: int, last: int) -> bool:
    """Say whether the words are short and have no finite verb."""
    words = wording.words[first:last]
    if not 0 < len(words) <= _LONGEST_PHRASE or words[0] in word_list("no phrase"):
        return False
    reduced = words[0].endswith("ed") and not word_list("after a participle").isdisjoint(words[1:2])
    return not (reduced or _says(words)) and word_list("no item").isdisjoint(words)


def _end_of_last(wording: Wording, first: int, last: int) -> int:
    """Return where the last item ends: before a finite verb, a relative or a conjunction."""
    return next((n for n in range(first + 1, last) if wording.words[n] in word_list("after a list")), last)


def _first_item(wording: Wording, low: int, last: int, items: Sequence[Item]) -> Item | None:
    """Return the words before the first comma, `low` up to `last`, that make the first item."""
    words, second = wording.words, wording.words[slice(*items[0])]
    same = [n for n in range(max(low, last - _LONGEST_PHRASE), last) if words[n] == second[0]]
    if second[0] in PREPOSITIONS or (same and second[0] not in DETERMINERS):  # then the first opens with it
        return (same[-1], last) if same else None
    size = max(2, *(end - start for start, end in items))
    first = _start_of_phrase(wording, max(low, last - size - 1), last)
    before = wording.before(first)
    if first == last or (before in COORDINATORS and len(items) == 2):
        return None  # rich or poor, upstream or downstream
    if not DETERMINERS.isdisjoint(second[1:2]) and not _before_item(wording, first - 1):
        return first - 1, last  # patch the roof, mend the pipes …
    if before in word_list("before a base form") and len(second) == 1 and last - first > 1:
        return first + 1, last  # to fetch oxygen, drips …
    return first, last


def _start_of_phrase(wording: Wording, low: int, last: int) -> int:
    """Return where the phrase before word `last` begins: at its determiner, its number, or after a verb."""
    first, words = last, wording.words
    while first > low and not _before_item(wording, first - 1):
        first -= 1
        if (is_number(words[first]) and not is_number(words[first - 1])) or words[first] in DETERMINERS:
            break
    return first


def _before_item(wording: Wording, number: int) -> bool:
    return wording.words[number] in word_list("before an item") or wording.classes[number] == WordClass.VERB
