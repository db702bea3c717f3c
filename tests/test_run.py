"""Running lessons: what is written, what is refused, and what happens when one fails."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup

from briefing_lessons.briefing import load_briefing
from briefing_lessons.command.cli import main
from briefing_lessons.errors import BriefingError
from briefing_lessons.lessons import run
from briefing_lessons.lessons.course import Lesson, choose_lessons, find_lessons, lesson_page
from briefing_lessons.lessons.run import LessonKernel, Result, run_lessons, write_index
from command_line import runner
from small_lessons import write_lesson

READS = """from pathlib import Path
print(Path.cwd().name, Path(source).name)"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lesson, ...]:
    folder = tmp_path_factory.mktemp("course") / "notebooks"
    write_lesson(folder / "00_good.ipynb", READS, '"<b>bold</b>"', title="Ready & <able>")
    write_lesson(folder / "01_bad.ipynb", "1 + 1", "raise ValueError('no quotation here')", "print('after')")
    write_lesson(folder / "02_next.ipynb", "from pathlib import Path\nPath('left.txt').write_text('x')")
    (folder / "helper.csv").write_text("word,count\n", encoding="utf-8")
    return find_lessons(folder)


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("briefing") / "it’s mine.txt"
    path.write_text("On ferries\nThe mayor said: “We sail at noon.”\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def ran(
    course: tuple[Lesson, ...], briefing: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, dict[str, Result]]]:
    out = tmp_path_factory.mktemp("out") / "pages"
    results = {r.lesson.name: r for r in run_lessons(course, out, briefing=briefing, jobs=2)}
    write_index(out, list(results.values()), load_briefing(briefing))
    yield out, results


def outputs(path: Path) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "".join("".join(o.get("text", "")) for c in cells for o in c.get("outputs", ()))


def test_the_lesson_reads_the_briefing_it_is_given(ran: tuple[Path, dict[str, Result]]) -> None:
    assert "it’s mine.txt" in outputs(ran[0] / "00_good.ipynb")


def test_the_kernel_works_in_a_folder_called_like_that_of_the_notebook(
    ran: tuple[Path, dict[str, Result]],
) -> None:
    assert outputs(ran[0] / "00_good.ipynb").startswith("notebooks ")


def test_what_a_lesson_writes_does_not_land_beside_the_notebooks(
    ran: tuple[Path, dict[str, Result]], course: tuple[Lesson, ...]
) -> None:
    assert ran[1]["02_next"].failure is None
    assert not (course[0].path.parent / "left.txt").exists()


def test_a_failing_lesson_is_named_with_its_cell(ran: tuple[Path, dict[str, Result]]) -> None:
    # the title, the parameters, those given, 1 + 1, then the cell that fails
    assert ran[1]["01_bad"].failure == "cell 5: ValueError: no quotation here"


def test_the_other_lessons_still_run(ran: tuple[Path, dict[str, Result]]) -> None:
    assert [r.failure is None for _, r in sorted(ran[1].items())] == [True, False, True]


def test_a_failing_lesson_has_a_page_that_shows_the_error(ran: tuple[Path, dict[str, Result]]) -> None:
    assert "no quotation here" in (ran[0] / "01_bad.html").read_text(encoding="utf-8")


def test_every_lesson_gives_a_notebook_and_a_page_and_nothing_else_is_left(
    ran: tuple[Path, dict[str, Result]],
) -> None:
    names = sorted(p.name for p in ran[0].iterdir())
    lessons = ("00_good", "01_bad", "02_next")
    assert names == sorted(
        [f"{x}{ending}" for x in lessons for ending in (".html", ".ipynb")] + ["glossary.html", "index.html"]
    )


def test_a_page_loads_nothing_from_outside(ran: tuple[Path, dict[str, Result]]) -> None:
    for page in ran[0].glob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//|@import|url\(\s*["']?http""", html), (
            page
        )
        assert "<script" not in html


def test_the_index_leads_to_every_page_and_names_the_failure(ran: tuple[Path, dict[str, Result]]) -> None:
    html = (ran[0] / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}.html"' in html for name in ran[1])
    assert "no quotation here" in html and "Ready &amp; &lt;able&gt;" in html


def test_an_executed_notebook_does_not_tell_where_the_package_lies(
    ran: tuple[Path, dict[str, Result]],
) -> None:
    told = json.loads((ran[0] / "00_good.ipynb").read_text(encoding="utf-8"))["metadata"]["papermill"]
    assert (told["input_path"], told["output_path"]) == ("00_good.ipynb", "00_good.ipynb")


