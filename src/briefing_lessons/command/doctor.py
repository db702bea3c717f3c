"""Is this machine ready for class? Each check says what it looked at, and how to mend what is wrong."""

import atexit
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from platform import python_version
from tempfile import TemporaryFile, mkdtemp


def settle() -> None:
    """Prepare this process, and the kernels it starts, for a home that is missing or read-only.

    The kernel is that of this environment, whatever kernels the user has installed elsewhere.
    """
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    with suppress(RuntimeError):  # neither HOME nor an entry in the list of users
        if can_write(Path.home()):
            return
    home = Path(mkdtemp(prefix="briefing_lessons_home_"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["HOME"] = str(home)
    for name in (
        "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR",
        "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
    ):  # fmt: skip
        os.environ[name] = mkdtemp(dir=home)


def can_write(folder: Path) -> bool:
    """Say whether a file can be made in `folder`, by making one."""
    with suppress(OSError), TemporaryFile(dir=folder):
        return True
    return False


ROOM_NEEDED = 200_000_000  # bytes: pages and notebooks of one run take about 5 MB, the rest is for kernels
INSTALL = "Run: python -m pip install"
#: what a check saw, in a sentence, and what to do; `None` when nothing is wrong
Seen = tuple[str, str | None]


def examine() -> Iterator[tuple[str, bool]]:
    """Yield what every check saw, as lines for a terminal, and whether all is well: a sign and words."""
    for about, check in CHECKS.items():
        try:
            seen, mend = check()
        except Exception as error:  # a broken package can fail in any way, and a doctor must not faint
            seen = f"the check itself failed ({type(error).__name__}: {error})."
            mend = "Make a new environment and install briefing-lessons in it again."
        how = f"\n    To mend: {mend}" if mend else ""
        yield f"{'✗' if mend else '✓'} {about}: {seen}{how}", not mend


def check_packages() -> Seen:
    """Compare the installed packages with what the lessons need."""
    from packaging.requirements import Requirement

    wrong, have = [], []
    for needed in map(Requirement, requires("briefing-lessons") or ()):
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
    return f"{', '.join(wrong or have)}.", f"{INSTALL} --upgrade briefing-lessons" if wrong else None


def check_lessons() -> Seen:
    """Count the lessons and the briefings that came with the package, and read the first briefing."""
    from briefing_lessons.briefing import load_briefing
    from briefing_lessons.files import seed_names
    from briefing_lessons.lessons.course import find_lessons

    lessons, seeds = find_lessons(), seed_names()
    seen = f"{len(lessons)} lessons, {len(seeds)} briefings"
    if not (lessons and seeds):
        return f"{seen}.", f"{INSTALL} --force-reinstall briefing-lessons"
    return f"{seen}; {len(load_briefing(seeds[0]).quotes)} quotations read in {seeds[0]}.", None


def check_folder() -> Seen:
    """Try to write where the lessons would be written."""
    here, room = Path.cwd(), shutil.disk_usage(".").free
    if not can_write(here):
        mend = "Change to a folder of your own, such as Documents, or use --dir and --out."
        return f"{here} may not be written.", mend
    if room < ROOM_NEEDED:
        mend = f"Free some space: {ROOM_NEEDED // 1_000_000} MB are enough."
        return f"only {room // 1_000_000} MB are free in {here}.", mend
    return f"{here} can be written, {room // 1_000_000:,} MB are free.", None


def check_widgets() -> Seen:
    """Look for the half of ipywidgets that runs in the browser."""
    from jupyter_core.paths import jupyter_path

    for folder in jupyter_path("labextensions"):
        if Path(folder, "@jupyter-widgets", "jupyterlab-manager", "package.json").is_file():
            return f"JupyterLab can show sliders and buttons ({version('ipywidgets')}).", None
    mend = f"{INSTALL} --force-reinstall jupyterlab_widgets, then close and open JupyterLab."
    return "JupyterLab lacks the part that draws sliders and buttons.", mend


def check_kernel() -> Seen:
    """Start the kernel that lessons name, and ask it who it is."""
    from jupyter_client.manager import run_kernel

    from briefing_lessons.lessons.run import QUIET

    mend = f"{INSTALL} --force-reinstall ipykernel, in this same environment."
    answers: list[str] = []
    try:
        with run_kernel(kernel_name="python3", extra_arguments=list(QUIET)) as client:
            client.execute_interactive(  # type: ignore[attr-defined]  # it is a blocking client
                "import sys, briefing_lessons; print(sys.prefix)",
                timeout=60,
                output_hook=lambda message: answers.append(message["content"].get("text", "")),
            )
    except Exception as error:  # whatever keeps a kernel from starting, the remedy is the same
        return f"the kernel python3 does not start ({error}).", mend
    prefix = "".join(answers).strip()
    if prefix == sys.prefix:
        return "python3 starts and finds briefing_lessons.", None
    if prefix:
        return f"python3 is another Python ({prefix}), not this one ({sys.prefix}).", mend
    return "python3 starts but cannot import briefing_lessons.", mend


CHECKS: dict[str, Callable[[], Seen]] = {
    # no installer puts the lessons into one too old for them
    "Python": lambda: (f"{python_version()}, at {sys.executable}.", None),
    "Packages": check_packages,
    "Lessons": check_lessons,
    "Folder": check_folder,
    "Widgets": check_widgets,
    "Kernel": check_kernel,
}
