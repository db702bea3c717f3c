"""Show why a quotation is given to its source: the marked paragraph, the rule, the chain to the name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from briefing_lessons.errors import BriefingError
from briefing_lessons.html import text_box
from briefing_lessons.reading import Document
from briefing_lessons.spans import NO_SOURCE, Annotated, Link, Quote, Span, shorten

#: part of the evidence -> (label in words, mark in plain text, line under the words on a page)
_PARTS = {
    "content": ("words", "⟦{}⟧", "background: color-mix(in srgb, #56b4e9 22%, transparent)"),
    "mention": ("source", "⟨source: {}⟩", "border-bottom: 2px solid #009e73; background: none"),
    "cue": ("cue", "⟨cue: {}⟩", "border-bottom: 2px dashed #d55e00; background: none"),
}
_STANCES = {"denied": "denies it", "neither": "neither says nor denies it"}


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """The evidence for one attribution; it shows itself in a notebook and prints as text."""

    quote: Quote
    passage: Span  #: the paragraph, or paragraphs, in which all the evidence stands
    line: int  #: number of the line on which the quotation begins, from 1

    def __repr__(self) -> str:
        return f"Explanation(line {self.line}: {self.quote.attribution!r})"

    def __str__(self) -> str:
        """Return plain text: who, the rule, the chain, the marked paragraph."""
        quote, found = self.quote, self.quote.attribution
        nobody = "a name or a word, nobody's utterance" if quote.kind == "term" else NO_SOURCE
        chain = [_chain(found.chain)] if len(found.chain) > 1 else []
        marked = "".join(_PARTS[p][1].format(words) if p else words for words, p in _pieces(self))
        first = f"Line {self.line}, {quote.kind}: {found.speaker or nobody}."
        return "\n".join([first, found.rule, *chain, " ".join(marked.split())])

    def _repr_html_(self) -> str:
        """Return HTML: escaped, the same bytes every time, each mark with a label in words."""
        quote, found = self.quote, self.quote.attribution
        marked = "".join(_marked(words, part) if part else escape(words) for words, part in _pieces(self))
        rows = [("Kind", quote.kind), ("Source", found.speaker or "none"), ("Rule", found.rule)]
        if len(found.chain) > 1:
            rows.append(("From the words to the name", _chain(found.chain)))
        if found.speaker and quote.kind != "term":
            rows.append(("How sure", "sure" if found.sure else "not sure: look at the words above"))
        if found.stance != "said":
            rows.append(("What the source does", _STANCES[found.stance]))
        listed = "".join(f"<dt>{escape(term)}</dt><dd>{escape(words)}</dd>" for term, words in rows)
        title = f'<p class="bl-title">Line {self.line}: {escape(shorten(quote.text))}</p>'
        return text_box(f"{title}<blockquote>{marked}</blockquote><dl>{listed}</dl>", "bl bl-explanation")


def explain(text: Annotated | Document, quote: Quote | None = None) -> Explanation:
    """Explain who is named as the source of `quote`, and why.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> print(explain(briefing, next(q for q in briefing.quotes if q.text.startswith('"We have been in'))))
    Line 42, direct: Sergei Lavrov.
    The source and a reporting verb stand right after the quotation.
    he → Sergei Lavrov (the one whom the sentences before are about)
    ⟦"We have been in talks on a common migration policy for a long time now. I think these plans will
    speed up negotiations and lead to some results,"⟧ ⟨source: he⟩ ⟨cue: added⟩.

    Parameters
    ----------
    text
        A briefing, or the document it was read from.
    quote
        One of its quotations.

    Raises
    ------
    BriefingError
        When only one of the two is given.
    """
    if quote is None or isinstance(text, Quote):
        wrong = "Name the text, too: explain(briefing, quote), where quote is one of briefing.quotes."
        raise BriefingError(wrong)
    spans = [quote, *(s for s in (quote.attribution.mention, quote.attribution.cue) if s is not None)]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    around = [p for p in text.paragraphs if p.start < end and start < p.end]
    start, end = min([start, *(p.start for p in around)]), max([end, *(p.end for p in around)])
    passage = Span(start, end, text.text[start:end])
    return Explanation(quote, passage, text.text.count("\n", 0, quote.start) + 1)


def _chain(links: Sequence[Link]) -> str:
    """Return the way from the mention to the name, each step with its evidence."""
    return " → ".join([links[0].text, *(f"{link.text} ({link.why})" for link in links[1:])])


def _marked(words: str, part: str) -> str:
    label, _, style = _PARTS[part]
    mark = f'<mark class="bl-{part}" style="color: inherit; {style}">{escape(words)}</mark>'
    return f'{mark}<sub class="bl-what">{label}</sub>'


def _pieces(explanation: Explanation) -> Iterator[tuple[str, str | None]]:
    """Cut the passage at the evidence; where parts overlap, cue and source are cut out of the words."""
    quote, start = explanation.quote, explanation.passage.start
    inner = {"mention": quote.attribution.mention, "cue": quote.attribution.cue}
    edges = {explanation.passage.start, explanation.passage.end, quote.start, quote.end}
    for span in inner.values():
        edges.update((span.start, span.end) if span is not None else ())
    for left, right in pairwise(sorted(edges)):
        part = next((name for name, s in inner.items() if s and s.start <= left and right <= s.end), None)
        if part is None and quote.start <= left and right <= quote.end:
            part = "content"
        yield explanation.passage.text[left - start : right - start], part
