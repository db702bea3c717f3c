"""What somebody does in a transcript: ask, answer, or lead the talk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from statistics import median

from briefing_lessons.reading.labels import is_generic
from briefing_lessons.reading.lexicon import ANSWERERS, ASKERS, MODERATORS, PRESIDING
from briefing_lessons.spans import TurnRole

_ASKS = re.compile(r"[?？؟]")


def find_roles(
    keys: list[str], bodies: tuple[str, ...], officials: Mapping[str, bool]
) -> dict[str, TurnRole]:
    """Say for each label whether it asks, answers or leads.

    >>> bodies = ("The lake is low.", "How low?", "Very low.")
    >>> find_roles(["ms lee", "ana ruiz", "ms lee"], bodies, {"ms lee": True, "ana ruiz": False})
    {'ms lee': 'answer', 'ana ruiz': 'question'}

    Parameters
    ----------
    keys
        The key of the label of each turn, in order.
    bodies
        The words of each turn.
    officials
        Key of a label -> whether it shows an office or a form of address.
    """
    said: dict[str, list[str]] = {}
    for key, body in zip(keys, bodies, strict=True):
        said.setdefault(key, []).append(body)
    roles = {key: role for key in said if (role := _by_label(key))}
    askers_labelled = "question" in roles.values()
    total = sum(map(len, bodies)) or 1
    share = {key: sum(map(len, texts)) / total for key, texts in said.items()}
    loudest = max(share, key=lambda key: (key not in roles, share[key]))
    followers = _followers(keys)
    for key, texts in said.items():
        if key in roles:
            continue
        asking = sum(bool(_ASKS.search(text)) for text in texts) / len(texts)
        official = officials.get(key, False)
        if (key in PRESIDING and share[key] < 0.3) or _only_calls(
            texts, share[key], followers[key], roles, said
        ):
            roles[key] = "moderator"
        elif askers_labelled:
            guest = not official and share[key] < 0.15
            roles[key] = "question" if guest and asking >= 0.5 else "answer"
        elif key != loudest and len(said) == 2 and _interviews(texts, said[loudest]):
            roles[key] = "question"
        elif key == loudest or (official and asking < 0.8) or (share[key] > 0.25 and asking < 0.6):
            roles[key] = "answer"
        else:
            before_loudest = followers[key][loudest] * 2 > len(texts)
            roles[key] = "question" if asking >= 0.4 or before_loudest else "answer"
    return roles


def _interviews(texts: list[str], answers: list[str]) -> bool:
    """Of two who talk, one hands over with a question as a rule, and the other all but never does."""
    asked, returned = (
        sum(text.rstrip(' \n*_”"').endswith("?") for text in part) / len(part) for part in (texts, answers)
    )
    return asked >= 0.4 and returned <= 0.1


def _by_label(key: str) -> TurnRole | None:
    """Return the role that a label such as "QUESTION", "A" or "MODERATOR" states."""
    words = set(key.split())
    if not is_generic(key.split()):
        return None
    if words & ANSWERERS:
        return "answer"
    if words & MODERATORS:
        return "moderator"
    return "question" if words & ASKERS else None


def _followers(keys: list[str]) -> dict[str, Counter[str]]:
    """Count who speaks after whom."""
    after: dict[str, Counter[str]] = {key: Counter() for key in keys}
    for key, following in pairwise(keys):
        after[key][following] += 1
    return after


def _only_calls(
    texts: list[str],
    share: float,
    followers: Counter[str],
    roles: dict[str, TurnRole],
    said: dict[str, list[str]],
) -> bool:
    """Say whether somebody only gives others the floor: short turns, few questions, many followers."""
    if share > 0.1 or median(map(len, texts)) > 260:
        return False
    called = sum(
        count for key, count in followers.items()
        if roles.get(key) == "question" or len(said[key]) <= max(3, len(texts) // 2)
    )  # fmt: skip
    asks = sum(len(text) > 60 and bool(_ASKS.search(text)) for text in texts)
    return len(texts) >= 2 and called * 2 > len(texts) and asks * 3 <= len(texts) and share < 0.06
