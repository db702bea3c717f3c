"""The verb swap: the same words introduced by another reporting verb, side by side with the printed one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.english.wordclasses import PHRASES, VERBS, Expression
from briefing_lessons.errors import BriefingError
from briefing_lessons.html import text_box
from briefing_lessons.reading import Source, parse_source
from briefing_lessons.spans import Quote, shorten
from briefing_lessons.widgets.explorer import Explorer, Pick, View
from briefing_lessons.widgets.markup import Note, surroundings

#: verbs to try, one or two for each stance; the stance of each is looked up in the lexicon
VERBS_TO_TRY = ("said", "added", "pointed out", "admitted", "stressed", "insisted", "suggested", "claimed")
INVENTED = "“The boat will sail again on Friday,” the engineer {}."
#: what a class of reporting verbs does
STANCES = {
    "neutral": "only says that it was said",
    "structuring": "places it after other words",
    "endorsing": "treats it as true",
    "strong": "says it with force",
    "tentative": "leaves room for doubt",
    "distancing": "does not vouch for it",
    "evaluative": "judges",
}


@dataclass(frozen=True, slots=True, repr=False)
class HiddenVerb:
    """A report whose verb is covered."""

    line: int  #: 0 where the report is invented
    report: str
    verb: str

    def __repr__(self) -> str:
        return f"{f'Line {self.line}' if self.line else 'Invented for class'}: {self.report}"

    def _repr_html_(self) -> str:
        return text_box(f"<p>{escape(repr(self))}</p>", "bl-excerpt", "blockquote")


def swap_verbs(briefing: Briefing | None = None, line: int | None = None) -> Explorer:
    """Open the verb swap on a quotation whose reporting verb stands alone, such as "he added".

    >>> from briefing_lessons import load_briefing
    >>> swap_verbs(load_briefing("000_95b79719e875266d.txt"), line=5).set(verb="insisted").said
    'Line ...: “said” (neutral) is replaced by “insisted” (strong).'

    Parameters
    ----------
    briefing
        The text; the briefing loaded last unless given.
    line
        The one line to change, 0 for an invented one; all that can be changed stand in a list unless given.
    """
    text = briefing or latest_briefing()
    if line == 0:
        text = Briefing(parse_source(Source("invented for class", INVENTED.format("claimed"), "str")))
        line = 1
    found = tuple((f"line {text.line_number(q)}: {shorten(q.text, 40)}", i) for i, q in swappable(text))
    first = next((i for _, i in found if line in (None, text.line_number(text.quotes[i]))), -1)
    which = Pick("number", "Quotation", found or (("none", -1),), first)
    verbs = Pick("verb", "Reporting verb", tuple((verb, verb) for verb in VERBS_TO_TRY), "claimed")
    if line is None:
        return Explorer("Verb swap", partial(format_swap, text), [which, verbs])
    return Explorer("Verb swap", partial(format_swap, text), [verbs], number=first)


def hidden_verb(briefing: Briefing) -> HiddenVerb:
    """Return a report with a gap where its verb of saying stands, to guess it.

    >>> from briefing_lessons import load_briefing
    >>> hidden_verb(load_briefing("001_ferry_report.txt"))
    Line 10: She ______ that Halvern had paid its half ...
    """
    spans = {q.attribution.cue: briefing.line(briefing.line_number(q)) for _, q in swappable(briefing)}
    short = {cue: line for cue, line in spans.items() if cue and len(line.text.split()) <= 45} or spans
    # "said" would be guessed at once, and with "pointed out" or "claimed" something hangs on the verb
    cue = max(short, key=lambda cue: cue is not None and verb_stance(cue.text) == "structuring", default=None)
    if cue is None:
        return HiddenVerb(0, INVENTED.format("______"), "claimed")
    line = short[cue]
    return HiddenVerb(
        line.number,
        briefing.text[line.start : cue.start] + "______" + briefing.text[cue.end : line.end],
        cue.text,
    )


def format_swap(briefing: Briefing, *, number: int, verb: str, **_: Any) -> View:
    """Return the quotation as printed beside the same with `verb`.

    Parameters
    ----------
    briefing
        The text.
    number
        Index of the quotation in `briefing.quotes`.
    verb
        A reporting verb in the past tense.

    Raises
    ------
    BriefingError
        When no quotation of this text has a reporting verb that can be replaced alone.
    """
    if number < 0:
        raise BriefingError("No quotation here has a reporting verb of its own to swap. Try another text.")
    quote = briefing.quotes[number]
    cue = quote.attribution.cue
    assert cue is not None
    printed, other = verb_stance(cue.text), verb_stance(verb)
    before = surroundings(briefing, [quote, cue], [Note(cue.start, cue.end, "cue", "as printed")])
    shown = '<mark class="bl-cue">{}</mark><sub class="bl-what">{}</sub>'.format
    after = before.replace(shown(escape(cue.text), "as printed"), shown(escape(verb), "changed"))
    line = briefing.line_number(quote)
    html = (
        f'<div class="bl-pair">{_card(f"As printed, line {line}", before, cue.text, printed)}'
        f"{_card('With another verb, altered for class', after, verb, other)}</div>\n"
        "<p><strong>Ask yourself:</strong> what do you expect to read next in each version?</p>"
    )
    if cue.text == verb:
        return View(html, f"Line {line}: “{verb}” ({printed}) is what the text prints. Choose another verb.")
    return View(html, f"Line {line}: “{cue.text}” ({printed}) is replaced by “{verb}” ({other}).")


def swappable(briefing: Briefing) -> list[tuple[int, Quote]]:
    """Return (index, quotation) where the cue is one reporting verb in the past tense and nothing else."""
    return [
        (index, quote)
        for index, quote in enumerate(briefing.quotes)
        if quote.kind in ("direct", "indirect") and (cue := quote.attribution.cue) and is_past_verb(cue.text)
    ]


def is_past_verb(words: str) -> bool:
    """Say whether `words` are a reporting verb in the past tense, alone, and one that names no hearer.

    >>> is_past_verb("pointed out"), is_past_verb("told"), is_past_verb("says")
    (True, False, False)
    """
    expression = look_up(words)
    if expression is None or "person" in expression.takes:  # "told reporters" bears no "admitted reporters"
        return False
    return words.lower() == expression.forms[-1]


def verb_stance(words: str) -> str:
    """Return the stance of a reporting verb, e.g. "distancing"."""
    expression = look_up(words)
    return expression.stance if expression else "neutral"


def look_up(words: str) -> Expression | None:
    """Return what the lexicon says about a verb or a verb with its particle."""
    folded = words.lower()
    if folded in VERBS:
        return VERBS[folded]
    parts = tuple(folded.split())
    return next((e for form, e in PHRASES.get(parts[0], ()) if form == parts), None) if parts else None


def _card(title: str, words: str, verb: str, stance: str) -> str:
    return (
        f'<div class="bl-card"><p class="bl-title">{escape(title)}</p><p>{words}</p>'
        f'<p><span class="bl-tag">{escape(stance)}</span> <span class="bl-note">“{escape(verb)}” '
        f"{STANCES[stance]}.</span></p></div>"
    )
