"""Three or more in a row: words, phrases or clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefing_lessons.quotes.lexicon import VERBS
from briefing_lessons.quotes.wordclasses import CLASS_OF
from briefing_lessons.rhetoric.passages import Passages, Sentence
from briefing_lessons.rhetoric.words import (
    BE,
    COORDINATORS,
    DETERMINERS,
    FINITE,
    FUNCTION,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECTS,
    SUBORDINATORS,
    is_number,
)
from briefing_lessons.spans import Mark

_LONGEST_PHRASE, _LONGEST_CLAUSE = 8, 18  # words of one item
_NOMINATIVE = frozenset("i he she we they".split())
_POINTERS = frozenset("this that these those there who".split())
_ASIDES = frozenset(
    """
    including such like especially particularly notably among according however therefore meanwhile though
    not none yes no together also along as starting well thank thanks please both between
    """.split()
)
#: past tenses that tell a clause where no auxiliary does: the passengers paid
_PAST = frozenset(
    "paid cut fell rose came went said kept left lost won broke failed burst opened closed stopped".split()
)
_TAIL = frozenset("if because when while who which".split())
_SAYING = frozenset("say add tell reply".split())
_PAIRED = (["yes"], ["no"])
#: the first item begins after one of these
_BEFORE_ITEM = (
    FINITE
    | PREPOSITIONS
    | SUBORDINATORS
    | COORDINATORS
    | _NOMINATIVE
    | frozenset("to not but been being be than you me us".split())
)
_AFTER_PARTICIPLE = frozenset("to by in as at for from on with".split())
_TIME_UNITS = frozenset("years year months month weeks week days day hours hour minutes minute".split())


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two commas, semicolons, colons, dashes or ellipses."""

    first: int
    last: int
    joint: str  #: the mark before it
    linked: bool  #: whether and, or, then follows that mark


_Item = tuple[int, int]
_Run = tuple[list[_Item], str, int]  # items, how they are joined, number of the piece after them


def list_(passages: Passages) -> Iterator[Mark]:
    """Mark three or more coordinated items in one sentence, words, phrases or clauses.

    Items must be alike: all clauses, all with the same preposition, or all phrases without a finite verb.
    Not marked: pairs, appositions ("Aldo Brannick, a minister and sailor, …"), a place or time before a
    pair, runs of full sentences.

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> [mark.text for mark in list_(cut_sentence("They used cars to fetch oxygen, drips and blankets."))]
    ['oxygen, drips and blankets']
    >>> [mark.text for mark in list_(cut_sentence("On Monday, snow and ice closed Port Esk and Lorn."))]
    []

    Source: Quirk et al. (1985) §13.16-13.17 on coordination; Atkinson (1984) on lists of three.
    """
    for part in passages.parts:
        if part.voice in ("heading", "boilerplate"):
            continue
        for sentence in part.sentences:
            pieces = _pieces(passages, sentence)
            at = 0
            while at + 1 < len(pieces):
                run = _clauses(passages, pieces, at) or _phrases(passages, pieces, at, sentence)
                if run is None:
                    at += 1
                    continue
                items, joint, at = run
                yield passages.mark("list", items[0][0], items[-1][1], f"{len(items)} items, {joint}", joint)


def _pieces(passages: Passages, sentence: Sentence) -> list[_Piece]:
    pieces: list[_Piece] = []
    start, joint, linked = sentence.first, "", False
    number = sentence.first
    while number < sentence.last - 1:
        mark = _mark_of(passages.gap(number))
        if mark and number >= start:
            pieces.append(_Piece(start, number + 1, joint, linked))
            start, joint, linked = number + 1, mark, False
            if passages.words[start] in COORDINATORS | {"then"} and start + 1 < sentence.last:
                linked = True
                start += 1
        number += 1
    pieces.append(_Piece(start, sentence.last, joint, linked))
    return _without_asides(passages, pieces)


