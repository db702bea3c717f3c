"""Exercises of lesson 06, What is it about?: counts, rates, spread, and a picture in words."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.model import Mistake, NotHere, Task, exercise
from briefing_lessons.exercises.subjects import (
    main_rates,
    plot_parts,
    topic_words,
    uneven_pair,
)
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.written import written
from briefing_lessons.spans import shorten
from briefing_lessons.topics.counting import count_words
from briefing_lessons.topics.keyness import find_keywords
from briefing_lessons.topics.scopes import comparable_parts, contrast_scopes, find_parts
from briefing_lessons.topics.terms import Rate


def _fullest(rates: tuple[Rate, ...]) -> Rate | None:
    """Return the part where the word has its highest rate, a long part before a short one."""
    found = [rate for rate in rates if rate.count]
    return max(found, key=lambda r: (not r.short, r.rate, r.words), default=None)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _number(value: float) -> float:
    return round(value, 1)


@exercise("topic.3", objective="L6.1", level="must", minutes=5, title="From count to rate")
def rate_per_thousand(briefing: Briefing) -> Task | NotHere:
    """Ask for a rate per 1,000 words."""
    rate = _fullest(main_rates(briefing))
    if rate is None:
        return NotHere("We found no word here that comes twice, in two parts.", "topic.5")
    return Task(
        question=(
            f"“{rate.topic}” stands {_times(rate.count)} among the {rate.words} words of “{shorten(rate.part, 40)}”. "
            "How often is that per 1,000 words?"
        ),
        kind="number",
        expected=_number(rate.rate),
        tolerance=max(0.5, 0.02 * rate.rate),
        no_per_cent="The number is right, but % means of 100, not of 1,000. Leave the sign out.",
        code=f"1000 * {rate.count} / {rate.words}",
        hints=(
            f"If the part had 1,000 words, it would be {1000 / rate.words:.1f} times as long.",
            f"Divide {rate.count} by {rate.words}. Then take it times 1,000.",
        ),
        right="A rate lets you compare a long part with a short one.",
        mistakes=(
            Mistake(_number(rate.rate / 10), "That is per hundred words. Take it times ten."),
            Mistake(rate.count, "That is the count itself. How many would 1,000 words have?"),
            Mistake(_number(rate.words / rate.count), "That divides words by hits. Turn the division round."),
        ),
        otherwise=f"Divide {rate.count} by {rate.words}. Then take it times 1,000.",
    )


@exercise("topic.4", objective="L6.2", level="must", minutes=4, title="Too short for a rate")
def too_short(briefing: Briefing) -> Task | NotHere:
    """Ask which part is too short to bear a rate."""
    parts = [part for part in find_parts(briefing, comparable_parts(briefing)) if part.words]
    by_size = sorted(parts, key=lambda part: part.words)
    long = [part for part in by_size if not part.short]
    if len(parts) < 3 or not by_size[0].short or not long:
        return NotHere("The parts of this text are all of one kind: all long or all short.", "topic.5")
    small, large = by_size[0], long[-1]
    middle = long[0]
    return Task(
        question="In which of these parts does one word more or less change a rate most?",
        kind="choice",
        expected=shorten(small.name, 60),
        hints=(
            "What is one word out of ten? What is one out of a thousand?",
            "Compare how many words the parts have.",
        ),
        right=f"One word of {small.words} is {1000 / small.words:.0f} per 1,000. Such a rate means little.",
        mistakes=(
            Mistake(
                shorten(large.name, 60),
                f"It has {large.words} words, so one word weighs little. Look for a shorter part.",
            ),
            Mistake(
                shorten(middle.name, 60),
                f"It has {middle.words} words, enough for a rough rate. Look for a shorter part.",
            ),
            Mistake(
                "In all of them alike: a rate is a rate",
                "A rate is divided by the words of its part. Compare how many words they have.",
            ),
        ),
    )


@exercise("topic.5", objective="L6.5", level="must", minutes=6, title="A picture in words")
def picture_in_words(briefing: Briefing) -> Task:
    """Ask for the text alternative of the chart."""
    rates = main_rates(briefing)
    top = _fullest(rates)
    word, peak = "a word", "No part has more than 0 per 1,000 words"
    if top is not None:  # a short part may have a higher bar, and two may have the same
        longer = "" if top.rate == max(rate.rate for rate in rates) else "longer "
        word = f"“{top.topic}”"
        peak = f"No {longer}part has more than “{shorten(top.part, 40)}” ({top.rate:.1f} per 1,000 words)"
    return Task(
        question="Write what your chart shows for somebody who cannot see it, in two sentences.",
        kind="text",
        hints=(
            "What would you say on the telephone?",
            "Begin with: A bar chart of …; … is highest in …; … has none.",
        ),
        rubric=(
            "It says what kind of chart it is and what was counted.",
            "It names the highest value with its number and unit.",
            "It says what the chart cannot show, such as parts that are too short.",
        ),
        looks_for=("number", "limit"),
        samples=(
            f"A bar chart of {word} per 1,000 words in {len(rates)} parts. {peak}; "
            "short parts may be chance.",
            f"Bars show how often {word} is used in {len(rates)} parts. {peak}. "
            "Short parts have wide lines, so their bars may be chance.",
        ),
    )


@exercise("topic.6", objective="L6.3", level="stretch", minutes=4, title="Spread or gathered")
def spread_or_gathered(briefing: Briefing) -> Task | NotHere:
    """Ask which of two equally frequent words is spread over more of the text."""
    pair = uneven_pair(briefing)
    if pair is None:
        return NotHere("We found no two frequent words here that differ enough in their spread.", "topic.5")
    (wide, much), (narrow, little) = pair
    parts = f"{much.parts} {plot_parts(briefing)}s"
    return Task(
        question=f"“{wide}” and “{narrow}” are about equally frequent. Which is spread more widely?",
        kind="choice",
        expected=wide,
        hints=(
            f"Look at the strokes above. How many of the {parts} have each word?",
            f"“{narrow}” stands in {little.range} of the {parts}.",
        ),
        right=f"It stands in {much.range} of {parts}, the other in {little.range}.",
        mistakes=(
            Mistake(
                narrow,
                f"It gathers in {little.range} of {parts}. Count those with the other word.",
            ),
            Mistake(
                "Both are spread alike, since they are equally frequent",
                "Count and spread are two things. In how many parts does each word stand?",
            ),
        ),
    )


@exercise("topic.8", objective="L6.4", level="should", minutes=4, title="A key word")
def key_word(briefing: Briefing) -> Task | NotHere:
    """Ask which word marks one voice against the other."""
    first, second = contrast_scopes(briefing)
    if not all(count_words(briefing, scope).N() for scope in (first, second)):
        return NotHere("We found only one voice here, so nothing can be compared.", "topic.5")
    found = find_keywords(briefing, first, second, stop_words=True)
    mine = [k for k in found if k.side != found[0].side] if found else []
    if not mine:
        return NotHere("We found no word here that marks one of the voices.", "topic.5")
    key, other = mine[0], found[0]
    voice = f"the {key.side}" if key.side in ("speaker", "reporter") else key.side
    if briefing.turns and key.side in ("speaker", "asker"):
        voice = "the answers" if key.side == "speaker" else "the questions"
    shared = next(
        (
            w
            for w in topic_words(briefing, 20)
            if w not in (key.word, other.word) and w not in {k.word for k in found[:4]}
        ),
        None,
    )
    options = [
        Mistake(
            other.word,
            "It marks the other voice. Look at the column that says which side uses it more.",
        )
    ]
    if shared:
        options.append(
            Mistake(
                shared,
                "It is frequent, but both voices use it. Which word is used by one side?",
            )
        )
    return Task(
        question=f"Which word marks {voice} most, compared with the other voice?",
        kind="choice",
        expected=key.word,
        hints=(
            "A key word is not the most frequent word. It is surprisingly frequent on one side.",
            f"Look at the rows of “{key.side}”. The strongest word stands first.",
        ),
        right="Keyness compares two voices. Another comparison gives other key words.",
        mistakes=tuple(options),
    )


back_to_verbs = written("topic.back")
exit_of_topics = exit_line("topic.exit", "L6.2", shows="a word that we counted", hides="how much it matters")
