"""The lessons in the browser alone: a folder of static files, every other host out of reach."""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import threading
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from every_explorer import CELLS
from opened_notebook import LONG, SHORT, violations, window
from test_reactions import CHANGED, CHANGES

from briefing_lessons.command.site import make_site
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import data_folder
from briefing_lessons.lessons.course import Lesson, find_lessons
from briefing_lessons.portfolio.classroom import collect_portfolios
from conftest import FLAGS

LESSONS = find_lessons()
os.environ["PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS"] = (
    "1"  # what a service worker asks is seen as well
)
RED = '[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]'


class Files(SimpleHTTPRequestHandler):
    """A web server as plain as a school's: files, with the types that browsers ask for."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def log_message(self, *_: Any) -> None:
        pass


class Server:
    """The folder of a site behind an address, until it is stopped."""

    def __init__(self, folder: Path) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files, directory=str(folder)))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(scope="session")
def pyodide() -> Path:
    """A folder with a release of Pyodide: `.ci/pyodide FOLDER` fetches one."""
    given = os.environ.get("BRIEFING_LESSONS_PYODIDE")
    if not given:
        pytest.skip("no release of Pyodide: name its folder in BRIEFING_LESSONS_PYODIDE")
    pytest.importorskip("jupyterlite_core", reason="the extra `site` is not installed")
    return Path(given)


@pytest.fixture(scope="session")
def site(pyodide: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    make_site(folder, LESSONS, pyodide=pyodide)
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = Server(site)
    yield server.address
    server.stop()


@pytest.fixture(scope="module")
def visit(chromium: Any) -> Iterator[Any]:
    """One browser for the lessons that need no beginning of their own; it fails if it asked another host."""
    with window(chromium) as context:
        yield context.new_page()


class Opened:
    """A lesson of the site, open in a tab."""

    def __init__(self, tab: Any, address: str, lesson: Lesson, *, from_start: bool = True) -> None:
        self.tab = tab
        if from_start:
            tab.goto(address)
            tab.get_by_role("link", name=lesson.title, exact=True).click()
        self.idle()

    def idle(self) -> None:
        self.tab.locator(".jp-NotebookPanel:visible .jp-Notebook").wait_for(timeout=LONG)
        self.tab.locator(".jp-StatusBar-TextItem", has_text="| Idle").first.wait_for(timeout=LONG)

    def run_all(self) -> None:
        self.tab.get_by_role("menuitem", name="Run", exact=True).first.click()
        self.tab.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
        panel = ".jp-NotebookPanel:not(.lm-mod-hidden)"
        ran = (
            "panel => { const said = [...document.querySelectorAll(panel + ' .jp-CodeCell')].filter("
            "cell => cell.querySelector('.cm-content').innerText.trim()).map("
            "cell => cell.querySelector('.jp-InputPrompt').innerText);"
            "return said.length > 0 && said.every(words => /\\[\\d+\\]/.test(words)); }"
        )
        self.tab.wait_for_function(ran, arg=panel, timeout=LONG)

    def run_last(self, code: str) -> Any:
        """Run `code` in the last cell, and return that cell."""
        cell = self.tab.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell").last
        cell.scroll_into_view_if_needed()
        cell.locator(".cm-content").click()
        self.tab.keyboard.press("Control+a")
        self.tab.keyboard.insert_text(code)
        self.tab.keyboard.press("Shift+Enter")
        return cell

    def red(self) -> list[str]:
        return [found.inner_text()[-600:] for found in self.tab.locator(RED).all()]


def test_every_explorer_moves(chromium: Any, address: str) -> None:
    with window(chromium) as context:  # no lesson was opened in it, and none is kept
        opened = Opened(context.new_page(), address, LESSONS[0])
        opened.run_last("brieffing").get_by_text("Did you mean “briefing”?").wait_for(timeout=LONG)
        late = opened.run_last("import nltk, bs4, pypdf; print('there:', nltk.collocations.__name__)")
        late.get_by_text("there: nltk.collocations").wait_for(timeout=LONG)
        assert opened.run_last(CELLS["load"])
        for name, changes in CHANGES.items():
            opened.run_last(CELLS[name])
            place = opened.tab.locator(".jp-CodeCell", has=opened.tab.locator(".bl-explorer")).last
            place.locator(".bl-controls").wait_for(timeout=LONG)
            for change in islice(changes(place), 3):
                before = place.locator(".bl-explorer").inner_html()
                change()
                opened.tab.wait_for_function(CHANGED, arg=[place.element_handle(), before])
        assert opened.red() == []


#: every question of a lesson with its right answer, or with a sample where it is open
SOLVED = """
from briefing_lessons.exercises.bank import BANK
from briefing_lessons.exercises.model import Task
tasks = {each.id: each.on(briefing) for each in BANK if each.id in %r}
tasks = {id: task for id, task in tasks.items() if isinstance(task, Task)}
for id, task in tasks.items():
    display(ask(id, eval(task.worked or repr(task.samples[0]))))
