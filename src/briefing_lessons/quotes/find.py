"""Find quotations and reported speech, and say whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing_lessons.quotes.chunks import Phrase, phrase_before
from briefing_lessons.quotes.marks import Marked, pair_marks
from briefing_lessons.quotes.people import Cast, cast_of
from briefing_lessons.quotes.reported import Clause, find_clauses
from briefing_lessons.quotes.rules import ATTRIBUTION_RULES, Case, Decision, Rule
from briefing_lessons.quotes.scene import Scene, scene_of
from briefing_lessons.reading import Document
from briefing_lessons.reading.view import View, view_of
from briefing_lessons.spans import Attribution, Quote, QuoteKind, Span, Speaker


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the quotation engine finds in one document."""

    quotes: tuple[Quote, ...]  #: in order of start, an outer quotation before the one nested in it
    speakers: tuple[Speaker, ...]  #: in order of first mention
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Search:
    document: Document
    rules: Sequence[Rule]
    cast: Cast
    quotes: list[Quote] = field(default_factory=list)
    last: tuple[str | None, Span | None, tuple[str, ...]] | None = None  #: source of the latest quotation
    carried: bool = False


def find_quotes(document: Document, rules: Sequence[Rule] = ATTRIBUTION_RULES) -> Findings:
    """Return the quotations of `document`, each with its source and the evidence."""
    views = [view_of(document, paragraph) for paragraph in document.paragraphs]
    search = _Search(document, rules, cast_of(document, (view.text for view in views)))
    turns = iter(document.turns)
    turn = next(turns, None)
    for paragraph, view in zip(document.paragraphs, views, strict=True):
        while turn is not None and turn.end <= paragraph.start:
            turn = next(turns, None)
        inside = turn if turn is not None and turn.start <= paragraph.start else None
        _read_paragraph(search, view, inside.speaker if inside else None, inside is not None)
    quotes = sorted(search.quotes, key=lambda q: (q.start, -q.end))
    return Findings(tuple(quotes), search.cast.speakers())


def _read_paragraph(search: _Search, view: View, speaker: str | None, spoken: bool) -> None:
    marked = pair_marks(view.text)
    scene = scene_of(view.text, 0, len(view.text), marked, spoken)
    _read_scene(search, view, scene, speaker, depth=0)


def _read_scene(search: _Search, view: View, scene: Scene, speaker: str | None, depth: int) -> None:
    clauses = tuple(find_clauses(scene))
    decided: list[tuple[int, Decision]] = []
    used: set[int] = set()
    items: list[tuple[int, Marked | Clause]] = []
    units = scene.units
    for k, marked in enumerate(units.marked):
        if marked is not None:
            items.append((k, marked))
    results: list[tuple[int, int, Marked, Decision, str, str, tuple[str, ...]]] = []
    for k, marked in items:
        case = Case(scene, k, marked, clauses, decided, search.carried)  # type: ignore[arg-type]
        tried: list[str] = []
        decision, name, because = Decision("term"), "nothing_supports_a_source", "Nothing here names a source."
        for rule in search.rules:
            tried.append(rule.__name__)
            found = rule(case)
            if found is not None:
                decision, name, because = found, rule.__name__, (rule.__doc__ or "").splitlines()[0]
                break
        else:
            decision = Decision("direct" if case.is_utterance else "mixed")
        decided.append((k, decision))
        if decision.cue is not None and decision.kind == "direct":
            used.add(decision.cue.first)
        results.append((units.starts[k], units.ends[k], marked, decision, name, because, tuple(tried)))  # type: ignore[arg-type]
    events: list[tuple[int, object]] = [(r[0], r) for r in results]
    for clause in clauses:
        if clause.cue.first in used:
            continue
        start, end = units.span(clause.first, clause.after)
        if any(d.kind == "mixed" and (units.starts[k], units.ends[k]) == (start, end) for k, d in decided):
            continue
        events.append((start, clause))
    events.sort(key=lambda e: (e[0], not isinstance(e[1], Clause)))
    for _, event in events:
        if isinstance(event, Clause):
            _add_clause(search, view, scene, event, speaker)
        else:
            _add_quote(search, view, scene, event, speaker, depth)  # type: ignore[arg-type]


def _add_clause(search: _Search, view: View, scene: Scene, clause: Clause, speaker: str | None) -> None:
    units = scene.units
    start, end = units.span(clause.first, clause.after)
    content = _span(search, view, start, end)
    cue = _span(search, view, *units.span(clause.cue.first, clause.cue.after))
    name, mention, chain = _source(search, view, scene, clause.subject, speaker)
    attribution = Attribution(name, mention, cue, clause.because, chain)
    search.quotes.append(Quote(content.start, content.end, content.text, "indirect", content, attribution))
    search.last = (name, mention, chain)


def _add_quote(search, view, scene, event, speaker, depth):  # type: ignore[no-untyped-def]
    start, end, marked, decision, rule, because, tried = event
    units = scene.units
    whole = _span(search, view, start, end)
    content = _span(search, view, *marked.inner)
    cue = None
    if decision.cue is not None:
        cue = _span(search, view, *units.span(decision.cue.first, decision.cue.after))
    elif decision.noun is not None:
        cue = _span(search, view, *units.span(*decision.noun))
    if decision.follows is not None and search.last is not None and decision.subject is None:
        name, mention, chain = search.last
    else:
        name, mention, chain = _source(search, view, scene, decision.subject, speaker)
    if decision.kind == "term":
        name = mention = cue = None
        chain = ()
    elif name:
        search.last = (name, mention, chain)
    attribution = Attribution(name, mention, cue, because, chain, tried)
    search.quotes.append(Quote(whole.start, whole.end, whole.text, decision.kind, content, attribution))
    if marked.nested and depth < 3:
        inner = scene_of(view.text, *marked.inner, marked.nested, spoken=True)
        _read_scene(search, view, inner, name, depth + 1)


def _source(search: _Search, view: View, scene: Scene, subject: Phrase | None, speaker: str | None):  # type: ignore[no-untyped-def]
    if subject is None:
        return None, None, ()
    units = scene.units
    mention = _span(search, view, *units.span(subject.first, subject.after))
    words = units.words(*subject.head)
    if units.low[subject.first] in ("who", "which") and subject.first > 0:
        before = subject.first - 1 if units.tags[subject.first - 1] != "," else subject.first - 1
        antecedent = phrase_before(units, before, 0)
        if antecedent is not None:
            words = units.words(*antecedent.head)
    source, chain = search.cast.resolve(" ".join(words.split()), mention.start, speaker)
    return (source.name if source else None), mention, chain


def _span(search: _Search, view: View, start: int, end: int) -> Span:
    first, after = view.source_span(start, end)
    return Span(first, after, search.document.text[first:after])


def _unused() -> Iterator[QuoteKind]:
    yield "direct"
