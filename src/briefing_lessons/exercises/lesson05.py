"""Exercises of lesson 05, How persuasion works: from a device to its effect, and readers who differ."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.devices import EFFECTS, quoted, telling_marks, three_devices
from briefing_lessons.exercises.excerpts import first_line, first_words
from briefing_lessons.exercises.seed_notes import LEFT_ALONE
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.written import Values, asks, written

what_a_device_shows = written("device.1")


@asks("device.3")
def one_of_two_effects(briefing: Briefing) -> Values:
    """Ask to choose between two effects that can both be defended, with a reason from the line."""
    triad = three_devices(briefing)[0]
    own, parts = triad.text is briefing, triad.mark.text.split()
    lent = triad.where.replace(", line", ", paragraph")
    return {
        "where": f"Line {briefing.line_number(triad.mark)}" if own else lent,
        "words": quoted(triad.mark, 90),
        "effects": EFFECTS["triad"],
        "opens": " ".join(parts[:3]),
        "closes": " ".join(parts[-3:]),
        "looks_for": ("words", "limit") if own else (),  # words of another text
    }


no_work_here = written("device.4")


@asks("device.5")
def reject_a_candidate(briefing: Briefing) -> Values | None:
    """Ask for one candidate of the machine that the learner does not accept, with a reason."""
    alone = LEFT_ALONE.get(briefing.source, frozenset())
    marks = [mark for mark in telling_marks(briefing) if briefing.line_number(mark) not in alone]
    if not marks:
        return None
    first, last = ((briefing.line_number(mark), quoted(mark, 40)) for mark in (marks[0], marks[-1]))
    return {"form": "" if len(marks) > 1 else "one", "first": first, "last": last}


@asks("device.7")
def to_whom(briefing: Briefing) -> Values:
    """Ask who says a line to whom, and what would be lost without its device."""
    mark = next((device.mark for device in three_devices(briefing) if device.text is briefing), None)
    if mark is None:
        line = first_line(briefing)
        return {"form": "none", "line": line, "words": f"“{first_words(briefing, line)}”"}
    return {
        "line": briefing.line_number(mark),
        "words": quoted(mark, 40),
        "name": mark.speaker or "the text",
        "whom": "those who report it" if mark.speaker else "its readers",
    }


when_readers_differ = written("device.6")
chance_agreement = written("device.8")
back_to_sources = written("device.back")
exit_of_devices = exit_line("device.exit", "L5.4", shows="how something is said", hides="how others hear it")
