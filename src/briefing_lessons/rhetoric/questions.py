"""Questions asked aloud, and questions the speaker answers himself or herself."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_lessons.english.wordclasses import CLASS_OF
from briefing_lessons.rhetoric.passages import Passage, Passages, Sentence
from briefing_lessons.rhetoric.words import BE, DO, FINITE, FUNCTION, HAVE, MODALS, SUBJECTS, WH
from briefing_lessons.spans import Mark

_ASKERS = {"question": "journalist", "moderator": "moderator"}
_REPLIES = frozenset(
    """
    yes no nope yeah certainly absolutely definitely probably perhaps maybe possibly never always of
    hardly because not sadly unfortunately exactly precisely none nothing nobody neither obviously
    clearly both simple
    """.split()
)
#: a sentence that begins so turns to something else
_TURNING = frozenset(
    """
    if when while but and so thank thanks please let next sorry look listen well who what
    """.split()
)


def question(passages: Passages) -> Iterator[Mark]:
    """Mark direct questions in speech: the whole sentence with its question mark, and who asks.

    Not marked: indirect questions ("asked whether"), titles, advertisements.

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> [mark.text for mark in question(cut_sentence("They ask whether it held. Did it hold? It did."))]
    ['Did it hold?']

    Source: Quirk et al. (1985) §11.4-11.23.
    """
    aloud = _anybody_speaks(passages)
    for part in passages.parts:
        for sentence in part.sentences:
            if _asks(passages, part, sentence, aloud):
                asker = _ASKERS.get(part.role or "", "speaker")
                retold = _retold(passages, sentence)
                if retold is not None:
                    why = "a question mark inside a quotation: somebody’s question is retold"
                    yield passages.mark_at("question", *retold, why, "retold", "weak", word=sentence.first)
                    continue
                yield passages.mark_at(
                    "question",
                    sentence.start,
                    passages.text.rfind("?", sentence.start, sentence.end) + 1,
                    f"a question mark; asked by the {asker}",
                    asker,
                    word=sentence.first,
                )


def _retold(passages: Passages, sentence: Sentence) -> tuple[int, int] | None:
    """Return where the question stands that a speaker quotes: and she said, “On whose?”"""
    mark = passages.text.rfind("?", sentence.start, sentence.end)
    opening = max(passages.text.rfind(quote, sentence.start, mark) for quote in "“‘«„")
    closed = passages.text[mark + 1 : mark + 2] in ("”", "’", "»")
    return (opening + 1, mark + 1) if closed and opening > sentence.start + 1 else None


def hypophora(passages: Passages) -> Iterator[Mark]:
    """Mark a question that the same speaker answers at once, with the first sentence of the answer.

    The next sentence counts as an answer when it begins with a word of answering (yes, because, probably),
    is a bare phrase, or takes up words of the question. Not marked: an answer by somebody else, a next
    sentence that turns to something else.

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> [mark.text for mark in hypophora(cut_sentence("Is it over? No. Who pays? Firms are angry."))]
    ['Is it over? No.']

    Source: Silva Rhetoricae, "anthypophora"; Quirk et al. (1985) §11.23 on questions answered by the asker.
    """
    aloud = _anybody_speaks(passages)
    for number, part in enumerate(passages.parts):
        for sentence, reply in _pairs(passages, number):
            if (
                part.role == "question"
                or _retold(passages, sentence)
                or not _asks(passages, part, sentence, aloud)
            ):
                continue
            reason = _answers(passages, sentence, reply)
            if reason:
                yield passages.mark_at(
                    "hypophora",
                    sentence.start,
                    reply.end,
                    f"a question, then an answer by the same speaker: {reason}",
                    strength="weak" if reason.startswith("it takes") else "strong",
                    word=sentence.first,
                )


def _anybody_speaks(passages: Passages) -> bool:
    return any(part.spoken for part in passages.parts)


def _asks(passages: Passages, part: Passage, sentence: Sentence, aloud: bool) -> bool:
    if part.voice in ("heading", "boilerplate") or (aloud and not part.spoken):
        return False
    return "?" in passages.text[passages.ends[sentence.last - 1] : sentence.end]


def _pairs(passages: Passages, number: int) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield every sentence of a passage with the next one by the same speaker."""
    part = passages.parts[number]
    yield from zip(part.sentences, part.sentences[1:], strict=False)
    # "Who pays?" she asked. "The state."
    if part.quote is None:
        return
    for later in passages.parts[number + 1 : number + 3]:
        if later.quote is not None:
            if (
                later.speaker == part.speaker
                and later.start - part.end < 60
                and "\n" not in passages.text[part.end : later.start]
            ):
                yield part.sentences[-1], later.sentences[0]
            return


def _answers(passages: Passages, asked: Sentence, reply: Sentence) -> str | None:
    """Return why `reply` answers, or nothing."""
    question_words = passages.words[asked.first : asked.last]
    words = passages.words[reply.first : reply.last]
    if "?" in passages.text[passages.ends[reply.last - 1] : reply.end]:
        return None
    if passages.text[reply.start] in "([<":
        return None  # a stage direction
    opener = words[0]
    if opener in _REPLIES or words[:2] in (["i", "do"], ["of", "course"]):
        return f"it begins with “{passages.raw(reply.first)}”"
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
