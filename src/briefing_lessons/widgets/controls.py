"""What an explorer can be asked to change: labelled controls, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from briefing_lessons.errors import BriefingError

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


class Interactive(Protocol):
    """What the shell draws controls for; `Explorer` is it."""

    controls: tuple[Control, ...]
    buttons: tuple[Button, ...]
    state: State

    @property
    def heading(self) -> str: ...
    @property
    def view(self) -> View: ...
    def set(self, **values: Any) -> View: ...
    def press(self, name: str) -> View: ...
    def change(self, changes: Mapping[str, Any]) -> View: ...


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
