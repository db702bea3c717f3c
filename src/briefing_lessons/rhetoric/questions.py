"""Questions asked aloud, and questions the speaker answers himself or herself."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_lessons.english.wordclasses import CLASS_OF
from briefing_lessons.english.words import BE, DO, FINITE, FUNCTION, HAVE, MODALS, SUBJECTS, WH, word_list
from briefing_lessons.rhetoric.wording import Segment, SentencePart, Wording
from briefing_lessons.spans import Mark

_ASKERS = {"question": "journalist", "moderator": "moderator"}
_REPLIES = word_list("replies")
#: a sentence that begins so turns to something else
_TURNING = word_list("turning away")


def question(wording: Wording) -> Iterator[Mark]:
    """Mark direct questions in speech: the whole sentence with its question mark, and who asks.

    Not marked: indirect questions ("asked whether"), titles, advertisements.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in question(cut_sentence("They ask whether it held. Did it hold? It did."))]
    ['Did it hold?']

    Source: Quirk et al. (1985) §11.4-11.23.
    """
    aloud = _anybody_speaks(wording)
    for part in wording.segments:
        for sentence in part.sentences:
            if _asks(wording, part, sentence, aloud):
                asker = _ASKERS.get(part.role or "", "speaker")
                retold = _retold(wording, sentence)
                if retold is not None:
                    why = "a question mark inside a quotation: somebody’s question is retold"
                    yield wording.mark_at("question", *retold, why, "retold", "weak")
                    continue
                yield wording.mark_at(
                    "question",
                    sentence.start,
                    wording.text.rfind("?", sentence.start, sentence.end) + 1,
                    f"a question mark; asked by the {asker}",
                    asker,
                )


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
    aloud = _anybody_speaks(wording)
    for number, part in enumerate(wording.segments):
        for sentence, reply in _pairs(wording, number):
            if (
                part.role == "question"
                or _retold(wording, sentence)
                or not _asks(wording, part, sentence, aloud)
            ):
                continue
            reason = _answers(wording, sentence, reply)
            if reason:
                yield wording.mark_at(
                    "hypophora",
                    sentence.start,
                    reply.end,
                    f"a question, then an answer by the same speaker: {reason}",
                    strength="weak" if reason.startswith("it takes") else "strong",
                )


def _anybody_speaks(wording: Wording) -> bool:
    return any(part.spoken for part in wording.segments)


def _asks(wording: Wording, segment: Segment, sentence: SentencePart, aloud: bool) -> bool:
    if segment.furniture or (aloud and not segment.spoken):
        return False
    return wording.asks(sentence)


def _pairs(wording: Wording, number: int) -> Iterator[tuple[SentencePart, SentencePart]]:
    """Yield every sentence of a passage with the next one by the same speaker."""
    part = wording.segments[number]
    yield from zip(part.sentences, part.sentences[1:], strict=False)
    # "Who pays?" she asked. "The state."
    if part.quote is None:
        return
    for later in wording.segments[number + 1 : number + 3]:
        if later.quote is not None:
            if (
                later.speaker == part.speaker
                and later.start - part.end < 60
                and "\n" not in wording.text[part.end : later.start]
            ):
                yield part.sentences[-1], later.sentences[0]
            return


def _answers(wording: Wording, asked: SentencePart, reply: SentencePart) -> str | None:
    """Return why `reply` answers, or nothing."""
    question_words = wording.words[asked.first : asked.last]
    words = wording.words[reply.first : reply.last]
    if "?" in wording.text[wording.ends[reply.last - 1] : reply.end]:
        return None
    if wording.text[reply.start] in "([<":
        return None  # a stage direction
    opener = words[0]
    if opener in _REPLIES or words[:2] in (["i", "do"], ["of", "course"]):
        return f"it begins with “{wording.raw(reply.first)}”"
    first = next((w for w in question_words if w in WH or w in FINITE), "")
    verbless = not FINITE & set(words) and not any(CLASS_OF.get(word) == "v" for word in words)
    if verbless and len(words) <= (14 if first in WH and opener not in _TURNING else 5):
        return None if opener in ("thank", "thanks", "next", "sorry", "please") else "a bare phrase"
    if opener in _TURNING:
        return None
    if words[-1] in DO | BE | HAVE | MODALS | {"not"} and len(words) <= 6:
        return "it repeats the verb of the question"
    if first == "why" and opener in ("there", "it", "this", "that", "we", "they", "i", "the", "he", "she"):
        return "it takes up the question"
    asked_about = {_stem(w) for w in question_words if w not in FUNCTION}
    shared = [w for w in words if w not in FUNCTION and _stem(w) in asked_about]
    if shared:
        return f"it takes up “{shared[0]}”"
    if first in FINITE:
        topic = {w for w in question_words if w in SUBJECTS}
        if opener in topic | {"it", "that", "this"} and FINITE & set(words[:4]):
            return f"it takes up “{opener}”"
    if (
        first in ("what", "who", "where", "how", "when")
        and opener in ("it", "that", "this", "the", "they")
        and len(words) <= 14
    ):
        return "it takes up the question" if FINITE & set(words[1:5]) else None
    return None


def _stem(word: str) -> str:
    return word[:5] if len(word) > 5 else word.rstrip("s")
