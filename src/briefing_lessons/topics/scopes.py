"""Which words count: all of them, one voice, one person, one section."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated, Section, Span, Speaker, Voice, shorten
from briefing_lessons.voices import find_voices

Stretch = tuple[int, int]
#: A name from `SCOPES`, a person, a heading, any span of the briefing, or stretches already found
Scope = str | Span | Speaker | tuple[Stretch, ...]

#: scope -> the voices it takes in; advertisements, labels of turns and stage directions are never counted
SCOPES = {
    "all": ("speaker", "reporter", "heading"),
    "text": ("speaker", "reporter"),
    "speaker": ("speaker",),
    "reporter": ("reporter",),
    "heading": ("heading",),
}
_NOT_COUNTED = ("metadata", "stage", "boilerplate")


def find_stretches(
    briefing: Annotated, scope: Scope = "all", *, section: Section | int | str | None = None
) -> tuple[Stretch, ...]:
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
        "all" (without advertisements and labels of turns), "text" (also without headings), "speaker" (what
        stands in quotation marks, or the answers of a transcript), "reporter" (the rest, or the questions),
        "heading", a person (words quoted from them and their turns), a heading, a span, or stretches.
    section
        Only words of this section: a `Section`, its number from 1, or (part of) its heading.

    Raises
    ------
    BriefingError
        If there is no such scope, person or section.
    """
    found: Sequence[Stretch]
    if isinstance(scope, tuple):
        found = scope
    elif isinstance(scope, str) and scope in SCOPES:
        found = _voiced(briefing, SCOPES[scope])
    elif isinstance(scope, Section):
        found = intersect(_voiced(briefing, SCOPES["text"]), ((scope.start, scope.end),))
    elif isinstance(scope, Span):
        found = intersect(_voiced(briefing, SCOPES["all"]), ((scope.start, scope.end),))
    else:
        found = _spoken_or_headed(briefing, scope)
    if section is None:
        return tuple(found)
    part = find_section(briefing, section)
    return tuple(intersect(found, ((part.start, part.end),)))


def find_section(briefing: Annotated, which: Section | int | str) -> Section:
    """Return a section by its number from 1 or by (part of) its heading.

    >>> from briefing_lessons import load_briefing
    >>> find_section(load_briefing("000_95b79719e875266d.txt"), "Japan").heading.text
    'On Russia-Japan relations'
    """
    sections = briefing.sections
    if isinstance(which, Section):
        return which
    if isinstance(which, int):
        if 1 <= which <= len(sections):
            return sections[which - 1]
        raise BriefingError(f"There is no section {which}: this briefing has sections 1 to {len(sections)}.")
    wanted = which.casefold()
    titled = [(s, s.heading.text.casefold()) for s in sections if s.heading]
    found = [s for s, title in titled if title == wanted] or [s for s, title in titled if wanted in title]
    if len(found) == 1:
        return found[0]
    names = "; ".join(section_names(briefing)) or "none"
    problem = "No section has" if not found else f"{len(found)} sections have"
    raise BriefingError(
        f"{problem} {which!r} in the heading: use a number, or more of one of the headings ({names})."
    )


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
    if isinstance(scope, tuple):
        return f"{len(scope)} stretches"
    return scope.name if isinstance(scope, Speaker) else shorten(scope.text, 40)


def contrast_scopes(briefing: Annotated) -> tuple[str, str]:
    """Return two scopes worth comparing in this briefing: speaker and reporter, or its two main voices.

    >>> from briefing_lessons import load_briefing
    >>> contrast_scopes(load_briefing("000_95b79719e875266d.txt"))
    ('speaker', 'reporter')
    """
    speaker, reporter = (sum(e - s for s, e in find_stretches(briefing, v)) for v in ("speaker", "reporter"))
    names = people(briefing)
    if reporter < 0.02 * (speaker + reporter) and len(names) > 1:
        return names[0], names[1]
    return "speaker", "reporter"


def people(briefing: Annotated) -> tuple[str, ...]:
    """Return the names of all who are quoted or have a turn, by the length of what they say."""
    sizes: dict[str, int] = {}
    for name, start, end in _utterances(briefing):
        sizes[name] = sizes.get(name, 0) + end - start
    return tuple(sorted(sizes, key=lambda name: (-sizes[name], name)))


