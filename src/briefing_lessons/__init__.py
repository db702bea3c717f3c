"""Turn a press-briefing text into a class: who said what, how it is said, what it is about.

The names below are what a lesson imports. They are loaded on first use, so that importing the package
loads none of nltk, matplotlib and ipywidgets.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

#: what a lesson imports, in groups: module -> the public names that it defines
_MODULES: dict[str, dict[str, tuple[str, ...]]] = {
    "Begin with a toy": {
        "widgets.toys": ("show_voices", "uncover", "try_rules", "take_away", "hidden_verb"),
    },
    "Read a briefing": {
        "briefing": ("load_briefing", "parse_briefing", "Briefing"),
        "widgets.paste": ("paste_briefing", "correct_briefing"),
        "widgets.compare": ("compare_briefings",),
    },
    "Who said what": {
        "quotes.check": ("check_quotations",),
        "quotes.explain": ("explain",),
        "widgets.quotes": ("explore_quotes", "mend_sources"),
    },
    "How it is said": {
        "rhetoric.measures": ("compare_voices",),
        "widgets.rhetoric": ("explore_rhetoric",),
        "widgets.toys": ("swap_verbs", "switch_devices"),
    },
    "What it is about": {
        "topics.counting": ("count_words", "count_words_by"),
        "topics.terms": ("find_terms", "find_rates"),
        "topics.concordance": ("concordance",),
        "topics.keyness": ("find_keywords", "compare_counts"),
        "topics.collocations": ("find_collocations",),
        "topics.tfidf": ("suggest_terms",),
        "widgets.topics": ("explore_topics",),
    },
    "Draw it": {
        "charts.topics": ("plot_topics", "plot_heatmap"),
        "charts.places": ("plot_dispersion",),
        "charts.rhetoric": ("plot_devices",),
    },
    "Tables": {
        "exercises.lesson10": ("quotes_table",),
        "tables": ("Table", "table_of"),
    },
    "Label by hand": {
        "annotation": ("label", "write_sheet", "agreement"),
        "widgets.labelling": ("label_spans",),
        "hand_labels": ("has_labels",),
    },
    "Ask and answer": {
        "widgets.ask": ("ask", "guess", "vote", "unseen"),
        "exercises.session": ("compare_guess", "kept_guess"),
        "exercises.excerpts": ("excerpt",),
        "exercises.journal": ("use_journal",),
    },
    "Keep your work": {
        "widgets.keeping": ("keep",),
        "portfolio": (
            "progress",
            "save_portfolio",
            "collect_portfolios",
            "resume",
            "start_afresh",
            "delete_work",
        ),
    },
}
#: public name -> its module, by group
GROUPS = {
    group: {name: home for home, names in modules.items() for name in names}
    for group, modules in _MODULES.items()
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
