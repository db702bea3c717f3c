"""The shell of every explorer: labelled controls, a result that is ordinary output, and a line read aloud.

The result is not inside the widget: it is an HTML output of the cell that the controls rewrite. So it is
there under papermill, on paper, and when a saved notebook is opened without a kernel.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from briefing_lessons.errors import BriefingError
from briefing_lessons.pages import look
from briefing_lessons.widgets.controls import Button, Control, State, View, attempt, settled

AGAIN = "Run this cell again to answer or change something."


class Explorer:
    """Something to click through; without a front end, its first result.

    >>> from briefing_lessons.widgets.controls import Number
    >>> explorer = Explorer("Squares", lambda n: View(f"<p>{n * n}</p>", f"{n} squared is {n * n}."),
    ...                     (Number("n", "Number", 3, 1, 9),))
    >>> explorer
    Squares: 3 squared is 9.
    >>> explorer.set(n=4).said
    '4 squared is 16.'
    """

    def __init__(
        self,
        title: str,
        draw: Callable[..., View],
        controls: Sequence[Control] = (),
        buttons: Sequence[Button] = (),
        **kept: Any,
    ) -> None:
        self.title = title
        self.draw = draw  #: called with the state as keywords
        self.controls = tuple(controls)
        self.buttons = tuple(buttons)
        self.state: State = {control.name: control.value for control in controls} | kept
        self.refused = ""  #: why the button pressed last did nothing
        self.keeping: dict[str, Callable[[Any], None]] = {}  #: state -> what keeps it
        self._drawn: dict[tuple[Any, ...], View] = {}

    def __repr__(self) -> str:
        return f"{self.title}: {self.view.said}"

    @property
    def heading(self) -> str:
        """What stands above the controls, as HTML."""
        return f'<p style="font-weight:600;margin:0;line-height:1.4">{escape(self.title)}</p>'

    @property
    def view(self) -> View:
        """What the explorer shows now; trouble is a sentence, never a traceback."""
        key = tuple(self.state.values())
        try:
            if key not in self._drawn:
                self._drawn[key] = self.draw(**self.state)
            drawn = self._drawn[key]
            return View(drawn.html, self.refused) if self.refused else drawn
        except BriefingError as error:
            return View(f'<p class="bl-note">{escape(str(error))}</p>', str(error))

    def set(self, **values: Any) -> View:
        """Move controls, as a reader would, and return what is shown then.

        Raises
        ------
        KeyError
            If there is no control of that name.
        """
        known = {control.name: control for control in self.controls}
        self.refused = ""
        for name, value in values.items():
            self.state[name] = settled(known[name], value)
        return self.view

    def press(self, name: str) -> View:
        """Press a button and return what is shown then.

        Raises
        ------
        KeyError
            If there is no button of that name.
        """
        button = {button.name: button for button in self.buttons}[name]
        return self.change(attempt(button.do, dict(self.state)))

    def change(self, changes: Mapping[str, Any]) -> View:
        """Take over what a button changed, or why it did not, and return what is shown then."""
        known = {control.name: control for control in self.controls}
        changes = dict(changes)
        self.refused = changes.pop("refused", "")
        for name, value in changes.items():
            self.state[name] = settled(known[name], value) if name in known else value
            if name in self.keeping:
                self.keeping[name](value)
        return self.view

    def _repr_html_(self) -> str:
        return (
            f"<style>{look()}</style>\n"
            '<div class="bl bl-explorer tex2jax_ignore mathjax_ignore" role="group" '
            f'aria-label="{escape(self.title)}">\n{self.result}\n{self.again}</div>'
        )

    @property
    def result(self) -> str:
        """What the explorer shows now, as HTML, with what is said of it."""
        how = "bl-said bl-card bl-bad" if self.refused else "bl-said"
        return f'<p class="{how}">{escape(self.view.said)}</p>\n{self.view.html}'

    @property
    def again(self) -> str:
        """What stands in a notebook where the controls are dead: the kernel is another, or has ended."""
        return f'<p class="bl-again">{AGAIN}</p>' if self.controls or self.buttons else ""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}

    def _ipython_display_(self) -> None:
        from IPython.display import display

        from briefing_lessons.widgets.shell import show_controls

        redraw = show_controls(self)
        handle = display(self._repr_mimebundle_(), raw=True, display_id=True)
        if handle is not None:
            redraw(lambda: handle.update(self._repr_mimebundle_(), raw=True))
