"""The exercise bank: questions, worked answers, hints and messages, one module for each lesson."""

from briefing_lessons.exercises.bank import BANK, find_exercise
from briefing_lessons.exercises.excerpts import excerpt
from briefing_lessons.exercises.feedback import Feedback
from briefing_lessons.exercises.journal import Entry, Journal, journal, load_journal, use_journal
from briefing_lessons.exercises.key import KeyRow, answer_key
from briefing_lessons.exercises.model import Exercise, Mistake, NotHere, Task, exercise
from briefing_lessons.exercises.session import Question, ask, check, compare_guess, guess, hint

__all__ = [
    "BANK",
    "Entry",
    "Exercise",
    "Feedback",
    "Journal",
    "KeyRow",
    "Mistake",
    "NotHere",
    "Question",
    "Task",
    "answer_key",
    "ask",
    "check",
    "compare_guess",
    "excerpt",
    "exercise",
    "find_exercise",
    "guess",
    "hint",
    "journal",
    "load_journal",
    "use_journal",
]
