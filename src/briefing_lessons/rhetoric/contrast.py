"""Setting one thing against another: concession, correction and antithesis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from briefing_lessons.rhetoric.lexicon import Lexicon
from briefing_lessons.rhetoric.passages import Passages, Sentence
from briefing_lessons.rhetoric.units import Unit, utterances
from briefing_lessons.rhetoric.words import (
    BE,
    DETERMINERS,
    DO,
    FUNCTION,
    HAVE,
    MODALS,
    SUBJECTS,
)
from briefing_lessons.spans import Mark

_NO_CONCESSION_BEFORE_BUT = frozenset("nothing anything all everything none nobody last cannot".split())


def concessive(passages: Passages) -> Iterator[Mark]:
    """Mark the word that grants one thing to say another: although, but, despite, however.

    Not marked: yet and still of time, "not X but Y", "as though", "nothing but".

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> [mark.text for mark in concessive(cut_sentence("It rained, but they sailed, although it was not yet May."))]
    ['but', 'although']
    >>> [mark.text for mark in concessive(cut_sentence("It was not a cut but a pipe. You have still not paid."))]
    []

    Source: Quirk et al. (1985) §8.143, §13.32, §15.39-15.43.
    """
    for first, last, entry in passages.lexicons["concessives"].find(passages):
        if _concedes(passages, first, last, entry.text):
            weak = entry.text in ("while", "whilst", "whereas", "regardless of", "even if")
            why = f"{passages.quoted(first, last)} grants one thing to say another"
            yield passages.mark("concessive", first, last, why, entry.kind, "weak" if weak else "strong")


def _concedes(passages: Passages, first: int, last: int, entry: str) -> bool:
    before, after = passages.before(first), passages.after(last - 1)
    opens = passages.opens(first)
    if entry == "but":
        if (
            before in _NO_CONCESSION_BEFORE_BUT
            or after in ("for", "also")
            or (before == "last" and after == "not")
        ):
            return False
        nearby = {passages.before(first, back) for back in range(1, 7)}
        if nearby & _EXCEPTING and after not in SUBJECTS:
            return False  # nowhere to go but down
        return not _corrects(passages, first)
    if entry == "yet":
        return (
            (opens or before == "and")
            and after not in ("to", "another", "again", "more")
            and (passages.joined(last - 1) or first == passages.sentence(first).first)
            and after != ""
        )
    if entry == "still":
        return first == passages.sentence(first).first and passages.gap(last - 1).strip()[:1] == ","
    if entry in ("while", "whilst"):
        return opens and not after.endswith("ing") and _later_comma(passages, first, last)
    if entry == "though":
        return before != "as"
    if entry == "however":
        return (
            passages.gap(last - 1).strip()[:1] in (",", ".", ";")
            or not after
            or (first == passages.sentence(first).first and (after in SUBJECTS | DETERMINERS))
        )
    if entry in ("even so", "that said", "all the same", "much as", "granted"):
        return opens and (passages.gap(last - 1).strip()[:1] in (",", ".") or entry == "much as")
    return True


def _later_comma(passages: Passages, first: int, last: int) -> bool:
    sentence = passages.sentence(first)
    if first != sentence.first:
        return True
    return any("," in passages.gap(number) for number in range(last, min(sentence.last - 1, last + 20)))


def _corrects(passages: Passages, but: int) -> bool:
    """Say whether but answers a not in the same clause, and no new subject with its verb follows."""
    first = passages.sentence(but).first
    negative = None
    for number in range(but - 1, max(first, but - 12) - 1, -1):
        if passages.words[number] in ("not", "never"):
            negative = number
            break
        if ";" in passages.gap(number) or ":" in passages.gap(number):
            return False
    if negative is None:
        return False
    if passages.words[negative + 1 : negative + 2] == ["only"]:
        return True
    after, second = passages.after(but), passages.after(but, 2)
    if after in SUBJECTS and (second in BE | HAVE | MODALS | DO or second.endswith("ed")):
        return False
    fresh = passages.before(negative) in DO | HAVE | MODALS
    same = after in (
        "to",
        "because",
        "by",
        "in",
        "on",
        "with",
        "for",
        "from",
        "a",
        "an",
        "the",
        "that",
        "what",
        "how",
    )
    if fresh:
        return passages.words[negative + 1 : negative + 2] == [after] and after in FUNCTION
    return same or after not in SUBJECTS | {"then", "now", "still", "also"}


_EXCEPTING = frozenset("nowhere nothing nobody none choice option alternative".split())
_PRONOUN_SUBJECTS = frozenset("it this that these those they he she we i you there".split())


def negation_of_claim(passages: Passages) -> Iterator[Mark]:
    """Mark a correction: not X, (it is) Y, in one sentence or in two.

    Not marked: a denial without a replacement. "X, not Y" is marked weak.

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> [mark.text for mark in negation_of_claim(cut_sentence("This was not a cut, it was a burst pipe."))]
    ['This was not a cut, it was a burst pipe']
    >>> [mark.text for mark in negation_of_claim(cut_sentence("This was not a cut. Nobody was hurt."))]
    []

    Source: Horn (1985) on metalinguistic negation; Quirk et al. (1985) §10.63.
    """
    for part in passages.parts:
        if part.voice == "boilerplate":
            continue
        taken = -1
        for sentence in part.sentences:
            for number in range(sentence.first, sentence.last):
                if passages.words[number] not in ("not", "never", "less") or number <= taken:
                    continue
                end = _replacement(passages, number, sentence, part.last)
                if end is None:
                    continue
                last, reason, weak = end
                first = _denied_from(passages, number, sentence)
                taken = last
                yield passages.mark(
                    "negation_of_claim", first, last, reason, None, "weak" if weak else "strong"
                )


def _denied_from(passages: Passages, negation: int, sentence: Sentence) -> int:
    """Return the word with which the denying clause begins; for "X, not Y" the word with which X begins."""
    first = negation
    if first > sentence.first and "," in passages.gap(first - 1):
        first -= 1
    while first > sentence.first and passages.joined(first - 1) and negation - first < 8:
        first -= 1
    return first


def _replacement(
    passages: Passages, negation: int, sentence: Sentence, stop: int
) -> tuple[int, str, bool] | None:
    """Return (word after the replacement, reason, weak), or nothing."""
    words = passages.words
    if words[negation + 1 : negation + 2] == ["only"] or words[negation] == "less":
        return None
    # X, not Y
    if (
        negation > sentence.first
        and "," in passages.gap(negation - 1)
        and passages.before(negation) not in SUBJECTS
    ):
        if (
            words[negation + 1 : negation + 2]
            and words[negation + 1] in DETERMINERS | {"in", "on", "by", "for", "to", "because", "of"}
        ) or (negation + 3 >= sentence.last):
            return _clause_end(passages, negation, sentence.last), "one thing, not another", True
    copula = passages.before(negation) in BE or (
        passages.before(negation) in MODALS and words[negation + 1 : negation + 2] == ["be"]
    )
    limit = min(stop, negation + 30)
    for number in range(negation + 1, limit):
        gap = passages.gap(number - 1).strip()
        word = words[number]
        if word in ("but", "rather", "instead") and number < sentence.last:
            if word == "but" and _corrects(passages, number):
                return _clause_end(passages, number, sentence.last), "not this but that", False
            if word != "but":
                return None
        boundary = bool(gap) and any(mark in gap for mark in ",;:.—–!")
        if boundary and copula and _restates(passages, number, negation, sentence):
            own = passages.sentence(number)
            return _clause_end(passages, number, own.last), "a denial, then what it is instead", False
        if (
            boundary
            and any(mark in gap for mark in ".!?")
            and number >= sentence.last
            and number > negation + 1
        ):
            break
    return None


def _restates(passages: Passages, number: int, negation: int, sentence: Sentence) -> bool:
    """Say whether a clause with the same subject (or it) and an affirmative be begins at `number`."""
    words = passages.words
    at = number
    if words[at] in ("and", "no", "rather", "instead"):
        at += 1
    if at + 2 >= len(words):
        return False
    own = (
        words[at] in _PRONOUN_SUBJECTS
        and words[at + 1] in BE
        and _same_subject(words[negation - 2], words[at])
    )
    repeated = False
    if not own:
        subject = words[sentence.first : negation - 1]
        repeated = (
            1 < len(subject) <= 4
            and words[at : at + len(subject)] == subject
            and words[at + len(subject)] in BE
        )
    if not (own or repeated):
        return False
    verb = at + 1 if own else at + len(words[sentence.first : negation - 1])
    return not ({"not", "never", "no", "still", "also"} & set(words[verb + 1 : verb + 3]))


def _same_subject(first: str, second: str) -> bool:
    """Say whether the pronoun `second` may take up the subject whose last word is `first`."""
    if first in ("i", "we", "you", "he", "she", "they", "there"):
        return first == second
    return second not in ("i", "we", "you", "there")


def _clause_end(passages: Passages, first: int, stop: int) -> int:
    for number in range(first, stop):
        if any(mark in passages.gap(number) for mark in ".;?!:") or (
            "," in passages.gap(number) and number > first + 2
        ):
            return number + 1
    return stop


def antithesis(passages: Passages) -> Iterator[Mark]:
    """Mark two neighbouring members in parallel form that are set against each other.

    Two clauses or phrases must share a frame (the same words in the same places) and differ in a pair of
    opposites (then and now, some and others, words and deeds). Not marked: a plain but, a correction.

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> text = "Yesterday they measured courage in bones; today they measure courage in decisions."
    >>> [mark.text for mark in antithesis(cut_sentence(text))]
    ['Yesterday they measured courage in bones; today they measure courage in decisions']
    >>> [mark.text for mark in antithesis(cut_sentence("It rained, but we sailed."))]
    []

    Source: Lanham (1991) *A Handlist of Rhetorical Terms*; Fahnestock (2011) ch. 10.
    """
    opposites, persons = _pairs(passages.lexicons["contrasts"])
    for units in utterances(passages):
        free = 0
        for left, right in pairwise(units):
            found = None if left.first < free else _opposed(passages, left, right, opposites, persons)
            if found is not None:
                first, reason = found
                free = right.last
                yield passages.mark("antithesis", first, right.last, reason, None, "weak")


_NONE: frozenset[str] = frozenset()
_Pairs = Mapping[str, frozenset[str]]


def _pairs(lexicon: Lexicon) -> tuple[_Pairs, _Pairs]:
    """Return opposites, and opposed persons, each by both members."""
    tables: dict[str, dict[str, set[str]]] = {"pair": {}, "person": {}}
    for entry in lexicon.entries:
        table = tables.get(entry.kind)
        if table is not None and len(entry.words) == 2:
            one, two = entry.words
            table.setdefault(one, set()).add(two)
            table.setdefault(two, set()).add(one)
    opposites, persons = (
        {word: frozenset(others) for word, others in table.items()} for table in tables.values()
    )
    return opposites, persons


def _opposed(
    passages: Passages, left: Unit, right: Unit, opposites: _Pairs, persons: _Pairs
) -> tuple[int, str] | None:
    """Return the first word of the antithesis and why it is one, or nothing."""
    one, two = passages.words[left.first : left.last], passages.words[right.first : right.last]
    if not (2 <= len(one) <= 18 and 2 <= len(two) <= 18):
        return None
    if one[0] == two[0] == "some":
        return left.first, "some … and some …"
    if not (two[0] in persons.get(one[0], _NONE) or any(word in opposites for word in one)):
        return None
    shared = {_root(w) for w in one if w not in FUNCTION} & {_root(w) for w in two if w not in FUNCTION}
    same_end = _common(one[::-1], two[::-1])
    others = frozenset(two)
    for at, word in enumerate(one):
        for partner in sorted(opposites.get(word, _NONE) & others):
            if len(one) - same_end <= at + 1 and same_end >= 2:
                continue  # the north was late, the south was late: nothing is opposed
            close = abs(len(one) - len(two)) <= 2 and len(one) <= 7
            if shared or one[0] == two[0] or close or (word, partner) == ("one", "other"):
                first = left.first + at if two[0] == partner else left.first
                return first, f"“{word}” against “{partner}” in the same frame"
    if two[0] in persons.get(one[0], _NONE) and max(len(one), len(two)) <= 6 and _same_shape(one, two, right):
        return left.first, f"“{one[0]}” against “{two[0]}” in the same frame"
    return None


def _same_shape(one: list[str], two: list[str], right: Unit) -> bool:
    """Say whether two short clauses are built alike: they have the maps, we have the boats."""
    if abs(len(one) - len(two)) > (0 if right.apart else 1) or len(one) < 2:
        return False
    if one[1] == two[1]:
        return len(one) > 2
    return not {one[1], two[1]} & (FUNCTION | {"say", "said", "never", "know", "think"})


def _common(one: list[str], two: list[str]) -> int:
    length = 0
    while length < min(len(one), len(two)) and one[length] == two[length]:
        length += 1
    return length


def _root(word: str) -> str:
    for ending in ("ed", "es", "s", "d", "ing"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word
