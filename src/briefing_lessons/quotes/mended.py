"""Quotations as a reader put them right: another source, other words, or no report at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing_lessons.quotes.find import Findings
from briefing_lessons.reading.corrections import ReportCorrection
from briefing_lessons.spans import NO_SOURCE, Attribution, Quote, Span, Speaker

BY_A_READER = "A reader put this right."


def mend_reports(findings: Findings, reports: Sequence[ReportCorrection], text: str) -> Findings:
    """Return `findings` with every quotation as a reader put it right; the machine's words find it again."""
    if not reports:
        return findings
    mended = {(report.start, report.words): report for report in reports}
    quotes: list[Quote] = []
    for quote in findings.quotes:
        report = mended.get((quote.start, quote.text))
        if report is None:
            quotes.append(quote)
        elif not report.dropped:
            quotes.append(_mend(quote, report, text))
    known = {speaker.name for speaker in findings.speakers}
    named = dict.fromkeys(q.speaker for q in quotes if q.speaker and q.speaker not in known)
    new = tuple(Speaker(name, (name,), None) for name in named)
    return replace(findings, quotes=tuple(quotes), speakers=(*findings.speakers, *new))


def _mend(quote: Quote, report: ReportCorrection, text: str) -> Quote:
    source, content, start, end = report.source, quote.content, quote.start, quote.end
    found = quote.attribution
    if source:
        speaker = None if source == NO_SOURCE else source
        found = Attribution(speaker, None, found.cue, BY_A_READER, sure=True)
    if report.extent:
        low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        at = text.find(report.extent, low, high if high >= 0 else len(text))
        if at >= 0:
            start, end = at, at + len(report.extent)
            content = Span(start, end, report.extent)
    return replace(quote, start=start, end=end, text=text[start:end], content=content, attribution=found)
