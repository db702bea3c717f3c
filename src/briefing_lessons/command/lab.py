"""A learner's own copy of the lessons: never overwritten, one lesson given back fresh on request."""

from __future__ import annotations

import ast
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path

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
    if briefing and (fresh or not all((folder / lesson.path.name).exists() for lesson in lessons)):
        _bring_along(briefing, folder)
    put_aside = _put_aside(folder / fresh.path.name) if fresh else None
    new, kept = [], []
    for lesson in lessons:
        target = folder / lesson.path.name
        if target.exists():
            kept.append(target)
        else:
            new.append(write_whole(target, _with_source(lesson, briefing)))
    for home in sorted({lesson.path.parent for lesson in lessons}):
        for name in _beside(home):
            if not (folder / name).exists():
                write_whole(folder / name, (home / name).read_bytes())
    otherwise = [path for path in kept if briefing and _source_in(path) != briefing.name]
    return Copied(tuple(new), tuple(kept), put_aside, tuple(otherwise))


def _bring_along(briefing: Path, folder: Path) -> None:
    """Copy `briefing` and its corrections into `folder`, never over a file with other words."""
    wanted = {folder / path.name: path.read_bytes() for path in _with_corrections(briefing)}
    for target, data in wanted.items():
        if target.exists() and not (target.is_file() and target.read_bytes() == data):
            raise BriefingError(
                f"{target} is there already, with other words in it. Rename one of the two files, or give "
                f"--briefing {folder / briefing.name} to use what is there."
            )
    if briefing.resolve().parent == data_folder("seeds").resolve():
        return  # found by its name wherever the lessons are installed
    for target, data in wanted.items():
        if not target.exists():
            write_whole(target, data)


def _with_corrections(briefing: Path) -> Iterator[Path]:
    yield briefing
    if corrections_path(briefing).is_file():
        yield corrections_path(briefing)


def _beside(home: Path) -> Iterator[Path]:
    """Yield the names of the files that lie beside the notebooks in `home`, also in its folders."""
    return (name for name in files_in(home) if len(name.parts) > 1 or name.suffix != ".ipynb")


def _put_aside(path: Path) -> Path | None:
    if not path.exists():
        return None
    stamp = datetime.now().strftime("%Y-%m-%d_%H%M%S")
    aside = path.with_name(f"{path.stem}.{stamp}{path.suffix}")
    number = 1
    while aside.exists():  # asked twice within a second
        number += 1
        aside = path.with_name(f"{path.stem}.{stamp}_{number}{path.suffix}")
    return path.rename(aside)


def _with_source(lesson: Lesson, briefing: Path | None) -> str | bytes:
    """Return the lesson's file, byte for byte unless it is to read another briefing."""
    if briefing is None:
        return lesson.path.read_bytes()
    # json's escapes are Python's too, so a backslash or a quote in a name is safe
    value = json.dumps(briefing.name, ensure_ascii=False)
    notebook = read_notebook(lesson.path)
    for cell in notebook["cells"]:
        if "parameters" in cell["metadata"].get("tags", ()):
            cell["source"], found = _SOURCE.subn(lambda m: f"{m[1]}{value}", source_of(cell), count=1)
            if found:
                return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
    raise BriefingError(
        f"{lesson.path.name}: the lesson has no parameter `source` to set. Open it without --briefing."
    )


def _source_in(path: Path) -> str | None:
    """Return the name of the briefing that a copied lesson reads, where its cell of parameters tells."""
    with suppress(BriefingError, OSError, KeyError, TypeError, ValueError):
        for cell in read_notebook(path)["cells"]:
            if "parameters" in cell["metadata"].get("tags", ()):
                _, _, value = source_of(cell).partition("=")
                return Path(str(ast.literal_eval(value.partition("#")[0].strip()))).name
    return None


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
    LabApp.launch_instance(
        [f"--ServerApp.root_dir={folder.resolve()}", f"--LabApp.default_url=/lab/tree/{first}", *options]
    )
