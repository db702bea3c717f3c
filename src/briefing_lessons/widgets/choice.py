"""Answering by clicking: the question with its options, and buttons over the same `check` and `hint`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises import Feedback, NotHere, Question, ask, check, hint
from briefing_lessons.pages import look
from briefing_lessons.widgets.controls import Button, Pick, State, View, Words
from briefing_lessons.widgets.explorer import Explorer


class Choice(Explorer):
    """A question to click; on paper it is the question with its options and the last message."""

    def __init__(self, question: Question, briefing: Briefing | None = None) -> None:
        options = tuple((f"{letter}. {words}", words) for letter, words in question.options)
        answer = (
            Pick("answer", "Your answer", options, None, radio=True)
            if options
            else Words("answer", "Your answer", lines=3)
        )
        buttons = (
            Button(
                "check", "Check", partial(ask_check, question.id, briefing), "Check this answer", main=True
            ),
            Button("hint", "Hint", partial(ask_hint, question.id, briefing), "Show the next hint"),
        )
        there = not isinstance(question.task, NotHere)
        self.question = question
        super().__init__(
            f"{question.id}  {question.text} ({question.effort})",
            format_feedback,
            (answer,) if there else (),
            buttons if there else (),
            feedback=None,
        )

    def __repr__(self) -> str:
        return "\n".join([repr(self.question), *([self.view.said] if self.view.said else [])])

    def _repr_html_(self) -> str:
        return (
            f'<style>{look()}</style>\n<div class="bl {self.name}">'
            f'<div class="bl-paper">{self.question._repr_html_()}</div>{self.view.html}</div>'
        )


def choose(id: str, *, briefing: Briefing | None = None) -> None:
    """Show question `id` with its options, and let the learner click.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> choose("start.1")
    start.1  How many lines has this text?
    ...
    """
    from IPython.display import display

    question = ask(id, briefing=briefing)
    # shown at once, not returned: the answer can be typed and checked in the same cell
    display(question if isinstance(question, Feedback) else Choice(question, briefing))


def ask_check(id: str, briefing: Briefing | None, state: State) -> State:
    """Check the answer that was clicked or typed."""
    answer: Any = state["answer"] if state["answer"] not in (None, "") else ...
    return {"feedback": check(id, answer, briefing=briefing)}


def ask_hint(id: str, briefing: Briefing | None, _: State) -> State:
    """Show the next hint."""
    return {"feedback": hint(id, briefing=briefing)}


def format_feedback(*, feedback: Feedback | None, **_: Any) -> View:
    """Return the message to show under a question; it is read aloud by the controls, so not twice."""
    if feedback is None:
        return View("", "")
    if feedback.offer:
        feedback = replace(feedback, offer="Stuck? Press Hint.")
    html = feedback._repr_html_().replace(' role="status"', "")
    if feedback.outcome != "unanswered":  # below stands that nothing was typed
        html = f"<style>.{feedback.untyped} {{ display: none }}</style>{html}"
    return View(html, repr(feedback))
