"""A page before its layout is known: lines, wrapping, furniture and candidate labels, each measured once."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from itertools import chain, groupby, pairwise

from briefing_lessons.reading import lines as rules
from briefing_lessons.reading.document import Source
from briefing_lessons.reading.label_choice import accept, presented, unread, with_opening
from briefing_lessons.reading.labels import Label, Labels, gather, label_key
from briefing_lessons.reading.lines import LINE, Lines, Wrapping
from briefing_lessons.reading.roster import LISTED, Listed, find_roster
from briefing_lessons.spans import LOOKS_LIKE

OTHER_TEXT = "another text below the last turn"  #: the rule for such lines
Found = dict[int, str]  #: index of line -> the rule that says what it is


def find_furniture(lines: Lines) -> Found:
    """Return the index of every line that is page furniture, with the rule that says so."""
    found = page_numbers(lines) | whole_lines(lines)
    return running_heads(lines, found) | found | broken_into(lines)


def page_numbers(lines: Lines) -> Found:
    """Return lines that end in "Page 3 of 27" or stand far from a number, and numbers that count pages."""
    short = [(i, line.core) for i, line in enumerate(lines) if len(line.core) <= 120]
    cores = {i: core for i, core in short if LINE["short_with_digits"].fullmatch(core)}
    bare = [(i, int(match[1])) for i, core in cores.items() if (match := LINE["bare_number"].fullmatch(core))]
    counting = (pair for pair in pairwise(bare) if pair[1][1] == pair[0][1] + 1)
    columns = filter(LINE["wide"].fullmatch, set(cores.values()))
    wide = Counter(LINE["digits"].sub("#", core) for core in columns)
    far = (pair for pair in bare if lines[pair[0]].indent > 30)
    found = [index for index, _ in (*chain.from_iterable(counting), *far)]
    for index, core in cores.items():
        paged = LINE["page_of"].search(core) and not core.endswith((".", "?", "!"))
        if paged or wide[LINE["digits"].sub("#", core)] >= 2:
            found.append(index)
    return dict.fromkeys(found, "page number")


def running_heads(lines: Lines, found: Found) -> Found:
    """Return lines printed again and again beside a page number or at the top of a page.

    A repeated line of speech ("Thank you.") stands beside neither, a label ends in a colon, a sentence in a
    full stop.
    """
    keys = {
        index: " ".join(LINE["digits"].sub("#", line.core).split()).casefold()
        for index, line in enumerate(lines)
        if 3 <= len(line.core) <= 120
        and not line.core.endswith((":", "?", "!"))
        and not (LINE["spoken_line"].fullmatch(line.core) and not _at_edge(lines, index, found))
    }
    counts = Counter(keys.values())
    same = Counter(lines[index].core for index in keys)
    edges = {index for index in keys if _at_edge(lines, index, found)}
    tops = Counter(keys[index] for index in edges)
    again = (i for i, key in keys.items() if counts[key] >= 2 and tops[key] >= max(1, counts[key] // 3))
    heads = (
        i for i in again if i in edges or i in (0, len(lines) - 1) or same[lines[i].core] == counts[keys[i]]
    )
    return dict.fromkeys(heads, "running head")


def broken_into(lines: Lines) -> Found:
    """Return the head or foot of a page, with a number, that stands in the middle of a sentence."""
    blocks = [tuple(block) for filled, block in groupby(lines, lambda line: line.core != "") if filled]
    return {
        line.number - 1: "running head"
        for above, head, below in zip(blocks, blocks[1:], blocks[2:], strict=False)
        if len(head) <= 2 and rules.ends_openly(above[-1].core) and rules.starts_small(below[0].core)
        and LINE["short_with_digits"].match(" ".join(line.core for line in head))
        and not any(rules.ends_like_a_sentence(line.core) or LINE["bullet"].match(line.core) for line in head)
        for line in head
    }  # fmt: skip


def _at_edge(lines: Lines, index: int, found: Found) -> bool:
    """Say whether a line stands beside a page number, or first or last on a page."""
    beside = any(found.get(near) == "page number" for near in (index - 2, index - 1, index + 1, index + 2))
    return beside or any("\f" in line.text for line in lines[max(0, index - 1) : index + 2])


#: rules in `line_rules.toml` for a whole line -> what it is
_WHOLE = {
    "printed": "printed by the browser", "column": "number of a column", "ruler": "ruler",
    "timing": "time stamp", "leaders": "row of a table",
}  # fmt: skip


def whole_lines(lines: Lines) -> Found:
    """Return what browsers print, the numbers of columns, rulers such as "* * *", and times of captions."""
    short = [(index, line.core) for index, line in enumerate(lines) if 0 < len(line.core) <= 250]
    found = {i: rule for i, core in short for name, rule in _WHOLE.items() if LINE[name].fullmatch(core)}
    timed = [index - 1 for index, rule in found.items() if rule == "time stamp" and index]
    found |= {i: "number of a caption" for i in timed if LINE["bare_number"].fullmatch(lines[i].core)}
    stamps = [index for index, core in short if LINE["stamp"].fullmatch(core)]
    return found | dict.fromkeys(stamps if len(stamps) >= 3 else (), "time stamp")


def _from(lines: Lines, first: int, rule: str) -> Found:
    """Return every written line from `first` on, with `rule`."""
    return {index: rule for index in range(first, len(lines)) if lines[index].core}


@dataclass(frozen=True, slots=True)
class PastedPage:
    """What stands around the words of a page: nothing, where there are too few signs of one."""

    lines: Found = field(default_factory=dict)  #: index of line -> what it looks like
    headline: int | None = None  #: index of the line above the words, where things stand above it


def find_worded(lines: Lines) -> Found:
    """Return the index of every line that is worded like furniture, with what it does on a page."""
    return {i: rule for i, line in enumerate(lines) if (rule := rules.worded_like_furniture(line.core))}


def _buttons(lines: Lines, worded: Found) -> Found:
    """Return the buttons under every name, of the pages of a House: "Share this contribution"."""
    shared = [index for index, rule in worded.items() if rule == "a share button"]
    counts = Counter(lines[index].core for index in shared)
    return {index: worded[index] for index in shared if counts[lines[index].core] >= 3}


def _above_buttons(lines: Lines, buttons: Found) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the names above buttons, where a constituency may stand between."""
    for index in buttons:
        above = (line for line in lines[max(0, index - 2) : index][::-1] if line.core)
        if name := next((line for line in above if not rules.stage_direction(line.core)), None):
            yield name.core_start, name.core_end


