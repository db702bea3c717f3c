"""Lesson 05, How persuasion works: three devices to switch off, four to label, and readers who differ."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, permutations, zip_longest

from briefing_lessons.annotation.sheets import Sheet, make_sheet
from briefing_lessons.briefing import Briefing, read_seed
from briefing_lessons.exercises.excerpts import first_line, first_words, is_left_alone
from briefing_lessons.exercises.model import Values, asks, exit_line, words_of
from briefing_lessons.hand_labels import has_labels, load_labels
from briefing_lessons.spans import RUNNING, Mark, Span, shorten, words_around
from briefing_lessons.tables import Table

#: the four devices of lesson 05, in a learner's words
FOUR_DEVICES = ("list", "repetition", "booster", "hedge")
NONE = "none of these"
#: the name that detectors and hand labels use -> one of the four
FAMILY = {name: name for name in FOUR_DEVICES} | {"anaphora": "repetition", "epistrophe": "repetition"}
#: words that tone a claim down in some sentences, and do another job in others
_PLAIN_LIST = re.compile(r"(?i)\b(?:about|around|may|some|could|quite|rather|likely|almost|perhaps)\b")
#: spans of a sheet on which careful readers may differ
_DOUBTFUL = 2
#: device -> two effects on a listener, each of which can be defended
EFFECTS: dict[str, list[str]] = words_of("effects")
_ALTERS = {
    "triad": re.compile(r"^[^,]+(?=,)"),
    "antithesis": re.compile(r"^.+?(?=,? (?:not|and not|rather than) )"),
}
DROPPED = "[…]"


def device_sheet(briefing: Briefing, count: int = 8) -> Sheet:
    """Make the sheet of lesson 05: `count` spans, two for each of the four devices where the text has them.

    >>> from briefing_lessons import load_briefing
    >>> len(device_sheet(load_briefing("000_95b79719e875266d.txt")).spans)
    8
    """
    sure, doubtful = _by_doubt(briefing)
    families = ([mark for mark in sure if FAMILY[mark.device] == family] for family in FOUR_DEVICES)
    in_turn = chain.from_iterable(zip_longest(*families))
    chosen: list[Span] = []
    for span in (*doubtful[:_DOUBTFUL], *in_turn):  # a sheet of sure cases would teach nothing
        if span and len(chosen) < count and not any(meet(span, other) for other in chosen):
            chosen.append(span)
    return make_sheet("devices", briefing, sorted(chosen, key=lambda s: s.start), [*FOUR_DEVICES, NONE])


def _by_doubt(briefing: Briefing) -> tuple[list[Mark], list[Span]]:
    """Return the marks that a careful reader would confirm, and spans on which readers may differ.

    Where the text has hand labels they decide; elsewhere a weak mark or a hit of a plain list is doubtful.
    """
    marks, judged = telling_marks(briefing), hand_labels(briefing)
    hits = [hit for hit, real in _plain_hits(briefing) if not real][:1]
    if judged is None:
        weak = [mark for mark in marks if mark.strength == "weak"][:1]
        return [mark for mark in marks if mark not in weak], [*hits, *weak]
    sure = [m for m in marks if any(meet(m, span) and FAMILY[m.device] == name for span, name in judged)]
    return sure, [*(mark for mark in marks if mark not in sure), *hits]


def telling_marks(briefing: Briefing) -> list[Mark]:
    """Return marks of the four devices, first those that nobody could take for another of the four."""
    marks = [m for m in briefing.marks if m.device in FAMILY and m.voice in RUNNING]
    pairs = ((one, other) for one, other in permutations(marks, 2) if meet(one, other))
    both = {one for one, other in pairs if FAMILY[one.device] != FAMILY[other.device]}
    # a short list is easier to judge than one that runs over three lines
    return sorted(marks, key=lambda m: (m in both, m.strength == "weak", len(m.text) > 160))


def hand_labels(briefing: Briefing) -> tuple[tuple[Span, str], ...] | None:
    """Return the hand labels of the four devices in a learner's words; `None` for a text without labels."""
    if not has_labels(briefing, "rhetoric"):
        return None
    devices = load_labels(briefing, "rhetoric")
    return tuple((mark, FAMILY[mark.device]) for mark in devices if mark.device in FAMILY)


def plain_list_hits(briefing: Briefing) -> Table:
    """Find every word of a plain list of hedges, and ask the machine whether it is one there.

    The list: about, around, may, some, could, quite, rather, likely, almost, perhaps.

    >>> from briefing_lessons import load_briefing
    >>> plain_list_hits(load_briefing("001_ferry_report.txt"))[0][:2]
    (2, 'could')
    """
    rows = []
    for hit, real in _plain_hits(briefing):
        line = briefing.line(briefing.line_number(hit))
        low, high = words_around(briefing.text, hit.start, hit.end, line.start, line.end, 30)
        around = "… " * (low > line.start) + briefing.text[low:high].strip() + " …" * (high < line.end)
        rows.append((line.number, hit.text, around, "yes" if real else "no"))
    columns = ("line", "word", "where", "a hedge here?")
    return Table(columns, rows, f"Hits of a word list in {briefing.source}.")


def _plain_hits(briefing: Briefing) -> Iterator[tuple[Span, bool]]:
    hedges = [mark for mark in briefing.marks if mark.device in ("hedge", "evidential")]
    for match in _PLAIN_LIST.finditer(briefing.text):
        hit = Span(*match.span(), match[0])
        if briefing.line(briefing.line_number(hit)).role in ("paragraph", "turn"):
            yield hit, any(meet(hit, mark) for mark in hedges)


