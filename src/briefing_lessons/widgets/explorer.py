"""The shell of every explorer: labelled controls, a result that is ordinary output, and a line read aloud.

The result is not inside the widget: it is an HTML output of the cell that the controls rewrite. So it is
there under papermill, on paper, and when a saved notebook is opened without a kernel.
"""

import asyncio
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from inspect import signature
from time import monotonic
from typing import Any

from briefing_lessons.errors import BriefingError
from briefing_lessons.html import text_box
from briefing_lessons.pages import template

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


Control = Pick | Number | Words | File


def settled(control: Control, value: Any) -> Any:
    """Return `value` as `control` can hold it: numbers inside their limits, options that exist.

    >>> settled(Number("page", "Page", 1, 1, 4), 9)
    4
    """
    if isinstance(control, Number):
        return min(max(int(value), control.low), control.high)
    if isinstance(control, Pick):
        return value if any(value == chosen for _, chosen in control.options) else control.value
    return value


def attempt(do: Callable[[State], Mapping[str, Any]], state: State) -> Mapping[str, Any]:
    """Do what a button does and return what changes; where that fails, why it was refused."""
    try:
        return do(state)
    except BriefingError as error:
        return {"refused": str(error)}


#: what stands in a notebook where the controls are dead: the kernel is another, or has ended
AGAIN = '<p class="bl-again">Run this cell again to answer or change something.</p>'


def titled(title: str) -> str:
    """Return a title as HTML."""
    return f'<p style="font-weight:600;margin:0;line-height:1.4">{escape(title)}</p>'


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
        self.draw = draw  #: called with the state as keywords; what it takes as `**_` changes nothing
        self.controls, self.buttons = tuple(controls), tuple(buttons)
        self.state: State = {control.name: control.value for control in controls} | kept
        self.refused = ""  #: why the button pressed last did nothing
        self.keeping: dict[str, Callable[[Any], None]] = {}  #: state -> what keeps it
        self._drawn: dict[tuple[Any, ...], View] = {}

    def __repr__(self) -> str:
        return f"{self.title}: {self.view.said}"

    @property
    def heading(self) -> str:
        """What stands above the controls, as HTML."""
        return titled(self.title)

    @property
    def view(self) -> View:
        """What the explorer shows now; trouble is a sentence, never a traceback."""
        named = signature(self.draw).parameters
        key = tuple(value for name, value in self.state.items() if name in named or "_" not in named)
        try:
            drawn = self._drawn.get(key) or self._drawn.setdefault(key, self.draw(**self.state))
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
        self.state |= changes
        self.refused = self.state.pop("refused", "")
        for control in self.controls:
            self.state[control.name] = settled(control, self.state[control.name])
        for name in self.keeping.keys() & changes.keys():
            self.keeping[name](changes[name])
        return self.view

    def _repr_html_(self) -> str:
        shown = f"\n{self.result}\n{AGAIN if self.controls or self.buttons else ''}"
        box = text_box(shown, "bl bl-explorer", role="group", aria_label=self.title)
        return f"<style>{template('look.css')}</style>\n{box}"

    @property
    def result(self) -> str:
        """What the explorer shows now, as HTML, with what is said of it."""
        how = "bl-said bl-card bl-bad" if self.refused else "bl-said"
        return f'<p class="{how}">{escape(self.view.said)}</p>\n{self.view.html}'

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}

    def _ipython_display_(self) -> None:
        from IPython.display import display

        panel = show_controls(self)
        handle = display(self._repr_mimebundle_(), raw=True, display_id=True)
        if panel is not None and handle is not None:
            panel.redraw = lambda: handle.update(self._repr_mimebundle_(), raw=True)


PAUSE = 0.2  #: seconds between two looks at what is under way
#: Set to 1 where nobody can click (papermill, paper): only the result is shown.
STATIC_VARIABLE = "BRIEFING_LESSONS_STATIC"


