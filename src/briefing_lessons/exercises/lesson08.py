"""Exercises of lesson 08, Your briefing: coverage, guided questions, and a report with its limits."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.clues import names_without_words, quoted_voices, words_by_voice
from briefing_lessons.exercises.devices import quoted
from briefing_lessons.exercises.excerpts import first_line, first_words
from briefing_lessons.exercises.subjects import main_rates, topic_words
from briefing_lessons.exercises.written import Values, asks, written
from briefing_lessons.html import plural
from briefing_lessons.spans import Span
from briefing_lessons.topics.counting import count_quotes
from briefing_lessons.topics.terms import find_terms

when_coverage_is_low = written("own.2")


@asks("own.4")
def without_a_source(briefing: Briefing) -> Values | None:
    """Ask how many quotations have no source."""
    said = tuple(quote for quote in briefing.quotes if quote.kind != "term")
    if not said:
        return None
    lost = [quote for quote in said if quote.speaker is None]
    where = (
        f"One is in line {briefing.line_number(lost[0])}." if lost else "Here it named somebody each time."
    )
    return {
        "where": where,
        "check": "has a name: is it right?" if len(said) > len(lost) else "has none: do you see who speaks?",
        "expected": len(lost),
        "rests_on": said,
        "all": len(said),
        "named": len(said) - len(lost),
        "terms": len(briefing.quotes) - len(said) + len(lost),
    }


@asks("own.6")
def sentence_with_limits(briefing: Briefing) -> Values:
    """Ask which sentence the evidence supports."""
    voices = words_by_voice(briefing)
    name = str(voices[0][0]) if len(voices) else "one person"
    heard = count_quotes(briefing.quotes)["quotation"]
    found = f"{plural(heard, 'quotation')} and no source of theirs" if heard else "nobody who is quoted"
    said = f"In this text, we found {found}"
    if len(voices):
        said = f"In this text, {name} utters {voices[0][1]} of {sum(voices['words'])} quoted or spoken words"
    word = (*topic_words(briefing, 1), "water")[0]
    return {"expected": said, "name": name, "word": word, "rests_on": quoted_voices(briefing)}


@asks("own.7")
def who_is_missing(briefing: Briefing) -> Values:
    """Ask whom the text names without giving them words, and whom one would ask."""
    missing = names_without_words(briefing)
    line = first_line(briefing, missing[0] if missing else "")
    finding = f"I read from line {line} on and found nobody who is named and not heard. I would ask somebody whom the text leaves out"
    if missing:
        finding = f"Line {line} names {missing[0]}, and I found no words of theirs. I would ask"
    return {"line": line, "finding": finding}


def _words_of(briefing: Briefing, name: str) -> Span | None:
    """Return some words that a voice utters: a quotation, or the beginning of a turn."""
    for quote in briefing.quotes:
        if quote.speaker == name and quote.kind == "direct" and not briefing.turns:
            return quote
    for turn in briefing.turns:
        if name in (turn.speaker, turn.label.strip(" :.")):
            return Span(turn.body_start, turn.body_end, briefing.text[turn.body_start : turn.body_end])
    return None


@asks("own.8")
def report(briefing: Briefing) -> Values:
    """Ask for a short report with evidence and limits."""
    voices = words_by_voice(briefing)
    name = str(voices[0][0]) if len(voices) else "nobody"
    uttered = [int(words) for words in voices["words"] if words]
    heard = f"By the table of voices, 0 of {len(briefing.tokens)} words are uttered by somebody"
    if uttered:
        heard = f"It is {name} most of all, with {uttered[0]} of {sum(uttered)} words in the table of voices"
    said = _words_of(briefing, name)
    line, words = 1, f"“{first_words(briefing, 1)}”"
    if said and said.text.strip():
        line, words = briefing.line_number(said), quoted(said, 40)
    parts = main_rates(briefing)
    rates = [rate for rate in parts if rate.count]
    found, hits = "no word stands out", []
    if rates:
        fullest = max(rates, key=lambda rate: rate.rate)
        found = f"no part has more of “{rates[0].topic}” per word than “{fullest.part}”"
        hits = [briefing.line_number(hit) for hit in find_terms(briefing, rates[0].topic, "text")]
    read = next((number for number in hits if briefing.line(number).rule), line)
    return {
        "heard": heard,
        "line": line,
        "words": words,
        "found": found,
        "parts": max(1, len(parts)),
        "read": read,
        "begins": first_words(briefing, read),
    }


back_to_rates = written("own.back")