def test_two_runs_give_the_same_pages_byte_for_byte(
    ran: tuple[Path, dict[str, Result]], course: tuple[Lesson, ...], briefing: Path, tmp_path: Path
) -> None:
    list(run_lessons(course[:1], tmp_path, briefing=briefing))
    assert (tmp_path / "00_good.html").read_bytes() == (ran[0] / "00_good.html").read_bytes()


def test_an_unknown_parameter_is_refused_before_anything_runs(tmp_path: Path, briefing: Path) -> None:
    write_lesson(tmp_path / "notebooks" / "00_old.ipynb", parameters="text = 'no source here'")
    with pytest.raises(
        BriefingError, match=r"00_old\.ipynb: the lesson has no parameter 'source' .*has: text"
    ):
        list(run_lessons(find_lessons(tmp_path / "notebooks"), tmp_path / "out", briefing=briefing))
    assert not (tmp_path / "out").exists()


def test_a_kernel_that_dies_is_reported_and_the_run_goes_on(tmp_path: Path) -> None:
    write_lesson(tmp_path / "n" / "00_dies.ipynb", "import os\nos._exit(3)")
    write_lesson(tmp_path / "n" / "01_lives.ipynb", "1 + 1")
    results = list(run_lessons(find_lessons(tmp_path / "n"), tmp_path / "out", jobs=1))
    assert "Kernel died" in str(results[0].failure)
    assert (results[0].notebook, results[0].page) == (None, None)
    assert results[1].failure is None


@pytest.mark.slow
def test_a_busy_machine_may_be_late_with_the_last_words_of_a_cell(tmp_path: Path) -> None:
    """papermill alone gives up when they come more than four seconds after the cell's reply."""
    late = (
        "import sys, time\nsys.stdout.flush_timeout = sys.stderr.flush_timeout = 0  # no reply waits for it\n"
        "get_ipython().kernel.iopub_thread.schedule(lambda: time.sleep(6))"
    )
    write_lesson(tmp_path / "n" / "00_late.ipynb", late)
    (result,) = run_lessons(find_lessons(tmp_path / "n"), tmp_path / "out")
    assert result.failure is None


@pytest.mark.slow
def test_a_port_that_another_program_took_is_no_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    launch, taken = LessonKernel._async_launch_kernel, []

    async def late(self: LessonKernel, command: list[str], **options: Any) -> None:
        if len(taken) < 2:
            taken.append(socket.create_server((self.ip, self.shell_port)))
        await launch(self, command, **options)

    monkeypatch.setattr(LessonKernel, "_async_launch_kernel", late)
    write_lesson(tmp_path / "n" / "00_late.ipynb", "1 + 1")
    (result,) = run_lessons(find_lessons(tmp_path / "n"), tmp_path / "out")
    for server in taken:
        server.close()
    assert (len(taken), result.failure) == (2, None)


def test_a_caller_who_has_seen_enough_does_not_wait_for_the_rest(tmp_path: Path) -> None:
    write_lesson(tmp_path / "n" / "00_fast.ipynb", "1")
    write_lesson(tmp_path / "n" / "01_slow.ipynb", "import time\ntime.sleep(60)")
    begun = time.monotonic()
    running = run_lessons(find_lessons(tmp_path / "n"), tmp_path / "out", jobs=2)
    assert next(running).lesson.name == "00_fast"
    running.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begun < 40


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("0", "00_good"),
        ("00", "00_good"),
        ("01_bad", "01_bad"),
        ("next", "02_next"),
        ("02_next.ipynb", "02_next"),
    ],
)
def test_a_lesson_is_found_by_number_by_name_and_by_part_of_its_name(
    course: tuple[Lesson, ...], word: str, name: str
) -> None:
    assert [x.name for x in choose_lessons([word], course)] == [name]


def test_no_word_means_every_lesson(course: tuple[Lesson, ...]) -> None:
    assert choose_lessons([], course) == course


@pytest.mark.parametrize(("word", "says"), [("9", "there is no such lesson"), ("0", "several")])
def test_a_word_that_means_no_lesson_or_several_is_refused(tmp_path: Path, word: str, says: str) -> None:
    for name in ("00_one", "00_two"):
        write_lesson(tmp_path / f"{name}.ipynb")
    with pytest.raises(BriefingError, match=says):
        choose_lessons([word], find_lessons(tmp_path))


