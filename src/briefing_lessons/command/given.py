"""What FILE and --briefing stand for: a file, a briefing of the course, standard input, or a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from briefing_lessons.errors import BriefingError

if TYPE_CHECKING:
    from briefing_lessons.briefing import Briefing

OUTPUT = Path("briefing_lessons_output")  #: where what is made goes unless told
KEY_ENDINGS = (".html", ".htm", ".md", ".json")


def folder_called(name: str | None) -> Path | None:
    """Return the folder that FILE names, where it names one; an empty name is no folder."""
    return Path(name) if name and Path(name).is_dir() else None


def default_briefing() -> str:
    """Return the name of the briefing that lessons read unless told."""
    from briefing_lessons.files import seed_names

    return seed_names()[0]


def files_read_for(name: str | None) -> Iterator[Path]:
    """Yield the files that are read for FILE: briefings, and their corrections."""
    from briefing_lessons.command.many import briefing_files
    from briefing_lessons.files import data_folder
    from briefing_lessons.reading import corrections_path

    if not name or name == "-":
        return
    path = Path(name)
    for briefing in briefing_files(path) if path.is_dir() else (path, data_folder("seeds") / path):
        yield briefing
        yield corrections_path(briefing)


def lesson_files() -> Iterator[Path]:
    """Return the lessons and what lies beside them: no run writes over these."""
    from briefing_lessons.files import data_folder

    return data_folder("notebooks").iterdir()


def briefing_file(name: str | None, folder: Path, *, force: bool = False) -> Path | None:
    """Return the file meant by FILE, checked to be a briefing before anything is written.

    Standard input becomes a file in `folder`, because executed and copied notebooks name it.
    """
    if name is None:
        return None
    from briefing_lessons.briefing import load_briefing
    from briefing_lessons.files import MOST, data_folder, write_whole

    if name == "-":
        from briefing_lessons.reading import source_from_bytes

        data = sys.stdin.buffer.read(MOST + 1)  # longer ones are refused as too long
        source_from_bytes(data, "standard input")
        path = folder / "standard input"
        if path.exists() and path.read_bytes() != data and not force:
            raise BriefingError(f"{path} is another text, piped in earlier. Choose another folder.")
        return write_whole(path, data)
    load_briefing(name)
    seed = data_folder("seeds") / name
    return seed if not Path(name).exists() and seed.is_file() else Path(name)


def keep_furniture(file: str, furniture: Literal["apart", "text"] | None) -> None:
    """Keep beside a briefing what its reader says about page furniture."""
    if furniture is None:
        return

    from briefing_lessons.reading import corrections_path, read_corrections, write_corrections

    if not Path(file).is_file():
        raise BriefingError(f"--furniture is kept beside a file, and {file} is none. Save the text first.")
    path = corrections_path(Path(file))
    write_corrections(path, replace(read_corrections(path), furniture=furniture))


def say_furniture(briefing: Briefing) -> None:
    """Say on the error stream which lines look like page furniture."""
    from briefing_lessons.reading.coverage import FURNITURE

    for warning in briefing.coverage.warnings:
        if warning.startswith(FURNITURE):
            click.echo(warning, err=True)
