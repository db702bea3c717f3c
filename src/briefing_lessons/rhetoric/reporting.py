"""The reporter's verbs: how the words of others are introduced, and with what stance."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from briefing_lessons.quotes.lexicon import PHRASES, VERBS, Expression
from briefing_lessons.quotes.wordclasses import CLASS_OF, VERB_LIKE_NOUNS
from briefing_lessons.rhetoric.passages import Passages
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
    SUBORDINATORS,
    WH,
)
from briefing_lessons.spans import Mark

#: of the verbs of thought these are also acts of speech
_SPEAKING_THOUGHT = frozenset("agree conclude propose recall tell pronounce voice".split())
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
#: on the list because they may introduce a clause, but no acts of speech
_NO_SPEECH = frozenset("show prove demonstrate mean find illustrate accept consider assume".split())
#: acts of speech whose subject need not speak: only a clause or a quotation shows that somebody does
_NEEDS_CLAUSE = frozenset(
    """
    show find open close begin start continue finish end read hold offer count record measure detail
    order name rule decide plan want mean write sign post press push go recall signal
    """.split()
)
_TO_PERSONS = frozenset("tell ask urge warn accuse assure remind quote promise".split())
_PLAIN = frozenset("say tell ask reply add".split())
_YET_TO_COME = MODALS - {"would", "could"}
_GO = frozenset("go goes going went gone".split())
_GO_ON: Final = next(item for group in PHRASES.values() for _, item in group if item.lemma == "go on")
_ADVERBS = frozenset(
    """
    also then further later again still earlier recently once never now already always first
    """.split()
)
_ABOUT = frozenset(
    """
    on about by whether if what why how when where which who for as to earlier afterwards
    """.split()
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    passages: Passages
    first: int  #: its first word
    last: int  #: word after the verb or phrase
    expression: Expression
    heading: bool

    @property
    def word(self) -> str:
        return self.passages.words[self.first]

    @property
    def before(self) -> str:
        return self.passages.before(self.first)

    @property
    def after(self) -> str:
        return self.passages.after(self.last - 1)


def reporting_verb(passages: Passages) -> Iterator[Mark]:
    """Mark the reporter's verbs of speaking, with their stance as `category`.

    Stances: neutral (say), structuring (add), endorsing (point out), strong (insist), tentative (suggest),
    distancing (claim), evaluative (slam). Only in the reporter's voice and in headings. Not marked: nouns
    ("dismissed claims"), adjectives ("stated position"), verbs inside speech.

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> text = "The minister dismissed claims that her stated position had changed, she pointed out."
    >>> [(mark.text, mark.category) for mark in reporting_verb(cut_sentence(text, voice="reporter"))]
    [('dismissed', 'evaluative'), ('pointed out', 'endorsing')]

    Source: Hyland (1999) and Bednarek and Caple (2012) ch. 4 for the stances; the list is
    `quotes/reporting.csv`.
    """
    cues = sorted(
        (quote.attribution.cue.start, quote.attribution.cue.end)
        for quote in passages.quotes
        if quote.attribution.cue is not None
    )
    free = 0
    for first, last, expression in _candidates(passages):
        if first < free:
            continue
        part = passages.part(first)
        if part.spoken or part.voice == "boilerplate":
            continue
        candidate = _Candidate(passages, first, last, expression, part.voice == "heading")
        reason = None if _no_verb(candidate) else _reason(candidate, cues)
        if reason is None:
            continue
        free = last
        yield passages.mark(
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


def _candidates(passages: Passages) -> Iterator[tuple[int, int, Expression]]:
    """Yield (first word, word after the last, expression), phrases before single verbs."""
    found = []
    for word in passages.places.keys() & (VERBS.keys() | PHRASES.keys()):
        for number in passages.places[word]:
            match = _phrase(passages, number)
            if match is None and word in VERBS:
                match = number, number + 1, VERBS[word]
            if match is not None:
                found.append(match)
    return iter(sorted(found, key=lambda item: (item[0], -item[1])))


def _phrase(passages: Passages, number: int) -> tuple[int, int, Expression] | None:
    ahead = passages.words[number : number + 4]
    if ahead[0] in _GO and ahead[1:3] == ["on", "to"] and ahead[-1] in VERBS:
        return number, number + 4, _GO_ON  # went on to say
    for words, expression in PHRASES.get(passages.words[number], ()):
        stop = number + len(words)
        if tuple(passages.words[number:stop]) == words and stop <= passages.part(number).last:
            return number, stop, expression
    return None


def _no_verb(c: _Candidate) -> bool:
    """Say whether the word is a noun or an adjective here, or a verb of thought only."""
    expression, before = c.expression, c.before
    if expression.thought and expression.lemma not in _SPEAKING_THOUGHT:
        return True
    if expression.lemma in _NO_SPEECH or _is_noun(c):
        return True
    if (
        before in BE
        and not c.word.endswith("ing")
        and not (expression.lemma in _TO_PERSONS or expression.takes & {"of", "object"})
    ):
        return True
    if before in ("i", "we", "you") or (
        c.word.endswith("ing")
        and before in VERBS
        and c.after in DETERMINERS - {"that"}
        and c.passages.joined(c.first - 1)
    ):
        return True  # somebody talks of his or her own words; they say adding salt is cheap
    if expression.lemma in _NEEDS_CLAUSE and c.after in DETERMINERS:
        return True  # opened his briefing
    if (
        c.word.endswith("ing")
        and c.passages.before(c.first, 2) in DETERMINERS
        and c.passages.joined(c.first - 1)
    ):
        return True  # his quarterly briefing
    if before.endswith(("'s", "s'")):
        return True
    if c.word.endswith("ed") and _bare_noun(c) and (CLASS_OF.get(before) == "v" or before.endswith("ed")):
        return True  # treated stressed staff
    if before in DETERMINERS and before not in PRONOUNS | {
        "all",
        "both",
        "some",
        "many",
        "most",
        "few",
        "several",
    }:
        return True
    if c.word in VERB_LIKE_NOUNS and (before in VERBS or before.endswith("ed") or before in BE):
        return True  # rejected claims that …
    if before in PREPOSITIONS - {
        "by",
        "after",
        "before",
        "while",
        "in",
        "without",
        "since",
    } and not c.word.endswith("ing"):
        return before != "than"
    printed = c.passages.raw(c.first)
    return printed[:1].isupper() and not c.heading and not c.passages.opens(c.first)


def _is_noun(c: _Candidate) -> bool:
    """Say whether a base form stands inside a noun phrase: a single relay."""
    if (
        c.word != c.expression.lemma
        or c.before.endswith("s")
        or c.before in PRONOUNS | MODALS | {"to", "not", "and"}
    ):
        return False
    return any(c.passages.before(c.first, back) in DETERMINERS for back in (1, 2, 3))


def _reason(c: _Candidate, cues: list[tuple[int, int]]) -> str | None:
    for rule in RULES:
        reason = rule(c, cues)
        if reason is not None:
            return reason
    return None


def _is_cue(c: _Candidate, cues: list[tuple[int, int]]) -> str | None:
    """It is the cue of a quotation or of reported speech."""
    start = c.passages.starts[c.first]
    at = bisect_right(cues, (start, len(c.passages.text))) - 1
    for start_cue, end_cue in cues[max(0, at - 2) : at + 1]:
        if start_cue <= start < end_cue:
            return "it introduces reported words"
    return None


def _beside_quotation(c: _Candidate, cues: list[tuple[int, int]]) -> str | None:
    """A quotation stands directly before or after it."""
    if (
        "quote" not in c.expression.takes
        and "of" not in c.expression.takes
        and "names" not in c.expression.takes
    ):
        return None
    part = c.passages.part(c.first)
    text = c.passages.text
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


def _sentence_between(c: _Candidate, first: int, last: int) -> bool:
    end = c.passages.part(c.first).end
    gaps = (
        c.passages.text[c.passages.ends[number] : end] if number == last - 1 else c.passages.gap(number)
        for number in range(first, last)
    )
    return any(mark in gap for gap in gaps for mark in ".?!;")


def _before_clause(c: _Candidate, cues: list[tuple[int, int]]) -> str | None:
    """That, whether or a new subject follows."""
    if c.expression.takes & {"that", "bare", "quote"} and _that_follows(c):
        return "a that-clause follows"
    if c.after in ("whether", "if", "why", "how") and c.expression.takes & {"whether", "that"}:
        return f"“{c.after}” follows"
    if (
        c.after in SUBJECTS - {"who", "this", "these", "those"}
        and "bare" in c.expression.takes
        and _has_subject(c)
    ):
        return "a clause follows"
    return None


def _that_follows(c: _Candidate) -> bool:
    """Say whether that follows at once, or after an aside: conceded, somewhat wearily, that …."""
    if c.after == "that":
        return True
    if c.passages.gap(c.last - 1).strip() != ",":
        return False
    ahead = range(c.last + 1, min(c.passages.sentence(c.first).last, c.last + 6))
    return any(c.passages.words[n] == "that" and "," in c.passages.gap(n - 1) for n in ahead)


def _closes_report(c: _Candidate, cues: list[tuple[int, int]]) -> str | None:
    """…, organisers indicated."""
    if not c.expression.takes & {"that", "quote", "bare"} or not _has_subject(c):
        return None
    if c.after and c.passages.joined(c.last - 1):
        return None
    sentence = c.passages.sentence(c.first)
    for number in range(c.first - 1, max(sentence.first, c.first - 7) - 1, -1):
        if "," in c.passages.gap(number - 1) and number > sentence.first:
            return "it closes a report"
    return None


def _asked(c: _Candidate, cues: list[tuple[int, int]]) -> str | None:
    """Asked by …, asked whether …, pressed on …, commenting on …."""
    opens = c.passages.opens(c.first) or c.before in ("when", "if", "while", "by", "after", "before", "in")
    if (
        opens
        and c.expression.lemma
        in ("ask", "press", "question", "quiz", "comment", "respond", "reply", "speak", "urge")
        and (c.after in _ABOUT | {"further"} | DAYS or not c.after)
    ):
        return "it says what was asked or commented on"
    return None


def _with_addressee(c: _Candidate, cues: list[tuple[int, int]]) -> str | None:
    """Told reporters, said on Tuesday: plain verbs of speaking are verbs after any subject."""
    if c.before in _YET_TO_COME:
        return None  # suppliers must tell customers
    if c.expression.lemma in _PLAIN and (_has_subject(c) or c.before in HAVE | MODALS | _ADVERBS | {"not"}):
        return "somebody speaks"
    if c.expression.lemma in _TO_PERSONS and c.before in BE and c.word.endswith(("d", "t")):
        return "somebody is spoken to"
    if c.expression.lemma == "say" and c.word == "said" and not c.passages.joined(c.first - 1):
        return "somebody speaks"
    return None


def _with_object(c: _Candidate, cues: list[tuple[int, int]]) -> str | None:
    """Rejected claims, denied the report, blamed the government."""
    if c.expression.lemma not in _WITH_OBJECT and not c.expression.takes & {"object", "of", "for"}:
        return None
    if c.expression.lemma in _NEEDS_CLAUSE or c.expression.lemma == "call" or not _has_subject(c):
        return None
    if not c.after or not c.passages.joined(c.last - 1) or c.before in MODALS:
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


def _object_follows(c: _Candidate) -> bool:
    return c.after in DETERMINERS | PRONOUNS or c.passages.raw(c.last)[:1].isupper()


def _participle(c: _Candidate, cues: list[tuple[int, int]]) -> str | None:
    """…, adding some of those values had been tainted."""
    if not c.word.endswith("ing") or c.first == 0 or not c.passages.opens(c.first):
        return None
    if c.after in DETERMINERS | SUBJECTS | WH | {"that"} and c.expression.takes & {"that", "bare"}:
        return "it continues the report"
    return None


def _in_heading(c: _Candidate, cues: list[tuple[int, int]]) -> str | None:
    """Minister denies ward closures."""
    if (
        not c.heading
        or c.word in VERB_LIKE_NOUNS
        or c.expression.lemma in _NEEDS_CLAUSE
        or not c.word.endswith("s")
    ):
        return None
    if c.expression.thought or not c.before or not c.after:
        return None
    return "the heading reports with it"


def _has_subject(c: _Candidate) -> bool:
    """Say whether a noun, a name or a pronoun stands before the verb, perhaps with an adverb between."""
    number = c.first - 1
    words = c.passages.words
    sentence = c.passages.sentence(c.first)
    while number >= sentence.first and (words[number] in _ADVERBS or words[number].endswith("ly")):
        number -= 1
    if number < sentence.first:
        # the subject may be a quotation, or stand before one
        return (
            sentence.first > 0 and c.passages.part(c.first).first == sentence.first and number < c.first - 1
        )
    word = words[number]
    if word in HAVE | MODALS:
        return True
    if word in SUBJECTS | {
        "everyone",
        "nobody",
        "others",
        "all",
        "both",
        "some",
        "many",
        "few",
        "most",
        "several",
    }:
        return True
    if word in PREPOSITIONS | COORDINATORS | SUBORDINATORS | BE | DETERMINERS | {"to", "not", "but"}:
        return word in COORDINATORS | {"but", "who", "which", "that"} and not _bare_noun(c)
    return True


def _bare_noun(c: _Candidate) -> bool:
    """Say whether a noun without determiner follows: whether stressed staff would …."""
    return (
        bool(c.after)
        and c.after not in DETERMINERS | PRONOUNS | PREPOSITIONS | WH | {"that", "to"}
        and not (c.passages.raw(c.last)[:1].isupper())
    )


_Rule = Callable[[_Candidate, list[tuple[int, int]]], "str | None"]

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

__all__ = ["RULES", "reporting_verb"]