def find_pasted(lines: Lines, worded: Found) -> PastedPage:
    """Guess which lines are furniture of a web page or a press release.

    >>> from briefing_lessons.reading.lines import split_lines
    >>> page = "Home\\nSport\\nSkip to content\\nPier to open in the spring\\n86 comments\\n"
    >>> page += "The pier opens in May, and the boats are ready, the mayor said.\\nShare on Facebook"
    >>> lines = split_lines(page)
    >>> find_pasted(lines, find_worded(lines)).headline
    3
    """
    found = dict(worded)
    if len(set(found.values())) < 2 or len(found) < 3:
        return PastedPage(_of_a_press_release(lines, found))
    words = [index for index, line in enumerate(lines) if index not in found and _is_running(line.core)]
    if not words:
        return PastedPage()
    for rule in (_pulled_quotes, _runs_of_links):
        found |= rule(lines, words, found)
    above = [index for index in range(words[0]) if lines[index].core and index not in found]
    headline = _find_headline(lines, above, found)
    if headline is not None:
        found |= {index: "stands above the headline" for index in above if index < headline}
    tail = min((index for index in found if index > words[-1]), default=len(lines))
    found |= _from(lines, tail, "stands below the last words")
    return PastedPage(dict(sorted(found.items())), headline if min(found) < (headline or 0) else None)


