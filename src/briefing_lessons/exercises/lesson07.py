"""Exercises of lesson 07, Can we trust the machine?: lazy programs, a text with traps, and a rule switched off."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.baseline import labelled_text, main_speaker, trap_text, try_rule
from briefing_lessons.exercises.switches import telling_rule
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.written import Values, asks, written

what_a_score_proves = written("trust.2")


@asks("trust.3")
def precision(briefing: Briefing) -> Values:
    """Ask for the precision of a word rule against the hand labels."""
    text = labelled_text(briefing)
    lines = try_rule(text)
    both, alone = len(lines.both), len(lines.rule_only)
    every = both + alone + len(lines.hand_only) + len(lines.neither)
    return {
        "source": text.source,
        "both": both,
        "alone": alone,
        "pointed": both + alone,
        "every": every,
        "expected": round(lines.precision, 1),
        "recall": round(lines.recall, 1),
        "of_all": round(100 * both / every, 1),
        "count": float(both),
    }


who_is_he = written("trust.5")


@asks("trust.6")
def one_rule_off(briefing: Briefing) -> Values | None:
    """Ask how many quotations of the trap text a rule has misled."""
    off = telling_rule(trap_text())
    if off is None:
        return None
    counts = {"changes": len(off.changes), "lost": off.count("lost"), "decided": off.decided}
    return {"rule": off.rule, "expected": off.count("rescued"), **counts}


@asks("trust.8")
def would_you_let_it(briefing: Briefing) -> Values:
    """Ask under which condition the machine may be used."""
    return {"name": main_speaker(briefing) or "the minister"}


twenty_of_twenty = written("trust.9")
back_to_devices = written("trust.back")
exit_of_trust = exit_line(
    "trust.exit",
    "L7.3",
    shows="whether a rule is right there",
    hides="how often the rule is right",
    looks_for=("limit",),  # the line may be one of the trap text
)
