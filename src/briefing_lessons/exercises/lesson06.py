"""Exercises of lesson 06, What is it about?: counts, rates, spread, and a picture in words."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.english.words import fold
from briefing_lessons.exercises.subjects import main_rates, plot_parts, topic_words, uneven_pair, voice_words
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.written import Values, asks, written
from briefing_lessons.spans import shorten
from briefing_lessons.topics.counting import count_words
from briefing_lessons.topics.scopes import comparable_parts, contrast_scopes, find_parts, people
from briefing_lessons.topics.terms import Rate


def _fullest(rates: tuple[Rate, ...]) -> Rate | None:
    """Return the part where the word has its highest rate, a long part before a short one."""
    found = [rate for rate in rates if rate.count]
    return max(found, key=lambda r: (not r.short, r.rate, r.words), default=None)


@asks("topic.3")
def rate_per_thousand(briefing: Briefing) -> Values | None:
    """Ask for a rate per 1,000 words."""
    rate = _fullest(main_rates(briefing))
    if rate is None:
        return None
    return {
        "rate": rate,
        "part": shorten(rate.part, 40),
        "times": "once" if rate.count == 1 else f"{rate.count} times",
        "longer": 1000 / rate.words,
        "expected": round(rate.rate, 1),
        "caution": " This part is short: one hit more would change it much." if rate.short else "",
        "tolerance": max(0.5, 0.02 * rate.rate),
        "hundred": round(rate.rate / 10, 1),
        "count": rate.count,
        "turned": round(rate.words / rate.count, 1),
    }


@asks("topic.4")
def too_short(briefing: Briefing) -> Values | None:
    """Ask which part is too short to bear a rate."""
    parts = [part for part in find_parts(briefing, comparable_parts(briefing)) if part.words]
    by_size = sorted(parts, key=lambda part: part.words)
    long = [part for part in by_size if not part.short]
    if len(parts) < 3 or not by_size[0].short or not long:
        return None
    shown = (by_size[0], long[0], long[-1])
    small, middle, large = (shorten(part.name, 60) for part in shown)
    words = [part.words for part in shown]
    return {
        "expected": small,
        "middle": middle,
        "large": large,
        "words": words,
        "one": round(1000 / words[0], 1),
    }


@asks("topic.5")
def picture_in_words(briefing: Briefing) -> Values:
    """Ask for the text alternative of the chart."""
    rates = main_rates(briefing)
    top = _fullest(rates)
    if top is None:
        return {"word": "a word", "parts": len(rates), "peak": "No part has more than 0 per 1,000 words"}
    # a short part may have a higher bar, and two may have the same
    longer = "" if top.rate == max(rate.rate for rate in rates) else "longer "
    peak = f"No {longer}part has more than “{shorten(top.part, 40)}” ({top.rate:.1f} per 1,000 words)"
    return {"word": f"“{top.topic}”", "parts": len(rates), "peak": peak}


@asks("topic.6")
def spread_or_gathered(briefing: Briefing) -> Values | None:
    """Ask which of two equally frequent words is spread over more of the text."""
    pair = uneven_pair(briefing)
    if pair is None:
        return None
    (wide, much), (narrow, little) = pair
    parts = f"{much.parts} {plot_parts(briefing)}s"
    return {"expected": wide, "narrow": narrow, "parts": parts, "much": much.range, "little": little.range}


@asks("topic.8")
def key_word(briefing: Briefing) -> Values | None:
    """Ask which word marks one voice against the other."""
    found = voice_words(briefing) if people(briefing) else ()
    key = next((k for k in found if k.side != found[0].side), None)
    if key is None or (key.count if key.score > 0 else key.other_count) < 2 or abs(key.log_ratio) < 1:
        return None  # said once, or hardly more often than by the other voice, a word marks nobody
    voice = f"the {key.side}" if key.side in ("speaker", "reporter") else key.side
    if briefing.turns and key.side in ("speaker", "asker"):
        voice = "the answers" if key.side == "speaker" else "the questions"
    marking = {key.word, *(k.word for k in found[:4])}
    sides = [count_words(briefing, scope) for scope in contrast_scopes(briefing)]
    both = [word for word in topic_words(briefing, 20) if all(counts[fold(word)] for counts in sides)]
    shared = next((word for word in both if word not in marking), None)
    return {"expected": key.word, "voice": voice, "side": key.side, "other": found[0].word, "shared": shared}


back_to_verbs = written("topic.back")
exit_of_topics = exit_line("topic.exit", "L6.2", shows="a word that we counted", hides="how much it matters")
