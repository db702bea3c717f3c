"""Small looks at a briefing that the first lessons take: dates, names, voices, line roles, twin words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from briefing_lessons.briefing import Briefing
from briefing_lessons.english.words import find_words, fold
from briefing_lessons.exercises.seed_notes import LEFT_ALONE
from briefing_lessons.people.names import DEMONYM
from briefing_lessons.spans import RUNNING, Line, Quote, Sentence, Span, Token, find_owners, shorten
from briefing_lessons.tables import Table
from briefing_lessons.topics.scopes import people
from briefing_lessons.topics.stopwords import load_stop_words

_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_NAMED = "|".join([*_MONTHS.split(), *_DAYS.split()])
_DATE = rf"\b(?:{_NAMED}|(?:1[89]|20)\d\d|[Ll]ast (?:year|week|month))\b"


#: More sentences than this are not compared with one another: the pairs grow with the square.
_MOST_SENTENCES = 400


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of any text, by the rule that `briefing.tokens` follows.

    >>> split_words("sign up — now")
    ('sign', 'up', 'now')
    """
    return tuple(text[start:end] for start, end, _ in find_words(text))


def find_dates(briefing: Briefing, *, ignore_capitals: bool = False) -> Table:
    """Return the lines with the name of a month or a day, a year, or "last year".

    >>> from briefing_lessons import load_briefing
    >>> find_dates(load_briefing("000_95b79719e875266d.txt"))[0]
    (2, '2016')

    Parameters
    ----------
    ignore_capitals
        Also take "may" for May and "march" for March: the mistake lesson 01 looks at.
    """
    pattern = re.compile(_DATE, re.IGNORECASE if ignore_capitals else 0)
    found = ((line.number, pattern.findall(line.text)) for line in briefing.lines)
    rows = [(number, ", ".join(dict.fromkeys(words))) for number, words in found if words]
    return Table(("line", "words"), rows, f"Lines of {briefing.source} with a date word.")


def date_spans(briefing: Briefing) -> list[Span]:
    """Return the date words, each with the number of the day beside it."""
    return [
        Span(m.start(), m.end(), m[0]) for m in re.finditer(rf"(?:\b\d\d? )?{_DATE}(?: \d+)?", briefing.text)
    ]


def years_named(briefing: Briefing) -> str:
    """Return the years that the text names, in order.

    >>> from briefing_lessons import load_briefing
    >>> years_named(load_briefing("000_95b79719e875266d.txt"))
    '2016'
    """
    years = re.findall(r"\b(?:1[89]|20)\d\d\b", briefing.text)
    return ", ".join(dict.fromkeys(years)) or "no year"


def name_spans(briefing: Briefing) -> list[Span]:
    """Return the words that are names: capitals inside of a sentence, and the same words at its beginning."""
    names = [speaker.name for speaker in briefing.speakers]
    names += [turn.speaker for turn in briefing.turns if turn.speaker]
    called = {word for name in names for word in split_words(name)}
    for first, last in _capital_runs(briefing):
        if not _begins_sentence(briefing, first):
            called.update(split_words(briefing.text[first.start : last.end]))
    plain = load_stop_words("function")
    called = {word for word in called if word[0].isupper() and word.casefold() not in plain}
    called -= {word for word in called if re.fullmatch(_DATE, word)}
    acronym = re.compile(r"[A-Z]{2,}")
    return [t for t in briefing.tokens if t.text.split("’")[0] in called or acronym.fullmatch(t.text)]


def words_by_voice(briefing: Briefing) -> Table:
    """Count the words each voice utters: inside its turns, or inside its quotation marks.

    >>> from briefing_lessons import load_briefing
    >>> words_by_voice(load_briefing("001_ferry_report.txt"))["voice"][:2]
    ('Bruno Tasker', 'Katja Orsolin')
    """
    from briefing_lessons.topics.counting import count_words  # loads nltk

    words = Counter({name: count_words(briefing, name).N() for name in people(briefing)})
    rows = sorted(words.items(), key=lambda row: (-row[1], row[0]))
    return Table(("voice", "words"), rows, f"Words uttered in {briefing.source}: {words.total():,} in all.")


