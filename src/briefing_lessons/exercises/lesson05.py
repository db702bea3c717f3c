"""Exercises of lesson 05, How persuasion works: from a device to its effect, and readers who differ."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.devices import quoted, telling_marks
from briefing_lessons.exercises.effects import EFFECTS, three_devices
from briefing_lessons.exercises.excerpts import first_line, first_words
from briefing_lessons.exercises.model import Mistake, NotHere, Task, exercise
from briefing_lessons.exercises.seed_notes import LEFT_ALONE
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.written import written


@exercise("device.1", objective="L5.4", level="must", minutes=3, title="What a device shows")
def what_a_device_shows(briefing: Briefing) -> Task:
    """Ask what follows from finding a device."""
    return Task(
        question="A speaker uses a list of three. What do we know?",
        kind="choice",
        expected="How the sentence is built",
        hints=(
            "Write a list of three true things. Did the list change them?",
            "A device is about the form of the words. Which option is about form?",
        ),
        right="A device is a way to build words. Truth and purpose need other evidence.",
        mistakes=(
            Mistake(
                "That the speaker hides something", "Your own messages have lists too. What do they hide?"
            ),
            Mistake("That the claim is false", "True sentences have lists too. Look at how, not at whether."),
            Mistake("That listeners believe it", "That would need listeners. What can the page alone show?"),
        ),
    )


@exercise("device.3", objective="L5.2", level="must", minutes=5, title="One of two effects")
def one_of_two_effects(briefing: Briefing) -> Task:
    """Ask to choose between two effects that can both be defended, with a reason from the line."""
    triad = three_devices(briefing)[0]
    one, other = EFFECTS["triad"]
    opens, closes = triad.mark.text.split()[:3], triad.mark.text.split()[-3:]
    where = triad.where if triad.text is not briefing else f"Line {briefing.line_number(triad.mark)}"
    return Task(
        question=(
            f"{where.replace(', line', ', paragraph')}: {quoted(triad.mark, 90)}. "
            f"A: {one}. B: {other}. C: no work here. Choose one, and go on with “because”."
        ),
        kind="text",
        hints=(
            "Say it with all its parts, then with the first part alone. What is gone?",
            "Begin with: A (or B, or C), because the words … are …",
        ),
        rubric=(
            "It chooses one of the three.",
            "Its “because” points at words of the sentence.",
            "It says “may” or “might”: nobody has asked the listeners.",
        ),
        looks_for=("words", "limit") if triad.text is briefing else (),  # words of another text
        samples=(
            f"A, because it goes from “{' '.join(opens)}” to “{' '.join(closes)}”, and then it stops: it may sound "
            "as if there were nothing else to say.",
            f"B, because the parts are built alike, and the last one, “{' '.join(closes)}”, may be said from memory.",
        ),
    )


@exercise("device.4", objective="L5.2", level="must", minutes=3, title="No work here")
def no_work_here(briefing: Briefing) -> Task:
    """Ask for the list of the school meals that only says what there is."""
    return Task(
        question="Three lists of the minister of schools. Which of them does no work on a listener?",
        kind="choice",
        expected="soup, beans, bread and fruit",
        hints=(
            "Change the order of the parts. In which list is nothing lost?",
            "Which list could stand on a door in the kitchen?",
        ),
        right="It only says what there is. “No work here” is a good answer.",
        mistakes=(
            Mistake(
                "It is still a lunch, it is still on the table, and it is still free",
                "The last part is the one that counts. What if it came first?",
            ),
            Mistake(
                "Every school will have a trained cook, every cook will have a list, and every list will be on the door",
                "Each part takes up the one before. Change the order: what is lost?",
            ),
        ),
    )


@exercise("device.5", objective="L5.1", level="must", minutes=5, title="Reject a candidate")
def reject_a_candidate(briefing: Briefing) -> Task | NotHere:
    """Ask for one candidate of the machine that the learner does not accept, with a reason."""
    alone = LEFT_ALONE.get(briefing.source, frozenset())
    marks = [mark for mark in telling_marks(briefing) if briefing.line_number(mark) not in alone]
    if not marks:
        return NotHere("The reader found no candidate in this text.", "device.4")
    first, last = ((briefing.line_number(mark), quoted(mark, 40)) for mark in (marks[0], marks[-1]))
    return Task(
        question="Take three candidates of this text. Which of them do you reject, and why?",
        kind="text",
        hints=(
            "Switch each off in your head. Where does nothing change for a listener?",
            "Begin with: I reject … in line …, because …",
        ),
        rubric=(
            "It names a line and quotes the words.",
            "Its reason is about what the words do there, not about the speaker.",
            "It would tell somebody else what to look for.",
        ),
        looks_for=("line", "words"),
        samples=(
            f"I reject {last[1]} in line {last[0]}, because without it the sentence says and sounds the same.",
            f"I keep {first[1]} in line {first[0]} and reject {last[1]} in line {last[0]}: only the first changes "
            "how the sentence sounds.",
        ),
    )


@exercise("device.7", objective="L5.1", level="must", minutes=6, title="To whom, and to what end")
def to_whom(briefing: Briefing) -> Task:
    """Ask who says a line to whom, and what would be lost without its device."""
    own = [device for device in three_devices(briefing) if device.text is briefing]
    line = briefing.line_number(own[0].mark) if own else first_line(briefing)
    words = quoted(own[0].mark, 40) if own else f"“{first_words(briefing, line)}”"
    name = (own[0].mark.speaker if own else None) or "somebody"
    return Task(
        question="Finish: In line …, … says … to …; without the … …; other listeners may …",
        kind="text",
        hints=(
            "Who sits in the room, and who hears of it outside?",
            "Take a device that you switched off. Begin with: In line …, … says …",
        ),
        rubric=(
            "It names a line, its words, and who says them to whom.",
            "It says what is lost and what stays without the device.",
            "It names a second listener, and says “may”.",
        ),
        looks_for=("line", "words", "limit"),
        samples=(
            f"In line {line}, {name} says {words} to those who report it; without the device the claim stays and is "
            "shorter; other listeners may not even notice it.",
            f"In line {line}, the words {words} are for the room; without them it sounds less sure; somebody who "
            "is spoken about may hear a reproach.",
        ),
    )


@exercise("device.6", objective="L5.3", level="should", minutes=4, title="When readers differ")
def when_readers_differ(briefing: Briefing) -> Task:
    """Ask what to do with spans on which two readers differ."""
    return Task(
        question="You and a partner differ on two of eight spans. What is the best next step?",
        kind="choice",
        expected="Reread both lines and say what each of us saw",
        hints=(
            "What could you learn from a span that was easy?",
            "A label needs a reason. Where are the reasons?",
        ),
        right="Differences show where a rule is unclear. That is worth more than the number.",
        mistakes=(
            Mistake(
                "Take the label of the better pupil", "A label needs a reason, not a rank. Reread the line."
            ),
            Mistake("Throw the two spans away", "Then only easy spans are left. What would they teach?"),
            Mistake("Let the machine decide", "The machine has a rule, too. Does its rule fit these lines?"),
        ),
    )


@exercise("device.8", objective="L5.3", level="stretch", minutes=5, title="Agreement by chance")
def chance_agreement(briefing: Briefing) -> Task:
    """Ask for Cohen's kappa from per cent and chance."""
    return Task(
        question=(
            "Two readers agree on 75 per cent. By chance alone they would agree on 50 per cent. "
            "How large is kappa?"
        ),
        kind="number",
        expected=0.5,
        tolerance=0.01,
        no_per_cent="Kappa is no per cent. Take the % away.",
        code="(0.75 - 0.50) / (1 - 0.50)",
        hints=(
            "How far above chance are they? How far could they be at most?",
            "Kappa is (agreement − chance) divided by (1 − chance).",
        ),
        right="They came half of the way from chance to full agreement.",
        mistakes=(
            Mistake(0.25, "That is how far they are above chance. Divide by what was possible."),
            Mistake(0.75, "That is the agreement itself. Take chance away first."),
            Mistake(1.5, "That divides agreement by chance. Take chance away first, then divide."),
        ),
        otherwise="Kappa is no per cent, and never above 1. Divide 0.75 − 0.50 by 1 − 0.50.",
    )


back_to_sources = written("device.back")
exit_of_devices = exit_line("device.exit", "L5.4", shows="how something is said", hides="how others hear it")
