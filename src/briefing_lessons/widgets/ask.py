"""One line asks: the question, the line it asks about, a way to answer, a hint, and one message."""

from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises import session
from briefing_lessons.exercises.answers import as_text, cited, is_unanswered, read_choice
from briefing_lessons.exercises.excerpts import Excerpt, excerpt
from briefing_lessons.exercises.journal import journal
from briefing_lessons.exercises.marking import Feedback
from briefing_lessons.exercises.model import NotHere, lines_named
from briefing_lessons.exercises.session import Question, keep_vote, kept_votes, put_vote, unseen_texts
from briefing_lessons.html import in_scroll_box, text_box
from briefing_lessons.widgets.explorer import Button, Control, Explorer, Pick, State, View, Words, titled

_passed: dict[tuple[str, str], str] = {}  # (briefing, exercise) -> the answer in the cell, as it last ran


class Asked(Explorer):
    """Something to answer in place: what is asked above the controls, and the same on paper."""

    def __init__(self, *named: Any, above: str = "", paper: str = "", **kept: Any) -> None:
        super().__init__(*named, **kept)
        self.above, self.paper = above, paper

    @property
    def heading(self) -> str:
        """What is asked; the title where that is all."""
        return self.above or super().heading

    @property
    def result(self) -> str:
        """The message; on paper, and where the controls are dead, also what they show."""
        return (f'<div class="bl-paper">{self.paper}</div>' if self.paper else "") + self.view.html


class Ask(Asked):
    """A question to answer in place; on paper it is the question with its options and the last message."""

    def __init__(self, question: Question, briefing: Briefing, feedback: Feedback) -> None:
        self.question = question
        self.briefing = briefing
        self.text = getattr(question.task, "text", None) or briefing  #: what the question is about
        there = not isinstance(question.task, NotHere)
        fields = tuple(self._fields()) if there else ()
        with_numbers = "Show or hide the whole text with its line numbers"
        buttons = (
            Button("check", "Check", self._check, "Check this answer", main=True),
            Button("hint", "Hint", self._hint, "Show the next hint"),
            Button("text", "Whole text", lambda state: {"whole": not state["whole"]}, with_numbers),
        )
        choices = "" if question.options else question.format_options()
        super().__init__(
            f"{question.id}  {question.task.question} ({question.effort})",
            partial(format_message, self.text),
            fields,
            buttons if there else (),
            above=question.format_question() + choices + _lines_asked_about(question, self.text),
            feedback=feedback,
            checked=next((field.value for field in fields if field.value), ""),
            whole=False,
        )

    def _fields(self) -> list[Control]:
        """Return what is answered with: options to click, a field that takes anything, or both."""
        task, options = self.question.task, self.question.options
        kept = session.kept_answer(self.question.id, self.briefing)
        value = kept.value if kept else ""
        picked = read_choice(value, tuple(words for _, words in options)) if value else None
        fields: list[Control] = []
        if options:
            labelled = tuple((f"{letter}. {option}", option) for letter, option in options)
            fields.append(Pick("picked", "Your answer", labelled, picked, radio=True))
        if task.kind == "choice":
            return fields
        label = "Or type it" if options else "Your answer"
        typed = "" if picked else value
        return [*fields, Words("typed", label, typed, lines=3 if task.kind == "text" else 1)]

    def set(self, **values: Any) -> View:
        """Move controls; an option that is clicked empties the field, and words in the field the options."""
        if values.get("picked") and "typed" in self.state:
            values.setdefault("typed", "")
        elif values.get("typed") and "picked" in self.state:
            values.setdefault("picked", None)
        return super().set(**values)

    def _check(self, state: State) -> State:
        given = state.get("typed") or state.get("picked") or ""
        if is_unanswered(given):
            click = "Click an option, or type" if state.get("picked", 0) is None else "Type"
            return _nothing_yet(self.question.id, f"{click} an answer.")
        checked = session.check_answer(self.question.id, given, briefing=self.briefing)
        return {"feedback": checked, "checked": given}

    def _hint(self, _: State) -> State:
        return {"feedback": session.give_hint(self.question.id, briefing=self.briefing), "checked": ""}

    def __repr__(self) -> str:
        return "\n".join([repr(self.question), *self._given(), self.view.said])

    def _given(self) -> list[str]:
        """Return the kept answer in a sentence: on paper there is no field that holds it."""
        kept = session.kept_answer(self.question.id, self.briefing)
        return [f"Your answer: {cited(kept.value)}"] if kept else []

    @property
    def result(self) -> str:
        """The message, and on paper the question with its options and the kept answer."""
        given = "".join(f"<p>{escape(words)}</p>" for words in self._given())
        options = self.question.format_options() if self.question.options else ""
        return f'<div class="bl-paper">{self.above}{options}{given}</div>{self.view.html}'


