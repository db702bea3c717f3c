"""Lesson 07, Can we trust the machine?: what it has to beat, readers to compare, rules switched off."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path

from briefing_lessons.annotation.exchange import read_sheet
from briefing_lessons.annotation.sheets import Sheet, label_by, make_sheet
from briefing_lessons.briefing import Briefing, read_seed
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.style import INK, Bar, axes, draw_bars, wrapped
from briefing_lessons.english.words import denies, find_words
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.answers import guessed_share, listed
from briefing_lessons.exercises.clues import words_by_voice
from briefing_lessons.exercises.devices import FAMILY, NONE, hand_labels
from briefing_lessons.exercises.excerpts import lines_of
from briefing_lessons.exercises.journal import journal
from briefing_lessons.exercises.model import Values, asks, exit_line, words_of
from briefing_lessons.files import seed_names
from briefing_lessons.hand_labels import QuoteLabel, has_labels, load_labels
from briefing_lessons.html import plural
from briefing_lessons.quotes import find_quotes
from briefing_lessons.quotes.rules import ATTRIBUTION_RULES, Rule
from briefing_lessons.reading import Source, parse_source
from briefing_lessons.spans import NO_SOURCE, Quote, shorten
from briefing_lessons.tables import ShowsTable, Table

ALWAYS, WORD_RULE, MAIN_NAME = "always “speech”", "said, told, that", "always the main name"


@cache
def trap_text() -> Briefing:
    """Return the invented text on which machine, rules and careful readers differ, with labels by hand.

    >>> trap_text()
    Briefing('four_minutes.txt': 12 lines, 1 heading)
    """
    return read_seed("traps/four_minutes.txt")


def labelled_text(briefing: Briefing) -> Briefing:
    """Return `briefing` where it is labelled and the word rule is right and wrong on it; else the trap text.

    >>> from briefing_lessons import parse_briefing
    >>> labelled_text(parse_briefing("Nobody has labelled this.")) is trap_text()
    True
    """
    if not has_labels(briefing):
        return trap_text()
    found = try_rule(briefing)
    return briefing if found.both and (found.rule_only or found.hand_only) else trap_text()


def labelled_texts(briefing: Briefing) -> tuple[Briefing, ...]:
    """Return the text to measure on, and after it the other texts of the course that are labelled by hand."""
    first = labelled_text(briefing)
    others = [*map(read_seed, seed_names()), trap_text()]
    return first, *(text for text in others if text.source != first.source)


def plot_lazy(*briefings: Briefing, guess: str = "") -> Chart:
    """Draw how often three programs that hardly read are right, and an upright line at a guess in per cent.

    One calls every line speech, one looks for “said”, “told” and “that”, one always gives the main name.

    >>> from briefing_lessons import load_briefing
    >>> plot_lazy(load_briefing("000_95b79719e875266d.txt")).table[0][1:]
    (47, 45, 42, 31, 31)
    """
    rows = []
    shares: dict[str, list[float]] = {ALWAYS: [], WORD_RULE: [], MAIN_NAME: []}
    for text in briefings:
        lines = try_rule(text)
        said = [quote for quote in attributed(text) if quote.kind in ("direct", "mixed")]
        sources = Counter(quote.speaker for quote in said)
        speech, right = len(lines.both + lines.hand_only), len(lines.both + lines.neither)
        every, named = speech + len(lines.rule_only + lines.neither), max(sources.values(), default=0)
        rows.append((text.source, every, speech, right, len(said), named))
        for program, hits, of in zip(shares, (speech, right, named), (every, every, len(said)), strict=True):
            shares[program].append(_share(hits, of - hits))
    columns = ("text", "lines", ALWAYS, WORD_RULE, "quotations", MAIN_NAME)
    table = Table(columns, rows, "How many lines of text, and how many names, each program gets right.")
    at = guessed_share(guess)
    with axes(None, "Programs that hardly read", height=1.2 + 0.9 * len(rows)) as ax:
        bars = {program: [Bar(share) for share in found] for program, found in shares.items()}
        draw_bars(ax, [wrapped(row[0], 24) for row in rows], bars)
        ax.set_xlabel("right, per cent of lines or of names")
        ax.set_xlim(0, 100)
        if at is not None:
            ax.axvline(at, color=INK, linewidth=2.6, linestyle="--")
            ax.text(at, -0.5, " your guess ", ha="right" if at > 50 else "left")
    found = "; ".join(f"{p} {', '.join(f'{s:.0f}' for s in values)}" for p, values in shares.items())
    names = ", ".join(row[0] for row in rows)
    line = f" The upright line is your guess, {at:.0f}." if at is not None else ""
    alt = f"Bar chart of per cent right in {names}: {found}.{line}"
    return Chart(ax, alt, table, f"{table.caption}{line}")


def attributed(briefing: Briefing) -> list[Quote | QuoteLabel]:
    """Return the utterances with a source: by hand where the text is labelled, else by machine."""
    if has_labels(briefing, "quotes"):
        return [label for label in load_labels(briefing, "quotes") if label.speaker]
    return [quote for quote in briefing.quotes if quote.speaker and quote.kind != "term"]


@dataclass(frozen=True, slots=True, repr=False)
class Lines(ShowsTable):
    """Lines sorted by two readers: a rule that looks for words, and a person.

    The four groups are the true and false positives and the false and true negatives of the field; precision
    and recall are computed from them as in van Rijsbergen (1979), chapter 7.
    """

    both: tuple[int, ...]  #: reported speech, and the rule says so: true positives
    rule_only: tuple[int, ...]  #: the rule says so, but there is none: false positives
    hand_only: tuple[int, ...]  #: reported speech that the rule misses: false negatives
    neither: tuple[int, ...]  #: no speech, and the rule is silent: true negatives

    @property
    def share_of_speech(self) -> float:
        """How many per cent of all lines hold reported speech: the score of a program that always says so."""
        return _share(len(self.both) + len(self.hand_only), len(self.rule_only) + len(self.neither))

    @property
    def precision(self) -> float:
        """Of the lines the rule points at, how many per cent hold reported speech; 0 without any."""
        return _share(len(self.both), len(self.rule_only))

    @property
    def recall(self) -> float:
        """Of the lines with reported speech, how many per cent the rule points at; 0 without any."""
        return _share(len(self.both), len(self.hand_only))

    @property
    def table(self) -> Table:
        """The four groups, with the numbers of their lines."""
        groups = (self.both, self.rule_only, self.hand_only, self.neither)
        few = ((", ".join(map(str, group[:12])) or "–") + " …" * (len(group) > 12) for group in groups)
        rows = [*zip(words_of("trust.3")["groups"], map(len, groups), few, strict=True)]
        read = f"{plural(sum(map(len, groups)), 'line')} of running text, and no heading or advertisement"
        columns = ("group", "how many lines", "which lines")
        return Table(columns, rows, f"A word rule against a person who read {read}.")


def try_rule(briefing: Briefing, words: Iterable[str] = ("said", "told", "that")) -> Lines:
    """Sort the lines of running text by "holds one of these words" and by the hand labels.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> said = try_rule(ferry, ["said"])
    >>> 0 < said.recall < said.precision <= 100
    True

    Raises
    ------
    BriefingError
        When nobody has labelled this text.
    """
    speech = lines_of(briefing, (label for label in load_labels(briefing, "quotes") if label.kind != "term"))
    wanted = [re.escape(word.strip()) for word in listed(words) if word.strip()]
    if not wanted:
        raise BriefingError('The rule needs a word. Write, for example, try_rule(briefing, ["said"]).')
    pattern = re.compile(rf"\b(?:{'|'.join(wanted)})\b", re.IGNORECASE)
    running = [line for line in briefing.lines if line.role in ("paragraph", "turn")]
    sorted_out = [(bool(pattern.search(line.text)), line.number in speech, line.number) for line in running]
    groups = product((True, False), repeat=2)
    return Lines(*(tuple(n for *found, n in sorted_out if found == [*group]) for group in groups))


def _share(hits: int, others: int) -> float:
    return 100 * hits / (hits + others) if hits + others else 0.0


NOBODY = "nobody is named"


def speaker_sheet(briefing: Briefing, count: int = 20) -> Sheet:
    """Make the sheet of lesson 07: `count` quotations spread over the text, to be given their speakers.

    >>> from briefing_lessons import load_briefing
    >>> speaker_sheet(load_briefing("000_95b79719e875266d.txt")).choices[-1]
    'nobody is named'
    """
    spoken = [quote for quote in briefing.quotes if quote.kind != "term"]
    step = max(1.0, len(spoken) / count)
    chosen = [spoken[int(n * step)] for n in range(min(count, len(spoken)))]
    names = Counter(said.speaker for said in attributed(briefing) if said.speaker).most_common(12)
    return make_sheet("speakers", briefing, chosen, [*sorted(name for name, _ in names), NOBODY])


def machine_sheet(sheet: Sheet, briefing: Briefing) -> Sheet:
    """Fill a sheet of devices or of speakers with the machine's labels.

    >>> from briefing_lessons import load_briefing
    >>> from briefing_lessons.exercises.devices import device_sheet
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> machine_sheet(device_sheet(ferry), ferry).labels[0]
    'none of these'
    """
    if NONE in sheet.choices:
        found = [(mark, FAMILY[mark.device]) for mark in briefing.marks if mark.device in FAMILY]
        return label_by(sheet, "machine", found, NONE)
    said = [(quote, closest_name(quote.speaker, sheet.choices)) for quote in briefing.quotes]
    return label_by(sheet, "machine", said, NOBODY)


def closest_name(name: str | None, choices: tuple[str, ...]) -> str:
    """Return the choice that means `name`: the same, or the one with the same last word ("our baker")."""
    if name is None or name in choices:
        return name or NOBODY
    alike = [choice for choice in choices if choice.casefold().split()[-1] == name.casefold().split()[-1]]
    return alike[0] if len(alike) == 1 else NOBODY


def hand_sheet(sheet: Sheet, briefing: Briefing) -> Sheet:
    """Fill a sheet with the hand labels of this text; without any, the sheet stays empty.

    >>> from briefing_lessons import load_briefing
    >>> from briefing_lessons.exercises.devices import device_sheet
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> hand_sheet(device_sheet(ferry), ferry).reader
    'by hand'
    """
    devices = NONE in sheet.choices
    if not has_labels(briefing, "rhetoric" if devices else "quotes"):
        return replace(sheet, reader="by hand", labels=(None,) * len(sheet.spans))
    if devices:
        return label_by(sheet, "by hand", hand_labels(briefing) or (), NONE)
    quotes = load_labels(briefing, "quotes")
    return label_by(sheet, "by hand", [(label, label.speaker or NOBODY) for label in quotes], NOBODY)


def partner_sheet(sheet: Sheet, briefing: Briefing) -> Sheet:
    """Read the newest file of a partner beside the notebook; without one, take the hand labels of the text.

    >>> from briefing_lessons import load_briefing
    >>> from briefing_lessons.exercises.devices import device_sheet
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> partner_sheet(device_sheet(ferry), ferry).reader
    'by hand'

    Raises
    ------
    BriefingError
        When the file cannot be read, or belongs to another text.
    """
    others = [p for p in Path().glob(f"labels-{sheet.name}-*.csv") if not p.stem.endswith(journal().code)]
    if not others:
        return hand_sheet(sheet, briefing)
    return read_sheet(max(others, key=lambda path: path.stat().st_mtime).name, sheet, keep=False)


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
class SwitchedOff(ShowsTable):
    """What happened to the quotations of a text when one rule was switched off."""

    rule: str  #: its name, in words
    decided: int  #: quotations it had decided
    changes: tuple[Change, ...]

    @property
    def table(self) -> Table:
        """The quotations that changed."""
        rows = ((c.line, shorten(c.text, 50), c.before, c.after, c.verdict) for c in self.changes)
        changed = f"{len(self.changes)} quotations change; it had decided {self.decided}."
        columns = ("line", "words", "with the rule", "without it", "by the labels")
        return Table(columns, rows, f"Without “{self.rule}”: {changed}")

    def count(self, verdict: str) -> int:
        """Return how many quotations are "rescued", or how many "lost"."""
        return sum(change.verdict == verdict for change in self.changes)


def rules_in_use(briefing: Briefing) -> Table:
    """Show the rules that found the source of quotations in marks here, and how many each decided.

    >>> from briefing_lessons import load_briefing
    >>> rules_in_use(load_briefing("000_95b79719e875266d.txt"))["rule"][0]
    'speaker follows quote'
    """
    counts = _decided(briefing)
    rules = [rule for rule in ATTRIBUTION_RULES if counts[rule.__name__]]
    rules.sort(key=lambda rule: -counts[rule.__name__])
    rows = [(_plain(one), counts[one.__name__], (one.__doc__ or "").strip().split("\n")[0]) for one in rules]
    caption = f"Rules for words in marks at work in {briefing.source}: they decided "
    return Table(("rule", "decided", "what it says"), rows, f"{caption}{sum(row[1] for row in rows)}.")


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
    found = find_quotes(briefing.document, rules).quotes
    after = {(q.start, q.end, q.kind): q.speaker or NO_SOURCE for q in found}
    hand = hand_sources(briefing)
    read = (
        (q, q.speaker or NO_SOURCE, after.get((q.start, q.end, q.kind), NO_SOURCE)) for q in briefing.quotes
    )
    changes = (
        Change(briefing.line_number(q), q.start, q.text, old, new, hand.get((q.start, q.end)))
        for q, old, new in read
        if new != old
    )
    return SwitchedOff(_plain(chosen), _decided(briefing)[chosen.__name__], tuple(changes))


def hand_sources(briefing: Briefing) -> dict[tuple[int, int], str]:
    """Return the source of each stretch (start, end) that a person has labelled; empty without labels."""
    labels = load_labels(briefing) if has_labels(briefing) else ()
    return {(label.start, label.end): label.speaker for label in labels if label.speaker}


def read_sentence(sentence: str) -> Briefing:
    """Read one sentence; the briefing at hand stays the same."""
    return Briefing(parse_source(Source(name="one sentence", text=sentence, encoding="str")))


def try_sentence(sentence: str) -> Table:
    """Let the machine read one sentence of your own; the briefing at hand stays the same.

    >>> try_sentence("“It rains,” said Lena Orb.")["source"]
    ('Lena Orb',)
    """
    quotes = read_sentence(sentence).quotes
    rows = ((quote.text, quote.speaker or NO_SOURCE, quote.attribution.rule) for quote in quotes)
    return Table(("words", "source", "rule"), rows, "What the machine reads in your sentence.")


def has_denial(sentence: str) -> bool:
    """Say whether a sentence has a word that turns a report round: not, never, nobody, n't.

    >>> has_denial("“It rains,” the mayor never said."), has_denial("“It rains,” the mayor said.")
    (True, False)
    """
    return denies([form for *_, form in find_words(re.sub(r'“[^”]*”|"[^"]*"', " ", sentence))])


def denied_reports(briefing: Briefing) -> Table:
    """Show the lines that report speech and hold a word that may turn the report round.

    >>> from briefing_lessons import load_briefing
    >>> denied_reports(load_briefing("001_ferry_report.txt"))["line"][0]
    5
    """
    lines = (x for x in briefing.lines if has_denial(x.text) and any(x.contains(q) for q in briefing.quotes))
    rows = ((line.number, shorten(line.text, 110)) for line in lines)
    return Table(("line", "begins"), rows, f"Lines of {briefing.source} that deserve a second look.")


def _decided(briefing: Briefing) -> Counter[str]:
    return Counter(quote.attribution.tried[-1] for quote in briefing.quotes if quote.attribution.tried)


def _plain(rule: Rule) -> str:
    return rule.__name__.replace("_", " ")


@asks("trust.3")
def _precision(briefing: Briefing) -> Values:
    """Ask for the precision of a word rule against the hand labels."""
    text = labelled_text(briefing)
    lines = try_rule(text)
    both, alone = len(lines.both), len(lines.rule_only)
    every = both + alone + len(lines.hand_only) + len(lines.neither)
    counts = {"both": both, "alone": alone, "pointed": both + alone, "every": every}
    wrong = {"recall": round(lines.recall, 1), "of_all": round(100 * both / every, 1), "count": float(both)}
    return {"expected": round(lines.precision, 2), "text": text, "source": text.source, **counts, **wrong}


asks("trust.5")(lambda _: {"text": trap_text()})
asks("trust.8")(lambda briefing: {"name": (*words_by_voice(briefing)["voice"], "the minister")[0]})


@asks("trust.6")
def _one_rule_off(_: Briefing) -> Values:
    """Ask how many quotations of the trap text a rule has misled."""
    off = switch_off(trap_text(), "continues quotation")
    counts = {"changes": len(off.changes), "lost": off.count("lost"), "decided": off.decided}
    return {"rule": off.rule, "expected": off.count("rescued"), "text": trap_text(), **counts}


@asks("trust.exit")
def _exit_of_trust(_: Briefing) -> Values:
    text = trap_text()
    hand = hand_sources(text)
    misread = (q for q in text.quotes if hand.get((q.start, q.end), q.speaker) != q.speaker)
    return {**exit_line("trust.exit", text, misread), "text": text}
