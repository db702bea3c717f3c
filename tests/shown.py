"""What the course shows of a text, as plain values: measures, charts as drawn, key, pages, explorers.

Running words are left out: they may be put better without a list that has to be written anew.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import chdir, suppress
from dataclasses import replace
from importlib import import_module
from inspect import isfunction, signature
from itertools import cycle, islice, pairwise, product
from pathlib import Path
from pkgutil import iter_modules
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, get_args
from unittest.mock import patch

from click import Context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

import briefing_lessons
from briefing_lessons import (
    compare_briefings,
    correct_briefing,
    exercises,
    explore_quotes,
    explore_rhetoric,
    explore_topics,
    load_briefing,
    mend_sources,
    paste_briefing,
    show_voices,
    swap_verbs,
    switch_devices,
    take_away,
    uncover,
)
from briefing_lessons.annotation.reliability import agreement
from briefing_lessons.annotation.sheets import label_by
from briefing_lessons.blocks import as_markdown_blocks
from briefing_lessons.briefing import Briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.places import plot_dispersion
from briefing_lessons.charts.rhetoric import plot_devices
from briefing_lessons.charts.topics import plot_heatmap, plot_topics
from briefing_lessons.charts.words import plot_counts, plot_words
from briefing_lessons.command.cli import main
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises import baseline, subjects, verbs
from briefing_lessons.exercises.bank import BANK, key_data
from briefing_lessons.exercises.baseline import (
    labelled_texts,
    machine_sheet,
    plot_lazy,
    speaker_sheet,
    trap_text,
)
from briefing_lessons.exercises.devices import device_sheet
from briefing_lessons.exercises.marking import mark
from briefing_lessons.exercises.model import Task
from briefing_lessons.lessons.card import card_page
from briefing_lessons.lessons.class_view import write_class
from briefing_lessons.lessons.key import key_page, short_key_page, text_page
from briefing_lessons.portfolio.classroom import read_portfolios
from briefing_lessons.portfolio.desk import blocks_of, format_html
from briefing_lessons.quotes.check import check_quotations
from briefing_lessons.quotes.explain import explain
from briefing_lessons.quotes.rules import ATTRIBUTION_RULES
from briefing_lessons.reading import Source, parse_source
from briefing_lessons.reading.corrections import (
    ROLES,
    Corrections,
    Furniture,
    ReportCorrection,
    format_corrections,
    parse_corrections,
)
from briefing_lessons.rhetoric.measures import DEVICES, compare_voices, rate_devices
from briefing_lessons.tables import Table
from briefing_lessons.topics.concordance import concordance
from briefing_lessons.topics.counting import (
    count_quotes,
    count_words,
    count_words_by,
    find_collocations,
    find_lines,
)
from briefing_lessons.topics.dispersion import find_dispersion
from briefing_lessons.topics.keyness import find_keywords, suggest_terms
from briefing_lessons.topics.scopes import comparable_parts, contrast_scopes, people, scope_words
from briefing_lessons.topics.terms import find_rates, find_terms, unfound_terms
from briefing_lessons.widgets.check import check_words
from briefing_lessons.widgets.explorer import Explorer, Number, Pick, Words
from briefing_lessons.widgets.labelling import label_spans
from simulated_class import simulate_class
from truth import answers_to_try

SCOPES = ("all", "text", "speaker", "reporter", "heading")
PARTS = ("section", "tenth", "turn", "speaker", "voice", "quarter")


def plain(value: Any) -> str:
    """Return a value in words, without the last digits of numbers: they differ from machine to machine."""
    return re.sub(r"-?\d+\.\d+(?:e-?\d+)?", lambda found: f"{float(found[0]):.4g}", repr(value))


def tried(work: Callable[..., Any], *given: Any) -> str:
    """Return what `work` returns, or that it refused."""
    try:
        return plain(work(*given))
    except BriefingError:
        return "refused"


def topics_of(briefing: Briefing) -> dict[str, list[str]]:
    """Return three topics: common words of a text, each with the beginning of another."""
    words = [word for word, _ in count_words(briefing, "text", stop_words=True).most_common(6)]
    return {word: [word, f"{other[:4]}*"] for word, other in zip(words[:3], words[3:], strict=False)}


def measures(briefing: Briefing) -> Iterator[object]:
    """Yield what is counted and computed."""
    topics = topics_of(briefing)
    yield (
        contrast_scopes(briefing),
        people(briefing),
        comparable_parts(briefing),
        count_quotes(briefing.quotes),
    )
    yield from find_lines(briefing)
    for scope in (*SCOPES, *people(briefing)[:2]):
        yield scope, count_words(briefing, scope).most_common(30), scope_words(briefing, scope, 7)
        yield tried(find_collocations, briefing, scope), tried(suggest_terms, briefing, 9)
        yield [find_terms(briefing, terms, scope) for terms in topics.values()]
        yield unfound_terms(briefing, {"none": ["zebra*"], **topics}, scope)
    for by in PARTS:
        yield by, tried(find_rates, briefing, topics, by), tried(count_words_by, briefing, by)
        yield [tried(find_dispersion, briefing, terms, by) for terms in topics.values()]
    yield tried(find_keywords, briefing, *contrast_scopes(briefing))
    yield [plain(concordance(briefing, terms).lines) for terms in topics.values()]
    yield plain(rate_devices(briefing, DEVICES))
    yield [tried(compare_voices, briefing, device) for device in DEVICES]
    yield [tried(explain, quote) for quote in briefing.quotes[:9]]


def drawn(chart: Chart) -> Iterator[object]:
    """Yield what a chart draws, in the units of its data, and what it says."""
    yield chart.alt, chart.caption, plain(chart.table.columns), plain(chart.table.rows)
    words = [text for text in chart.figure.findobj(Text) if isinstance(text, Text) and text.get_text()]
    yield [(text.get_text(), text.get_fontsize(), text.get_parse_math()) for text in words]
    for ax in chart.figure.axes:
        yield plain((ax.get_xlim(), ax.get_ylim(), [float(n) for n in ax.figure.get_size_inches()]))
        yield ax.get_xlabel(), ax.get_ylabel(), ax.get_title(), list(marks(ax))


def marks(ax: Axes) -> Iterator[str]:
    """Yield every bar, line, point and word of a drawing, with its place."""
    for bar in ax.patches:
        yield plain([[float(n) for n in bar.get_path().transformed(bar.get_patch_transform()).vertices.flat]])
        yield plain([float(n) for n in bar.get_facecolor()]) + str(bar.get_hatch())
    for line in ax.lines:
        yield plain([[float(x), float(y)] for x, y in line.get_xydata()]) + str(line.get_label())
        yield f"{line.get_marker()}{line.get_linestyle()}{line.get_color()}"
    for group in ax.collections:
        yield plain([[float(n) for n in path.vertices.flat] for path in group.get_paths()])
        yield plain([[float(n) for n in place] for place in group.get_offsets()])
    for words in (*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels()):
        yield words.get_text() + plain([float(n) for n in words.get_position()])
    yield from (words.get_text() for words in (ax.get_legend().get_texts() if ax.get_legend() else ()))


def charts(briefing: Briefing) -> Iterator[object]:
    """Yield what every kind of chart draws."""
    topics = topics_of(briefing)
    works = [lambda: plot_devices(briefing), lambda: plot_dispersion(briefing, topics)]
    works += [lambda scope=scope: plot_words(briefing, scope, limit=7) for scope in SCOPES]
    works += [
        lambda: plot_counts({}),
        *(
            lambda n=n, total=total: plot_counts(
                {"a $b$ longer word " * k: k // 2 for k in range(n)},
                total=total,
                limit=3,
                title="very long " * 5 * n,
                ax=Figure().add_subplot() if n > 4 else None,
            )
            for n, total in product((2, 3, 6), (None, 40))
        ),
        lambda: plot_counts({"Мира": 2, "Ana": 1}, names="names"),
    ]
    works += [lambda: plot_lazy(*labelled_texts(briefing)), lambda: subjects.plot_frequent_words(briefing)]
    for by in ("section", "voice", "quarter"):
        works += [
            lambda by=by: plot_heatmap(briefing, topics, by=by),
            lambda by=by: plot_topics(briefing, topics, by=by),
            lambda by=by: plot_topics(briefing, topics, by=by, unit="count"),
        ]
    for work in works:
        with suppress(BriefingError):
            chart = work()
            yield list(drawn(chart)) if isinstance(chart, Chart) else chart


def key(briefing: Briefing) -> Iterator[object]:
    """Yield what the key accepts, and what becomes of many answers to every exercise."""
    for row in key_data(briefing)["exercises"]:
        kept = "id level kind accepted lines sure offered".split()
        yield [row[name] for name in kept], [mistake["answer"] for mistake in row["mistakes"]]
    course: Any = SimpleNamespace(briefing=briefing)
    for exercise in BANK:
        task = exercise.on(briefing)
        if isinstance(task, Task):
            said = [task.question, *task.hints, task.code, task.right, task.otherwise]
            yield [facts(words) for words in (*said, *(mistake.message for mistake in task.mistakes))]
        if isinstance(task, Task) and task.kind != "text":
            yield (
                exercise.id,
                [mark(task, answer, briefing)[0] for answer in islice(answers_to_try(course, task), 25)],
            )


def facts(words: str) -> list[str]:
    """Return the numbers in a message, each with what it counts, and what it cites of the text."""
    return re.findall(r"\d[\d.,]*(?: \w+)?|“[^”]*”", words)


def computed() -> Iterator[Callable[[Briefing], Any]]:
    """Yield what the modules of the exercises compute when they are given a text and nothing else."""
    for found in iter_modules(exercises.__path__):
        module = import_module(f"{exercises.__name__}.{found.name}")
        for name, thing in sorted(vars(module).items()):
            if isfunction(thing) and thing.__module__ == module.__name__ and name[0] != "_":
                first, *others = [*signature(thing).parameters.values(), None]
                given = first is not None and first.name == "briefing"
                if given and found.name != "key" and all(one.default != one.empty for one in others[:-1]):
                    yield thing


def values(found: Any) -> Any:
    """Return all of a table and all that is yielded, and anything else as it is."""
    if isinstance(found, Table):
        return found.columns, found.rows, facts(found.caption)
    return list(found) if isinstance(found, Iterator) else found


def lessons(briefing: Briefing) -> Iterator[object]:
    """Yield what the lessons compute besides the exercises."""
    for work in computed():
        found = tried(lambda work=work: values(work(briefing)))
        yield work.__name__, re.sub(" at 0x[0-9a-f]+| labelled by [\\w-]+", "", found)
    for device in DEVICES:
        yield tried(lambda device=device: verbs.show_marks(briefing, device).rows)
    for part in ("it", "er", "zz"):
        yield tried(lambda part=part: subjects.inside_words(briefing, part).rows)
    yield tried(lambda: machine_sheet(speaker_sheet(briefing), briefing))
    yield [tried(baseline.switch_off, briefing, rule.__name__) for rule in ATTRIBUTION_RULES]


def corrections(briefing: Briefing) -> Iterator[Corrections]:
    """Yield what a reader may put right in a text, one thing at a time."""
    none = Corrections()
    yield from (replace(none, furniture=furniture) for furniture in get_args(Furniture))
    for number in (
        *[line.number for line in briefing.lines if line.text.strip()][:4],
        len(briefing.lines) + 1,
    ):
        yield from (none.with_line(number, role) for role in ROLES)
    for label in (*dict.fromkeys(turn.label for turn in briefing.turns[:2]), "MR. NOBODY"):
        yield from (
            none.with_label(label, "Ada Obi", office="clerk", role=role) for role in ("question", "answer")
        )
    names = [who.name for who in briefing.speakers[:3]]
    yield from (none.with_person(*pair) for pair in pairwise([*names, "Ada Obi"]))
    for quote in briefing.quotes[:2]:
        first = " ".join(quote.text.split()[:3])
        for change in ({"source": "Ada Obi"}, {"extent": first}, {"dropped": True}):
            yield none.with_report(ReportCorrection(quote.start, quote.text, **change))
        yield none.with_report(ReportCorrection(quote.end + 40, quote.text, "Ada Obi"))


def corrected(briefing: Briefing) -> Iterator[object]:
    """Yield how a text is read with each correction, as it is read from its file."""
    for correction in corrections(briefing):
        written = format_corrections(correction)
        kept = parse_corrections(tomllib.loads(written))
        again = Briefing(parse_source(Source(briefing.source, briefing.text, "utf-8"), kept))
        yield written, kept == correction, [line.role for line in again.lines], again.coverage.warnings
        if correction.reports or correction.people or correction.labels:
            yield again.turns, [(quote.text, quote.kind, quote.attribution) for quote in again.quotes[:7]]


def portfolios(briefing: Briefing) -> Iterator[object]:
    """Yield the shape of what three learners hand in, and of the page of their class."""
    if briefing.source != "001_ferry_report.txt":
        return  # they work on the first text of the course
    with TemporaryDirectory() as name:
        folder = Path(name)
        simulate_class(folder, 3)
        for handed_in in read_portfolios(folder)[0]:
            yield shape(format_html(handed_in))
            yield [
                re.findall(r"^[#>|*-]+|\d[\d.,]*|[A-Z][a-z]+", row)
                for row in as_markdown_blocks(blocks_of(handed_in)).splitlines()
            ]
        write_class(folder, folder / "class.html")
        yield shape((folder / "class.html").read_text(encoding="utf-8"))


def shape(page: str) -> list[str]:
    """Return the tags of a page and the numbers in it, in order, without pictures and their words."""
    page = re.sub(
        r"<style.*?</style>|<script.*?</script>| (?:alt|title|src)=\"[^\"]*\"", "", page, flags=re.S
    )
    return re.findall(r"<[^>]+>|\d[\d.,%]*", page)


def pages(briefing: Briefing) -> Iterator[object]:
    """Yield the shape of the card, of the key and of the text with line numbers."""
    yield shape(card_page(briefing))
    yield from (shape(make(briefing)) for make in (key_page, short_key_page, text_page))


def settings(explorer: Explorer) -> Iterator[tuple[str, Any]]:
    """Yield what a reader may set, one control after the other."""
    for control in explorer.controls:
        if isinstance(control, Pick):
            yield from ((control.name, value) for _, value in control.options[:6])
        elif isinstance(control, Number):
            yield from ((control.name, number) for number in (control.low, control.low + 1, control.high))
        elif isinstance(control, Words):
            yield from ((control.name, words) for words in ("the", "zebra", "in: the, of*"))


def label_speakers(briefing: Briefing) -> Explorer:
    """Label who speaks."""
    return label_spans(speaker_sheet(briefing), briefing=briefing)


def explorers(briefing: Briefing) -> Iterator[object]:
    """Yield the shape of what explorers show, after every setting and every button."""
    load_briefing("001_ferry_report.txt")  # the one that guesses are about
    made: dict[str, Callable[..., Explorer]] = {
        make.__name__: make
        for make in (
            explore_quotes, explore_rhetoric, explore_topics, mend_sources, label_speakers, swap_verbs,
            switch_devices, show_voices, uncover, take_away, correct_briefing, paste_briefing, check_words,
        )
    }  # fmt: skip
    made["compare"] = lambda text: compare_briefings(text, trap_text())
    for name, make in made.items():
        explorer = make(briefing)
        with TemporaryDirectory() as folder, chdir(folder), patch.object(Chart, "png", return_value=b""):
            views = [
                explorer.view,
                *(explorer.set(**{control: value}) for control, value in settings(explorer)),
            ]
            views += [explorer.press(button.name) for button in (*explorer.buttons, *explorer.buttons)]
        yield name, [(re.findall(r"\d+", view.said), shape(view.html)) for view in views]


def sheets(briefing: Briefing) -> Iterator[object]:
    """Yield how two readers of the sheet agree who label by a pattern, and what a check finds."""
    sheet = device_sheet(briefing)
    for step in (1, 2, 3):
        labels = [(span, sheet.choices[n // step % len(sheet.choices)]) for n, span in enumerate(sheet.spans)]
        yield tried(
            lambda labels=labels: agreement(
                label_by(sheet, "a", labels[::2], sheet.choices[0]),
                label_by(sheet, "b", labels, sheet.choices[0]),
            )
        )
    yield plain(check_quotations(briefing, "\n\n".join(claims(briefing))))


def claims(briefing: Briefing) -> Iterator[str]:
    """Yield sentences that quote the text, rightly and with words changed, each under several names."""
    names = cycle([*(who.name for who in briefing.speakers[:3]), "Nobody Known", "The text"])
    quoted = [quote.content.text.split() for quote in briefing.quotes[:8]]
    for words, others in zip(quoted, [*quoted[1:], ["zebra"]], strict=False):
        half = len(words) // 2
        for made in (
            words, words[1:], words[:-1], words[half:], [*words[:2], "zebra", *words[3:]], words[::-1],
            [*words[:half], "…", *words[half + 2 :]], [*words[:half], "[it]", *words[half + 1 :]],
            [*words[:half], *others[:4]], [*words, *others], [words[0].upper(), *words[1:]],
            [*words[:half], *words[half : half + 1], *words[half:]], [*words[:-1], f"{words[-1]}x"],
        ):  # fmt: skip
            yield f"{next(names)} said: “{' '.join(made)}”"
            yield f"{next(names)} said that {' '.join(made * 9)}."
            yield f"‘{' '.join(made)},’ said {next(names)}, and “{' '.join(made[:2])}”."


def interface(briefing: Briefing) -> Iterator[object]:
    """Yield what may be called and typed: public names with their defaults, commands with their options."""
    if briefing.source != "001_ferry_report.txt":
        return  # no text changes it
    for name in sorted(briefing_lessons.__all__):
        thing = getattr(briefing_lessons, name)
        given = signature(thing).parameters.values() if callable(thing) else ()
        yield name, [(one.name, str(one.kind), repr(one.default)) for one in given]
    for name, command in sorted(main.commands.items()):
        for option in command.params:
            kind = option.type.to_info_dict()
            said = option.get_help_record(Context(command))
            yield name, option.opts, option.required, option.multiple, option.nargs, str(option.default), kind
            yield re.findall(r"\[[^\]]*\]", said[1] if said else "")
    yield [(exercise.id, exercise.lesson, exercise.minutes, exercise.objective) for exercise in BANK]


#: what is shown, by name
SHOWN: dict[str, Callable[[Briefing], Iterator[object]]] = {
    "measures": measures,
    "charts": charts,
    "key": key,
    "lessons": lessons,
    "corrected": corrected,
    "portfolios": portfolios,
    "pages": pages,
    "explorers": explorers,
    "sheets": sheets,
    "interface": interface,
}