def _pulled_quotes(lines: Lines, words: list[int], _: Found) -> Found:
    """Return lines that print words of the text again, with a name."""
    pulled = {
        i: match["words"] for i, line in enumerate(lines) if (match := LINE["pulled"].fullmatch(line.core))
    }
    again = (i for i, said in pulled.items() if any(said in lines[at].core for at in words if at != i))
    return dict.fromkeys(again, "repeats words of the text")


def _runs_of_links(lines: Lines, words: list[int], found: Found) -> Found:
    """Return what links, contents and advertisements go on with, up to a blank line, words or a heading."""
    runs: Found = {}
    runs_on = ("links to other pages", "an advertisement", "a list of contents")
    printed = Counter(line.core.casefold().rstrip(":") for line in lines)
    for index, rule in found.items():
        first = "".join(line.core for line in lines[index + 1 : index + 3])  # below a blank line
        gap = rule == "a list of contents" and printed[first.casefold()] > 1  # printed above its part as well
        for below in range(index + 1 + gap, len(lines)) if rule in runs_on else ():
            core = lines[below].core
            heading = any(line.core.endswith(core) for line in lines[index + 1 : below])
            heading = heading or (rule == "an advertisement" and below + 1 in words)
            if not core or heading or below in words or below in found or LINE["clock"].fullmatch(core):
                break
            runs[below] = rule
    return runs


def _is_running(core: str) -> bool:
    core = LINE["listed"].sub("", core, count=1)
    return len(core) > 200 or (len(core.split()) >= 8 and (rules.ends_like_a_sentence(core) or ". " in core))


def _find_headline(lines: Lines, above: list[int], found: Found) -> int | None:
    """Return the first line that can be a headline; below a trail of links, the one most like its end."""
    trail = max((index for index, rule in found.items() if rule == "a trail of links"), default=-1)
    end = label_key(LINE["crumb"].split(lines[trail].core)[-1]).split() if trail >= 0 else ()
    below = [index for index in above if index > trail] or above
    fit = (index for index in below if _may_be_headline(lines[index].core))
    return max(fit, key=lambda i: sum(word in end for word in label_key(lines[i].core).split()), default=None)


def _may_be_headline(core: str) -> bool:
    """Say whether a line is long enough for a headline, and neither a sentence nor a date."""
    dated = core[-4:].isdigit() and not rules.names_an_occasion(core)
    return len(core) >= 20 and len(core.split()) >= 4 and not (dated or rules.ends_like_a_sentence(core))


def _of_a_press_release(lines: Lines, found: Found) -> Found:
    """Return the furniture of a press release: what stands under its end is for editors."""
    press = {index: rule for index, rule in found.items() if rule == "a line of a press release"}
    ends = [index for index, line in enumerate(lines) if press and LINE["press_end"].fullmatch(line.core)]
    ends += (index for index in press if "editor" in lines[index].core.casefold())
    first = min(ends, default=0)
    below = first if first * 3 > len(lines) else len(lines)
    return press | _from(lines, below, "stands under the end of a press release")


@dataclass(frozen=True, slots=True)
class Page:
    """What every layout function looks at."""

    source: Source
    lines: Lines
    furniture: Found  #: index of line -> rule
    front_matter: int  #: number of lines at the top that are front matter
    wrapping: Wrapping
    bold: Set[int]  #: lines that stand in bold as a whole, by stars or by the file format
    labels: Labels  #: labels that hold, judged together
    unread: tuple[int, ...]  #: lines that begin like turns, where there are none
    worded: Found  #: index of line -> what it does on a page, by its wording
    pasted: PastedPage  #: what looks like furniture of a web page, a guess
    legend: dict[str, str]  #: key of a label -> whom the top gives for it: "TW   Tarika Wessel"
    roster: tuple[Listed, ...]  #: lines that list who takes part

    def core(self, index: int) -> str:
        """Return a line without the spaces at its ends; "" above and below the page."""
        return self.lines[index].core if 0 <= index < len(self.lines) else ""

    def line_at(self, offset: int) -> int:
        """Return the index of the line on which `offset` stands."""
        return bisect_right(self.lines, offset, key=lambda line: line.start) - 1

    def content(self) -> list[int]:
        """Return the indices of lines that are neither blank, furniture nor front matter."""
        apart = self.furniture.keys() | set(range(self.front_matter))
        return [index for index, line in enumerate(self.lines) if line.core and index not in apart]


