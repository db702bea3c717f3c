"""Find quotations and attribute them."""

import re
from dataclasses import dataclass

from briefing_lessons.reading import Document
from briefing_lessons.spans import Attribution, Quote, Span, Speaker


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the quotation engine finds in one document."""

    quotes: tuple[Quote, ...]  #: in order of start, an outer quotation before the one nested in it
    speakers: tuple[Speaker, ...]  #: in order of first mention
    warnings: tuple[str, ...] = ()


def find_quotes(document: Document) -> Findings:
    """Return the quotations of `document`, each with its source and the evidence."""
    quotes = []
    for p in document.paragraphs:
        for m in re.finditer(r'"([^"]+)"|“([^”]+)”', p.text):
            inner = m.span(1) if m.group(1) else m.span(2)
            s = re.search(r"\b([A-Z]\w+) (said)\b", p.text)
            attribution = Attribution(None, None, None, "No source found in this paragraph.")
            if s:
                mention = Span(p.start + s.start(1), p.start + s.end(1), s[1])
                attribution = Attribution(s[1], mention, Span(p.start + s.start(2), p.start + s.end(2), s[2]), "A name stands beside a reporting verb.")
            a, b = p.start + m.start(), p.start + m.end()
            quotes.append(Quote(a, b, m.group(), "direct", Span(p.start + inner[0], p.start + inner[1], p.text[inner[0]:inner[1]]), attribution))
    names = dict.fromkeys(q.speaker for q in quotes if q.speaker)
    return Findings(tuple(quotes), tuple(Speaker(n, (n,), None) for n in names))
