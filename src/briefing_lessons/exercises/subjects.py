"""Lessons 06 and 08: words worth counting, parts worth comparing, counts and rates; and your own briefing."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import permutations
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.english.words import find_words, fold, is_number
from briefing_lessons.exercises.answers import is_unanswered, listed
from briefing_lessons.exercises.clues import words_by_voice
from briefing_lessons.exercises.devices import quoted
from briefing_lessons.exercises.excerpts import first_words
from briefing_lessons.exercises.model import Values, asks, exit_line
from briefing_lessons.html import plural
from briefing_lessons.spans import Quote, Span, find_owners, name_of, uttered_in
from briefing_lessons.statistics import Rate
from briefing_lessons.tables import Table
from briefing_lessons.topics.counting import count_quotes, count_words
from briefing_lessons.topics.dispersion import Dispersion, find_dispersion
from briefing_lessons.topics.index import printed_forms
from briefing_lessons.topics.keyness import Keyword, find_keywords
from briefing_lessons.topics.scopes import By, comparable_parts, contrast_scopes, find_parts, people
from briefing_lessons.topics.stopwords import load_stop_words
from briefing_lessons.topics.terms import find_rates, find_terms

#: a pair of words is compared when the counts differ by no more than this
_NEARLY = 2
#: and unequally spread when Gries' DP differs by as much as this
_UNEVEN = 0.15


def topic_words(briefing: Briefing, limit: int = 10) -> tuple[str, ...]:
    """Return the most frequent words that could name a topic: no function words, reporting verbs or sources.

    >>> from briefing_lessons import load_briefing
    >>> topic_words(load_briefing("001_ferry_report.txt"), 1)
    ('ferry',)
    """
    called_so = (name for speaker in briefing.speakers for name in (speaker.name, *speaker.aliases))
    names = {form for name in called_so if name[:1].isupper() for *_, form in find_words(name)}
    # a country or a ministry that is quoted is still a topic; a person is not
    called = {word for name in people(briefing) for word in name.casefold().split()}
    hidden = load_stop_words("function", "reporting") | {form for form in names & called if form.islower()}
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
    printed = [(form, counts[word]) for word, form in printed_forms(briefing, counts).items()]
    return min(printed, key=lambda one: (-one[1], one[0].casefold(), one[0]))


def _content_words(briefing: Briefing) -> Counter[str]:
    return Counter(count_words(briefing, "text", stop_words=load_stop_words("function", "reporting")))


def hidden_word(briefing: Briefing) -> str | None:
    """Return the topic word whose letters turn up most often inside other words.

    >>> from briefing_lessons import load_briefing
    >>> hidden_word(load_briefing("000_95b79719e875266d.txt"))
    'Russia'
    """
    words = [word for word in topic_words(briefing, 60) if not word.isupper() and len(word) > 2]
    found = ((*_inside_others(briefing, word), word.casefold(), word) for word in words)
    return max((row for row in found if row[0]), default=(None,))[-1]


def _inside_others(briefing: Briefing, word: str) -> tuple[int, int]:
    """Return how often a word stands inside of others, and alone."""
    whole, letters = len(find_terms(briefing, word)), re.escape(word)
    alone = len(re.findall(rf"\b{letters}\b", briefing.text, re.IGNORECASE))
    if alone != whole:  # one that also stands in speaker labels has two honest counts
        return 0, whole
    return len(re.findall(letters, briefing.text, re.IGNORECASE)) - whole, whole


def inside_words(briefing: Briefing, letters: str) -> Table:
    """Show every word of the text that holds `letters`, with its count: what a search for letters finds.

    >>> from briefing_lessons import load_briefing
    >>> inside_words(load_briefing("000_95b79719e875266d.txt"), "terror")["word"]
    ('terrorism', 'terror', 'terrorists', 'counterterrorism', 'terrorist')
    """
    counts = Counter(re.findall(rf"\w*{re.escape(letters)}\w*", briefing.text, re.IGNORECASE))
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
    near = ((a, b) for a, b in permutations(spread, 2) if abs(words[a] - words[b]) <= _NEARLY)
    pairs = [((a, spread[a]), (b, spread[b])) for a, b in near if spread[a].range > spread[b].range]
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
    none = "We found no two voices here with words that mark them."
    return Table(columns, rows, caption if found else none)


@asks("topic.3")
def _rate_per_thousand(briefing: Briefing) -> Values | None:
    """Ask for the highest rate of a word per 1,000 words, in a long part if there is one."""
    found = [rate for rate in main_rates(briefing) if rate.count]
    rate = max(found, key=lambda r: (not r.short, r.rate, r.words), default=None)
    if rate is None:
        return None
    hundred, turned = round(rate.rate / 10, 1), round(rate.words / rate.count, 1)
    return {
        **{"rate": rate, "part": rate.part, "longer": 1000 / rate.words, "expected": round(rate.rate, 1)},
        "times": "once" if rate.count == 1 else f"{rate.count} times",
        "caution": " This part is short: one hit more would change it much." if rate.short else "",
        "tolerance": max(0.5, 0.02 * rate.rate),
        **{"hundred": hundred, "count": rate.count, "turned": turned},
    }


@asks("topic.4")
def _too_short(briefing: Briefing) -> Values | None:
    """Ask which part is too short to bear a rate."""
    parts = [part for part in find_parts(briefing, comparable_parts(briefing)) if part.words]
    by_size = sorted(parts, key=lambda part: part.words)
    long = [part for part in by_size if not part.short]
    if len(parts) < 3 or not by_size[0].short or not long:
        return None
    shown = (by_size[0], long[0], long[-1])
    small, middle, large = (f"{part.name} ({part.words:,} words)" for part in shown)
    named = {"expected": small, "middle": middle, "large": large}
    return {**named, "words": plural(shown[0].words, "word"), "one": round(1000 / shown[0].words, 1)}


@asks("topic.5")
def _picture_in_words(briefing: Briefing) -> Values:
    words = topic_words(briefing, 2) or ("the",)
    rates = find_rates(briefing, words, comparable_parts(briefing))
    drawn = [rate for rate in rates if not rate.short] or rates
    top = max(drawn, key=lambda rate: rate.rate, default=None)
    often = top and (plural(top.count, "time") if top.short else f"{top.rate:.1f} per 1,000 words")
    bar = top and f"“{top.topic}” in “{top.part}” ({often})"
    peak = f"No bar is longer than {bar}" if bar else "There is no bar"
    asked, parts = " and ".join(f"“{word}”" for word in words), plural(len(drawn) // len(words), "part")
    return {"words": asked, "parts": parts, "peak": peak}


@asks("topic.6")
def _spread_or_gathered(briefing: Briefing) -> Values | None:
    """Ask which of two words of close counts is spread over more of the text."""
    if not (pair := uneven_pair(briefing)):
        return None
    (wide, much), (narrow, little) = pair
    one, two = sorted((word, len(find_terms(briefing, word, "text"))) for word in (wide, narrow))
    counts = {"one": one, "two": two, "much": much.range, "little": little.range}
    return {"expected": wide, "narrow": narrow, "parts": f"{much.parts} {plot_parts(briefing)}s", **counts}


@asks("topic.8")
def _key_word(briefing: Briefing) -> Values | None:
    """Ask which word marks one voice against the other."""
    found = voice_words(briefing) if people(briefing) else ()
    key = next((k for k in found if k.side != found[0].side), None)
    if key is None or (key.count if key.score > 0 else key.other_count) < 2 or abs(key.log_ratio) < 1:
        return None  # said once, or hardly more often than by the other voice, a word marks nobody
    voices = {"reporter": "the reporter", "asker": "the questions", "speaker": "the quoted speakers together"}
    led = " and the moderator" if any(turn.role == "moderator" for turn in briefing.turns) else ""
    answers = briefing.turns and key.side == "speaker"
    voice = f"the answers{led}" if answers else voices.get(key.side, key.side)
    marking = {key.word, *(k.word for k in found[:4])}
    sides = [count_words(briefing, scope) for scope in contrast_scopes(briefing)]
    both = [word for word in topic_words(briefing, 20) if all(counts[fold(word)] for counts in sides)]
    shared = next((word for word in both if word not in marking), None)
    return {"expected": key.word, "voice": voice, "side": key.side, "other": found[0].word, "shared": shared}


asks("topic.exit")(lambda text: exit_line("topic.exit", text, find_terms(text, topic_words(text, 1), "text")))


@asks("topic.vote")
def _word_of_a_headline(briefing: Briefing) -> Values:
    words = (*topic_words(briefing, 2), "the ferry")[:2]
    return {"frequent": [f"{word}, because it is frequent" for word in words]}


@asks("own.4")
def _without_a_source(briefing: Briefing) -> Values | None:
    if not (said := tuple(quote for quote in briefing.quotes if quote.kind != "term")):
        return None
    lost = [quote for quote in said if quote.speaker is None]
    named, terms = len(said) - len(lost), len(briefing.quotes) - len(said) + len(lost)
    counts = {"expected": len(lost), "all": len(said), "named": named, "terms": terms, "rests_on": said}
    return {"form": "lost" if lost else "", "line": briefing.line_number((lost or said)[0]), **counts}


@asks("own.6")
def _sentence_with_limits(briefing: Briefing) -> Values:
    voices = words_by_voice(briefing)
    heard = plural(count_quotes(briefing.quotes)["quotation"], "quotation")
    form = "" if len(voices) else "none" if heard.startswith("0") else "unsourced"
    name, most = voices[0] if len(voices) else ("one person", 0)
    word = (*topic_words(briefing, 1), "water")[0]
    values = {"name": name, "most": most, "all": sum(voices["words"]), "heard": heard, "word": word}
    rests_on = tuple(owner for owner in find_owners(briefing) if isinstance(owner, Quote))
    return {"form": form, "rests_on": rests_on, **values}


@asks("own.8")
def _report(briefing: Briefing) -> Values:
    voices = words_by_voice(briefing)
    name = voices[0][0] if len(voices) else "nobody"
    uttered = [words for words in voices["words"] if words]
    heard = f"By the table of voices, 0 of {len(briefing.tokens)} words are uttered by somebody"
    if uttered:
        heard = f"It is {name} most of all, with {uttered[0]} of {sum(uttered)} words in the table of voices"
    uttering = (uttered_in(owner) for owner in find_owners(briefing) if name_of(owner) == name)
    said = next((Span(start, end, briefing.text[start:end]) for start, end in uttering), None)
    line, words = 1, f"“{first_words(briefing, 1)}”"
    if said and said.text.strip():
        line, words = briefing.line_number(said), quoted(said, 40)
    word, counted = "".join(topic_words(briefing, 1)), count_words(briefing, "text").N()
    hits = [briefing.line_number(hit) for hit in find_terms(briefing, word, "text")] if word else []
    found = f"“{word}” stands {plural(len(hits), 'time')}" if word else "no word stands out"
    read = next((number for number in hits if briefing.line(number).rule), line)
    topic = {"found": found, "counted": counted, "read": read, "begins": first_words(briefing, read)}
    return {"heard": heard, "line": line, "words": words, **topic}
