"""Questions asked aloud, and questions the speaker answers himself or herself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing_lessons.english.words import BE, DO, FINITE, FUNCTION, HAVE, MODALS, SUBJECTS, WH, word_list
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
