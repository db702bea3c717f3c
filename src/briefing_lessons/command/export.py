"""A briefing as the JSON of schema 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.spans import Quote, Span


def as_json(briefing: Briefing) -> dict[str, Any]:
    """Return everything found in `briefing` as plain values, ready for `json.dumps`.

    Offsets count `str` characters of `"text"`; `end` is exclusive.

    >>> from briefing_lessons import load_briefing
    >>> as_json(load_briefing("000_95b79719e875266d.txt"))["headings"][0]
    {'start': 0, 'end': 30, 'text': 'On international terror threat'}
    """
    source, coverage = briefing.document.source, briefing.coverage
    return {
        "schema": 1,
        "source": source.name,
        "encoding": source.encoding,
        "layout": briefing.layout,
        "layout_reason": briefing.document.layout_reason,
        "title": briefing.title,
        "text": briefing.text,
        "headings": _spans(briefing.headings),
        "sections": [
            {"start": s.start, "end": s.end, "heading": s.heading.text if s.heading else None}
            for s in briefing.sections
        ],
        "boilerplate": _spans(briefing.boilerplate),
        "turns": [
            _named(t, "start", "end", "body_start", "body_end", "label", "speaker", "role")
            for t in briefing.turns
        ],
        "quotes": [_quote(q) for q in briefing.quotes],
        "marks": [_named(m, "start", "end", "text", "device", "voice", "evidence") for m in briefing.marks],
        "speakers": [{"name": s.name, "aliases": list(s.aliases), "role": s.role} for s in briefing.speakers],
        "coverage": {
            "lines": coverage.lines,
            "placed": coverage.placed,
            "unplaced": [{"line": line.number, "text": line.text} for line in coverage.unplaced],
            "warnings": list(coverage.warnings),
        },
    }


def _named(thing: object, *names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def _span(span: Span) -> dict[str, Any]:
    return _named(span, "start", "end", "text")


def _spans(spans: Iterable[Span]) -> list[Mapping[str, Any]]:
    return [_span(span) for span in spans]


def _quote(quote: Quote) -> dict[str, Any]:
    found = quote.attribution
    return _span(quote) | {
        "kind": quote.kind,
        "speaker": found.speaker,
        "mention": _span(found.mention) if found.mention else None,
        "cue": _span(found.cue) if found.cue else None,
        **_named(found, "rule", "sure", "stance"),
        "chain": [{"text": link.text, "why": link.why} for link in found.chain],
    }
