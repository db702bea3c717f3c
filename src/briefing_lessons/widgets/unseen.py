"""A short unseen text with three questions nobody marks, before lesson 01 and after lesson 07."""

from __future__ import annotations

from html import escape

from briefing_lessons.exercises import Feedback
from briefing_lessons.exercises.journal import journal
from briefing_lessons.exercises.unmarked import unseen_texts
from briefing_lessons.html import text_box
from briefing_lessons.widgets.controls import Button, State, View, Words
from briefing_lessons.widgets.explorer import Explorer


class Unseen(Explorer):
    """The text with its questions; on paper with room to write."""

    @property
    def heading(self) -> str:
        """The text, above its questions."""
        return self.text

    @property
    def result(self) -> str:
        """What is kept; on paper the text and the questions too."""
        asked = "".join(f"<li>{escape(c.label)}<br>&#160;<br>&#160;</li>" for c in self.controls)
        return f'<div class="bl-paper">{self.text}<ol>{asked}</ol></div>{self.view.html}'

    def __init__(self, id: str, title: str, text: str, questions: list[str]) -> None:
        paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.strip().split("\n\n"))
        self.text = text_box(f"<p><strong>{escape(title)}</strong> (invented)</p>{paragraphs}", "bl-excerpt")
        kept = {entry.outcome: entry.value for entry in journal().of(id, "unseen")}

        def keep(state: State) -> State:
            for question in questions:
                if state[question].strip():
                    journal().record("unseen", id, state[question].strip(), question, title)
            return {"kept": sum(bool(state[question].strip()) for question in questions)}

        super().__init__(
            title,
            lambda kept, **_: _format(id, kept),
            [Words(question, question, kept.get(question, ""), lines=2) for question in questions],
            (Button("keep", "Keep", keep, "Keep what you wrote; nobody marks it", main=True),),
            kept=len(kept),
        )


def unseen(id: str) -> Unseen | Feedback:
    """Show a short text that nobody has seen and three questions; what is written is kept, never marked.

    >>> unseen("start.before")
    The pool at Arnby: Nothing is kept yet. Read, write, then press Keep; nobody marks it.

    Parameters
    ----------
    id
        "start.before" or "trust.after".
    """
    texts = unseen_texts()
    if id not in texts or id == "questions":
        return Feedback(id, "trouble", "There are two unseen texts. Use “start.before” or “trust.after”.")
    return Unseen(id, questions=texts["questions"], **texts[id])


def _format(id: str, kept: int) -> View:
    later = " The second text comes after lesson 07." if id == "start.before" else ""
    said = f"Kept: {kept} of 3 answers.{later}"
    if not kept:
        said = "Nothing is kept yet. Read, write, then press Keep; nobody marks it."
    return View(text_box(said, "bl-note", "p"), said)
