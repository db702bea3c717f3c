"""The card of a briefing: one page of findings, each with its evidence, every number computed."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TypeVar

from briefing_lessons.briefing import Briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.rhetoric import plot_devices
from briefing_lessons.charts.style import name_all
from briefing_lessons.charts.topics import plot_topics
from briefing_lessons.errors import BriefingError, printable
from briefing_lessons.exercises.subjects import choose_words
from briefing_lessons.html import NO_MATHS, plural, strip, table_box, table_row, text_box
from briefing_lessons.pages import page
from briefing_lessons.reading.lines import has_dateline
from briefing_lessons.rhetoric import DEVICES
from briefing_lessons.spans import NO_SOURCE, Quote, Turn, find_owners, name_of, shorten, uttered_in
from briefing_lessons.topics.counting import QUOTE_KINDS, count_quotes, count_words, say_quotes
from briefing_lessons.topics.scopes import Stretch, comparable_parts, find_stretches, intersect, scope_words
from briefing_lessons.widgets.markup import notes_of, parts_near, surroundings

MOST = 8  #: sources and lines that are shown
REPORTER = "(the reporter)"
LAST = (NO_SOURCE, REPORTER)
_DATE_RULES = ("date line", "place and date line", "looks like page furniture: a time of publication")
#: a line that names the house which published the text
_OUTLET = re.compile(
    r"(?:Source|Outlet|Publisher|Published by): ([^:/]{3,60})"
    r"|By [^\W\d_][\w.'’ -]+ for (?:the )?([A-Z][\w&.'’ -]{2,50})"
)
#: what may stand between a place and the first sentence: "MERIDIA, Nov. 14 (Transpolar News) — "
_DATELINE = re.compile(
    r"[^(—–]+?(?:, (?P<date>[A-Z][a-z]+\.? \d{1,2}|\d{1,2}\.? [A-Z][a-z]+))?\s*"
    r"(?:\((?P<wire>[^()\d]+)\))?\s*[—–-]+ "
)
Owner = TypeVar("Owner", Quote, Turn)


def card_page(briefing: Briefing) -> str:
    """Return one page of what was found in `briefing`, to be printed on one sheet or to begin with.

    >>> from briefing_lessons import load_briefing
    >>> "Quotations with their evidence" in card_page(load_briefing("001_ferry_report.txt"))
    True
    """
    title = findings_title(briefing)
    return page(title, f"<h1>{escape(title)}</h1>\n{findings(briefing)}")


def findings_title(briefing: Briefing) -> str:
    """Return what a page of findings is called: the title of the text, or its file."""
    return f"What was found: {briefing.title or printable(briefing.source)}"


def findings(briefing: Briefing, pages: Mapping[str, str] | None = None) -> str:
    """Return the findings on a briefing as HTML, without the page around them.

    Parameters
    ----------
    briefing
        Any briefing.
    pages
        The number of a lesson and the address of its page, for those that are there.
    """
    parts = (
        ("The text", "01", _facts(briefing)),
        ("Who speaks where, and who is quoted", "03", _sources(briefing)),
        ("Quotations with their evidence", "04", _evidence(briefing)),
        ("What was not understood", "07", _not_understood(briefing)),
        ("How it is said", "05", _drawn(lambda: _devices(briefing))),
        ("What it is about", "06", _drawn(lambda: _topics(briefing))),
    )
    shown = (
        f"<section><h2>{heading} <small>{_lesson(number, pages or {})}</small></h2>\n{html}</section>"
        for heading, number, html in parts
    )
    return f'<div class="card">{"".join(shown)}</div>'


def _lesson(number: str, pages: Mapping[str, str]) -> str:
    return f'<a href="{escape(pages[number])}">lesson {number}</a>' if number in pages else f"lesson {number}"


def _facts(briefing: Briefing) -> str:
    """Return what the text says of itself, as far as the reader found it, and its size."""
    stated, lines = briefing.document.source.metadata, [line.text.strip() for line in briefing.lines]
    openings = (found for line in lines if has_dateline(line) and (found := _DATELINE.match(line)))
    opening = next((found.groupdict() for found in openings), dict[str, str]())
    named = next((found[1] or found[2] for line in lines if (found := _OUTLET.fullmatch(line))), None)
    dates = [words for key, words in stated.items() if "date" in key.casefold()]
    dates += [line.text.strip() for line in briefing.lines if line.rule in _DATE_RULES]
    facts = {
        "title": briefing.title or "not found",
        "date": next(iter(dates), opening.get("date")) or "not found",
        "outlet": stated.get("outlet") or named or opening.get("wire"),
        "file": printable(briefing.source),
        "running text": scope_words(briefing, "text", count_words(briefing, "text").N()),
        "in other people’s words": say_quotes(briefing.quotes),
    }
    items = (f"<dt>{name}</dt><dd>{escape(found)}</dd>" for name, found in facts.items() if found)
    return text_box("".join(f"<div>{item}</div>" for item in items), "facts", "dl")


#: a source, the stretches of its own words, how many words, how often quoted and reported
_Told = tuple[str, tuple[Stretch, ...], int, int, int]


def _told(briefing: Briefing) -> list[_Told]:
    """Return everybody who says something, those with most words first; nobody and the reporter last."""
    said: dict[str, list[Stretch]] = defaultdict(list)
    reports: dict[str, list[Quote]] = defaultdict(list)
    for owner in find_owners(briefing):
        said[name_of(owner) or NO_SOURCE].append(uttered_in(owner))
    for quote in briefing.quotes:
        reports[quote.speaker or NO_SOURCE].append(quote)
    text = find_stretches(briefing, "text")
    where = {name: tuple(intersect(text, spans)) for name, spans in said.items()}
    where[REPORTER] = find_stretches(briefing, "reporter")
    found: list[_Told] = []
    for name in {**where, **reports}:
        own, times = where.get(name, ()), count_quotes(reports[name])
        found.append((name, own, count_words(briefing, own).N(), times["quotation"], times["report"]))
    found.sort(key=lambda row: (row[0] in LAST, -row[2], -row[3] - row[4], row[0]))
    return [row for row in found if any(row[2:])]


def _sources(briefing: Briefing) -> str:
    """Return everybody who speaks: where in the text, in how many words, quoted and reported how often."""
    told = _told(briefing)
    if not told:
        return "<p>There is no running text.</p>"
    named = [row for row in told if row[0] not in LAST]
    rows = [*named[:MOST], *told[len(named) :]]
    if rest := named[MOST:]:
        _, where, words, quoted, reported = zip(*rest, strict=True)
        rows.insert(MOST, (f"({len(rest)} more)", sum(where, ()), sum(words), sum(quoted), sum(reported)))
    roles = {speaker.name: speaker.role for speaker in briefing.speakers if speaker.role}
    body = ""
    for name, where, *counts in rows:
        who = f"{escape(name)} <small>{escape(roles.get(name, ''))}</small>"
        body += table_row(who, _lane(briefing, where), *counts)
    head = {"who": "", "where in the text": ""} | dict.fromkeys(
        ("words", "quoted", "reported"), ' class="num"'
    )
    turns = "in turns and in quotation marks" if briefing.turns else "in quotation marks"
    guesses = sum(not q.attribution.sure for q in briefing.quotes if q.speaker and q.kind != "term")
    caption = (
        f"Words: their own, {turns}, each counted once. Quoted: how often in marks; reported: how often "
        f"without. Sources are found by rules{f'; guesses among them: {guesses}' if guesses else ''}."
    )
    return table_box("Who speaks where", caption, head, body, f"who {NO_MATHS}")


def _lane(briefing: Briefing, stretches: Sequence[Stretch]) -> str:
    """Return a strip of the whole text with `stretches` filled in."""
    stretches = sorted((start, end) for start, end in stretches if not briefing.text[start:end].isspace())
    if not stretches:
        return ""
    scale = 1000 / len(briefing.text)
    bars = ((start * scale, max(1.5, (end - start) * scale)) for start, end in stretches)
    first, last = (briefing.line_number(at) for at in (stretches[0][0], max(stretches[-1][1] - 1, 0)))
    return strip(bars, f"line {first}" if first == last else f"lines {first} to {last}")


def _evidence(briefing: Briefing) -> str:
    """Return up to three sure quotations in their sentences, with what says whose they are; or turns."""
    items = [_quoted(briefing, quote) for quote in _spread(_sure_quotations(briefing))]
    note = "" if items else "<p>No quotation in marks has a sure source; here are turns.</p>"
    labelled = [turn for turn in briefing.turns if turn.speaker and turn.role != "question"]
    items = items or [_uttered(briefing, turn) for turn in _spread(labelled)]
    if not items:
        return "<p>No quotation with a sure source was found.</p>"
    return f'{note}<ol class="bl bl-list {NO_MATHS}">{"".join(items)}</ol>'


def _sure_quotations(briefing: Briefing) -> list[Quote]:
    """Return what somebody surely said, in marks; best with a name and a verb, and of a fit length."""
    headings = {briefing.line_number(heading) for heading in briefing.headings}
    marked = (q for q in briefing.quotes if q.kind in QUOTE_KINDS["quotation"] and q.attribution.sure)
    said = (q for q in marked if q.speaker and q.attribution.stance == "said")
    sure = [quote for quote in said if briefing.line_number(quote) not in headings]
    fit = [quote for quote in sure if quote.attribution.cue and 30 < len(quote.text) < 260]
    named = [quote for quote in fit if quote.kind == "direct" and str(quote.speaker)[0].isupper()]
    return named or fit or sure


def _spread(owners: Sequence[Owner]) -> list[Owner]:
    """Return up to three: the first of each of the three who say most, or from beginning, middle and end."""
    often = [name for name, _ in Counter(owner.speaker for owner in owners).most_common(3)]
    if len(often) == 3:
        return sorted((next(o for o in owners if o.speaker == name) for name in often), key=lambda o: o.start)
    return [owners[at] for at in sorted({0, len(owners) // 2, len(owners) - 1})] if owners else []


def _quoted(briefing: Briefing, quote: Quote) -> str:
    words = surroundings(briefing, parts_near(quote), notes_of(quote), around=40)
    steps = "".join(f" “{link.text}”: {link.why}." for link in quote.attribution.chain[1:])
    return _item(briefing, quote, words, f"{quote.attribution.rule}{steps}")


def _uttered(briefing: Briefing, turn: Turn) -> str:
    words = escape(shorten(briefing.text[turn.body_start : turn.body_end].strip(), 200))
    label = turn.label.strip()
    name, named = (set(re.findall(r"\w+", said.casefold())) for said in (turn.speaker or "", label))
    why = "No label stands here: who gives the briefing opens it."
    if label:
        elsewhere = f"The label is “{label}”; who that is stands elsewhere."
        why = f"The label “{label}” says so." if name <= named else elsewhere
    return _item(briefing, turn, words, why)


def _item(briefing: Briefing, owner: Quote | Turn, words: str, why: str) -> str:
    who = f"<strong>{escape(owner.speaker or '')}</strong>, line {briefing.line_number(owner)}."
    return f"<li><blockquote><p>{words}</p></blockquote><p>{who} {escape(why)}</p></li>"


def _devices(briefing: Briefing) -> Chart:
    """Draw the devices that are marked most often."""
    frequent = Counter(mark.device for mark in briefing.marks).most_common(6)
    return plot_devices(briefing, [device for device, _ in frequent] or DEVICES)


def _topics(briefing: Briefing) -> Chart:
    """Draw three words that the text uses often; "school" and "schools" are one topic."""
    frequent: dict[str, str] = {}
    for word in choose_words(briefing, count=9):
        frequent.setdefault(word[:5].casefold(), word)
    return plot_topics(briefing, list(frequent.values())[:3], by=comparable_parts(briefing))


def _drawn(draw: Callable[[], Chart]) -> str:
    try:
        return draw()._repr_html_()
    except BriefingError as nothing:
        return f"<p>{escape(str(nothing))}</p>"


def _not_understood(briefing: Briefing) -> str:
    """Return which lines no rule placed, and which quotations have no source, or one that is a guess."""
    coverage = briefing.coverage
    said = [f"{coverage.placed:,} of {plural(coverage.lines, 'filled line')} placed."]
    said += [f"Not placed: line {line.number}, {shorten(line.text, 80)}" for line in coverage.unplaced[:MOST]]
    said += [f"… and {len(coverage.unplaced) - MOST} more."] if len(coverage.unplaced) > MOST else []
    spoken = [quote for quote in briefing.quotes if quote.kind != "term"]
    for name, unsure in (
        ("No source found", [quote for quote in spoken if quote.speaker is None]),
        ("A guess at the source", [q for q in spoken if q.speaker and not q.attribution.sure]),
    ):
        if lines := [str(n) for n in dict.fromkeys(map(briefing.line_number, unsure))]:
            where = f"{'line' if len(lines) == 1 else 'lines'} {name_all(lines, 12)}"
            said.append(f"{name}: {len(unsure)} ({where}).")
    items = "".join(f"<li>{escape(words)}</li>" for words in (*said, *coverage.warnings))
    return text_box(items, "bl-list", "ul")
