"""Run the command as `python -m briefing_lessons`."""

from briefing_lessons.cli import main

main(prog_name="briefing-lessons")
