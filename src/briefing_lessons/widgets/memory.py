"""What a reader records in an explorer outlives the kernel: kept in the journal, it reaches the portfolio."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from briefing_lessons.exercises.journal import journal
from briefing_lessons.widgets.explorer import Explorer


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
