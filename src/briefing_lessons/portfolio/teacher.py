"""For the teacher: a folder of portfolios as one table by code; guesses and answers stay out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefing_lessons.errors import BriefingError, printable
from briefing_lessons.exercises import BANK
from briefing_lessons.exercises.answers import plain_answer
from briefing_lessons.exercises.journal import Journal, load_journal
from briefing_lessons.html import plural
from briefing_lessons.portfolio.content import Portfolio
from briefing_lessons.portfolio.desk import journal_in_page
from briefing_lessons.reading import Corrections, read_corrections
from briefing_lessons.tables import Table

_LESSONS = tuple(sorted({exercise.lesson for exercise in BANK}))


def collect_portfolios(folder: str | Path, out: str | Path | None = None) -> Table:
    """Turn a folder of portfolios into one table, a row for each code, and write it as CSV.

    Done, attempts and hints are counted; guesses, answers and texts are left out.

    Parameters
    ----------
    folder
        Where the pages (`portfolio-….html`) or journals (`work-….json`) of the class are.
    out
        The CSV file; by default `portfolios.csv` in that folder.

    Raises
    ------
    BriefingError
        When the folder is missing or holds no portfolio.
    """
    portfolios, unread = read_portfolios(folder)
    columns = ("code", "done", "must", "should", "stretch", "attempts", "hints")
    table = Table(
        (*columns, *(f"lesson {n:02}" for n in _LESSONS)),
        map(_row, portfolios),
        say_collected(portfolios, unread),
    )
    table.to_csv(Path(out) if out is not None else Path(folder) / "portfolios.csv")
    return table


def read_portfolios(folder: str | Path) -> tuple[list[Portfolio], list[str]]:
    """Return the portfolios in a folder, one for each code and in their order, and what could not be read.

    Raises
    ------
    BriefingError
        When the folder is missing or holds no portfolio.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise BriefingError(
            f"{folder}: there is no such folder. Put the portfolios of the class into one folder."
        )
    # of the teacher, beside the briefing; in a pupil's own folder they are a pupil's
    decided = {path.name: read_corrections(path) for path in folder.glob("*.corrections.toml")}
    newest: dict[str, Journal] = {}
    unread: list[str] = []
    for path in portfolio_files(folder):
        try:
            found = journal_in_page(path) if path.suffix == ".html" else load_journal(path)
            _follow(found, decided)
        except Exception:  # whatever it is: the others are counted, and this one is named
            unread.append(printable(path.name))
            continue
        if found.code not in newest or len(found.entries) > len(newest[found.code].entries):
            newest[found.code] = found
    if not newest:
        raise BriefingError(f"{folder}: no portfolio was found. Ask for files named portfolio-….html.")
    return [Portfolio(newest[code]) for code in sorted(newest)], unread


def say_collected(portfolios: Sequence[Portfolio], unread: Sequence[str]) -> str:
    """Return how many portfolios there are, and which files could not be read."""
    broken = f" Could not be read: {', '.join(unread)}." if unread else ""
    return f"{plural(len(portfolios), 'portfolio')}.{broken}"


def portfolio_files(folder: Path) -> list[Path]:
    """Return the portfolios and journals of a class in `folder`, in order of path."""
    return sorted([*folder.rglob("portfolio-*.html"), *folder.rglob("work-*.json")])


def _follow(journal: Journal, decided: dict[str, Corrections]) -> None:
    """Mark a journal as the teacher decided: answers that were accepted, exercises that were taken out."""
    for at, entry in enumerate(journal.entries):
        corrections = decided.get(f"{Path(entry.source).stem}.corrections.toml")
        for one in corrections.exercises if corrections else ():
            if one.id == entry.exercise and plain_answer(entry.value) in map(plain_answer, one.accept):
                journal.entries[at] = replace(entry, outcome="right")
            elif one.id == entry.exercise and one.out:
                journal.entries[at] = replace(entry, exercise="")
    journal.entries[:] = [entry for entry in journal.entries if entry.exercise]


def _row(portfolio: Portfolio) -> tuple[str | int, ...]:
    done = [work.exercise for work in portfolio.works if work.done]
    levels = (sum(exercise.level == level for exercise in done) for level in ("must", "should", "stretch"))
    lessons = (sum(exercise.lesson == lesson for exercise in done) for lesson in _LESSONS)
    return (portfolio.code, len(done), *levels, portfolio.attempts, portfolio.hints, *lessons)
