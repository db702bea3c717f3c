"""Put the machine to the test: switch a rule off, try a sentence, look for words that were denied."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from briefing_lessons.briefing import Briefing
from briefing_lessons.english.words import denies, find_words
from briefing_lessons.errors import BriefingError
from briefing_lessons.hand_labels import has_labels, load_labels
from briefing_lessons.quotes import find_quotes
from briefing_lessons.quotes.rules import ATTRIBUTION_RULES, Rule
from briefing_lessons.reading import Source, parse_source
from briefing_lessons.spans import NO_SOURCE, shorten
from briefing_lessons.tables import Table


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """One quotation whose source changed when a rule was switched off."""

    line: int
    start: int
    text: str
    before: str
    after: str
    by_hand: str | None  #: the label by hand, where there is one

    @property
    def verdict(self) -> str:
        """Whether the change is for the better, by the labels: rescued, lost, or neither."""
        return {self.after: "rescued", self.before: "lost"}.get(self.by_hand or "", "–")


@dataclass(frozen=True, slots=True, repr=False)
class SwitchedOff:
    """What happened to the quotations of a text when one rule was switched off."""

    rule: str  #: its name, in words
    says: str  #: what it says
    decided: int  #: quotations it had decided
    changes: tuple[Change, ...]

    @property
    def table(self) -> Table:
        """The quotations that changed."""
        rows = ((c.line, shorten(c.text, 50), c.before, c.after, c.verdict) for c in self.changes)
        caption = (
            f"Without “{self.rule}”: {len(self.changes)} quotations change; it had decided {self.decided}."
        )
        return Table(("line", "words", "with the rule", "without it", "by the labels"), rows, caption)

    def count(self, verdict: str) -> int:
        """Return how many quotations are "rescued", or how many "lost"."""
        return sum(change.verdict == verdict for change in self.changes)

    def __repr__(self) -> str:
        return repr(self.table)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def rules_in_use(briefing: Briefing) -> Table:
    """Show the rules that found the source of quotations in marks here, and how many each decided.

    >>> from briefing_lessons import load_briefing
    >>> rules_in_use(load_briefing("000_95b79719e875266d.txt"))["rule"][0]
    'speaker follows quote'
    """
    counts = _decided(briefing)
    rules = [rule for rule in ATTRIBUTION_RULES if counts[rule.__name__]]
    rows = [(_plain(rule), counts[rule.__name__], _says(rule)) for rule in rules]
    rows.sort(key=lambda row: -row[1])
    return Table(("rule", "decided", "what it says"), rows, f"Rules at work in {briefing.source}.")


def switch_off(briefing: Briefing, rule: str) -> SwitchedOff:
    """Read the text again without one rule, and show every quotation whose source changes.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> off = switch_off(briefing, "speaker follows quote")
    >>> off.decided >= len(off.changes)  # where another rule steps in, nothing changes
    True

    Parameters
    ----------
    briefing
        The text.
    rule
        The name of a rule, as `rules_in_use` shows it.

    Raises
    ------
    BriefingError
        When there is no such rule.
    """
    wanted = " ".join(str(rule).replace("_", " ").casefold().split())
    chosen = next((r for r in ATTRIBUTION_RULES if _plain(r) == wanted), None)
    if chosen is None:
        names = ", ".join(_plain(r) for r in ATTRIBUTION_RULES)
        raise BriefingError(f"There is no rule {rule!r}. Use one of these: {names}.")
    rules = tuple(rule for rule in ATTRIBUTION_RULES if rule is not chosen)
    after = {(q.start, q.end, q.kind): q.speaker for q in find_quotes(briefing.document, rules).quotes}
    hand = hand_sources(briefing)
    changes = tuple(
        Change(
            briefing.line_number(q), q.start, q.text, q.speaker or NO_SOURCE, new, hand.get((q.start, q.end))
        )
        for q in briefing.quotes
        if (new := after.get((q.start, q.end, q.kind)) or NO_SOURCE) != (q.speaker or NO_SOURCE)
    )
    return SwitchedOff(_plain(chosen), _says(chosen), _decided(briefing)[chosen.__name__], changes)


def hand_sources(briefing: Briefing) -> dict[tuple[int, int], str]:
    """Return the source of each stretch (start, end) that a person has labelled; empty without labels."""
    labels = load_labels(briefing) if has_labels(briefing) else ()
    return {(label.start, label.end): label.speaker for label in labels if label.speaker}


def try_sentence(sentence: str) -> Table:
    """Let the machine read one sentence of your own; the briefing at hand stays the same.

    >>> try_sentence("“It rains,” said Lena Orb.")["source"]
    ('Lena Orb',)
    """
    small = Briefing(parse_source(Source(name="one sentence", text=sentence, encoding="str")))
    rows = ((quote.text, quote.speaker or NO_SOURCE, quote.attribution.rule) for quote in small.quotes)
    return Table(("words", "source", "rule"), rows, "What the machine reads in your sentence.")


def has_denial(sentence: str) -> bool:
    """Say whether a sentence has a word that turns a report round: not, never, nobody, n't.

    >>> has_denial("“It rains,” the mayor never said."), has_denial("“It rains,” the mayor said.")
    (True, False)
    """
    outside = re.sub(r'“[^”]*”|"[^"]*"', " ", sentence)
    return denies(form for _, _, form in find_words(outside))


def denied_reports(briefing: Briefing) -> Table:
    """Show the lines that report speech and hold a word that may turn the report round.

    >>> from briefing_lessons import load_briefing
    >>> denied_reports(load_briefing("001_ferry_report.txt"))["line"][0]
    5
    """
    lines = [
        line
        for line in briefing.lines
        if has_denial(line.text) and any(line.contains(quote) for quote in briefing.quotes)
    ]
    rows = ((line.number, shorten(line.text, 110)) for line in lines)
    return Table(("line", "begins"), rows, f"Lines of {briefing.source} that deserve a second look.")


def telling_rule(briefing: Briefing) -> SwitchedOff | None:
    """Return the rule that most rescues and misleads by the labels; else the one without which most changes.

    `None` where no rule decided anything.

    >>> from briefing_lessons import load_briefing
    >>> telling_rule(load_briefing("000_95b79719e875266d.txt")).rule
    'speaker follows quote'
    """
    counts = _decided(briefing)
    tried = [switch_off(briefing, rule.__name__) for rule in ATTRIBUTION_RULES if counts[rule.__name__]]
    return max(
        tried,
        key=lambda off: (min(off.count("rescued"), off.count("lost")), len(off.changes), off.decided),
        default=None,
    )


def _decided(briefing: Briefing) -> Counter[str]:
    return Counter(quote.attribution.tried[-1] for quote in briefing.quotes if quote.attribution.tried)


def _plain(rule: Rule) -> str:
    return rule.__name__.replace("_", " ")


def _says(rule: Rule) -> str:
    return (rule.__doc__ or "").strip().split("\n")[0]
