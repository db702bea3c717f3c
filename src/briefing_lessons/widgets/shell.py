"""The ipywidgets of an explorer, and work that takes seconds: the only module that knows the front end."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from time import monotonic
from typing import TYPE_CHECKING, Any

from briefing_lessons.widgets.controls import (
    Button,
    Control,
    File,
    Interactive,
    Number,
    Pick,
    Ticks,
    Words,
    attempt,
)

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

#: Set to 1 where nobody can click (papermill, paper): only the result is shown.
STATIC_VARIABLE = "BRIEFING_LESSONS_STATIC"

Redraw = Callable[[], Any]


def show_controls(explorer: Interactive) -> Callable[[Redraw], None]:
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


def build_panel(explorer: Interactive, redraws: list[Redraw]) -> Any:
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
    explorer: Interactive,
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
    explorer: Interactive, made: dict[str, Any], wire: Callable[[Button], Any]
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

    common = {
        "style": {"description_width": "initial"},
        "layout": ipywidgets.Layout(width="auto", max_width="100%"),
    }
    match control:
        case Pick():
            kind = ipywidgets.RadioButtons if control.radio else ipywidgets.Dropdown
            return kind(options=control.options, value=control.value, description=control.label, **common)
        case Ticks():
            boxes = [
                ipywidgets.Checkbox(
                    value=value in control.value, description=words, indent=False, layout=common["layout"]
                )
                for words, value in control.options
            ]
            return ipywidgets.VBox([ipywidgets.HTML(f"<span>{escape(control.label)}</span>"), row(boxes)])
        case Number():
            return ipywidgets.BoundedIntText(
                value=control.value,
                min=control.low,
                max=control.high,
                description=control.label,
                style=common["style"],
                layout=ipywidgets.Layout(width=f"{len(control.label) // 2 + 7}em"),
            )
        case Words():
            return (ipywidgets.Text if control.lines == 1 else text_area())(
                value=control.value,
                description=control.label,
                placeholder=control.example,
                continuous_update=control.live,
                style=common["style"],
                # short ones share a row with what belongs to them
                layout=ipywidgets.Layout(width="auto", flex="1 1 15em")
                if control.lines == 1
                else ipywidgets.Layout(width="100%", height="auto"),
                **({} if control.lines == 1 else {"rows": control.lines}),
            )
        case File():
            return ipywidgets.FileUpload(
                accept=control.accept,
                description=control.label,
                icon="",  # a screen reader would read the letter that draws it
                layout=common["layout"],
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


class SlowWork:
    """One call of a module-level function, under way in a process of its own.

    A browser has no processes: there the call runs where it is awaited, and cannot be stopped.

    Parameters
    ----------
    function, argument
        Both must be picklable, and so must be the result.
    """

    def __init__(self, function: Callable[[Any], Any], argument: Any) -> None:
        self._begun = monotonic()
        self.stopped = False
        self._here = (function, argument) if sys.platform == "emscripten" else None
        if self._here:
            return
        from multiprocessing import get_context

        context = get_context("spawn")  # the same on Linux, macOS and Windows
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_serve, args=(function, argument, sender), daemon=True)
        self._process.start()
        sender.close()

    @property
    def seconds(self) -> float:
        """How long it has been under way."""
        return monotonic() - self._begun

    def stop(self) -> None:
        """End the process at once."""
        self.stopped = True
        if not self._here:
            self._process.terminate()

    async def result(self, watch: Callable[[float], None], every: float = 0.2) -> Any:
        """Wait without blocking the kernel; call `watch` with the seconds gone, several times a second.

        Raises
        ------
        InterruptedError
            If it was stopped or the process ended without a result.
        """
        if self._here:
            await asyncio.sleep(every)  # the page says first that it is under way
            function, argument = self._here
            return function(argument)
        try:
            while not self._receiver.poll():
                if not self._process.is_alive() and not self._receiver.poll():
                    raise InterruptedError
                watch(self.seconds)
                await asyncio.sleep(every)
            return self._receiver.recv()
        except (EOFError, OSError):
            raise InterruptedError from None
        finally:
            self._process.join(timeout=1)
            self._receiver.close()


def _serve(function: Callable[[Any], Any], argument: Any, sender: Connection) -> None:
    sender.send(function(argument))
    sender.close()
