"""The reporter's verbs: how the words of others are introduced, and with what stance."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Final

from briefing_lessons.english.wordclasses import VERB_LIKE_NOUNS
from briefing_lessons.rhetoric.speech_verbs import (
    ADVERBS,
    NEEDS_CLAUSE,
    TO_PERSONS,
    Candidate,
    find_candidates,
    has_subject,
    is_no_verb,
)
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.rhetoric.words import (
    BE,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECTS,
    WH,
)
from briefing_lessons.spans import Mark

#: acts of speech that take a plain object: denied the report
_WITH_OBJECT = frozenset(
    """
    deny reject confirm announce promise criticise criticize welcome repeat reiterate admit concede
    acknowledge explain predict propose demand pledge vow dispute question condemn praise
    emphasise emphasize stress outline describe reveal disclose rule decline blame accuse dismiss slam
    blast attack defend ridicule denounce deplore mock applaud commend hail laud castigate lambast
    lambaste berate chide scold rebuke refute rebut contradict downplay thank congratulate apologise
    apologize hint urge warn advise assure tell ask answer allege claim insist suggest indicate
    estimate declare
    """.split()
)
_PLAIN = frozenset("say tell ask reply add".split())
_YET_TO_COME = MODALS - {"would", "could"}
_ABOUT = frozenset(
    """
    on about by whether if what why how when where which who for as to earlier afterwards
    """.split()
)


def reporting_verb(wording: Wording) -> Iterator[Mark]:
    """Mark the reporter's verbs of speaking, with their stance as `category`.

    Stances: neutral (say), structuring (add), endorsing (point out), strong (insist), tentative (suggest),
    distancing (claim), evaluative (slam). Only in the reporter's voice and in headings. Not marked: nouns
    ("dismissed claims"), adjectives ("stated position"), verbs inside speech.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> text = "The minister dismissed claims that her stated position had changed, she pointed out."
    >>> [(mark.text, mark.category) for mark in reporting_verb(cut_sentence(text, voice="reporter"))]
    [('dismissed', 'evaluative'), ('pointed out', 'endorsing')]

    Source: Hyland (1999) and Bednarek and Caple (2012) ch. 4 for the stances; the list is
    `quotes/reporting.csv`.
    """
    cues = sorted(
        (quote.attribution.cue.start, quote.attribution.cue.end)
        for quote in wording.quotes
        if quote.attribution.cue is not None
    )
    free = 0
    for first, last, expression in find_candidates(wording):
        if first < free:
            continue
        part = wording.segment(first)
        if part.spoken or part.voice == "boilerplate":
            continue
        candidate = Candidate(wording, first, last, expression, part.voice == "heading")
        reason = None if is_no_verb(candidate) else _reason(candidate, cues)
        if reason is None:
            continue
        free = last
        yield wording.mark(
            "reporting_verb",
            first,
            last,
            f"“{expression.lemma}” is {_CLASS[expression.stance]}; {reason}",
            expression.stance,
        )


_CLASS: Final = {
    "neutral": "a neutral verb",
    "structuring": "a verb that places the words after others",
    "endorsing": "a verb that treats the words as true",
    "strong": "a verb of force",
    "tentative": "a verb that leaves room for doubt",
    "distancing": "a verb that does not vouch for the words",
    "evaluative": "a verb that judges",
}


def _reason(c: Candidate, cues: list[tuple[int, int]]) -> str | None:
    for rule in RULES:
        reason = rule(c, cues)
        if reason is not None:
            return reason
    return None


def _is_cue(c: Candidate, cues: list[tuple[int, int]]) -> str | None:
    """It is the cue of a quotation or of reported speech."""
    start = c.wording.starts[c.first]
    at = bisect_right(cues, (start, len(c.wording.text))) - 1
    for start_cue, end_cue in cues[max(0, at - 2) : at + 1]:
        if start_cue <= start < end_cue:
            return "it introduces reported words"
    return None


def _beside_quotation(c: Candidate, cues: list[tuple[int, int]]) -> str | None:
    """A quotation stands directly before or after it."""
    if not c.expression.takes & {"quote", "of", "names"}:
        return None
    part = c.wording.segment(c.first)
    text = c.wording.text
    left, right = text[max(0, part.start - 2) : part.start].strip(), text[part.end : part.end + 2].strip()
    # "…," Olmeda told reporters
    if (
        left
        and left[-1] in '"”’»“›'
        and c.first - part.first <= 6
        and not _sentence_between(c, part.first, c.first)
    ):
        return None if c.word.endswith("ing") else "a quotation stands before it"
    reach = 6 if c.expression.takes & {"names", "of"} else 4
    follows = bool(right) and right[0] in '"“‘«„‚”»' and part.last - c.last <= reach
    return "a quotation follows it" if follows and not _sentence_between(c, c.last - 1, part.last) else None


def _sentence_between(c: Candidate, first: int, last: int) -> bool:
    end = c.wording.segment(c.first).end
    gaps = (
        c.wording.text[c.wording.ends[number] : end] if number == last - 1 else c.wording.gaps[number]
        for number in range(first, last)
    )
    return any(mark in gap for gap in gaps for mark in ".?!;")


def _before_clause(c: Candidate, cues: list[tuple[int, int]]) -> str | None:
    """That, whether or a new subject follows."""
    if c.expression.takes & {"that", "bare", "quote"} and _that_follows(c):
        return "a that-clause follows"
    if c.after in ("whether", "if", "why", "how") and c.expression.takes & {"whether", "that"}:
        return f"“{c.after}” follows"
    if (
        c.after in SUBJECTS - {"who", "this", "these", "those"}
        and "bare" in c.expression.takes
        and has_subject(c)
    ):
        return "a clause follows"
    return None


def _that_follows(c: Candidate) -> bool:
    """Say whether that follows at once, or after an aside: conceded, somewhat wearily, that …."""
    if c.after == "that":
        return True
    if c.wording.gaps[c.last - 1].strip() != ",":
        return False
    ahead = range(c.last + 1, min(c.wording.sentence(c.first).last, c.last + 6))
    return any(c.wording.words[n] == "that" and "," in c.wording.gaps[n - 1] for n in ahead)


def _closes_report(c: Candidate, cues: list[tuple[int, int]]) -> str | None:
    """…, organisers indicated."""
    if not c.expression.takes & {"that", "quote", "bare"} or not has_subject(c):
        return None
    if c.after and c.wording.joined(c.last - 1):
        return None
    sentence = c.wording.sentence(c.first)
    for number in range(c.first - 1, max(sentence.first, c.first - 7) - 1, -1):
        if "," in c.wording.gaps[number - 1] and number > sentence.first:
            return "it closes a report"
    return None


def _asked(c: Candidate, cues: list[tuple[int, int]]) -> str | None:
    """Asked by …, asked whether …, pressed on …, commenting on …."""
    opens = c.wording.opens(c.first) or c.before in ("when", "if", "while", "by", "after", "before", "in")
    if (
        opens
        and c.expression.lemma
        in ("ask", "press", "question", "quiz", "comment", "respond", "reply", "speak", "urge")
        and (c.after in _ABOUT | {"further"} | DAYS or not c.after)
    ):
        return "it says what was asked or commented on"
    return None


def _with_addressee(c: Candidate, cues: list[tuple[int, int]]) -> str | None:
    """Told reporters, said on Tuesday: plain verbs of speaking are verbs after any subject."""
    if c.before in _YET_TO_COME:
        return None  # suppliers must tell customers
    if c.expression.lemma in _PLAIN and (has_subject(c) or c.before in HAVE | MODALS | ADVERBS | {"not"}):
        return "somebody speaks"
    if c.expression.lemma in TO_PERSONS and c.before in BE and c.word.endswith(("d", "t")):
        return "somebody is spoken to"
    if c.expression.lemma == "say" and c.word == "said" and not c.wording.joined(c.first - 1):
        return "somebody speaks"
    return None


def _with_object(c: Candidate, cues: list[tuple[int, int]]) -> str | None:
    """Rejected claims, denied the report, blamed the government."""
    if c.expression.lemma not in _WITH_OBJECT and not c.expression.takes & {"object", "of", "for"}:
        return None
    if c.expression.lemma in NEEDS_CLAUSE or c.expression.lemma == "call" or not has_subject(c):
        return None
    if not c.after or not c.wording.joined(c.last - 1) or c.before in MODALS:
        return None
    if c.word.endswith("ing") or (c.word in VERB_LIKE_NOUNS and not _object_follows(c)):
        return None
    if c.after in PREPOSITIONS | COORDINATORS | BE | HAVE | MODALS and c.after not in (
        "for",
        "against",
        "as",
        "of",
        "about",
        "on",
    ):
        return None
    return "its object is what was said or done"


def _object_follows(c: Candidate) -> bool:
    return c.after in DETERMINERS | PRONOUNS or c.wording.raw(c.last)[:1].isupper()


def _participle(c: Candidate, cues: list[tuple[int, int]]) -> str | None:
    """…, adding some of those values had been tainted."""
    if not c.word.endswith("ing") or c.first == 0 or not c.wording.opens(c.first):
        return None
    if c.after in DETERMINERS | SUBJECTS | WH | {"that"} and c.expression.takes & {"that", "bare"}:
        return "it continues the report"
    return None


def _in_heading(c: Candidate, cues: list[tuple[int, int]]) -> str | None:
    """Minister denies ward closures."""
    if (
        not c.heading
        or c.word in VERB_LIKE_NOUNS
        or c.expression.lemma in NEEDS_CLAUSE
        or not c.word.endswith("s")
    ):
        return None
    if c.expression.thought or not c.before or not c.after:
        return None
    return "the heading reports with it"


_Rule = Callable[[Candidate, list[tuple[int, int]]], str | None]
#: tried in this order; the first that gives a reason decides
RULES: Final[tuple[_Rule, ...]] = (
    _is_cue,
    _beside_quotation,
    _before_clause,
    _closes_report,
    _asked,
    _with_addressee,
    _with_object,
    _participle,
    _in_heading,
)