def _mark_of(gap: str) -> str:
    """Return the mark in `gap` that parts two pieces, or an empty string."""
    gap = gap.strip()
    if not gap:
        return ""
    if any(mark in gap for mark in '"“”‘«»„('):
        return "“"
    for mark in (":", ";", "…", ","):
        if mark in gap:
            return mark
    return "…" if gap == "..." else "–" if gap in ("–", "—", "-", "--") else ""


def _without_asides(passages: Passages, pieces: list[_Piece]) -> list[_Piece]:
    """Drop an aside between two commas (I believe; he added; weather permitting); join what it parts."""
    kept: list[_Piece] = []
    for number, piece in enumerate(pieces):
        adjacent = bool(kept) and kept[-1].last == piece.first - piece.linked
        if (
            adjacent
            and number < len(pieces) - 1
            and piece.joint == ","
            and _is_aside(passages, piece, kept[-1])
        ):
            continue
        before = kept[-1] if kept else None
        if before is not None and before.last < piece.first - piece.linked and _unfinished(passages, before):
            kept[-1] = _Piece(before.first, piece.last, before.joint, before.linked)
        else:
            kept.append(piece)
    return kept


def _is_aside(passages: Passages, piece: _Piece, before: _Piece) -> bool:
    words = passages.words[piece.first : piece.last]
    if len(words) > 3:
        return False
    if words[0] in SUBJECTS and (words[-1] in VERBS or words[-1] in ("think", "believe", "hope", "know")):
        return True
    if (
        words[-1] in VERBS
        and VERBS[words[-1]].lemma in ("say", "add")
        and passages.raw(piece.first)[:1].isupper()
    ):
        return True
    return passages.words[before.last - 1] in COORDINATORS


def _unfinished(passages: Passages, piece: _Piece) -> bool:
    return passages.words[piece.last - 1] in FINITE | COORDINATORS


def _halves(passages: Passages, piece: _Piece) -> tuple[_Item, _Item] | None:
    """Cut a piece at its first and: "tired and they were frightened"."""
    for number in range(piece.first + 1, piece.last - 1):
        if passages.words[number] in COORDINATORS:
            return (piece.first, number), (number + 1, piece.last)
    return None


def _clauses(passages: Passages, pieces: Sequence[_Piece], at: int) -> _Run | None:
    """Return a run of three or more clauses from piece `at`."""
    items: list[_Item] = []
    joint = "asyndeton"
    number = at
    while number < len(pieces):
        piece = pieces[number]
        if (number > at and piece.joint not in (",", ";")) or not _is_clause(
            passages, piece.first, piece.last
        ):
            break
        number += 1
        halves = _halves(passages, piece) if items and not piece.linked else None
        if halves and all(_is_clause(passages, *half) for half in halves):
            items += halves
            joint = "syndeton"
            break
        items.append((piece.first, piece.last))
        if piece.linked:
            joint = "syndeton"
            break
    return (items, joint, number) if len(items) >= 3 else None


def _is_clause(passages: Passages, first: int, last: int) -> bool:
    """Say whether the words are a main clause: a subject, then a finite verb."""
    words = passages.words[first:last]
    if len(words) < 2 or len(words) > _LONGEST_CLAUSE:
        return False
    if words[0] in (SUBORDINATORS - {"that", "so"}) | PREPOSITIONS | FINITE | {"but", "to", "not"}:
        return False
    speaks = any(word in VERBS and VERBS[word].lemma in _SAYING for word in words[1:3])
    if speaks and not (BE & set(words[1:3])):
        return False
    if FINITE & set(words[1:]):
        return not {"who", "which"} & set(words[:3])
    if words[0] in _NOMINATIVE | {"you", "it"}:
        return words[1] not in FUNCTION
    return words[0] in DETERMINERS and any(CLASS_OF.get(w) == "v" or w in _PAST for w in words[2:])


