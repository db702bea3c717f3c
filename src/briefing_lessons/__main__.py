"""Run the command, as `briefing-lessons` or as `python -m briefing_lessons`."""

import _thread
import sys
import threading
from typing import Any


def main() -> None:
    """Load the command and run it; Ctrl-C while it loads ends it as quietly as later on."""
    sys.unraisablehook = interrupt_again
    try:
        from briefing_lessons.command.cli import main as command
    except KeyboardInterrupt:
        print("briefing-lessons: stopped.", file=sys.stderr)
        sys.exit(130)  # as STOPPED there
    command(prog_name="briefing-lessons")


def interrupt_again(unraisable: Any) -> None:
    """Let Ctrl-C that fell into the end of an object, where Python only reports it, come once more."""
    if unraisable.exc_type is KeyboardInterrupt:
        threading.Timer(0.01, _thread.interrupt_main).start()
    else:
        sys.__unraisablehook__(unraisable)


if __name__ == "__main__":
    main()
