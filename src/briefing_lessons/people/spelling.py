"""Compare names and descriptions: two spellings of one person, initials, what a description names."""

from __future__ import annotations

from functools import lru_cache

from briefing_lessons.english.wordclasses import is_person_noun
from briefing_lessons.people.names import ORGANISATIONS, plain


def is_described_person(words: str) -> bool | None:
    """ "a fisher" is a person and "a note" is not; capitals leave it open."""
    if words.lower() in ("one", "another"):  # "said one, who would not give a name"
        return True
    if any(is_person_noun(plain(word)) for word in words.split()):
        return True
    if any(plain(word) in ORGANISATIONS for word in words.split()):
        return False
    return None if any(word[:1].isupper() for word in words.split()) else False


def initials(words: tuple[str, ...]) -> str:
    """Return "LAST" for "Lake Authority for Safe Transport"."""
    return "".join(word[0] for word in words if word[0].isupper())


@lru_cache(maxsize=8192)
def key_of(words: str) -> str:
    """Return a description without its article, for looking it up.

    >>> key_of("The Foreign Minister")
    'foreign minister'
    """
    kept = [plain(w) for w in words.split()]
    while kept and kept[0] in ("the", "a", "an", "its", "their", "his", "her", "our", "this"):
        kept = kept[1:]
    return " ".join(kept)


@lru_cache(maxsize=8192)
def compatible(full: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Say whether two names may be one person's.

    >>> compatible(("Sergei", "Lavrov"), ("Sergey", "Lavrov")), compatible(("Anna", "Velk"), ("Jarn", "Velk"))
    (True, False)
    """
    a, b = [plain(w) for w in full], [plain(w) for w in words]
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    if a[-1] != b[-1] or not a[:-1] or not b[:-1]:
        return False
    return _spelt_alike(a[0], b[0])


def _spelt_alike(one: str, other: str) -> bool:
    if one[0] != other[0]:
        return False
    if len(one) == 1 or len(other) == 1:
        return True
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 4:
        return False
    differing = sum(x != y for x, y in zip(one, other, strict=False)) + abs(len(one) - len(other))
    return differing <= 1