def _phrases(passages: Passages, pieces: Sequence[_Piece], at: int, sentence: Sentence) -> _Run | None:
    """Return a run of three or more phrases whose first comma closes piece `at`."""
    middle: list[_Item] = []
    final: _Item | None = None
    number = at + 1
    while number < len(pieces) and final is None:
        piece = pieces[number]
        if piece.joint not in (",", "…", ";"):
            break
        then = piece.linked and passages.words[piece.first - 1] == "then"
        halves = None if piece.linked else _halves(passages, piece)
        if piece.linked and not then:
            final = piece.first, _end_of_last(passages, piece.first, piece.last)
        elif halves and _is_phrase(passages, *halves[0]):
            middle.append(halves[0])
            final = halves[1][0], _end_of_last(passages, *halves[1])
        elif _is_phrase(passages, piece.first, piece.last):
            middle.append((piece.first, piece.last))
        else:  # …, in the bus garage if they have to
            end = _end_of_last(passages, piece.first, piece.last)
            if end < piece.last and passages.words[end] in _TAIL and _is_phrase(passages, piece.first, end):
                middle.append((piece.first, end))
            break
        number += 1
    joint = "asyndeton" if final is None else "syndeton"
    if len(middle) + (final is not None) < 2 or not middle:
        return None
    items = [*middle, final] if final else middle
    first = _first_item(passages, pieces[at], items, sentence)
    if first is None or (final is not None and not _is_phrase(passages, *final)):
        return None
    items = [first, *items]
    return None if any(unlike(passages, items, joint) for unlike in UNLIKE) else (items, joint, number)


def _is_phrase(passages: Passages, first: int, last: int) -> bool:
    """Say whether the words are short and have no finite verb."""
    words = passages.words[first:last]
    if not words or len(words) > _LONGEST_PHRASE or words in _PAIRED:
        return False
    if words[0] in (SUBORDINATORS | SUBJECTS | FINITE | _ASIDES) - _POINTERS:
        return False
    if (
        "between" in words
        or "both" in words
        or (words[0].endswith("ed") and words[1:2] and words[1] in _AFTER_PARTICIPLE)
    ):
        return False
    if (FINITE | _NOMINATIVE | {"who", "which", "than"}) & set(words) or (
        words[1:2] == ["of"] and words[2:3] in (["them"], ["which"], ["whom"], ["these"], ["those"])
    ):
        return False
    return not any(
        word in VERBS and VERBS[word].lemma in ("say", "tell", "add", "ask", "reply") for word in words
    )


def _end_of_last(passages: Passages, first: int, last: int) -> int:
    """Return where the last item ends: before a finite verb, a relative or a conjunction."""
    for number in range(first + 1, last):
        if passages.words[number] in FINITE | COORDINATORS | {
            "who",
            "which",
            "because",
            "when",
            "while",
            "but",
            "if",
        }:
            return number
    return last


def _first_item(
    passages: Passages, piece: _Piece, items: Sequence[_Item], sentence: Sentence
) -> _Item | None:
    """Return the words before the first comma that make the first item."""
    words, last = passages.words, piece.last
    head = words[items[0][0]]
    if head in PREPOSITIONS:  # then every item opens with it
        same = [n for n in range(max(piece.first, last - _LONGEST_PHRASE), last) if words[n] == head]
        return (same[-1], last) if same else None
    size = max(2, *(end - start for start, end in items))
    first = last
    while first > max(piece.first, last - size - 1) and not _before_item(words[first - 1]):
        first -= 1
        numeral = is_number(words[first]) and not (first > piece.first and is_number(words[first - 1]))
        if words[first] in DETERMINERS or numeral:
            break
    if first == last:
        return None
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


def _mixed_openings(passages: Passages, items: Sequence[_Item], joint: str) -> bool:
    """Some items open with a preposition, to or -ing, and others do not."""
    heads = [passages.words[first] for first, _ in items]
    prepositions = {head if head in PREPOSITIONS else "" for head in heads}
    if len(prepositions) > 1 and heads[1] in PREPOSITIONS | {"to"}:
        return True
    if heads[-1] in PREPOSITIONS and heads[1] not in PREPOSITIONS:
        return True
    active = [head.endswith("ing") and len(head) > 5 for head in heads]
    return active[1] and not active[0] and not active[-1]


