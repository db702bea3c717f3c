"""Exercises of lesson 08, Your briefing: coverage, guided questions, and a report with its limits."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.clues import names_without_words, quoted_voices, words_by_voice
from briefing_lessons.exercises.devices import quoted
from briefing_lessons.exercises.excerpts import first_words
from briefing_lessons.exercises.model import Mistake, NotHere, Task, exercise
from briefing_lessons.exercises.subjects import main_rates, topic_words
from briefing_lessons.exercises.written import written
from briefing_lessons.spans import Quote, Span
from briefing_lessons.topics.terms import find_terms


@exercise("own.2", objective="L8.1", level="must", minutes=3, title="When coverage is low")
def when_coverage_is_low(briefing: Briefing) -> Task:
    """Ask what to do when many lines were not placed."""
    return Task(
        question="The reader placed only seven of ten lines of a text. What do you do first?",
        kind="choice",
        expected="Read the lines that were not placed, and see what they share",
        hints=(
            "What if all speeches are among the missing lines?",
            "A number says how many. Which option shows you which ones?",
        ),
        right="What was not placed may be one kind of line. Then every count is bent.",
        mistakes=(
            Mistake(
                "Go on: seven of ten is a pass",
                "The missing lines could be all answers. Where would you see that?",
            ),
            Mistake(
                "Delete the other lines",
                "Then nobody can check what is missing. Look at them before you decide.",
            ),
            Mistake(
                "Take another text",
                "Texts in the world are untidy. What could the lines have in common?",
            ),
        ),
    )


@exercise("own.4", objective="L8.2", level="must", minutes=4, title="Where the machine gave up")
def without_a_source(briefing: Briefing) -> Task | NotHere:
    """Ask how many quotations have no source."""
    said: list[Quote] = [quote for quote in briefing.quotes if quote.kind != "term"]
    if not said:
        return NotHere("The machine found no quotation in this text.", "own.2")
    lost = [quote for quote in said if quote.speaker is None]
    where = (
        f"One is in line {briefing.line_number(lost[0])}." if lost else "Here it named somebody each time."
    )
    return Task(
        question=(
            "How many quotations and reports have no source, by the machine's reading? "
            "Names in marks (“term”) do not count."
        ),
        kind="number",
        expected=len(lost),
        rests_on=tuple(said),
        code='len([q for q in briefing.quotes if q.kind != "term" and q.speaker is None])',
        hints=(
            "Look for “no source” in the table of quotations.",
            f"{where} Names in marks (terms) do not count.",
        ),
        right=f"{where} Now check one that has a name: is it right?",
        mistakes=(
            Mistake(len(said), "Those are all quotations. Count those without a name."),
            Mistake(len(said) - len(lost), "Those have a source. Count the others."),
            Mistake(
                len(briefing.quotes) - len(said) + len(lost),
                "That includes names in marks. Count only what somebody said.",
            ),
        ),
        otherwise="Look through the table of quotations. Count those without a name.",
    )


@exercise("own.6", objective="L8.3", level="must", minutes=4, title="A sentence with its limits")
def sentence_with_limits(briefing: Briefing) -> Task:
    """Ask which sentence the evidence supports."""
    voices = words_by_voice(briefing)
    name = str(voices[0][0]) if len(voices) else "one person"
    word = (topic_words(briefing, 1) or ("water",))[0]
    said = "In this text, we found nobody who is quoted"
    if len(voices):
        said = f"In this text, {name} utters {voices[0][1]} of {sum(voices['words'])} quoted or spoken words"
    return Task(
        question="Which sentence may stand in your report?",
        kind="choice",
        expected=said,
        rests_on=quoted_voices(briefing),
        hints=(
            "Which sentence could a classmate check with this page alone?",
            "Look for the words that say where and what was counted.",
        ),
        right="It says where and what was counted. Anybody can check it.",
        mistakes=(
            Mistake(
                f"The press is on the side of {name}",
                "One text is not the press, and a count takes no side. What did you count?",
            ),
            Mistake(
                f"{name} talks too much",
                "“Too much” needs a measure you do not have. What did you count?",
            ),
            Mistake(
                f"“{word}” worries everybody",
                "The page shows words, not worries. What did you count?",
            ),
        ),
    )


@exercise("own.7", objective="L8.4", level="stretch", minutes=5, title="Who is missing?")
def who_is_missing(briefing: Briefing) -> Task:
    """Ask whom the text names without giving them words, and whom one would ask."""
    missing = names_without_words(briefing)[:2]
    line = next((x.number for name in missing for x in briefing.lines if name in x.text), 1)
    finding = (
        f"Line {line} names {missing[0]}, and I found no words of theirs. I would ask: what did you see of it?"
        if missing
        else f"I read from line {line} on and found nobody who is named and not heard. "
        "I would ask somebody whom the text leaves out: what did you see of it?"
    )
    return Task(
        question="Whom does this text name without giving them words? Whom would you ask, and what?",
        kind="text",
        hints=(
            "Compare the names in the text with the table of voices.",
            "Begin with: … is named in line …, but … I would ask …",
        ),
        rubric=(
            "It names somebody from the text, with a line.",
            "It puts one question that could have an unwelcome answer.",
            "It does not guess why they are missing.",
        ),
        looks_for=("line", "question"),
        samples=(
            finding,
            f"I would ask somebody who lives with the matter of line {line} what has changed for them; "
            "why they are missing, the page does not say.",
        ),
    )


def _words_of(briefing: Briefing, name: str) -> Span | None:
    """Return some words that a voice utters: a quotation, or the beginning of a turn."""
    for quote in briefing.quotes:
        if quote.speaker == name and quote.kind == "direct" and not briefing.turns:
            return quote
    for turn in briefing.turns:
        if name in (turn.speaker, turn.label.strip(" :.")):
            return Span(turn.body_start, turn.body_end, briefing.text[turn.body_start : turn.body_end])
    return None


@exercise("own.8", objective="L8.4", level="must", minutes=12, title="Your report")
def report(briefing: Briefing) -> Task:
    """Ask for a short report with evidence and limits."""
    voices = words_by_voice(briefing)
    name = str(voices[0][0]) if len(voices) else "nobody"
    rates = [rate for rate in main_rates(briefing) if rate.count]
    found = (
        f"no part has more of “{rates[0].topic}” per word than “{max(rates, key=lambda r: r.rate).part}”"
        if rates
        else "no word stands out"
    )
    uttered = [int(words) for words in voices["words"] if words]
    heard = (
        f"It is {name} most of all, with {uttered[0]} of {sum(uttered)} words in the table of voices"
        if uttered
        else f"By the table of voices, 0 of {len(briefing.tokens)} words are uttered by somebody"
    )
    said = _words_of(briefing, name)
    line, words = (
        (briefing.line_number(said), quoted(said, 40))
        if said and said.text.strip()
        else (1, f"“{first_words(briefing, 1)}”")
    )
    hits = find_terms(briefing, rates[0].topic, "text") if rates else ()
    read = next((n for n in map(briefing.line_number, hits) if briefing.line(n).rule), line)
    begins = f"“{first_words(briefing, read)}”"
    return Task(
        question="Write your report in four sentences: a question, what you found, a line as evidence, a limit.",
        kind="text",
        hints=(
            "What did you want to know before you began?",
            "Begin with: I asked … and found … in line … End with: This does not show …",
        ),
        rubric=(
            "It asks one question that this text can answer.",
            "It gives one number with what it was counted from.",
            "It quotes one line with its number.",
            "It names one thing that the method cannot show.",
        ),
        looks_for=("question", "number", "line", "words", "limit"),
        samples=(
            f"I asked who is given words of their own. {heard}. Line {line} shows it: {words}. This does not show who else was asked.",
            f"I asked what the text is about. By count, {found}, one of {max(1, len(rates))} parts. I read line {read}, "
            f"which begins {begins}, to see how the word is used. A rate in a short part can be chance.",
        ),
    )


back_to_rates = written("own.back")
