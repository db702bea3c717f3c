"""Topics as sets of terms (words, phrases, wildcards that stand for one thing), and their rates in parts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from briefing_lessons.english.words import find_words
from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated, Span
from briefing_lessons.statistics import Rate, rate_of
from briefing_lessons.topics.index import Index, find_inside, index_of
from briefing_lessons.topics.scopes import By, Part, Scope, find_parts, find_stretches

#: what may stand around a word and is no part of it
_EDGES = '.,;:!?"“”„«»()'

#: the terms of a topic; one term may stand alone
Terms = str | Iterable[str]
#: names of topics with their terms, or words that are each a topic of their own
Topics = Mapping[str, Terms] | Iterable[str] | str


def as_topics(topics: Topics) -> dict[str, tuple[str, ...]]:
    """Return topics as names with their terms, in order.

    >>> as_topics({"Syria": ["Syria*", "Damascus"], "US": "US"})
    {'Syria': ('Syria*', 'Damascus'), 'US': ('US',)}
    >>> as_topics(["terrorism", "Syria*"])
    {'terrorism': ('terrorism',), 'Syria*': ('Syria*',)}

    Raises
    ------
    BriefingError
        If there is no topic, or one has no term.
    """
    if isinstance(topics, str):
        topics = [topics]
    pairs = topics.items() if isinstance(topics, Mapping) else ((term, term) for term in topics)
    found = {
        str(name): (terms,) if isinstance(terms, str) else tuple(dict.fromkeys(terms))
        for name, terms in pairs
    }
    empty = [name for name, terms in found.items() if not terms]
    if not found or empty:
        which = f"The topic {empty[0]!r} has no terms" if empty else "There is no topic to count"
        raise BriefingError(f'{which}: write, for example, {{"Syria": ["Syria*", "Damascus"]}}.')
    return found


def find_terms(briefing: Annotated, terms: Terms, scope: Scope = "all") -> tuple[Span, ...]:
    """Find every place where one of `terms` stands, as it is printed there.

    A term is a word or a phrase. `*` stands for any letters ("Syria*", "*terror*"), alone for any one word
    ("ministry of *"). Capitals bind only where the text has both forms: "US" the country, "us" the pronoun.
    A term is found inside compounds and before 's ("US" in "US-Russia"), never across a line end or a change
    of voice, and where two terms overlap the longer counts.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> len(find_terms(briefing, "terrorism")), len(find_terms(briefing, "*terror*"))
    (12, 18)
    >>> find_terms(briefing, "ministry of *", "On Minsk agreements")
    ()

    Parameters
    ----------
    briefing
        The briefing.
    terms
        One term or several.
    scope
        Where: see `find_stretches`.
    """
    text, stretches = briefing.text, find_stretches(briefing, scope)
    starts, ends = _find(index_of(briefing), text, (terms,) if isinstance(terms, str) else tuple(terms))
    return tuple(
        Span(starts[n], ends[n], text[starts[n] : ends[n]])
        for inside in find_inside(starts, ends, stretches)
        for n in inside
    )


def count_in_parts(briefing: Annotated, topics: Topics, parts: Sequence[Part]) -> dict[str, tuple[int, ...]]:
    """Return for each topic its count in each of `parts`, in order."""
    counts = {}
    for name, terms in as_topics(topics).items():
        starts, ends = _find(index_of(briefing), briefing.text, terms)
        counts[name] = tuple(sum(map(len, find_inside(starts, ends, part.stretches))) for part in parts)
    return counts


def unfound_terms(briefing: Annotated, topics: Topics, scope: Scope = "all") -> tuple[str, ...]:
    """Return the terms that stand nowhere in `scope`: a spelling to check, or a topic that is absent.

    >>> from briefing_lessons import load_briefing
    >>> unfound_terms(load_briefing("000_95b79719e875266d.txt"), {"Syria": ["Syria*", "Palmyra"]})
    ('Palmyra',)
    """
    every = (term for terms in as_topics(topics).values() for term in terms)
    return tuple(term for term in dict.fromkeys(every) if not find_terms(briefing, term, scope))


def is_printed(briefing: Annotated, terms: Sequence[str]) -> bool:
    """Say whether one of `terms` stands anywhere in the text, labels of speakers and page furniture included.

    >>> from briefing_lessons import parse_briefing
    >>> is_printed(parse_briefing("MAYOR: We open on Friday.\\n\\nQUESTION: Why?"), ["MAYOR"])
    True
    """
    return bool(_find(index_of(briefing), briefing.text, terms)[0])


def _find(index: Index, text: str, terms: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the starts and the ends of all matches in order; of overlapping ones the first and longest."""
    matches = [match for term in terms for match in _matches(index, text, _pieces(term))]
    starts: list[int] = []
    ends: list[int] = []
    for start, length in sorted(matches, key=lambda match: (match[0], -match[1])):
        if not ends or index.starts[start] >= ends[-1]:
            starts.append(index.starts[start])
            ends.append(index.ends[start + length - 1])
    return starts, ends