def _voiced(briefing: Annotated, voices: Sequence[str]) -> Sequence[Stretch]:
    wanted = [(start, end) for start, end, voice in find_sides(briefing) if voice in voices]
    return _subtract(wanted, _furniture(briefing))


def find_sides(briefing: Annotated) -> tuple[tuple[int, int, Voice], ...]:
    """Return (start, end, side) for the whole text: the voices, but who asks in a transcript is a reporter.

    >>> from briefing_lessons import load_briefing
    >>> find_sides(load_briefing("000_95b79719e875266d.txt"))[0]
    (0, 30, 'heading')
    """
    voices: Sequence[tuple[int, int, Voice]] = getattr(briefing, "voices", None) or find_voices(briefing)
    asked = [(turn.body_start, turn.body_end) for turn in briefing.turns if turn.role == "question"]
    if not asked:
        return tuple(voices)
    spoken = [(start, end) for start, end, voice in voices if voice == "speaker"]
    questions = intersect(spoken, asked)
    sides: list[tuple[int, int, Voice]] = [side for side in voices if side[2] != "speaker"]
    sides += [(start, end, "reporter") for start, end in questions]
    sides += [(start, end, "speaker") for start, end in _subtract(spoken, questions)]
    return tuple(sorted(sides))


def _furniture(briefing: Annotated) -> list[Stretch]:
    labels = [(turn.start, turn.body_start) for turn in briefing.turns]
    lines = [(line.start, line.end) for line in briefing.lines if line.role in _NOT_COUNTED]
    return sorted(labels + lines)


def _utterances(briefing: Annotated) -> Iterator[tuple[str, int, int]]:
    for turn in briefing.turns:
        if turn.speaker:
            yield turn.speaker, turn.body_start, turn.body_end
    for quote in briefing.quotes:
        if quote.kind in ("direct", "mixed") and quote.speaker:
            yield quote.speaker, quote.start, quote.end


def _spoken_or_headed(briefing: Annotated, scope: str | Speaker) -> Sequence[Stretch]:
    wanted = scope.name if isinstance(scope, Speaker) else scope
    key = wanted.casefold()
    names = {s.name for s in briefing.speakers if key in {form.casefold() for form in (s.name, *s.aliases)}}
    spoken = [(s, e) for name, s, e in _utterances(briefing) if name in names or name.casefold() == key]
    if spoken:
        return intersect(_voiced(briefing, SCOPES["text"]), _merge(spoken))
    if any(key == (s.heading.text.casefold() if s.heading else "") for s in briefing.sections):
        return find_stretches(briefing, find_section(briefing, wanted))
    names_first = people(briefing)[:5]
    raise BriefingError(
        f"Nothing is counted for {wanted!r}: use {', '.join(SCOPES)}, a heading"
        + (f", or a person who is quoted or has a turn ({', '.join(names_first)})." if names_first else ".")
    )


def _merge(stretches: Iterable[Stretch]) -> list[Stretch]:
    def join(done: list[Stretch], new: Stretch) -> list[Stretch]:
        if done and new[0] <= done[-1][1]:
            done[-1] = (done[-1][0], max(done[-1][1], new[1]))
        else:
            done.append(new)
        return done

    return reduce(join, sorted(stretches), [])


def intersect(some: Sequence[Stretch], others: Sequence[Stretch]) -> list[Stretch]:
    """Return what lies in both; each is sorted and without overlaps."""
    if not some or not others:
        return []
    found, i, j = [], _before(some, others[0][0]), _before(others, some[0][0])
    while i < len(some) and j < len(others):
        start, end = max(some[i][0], others[j][0]), min(some[i][1], others[j][1])
        if start < end:
            found.append((start, end))
        if some[i][1] < others[j][1]:
            i += 1
        else:
            j += 1
    return found


def _before(stretches: Sequence[Stretch], offset: int) -> int:
    """Return the number of the last stretch that begins before `offset`, or 0."""
    return max(0, bisect_left(stretches, (offset, 0)) - 1)


def _subtract(some: Sequence[Stretch], others: Sequence[Stretch]) -> list[Stretch]:
    """Return what lies in `some` but not in `others`."""
    if not some:
        return []
    edges = _merge(others)
    starts = [some[0][0], *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), some[-1][1]]
    gaps = [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]
    return intersect(some, gaps)
