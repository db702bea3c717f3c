"""The reporter's hand, as lesson 04 looks at it: verbs of saying, look-alikes, reports beside quotations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from briefing_lessons.briefing import Briefing
from briefing_lessons.english.wordclasses import VERBS
from briefing_lessons.exercises.seed_notes import note_on
from briefing_lessons.rhetoric.measures import find_device
from briefing_lessons.spans import Span, shorten
from briefing_lessons.tables import Table


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A reporting verb where it stands, with its class: what it adds to "said"."""

    span: Span
    kind: str


def find_reporting_verbs(briefing: Briefing) -> tuple[ReportingVerb, ...]:
    """Return the reporter's verbs; in a transcript, those with which speakers report others."""
    marks = [mark for mark in briefing.marks if mark.device == "reporting_verb" and mark.voice == "reporter"]
    if marks:
        return tuple(ReportingVerb(mark, mark.category or "neutral") for mark in marks)
    cues = dict.fromkeys(quote.attribution.cue for quote in briefing.quotes)
    known = [(cue, VERBS.get(cue.text.split()[0].lower())) for cue in cues if cue]
    return tuple(ReportingVerb(cue, verb.stance) for cue, verb in known if verb)


def telling_verbs(briefing: Briefing) -> tuple[ReportingVerb, ...]:
    """Return the reporting verbs that do more than say or order; where there are none, all of them."""
    verbs = find_reporting_verbs(briefing)
    return tuple(verb for verb in verbs if verb.kind not in ("neutral", "structuring")) or verbs


def reporting_verbs(briefing: Briefing) -> Table:
    """Count the reporting verbs as printed, with their class.

    >>> from briefing_lessons import load_briefing
    >>> reporting_verbs(load_briefing("001_ferry_report.txt"))["verb"][:2]
    ('said', 'told')
    """
    verbs = find_reporting_verbs(briefing)
    counts = Counter((verb.span.text.lower(), verb.kind) for verb in verbs)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = ((words, times, kind) for (words, kind), times in ranked)
    whose = "with which speakers report others" if briefing.turns else "of the reporter"
    return Table(("verb", "times", "class"), rows, f"{len(verbs)} verbs {whose} in {briefing.source}.")


#: Words that look like verbs of saying and often are things: "the claims were denied".
_LOOK_ALIKES = ("claim", "promise", "question", "answer", "call", "report", "point", "note", "state", "show")


def ambiguous_verb(briefing: Briefing) -> str:
    """Return a word of the text that looks like a verb of saying and does another job somewhere.

    >>> from briefing_lessons import load_briefing
    >>> ambiguous_verb(load_briefing("000_95b79719e875266d.txt"))
    'claim'
    """
    verbs = {found.span.start for found in find_reporting_verbs(briefing)}
    other = {token.norm for token in briefing.tokens if token.start not in verbs}
    return next((word for word in _LOOK_ALIKES if {word, word + "s", word + "ed"} & other), "say")


def show_marks(briefing: Briefing, device: str, like: str = "") -> Table:
    """List the candidates for one device, with their lines and the reason.

    >>> from briefing_lessons import load_briefing
    >>> show_marks(load_briefing("000_95b79719e875266d.txt"), "question")["words"]
    ('Why is this happening?',)

    Parameters
    ----------
    device
        One of `rhetoric.DEVICES`.
    like
        Only those that begin with these letters.

    Raises
    ------
    BriefingError
        If there is no such device.
    """
    device, like = find_device(device), like.lower()
    marks = [mark for mark in briefing.marks if mark.device == device and mark.text.lower().startswith(like)]
    rows = ((briefing.line_number(mark), shorten(mark.text, 60), mark.evidence) for mark in marks)
    letters = f" that begin with “{like}”" if like else ""
    caption = f"Candidates for {device.replace('_', ' ')}{letters} in {briefing.source}: {len(marks)}."
    return Table(("line", "words", "because"), rows, caption)


def echo_pairs(briefing: Briefing) -> tuple[tuple[int, ...], ...]:
    """Return the lines of each report that says again what the quotation beside it says, and of that.

    >>> from briefing_lessons import load_briefing
    >>> echo_pairs(load_briefing("000_95b79719e875266d.txt"))[-2:]
    ((54, 55), (56, 57))
    """
    note = note_on(briefing)
    pairs = [(note.echo.report, note.echo.quotation)] if note and note.echo else []
    for mark in briefing.marks:
        after = next((q for q in briefing.quotes if q.start >= mark.end and q.kind == "direct"), None)
        if mark.device == "echo" and after:
            pairs.append((briefing.line_number(mark), briefing.line_number(after)))
    return tuple(tuple(dict.fromkeys(pair)) for pair in pairs)


def echo_lines(briefing: Briefing) -> tuple[int, ...]:
    """Return the lines of a report and of the quotation it stands beside; else two lines of text.

    >>> from briefing_lessons import load_briefing
    >>> echo_lines(load_briefing("000_95b79719e875266d.txt"))
    (13, 14)
    """
    running = tuple(line.number for line in briefing.lines if line.role in ("paragraph", "turn"))
    return next(iter(echo_pairs(briefing)), running[:2])
