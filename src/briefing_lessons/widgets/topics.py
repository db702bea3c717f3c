"""The topic lab: change term sets, scope and parts; the chart and the lines behind it follow."""

import re
from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.charts.topics import plot_topics
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.model import words_of
from briefing_lessons.exercises.session import kept_guess
from briefing_lessons.exercises.subjects import choose_words, most_frequent_word
from briefing_lessons.html import plural
from briefing_lessons.spans import RUNNING
from briefing_lessons.topics.concordance import concordance, format_concordance_html
from briefing_lessons.topics.counting import count_words
from briefing_lessons.topics.scopes import comparable_parts, find_stretches, people
from briefing_lessons.topics.terms import Topics, as_topics, find_terms
from briefing_lessons.widgets.explorer import Explorer, Number, Pick, View, Words

#: lines of the concordance on one page
LINES = 12
#: what is typed around a name or a term and is no part of it
_AROUND = " \t\"“”„«»'‘’"


def explore_topics(briefing: Briefing, topics: Topics | None = None) -> Explorer:
    """Open the topic lab: one topic a line, such as "Syria: Syria*, Damascus", and see where it is spoken of.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> lab = explore_topics(briefing, {"Syria": ["Syria*", "Damascus"], "Trump": "Trump"})
    >>> lab.set(scope="speaker", number=2).said
    'Bars by section, counted in the words of speakers. ...'

    Parameters
    ----------
    briefing
        The text.
    topics
        Names with their terms, or a list of words; the three most frequent topic words unless given.
    """
    scopes = (
        "text",
        "all",
        *(voice for voice in RUNNING if find_stretches(briefing, voice)),
        *people(briefing)[:8],
    )
    parts = ["section", "quarter", "tenth", "twentieth", "voice"] + ["turn", "speaker"] * bool(briefing.turns)
    typed = write_topics(topics or choose_words(briefing, count=3))
    controls = (
        Words("terms", "Topics, one a line", typed, lines=4, example="Syria: Syria*, Damascus", live=True),
        Pick("by", "Parts", tuple((f"by {part}", part) for part in parts), comparable_parts(briefing)),
        Pick("scope", "Whose words", tuple((words_of("scopes").get(s, s), s) for s in scopes), "text"),
        Pick("unit", "Counted as", (("per 1,000 words", "rate"), ("counts", "count")), "rate"),
        Number("number", "Show the places of topic number", 1, 1, 20),
    )
    return Explorer("Topic lab", partial(format_topics, briefing), controls)


def follow_word(briefing: Briefing) -> Explorer:
    """Follow one word through the text while it is typed; it begins with the guess that was kept.

    >>> from briefing_lessons import load_briefing
    >>> toy = follow_word(load_briefing("001_ferry_report.txt"))
    >>> toy.set(word="Orsolin").said[:45]
    '“Orsolin” stands 3 times among 772 words (3.9'
    """
    field = Words("word", "A word", kept_guess("topic.guess") or choose_words(briefing)[0], live=True)
    return Explorer("Where does a word stand?", partial(format_strokes, briefing), [field])


