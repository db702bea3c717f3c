"""The shell of every explorer: labelled controls, a result that is ordinary output, and a line read aloud.

The result is not inside the widget: it is an HTML output of the cell that the controls rewrite. So it is
there under papermill, on paper, and when a saved notebook is opened without a kernel.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from briefing_lessons.errors import BriefingError
from briefing_lessons.pages import look
from briefing_lessons.widgets.slow import SlowWork

#: What an explorer knows: the value of every control, and what its buttons keep.
State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """What an explorer shows, and the same in words."""

    html: str  #: escaped HTML
    said: str  #: one to three sentences: printed, read aloud, and compared with the picture in tests


@dataclass(frozen=True, slots=True)
class Pick:
    """One of several."""

    name: str
    label: str
    options: tuple[tuple[str, Any], ...]  #: (words, value)
    value: Any = None
    radio: bool = False  #: all options in view, for a question with few of them


@dataclass(frozen=True, slots=True)
class Ticks:
    """Any of several."""

    name: str
    label: str
    options: tuple[tuple[str, Any], ...]  #: (words, value)
    value: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""

    name: str
    label: str
    value: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Words:
    """Something to type, on one line or several."""

    name: str
    label: str
    value: str = ""
    lines: int = 1
    example: str = ""
    live: bool = False  #: the result follows while one types


@dataclass(frozen=True, slots=True)
class File:
    """A file from this computer, which goes to the kernel and nowhere else; `(name, bytes)` or `None`."""

    name: str
    label: str
    accept: str = ""
    value: None = None


@dataclass(frozen=True, slots=True)
class Button:
    """Something to do: takes the state and returns what changes in it."""

    name: str
    label: str
    do: Callable[[State], Mapping[str, Any]]
    help: str = ""
    main: bool = False  #: the usual next step
    slow: Callable[[State], bool] | None = None  #: says when it takes seconds: then it can be stopped
    beside: str = ""  #: the control it belongs to; those of none stand in a row of their own


Control = Pick | Ticks | Number | Words | File


def settled(control: Control, value: Any) -> Any:
    """Return `value` as `control` can hold it: numbers inside their limits, options that exist.

    >>> settled(Number("page", "Page", 1, 1, 4), 9)
    4
    """
    if isinstance(control, Number):
        return min(max(int(value), control.low), control.high)
    if isinstance(control, Ticks):
        return tuple(chosen for _, chosen in control.options if chosen in value)
    if isinstance(control, Pick):
        return value if any(value == chosen for _, chosen in control.options) else control.value
    return value


def attempt(do: Callable[[State], Mapping[str, Any]], state: State) -> Mapping[str, Any]:
    """Do what a button does and return what changes; where that fails, why it was refused."""
    try:
        return do(state)
    except BriefingError as error:
        return {"refused": str(error)}


AGAIN = "Run this cell again to answer or change something."


class Explorer:
    """Something to click through; without a front end, its first result.

    >>> from briefing_lessons.widgets.explorer import Number
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
        if unknown := values.keys() - {control.name for control in self.controls}:
            raise KeyError(*unknown)
        return self.change(values)

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

        redraw = show_controls(self)
        handle = display(self._repr_mimebundle_(), raw=True, display_id=True)
        if handle is not None:
            redraw(lambda: handle.update(self._repr_mimebundle_(), raw=True))


#: Set to 1 where nobody can click (papermill, paper): only the result is shown.
STATIC_VARIABLE = "BRIEFING_LESSONS_STATIC"

Redraw = Callable[[], Any]


def show_controls(explorer: Explorer) -> Callable[[Redraw], None]:
    """Display the controls of `explorer`; return what takes the function that redraws its result."""
    waiting: list[Redraw] = []
    if os.environ.get(STATIC_VARIABLE) == "1" or not (explorer.controls or explorer.buttons):
        return waiting.append
    from IPython.display import display

    panel = build_panel(explorer, waiting)
    bundle = dict(panel._repr_mimebundle_())
    names = [item.label for item in (*explorer.controls, *explorer.buttons)]
    bundle["text/plain"] = f"Controls, in JupyterLab: {', '.join(names)}."
    display(bundle, raw=True)
    return waiting.append


def build_panel(explorer: Explorer, redraws: list[Redraw]) -> Any:
    """Return the box of controls and buttons, wired so that every change redraws and is read aloud."""
    import ipywidgets

    made = {control.name: make(control) for control in explorer.controls}
    status = ipywidgets.HTML()
    busy = False
    running: list[asyncio.Future[None]] = []  # asyncio itself keeps only weak references

    def refresh() -> None:
        nonlocal busy
        busy = True  # what a button changes is no new request
        for control in explorer.controls:
            write(control, made[control.name], explorer.state[control.name])
        busy = False
        for redraw in redraws:
            redraw()
        announce(explorer.view.said)

    def listen(control: Control) -> None:
        def changed(_: Any) -> None:
            if not busy:
                explorer.set(**{control.name: read(control, made[control.name])})
                refresh()

        for part in parts(control, made[control.name]):
            part.observe(changed, names="value")

    def announce(said: str) -> None:
        # assertive: ipywidgets makes a new element each time, and a polite one that is new may go unread
        status.value = f'<p class="bl-hidden" role="status" aria-live="assertive">{escape(said)}</p>'

    def wire(button: Button) -> Any:
        widget = ipywidgets.Button(
            description=button.label,
            tooltip=button.help or button.label,
            button_style="primary" if button.main else "",
            layout=ipywidgets.Layout(width="auto"),
        )

        def pressed(_: Any) -> None:
            if button.slow is not None and button.slow(explorer.state):
                work = SlowWork(partial(attempt, button.do), dict(explorer.state))
                following = follow_slow(work, panel, explorer, announce, refresh)
                running.append(asyncio.ensure_future(following))
            else:
                explorer.press(button.name)
                refresh()

        widget.on_click(pressed)
        return widget

    for control in explorer.controls:
        listen(control)
    rows = [row(list(group)) for group in groups(explorer, made, wire) if group]
    title = ipywidgets.HTML(f'<div class="bl">{explorer.heading}</div>')
    panel = ipywidgets.VBox([title, *rows, status])
    panel.add_class("bl-controls")
    return panel


