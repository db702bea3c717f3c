"""Readers to compare in lessons 05 and 07: a person, the machine, a plain word list, and a lazy baseline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from briefing_lessons.annotation import Sheet, label_by, make_sheet, read_sheet
from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.answers import is_unanswered
from briefing_lessons.labels import QuoteLabel, has_labels, load_labels
from briefing_lessons.reading import parse_source, read_source
from briefing_lessons.resources import data_folder, seed_names
from briefing_lessons.spans import Mark, Quote, Span, shorten
from briefing_lessons.tables import Table

#: the four devices of lesson 05, in a learner's words, with the names that detectors and hand labels use
FOUR_DEVICES = {
    "list": ("list",),
    "repetition": ("anaphora", "epistrophe"),
    "booster": ("booster",),
    "hedge": ("hedge",),
}
NONE = "none of these"
NOBODY = "nobody is named"

#: words that tone a claim down in some sentences, and do another job in others
_PLAIN_LIST = ("about", "around", "may", "some", "could", "quite", "rather", "likely", "almost", "perhaps")
#: spans of a sheet on which careful readers may differ
_DOUBTFUL = 2
#: more names than this are too many to choose from
_MOST_NAMES = 12
FAMILY = {name: family for family, names in FOUR_DEVICES.items() for name in names}


def device_sheet(briefing: Briefing, count: int = 8) -> Sheet:
    """Make the sheet of lesson 05: `count` spans, two for each of the four devices where the text has them.

    >>> from briefing_lessons import load_briefing
    >>> len(device_sheet(load_briefing("000_95b79719e875266d.txt")).spans)
    8
    """
    sure, doubtful = _by_doubt(briefing)
    by_family: dict[str, list[Mark]] = {family: [] for family in FOUR_DEVICES}
    for mark in sure:
        by_family[FAMILY[mark.device]].append(mark)
    chosen: list[Span] = []

    def take(span: Span) -> None:
        if len(chosen) < count and not any(meet(span, other) for other in chosen):
            chosen.append(span)

    for span in doubtful[:_DOUBTFUL]:  # a sheet of sure cases would teach nothing
        take(span)
    while len(chosen) < count and any(by_family.values()):
        for marks in by_family.values():
            if marks:
                take(marks.pop(0))
    return make_sheet("devices", briefing, sorted(chosen, key=lambda s: s.start), [*FOUR_DEVICES, NONE])


def _by_doubt(briefing: Briefing) -> tuple[list[Mark], list[Span]]:
    """Return the marks that a careful reader would confirm, and spans on which readers may differ.

    Where the text has hand labels they decide; elsewhere a weak mark or a hit of a plain list is doubtful.
    """
    marks, judged, hit = telling_marks(briefing), hand_labels(briefing), false_hit(briefing)
    hits = [hit] if hit else []
    if judged is None:
        weak = [mark for mark in marks if mark.strength == "weak"][:1]
        return [mark for mark in marks if mark not in weak], [*hits, *weak]
    sure = [m for m in marks if any(meet(m, span) and FAMILY[m.device] == name for span, name in judged)]
    return sure, [*(mark for mark in marks if mark not in sure), *hits]


def telling_marks(briefing: Briefing) -> list[Mark]:
    """Return marks of the four devices, first those that nobody could take for another of the four."""
    marks = [m for m in briefing.marks if m.device in FAMILY and m.voice in ("speaker", "reporter")]
    alone = {
        mark: not any(meet(mark, other) for other in marks if FAMILY[other.device] != FAMILY[mark.device])
        for mark in marks
    }
    # a short list is easier to judge than one that runs over three lines
    return sorted(marks, key=lambda m: (not alone[m], m.strength == "weak", len(m.text) > 160))


def machine_sheet(sheet: Sheet, briefing: Briefing) -> Sheet:
    """Fill a sheet of devices or of speakers with the machine's labels."""
    if NONE in sheet.choices:
        found = [(mark, FAMILY[mark.device]) for mark in briefing.marks if mark.device in FAMILY]
        return label_by(sheet, "machine", found, NONE)
    said = [(quote, _closest(quote.speaker, sheet.choices)) for quote in briefing.quotes]
    return label_by(sheet, "machine", said, NOBODY)


def _closest(name: str | None, choices: tuple[str, ...]) -> str:
    """Return the choice that means `name`: the same, or the one with the same last word ("our baker")."""
    if name is None or name in choices:
        return name or NOBODY
    alike = [choice for choice in choices if choice.casefold().split()[-1] == name.casefold().split()[-1]]
    return alike[0] if len(alike) == 1 else NOBODY