def show_controls(explorer: Explorer) -> "Panel | None":
    """Display the controls of `explorer`, where there are any, and return them."""
    if os.environ.get(STATIC_VARIABLE) == "1" or not (explorer.controls or explorer.buttons):
        return None
    from IPython.display import display

    panel = Panel(explorer)
    bundle = dict(panel.box._repr_mimebundle_())
    names = [item.label for item in (*explorer.controls, *explorer.buttons)]
    bundle["text/plain"] = f"Controls, in JupyterLab: {', '.join(names)}."
    display(bundle, raw=True)
    return panel


def opened_page() -> Any:
    """Return what is another one as soon as the page was opened again, while the kernel went on.

    Every page that finds a kernel at work opens a channel of its own to ask for the widgets in it.
    """
    from ipywidgets import Widget

    return getattr(Widget, "_control_comm", None)


class Panel:
    """The widgets of one explorer in a box, wired so that every change redraws and is read aloud."""

    def __init__(self, explorer: Explorer, redraw: Callable[[], Any] = lambda: None) -> None:
        import ipywidgets

        self.explorer, self.redraw = explorer, redraw
        self.made = {control.name: make(control) for control in explorer.controls}
        self.buttons = {}
        self.busy = False  # what a button changes is no new request
        self.latest = ("", 0.0)  # the button pressed last, and when
        self.running: list[asyncio.Future[None]] = []  # asyncio itself keeps only weak references
        self.page = opened_page()
        for control in explorer.controls:
            self.made[control.name].observe(partial(self.changed, control), names="value")
            self.made[control.name].on_msg(partial(self.told, control))
        for button in explorer.buttons:
            about = {"tooltip": button.help or button.label, "button_style": "primary" if button.main else ""}
            made = ipywidgets.Button(description=button.label, layout={"width": "auto"}, **about)
            made.on_click(partial(self.pressed, button))
            self.buttons[button.name] = made
        title = ipywidgets.HTML(f'<div class="bl">{explorer.heading}</div>')
        self.status = status_line(self.reopened)
        self.box = ipywidgets.VBox([title, *(row(group) for group in self.groups() if group), self.status])
        self.box.add_class("bl-controls")

    def groups(self) -> Iterator[list[Any]]:
        """Yield the widgets of each row: controls up to one with buttons beside it, then other buttons."""
        fields: list[Any] = []
        for control in self.explorer.controls:
            beside = [self.buttons[b.name] for b in self.explorer.buttons if b.beside == control.name]
            fields += [self.made[control.name], *beside]
            if beside:
                yield fields
                fields = []
        yield fields
        yield [self.buttons[button.name] for button in self.explorer.buttons if not button.beside]

    def refresh(self, seen: View | None = None) -> None:
        """Show the state in the controls, and draw and say what is new since `seen`."""
        self.busy = True
        for control in self.explorer.controls:
            write(control, self.made[control.name], self.explorer.state[control.name])
        self.busy = False
        if self.explorer.view == seen:  # nothing to draw again, or to read aloud, at every letter
            return
        self.redraw()
        self.announce(self.explorer.view.said)

    def announce(self, said: str) -> None:
        """Have words read aloud."""
        # assertive: ipywidgets makes a new element each time, and a polite one that is new may go unread
        words = f'<p class="bl-hidden" role="status" aria-live="assertive">{escape(said)}</p>'
        self.status.value = words + self.reopened()

    def reopened(self) -> str:
        """Return what is shown, for a page that was opened again: the output below is as it was saved."""
        same = opened_page() is self.page
        return "" if same else f'<div class="bl bl-reopened">{self.explorer.result}</div>'

    def changed(self, control: Control, _: Any) -> None:
        """Take over what was chosen or typed."""
        if self.busy:
            return
        words = isinstance(control, Words) and control.lines == 1
        seen = self.explorer.view
        self.explorer.set(**{control.name: read(control, self.made[control.name])})
        if words and monotonic() - self.latest[1] < 0.5:  # the click came before the last words
            self.explorer.press(self.latest[0])
        self.refresh(seen)

    def told(self, control: Control, _: Any, content: Mapping[str, Any], __: Any) -> None:
        """Press a button at Enter, in a field of one line: the one beside it, or the usual next step."""
        near = [b for b in self.explorer.buttons if b.main or b.beside == control.name]
        if near and content.get("event") == "submit":
            self.pressed(min(near, key=lambda button: button.beside != control.name))

    def pressed(self, button: Button, _: Any = None) -> None:
        """Do what a button does; what takes seconds can be stopped."""
        if button.slow is not None and button.slow(self.explorer.state):
            work = partial(attempt, button.do, dict(self.explorer.state))
            self.running.append(asyncio.ensure_future(self.follow_slow(work)))
            return
        if button.main or button.beside:
            self.latest = button.name, monotonic()
        self.explorer.press(button.name)
        self.refresh()

    async def follow_slow(self, work: partial[Mapping[str, Any]]) -> None:
        """Do `work` in another process, with a progress bar and a way to stop it."""
        import ipywidgets

        bar = ipywidgets.FloatProgress(description="Working", max=1.0)
        stop = ipywidgets.Button(description="Stop", tooltip="Stop and change nothing")
        clicks: list[Any] = []
        stop.on_click(clicks.append)

        def watch(gone: float) -> bool:
            bar.value = gone / (gone + 4)  # nearing its end, which nobody knows
            return bool(clicks)

        before = self.box.children
        self.box.children = (*before[:-1], row([bar, stop]), before[-1])
        self.announce("Working. Press Stop to give up.")
        changes = await in_own_process(work, watch)
        self.box.children = before
        if changes is None:
            self.announce("Stopped. Nothing has changed.")
        else:
            self.explorer.change(changes)
            self.refresh()


