"""What somebody does in a transcript: ask, answer, or lead the talk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
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
    for voice, body in zip(voices, bodies, strict=True):
        said.setdefault(voice, []).append(body)
    roles = dict(stated)
    total = sum(map(len, bodies)) or 1
    share = {voice: sum(map(len, texts)) / total for voice, texts in said.items()}
    asking = {voice: sum(map(_asks, texts)) / len(texts) for voice, texts in said.items()}
    open_voices = [voice for voice in said if voice not in stated]
    after = _followers(voices)
    loudest = max(open_voices, key=lambda voice: (asking[voice] < 0.5, share[voice]), default="")
    for voice in open_voices:
        if voice != loudest and _only_calls(said[voice], share[voice], after[voice], roles, said):
            roles[voice] = "moderator"
    after = _followers([voice for voice in voices if roles.get(voice) != "moderator"])
    calm = {
        voice for voice in open_voices if asking[voice] < 0.25 and (voice in officials or share[voice] > 0.15)
    }
    answerers = {loudest, *calm, *(voice for voice, role in roles.items() if role == "answer")}
    for voice in open_voices:
        if voice in roles:
            continue
        if any(stated.get(other) == "question" and asking.get(other, 0) > 0.3 for other in nobody):
            asks = voice not in officials and share[voice] < 0.15 and asking[voice] >= 0.5
        elif not asking[voice] and _long(said[voice]) and not any(map(_PUTS.search, said[voice])):
            asks = False  # "I have the bakery on Quay Lane. To be short: the roadworks …"
        elif voice != loudest and len(said) == 2 and _interviews(said[voice], said[loudest]):
            asks = True
        else:
            asks = voice != loudest and _leans_to_asking(
                asking[voice], after[voice], answerers, share[voice], voice in officials
            )
        roles[voice] = "question" if asks else "answer"
    if "question" not in roles.values():  # the host of a talk asks
        roles |= {
            voice: "question"
            for voice, role in roles.items()
            if role == "moderator" and asking.get(voice, 0) >= 0.5
        }
    by_turn: tuple[TurnRole, TurnRole] = ("answer", "question")
    return [
        by_turn[_asks(body)] if voice in nobody and voice not in stated else roles.get(voice)
        for voice, body in zip(voices, bodies, strict=True)
    ]


def _long(texts: list[str]) -> bool:
    return len(texts) > 1 or len(texts[0]) > 150


def _asks(text: str) -> bool:
    return bool(_QUESTION.search(text))


def _leans_to_asking(
    asking: float, after: Counter[str], answerers: set[str], share: float, official: bool
) -> bool:
    """Weigh question marks and who speaks next against an office and a large share of the words."""
    before = sum(count for voice, count in after.items() if voice in answerers) / max(1, after.total())
    return asking + before - 2 * share - 0.5 * official >= 0.6


def _interviews(texts: list[str], answers: list[str]) -> bool:
    """Of two who talk, one hands over with a question as a rule, and the other all but never does."""
    asked, returned = (
        sum(text.rstrip(' \n*_”"').endswith("?") for text in part) / len(part) for part in (texts, answers)
    )
    return asked >= 0.4 and returned <= 0.1


def _followers(voices: list[str]) -> dict[str, Counter[str]]:
    """Count who speaks after whom."""
    after: dict[str, Counter[str]] = {voice: Counter() for voice in voices}
    for voice, following in pairwise(voices):
        after[voice][following] += 1
    return after


def _only_calls(
    texts: list[str],
    share: float,
    followers: Counter[str],
    roles: Mapping[str, TurnRole],
    said: Mapping[str, list[str]],
) -> bool:
    """Say whether somebody only gives others the floor: short turns, few questions, many followers."""
    if (
        len(texts) >= 2
        and share < 0.3
        and sum(bool(_FLOOR.search(text[-250:])) for text in texts) * 2 >= len(texts)
    ):
        return True
    if len(texts) < 2 or share >= 0.06 or median(map(len, texts)) > 260:
        return False
    called = sum(
        count for voice, count in followers.items()
        if roles.get(voice) == "question" or len(said[voice]) <= max(3, len(texts) // 2)
    )  # fmt: skip
    asks = sum(len(text) > 60 and _asks(text) for text in texts)
    return called * 2 > len(texts) and asks * 3 <= len(texts)