def quoted_voices(briefing: Briefing) -> tuple[Quote, ...]:
    """Return the quotations on whose sources a count of voices rests: turns have labels, these are read.

    >>> from briefing_lessons import load_briefing
    >>> len(quoted_voices(load_briefing("001_ferry_report.txt")))
    14
    """
    return tuple(owner for owner in find_owners(briefing) if isinstance(owner, Quote))


def names_without_words(briefing: Briefing, *, sure: bool = True) -> tuple[str, ...]:
    """Return names the text mentions without quoting them, the most frequent first.

    A name here is a run of capitalised words inside of a sentence. Runs with the same last word are counted
    together and shown in their commonest form.

    >>> from briefing_lessons import load_briefing
    >>> names_without_words(load_briefing("000_95b79719e875266d.txt"))[:3]
    ('Trump', 'Syria', 'Russia')

    Parameters
    ----------
    sure
        Leave out names beside a quotation without a source: it may be theirs.
    """
    called = [alias for speaker in briefing.speakers for alias in speaker.aliases]
    called += [f"{turn.label} {turn.speaker or ''}" for turn in briefing.turns]
    heard = {word.casefold() for name in called for word in split_words(name)}
    lost = {briefing.line_number(q) for q in briefing.quotes if q.kind != "term" and not q.speaker}
    forms: dict[str, Counter[str]] = {}
    numbered = re.compile(r"\s+\d")  # "Ward 6" is no name of somebody
    for first, last in _capital_runs(briefing):
        if numbered.match(briefing.text, last.end):
            continue
        if sure and briefing.line_number(first) in lost:
            heard.add(last.text.casefold())
        if not _begins_sentence(briefing, first):
            form = re.sub(r"['’]s$", "", briefing.text[first.start : last.end])
            forms.setdefault(split_words(form)[-1], Counter())[form] += 1
    no_names = load_stop_words("function")  # "No. 3 crane", and "I’ll" after a quotation mark
    silent = [
        name
        for name in forms
        if name.casefold() not in heard
        and fold(name) not in no_names
        and not re.fullmatch(f"{_DATE}s?", name)
    ]
    # "American" belongs to a noun more often than it names somebody
    silent.sort(key=lambda name: (bool(DEMONYM.fullmatch(name)), -forms[name].total(), name))
    return tuple(max(forms[name], key=lambda form: (forms[name][form], form)) for name in silent)


def _capital_runs(briefing: Briefing) -> Iterable[tuple[Token, Token]]:
    first = last = None
    for token in briefing.tokens:
        capital = token.text[0].isupper() and not token.text.isupper() and token.voice in RUNNING
        if last is not None and first is not None:
            between = briefing.text[last.end : token.start]
            if capital and between in (" ", " of ", "-"):  # "Ministry of Schools" is one name
                last = token
                continue
            if token.text == "of" and between == " ":
                continue
            yield first, last
        first = last = token if capital else None
    if first is not None and last is not None:
        yield first, last


def _begins_sentence(briefing: Briefing, token: Token) -> bool:
    before = briefing.text[max(0, token.start - 4) : token.start].rstrip(" \t*_")
    return not before or not (before[-1].isalnum() or before[-1] in ",;")


#: how a rule for words is called, and what cuts them
WORD_RULES = {"at spaces": r"\S+", "at every mark": r"\w+|[^\w\s]+"}


def cut_by_rules(words: str) -> dict[str, list[str]]:
    """Return the pieces of a sentence by three rules for words.

    >>> {rule: len(pieces) for rule, pieces in cut_by_rules("sign up — it’s now").items()}
    {'at spaces': 5, 'at every mark': 7, 'our rule': 4}
    """
    cut = {name: re.findall(rule, words) for name, rule in WORD_RULES.items()}
    return cut | {"our rule": list(split_words(words))}


