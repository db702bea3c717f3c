"""Questions asked aloud or answered by the speaker, claims denied and replaced, points granted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

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
from briefing_lessons.rhetoric.word_lists import Hit, mark_hits
from briefing_lessons.rhetoric.wording import Segment, SentencePart, Wording, stem
from briefing_lessons.spans import Mark

_ASKERS = {"question": "journalist", "moderator": "moderator"}
_REPLIES = word_list("replies")
#: a sentence that begins so turns to something else
_TURNING = word_list("turning away")
_COURTESIES = word_list("courtesies")
_ANSWERING = word_list("answering subjects")
_TAKEN_UP = word_list("taken up")
_ECHOED = DO | BE | HAVE | MODALS | {"not"}


def question(wording: Wording) -> Iterator[Mark]:
    """Mark direct questions in speech: the whole sentence with its question mark, and who asks.

    Not marked: indirect questions ("asked whether"), titles, advertisements.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in question(cut_sentence("They ask whether it held. Did it hold? It did."))]
    ['Did it hold?']

    Source: Quirk et al. (1985) §11.4-11.23.
    """
    aloud = any(segment.spoken for segment in wording.segments)
    for segment in wording.segments:
        for sentence in segment.sentences:
            if not _asks(wording, segment, sentence, aloud):
                continue
            if retold := _retold(wording, sentence):
                why = "a question mark inside a quotation: somebody’s question is retold"
                yield wording.mark("question", retold, why, "retold", weak=True)
            else:
                asker = _ASKERS.get(segment.role or "", "speaker")
                end = wording.text.rfind("?", sentence.start, sentence.end) + 1
                why = f"a question mark; asked by the {asker}"
                yield wording.mark("question", (sentence.start, end), why, asker)


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
    aloud = any(segment.spoken for segment in wording.segments)
    for number, segment in enumerate(wording.segments):
        for asked, reply in () if segment.role == "question" else _pairs(wording, number):
            if _retold(wording, asked) or not _asks(wording, segment, asked, aloud):
                continue
            if reason := _answers(wording, asked, reply):
                why = f"a question, then an answer by the same speaker: {reason}"
                weak = reason.startswith("it takes")
                yield wording.mark("hypophora", (asked.start, reply.end), why, weak=weak)


def _asks(wording: Wording, segment: Segment, sentence: SentencePart, aloud: bool) -> bool:
    return not segment.furniture and (segment.spoken or not aloud) and wording.asks(sentence)


def _pairs(wording: Wording, number: int) -> Iterator[tuple[SentencePart, SentencePart]]:
    """Yield every sentence of a segment with the next one by the same speaker."""
    segment = wording.segments[number]
    yield from pairwise(segment.sentences)
    if segment.quote is None:
        return
    # "Who pays?" she asked. "The state."
    for later in wording.segments[number + 1 : number + 3]:
        between = wording.text[segment.end : later.start]
        if later.quote is not None:
            if later.speaker == segment.speaker and len(between) < 60 and "\n" not in between:
                yield segment.sentences[-1], later.sentences[0]
            return


def _answers(wording: Wording, asked: SentencePart, reply: SentencePart) -> str | None:
    """Return why `reply` answers, or nothing."""
    question_words = wording.words[asked.first : asked.last]
    words = wording.words[reply.first : reply.last]
    opener = words[0]
    if wording.asks(reply) or wording.text[reply.start] in "([<":  # a stage direction
        return None
    if opener in _REPLIES or words[:2] in (["i", "do"], ["of", "course"]):
        return f"it begins with “{wording.raw(reply.first)}”"
    first = next((w for w in question_words if w in WH or w in FINITE), "")
    longest = 14 if first in WH and opener not in _TURNING else 5
    if len(words) <= longest and not wording.has_verb(reply.first, reply.last):
        return None if opener in _COURTESIES else "a bare phrase"
    if opener in _TURNING:
        return None
    if len(words) <= 6 and words[-1] in _ECHOED:
        return "it repeats the verb of the question"
    return _takes_up(question_words, words, first)


def _takes_up(asked: Sequence[str], words: Sequence[str], first: str) -> str | None:
    """Say what of the question the next sentence takes up; `first` is the word that makes it a question."""
    opener, early = words[0], FINITE & set(words[:5])
    if first == "why" and opener in _ANSWERING:
        return "it takes up the question"
    about = {stem(word) for word in asked if word not in FUNCTION}
    shared = next((word for word in words if word not in FUNCTION and stem(word) in about), None)
    if shared:
        return f"it takes up “{shared}”"
    if first in FINITE and early and opener in (SUBJECTS & set(asked)) | {"it", "that", "this"}:
        return f"it takes up “{opener}”"
    taken_up = first in WH and opener in _TAKEN_UP and early and len(words) <= 14
    return "it takes up the question" if taken_up else None


_TAKES_UP = word_list("taking up")
_OWN_SUBJECT = word_list("own subjects")
_AFTER_BUT = word_list("after but")
_OPENS_PHRASE = word_list("phrase openers")
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
        part = wording.segment(number)
        if wording.words[number] == "no" and wording.before(number) not in BE:
            continue
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
    if wording.after(negation) in _OPENS_PHRASE or negation + 3 >= sentence.last:
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
    negatives = [number for number in range(low, but) if words[number] in ("not", "never")]
    if not negatives or any(mark in wording.gaps[n] for n in range(negatives[-1], but - 1) for mark in ";:"):
        return False
    negative = negatives[-1]
    if wording.after(negative) == "only":
        return True
    after, second = wording.after(but), wording.after(but, 2)
    if after in SUBJECTS and (second in BE | HAVE | MODALS | DO or second.endswith("ed")):
        return False
    if wording.before(negative) in DO | HAVE | MODALS:  # did not come by sea but by road
        return wording.after(negative) == after and after in FUNCTION
    return after in _AFTER_BUT or after not in SUBJECTS | {"then", "now", "still", "also"}


def _put_right(wording: Wording, negation: int, sentence: SentencePart, stop: int) -> _Replacement | None:
    """It was not X. It was Y."""
    before = wording.before(negation)
    if before not in BE | DO and not (before in MODALS and wording.after(negation) == "be"):
        return None
    for number in range(negation + 2, min(stop, negation + _LONGEST)):
        if _BREAK.isdisjoint(wording.gaps[number - 1]):
            continue
        if _restates(wording, number, negation, sentence):
            end = _clause_end(wording, number, wording.sentence(number).last)
            return end, "a denial, then what it is instead", False
        if number >= sentence.last:
            return None
    return None


def _restates(wording: Wording, number: int, negation: int, sentence: SentencePart) -> bool:
    """Say whether a clause with the same subject and an affirmative be begins at `number`."""
    words = wording.words
    number += words[number] in ("and", "no", "rather", "instead")
    opener = words[sentence.first] in ("so", "and", "but", "well", "now")
    subject = words[sentence.first + opener : negation - 1]
    if 1 < len(subject) <= 4 and words[number : number + len(subject)] == subject:
        verb = number + len(subject)
    elif words[number] in _TAKES_UP and _same_subject(words[negation - 2], words[number]):
        verb = number + 1
    else:
        return False
    if not (_NEGATIONS | {"still", "also"}).isdisjoint(words[verb + 1 : verb + 3]):
        return False
    if words[negation - 1] in DO:  # walls do not fail in a day, they fail in years
        return words[negation + 1] not in _THIN and words[verb : verb + 1] == [words[negation + 1]]
    return not BE.isdisjoint(words[verb : verb + 1])


def _same_subject(first: str, second: str) -> bool:
    """Say whether the pronoun `second` may take up the subject whose last word is `first`."""
    return first == second if first in _OWN_SUBJECT else second not in ("i", "we", "you", "there")


def _clause_end(wording: Wording, first: int, stop: int) -> int:
    for number in range(first, stop):
        gap = wording.gaps[number]
        if any(mark in gap for mark in ".;?!:") or ("," in gap and number > first + 2):
            return number + 1
    return stop


_NOWHERE = word_list("nowhere but")


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
    if hit.text != "but":
        return False
    nearby = {hit.wording.before(hit.first, back) for back in range(1, 7)}
    return (bool(nearby & _NOWHERE) and hit.after not in SUBJECTS) or is_correction(hit.wording, hit.first)


def _of_time(hit: Hit) -> bool:
    """Not yet; still here; while he spoke the lights went out."""
    if hit.text == "yet":
        return not (hit.opens or hit.before == "and") or not (hit.joined or hit.opens_sentence)
    if hit.text == "still":
        return not (hit.opens_sentence and hit.mark_after == ",")
    if hit.text in ("while", "whilst"):
        return not hit.opens or hit.after.endswith("ing") or not _comma_follows(hit)
    return False


def _comma_follows(hit: Hit) -> bool:
    """Say whether a clause that opens its sentence is closed by a comma."""
    if not hit.opens_sentence:
        return True
    stop = min(hit.wording.sentence(hit.first).last - 1, hit.last + 20)
    return any("," in hit.wording.gaps[number] for number in range(hit.last, stop))


def _other_sense(hit: Hit) -> bool:
    """As though; however hard; that said in mid-clause."""
    if hit.text == "however":
        alone = hit.mark_after in (",", ".", ";") or not hit.after
        return not (alone or (hit.opens and hit.after in SUBJECTS | DETERMINERS))
    if hit.text in ("even so", "that said", "all the same", "granted"):
        return not (hit.opens and hit.mark_after in (",", "."))
    return hit.text == "much as" and not hit.opens


#: why an entry does not count where it stands; tried in this order
_VETOES = (_exception_or_correction, _of_time, _other_sense)
