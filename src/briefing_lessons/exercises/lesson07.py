"""Exercises of lesson 07, Can we trust the machine?: lazy programs, a text with traps, and a rule switched off."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.baseline import labelled_text, main_speaker, trap_text, try_rule
from briefing_lessons.exercises.model import Mistake, NotHere, Task, exercise
from briefing_lessons.exercises.switches import telling_rule
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.written import written
from briefing_lessons.statistics import wilson_interval


@exercise("trust.2", objective="L7.1", level="must", minutes=3, title="What a score proves")
def what_a_score_proves(briefing: Briefing) -> Task:
    """Ask what a text must have before a score on it means something."""
    return Task(
        question="“Always speech” can be right on nearly every line. What must a text have to test a reader?",
        kind="choice",
        expected="Lines on which the lazy answer is wrong",
        hints=(
            "Did the lazy program look at the words?",
            "Find the text on which it collapses. What does that text have?",
        ),
        right="A test shows something only where a lazy answer would fail.",
        mistakes=(
            Mistake("More lines", "A thousand lines of speech would flatter it more. Where would it fail?"),
            Mistake(
                "A harder topic",
                "A program that never reads has no hard topics. On which lines is it wrong?",
            ),
            Mistake(
                "A second program that agrees",
                "Two lazy programs can agree. Which lines would show that neither reads?",
            ),
        ),
    )


@exercise("trust.3", objective="L7.2", level="must", minutes=5, title="Precision")
def precision(briefing: Briefing) -> Task:
    """Ask for the precision of a word rule against the hand labels."""
    text = labelled_text(briefing)
    lines = try_rule(text)
    both, alone, missed = len(lines.both), len(lines.rule_only), len(lines.hand_only)
    every = both + alone + missed + len(lines.neither)
    return Task(
        question=(
            f"In {text.source}, of the lines “said, told, that” points at, "
            "how many per cent hold reported speech (precision)?"
        ),
        kind="percent",
        expected=round(lines.precision, 1),
        tolerance=1.0,
        code=f"100 * {both} / ({both} + {alone})",
        hints=(
            f"The rule points at {both} + {alone} lines. On how many is it right?",
            f"Divide {both} by {both + alone}. Then take it times 100.",
        ),
        right="Precision asks: when the rule speaks, can I believe it?",
        mistakes=(
            Mistake(
                round(lines.recall, 1),
                "That is recall: it starts from the person. Start from the rule's lines.",
            ),
            Mistake(
                round(100 * both / every, 1),
                f"That divides by all {every} lines. Divide by the lines the rule points at.",
            ),
            Mistake(float(both), "That is a count. Which share of the rule's lines is it?"),
        ),
        otherwise="Use the first two rows of the table: right, divided by right and wrong.",
    )


@exercise("trust.5", objective="L7.3", level="stretch", minutes=3, title="Who is “he”?")
def who_is_he(briefing: Briefing) -> Task:
    """Ask what decides a pronoun of the trap text that two people fit."""
    return Task(
        question="In the trap text: “I have paid until June,” he said. What tells you who “he” is?",
        kind="choice",
        expected="Whoever has a lease pays for it",
        hints=(
            "Two men stand in that sentence. What is over, and for whom?",
            "Who pays for a lease: whoever ends it, or whoever has it?",
        ),
        right="You know what a lease is. No rule about words and marks knows that.",
        mistakes=(
            Mistake(
                "The subject of the sentence goes on speaking",
                "That is the machine's rule, and here it errs. Who pays for a lease?",
            ),
            Mistake(
                "The verb “said”",
                "“Said” shows that somebody speaks, not who. What does he say he has done?",
            ),
            Mistake(
                "Nothing: nobody can know",
                "Whoever stood there knew. What would the man who ends a lease have paid?",
            ),
        ),
    )


@exercise("trust.6", objective="L7.3", level="must", minutes=4, title="One rule less")
def one_rule_off(briefing: Briefing) -> Task | NotHere:
    """Ask how many quotations of the trap text a rule has misled."""
    off = telling_rule(trap_text())
    if off is None:
        return NotHere("No rule of this kind was needed in the trap text.", "trust.2")
    return Task(
        question=f"The trap text without the rule “{off.rule}”: how many wrong names become right?",
        kind="number",
        expected=off.count("rescued"),
        code=f'switch_off(trap_text(), "{off.rule}").count("rescued")',
        hints=(
            f"See what changes without “{off.rule}”, and read the last column.",
            "Count the rows that say “rescued”.",
        ),
        right=f"And {off.count('lost')} right ones are lost. A rule rescues, and it misleads.",
        mistakes=(
            Mistake(len(off.changes), "So many names change. Which of them change for the better?"),
            Mistake(off.count("lost"), "Those were right before. Count the ones that become right."),
            Mistake(off.decided, "It decided so many. How many of them were wrong, and are right now?"),
        ),
        otherwise=f"Read what changes without “{off.rule}”. Count the rows that say “rescued”.",
    )


@exercise("trust.8", objective="L7.4", level="must", minutes=6, title="Would you let it?")
def would_you_let_it(briefing: Briefing) -> Task:
    """Ask under which condition the machine may be used."""
    name = main_speaker(briefing) or "the minister"
    return Task(
        question="A newspaper wants this machine to write who said what. What would you ask before saying yes?",
        kind="text",
        hints=(
            "What was it tested on? Who would be hurt by a mistake?",
            "Begin with: I would say yes if …, because …",
        ),
        rubric=(
            "It asks on which texts the machine was tested.",
            "It names one kind of error found in this lesson, with a line or a rule.",
            "It says who checks, or who is hurt by a mistake.",
        ),
        looks_for=("question", "limit"),
        samples=(
            f"I would ask how it does on texts where {name} is not the main speaker, and where two people are “he”. "
            "If a person checks every name before printing, I would say yes.",
            "No, not yet: one rule gives Quill's words to the mayor, and a wrong name can hurt somebody. "
            "I would first want a test on twenty texts it has never seen.",
        ),
    )


@exercise("trust.9", objective="L7.4", level="stretch", minutes=5, title="Twenty of twenty")
def twenty_of_twenty(briefing: Briefing) -> Task:
    """Ask for the lower end of the interval around a perfect score on twenty spans."""
    low = 100 * wilson_interval(20, 20)[0]
    return Task(
        question=(
            "The machine is right on 20 of 20 quotations. "
            "With 95 per cent confidence its true score is at least how many per cent?"
        ),
        kind="percent",
        expected=round(low, 1),
        tolerance=1.5,
        code="100 * 20 / (20 + 3.84)",
        hints=(
            "Twenty is few. Could a machine with 90 per cent be lucky twenty times?",
            "Divide 20 by 20 + 3.84. Then take it times 100.",
        ),
        right="Twenty right answers are good news, and still leave room for errors.",
        mistakes=(
            Mistake(100, "That is what was seen. What else could have been behind it?"),
            Mistake(95, "That is the confidence we ask for. Compute the lower end."),
            Mistake(50, "A coin would hardly be right twenty times. Try something higher."),
        ),
        otherwise="Divide 20 by 20 + 3.84. Then take it times 100.",
    )


back_to_devices = written("trust.back")
exit_of_trust = exit_line(
    "trust.exit",
    "L7.3",
    shows="whether a rule is right there",
    hides="how often it is right",
    looks_for=("limit",),  # the line may be one of the trap text
)
