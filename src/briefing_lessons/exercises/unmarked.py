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
from briefing_lessons.exercises.devices import EFFECTS, three_devices
from briefing_lessons.exercises.excerpts import first_line, first_words
from briefing_lessons.exercises.journal import journal
from briefing_lessons.exercises.model import Exercise, Task
from briefing_lessons.exercises.picks import first_quote, is_paraphrase
from briefing_lessons.exercises.subjects import topic_words
from briefing_lessons.exercises.verbs import telling_verbs
from briefing_lessons.exercises.written import Values, fill, filled, words_of
from briefing_lessons.spans import shorten


@dataclass(frozen=True, slots=True)
class Vote:
    """A question for a silent vote, a talk and a second vote; every option can be defended."""

    question: str
    options: tuple[str, ...]


def _of_paraphrase(briefing: Briefing) -> Values:
    found = first_quote(briefing, is_paraphrase)
    line = briefing.line_number(found) if found else 0
    return {"where": f"Line {line} reports {found.speaker}" if found else "A line reports somebody"}


def _of_verb(briefing: Briefing) -> Values:
    verb = next((verb.span for verb in telling_verbs(briefing)), None)
    line = briefing.line_number(verb) if verb else 0
    return {"where": f"Line {line} has “{verb.text}”" if verb else "A reporter writes “claimed”"}


def _of_headline(briefing: Briefing) -> Values:
    words = (*topic_words(briefing, 2), "the ferry")[:2]
    return {"frequent": [f"“{word}”, because it is frequent" for word in words]}


#: every vote of the course, with what a text gives to its words in `questions.toml`
VOTES: dict[str, Callable[[Briefing], Values]] = {
    "read.vote": lambda text: {"silent": list(names_without_words(text)[:3])},
    "page.vote": lambda text: {"spaces": len(text.text.split()), "rule": len(split_words(text.text))},
    "who.vote": _of_paraphrase,
    "hand.vote": _of_verb,
    "device.vote": lambda text: {
        "words": shorten(three_devices(text)[0].mark.text, 90),
        "effects": list(EFFECTS["triad"]),
    },
    "topic.vote": _of_headline,
    "trust.vote": lambda text: {},
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
    words, values = words_of(id), VOTES[id](briefing)
    return Vote(filled(words["question"], values), filled(words["options"], values))


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
        words = {"line": line, "words": first_words(briefing, line), "shows": shows, "hides": hides}
        return fill(words_of("exit"), {**words, "looks_for": looks_for})

    return Exercise(id, objective, "should", 2, "Exit line", build)
