"""Which words are counted (all, one voice, one person, one section), and the parts a text is cut into."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Literal, get_args

from briefing_lessons.english.words import find_words
from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import (
    RUNNING,
    Annotated,
    Section,
    Span,
    find_owners,
    name_of,
    shorten,
    uttered_in,
)
from briefing_lessons.statistics import SHORT
from briefing_lessons.topics.index import find_inside, index_of

Stretch = tuple[int, int]
#: A name from `SCOPES`, a person, a heading, any span of the briefing, or stretches already found
Scope = str | Span | tuple[Stretch, ...]

#: scope -> the voices it takes in; boilerplate is never counted
SCOPES = {"all": (*RUNNING, "heading"), "text": RUNNING}
SCOPES |= {voice: (voice,) for voice in SCOPES["all"]}


def find_stretches(briefing: Annotated, scope: Scope = "all") -> tuple[Stretch, ...]:
    """Return the stretches of text, (start, end), whose words `scope` takes in.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> [briefing.text[start:end] for start, end in find_stretches(briefing, "heading")][-1]
    'On expectations from Astana talks'

    Parameters
    ----------
    briefing
        The briefing.
    scope
        "all" (without boilerplate), "text" (also without headings), one voice ("speaker", "asker",
        "reporter", "heading": see `find_voices`), a person (their turns, and words quoted from them outside
        turns), a heading, a span, or stretches.

    Raises
    ------
    BriefingError
        If there is no such scope or person.
    """
    if isinstance(scope, tuple):
        return scope
    if isinstance(scope, str) and scope in SCOPES:
        return tuple(_voiced(briefing, SCOPES[scope]))
    if isinstance(scope, Span):
        voices = SCOPES["text" if isinstance(scope, Section) else "all"]
        return tuple(intersect(_voiced(briefing, voices), ((scope.start, scope.end),)))
    return tuple(_spoken_or_headed(briefing, scope))


def section_names(briefing: Annotated) -> tuple[str, ...]:
    """Return the headings in order, each made distinct; a section without one is named by its number."""
    names: list[str] = []
    for number, section in enumerate(briefing.sections, 1):
        name = section.heading.text.strip() if section.heading else f"(section {number}, no heading)"
        names.append(f"{name} ({number})" if name in names else name)
    return tuple(names)


def scope_name(scope: Scope) -> str:
    """Return what to call a scope: its name, a person, or the first words of a span."""
    if isinstance(scope, str):
        return scope
    return f"{len(scope)} stretches" if isinstance(scope, tuple) else shorten(scope.text, 40)


def contrast_scopes(briefing: Annotated) -> tuple[str, str]:
    """Return two scopes worth comparing here: speaker and reporter or asker, or the two who say most.

    >>> from briefing_lessons import load_briefing
    >>> contrast_scopes(load_briefing("000_95b79719e875266d.txt"))
    ('speaker', 'reporter')
    """
    sizes = {str(voice): sum(e - s for s, e in find_stretches(briefing, voice)) for voice in RUNNING}
    other = max("reporter", "asker", key=lambda voice: sizes[voice])
    names = people(briefing)
    if sizes[other] < 0.02 * sum(sizes.values()) and len(names) > 1:
        return names[0], names[1]
    return "speaker", other


def people(briefing: Annotated) -> tuple[str, ...]:
    """Return the names of all who have a turn or are quoted outside turns, by the length of what they say."""
    sizes: dict[str, int] = {}
    for owner in find_owners(briefing):
        start, end = uttered_in(owner)
        if name := name_of(owner):
            sizes[name] = sizes.get(name, 0) + end - start
    return tuple(sorted(sizes, key=lambda name: (-sizes[name], name)))


def scope_words(briefing: Annotated, scope: Scope, words: int) -> str:
    """Return how many words were counted, whose they are, and what of the text is left out.

    >>> from briefing_lessons import load_briefing
    >>> scope_words(load_briefing("000_95b79719e875266d.txt"), "text", 1948)
    '1,948 words: headings and boilerplate are not counted'
    """
    size = "1 word" if words == 1 else f"{words:,} words"
    if scope not in ("all", "text"):
        whose = {"speaker": "of speakers", "asker": "of those who ask", "reporter": "of the reporter"}
        name = scope_name(scope)
        return f"{size} {whose.get(name, f'of {name}')}"
    left_out = ["headings"] if scope == "text" and briefing.headings else []
    left_out += ["boilerplate"] if any(voice == "boilerplate" for *_, voice in briefing.voices) else []
    verb = "are" if "headings" in left_out else "is"
    return f"{size}: {' and '.join(left_out)} {verb} not counted" if left_out else size


def _voiced(briefing: Annotated, voices: Sequence[str]) -> Sequence[Stretch]:
    return [(start, end) for start, end, voice in briefing.voices if voice in voices]


def _spoken_or_headed(briefing: Annotated, wanted: str) -> Sequence[Stretch]:
    key = wanted.casefold()
    names = {s.name for s in briefing.speakers if key in {form.casefold() for form in (s.name, *s.aliases)}}
    spoken = [
        uttered_in(owner)
        for owner in find_owners(briefing)
        if (name := name_of(owner)) and (name in names or name.casefold() == key)
    ]
    if spoken:
        return intersect(_voiced(briefing, SCOPES["text"]), spoken)
    headed = [s for s in briefing.sections if s.heading and s.heading.text.casefold() == key]
    if len(headed) == 1:
        return find_stretches(briefing, headed[0])
    names_first = people(briefing)[:5]
    raise BriefingError(
        f"Nothing is counted for {wanted!r}: use {', '.join(SCOPES)}, a heading"
        + (f", or a person who is quoted or has a turn ({', '.join(names_first)})." if names_first else ".")
    )


def intersect(some: Sequence[Stretch], others: Sequence[Stretch]) -> list[Stretch]:
    """Return what lies in both; each is sorted and without overlaps."""
    found = []
    for start, end in others:
        for first, last in islice(some, max(0, bisect_left(some, (start, 0)) - 1), None):
            if first >= end:
                break
            if last > start:
                found.append((max(first, start), min(last, end)))
    return found


By = Literal["section", "tenth", "turn", "speaker", "voice", "quarter", "twentieth"]

#: words that a text needs before a quarter of it holds anything
_FEWEST = 50


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """One part of a briefing, as far as its words are counted."""

    name: str  #: heading, "1st tenth", label of the turn, or name of the person
    stretches: tuple[Stretch, ...]  #: (start, end) of its counted text
    words: int  #: how many words are counted there

    def __repr__(self) -> str:
        return f"Part({self.name!r}, {self.words} words)"

    @property
    def short(self) -> bool:
        """Whether it has too few words (under 100) for a rate to mean much."""
        return self.words < SHORT


def find_parts(briefing: Annotated, by: By = "section", scope: Scope = "text") -> tuple[Part, ...]:
    """Cut `scope` into parts, in the order of the text.

    >>> from briefing_lessons import load_briefing
    >>> find_parts(load_briefing("000_95b79719e875266d.txt"))[-1]
    Part('On expectations from Astana talks', 16 words)

    Parameters
    ----------
    briefing
        The briefing.
    by
        "section"; "quarter", "tenth" or "twentieth", parts with equally many words; "turn"; "speaker", one
        part for each person; "voice", speaker, asker and reporter.
    scope
        Which words: see `find_stretches`.

    Raises
    ------
    BriefingError
        If the briefing has no parts of that kind.
    """
    if by not in get_args(By):
        raise BriefingError(f"A briefing cannot be cut by {by!r}: use one of {', '.join(get_args(By))}.")
    stretches = find_stretches(briefing, scope)
    cut = ((name, tuple(intersect(stretches, part))) for name, part in _cut(briefing, by, stretches))
    named = [(name, inside) for name, inside in cut if inside or by != "voice"]
    if not named:
        raise BriefingError(f'This briefing has no {by}s to compare: use by="tenth".')
    words = index_of(briefing)
    return tuple(
        Part(name, inside, sum(map(len, find_inside(words.starts, words.ends, inside))))
        for name, inside in named
    )


def comparable_parts(briefing: Annotated) -> By:
    """Return how to cut this text so that most parts bear a rate: sections, speakers, tenths, or quarters.

    >>> from briefing_lessons import load_briefing
    >>> comparable_parts(load_briefing("000_95b79719e875266d.txt"))
    'section'
    """
    cuts: tuple[By, ...] = ("section", "speaker", "tenth") if briefing.turns else ("section", "tenth")
    for by in cuts:
        try:
            parts = find_parts(briefing, by)
        except BriefingError:  # no parts of that kind
            continue
        if len(parts) > 2 and 2 * sum(part.short for part in parts) <= len(parts):
            return by
    return "quarter" if sum(part.words for part in find_parts(briefing, "voice")) >= _FEWEST else "voice"


def _cut(
    briefing: Annotated, by: By, stretches: Sequence[Stretch]
) -> Iterator[tuple[str, Sequence[Stretch]]]:
    """Yield the name of each part, and where it stands."""
    if by == "section":
        for name, section in zip(section_names(briefing), briefing.sections, strict=True):
            yield name, ((section.start, section.end),)
    elif by == "turn":
        for number, turn in enumerate(briefing.turns, 1):
            yield f"{number} {shorten(turn.speaker or turn.label, 40)}", (uttered_in(turn),)
    elif by in ("speaker", "voice"):
        for name in people(briefing) if by == "speaker" else SCOPES["all"]:
            yield name, find_stretches(briefing, name)
    else:
        count = {"quarter": 4, "tenth": 10, "twentieth": 20}[by]
        starts = [word for start, end in stretches for word, _, _ in find_words(briefing.text, start, end)]
        if len(starts) < count:
            return
        edges = [starts[len(starts) * number // count] for number in range(count)]
        endings = {1: "st", 2: "nd", 3: "rd"}
        for number, (start, end) in enumerate(pairwise([*edges, len(briefing.text)]), 1):
            yield f"{number}{endings.get(number, 'th')} {by}", ((start, end),)
