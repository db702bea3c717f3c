"""Exercises of lesson 04, The reporter's hand: what the verb does, and what a paraphrase adds."""

from __future__ import annotations

import re

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.excerpts import first_line, first_words
from briefing_lessons.exercises.model import Mistake, NotHere, Task, exercise
from briefing_lessons.exercises.seed_notes import note_on
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.verbs import (
    ambiguous_verb,
    echo_lines,
    find_reporting_verbs,
    reporting_verbs,
)

#: What a class of reporting verbs does, and what to say when it is chosen by mistake.
_CLASSES = {
    "neutral": (
        "It only says that words were spoken",
        "“Said” does that. What does this verb add to “said”?",
    ),
    "structuring": (
        "It places the words after or before other words",
        "“Added” does that. Does this verb speak of order?",
    ),
    "endorsing": (
        "It presents the words as something found, a fact",
        "“Pointed out” does that. Could one use this verb for an error?",
    ),
    "strong": (
        "It says the words were spoken with force",
        "“Insisted” does that. Does this verb speak of force?",
    ),
    "tentative": (
        "It says the words were cautious",
        "“Suggested” does that. Does this verb speak of caution?",
    ),
    "distancing": (
        "It keeps the reporter away from the words",
        "“Claimed” does that. Does the reporter step back here?",
    ),
    "evaluative": ("It judges the words or the speaker", "“Slammed” does that. Does this verb judge?"),
}


@exercise("hand.2", objective="L4.1", level="must", minutes=4, title="What the verb adds")
def what_the_verb_adds(briefing: Briefing) -> Task | NotHere:
    """Ask what a reporting verb does beyond "said"."""
    known = [verb for verb in find_reporting_verbs(briefing) if verb.kind in _CLASSES]
    telling = [verb for verb in known if verb.kind not in ("neutral", "structuring")] or known
    if not telling:
        return NotHere("The reader found no reporting verb in this text.", "hand.7")
    words = [verb.span.text.lower() for verb in telling]
    verb = max(telling, key=lambda verb: (words.count(verb.span.text.lower()), -verb.span.start))
    own = verb.kind
    others = [c for c in ("neutral", "distancing", "endorsing", "strong") if c != own][:3]
    return Task(
        question=f"Line {briefing.line_number(verb.span)} has “{verb.span.text}”. What does this verb do?",
        kind="choice",
        expected=_CLASSES[own][0],
        also=(own,),
        hints=("Put “said” in its place. What is lost?", f"Our dictionary of verbs calls it {own}."),
        right="Ours is the class of our dictionary; yours stands if a line supports it.",
        mistakes=tuple(Mistake(*_CLASSES[c], also=(c,)) for c in others),
    )


@exercise("hand.3", objective="L4.2", level="must", minutes=5, title="A report that says more")
def report_says_more(briefing: Briefing) -> Task | NotHere:
    """Ask which words of a report say more than the quotation beside it."""
    note = note_on(briefing)
    if note is None or note.echo is None:
        return _report_beside_quotation(briefing)
    echo = note.echo
    return Task(
        question=echo.question
        or f"Line {echo.report} reports what line {echo.quotation} quotes. Which words in {echo.report} say more than {echo.quotation}?",
        kind="words",
        expected=echo.more,
        also=echo.also,
        hints=(
            f"Lay both lines side by side, and strike out what is the same. “{echo.same[0]}” goes.",
            f"What remains in line {echo.report} begins with “{echo.more.split()[0]}”.",
        ),
        right=f"{echo.why} Cite both lines when you say so.",
        mistakes=(
            Mistake(
                echo.same[0],
                f"Line {echo.quotation} has “{echo.same[1]}”: the same. Compare the other words.",
            ),
            Mistake(echo.opening[0], echo.opening[1]),
        ),
        otherwise=f"Strike out of line {echo.report} what line {echo.quotation} says too. Look at what remains.",
    )


def _report_beside_quotation(briefing: Briefing) -> Task | NotHere:
    lines = echo_lines(briefing)
    if len(lines) < 2:
        return NotHere("We found no two lines to compare here.", "hand.7")
    where = " and ".join(map(str, lines))
    begins = first_words(briefing, lines[0])
    return Task(
        question=f"Compare lines {where}. Does one say more than the other? Cite the words.",
        kind="text",
        hints=("Strike out what both lines say.", "Begin with: Line … says “…”; line … only says “…”."),
        rubric=(
            "It cites words of both lines.",
            "It says which words go further.",
            "It does not say who is right.",
        ),
        looks_for=("line", "words"),
        samples=(
            f"I compared lines {where}. Line {lines[0]} has “{begins}”; I looked for these words in the other line.",
            f"In lines {where} I struck out what both say. “{begins}” stands in line {lines[0]}; what is left says more.",
        ),
    )


@exercise("hand.5", objective="L4.3", level="stretch", minutes=4, title="Done, but by whom?")
def done_by_whom(briefing: Briefing) -> Task | NotHere:
    """Ask for a line that says what was done without saying who did it."""
    passives = [m for m in briefing.marks if m.device == "agentless_passive" and m.voice != "boilerplate"]
    lines = tuple(dict.fromkeys(map(briefing.line_number, passives)))
    if not lines:
        return NotHere("The reader found nothing here that is done without a doer.", "hand.7")
    without = [x.number for x in briefing.lines if x.role in ("paragraph", "turn") and x.number not in lines]
    headings = [x.number for x in briefing.lines if x.role == "heading" and x.number not in lines]
    return Task(
        question="Name one line that says what is or was done, and not by whom.",
        kind="lines",
        expected=lines,
        enough=1,
        hints=(
            "Look for “is”, “was” or “been” with another verb after it.",
            f"Read line {lines[0]}, and ask: by whom?",
        ),
        right="Often there is a good reason. Ask what we would know with the doer.",
        mistakes=tuple(
            Mistake(n, f"In line {n} we found no such verb. Look for “been” or “was” with a verb.")
            for n in (*without[:2], *headings[:1])
        ),
        otherwise="We found no such verb there. Look for “been” or “was” with a verb.",
    )


