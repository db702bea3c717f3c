"""Exercises of lesson 03, Who is speaking?: who said what, and how do we know."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.model import Exercise, Mistake, Task, exercise


@exercise("who.1", objective="L3.1", level="must", minutes=3, title="What quotation marks promise")
def what_marks_promise(briefing: Briefing) -> Task:
    """Ask what quotation marks promise, and what they cannot."""
    return Task(
        question="What do quotation marks tell us for certain?",
        kind="choice",
        expected="The reporter presents these words as somebody's own",
        worked='"The reporter presents these words as somebody\'s own"',
        hints=("Who typed the marks?", "The marks are the reporter's promise, not the speaker's."),
        right="The marks are the reporter's promise. Only a recording could prove each word.",
        mistakes=(
            Mistake(
                "The words are exact", "The marks claim exactness. Who could check that with this text alone?"
            ),
            Mistake(
                "The words are true",
                "Someone can be quoted exactly and be wrong. Ask what the marks are about.",
            ),
        ),
    )


EXERCISES: tuple[Exercise, ...] = (what_marks_promise,)
