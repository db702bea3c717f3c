"""Questions asked aloud or answered by the speaker, claims denied and replaced, points granted."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from briefing_lessons.english.words import (
    BE,
    DETERMINERS,
    DO,
    FINITE,
    FUNCTION,
    HAVE,
    MODALS,
    SUBJECTS,
    WH,
    word_list,
)
from briefing_lessons.rhetoric.word_lists import Hit, Vetoes, mark_hits
from briefing_lessons.rhetoric.wording import Segment, SentencePart, Wording, stem
from briefing_lessons.spans import Mark

_ASKERS = {"question": "journalist", "moderator": "moderator"}
_ECHOED = DO | BE | HAVE | MODALS | {"not"}


def question(wording: Wording) -> Iterator[Mark]:
    """Mark direct questions in speech: the whole sentence with its question mark, and who asks.

    Not marked: indirect questions ("asked whether"), titles, advertisements.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in question(cut_sentence("They ask whether it held. Did it hold? It did."))]
    ['Did it hold?']

    Source: Quirk et al. (1985) §11.4-11.23.
    """
    for segment, sentence, _ in _questions(wording):
        if retold := _retold(wording, sentence):
            why = "a question mark inside a quotation: somebody’s question is retold"
            yield wording.mark("question", retold, why, "retold", weak=True)
        else:
            asker = _ASKERS.get(segment.role or "", "speaker")
            end = wording.text.rfind("?", sentence.start, sentence.end) + 1
            why = f"a question mark; asked by the {asker}"
            yield wording.mark("question", (sentence.start, end), why, asker)


def _questions(wording: Wording) -> Iterator[tuple[Segment, SentencePart, SentencePart | None]]:
    """Yield each question asked aloud, with the next sentence of its segment; where nobody speaks, all."""
    aloud = any(segment.spoken for segment in wording.segments)
    for segment in wording.segments:
        if segment.spoken or not (aloud or segment.furniture):
            for sentence, following in zip_longest(segment.sentences, segment.sentences[1:]):
                if wording.asks(sentence):
                    yield segment, sentence, following


def _retold(wording: Wording, sentence: SentencePart) -> tuple[int, int] | None:
    """Return where the question stands that a speaker quotes: and she said, “On whose?”"""
    mark = wording.text.rfind("?", sentence.start, sentence.end)
    opening = max(wording.text.rfind(quote, sentence.start, mark) for quote in "“‘«„")
    closed = wording.text[mark + 1 : mark + 2] in ("”", "’", "»")
    return (opening + 1, mark + 1) if closed and opening > sentence.start + 1 else None


def hypophora(wording: Wording) -> Iterator[Mark]:
    """Mark a question that the same speaker answers at once, with the first sentence of the answer.

    The next sentence counts as an answer when it begins with a word of answering (yes, because, probably),
    is a bare phrase, or takes up words of the question. Not marked: an answer by somebody else, a next
    sentence that turns to something else.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in hypophora(cut_sentence("Is it over? No. Who pays? Firms are angry."))]
    ['Is it over? No.']

    Source: Silva Rhetoricae, "anthypophora"; Quirk et al. (1985) §11.23 on questions answered by the asker.
    """
    for segment, asked, reply in _questions(wording):
        if reply is None or segment.role == "question" or _retold(wording, asked):
            continue
        if reason := _answers(wording, asked, reply):
            why = f"a question, then an answer by the same speaker: {reason}"
            yield wording.mark("hypophora", (asked.start, reply.end), why, weak=reason.startswith("it takes"))


def _answers(wording: Wording, asked: SentencePart, reply: SentencePart) -> str | None:
    """Return why `reply` answers, or nothing."""
    question_words = wording.words[asked.first : asked.last]
    words = wording.words[reply.first : reply.last]
    opener = words[0]
    if wording.asks(reply) or wording.text[reply.start] in "([<":  # a stage direction
        return None
    if opener in word_list("replies") or words[:2] in (["i", "do"], ["of", "course"]):
        return f"it begins with “{wording.raw(reply.first)}”"
    first = next((w for w in question_words if w in WH or w in FINITE), "")
    longest = 14 if first in WH and opener not in word_list("turning away") else 5
    if len(words) <= longest and not wording.has_verb(reply.first, reply.last):
        return None if opener in word_list("courtesies") else "a bare phrase"
    if len(words) <= 6 and words[-1] in _ECHOED:
        return "it repeats the verb of the question"
    return _takes_up(question_words, words, first)


def _takes_up(asked: Sequence[str], words: Sequence[str], first: str) -> str | None:
    """Say what of the question the next sentence takes up; `first` is the word that makes it a question."""
    opener = words[0]
    if first == "why" and opener in word_list("answering subjects"):
        return "it takes up the question"
    about = {stem(word) for word in asked if word not in FUNCTION}
    shared = next((word for word in words if word not in FUNCTION and stem(word) in about), None)
    if shared:
        return f"it takes up “{shared}”"
    if first in FINITE and opener in (SUBJECTS & set(asked)) | {"it", "that", "this"}:
        return f"it takes up “{opener}”"
    taken_up = first in WH and opener in word_list("taken up") and len(words) <= 14
    return "it takes up the question" if taken_up else None


_OWN_SUBJECT = word_list("own subjects")
_NEGATIONS = frozenset(("not", "no", "never"))
_THIN = word_list("thin verbs")
_BREAK = frozenset(",;:.—–!")
_LONGEST = 30  # words between not and its replacement
_Replacement = tuple[int, str, bool]  # word after it, why, whether it is weak


def negation_of_claim(wording: Wording) -> Iterator[Mark]:
    """Mark a correction: not X, (it is) Y, in one sentence or in two.

    Not marked: a denial without a replacement. "X, not Y" is marked weak.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in negation_of_claim(cut_sentence("This was not a cut, it was a burst pipe."))]
    ['This was not a cut, it was a burst pipe']
    >>> [mark.text for mark in negation_of_claim(cut_sentence("This was not a cut. Nobody was hurt."))]
    []

    Source: Horn (1985) on metalinguistic negation; Quirk et al. (1985) §10.63.
    """
    taken = 0
    for number in wording.find("not", "never", "no"):
        if wording.words[number] == "no" and wording.before(number) not in BE:
            continue
        part = wording.segment(number)
        if number < taken or part.voice == "boilerplate" or wording.after(number) == "only":
            continue
        sentence = wording.sentence(number)
        found = (
            _afterthought(wording, number, sentence)
            or _not_but(wording, number, sentence)
            or _put_right(wording, number, sentence, part.last)
        )
        if found is not None:
            taken, why, weak = found
            first = _denied_from(wording, number, sentence)
            yield wording.mark("negation_of_claim", wording.span(first, taken), why, weak=weak)


def _denied_from(wording: Wording, negation: int, sentence: SentencePart) -> int:
    """Return the word with which the denying clause begins; for "X, not Y" the word with which X begins."""
    first = negation
    if first > sentence.first and "," in wording.gaps[first - 1]:
        first -= 1
    while first > sentence.first and wording.joined(first - 1) and negation - first < 8:
        first -= 1
    return first


def _afterthought(wording: Wording, negation: int, sentence: SentencePart) -> _Replacement | None:
    """X, not Y; but: not this winter, not any winter."""
    if negation == sentence.first or "," not in wording.gaps[negation - 1]:
        return None
    denied = wording.words[_denied_from(wording, negation, sentence) : negation]
    if denied[-1] in SUBJECTS or not _NEGATIONS.isdisjoint(denied):
        return None
    if wording.after(negation) in word_list("phrase openers") or negation + 3 >= sentence.last:
        return _clause_end(wording, negation, sentence.last), "one thing, not another", True
    return None


def _not_but(wording: Wording, negation: int, sentence: SentencePart) -> _Replacement | None:
    """Not X but Y."""
    nearby = wording.words[negation + 1 : min(sentence.last, negation + _LONGEST)]
    but = negation + 1 + nearby.index("but") if "but" in nearby else 0
    if but and is_correction(wording, but):
        return _clause_end(wording, but, sentence.last), "not this but that", False
    return None


def is_correction(wording: Wording, but: int) -> bool:
    """Say whether but answers a not in the same clause, and no new subject with its verb follows.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> is_correction(cut_sentence("It was not a cut but a pipe."), 5)
    True
    >>> is_correction(cut_sentence("It was not cold but it was dark."), 4)
    False
    """
    words = wording.words
    low = max(wording.sentence(but).first, but - 12)
    negative = next((n for n in range(but - 1, low - 1, -1) if words[n] in ("not", "never")), None)
    if negative is None:
        return False
    after = wording.after(but)
    if wording.before(negative) in DO | HAVE | MODALS:  # did not come by sea but by road
        return wording.after(negative) == after
    return after in word_list("after but") or after not in SUBJECTS | {"then", "now", "still", "also"}


def _put_right(wording: Wording, negation: int, sentence: SentencePart, stop: int) -> _Replacement | None:
    """It was not X. It was Y."""
    if wording.before(negation) not in BE | DO:
        return None
    for number in range(negation + 2, min(stop, negation + _LONGEST)):
        if _BREAK.isdisjoint(wording.gaps[number - 1]):
            continue
        if _restates(wording, number, negation):
            end = _clause_end(wording, number, wording.sentence(number).last)
            return end, "a denial, then what it is instead", False
        if number >= sentence.last:
            return None
    return None


def _restates(wording: Wording, number: int, negation: int) -> bool:
    """Say whether a clause about the same subject, with an affirmative be, begins at `number`."""
    words = wording.words
    if words[number] in ("and", "rather", "instead"):
        number += 1
    before = negation - 1  # the verb that is denied; the subject stands before it
    same = next((k for k in (4, 3, 2) if words[number : number + k] == words[before - k : before]), 0)
    if not (same or _takes_up_subject(words[before - 1], words[number])):
        return False
    verb = number + (same or 1)
    if not (_NEGATIONS | {"still", "also"}).isdisjoint(words[verb + 1 : verb + 3]):
        return False
    if words[negation - 1] in DO:  # walls do not fail in a day, they fail in years
        return words[negation + 1] not in _THIN and words[verb : verb + 1] == [words[negation + 1]]
    return not BE.isdisjoint(words[verb : verb + 1])


def _takes_up_subject(first: str, second: str) -> bool:
    """Say whether the pronoun `second` may stand for the subject whose last word is `first`."""
    same = first == second if first in _OWN_SUBJECT else second not in ("i", "we", "you", "there")
    return same and second in word_list("taking up")


def _clause_end(wording: Wording, first: int, stop: int) -> int:
    gaps = enumerate(wording.gaps[first:stop], first + 1)
    ends = (n for n, gap in gaps if any(mark in gap for mark in ".;?!:") or ("," in gap and n > first + 3))
    return next(ends, stop)


def concessive(wording: Wording) -> Iterator[Mark]:
    """Mark the word that grants one thing to say another: although, but, despite, however.

    Not marked: yet and still of time, "not X but Y", "as though", "nothing but".

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in concessive(cut_sentence("It rained, but they sailed, although it was cold."))]
    ['but', 'although']
    >>> [mark.text for mark in concessive(cut_sentence("It was not a cut but a pipe. Not yet."))]
    []

    Source: Quirk et al. (1985) §8.143, §13.32, §15.39-15.43.
    """
    yield from mark_hits(wording, "concessive", "grants one thing to say another", _VETOES)


def _exception_or_correction(hit: Hit) -> bool:
    """Nothing but, nowhere to go but, but for, but also, not X but Y."""
    nearby = {hit.wording.before(hit.first, back) for back in range(1, 7)}
    exception = not nearby.isdisjoint(word_list("nowhere but")) and hit.after not in SUBJECTS
    return exception or is_correction(hit.wording, hit.first)


def _not_yet(hit: Hit) -> bool:
    """Not yet, and: and yet."""
    return not (hit.opens or hit.before == "and")


def _in_mid_clause(hit: Hit) -> bool:
    """Still here; that said in mid-clause."""
    return not (hit.opens and hit.mark_after in (",", "."))


def _of_degree(hit: Hit) -> bool:
    """However hard."""
    alone = hit.mark_after in (",", ".", ";") or not hit.after
    return not (alone or (hit.opens and hit.after in SUBJECTS | DETERMINERS))


def _during(hit: Hit) -> bool:
    """While he spoke the lights went out: no comma closes its clause, or it opens none."""
    sentence = hit.wording.sentence(hit.first)
    closed = any("," in gap for gap in hit.wording.gaps[hit.last : min(sentence.last - 1, hit.last + 20)])
    return not hit.opens or hit.after.endswith("ing") or (hit.first == sentence.first and not closed)


_MID_CLAUSE = ("still", "even so", "that said", "all the same", "granted")
_VETOES: Vetoes = {
    "but": _exception_or_correction,
    "yet": _not_yet,
    "however": _of_degree,
    "while": _during,
    "whilst": _during,
    **dict.fromkeys(_MID_CLAUSE, _in_mid_clause),
}