def hand_sheet(sheet: Sheet, briefing: Briefing) -> Sheet:
    """Fill a sheet with the hand labels of this text; without any, the sheet stays empty."""
    if NONE in sheet.choices:
        devices = hand_labels(briefing)
        return _empty(sheet) if devices is None else label_by(sheet, "by hand", devices, NONE)
    if not has_labels(briefing, "quotes"):
        return _empty(sheet)
    quotes = [(label, label.speaker or NOBODY) for label in load_labels(briefing, "quotes")]
    return label_by(sheet, "by hand", quotes, NOBODY)


def partner_sheet(file: Any, sheet: Sheet, briefing: Briefing) -> Sheet:
    """Read a partner's file of labels; while there is none, take the hand labels of the text.

    Parameters
    ----------
    file
        The name of the file, or dots.
    """
    return hand_sheet(sheet, briefing) if is_unanswered(file) else read_sheet(str(file), sheet)


def hand_labels(briefing: Briefing) -> tuple[tuple[Span, str], ...] | None:
    """Return the hand labels of the four devices in a learner's words; `None` for a text without labels."""
    if not has_labels(briefing, "rhetoric"):
        return None
    devices = load_labels(briefing, "rhetoric")
    return tuple((mark, FAMILY[mark.device]) for mark in devices if mark.device in FAMILY)


def _empty(sheet: Sheet) -> Sheet:
    return replace(sheet, reader="by hand", labels=(None,) * len(sheet.spans))


def plain_list_hits(briefing: Briefing) -> Table:
    """Find every word of a plain list of hedges, and ask the machine whether it is one there.

    The list: about, around, may, some, could, quite, rather, likely, almost, perhaps.
    """
    rows = [
        (briefing.line_number(hit), hit.text, _around(briefing, hit), "yes" if real else "no")
        for hit, real in _plain_hits(briefing)
    ]
    return Table(
        ("line", "word", "where", "a hedge here?"), rows, f"Hits of a word list in {briefing.source}."
    )


def false_hit(briefing: Briefing) -> Span | None:
    """Return the first hit of the plain list that the machine does not take for a hedge."""
    return next((hit for hit, real in _plain_hits(briefing) if not real), None)


def _plain_hits(briefing: Briefing) -> Iterator[tuple[Span, bool]]:
    hedges = [mark for mark in briefing.marks if mark.device in ("hedge", "evidential")]
    pattern = re.compile(rf"\b(?:{'|'.join(_PLAIN_LIST)})\b", re.IGNORECASE)
    for line in briefing.lines:
        if line.role in ("paragraph", "turn"):
            for match in pattern.finditer(line.text):
                start, end = line.start + match.start(), line.start + match.end()
                hit = Span(start, end, match.group())
                yield hit, any(meet(hit, mark) for mark in hedges)


def _around(briefing: Briefing, span: Span, width: int = 30) -> str:
    line = briefing.line(briefing.line_number(span))
    first, last = max(line.start, span.start - width), min(line.end, span.end + width)
    return f"…{briefing.text[first:last].strip()}…"


def speaker_sheet(briefing: Briefing, count: int = 20) -> Sheet:
    """Make the sheet of lesson 07: `count` quotations spread over the text, to be given their speakers.

    >>> from briefing_lessons import load_briefing
    >>> speaker_sheet(load_briefing("000_95b79719e875266d.txt")).choices[-1]
    'nobody is named'
    """
    spoken = [quote for quote in briefing.quotes if quote.kind != "term"]
    step = max(1.0, len(spoken) / count)
    chosen = [spoken[int(n * step)] for n in range(min(count, len(spoken)))]
    names = Counter(said.speaker for said in _attributed(briefing) if said.speaker).most_common(_MOST_NAMES)
    return make_sheet("speakers", briefing, chosen, [*sorted(name for name, _ in names), NOBODY])


def main_speaker(briefing: Briefing) -> str | None:
    """Return who is the source of most quotations in marks: what a lazy program always answers.

    >>> from briefing_lessons import load_briefing
    >>> main_speaker(load_briefing("000_95b79719e875266d.txt"))
    'Sergei Lavrov'
    """
    names = Counter(quote.speaker for quote in marked_quotes(briefing))
    return names.most_common(1)[0][0] if names else None


def baseline_share(briefing: Briefing, name: str | None = None) -> float:
    """Return on how many per cent of the quotations in marks the answer `name` is right.

    Parameters
    ----------
    briefing
        The text.
    name
        What the lazy program always answers; the main speaker unless given.
    """
    said, answer = marked_quotes(briefing), name or main_speaker(briefing)
    return 100 * sum(quote.speaker == answer for quote in said) / len(said) if said else 0.0


