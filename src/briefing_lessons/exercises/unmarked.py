"""What a lesson asks and nobody marks: votes on which careful readers differ, and the line at the end."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.clues import names_without_words, split_words
from briefing_lessons.exercises.effects import EFFECTS, three_devices
from briefing_lessons.exercises.excerpts import first_line, first_words
from briefing_lessons.exercises.journal import journal
from briefing_lessons.exercises.model import Exercise, Task
from briefing_lessons.exercises.picks import first_quote, is_paraphrase
from briefing_lessons.exercises.subjects import topic_words
from briefing_lessons.exercises.verbs import find_reporting_verbs
from briefing_lessons.spans import shorten


@dataclass(frozen=True, slots=True)
class Vote:
    """A question for a silent vote, a talk and a second vote; every option can be defended."""

    question: str
    options: tuple[str, ...]


def most_missed(briefing: Briefing) -> Vote:
    """Put to the vote whose voice is missed most."""
    silent = names_without_words(briefing)[:3]
    return Vote("Whose voice would change the picture most?", (*silent, "Somebody who is not even named"))


def which_count(briefing: Briefing) -> Vote:
    """Put to the vote by which rule to print a count of words."""
    spaces, rule = len(briefing.text.split()), len(split_words(briefing.text))
    return Vote(
        "You may print one number of words for this text. By which rule?",
        (f"cut at spaces: {spaces:,}", f"our rule: {rule:,}", "none without its rule beside it"),
    )


def whose_words(briefing: Briefing) -> Vote:
    """Put to the vote whose words a paraphrase has."""
    found = first_quote(briefing, is_paraphrase)
    where = (
        f"Line {briefing.line_number(found)} reports {found.speaker}" if found else "A line reports somebody"
    )
    return Vote(
        f"{where} without quotation marks. Whose words are they?",
        ("the source’s: the sense counts", "the reporter’s: the wording counts", "both, and we must say so"),
    )


def what_the_verb_does(briefing: Briefing) -> Vote:
    """Put to the vote whether a reporting verb takes a side."""
    verbs = find_reporting_verbs(briefing)
    telling = [verb for verb in verbs if verb.kind not in ("neutral", "structuring")] or list(verbs)
    words = (
        f"Line {briefing.line_number(telling[0].span)} has “{telling[0].span.text}”"
        if telling
        else ("A reporter writes “claimed”")
    )
    return Vote(
        f"{words}. Does this verb take a side?",
        ("yes: it leans towards the speaker", "yes: it leans away", "no: it is only a word for “said”"),
    )


def what_is_the_headline(briefing: Briefing) -> Vote:
    """Put to the vote whether the most frequent word belongs into the headline."""
    frequent = (*topic_words(briefing, 2), "the ferry")[:2]
    return Vote(
        "A headline has room for one word. Which one says best what this text is about?",
        (*(f"“{word}”, because it is frequent" for word in frequent), "a word that is said once, or never"),
    )


def what_the_triad_does(briefing: Briefing) -> Vote:
    """Put to the vote what a triad does for a listener."""
    triad = three_devices(briefing)[0]
    words = shorten(triad.mark.text, 90)
    return Vote(f"“{words}”: what does it do most?", (*EFFECTS["triad"], "no work here"))


def who_checks_names(briefing: Briefing) -> Vote:
    """Put to the vote how much of the machine's reading a person checks."""
    return Vote(
        "The machine has named every source in tomorrow’s paper. What is checked before it is printed?",
        ("every name", "only names that two people fit", "nothing, but the paper says who named them"),
    )


#: every vote of the course
VOTES: dict[str, Callable[[Briefing], Vote]] = {
    "read.vote": most_missed,
    "page.vote": which_count,
    "who.vote": whose_words,
    "hand.vote": what_the_verb_does,
    "device.vote": what_the_triad_does,
    "topic.vote": what_is_the_headline,
    "trust.vote": who_checks_names,
}


def put_vote(id: str, briefing: Briefing) -> Vote:
    """Put the vote `id` to a briefing.

    >>> from briefing_lessons import load_briefing
    >>> put_vote("who.vote", load_briefing("001_ferry_report.txt")).options[1]
    'the reporter’s: the wording counts'

    Raises
    ------
    BriefingError
        If there is no such vote.
    """
    if id not in VOTES:
        raise BriefingError(f"No vote is called {id!r}. Use one of these: {', '.join(VOTES)}.")
    return VOTES[id](briefing)


def kept_votes(id: str, source: str) -> tuple[str, ...]:
    """Return the first and the last vote on a text, as far as they were given."""
    cast = {e.outcome: e.value for e in journal().of(id, "vote") if e.source == source}
    return tuple(cast.values())


def keep_vote(id: str, option: str, source: str) -> tuple[str, ...]:
    """Keep a vote, as the first one or as the one after the talk, and return all that are kept."""
    journal().record("vote", id, option, "second" if kept_votes(id, source) else "first", source)
    return kept_votes(id, source)


@cache
def unseen_texts() -> dict[str, Any]:
    """Return the two unseen texts, by id, and under "questions" what is asked about each.

    >>> [len(unseen_texts()[id]["text"].split()) for id in ("start.before", "trust.after")]
    [148, 145]
    """
    return tomllib.loads(Path(__file__).with_name("unseen.toml").read_text(encoding="utf-8"))


def exit_line(
    id: str, objective: str, *, shows: str, hides: str, looks_for: tuple[str, ...] = ("line", "limit")
) -> Exercise:
    """Make the exercise that ends a lesson: "Line … shows …; it does not show …".

    Parameters
    ----------
    shows, hides
        What a line shows and what it cannot, for the two samples: words that go on after these verbs.
    looks_for
        What is looked for in the answer.
    """

    def build(briefing: Briefing) -> Task:
        line = first_line(briefing)
        return Task(
            question="Finish this line: “Line … shows …; it does not show …”",
            kind="text",
            hints=(
                "Take one line that you looked at today.",
                "Begin with: Line … shows …; it does not show …",
            ),
            rubric=("It names one line.", "It says what stands there.", "It says what the line leaves open."),
            looks_for=looks_for,
            samples=(
                f"Line {line} shows {shows}; it does not show {hides}.",
                f"Line {line} shows the words “{first_words(briefing, line)}”; it does not show {hides}.",
            ),
        )

    return Exercise(id, objective, "should", 2, "Exit line", build)
