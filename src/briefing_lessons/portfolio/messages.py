"""A sentence that shows itself in a notebook and in a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from briefing_lessons.html import text_box


@dataclass(frozen=True, slots=True)
class Message:
    """What a call did, in one or a few sentences."""

    text: str
    files: tuple[str, ...] = ()  #: names of files to open, in the folder of the notebook

    def __repr__(self) -> str:
        return " ".join([self.text, *self.files])

    def _repr_html_(self) -> str:
        links = ", ".join(f'<a href="{escape(name)}">{escape(name)}</a>' for name in self.files)
        return text_box(f"{escape(self.text)} {links}".rstrip(), "bl-message", "p", role="status")


def many(count: int, thing: str = "exercise") -> str:
    """Return a count with its noun.

    >>> many(1), many(3, "hint")
    ('1 exercise', '3 hints')
    """
    return f"{count} {thing}{'' if count == 1 else 's'}"
