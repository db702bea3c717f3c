"""What a learner sees after an answer: the outcome in a word, a message, and something to do."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from briefing_lessons.exercises.marking import Outcome
from briefing_lessons.html import text_box

_WORD = {
    "unanswered": "Not answered yet.",
    "unread": "Not read.",
    "right": "Right.",
    "mistake": "Not yet.",
    "wrong": "Not yet.",
    "kept": "Kept.",
    "thin": "A little more, please.",
    "left": "Left open.",
    "not here": "Not with this text.",
    "trouble": "Something is missing.",
}
_SIGN = {"right": "✓", "mistake": "→", "wrong": "→", "kept": "✎"}


@dataclass(frozen=True, slots=True)
class Feedback:
    """What comes of an answer, a hint or a guess; shows itself in a notebook, in a terminal and on paper."""

    exercise: str  #: id, e.g. "who.3"
    outcome: Outcome
    message: str
    word: str = ""  #: the outcome in a word; empty: the usual word
    notes: tuple[tuple[str, tuple[str, ...]], ...] = ()  #: further (heading, lines): rubric, samples
    code: str = ""  #: a line of code to look at
    offer: str = ""  #: where help is

    @property
    def head(self) -> str:
        """The outcome in a word."""
        return self.word or _WORD[self.outcome]

    def __repr__(self) -> str:
        lines = [f"{_SIGN.get(self.outcome, '○')} {self.exercise}  {self.head} {self.message}".rstrip()]
        lines += [f"    {self.code}"] if self.code else []
        for heading, points in self.notes:
            lines += [heading, *(f"  - {point}" for point in points)]
        return "\n".join([*lines, *([self.offer] if self.offer else [])])

    def _repr_html_(self) -> str:
        sign = f'<span aria-hidden="true">{_SIGN.get(self.outcome, "○")}</span>'
        name = f"<code>{escape(self.exercise)}</code> <strong>{escape(self.head)}</strong>"
        parts = [f'<p class="bl-head" style="margin:0.2em 0">{sign} {name} {escape(self.message)}</p>']
        if self.code:
            parts.append(f"<pre><code>{escape(self.code)}</code></pre>")
        for heading, points in self.notes:
            items = "".join(f"<li>{escape(point)}</li>" for point in points)
            parts.append(f"<p><strong>{escape(heading)}</strong></p><ul>{items}</ul>")
        if self.offer:
            parts.append(f'<p class="bl-offer" style="margin:0.2em 0">{escape(self.offer)}</p>')
        return text_box(
            "".join(parts),
            f"bl-feedback bl-{self.outcome.replace(' ', '-')}",
            role="status",
            style="border-left:0.3em solid;padding:0.1em 0.8em;margin:0.4em 0",
        )
