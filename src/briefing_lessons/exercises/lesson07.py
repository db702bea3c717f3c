"""Exercises of lesson 07, Can we trust the machine?: baseline, precision, recall, and errors with a reason."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.baseline import Lines, main_speaker, try_rule
from briefing_lessons.exercises.model import Mistake, NotHere, Task, exercise
from briefing_lessons.exercises.switches import telling_rule
from briefing_lessons.hand_labels import has_labels
from briefing_lessons.statistics import wilson_interval


def _nobody_labelled(instead: str) -> NotHere:
    return NotHere("Nobody has labelled the quotations of this text by hand.", instead)


@exercise("trust.2", objective="L7.1", level="must", minutes=3, title="What a score proves")
def what_a_score_proves(briefing: Briefing) -> Task:
    """Ask what a high score of the lazy program shows."""
    return Task(
        question="On a text with one speaker the lazy program is always right. What do we know about its reading?",
        kind="choice",
        expected="Nothing: this text cannot test it",
        hints=(
            "Did the program look at the words?",
            "Think of a text with two speakers. What would it answer there?",
        ),
        right="A test shows something only where a lazy answer would fail.",
        mistakes=(
            Mistake(
                "It reads well",
                "It never looked at the words. What would it answer about another speaker?",
            ),
            Mistake(
                "It is bad",
                "Here it is never wrong. Which text would show a difference?",
            ),
            Mistake(
                "It understands this speaker",
                "It would give this name for a recipe, too. What did it look at?",
            ),
        ),
    )


def _lines(briefing: Briefing) -> Lines | None:
    """Return the lines as the word rule and the hand labels sort them, where the comparison shows something."""
    if not has_labels(briefing, "quotes"):
        return None
    found = try_rule(briefing)
    return found if found.both and (found.rule_only or found.hand_only) else None


@exercise("trust.3", objective="L7.2", level="must", minutes=5, title="Precision")
def precision(briefing: Briefing) -> Task | NotHere:
    """Ask for the precision of a word rule against the hand labels."""
    lines = _lines(briefing)
    if lines is None:
        return _nobody_labelled("trust.2")
    both, alone, missed = len(lines.both), len(lines.rule_only), len(lines.hand_only)
    every = both + alone + missed + len(lines.neither)
    return Task(
        question="Of the lines the rule points at, how many per cent hold reported speech (precision)?",
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


@exercise("trust.4", objective="L7.2", level="must", minutes=4, title="Recall")
def recall(briefing: Briefing) -> Task | NotHere:
    """Ask for the recall of a word rule against the hand labels."""
    lines = _lines(briefing)
    if lines is None:
        return _nobody_labelled("trust.2")
    both, alone, missed = len(lines.both), len(lines.rule_only), len(lines.hand_only)
    return Task(
        question="Of the lines with reported speech, how many per cent does the rule find (recall)?",
        kind="percent",
        expected=round(lines.recall, 1),
        tolerance=1.0,
        code=f"100 * {both} / ({both} + {missed})",
        hints=(
            f"A person found {both} + {missed} lines. How many did the rule find?",
            f"Divide {both} by {both + missed}. Then take it times 100.",
        ),
        right="Recall asks: when there is something, will the rule notice?",
        mistakes=(
            Mistake(
                round(lines.precision, 1),
                "That is precision: it starts from the rule. Start from the person's lines.",
            ),
            Mistake(
                round(100 * missed / (both + missed), 1),
                "That is the share it misses. Take the share it finds.",
            ),
            Mistake(
                round(100 * both / (both + alone + missed), 1),
                "That counts the rule's false hits too. Use rows one and three only.",
            ),
        ),
        otherwise="Use rows one and three of the table: found, divided by found and missed.",
    )


@exercise("trust.5", objective="L7.3", level="must", minutes=4, title="Find an error and say why")
def find_an_error(briefing: Briefing) -> Task | NotHere:
    """Ask for a line with reported speech that the word rule misses."""
    lines = _lines(briefing)
    if lines is None:
        return _nobody_labelled("trust.2")
    if not lines.hand_only:
        return NotHere("By the labels, the rule misses no line of this text.", "trust.2")
    mistakes = [
        Mistake(
            lines.both[0],
            "The rule finds that line. Look at the row of missed lines.",
            also=lines.both[1:],
        )
    ]
    if lines.rule_only:
        mistakes.append(
            Mistake(
                lines.rule_only[0],
                "There the rule speaks without need. Look for a line where it is silent.",
                also=lines.rule_only[1:],
            )
        )
    if lines.neither:
        mistakes.append(
            Mistake(
                lines.neither[0],
                "The labels by hand have no report in that line. Look at the row of missed lines.",
                also=lines.neither[1:],
            )
        )
    return Task(
        question="Name one line with reported speech that the rule misses.",
        kind="lines",
        expected=lines.hand_only,
        enough=1,
        hints=(
            "Which row of the table holds speech that was missed?",
            f"Read line {lines.hand_only[0]}. Which word reports the speech there?",
        ),
        right="Now say which word reports the speech there. The rule does not know it.",
        mistakes=tuple(mistakes),
        otherwise="Take one number from the row of missed lines. Then reread that line.",
    )


@exercise("trust.6", objective="L7.3", level="should", minutes=5, title="Switch one rule off")
def one_rule_off(briefing: Briefing) -> Task | NotHere:
    """Ask how many quotations change when one rule is switched off."""
    off = telling_rule(briefing)
    if off is None:
        return NotHere("We found no rule of this kind that this text needed.", "trust.2")
    changes, others = len(off.changes), len(briefing.quotes)
    return Task(
        question=f"Switch off the rule “{off.rule}”. How many quotations change?",
        kind="number",
        expected=changes,
        code=f'len(switch_off(briefing, "{off.rule}").changes)',
        hints=(
            f"Run the cell with “{off.rule}” as its rule.",
            "Every row of the result is one quotation that changed.",
        ),
        right="A rule shows its worth only when it is missing. Now reread one row."
        if changes
        else "Another rule stepped in each time. On another text it may not.",
        mistakes=(
            Mistake(
                off.decided,
                "It decided so many, and other rules step in. Count the rows that differ.",
            ),
            Mistake(others, "Those are all quotations. Count the rows that differ."),
            Mistake(others - changes, "Those stay as they were. Count the others."),
        ),
        otherwise=f"Switch off “{off.rule}” in the cell above. Then count the rows.",
    )


@exercise("trust.7", objective="L7.4", level="should", minutes=3, title="A perfect score")
def perfect_score(briefing: Briefing) -> Task:
    """Ask what a perfect score means."""
    return Task(
        question="The machine gets every quotation of one text right. What may we say?",
        kind="choice",
        expected="It made no error on this text, by these labels",
        hints=(
            "How many texts is that? Who made the labels?",
            "A score belongs to a text and to labels. Which option says so?",
        ),
        right="A score belongs to a text and to the people who labelled it.",
        mistakes=(
            Mistake(
                "It understands quotations",
                "It follows rules for words and marks. What would it do with irony?",
            ),
            Mistake(
                "It will be right on the next text",
                "The next text may quote in another way. What would you test next?",
            ),
            Mistake("The labels must be right", "The same mistake could be in both. Who checked the labels?"),
        ),
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
            f"I would ask how it does on texts where {name} is not the main speaker. "
            "If a person checks every name before printing, I would say yes.",
            "No, not yet: one missing rule changes who is quoted, and a wrong name can hurt somebody. "
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