def meet(a: Span, b: Span) -> bool:
    """Say whether two spans share a character.

    >>> meet(Span(0, 5, "Syria"), Span(4, 6, "a,")), meet(Span(0, 5, "Syria"), Span(5, 6, ","))
    (True, False)
    """
    return a.start < b.end and b.start < a.end


def quoted(span: Span, width: int = 70) -> str:
    """Return the words of a span as a question shows them: between marks, shortened.

    >>> quoted(Span(0, 12, '"of course"'))
    '“of course”'
    """
    words = span.text.strip('"“”')
    return f"“{textwrap.shorten(words, width, placeholder=' …')}”"


@dataclass(frozen=True, slots=True)
class Device:
    """A device in its sentence, and what is left of the sentence when it is switched off."""

    name: str  #: one of `EFFECTS`
    text: Briefing  #: the text it stands in: the one at hand, or the invented one that lends it
    mark: Mark  #: its words
    sentence: Span

    @property
    def where(self) -> str:
        """The file and the line."""
        return f"{self.text.source}, line {self.text.line_number(self.mark)}"

    @property
    def opens(self) -> str:
        """The opening mark of a quotation that began before the sentence and ends in it; or nothing."""
        closed = (q for q in self.text.quotes if q.start < self.sentence.start < q.end <= self.sentence.end)
        return next((f"{q.text[0]}{DROPPED} " for q in closed if q.text[0] in '"“„«'), "")

    @property
    def off(self) -> str:
        """The sentence without the device: words are dropped, none added; empty where grammar needs them."""
        kept = _ALTERS[self.name].match(self.mark.text) if self.name in _ALTERS else None
        if kept is None:
            return ""
        start, words = self.mark.start - self.sentence.start, self.sentence.text
        return f"{words[:start]}{kept[0]} {DROPPED}{words[start + len(self.mark.text) :]}"


def three_devices(briefing: Briefing) -> tuple[Device, ...]:
    """Return a triad, an antithesis and a “we” that speakers utter; the school meals lend what is missing.

    >>> from briefing_lessons import load_briefing
    >>> [found.text.line_number(found.mark) for found in three_devices(load_briefing("001_ferry_report.txt"))]
    [11, 23, 11]
    """
    return tuple(_first(briefing, name) or _first(meals(), name) for name in EFFECTS)  # type: ignore[misc]


@cache
def meals() -> Briefing:
    """Return the invented briefing that has all three devices."""
    return read_seed("002_school_meals.txt")


def _first(briefing: Briefing, name: str) -> Device | None:
    """Return the first device of that name that a speaker utters, one that is repeated before others."""
    again = [mark for mark in briefing.marks if mark.device == "anaphora"]
    fit = [mark for mark in briefing.marks if mark.voice == "speaker" and _shows(mark, name)]
    fit.sort(key=lambda m: not any(meet(a, m) and len(a.text) > 30 for a in again))
    for mark in fit:
        whole = next((s for s in briefing.sentences if s.start <= mark.start and mark.end <= s.end), None)
        if whole is not None and not is_left_alone(briefing, mark):
            return Device(name, briefing, mark, whole)
    return None


def _shows(mark: Mark, name: str) -> bool:
    if name == "we":
        return mark.device == "first_person_plural" and mark.text == "We"
    device = "list" if name == "triad" else "negation_of_claim"
    return mark.device == device and bool(_ALTERS[name].match(mark.text))


@asks("device.3")
def _one_of_two_effects(briefing: Briefing) -> Values:
    """Ask to choose between two effects that can both be defended, with a reason from the line."""
    triad = three_devices(briefing)[0]
    line, parts = triad.text.line_number(triad.mark), re.split(r",? (?:and|or) |, ", triad.mark.text)
    lent = {"text": triad.text, "where": f"Line {line} of {triad.text.source}"}
    where = {"where": f"Line {line}"} if triad.text is briefing else lent
    ends = {"opens": parts[0], "closes": parts[-1]}
    return {**where, **ends, "words": quoted(triad.mark, 90), "choices": tuple(EFFECTS["triad"])}


asks("device.4")(lambda _: {"text": meals()})


@asks("device.5")
def _reject_a_candidate(briefing: Briefing) -> Values | None:
    """Ask for one candidate of the machine that the learner does not accept, with a reason."""
    marks = [mark for mark in telling_marks(briefing) if not is_left_alone(briefing, mark)]
    used = [device.mark for device in three_devices(briefing)]  # whose work has just been asked for
    marks = [mark for mark in marks if mark not in used] or marks
    marks.sort(key=lambda mark: FAMILY[mark.device] in FOUR_DEVICES[2:])  # a list may do more than “about”
    if not marks:
        return None
    first, last = ((briefing.line_number(mark), quoted(mark, 40)) for mark in (marks[0], marks[-1]))
    return {"form": "" if len(marks) > 1 else "one", "first": first, "last": last}


@asks("device.7")
def _to_whom(briefing: Briefing) -> Values:
    """Ask who says a line to whom, and what would be lost without its device."""
    mark = next((device.mark for device in three_devices(briefing) if device.text is briefing), None)
    if mark is None:
        line = first_line(briefing)
        return {"form": "none", "line": line, "words": f"“{first_words(briefing, line)}”"}
    name, whom = (mark.speaker, "those who listen") if mark.speaker else ("the text", "its readers")
    return {"line": briefing.line_number(mark), "words": quoted(mark, 40), "name": name, "whom": whom}


asks("device.exit")(lambda briefing: exit_line("device.exit", briefing, telling_marks(briefing)))


@asks("device.vote")
def _what_we_does(briefing: Briefing) -> Values:
    we = three_devices(briefing)[2]
    return {"words": shorten(we.sentence.text, 160), "where": we.where, "effects": EFFECTS["we"]}
