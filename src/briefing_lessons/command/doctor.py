"""Is this machine ready for class? Each check says what it looked at, and how to mend what is wrong."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from tempfile import mkdtemp


def settle() -> None:
    """Prepare this process, and the kernels it starts, for a home that is missing or read-only.

    The kernel is that of this environment, whatever kernels the user has installed elsewhere.
    """
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    if _home_is_writable():
        return
    home = Path(mkdtemp(prefix="briefing_lessons_home_"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for name, folder in (
        ("HOME", ""),
        ("IPYTHONDIR", "ipython"),
        ("JUPYTER_CONFIG_DIR", "jupyter"),
        ("JUPYTER_DATA_DIR", "jupyter"),
        ("JUPYTER_RUNTIME_DIR", "jupyter/runtime"),
        ("MPLCONFIGDIR", "matplotlib"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_CONFIG_HOME", "config"),
    ):
        (home / folder).mkdir(parents=True, exist_ok=True)
        os.environ[name] = str(home / folder)


def _home_is_writable() -> bool:
    try:
        home = Path.home()
    except RuntimeError:  # neither HOME nor an entry in the list of users
        return False
    return home.is_dir() and can_write(home)


def can_write(folder: Path) -> bool:
    """Say whether a file can be made in `folder`, by making one."""
    from tempfile import TemporaryFile

    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


OLDEST_PYTHON = (3, 11)
ROOM_NEEDED = 200_000_000  # bytes: pages and notebooks of one run take about 5 MB, the rest is for kernels


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check saw."""

    about: str  #: the thing looked at, in a word or two
    seen: str  #: what was found, one sentence
    mend: str | None = None  #: what to do; `None` when nothing is wrong

    def __str__(self) -> str:
        """Return the finding as lines for a terminal; a sign and words, never colour alone."""
        line = f"{'✗' if self.mend else '✓'} {self.about}: {self.seen}"
        return f"{line}\n    To mend: {self.mend}" if self.mend else line


def examine() -> Iterator[Finding]:
    """Yield the finding of every check, as it comes."""
    for check in CHECKS:
        try:
            yield check()
        except Exception as error:  # a broken package can fail in any way, and a doctor must not faint
            about = check.__name__.removeprefix("check_").replace("_", " ")
            seen = f"the check itself failed ({type(error).__name__}: {error})."
            yield Finding(about, seen, "Make a new environment and install briefing-lessons in it again.")


def check_python() -> Finding:
    """Look at the version of Python."""
    have = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= OLDEST_PYTHON:
        return Finding("Python", f"{have}, at {sys.executable}.")
    wanted = ".".join(map(str, OLDEST_PYTHON))
    return Finding("Python", f"{have} is too old.", f"Install Python {wanted} or newer from python.org.")


def check_packages() -> Finding:
    """Compare the installed packages with what the lessons need."""
    from packaging.requirements import Requirement

    wrong, have = [], []
    for line in requires("briefing-lessons") or ():
        needed = Requirement(line)
        if needed.marker and not needed.marker.evaluate({"extra": ""}):
            continue
        try:
            installed = version(needed.name)
        except PackageNotFoundError:
            wrong.append(f"{needed.name} is missing")
            continue
        have.append(f"{needed.name} {installed}")
        if not needed.specifier.contains(installed, prereleases=True):
            wrong.append(f"{needed.name} {installed} does not fit {needed.specifier}")
    if wrong:
        return Finding(
            "Packages", f"{', '.join(wrong)}.", "Run: python -m pip install --upgrade briefing-lessons"
        )
    return Finding("Packages", f"{', '.join(have)}.")


def check_lessons() -> Finding:
    """Count the lessons and the briefings that came with the package, and read one."""
    from briefing_lessons.briefing import load_briefing
    from briefing_lessons.files import seed_names
    from briefing_lessons.lessons.course import find_lessons

    lessons, seeds = find_lessons(), seed_names()
    if not lessons or not seeds:
        mend = "Install briefing-lessons again: python -m pip install --force-reinstall briefing-lessons"
        return Finding("Lessons", "the notebooks or the briefings are not where they should be.", mend)
    quotes = len(load_briefing(seeds[0]).quotes)
    seen = f"{len(lessons)} lessons, {len(seeds)} briefings; {quotes} quotations read in {seeds[0]}."
    return Finding("Lessons", seen)


def check_fonts() -> Finding:
    """Ask matplotlib for the letters of the charts."""
    from matplotlib import font_manager, rcParams

    family = rcParams["font.sans-serif"][0]
    try:
        found = font_manager.findfont(family, fallback_to_default=False)
    except ValueError:
        mend = "Run: python -m pip install --force-reinstall matplotlib"
        return Finding("Fonts", f"matplotlib does not find {family}, so charts would show boxes.", mend)
    return Finding("Fonts", f"{Path(found).name} for the charts.")


def check_folder() -> Finding:
    """Try to write where the lessons would be written."""
    here = Path.cwd()
    if not can_write(here):
        mend = "Change to a folder of your own, such as Documents, or use --dir and --out."
        return Finding("Folder", f"{here} may not be written.", mend)
    room = shutil.disk_usage(here).free
    if room < ROOM_NEEDED:
        seen = f"only {room // 1_000_000} MB are free in {here}."
        return Finding("Folder", seen, f"Free some space: {ROOM_NEEDED // 1_000_000} MB are enough.")
    return Finding("Folder", f"{here} can be written, {room // 1_000_000:,} MB are free.")


def check_widgets() -> Finding:
    """Look for the half of ipywidgets that runs in the browser."""
    from jupyter_core.paths import jupyter_path

    for folder in jupyter_path("labextensions"):
        if Path(folder, "@jupyter-widgets", "jupyterlab-manager", "package.json").is_file():
            return Finding("Widgets", f"JupyterLab can show sliders and buttons ({version('ipywidgets')}).")
    mend = "Run: python -m pip install --force-reinstall jupyterlab_widgets, then close and open JupyterLab."
    return Finding("Widgets", "JupyterLab lacks the part that draws sliders and buttons.", mend)


def check_kernel() -> Finding:
    """Start the kernel that lessons name, and ask it who it is."""
    from jupyter_client.manager import start_new_kernel

    from briefing_lessons.lessons.run import QUIET

    mend = "Run: python -m pip install --force-reinstall ipykernel, in this same environment."
    try:
        manager, client = start_new_kernel(
            kernel_name="python3", startup_timeout=60, extra_arguments=list(QUIET)
        )
    except Exception as error:  # whatever keeps a kernel from starting, the remedy is the same
        return Finding("Kernel", f"the kernel python3 does not start ({error}).", mend)
    try:
        answers: list[str] = []
        client.execute_interactive(
            "import sys, briefing_lessons; print(sys.prefix)",
            timeout=60,
            output_hook=lambda message: answers.append(message["content"].get("text", "")),
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    prefix = "".join(answers).strip()
    if prefix == sys.prefix:
        return Finding("Kernel", "python3 starts and finds briefing_lessons.")
    if prefix:
        return Finding("Kernel", f"python3 is another Python ({prefix}), not this one ({sys.prefix}).", mend)
    return Finding("Kernel", "python3 starts but cannot import briefing_lessons.", mend)


CHECKS: tuple[Callable[[], Finding], ...] = (
    check_python,
    check_packages,
    check_lessons,
    check_fonts,
    check_folder,
    check_widgets,
    check_kernel,
)
