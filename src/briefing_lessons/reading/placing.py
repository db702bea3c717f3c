"""The role of every line while a layout is being worked out, beginning with what holds in every layout."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from briefing_lessons.reading import lines as rules
from briefing_lessons.reading.corrections import Corrections
from briefing_lessons.reading.labels import LONGEST, Label, Labels, by_format, shape_of
from briefing_lessons.reading.lexicon import WARNINGS
from briefing_lessons.reading.names import split_label
from briefing_lessons.reading.page import Page
from briefing_lessons.reading.roster import LISTED
from briefing_lessons.spans import LineRole


@dataclass(slots=True)
class Placing:
    """Roles being filled in, line by line; a line without a role is still open."""

    roles: list[tuple[LineRole, str | None] | None]
    #: line index -> (start, end) of its words
    headings: dict[int, tuple[int, int]] = field(default_factory=dict)
    title: int | None = None  #: index of the heading that is the title

    def place(self, index: int, role: LineRole, rule: str | None) -> None:
        """Give line `index` a role."""
        self.roles[index] = (role, rule)
        if role != "heading":
            self.headings.pop(index, None)

    def place_heading(self, page: Page, index: int, rule: str, words: tuple[int, int] | None = None) -> None:
        """Make line `index` a heading; `words` are the (start, end) of its words inside the visible line."""
        line = page.lines[index]
        self.roles[index] = ("heading", rule)
        start, end = words or (0, len(line.core))
        self.headings[index] = (line.core_start + start, line.core_start + end)

    def role(self, index: int) -> str:
        """Return the role of line `index`, or "open"."""
        return (self.roles[index] or ("open", None))[0]

    def rule(self, index: int) -> str:
        """Return the rule that placed line `index`, or ""."""
        return (self.roles[index] or ("", None))[1] or ""

    def open(self, index: int) -> bool:
        """Say whether line `index` has no role yet."""
        return self.roles[index] is None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a layout function hands back."""

    layout: str  #: its name
    reason: str  #: the evidence, in words
    placing: Placing
    labels: Labels = ()
    warnings: tuple[str, ...] = ()
    wrapped: bool | None = None  #: overrides what the page measured
    leads: dict[int, int] = field(default_factory=dict)  #: line index -> characters before the words


def correct_lines(page: Page, reading: Reading, corrections: Corrections) -> Reading:
    """Return `reading` with what a reader said about its lines in place, and with what could not be done."""
    labels, warnings = list(reading.labels), list(reading.warnings)
    for line in corrections.lines:
        index = line.number - 1
        label = _label_by_hand(page, index) if line.role == "turn" else None
        if not page.core(index) or (line.role == "turn" and label is None):
            warnings.append(WARNINGS["no_turn" if page.core(index) else "no_line"].format(number=line.number))
            continue
        if line.role == "heading":
            reading.placing.place_heading(page, index, "corrected by hand")
        else:
            reading.placing.place(index, line.role, "corrected by hand")
        labels = [*(other for other in labels if other.line != index), *([label] if label else [])]
    labels.sort(key=lambda label: label.start)
    return replace(reading, labels=tuple(labels), warnings=tuple(warnings))


def _label_by_hand(page: Page, index: int) -> Label | None:
    """Return the label of a line that a reader calls a turn: what stands before its first colon."""
    core, printed = page.core(index), page.core(index).partition(":")[0]
    if len(printed) > LONGEST or printed == core or not printed.strip("*_# "):
        return None
    return by_format(index, page.lines[index], page.lines[index].core_start + len(printed) + 1)


def place_what_is_plain(page: Page) -> Placing:
    """Place blank lines, front matter, furniture, and headings that are marked as such."""
    placing = Placing([None] * len(page.lines))
    marked = {page.line_at(hint.start) for hint in page.source.hints if hint.kind == "heading"}
    labelled = {label.line for label in page.labels}
    for index, line in enumerate(page.lines):
        if not line.core:
            placing.place(index, "blank", "blank")
        elif index < page.front_matter:
            placing.place(index, "metadata", "front matter")
        elif index in page.furniture:
            placing.place(index, "boilerplate", page.furniture[index])
        elif index == page.pasted.headline:
            placing.place_heading(page, index, "the headline of a pasted page")
            placing.title = index
        elif index in labelled:
            continue
        elif index in marked:
            placing.place_heading(page, index, "marked as a heading in the file")
        elif (words := rules.marked_heading(line.core)) and (
            line.core[0] == "#" or page.source.format != "md"
        ):
            placing.place_heading(page, index, "marked as a heading with # or **", words)
        elif (words := rules.bold_heading(line.core)) and not (page.core(index - 1) or page.core(index + 1)):
            placing.place_heading(page, index, "a line of its own in bold", words)
    return placing


def place_end(page: Page, placing: Placing, first: int) -> None:
    """Place the lines from `first` on that close the record, the last of them first."""
    for index in filter(page.core, range(len(page.lines) - 1, first - 1, -1)):
        role, rule = placing.roles[index] or ("open", None)
        if role != "boilerplate" and rule != LISTED:
            rule = rules.closing(page.core(index)) or rules.keyed(page.core(index))
            if rule is None:
                break
            notice = rule.startswith(("asks", "looks"))  # to readers, and no property of the text
            placing.place(index, "boilerplate" if notice else "metadata", rule)


def place_metadata(page: Page, placing: Placing, content: list[int]) -> None:
    """Place dates, properties and by-lines, most of which stand above the words."""
    under_a_key, pasted = False, page.pasted.headline
    dated = {index: rule for index in content if (rule := rules.place_and_date(page.core(index)))}
    for place, index in enumerate(content):
        if not placing.open(index):
            continue
        core = page.core(index)
        if under_a_key and len(core) < 100:
            placing.place(index, "metadata", "stands under a key")
        key = core if page.labels else f"{core.rstrip(':')}:"  # in transcripts "TRANSCRIPT" is none
        under_a_key = place < 8 and len(core) < 20 and bool(rules.keyed(key))
        rule = rules.date_or_number(core)
        if place < 12:
            rule = rule or rules.keyed(key if under_a_key else core)
            rule = rule or rules.byline(core, page.core(index - 1))
            rule = rule or (dated.get(index) if len(dated) == 1 else None)  # more head a diary
            rule = rule or (_named(core) if pasted is not None and index > pasted else None)
        if rule:
            placing.place(index, "metadata", rule)


def _named(core: str) -> str | None:
    """Name the rule for "Foreign Secretary Ana Ruiz" and "Ana Ruiz and Odo Brandt" above the words."""
    names = core.split(" and ")
    part = split_label(core) if shape_of(core) == "titled" else None
    two = len(names) == 2 and all(map(rules.LINE["two_names"].fullmatch, names))
    return "names who speaks or writes" if two or (part and len(part.name) == 2) else None
