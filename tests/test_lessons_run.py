"""Every lesson runs unanswered, through papermill: on the transcript, and as slow tests on the other seeds.

The network is cut and NLTK has no data (conftest.py), and the process stands in another folder.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import notebook_form
from briefing_lessons import load_briefing
from briefing_lessons.exercises.bank import BANK
from briefing_lessons.exercises.model import Task
from briefing_lessons.files import data_folder, seed_names
from briefing_lessons.lessons.course import Lesson, find_lessons
from briefing_lessons.lessons.run import Result, run_lessons

SHARED = Path(__file__).resolve().parents[2] / "shared"
NAMES = [path.stem for path in notebook_form.lessons()]


FIRST, *OTHERS = seed_names()


@pytest.fixture(scope="module", params=[FIRST, *(pytest.param(s, marks=pytest.mark.slow) for s in OTHERS)])
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """Run the whole course on one seed from a folder that is not the checkout."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(elsewhere)
        briefing = data_folder("seeds") / request.param
        results = {
            r.lesson.name: r
            for r in run_lessons(find_lessons(), elsewhere / "out", briefing=briefing, jobs=2)
        }
    assert sorted(path.name for path in elsewhere.iterdir()) == ["out"]
    return results


def outputs(result: Result) -> list[dict[str, Any]]:
    """Return the outputs of an executed lesson, in order."""
    assert result.notebook is not None
    cells = json.loads(result.notebook.read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", ())]


def html_of(result: Result) -> str:
    """Return the HTML that the cells of an executed lesson show."""
    return "\n".join("".join(output.get("data", {}).get("text/html", "")) for output in outputs(result))


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_runs_unanswered(ran: dict[str, Result], name: str) -> None:
    assert ran[name].failure is None


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("10")])
def test_nothing_that_a_lesson_prints_is_cut_or_breaks_in_a_word(ran: dict[str, Result], name: str) -> None:
    printed = "".join("".join(o["text"]) for o in outputs(ran[name]) if o["output_type"] == "stream")
    assert "…" not in printed and max(map(len, printed.splitlines()), default=0) <= 90, printed


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_complains(ran: dict[str, Result], name: str) -> None:
    """No error and no warning reaches a learner."""
    assert not [o for o in outputs(ran[name]) if o["output_type"] == "error" or o.get("name") == "stderr"]


@pytest.mark.parametrize("name", NAMES)
def test_unanswered_checks_invite(ran: dict[str, Result], name: str) -> None:
    found = re.findall(r'class="[^"]*\bbl-feedback bl-([\w-]+)', html_of(ran[name]))
    assert set(found) <= {"unanswered", "not-here"}, found
    assert "unanswered" in found


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_has_words(ran: dict[str, Result], name: str) -> None:
    pictures = re.findall(r"<img\b[^>]*>", html_of(ran[name]))
    assert all(re.search(r'\balt="[^"]{20,}"', picture) for picture in pictures)
    assert not [o for o in outputs(ran[name]) if "image/png" in o.get("data", {})], (
        "a picture without alt text"
    )


def test_nothing_was_written_beside_the_notebooks(ran: dict[str, Result]) -> None:
    assert not list(notebook_form.NOTEBOOKS.glob("*.json"))
    assert not list(notebook_form.NOTEBOOKS.glob("*.html"))


@pytest.mark.parametrize("seed", seed_names())
def test_the_letters_of_a_word_are_at_least_as_many_as_the_word(
    seed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A word counted with its capital and letters counted without gave "letters: 0, as a word: 17"."""
    lesson = next(path for path in notebook_form.lessons() if path.name.startswith("06_"))
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    source = next("".join(cell["source"]) for cell in cells if cell["id"] == "wrong")
    exec(source, {"briefing": load_briefing(seed)})
    letters, words = map(int, re.findall(r": (\d+)", capsys.readouterr().out))
    assert letters >= words > 0


def transcripts() -> list[Path]:
    """Return the shared files that lessons must bear."""
    files = [p for p in sorted((SHARED / "transcripts").glob("*/*")) if p.suffix != ".json"]
    return [*files, *sorted((SHARED / "quotes" / "dev").glob("*.txt"))]


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared texts are not here")
@pytest.mark.parametrize("path", transcripts(), ids=lambda path: path.name)
def test_the_course_runs_on_a_shared_text(path: Path, tmp_path: Path) -> None:
    results = run_lessons(find_lessons(), tmp_path / "out", briefing=path, jobs=2)
    assert {r.lesson.name: r.failure for r in results} == dict.fromkeys(NAMES)


SMALL = {
    "a word": "No.",
    "two lines": "The mayor spoke.\nNobody asked.",
    "one quotation": '"Yes," said Ana Ruiz.',
    "turns without quotations": "MAYOR: We open on Friday.\n\nQUESTION: Why?\n\nMAYOR: Because.",
    "headings": "On roads\nThe road is closed.\nOn bridges\nThe bridge is open.",
    "numbers": "1234 5678",
    "another script": "Вода дорогая, сказал мэр. Она будет дешеве.",
}


@pytest.mark.slow
@pytest.mark.parametrize("title", SMALL)
def test_the_course_runs_on_a_text_with_almost_nothing_in_it(title: str, tmp_path: Path) -> None:
    path = tmp_path / "small.txt"
    path.write_text(SMALL[title], encoding="utf-8")
    results = run_lessons(find_lessons(), tmp_path / "out", briefing=path, jobs=2)
    assert {r.lesson.name: r.failure for r in results} == dict.fromkeys(NAMES)


@pytest.mark.slow
@pytest.mark.parametrize("seed", seed_names())
@pytest.mark.parametrize("kind", ["solved", "wrong"])
def test_the_course_runs_with_answers_passed(seed: str, kind: str, tmp_path: Path) -> None:
    briefing = load_briefing(seed)
    work = tmp_path / "notebooks"
    shutil.copytree(notebook_form.NOTEBOOKS, work)
    given: dict[str, str] = {}
    for exercise in BANK:
        task = exercise.on(briefing)
        if isinstance(task, Task):
            right = task.worked or repr(task.samples[0])
            given[exercise.id] = right if kind == "solved" else "'zebra 987654'"
    for path in work.glob("[0-9]*.ipynb"):
        notebook = notebook_form.read(path)
        for cell in notebook["cells"]:
            cell["source"] = re.sub(
                r'\bask\("([\w.]+)"\)',
                lambda m: f'ask("{m[1]}", {given.get(m[1], "...")})',
                notebook_form.text_of(cell),
            )
        notebook_form.write(path, notebook)
    lessons = [Lesson(path) for path in sorted(work.glob("[0-9]*.ipynb"))]
    source = data_folder("seeds") / seed
    for result in run_lessons(lessons, tmp_path / "out", briefing=source, jobs=2):
        assert result.failure is None
        shown = set(re.findall(r'class="[^"]*\bbl-feedback bl-([\w-]+)', html_of(result)))
        good = {"right", "kept"} if kind == "solved" else {"wrong", "thin", "unread"}
        assert shown <= {*good, "unanswered", "not-here"} and shown & good
