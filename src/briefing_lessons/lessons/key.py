"""The answer key, and what is printed and projected: the text, worksheets, a short key, a step a screen."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from itertools import chain, groupby, product, starmap
from pathlib import Path
from typing import Any

from briefing_lessons.blocks import Block, as_html, as_markdown_blocks
from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.bank import BANK, answer_key, key_data
from briefing_lessons.exercises.baseline import labelled_text, switch_off, trap_text, try_rule
from briefing_lessons.exercises.devices import three_devices
from briefing_lessons.exercises.excerpts import excerpt
from briefing_lessons.exercises.lesson09 import class_summaries
from briefing_lessons.exercises.lesson10 import quotes_table
from briefing_lessons.exercises.model import Exercise, NotHere, Task, shown
from briefing_lessons.exercises.session import VOTES, Vote, put_vote
from briefing_lessons.exercises.subjects import choose_words, key_words
from briefing_lessons.exercises.verbs import reporting_verbs
from briefing_lessons.files import UNSIGNED, write_whole
from briefing_lessons.lessons.course import Lesson, find_lessons, read_notebook, render_markdown, source_of
from briefing_lessons.pages import page, template
from briefing_lessons.portfolio.desk import lesson_of
from briefing_lessons.spans import shorten
from briefing_lessons.tables import Table
from briefing_lessons.topics.counting import find_lines
from briefing_lessons.topics.scopes import comparable_parts, find_parts

#: What stands under every page, in place of the note on exported lessons.
_FOOT = "Printed with briefing_lessons. Lessons: CC BY 4.0. The text belongs to its publisher."
_printed = partial(page, foot=_FOOT)
_LEVELS = {"must": "for all", "should": "for most", "stretch": "stretch"}


def key_page(briefing: Briefing) -> str:
    """Return the answer key of the whole course for `briefing` as one HTML page."""
    title, note, *lessons = _key_blocks(briefing)
    heads = (block for block in lessons if block.kind == "h2")
    links = " · ".join(f'<a href="#{head.lead}">{escape(head.words)}</a>' for head in heads)
    contents = f'<nav aria-label="Lessons"><p>{links}</p></nav>'
    return page(title.words, "\n".join((as_html((title, note)), contents, as_html(lessons))))


def key_markdown(briefing: Briefing) -> str:
    """Return the answer key of the whole course for `briefing` as Markdown."""
    return as_markdown_blocks(_key_blocks(briefing))


def format_key(briefing: Briefing, ending: str) -> str:
    """Return the answer key as a file with that ending holds it: a page, signed Markdown or JSON."""
    if ending == ".md":
        return f"{key_markdown(briefing)}\n<!-- {UNSIGNED} -->\n"
    if ending == ".json":
        return json.dumps(key_data(briefing), ensure_ascii=False, indent=1) + "\n"
    return key_page(briefing)


def _key_blocks(briefing: Briefing) -> Iterator[Block]:
    note = "Answers are what the text supports by line; another answer stands if a line supports it."
    yield Block("h1", f"Answer key: {briefing.title or briefing.source}")
    yield Block("p", f"Computed from {briefing.source}. {note}")
    titles = {int(lesson.number): lesson.title for lesson in find_lessons()}
    for number, group in groupby(answer_key(briefing), key=lambda row: row[0].lesson):
        yield Block("h2", f"{number:02} {titles.get(number, 'Lesson')}", lead=f"lesson-{number:02}")
        yield from chain.from_iterable(starmap(_blocks, group))


def _blocks(one: Exercise, task: Task | NotHere) -> Iterator[Block]:
    yield Block("h3", f"{one.id} {one.title}", lead=one.id)
    yield Block("note", f"{one.objective}, {_LEVELS[one.level]}, {one.minutes} min")
    yield Block("p", task.question)
    if task.options:
        yield Block("options", items=task.options)
    yield from _expected(task)
    if task.worked:
        yield Block("pre", f'ask("{one.id}", {task.worked})')
    folded = {
        "Usual mistakes, and what to say": [f"{shown(m.example)}: {m.message}" for m in task.mistakes],
        "Hints": task.hints,
        "What a good answer does": task.rubric,
        f"Sample answers{_doubt(task)}": task.samples,
    }
    yield from (Block("details", heading, tuple(lines)) for heading, lines in folded.items() if lines)


def _expected(task: Task | NotHere) -> Iterator[Block]:
    """Yield the expected answer; nothing for a free text."""
    if task.answer:
        yield Block("p", f"{task.answer}{_doubt(task)}", lead="Answer:")


def _doubt(task: Task | NotHere) -> str:
    return "" if task.sure else " (the reader is not sure: look at the line)"


_LINE_TO_WRITE_ON = '<p class="write-on" aria-hidden="true"></p>'
_EVIDENCE = (
    '<section class="task"><h3>My evidence</h3><p>I cite line ____ because</p>'
    f"{3 * _LINE_TO_WRITE_ON}</section>"
)
#: a question or a clue with one of these needs the machine
_ON_SCREEN = re.compile(
    r"\b(?:cells?|click\w*|press(?:ed|ing)?|scroll\w*|typ(?:e|ing) (?:a|in|your)|by typing|runs? (?:a|the|it)"
    r"|rows has the table|switch(?:ed)? off|line of code|to the rule|notebook)\b",
    re.IGNORECASE,
)


def write_handouts(briefing: Briefing, folder: Path) -> tuple[Path, ...]:
    """Write everything to print and to project for `briefing` to `folder`; return what was written."""
    return tuple(write_whole(folder / name, make(briefing)) for name, make in pages_of_handouts().items())


def pages_of_handouts() -> dict[str, Callable[[Briefing], str]]:
    """Return what makes each page that `write_handouts` writes, by the name of its file."""
    pages: dict[str, Callable[[Briefing], str]] = {"index.html": _index_page, "text.html": text_page}
    pages |= {"key.html": key_page, "short_key.html": short_key_page}
    for lesson, (kind, (make, _)) in product(find_lessons(), _KINDS.items()):
        pages[f"{kind}_{lesson.name}.html"] = partial(make, lesson=lesson)
    return pages


def _index_page(briefing: Briefing) -> str:
    title = f"To print and to project: {briefing.source}"
    rows = []
    for lesson in find_lessons():
        links = (f'<a href="{kind}_{lesson.name}.html">{words}</a>' for kind, (_, words) in _KINDS.items())
        rows.append(f"<li>{lesson.number} {escape(lesson.title)}: {' · '.join(links)}</li>")
    return _printed(title, template("handouts.html").format(title=escape(title), rows="".join(rows)))


def text_page(briefing: Briefing) -> str:
    """Return the whole text with line numbers, as a page with a margin for notes."""
    title = f"Text with line numbers: {briefing.title or briefing.source}"
    return _printed(title, f"<h1>{escape(title)}</h1>\n{_text(briefing)}")


def worksheet_page(briefing: Briefing, lesson: Lesson) -> str:
    """Return the questions of one lesson that paper can ask on `briefing`; no answers."""
    return _printed(f"Worksheet: {lesson.title}", _worksheet(briefing, lesson))


def everything_page(briefing: Briefing, lesson: Lesson) -> str:
    """Return worksheet, text and, on the last sheet, the short key of one lesson."""
    sheets = (
        _worksheet(briefing, lesson, beginning=False),
        f"<h2>The text</h2>\n{_text(briefing)}",
        f"<h2>For the teacher: short key</h2>\n{_short_key(briefing, lesson)}",
    )
    body = "\n".join(f'<section class="sheet">{sheet}</section>' for sheet in sheets)
    return _printed(f"To print: {lesson.title}", body)


def short_key_page(briefing: Briefing) -> str:
    """Return the answers to what everybody does, one printed page for each lesson."""
    title = f"Short key: {briefing.source}"
    keys = "\n".join(
        f'<section class="sheet"><h2>{lesson.number} {escape(lesson.title)}</h2>\n'
        f"{_short_key(briefing, lesson)}</section>"
        for lesson in find_lessons()
    )
    return _printed(title, f"<h1>{escape(title)}</h1>\n{keys}")


def projector_page(briefing: Briefing, lesson: Lesson) -> str:
    """Return one lesson for a projector: a step a screen, each question, then its answer; arrow keys turn."""
    head = f"<h1>{escape(lesson.title)}</h1><p>{escape(lesson.question)}</p>"
    text = f"{briefing.title} ({briefing.source})" if briefing.title else briefing.source
    steps = [f"{head}<p>Text: {escape(text)}</p>"]
    for exercise, task in _tasks(briefing, lesson):
        if not isinstance(task, NotHere):
            head = f"<h2>{escape(exercise.id)} {escape(exercise.title)}</h2>"
            choice = _options(task, "") or f"<p>{escape(_starter(task))}</p>"
            steps.append(f"{head}{_lines(briefing, task)}<p>{escape(task.question)}</p>{choice}")
            steps.append(f"{head}{_answer(task)}<p>{escape(task.right)}</p>")
    steps.append("<h2>One sentence each</h2><p>Line … shows that …</p>")
    body = "\n".join(f'<section class="step">{step}</section>' for step in steps)
    return _printed(f"Projector: {lesson.title}", f"{body}\n{template('projector.html')}")


def paper_tasks(briefing: Briefing, lesson: Lesson) -> Iterator[tuple[Exercise, Task]]:
    """Yield the exercises of a lesson that can be done with a pencil."""
    for exercise, task in _tasks(briefing, lesson):
        if isinstance(task, Task):
            asked = " ".join((exercise.title, task.question, *task.options, _starter(task)))
            if not _ON_SCREEN.search(asked):
                yield exercise, task


def _tasks(briefing: Briefing, lesson: Lesson) -> Iterator[tuple[Exercise, Task | NotHere]]:
    return ((one, one.on(briefing)) for one in BANK if f"{one.lesson:02}" == lesson.number)


def _text(briefing: Briefing) -> str:
    """Return the text with line numbers; what stands around it on its page takes little room."""
    rows: list[str] = []
    for role, group in groupby(find_lines(briefing), key=lambda line: line.role):
        numbered = [(line.number, escape(line.text)) for line in group]
        if role == "boilerplate":
            words = " ".join(f"<sup>{number}</sup>&#160;{text}" for number, text in numbered)
            numbered = [(numbered[0][0], f"<small>{words}</small>")]
        rows += starmap(f'<tr class="{role}"><th scope="row">{{}}</th><td>{{}}</td></tr>'.format, numbered)
    caption = f"<caption>{escape(briefing.source)}</caption>"
    return f'<table class="bl-excerpt">{caption}<tbody>{"".join(rows)}</tbody></table>'


def _worksheet(briefing: Briefing, lesson: Lesson, *, beginning: bool = True) -> str:
    cells = {cell["id"]: source_of(cell) for cell in read_notebook(lesson.path)["cells"]}
    asked = dict(paper_tasks(briefing, lesson))
    card = "\n".join(re.findall(r"^\|.*", cells.get("source-card", ""), re.MULTILINE))
    aims = re.findall(r"^- \*\*(L\d+\.\d)\*\* (.+?)[,.]?$", cells["header"], re.MULTILINE)
    served = {exercise.objective for exercise in asked}
    missing = [one.id for one, _ in _tasks(briefing, lesson) if one not in asked]
    parts = [
        f"<h1>Worksheet: {escape(lesson.title)}</h1>",
        f"<p><strong>{escape(lesson.question)}</strong></p>" if lesson.question else "",
        "<p>Code: ______________ &#160; Date: ______________</p>",
        "<ul>",
        *(f"<li>{escape(aim)}</li>" for id, aim in aims if id in served and not _ON_SCREEN.search(aim)),
        "</ul>",
        "<p>Some answers need the whole text with its line numbers.</p>",
        f"<h2>Read</h2>\n{excerpt(briefing)._repr_html_()}" if beginning else "",
        f'<div class="fill-in">{render_markdown(card)}</div>',
        "<h2>Answer</h2>",
        *(_question(exercise, task, briefing) for exercise, task in asked.items()),
        *(_vote(put_vote(id, briefing)) for id in VOTES if f"{lesson_of(id):02}" == lesson.number),
        f"<p>Not on paper, or not on this text: {', '.join(missing)}.</p>" if missing else "",
        "" if any(exercise.id.endswith(".exit") for exercise in asked) else _EVIDENCE,
    ]
    return "\n".join(parts)


def _question(exercise: Exercise, task: Task, briefing: Briefing) -> str:
    head = f"<h3>{escape(exercise.id)} {escape(exercise.title)}</h3>"
    about = f"<p>{escape(task.question)} <small>({exercise.level}, {exercise.minutes} minutes)</small></p>"
    needed = _NEEDED[exercise.id](briefing) if exercise.id in _NEEDED else ()
    shown = "".join(one._repr_html_() for one in (needed if isinstance(needed, tuple) else (needed,)))
    space = _options(task) or f"<p><em>{escape(_starter(task))}</em></p>" + 4 * _LINE_TO_WRITE_ON
    return f'{head}{shown}<section class="task">{_lines(briefing, task)}{about}{space}</section>'


def _vote(vote: Vote) -> str:
    """Return a vote with a box for each of its two rounds."""
    boxes = tuple(f"☐ ☐ {option}" for option in vote.options)
    how = "Vote in silence, talk for ninety seconds with somebody who differs, vote again."
    asked = (Block("h3", "A vote"), Block("p", vote.question), Block("ul", items=boxes), Block("p", how))
    return f'<section class="task">{as_html(asked)}</section>'


def _lines(briefing: Briefing, task: Task) -> str:
    """Return the lines that a question names."""
    asked = task.asked_lines(briefing)
    return excerpt(briefing, asked)._repr_html_() if asked else ""


def _options(task: Task, box: str = "☐ ") -> str:
    """Return the options under the letters that learners see, each with a box to tick."""
    options = tuple(f"{box}{option}" for option in task.options)
    return as_html([Block("options", items=options)] if options else ())


def _starter(task: Task) -> str:
    """Return the words that a sentence may begin with; a clue to a number or a line gives too much away."""
    return re.sub(r"^.*(?=Begin with)", "", task.hints[1]) if task.kind == "text" else ""


def _short_key(briefing: Briefing, lesson: Lesson) -> str:
    return "\n".join(
        f'<section class="short"><h3>{escape(one.id)} {escape(one.title)} '
        f"<small>({one.minutes} minutes)</small></h3>"
        f"<p>{escape(task.question)}</p>{_answer(task)}</section>"
        for one, task in _tasks(briefing, lesson)
        if one.level == "must"
    )


def _answer(task: Task | NotHere) -> str:
    """Return the answer with two usual mistakes; for a free text its rubric and one sample."""
    usual = ((shown(m.example).removeprefix("“").removesuffix("”"), m.message) for m in task.mistakes[:2])
    said = tuple(f"“{wrong}”: {message}" for wrong, message in usual) or task.rubric
    listed = [Block("ul", items=said)] if said else []
    samples = (Block("p", sample, lead="For example:") for sample in task.samples[:1])
    return as_html((*_expected(task), *listed, *samples))


def _list_devices(briefing: Briefing) -> Table:
    shown = ("list", "hedge", "booster", "anaphora", "antithesis", "question")
    marks = [mark for mark in briefing.marks if mark.device in shown][:10]
    rows = ((briefing.line_number(m), m.device, shorten(m.text, 60), m.evidence) for m in marks)
    return Table(("line", "device", "words", "because"), rows)


def _switch_devices(briefing: Briefing) -> Table:
    rows = ((device.sentence.text, device.off or "–") for device in three_devices(briefing))
    return Table(("printed", "with a part left out: altered for class"), rows)


def _draw_topics(briefing: Briefing) -> Any:
    from briefing_lessons.charts.topics import plot_topics

    return plot_topics(briefing, choose_words(briefing, count=2), by=comparable_parts(briefing))


#: exercise -> what its notebook shows before it asks, for paper
_NEEDED: dict[str, Callable[[Briefing], Any]] = {
    "hand.8": reporting_verbs,
    "device.3": _switch_devices,
    "device.5": _list_devices,
    "topic.4": lambda b: Table(
        ("part", "words"), ((p.name, p.words) for p in find_parts(b, comparable_parts(b)))
    ),
    "topic.5": _draw_topics,
    "topic.8": key_words,
    "trust.3": lambda briefing: try_rule(labelled_text(briefing)),
    "trust.5": lambda _: excerpt(trap_text()),
    "trust.6": lambda _: switch_off(trap_text(), "continues quotation"),
    "own.4": lambda b: Table(("source", "how many"), sorted(Counter(quotes_table(b)["speaker"]).items())),
    "said.1": class_summaries,
}
#: beginning of a file's name -> what makes the page of a lesson, and what it is called
_KINDS: dict[str, tuple[Callable[..., str], str]] = {
    "print": (everything_page, "all for class, to print"),
    "worksheet": (worksheet_page, "worksheet alone"),
    "projector": (projector_page, "projector"),
}
