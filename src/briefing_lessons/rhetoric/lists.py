"""Three or more in a row: words, phrases or clauses; what stands between marks; what is no list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefing_lessons.english.wordclasses import VERBS, WordClass
from briefing_lessons.english.words import (
    BE,
    COORDINATORS,
    DETERMINERS,
    FINITE,
    FUNCTION,
    PREPOSITIONS,
    SUBJECTS,
    is_number,
    word_list,
)
from briefing_lessons.rhetoric.wording import SentencePart, Wording
from briefing_lessons.spans import Mark

_OPINION = word_list("opinion verbs")
_LINKS = COORDINATORS | {"then"}
_FIXED_ASIDES = (["of", "course"], ["in", "fact"])


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two commas, semicolons, colons, dashes or ellipses."""

    first: int
    last: int
    joint: str  #: the mark before it
    linked: bool  #: whether and, or, then follows that mark


def pieces_of(wording: Wording, sentence: SentencePart) -> list[Piece]:
    """Cut a sentence at its marks and leave out its asides.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> wording = cut_sentence("It rained, it froze and, I think, then it snowed.")
    >>> [(piece.joint, piece.linked) for piece in pieces_of(wording, wording.sentence(0))]
    [('', False), (',', False), (',', True)]
    """
    pieces: list[Piece] = []
    start, joint = sentence.first, ""
    for number in range(sentence.first, sentence.last):
        mark, closes = _mark_of(wording.gaps[number]), number == sentence.last - 1
        linked = bool(joint) and start + 1 < sentence.last and wording.words[start] in _LINKS
        if closes or (mark and number >= start + linked):
            _add(wording, pieces, Piece(start + linked, number + 1, joint, linked), closes)
            start, joint = number + 1, mark
    return pieces


def _add(wording: Wording, pieces: list[Piece], piece: Piece, closes: bool) -> None:
    """Add `piece`, but for an aside between two commas (weather permitting); join what an aside parts."""
    before = pieces[-1] if pieces else None
    if before is None:
        pieces.append(piece)
        return
    ends_in_and = wording.words[before.last - 1] in COORDINATORS
    parted = before.last < piece.first - piece.linked
    alike = wording.words[piece.first] == wording.words[before.first]  # they came, they smiled, they left
    short = piece.last - piece.first <= 3
    aside = is_aside(wording, piece.first, piece.last) or (ends_in_and and short)
    if not closes and not parted and piece.joint == "," and aside and not alike:
        return
    if ends_in_and and before.last - before.first > 1:  # a cable and, I'm afraid, a procedure
        pieces[-1] = Piece(before.first, before.last - 1, before.joint, before.linked)
        pieces.append(Piece(piece.first, piece.last, ",", True))
    elif parted and wording.words[before.last - 1] in FINITE:  # we have, I believe, the patience
        pieces[-1] = Piece(before.first, piece.last, before.joint, before.linked)
    else:
        pieces.append(piece)


def is_aside(wording: Wording, first: int, last: int) -> bool:
    """Say whether the words between two commas are an aside: sadly, of course, I believe, Brel added.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> is_aside(cut_sentence("I am afraid"), 0, 3), is_aside(cut_sentence("they left"), 0, 2)
    (True, False)
    """
    words = wording.words[first:last]
    if len(words) == 1 or len(words) > 3:
        return len(words) == 1 and words[0].endswith("ly")
    verb = VERBS.get(words[-1])
    if words[0] in SUBJECTS:
        return verb is not None or words[-1] in _OPINION
    named = verb is not None and verb.lemma in ("say", "add") and wording.raw(first)[:1].isupper()
    return named or words in _FIXED_ASIDES


def _mark_of(gap: str) -> str:
    """Return the mark in `gap` that parts two pieces, or an empty string."""
    gap = gap.strip()
    if any(mark in gap for mark in '"“”‘«»„('):
        return "“"
    for mark in (":", ";", "…", ","):
        if mark in gap:
            return mark
    return "…" if gap == "..." else "–" if gap in ("–", "—", "-", "--") else ""


