"""Answering by clicking: the question with its options as text first, then buttons over the same `check`."""

from __future__ import annotations

import os
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises import Feedback, NotHere, Question, ask, check, hint

#: Set to 1 where nobody can click (papermill, paper): only the text is shown.
STATIC_VARIABLE = "BRIEFING_LESSONS_STATIC"


class Chooser:
    """A question that can be answered by clicking; on paper it is the question and its options."""

    def __init__(self, question: Question, briefing: Briefing | None) -> None:
        self.question = question
        self.briefing = briefing

    def __repr__(self) -> str:
        return repr(self.question)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.question)  # type: ignore[no-untyped-call]
        if os.environ.get(STATIC_VARIABLE) != "1" and not isinstance(self.question.task, NotHere):
            display(self.controls())  # type: ignore[no-untyped-call]

    def controls(self) -> Any:
        """Return the ipywidgets: options or a text box, Check and Hint, and where the result appears."""
        import ipywidgets as widgets  # type: ignore[import-untyped]

        if self.question.options:
            field = widgets.RadioButtons(
                options=[(f"{letter}  {words}", words) for letter, words in self.question.options],
                value=None,
                layout=widgets.Layout(width="max-content"),
            )
        else:
            field = widgets.Textarea(placeholder="Your answer", layout=widgets.Layout(width="90%"))
        checker = widgets.Button(description="Check", tooltip=f"Check the answer to {self.question.id}")
        helper = widgets.Button(description="Hint", tooltip=f"Show the next hint for {self.question.id}")
        result = widgets.HTML()

        def show(feedback: Feedback) -> None:
            result.value = feedback._repr_html_()

        checker.on_click(lambda _: show(check(self.question.id, field.value, briefing=self.briefing)))
        helper.on_click(lambda _: show(hint(self.question.id, briefing=self.briefing)))
        return widgets.VBox([field, widgets.HBox([checker, helper]), result])


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
    display(question if isinstance(question, Feedback) else Chooser(question, briefing))  # type: ignore[no-untyped-call]
