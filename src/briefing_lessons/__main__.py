"""Run the command, as `briefing-lessons` or as `python -m briefing_lessons`."""

import sys


def main() -> None:
    """Load the command and run it; Ctrl-C while it loads ends it as quietly as later on."""
    try:
        from briefing_lessons.command.cli import main as command
    except KeyboardInterrupt:
        print("briefing-lessons: stopped.", file=sys.stderr)
        sys.exit(130)  # as STOPPED there
    command(prog_name="briefing-lessons")


if __name__ == "__main__":
    main()
