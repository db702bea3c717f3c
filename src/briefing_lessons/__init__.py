"""Turn a press-briefing text into a class: who said what, how it is said, what it is about.

The names below are what a lesson imports. They are loaded on first use, so that importing the package
loads none of nltk, matplotlib and ipywidgets.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

#: what a lesson imports, in groups: public name -> module that defines it
GROUPS = {
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
    },
    "How it is said": {
        "compare_voices": "rhetoric.measures",
        "explore_rhetoric": "widgets.rhetoric",
        "swap_verbs": "widgets.verbs",
    },
    "What it is about": {
        "count_words": "topics.counting",
        "count_words_by": "topics.counting",
        "find_terms": "topics.terms",
        "concordance": "topics.concordance",
        "find_rates": "topics.rates",
        "measure_dispersion": "topics.dispersion",
        "find_keywords": "topics.keyness",
        "compare_counts": "topics.keyness",
        "find_collocations": "topics.collocations",
        "tf_idf": "topics.tfidf",
        "suggest_terms": "topics.tfidf",
        "explore_topics": "widgets.topics",
    },
    "Draw it": {
        "plot_topics": "charts.topics",
        "plot_dispersion": "charts.places",
        "plot_heatmap": "charts.heatmap",
        "plot_devices": "charts.rhetoric",
    },
    "Tables": {
        "Table": "tables",
        "table_of": "tables",
    },
    "Label by hand": {
        "label": "annotation",
        "label_spans": "widgets.labelling",
        "write_sheet": "annotation",
        "has_labels": "hand_labels",
        "agreement": "annotation",
        "cohens_kappa": "annotation",
        "krippendorff_alpha": "annotation",
    },
    "Ask and answer": {
        "ask": "widgets.ask",
        "guess": "widgets.ask",
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
    "Helpers of one lesson": {
        "baseline_elsewhere": "exercises.baseline",
        "baseline_share": "exercises.baseline",
        "main_speaker": "exercises.baseline",
        "try_rule": "exercises.baseline",
        "find_dates": "exercises.clues",
        "find_twin_words": "exercises.clues",
        "line_roles": "exercises.clues",
        "names_without_words": "exercises.clues",
        "reading_minutes": "exercises.clues",
        "split_words": "exercises.clues",
        "words_by_voice": "exercises.clues",
        "device_sheet": "exercises.devices",
        "plain_list_hits": "exercises.devices",
        "compare_naive": "exercises.picks",
        "example_quote": "exercises.picks",
        "naive_speaker": "exercises.picks",
        "show_quotes": "exercises.picks",
        "hand_sheet": "exercises.readers",
        "machine_sheet": "exercises.readers",
        "partner_sheet": "exercises.readers",
        "speaker_sheet": "exercises.readers",
        "choose_words": "exercises.subjects",
        "comparable_parts": "exercises.subjects",
        "count_by_voice": "exercises.subjects",
        "hidden_word": "exercises.subjects",
        "inside_words": "exercises.subjects",
        "key_words": "exercises.subjects",
        "main_rates": "exercises.subjects",
        "plot_frequent_words": "exercises.subjects",
        "topic_words": "exercises.subjects",
        "uneven_pair": "exercises.subjects",
        "denied": "exercises.switches",
        "rules_in_use": "exercises.switches",
        "second_look": "exercises.switches",
        "switch_off": "exercises.switches",
        "telling_rule": "exercises.switches",
        "try_sentence": "exercises.switches",
        "echo_lines": "exercises.verbs",
        "look_alike": "exercises.verbs",
        "reporting_verbs": "exercises.verbs",
        "seat_version": "exercises.verbs",
        "show_marks": "exercises.verbs",
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
