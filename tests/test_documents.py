"""The documents: every command in them is run, or listed with what shows it instead; every program runs.

What a text presupposes (`my_briefing.txt`, a folder `briefings`, ...) lies in `fixtures/documents`: to give
the documents something more to work on, put it there.
"""

import functools
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from briefing_lessons import load_briefing, save_portfolio
from briefing_lessons.command.cli import main
from briefing_lessons.exercises.journal import use_journal
from briefing_lessons.exercises.session import check_answer

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = Path(__file__).resolve().parent / "fixtures" / "documents"
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]

TOOLS = "briefing-lessons|python|pip|bash|ruff|uv|repo2docker|apt-get"
FENCE = re.compile(r"^```(\S*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(rf"`((?:{TOOLS}) [^`]+)`")

#: how a line begins -> why it is not run here, and what shows it instead
NOT_RUN = {
    "python -m pip install": "changes this environment; .ci/run installs into a fresh one",
    "pip install": "changes this environment; .ci/run installs the extras into a fresh one",
    "python -m pytest": "would start these tests again; .ci/run runs the command of README",
    "python tests/test_gold.py": "takes minutes and writes into tests/gold; test_gold looks at the same",
    "bash .ci/": "takes many minutes; the workflows run it, and test_package looks at its shell",
    "ruff ": "belongs to the whole project; .ci/run asks for it",
    "uv pip compile": "needs a network; test_package looks at the pins",
    "repo2docker": "needs Docker; test_package renders the same build",
    "briefing-lessons site": "needs a release of Pyodide; tests/browser/test_site.py makes one and opens it",
    "python -m http.server": "hands out a site until it is stopped; tests/browser/test_site.py does it",
    "briefing-lessons kit": "needs a network; test_kit makes a kit and installs from it",
    "python benchmarks/site.py": "needs a release of Pyodide; benchmarks/results.md has what it printed",
    "python benchmarks/mutants.py": "takes hours; the workflow of every month runs it",
}

#: line -> the files it leaves behind, by what the text around it says
LEAVES = {
    "briefing-lessons card my_briefing.txt --out card.html": "card.html",
    "briefing-lessons run 3 --no-code": "briefing_lessons_output/03_who_is_speaking.html",
    "briefing-lessons check summary.txt --against my_briefing.txt --out checked.txt": "checked.txt",
    "briefing-lessons run": "briefing_lessons_output/index.html",
    "briefing-lessons run 3": "briefing_lessons_output/03_who_is_speaking.html",
    "briefing-lessons run 3 6": "briefing_lessons_output/06_what_is_it_about.html",
    "briefing-lessons run --briefing my_briefing.txt": "briefing_lessons_output/index.html",
    "briefing-lessons run --briefing my_briefing.txt --out my_pages --jobs 2": "my_pages/index.html",
    "briefing-lessons run --briefing briefings/ --out pages --jobs 2":
        "pages/bridge/index.html pages/library/index.html",
    "briefing-lessons lab": "briefing_lessons_work/08_your_briefing.ipynb",
    "briefing-lessons lab --fresh 3": "briefing_lessons_work/03_who_is_speaking.20*.ipynb",
    "briefing-lessons lab --briefing my_briefing.txt --dir my_class": "my_class/00_start_here.ipynb",
    "briefing-lessons lab -- --no-browser --port=8899": "briefing_lessons_work/00_start_here.ipynb",
    "briefing-lessons read my_briefing.txt --format json --out found.json": "found.json",
    "briefing-lessons read my_briefing.txt --format csv --table marks --out marks.csv": "marks.csv",
    "briefing-lessons read briefings/ --format csv --out found.csv": "found.csv",
    "briefing-lessons read briefings/ --format csv --out found.csv --jobs 2": "found.csv",
    "briefing-lessons key --out key.html": "key.html",
    "briefing-lessons key --briefing my_briefing.txt --out key.html": "key.html",
    "briefing-lessons key --briefing my_briefing.txt --out key.md": "key.md",
    "briefing-lessons key --briefing briefings/ --out keys": "keys/bridge.html keys/library.html",
    "briefing-lessons key --briefing my_briefing.txt --handouts to_print":
        "to_print/index.html to_print/short_key.html to_print/worksheet_08_your_briefing.html",
    "briefing-lessons collect handed_in --out class.csv": "class.csv",
    "briefing-lessons collect handed_in --out class.html": "class.html",
}  # fmt: skip


def fenced(path: Path, language: str) -> list[str]:
    """Return the blocks of a document in one language."""
    return [block for named, block in FENCE.findall(path.read_text(encoding="utf-8")) if named == language]


def commands() -> list[tuple[Path, str]]:
    """Return each document with its commands in order; one between words counts if no block has it."""
    found = {
        path: [line for block in fenced(path, "sh") for line in block.replace("\\\n", "").splitlines()]
        for path in DOCUMENTS
    }
    seen = {line for lines in found.values() for line in lines}
    for path, lines in found.items():
        words = FENCE.sub("", path.read_text(encoding="utf-8"))
        lines += [line for line in dict.fromkeys(INLINE.findall(words)) if line not in seen]
        seen.update(lines)
    return [(path, line) for path, lines in found.items() for line in lines]


COMMANDS = commands()
RUN = [(path, line) for path, line in COMMANDS if not line.startswith(tuple(NOT_RUN))]
PROGRAMS = [path for path in DOCUMENTS if fenced(path, "python") and path.name != "many.md"]


def name(value: object) -> str:
    return value.name if isinstance(value, Path) else str(value)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Return where the lines of a document run: a copy of the project, with what they presuppose."""

    @functools.cache
    def of(document: Path) -> Path:
        folder = tmp_path_factory.mktemp(document.stem)
        for part in ("docs", "notebooks", "seeds", "tests", "benchmarks"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        for part in ("README.md", "pyproject.toml"):
            shutil.copy(ROOT / part, folder)
        shutil.copytree(FIXTURES, folder, dirs_exist_ok=True)
        (folder / "handed_in").mkdir()
        use_journal(folder / "handed_in")
        load_briefing("001_ferry_report.txt")
        check_answer("start.1", 2)
        save_portfolio()
        # JupyterLab refuses to run as root unless told; CI is root
        (folder / "jupyter_server_config.json").write_text('{"ServerApp": {"allow_root": true}}')
        return folder

    return of


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment of a line: the commands of this Python come first, and no browser opens."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return os.environ | {"PATH": path, "JUPYTER_CONFIG_DIR": str(folder), "BROWSER": "true"}


def words_of(line: str, path: str) -> list[str]:
    tool, *words = shlex.split(line, comments=True)
    return [shutil.which(tool, path=path) or tool, *words]


def run_until_it_is_ready(words: list[str], folder: Path) -> int:
    """Open JupyterLab, ask it to end when it serves, and return the status."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(words, cwd=folder, env=surroundings(folder), stdout=log, stderr=log)
    while process.poll() is None and b"is running at" not in (folder / "log").read_bytes():
        time.sleep(0.25)
    process.send_signal(signal.SIGTERM)
    return process.wait(timeout=60)


@pytest.mark.slow
@pytest.mark.parametrize(("path", "line"), RUN, ids=name)
def test_a_command_in_the_documents_does_what_they_say(
    path: Path, line: str, place: Callable[[Path], Path]
) -> None:
    folder, began = place(path), time.time()
    words = words_of(line, surroundings(folder)["PATH"])
    if "lab" in words:
        if sys.platform == "win32":
            pytest.skip("Windows has no way to ask JupyterLab to end")
        assert run_until_it_is_ready(words, folder) == 0, (folder / "log").read_text(encoding="utf-8")
    else:
        ended = subprocess.run(words, cwd=folder, env=surroundings(folder), capture_output=True, text=True)
        assert ended.returncode == 0, ended.stdout + ended.stderr
    for pattern in LEAVES.get(line, "").split():
        (left,) = folder.glob(pattern)
        assert left.stat().st_size and ("lab" in words or left.stat().st_mtime >= began), pattern


@pytest.mark.slow
@pytest.mark.parametrize("path", PROGRAMS, ids=name)
def test_the_programs_in_a_document_run(path: Path, place: Callable[[Path], Path]) -> None:
    program = place(path) / "program.py"
    program.write_text("\n".join(fenced(path, "python")), encoding="utf-8")
    ended = subprocess.run([sys.executable, program], cwd=program.parent, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.slow
def test_the_program_for_a_cluster_runs_on_one_of_two_workers(place: Callable[[Path], Path]) -> None:
    pytest.importorskip("distributed", reason="pip install 'briefing-lessons[dask]'")
    document = ROOT / "docs" / "many.md"
    (program,) = fenced(document, "python")
    assert "tcp://scheduler:8786" in program
    code = f"""
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        exec({program!r}.replace("tcp://scheduler:8786", cluster.scheduler_address))
        client.close()
"""
    folder = place(document)
    shutil.rmtree(folder / "keys", ignore_errors=True)
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=120
    )
    assert ended.returncode == 0, ended.stderr
    assert sorted(path.name for path in (folder / "keys").iterdir()) == ["bridge.html", "library.html"]
    assert "None" not in ended.stdout


def test_the_link_for_a_hub_opens_a_lesson_in_the_folder_that_it_makes() -> None:
    link = next(block for block in fenced(ROOT / "docs" / "jupyterhub.md", "text") if "git-pull" in block)
    asked = parse_qs(urlsplit(link.strip()).query)
    folder = Path(asked["repo"][0]).name
    assert asked["urlpath"][0].startswith(f"lab/tree/{folder}/")
    assert (ROOT / asked["urlpath"][0].removeprefix(f"lab/tree/{folder}/")).is_file()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_block_says_its_language(path: Path) -> None:
    fences = re.findall(r"^ *```(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert all(fences[::2]) and not any(fences[1::2])


@pytest.mark.parametrize("begin", NOT_RUN)
def test_what_is_not_run_is_still_in_the_documents(begin: str) -> None:
    assert any(line.startswith(begin) for _, line in COMMANDS)


@pytest.mark.parametrize("line", LEAVES)
def test_what_leaves_files_is_still_in_the_documents(line: str) -> None:
    assert line in {line for _, line in RUN}


@pytest.mark.parametrize(("path", "line"), RUN, ids=name)
def test_a_command_that_writes_says_what_it_leaves(path: Path, line: str) -> None:
    if re.search(r"--(?:out|dir|handouts) |^briefing-lessons (?:run|lab)", line):
        assert line in LEAVES


@pytest.mark.parametrize("line", [line for _, line in COMMANDS if line.startswith("briefing-lessons ")])
def test_every_command_is_one_the_command_line_knows(line: str) -> None:
    """Parse the words with click, without running them: names and options must exist."""
    command, *words = shlex.split(line, comments=True)[1:]
    context = main.make_context("briefing-lessons", [command, *words], resilient_parsing=True)
    known = main.get_command(context, command)
    assert known is not None
    known.make_context(command, words)
