"""Turn a press-briefing text into a class: who said what, how it is said, what it is about.

The names below are what a lesson imports. They are loaded on first use, so that importing the package
loads none of nltk, matplotlib and ipywidgets.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

#: public name -> module that defines it
_HOME = {
    "agreement": "annotation",
    "find_span": "annotation",
    "label": "annotation",
    "label_by": "annotation",
    "make_sheet": "annotation",
    "read_sheet": "annotation",
    "write_sheet": "annotation",
    "Briefing": "briefing",
    "load_briefing": "briefing",
    "parse_briefing": "briefing",
    "Chart": "charts.core",
    "plot_heatmap": "charts.heatmap",
    "plot_keywords": "charts.keyness",
    "plot_volcano": "charts.keyness",
    "plot_cooccurrence": "charts.network",
    "plot_bubblelines": "charts.places",
    "plot_dispersion": "charts.places",
    "plot_topics": "charts.topics",
    "plot_trends": "charts.topics",
    "plot_counts": "charts.words",
    "plot_words": "charts.words",
    "choose": "chooser",
    "ask": "exercises",
    "check": "exercises",
    "compare_guess": "exercises",
    "excerpt": "exercises",
    "guess": "exercises",
    "hint": "exercises",
    "use_journal": "exercises",
    "echo_lines": "exercises.clues",
    "find_dates": "exercises.clues",
    "find_twin_words": "exercises.clues",
    "line_roles": "exercises.clues",
    "names_without_words": "exercises.clues",
    "reading_minutes": "exercises.clues",
    "reporting_verbs": "exercises.clues",
    "seat_version": "exercises.clues",
    "show_marks": "exercises.clues",
    "split_words": "exercises.clues",
    "words_by_voice": "exercises.clues",
    "compare_naive": "exercises.picks",
    "naive_speaker": "exercises.picks",
    "show_quotes": "exercises.picks",
    "baseline_share": "exercises.readers",
    "device_sheet": "exercises.readers",
    "hand_sheet": "exercises.readers",
    "machine_sheet": "exercises.readers",
    "main_speaker": "exercises.readers",
    "plain_list_hits": "exercises.readers",
    "speaker_sheet": "exercises.readers",
    "try_rule": "exercises.readers",
    "comparable_parts": "exercises.subjects",
    "hidden_word": "exercises.subjects",
    "inside_words": "exercises.subjects",
    "main_rates": "exercises.subjects",
    "topic_words": "exercises.subjects",
    "uneven_pair": "exercises.subjects",
    "rules_in_use": "exercises.switches",
    "switch_off": "exercises.switches",
    "telling_rule": "exercises.switches",
    "has_labels": "labels",
    "load_labels": "labels",
    "collect_portfolios": "portfolio",
    "delete_work": "portfolio",
    "keep": "portfolio",
    "progress": "portfolio",
    "resume": "portfolio",
    "save_portfolio": "portfolio",
    "start_afresh": "portfolio",
    "rate_interval": "statistics",
    "rate_per_thousand": "statistics",
    "wilson_interval": "statistics",
    "Table": "tables",
    "table_of": "tables",
    "find_collocations": "topics.collocations",
    "concordance": "topics.concordance",
    "find_pairs": "topics.cooccurrence",
    "count_ngrams": "topics.counting",
    "count_types": "topics.counting",
    "count_words": "topics.counting",
    "count_words_by": "topics.counting",
    "find_dispersion": "topics.dispersion",
    "measure_dispersion": "topics.dispersion",
    "moving_average_ttr": "topics.diversity",
    "type_token_ratio": "topics.diversity",
    "yules_k": "topics.diversity",
    "compare_counts": "topics.keyness",
    "find_keywords": "topics.keyness",
    "find_parts": "topics.parts",
    "find_rates": "topics.rates",
    "contrast_scopes": "topics.scopes",
    "find_section": "topics.scopes",
    "score_segmentation": "topics.segmentation",
    "load_stop_words": "topics.stopwords",
    "count_topics": "topics.terms",
    "find_terms": "topics.terms",
    "unfound_terms": "topics.terms",
    "suggest_terms": "topics.tfidf",
    "tf_idf": "topics.tfidf",
    "compare_briefings": "widgets.compare",
    "label_quotes": "widgets.labels",
    "label_spans": "widgets.labels",
    "paste_briefing": "widgets.paste",
    "explore_quotes": "widgets.quotes",
    "explore_rhetoric": "widgets.rhetoric",
    "explore_topics": "widgets.topics",
    "swap_verbs": "widgets.verbs",
}

__all__ = [*_HOME, "__version__"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"briefing_lessons has no {name!r}")
    return getattr(import_module(f"briefing_lessons.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
