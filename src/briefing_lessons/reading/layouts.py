"""Layouts: one function each, tried in one visible order; the first that has evidence reads the page."""

from __future__ import annotations

import re
from itertools import pairwise

from briefing_lessons.reading import lines as rules
from briefing_lessons.reading.lexicon import WARNINGS
from briefing_lessons.reading.page import Page
from briefing_lessons.reading.placing import Placing, Reading, place_end, place_metadata, place_what_is_plain
from briefing_lessons.reading.transcript import labelled_turns, with_questions

_CAPITALS = "in capitals, on a line of its own"


def report(page: Page) -> Reading:
    """Read running text: on pages with a margin, below a dateline, under headings, or with none of them."""
    placing, content = place_report(page), page.content()
    dated = [index for index in content[:4] if rules.has_dateline(page.core(index))]
    count = len(placing.headings)
    if page.wrapping.wrapped:
        heads = sum(rule in ("running head", "page number") for rule in page.furniture.values())
        layout = "hard-wrapped pages"
        reason = f"lines break off near column {page.wrapping.width} in mid-sentence"
        reason += f"; {heads} running heads and page numbers" if heads else ""
    elif any(map(placing.open, dated)) and not placing.headings.keys() - set(content[:2]):
        layout, reason = "wire article", "the first paragraph opens with a dateline"
    elif any(placing.rule(index) == "marked as a heading with # or **" for index in placing.headings):
        layout, reason = "headed report", f"{count} headings marked with #"
    elif count:
        reason = f"{count} short line{'s' if count > 1 else ''} without full stop above longer paragraphs"
        layout = "headed report"
    else:
        layout, reason = "plain text", "no labels, headings or dateline found"
    return Reading(layout, reason, placing)


def place_report(page: Page) -> Placing:
    """Place the lines of a report; lines of running text stay open."""
    placing = place_what_is_plain(page)
    content = page.content()
    _place_ends(page, placing, content)
    _place_above_title(page, placing, content)
    _place_standfirst(page, placing, content)
    place_metadata(page, placing, content)
    _place_card(page, placing, content)
    for place, index in sorted(enumerate(content), key=lambda one: page.core(one[1]).endswith("?")):
        if placing.open(index) and (rule := _heading(page, placing, content, place)):
            placing.place_heading(page, index, rule)
    _place_headline(page, placing, content)
    return placing


def _place_headline(page: Page, placing: Placing, content: list[int]) -> None:
    """Place a first line above the first heading, or one that quotes: “Never again,” says widow."""
    if len(content) < 2 or not placing.open(content[0]):
        return
    core, below = page.core(content[0]), next(filter(placing.open, content[1:]), content[0])
    words = re.sub(r"[“”‘’«»„\"']", "", core)
    above = content[1] in placing.headings or (words != core and len(page.core(below)) > len(core))
    if above and rules.short_without_full_stop(words):
        placing.place_heading(page, content[0], "a short line without full stop above the report")


def _place_standfirst(page: Page, placing: Placing, content: list[int]) -> None:
    """Place the open line between the headline of a pasted page and its by-line, date or picture."""
    headline = page.pasted.headline
    below = next((index for index in content if headline is not None and index > headline), None)
    if below is None or not placing.open(below) or not rules.ends_openly(page.core(below)):
        return
    following = next(filter(page.core, range(below + 1, len(page.lines))), 0)
    if page.worded.get(following) in ("a by-line", "a time of publication", "a picture's caption"):
        placing.place(below, "paragraph", "a standfirst under the headline")


def _place_ends(page: Page, placing: Placing, content: list[int]) -> None:
    """Place notices at the top and closing lines at the end."""
    place_end(page, placing, page.front_matter)
    for index in filter(placing.open, content):
        rule = rules.notice(page.core(index))
        if rule is None and page.worded.get(index) in ("a picture's caption", "a notice of the house"):
            rule = page.worded[index]
        if rule:
            placing.place(index, "boilerplate", rule)


def _place_card(page: Page, placing: Placing, content: list[int]) -> None:
    """Place a letterhead above the date, or the day, the ground and the like on a card above a report.

    Below a date the title follows; on a card it is the fullest line.
    """
    card = [index for k, index in enumerate(content) if index == content[0] + k]
    dated = next((k for k, index in enumerate(card[:6]) if rules.date_or_number(page.core(index))), 0)
    title, body = (page.core(index) for index in (*content[dated + 1 : dated + 3], -1, -1)[:2])
    short = all(rules.short_without_full_stop(page.core(index)) for index in card)
    letterhead = dated >= 2 and rules.short_without_full_stop(title) and len(body) > len(title)
    if letterhead:
        card = card[:dated]
    elif len(card) < 3 or page.wrapping.wrapped or not short:
        card = []
    card = list(filter(placing.open, card if page.pasted.headline is None else ()))
    fullest = max(card, key=lambda index: min(8, len(page.core(index).split())), default=-1)
    for index in card:
        if index != fullest or letterhead:
            placing.place(index, "metadata", "on a card above the report")


