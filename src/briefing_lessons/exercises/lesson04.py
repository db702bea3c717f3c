"""Exercises of lesson 04, The reporter's hand: what the verb does, and what a paraphrase adds."""

from __future__ import annotations

import re

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.excerpts import first_line, first_words
from briefing_lessons.exercises.model import Mistake
from briefing_lessons.exercises.seed_notes import note_on
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.verbs import (
    ambiguous_verb,
    echo_lines,
    find_reporting_verbs,
    reporting_verbs,
    telling_verbs,
)
from briefing_lessons.exercises.written import Values, asks, words_of


@asks("hand.2")
def what_the_verb_adds(briefing: Briefing) -> Values | None:
    """Ask what a reporting verb does beyond "said"."""
    classes = words_of("hand.2")["classes"]
    telling = [verb for verb in telling_verbs(briefing) if verb.kind in classes]
    if not telling:
        return None
    words = [verb.span.text.lower() for verb in telling]
    verb = max(telling, key=lambda verb: (words.count(verb.span.text.lower()), -verb.span.start))
    others = [c for c in ("neutral", "distancing", "endorsing", "strong") if c != verb.kind][:3]
    return {
        "line": briefing.line_number(verb.span),
        "verb": verb.span.text,
        "own": verb.kind,
        "plain": "claimed" if verb.kind == "neutral" else "said",
        "expected": classes[verb.kind][0],
        "also": (verb.kind,),
        "mistakes": tuple(Mistake(classes[c][0], classes[c][1], also=(c,)) for c in others),
    }


@asks("hand.3")
def report_says_more(briefing: Briefing) -> Values | None:
    """Ask which words of a report say more than the quotation beside it."""
    note = note_on(briefing)
    if note and (echo := note.echo):
        asked = {"question": echo.question} if echo.question else {}
        return {"form": "noted", "echo": echo, "begins": echo.more.split()[0], "also": echo.also, **asked}
    lines = echo_lines(briefing)
    if len(lines) < 2:
        return None
    begins = first_words(briefing, lines[0])
    return {"where": " and ".join(map(str, lines)), "line": lines[0], "begins": begins}


@asks("hand.5")
def done_by_whom(briefing: Briefing) -> Values | None:
    """Ask for a line that says what was done without saying who did it."""
    passives = [m for m in briefing.marks if m.device == "agentless_passive" and m.voice != "boilerplate"]
    lines = tuple(dict.fromkeys(map(briefing.line_number, passives)))
    if not lines:
        return None
    without = [x.number for x in briefing.lines if x.role in ("paragraph", "turn") and x.number not in lines]
    headings = [x.number for x in briefing.lines if x.role == "heading" and x.number not in lines]
    return {"expected": lines, "line": lines[0], "others": without[:2] + headings[:1]}


@asks("hand.6")
def alleged(briefing: Briefing) -> Values:
    """Ask what "alleged" tells, and what it does not."""
    found = re.search(r"\balleged(?:ly)?\b", briefing.text, re.IGNORECASE)
    line = briefing.line_number(found.start()) if found else 0
    return {"where": f"Line {line} has “{found[0]}”." if found else "A report speaks of “an alleged thief”."}


@asks("hand.7")
def rewrite_neutrally(briefing: Briefing) -> Values:
    """Ask for a neutral rewriting of one report."""
    said = (quote.attribution for quote in briefing.quotes)
    cues = {found.cue.start: found.speaker for found in said if found.cue and found.sure}
    verbs = sorted(telling_verbs(briefing), key=lambda verb: not cues.get(verb.span.start))
    verb = next(iter(verbs), None)  # one with a source, if there is one
    who = cues.get(verb.span.start) if verb else None
    return {
        "line": briefing.line_number(verb.span) if verb else first_line(briefing),
        "verb": verb.span.text if verb else "the verb",
        "source": f"the source is {who}" if who else "the source stays as it is",
    }


@asks("hand.8")
def share_of_neutral(briefing: Briefing) -> Values | None:
    """Ask for the share of neutral verbs among all reporting verbs."""
    verbs = reporting_verbs(briefing)
    total = sum(verbs["times"])
    if total < 5:
        return None
    neutral = sum(times for _, times, kind in verbs if kind == "neutral")
    return {
        "expected": round(100 * neutral / total),
        "neutral": neutral,
        "share_of_others": round(100 * (total - neutral) / total),
        "share_of_words": round(100 * neutral / max(1, len(briefing.tokens)), 1),
    }


@asks("hand.back")
def two_counts(briefing: Briefing) -> Values | None:
    """Take up from lesson 02 that a count has a rule: letters found, and verbs of saying."""
    word = ambiguous_verb(briefing)
    letters = briefing.text.lower().count(word)
    verbs = sum(found.span.text.lower().startswith(word) for found in find_reporting_verbs(briefing))
    return None if letters == verbs else {"word": word, "letters": letters, "verbs": verbs}


exit_of_verbs = exit_line("hand.exit", "L4.4", shows="which verb was chosen", hides="why it was chosen")
