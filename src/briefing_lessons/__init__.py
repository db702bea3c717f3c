"""Turn a press-briefing text into a class: who said what, how it is said, what it is about.

The names below are what a lesson imports. They are loaded on first use, so that importing the package
loads none of nltk, matplotlib and ipywidgets.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

#: what a lesson imports: group, module, the public names that it defines
_MODULES = (
    ("Begin with a toy", "widgets.toys", "show_voices uncover try_rules take_away hidden_verb"),
    ("Read a briefing", "briefing", "load_briefing parse_briefing Briefing"),
    ("Read a briefing", "widgets.paste", "paste_briefing correct_briefing"),
    ("Read a briefing", "widgets.compare", "compare_briefings"),
    ("Who said what", "quotes.check", "check_quotations"),
    ("Who said what", "quotes.explain", "explain"),
    ("Who said what", "widgets.quotes", "explore_quotes mend_sources"),
    ("How it is said", "rhetoric.measures", "compare_voices"),
    ("How it is said", "widgets.rhetoric", "explore_rhetoric"),
    ("How it is said", "widgets.toys", "swap_verbs switch_devices"),
    ("What it is about", "topics.counting", "count_words count_words_by"),
    ("What it is about", "topics.terms", "find_terms find_rates"),
    ("What it is about", "topics.concordance", "concordance"),
    ("What it is about", "topics.keyness", "find_keywords compare_counts"),
    ("What it is about", "topics.counting", "find_collocations"),
    ("What it is about", "topics.keyness", "suggest_terms"),
    ("What it is about", "widgets.topics", "explore_topics"),
    ("Draw it", "charts.topics", "plot_topics plot_heatmap"),
    ("Draw it", "charts.places", "plot_dispersion"),
    ("Draw it", "charts.rhetoric", "plot_devices"),
    ("Tables", "exercises.lesson10", "quotes_table"),
    ("Tables", "tables", "Table table_of"),
    ("Label by hand", "annotation.sheets", "label"),
    ("Label by hand", "annotation.exchange", "write_sheet"),
    ("Label by hand", "annotation.reliability", "agreement"),
    ("Label by hand", "widgets.labelling", "label_spans"),
    ("Label by hand", "hand_labels", "has_labels"),
    ("Ask and answer", "widgets.ask", "ask guess vote unseen"),
    ("Ask and answer", "exercises.session", "compare_guess kept_guess"),
    ("Ask and answer", "exercises.excerpts", "excerpt"),
    ("Ask and answer", "exercises.journal", "use_journal"),
    ("Keep your work", "widgets.keeping", "keep"),
    ("Keep your work", "portfolio.desk", "progress save_portfolio resume delete_work"),
    ("Keep your work", "portfolio.classroom", "collect_portfolios"),
)
#: public name -> its module, by group
GROUPS: dict[str, dict[str, str]] = {}
for _group, _module, _names in _MODULES:
    GROUPS.setdefault(_group, {}).update(dict.fromkeys(_names.split(), _module))
_HOME = {name: home for names in GROUPS.values() for name, home in names.items()}

__all__ = [*_HOME, "__version__"]
__doc__ += "\n" + "\n".join(f"{group}:\n    {', '.join(names)}" for group, names in GROUPS.items())


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"briefing_lessons has no {name!r}")
    return getattr(import_module(f"briefing_lessons.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
