"""Turn a press-briefing text into a class: who said what, how it is said, what it is about.

The names below are what a lesson imports. They are loaded on first use, so that importing the package
loads none of nltk, matplotlib and ipywidgets.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

#: what a lesson imports, in groups: public name -> module that defines it
GROUPS = {
    "Begin with a toy": {
        "show_voices": "widgets.toys",
        "uncover": "widgets.toys",
        "try_rules": "widgets.toys",
        "take_away": "widgets.toys",
        "hidden_verb": "widgets.verbs",
    },
    "Read a briefing": {
        "load_briefing": "briefing",
        "parse_briefing": "briefing",
        "Briefing": "briefing",
        "paste_briefing": "widgets.paste",
        "correct_briefing": "widgets.correct",
        "compare_briefings": "widgets.compare",
    },
    "Who said what": {
        "check_quotations": "quotes.check",
        "explain": "quotes.explain",
        "explore_quotes": "widgets.quotes",
        "mend_sources": "widgets.mend",
    },
    "How it is said": {
        "compare_voices": "rhetoric.measures",
        "explore_rhetoric": "widgets.rhetoric",
        "swap_verbs": "widgets.verbs",
        "switch_devices": "widgets.toys",
    },
    "What it is about": {
        "count_words": "topics.counting",
        "count_words_by": "topics.counting",
        "find_terms": "topics.terms",
        "concordance": "topics.concordance",
        "find_rates": "topics.terms",
        "find_keywords": "topics.keyness",
        "compare_counts": "topics.keyness",
        "find_collocations": "topics.collocations",
        "suggest_terms": "topics.tfidf",
        "explore_topics": "widgets.topics",
    },
    "Draw it": {
        "plot_topics": "charts.topics",
        "plot_dispersion": "charts.places",
        "plot_heatmap": "charts.topics",
        "plot_devices": "charts.rhetoric",
    },
    "Tables": {
        "quotes_table": "exercises.lesson10",
        "Table": "tables",
        "table_of": "tables",
    },
    "Label by hand": {
        "label": "annotation",
        "label_spans": "widgets.labelling",
        "write_sheet": "annotation",
        "has_labels": "hand_labels",
        "agreement": "annotation",
    },
    "Ask and answer": {
        "ask": "widgets.ask",
        "guess": "widgets.ask",
        "vote": "widgets.vote",
        "unseen": "widgets.vote",
        "compare_guess": "exercises",
        "kept_guess": "exercises",
        "excerpt": "exercises",
        "use_journal": "exercises",
    },
    "Keep your work": {
        "keep": "widgets.keeping",
        "progress": "portfolio",
        "save_portfolio": "portfolio",
        "collect_portfolios": "portfolio",
        "resume": "portfolio",
        "start_afresh": "portfolio",
        "delete_work": "portfolio",
    },
}
_HOME = {name: home for names in GROUPS.values() for name, home in names.items()}

__all__ = [*_HOME, "__version__"]
__doc__ += "\n" + "\n".join(f"{group}:\n    {', '.join(names)}" for group, names in GROUPS.items())


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"briefing_lessons has no {name!r}")
    return getattr(import_module(f"briefing_lessons.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