print("answered", len(tasks))
"""


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_every_lesson_runs_from_the_start_pages_link_blank_and_solved(
    visit: Any, address: str, lesson: Lesson
) -> None:
    opened = Opened(visit, address, lesson)
    opened.run_all()
    asked = re.findall(r'ask\(\\?"([\w.]+)', lesson.path.read_text(encoding="utf-8"))
    cell = opened.run_last(SOLVED % asked)
    cell.get_by_text(re.compile(r"^answered \d+")).wait_for(timeout=LONG)
    said = cell.locator(".bl-feedback").evaluate_all("all => all.map(e => e.className)")
    assert all("bl-right" in each or "bl-kept" in each for each in said) and (said or not asked)
    assert opened.red() == []


def test_the_start_page_lists_every_lesson_and_axe_finds_nothing(
    visit: Any, address: str, axe_script: str
) -> None:
    visit.goto(address)
    assert visit.locator("table a").all_inner_texts() == [lesson.title for lesson in LESSONS]
    visit.get_by_text("opens again without the network").wait_for()
    assert violations(visit, axe_script) == []


def test_a_lesson_opened_once_opens_runs_and_checks_with_the_server_gone(chromium: Any, site: Path) -> None:
    server = Server(site)
    with window(chromium) as context:
        first = Opened(context.new_page(), server.address, LESSONS[0])
        first.run_all()
        server.stop()
        first.tab.reload()
        again = Opened(first.tab, server.address, LESSONS[0], from_start=False)
        again.run_all()
        assert again.red() == []
        question = (
            again.tab.locator(".bl-question, .jp-Cell").filter(has_text="How many lines has this text?").last
        )
        question.scroll_into_view_if_needed()
        question.get_by_role("button", name="Check").first.wait_for()


def test_answers_outlast_the_browser_and_the_saved_page_is_one_that_a_teacher_collects(
    chromium: Any, site: Path, tmp_path: Path
) -> None:
    server = Server(site)
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    words = 'from briefing_lessons import ask, load_briefing; b = load_briefing("001_ferry_report.txt"); '
    for code, expected in (
        (words + 'ask("start.1", len(b.lines))', "Right"),
        ("from briefing_lessons import save_portfolio; save_portfolio()", "Saved"),
        ("from briefing_lessons import progress; progress()", "1 exercise done"),
    ):
        context = chromium.browser_type.launch_persistent_context(
            str(tmp_path / "profile"),
            executable_path=path,
            args=FLAGS,
            viewport={"width": 1280, "height": 900},
        )
        context.set_default_timeout(SHORT)
        opened = Opened(context.pages[0], server.address, LESSONS[0])
        cell = opened.run_last(code)
        opened.tab.locator(".jp-OutputArea", has_text=expected).first.wait_for(timeout=LONG)
        if expected == "Saved":
            with opened.tab.expect_download() as waiting:
                cell.get_by_role("link", name=".html").first.click()
            waiting.value.save_as(tmp_path / "handed_in" / waiting.value.suggested_filename)
        opened.tab.wait_for_timeout(1500)  # what the kernel wrote goes to the browser's store
        context.close()
    server.stop()
    assert len(collect_portfolios(tmp_path / "handed_in", tmp_path / "class.csv")) == 1


def test_without_pyodide_the_kernel_comes_from_pyodides_network(
    chromium: Any, pyodide: Path, site: Path, tmp_path: Path
) -> None:
    make_site(tmp_path / "site", LESSONS[3:4])
    there, lock = site / "static" / "pyodide", json.loads((pyodide / "pyodide-lock.json").read_text())
    ours = json.loads((there / "pyodide-lock.json").read_text())["packages"]
    theirs = {name: spec for name, spec in ours.items() if not re.match("briefing|micropip|piplite", name)}
    installer = lock["packages"]["micropip"]
    digest = sha256((pyodide / installer["file_name"]).read_bytes()).hexdigest()
    lock["packages"] = theirs | {"micropip": installer | {"sha256": digest}}
    for name in ("nltk", "matplotlib", "beautifulsoup4"):  # this copy of the network lacks them
        lock["packages"][name] = {**ours["jedi"], "name": name}
    for spec in lock["packages"].values():
        spec["depends"] = [name for name in spec["depends"] if name in lock["packages"]]

    def answer(route: Any) -> None:
        name = urlsplit(route.request.url).path.rsplit("/", 1)[1]
        home = there if (there / name).exists() else pyodide
        data = json.dumps(lock) if name == "pyodide-lock.json" else (home / name).read_bytes()
        kind = Files.extensions_map.get(Path(name).suffix, "application/octet-stream")
        route.fulfill(body=data, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})

    server = Server(tmp_path / "site")
    context = chromium.new_context()
    context.set_default_timeout(SHORT)
    context.route(re.compile(r"https://cdn\.jsdelivr\.net/"), answer)
    opened = Opened(context.new_page(), server.address, LESSONS[3])
    opened.run_all()
    assert opened.red() == []
    context.close()
    server.stop()


def test_a_mended_site_at_the_same_address_is_shown_at_the_second_visit(
    chromium: Any, site: Path, tmp_path: Path
) -> None:
    shutil.copytree(site, tmp_path / "site")
    server = Server(tmp_path / "site")
    with window(chromium) as context:
        tab = context.new_page()
        for _ in range(2):  # kept at the second, for the service worker was not there before
            tab.goto(server.address)
            tab.get_by_text("opens again without the network").wait_for()
        for name, old, new in (
            ("index.html", "Choose a lesson.", "Choose one."),
            ("service-worker.js", 'CACHE=OURS+"', 'CACHE=OURS+"mended '),
        ):
            path = tmp_path / "site" / name
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        for _ in range(2):
            tab.goto(server.address)
            tab.get_by_text("opens again without the network").wait_for()
            tab.wait_for_timeout(1000)
        tab.get_by_text("Choose one.").wait_for()
    server.stop()


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js compiles them")
def test_what_is_loaded_before_the_first_cell_is_compiled(site: Path) -> None:
    place = site / "static" / "pyodide"
    packages = json.loads((place / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    for name in ("python_stdlib.zip", packages["briefing-lessons"]["file_name"]):
        with zipfile.ZipFile(place / name) as archive:
            assert {Path(each).suffix for each in archive.namelist()} & {".py", ".pyc"} == {".pyc"}
    for spec in packages.values():
        assert sha256((place / spec["file_name"]).read_bytes()).hexdigest() == spec["sha256"]


def test_only_a_site_of_ours_is_replaced(site: Path, pyodide: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "homepage"
    foreign.mkdir()
    (foreign / "index.html").write_text("somebody's", encoding="utf-8")
    with pytest.raises(BriefingError, match=r"index\.html is no file of a site of ours"):
        make_site(foreign, LESSONS, pyodide=pyodide)
    assert (foreign / "index.html").read_text(encoding="utf-8") == "somebody's"
    own = tmp_path / "own"
    shutil.copytree(site, own)
    (own / "timetable.txt").write_text("ours, said the teacher", encoding="utf-8")
    with pytest.raises(BriefingError, match=r"timetable\.txt"):
        make_site(own, LESSONS[:1], pyodide=pyodide)
    (own / "timetable.txt").unlink()
    make_site(own, LESSONS[:1], pyodide=pyodide)
    assert len(list((own / "files").glob("*.ipynb"))) == 1


def test_a_site_reads_the_teachers_text(pyodide: Path, chromium: Any, tmp_path: Path) -> None:
    own = tmp_path / "harbour.txt"
    own.write_bytes((data_folder("seeds") / "002_school_meals.txt").read_bytes())
    make_site(tmp_path / "site", LESSONS[3:4], briefing=own, pyodide=pyodide)
    server = Server(tmp_path / "site")
    with window(chromium) as context:
        opened = Opened(context.new_page(), server.address, LESSONS[3])
        opened.run_all()
        assert opened.red() == []
        opened.tab.locator(".jp-OutputArea-output", has_text="harbour.txt").first.wait_for()
    server.stop()
