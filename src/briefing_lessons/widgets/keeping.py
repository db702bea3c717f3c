"""Keep what a reader chose or recorded, with the reason: it reaches the portfolio."""

import json
from collections.abc import Mapping
from typing import Any

from briefing_lessons.charts.core import Chart
from briefing_lessons.exercises.journal import journal
from briefing_lessons.portfolio.desk import Message, keep_thing
from briefing_lessons.widgets.explorer import Button, Explorer, State, View, Words


def remember(explorer: Explorer, key: str, source: str, things: Mapping[str, Any]) -> Explorer:
    """Restore the pairs (thing, reading) of `explorer.state[key]`, and keep them whenever they change.

    Parameters
    ----------
    explorer, key
        Where the pairs are.
    source
        The briefing they belong to.
    things
        What can be recorded about, by a name that stays the same when the text is read again.
    """
    sheet = f"sheet.{explorer.title}"
    kept = [entry.value for entry in journal().of(sheet, "label") if entry.source == source]
    try:
        readings = dict(json.loads(kept[-1])) if kept else {}
    except (ValueError, TypeError):
        readings = {}
    explorer.state[key] = tuple((things[name], value) for name, value in readings.items() if name in things)
    names = {thing: name for name, thing in things.items()}

    def keep(pairs: Any) -> None:
        value = json.dumps({names[thing]: reading for thing, reading in pairs}, ensure_ascii=False)
        journal().record("label", sheet, value, str(len(pairs)), source)

    explorer.keeping[key] = keep
    return explorer


def keep(thing: Any = ..., note: str | None = None) -> Explorer | Message:
    """Keep a quotation, a line, a chart or a note for the portfolio; without a note, show a form that asks.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> keep(23, "a heading")
    Kept for your portfolio: line 23, “On the Syrian issue”.
    >>> keep()
    For your portfolio: Nothing is kept yet. Give the number of a line, or a few words.

    Parameters
    ----------
    thing
        A span of the text (such as `briefing.quotes[0]`), the number of a line, a chart, or your own words;
        asked for where it is not given.
    note
        Why it is worth keeping.
    """
    if note is not None:
        return keep_thing(thing, note)
    what = (Words("what", "Number of the line, or your own words"),) if thing is ... else ()
    why = Words("note", "Why it is worth keeping")
    shown = thing._repr_html_() if isinstance(thing, Chart) else ""

    def put(state: State) -> State:
        return {"message": keep_thing(state.get("what", thing), state["note"])}

    def draw(message: Message, **_: str) -> View:
        return View(shown, repr(message))

    button = Button("keep", "Keep", put, "Put this into the portfolio", main=True)
    empty = keep_thing(...) if thing is ... else Message("Nothing is kept yet. Press Keep.")
    return Explorer("For your portfolio", draw, (*what, why), (button,), message=empty)
