"""The class at a glance: one page for the teacher, and the same without codes and texts for the projector."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import escape
from itertools import combinations, groupby
from operator import itemgetter
from pathlib import Path

from briefing_lessons.blocks import Block, as_html
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.session import VOTES, put_vote
from briefing_lessons.files import write_whole
from briefing_lessons.html import NO_MATHS, plural, strip, table_box, table_row
from briefing_lessons.pages import page, template
from briefing_lessons.portfolio import classroom
from briefing_lessons.portfolio.classroom import FEWEST, ExerciseCount, SheetCount, TextOf, agreement_of
from briefing_lessons.portfolio.desk import Portfolio, lesson_title, text_called
from briefing_lessons.spans import shorten
from briefing_lessons.tables import Table
from briefing_lessons.widgets.markup import Note, mark_up

_WIDE = ' colspan="2"'


def write_class(folder: Path, out: Path, without: str = "") -> str:
    """Write the page on the portfolios in `folder`, and return in a sentence what was read.

    Parameters
    ----------
    folder
        The portfolios of a class, and its text, if that is none of the course.
    without
        Lines that the map of disagreement leaves out, such as "37, 55-57".

    Raises
    ------
    BriefingError
        When there is no portfolio, or `without` names no lines.
    """
    if without and not re.search(r"\d", without):
        raise BriefingError(f"{without!r} names no lines. Write them like this: 37, 46, 55-57.")
    portfolios, unread = classroom.read_portfolios(folder)
    text_of = partial(text_called, folder=folder)
    counts = list(classroom.count_exercises(portfolios, text_of))
    sheets = list(classroom.count_sheets(portfolios, text_of, without))
    shown = dict(_exercises(counts)) | {
        "Votes, before and after the talk": "".join(_votes(portfolios, text_of)),
        "The map of disagreement": "".join(_maps(sheets)),
    }
    by_code = {
        "An unseen text, before and after": "".join(_unseen(portfolios)),
        "Free answers, to mark": "".join(_texts([count for count in counts if count.texts])),
    }
    titles = [title for title, html in (shown | by_code).items() if html]
    links = "".join(f'<li><a href="#{_anchor(title)}">{escape(title)}</a></li>' for title in titles)
    sources = Counter(source for portfolio in portfolios for source in portfolio.sources)
    texts = ", ".join(f"{source} ({count})" for source, count in sorted(sources.items()))
    missing = (escape(source) for source in sorted(sources) if text_of(source) is None)
    said = classroom.say_collected(portfolios, unread)
    body = template("class.html").format(
        portfolios=plural(len(portfolios), "portfolio"),
        texts=escape(texts or "none"),
        missing="".join(f"<p>Put {name} into the folder to see its words here.</p>" for name in missing),
        said=escape(said),
        codes=", ".join(portfolio.code for portfolio in portfolios),
        links=links,
        shown="".join(_sections(shown)),
        by_code="".join(_sections(by_code)),
    )
    # mending five hundred portfolios would take longer than counting them
    write_whole(out, page("The class at a glance", body, whole=True))
    return said


def _anchor(title: str) -> str:
    return "-".join(re.findall(r"\w+", title.lower())[:2])


def _sections(titled: Mapping[str, str]) -> Iterator[str]:
    for title, html in titled.items():
        if html:
            yield f'<section><h2 id="{_anchor(title)}">{escape(title)}</h2>{html}</section>'


def _exercises(counts: Sequence[ExerciseCount]) -> Iterator[tuple[str, str]]:
    """Yield a table for each lesson: who answered, how many right, usual mistakes, hints."""
    several = len({count.source for count in counts}) > 1
    head = {"exercise": "", "right": _WIDE} | dict.fromkeys(("of", "at once", "hints"), ' class="num"')
    for lesson, group in groupby(counts, key=lambda count: count.exercise.lesson):
        rows = "".join(_exercise(count, several) for count in group)
        name, caption = lesson_title(lesson), "Learners, not answers; hints: who looked at one."
        yield name, table_box(name, caption, head, rows)


def _exercise(count: ExerciseCount, several: bool) -> str:
    text = f" {count.source}" if several else ""
    name = f"{escape(count.exercise.id)} <small>{escape(count.exercise.title + text)}</small>"
    numbers = (_bar(count.right, count.answered), count.right, count.answered, count.at_once, count.hints)
    usual = [f"{number} × “{escape(words)}”: {escape(told)}" for words, told, number in count.mistakes]
    usual += [f"{count.others} × another wrong answer"] if count.others else []
    mistakes = "".join(f"<li>{line}</li>" for line in usual)
    below = f'<tr><td colspan="6"><ul>{mistakes}</ul></td></tr>' if usual else ""
    return f'<tbody class="together">{table_row(name, *numbers)}{below}</tbody>'


def _votes(portfolios: Sequence[Portfolio], text_of: TextOf) -> Iterator[str]:
    """Yield each vote with its options before and after the talk."""
    head = {"option": "", "before": _WIDE, "after": _WIDE}
    for (id, source), cast in classroom.count_votes(portfolios).items():
        briefing = text_of(source)
        asked = put_vote(id, briefing) if briefing and id in VOTES else None
        question, known = (asked.question, asked.options) if asked else (id, ())
        before, after = (Counter(own[when] for own in cast if when in own) for when in ("first", "second"))
        most = max(before.total(), after.total())
        rows = "".join(
            table_row(escape(one), _bar(before[one], most), before[one], _bar(after[one], most), after[one])
            for one in (*known, *sorted({*before, *after} - {*known}))
        )
        changed = sum(len(own) == 2 and own["first"] != own["second"] for own in cast)
        said = f"{before.total()} voted before, {after.total()} after; {changed} changed their vote."
        yield f"<h3>{escape(question)}</h3>{table_box(question, f'{id}, {source}: {said}', head, rows)}"


def _maps(sheets: Sequence[SheetCount]) -> Iterator[str]:
    """Yield the map of disagreement: lines with what was seen in them, the most divided first."""
    enough = [sheet for sheet in sheets if sheet.lines]
    if not enough:
        most = max((sheet.readers for sheet in sheets), default=0)
        yield f"<p>It needs {FEWEST} portfolios with labels on the same spans; {most} labelled one sheet.</p>"
    for sheet in enough:
        spans = sum(len(line) for line in sheet.lines)
        yield (
            f"<h3>{escape(sheet.name)}: {plural(spans, 'span')}, {sheet.readers} readers</h3>"
            "<p>Under each span: how many saw what. Agreement: of all pairs of readers, "
            "the share that gave one label. The most divided lines come first.</p>"
        )
        yield _starter(sheet)
        items = "".join(_line(sheet, number) for number in range(len(sheet.lines)))
        yield f'<ol class="bl bl-list {NO_MATHS}">{items}</ol>'


def _starter(sheet: SheetCount) -> str:
    """Return two readings of the most divided span, to begin a talk with."""
    span = min(sheet.lines[0], key=lambda span: agreement_of([span]))
    if len(span.labels) < 2:
        return "<p>All readers agree on every span: nothing to argue about here.</p>"
    (first, many), (second, fewer) = span.labels.most_common(2)
    return (
        f'<p class="starter"><strong>To talk about:</strong> line {span.line}, '
        f"“{escape(shorten(span.span.text, 160))}”. {many} read it as <em>{escape(first)}</em>, {fewer} as "
        f"<em>{escape(second)}</em>. Which words speak for each reading?</p>"
    )


def _line(sheet: SheetCount, number: int) -> str:
    spans, text = sheet.lines[number], sheet.briefing.text
    line = sheet.briefing.line(spans[0].line)
    seen = [" · ".join(f"{label} {count}" for label, count in s.labels.most_common()) for s in spans]
    notes = [Note(s.span.start, s.span.end, "device", said) for s, said in zip(spans, seen, strict=True)]
    words = mark_up(text, line.start, max(line.end, *(s.span.end for s in spans)), notes)
    agreed = f"{100 * agreement_of(spans):.0f} % agreement"
    tags = f'<span class="bl-line">line {line.number}</span> <span class="bl-tag">{agreed}</span>'
    return f"<li><p>{tags} {words}</p></li>"


def _unseen(portfolios: Sequence[Portfolio]) -> Iterator[str]:
    """Yield what each code last wrote on the two unseen texts, question by question."""
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for portfolio in portfolios:
        for entry in (entry for entry in portfolio.journal.entries if entry.kind == "unseen"):
            found[entry.outcome][portfolio.code][entry.exercise] = entry.value
    texts = {"start.before": "before lesson 01", "trust.after": "after lesson 07"}
    for question, codes in found.items():
        rows = [(code, *(given.get(id) for id in texts)) for code, given in codes.items()]
        yield Table(("code", *texts.values()), rows, f"{question} Nobody marks it.")._repr_html_()


def _texts(counts: Sequence[ExerciseCount]) -> Iterator[str]:
    """Yield all free answers to each exercise beside its rubric, with room for a mark."""
    for count in counts:
        task = count.task
        left = " (left open, not counted as done)"
        rows = [(code, words + ("" if done else left), "") for code, words, done in count.texts]
        table = Table(("code", "answer", "mark"), rows, f"{plural(len(rows), 'answer')}, by code.")
        blocks = (
            Block("h3", f"{count.exercise.id}: {count.exercise.title}"),
            Block("p", f"{task.question if task else ''} ({count.source})"),
            Block("p", "What a good answer does:"),
            Block("ul", items=task.rubric if task else ()),
            Block("details", "Two sample answers", task.samples if task else ()),
            *_two_readings(count),
        )
        yield f'{as_html(blocks)}<div class="to-mark">{table._repr_html_()}</div>'


def _two_readings(count: ExerciseCount) -> Iterator[Block]:
    """Yield two answers that cite one line and share fewest words, without codes, to begin a talk with."""
    texts = list(dict.fromkeys(words for _, words, done in count.texts if done))
    if len(texts) < FEWEST:
        return
    words = {text: set(re.findall(r"\w+", text.lower())) for text in texts[:60]}
    cited = {text: set(re.findall(r"\bline (\d+)", text, re.IGNORECASE)) for text in words}
    pairs = [
        (len(words[one] & words[other]) / len(words[one] | words[other]), one, other)
        for one, other in combinations(words, 2)
        if cited[one] & cited[other]
    ]
    if pairs:
        _, one, other = min(pairs, key=itemgetter(0))
        line = min(cited[one] & cited[other], key=int)
        said = f"line {line}. “{one}” – “{other}” Which words speak for each?"
        yield Block("p", said, lead="To talk about:")


def _bar(part: int, whole: int) -> str:
    return strip([(0, 1000 * part / whole if whole else 0)])
