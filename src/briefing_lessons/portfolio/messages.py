"""A sentence that shows itself in a notebook and in a terminal."""

from __future__ import annotations

import sys
from base64 import b64encode
from dataclasses import dataclass
from html import escape
from pathlib import Path

from briefing_lessons.html import text_box


@dataclass(frozen=True, slots=True)
class Message:
    """What a call did, in one or a few sentences."""

    text: str
    files: tuple[str, ...] = ()  #: names of files to open, in the folder of the notebook

    def __repr__(self) -> str:
        return " ".join([self.text, *self.files])

    def _repr_html_(self) -> str:
        links = ", ".join(f"<a {_target(name)}>{escape(name)}</a>" for name in self.files)
        return text_box(f"{escape(self.text)} {links}".rstrip(), "bl-message", "p", role="status")


def _target(name: str) -> str:
    """Return where a link to a file leads: in the browser alone there is no folder to find it in."""
    if sys.platform != "emscripten":
        return f'href="{escape(name)}"'
    kind = "text/html" if name.endswith(".html") else "text/plain"
    data = b64encode(Path(name).read_bytes()).decode("ascii")
    return f'download="{escape(name)}" href="data:{kind};base64,{data}"'
