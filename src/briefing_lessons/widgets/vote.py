"""Questions that nobody marks: vote, argue, revote; and a short unseen text before 01 and after 07."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises import Feedback, excerpt
from briefing_lessons.exercises.answers import cited
from briefing_lessons.exercises.journal import journal
from briefing_lessons.exercises.model import lines_named
from briefing_lessons.exercises.session import briefing_at_hand
from briefing_lessons.exercises.unmarked import Vote, keep_vote, kept_votes, put_vote, unseen_texts
from briefing_lessons.html import text_box
from briefing_lessons.widgets.explorer import Button, Explorer, Pick, State, View, Words


class Ballot(Explorer):
    """A vote in place; on paper, the question with a box for each of the two votes."""

    def __init__(self, id: str, vote: Vote, briefing: Briefing) -> None:
        self.options, source = vote.options, briefing.source
        lines = lines_named(vote.question, briefing)
        self.lines = excerpt(briefing, lines)._repr_html_() if lines else ""
        super().__init__(
            f"{id}  {vote.question} (a vote; nobody marks it)",
            format_votes,
            (Pick("picked", "Your vote", tuple((o, o) for o in vote.options), radio=True),),
            (Button("vote", "Vote", partial(_cast, id, source), "Keep this vote", main=True),),
            cast=kept_votes(id, source),
        )

    @property
    def heading(self) -> str:
        """The question, and the line it is about."""
        return super().heading + self.lines

    @property
    def result(self) -> str:
        """The question and the options on paper, and what has been kept."""
        options = "".join(f"<li>☐ ☐ {escape(words)}</li>" for words in self.options)
        paper = f"<p><strong>{escape(self.title)}</strong></p>{self.lines}<ol type='A'>{options}</ol>"
        return f'<div class="bl-paper">{text_box(paper, "bl-question")}</div>{self.view.html}'


def vote(id: str) -> Ballot | Feedback:
    """Vote in silence, talk for ninety seconds with somebody who differs, and vote again; nobody marks it.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("001_ferry_report.txt")
    >>> ballot = vote("read.vote")
    >>> _ = ballot.set(picked="Fare")
    >>> ballot.press("vote").said
    'Vote in silence: click an option, then Vote.'

    Parameters
    ----------
    id
        The vote, such as "who.vote".
    """
    try:
        text = briefing_at_hand()
        return Ballot(id, put_vote(id, text), text)
    except BriefingError as error:
        return Feedback(id, "trouble", str(error))


def _cast(id: str, source: str, state: State) -> State:
    if state["picked"] is None:
        return {}
    return {"cast": keep_vote(id, state["picked"], source), "picked": None}


def format_votes(*, cast: tuple[str, ...], picked: Any) -> View:
    """Return what is kept and what comes next."""
    if not cast:
        said = "Vote in silence: click an option, then Vote."
    elif len(cast) == 1:
        said = f"First vote: {cited(cast[0])}. Talk for ninety seconds with somebody who differs. Vote again."
    else:
        changed = "You stayed" if cast[0] == cast[1] else "You changed your mind"
        said = f"First {cited(cast[0])}, then {cited(cast[1])}. {changed}: which words of the text did it?"
    return View(text_box(escape(said), "bl-note", "p"), said)


class Unseen(Explorer):
    """The text with its questions; on paper with room to write."""

    @property
    def heading(self) -> str:
        """The text, above its questions."""
        return self.text

    @property
    def result(self) -> str:
        """What is kept; on paper the text and the questions too."""
        asked = "".join(f"<li>{escape(c.label)}<br>&#160;<br>&#160;</li>" for c in self.controls)
        return f'<div class="bl-paper">{self.text}<ol>{asked}</ol></div>{self.view.html}'

    def __init__(self, id: str, title: str, text: str, questions: list[str]) -> None:
        paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.strip().split("\n\n"))
        self.text = text_box(f"<p><strong>{escape(title)}</strong> (invented)</p>{paragraphs}", "bl-excerpt")
        kept = {entry.outcome: entry.value for entry in journal().of(id, "unseen")}

        def keep(state: State) -> State:
            for question in questions:
                if state[question].strip():
                    journal().record("unseen", id, state[question].strip(), question, title)
            return {"kept": sum(bool(state[question].strip()) for question in questions)}

        super().__init__(
            title,
            lambda kept, **_: _format(id, kept),
            [Words(question, question, kept.get(question, ""), lines=2) for question in questions],
            (Button("keep", "Keep", keep, "Keep what you wrote; nobody marks it", main=True),),
            kept=len(kept),
        )


def unseen(id: str) -> Unseen | Feedback:
    """Show a short text that nobody has seen and three questions; what is written is kept, never marked.

    >>> unseen("start.before")
    The pool at Arnby: Nothing is kept yet. Read, write, then press Keep; nobody marks it.

    Parameters
    ----------
    id
        "start.before" or "trust.after".
    """
    texts = unseen_texts()
    if id not in texts or id == "questions":
        return Feedback(id, "trouble", "There are two unseen texts. Use “start.before” or “trust.after”.")
    return Unseen(id, questions=texts["questions"], **texts[id])


def _format(id: str, kept: int) -> View:
    later = " The second text comes after lesson 07." if id == "start.before" else ""
    said = f"Kept: {kept} of 3 answers.{later}"
    if not kept:
        said = "Nothing is kept yet. Read, write, then press Keep; nobody marks it."
    return View(text_box(said, "bl-note", "p"), said)
