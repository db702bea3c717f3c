"""The learner's desk: save the portfolio, see where one stopped, go on, begin afresh, clear everything."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises import BANK
from briefing_lessons.exercises.journal import Journal, adopt_journal, journal, load_journal, parse_journal
from briefing_lessons.files import read_whole, write_whole
from briefing_lessons.html import plural
from briefing_lessons.portfolio.content import Portfolio
from briefing_lessons.portfolio.keep import Message
from briefing_lessons.portfolio.pages import JOURNAL_ID, format_html, format_markdown


def save_portfolio() -> Message:
    """Write the portfolio as one HTML page and as Markdown, beside the notebook; nothing is sent anywhere.

    >>> from briefing_lessons import ask, load_briefing
    >>> briefing = load_briefing("001_ferry_report.txt")
    >>> _ = ask("start.1", len(briefing.lines))
    >>> save_portfolio()
    Saved: 1 exercise done. Your code is ...: write it down. portfolio-....html portfolio-....md
    """
    current = journal()
    if not current.entries:
        return Message("There is nothing to save yet. Answer one question, then run this again.")
    portfolio = Portfolio(current)
    try:
        page = write_whole(current.folder / f"portfolio-{current.code}.html", format_html(portfolio))
        text = write_whole(current.folder / f"portfolio-{current.code}.md", format_markdown(portfolio))
    except OSError as error:
        return Message(
            f"The portfolio could not be saved in {current.folder}: {error.strerror}. "
            "Choose another folder with use_journal."
        )
    return Message(
        f"Saved: {plural(portfolio.done, 'exercise')} done. Your code is {current.code}: write it down.",
        (page.name, text.name),
    )


def progress() -> Message:
    """Say what is done and where to go on.

    >>> from briefing_lessons import ask, load_briefing
    >>> briefing = load_briefing("001_ferry_report.txt")
    >>> _ = ask("start.1", len(briefing.lines))
    >>> progress()
    Welcome back, ...: 1 exercise done. Go on with start.2, “Type a word” (lesson 00).
    """
    portfolio = Portfolio(journal())
    if not portfolio.journal.entries:
        return Message("Nothing is kept yet. Begin with the first question of this lesson.")
    done = {work.exercise.id for work in portfolio.works if work.done}
    reached = BANK.index(portfolio.works[-1].exercise) + 1 if portfolio.works else 0
    unfinished = [exercise for exercise in BANK[:reached] if exercise.id not in done]
    ahead = [exercise for exercise in BANK[reached:] if exercise.id not in done]
    following = next(iter((*unfinished[-1:], *ahead, *unfinished)), None)
    where = (
        f"Go on with {following.id}, “{following.title}” (lesson {following.lesson:02})."
        if following
        else "Every exercise is done. Save your portfolio."
    )
    return Message(f"Welcome back, {portfolio.code}: {plural(len(done), 'exercise')} done. {where}")


def resume(work: str | Path | None = None) -> Message:
    """Go on with earlier work: the newest here, that of a code, or a portfolio page from another computer.

    Parameters
    ----------
    work
        A code such as "heron-123", or the path of a portfolio page (`portfolio-heron-123.html`).

    Raises
    ------
    BriefingError
        When there is no such work.
    """
    if work is None:
        return progress()
    folder = journal().folder
    if str(work).endswith(".html"):
        adopt_journal(_from_page(Path(work), folder))
        return progress()
    path = folder / f"work-{Path(work).name}.json"
    try:
        adopt_journal(load_journal(path))
    except (OSError, ValueError):
        codes = ", ".join(sorted(p.stem.removeprefix("work-") for p in folder.glob("work-*.json")))
        remedy = (
            f"Give one of these codes: {codes}." if codes else "Put your portfolio page beside this notebook."
        )
        raise BriefingError(f"There is no work under “{work}” here. {remedy}") from None
    return progress()


def start_afresh() -> Message:
    """Begin new work under a new code; earlier work stays in its file.

    >>> start_afresh()
    A new start. Your code is ...: write it down.
    """
    fresh = adopt_journal(Journal(journal().folder))
    return Message(f"A new start. Your code is {fresh.code}: write it down.")


def delete_work() -> Message:
    """Delete everything kept under the current code, for shared computers: answers, portfolio, labels.

    >>> delete_work()
    There was nothing to delete. The next learner begins with a new code.
    """
    current = journal()
    folder, code = current.folder, current.code
    found = [
        path
        # the journal last: while it is there, a second call still knows the code
        for pattern in (f"labels-*-{code}.csv", f"portfolio-{code}.*", f"work-{code}.json")
        for path in sorted(folder.glob(pattern))
    ]
    for path in found:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return Message(
                f"{path.name} could not be deleted. Close it in other programs, then run this again."
            )
    adopt_journal(Journal(folder))
    if not found:
        return Message("There was nothing to delete. The next learner begins with a new code.")
    names = ", ".join(path.name for path in found)
    return Message(f"Deleted for good: {names}. What you typed into a notebook stays until you delete that.")


def journal_in_page(path: Path) -> Journal:
    """Read the journal that a portfolio page carries.

    Raises
    ------
    BriefingError
        When the file is missing or no portfolio.
    """
    finder = _JournalFinder()
    try:
        words = read_whole(path).decode("utf-8")
        finder.feed(words[max(0, words.rfind("<", 0, words.rfind(JOURNAL_ID))) :])  # it stands last
        return parse_journal(finder.journal, path.parent)
    except OSError:
        raise BriefingError(f"{path.name}: there is no such file. Put it beside this notebook.") from None
    except (ValueError, AssertionError):  # the parser asserts what no page of ours breaks
        raise BriefingError(
            f"{path.name}: this is not a portfolio. Choose a file portfolio-….html."
        ) from None


class _JournalFinder(HTMLParser):
    """Finds the element that carries the journal."""

    journal = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if values.get("id") == JOURNAL_ID:
            self.journal = values.get("data-journal") or ""


def _from_page(path: Path, folder: Path) -> Journal:
    carried = journal_in_page(path)
    restored = Journal(folder, carried.code, carried.entries)
    try:
        here = load_journal(restored.path)
    except (OSError, ValueError):
        here = None
    if here is not None and len(here.entries) >= len(restored.entries):
        return here  # the file here is at least as new as the page
    restored.save()
    return restored