def lines_to_cut(briefing: Briefing) -> list[Line]:
    """Return short lines: those on which most rules for words differ.

    >>> from briefing_lessons import load_briefing
    >>> [line.number for line in lines_to_cut(load_briefing("000_95b79719e875266d.txt"))]
    [30, 45]
    """
    alone = LEFT_ALONE.get(briefing.source, ())
    fit = [x for x in briefing.lines if x.text and x.number not in alone]
    lines = [x for x in fit if x.role in ("paragraph", "turn")] or fit
    short = [x for x in lines if 5 < len(x.text.split()) <= 30] or lines
    numbers = {x.number: len(set(map(len, cut_by_rules(x.text).values()))) for x in short}
    return [x for x in short if numbers[x.number] == max(numbers.values())]


def line_roles(briefing: Briefing, *numbers: int) -> Table:
    """Show what the reader took some lines for, and by which rule.

    >>> from briefing_lessons import load_briefing
    >>> line_roles(load_briefing("000_95b79719e875266d.txt"), 1, 2)["role"]
    ('heading', 'paragraph')
    """
    chosen = [briefing.line(n) for n in dict.fromkeys(numbers) if 1 <= n <= len(briefing.lines)]
    rows = [(x.number, x.role, x.rule or "nothing spoke against it", shorten(x.text, 50)) for x in chosen]
    return Table(("line", "role", "because", "begins"), rows, f"Lines of {briefing.source} and their roles.")


def find_twin_words(briefing: Briefing) -> Table:
    """Find acronyms that lower-casing would turn into another word of the text, such as US and us.

    >>> from briefing_lessons import load_briefing
    >>> find_twin_words(load_briefing("000_95b79719e875266d.txt"))[0]
    ('US', 20, 'us', 1)
    """
    from briefing_lessons.topics.counting import count_words  # loads nltk

    counts = count_words(briefing)
    small = {token.text for token in briefing.tokens if token.text.islower()}  # "DUNMARROW" is Dunmarrow
    # a heading or a banner in capitals, where such words stand side by side, has no acronyms
    alone = re.compile(r"(?<![A-Z]{2} )\b[A-Z]{2,}\b(?! [A-Z]{2})")
    apart = {word for line in briefing.lines if not line.text.isupper() for word in alone.findall(line.text)}
    rows = [
        (word, count, word.lower(), counts[word.lower()])
        for word, count in counts.items()
        if word.isupper() and len(word) > 1 and word.lower() in small and word in apart
    ]
    rows.sort(key=lambda row: (-row[1], row[0]))
    return Table(("acronym", "times", "word", "its times"), rows, "Acronyms and the words they would become.")


def find_twin_sentences(briefing: Briefing) -> tuple[Sentence, Sentence] | None:
    """Return the two sentences, lines apart, that share most of their longer words; at least a third.

    >>> from briefing_lessons import load_briefing
    >>> meals = load_briefing("002_school_meals.txt")
    >>> [meals.line_number(sentence) for sentence in find_twin_sentences(meals)]
    [19, 21]
    """
    long_words = [
        (sentence, {norm for _, _, norm in find_words(sentence.text) if len(norm) > 3})
        for sentence in briefing.sentences[:_MOST_SENTENCES]
    ]
    best: tuple[float, Sentence, Sentence] | None = None
    for (one, words), (other, others) in combinations([pair for pair in long_words if len(pair[1]) > 5], 2):
        share = len(words & others) / len(words | others)
        apart = briefing.line_number(one) != briefing.line_number(other)
        if share > (best[0] if best else 1 / 3) and apart and one.text != other.text:
            best = share, one, other
    return (best[1], best[2]) if best else None
