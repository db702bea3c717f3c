"""A learner's own copy of the lessons: never overwritten, one lesson given back fresh on request."""

import ast
import json
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from briefing_lessons.command.doctor import settle
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import data_folder, files_in, write_whole
from briefing_lessons.lessons.course import Lesson, read_notebook, source_of
from briefing_lessons.reading import corrections_path

_SOURCE = re.compile(r"^(source(?:\s*:\s*str)?\s*=\s*)(['\"]).*?\2", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Copied:
    """What preparing a working copy did."""

    new: tuple[Path, ...]  #: lessons copied now
    kept: tuple[Path, ...]  #: lessons that were there and were left alone
    put_aside: Path | None  #: the old lesson under its dated name, after `fresh`
    otherwise: tuple[Path, ...] = ()  #: kept lessons that read another briefing than the one asked for


def prepare_work(
    lessons: Sequence[Lesson], folder: Path, *, briefing: Path | None = None, fresh: Lesson | None = None
) -> Copied:
    """Copy `lessons`, and what lies beside them, into `folder`; leave alone every file that is there.

    Parameters
    ----------
    briefing
        The file that new copies read in place of the transcript; it is copied beside them with its
        corrections, so that the folder can be carried elsewhere. A briefing of the package is named only.
    fresh
        A lesson to give back as it was; the learner's own is kept under a dated name.

    Raises
    ------
    BriefingError
        When the folder holds another text under the name of `briefing`; nothing has been written then.
    """
    copies = {folder / lesson.path.name: lesson for lesson in lessons}
    if briefing and (fresh or not all(target.exists() for target in copies)):
        _bring_along(briefing, folder)
    put_aside = _put_aside(folder / fresh.path.name) if fresh else None
    kept = [target for target in copies if target.exists()]
    missing = [target for target in copies if target not in kept]
    new = [write_whole(target, _with_source(copies[target], briefing)) for target in missing]
    for home in sorted({lesson.path.parent for lesson in lessons}):
        for name in files_in(home):  # also in its folders
            beside = len(name.parts) > 1 or name.suffix != ".ipynb"
            if beside and not (folder / name).exists():
                write_whole(folder / name, (home / name).read_bytes())
    otherwise = [path for path in kept if briefing and _source_in(path) != briefing.name]
    return Copied(tuple(new), tuple(kept), put_aside, tuple(otherwise))


def _bring_along(briefing: Path, folder: Path) -> None:
    """Copy `briefing` and its corrections into `folder`, never over a file with other words."""
    pair = filter(Path.is_file, (briefing, corrections_path(briefing)))
    wanted = {folder / path.name: path.read_bytes() for path in pair}
    for target, data in wanted.items():
        if target.exists() and not (target.is_file() and target.read_bytes() == data):
            either = f"Rename one of the two files, or give --briefing {folder / briefing.name}"
            wrong = f"{target} is there already, with other words in it. {either} to use what is there."
            raise BriefingError(wrong)
    if briefing.resolve().parent != data_folder("seeds").resolve():  # those are found by their name
        for target in [target for target in wanted if not target.exists()]:
            write_whole(target, wanted[target])


def _put_aside(path: Path) -> Path | None:
    if not path.exists():
        return None
    stamp = datetime.now().strftime("%Y-%m-%d_%H%M%S")
    endings = ("", *(f"_{number}" for number in range(2, 100)))  # asked twice within a second
    names = (path.with_name(f"{path.stem}.{stamp}{ending}{path.suffix}") for ending in endings)
    return path.rename(next(name for name in names if not name.exists()))


def _with_source(lesson: Lesson, briefing: Path | None) -> str | bytes:
    """Return the lesson's file, byte for byte unless it is to read another briefing."""
    if briefing is None:
        return lesson.path.read_bytes()
    # json's escapes are Python's too, so a backslash or a quote in a name is safe
    value = json.dumps(briefing.name, ensure_ascii=False)
    notebook = read_notebook(lesson.path)
    for cell in _parameters(notebook):  # a test holds every lesson to one, which sets `source`
        cell["source"] = _SOURCE.sub(lambda found: f"{found[1]}{value}", source_of(cell), count=1)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _source_in(path: Path) -> str | None:
    """Return the name of the briefing that a copied lesson reads, where its cell of parameters tells."""
    with suppress(BriefingError, OSError, KeyError, TypeError, ValueError):
        for cell in _parameters(read_notebook(path)):
            _, _, value = source_of(cell).partition("=")
            return Path(str(ast.literal_eval(value.partition("#")[0].strip()))).name
    return None


def _parameters(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", ())]


def open_lab(folder: Path, options: Sequence[str] = ()) -> None:
    """Open `folder` in JupyterLab, at the first lesson, with the kernel of this environment.

    Parameters
    ----------
    options
        Given to JupyterLab as they are.
    """
    from jupyterlab.labapp import LabApp

    settle()
    jupyter = files("briefing_lessons") / "jupyter"
    os.environ.setdefault("PYTHONSTARTUP", str(jupyter / "startup.py"))  # every kernel runs it
    places = (str(jupyter), os.environ.get("JUPYTER_CONFIG_PATH"))  # no news, no look for updates
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, places))
    first = min(folder.glob("[0-9]*.ipynb")).name
    where = f"--ServerApp.root_dir={folder.resolve()}", f"--LabApp.default_url=/lab/tree/{first}"
    LabApp.launch_instance([*where, *options])