def format_strokes(briefing: Briefing, *, word: str) -> View:
    """Return the text from its beginning to its end, with a stroke for each hit."""
    word = word.strip(_AROUND)
    hits = find_terms(briefing, word, "text") if word else ()
    if word.endswith(("'s", "’s")) and not any(hit.text.casefold() == word.casefold() for hit in hits):
        word = word[:-2]  # the hits are of the word, whoever it belongs to
    total = count_words(briefing, "text").N()
    rate = 1000 * len(hits) / max(1, total)
    found = f"“{word}” stands {plural(len(hits), 'time')} among {total:,} words ({rate:.1f} per 1,000)."
    if not word or re.search("[,;]", word):
        found = "Type one word, or a phrase without a comma."
    elif not hits:
        found = concordance(briefing, word).absent
    elif hits[0].text.isupper() != word.isupper():
        found += f" It is printed “{hits[0].text}” here."
    forms = {token.text for token in briefing.tokens if token.text.lower() == word.lower()}
    twin = max(forms - {hit.text for hit in hits}, default="")
    if hits and twin:  # US and us
        found += f" Counted apart: “{twin}”, {plural(len(find_terms(briefing, twin, 'text')), 'time')}."
    if total and word and word == kept_guess("topic.guess"):
        first, most = most_frequent_word(briefing)
        found += f" That is your guess; “{first}” comes first, with {most}."
    places = (f"{1000 * hit.start / len(briefing.text):.1f}" for hit in hits)
    strokes = "".join(f'<rect x="{x}" y="6" width="3" height="34" fill="#0072B2"/>' for x in places)
    html = (
        f'<figure><svg viewBox="0 0 1003 46" width="100%" role="img" aria-label="{escape(found)}">'
        f'<rect x="0" y="40" width="1003" height="2" fill="currentColor"/>{strokes}</svg>'
        "<figcaption>From left to right the text; each stroke is one hit.</figcaption></figure>"
    )
    return View(html, found)


def format_topics(briefing: Briefing, *, terms: str, by: Any, scope: str, unit: Any, number: int = 1) -> View:
    """Return the chart of the topics and the lines behind one of them.

    Parameters
    ----------
    briefing
        The text.
    terms
        One topic a line: a name, a colon and terms with commas between, or a term alone.
    by, scope, unit
        See `plot_topics`.
    number
        The topic, from 1, whose lines are shown under the chart.
    """
    topics = read_topics(terms)
    chart = plot_topics(briefing, topics, by=by, scope=scope, unit=unit)
    named = list(topics)[min(number, len(topics)) - 1]
    lines = concordance(briefing, topics[named], scope)
    words = words_of("scopes").get(scope, f"the words of {scope}")
    heat_map = "Heat map by {} (more than three topics are too many for bars)"
    drawn = (heat_map if len(topics) > 3 else "Bars by {}").format(by)
    said = f"{drawn}, counted in {words}. {chart.alt} {lines.absent}".strip()
    head = f"<p class='bl-title'>The places behind {escape(named)}: {plural(len(lines), 'place')}</p>"
    return View(f"{chart._repr_html_()}\n{head}{format_concordance_html(lines, LINES)}", said)


def read_topics(terms: str) -> Mapping[str, tuple[str, ...]]:
    """Return the topics written one a line: a name, a colon (or "=") and terms, or terms alone.

    >>> read_topics("Syria: Syria*, Damascus\\nTrump")
    {'Syria': ('Syria*', 'Damascus'), 'Trump': ('Trump',)}
    >>> read_topics("Peace = “peace”, truce\\n“Syria*”, Damascus")
    {'Peace': ('peace', 'truce'), 'Syria*, Damascus': ('Syria*', 'Damascus')}

    Raises
    ------
    BriefingError
        When there is no topic.
    """
    topics: dict[str, tuple[str, ...]] = {}
    for line in terms.splitlines():
        *named, listed = re.split("[:=]", line, maxsplit=1)
        name = "".join(named).strip(_AROUND)
        found = [term for part in re.split("[,;]", listed) if (term := part.strip(_AROUND))]
        if name or found:  # without a name it has that of its terms; two lines of one name are one topic
            name = name or ", ".join(found)
            topics[name] = (*topics.get(name, ()), *(found or [name]))
    if not topics:
        raise BriefingError("There is no topic to count: write one a line, such as Syria: Syria*, Damascus.")
    return as_topics(topics)


def write_topics(topics: Topics) -> str:
    """Return topics as they are typed into the box.

    >>> write_topics({"Syria": ["Syria*", "Damascus"], "Trump": "Trump"})
    'Syria: Syria*, Damascus\\nTrump'
    """
    written = as_topics(topics).items()
    return "\n".join(name if terms == (name,) else f"{name}: {', '.join(terms)}" for name, terms in written)