def _lines_asked_about(question: Question, text: Briefing) -> str:
    """Return the lines that a question names, as HTML; of a person or near a line, those around it too."""
    task = question.task
    if isinstance(task, NotHere) or (task.kind == "lines" and "near line" not in task.question):
        return ""
    named = list(lines_named(task.question, text))
    if task.kind in ("name", "lines") and named:
        wide = 1 if task.kind == "name" else 2
        named = list(range(max(1, named[0] - wide), min(named[-1] + wide, len(text.lines)) + 1))
    texts = tuple((number, text.line(number).text) for number in named)
    return Excerpt(text.source, texts)._repr_html_() if texts else ""


def ask(id: str, *answer: Any, briefing: Briefing | None = None) -> Ask | Feedback:
    """Ask question `id` in place: click or type an answer, check it, take a hint.

    The latest answer is shown again whenever the cell runs. Those who like code pass theirs.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("001_ferry_report.txt")
    >>> ask("start.1", "29 lines")
    start.1  How many lines has this text?
    ...
    ✓ start.1  Right. ...

    Parameters
    ----------
    id
        The question, such as "who.3".
    answer
        A number, words, one or several lines, or anything that can be read as an answer.
    briefing
        The text that is asked about; the one loaded last unless given.
    """
    try:
        text = session.briefing_at_hand(briefing)
        question = session.put_question(id, text)
    except BriefingError as error:
        return Feedback(id, "trouble", str(error))
    given: Any = answer[0] if len(answer) == 1 else answer
    if _is_new(id, given, text):
        return Ask(question, text, session.check_answer(id, given, briefing=text))
    feedback, kept = session.check_answer(id, briefing=text), session.kept_answer(id, text)
    if kept and not is_unanswered(given) and as_text(given) != kept.value:  # may be a new try, or an old cell
        later = f"Shown is your later answer, {cited(kept.value)}. To check {cited(given)}, type it below."
        feedback = replace(feedback, message=f"{later} {feedback.message}")
    return Ask(question, text, feedback)


def guess(id: str, value: Any = ..., *, title: str = "Your guess") -> Asked | Feedback:
    """Show a field for a guess, or what `title` calls it, which is kept and never marked; or keep `value`.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> guess("page.guess", "about 2,000")
    Your guess: ✎ page.guess  Kept. You wrote “about 2,000”. Go on with the next cell.
    """
    try:
        text = session.briefing_at_hand()
        feedback = session.keep_guess(id, value if _is_new(id, value, text) else ...)
        field = Words("typed", title, session.kept_guess(id))
    except BriefingError as error:
        return Feedback(id, "trouble", str(error))
    keep = Button("keep", "Keep", partial(_keep_guess, id), "Keep what you wrote", main=True, beside="typed")
    draw, kept = partial(format_message, text), field.value
    return Asked(title, draw, (field,), (keep,), feedback=feedback, checked=kept, whole=False)


def _keep_guess(id: str, state: State) -> State:
    if is_unanswered(state["typed"]):
        return _nothing_yet(id, "Type your guess first.")
    return {"feedback": session.keep_guess(id, state["typed"]), "checked": state["typed"]}


def _nothing_yet(id: str, what_to_do: str) -> State:
    return {"feedback": Feedback(id, "unanswered", what_to_do, "Nothing yet."), "checked": ""}


def _is_new(id: str, answer: Any, briefing: Briefing) -> bool:
    """Say whether a cell has another answer than when it last ran, here or in an earlier kernel."""
    if is_unanswered(answer):
        return False
    before = _passed.get((briefing.source, id))
    given = _passed[briefing.source, id] = as_text(answer)
    here = [entry for entry in journal().of(id) if entry.source == briefing.source]
    kept = {entry.value for entry in here if entry.kind in ("answer", "guess")}
    return not kept or (given != before if before is not None else given not in kept)


