"""The exercise bank: questions, worked answers, hints and messages, one module for each lesson."""

from briefing_lessons.exercises.bank import BANK, find_exercise
from briefing_lessons.exercises.excerpts import Excerpt, excerpt
from briefing_lessons.exercises.feedback import Feedback
from briefing_lessons.exercises.journal import Entry, Journal, journal, load_journal, use_journal
from briefing_lessons.exercises.key import KeyRow, answer_key, key_data
from briefing_lessons.exercises.model import Exercise, Mistake, NotHere, Task
from briefing_lessons.exercises.session import (
    Question,
    check_answer,
    compare_guess,
    give_hint,
    keep_guess,
    kept_guess,
    put_question,
)

__all__ = [
    "BANK",
    "Entry",
    "Excerpt",
    "Exercise",
    "Feedback",
    "Journal",
    "KeyRow",
    "Mistake",
    "NotHere",
    "Question",
    "Task",
    "answer_key",
    "check_answer",
    "compare_guess",
    "excerpt",
    "find_exercise",
    "give_hint",
    "journal",
    "keep_guess",
    "kept_guess",
    "key_data",
    "load_journal",
    "put_question",
    "use_journal",
]