def _verbs_and_nouns(passages: Passages, items: Sequence[_Item], joint: str) -> bool:
    """The mayor, Synnøve Aas, went further and insisted …: some items open with a verb."""
    heads = [passages.words[first] for first, _ in items[1:]]
    verbs = [_is_verb(head) for head in heads]
    if not any(verbs):
        return False
    first = items[0][1] - 1  # the piece before the first comma must have a verb, too
    while first > passages.sentence(first).first and passages.joined(first - 1):
        first -= 1
    return not all(verbs) or not any(map(_is_verb, passages.words[first : items[0][1]]))


def _is_verb(word: str) -> bool:
    return CLASS_OF.get(word) == "v" or (word in VERBS and word.endswith("ed")) or word in _PAST


def _name_and_description(passages: Passages, items: Sequence[_Item], joint: str) -> bool:
    """Quill, a noted climber and the author of …: an apposition."""
    (_, first_end), (middle, middle_end) = items[0], items[1]
    if not passages.raw(first_end - 1)[:1].isupper() or passages.words[middle] not in DETERMINERS:
        return False
    return not any(passages.raw(number)[:1].isupper() for number in range(middle + 1, middle_end))


def _opening_adverbial(passages: Passages, items: Sequence[_Item], joint: str) -> bool:
    """In the north, snow and ice closed the roads."""
    start = passages.sentence(items[0][0]).first
    opener = passages.words[start]
    if items[0][0] - start > 5 or passages.words[items[1][0]] == opener:
        return False
    if any(passages.gap(number).strip() for number in range(start, items[0][1] - 1)):
        return False
    return (
        len(items) == 3
        and opener in (PREPOSITIONS | SUBORDINATORS | {"today", "meanwhile", "now", "yesterday"})
        and (
            not any(
                word in FINITE or CLASS_OF.get(word) == "v" for word in passages.words[start : items[0][0]]
            )
        )
    )


def _new_clause(passages: Passages, items: Sequence[_Item], joint: str) -> bool:
    """Under the law, schools and shops are closed: after the comma a clause begins, not an item."""
    first, last = items[-1]
    following = passages.words[last] if last < passages.sentence(first).last else ""
    if following not in FINITE or items[0][0] == passages.sentence(first).first:
        return False
    if first > 1 and "," in passages.gap(first - 2):
        return True
    before = passages.before(items[0][0])
    return (
        before in (PREPOSITIONS | FINITE | SUBORDINATORS) - {"that"}
        or passages.before(items[0][0], 2) in PREPOSITIONS
    )


def _measure(passages: Passages, items: Sequence[_Item], joint: str) -> bool:
    """For two hundred years, your grandmothers and ours: a length of time, then something else."""
    words = passages.words
    return words[items[0][1] - 1] in _TIME_UNITS and not any(
        is_number(words[first]) for first, _ in items[1:]
    )


def _loose_asyndeton(passages: Passages, items: Sequence[_Item], joint: str) -> bool:
    """Without and, items must be four short phrases, or open alike, or all be numbered."""
    if joint == "syndeton":
        return any("…" in passages.gap(last - 1) for _, last in items[:-1])
    words = passages.words
    heads = [words[first] for first, _ in items]
    if all(is_number(head) for head in heads) or len(set(heads)) == 1:
        return False
    if heads[1:] == ["then"] * len(heads[1:]) or all(words[first - 1] == "then" for first, _ in items[1:]):
        return False
    short = len(items) >= 4 and all(last - first <= 4 for first, last in items[1:])
    return not short or any(head in PRONOUNS | {"a", "an"} for head in heads)


#: reasons why a run of phrases is not a list; tried in this order
UNLIKE: Final[tuple[Callable[[Passages, Sequence[_Item], str], bool], ...]] = (
    _mixed_openings,
    _verbs_and_nouns,
    _name_and_description,
    _opening_adverbial,
    _new_clause,
    _measure,
    _loose_asyndeton,
)
