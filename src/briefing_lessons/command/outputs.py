"""Nothing of a teacher's is written over: not what is being read, nor what we did not make."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import click

from briefing_lessons.command.refusals import check_folder
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import is_signed, read_whole, write_csv, write_whole

# Tables, JSON and summaries carry no signature, for other programs read them: they are known by their form.
_CSV_HEADS = (
    "line,start,end,", "file,line,start,end,", "line,role,placed,", "file,line,role,placed,",
    "code,done,must,", "text,line,claimed_speaker,",
)  # fmt: skip
_KNOWN = re.compile(
    r"""(?x)
    \{\s*"schema":\ 1,\s*"source":\ "  # all that was found, or a key
  | \{\s*"(?:quotes|turns|marks)":\ \[(?:\]\n\}\n\Z | \s*\{\s*"start":\ \d)
  | \{\s*"coverage":\ \{\s*"lines":\ \d
  | \[\s*\{"file":\ "
  | \[\s*\{\s*"text":\ ".*",\s*"line":\ (?:\d+|null),\s*"claimed_speaker":
  | [^\n]+\n(?:\ \ (?:title|layout|text|quotations|sources|marks|coverage|note)\ +.*\n)+\Z
  | (?:[^\n]+:\ [^\n;]+;\ [\d,]+\ quotations?,\ [\d,]+\ sources?,\ [\d,]+\ turns?;\ .+\n)+\Z
  | [^\n]+,\ checked\ against\ [^\n]+\.\n\d+\ quotations?
  | (?:Quotations|Turns|Candidates\ for\ rhetorical\ devices|Lines)\ (?:in|of)\ .+\.\nline\ \ 
    """
)


def check_outputs(targets: Iterable[Path], inputs: Iterable[Path], *, force: bool) -> None:
    """Look at every file that is to be written, before anything is read for it.

    Parameters
    ----------
    targets
        Files to be written.
    inputs
        Files that are read: none is written over, not even with `force`.
    force
        Whether files may be replaced that we did not make, or that were changed since.

    Raises
    ------
    BriefingError
        Naming the first file that is in the way.
    """
    there = []
    for target in targets:
        if target.is_dir():
            raise BriefingError(f"{target} is a folder. Give the name of a file.")
        check_folder(target.parent)
        if target.exists():
            there.append(target)
    read = list(inputs) if there else []
    for target in there:
        if any(path.exists() and target.samefile(path) for path in read):
            raise BriefingError(f"{target} is read here, and would be lost. Give another name to write to.")
        if not target.is_file():
            raise BriefingError(f"{target} is no ordinary file. Give another name to write to.")
        if not target.stat().st_mode & 0o222:
            raise BriefingError(f"{target} may only be read. Give another name to write to.")
        if not (force or is_ours(read_whole(target))):
            raise BriefingError(
                f"{target} was not made by this command, or was changed since. "
                "Give another name to write to, or --force to replace it."
            )


def deliver(words: str, out: Path | None, form: str) -> None:
    """Write what a command found to the file that was asked for, or to the screen."""
    if out is None:
        click.echo(words, nl=False)
    else:
        (write_csv if form == "csv" else write_whole)(out, words)


def is_ours(data: bytes) -> bool:
    r"""Say whether a file holds what this command writes, unchanged as far as it shows.

    >>> is_ours(b"line,start,end,kind\n1,0,5,direct\n"), is_ours(b"line,start,end,kind\r\n1,0,5,direct\r\n")
    (True, False)
    """
    if not data or is_signed(data):
        return True
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return False
    if text.startswith(_CSV_HEADS):
        return _as_we_write_it(text)
    return text.find("\n", 0, 2000) > 0 and _KNOWN.match(text) is not None


def _as_we_write_it(table: str) -> bool:
    """Say whether our own program wrote a table: others write other line ends, separators and quotes."""
    out = io.StringIO()
    try:
        csv.writer(out, lineterminator="\n").writerows(csv.reader(io.StringIO(table, newline="")))
    except csv.Error:
        return False
    return out.getvalue() == table
