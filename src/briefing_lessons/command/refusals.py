"""How the command says no: in one line, and before anything of a teacher's is written over."""

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

import click

from briefing_lessons.errors import BriefingError, explain_refusal, printable
from briefing_lessons.files import is_signed, read_whole, write_csv, write_whole

STOPPED = 130  # what a shell expects of a program ended by Ctrl-C
DEBUG = "BRIEFING_LESSONS_DEBUG"  # set to anything, it lets the traceback through


class Refusal(click.ClickException):
    """One line on stderr and status 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line."""
        click.echo(f"briefing-lessons: {printable(' '.join(self.message.split()))}", file=file or sys.stderr)


class OneLine(click.Group):
    """A group of commands that turns what can go wrong outside the program into one clear line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command named on the command line; a number that it returns is the exit status."""
        try:
            ctx.exit(super().invoke(ctx) or 0)
        except BriefingError as error:
            raise Refusal(str(error)) from None
        except click.UsageError as error:
            raise Refusal(_bad_use(error)) from None
        except (BrokenPipeError, click.ClickException, click.exceptions.Exit, click.Abort):
            raise  # click's own; where the reader of our output left, it closes quietly
        except KeyboardInterrupt:
            click.echo("briefing-lessons: stopped.", err=True)
            ctx.exit(STOPPED)
        except OSError as error:
            raise Refusal(explain_refusal(error)) from None
        except Exception as error:
            if DEBUG in os.environ:
                raise
            ours = f"This is our mistake: please report it, with what {DEBUG}=1 shows."
            raise Refusal(f"{type(error).__name__}: {error}. {ours}") from None


def _bad_use(error: click.UsageError) -> str:
    what = error.format_message()
    command = error.ctx.command_path if error.ctx else "briefing-lessons"
    return f"{what}{'' if what.endswith(('.', '?')) else '.'} Run `{command} --help` to see what it takes."


def check_folder(folder: Path) -> Path:
    """Return `folder` where it is one or can be made.

    >>> check_folder(Path("a new folder")).name
    'a new folder'

    Raises
    ------
    BriefingError
        When a file has its name, or the name of a folder above it.
    """
    there = next((part for part in (folder, *folder.parents) if part.exists()), folder)
    if there.is_file():
        raise BriefingError(f"{there} is a file, in the way of a folder. Choose another name.")
    return folder


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

    >>> table = "\ufeffline,start,end,kind\n1,0,5,direct\n".encode()
    >>> is_ours(table), is_ours(table.replace(b"\n", b"\r\n"))
    (True, False)
    """
    if not data or is_signed(data):
        return True
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    if text.removeprefix("\N{BOM}").startswith(_CSV_HEADS):
        return text[0] == "\N{BOM}" and "\r" not in text  # a spreadsheet saves it otherwise
    return text.find("\n", 0, 2000) > 0 and _KNOWN.match(text) is not None