def baseline_elsewhere(briefing: Briefing) -> Table:
    """Show how the lazy answer for this text does on the texts that come with the course."""
    name = main_speaker(briefing)
    texts = {briefing.source: briefing} | {seed: _read(seed) for seed in seed_names()}
    rows = [(source, len(marked_quotes(text)), baseline_share(text, name)) for source, text in texts.items()]
    return Table(("text", "quotations", "right, per cent"), rows, f"The answer “{name}” on other texts.")


def _read(seed: str) -> Briefing:
    """Return a text that comes with the course without making it the one that `check` means."""
    return Briefing(parse_source(read_source(data_folder("seeds") / seed)))


def marked_quotes(briefing: Briefing) -> list[Quote | QuoteLabel]:
    """Return the quotations in marks that have a source: by hand where the text is labelled."""
    return [quote for quote in _attributed(briefing) if quote.kind in ("direct", "mixed")]


def _attributed(briefing: Briefing) -> list[Quote | QuoteLabel]:
    """Return the utterances with a source: by hand where the text is labelled, else by machine."""
    if has_labels(briefing, "quotes"):
        return [label for label in load_labels(briefing, "quotes") if label.speaker]
    return [quote for quote in briefing.quotes if quote.speaker and quote.kind != "term"]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines sorted by two readers: a rule that looks for words, and a person."""

    both: tuple[int, ...]  #: reported speech, and the rule says so
    rule_only: tuple[int, ...]  #: the rule says so, but there is none
    hand_only: tuple[int, ...]  #: reported speech that the rule misses
    neither: tuple[int, ...]

    @property
    def precision(self) -> float:
        """Of the lines the rule points at, how many per cent hold reported speech."""
        return _share(len(self.both), len(self.rule_only))

    @property
    def recall(self) -> float:
        """Of the lines with reported speech, how many per cent the rule points at."""
        return _share(len(self.both), len(self.hand_only))

    @property
    def table(self) -> Table:
        """The four groups, with the numbers of their lines."""
        rows = [
            ("speech, found by the rule", len(self.both), _few(self.both)),
            ("no speech, but the rule says so", len(self.rule_only), _few(self.rule_only)),
            ("speech, missed by the rule", len(self.hand_only), _few(self.hand_only)),
            ("no speech, and the rule is silent", len(self.neither), _few(self.neither)),
        ]
        return Table(
            ("group", "how many lines", "which lines"),
            rows,
            "A word rule against a person who read the text.",
        )

    def __repr__(self) -> str:
        return repr(self.table)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def try_rule(briefing: Briefing, words: Iterable[str] = ("said", "told", "that")) -> Lines:
    """Sort the lines of running text by "holds one of these words" and by the hand labels.

    Raises
    ------
    BriefingError
        When nobody has labelled this text.
    """
    labels = [label for label in load_labels(briefing, "quotes") if label.kind != "term"]
    speech = {
        number
        for label in labels
        for number in range(briefing.line_number(label), briefing.line_number(label.end - 1) + 1)
    }
    wanted = [re.escape(word.strip()) for word in words if word.strip()]
    if not wanted:
        raise BriefingError('The rule needs a word. Write, for example, try_rule(briefing, ["said"]).')
    pattern = re.compile(rf"\b(?:{'|'.join(wanted)})\b", re.IGNORECASE)
    groups: dict[tuple[bool, bool], list[int]] = {}
    for line in briefing.lines:
        if line.role in ("paragraph", "turn"):
            key = (bool(pattern.search(line.text)), line.number in speech)
            groups.setdefault(key, []).append(line.number)
    return Lines(
        *(tuple(groups.get(key, ())) for key in ((True, True), (True, False), (False, True), (False, False)))
    )


def _share(hits: int, others: int) -> float:
    return 100 * hits / (hits + others) if hits + others else 0.0


def _few(numbers: tuple[int, ...], limit: int = 12) -> str:
    shown = ", ".join(map(str, numbers[:limit]))
    return f"{shown} …" if len(numbers) > limit else shown or "–"


def meet(a: Span, b: Span) -> bool:
    """Say whether two spans share a character."""
    return a.start < b.end and b.start < a.end


def quoted(span: Span, width: int = 70) -> str:
    """Return the words of a span as a question shows them: between marks, shortened."""
    words = span.text.strip('"“”')
    return f"“{shorten(words, width)}”"
