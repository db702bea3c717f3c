"""How the command says no: one line on stderr that names the thing and what to do, and status 2."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO, Any

import click

from briefing_lessons.errors import BriefingError, explain_refusal, printable

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
        """Run the command named on the command line."""
        try:
            return super().invoke(ctx)
        except BriefingError as error:
            raise Refusal(str(error)) from None
        except click.UsageError as error:
            raise Refusal(_bad_use(error)) from None
        except BrokenPipeError:
            raise  # the reader of our output left; click closes quietly
        except KeyboardInterrupt:
            click.echo("briefing-lessons: stopped.", err=True)
            ctx.exit(STOPPED)
        except OSError as error:
            raise Refusal(explain_refusal(error)) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if DEBUG in os.environ:
                raise
            what = f"{type(error).__name__}: {error}"
            raise Refusal(
                f"{what}. This is our mistake: please report it, with what {DEBUG}=1 shows."
            ) from None


def _bad_use(error: click.UsageError) -> str:
    what = error.format_message()
    command = error.ctx.command_path if error.ctx else "briefing-lessons"
    return f"{what}{'' if what.endswith(('.', '?')) else '.'} Run `{command} --help` to see what it takes."


def writable_folder(ctx: click.Context, param: click.Parameter, folder: Path | None) -> Path | None:
    """Return the folder that an option names, checked before anything is read for it."""
    return folder and check_folder(folder)


def writable_file(ctx: click.Context, param: click.Parameter, file: Path | None) -> Path | None:
    """Return the file that an option names, checked before anything is read for it."""
    return file and check_file(file)


def number_of_jobs(ctx: click.Context, param: click.Parameter, words: str | None) -> int | None:
    """Return how many things are done side by side."""
    if words is None:
        return None
    if not words.isdecimal() or int(words) < 1:
        raise BriefingError(f"--jobs {words}: give a whole number from 1, such as --jobs 2.")
    return int(words)


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


def check_file(file: Path) -> Path:
    """Return `file` where a file of that name can be written.

    Raises
    ------
    BriefingError
        When a folder has its name, or a file the name of a folder above it.
    """
    if file.is_dir():
        raise BriefingError(f"{file} is a folder. Give the name of a file.")
    check_folder(file.parent)
    return file
