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
