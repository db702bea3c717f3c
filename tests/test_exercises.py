"""The exercise bank teaches: right is right, every known mistake gets its own message, on every text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import notebook_form
from briefing_lessons.briefing import Briefing, load_briefing
from briefing_lessons.exercises import clues, picks, session, verbs
from briefing_lessons.exercises.answers import fold_answer, is_unanswered
from briefing_lessons.exercises.bank import BANK, answer_key, find_exercise
from briefing_lessons.exercises.journal import journal, use_journal
from briefing_lessons.exercises.marking import mark
from briefing_lessons.exercises.model import Exercise, NotHere, Task
from briefing_lessons.exercises.session import (
    Question,
    check_answer,
    compare_guess,
    give_hint,
    keep_guess,
)
from briefing_lessons.files import seed_names
from notebook_form import text_of

SHARED = Path(__file__).resolve().parents[2] / "shared" / "transcripts"
TRANSCRIPTS = ("state_dept_text/joint_avail_park_jin.txt", "news_report_quotes/wikinews_iodine.txt")
TEXTS = (*seed_names(), *TRANSCRIPTS)
IDS = [exercise.id for exercise in BANK]

#: Words of the programming language, which no message to a learner uses.
#: (A list is also a device, and a word of everyday life.)
PYTHON_WORDS = re.compile(r"\b(?:tuple|dict|None|string|integer|float|function|variable|method|boolean)\b")
PRAISE_AND_BLAME = re.compile(
    r"\b(?:simply|obviously|just|stupid|clever|well done|brilliant|careless)\b", re.I
)

#: verbs with which a message asks for something
TO_DO = frozenset(
    "Add Ask Begin Check Choose Compare Compute Copy Count Divide Find Give Go Keep Leave Look Name Read "
    "Reread Run Start Strike Take Try Turn Use Write".split()
)


@pytest.fixture(autouse=True)
def own_journal(tmp_path: Path) -> None:
    """Keep what the tests answer out of the working directory."""
    use_journal(tmp_path)


@pytest.fixture(
    scope="module",
    params=[pytest.param(t, marks=() if t in (TEXTS[0], TEXTS[-1]) else pytest.mark.slow) for t in TEXTS],
)
def briefing(request: pytest.FixtureRequest) -> Briefing:
    """Give each text in turn."""
    if request.param in TRANSCRIPTS and not SHARED.is_dir():
        pytest.skip("the shared transcripts are not here")
    name: str = request.param
    return load_briefing(path_to(name))


def path_to(name: str) -> str:
    """Return what a lesson would take as its source for one of TEXTS."""
    return str(SHARED / name) if name in TRANSCRIPTS else name


def path_of(briefing: Briefing) -> str:
    """Return what a lesson would take as its source for `briefing`."""
    return next(path_to(name) for name in TEXTS if name.endswith(briefing.source))


def tasks(briefing: Briefing) -> Iterator[tuple[Exercise, Task]]:
    """Yield the exercises that make sense for `briefing`, each with its task."""
    for exercise in BANK:
        task = exercise.on(briefing)
        if isinstance(task, Task):
            yield exercise, task


def messages(task: Task) -> Iterator[str]:
    """Yield everything a check or a hint says for one task."""
    yield from filter(None, (task.right, task.otherwise, task.no_per_cent, *task.hints))
    yield from (mistake.message for mistake in task.mistakes)


def test_the_course_has_forty_checked_exercises() -> None:
    checked = [e for e, task in tasks(load_briefing(seed_names()[0])) if task.kind != "text"]
    assert len(checked) >= 40


@pytest.mark.parametrize("lesson", notebook_form.NUMBERS)
def test_every_lesson_has_five_exercises(lesson: int) -> None:
    assert len([e for e in BANK if e.lesson == lesson]) >= 5


def test_ids_are_unique_and_lessons_in_order() -> None:
    assert len(set(IDS)) == len(IDS)
    assert [e.lesson for e in BANK] == sorted(e.lesson for e in BANK)


def code_with_answers(number: int, source: str, answers: dict[str, str]) -> Iterator[str]:
    """Yield the code cells of a lesson with `source` as its parameter and the worked answers passed."""
    for cell in notebook_form.read(notebook_form.lessons()[number])["cells"]:
        if cell["cell_type"] == "code":
            code = re.sub(r'^source: str = ".*', f"source = {source!r}", text_of(cell), flags=re.MULTILINE)
            yield re.sub(r'\bask\("([\w.]+)"\)', lambda m: f'ask("{m[1]}", {answers.get(m[1], "...")})', code)


@pytest.mark.parametrize("number", notebook_form.NUMBERS)
def test_with_the_worked_answers_in_place_every_check_is_right(
    number: int,
    briefing: Briefing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A learner who types the worked answers into the lesson meets only "right" and "kept"."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "agg")
    mine = [(exercise, task) for exercise, task in tasks(briefing) if exercise.lesson == number]
    names: dict[str, Any] = {}
    for code in code_with_answers(
        number, path_of(briefing), {e.id: task.worked or repr(task.samples[0]) for e, task in mine}
    ):
        exec(compile(code, f"lesson {number}", "exec"), names)
    outcomes = {entry.exercise: entry.outcome for entry in journal().entries if entry.kind == "answer"}
    assert outcomes == {e.id: "kept" if task.kind == "text" else "right" for e, task in mine}


def test_every_known_mistake_gets_its_own_message(briefing: Briefing) -> None:
    for exercise, task in tasks(briefing):
        for mistake in task.mistakes:
            for answer in (mistake.example, *mistake.also):
                assert mark(task, answer, briefing) == ("mistake", mistake.message), (
                    f"{exercise.id}: {answer}"
                )
        all_said = [task.right, *(mistake.message for mistake in task.mistakes)]
        assert len(set(all_said)) == len(all_said), exercise.id


def test_any_other_answer_is_wrong_with_a_pointer(briefing: Briefing) -> None:
    for exercise, task in tasks(briefing):
        if task.kind != "text":
            result = check_answer(exercise.id, "zebra 987654", briefing=briefing)
            assert result.outcome == ("unread" if task.kind == "choice" else "wrong"), exercise.id
            assert result.message, exercise.id


NOTHING: tuple[Any, ...] = (..., None, "", " … ", [])


def test_unanswered_is_friendly_and_keeps_nothing(briefing: Briefing) -> None:
    for exercise, _ in tasks(briefing):
        for nothing in NOTHING:
            assert check_answer(exercise.id, nothing, briefing=briefing).outcome == "unanswered"
    assert not journal().entries
    assert not journal().path.exists()


def test_where_a_question_makes_no_sense_another_is_offered(briefing: Briefing) -> None:
    for exercise in BANK:
        task = exercise.on(briefing)
        if isinstance(task, NotHere):
            other = find_exercise(task.instead)
            assert other.lesson == exercise.lesson, exercise.id
            assert isinstance(other.on(briefing), Task), f"{exercise.id} offers {other.id}"
            assert check_answer(exercise.id, 1, briefing=briefing).outcome == "not here"
            assert task.instead in repr(give_hint(exercise.id, briefing=briefing))


def test_an_exercise_has_two_known_mistakes_or_is_free() -> None:
    for exercise, task in tasks(load_briefing(seed_names()[0])):
        assert task.kind == "text" or len(task.mistakes) >= 2, exercise.id


def test_a_must_exercise_can_be_clicked_or_is_free(briefing: Briefing) -> None:
    for exercise, task in tasks(briefing):
        if exercise.level == "must" and task.kind != "text":
            assert len(task.options) >= 2, exercise.id


def test_every_option_is_explained(briefing: Briefing) -> None:
    for exercise, task in tasks(briefing):
        for letter, option in Question(exercise.id, task).options:
            answer = letter if task.kind == "choice" else option
            assert mark(task, answer, briefing)[0] in ("right", "mistake"), f"{exercise.id} {letter}"


def test_a_free_answer_is_kept_with_rubric_and_two_samples(briefing: Briefing) -> None:
    free = [(exercise, task) for exercise, task in tasks(briefing) if task.kind == "text"]
    assert {exercise.lesson for exercise, _ in free} >= set(notebook_form.NUMBERS)
    for exercise, task in free:
        assert len(task.samples) == 2 and len(task.rubric) >= 2, exercise.id
        result = check_answer(exercise.id, "Line 2 names no source.", briefing=briefing)
        assert result.outcome == "kept"
        assert all(point in repr(result) for point in (*task.rubric, *task.samples))


def test_messages_are_short(briefing: Briefing) -> None:
    for exercise, task in tasks(briefing):
        for message in messages(task):
            sentences = re.split(r"(?<=[.!?…])\s+(?=[A-ZÀ-Þ“(])", _without_citations(message))
            assert len(sentences) <= 2, f"{exercise.id}: {message}"
            assert all(len(sentence.split()) <= 15 for sentence in sentences), f"{exercise.id}: {message}"


def _without_citations(message: str) -> str:
    """Count words cited from the text as one word: a long name is not a long sentence."""
    return re.sub(r"“[^”]*”", "“…”", message)


def test_messages_describe_the_answer_not_the_learner(briefing: Briefing) -> None:
    for exercise, task in tasks(briefing):
        for message in messages(task):
            own = _without_citations(message)
            assert not PYTHON_WORDS.search(own), f"{exercise.id}: {message}"
            assert not PRAISE_AND_BLAME.search(own), f"{exercise.id}: {message}"
            assert not re.search(r"\bYou (?:forgot|failed|are wrong|misread)\b", message), (
                f"{exercise.id}: {message}"
            )
        for mistake in task.mistakes:
            assert not mistake.message.startswith("You "), f"{exercise.id}: {mistake.message}"


def test_a_message_to_a_wrong_answer_ends_with_something_to_do(briefing: Briefing) -> None:
    for exercise, task in tasks(briefing):
        for message in filter(
            None, (task.otherwise, task.no_per_cent, *(mistake.message for mistake in task.mistakes))
        ):
            last = re.split(r"(?<=[.!?…])\s+(?=[A-ZÀ-Þ“(])", _without_citations(message))[-1]
            clauses = [
                clause.strip(" .").removeprefix("Then ").capitalize() for clause in re.split(r"[;:,]", last)
            ]
            asked = last.endswith("?") or any(clause.split(" ")[0] in TO_DO for clause in clauses)
            assert asked, f"{exercise.id}: {message}"


def test_only_the_last_hint_gives_the_answer(briefing: Briefing) -> None:
    for exercise, task in tasks(briefing):
        first, second, third, after = (give_hint(exercise.id, briefing=briefing) for _ in range(4))
        assert (first.message, second.message) == task.hints
        assert third.message == after.message
        assert "The answer is" in third.message or task.kind == "text"
        expected = fold_answer(task.expected if isinstance(task.expected, str) else "")
        if task.kind in ("choice", "words") and len(expected) > 12:
            assert expected not in fold_answer(first.message), exercise.id


def test_the_key_has_every_exercise(briefing: Briefing) -> None:
    rows = answer_key(briefing)
    assert [exercise.id for exercise, _ in rows] == IDS
    for _, task in rows:
        assert task.question
        if isinstance(task, Task):
            assert task.answer or task.samples
            assert len(task.hints) == 2


def lesson_text(number: int) -> str:
    """Return the source of one lesson."""
    return "\n".join(text_of(cell) for cell in notebook_form.read(notebook_form.lessons()[number])["cells"])


@pytest.mark.parametrize("number", notebook_form.NUMBERS)
def test_objectives_and_checks_meet(number: int) -> None:
    """Every objective of a header card has a check, and every check of the lesson an objective."""
    card = text_of(notebook_form.read(notebook_form.lessons()[number])["cells"][0])
    promised = set(re.findall(rf"\*\*(L{number}\.\d)\*\*", card))
    assert promised == {exercise.objective for exercise in BANK if exercise.lesson == number}


@pytest.mark.parametrize("exercise", BANK, ids=IDS)
def test_an_exercise_stands_in_its_lesson(exercise: Exercise) -> None:
    text = lesson_text(exercise.lesson)
    assert f'ask("{exercise.id}")' in text


@pytest.mark.parametrize("number", notebook_form.NUMBERS)
def test_a_lesson_checks_only_exercises_of_the_bank(number: int) -> None:
    used = re.findall(r'\bask\("([^"]+)"', lesson_text(number))
    assert set(used) <= set(IDS)


@pytest.mark.parametrize("number", notebook_form.NUMBERS)
def test_must_exercises_fit_the_period(number: int) -> None:
    must = sum(e.minutes for e in BANK if e.lesson == number and e.level == "must")
    assert must <= (76 if number in (5, 8) else 38)


RIGHT_HOWEVER_WRITTEN: tuple[tuple[str, Any], ...] = (
    ("who.3", "Lavrov"),
    ("who.3", "  “lavrov.” "),
    ("who.3", "SERGEI  LAVROV"),
    ("who.3", "Sergey Lavrov"),
    ("who.3", ["Lavrov"]),
    ("who.3", "Mr. S. Lavrov"),
    ("who.3", "Lavrov, quoting Trump"),
    ("start.2", "the word is On"),
    ("start.1", "sixty"),
    ("who.3", {"Lavrov"}),
    ("start.1", 60),
    ("start.1", "60"),
    ("start.1", "60 lines"),
    ("start.1", 60.0),
    ("start.1", (60,)),
    ("hand.3", "‘Took part in’"),
    ("hand.3", ["took part in"]),
    ("page.6", "22, 25"),
    ("page.6", "lines 22 and 25"),
    ("page.6", [25, 22]),
    ("page.6", {22, 25}),
    ("page.6", ("22", "25")),
    ("page.7", "that it was said twice, or that one wording is not exact"),
    ("page.2", "boilerplate"),
    ("read.1", "It is a report because the writer tells what others said"),
    ("read.2", "Line 25: January 23"),
    ("read.5", "Donald Trump"),
    ("who.4", "he is Lavrov"),
    ("who.4", "the Russian Foreign Minister"),
    ("who.7", "b"),
    ("hand.2", "endorsing"),
)


@pytest.mark.parametrize(("id", "answer"), RIGHT_HOWEVER_WRITTEN)
def test_an_answer_is_accepted_however_it_is_written(id: str, answer: Any) -> None:
    transcript = load_briefing("000_95b79719e875266d.txt")
    assert check_answer(id, answer, briefing=transcript).outcome == "right"


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("read.1", "it is not a report"),
        ("who.4", "he"),
        ("page.6", "22 and 26"),
    ],
)
def test_a_sentence_that_denies_or_names_two_is_not_taken_for_right(id: str, answer: str) -> None:
    transcript = load_briefing("000_95b79719e875266d.txt")
    assert check_answer(id, answer, briefing=transcript).outcome in ("wrong", "mistake", "unread")


def test_the_last_hint_says_what_its_code_gives() -> None:
    transcript = load_briefing("000_95b79719e875266d.txt")
    for _ in range(3):
        last = give_hint("start.1", briefing=transcript)
    task = find_exercise("start.1").on(transcript)
    assert isinstance(task, Task)
    assert f"The answer is “{task.expected}”" in last.message and last.code == task.worked


@pytest.mark.parametrize("form", ["{} %", "{}%", "{},0", "{}.0 per cent", "0.{}", "0,{}"])
def test_a_share_is_accepted_however_it_is_written(form: str) -> None:
    transcript = load_briefing("000_95b79719e875266d.txt")
    task = find_exercise("hand.8").on(transcript)
    assert isinstance(task, Task)
    assert check_answer("hand.8", form.format(task.expected), briefing=transcript).outcome == "right"


STRANGE: tuple[Any, ...] = (
    object(),
    b"\xff",
    float("nan"),
    [[]],
    {"a": object()},
    print,
    10**400,
    "\x00" * 9,
)


@pytest.mark.slow
def test_a_check_never_raises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    transcript = load_briefing("000_95b79719e875266d.txt")
    for exercise, task in tasks(transcript):  # each made once for all answers
        monkeypatch.setattr(session, "find_exercise", lambda _, task=task: SimpleNamespace(on=lambda _: task))
        use_journal(tmp_path / exercise.id)
        for answer in STRANGE:
            assert check_answer(exercise.id, answer, briefing=transcript).message


def test_an_unknown_exercise_is_named_with_its_neighbours() -> None:
    load_briefing("001_ferry_report.txt")
    assert "who.1" in check_answer("who.99", 1).message
    trouble = give_hint("who.99")
    assert (trouble.exercise, trouble.outcome) == ("who.99", "trouble")


def test_before_a_briefing_is_loaded_a_check_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing_lessons.briefing._latest", None)
    assert "Run the cells" in check_answer("who.1", 1).message


def test_results_are_escaped_and_announced() -> None:
    load_briefing("000_95b79719e875266d.txt")
    html = keep_guess("who.guess", "<script>alert(1)</script>")._repr_html_()
    assert "<script>" not in html
    assert 'role="status"' in html


def test_a_guess_is_kept_and_never_marked() -> None:
    load_briefing("000_95b79719e875266d.txt")
    assert keep_guess("who.guess", ...).outcome == "unanswered"
    assert keep_guess("who.guess", 4).outcome == "kept"
    assert "4" in compare_guess("who.guess", 6).message
    assert journal().latest("who.guess", "guess") is not None


def test_nothing_is_an_answer_only_when_it_is_empty() -> None:
    assert not any(map(is_unanswered, (0, 0.0, False, "0")))
    assert all(map(is_unanswered, ("...", "…", " ", (), None, ...)))


def test_helpers_of_the_lessons_hold_on_every_text(briefing: Briefing) -> None:
    assert len(picks.show_quotes(briefing)) <= 6
    assert clues.echo_pairs(verbs.compared_text(briefing))
