"""A class that answers by the dice: portfolios as learners hand them in, and what must be counted in them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from briefing_lessons import load_briefing
from briefing_lessons.exercises.bank import BANK
from briefing_lessons.exercises.devices import device_sheet
from briefing_lessons.exercises.journal import Entry, Journal
from briefing_lessons.exercises.marking import mark
from briefing_lessons.exercises.model import Task, shown
from briefing_lessons.exercises.session import VOTES, put_vote, unseen_texts
from briefing_lessons.portfolio.desk import Portfolio, format_html

SOURCE = "000_95b79719e875266d.txt"
WRONG = "zzz 9999"  #: no known mistake of any exercise
TEXTS = (
    "Line 3 shows “a united front”; it does not show a source.",
    "I <b>think</b> & doubt\nline 4, in two lines.",
)


@dataclass
class Expected:
    """What was dealt, counted while dealing."""

    answered: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    at_once: Counter[str] = field(default_factory=Counter)
    hints: Counter[str] = field(default_factory=Counter)
    mistakes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    others: Counter[str] = field(default_factory=Counter)
    texts: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    votes: dict[str, dict[str, Counter[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )
    changed: Counter[str] = field(default_factory=Counter)
    labels: dict[tuple[int, int], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    unseen: dict[tuple[str, str, str], str] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)


def simulate_class(folder: Path, learners: int, seed: int = 7) -> Expected:
    """Write the portfolios of a class into `folder`, and return what must be found in them.

    Every third learner hands in the journal; the others the page.
    """
    dice, expected = Random(seed), Expected()
    briefing = load_briefing(SOURCE)
    tasks = {exercise.id: task for exercise in BANK if isinstance(task := exercise.on(briefing), Task)}
    sheet = device_sheet(briefing)
    for number in range(learners):
        code = f"sim-{number:03}"
        expected.codes.append(code)
        entries: list[Entry] = []

        def add(kind: str, id: str, value: str, outcome: str, entries: list[Entry] = entries) -> None:
            entries.append(Entry(kind, id, value, outcome, SOURCE, "2031-03-04T09:10"))  # type: ignore[arg-type]

        for id, task in tasks.items():
            if dice.random() < 0.8:
                _answer(id, task, code, dice, expected, add, briefing)
            if dice.random() < 0.3:
                expected.hints[id] += 1
                for rung in ("1", "2")[: dice.choice((1, 2))]:
                    add("hint", id, rung, f"rung {rung}")
        for id in VOTES:
            options = put_vote(id, briefing).options
            first, second = dice.choice(options), dice.choice(options)
            add("vote", id, first, "first")
            expected.votes[id]["before"][first] += 1
            if dice.random() < 0.9:
                add("vote", id, second, "second")
                expected.votes[id]["after"][second] += 1
                expected.changed[id] += first != second
        for id in ("start.before", "trust.after"):
            for question in unseen_texts()["questions"]:
                if dice.random() < 0.6:
                    words = f"{code} on {id}: {dice.randrange(100)}"
                    entries.append(Entry("unseen", id, words, question, "A title", "2031-03-04T09:10"))
                    expected.unseen[question, code, id] = words
        add("guess", "start.guess", "about 7", "kept")
        if dice.random() < 0.9:
            chosen = [(span, dice.choice(sheet.choices)) for span in sheet.spans if dice.random() < 0.95]
            value = "; ".join(f"{span.start}-{span.end}={label}" for span, label in chosen)
            add("label", "sheet.devices", value, f"{len(chosen)} of {len(sheet.spans)}")
            for span, label in chosen:
                expected.labels[span.start, span.end][label] += 1
        journal = Journal(folder, code, entries)
        if number % 3:
            page = format_html(Portfolio(journal))
            (folder / f"portfolio-{code}.html").write_text(page, encoding="utf-8")
        else:
            words = json.dumps(journal.as_dict(), ensure_ascii=False)
            (folder / f"work-{code}.json").write_text(words, encoding="utf-8")
    return expected


def _answer(id: str, task: Task, code: str, dice: Random, expected: Expected, add, briefing) -> None:  # type: ignore[no-untyped-def]
    """Deal one learner's answers to one exercise: some mistakes, then perhaps the right answer."""
    expected.answered[id] += 1
    if task.kind == "text":
        kept = dice.random() < 0.9
        words = dice.choice(TEXTS) if kept else "idk"
        add("answer", id, words, "kept" if kept else "thin")
        expected.right[id] += kept
        expected.at_once[id] += kept
        expected.texts[id][code] = words
        return
    made = [m for m in task.mistakes if dice.random() < 0.3]
    for mistake in made:
        add("answer", id, shown(mistake.example), "mistake")
        expected.mistakes[id][mistake.message] += 1
    if stray := dice.random() < 0.1 and mark(task, WRONG, briefing)[0] == "wrong":
        add("answer", id, WRONG, "wrong")
        expected.others[id] += 1
    if dice.random() < 0.7 or not (made or stray):
        add("answer", id, shown(task.right_answer), "right")
        expected.right[id] += 1
        expected.at_once[id] += not made and not stray