@exercise("hand.6", objective="L4.3", level="stretch", minutes=3, title="Alleged")
def alleged(briefing: Briefing) -> Task:
    """Ask what "alleged" tells, and what it does not."""
    found = re.search(r"\balleged(?:ly)?\b", briefing.text, re.IGNORECASE)
    where = (
        f"Line {briefing.line_number(found.start())} has “{found[0]}”."
        if found
        else "A report speaks of “an alleged thief”."
    )
    return Task(
        question=f"{where} What does the word tell us?",
        kind="choice",
        expected="The reporter does not vouch for the claim",
        hints=("Who would be blamed if the claim proved false?", "Does the word say yes, no, or neither?"),
        right="It may be doubt, and it may be ordinary caution. The word alone cannot tell.",
        mistakes=(
            Mistake(
                "The claim is false",
                "Not proven is not the same as false. What does the reporter leave open?",
            ),
            Mistake("The speaker is lying", "The word judges nobody. What does the reporter leave open?"),
            Mistake(
                "The reporter makes fun of the claim", "Courts and careful papers use it daily. What for?"
            ),
        ),
    )


@exercise("hand.7", objective="L4.4", level="should", minutes=5, title="Rewrite it neutrally")
def rewrite_neutrally(briefing: Briefing) -> Task:
    """Ask for a neutral rewriting of one report."""
    known = find_reporting_verbs(briefing)
    telling = [found for found in known if found.kind not in ("neutral", "structuring")] or known
    line = briefing.line_number(telling[0].span) if telling else first_line(briefing)
    verb = telling[0].span.text if telling else "the verb"
    cues = {q.attribution.cue.start: q.speaker for q in briefing.quotes if q.attribution.cue}
    who = cues.get(telling[0].span.start) if telling else None
    source = f"the source is {who}" if who else "I found no source"
    return Task(
        question=f"Rewrite line {line}, so that a supporter and an opponent would both accept it.",
        kind="text",
        hints=(
            f"Begin with the verb: “{verb}”.",
            "Keep the name, the claim and the line. Leave judgement out.",
        ),
        rubric=(
            "It keeps the claim, who said it, and the line.",
            "It uses a verb that adds nothing.",
            "It adds no word of praise or blame.",
            "It is not longer than the original.",
        ),
        looks_for=("line",),
        samples=(
            f"In line {line}, {source}. I keep the claim, and a verb that adds nothing to “said”.",
            f"I read line {line}: {source}. I leave out every word of praise or blame, and add none.",
        ),
    )


@exercise("hand.8", objective="L4.1", level="stretch", minutes=4, title="How plain is this reporter?")
def share_of_neutral(briefing: Briefing) -> Task | NotHere:
    """Ask for the share of neutral verbs among all reporting verbs."""
    verbs = reporting_verbs(briefing)
    total = sum(verbs["times"])
    if total < 5:
        return NotHere("Fewer than five reporting verbs are too few for a share.", "hand.7")
    neutral = sum(times for _, times, kind in verbs if kind == "neutral")
    return Task(
        question="What share of the reporting verbs is neutral, in per cent?",
        kind="percent",
        expected=round(100 * neutral / total),
        tolerance=1.0,
        code='100 * sum(n for _, n, kind in reporting_verbs(briefing) if kind == "neutral") / sum(reporting_verbs(briefing)["times"])',
        hints=(
            "Add up the numbers of the neutral verbs.",
            "Divide by the sum of all numbers, and take it times 100.",
        ),
        right="Compare it with another text before you call a reporter plain.",
        mistakes=(
            Mistake(neutral, "That is how many there are. Divide it by all reporting verbs."),
            Mistake(
                round(100 * (total - neutral) / total),
                "That is the share of the others. Take it away from 100.",
            ),
            Mistake(
                round(100 * neutral / max(1, len(briefing.tokens)), 1),
                "That divides by all words. Divide by the reporting verbs.",
            ),
        ),
        otherwise="Neutral verbs divided by all reporting verbs, times 100. Check both sums.",
    )


@exercise("hand.back", objective="L4.1", level="should", minutes=2, title="From lesson 02: two counts")
def two_counts(briefing: Briefing) -> Task | NotHere:
    """Take up from lesson 02 that a count has a rule: letters found, and verbs of saying."""
    word = ambiguous_verb(briefing)
    letters = briefing.text.lower().count(word)
    verbs = sum(found.span.text.lower().startswith(word) for found in find_reporting_verbs(briefing))
    if letters == verbs:
        return NotHere("We found no word here that is a verb of saying in one place only.", "hand.exit")
    return Task(
        question=f"Letters “{word}”: {letters}. Verbs of saying that begin so: {verbs}. Why two counts?",
        kind="choice",
        expected="Each count has its own rule",
        hints=("Which rule looks at letters only?", "What must stand before a verb that tells of words?"),
        right="A count without its rule cannot be checked. Always name the rule.",
        mistakes=(
            Mistake("One of them has an error", "Each did what its rule says. What does each look for?"),
            Mistake("The text changed in between", "Both read the same text. What does each look for?"),
            Mistake("The longer list is the better one", "Longer is not better. Which rule asks for a verb?"),
        ),
    )


exit_of_verbs = exit_line("hand.exit", "L4.4", shows="which verb was chosen", hides="why it was chosen")