def look_at(source: Source, set_apart: bool = True) -> Page:
    """Measure `source` once for all layouts; what looks like furniture of a web page is `set_apart`."""
    lines = rules.split_lines(source.text)
    top = front_matter_lines(lines)
    worded, legend = find_worded(lines), find_legend(lines)
    pasted = find_pasted(lines, worded) if set_apart else PastedPage()
    buttons = _buttons(lines, worded)
    furniture = {index: f"{LOOKS_LIKE}: {rule}" for index, rule in pasted.lines.items()}
    furniture |= {index: rule for index, rule in find_furniture(lines).items() if index >= top}
    if source.format in ("vtt", "srt"):
        furniture |= {index: rule for index, rule in worded.items() if rule == "a notice of the house"}
    furniture |= dict.fromkeys(legend, "says whom letters stand for") | buttons
    roster = find_roster(lines)
    skip = furniture | dict.fromkeys(range(top), "front matter") | {row.line: LISTED for row in roster}
    wrapping = rules.find_wrapping(lines, set(skip))
    candidates = _candidates(source, lines, skip, dict(_above_buttons(lines, buttons)))
    labels = accept(candidates, lines, wrapping.wrapped)
    offices = {label_key(row.office): row.name for row in roster if row.office}
    letters = offices | presented(candidates, labels, lines) | dict(legend.values())
    begun = unread(candidates, labels, lines)
    labels = with_opening(labels, lines, skip)
    ends = dict(sorted((hint.start, hint.end) for hint in source.hints if hint.kind in ("bold", "heading")))
    stars = LINE["bold_line"].fullmatch
    bold = {i for i, x in enumerate(lines) if stars(x.core) or ends.get(x.core_start, 0) >= x.core_end}
    return Page(source, lines, furniture, top, wrapping, bold, labels, begun, worded, pasted, letters, roster)


def _candidates(source: Source, lines: Lines, skip: Found, named: dict[int, int]) -> list[Label]:
    """Return what may be labels; in a table, a cell may have lines of its own: "Answer: keep it."."""
    bolds = tuple((hint.start, hint.end) for hint in source.hints if hint.kind == "bold")
    given = {hint.start: hint.end for hint in source.hints if hint.kind == "label"}
    heads = {hint.start for hint in source.hints if hint.kind == "heading"}
    topics = (i for i, x in enumerate(lines) if x.core_start in heads and LINE["gist"].fullmatch(x.core))
    found = gather(lines, skip | dict.fromkeys(topics, "heading"), bolds, given | named)
    return [label for label in found if label.given or source.format != "csv"]


def find_legend(lines: Lines) -> dict[int, tuple[str, str]]:
    """Return, by line, (key, words) of a list that says whom letters stand for: "TW   Tarika Wessel, Press".

    The letters begin words of the name, in their order.
    """
    found: dict[int, tuple[str, str]] = {}
    written = [(index, line.core) for index, line in enumerate(lines) if line.core]
    for place, (index, core) in enumerate(written):
        alone = len(core) < 5  # the name stands on the next line, as in a table
        row = [one for _, one in written[place : place + 1 + alone]] if core[:2].isupper() else []
        if row and (match := LINE["letters_and_name"].fullmatch("\t".join(row)[:140])):
            initials = iter(LINE["initial"].findall(match["words"].partition(",")[0].upper()))
            if all(letter in initials for letter in match["key"]):
                words = LINE["remark_of_a_row"].sub(r", \1", match["words"])
                found |= dict.fromkeys((index, written[place + alone][0]), (label_key(match["key"]), words))
    return found if len(found) >= 2 else {}


def front_matter_lines(lines: Lines) -> int:
    """Return how many lines a front matter between two "---" takes, 0 where there is none."""
    ends = (line.number for line in lines[1:200] if line.core in ("---", "..."))
    return next(ends, 0) if lines[0].core == "---" else 0
