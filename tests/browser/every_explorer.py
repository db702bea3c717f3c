"""A notebook with every explorer, as a cell each."""

from __future__ import annotations

from typing import Any

from opened_notebook import Notebook

SEED = "000_95b79719e875266d.txt"
TOPICS = {"Syria": ["Syria*", "Damascus", "Aleppo"], "Trump": ["Trump"]}
CELLS = {
    "load": "from briefing_lessons import *\n"
    "from briefing_lessons.exercises.baseline import speaker_sheet\n"
    f"from briefing_lessons.widgets.topics import follow_word\nbriefing = load_briefing({SEED!r})",
    "quotes": "explore_quotes(briefing)",
    "rhetoric": "explore_rhetoric(briefing)",
    "topics": f"explore_topics(briefing, {TOPICS!r})",
    "verbs": "swap_verbs(briefing, line=42)",
    "compare": "compare_briefings(briefing)",
    "label": "labelling = label_spans(speaker_sheet(briefing), briefing=briefing)\nlabelling",
    "paste": "box = paste_briefing(briefing)\nbox",
    "correct": "correct_briefing(briefing)",
    "follow": "follow_word(briefing)",
    "switch": "switch_devices(briefing)",
    "mend": "mend_sources(briefing)",
    "ask": "ask('start.1', briefing=briefing)",
    "save": "save_portfolio()",
    "voices": "show_voices(briefing)",
    "uncover": "uncover(briefing)",
    "rules": "try_rules(briefing)",
    "away": "take_away(briefing)",
    "vote": "vote('who.vote')",
}


def cell_of(notebook: Notebook, name: str) -> Any:
    """Return the cell of an explorer, scrolled into view."""
    return notebook.cell(list(CELLS).index(name))