def test_links_between_pages_lead_to_pages(ran: tuple[Path, dict[str, Result]]) -> None:
    from briefing_lessons.files import is_signed
    from briefing_lessons.lessons.course import glossary_page

    written = (ran[0] / "glossary.html").read_bytes()
    assert is_signed(written) and written[-20_000:] == glossary_page().encode()[-20_000:]
    for page in ran[0].glob("*.html"):
        for target in re.findall(r'href="([^"#:]+)[^":]*"', page.read_text(encoding="utf-8")):
            assert (ran[0] / target).is_file(), f"{page.name}: {target}"


def test_pages_without_code_keep_words_and_results(
    ran: tuple[Path, dict[str, Result]], course: tuple[Lesson, ...], briefing: Path, tmp_path: Path
) -> None:
    list(run_lessons(course[:1], tmp_path, briefing=briefing, code=False))
    shown, hidden = ((folder / "00_good.html").read_text(encoding="utf-8") for folder in (ran[0], tmp_path))
    assert "highlight" in shown.split("</style>")[-1] and "it’s mine.txt" in shown
    assert "highlight" not in hidden.split("</style>")[-1] and "it’s mine.txt" in hidden


def test_what_a_lesson_folds_away_is_folded_on_its_page() -> None:
    lesson = find_lessons()[6]
    written = lesson_page(nbformat.read(str(lesson.path), as_version=4), lesson)
    folded = BeautifulSoup(written, "html.parser").find("details")
    assert folded is not None and "minutes" in folded.get_text() and folded.find("table") is not None


@pytest.mark.parametrize(("failure", "status"), [(None, 0), ("cell 2: ValueError: no", 1)])
def test_the_status_of_a_run_tells_whether_every_lesson_was_done(
    failure: str | None, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pretend(lessons: Sequence[Lesson], *_: object, **__: object) -> Iterator[Result]:
        yield from (Result(lesson, None, None, failure) for lesson in lessons)

    monkeypatch.setattr(run, "run_lessons", pretend)
    monkeypatch.setattr(run, "write_index", lambda folder, *_: folder / "index.html")
    ended = runner().invoke(main, ["run", "01", "--out", str(tmp_path)])
    assert ended.exit_code == status, ended.output


def test_ctrl_c_is_answered_on_the_stream_for_errors(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "run_lessons", stop)
    ended = runner().invoke(main, ["run", "01", "--out", str(tmp_path)])
    assert (ended.exit_code, ended.stdout) == (130, "")
    assert ended.stderr.endswith("briefing-lessons: stopped.\n")


def test_the_next_kernel_starts_while_a_lesson_works_and_waits_for_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    launch, launched = LessonKernel._async_launch_kernel, []

    async def noted(self: LessonKernel, command: list[str], **options: Any) -> None:
        launched.append(time.time())
        await launch(self, command, **options)

    monkeypatch.setattr(LessonKernel, "_async_launch_kernel", noted)
    lasts = "import time\nbegun = time.time()\ntime.sleep(2)\nprint(begun, time.time())"
    for name in ("00_first", "01_second", "02_third"):
        write_lesson(tmp_path / "n" / f"{name}.ipynb", lasts)
    results = list(run_lessons(find_lessons(tmp_path / "n"), tmp_path / "out", jobs=1))
    assert [result.lesson.name for result in results] == ["00_first", "01_second", "02_third"]
    (_, first), (second, end), (third, _) = (
        map(float, outputs(tmp_path / "out" / result.lesson.path.name).split()) for result in results
    )
    assert first <= second and end <= third
    assert launched[1] < first and launched[2] < end


def test_the_page_of_findings_lands_in_its_folder_while_papermill_moves_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "talk.txt").write_text("“It leaks,” the mayor said on Monday.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def moved(lessons: tuple[Lesson, ...], _: Path, **on: object) -> Iterator[Result]:
        monkeypatch.chdir(tmp_path / "elsewhere")
        yield from (Result(lesson, None, None, None) for lesson in lessons)

    monkeypatch.setattr(run, "run_lessons", moved)
    asked = ["run", "3", "4", "--briefing", "talk.txt", "--out", "pages"]
    assert main(asked, standalone_mode=False) == 0
    assert "Talk" in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8").title()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_traitlets_looks_up_once_is_looked_up_before_lessons_run_side_by_side(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path\nfrom briefing_lessons.lessons import run\n"
        "class Pool(run.ThreadPoolExecutor):\n    def __init__(self, most):\n"
        "        print(type(run.LessonKernel.class_traits()['client_factory'].klass).__name__)\n"
        "        super().__init__(most)\n"
        "run.ThreadPoolExecutor = Pool\nassert list(run.run_lessons((), Path('pages'))) == []"
    )
    printed = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert printed.stdout.strip() not in ("", "str"), printed.stderr  # a class, no longer its name