def _matches(index: Index, text: str, pieces: Sequence[str]) -> list[tuple[int, int]]:
    """Return (number of the first word, number of words) of every match of one term."""
    wanted = [_forms(index, piece) for piece in pieces]
    # a phrase is looked for at the first piece that is not "any word"; there is one
    anchor, forms = next((at, forms) for at, forms in enumerate(wanted) if forms is not None)
    found = []
    for place in sorted(place for form in forms for place in index.places[form]):
        first, last = place - anchor, place - anchor + len(pieces) - 1
        if first < 0 or last >= len(index.forms):
            continue
        on_one_line = first == last or "\n" not in text[index.starts[first] : index.ends[last]]
        if on_one_line and all(ok is None or index.forms[first + at] in ok for at, ok in enumerate(wanted)):
            found.append((first, len(pieces)))
    return found


@lru_cache(maxsize=1024)
def _forms(index: Index, piece: str) -> frozenset[str] | None:
    """Return the counted forms that one piece of a term stands for; `None` for any word."""
    if piece == "*":
        return None
    if "*" not in piece:
        forms = index.spellings.get(piece.lower(), [])
        return frozenset([piece] if piece in forms else forms)
    pattern = ".*".join(map(re.escape, piece.split("*")))
    exact = frozenset(filter(re.compile(pattern).fullmatch, index.places))
    return exact or frozenset(filter(re.compile(pattern, re.IGNORECASE).fullmatch, index.places))


def _pieces(term: str) -> tuple[str, ...]:
    """Return the words of a term as they are counted, wildcards in place."""
    pieces: list[str] = []
    for chunk in re.split(r"[\s\-‐‑]+", str(term).strip()):
        if "*" in chunk:
            chunk = re.sub(r"\*+", "*", chunk.strip(_EDGES).replace("’", "'"))
            pieces.append(chunk if chunk.isupper() else chunk.lower())
        elif chunk:
            pieces.extend(form for _, _, form in find_words(chunk))
    if not any(re.search(r"\w", piece) for piece in pieces):
        if "*" in str(term):
            raise BriefingError(
                f"{term!r} alone stands for every word: put letters before it, such as Syria*."
            )
        raise BriefingError(f'{term!r} is not a term: write a word or a phrase, such as "Syria*".')
    return tuple(pieces)


def find_rates(
    briefing: Annotated, topics: Topics, by: By = "section", scope: Scope = "text"
) -> tuple[Rate, ...]:
    """Return the rate of each topic in each part, parts in the order of the text.

    >>> from briefing_lessons import load_briefing
    >>> rates = find_rates(load_briefing("000_95b79719e875266d.txt"), {"Syria": ["Syria*"]})
    >>> rates[-1].count, rates[-1].words, rates[-1].short
    (1, 16, True)

    Parameters
    ----------
    briefing
        The briefing.
    topics
        Names with their terms, or a list of words: see `find_terms`.
    by, scope
        The parts, and which of their words: see `find_parts` and `find_stretches`.
    """
    parts = find_parts(briefing, by, scope)
    counts = count_in_parts(briefing, topics, parts)
    return tuple(
        rate_of(part.name, name, found[at], part.words)
        for name, found in counts.items()
        for at, part in enumerate(parts)
    )
