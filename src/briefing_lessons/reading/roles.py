"""What somebody does in a transcript: ask, answer, or lead the talk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from briefing_lessons.spans import TurnRole

_QUESTION = re.compile(r"[?？؟]|^To ask\b")
_PUTS = re.compile(
    r"(?i)\b(?:questions?|ask(?:ing)?|wonder(?:ing)?|curious|comment on|tell (?:us|me)|explain|elaborate)\b"
)

_FLOOR = re.compile(
    r"(?i)\b(?:(?:next|last|first|final|more|your) questions?\b|floor\b|go ahead|over to\b|next is\b|"
    r"(?:start|begin) with\b|questions?,? please|welcome to\b|(?:take|have) (?:some|a few|your|time for) )"
)


def find_roles(
    voices: list[str],
    bodies: tuple[str, ...],
    stated: Mapping[str, TurnRole],
    officials: frozenset[str],
    nobody: frozenset[str] = frozenset(),
) -> list[TurnRole | None]:
    """Say for each turn whether its speaker asks, answers or leads; a role belongs to a person.

    >>> bodies = ("The lake is low.", "How low?", "Very low.")
    >>> find_roles(["Lee", "Ana Ruiz", "Lee"], bodies, {}, frozenset({"Lee"}))
    ['answer', 'question', 'answer']

    Parameters
    ----------
    voices
        Who speaks in each turn, in order.
    bodies
        The words of each turn.
    stated
        Voice -> the role that its label states: "QUESTION", "MODERATOR".
    officials
        Voices with an office.
    nobody
        Voices that may be somebody else in each turn ("Unidentified speaker"): the turn itself decides.
    """
    said: dict[str, list[str]] = {}
    for name, body in zip(voices, bodies, strict=True):
        said.setdefault(name, []).append(body)
    total = sum(map(len, bodies)) or 1
    heard = [
        Voice(name, texts, sum(map(len, texts)) / total, name in officials) for name, texts in said.items()
    ]
    unnamed = [voice for voice in heard if voice.name in nobody and stated.get(voice.name) == "question"]
    crowd = any(voice.asking > 0.3 for voice in unnamed)
    roles = dict(stated)
    still_open = [voice for voice in heard if voice.name not in stated]
    loudest = max(still_open, key=lambda voice: (voice.asking < 0.5, voice.share), default=None)
    after = _followers(voices)
    for voice in still_open:
        if voice is not loudest and _only_calls(voice, after[voice.name], roles, said):
            roles[voice.name] = "moderator"
    after = _followers([name for name in voices if roles.get(name) != "moderator"])
    answerers = {voice.name for voice in still_open if voice is loudest or voice.is_calm}
    answerers |= {name for name, role in roles.items() if role == "answer"}
    for voice in (voice for voice in still_open if voice.name not in roles):
        if crowd:  # who is named among unnamed reporters answers as a rule
            asks = not voice.official and voice.share < 0.15 and voice.asking >= 0.5
        elif voice is loudest or voice.only_tells:
            asks = False
        else:
            two = loudest is not None and len(said) == 2 and _interviews(voice.texts, loudest.texts)
            asks = two or _leans_to_asking(voice, after[voice.name], answerers)
        roles[voice.name] = "question" if asks else "answer"
    if "question" not in roles.values():  # the host of a talk asks
        hosts = {voice.name for voice in heard if voice.asking >= 0.5 and roles[voice.name] == "moderator"}
        roles |= dict.fromkeys(hosts, "question")
    by_turn: tuple[TurnRole, TurnRole] = ("answer", "question")
    return [
        by_turn[_asks(body)] if name in nobody and name not in stated else roles.get(name)
        for name, body in zip(voices, bodies, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks, and what shows in all that is said."""

    name: str
    texts: list[str]  #: the words of each turn
    share: float  #: of all words of the transcript
    official: bool  #: has an office

    @property
    def asking(self) -> float:
        """The share of turns that ask."""
        return sum(map(_asks, self.texts)) / len(self.texts)

    @property
    def is_calm(self) -> bool:
        """Whether somebody who matters hardly ever asks."""
        return self.asking < 0.25 and (self.official or self.share > 0.15)

    @property
    def only_tells(self) -> bool:
        """Whether nothing is asked at some length: "I have the bakery on Quay Lane. To be short: …"."""
        long = len(self.texts) > 1 or len(self.texts[0]) > 150
        return long and not self.asking and not any(map(_PUTS.search, self.texts))


def _asks(text: str) -> bool:
    return bool(_QUESTION.search(text))


def _leans_to_asking(voice: Voice, after: Counter[str], answerers: set[str]) -> bool:
    """Weigh question marks and who speaks next against an office and a large share of the words."""
    before = sum(count for name, count in after.items() if name in answerers) / max(1, after.total())
    return voice.asking + before - 2 * voice.share - 0.5 * voice.official >= 0.6


def _interviews(texts: list[str], answers: list[str]) -> bool:
    """Of two who talk, one hands over with a question as a rule, and the other all but never does."""
    asked, returned = (
        sum(text.rstrip(' \n*_”"').endswith("?") for text in part) / len(part) for part in (texts, answers)
    )
    return asked >= 0.4 and returned <= 0.1


def _followers(voices: list[str]) -> dict[str, Counter[str]]:
    """Count who speaks after whom."""
    after: dict[str, Counter[str]] = {name: Counter() for name in voices}
    for name, following in pairwise(voices):
        after[name][following] += 1
    return after


def _only_calls(
    voice: Voice, followers: Counter[str], roles: Mapping[str, TurnRole], said: Mapping[str, list[str]]
) -> bool:
    """Say whether somebody only gives others the floor: short turns, few questions, many followers."""
    turns = len(voice.texts)
    calls = sum(bool(_FLOOR.search(text[-250:])) for text in voice.texts)
    if turns >= 2 and voice.share < 0.3 and calls * 2 >= turns:
        return True
    if turns < 2 or voice.share >= 0.06 or median(map(len, voice.texts)) > 260:
        return False
    called = sum(
        count for name, count in followers.items()
        if roles.get(name) == "question" or len(said[name]) <= max(3, turns // 2)
    )  # fmt: skip
    asks = sum(len(text) > 60 and _asks(text) for text in voice.texts)
    return called * 2 > turns and asks * 3 <= turns
