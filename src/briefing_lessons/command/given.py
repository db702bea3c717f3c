"""What FILE and --briefing stand for: a file, a briefing of the course, standard input, or a folder."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Literal

import click

from briefing_lessons.briefing import load_briefing
from briefing_lessons.command.refusals import is_ours
from briefing_lessons.errors import BriefingError, printable
from briefing_lessons.files import LEARNERS_WORK, MOST, data_folder, read_whole, write_whole
from briefing_lessons.reading import corrections_path, read_corrections, source_from_bytes, write_corrections
from briefing_lessons.reading.coverage import FURNITURE
from briefing_lessons.reading.files import ENDINGS

OUTPUT = Path("briefing_lessons_output")  #: where what is made goes unless told
Furniture = Literal["apart", "text"] | None  #: what a reader says of lines that look like page furniture
KEY_ENDINGS = (".html", ".htm", ".md", ".json")


def folder_called(name: str | None) -> Path | None:
    """Return the folder that FILE names, where it names one; an empty name is no folder."""
    return Path(name) if name and Path(name).is_dir() else None


def files_read_for(name: str | None) -> Iterator[Path]:
    """Yield the files that are read for FILE: briefings, and their corrections."""
    if not name or name == "-":
        return
    path = Path(name)
    for briefing in briefing_files(path) if path.is_dir() else (path, data_folder("seeds") / path):
        yield briefing
        yield corrections_path(briefing)


def briefing_file(name: str | None, folder: Path, *, force: bool = False) -> Path | None:
    """Return the file meant by FILE, checked to be a briefing before anything is written.

    Standard input becomes a file in `folder`, because executed and copied notebooks name it.
    """
    if name is None:
        return None
    if name == "-":
        data = sys.stdin.buffer.read(MOST + 1)  # longer ones are refused as too long
        source_from_bytes(data, "standard input")
        path = folder / "standard input"
        if path.exists() and path.read_bytes() != data and not force:
            raise BriefingError(f"{path} is another text, piped in earlier. Choose another folder.")
        return write_whole(path, data)
    load_briefing(name)
    seed = data_folder("seeds") / name
    return seed if not Path(name).exists() and seed.is_file() else Path(name)


def briefing_files(folder: str | Path) -> tuple[Path, ...]:
    """Return every file under `folder` that may hold a briefing, in order of path.

    Hidden files, corrections, pages and tables of ours and files of other kinds are left out.

    >>> from briefing_lessons.files import data_folder
    >>> briefing_files(data_folder("seeds"))[0].name
    '000_95b79719e875266d.txt'

    Raises
    ------
    BriefingError
        When `folder` is no folder or holds no such file.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise BriefingError(f"{folder} is not a folder. Give the folder that holds the briefings.")
    found = tuple(path for path in _offered(folder) if _may_hold_a_briefing(path))
    if not found:
        kinds = ".txt, .md, .html, .docx, .pdf or caption files"
        raise BriefingError(f"{folder} holds no briefings. Put {kinds} in it.")
    return found


def passed_over(folder: Path) -> tuple[str, ...]:
    """Return the names of files that `briefing_files` leaves out although somebody may have meant them."""
    left = (path for path in _offered(folder) if not _may_hold_a_briefing(path))
    return tuple(printable(path.relative_to(folder).as_posix()) for path in left)


def _offered(folder: Path) -> Iterator[Path]:
    """Yield what lies in a folder, but for what is hidden, Word's locks, corrections, and what we made."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if not (hidden or path.is_dir() or path.name.endswith(".corrections.toml") or _is_made(path)):
            yield path


def _may_hold_a_briefing(path: Path) -> bool:
    return bool(path.suffix) and path.suffix.lower() in ENDINGS and path.is_file()


def _is_made(path: Path) -> bool:
    """Say whether a file is a page or a table that the command wrote, or a learner's work."""
    work = any(path.match(pattern) for pattern in LEARNERS_WORK)
    with suppress(BriefingError, OSError):
        return work or (path.suffix in (".html", ".md", ".csv", ".ipynb") and is_ours(read_whole(path)))
    return False


def keep_furniture(file: str, furniture: Furniture) -> None:
    """Keep beside a briefing what its reader says about page furniture."""
    if furniture is None:
        return
    if not Path(file).is_file():
        raise BriefingError(f"--furniture is kept beside a file, and {file} is none. Save the text first.")
    path = corrections_path(Path(file))
    write_corrections(path, replace(read_corrections(path), furniture=furniture))


def say_furniture(warnings: Iterable[str]) -> None:
    """Say on the error stream which of the warnings on a text are of lines that look like page furniture."""
    for warning in warnings:
        if warning.startswith(FURNITURE):
            click.echo(warning, err=True)