async def in_own_process(work: partial[Any], watch: Callable[[float], bool]) -> Any:
    """Return what `work` gives, done elsewhere, so that the kernel hears what is clicked meanwhile.

    A browser has no processes: there it is done here, and cannot be stopped.

    Parameters
    ----------
    work
        A module-level function and its arguments; these and the result must be picklable.
    watch
        Called several times a second with the seconds gone; where it says so, the end is nothing, at once. So
        it is where the process was killed, or `work` failed.
    """
    if sys.platform == "emscripten":
        await asyncio.sleep(PAUSE)  # the page says first that it is under way
        return work()
    from multiprocessing import active_children, get_context

    begun, others = monotonic(), active_children()
    with get_context("spawn").Pool(1) as pool:  # the same on Linux, macOS and Windows; it ends with the block
        (process,) = set(active_children()) - set(others)
        result = pool.apply_async(work)
        while not result.ready():
            if watch(monotonic() - begun) or not process.is_alive():
                return None
            await asyncio.sleep(PAUSE)
        return result.get() if result.successful() else None


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
    common: Any = {"description": control.label, "style": {"description_width": "initial"}, "layout": fit}
    match control:
        case Pick():
            kind = ipywidgets.RadioButtons if control.radio else ipywidgets.Dropdown
            return kind(options=control.options, value=control.value, **common)
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
            about = {"accept": control.accept, "description": control.label}
            return ipywidgets.FileUpload(icon="", layout=fit, **about)


def status_line(reopened: Callable[[], str]) -> Any:
    """Return a line to be read aloud, which tells a page that was opened again what it asks for first."""
    import ipywidgets

    class Status(ipywidgets.HTML):  # type: ignore[misc]  # ipywidgets has no types
        def get_state(self, key: Any = None, drop_defaults: bool = False) -> Any:
            shown = {"value": html} if key is None and (html := reopened()) else {}
            return super().get_state(key, drop_defaults) | shown

    return Status()


def text_area() -> Any:
    """Return a text area that does not send back what it was sent: a long text would choke the channel."""
    import ipywidgets
    import traitlets

    class TextArea(ipywidgets.Textarea):  # type: ignore[misc]  # ipywidgets has no types
        value = traitlets.Unicode().tag(sync=True, echo_update=False)

    return TextArea


def read(control: Control, widget: Any) -> Any:
    """Return the value that `widget` holds."""
    if isinstance(control, File):
        return next(((file["name"], bytes(file["content"])) for file in widget.value), None)
    return widget.value


def write(control: Control, widget: Any, value: Any) -> None:
    """Let `widget` show `value`."""
    if not isinstance(control, File):
        widget.value = value
    elif value is None:
        widget.value = ()
