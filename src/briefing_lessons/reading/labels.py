"""Speaker labels: what a label is, how it is counted, and what kind of name it could be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from briefing_lessons.reading.lexicon import (
    ADDRESSES,
    ANSWERERS,
    ASKERS,
    KEYS,
    LAST_WORDS,
    MODERATORS,
    MODIFIERS,
    OFFICES,
    OPENERS,
    OUTLETS,
    PARTICLES,
    UNNAMED,
)

LONGEST = 90  #: characters in a label
Shape = Literal["generic", "capitals", "titled", "person", "other"]


@dataclass(frozen=True, slots=True)
class Label:
    """A place where a turn may begin."""

    line: int  #: index of its line
    start: int
    end: int  #: offset after the label and its punctuation
    printed: str  #: as printed: "MS. DELACROIX:"
    name: str  #: without punctuation, markup, time and remark: "MS. DELACROIX"
    form: str  #: name of the form that found it
    shape: Shape
    stamped: bool = False  #: carries a time stamp
    given: bool = False  #: the file format itself says that this is a label

    @property
    def key(self) -> str:
        """The name as it is counted: letters and digits only, folded."""
        return label_key(self.name)


_CLEAN = re.compile(r"^[*_#>\s\u00a0•§\-–—\[]+|[*_\s\u00a0:：.,;\]]+$")
_REMARK = re.compile(r"[ \u00a0]*[(\[][^()\[\]]*[)\]]")
_WORD = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*\.?")
_NO_NAME = re.compile(r"[?!“”\"=|<>{}@/\\;%$€+]")
_NOT_KEY = re.compile(r"[\W_]+")
_CONFUSED = str.maketrans("01l5|8", "oiisib")


@lru_cache(maxsize=20_000)
def label_key(name: str) -> str:
    """Return `name` as labels are counted: folded, punctuation as one space, no remarks in brackets.

    >>> label_key("MR. PRICE"), label_key("Mr Price (via video)")
    ('mr price', 'mr price')
    """
    return _NOT_KEY.sub(" ", _REMARK.sub("", name).casefold().replace("'", "").replace("’", "")).strip()


@lru_cache(maxsize=20_000)
def shape_of(name: str) -> Shape | None:
    """Say what kind of label `name` could be, or `None` when it is none.

    >>> [shape_of(name) for name in ("QUESTION", "MS. DELACROIX", "Deputy Minister Bassey", "Zhanar Bekova")]
    ['generic', 'capitals', 'titled', 'person']
    >>> shape_of("On the week ahead") is None
    True
    """
    plain = _REMARK.sub("", name).strip()
    words = _WORD.findall(plain)
    if not words or len(words) > 14 or len(plain) > LONGEST or _NO_NAME.search(plain):
        return None
    folded = [word.casefold().rstrip(".") for word in words]
    if is_generic(folded):
        return "generic"
    if _describes(folded) or not plain[0].isalpha() or plain[0].islower():
        return None
    if not any(map(str.isupper, plain)):  # scripts without capitals: Chinese, Arabic, Hindi
        return "other" if len(plain) <= 20 and not plain[0].isascii() and len(words) <= 4 else None
    if len(words) <= 10 and _in_capitals(words):
        return "capitals"
    if not all(_in_a_name(word) or (word == "from" and is_outlet(folded)) for word in words):
        return None
    named = [word for word in words if not word[0].islower()]
    if len(named) < 2 and folded[0] not in ADDRESSES | OFFICES:
        return "person" if len(words) == 1 and len(words[0]) >= 3 else None
    office = len(words) >= 2 and bool(set(folded) & (OFFICES - MODIFIERS))
    if office or folded[0] in ADDRESSES - {"the", "right"}:
        return "titled"
    return "person" if len(words) <= 6 or "," in plain else None


def _describes(folded: list[str]) -> bool:
    """Say whether words describe the text or open a sentence: "Subject:", "And for the lake:"."""
    key = "-".join(folded[:2]) in KEYS or folded[0] in KEYS or folded[-1] in LAST_WORDS
    return key or (len(folded) > 1 and folded[0] in OPENERS)


def _in_a_name(word: str) -> bool:
    return not word[0].islower() or word in PARTICLES | OFFICES or word.startswith(("al-", "el-"))


def is_generic(folded: list[str]) -> bool:
    """Say whether a label names a part, not a person: "QUESTION", "Unidentified Speaker", "Speaker 2"."""
    parts = [word for word in folded if not word.isdigit() and word != "the"]
    numbered = len(parts) < len(folded) or (len(parts) > 1 and len(parts[-1]) == 1)
    if not parts:
        return False
    core = [word for word in parts if word not in UNNAMED and not (len(word) == 1 and word not in "qa")]
    if core and all(word in ASKERS | ANSWERERS | MODERATORS for word in core):
        return True
    return not core and (
        numbered or len(parts) > 1 or parts[0] in {"voice", "voices", "speaker", "group", "all", "unknown"}
    )


def is_outlet(folded: list[str]) -> bool:
    """Say whether a label is the name of a house that reports news: "Coastline Radio", "Radio Salu"."""
    return bool(folded) and (folded[-1] in OUTLETS or folded[0] == "radio") and not set(folded) & OFFICES


def _in_capitals(words: list[str]) -> bool:
    big = [word for word in words if len(word) > 1 and sum(c.isupper() for c in word) >= 2]
    return bool(big) and all(
        word.isupper() or word.casefold() in PARTICLES | {"i"} or word[0].isdigit()
        or (word[:2] == "Mc" and word[2:].isupper()) or (word[:3] == "Mac" and word[3:].isupper())
        or (word.rstrip(".") in {"Mr", "Ms", "Mrs", "Dr", "Hon", "Rt", "Miss", "The", "Prof", "Sir"})
        or word.casefold().rstrip(".") in {"rel", "dlx"}
        for word in words
    )  # fmt: skip


def clean(name: str) -> str:
    """Return a label without markup and punctuation at its ends.

    >>> clean("**MR. PRICE:**")
    'MR. PRICE'
    """
    name = _REMARK.sub("", name) if _REMARK.sub("", name).strip(" *_") else name
    cleaned = _CLEAN.sub("", _CLEAN.sub("", name))
    return cleaned.replace("\u00a0", " ")


def unscanned(key: str) -> str:
    """Return `key` with the letters that scanners confuse made equal.

    >>> unscanned("mr prlce") == unscanned("mr price")
    True
    """
    return key.translate(_CONFUSED).replace("rn", "m").replace("vv", "w").replace(" ", "").replace("j", "i")
