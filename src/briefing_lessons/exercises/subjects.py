"""What lesson 06 counts in any briefing: words worth counting, parts worth comparing, words inside words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.english.words import find_words, is_number
from briefing_lessons.exercises.answers import is_unanswered, listed
from briefing_lessons.tables import Table
from briefing_lessons.topics.counting import count_words
from briefing_lessons.topics.dispersion import Dispersion, find_dispersion
from briefing_lessons.topics.index import printed_forms
from briefing_lessons.topics.keyness import Keyword, find_keywords
from briefing_lessons.topics.scopes import By, comparable_parts, contrast_scopes, find_parts, people
from briefing_lessons.topics.stopwords import load_stop_words
from briefing_lessons.topics.terms import Rate, find_rates, find_terms

if TYPE_CHECKING:
    from nltk.probability import FreqDist

#: a pair of words is "equally frequent" when the counts differ by no more than this
_NEARLY = 2
#: and unequally spread when Gries' DP differs by as much as this
_UNEVEN = 0.15


def topic_words(briefing: Briefing, limit: int = 10) -> tuple[str, ...]:
    """Return the most frequent words that could name a topic: no function words, reporting verbs or sources.

    >>> from briefing_lessons import load_briefing
    >>> topic_words(load_briefing("001_ferry_report.txt"), 1)
    ('ferry',)
    """
    names = {
        form
        for speaker in briefing.speakers
        for alias in (speaker.name, *speaker.aliases)
        if alias[:1].isupper()
        for word in alias.split()
        for _, _, form in find_words(word)
    }
    # a country or a ministry that is quoted is still a topic; a person is not
    called = {word for name in people(briefing) for word in name.casefold().split()}
    persons = {form for form in names & called if form.islower()}
    hidden = load_stop_words("function", "reporting") | persons
    counts = count_words(briefing, "text", stop_words=hidden)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    fit = [word for word, count in ranked if count > 1 and len(word) > 1 and not is_number(word)]
    return tuple(printed_forms(briefing, fit[:limit]).values())


def main_rates(briefing: Briefing) -> tuple[Rate, ...]:
    """Return the rate of the most frequent topic word in each part; empty where no word occurs twice.

    >>> from briefing_lessons import load_briefing
    >>> main_rates(load_briefing("001_ferry_report.txt"))[0].topic
    'ferry'
    """
    words = topic_words(briefing, 1)
    by = comparable_parts(briefing)
    return find_rates(briefing, words[0], by) if words and len(find_parts(briefing, by)) > 1 else ()


def plot_frequent_words(briefing: Briefing, limit: int = 10) -> Chart | str:
    """Draw the most frequent words of the running text, without function words and verbs of saying.

    Where these are all the words there are, they are drawn; where there are no words, that is said.
    """
    from briefing_lessons.charts.words import plot_words

    if not count_words(briefing):
        return "We found no words here: there is nothing to draw."

    hidden = load_stop_words("function", "reporting") if _content_words(briefing) else False
    return plot_words(briefing, "text" if hidden else "all", limit=limit, stop_words=hidden)


def most_frequent_word(briefing: Briefing) -> tuple[str, int]:
    """Return the word with the longest bar of `plot_frequent_words`, as it is printed, and its count.

    >>> from briefing_lessons import load_briefing
    >>> most_frequent_word(load_briefing("000_95b79719e875266d.txt"))
    ('Lavrov', 41)
    """
    counts = _content_words(briefing) or count_words(briefing, "all")
    printed = printed_forms(briefing, counts)
    return min(
        ((printed[word], count) for word, count in counts.items()),
        key=lambda one: (-one[1], one[0].casefold(), one[0]),
    )


def _content_words(briefing: Briefing) -> FreqDist:
    return count_words(briefing, "text", stop_words=load_stop_words("function", "reporting"))


@dataclass(frozen=True, slots=True)
class Hidden:
    """A word that also stands inside other words."""

    word: str
    whole: int  #: how often it stands as a whole word
    letters: int  #: how often its letters stand anywhere
    lines: int  #: lines that have the whole word
    example: str  #: a longer word that holds the letters


def hidden_word(briefing: Briefing) -> Hidden | None:
    """Return the topic word whose letters turn up most often inside other words.

    >>> from briefing_lessons import load_briefing
    >>> hidden_word(load_briefing("000_95b79719e875266d.txt")).word
    'Russia'
    """
    found = [
        hidden
        for word in topic_words(briefing, 60)
        if not word.isupper() and len(word) > 2 and (hidden := _hidden(briefing, word))
    ]
    return max(found, key=lambda h: (h.letters - h.whole, h.whole, h.word.casefold()), default=None)


def _hidden(briefing: Briefing, word: str) -> Hidden | None:
    whole = find_terms(briefing, word)
    lines = {briefing.line_number(span) for span in whole}
    wider = re.compile(rf"\w*{re.escape(word)}\w*", re.IGNORECASE)
    found = [m.group() for m in wider.finditer(briefing.text)]
    longer = [other for other in found if other.casefold() != word.casefold()]
    # a word that also stands in speaker labels has two honest counts: nothing to ask about
    if not longer or not whole or len(found) - len(longer) != len(whole):
        return None
    return Hidden(word, len(whole), briefing.text.casefold().count(word.casefold()), len(lines), longer[0])


def inside_words(briefing: Briefing, letters: str) -> Table:
    """Show every word of the text that holds `letters`, with its count: what a search for letters finds.

    >>> from briefing_lessons import load_briefing
    >>> inside_words(load_briefing("000_95b79719e875266d.txt"), "terror")["word"]
    ('terrorism', 'terror', 'terrorists', 'counterterrorism', 'terrorist')
    """
    counts: dict[str, int] = {}
    for match in re.finditer(rf"\w*{re.escape(letters)}\w*", briefing.text, re.IGNORECASE):
        counts[match.group()] = counts.get(match.group(), 0) + 1
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return Table(("word", "times"), rows, f"Words of {briefing.source} with the letters “{letters}”.")


def plot_parts(briefing: Briefing) -> By:
    """Return the parts in which the dispersion plot of lesson 06 counts: sections where there are two."""
    return "section" if len(briefing.sections) > 1 else "tenth"


def uneven_pair(briefing: Briefing) -> tuple[tuple[str, Dispersion], tuple[str, Dispersion]] | None:
    """Return two words of the plot of about equal count, each with its spread, the wider one first.

    >>> from briefing_lessons import load_briefing
    >>> [(word, spread.range) for word, spread in uneven_pair(load_briefing("001_ferry_report.txt"))]
    [('boat', 3), ('apple', 2)]
    """
    words = {word: len(find_terms(briefing, word, "text")) for word in topic_words(briefing, 6)}
    spread = {w: find_dispersion(briefing, w, plot_parts(briefing)) for w, n in words.items() if n >= 3}
    pairs = [
        ((one, spread[one]), (other, spread[other]))
        for one, other in permutations(spread, 2)
        if abs(words[one] - words[other]) <= _NEARLY and spread[one].range > spread[other].range
    ]
    best = max(pairs, key=lambda pair: (pair[1][1].dp - pair[0][1].dp, pair[0][0], pair[1][0]), default=None)
    return best if best and best[1][1].dp - best[0][1].dp >= _UNEVEN else None


def choose_words(briefing: Briefing, words: Iterable[Any] = (), count: int = 1) -> tuple[str, ...]:
    """Return the words a learner has chosen; while there are none, the most frequent topic words.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> choose_words(ferry, "Lake, pier"), choose_words(ferry)
    (('Lake', 'pier'), ('ferry',))
    """
    answers = [word for word in listed(words) if not is_unanswered(word)]
    # ["Syria, Damascus"], with one pair of quotation marks around both, means two words
    chosen = tuple(word for answer in answers for word in listed(str(answer)) if word)
    return chosen or topic_words(briefing, count) or (briefing.tokens[0].norm,)


def voice_words(briefing: Briefing) -> tuple[Keyword, ...]:
    """Return the words that mark one of the two main voices, strongest first; none where one is silent."""
    scopes = contrast_scopes(briefing)
    both = all(count_words(briefing, scope).N() for scope in scopes)
    return find_keywords(briefing, *scopes, stop_words=True) if both else ()


def key_words(briefing: Briefing, limit: int = 5) -> Table:
    """Show the words that mark each of the two main voices against the other, `limit` for each.

    >>> from briefing_lessons import load_briefing
    >>> key_words(load_briefing("000_95b79719e875266d.txt"))[0][:2]
    ('reporter', 'Lavrov')
    """
    first, second = contrast_scopes(briefing)
    found = voice_words(briefing)
    sides = dict.fromkeys(word.side for word in found)
    shown = [word for side in sides for word in [w for w in found if w.side == side][:limit]]
    rows = [(w.side, w.word, w.rate, w.other_rate, abs(w.score)) for w in shown]
    columns = ("voice", "word", f"{first}, per 1,000", f"{second}, per 1,000", "score (G2)")
    caption = "Words that mark one voice against the other, strongest first."
    return Table(
        columns, rows, caption if found else "We found no two voices here with words that mark them."
    )