def halves_of(wording: Wording, piece: Piece) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Cut a piece at its first and: "tired and they were frightened"."""
    for number in range(piece.first + 1, piece.last - 1):
        if wording.words[number] in COORDINATORS:
            return (piece.first, number), (number + 1, piece.last)
    return None


_PAST_TENSES = word_list("past tenses")
_ADVERBIALS = word_list("opening adverbials")
_BEFORE_PAIR = word_list("before a pair")
_COMPARATIVES = word_list("comparatives")
_NO_SHORT = word_list("no short items")
_TIME_UNITS = word_list("time units")
Item = tuple[int, int]


def _mixed_openings(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Some items open with a preposition, to or -ing, and others do not."""
    heads = [wording.words[first] for first, _ in items]
    prepositions = {head if head in PREPOSITIONS else "" for head in heads}
    if len(prepositions) > 1 and heads[1] in PREPOSITIONS | {"to"} and heads[-1] not in PREPOSITIONS:
        return True
    if heads[-1] in PREPOSITIONS and heads[1] not in PREPOSITIONS:
        return True
    active = [head.endswith("ing") and len(head) > 5 for head in heads]
    return active[1] and not active[0] and not active[-1]


def _verbs_and_nouns(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """The mayor, Synnøve Aas, went further and insisted …: some items open with a verb."""
    verbs = [_is_verb(wording, first) for first, _ in items[1:]]
    first = last = items[0][1]  # the piece before the first comma must have a verb, too
    while first > wording.sentence(last - 1).first and (first == last or wording.joined(first - 1)):
        first -= 1
    return any(verbs) and not (all(verbs) and any(_is_verb(wording, n) for n in range(first, last)))


def _is_verb(wording: Wording, number: int) -> bool:
    word = wording.words[number]
    return is_past_or_verb(wording, number, number + 1) or (word in VERBS and word.endswith("ed"))


def is_past_or_verb(wording: Wording, first: int, last: int) -> bool:
    """Say whether one of the words is a plain verb, or a past tense that tells a clause."""
    classes = wording.classes[first:last]
    return WordClass.VERB in classes or not _PAST_TENSES.isdisjoint(wording.words[first:last])


def _name_and_description(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Quill, a noted climber and the author of …: an apposition."""
    (_, first_end), (middle, middle_end) = items[0], items[1]
    if not wording.raw(first_end - 1)[:1].isupper() or wording.words[middle] not in DETERMINERS:
        return False
    return not any(wording.raw(number)[:1].isupper() for number in range(middle + 1, middle_end))


def _opening_adverbial(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """In the north, snow and ice closed the roads."""
    start, (first, last) = wording.sentence(items[0][0]).first, items[0]
    opener = wording.words[start]
    if len(items) > 3 or first - start > 5 or opener not in _ADVERBIALS or wording.has_verb(start, first):
        return False
    return wording.words[items[1][0]] != opener and all(map(wording.joined, range(start, last - 1)))


def _new_clause(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Under the law, schools and shops are closed: after the comma a clause begins, not an item."""
    (start, _), (first, last) = items[0], items[-1]
    if wording.after(last - 1) not in FINITE or start == wording.sentence(first).first:
        return False
    comma = first > 1 and "," in wording.gaps[first - 2]
    return comma or wording.before(start) in _BEFORE_PAIR or wording.before(start, 2) in PREPOSITIONS


def _measure(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """For two hundred years, your grandmothers and ours: a length of time, then something else."""
    (first, last), *others = items
    length = wording.words[last - 1] in _TIME_UNITS and any(map(is_number, wording.words[first:last]))
    return length and not any(is_number(wording.words[start]) for start, _ in others)


def _loose_asyndeton(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Without and, items must be four short phrases, or open alike, or all be numbered, or follow on then."""
    if joint == "syndeton":
        return any("…" in wording.gaps[last - 1] for _, last in items[:-1])
    words = wording.words
    heads = [words[first] for first, _ in items]
    then = all("then" in words[first - 1 : first + 1] for first, _ in items[1:])
    compared = all(head in _COMPARATIVES or head.endswith("er") for head in heads)
    if then or compared or len(set(heads)) == 1 or all(map(is_number, heads)):
        return False
    short = len(items) >= 4 and all(last - first <= 4 for first, last in items[1:])
    return not short or not _NO_SHORT.isdisjoint(heads)


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