async def follow_slow(
    work: SlowWork,
    panel: Any,
    explorer: Explorer,
    announce: Callable[[str], None],
    refresh: Callable[[], None],
) -> None:
    """Do `work` in another process, with a progress bar and a way to stop it."""
    import ipywidgets

    bar = ipywidgets.FloatProgress(description="Working", max=1.0)
    stop = ipywidgets.Button(description="Stop", tooltip="Stop and change nothing")
    stop.on_click(lambda _: work.stop())
    before = panel.children
    panel.children = (*before[:-1], row([bar, stop]), before[-1])
    announce("Working. Press Stop to give up.")
    try:
        # nobody knows how long it takes: the bar nears its end without claiming to reach it
        changes = await work.result(lambda gone: setattr(bar, "value", gone / (gone + 4)))
    except InterruptedError:
        panel.children = before
        announce("Stopped. Nothing has changed.")
    else:
        panel.children = before
        explorer.change(changes)
        refresh()


def groups(
    explorer: Explorer, made: dict[str, Any], wire: Callable[[Button], Any]
) -> Iterator[tuple[Any, ...]]:
    """Yield the widgets of each row: controls up to one with buttons beside it; at last the other buttons."""
    fields: list[Any] = []
    for control in explorer.controls:
        beside = [wire(button) for button in explorer.buttons if button.beside == control.name]
        fields += [made[control.name], *beside]
        if beside:
            yield tuple(fields)
            fields = []
    yield tuple(fields)
    yield tuple(wire(button) for button in explorer.buttons if not button.beside)


def row(children: list[Any]) -> Any:
    """Return widgets side by side, on as many lines as the screen needs."""
    import ipywidgets

    box = ipywidgets.HBox(children, layout=ipywidgets.Layout(flex_flow="row wrap"))
    box.add_class("bl-row")
    return box


def make(control: Control) -> Any:
    """Return the widget of one control, labelled."""
    import ipywidgets

    fit = {"width": "auto", "max_width": "100%"}
    common: dict[str, Any] = {
        "description": control.label,
        "style": {"description_width": "initial"},
        "layout": fit,
    }
    match control:
        case Pick():
            kind = ipywidgets.RadioButtons if control.radio else ipywidgets.Dropdown
            return kind(options=control.options, value=control.value, **common)
        case Ticks():
            boxes = [
                ipywidgets.Checkbox(value=value in control.value, description=words, indent=False, layout=fit)
                for words, value in control.options
            ]
            return ipywidgets.VBox([ipywidgets.HTML(f"<span>{escape(control.label)}</span>"), row(boxes)])
        case Number():
            common["layout"] = {"width": f"{len(control.label) // 2 + 7}em"}
            return ipywidgets.BoundedIntText(control.value, min=control.low, max=control.high, **common)
        case Words():
            common |= {"placeholder": control.example, "continuous_update": control.live}
            if control.lines == 1:  # short ones share a row with what belongs to them
                common["layout"] = {"width": "auto", "flex": "1 1 15em"}
                return ipywidgets.Text(control.value, **common)
            common["layout"] = {"width": "100%", "height": "auto"}
            return text_area()(control.value, rows=control.lines, **common)
        case File():  # without an icon: a screen reader would read the letter that draws it
            return ipywidgets.FileUpload(
                accept=control.accept, description=control.label, icon="", layout=fit
            )


def text_area() -> Any:
    """Return a text area that does not send back what it was sent: a long text would choke the channel."""
    import ipywidgets
    import traitlets

    class TextArea(ipywidgets.Textarea):  # type: ignore[misc]  # ipywidgets has no types
        value = traitlets.Unicode().tag(sync=True, echo_update=False)

    return TextArea


def parts(control: Control, widget: Any) -> list[Any]:
    """Return the widgets inside `widget` that hold its value."""
    return list(widget.children[1].children) if isinstance(control, Ticks) else [widget]


def read(control: Control, widget: Any) -> Any:
    """Return the value that `widget` holds."""
    if isinstance(control, Ticks):
        boxes = parts(control, widget)
        return tuple(value for (_, value), box in zip(control.options, boxes, strict=True) if box.value)
    if isinstance(control, File):
        return next(((file["name"], bytes(file["content"])) for file in widget.value), None)
    return widget.value


def write(control: Control, widget: Any, value: Any) -> None:
    """Let `widget` show `value`."""
    if isinstance(control, Ticks):
        for (_, option), box in zip(control.options, parts(control, widget), strict=True):
            box.value = option in value
    elif isinstance(control, File):
        if value is None and widget.value:
            widget.value = ()
    elif widget.value != value:
        widget.value = value