def _place_above_title(page: Page, placing: Placing, content: list[int]) -> None:
    """Place short lines of a web page above the line that repeats its title."""
    top = list(map(page.core, content[:8]))
    for index in content[: top.index(page.source.title)] if page.source.title in top else ():
        placing.place(index, "metadata", "stands above the title")


def _asks_above(page: Page, placing: Placing, content: list[int], place: int) -> bool:
    """Say whether a question may be a heading: above a longer line, where more headings ask nothing."""
    core, above, below = (page.core(content[k]) for k in (place, place - 1, place + 1))
    short = len(below) > 2 * len(core) and re.fullmatch(r"[^.?!:]{9,}\?", core)
    near = content[max(place - 200, 0) : place + 200] if short else []  # a long text takes no longer a line
    asked = sum(core[-1:] == "?" and len(core) < 111 for core in map(page.core, near))
    others = sum(page.core(x)[-1:] != "?" for x in placing.headings.keys() & ({*near} - {*content[:1]}))
    return asked < others and not (above[:1] in '“"' and below[0] in '“"')  # “Where, then?”


def _heading(page: Page, placing: Placing, content: list[int], place: int) -> str | None:
    """Name the rule when a line is a heading."""
    index, below = content[place], content[place + 1 : place + 2]
    core = page.core(index)[: -1 if below and _asks_above(page, placing, content, place) else None]
    role = placing.role(below[0]) if below else "boilerplate"
    if role == "boilerplate" or not rules.short_without_full_stop(core):
        return None
    capitals = rules.in_capitals(core)
    if page.wrapping.wrapped:
        alone = not page.core(index - 1) or index - 1 in page.furniture
        alone = alone and (capitals or not page.core(index + 1))
        return (_CAPITALS if capitals else "a short line between blank lines") if alone else None
    if capitals:
        return _CAPITALS
    if rules.date_or_number(page.core(below[0])):
        return "a short line without full stop above a date"
    longer = role == "open" and len(page.core(below[0])) > len(core) * 0.6
    above = longer or role in ("metadata", "heading")
    return "a short line without full stop above a paragraph" if above else None


def unlabelled_interview(page: Page) -> Reading | None:
    """Read questions in paragraphs of their own, each followed by an answer."""
    if page.wrapping.wrapped:
        return None
    if (asked := with_questions(page)).labels:
        return labelled_turns(asked)
    cores = [page.core(index).strip("*_") for index in page.content()]
    asks = [rules.asks(core) and core[:1] not in '“"' for core in cores]
    pairs = sum(
        one and not two and 8 < len(core) < 700 and len(answer) > len(core) / 2
        for one, two, core, answer in zip(asks, asks[1:], cores, cores[1:], strict=False)
    )
    if pairs < 3 or pairs * 6 < len(cores):
        return None
    reason = f"{pairs} paragraphs that end in a question mark, each followed by an answer"
    warning = WARNINGS["asks_and_answers"].format(count=pairs)
    return Reading("unlabelled interview", reason, place_report(page), warnings=(warning,))


def captions(page: Page) -> Reading | None:
    """Read captions: short lines of running speech, from a caption file or with time stamps."""
    content = page.content()
    leads = {i: match.end() for i in content if (match := rules.LINE["stamped"].match(page.core(i)))}
    stamps = sum(rule in ("time stamp", "number of a caption") for rule in page.furniture.values())
    evidence = _evidence(page, content, stamps, len(leads))
    if evidence is None:
        return None
    placing = place_what_is_plain(page)
    for index in content:
        if placing.open(index):
            placing.place(index, "paragraph", "a caption")
    return Reading("captions", evidence, placing, warnings=(WARNINGS["captions"],), wrapped=True, leads=leads)


def _evidence(page: Page, content: list[int], stamps: int, leads: int) -> str | None:
    if page.source.format in ("vtt", "srt"):
        return f"a {page.source.format} file without names of speakers"
    if stamps >= 3 and stamps * 4 >= len(content):
        return f"{stamps} time stamps between short lines"
    if leads >= 3 and leads * 2 > len(content):
        return f"{leads} lines that begin with a time stamp"
    long = sum(len(page.core(index)) > 130 for index in content)
    if len(content) < 12 or page.wrapping.spaced or long * 20 >= len(content):
        return None
    breaks = [
        (page.lines[index], page.lines[following])
        for index, following in pairwise(content)
        if following == index + 1 and not rules.ends_like_a_sentence(page.core(index))
    ]
    early = sum(  # the next word would have fitted: no margin broke the line
        len(line.text.rstrip()) + 1 + len(following.core.split(maxsplit=1)[0]) < page.wrapping.width
        for line, following in breaks
    )
    if page.wrapping.wrapped and len(breaks) * 2 > len(content) and early * 3 > len(breaks):
        return "short lines of uneven length that break off in mid-sentence"
    if sum(page.core(index).islower() for index in content) * 10 > 8 * len(content):
        return "short lines in small letters without punctuation"
    return None


#: The order matters: labels are the strongest evidence, running text needs none.
LAYOUTS = (labelled_turns, captions, unlabelled_interview, report)