def format_message(
    briefing: Briefing, *, feedback: Feedback, whole: bool, checked: str = "", **answer: str | None
) -> View:
    """Return the message under a question; it is read aloud by the controls, so not twice.

    It names the answer it is about once another is chosen: a browser holds back a second choice while the
    kernel takes the first, but not the click on Check, which is then of the first.
    """
    html, about = feedback._repr_html_().replace(' role="status"', ""), ""
    if checked and any(answer.values()) and checked not in answer.values():
        about = f"This is about {cited(checked)}. Press the button again for what you chose since."
        html = f'<p class="bl-note">{escape(about)}</p>{html}'
    if feedback.outcome == "unanswered" and not feedback.word:
        html = f'<div class="bl-paper">{html}</div>'  # where there are controls, they say it
    if whole:
        lines = tuple((line.number, line.text) for line in briefing.lines)
        html += in_scroll_box(Excerpt(briefing.source, lines)._repr_html_(), "The whole text")
    return View(html, f"{about} {feedback!r}".strip())


def vote(id: str) -> Asked | Feedback:
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
        text = session.briefing_at_hand()
        vote = put_vote(id, text)
    except BriefingError as error:
        return Feedback(id, "trouble", str(error))
    title, lines = f"{id}  {vote.question} (a vote; nobody marks it)", lines_named(vote.question, text)
    about = excerpt(text, lines)._repr_html_() if lines else ""
    boxes = "".join(f"<li>☐ ☐ {escape(words)}</li>" for words in vote.options)
    asked = f"<p><strong>{escape(title)}</strong></p>{about}<ol type='A'>{boxes}</ol>"
    return Asked(
        title,
        format_votes,
        (Pick("picked", "Your vote", tuple((o, o) for o in vote.options), radio=True),),
        (Button("vote", "Vote", partial(_cast, id, text.source), "Keep this vote", main=True),),
        above=titled(title) + about,
        paper=text_box(asked, "bl-question"),
        cast=kept_votes(id, text.source),
    )


def _cast(id: str, source: str, state: State) -> State:
    return {} if state["picked"] is None else {"cast": keep_vote(id, state["picked"], source), "picked": None}


def format_votes(*, cast: tuple[str, ...], picked: Any) -> View:
    """Return what is kept and what comes next."""
    if not cast:
        said = "Vote in silence: click an option, then Vote."
    elif len(cast) == 1:
        said = f"First vote: {cited(cast[0])}. Talk for ninety seconds with somebody who differs. Vote again."
    else:
        changed = "You stayed" if cast[0] == cast[1] else "You changed your mind"
        said = f"First {cited(cast[0])}, then {cited(cast[1])}. {changed}: which reason did it?"
    return View(text_box(escape(said), "bl-note", "p"), said)


def unseen(id: str) -> Asked | Feedback:
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
    title, questions = texts[id]["title"], texts["questions"]
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in texts[id]["text"].strip().split("\n\n"))
    text = text_box(f"<p><strong>{escape(title)}</strong> (invented)</p>{paragraphs}", "bl-excerpt")
    kept = {entry.outcome: entry.value for entry in journal().of(id, "unseen")}
    asked = "".join(f"<li>{escape(question)}<br>&#160;<br>&#160;</li>" for question in questions)

    def keep(state: State) -> State:
        written = {question: words for question in questions if (words := state[question].strip())}
        for question, words in written.items():
            journal().record("unseen", id, words, question, title)
        return {"kept": len(written)}

    def draw(kept: int, **_: str) -> View:
        later = " The second text comes after lesson 07." if id == "start.before" else ""
        nothing = "Nothing is kept yet. Read, write, then press Keep; nobody marks it."
        said = f"Kept: {kept} of 3 answers.{later}" if kept else nothing
        return View(text_box(said, "bl-note", "p"), said)

    return Asked(
        title,
        draw,
        [Words(question, question, kept.get(question, ""), lines=2) for question in questions],
        (Button("keep", "Keep", keep, "Keep what you wrote; nobody marks it", main=True),),
        above=text,
        paper=f"{text}<ol>{asked}</ol>",
        kept=len(kept),
    )
