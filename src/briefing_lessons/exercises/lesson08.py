"""Exercises of lesson 08, Your briefing: coverage, guided questions, and a report with its limits."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.clues import names_without_words, words_by_voice
from briefing_lessons.exercises.devices import quoted
from briefing_lessons.exercises.excerpts import first_words
from briefing_lessons.exercises.model import Exercise, Mistake, NotHere, Task, exercise
from briefing_lessons.exercises.subjects import main_rates, topic_words
from briefing_lessons.spans import Quote, Span
from briefing_lessons.topics.terms import find_terms


@exercise("own.1", objective="L8.1", level="must", minutes=4, title="How much was understood")
def coverage(briefing: Briefing) -> Task:
    """Ask for the share of lines that the reader placed by a rule."""
    found = briefing.coverage
    share = 100 * found.placed / found.lines if found.lines else 0.0
    left = found.lines - found.placed
    return Task(
        question="How many per cent of the lines did the reader place by a rule (coverage)?",
        kind="percent",
        expected=round(share, 1),
        tolerance=1.0,
        worked="100 * briefing.coverage.placed / briefing.coverage.lines",
        hints=(
            f"The reader placed {found.placed} of {found.lines} lines.",
            f"Divide {found.placed} by {found.lines}. Then take it times 100.",
        ),
        right=_left_over(left),
        mistakes=(
            Mistake(found.placed, f"That is a count. Which share of {found.lines} lines is it?"),
            Mistake(round(100 - share, 1), "That is the share without a rule. Take the other one."),
            Mistake(
                round(found.placed / found.lines, 2) if found.lines else 0,
                "That is one part of a whole. Take it times 100.",
            ),
        ),
        otherwise="Divide the lines that were placed by all lines. Then take it times 100.",
    )


def _left_over(count: int) -> str:
    if not count:
        return "Every line was placed. That says nothing about names and quotations yet."
    return f"{'One line was' if count == 1 else f'{count} lines were'} placed by no rule. Read those first."


@exercise("own.2", objective="L8.1", level="must", minutes=3, title="When coverage is low")
def when_coverage_is_low(briefing: Briefing) -> Task:
    """Ask what to do when many lines were not placed."""
    return Task(
        question="The reader placed only seven of ten lines of a text. What do you do first?",
        kind="choice",
        expected="Read the lines that were not placed, and see what they share",
        worked='"Read the lines that were not placed, and see what they share"',
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


@exercise("own.3", objective="L8.2", level="must", minutes=4, title="Who has the word?")
def who_has_the_word(briefing: Briefing) -> Task | NotHere:
    """Ask whose words fill most of the quotations or turns."""
    voices = words_by_voice(briefing)
    if not len(voices):
        return NotHere("Nobody is quoted or has a turn in this text.", "own.2")
    first = str(voices[0][0])
    others = [str(row[0]) for row in voices[1:3]]
    unheard = names_without_words(briefing)[:1]
    mistakes = [
        Mistake(name, f"{name} has fewer words. Look at the first row of the table.") for name in others
    ]
    mistakes += [
        Mistake(name, f"{name} is named and has no words here. Look for a voice in the table.")
        for name in unheard
    ]
    if len(mistakes) < 2:
        mistakes.append(
            Mistake("the reporter", "We ask who is given words of their own. Look at the table of voices.")
        )
    return Task(
        question="By the table of voices: who has most words of their own, in quotation marks or turns?",
        kind="name",
        expected=first,
        also=_other_names(briefing, first),
        worked="words_by_voice(briefing)[0][0]",
        hints=("The table of voices is sorted by words.", "Take the name in its first row."),
        right=f"{first} has {voices[0][1]} words of {sum(voices['words'])}. Many words are not yet good reasons.",
        mistakes=tuple(mistakes),
        otherwise="Run the cell with the table of voices. Take the name in its first row.",
    )


def _other_names(briefing: Briefing, name: str) -> tuple[str, ...]:
    """Return the other forms by which a text calls somebody, without those it uses for anybody else."""
    forms = {speaker.name: {*speaker.aliases, speaker.name.split()[-1]} for speaker in briefing.speakers}
    others = {form for speaker, theirs in forms.items() if speaker != name for form in theirs}
    return tuple(sorted(form for form in forms.get(name, set()) - others if form[:1].isupper()))


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
        worked='len([q for q in briefing.quotes if q.kind != "term" and q.speaker is None])',
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


@exercise("own.5", objective="L8.2", level="should", minutes=3, title="Words that were never said")
def never_said(briefing: Briefing) -> Task:
    """Ask what is wrong with naming a source for words that were denied."""
    return Task(
        question="“I will resign,” the mayor never said. The machine names the mayor as the source. What is wrong?",
        kind="choice",
        expected="The sentence says that the mayor did not utter these words",
        worked='"The sentence says that the mayor did not utter these words"',
        hints=(
            "Read the sentence aloud. Did the mayor speak?",
            "One small word turns the report round. Find it between name and verb.",
        ),
        right="The rule saw marks, a source and a verb. It did not read “never”.",
        mistakes=(
            Mistake(
                "The mayor has no name, so she cannot be a source",
                "An office can be a source. Which small word matters here?",
            ),
            Mistake(
                "The source is the reporter",
                "The reporter wrote the sentence. What does it say about the mayor?",
            ),
            Mistake(
                "Nothing: the mayor stands beside the verb",
                "That is why the machine named her. Read the word before the verb.",
            ),
        ),
    )


@exercise("own.6", objective="L8.3", level="must", minutes=4, title="A sentence with its limits")
def sentence_with_limits(briefing: Briefing) -> Task:
    """Ask which sentence the evidence supports."""
    voices = words_by_voice(briefing)
    name = str(voices[0][0]) if len(voices) else "one person"
    word = (topic_words(briefing, 1) or ("water",))[0]
    said = "In this text, nobody is quoted"
    if len(voices):
        said = f"In this text, {name} utters {voices[0][1]} of {sum(voices['words'])} quoted or spoken words"
    return Task(
        question="Which sentence may stand in your report?",
        kind="choice",
        expected=said,
        worked=f'"{said}"',
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


@exercise("own.7", objective="L8.4", level="should", minutes=5, title="Who is missing?")
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
        f"“{rates[0].topic}” is most frequent in “{max(rates, key=lambda r: r.rate).part}”"
        if rates
        else "no word stands out"
    )
    uttered = [int(words) for words in voices["words"]]
    heard = (
        f"It is {name} most of all, with {uttered[0]} of {sum(uttered)} words in the table of voices"
        if uttered
        else f"By the table of voices, 0 of {len(briefing.tokens)} words are uttered by somebody"
    )
    said = _words_of(briefing, name)
    line, words = (
        (briefing.line_number(said), quoted(said, 40)) if said else (1, f"“{first_words(briefing, 1)}”")
    )
    hits = find_terms(briefing, rates[0].topic, "text") if rates else ()
    read = briefing.line_number(hits[0]) if hits else line
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


EXERCISES: tuple[Exercise, ...] = (
    coverage,
    when_coverage_is_low,
    who_has_the_word,
    without_a_source,
    never_said,
    sentence_with_limits,
    who_is_missing,
    report,
)
